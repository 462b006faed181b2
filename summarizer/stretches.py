"""Where a text may be cut so that its parts can be read one by one: what they say together is what the whole says.

The words around a piece of evidence are read for every statement that rests on it, and each sentence of an article is
in the words around several. Read in parts, which are mostly sentences, each is read once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

T = TypeVar("T")

_END = re.compile(r"[.!?](?<=[A-Za-z0-9]{2}.)\s+(?=[“\"]?[A-Z])")
"""The end of a sentence beyond doubt: behind a word of two letters, in front of a capital, no mark beside the stop."""
_LAST_WORD = re.compile(r"[^\W_]{1,5}\Z")
SHORT = frozenset("mr mrs ms dr st prof gen sen gov rev lt col capt sgt jr sr no vs".split())
"""Words behind which a full stop ends no sentence."""
_OPEN = SHORT | {"and"}
LONGEST = 1_500
"""Characters of some sentences; what is longer is not kept, as nobody asks for it soon again."""
_KEPT = 2_048
"""Sentences: those of the articles that are in work together, about."""


def remembered(read: Callable[[str], T]) -> Callable[[str], T]:
    """The same reading, that of the last sentences being remembered."""
    known = lru_cache(maxsize=_KEPT)(read)

    @wraps(read)
    def reading(part: str) -> T:
        return known(part) if len(part) <= LONGEST else read(part)

    return reading


@remembered
def stretches(text: str) -> tuple[tuple[int, str], ...]:
    """The parts in order, each with its place. White space between them is left out."""
    parts = []
    start = 0
    for match in _END.finditer(text):
        if not _goes_on(text, match.start()):
            parts.append((start, text[start : match.start() + 1]))
            start = match.end()
    parts.append((start, text[start:]))
    return tuple(parts)


def _goes_on(text: str, stop: int) -> bool:
    """Whether the word in front of a stop may be one that its sentence does not end with."""
    word = _LAST_WORD.search(text, max(0, stop - 5), stop)
    return word is None or word.group().casefold() in _OPEN
