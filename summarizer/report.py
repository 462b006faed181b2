"""What a check comes to: a verdict for every item of a summary.

Offsets are 0-based, half-open and count code points of the text that was checked against.
"""

from __future__ import annotations

from typing import Literal

from summarizer.models import Evidence, Frozen, ItemKind, Passage, Reason

Verdict = Literal["accepted", "repaired", "rejected"]


class Mismatch(Frozen):
    """A quote that the text does not have, and the passage it comes nearest to, or those it puts together."""

    claimed: str
    passages: tuple[Passage, ...] = ()


class CheckedItem(Frozen):
    """One claim, warning or contradiction.

    ``evidence`` are the pieces that stand in the text, each with its true place. ``detail`` says in words why an item
    is not plainly accepted. ``mismatches`` and ``elsewhere`` (further places of the evidence, of which one was chosen)
    are for people: the published JSON does not have them.
    """

    id: str
    kind: ItemKind
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    detail: str | None = None
    evidence: tuple[Evidence, ...] = ()
    mismatches: tuple[Mismatch, ...] = ()
    elsewhere: tuple[Passage, ...] = ()


class Report(Frozen):
    """The verdicts in the order of the summary: claims, warnings, contradictions."""

    items: tuple[CheckedItem, ...]
    accepted: int
    repaired: int
    rejected: int
