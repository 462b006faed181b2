"""Summaries for programs: JSON and JSON Lines, exactly the keys and the order of the published schema."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence

from summarizer.models import Summary
from summarizer.render.inert import inert_json


def to_json(summary: Summary) -> str:
    """One object with an indentation of two, ending in a line feed."""
    return inert_json(_text(summary, indent=2)) + "\n"


def to_jsonl(summary: Summary) -> str:
    """One object on one line, whatever a reader takes for a line end, ending in a line feed."""
    return inert_json(_text(summary, indent=None)) + "\n"


def _text(summary: Summary, *, indent: int | None) -> str:
    """JSON by pydantic, ten times as fast as by ``json``, where it keeps all that stands there."""
    if all(_is_plain(rejected.item) for rejected in summary.rejected):
        try:
            return summary.model_dump_json(indent=indent)
        except ValueError:  # half characters, or deeper than it goes
            pass
    separators = (",", ":") if indent is None else None
    return json.dumps(_plain(summary.model_dump()), ensure_ascii=False, indent=indent, separators=separators)


def _is_plain(value: object) -> bool:
    """Whether JSON has words for all of a value; a model may have written anything into a rejected item."""
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(item) for key, item in value.items())
    if isinstance(value, list | tuple):
        return all(map(_is_plain, value))
    return _is_word(value)


def _is_word(value: object) -> bool:
    return value is None or isinstance(value, str | int) or (isinstance(value, float) and math.isfinite(value))


def _plain(value: object) -> object:
    """The value with what JSON has no word for as text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value if _is_word(value) else str(value)
