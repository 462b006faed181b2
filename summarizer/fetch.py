"""A page over http or https, within a time, a size and a number of redirects."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.about import __version__
from summarizer.errors import InputError, SourceNotFound, SourceUnreadable, SummarizerError
from summarizer.source import shorten, without_password

if TYPE_CHECKING:
    import httpx2

MAX_REDIRECTS = 5

_GONE = (404, 410)
_READABLE = ("text/", "application/xhtml+xml")
_UNREADABLE_TEXT = ("text/css", "text/javascript", "text/csv", "text/calendar", "text/xml", "text/event-stream")
_SAYS_NOTHING = ("", "application/octet-stream", "binary/octet-stream", "application/unknown", "unknown/unknown")
_GRACE = 0.25
"""Seconds that a fetch has for reporting its own timeout before it is given up."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """The body of an answer. ``url`` is the last address after redirects, without a password.

    ``media_type`` is in lower case without parameters, ``""`` where the server says nothing of use.
    """

    url: str
    data: bytes
    media_type: str
    charset: str | None


@dataclass(frozen=True, slots=True)
class _Job:
    url: str
    name: str
    timeout: float
    deadline: float
    max_bytes: int


def fetch(url: str, *, timeout: float, max_bytes: int, transport: httpx2.BaseTransport | None = None) -> Fetched:
    """GET ``url`` and return what it answers.

    ``timeout`` is seconds for everything together: name resolution, redirects, body. ``max_bytes`` counts the body
    after decompression. All connections, those of redirects too, go through ``transport``; the default checks
    certificates and honours the proxy variables of the environment.

    Raises:
        SourceNotFound: the server says that there is no such page.
        SourceUnreadable: another refusal, too large, too slow, too many redirects, or not text.
        InputError: no connection to the server.
    """
    job = _Job(url, shorten(without_password(url)), timeout, time.monotonic() + timeout, max_bytes)
    result: list[Fetched | BaseException] = []

    def run() -> None:
        try:
            result.append(_get(job, transport))
        except BaseException as error:  # every kind is raised again in the thread that asked
            result.append(error)

    # A thread, as neither name resolution nor headers that drip in byte by byte know of a total time.
    thread = threading.Thread(target=run, name="fetch", daemon=True)
    thread.start()
    thread.join(timeout + _GRACE)
    if not result:
        raise _too_slow(job)
    if isinstance(result[0], BaseException):
        raise result[0]
    return result[0]


def _get(job: _Job, transport: httpx2.BaseTransport | None) -> Fetched:
    # Imported here: start-up time.
    import httpx2

    try:
        with (
            httpx2.Client(
                transport=transport,
                timeout=job.timeout,
                follow_redirects=True,
                max_redirects=MAX_REDIRECTS,
                headers=_headers(),
            ) as client,
            client.stream("GET", job.url) as response,
        ):
            _refuse_status(response, job)
            media_type = _media_type(response, job)
            data = _body(response, job)
            return Fetched(
                url=without_password(str(response.url)),
                data=data,
                media_type=media_type,
                charset=response.charset_encoding,
            )
    except SummarizerError:
        raise
    except httpx2.TimeoutException as error:
        raise _too_slow(job) from error
    except httpx2.TooManyRedirects as error:
        raise SourceUnreadable(
            f"{job.name} leads through more than {MAX_REDIRECTS} redirects; give the address where they end"
        ) from error
    except (httpx2.ConnectError, httpx2.ProxyError) as error:
        raise InputError(f"no connection to {job.name}: {_cause(error)}; check address and network") from error
    # Of host names that cannot be encoded the standard library raises a UnicodeError.
    except (httpx2.InvalidURL, httpx2.UnsupportedProtocol, UnicodeError) as error:
        raise InputError(f"{job.name} is, or leads to, an impossible address; check its spelling") from error
    except (httpx2.HTTPError, httpx2.StreamError, OSError, ValueError) as error:
        raise SourceUnreadable(f"{job.name} sent what cannot be read: {_cause(error)}; try again later") from error


def _headers() -> dict[str, str]:
    return {
        "User-Agent": f"summarizer/{__version__} (+article summariser)",
        "Accept": "text/html, application/xhtml+xml, text/plain, text/markdown, */*;q=0.1",
        "Accept-Encoding": "gzip, deflate",
    }


def _refuse_status(response: httpx2.Response, job: _Job) -> None:
    if response.is_success and response.status_code != 204:
        return
    said = f"{job.name} answered {response.status_code} {response.reason_phrase}".rstrip()
    if response.status_code in _GONE:
        raise SourceNotFound(f"{said}; check the address")
    busy = response.is_server_error or response.status_code == 429
    advice = "try again later" if busy else "save the page and give the file"
    raise SourceUnreadable(f"{said}; {advice}")


def _media_type(response: httpx2.Response, job: _Job) -> str:
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type in _SAYS_NOTHING:
        return ""
    if not media_type.startswith(_READABLE) or media_type in _UNREADABLE_TEXT:
        raise SourceUnreadable(f"{job.name} is {shorten(media_type)}, not an article; give a page or a text")
    return media_type


def _body(response: httpx2.Response, job: _Job) -> bytes:
    announced = response.headers.get("content-length", "")
    if announced.isdecimal() and int(announced) > job.max_bytes:
        raise _too_large(job)
    body = bytearray()
    for chunk in response.iter_bytes():
        body += chunk
        if len(body) > job.max_bytes:
            raise _too_large(job)
        if time.monotonic() > job.deadline:
            raise _too_slow(job)
    return bytes(body)


def _too_large(job: _Job) -> SourceUnreadable:
    return SourceUnreadable(
        f"{job.name} has more than the {job.max_bytes:,} bytes that are read; save the article alone"
    )


def _too_slow(job: _Job) -> SourceUnreadable:
    return SourceUnreadable(f"{job.name} did not arrive within {job.timeout:g} seconds; try again, or save the page")


def _cause(error: BaseException) -> str:
    return " ".join(without_password(str(error)).split())[:200] or type(error).__name__
