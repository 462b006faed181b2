"""OpenTelemetry spans around a source, its pieces, calls and checks, for whoever has set up a tracer.

Without one a span does nothing and costs next to nothing: a tracer can only have been set up by a program that has
imported OpenTelemetry (``opentelemetry-instrument`` does so before ours begins), so nothing is imported to find out.

Spans hold figures and names. What an article, a prompt or an answer says stays out of them unless the environment
variable ``SUMMARIZER_TRACE_CONTENT`` is ``1``; of errors there is the type, as their messages may quote.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from types import TracebackType
from typing import Any, Protocol, Self
from urllib.parse import urlsplit, urlunsplit

from summarizer.about import __version__

CONTENT_VARIABLE = "SUMMARIZER_TRACE_CONTENT"
CALL = "summarizer.call"

_PROVIDER_VARIABLE = "OTEL_PYTHON_TRACER_PROVIDER"
"""With it OpenTelemetry sets up a tracer by itself when it is first asked."""

_CONVENTION = {
    "model": "gen_ai.request.model",
    "provider": "gen_ai.provider.name",
    "operation": "gen_ai.operation.name",
    "prompt_tokens": "gen_ai.usage.input_tokens",
    "completion_tokens": "gen_ai.usage.output_tokens",
    "answer_limit": "gen_ai.request.max_tokens",
    "temperature": "gen_ai.request.temperature",
    "error": "error.type",
    "prompt": "gen_ai.input.messages",
    "answer": "gen_ai.output.messages",
}
"""Our words for what the conventions for generative AI name."""

_TEXTS = frozenset(
    {
        *("gen_ai.request.model", "gen_ai.provider.name", "gen_ai.operation.name", "error.type"),
        *("summarizer.task", "summarizer.kind", "summarizer.location", "summarizer.format", "summarizer.profile"),
        *("summarizer.verdict", "summarizer.reason"),
    }
)
"""Attributes that may hold words: names and kinds. Any other word counts as content."""
_LOCATION = "summarizer.location"


class Span(Protocol):
    """What :func:`span` gives: to be used in a ``with`` statement."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def set(self, **attributes: object) -> None:
        """Add attributes, named as in :func:`span`. ``None`` is left out."""


def span(name: str, **attributes: object) -> Span:
    """A span called ``name`` around a ``with`` block, inside the one that is open.

    Attributes have our words for what the conventions name (``model``, ``prompt_tokens``, ...), their names, or any
    other, which gets ``summarizer.`` before it. Numbers and names are taken; other text only if content is asked
    for. An exception that leaves the block marks the span as failed, with the exception's type.
    """
    tracer = _tracer()
    return _SILENT if tracer is None else _Open(tracer, name, attributes)


class _Silent:
    """No tracer is set up."""

    __slots__ = ()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing was begun."""

    def set(self, **attributes: object) -> None:
        """Nobody reads it."""


_SILENT = _Silent()


class _Open:
    """A span that somebody reads."""

    __slots__ = ("_attributes", "_block", "_name", "_span", "_tracer")

    def __init__(self, tracer: Any, name: str, attributes: dict[str, object]) -> None:
        self._tracer = tracer
        self._name = name
        self._attributes = attributes

    def __enter__(self) -> Self:
        trace = _trace()
        is_call = self._name == CALL
        self._block = self._tracer.start_as_current_span(
            self._name,
            kind=trace.SpanKind.CLIENT if is_call else trace.SpanKind.INTERNAL,
            attributes=_kept({"operation": "chat", **self._attributes} if is_call else self._attributes),
            record_exception=False,
            set_status_on_exception=False,
        )
        self._span = self._block.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is not None:
            self._span.set_attribute("error.type", kind.__name__)
            self._span.set_status(_trace().StatusCode.ERROR, kind.__name__)
        self._block.__exit__(None, None, None)

    def set(self, **attributes: object) -> None:
        self._span.set_attributes(_kept(attributes))


def _tracer() -> Any:
    """The tracer of the program's provider; ``None`` while there is none."""
    if "opentelemetry.trace" not in sys.modules and _PROVIDER_VARIABLE not in os.environ:
        return None
    try:
        trace = _trace()
    except ImportError:
        return None
    provider = trace.get_tracer_provider()
    if isinstance(provider, (trace.ProxyTracerProvider, trace.NoOpTracerProvider)):
        return None
    return provider.get_tracer("summarizer", __version__)


def _trace() -> Any:
    return importlib.import_module("opentelemetry.trace")  # imported here: start-up time, and it is optional


def _kept(attributes: dict[str, object]) -> dict[str, bool | int | float | str]:
    """What may be told, under the names of the conventions."""
    kept: dict[str, bool | int | float | str] = {}
    for word, value in attributes.items():
        name = _CONVENTION.get(word) or (word if "." in word else f"summarizer.{word}")
        if isinstance(value, (bool, int, float)):
            kept[name] = value
        elif value is not None and (name in _TEXTS or os.environ.get(CONTENT_VARIABLE) == "1"):
            kept[name] = _without_secrets(str(value)) if name == _LOCATION else _words(value)
    return kept


def _words(value: object) -> str:
    """Messages are told as JSON, as the conventions have them."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, tuple, dict)) else str(value)


def _without_secrets(location: str) -> str:
    """An address without user, password and query, any of which may be secret; a path as it is."""
    if "://" not in location:
        return location
    try:
        parts = urlsplit(location)
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
    except ValueError:
        return "unreadable address"
