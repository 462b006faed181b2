"""What can go wrong between us and a service, told apart once: our own errors, and which are worth another try.

Exceptions of the layers below are recognised by what they carry (a status code, headers, their place in a chain)
and by name, because every provider's SDK brings a tree of its own and none but one is installed.
"""

from __future__ import annotations

import email.utils
import json
import re
import ssl
import unicodedata
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeVar

import tenacity

from summarizer.errors import (
    AnswerTruncated,
    AnswerUnreadable,
    ConfigurationError,
    ServiceRefused,
    ServiceUnreachable,
    SummarizerError,
    chain,
)

T = TypeVar("T")

TRIES = 6
"""With waits of about 1, 2, 4, 8 and 16 s: longer than most overloads, shorter than a user's patience."""

TRIES_WITHOUT_CONNECTION = 3
"""A wrong address or a server that is not started does not heal by waiting."""

LONGEST_WAIT = 30.0
"""Seconds between two tries, unless the service itself asks for more."""

_SNIPPET = 200

_QUOTA = re.compile(r"insufficient_quota|exceeded your current quota|credit balance|billing|payment required", re.I)
_CONTEXT = re.compile(
    r"context[ _](length|size|window)|exceed_context|maximum context|prompt is too long|too many (input )?tokens"
    r"|input token count.*exceeds|reduce the length",
    re.I,
)
_TRANSIENT_STATUS = frozenset({408, 409, 425, 429, 529}) | frozenset(range(500, 600))
_OVERLOADED = frozenset({429, 503, 529})
_CONNECTING = frozenset({"ConnectError", "ConnectTimeout", "ConnectionRefusedError", "gaierror"})
_CONNECTION = frozenset(
    {
        "APIConnectionError",
        "APITimeoutError",
        "TransportError",
        "TimeoutException",
        "NetworkError",
        "ProtocolError",
        "ClientConnectionError",
        "EndpointConnectionError",
        "TimeoutError",
        "ConnectionError",
        "OSError",
    }
)
_UNREADABLE = frozenset(
    {
        "ValidationError",
        "JSONDecodeError",
        "ResponseParsingError",
        "AsyncValidationError",
        "AssertionError",
        "ValueError",
    }
)
_ADDRESS = frozenset({"InvalidURL", "UnsupportedProtocol", "LocalProtocolError"})


@dataclass(frozen=True)
class Fault:
    """One failed exchange: the error it ends in if it is final, how many tries it is worth, what wait was asked for.

    ``overloaded`` says that fewer calls at once would do better.
    """

    error: SummarizerError
    tries: int = 1
    wait: float | None = None
    overloaded: bool = False


class Failed(Exception):
    """Carries a :class:`Fault` through the retries. Never leaves this package."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault.error))
        self.fault = fault


def one_line(text: object, limit: int = _SNIPPET) -> str:
    """``text`` on one line, without control, format or bidirectional characters, at most ``limit`` characters long."""
    spaced = re.sub(r"\s+", " ", str(text)).strip()
    inert = "".join(char for char in spaced if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co"))
    return inert if len(inert) <= limit else inert[: limit - 1] + "…"


@dataclass(frozen=True)
class Translator:
    """Turns what an SDK raised into a :class:`Fault`, in words that name the service and never a key."""

    service: str
    where: str
    key_variable: str | None
    secrets: tuple[str, ...]

    def fault(self, error: BaseException, raw: str | None) -> Fault:
        """``raw`` is what the model wrote; ``None`` means that no answer had arrived when it failed."""
        links = list(chain(error))
        for link in links:
            if isinstance(link, SummarizerError):
                return Fault(link)
        if any(_is(link, "IncompleteOutputException") for link in links):
            return Fault(AnswerTruncated(f"{self.service} stopped at the length limit of the answer"))
        if raw is not None:
            return Fault(self._unreadable(links, raw))
        for link in links:
            status = _status(link)
            if status is not None:
                return self._refusal(link, status)
        return self._no_answer(links)

    def clean(self, text: object) -> str:
        """A snippet fit for a message: one inert line, with every known key taken out."""
        shown = str(text)
        for secret in self.secrets:
            shown = shown.replace(secret, "***")
        return one_line(shown)

    def leaks(self, error: BaseException) -> bool:
        """Whether a traceback of ``error`` would show a key; services like to quote a wrong one."""
        return any(secret in f"{link} {link!r}" for link in chain(error) for secret in self.secrets)

    def _unreadable(self, links: list[BaseException], raw: str) -> AnswerUnreadable:
        reason = next((link for link in links if _is(link, *_UNREADABLE)), links[0])
        told = self.clean(reason_of(reason)) if raw.strip() else "it is empty"
        return AnswerUnreadable(f"the answer of {self.service} is not of the form asked for: {told}", raw=raw)

    def _refusal(self, link: BaseException, status: int) -> Fault:
        said = _said(link)
        told = f"{self.service} at {self.where} answered {status}" + (f" ({self.clean(said)})" if said else "")
        if status in (400, 413, 422) and _CONTEXT.search(said):
            return Fault(AnswerTruncated(f"{told}: the request does not fit the model's context"))
        if status == 402 or _QUOTA.search(said):
            return Fault(ServiceRefused(f"{told}: the quota or credit is used up; top it up or choose another --model"))
        if status in _TRANSIENT_STATUS:
            wait = _retry_after(link)
            asks = f" and asks to wait {wait:.0f} s" if wait is not None else " to the last try"
            error = ServiceUnreachable(f"{told}{asks}; try again later or choose another --model")
            return Fault(error, TRIES, wait, overloaded=status in _OVERLOADED)
        return Fault(ServiceRefused(f"{told}: {self._what_to_do(status)}"))

    def _what_to_do(self, status: int) -> str:
        key = f"check the key in {self.key_variable}" if self.key_variable else "check the key"
        if status == 401:
            return key
        if status == 403:
            return f"{key} and what it may use"
        if status == 404:
            return "there is no such model or address; check --model and --base-url"
        return "the service does not accept the request; check --model and --base-url"

    def _no_answer(self, links: list[BaseException]) -> Fault:
        innermost = links[-1]
        detail = self.clean(f"{type(innermost).__name__}: {innermost}".rstrip(": "))
        if any(isinstance(link, ssl.SSLCertVerificationError) for link in links):
            return Fault(ServiceUnreachable(f"the certificate of {self.where} cannot be verified ({detail})"))
        if any(_is(link, *_ADDRESS) for link in links):
            return Fault(ConfigurationError(f"the base URL {self.where!r} cannot be used ({detail})"))
        if any(_is(link, *_CONNECTING) for link in links):
            hint = "check the connection, --base-url, and that the server runs"
            return Fault(
                ServiceUnreachable(f"no connection to {self.service} at {self.where} ({detail}); {hint}"),
                tries=TRIES_WITHOUT_CONNECTION,
            )
        broken = next((link for link in links if _is(link, "JSONDecodeError")), None)
        if broken is not None:
            return Fault(
                ServiceUnreachable(
                    f"{self.service} at {self.where} gave no whole JSON to the last try "
                    f"({self.clean(reason_of(broken))}); is the base URL right? It often ends in /v1"
                ),
                tries=TRIES,
            )
        if any(_is(link, *_CONNECTION, "APIResponseValidationError") for link in links):
            return Fault(
                ServiceUnreachable(
                    f"the connection to {self.service} at {self.where} broke off to the last try ({detail})"
                ),
                tries=TRIES,
            )
        return Fault(ServiceUnreachable(f"the exchange with {self.service} at {self.where} failed ({detail})"))


def reason_of(error: BaseException) -> str:
    """What made an answer unreadable; for Pydantic, where and what, without repeating the input."""
    errors = getattr(error, "errors", None)
    if callable(errors):
        details = errors()
        if isinstance(details, list) and details and isinstance(details[0], dict):
            first = details[0]
            place = ".".join(str(step) for step in first.get("loc", ())) or "the whole"
            more = f" (and {len(details) - 1} more)" if len(details) > 1 else ""
            return f"{place}: {first.get('msg', 'invalid')}{more}"
    return str(error) or type(error).__name__


async def with_patience(
    attempt: Callable[[], Awaitable[T]],
    *,
    sleep: Callable[[float], Awaitable[None]],
    remaining: Callable[[], float],
    on_retry: Callable[[], None],
) -> T:
    """Run ``attempt`` until it succeeds, its fault is final, its tries are used up, or the run's time would be.

    Waits grow exponentially with jitter and are never shorter than what the service asked for. ``remaining``
    tells the seconds left of the run.

    Raises:
        SummarizerError: the error of the last fault.
    """

    def wait(state: tenacity.RetryCallState) -> float:
        asked = _fault(state).wait or 0.0
        return max(asked, _BACKOFF(state))

    def stop(state: tenacity.RetryCallState) -> bool:
        return state.attempt_number >= _fault(state).tries or state.upcoming_sleep >= remaining()

    retrying = tenacity.AsyncRetrying(
        retry=tenacity.retry_if_exception_type(Failed),
        wait=wait,
        stop=stop,
        sleep=sleep,
        before_sleep=lambda _: on_retry(),
        reraise=True,
    )
    try:
        return await retrying(attempt)
    except Failed as failed:
        raise failed.fault.error from failed.__cause__


_BACKOFF = tenacity.wait_exponential_jitter(initial=1, max=LONGEST_WAIT, jitter=1)


def _fault(state: tenacity.RetryCallState) -> Fault:
    error = state.outcome.exception() if state.outcome is not None else None
    assert isinstance(error, Failed)  # the only type that is retried
    return error.fault


def _is(error: BaseException, *names: str) -> bool:
    return any(base.__name__ in names for base in type(error).__mro__)


def _status(error: BaseException) -> int | None:
    if type(error).__module__.startswith("aiohttp."):  # its parser numbers its own errors as if they were answers
        return None
    response = getattr(error, "response", None)
    candidates = [
        getattr(error, "status_code", None),
        getattr(response, "status_code", None),
        getattr(error, "code", None),
    ]
    if isinstance(response, dict):  # botocore
        candidates.append(response.get("ResponseMetadata", {}).get("HTTPStatusCode"))
    return next((value for value in candidates if isinstance(value, int) and 300 <= value < 600), None)


def _said(error: BaseException) -> str:
    """The service's own words: its type, code and message, where the body has them."""
    body: Any = getattr(error, "body", None)
    if isinstance(body, str):
        try:
            body = json.loads(body)
        except ValueError:
            return str(body)
    if isinstance(body, dict):
        inner = body.get("error", body)
        if isinstance(inner, dict):
            parts = (inner.get("type"), inner.get("code"), inner.get("message") or inner.get("detail"))
            return ": ".join(str(part) for part in parts if part and not isinstance(part, int))
        return str(inner)
    return str(error)


def _retry_after(error: BaseException) -> float | None:
    """Seconds that the service asked to be left alone, from either form of ``Retry-After``."""
    headers = getattr(getattr(error, "response", None), "headers", None)
    if headers is None:
        return None
    value = str(headers.get("retry-after") or "").strip()
    if re.fullmatch(r"\d+(\.\d+)?", value):
        return float(value)
    try:
        when = email.utils.parsedate_to_datetime(value)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())
