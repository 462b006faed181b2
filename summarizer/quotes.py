"""Where the text quotes: spans between quotation marks, also where a mark is missing.

Offsets are code points of the text. Handles “ ”, " ", « » (» « where a text opens with »), „ “ and, in texts without
any double mark, ‘ ’.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_PAIRS = {"“": "”", "«": "»", "„": "“”", '"': '"', "‘": "’", "»": "«"}
_INWARD = re.compile(r"(?<![\w.,;:!?…»“”\"])»(?=\w[^«»]{0,2000}«)")
_OUTWARD = re.compile(r"(?<![\w.,;:!?…])«\s?(?=\w)")
"""Guillemets that point at the words, and away from them, at the beginning of a quotation."""
_TAIL = re.compile(
    r"[,?!] (?=(?:(?:he|she|they|it)\b"
    r"|(?:said|says|told|explained|added|insisted|recalled|stated|replied|answered|claimed) "
    r"|[A-ZÀ-Þ]\w+ (?:said|told|says|added|explained)\b))"
)
"""Where an unclosed quotation gives way to its attribution."""
_TEXTS = 256
"""Texts whose habits are kept: more than a hundred articles may be in work at once."""
_SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Quotation:
    """``text[start:end]`` including its marks; ``closed`` is false where the closing mark is missing."""

    start: int
    end: int
    closed: bool = True


def quotations(text: str, paragraphs: Iterable[tuple[int, int]]) -> tuple[Quotation, ...]:
    """All quotations, in order and without overlap; none crosses a paragraph.

    An opening mark without its partner reaches to the attribution that follows it, else to the end of its
    sentence when another quotation opens before, else to the end of the paragraph.
    """
    single, closing = _habits(text)
    found: list[Quotation] = []
    for start, end in paragraphs:
        found.extend(_in_paragraph(text, start, end, single=single, closing=closing))
    return tuple(found)


_DOUBLE_MARK, _ANY_MARK = re.compile('[“”„«»"]'), re.compile('[“”„«»"‘’]')


@lru_cache(maxsize=_TEXTS)
def _habits(text: str) -> tuple[bool, str]:
    """Whether single marks quote in this text, and which guillemet closes. Asked for one sentence after the other."""
    single = not re.search('[“”„«»"]', text)
    inward = _INWARD.search(text) is not None and _OUTWARD.search(text) is None
    return single, "«" if inward else "»"


def _in_paragraph(text: str, start: int, end: int, *, single: bool, closing: str) -> list[Quotation]:
    found: list[Quotation] = []
    opened: int | None = None
    for match in (_ANY_MARK if single else _DOUBLE_MARK).finditer(text, start, end):
        mark, at = match.group(), match.start()
        if mark in "‘’" and _is_apostrophe(text, at):
            continue
        if opened is not None and mark in _PAIRS.get(text[opened], ""):
            found.append(Quotation(opened, at + 1))
            opened = None
        elif mark in _PAIRS and mark != closing:
            if opened is not None:
                found.append(Quotation(opened, _broken_end(text, opened, at), closed=False))
            opened = at
    if opened is not None:
        found.append(Quotation(opened, _broken_end(text, opened, end, last=True), closed=False))
    return found


def _is_apostrophe(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    return text[at] == "’" and before.isalnum() and after.isalnum()


def _broken_end(text: str, opened: int, limit: int, *, last: bool = False) -> int:
    tail = _TAIL.search(text, opened, limit)
    if tail:
        return tail.start() + 1
    if last:
        return limit
    stop = _SENTENCE_END.search(text, opened, limit)
    return stop.end() if stop else limit
