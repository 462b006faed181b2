"""Summaries for programs: JSON and JSON Lines, exactly the keys and the order of the published schema."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence

from summarizer.models import Summary
from summarizer.render.inert import inert_json


def to_json(summary: Summary) -> str:
    """One object with an indentation of two, ending in a line feed."""
    return inert_json(json.dumps(_plain(summary.model_dump()), ensure_ascii=False, indent=2)) + "\n"


def to_jsonl(summary: Summary) -> str:
    """One object on one line, whatever a reader takes for a line end, ending in a line feed."""
    return inert_json(json.dumps(_plain(summary.model_dump()), ensure_ascii=False)) + "\n"


def _plain(value: object) -> object:
    """The value with what JSON has no word for (a model may have written it into a rejected item) as text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, str | bool | int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    return str(value)
