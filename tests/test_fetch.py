"""Fetching, against a real server on loopback."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from summarizer.errors import InputError, SourceNotFound, SourceUnreadable, SummarizerError
from summarizer.fetch import MAX_REDIRECTS, Fetched, fetch

PAGE = b"<!doctype html><html><body><p>The ferry is late.</p></body></html>"
LIMIT = 100_000

Answer = Callable[[BaseHTTPRequestHandler], None]


def answer(body: bytes, status: int = 200, **headers: str) -> Answer:
    """An answer with a body and headers (``content_type`` for ``Content-Type``)."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return send


def redirect(target: str) -> Answer:
    return answer(b"", 302, location=target)


def endless(chunk: bytes, pause: float, **headers: str) -> Answer:
    """A body without an announced length that goes on until the client has had enough."""

    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        with suppress(OSError):
            for _ in range(1000):
                handler.wfile.write(chunk)
                handler.wfile.flush()
                time.sleep(pause)

    return send


def dripping_headers(handler: BaseHTTPRequestHandler) -> None:
    with suppress(OSError):
        handler.wfile.write(b"HTTP/1.0 200 OK\r\nX-Slow: ")
        for _ in range(200):
            handler.wfile.write(b"a")
            handler.wfile.flush()
            time.sleep(0.05)


def hanging_up(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 5000\r\nContent-Type: text/html\r\n\r\n<html>")


SITE: dict[str, Answer] = {
    "/page": answer(PAGE, content_type="text/html; charset=ISO-8859-2"),
    "/bare": answer(b"words"),
    "/octets": answer(b"words", content_type="application/octet-stream"),
    "/gzipped": answer(gzip.compress(PAGE), content_type="text/html", content_encoding="gzip"),
    "/bomb": answer(gzip.compress(b"a" * 50_000_000), content_type="text/plain", content_encoding="gzip"),
    "/broken-gzip": answer(b"no gzip at all", content_type="text/plain", content_encoding="gzip"),
    "/large": answer(b"a" * (LIMIT + 1), content_type="text/plain"),
    "/just-fits": answer(b"a" * LIMIT, content_type="text/plain"),
    "/flood": endless(b"a" * 10_000, 0, content_type="text/plain"),
    "/drip": endless(b"a", 0.05, content_type="text/plain"),
    "/slow-headers": dripping_headers,
    "/hang-up": hanging_up,
    "/image": answer(b"\x89PNG", content_type="image/png"),
    "/json": answer(b"{}", content_type="application/json"),
    "/moved": redirect("/page"),
    "/moved-to-secret": redirect("http://me:hush-hush@127.0.0.1:PORT/page"),
    "/elsewhere": redirect("ftp://127.0.0.1/page"),
    "/loop": redirect("/loop"),
    "/echo-agent": lambda handler: answer(handler.headers["User-Agent"].encode(), content_type="text/plain")(handler),
    "/echo-auth": lambda handler: answer(
        handler.headers.get("Authorization", "none").encode(), content_type="text/plain"
    )(handler),
    **{f"/status/{code}": answer(b"no", code, content_type="text/html") for code in (204, 403, 404, 410, 429, 500)},
    **{f"/hop/{n}": redirect(f"/hop/{n - 1}" if n > 1 else "/page") for n in range(1, 8)},
}


class _Handler(BaseHTTPRequestHandler):
    answers: ClassVar[dict[str, Answer]] = SITE

    def do_GET(self) -> None:
        self.answers[self.path](self)

    def send_header(self, keyword: str, value: str) -> None:
        super().send_header(keyword, value.replace("PORT", self.headers["Host"].rpartition(":")[2]))

    def log_message(self, format: str, *args: object) -> None:
        """The log of the test run is no place for it."""


@contextmanager
def serving() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.socket.close()  # server_close() would wait for the answers that are slow on purpose


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with serving() as address:
        yield address


def get(url: str, timeout: float = 5.0) -> Fetched:
    return fetch(url, timeout=timeout, max_bytes=LIMIT)


def test_a_page_comes_with_type_charset_and_address(site: str) -> None:
    assert get(f"{site}/page") == Fetched(f"{site}/page", PAGE, "text/html", "iso-8859-2")


@pytest.mark.parametrize("path", ["/bare", "/octets"])
def test_a_server_that_does_not_know_the_type_is_heard(site: str, path: str) -> None:
    assert get(f"{site}{path}") == Fetched(f"{site}{path}", b"words", "", None)


def test_compressed_pages_are_unpacked(site: str) -> None:
    assert get(f"{site}/gzipped").data == PAGE


@pytest.mark.parametrize("path", ["/moved", f"/hop/{MAX_REDIRECTS}"])
def test_redirects_are_followed_to_the_final_address(site: str, path: str) -> None:
    assert get(f"{site}{path}").url == f"{site}/page"


def test_the_user_agent_says_who_asks(site: str) -> None:
    assert get(f"{site}/echo-agent").data.startswith(b"summarizer/")


def test_a_password_is_used_and_not_shown(site: str) -> None:
    fetched = get(f"{site}/echo-auth".replace("http://", "http://me:hush-hush@"))

    assert fetched.data.startswith(b"Basic ")
    assert fetched.url == f"{site}/echo-auth"


def test_a_password_in_a_redirect_is_not_shown(site: str) -> None:
    assert get(f"{site}/moved-to-secret").url == f"{site}/page"


def test_as_many_bytes_as_allowed_are_read(site: str) -> None:
    assert len(get(f"{site}/just-fits").data) == LIMIT


@pytest.mark.parametrize(
    ("path", "kind", "says"),
    [
        ("/status/404", SourceNotFound, "answered 404 Not Found; check the address"),
        ("/status/410", SourceNotFound, "answered 410 Gone; check the address"),
        ("/status/403", SourceUnreadable, "answered 403 Forbidden; save the page and give the file"),
        ("/status/429", SourceUnreadable, "answered 429 Too Many Requests; try again later"),
        ("/status/500", SourceUnreadable, "answered 500 Internal Server Error; try again later"),
        ("/status/204", SourceUnreadable, "answered 204 No Content"),
        ("/loop", SourceUnreadable, "leads through more than 5 redirects"),
        ("/hop/6", SourceUnreadable, "leads through more than 5 redirects"),
        ("/elsewhere", InputError, "is, or leads to, an impossible address"),
        ("/image", SourceUnreadable, "is 'image/png', not an article"),
        ("/json", SourceUnreadable, "is 'application/json', not an article"),
        ("/large", SourceUnreadable, "has more than the 100,000 bytes that are read"),
        ("/flood", SourceUnreadable, "has more than the 100,000 bytes that are read"),
        ("/bomb", SourceUnreadable, "has more than the 100,000 bytes that are read"),
        ("/broken-gzip", SourceUnreadable, "sent what cannot be read: "),
        ("/hang-up", SourceUnreadable, "sent what cannot be read: "),
    ],
)
def test_what_goes_wrong_is_said_in_one_line(site: str, path: str, kind: type[InputError], says: str) -> None:
    with pytest.raises(kind) as caught:
        get(f"{site}{path}")

    assert str(caught.value).startswith(f"'{site}{path}' ")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("path", ["/drip", "/slow-headers"])
def test_the_time_limit_holds_for_everything_together(site: str, path: str) -> None:
    start = time.monotonic()

    with pytest.raises(SourceUnreadable, match=r"did not arrive within 0\.3 seconds"):
        get(f"{site}{path}", timeout=0.3)
    assert time.monotonic() - start < 1.5


def test_no_server_is_an_input_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    with pytest.raises(
        InputError, match=f"^no connection to 'http://127.0.0.1:{port}/': .*; check address and network$"
    ):
        get(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    "url",
    [
        "http://me:hush-hush@127.0.0.1:1/",
        "http://me:hush-hush@a..b/",
        "http://me:hush-hush@127.0.0.1/\x00",
        "http://hush-hush@\u2100/",
    ],
)
def test_impossible_addresses_neither_crash_nor_show_the_password(url: str) -> None:
    with pytest.raises(SummarizerError) as caught:
        get(url, timeout=2.0)

    assert "hush" not in str(caught.value)
    assert "\n" not in str(caught.value)
