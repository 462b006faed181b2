"""What pages repeat at their edges: running heads, feet and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.pdf_layout import Run, rows

_EDGE_ROWS = 3
"""Rows at the top and at the bottom of a page that can be a running head or foot."""
_SAME_PLACE = 8.0
"""Points by which the same running line differs in height from page to page."""
_REPEATS = 0.4
"""Share of the pages that repeat a line which belongs to none of them: left and right pages differ."""
_LONGEST_EDGE = 200
"""Characters of a running head or foot at most."""
_APART = 1.5
"""White between a running line and the text, foot to foot, in heights: more than between two lines of the text."""
_HALF_PAGE = 400.0
"""Points; a lone row above it stands at the top of any usual page."""

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"(?:[-–—|•\[( ]*(?:(?:page|p\.|pg\.?|seite|s\.|página|pág\.|pagina|страница|стр\.|strona|sida|side)\s*)?"
    r"(?:\d{1,4}|[ivxlc]{1,6})(?:\s*(?:/|\||of|von|de|sur|di|из|z|av)\s*\d{1,4})?[-–—|•\]) ]*)",
    re.IGNORECASE,
)
_EDGE_NUMBER = re.compile(r"^\d{1,4}(?=\s)|(?<=\s)\d{1,4}$")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What stands on a page, which is counted from 1. ``slanted`` is not level: stamps, labels in the margin."""

    number: int
    runs: Sequence[Run]
    slanted: Sequence[Run] = ()


@dataclass(frozen=True, slots=True)
class _Edge:
    """A row near the edge of a page: ``place`` counts the rows between, ``step`` is how far the next inner row is."""

    page: int
    row: list[Run]
    text: str
    top: bool
    place: int
    step: float

    @property
    def where(self) -> tuple[int, bool, int]:
        """Page, side and place."""
        return self.page, self.top, self.place

    @property
    def counts(self) -> bool:
        """Whether it is a page number by its form."""
        return _PAGE_NUMBER.fullmatch(self.text) is not None

    @property
    def ahead(self) -> int | None:
        """How far the number that it ends or begins with is ahead of the number of its page."""
        found = _EDGE_NUMBER.search(self.text) if self.place == 0 and not self.counts else None
        return int(found[0]) - self.page if found else None

    @property
    def says_page(self) -> bool:
        """Whether it names its page in words or counts like the document does: one lone page has nothing to repeat."""
        return self.counts and self.place == 0 and (not self.text.isdigit() or int(self.text) == self.page)


def edges_of(sheets: Sequence[Sheet]) -> dict[int, dict[int, str]]:
    """For each page the runs (by identity) that every page repeats or that number it, with the reason code."""
    rims = [edge for sheet in sheets for edge in _rim(sheet)]
    repeated = _repeated(rims, len(sheets))
    edges: dict[int, dict[int, str]] = {sheet.number: {} for sheet in sheets}
    for edge in _set_apart(rims, {edge.where for edge in rims if edge.says_page} | repeated):
        reason = "page_number" if edge.counts else "page_header" if edge.top else "page_footer"
        edges[edge.page].update((id(run), reason) for run in edge.row)
    if sum(map(len, edges.values())) == sum(len(sheet.runs) for sheet in sheets):
        return {sheet.number: {} for sheet in sheets}  # a form or slides with nothing else: then it is the text
    return edges


def _rim(sheet: Sheet) -> list[_Edge]:
    found = rows(sheet.runs)
    feet = [min(run.bottom for run in row) for row in found]
    rim = []
    for index, row in enumerate(found):
        below = len(found) - 1 - index
        top = index < below or (index == below == 0 and feet[0] > _HALF_PAGE)
        inner = index + 1 if top else index - 1
        step = abs(feet[index] - feet[inner]) if 0 <= inner < len(found) else float("inf")
        text = " ".join(run.text for run in row).strip()
        if min(index, below) < _EDGE_ROWS and 0 < len(text) <= _LONGEST_EDGE:
            rim.append(_Edge(sheet.number, row, text, top, min(index, below), step))
    return rim


def _repeated(rims: Sequence[_Edge], pages: int) -> set[tuple[int, bool, int]]:
    """Where the rows stand that are, changing figures aside, at the same height of enough pages."""
    alike: dict[tuple[str, bool], list[_Edge]] = {}
    for edge in rims:
        plain = "#" if edge.counts else _DIGITS.sub("#", " ".join(edge.text.casefold().split()))
        alike.setdefault((plain, edge.top), []).append(edge)
        if edge.ahead is not None:  # heads that change with the chapter and count the pages
            alike.setdefault((f"#{edge.ahead}", edge.top), []).append(edge)
    enough = max(2, min(3, _REPEATS * pages))
    found: set[tuple[int, bool, int]] = set()
    for group in alike.values():
        heights: Counter[int] = Counter(round(edge.row[0].bottom / _SAME_PLACE) for edge in group)
        for edge in group:
            height = round(edge.row[0].bottom / _SAME_PLACE)
            if sum(heights[near] for near in (height - 1, height, height + 1)) >= enough:
                found.add(edge.where)
    return found


def _set_apart(rims: Sequence[_Edge], found: set[tuple[int, bool, int]]) -> list[_Edge]:
    """Those with only others of them towards the edge of the page, and with white towards what it holds."""
    kept = []
    for edge in sorted(rims, key=lambda edge: -edge.place):
        outer = all((edge.page, edge.top, place) in found for place in range(edge.place))
        inner = (edge.page, edge.top, edge.place + 1) in found
        if edge.where in found and outer and (inner or edge.step > _APART * (edge.row[0].top - edge.row[0].bottom)):
            kept.append(edge)
        else:
            found.discard(edge.where)
    return kept
