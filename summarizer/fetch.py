"""A page over http or https, from the public internet, within a time, a size and a number of redirects.

``robots.txt`` and ``noai`` marks are not consulted: they speak to machines that crawl or collect, and this fetches the
one page that a reader named.
"""

from __future__ import annotations

import re
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from summarizer.about import __version__
from summarizer.errors import InputError, SourceNotFound, SourceUnreadable, SummarizerError, chain
from summarizer.guard import Guard, ImpossibleHost, NotAdmitted, Resolver
from summarizer.source import shorten, without_password

if TYPE_CHECKING:
    import ssl

    import httpcore2
    import httpx2

MAX_REDIRECTS = 5
MAX_CODINGS = 2
"""Compressions on top of one another: honest servers use one."""

_CODINGS = ("gzip", "x-gzip", "deflate", "identity", "")
"""What is asked for, and its other names. Others are refused, so that there are few ways to build a bomb."""
_HEADERS_ALLOWANCE = 1_000_000
"""Bytes that headers and framing of all hops together may add to the body. Of one answer 100 kB are taken."""
_GRACE = 0.25
"""Seconds that a fetch has for reporting its own timeout before it is given up."""
_HEAD = 1024
"""Bytes that tell what a body is."""
_REFUSED_BODY = 64_000
"""Bytes of a refusal that are looked at for its reason."""

_ADVICE = {
    401: ": it wants a name and a password; put them into the address as NAME:PASSWORD@, or save the page and give "
    "the file",
    402: ": it wants to be paid; save the page from a browser in which you may read it, and give the file",
    407: ": the proxy wants a name and a password; put them into the proxy's address in HTTPS_PROXY or HTTP_PROXY",
    451: ": it is withheld for legal reasons; look for another source of the article",
}

_SAYS_NOTHING = ("", "application/octet-stream", "binary/octet-stream", "application/unknown", "unknown/unknown")
_ARTICLES = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/x-markdown", "message/rfc822")
_NO_ARTICLES = ("text/css", "text/javascript", "text/csv", "text/calendar", "text/xml", "text/event-stream")
_SIGNATURES = ((b"%PDF-", "application/pdf"), (b"PK\x03\x04", "application/zip"), (b"{\\rtf", "application/rtf"))
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_FEED = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:rss|feed|rdf:RDF)\b", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Fetched:
    """The body of an answer. ``url`` is the last address after redirects, without a password.

    ``media_type`` is what the first bytes show where they do (``text/html``, ``application/pdf``, ``application/zip``,
    ``application/rtf``), else what the server says, in lower case without parameters, ``""`` where that is of no use.
    ``notes`` are sentences for the reader about what may be missing.
    """

    url: str
    data: bytes
    media_type: str
    charset: str | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    url: str
    name: str
    timeout: float
    deadline: float
    max_bytes: int


def fetch(
    url: str,
    *,
    timeout: float,
    max_bytes: int,
    allow_private: bool = False,
    resolve: Resolver = socket.getaddrinfo,
    network: httpcore2.NetworkBackend | None = None,
) -> Fetched:
    """GET ``url`` and return what it answers.

    ``timeout`` is seconds for everything together: name resolution, redirects, body. ``max_bytes`` counts the body
    before and after decompression. Only hosts of the public internet are connected to, at every redirect anew, unless
    ``allow_private``. Every name is resolved once, by ``resolve``, and the connection made by ``network`` goes to an
    address of that answer. Certificates are checked, and the proxies of the environment used
    (:class:`summarizer.connections.Transport` says what a proxy leaves unchecked).

    Raises:
        SourceNotFound: the server says that there is no such page.
        SourceUnreadable: another refusal, a host that is not public, an untrusted certificate, too large, too slow, too
            many redirects, no article, or a login, a cookie wall, a check for robots or a script in its place.
        InputError: no connection to the server, or an impossible address.
    """
    job = _Job(url, shorten(without_password(url)), timeout, time.monotonic() + timeout, max_bytes)
    guard = Guard(allow_private, resolve)
    result: list[Fetched | BaseException] = []

    def run() -> None:
        try:
            result.append(_get(job, guard, network))
        except BaseException as error:  # every kind is raised again in the thread that asked
            result.append(error)

    # A thread, as name resolution knows of no time limit.
    thread = threading.Thread(target=run, name="fetch", daemon=True)
    thread.start()
    thread.join(timeout + _GRACE)
    if not result:
        raise _too_slow(job)
    if isinstance(result[0], BaseException):
        raise result[0]
    return result[0]


def _get(job: _Job, guard: Guard, network: httpcore2.NetworkBackend | None) -> Fetched:
    # Imported here: start-up time.
    import httpcore2
    import httpx2

    from summarizer.connections import Allowance, TooMuchSent, Transport

    allowance = Allowance(job.deadline, job.max_bytes + _HEADERS_ALLOWANCE)
    transport = Transport(guard, allowance, network or httpcore2.SyncBackend())
    try:
        with httpx2.Client(transport=transport, headers=_headers(), timeout=job.timeout) as client:
            return _read(_follow(client, job), job)
    except SummarizerError:
        raise
    except TooMuchSent as error:
        raise _too_large(job) from error
    except (httpcore2.TimeoutException, httpx2.TimeoutException) as error:
        raise _too_slow(job) from error
    except (httpcore2.ConnectError, httpcore2.ProxyError) as error:
        raise _no_connection(job, error) from error
    # Of host names that cannot be encoded the standard library raises a UnicodeError.
    except (httpx2.InvalidURL, httpcore2.UnsupportedProtocol, UnicodeError) as error:
        raise _impossible(job) from error
    except (httpcore2.ProtocolError, httpcore2.NetworkError) as error:
        raise _garbled(job, error) from error
    except (httpx2.HTTPError, httpx2.StreamError, OSError, ValueError) as error:
        raise _garbled(job, error) from error


def _follow(client: httpx2.Client, job: _Job) -> httpx2.Response:
    """The first answer that is not a redirect, its body still to be read."""
    request: httpx2.Request | None = client.build_request("GET", job.url)
    came_from: httpx2.URL | None = None
    for _ in range(MAX_REDIRECTS + 1):
        assert request is not None
        _refuse_address(request.url, came_from, job)
        try:
            response = client.send(request, stream=True)
        except NotAdmitted as error:
            raise _not_public(job, request.url, came_from, error) from error
        except ImpossibleHost as error:
            raise InputError(
                f"{job.name} is, or leads to, an impossible address: {error}; check its spelling"
            ) from error
        if response.next_request is None:
            return response
        response.close()
        request, came_from = response.next_request, request.url
    raise SourceUnreadable(
        f"{job.name} leads through more than {MAX_REDIRECTS} redirects; give the address where they end"
    )


def _refuse_address(url: httpx2.URL, came_from: httpx2.URL | None, job: _Job) -> None:
    backslash = b"%5c" in url.userinfo.lower()  # some programs end the host before it, and see another one
    port = 80 if url.port is None else url.port
    if url.scheme not in ("http", "https") or not url.host or backslash or not 0 < port < 65536:
        raise _impossible(job)
    if came_from is not None and came_from.scheme == "https" and url.scheme == "http":
        raise SourceUnreadable(
            f"{job.name} leads from https on to {_shown(url)} without encryption, where anybody on the way could "
            "change the text; give that address if you mean it"
        )


def _not_public(job: _Job, url: httpx2.URL, came_from: httpx2.URL | None, error: NotAdmitted) -> SourceUnreadable:
    leads = "leads to" if came_from is None else f"leads on to {_shown(url)}, that is to"
    return SourceUnreadable(
        f"{job.name} {leads} {error}; pages are fetched from the public internet only, give --allow-private if you "
        "mean it"
    )


def _headers() -> dict[str, str]:
    return {
        "User-Agent": f"summarizer/{__version__}",
        "Accept": "text/html, application/xhtml+xml, text/plain, text/markdown, */*;q=0.1",
        "Accept-Encoding": "gzip, deflate",
    }


def _read(response: httpx2.Response, job: _Job) -> Fetched:
    # Imported here: start-up time.
    from summarizer import gates

    try:
        _refuse_status(response, job)
        data = _body(response, job)
    finally:
        response.close()
    media_type = _media_type(data, response, job)
    notes: tuple[str, ...] = ()
    if media_type in ("text/html", "application/xhtml+xml"):
        markup = gates.roughly_decoded(data, response.charset_encoding)
        gate = gates.find_gate(markup, url=str(response.url))
        if gate is not None:
            raise SourceUnreadable(f"{job.name} {gate}")
        notes = gates.notes(markup)
    url = without_password(str(response.url))
    return Fetched(url, data, media_type, response.charset_encoding, notes)


def _refuse_status(response: httpx2.Response, job: _Job) -> None:
    # Imported here: start-up time.
    from summarizer import gates

    if response.is_success and response.status_code != 204 and not _challenged(response):
        return
    said = f"{job.name} answered {response.status_code} {response.reason_phrase}".rstrip()
    if response.status_code in (404, 410):
        raise SourceNotFound(f"{said}; check the address")
    if _challenged(response) or gates.is_check_for_robots(_refused_body(response).decode("utf-8", "replace")):
        raise SourceUnreadable(f"{said}: it {gates.ROBOT_CHECK}")
    raise SourceUnreadable(f"{said}{_advice(response)}")


def _advice(response: httpx2.Response) -> str:
    status = response.status_code
    if status == 429 or response.is_server_error:
        after = response.headers.get("retry-after", "")
        seconds = after.isascii() and after.isdecimal() and len(after) < 6
        return f"; try again in {after} seconds" if seconds else "; try again later"
    return _ADVICE.get(status, "; save the page and give the file")


def _challenged(response: httpx2.Response) -> bool:
    headers = response.headers
    return headers.get("cf-mitigated") == "challenge" or headers.get("x-amzn-waf-action") in ("challenge", "captcha")


def _refused_body(response: httpx2.Response) -> bytes:
    body = bytearray()
    with suppress(Exception):  # the refusal is the news, not what is wrong with its body
        for chunk in response.iter_bytes():
            body += chunk[:_REFUSED_BODY]
            if len(body) >= _REFUSED_BODY:
                break
    return bytes(body)


def _body(response: httpx2.Response, job: _Job) -> bytes:
    codings = [coding.strip().lower() for coding in response.headers.get("content-encoding", "").split(",")]
    if len(codings) > MAX_CODINGS or any(coding not in _CODINGS for coding in codings):
        shown = shorten(", ".join(codings))
        raise SourceUnreadable(f"{job.name} is compressed as {shown}, which was not asked for; save the page instead")
    announced = response.headers.get("content-length", "")
    if announced.isascii() and announced.isdecimal() and (len(announced) > 18 or int(announced) > job.max_bytes):
        raise _too_large(job)
    body = bytearray()
    for chunk in response.iter_bytes():
        if len(body) + len(chunk) > job.max_bytes:
            raise _too_large(job)
        if len(body) < _HEAD <= len(body) + len(chunk):
            _media_type(bytes(body) + chunk[:_HEAD], response, job)  # a video need not be fetched to its end
        body += chunk
        if time.monotonic() > job.deadline:
            raise _too_slow(job)
    return bytes(body)


def _media_type(data: bytes, response: httpx2.Response, job: _Job) -> str:
    """What the first bytes show, else what the server says."""
    said: str = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    head = data[:_HEAD]
    for mark, media_type in _SIGNATURES:
        if head.startswith(mark):
            return media_type
    if _FEED.match(head) and said != "text/plain":
        raise SourceUnreadable(f"{job.name} is a news feed, not an article; give the address of one of its articles")
    if _HTML.match(head) and said != "text/markdown":
        return said if said == "application/xhtml+xml" else "text/html"
    if said in _SAYS_NOTHING:
        return ""
    if said in _ARTICLES or (said.startswith("text/") and said not in _NO_ARTICLES):
        return said
    raise SourceUnreadable(f"{job.name} is {shorten(said)}, not an article; give a page or a text")


def _no_connection(job: _Job, error: Exception) -> InputError:
    distrust = _certificate_error(error)
    if distrust is not None:
        return SourceUnreadable(
            f"{job.name} shows a certificate that is not trusted ({distrust.verify_message}); check the address, or "
            "save the page and give the file"
        )
    cause = _cause(error)
    if cause.startswith("407"):  # a proxy that was asked for a tunnel
        return SourceUnreadable(f"{job.name} was not reached: the proxy answered {cause}{_ADVICE[407]}")
    return InputError(f"no connection to {job.name}: {cause}; check address and network")


def _certificate_error(error: BaseException) -> ssl.SSLCertVerificationError | None:
    # Imported here: start-up time.
    import ssl

    return next((link for link in chain(error) if isinstance(link, ssl.SSLCertVerificationError)), None)


def _impossible(job: _Job) -> InputError:
    return InputError(f"{job.name} is, or leads to, an impossible address; check its spelling")


def _garbled(job: _Job, error: Exception) -> SourceUnreadable:
    return SourceUnreadable(f"{job.name} sent what cannot be read: {_cause(error)}; try again later")


def _too_large(job: _Job) -> SourceUnreadable:
    return SourceUnreadable(
        f"{job.name} has more than the {job.max_bytes:,} bytes that are read; save the article alone"
    )


def _too_slow(job: _Job) -> SourceUnreadable:
    return SourceUnreadable(f"{job.name} did not arrive within {job.timeout:g} seconds; try again, or save the page")


def _shown(url: httpx2.URL) -> str:
    return shorten(without_password(str(url)))


def _cause(error: BaseException) -> str:
    return " ".join(without_password(str(error)).split())[:200] or type(error).__name__
