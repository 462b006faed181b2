"""Fetching, against a real server on loopback."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from summarizer.about import __version__
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


def dripping_body(handler: BaseHTTPRequestHandler) -> None:
    """A page whose bytes come just often enough that no single wait is long."""
    with suppress(OSError):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n")
        for _ in range(200):
            handler.wfile.write(b"a")
            handler.wfile.flush()
            time.sleep(0.02)


def many_headers(count: int, size: int) -> Answer:
    def send(handler: BaseHTTPRequestHandler) -> None:
        with suppress(OSError):
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
            for n in range(count):
                handler.wfile.write(b"X-%d: %s\r\n" % (n, b"a" * size))
            handler.wfile.write(b"Content-Length: 5\r\n\r\nwords")

    return send


def endless_continues(handler: BaseHTTPRequestHandler) -> None:
    with suppress(OSError):
        while True:
            handler.wfile.write(b"HTTP/1.1 100 Continue\r\nX: %s\r\n\r\n" % (b"a" * 10_000))


def hanging_up(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\nContent-Length: 5000\r\nContent-Type: text/html\r\n\r\n<html>")


SITE: dict[str, Answer] = {
    "/page": answer(PAGE, content_type="text/html; charset=ISO-8859-2"),
    "/bare": answer(b"words"),
    "/octets": answer(b"words", content_type="application/octet-stream"),
    "/gzipped": answer(gzip.compress(PAGE), content_type="text/html", content_encoding="gzip"),
    "/bomb": answer(gzip.compress(b"a" * 10_000_000), content_type="text/plain", content_encoding="gzip"),
    "/deflate-bomb": answer(zlib.compress(b"a" * 10_000_000), content_type="text/plain", content_encoding="deflate"),
    "/double-bomb": answer(
        gzip.compress(gzip.compress(b"a" * 10_000_000)), content_type="text/plain", content_encoding="gzip, gzip"
    ),
    "/nothing-bomb": endless(b"\x00\x00\x00\xff\xff" * 4000, 0, content_encoding="deflate"),
    "/trailing-bomb": endless(gzip.compress(b"words") + b"a" * 50_000, 0, content_encoding="gzip"),
    "/triple": answer(PAGE, content_type="text/html", content_encoding="gzip, gzip, gzip"),
    "/brotli": answer(b"\x0b\x02\x80words\x03", content_type="text/html", content_encoding="br"),
    "/zstd": answer(b"(\xb5/\xfd\x04X)\x00\x00words", content_type="text/html", content_encoding="zstd"),
    "/broken-gzip": answer(b"no gzip at all", content_type="text/plain", content_encoding="gzip"),
    "/large": answer(b"a" * (LIMIT + 1), content_type="text/plain"),
    "/just-fits": answer(b"a" * LIMIT, content_type="text/plain"),
    "/flood": endless(b"a" * 10_000, 0, content_type="text/plain"),
    "/drip": endless(b"a", 0.05, content_type="text/plain"),
    "/slow-headers": dripping_headers,
    "/hang-up": hanging_up,
    "/image": answer(b"\x89PNG", content_type="image/png"),
    "/json": answer(b"{}", content_type="application/json"),
    "/video": endless(b"\x00\x00\x00\x18ftyp" + b"a" * 2000, 0.01, content_type="video/mp4"),
    "/feed": answer(b'<?xml version="1.0"?>\n<rss version="2.0"></rss>', content_type="application/rss+xml"),
    "/page-as-image": answer(PAGE, content_type="image/png"),
    "/page-as-text": answer(PAGE, content_type="text/plain"),
    "/page-as-nothing": answer(PAGE),
    "/pdf-as-page": answer(b"%PDF-1.7 words", content_type="text/html"),
    "/zip": answer(b"PK\x03\x04 words", content_type="application/octet-stream"),
    "/rtf": answer(b"{\\rtf1 words}", content_type="application/msword"),
    "/letter": answer(b"Subject: words", content_type="message/rfc822"),
    "/markdown": answer(b"<html> is how a page begins", content_type="text/markdown"),
    "/many-headers": many_headers(2000, 1000),
    "/long-header": many_headers(1, 2_000_000),
    "/some-headers": many_headers(50, 1000),
    "/continues": endless_continues,
    "/drip-with-length": dripping_body,
    "/login": answer(b"<html><form><input type=password></form></html>", content_type="text/html"),
    "/challenged": answer(b"", 403, content_type="text/html", cf_mitigated="challenge"),
    "/waf": answer(b"", 202, content_type="text/html", x_amzn_waf_action="challenge"),
    "/captcha": answer(b"<p>Please solve this CAPTCHA.</p>", 403, content_type="text/html"),
    "/wait": answer(b"", 429, retry_after="30"),
    "/wait-until": answer(b"", 503, retry_after="Fri, 31 Dec 2027 23:59:59 GMT"),
    "/not-free": answer(
        b"<html><script type='application/ld+json'>{\"isAccessibleForFree\": false}</script><p>The ferry is late. "
        + b"It was late on Monday and will be late on Friday, says the harbour. " * 8,
        content_type="text/html",
    ),
    "/moved": redirect("/page"),
    "/moved-to-secret": redirect("http://me:hush-hush@127.0.0.1:PORT/page"),
    "/elsewhere": redirect("ftp://127.0.0.1/page"),
    "/to-file": redirect("file:///etc/hostname"),
    "/to-data": redirect("data:text/html,words"),
    "/to-script": redirect("javascript:alert(1)"),
    "/to-nonsense": redirect("http://[::1"),
    "/loop": redirect("/loop"),
    "/echo-agent": lambda handler: answer(handler.headers["User-Agent"].encode(), content_type="text/plain")(handler),
    "/echo-auth": lambda handler: answer(
        handler.headers.get("Authorization", "none").encode(), content_type="text/plain"
    )(handler),
    **{
        f"/status/{code}": answer(b"no", code, content_type="text/html")
        for code in (204, 304, 401, 402, 403, 404, 407, 410, 418, 429, 451, 500, 503)
    },
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
    return fetch(url, timeout=timeout, max_bytes=LIMIT, allow_private=True)


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
    assert get(f"{site}/echo-agent").data == f"summarizer/{__version__}".encode()


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
        ("/status/304", SourceUnreadable, "answered 304 Not Modified; save the page and give the file"),
        ("/status/401", SourceUnreadable, "answered 401 Unauthorized: it wants a name and a password; put them into"),
        ("/status/402", SourceUnreadable, "answered 402 Payment Required: it wants to be paid; save the page from"),
        ("/status/407", SourceUnreadable, "answered 407 Proxy Authentication Required: the proxy wants a name and"),
        ("/status/418", SourceUnreadable, "answered 418 I'm a Teapot; save the page and give the file"),
        ("/status/451", SourceUnreadable, "answered 451 Unavailable For Legal Reasons: it is withheld for legal"),
        ("/status/503", SourceUnreadable, "answered 503 Service Unavailable; try again later"),
        ("/wait", SourceUnreadable, "answered 429 Too Many Requests; try again in 30 seconds"),
        ("/wait-until", SourceUnreadable, "answered 503 Service Unavailable; try again later"),
        ("/challenged", SourceUnreadable, "answered 403 Forbidden: it checks whether a person is reading; open it"),
        (
            "/waf",
            SourceUnreadable,
            "answered 202 Accepted: it checks whether a person is reading; open it in a browser",
        ),
        ("/captcha", SourceUnreadable, "answered 403 Forbidden: it checks whether a person is reading; open it"),
        ("/login", SourceUnreadable, "wants a login; log in with a browser, save the page and give the file"),
        ("/feed", SourceUnreadable, "is a news feed, not an article; give the address of one of its articles"),
        ("/video", SourceUnreadable, "is 'video/mp4', not an article"),
        ("/brotli", SourceUnreadable, "is compressed as 'br', which was not asked for"),
        ("/zstd", SourceUnreadable, "is compressed as 'zstd', which was not asked for"),
        ("/triple", SourceUnreadable, "is compressed as 'gzip, gzip, gzip', which was not asked for"),
        ("/deflate-bomb", SourceUnreadable, "has more than the 100,000 bytes that are read"),
        ("/double-bomb", SourceUnreadable, "has more than the 100,000 bytes that are read"),
        ("/nothing-bomb", SourceUnreadable, "has more than the 100,000 bytes that are read"),
        ("/trailing-bomb", SourceUnreadable, "has more than the 100,000 bytes that are read"),
        ("/continues", SourceUnreadable, "has more than the 100,000 bytes that are read"),
        ("/many-headers", SourceUnreadable, "sent what cannot be read: "),
        ("/long-header", SourceUnreadable, "sent what cannot be read: "),
        ("/to-file", InputError, "is, or leads to, an impossible address"),
        ("/to-data", SourceUnreadable, "answered 302 Found"),
        ("/to-script", SourceUnreadable, "answered 302 Found"),
        ("/to-nonsense", SourceUnreadable, "answered 302 Found"),
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


@pytest.mark.parametrize("path", ["/drip", "/slow-headers", "/drip-with-length"])
def test_the_time_limit_holds_for_everything_together(site: str, path: str) -> None:
    with pytest.raises(SourceUnreadable, match=r"did not arrive within 0\.3 seconds"):
        get(f"{site}{path}", timeout=0.3)


def test_a_bomb_is_never_held(site: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(SourceUnreadable, match="has more than the 100,000 bytes"):
            get(f"{site}/bomb")
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_honest_headers_are_taken(site: str) -> None:
    assert get(f"{site}/some-headers").data == b"words"


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/page-as-image", "text/html"),
        ("/page-as-text", "text/html"),
        ("/page-as-nothing", "text/html"),
        ("/pdf-as-page", "application/pdf"),
        ("/zip", "application/zip"),
        ("/rtf", "application/rtf"),
        ("/letter", "message/rfc822"),
        ("/markdown", "text/markdown"),
    ],
)
def test_the_bytes_say_what_it_is(site: str, path: str, media_type: str) -> None:
    assert get(f"{site}{path}").media_type == media_type


def test_a_page_that_is_not_free_comes_with_a_note(site: str) -> None:
    assert get(f"{site}/not-free").notes == (
        "the page says that it is not free to read: its text may be no more than the beginning of the article",
    )


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
