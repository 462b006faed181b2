"""Where words stand on a page: runs of characters put together to lines in the order in which they are read.

Coordinates are points from the lower left corner of the page, ``y`` grows upwards.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

_SAME_ROW = 0.5
"""Share of the height of the lower of two runs that both have in common if they stand on one line."""
_GUTTER = 0.6
"""Width of the white between two columns at least, in heights of a line: more than a word space."""
_LEFT_EDGE = 2.5
"""Points by which the left edges of the lines of one column differ."""
_COLUMN_LINES = 3
"""Lines on each side of a gutter that make columns of them."""
_COLUMN_WORDS = 2.5
"""Words in a line of a column on average; the cells of a table have fewer."""
_FULL = 0.55
"""Share of its column's width that the middle one of its lines has; cells leave more of it free."""
_MAX_DEPTH = 6
"""Columns in columns; nobody reads more."""
_MAX_EDGES = 24
"""Left edges of a page that are tried as those of columns."""
_CELL_GAP = 1.6
"""White between two cells of a row, in heights of a line. Justified lines have less between their words."""
_NARROW_GAP = 0.9
"""The same where the cells of several rows stand under one another, which words of justified lines do not."""
_PHRASE_GAP = 0.8
"""White between two phrases of a line, in heights, at which a column may begin."""
_BULLETS = re.compile(r"(?:[-–—•·●○▪■‣*\uf0b7\uf0a7]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)])$")
_FIGURE = re.compile(r"[\d.,%€$£+−–()\s-]+$")
_DIGITS_UP = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UP_SIZE = 0.8
"""Height of raised figures at most, in heights of their line."""
_WORD_GAP = 0.15
"""White between two words at least, in heights of a line."""
_INITIAL = 1.7
"""Height of a letter that stands over several lines at the start of a text, in heights of a line."""
_UP_RISE = 0.15
"""How far their feet stand above those of the line at least, in heights of the line."""


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that follow one another on one line without a wide gap."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    bold: bool = False

    @property
    def height(self) -> float:
        """From foot to head, which for one font grows with its size."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is read; ``column`` is the left and right edge of the column in which it stands.

    ``row`` marks the line of a table, whose cells are set apart by ``" | "``.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    column: tuple[float, float]
    bold: bool = False
    row: bool = False

    @property
    def height(self) -> float:
        """From foot to head, which for one font grows with its size."""
        return self.top - self.bottom


def rows(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs that stand side by side, from the top down, each row from left to right."""
    found: list[list[Run]] = []
    longest: list[Run] = []  # of each row; it says where the line is
    for run in sorted(runs, key=lambda run: (-_middle(run), run.left)):
        places = range(max(0, len(found) - 3), len(found))
        place = next((place for place in places if _beside(longest[place], run)), None)
        if place is None:
            found.append([run])
            longest.append(run)
            continue
        found[place].append(run)
        if len(run.text) > len(longest[place].text):
            longest[place] = run
    return [sorted(row, key=lambda run: run.left) for row in found]


def lines(runs: Sequence[Run]) -> list[Line]:
    """All of a page in reading order: columns one after another, what stands across them in its place."""
    return _read([_merged(phrase) for row in rows(runs) for phrase in _cells(row, _PHRASE_GAP)], 0)


def _merged(phrase: Sequence[Run]) -> Run:
    """Words of one line as one run: a change of font within a line must not look like the edge of a column."""
    main = max(phrase, key=lambda run: len(run.text))
    return Run(
        _joined(phrase, main),
        min(run.left for run in phrase),
        main.bottom,
        max(run.right for run in phrase),
        main.top,
        all(run.bold for run in phrase if run.text.strip()),
    )


def _middle(run: Run) -> float:
    return (run.top + run.bottom) / 2


def _beside(main: Run, run: Run) -> bool:
    """Whether the run stands on the same line."""
    common = min(main.top, run.top) - max(main.bottom, run.bottom)
    return common >= _SAME_ROW * min(main.height, run.height) and common > 0


def _read(runs: list[Run], depth: int) -> list[Line]:
    edge = _gutter(runs) if depth < _MAX_DEPTH and len(runs) >= 2 * _COLUMN_LINES else None
    if edge is None:
        return _column(runs)
    found: list[Line] = []
    for across, left, right in _bands(runs, edge):
        if across:
            found += _column(across)
        elif left and right and not (_are_columns(left, right) or _is_prose(left + right)):
            found += _column([*left, *right])
        else:
            found += _read(left, depth + 1) + _read(right, depth + 1)
    return found


def _gutter(runs: Sequence[Run]) -> float | None:
    """The left edge of the right one of two columns, of those with the most text beside one another."""
    edges: list[float] = []
    counts: list[int] = []
    for left in sorted(run.left for run in runs):
        if edges and left - edges[-1] <= _LEFT_EDGE:
            counts[-1] += 1
        else:
            edges.append(left)
            counts.append(1)
    tried = sorted(zip(counts[1:], edges[1:], strict=True), reverse=True)[:_MAX_EDGES]
    best, most = None, 0
    for count, edge in tried:
        if count < _COLUMN_LINES:
            break
        gained = sum(
            sum(len(run.text) for run in (*left, *right))
            for across, left, right in _bands(runs, edge)
            if not across and _are_columns(left, right)
        )
        if gained > most:
            best, most = edge, gained
    return best


def _bands(runs: Sequence[Run], edge: float) -> list[tuple[list[Run], list[Run], list[Run]]]:
    """The page cut where something stands across: ``(across, [], [])`` or ``([], left, right)``, from the top down."""
    bands: list[tuple[list[Run], list[Run], list[Run]]] = []
    crossing = [run for run in runs if _crosses(run, edge)]
    barriers = [(max(run.top for run in row), min(run.bottom for run in row), row) for row in rows(crossing)]
    rest = sorted((run for run in runs if not _crosses(run, edge)), key=_middle, reverse=True)
    at = 0
    for top, bottom, row in barriers:
        begin = at
        while at < len(rest) and _middle(rest[at]) > (top + bottom) / 2:
            at += 1
        bands += _sides(rest[begin:at], edge)
        if bands and bands[-1][0]:
            bands[-1][0].extend(row)
        else:
            bands.append((list(row), [], []))
    return bands + _sides(rest[at:], edge)


def _crosses(run: Run, edge: float) -> bool:
    return run.left < edge - _LEFT_EDGE and run.right > edge - _GUTTER * run.height


def _sides(runs: Sequence[Run], edge: float) -> list[tuple[list[Run], list[Run], list[Run]]]:
    left = [run for run in runs if run.left < edge - _LEFT_EDGE]
    right = [run for run in runs if run.left >= edge - _LEFT_EDGE]
    return [([], left, right)] if runs else []


def _are_columns(left: Sequence[Run], right: Sequence[Run]) -> bool:
    """Whether both hold lines of prose, next to one another."""
    if len(left) < _COLUMN_LINES or len(right) < _COLUMN_LINES:
        return False
    common = min(max(r.top for r in left), max(r.top for r in right)) - max(
        min(r.bottom for r in left), min(r.bottom for r in right)
    )
    if common < (_COLUMN_LINES - 1) * min(left[0].height, right[0].height):
        return False
    return all(_fills(side) for side in (left, right)) and all(_is_prose(side) for side in (left, right))


def _fills(side: Sequence[Run]) -> bool:
    width = max(run.right for run in side) - min(run.left for run in side)
    widths = sorted(row[-1].right - row[0].left for row in rows(side))
    return widths[len(widths) // 2] >= _FULL * width


def _is_prose(side: Sequence[Run]) -> bool:
    cells = sum(len(_cells(row)) for row in rows(side))
    return sum(len(run.text.split()) for run in side) >= _COLUMN_WORDS * cells


def _column(runs: Sequence[Run]) -> list[Line]:
    """The lines of one column, from the top down."""
    if not runs:
        return []
    edges = min(run.left for run in runs), max(run.right for run in runs)
    found = rows(runs)
    cut = [_cells(row) for row in found]
    table = _in_table(cut)
    for place in _in_narrow_table(found, table, edges[1]):
        cut[place], table[place] = _cells(found[place], _NARROW_GAP), True
    return [_line(cells, edges, row=row) for cells, row in zip(cut, table, strict=True)]


def _cells(row: Sequence[Run], gap: float = _CELL_GAP) -> list[list[Run]]:
    """The row cut at gaps of so many heights; a bullet or number belongs to what it counts."""
    found: list[list[Run]] = []
    for run in row:
        if found:
            last = found[-1][-1]
            counts = len(found[-1]) == 1 and _BULLETS.match(last.text.strip()) is not None
            if counts or run.left - last.right < gap * max(run.height, last.height):
                found[-1].append(run)
                continue
        found.append([run])
    return found


def _in_table(cut: Sequence[Sequence[Sequence[Run]]]) -> list[bool]:
    """For each row whether it has cells that stand under or over those of a neighbour."""
    answer = [False] * len(cut)
    for index, (upper, lower) in enumerate(itertools.pairwise(cut)):
        if len(upper) > 1 and len(lower) > 1 and _aligned(upper, lower):
            answer[index] = answer[index + 1] = True
    return answer


def _in_narrow_table(found: Sequence[Sequence[Run]], table: Sequence[bool], right: float) -> list[int]:
    """Rows, not known as those of a table yet, whose narrow cells stand under one another, three or more times.

    Twice is enough if the rows end before ``right``, as no justified line does.
    """
    answer: list[int] = []
    streak: list[int] = []
    before: list[list[Run]] = []
    for place, row in enumerate([*found, []]):
        cells = _cells(row, _NARROW_GAP) if row and not table[place] else []
        if not (streak and len(cells) == len(before) > 1 and _under(before, cells)):
            short = all(found[at][-1].right < right - found[at][-1].height for at in streak)
            answer += streak if len(streak) > 2 or (len(streak) == 2 and short) else []
            streak = []
        streak.append(place)
        before = cells
    return answer


def _under(upper: Sequence[Sequence[Run]], lower: Sequence[Sequence[Run]]) -> bool:
    return all(_flush(cell, other) for cell, other in zip(upper[1:], lower[1:], strict=True))


def _aligned(upper: Sequence[Sequence[Run]], lower: Sequence[Sequence[Run]]) -> bool:
    """Whether each cell but the first of the row with fewer cells stands under or over one of the other row."""
    fewer, more = sorted((upper, lower), key=len)
    return all(any(_flush(cell, other) for other in more[1:]) for cell in fewer[1:])


def _flush(cell: Sequence[Run], other: Sequence[Run]) -> bool:
    """Figures may be flush right; all else flush left, as every justified line of prose ends flush right."""
    if abs(cell[0].left - other[0].left) <= _LEFT_EDGE:
        return True
    return abs(cell[-1].right - other[-1].right) <= _LEFT_EDGE and _is_figure(cell) and _is_figure(other)


def _is_figure(cell: Sequence[Run]) -> bool:
    return all(_FIGURE.match(run.text) for run in cell)


def _line(cells: Sequence[Sequence[Run]], column: tuple[float, float], *, row: bool) -> Line:
    runs = [run for cell in cells for run in cell]
    tallest = max(runs, key=lambda run: (run.height, len(run.text)))
    main = max(runs, key=lambda run: len(run.text))
    return Line(
        text=(" | " if row else "  ").join(_joined(cell, main) for cell in cells).strip(),
        left=min(run.left for run in runs),
        bottom=main.bottom,
        right=max(run.right for run in runs),
        top=main.top if main.height >= tallest.height * _UP_SIZE else tallest.top,
        column=column,
        bold=all(run.bold for run in runs if run.text.strip()),
        row=row,
    )


def _joined(cell: Sequence[Run], main: Run) -> str:
    pieces: list[str] = []
    for index, run in enumerate(cell):
        if index:
            before = cell[index - 1]
            initial = len(before.text) == 1 and before.height > _INITIAL * main.height
            apart = run.left - before.right > _WORD_GAP * main.height and not initial
            pieces.append(" " if apart and not pieces[-1].endswith(" ") else "")
        pieces.append(_raised(run, main))
    return "".join(pieces).strip()


def _raised(run: Run, main: Run) -> str:
    """Small figures above the line as such: the mark of a note must not become part of a number."""
    up = run.height <= _UP_SIZE * main.height and run.bottom >= main.bottom + _UP_RISE * main.height
    return run.text.translate(_DIGITS_UP) if up else run.text
