"""A text as lines in their places: what each was found to be so far, and how much prose stands around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from summarizer import blocks, boilerplate, phrases

HEAD_PROSE = 1
"""Paragraphs of prose that may precede a byline or date line: a standfirst."""

HEAD_LINES = 10
"""Lines of the head, however little prose is among them."""

TAIL_PROSE = 3
"""Paragraphs that may still follow a line of the tail: a biography is rarely longer."""

_PROSE_WORDS = 6
_LONG_WORDS = 25
_LEADING = re.compile(r"[\s*_#>•·▪\-–—|(\[<►▶»→✉📷📸~=+\ufeff\u200b]+")
_TAGGED = re.compile(r",[”\"]? (?:[\w’'-]+ ){1,5}(?:\w{3,}ed|said|says|wrote|thought)\.$")
QUOTED = re.compile(r"[“„«\"‘]")


@dataclass(slots=True)
class Page:
    """The units of a text, what each was found to be so far, and how much prose stands before and after each.

    ``prose`` says of each whether it is a sentence or more.
    """

    text: str
    units: list[blocks.Unit]
    author: str | None
    bare: list[str]
    reasons: list[str | None]
    prose: list[bool]
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, author: str | None) -> Page:
        """The page with nothing found yet."""
        units = blocks.units(text)
        bare = [bare_words(unit.words) for unit in units]
        page = cls(text, units, author, bare, [None] * len(units), [is_prose(unit) for unit in units])
        page.count_prose()
        return page

    def count_prose(self) -> None:
        """Count again the paragraphs of prose before and after each unit, without those that were found out."""
        prose = [reason is None and known for known, reason in zip(self.prose, self.reasons, strict=True)]
        total, seen = sum(prose), 0
        self.before, self.after = [], []
        for counts in prose:
            self.before.append(seen)
            seen += counts
            self.after.append(total - seen)

    def head(self, index: int) -> bool:
        """Whether the unit stands before the article has begun in earnest."""
        return self.before[index] <= HEAD_PROSE and index <= HEAD_LINES

    def tail(self, index: int) -> bool:
        """Whether hardly any prose follows."""
        if self.after[index] == 0:
            return self.before[index] >= 1
        return self.after[index] <= TAIL_PROSE and self.before[index] >= 2


def bare_words(words: str) -> str:
    """The words without list, emphasis and bracket marks around them."""
    if len(words) > 3 * boilerplate.LONGEST:
        return words
    leading = _LEADING.match(words)
    inner = words[leading.end() :] if leading else words
    closers = " |»›→~=" + ("*_)]>#—–-" if leading else "")
    return inner.rstrip(closers) if inner.rstrip(closers) else inner


def is_prose(unit: blocks.Unit) -> bool:
    """Whether it is a sentence or more, rather than a title, a label or a link."""
    count = len(unit.words[:2000].split())
    return count >= _LONG_WORDS or (count >= _PROSE_WORDS and unit.finished)


@lru_cache(maxsize=64)
def reported(bare: str) -> bool:
    """Whether somebody is quoted or said to say it."""
    return (
        QUOTED.match(bare) is not None
        or phrases.SAYS.search(bare) is not None
        or _TAGGED.search(bare[-80:]) is not None
    )
