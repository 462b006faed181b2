"""What a check comes to: a verdict for every item of a summary.

Offsets are 0-based, half-open and count code points of the text that was checked against.
"""

from __future__ import annotations

from typing import Literal

from summarizer.models import Evidence, Frozen, ItemKind, Passage, Reason, Span, Usage

Verdict = Literal["accepted", "repaired", "rejected"]


class Mismatch(Frozen):
    """A quote that the text does not have, and the passage it comes nearest to, or those it puts together."""

    claimed: str
    passages: tuple[Passage, ...] = ()


class Paraphrase(Frozen):
    """A statement in words of its own, and where the text is to bear it out: its evidence and the sentences around.

    The spans are sorted and lie apart.
    """

    statement: str
    near: tuple[Span, ...]


class CheckedItem(Frozen):
    """One claim, warning or contradiction.

    ``evidence`` are the pieces that stand in the text, each with its true place. ``detail`` says in words why an item
    is not plainly accepted. ``mismatches`` and ``elsewhere`` (further places of the evidence, of which one was chosen)
    are for people: the published JSON does not have them. Nor has it ``paraphrases``, which are what a judge is asked.
    """

    id: str
    kind: ItemKind
    verdict: Verdict
    reasons: tuple[Reason, ...] = ()
    detail: str | None = None
    evidence: tuple[Evidence, ...] = ()
    mismatches: tuple[Mismatch, ...] = ()
    elsewhere: tuple[Passage, ...] = ()
    paraphrases: tuple[Paraphrase, ...] = ()


class Report(Frozen):
    """The verdicts in the order of the summary: claims, warnings, contradictions."""

    items: tuple[CheckedItem, ...]
    accepted: int
    repaired: int
    rejected: int


class NotJudged(Frozen):
    """An item whose statements a model was to judge and did not, and why. Its verdict is that of the rules."""

    id: str
    kind: ItemKind
    reason: str


class JudgedReport(Report):
    """Verdicts of the rules and, on what these passed, of a model; what it left open, and what it cost."""

    not_judged: tuple[NotJudged, ...] = ()
    usage: Usage
