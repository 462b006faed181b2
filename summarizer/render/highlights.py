"""Overlapping stretches of a text, cut into pieces that do not overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

Range = tuple[int, int]
"""Half-open, in code points."""

# A line this long is a paragraph of its own; shorter ones may be lines of a text broken by hand.
_A_PARAGRAPH = 120
_LINE_ENDS = re.compile(r"\n(?:[ \t]*\n)*")


@dataclass(frozen=True)
class Segment:
    """``[start, end)`` and the numbers of the ranges that cover it, the shortest range first."""

    start: int
    end: int
    ranges: tuple[int, ...]


def segments(ranges: Sequence[Range], length: int, cuts: Iterable[int] = ()) -> Iterator[Segment]:
    """The pieces of ``[0, length)``, in order and without a gap; every piece is covered by its ranges from end to end.

    Ranges are numbered as they come; empty ones cover nothing, and what lies outside the text is ignored. ``cuts`` are
    further places at which a piece ends.
    """
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for number, (start, end) in enumerate(ranges):
        if max(start, 0) < min(end, length):
            opening.setdefault(max(start, 0), []).append(number)
            closing.setdefault(min(end, length), []).append(number)
    edges = sorted({0, length, *opening, *closing, *(cut for cut in cuts if 0 < cut < length)})
    open_now: dict[int, int] = {}
    for start, end in pairwise(edges):
        for number in closing.get(start, ()):
            del open_now[number]
        for number in opening.get(start, ()):
            open_now[number] = ranges[number][1] - ranges[number][0]
        yield Segment(start, end, tuple(sorted(open_now, key=lambda number: (open_now[number], number))))


def paragraphs(text: str) -> tuple[Range, ...]:
    """The paragraphs with the line ends that follow each; together they are the text."""
    found: list[Range] = []
    start = line = 0
    for gap in _LINE_ENDS.finditer(text):
        blank = gap[0].count("\n") > 1
        if blank or gap.start() - line > _A_PARAGRAPH:
            found.append((start, gap.end()))
            start = gap.end()
        line = gap.end()
    if start < len(text):
        found.append((start, len(text)))
    return tuple(found)
