"""What the two pictures of a page show: where each speaker is heard, and who disputes what with whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from summarizer.models import Summary
from summarizer.render import outline
from summarizer.render.cast import Member
from summarizer.render.inert import inert
from summarizer.render.places import Place

WIDTH = 1000
"""Units across a strip, whatever its size on the screen."""

# A mark narrower than this is not seen on a telephone.
_THINNEST = 6.0
_LONGEST_NAME = 26
_LABELS, _COLUMN, _ROW, _HEAD = 200, 46, 28, 26
_SHAPES = ("round", "square", "corner")


@dataclass(frozen=True)
class Mark:
    """One range of an item, in units of the strip."""

    x: float
    width: float


@dataclass(frozen=True)
class Strip:
    """One row: a speaker, or all items of another kind. ``row`` is ``s`` with the speaker's number, or the kind."""

    row: str
    label: str
    style: str
    sign: str
    told: str
    marks: tuple[Mark, ...]

    @property
    def path(self) -> str:
        """All marks as one shape, in units of the strip: one element is drawn sooner than hundreds."""
        return "".join(f"M{mark.x:g} 1h{mark.width:g}v14h{-mark.width:g}z" for mark in self.marks)


def strips(members: Sequence[Member], places: Iterable[Place], length: int) -> tuple[Strip, ...]:
    """A row for each speaker, in order of appearance, and one for each other kind of item there is."""
    rows: dict[str | int, list[Place]] = {member.number: [] for member in members}
    for place in places:
        rows.setdefault(place.voices[0] if place.kind == "c" else place.kind, []).append(place)
    kinds = {
        "w": "Warnings",
        "x": "Contradictions",
        "r": "Rejected",
        "e": "Not the article",
        "u": "Not read",
        "n": "Notes",
    }
    speaking = (_strip(f"s{m.number}", m.name, f"v{m.slot}", m.sign, rows[m.number], length) for m in members)
    other = (_strip(kind, label, f"k{kind}", "", rows[kind], length) for kind, label in kinds.items() if rows.get(kind))
    return tuple(row for row in (*speaking, *other) if row.marks)


def _strip(row: str, label: str, style: str, sign: str, places: Iterable[Place], length: int) -> Strip:
    scale = WIDTH / max(length, 1)
    marks = []
    for place in places:
        for start, end in place.ranges:
            width = max((end - start) * scale, _THINNEST)
            marks.append(Mark(round(min(start * scale, WIDTH - width), 1), round(width, 1)))
    return Strip(row, label, style, sign, f"{label}: {_told(marks)}", tuple(marks))


def _told(marks: Sequence[Mark]) -> str:
    if not marks:
        return "nowhere"
    first, last = (round(100 * x / WIDTH) for x in (marks[0].x, max(mark.x for mark in marks)))
    where = f"at {first} % of the article" if first == last else f"from {first} % to {last} % of the article"
    return f"{outline.count(len(marks), 'passage')}, {where}"


@dataclass(frozen=True)
class Dot:
    """A party's place in a dispute. Sides differ in shape."""

    x: int
    y: int
    shape: str


@dataclass(frozen=True)
class Dispute:
    """One column: a contradiction and those who stand on its sides."""

    name: str
    label: str
    told: str
    x: int
    top: int
    bottom: int
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class Label:
    """One row's head. ``name`` is in full, ``short`` is what fits."""

    name: str
    short: str
    y: int


@dataclass(frozen=True)
class Disputes:
    """Who disputes what with whom: parties as rows, contradictions as columns, a dot where they meet."""

    width: int
    height: int
    labels: tuple[Label, ...]
    columns: tuple[Dispute, ...]


def disputes(summary: Summary, places: Sequence[Place]) -> Disputes:
    """The picture of all contradictions, in units of one pixel."""
    said_by = outline.speakers(summary)
    takers = [[outline.takers(side, said_by) for side in item.sides] for item in summary.contradictions]
    names = list(dict.fromkeys(name for sides in takers for side in sides for name in side))
    rows = {name: _HEAD + _ROW * number + _ROW // 2 for number, name in enumerate(names)}
    columns = []
    for number, (item, place, sides) in enumerate(zip(summary.contradictions, places, takers, strict=True)):
        x = _LABELS + _COLUMN * number + _COLUMN // 2
        dots = _dots(sides, rows, x)
        heights = [dot.y for dot in dots]
        told = f"{inert(item.question)} – {' against '.join(', '.join(side) for side in sides)}"
        columns.append(Dispute(place.name, inert(place.label)[:6], told, x, min(heights), max(heights), dots))
    labels = tuple(Label(name, _short(name), y) for name, y in rows.items())
    width = _LABELS + _COLUMN * len(columns)
    return Disputes(width, _HEAD + _ROW * len(rows), labels, tuple(columns))


def _dots(sides: Sequence[Sequence[str]], rows: dict[str, int], x: int) -> tuple[Dot, ...]:
    """One dot a side and party; who stands on several sides has the dots side by side."""
    stands = [(name, number) for number, side in enumerate(sides) for name in side]
    often = {name: [number for who, number in stands if who == name] for name, _ in stands}
    dots = []
    for name, number in stands:
        shift = 14 * often[name].index(number) - 7 * (len(often[name]) - 1)
        dots.append(Dot(x + shift, rows[name], _SHAPES[min(number, len(_SHAPES) - 1)]))
    return tuple(dots)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1].rstrip() + "…"
