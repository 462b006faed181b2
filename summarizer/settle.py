"""Drafts of disputes to contradictions: both sides must be there, differ, and say only what their passages say.

Pure, offline, deterministic. What a model says of a dispute and the passages do not bear out is replaced by the
article's own words; a dispute without two sides is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from summarizer.assertions import Assertion
from summarizer.dialogue import line
from summarizer.disputes import DisputeDraft, SideDraft
from summarizer.grounding import fold, occurs, shared, stems
from summarizer.matter import Amount, Matter, common_parts, read_matter
from summarizer.models import Check, Claim, Contradiction, ContradictionKind, Reason, Rejected, Side
from summarizer.support import find_faults
from summarizer.verify import Verified

LONGEST_ASKED = 120
"""Characters of a position within a question."""
LONGEST_POSITION = 240
"""Characters of an article's sentence that stand for a position without being cut."""

POSITION = 0.5
QUESTION = 0.3
"""Share of the longer words, names and question words aside, that the passages must have of a position, and of a
question or explanation. Of the annotated ones of eight articles 74 in 80 and all of 40 have it."""
_EMPTY = stems(
    "what when where which whose does have many much that were will would could should nobody none never only "
    "both cannot true same time while hold unless"
)


@dataclass(frozen=True, slots=True)
class Bench:
    """What disputes are held against: the article's text, and its verified claims by their ids.

    ``named`` is whether the article's own words come with who says them in front.
    """

    text: str
    claims: Mapping[str, Claim]
    named: bool = True

    @classmethod
    def of(cls, text: str, verified: Verified) -> Bench:
        """The bench of one article."""
        return cls(text, {claim.id: claim for claim in verified.claims})

    def settle(self, draft: DisputeDraft, id_: str, noted: Sequence[str] = ()) -> Contradiction | Rejected:
        """The contradiction, or the draft as refused with the reason. ``noted`` is told of it beforehand."""
        if fault := _missing(draft):
            return refused(draft, *fault)
        notes = list(noted)
        sides = tuple(self._side(side, notes) for side in draft.sides)
        if len({fold(side.position) for side in sides}) < len(sides):
            return refused(draft, "sides_agree", "the sides take the same position")
        question = self._question(draft, sides, notes)
        return Contradiction(
            id=id_,
            question=question,
            kind=kind_of(draft.sides),
            sides=sides,
            explanation=self._explanation(draft, notes),
            check=Check(verdict="repaired" if notes else "accepted", notes=tuple(notes)),
        )

    def _side(self, draft: SideDraft, notes: list[str]) -> Side:
        fault = self._fault(draft.position, draft.assertions, POSITION) if draft.position else None
        if fault:
            notes.append(f"a position is given in the article's words: {fault}")
        position = line(draft.position) if draft.position and not fault else self._verbatim(draft.assertions[0])
        return Side(
            position=position,
            claims=tuple(dict.fromkeys(id_ for a in draft.assertions for id_ in a.claims)),
            evidence=tuple(a.evidence for a in draft.assertions),
        )

    def _question(self, draft: DisputeDraft, sides: Sequence[Side], notes: list[str]) -> str:
        everything = [a for side in draft.sides for a in side.assertions]
        support = 0.0 if draft.signs else QUESTION  # a small model's is held against its sides below
        fault = self._fault(draft.question, everything, support) if draft.question else None
        if draft.question and not fault and draft.signs and not _is_of_both(draft.question, draft.sides):
            fault = "it is about one side only"
        if draft.question and not fault and draft.question.rstrip().endswith(_QUESTION_MARKS):
            return line(draft.question)
        if fault:
            notes.append(f"the question is asked in the article's words: {fault}")
        *others, last = (f"“{_short(bare(side.position))}”" for side in sides)
        return f"Which holds: {', '.join(others)} or {last}?"

    def _explanation(self, draft: DisputeDraft, notes: list[str]) -> str:
        everything = [a for side in draft.sides for a in side.assertions]
        fault = self._fault(draft.why, everything, QUESTION) if draft.why else None
        if draft.why and line(draft.why) and not fault:
            return line(draft.why)
        if fault:
            notes.append(f"the explanation is the program's own: {fault}")
        return difference(draft.sides, draft.signs)

    def _fault(self, words: str, ground: Sequence[Assertion], support: float) -> str | None:
        """Figures and names that the passages do not have, in words, or that they share too few words."""
        near = "\n".join(a.evidence.quote for a in ground)
        known = [a.speaker for a in ground if a.speaker]
        known += [claim.speaker.name for a in ground for id_ in a.claims if (claim := self.claims[id_]).speaker]
        faults = find_faults(words, near, text=self.text, known=known)
        wrong = [f.detail for f in faults if f.reason in _CHECKED]
        if not wrong and shared(words, near, but=_EMPTY | stems(" ".join(known))) < support:
            return "it says something else than its passages"
        return "; ".join(wrong) or None

    def _verbatim(self, assertion: Assertion) -> str:
        """What the assertion says, with who says it in front."""
        claim = next((c for c in map(self.claims.__getitem__, assertion.claims) if _name(c) == assertion.speaker), None)
        words = line(claim.statement if claim else assertion.evidence.quote)
        if len(words) > LONGEST_POSITION:
            words = f"{words[:LONGEST_POSITION].rsplit(' ', 1)[0]} …"
        if not self.named or assertion.speaker is None or occurs(assertion.speaker.split()[-1], words):
            return words
        return f"{assertion.speaker}: {words}"


_QUESTION_MARKS = ("?", "？", "؟")
_CHECKED: frozenset[Reason] = frozenset(
    {"number_not_in_evidence", "unit_differs", "date_not_in_evidence", "name_not_in_evidence"}
)
"""What a question or a position may not bring along; whether it denies is what the sides differ in."""


def _name(claim: Claim) -> str | None:
    return claim.speaker.name if claim.speaker else None


def _is_of_both(question: str, sides: Sequence[SideDraft]) -> bool:
    """Whether it shares a word with both sides it was asked for: a small model mixes up several disputes."""
    asked = read_matter(question).concepts
    told = [
        frozenset().union(*(read_matter(f"{a.evidence.quote} {a.speaker or ''}").concepts for a in side.assertions))
        for side in sides[:2]
    ]
    return all(asked & concepts for concepts in told)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_ASKED else f"{words[:LONGEST_ASKED].rsplit(' ', 1)[0]} …"


def _missing(draft: DisputeDraft) -> tuple[Reason, str] | None:
    if len(draft.sides) < 2 or not all(side.assertions for side in draft.sides):
        return "side_missing", "a side has no passage of the article"
    seen: set[int] = set()
    for side in draft.sides:
        if side.numbers & seen:
            return "sides_agree", "one passage stands on both sides"
        seen |= side.numbers
    return None


def refused(draft: DisputeDraft, reason: Reason, detail: str) -> Rejected:
    """The draft as it was proposed, with the reason against it."""
    item = {
        "question": draft.question,
        "sides": [
            {
                "position": side.position,
                "evidence": [a.evidence.model_dump(exclude={"match"}) for a in side.assertions],
            }
            for side in draft.sides
        ],
        "explanation": draft.why,
    }
    return Rejected(kind="contradiction", item=item, reasons=(reason,), detail=detail)


def kind_of(sides: Sequence[SideDraft]) -> ContradictionKind:
    """From the sides alone: one speaker against himself, other figures, other times, the narration, two speakers."""
    first, second = sides[0].assertions[0], sides[1].assertions[0]
    if first.speaker is not None and first.speaker == second.speaker:
        return "same_speaker"
    one, other = read_matter(first.evidence.quote), read_matter(second.evidence.quote)
    if differing_amounts(one, other):
        return "figures"
    if differing_moments(one, other):
        return "timing"
    return "with_narration" if first.narrated or second.narrated else "between_speakers"


def difference(sides: Sequence[SideDraft], signs: frozenset[str] = frozenset()) -> str:
    """In one sentence, what the words of both sides differ in; ``signs`` are what showed them to the code."""
    if "untold" in signs:
        return "One side says that it was not told, the other that it was."
    quotes = [side.assertions[0].evidence.quote for side in sides[:2]]
    one, other = (read_matter(quote) for quote in quotes)
    if pair := differing_amounts(one, other):
        return f"The figures differ: {pair[0].words} against {pair[1].words}."
    if times := differing_moments(one, other):
        return f"The times differ: {times[0]} against {times[1]}."
    if one.universal != other.universal:
        return "One side speaks of all or of never, the other of a case that it leaves no room for."
    if one.negative != other.negative or one.denying or other.denying:
        return "One side denies what the other says."
    return "Both cannot be true of the same matter."


def differing_amounts(one: Matter, other: Matter) -> tuple[Amount, Amount] | None:
    """The first two figures that measure the same thing and differ, if no such figure is the same."""
    pairs = [(a, b) for a in one.amounts for b in other.amounts if a.measure == b.measure]
    if any(abs(a.value - b.value) < 1e-6 for a, b in pairs):
        return None
    return next(((a, b) for a, b in pairs if a.things & b.things or a.has_unit or a.measure == "share"), None)


def differing_moments(one: Matter, other: Matter) -> tuple[str, str] | None:
    """The words of the first two times that name the same part of a date or clock otherwise."""
    for mine in one.moments:
        for theirs in other.moments:
            if any(ours != other for ours, other in common_parts(mine, theirs)):
                return mine.words, theirs.words
    return None


def bare(position: str) -> str:
    """The words of a position without the marks around them."""
    return position.strip("“”\"' .")
