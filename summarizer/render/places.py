"""Every item of a summary with the stretches of the article that it points to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from summarizer.models import Contradiction, Rejected, Span, Summary, Warning
from summarizer.render import outline
from summarizer.render.cast import Member, number_of, numbers

Kind = Literal["c", "w", "x", "r", "e", "u", "n"]
"""Claim, warning, contradiction, rejected (its nearest true passage), excluded, unread, note."""

_OURS = re.compile(r"[cwxreun][0-9]{1,9}", re.ASCII)
_SIGNS: dict[Kind, str] = {"w": "!", "x": "×"}


@dataclass(frozen=True)
class Place:
    """One item and where it stands. ``name`` is its address on the page, ``ranges`` lie inside the text."""

    kind: Kind
    name: str
    label: str
    ranges: tuple[tuple[int, int], ...]
    voices: tuple[int, ...] = ()
    slot: int = 0
    sign: str = ""

    @property
    def at(self) -> str:
        """The ranges as ``120-188 300-340``."""
        return " ".join(f"{start}-{end}" for start, end in self.ranges)

    @property
    def first(self) -> str:
        """The address of the first words on the page, empty without words."""
        return address(self.ranges[0][0]) if self.ranges else ""


def address(start: int) -> str:
    """Where on the page the words that begin at ``start`` stand."""
    return f"t{start}"


@dataclass(frozen=True)
class Places:
    """All items, in the order of the document."""

    claims: tuple[Place, ...]
    warnings: tuple[Place, ...]
    contradictions: tuple[Place, ...]
    rejected: tuple[Place, ...]
    excluded: tuple[Place, ...]
    unread: tuple[Place, ...]
    notes: tuple[Place, ...]

    def __iter__(self) -> Iterator[Place]:
        yield from self.claims
        yield from self.warnings
        yield from self.contradictions
        yield from self.rejected
        yield from self.excluded
        yield from self.unread
        yield from self.notes

    def by_label(self) -> dict[str, Place]:
        """Claims, warnings and contradictions by the ids that other items use for them."""
        return {place.label: place for place in (*self.contradictions, *self.warnings, *self.claims)}


def places(summary: Summary, members: Sequence[Member]) -> Places:
    """Where everything stands. Names on the page are the ids of the document where these are ours and are unique."""
    known = numbers(members)
    spoken = {claim.id: known[outline.name_of(claim.speaker)] for claim in summary.claims}
    placing = _Placing(len(summary.text))
    claims = []
    for claim in summary.claims:
        member = members[known[outline.name_of(claim.speaker)]]
        place = placing.place("c", claim.id, claim.evidence, (member.number,))
        claims.append(replace(place, slot=member.slot, sign=member.sign))
    return Places(
        tuple(claims),
        tuple(placing.place("w", item.id, item.evidence, _of_warning(item, known)) for item in summary.warnings),
        tuple(
            placing.place("x", item.id, (piece for side in item.sides for piece in side.evidence), _heard(item, spoken))
            for item in summary.contradictions
        ),
        tuple(placing.place("r", f"r{n}", _nearest(item, summary.text)) for n, item in enumerate(summary.rejected, 1)),
        tuple(placing.place("e", f"e{n}", [item]) for n, item in enumerate(summary.excluded, 1)),
        tuple(placing.place("u", f"u{n}", [item]) for n, item in enumerate(summary.coverage.unread, 1)),
        tuple(placing.place("n", f"n{n}", [item]) for n, item in enumerate(summary.coverage.notes, 1)),
    )


class _Placing:
    """Gives each item its name on the page, and keeps its ranges inside the text."""

    def __init__(self, length: int) -> None:
        self._length = length
        self._taken: set[str] = set()

    def place(self, kind: Kind, label: str, spans: Iterable[Span], voices: Iterable[int] = ()) -> Place:
        inside = ((span.start, min(span.end, self._length)) for span in spans)
        ranges = tuple(dict.fromkeys((start, end) for start, end in inside if start < end))
        return Place(
            kind, self._name(kind, label), label, ranges, tuple(dict.fromkeys(voices)), 0, _SIGNS.get(kind, "")
        )

    def _name(self, kind: Kind, label: str) -> str:
        ours = label[:1] == kind and _OURS.fullmatch(label) and label not in self._taken
        name = label if ours else f"{kind}-{len(self._taken) + 1}"
        self._taken.add(name)
        return name


def _of_warning(item: Warning, known: dict[str, int]) -> tuple[int, ...]:
    return number_of(item.issuer, known) + number_of(item.recipient, known)


def _heard(item: Contradiction, spoken: dict[str, int]) -> Iterator[int]:
    return (spoken[claim] for side in item.sides for claim in side.claims if claim in spoken)


def _nearest(item: Rejected, text: str) -> tuple[Span, ...]:
    """The nearest passage, if it is what the text has there."""
    near = item.nearest
    return (near,) if near and text[near.start : near.end] == near.quote else ()
