"""Requests and answers on the wire, against real servers."""

from __future__ import annotations

import asyncio
import http.server
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import trustme

from summarizer.completions import text
from summarizer.errors import ServiceUnreachable
from summarizer.profiles import LOCAL
from summarizer.services import open_embedded
from tests.asking import GOOD, KEY, Time, ask, ask_and_count, run
from tests.misbehaving import Answer, ScriptedService

PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@contextmanager
def listening(answer: bytes, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """A server that says ``answer`` to whoever connects, whatever that is; gives its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                    with connection if context is None else context.wrap_socket(connection, server_side=True) as talk:
                        talk.recv(65536)
                        talk.sendall(answer)
                except ssl.SSLError:
                    continue
                except OSError:
                    return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)


class TestSending:
    def test_one_connection_serves_one_call_after_another(
        self, service: ScriptedService, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ports = []
        setup = http.server.BaseHTTPRequestHandler.setup

        def noted(handler: http.server.BaseHTTPRequestHandler) -> None:
            ports.append(handler.client_address[1])
            setup(handler)

        monkeypatch.setattr(http.server.BaseHTTPRequestHandler, "setup", noted)
        service.answers(GOOD, GOOD, GOOD)

        async def thrice(client: object) -> list[list[int]]:
            return [await ask(client, text) for text in "abc"]  # type: ignore[arg-type]

        assert (run(service, thrice), len(ports)) == ([[1]] * 3, 1)

    @pytest.mark.parametrize("text", ["naïve “Straße” 東京 🚣", "half \ud83d of a pair", '"\\\n\t\x00'])
    def test_any_text_arrives_as_it_is(self, service: ScriptedService, text: str) -> None:
        service.answers(GOOD)
        run(service, lambda client: ask(client, text))

        assert service.asked(0)["messages"][-1]["content"] == text

    def test_the_key_and_the_type_are_in_the_headers(self, service: ScriptedService) -> None:
        service.answers(GOOD)
        run(service, ask)
        headers = service.requests[0].headers

        assert (headers["authorization"], headers["content-type"]) == ("Bearer sk-not-to-be-seen", "application/json")

    def test_a_proxy_of_the_environment_is_asked(
        self, service: ScriptedService, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in PROXIES:
            monkeypatch.delenv(name, raising=False)
            monkeypatch.delenv(name.upper(), raising=False)
        with ScriptedService() as proxy:
            proxy.answers(GOOD)
            monkeypatch.setenv("http_proxy", proxy.url.removesuffix("/v1"))

            assert run(service, ask) == [1]
        assert (len(service.requests), len(proxy.requests)) == (0, 1)
        assert proxy.requests[0].path == f"{service.url}/chat/completions"

    def test_the_embedded_model_is_asked_past_any_proxy(
        self, service: ScriptedService, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with ScriptedService() as proxy:
            monkeypatch.setenv("http_proxy", proxy.url.removesuffix("/v1"))
            monkeypatch.delenv("no_proxy", raising=False)
            monkeypatch.delenv("NO_PROXY", raising=False)
            service.answers(GOOD)

            async def asked() -> object:
                embedded = open_embedded(LOCAL, "local", service.url, KEY)
                assert embedded.openai is not None
                assert embedded.complete is not None
                async with embedded.openai:
                    return await embedded.complete(messages=[{"role": "user", "content": "hello"}])

            assert text(asyncio.run(asked())) == '{"n":[1]}'
        assert (len(service.requests), len(proxy.requests)) == (1, 0)


class TestReading:
    @pytest.mark.parametrize("content_type", ["application/json; charset=utf-8", "text/plain", ""])
    def test_json_is_read_whatever_it_is_called(self, service: ScriptedService, content_type: str) -> None:
        service.answers(Answer(GOOD.body, content_type=content_type))

        assert run(service, ask) == [1]

    def test_members_that_the_protocol_asks_for_may_be_missing(self, service: ScriptedService) -> None:
        service.answers(Answer(b'{"choices": [{"message": {"content": "{\\"n\\": [1]}"}}], "usage": {}}'))

        assert run(service, ask) == [1]

    def test_figures_of_tokens_are_taken(self, service: ScriptedService) -> None:
        service.answers(GOOD)
        _, usage = run(service, ask_and_count)

        assert (usage.prompt_tokens, usage.completion_tokens) == (10, 5)


class TestFaults:
    @pytest.mark.parametrize(
        "answer", [b"", b"no HTTP at all\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", b"\xff" * 9000]
    )
    def test_what_is_no_http_is_a_broken_connection(self, answer: bytes) -> None:
        time = Time()
        with listening(answer) as port:
            there = _There(f"http://127.0.0.1:{port}/v1")

            with pytest.raises(ServiceUnreachable, match="broke off to the last try"):
                run(there, ask, time=time)
        assert len(time.waits) == 5

    def test_a_certificate_of_nobody_is_told(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
        with listening(b"", context) as port:
            there = _There(f"https://127.0.0.1:{port}/v1")

            with pytest.raises(ServiceUnreachable, match=r"the certificate of .* cannot be verified"):
                run(there, ask)

    def test_a_service_that_closes_each_connection_is_asked_over_another(self, service: ScriptedService) -> None:
        closing = Answer(GOOD.body, headers={"Connection": "close"})
        service.answers(closing, closing)

        async def twice(client: object) -> list[list[int]]:
            return [await ask(client, text) for text in "ab"]  # type: ignore[arg-type]

        assert run(service, twice) == [[1], [1]]


class _There(ScriptedService):
    """Its address is another's."""

    def __init__(self, url: str) -> None:
        self._url = url

    @property
    def url(self) -> str:
        return self._url
