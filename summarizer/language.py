"""The language of a text, by the frequencies of its letter groups (the library eld)."""

from __future__ import annotations

import functools
import itertools
import re
from typing import Any

READ = 4_000
"""Characters that are looked at: more make it no surer."""
SHORTEST = 60
"""Letters below which a guess is worth nothing."""
_LETTER = re.compile(r"[^\W\d_]")


def detect(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of the text's beginning is in; ``None`` where that is not plain."""
    start = text[:READ]
    if sum(1 for _ in itertools.islice(_LETTER.finditer(start), SHORTEST)) < SHORTEST:
        return None
    found = _detector().detect(start)
    return str(found.language) if found.language and found.is_reliable() else None


def language_of(text: str, declared: str | None = None) -> str | None:
    """What the text itself shows; where it does not, what the page says of itself, as pages often say it wrongly."""
    return detect(text) or declared


@functools.cache
def _detector() -> Any:
    from eld import LanguageDetector  # imported here: start-up time

    return LanguageDetector()
