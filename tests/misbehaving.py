"""A real model service on loopback whose answers, and misdeeds, are scripted.

with ScriptedService() as service:
    service.answers(overloaded(retry_after="2"), says({"n": [1]}))
    settings = Settings(model="openai/any", base_url=service.url, api_key="k")
    ...
    assert service.asked(0)["messages"][-1]["content"] == "…"
"""

from __future__ import annotations

import json
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Answer:
    """One HTTP answer. ``wait`` seconds pass first; ``cut`` bytes of the body are announced and not sent."""

    body: bytes = b""
    status: int = 200
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    wait: float = 0.0
    cut: int = 0
    reset: bool = False


@dataclass(frozen=True)
class Request:
    """One request as it arrived. Header names are in lower case."""

    path: str
    headers: Mapping[str, str]
    body: Any


Handler = Callable[[Request], Answer]


def says(
    content: object,
    *,
    finish_reason: str = "stop",
    prompt_tokens: int = 10,
    completion_tokens: int = 5,
    refusal: str | None = None,
    wait: float = 0.0,
) -> Answer:
    """A chat completion with ``content``: text as it is, anything else as compact JSON."""
    text = content if isinstance(content, str) or content is None else json.dumps(content, separators=(",", ":"))
    message = {"role": "assistant", "content": text, "refusal": refusal}
    return completion({"message": message, "finish_reason": finish_reason}, prompt_tokens, completion_tokens, wait=wait)


def calls_tool(
    arguments: object, *, name: str = "Answer", prompt_tokens: int = 10, completion_tokens: int = 5
) -> Answer:
    """A chat completion that calls a tool with ``arguments``, as in instructor's tool modes."""
    function = {"name": name, "arguments": json.dumps(arguments)}
    message = {
        "role": "assistant",
        "content": None,
        "tool_calls": [{"id": "call_1", "type": "function", "function": function}],
    }
    return completion({"message": message, "finish_reason": "tool_calls"})


def completion(
    choice: Mapping[str, Any], prompt_tokens: int = 10, completion_tokens: int = 5, wait: float = 0.0
) -> Answer:
    """A chat completion with one choice as given."""
    usage = {
        "prompt_tokens": prompt_tokens,
        "completion_tokens": completion_tokens,
        "total_tokens": prompt_tokens + completion_tokens,
    }
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, **choice}],
        "usage": usage,
    }
    return Answer(json.dumps(body).encode(), wait=wait)


def fails(
    status: int, message: str = "no", *, code: str | None = None, headers: Mapping[str, str] | None = None
) -> Answer:
    """An error in the form that OpenAI-compatible services give."""
    body = {"error": {"message": message, "type": None, "code": code}}
    return Answer(json.dumps(body).encode(), status=status, headers=headers or {})


def overloaded(*, retry_after: str | None = None) -> Answer:
    """Status 429, with ``Retry-After`` if given."""
    return fails(429, "slow down", headers={} if retry_after is None else {"Retry-After": retry_after})


def cut_short(answer: Answer, missing: int = 20) -> Answer:
    """``answer`` whose connection closes ``missing`` bytes before its announced end."""
    return Answer(answer.body, answer.status, answer.content_type, answer.headers, cut=missing)


RESET = Answer(reset=True)
"""The connection is reset without a word."""

PAGE = Answer(b"<!doctype html><title>Not here</title>", content_type="text/html")
"""What a proxy or a wrong base URL answers."""

HALF_JSON = Answer(b'{"id": "chatcmpl-1", "object": "chat.comp')
"""A body that is complete as HTTP and broken as JSON."""


class ScriptedService:
    """Serves the queued answers in order, then ``otherwise`` (default: status 500), and logs every request."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.otherwise: Handler = lambda request: fails(500, "nothing more is scripted")
        self.most_at_once = 0
        self._queue: deque[Answer | Handler] = deque()
        self._active = 0
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler_for(self))
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)

    @property
    def url(self) -> str:
        """The base URL."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def answers(self, *answers: Answer | Handler) -> None:
        """Append to the queue; a function is called with the request."""
        self._queue.extend(answers)

    def asked(self, index: int) -> Any:
        """The JSON body of one logged request."""
        return self.requests[index].body

    def __enter__(self) -> ScriptedService:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=5)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._lock:
            self._active += 1
            self.most_at_once = max(self.most_at_once, self._active)
        try:
            yield
        finally:
            with self._lock:
                self._active -= 1

    def _next(self, request: Request) -> Answer:
        with self._lock:
            self.requests.append(request)
            found = self._queue.popleft() if self._queue else self.otherwise
        return found if isinstance(found, Answer) else found(request)


def _handler_for(service: ScriptedService) -> type[BaseHTTPRequestHandler]:
    class _Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            with service._counted():
                self._answer()

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, format: str, *arguments: object) -> None:
            """Keep the test's output clean."""

        def _answer(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            answer = service._next(Request(self.path, headers, json.loads(raw) if raw else None))
            if answer.wait:
                time.sleep(answer.wait)
            if answer.reset:
                self._reset()
            else:
                self._send(answer)

        def _reset(self) -> None:
            # Lingering for zero seconds makes the kernel send RST in place of FIN.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.close_connection = True
            self.connection.close()

        def _send(self, answer: Answer) -> None:
            try:
                self.send_response(answer.status)
                self.send_header("Content-Type", answer.content_type)
                self.send_header("Content-Length", str(len(answer.body)))
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(answer.body[: len(answer.body) - answer.cut])
                self.close_connection = self.close_connection or bool(answer.cut)
            except OSError:
                self.close_connection = True  # the client has gone; that is a scenario, not a failure

    return _Handler
