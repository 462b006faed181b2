"""A large model over all assertions at once: it proposes the disputes, and judges them again the other way round."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from summarizer.asking import Asks, ask_readable
from summarizer.assertions import Assertion
from summarizer.dialogue import conversation, line
from summarizer.disputes import DisputeDraft, SideDraft
from summarizer.errors import AnswerError
from summarizer.models import Reason
from summarizer.proposals import Proposal
from summarizer.rulings import MOST_PASSAGES, Found, Survey, verdicts_for

TOKENS = 4_000
"""Room for the disputes of one article."""
TOKENS_A_VERDICT = 12
TOKENS_OF_FRAME = 40


@dataclass(slots=True)
class Hearing:
    """The disputes of one article on their way; what has been done survives an interruption.

    ``refused`` are the disputes that do not hold, with the reason; ``waiting`` those that wait for their verdict.
    """

    put: Sequence[Assertion]
    found: list[DisputeDraft] = field(default_factory=list)
    refused: list[tuple[DisputeDraft, Reason, str]] = field(default_factory=list)
    waiting: list[DisputeDraft] = field(default_factory=list)

    async def run(self, client: Asks) -> None:
        """Ask for the disputes, then for a verdict on each with its sides the other way round.

        Raises:
            SummarizerError: whatever the client raises.
        """
        if len(self.put) < 2:
            return
        rows = [_row(number, assertion) for number, assertion in enumerate(self.put, 1)]
        survey = await ask_readable(
            client, conversation("disputes", "\n".join(rows)), Survey, max_tokens=TOKENS, task="contradictions"
        )
        drafts = [self._draft(found, len(survey.disputes) - at) for at, found in enumerate(survey.disputes)]
        if drafts:
            await self._confirm(client, drafts)

    def _draft(self, found: Found, weight: float) -> DisputeDraft:
        sides = tuple(
            SideDraft(tuple(self.put[n - 1] for n in _known(stand.n, len(self.put))), stand.position)
            for stand in found.sides
        )
        return DisputeDraft(sides, weight, question=found.question, why=found.why)

    async def _confirm(self, client: Asks, drafts: Sequence[DisputeDraft]) -> None:
        """Those with two sides are judged again, and refused where that judgement cannot be read."""
        sound = [d for d in drafts if len(d.sides) >= 2 and all(side.assertions for side in d.sides)]
        self.found += [d for d in drafts if d not in sound]  # the code's own checks refuse them, with the reason
        if not sound:
            return
        self.waiting = sound
        rows = [_turned(number, draft) for number, draft in enumerate(sound, 1)]
        limit = TOKENS_OF_FRAME + TOKENS_A_VERDICT * len(sound)
        try:
            answer = await ask_readable(
                client,
                conversation("verdicts", "\n".join(rows)),
                verdicts_for(len(sound)),
                max_tokens=limit,
                task="judging contradictions",
            )
        except AnswerError as error:
            detail = f"the judgement on it could not be read: {error}"
            self.refused += [(draft, "unreadable_answer", detail) for draft in sound]
            self.waiting = []
            return
        self.waiting = []
        for number, draft in enumerate(sound, 1):
            if answer.verdicts[number] == "conflict":
                self.found.append(draft)
            else:
                detail = "asked the other way round, the model finds that both can hold"
                self.refused.append((draft, "not_supported", detail))


def fit(assertions: Sequence[Assertion], characters: int) -> bool:
    """Whether one call can hold all assertions."""
    return sum(map(_size, assertions)) <= characters


def within(assertions: Sequence[Assertion], proposals: Sequence[Proposal], characters: int) -> tuple[Assertion, ...]:
    """All assertions if one call can hold them; else those of the likeliest proposals that it can hold, in order."""
    if fit(assertions, characters):
        return tuple(assertions)
    chosen: dict[int, Assertion] = {}
    room = characters
    for proposal in proposals:
        new = [a for a in (proposal.first, proposal.second) if a.sentence.number not in chosen]
        room -= sum(map(_size, new))
        if room < 0:
            break
        chosen |= {a.sentence.number: a for a in new}
    return tuple(chosen[number] for number in sorted(chosen))


def _size(assertion: Assertion) -> int:
    return len(assertion.evidence.quote) + len(assertion.speaker or "") + 8


def _known(numbers: Sequence[int], last: int) -> list[int]:
    """Those that number a sentence, once each."""
    return [n for n in dict.fromkeys(numbers) if 0 < n <= last][:MOST_PASSAGES]


def _turned(number: int, draft: DisputeDraft) -> str:
    """The first two sides in the other order."""
    second, first = (_shown(side.assertions[0]) for side in draft.sides[:2])
    return f"{number} {line(draft.question or '')}\nA: {first}\nB: {second}"


def _row(number: int, assertion: Assertion) -> str:
    return f"{number} {_shown(assertion)}"


def _shown(assertion: Assertion) -> str:
    words = line(assertion.evidence.quote)
    return f"({line(assertion.speaker)}) {words}" if assertion.speaker else words
