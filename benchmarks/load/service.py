"""A model service over real HTTP that answers at once, or after exactly so long, and misbehaves as often as it is told.

    python -m benchmarks.load.service [--port 0] [--delay 1] [--bad 0.2] [--kinds silent,reset] [--seed 1]

It prints its base URL on the first line and serves until it is ended. It speaks the chat protocol of OpenAI over
HTTP/1.1 with connections kept alive, answers like a good model (:mod:`benchmarks.load.replies`), and keeps a log:

    GET /log      one JSON array a request: digest of the body, when it came, when its answer was sent, what was done
    GET /counts   how many of each prompt and each misdeed there were
    POST /forget  empties the log

Times are of the system-wide monotonic clock, in seconds. A call is *finished* when its whole body has been handed to
the network, and *paid* when it was answered with status 200.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import os
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from benchmarks.load.misdeeds import (
    KINDS,
    NOISE_BYTES,
    PROSE,
    WAITS,
    Chance,
    compact,
    completion,
    misnumbered,
    refusal,
)
from benchmarks.load.replies import Content, reply

_REASONS = {200: "OK", 400: "Bad Request", 404: "Not Found", 429: "Too Many", 500: "Error", 503: "Unavailable"}
_END = b"\r\n\r\n"
_DIGEST_BYTES = 12
"""Of the digest of a body: enough to tell a million apart."""
_MARGIN = 0.001
"""Seconds before the exact time of a delayed answer that the event loop is woken, at most its own grain."""


@dataclass(slots=True)
class Call:
    """One request as the log keeps it. ``sent`` is ``None`` until the whole answer is handed to the network.

    ``done`` is the misdeed, empty for a good answer; ``status`` is 0 where none was sent.
    """

    digest: bytes
    task: str
    came: float
    sent: float | None = None
    status: int = 0
    done: str = ""

    def row(self) -> list[object]:
        """As JSON gives it."""
        return [self.digest.hex(), self.task, round(self.came, 6), self.sent, self.status, self.done]


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back, and after how many seconds."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    reset: bool = False


class Desk:
    """Where requests are answered: the misdeeds, the log and the delay of one service."""

    def __init__(self, chance: Chance | None = None, delay: float = 0.0) -> None:
        self.chance = chance or Chance()
        self.delay = delay
        self.calls: list[Call] = []
        self.in_flight = 0
        self.most_in_flight = 0
        self._noise = b""
        self._tasks: Counter[str] = Counter()
        self._done: Counter[str] = Counter()

    def counts(self) -> dict[str, Any]:
        """How many calls there were: by prompt, by misdeed, and at once."""
        return {
            "calls": len(self.calls),
            "at_once": self.most_in_flight,
            "tasks": self._tasks,
            "done": self._done,
        }

    def forget(self) -> None:
        """Empty the log."""
        self.calls = []
        self._tasks.clear()
        self._done.clear()
        self.most_in_flight = self.in_flight

    def take(self, body: bytes) -> tuple[Call, Answer | None]:
        """Answer one request; ``None`` for never."""
        call = Call(hashlib.sha256(body).digest()[:_DIGEST_BYTES], "", time.monotonic())
        self.calls.append(call)
        try:
            messages = json.loads(body)["messages"]
            call.task, content = reply(messages)
        except (ValueError, LookupError, TypeError) as error:
            return call, Answer(400, refusal(f"no request that is known here: {error!r}"))
        call.done = self.chance.next()
        self._tasks[call.task] += 1
        self._done[call.done or "well"] += 1
        read = sum(len(message["content"]) for message in messages) // 4
        return call, self._answer(call.done, content, read)

    def _answer(self, done: str, content: Content, read: int) -> Answer | None:
        text = compact(content)
        if done == "":
            return Answer(200, completion(text, read))
        if done == "silent":
            return None
        if done == "asks_to_wait":
            wait = self.chance.random.choice(WAITS)
            return Answer(429, refusal("slow down"), {"Retry-After": wait})
        if done in ("overloaded", "broken", "unavailable"):
            status = {"overloaded": 429, "broken": 500, "unavailable": 503}[done]
            return Answer(status, refusal("not now"))
        if done == "reset":
            return Answer(200, completion(text, read), reset=True)
        if done == "half_body":
            whole = completion(text, read)
            return Answer(200, whole[: len(whole) // 2])
        return self._spoilt(done, content, text, read)

    def _spoilt(self, done: str, content: Content, text: str, read: int) -> Answer:
        """An answer in good form that is of no use."""
        if done == "noise":
            noise = self._make_noise()
            if self.chance.random.random() < 0.5:
                return Answer(200, noise)
            return Answer(200, completion(noise.decode("ascii"), read))
        spoilt = {
            "half_answer": text[: max(1, len(text) // 2)],
            "prose": PROSE,
            "wrong_numbers": compact(misnumbered(content, self.chance.random)) if done == "wrong_numbers" else "",
            "empty": "",
        }[done]
        return Answer(200, completion(spoilt, read))

    def _make_noise(self) -> bytes:
        if not self._noise:
            self._noise = self.chance.random.randbytes(NOISE_BYTES // 2).hex().encode()
        return self._noise


class Connection(asyncio.Protocol):
    """One kept-alive HTTP/1.1 connection; requests are answered in their order."""

    def __init__(self, desk: Desk, loop: asyncio.AbstractEventLoop) -> None:
        self._desk = desk
        self._loop = loop
        self._read = bytearray()
        self._busy = False
        self._sending: Call | None = None
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        transport.set_write_buffer_limits(0)  # so that resume_writing tells when all is sent
        self._transport = transport

    def connection_lost(self, error: Exception | None) -> None:
        self._transport = None
        if self._busy:
            self._desk.in_flight -= 1

    def data_received(self, data: bytes) -> None:
        self._read += data
        if not self._busy:
            self._next()

    def resume_writing(self) -> None:
        self._sent()

    def _next(self) -> None:
        """Take the next request if it is all there."""
        end = self._read.find(_END)
        if end < 0:
            return
        lines = bytes(self._read[:end]).decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        total = end + len(_END) + int(headers.get("content-length", 0))
        if len(self._read) < total:
            return
        body = bytes(self._read[end + len(_END) : total])
        del self._read[:total]
        method, path, _ = lines[0].split(" ", 2)
        if path.endswith("/chat/completions"):
            self._ask(body)
        else:
            self._send(None, self._about_itself(method, path))

    def _ask(self, body: bytes) -> None:
        desk = self._desk
        self._busy = True
        desk.in_flight += 1
        desk.most_in_flight = max(desk.most_in_flight, desk.in_flight)
        call, answer = desk.take(body)
        if answer is None:
            return
        if desk.delay:
            self._loop.call_later(
                desk.delay - (time.monotonic() - call.came) - _MARGIN, self._send_on_time, call, answer
            )
        else:
            self._send(call, answer)

    def _send_on_time(self, call: Call, answer: Answer) -> None:
        left = call.came + self._desk.delay - time.monotonic()
        if left > 0:
            self._loop.call_later(left, self._send, call, answer)
        else:
            self._send(call, answer)

    def _about_itself(self, method: str, path: str) -> Answer:
        desk = self._desk
        if method == "POST" and path == "/forget":
            desk.forget()
            return Answer(200, b"{}")
        if path == "/log":
            return Answer(200, json.dumps([call.row() for call in desk.calls]).encode())
        if path == "/counts":
            return Answer(200, json.dumps(desk.counts()).encode())
        return Answer(404, refusal(f"nothing at {path}"))

    def _send(self, call: Call | None, answer: Answer) -> None:
        transport = self._transport
        if transport is None or transport.is_closing():
            return  # the client has gone; the call stays unsent
        more = "".join(f"{name}: {value}\r\n" for name, value in answer.headers.items())
        head = (
            f"HTTP/1.1 {answer.status} {_REASONS[answer.status]}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(answer.body)}\r\n{more}\r\n"
        ).encode()
        if call is not None:
            call.status = answer.status
        if answer.reset:
            self._reset(transport, head + answer.body[: len(answer.body) // 2])
            return
        self._sending = call
        transport.write(head + answer.body)
        if not transport.get_write_buffer_size():
            self._sent()

    def _reset(self, transport: asyncio.Transport, begun: bytes) -> None:
        transport.write(begun)
        # Lingering for zero seconds makes the kernel send RST in place of FIN.
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()

    def _sent(self) -> None:
        """The answer is with the network: the call is finished, and the next may come."""
        if self._sending is not None:
            self._sending.sent = time.monotonic()
            self._sending = None
        if self._busy:
            self._busy = False
            self._desk.in_flight -= 1
        if self._read:
            self._next()


class Service:
    """The service in a thread of this process: ``with Service(Desk(…)) as service: service.url``."""

    def __init__(self, desk: Desk | None = None) -> None:
        self.desk = desk or Desk()
        self.url = ""
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Service:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self) -> None:
        server = self._loop.run_until_complete(listen(self.desk, 0))
        self.url = address(server)
        self._ready.set()
        self._loop.run_forever()
        server.close()
        self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        self._loop.close()


async def listen(desk: Desk, port: int) -> asyncio.Server:
    """A server on loopback; port 0 is any that is free."""
    loop = asyncio.get_running_loop()
    return await loop.create_server(lambda: Connection(desk, loop), "127.0.0.1", port, backlog=1024)


def address(server: asyncio.Server) -> str:
    """The base URL."""
    return f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"


async def _serve(desk: Desk, port: int) -> None:
    server = await listen(desk, port)
    print(address(server), flush=True)
    async with server:
        await server.serve_forever()


def main() -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--delay", type=float, default=0.0, help="seconds before every answer")
    parser.add_argument("--bad", type=float, default=0.0, help="share of the requests that meet a misdeed, 0 to 1")
    parser.add_argument("--kinds", default=",".join(KINDS), help="which misdeeds (default: all)")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    kinds = given.kinds.split(",")
    if unknown := sorted(set(kinds) - set(KINDS)):
        parser.error(f"unknown misdeeds {unknown}; known are {', '.join(KINDS)}")
    try:
        asyncio.run(_serve(Desk(Chance(given.bad, kinds, given.seed), given.delay), given.port))
    except KeyboardInterrupt:
        os._exit(130)


if __name__ == "__main__":
    main()
