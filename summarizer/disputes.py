"""Disputes on their way: sides made of assertions, before the code has checked what is said about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from summarizer.assertions import Assertion

MOST_ON_A_SIDE = 3
"""Passages of one side that are shown; more make it no clearer."""


@dataclass(frozen=True, slots=True)
class SideDraft:
    """One answer and the assertions that give it; ``position`` is what a model says of it."""

    assertions: tuple[Assertion, ...]
    position: str | None = None

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of its sentences."""
        return frozenset(a.sentence.number for a in self.assertions)


@dataclass(frozen=True, slots=True)
class DisputeDraft:
    """A question with its sides. ``weight`` orders disputes; ``signs`` are what showed the pair to the code."""

    sides: tuple[SideDraft, ...]
    weight: float
    signs: frozenset[str] = frozenset()
    question: str | None = None
    why: str | None = None


def of_pair(first: Assertion, second: Assertion, weight: float, signs: frozenset[str]) -> DisputeDraft:
    """A dispute with one assertion a side."""
    return DisputeDraft((SideDraft((first,)), SideDraft((second,))), weight, signs)


def merged(drafts: Iterable[DisputeDraft]) -> list[DisputeDraft]:
    """Pairs that have a sentence in common are one question: what else contradicts one side joins another.

    A sentence answers one question, so the pairs that make the sides are those without a sentence in common that weigh
    most together; the order of the answer is by weight. A sentence that contradicts all sides makes a further one.
    """
    ordered = _leading(sorted(drafts, key=lambda d: -d.weight))
    apart = frozenset(_numbers(draft) for draft in ordered)
    found: list[DisputeDraft] = []
    for draft in ordered:
        for at, known in enumerate(found):
            if joined := _joined(known, draft, apart):
                found[at] = joined
                break
        else:
            found.append(draft)
    return sorted(found, key=lambda d: -d.weight)


def _leading(ordered: list[DisputeDraft]) -> list[DisputeDraft]:
    """First the pairs that make the sides, then the others, each by weight.

    Taken greedily, and then one pair is given up for two wherever they weigh more: a matching that no such exchange
    betters has at least two thirds of the pairs of the largest.
    """
    chosen: list[DisputeDraft] = []
    for draft in ordered:
        if not any(_numbers(draft) & _numbers(other) for other in chosen):
            chosen.append(draft)
    while (better := _exchanged(chosen, ordered)) is not None:
        chosen = better
    return [*sorted(chosen, key=lambda d: -d.weight), *(d for d in ordered if d not in chosen)]


def _exchanged(chosen: list[DisputeDraft], ordered: list[DisputeDraft]) -> list[DisputeDraft] | None:
    for given in chosen:
        rest = [d for d in chosen if d is not given]
        taken = frozenset().union(*map(_numbers, rest)) if rest else frozenset()
        free = [d for d in ordered if d is not given and not _numbers(d) & taken]
        for one, other in combinations(free, 2):
            if one.weight + other.weight > given.weight and not _numbers(one) & _numbers(other):
                return [*rest, one, other]
    return None


def _numbers(draft: DisputeDraft) -> frozenset[int]:
    return frozenset().union(*(side.numbers for side in draft.sides))


def _joined(known: DisputeDraft, draft: DisputeDraft, apart: frozenset[frozenset[int]]) -> DisputeDraft | None:
    """``known`` with the other sentence of ``draft``, or ``None`` if they share none."""
    one, other = draft.sides
    for here, there in ((one, other), (other, one)):
        if here.numbers <= _numbers(known):
            return _with(known, there.assertions[0], apart)
    return None


def _with(known: DisputeDraft, more: Assertion, apart: frozenset[frozenset[int]]) -> DisputeDraft:
    """``known`` with a sentence on the first side that it does not contradict, as far as there is room.

    Only what the same speaker says, or the narration on its own side, joins: that somebody else contradicts a side
    does not show that he holds with the other. What contradicts all sides makes one more.
    """
    number = more.sentence.number
    if number in _numbers(known):
        return known
    for at, side in enumerate(known.sides):
        if not any(frozenset((number, n)) in apart for n in side.numbers):
            if more.speaker not in {a.speaker for a in side.assertions} or len(side.assertions) >= MOST_ON_A_SIDE:
                return known
            joined = replace(side, assertions=(*side.assertions, more))
            return replace(known, sides=(*known.sides[:at], joined, *known.sides[at + 1 :]))
    return replace(known, sides=(*known.sides, SideDraft((more,))))


def in_own_words(draft: DisputeDraft) -> DisputeDraft:
    """The draft without anything that a model has said of it."""
    sides = tuple(replace(side, position=None) for side in draft.sides)
    return replace(draft, sides=sides, question=None, why=None)
