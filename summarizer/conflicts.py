"""Proposed pairs before a small model, one at a time and in both orders, by its log-odds.

A model of this size leans to one answer and to one place; the mean of both orders leans less. What code saw in the
pair counts beside it, as the two err on different pairs (benchmarks/RESULTS.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from summarizer.asking import Asks
from summarizer.assertions import Assertion
from summarizer.dialogue import conversation, line
from summarizer.disputes import DisputeDraft, merged, of_pair
from summarizer.errors import AnswerError
from summarizer.odds import log_odds
from summarizer.proposals import Proposal
from summarizer.rulings import titles_for

FEWEST, MOST = 7, 24
"""Pairs of one article that are judged, whatever its length."""
LEAST = -0.5
"""Score below which a pair is not worth judging: the model would call many of them contradictions."""
SHARE = 0.7
"""Of the article's length: how much text the pairs that are judged may have together, once in each order."""
HIGHEST = 3.6
"""Log-odds of one order that are hardly ever exceeded: where even that would not do, the second order is not asked."""
LONGEST = 320
"""Characters of a sentence in the question."""
WORDS = 0.5
"""Weight of the score of the words, cut to -1 to 3, beside the mean of the model's log-odds in both orders."""
THRESHOLD = 3.1
"""Of that sum; below it both can hold. The model sees contradictions everywhere, so its log-odds are high."""
MOST_SHOWN = 8
"""Disputes of one article that are shown, the weightiest."""
LONGEST_TITLED = 200
"""The same where only the question is wanted."""
TOKENS_A_TITLE = 50
_TOP = 8
"""Tokens that are ranked: each of the three answers has one or two ways to begin."""


class AsksOdds(Asks, Protocol):
    """The part of the model client that is needed here."""

    @property
    def has_logprobs(self) -> bool:
        """Whether :meth:`logprobs` can be asked."""

    async def logprobs(
        self, messages: Sequence[Mapping[str, str]], *, top: int = 10, max_tokens: int = 1
    ) -> list[dict[str, float]]:
        """The likeliest tokens of the answer's start with their log-probabilities, or one of our errors."""


@dataclass(slots=True)
class Bout:
    """The judging of one article's pairs; what has been judged survives an interruption."""

    proposals: Sequence[Proposal]
    found: list[DisputeDraft] = field(default_factory=list)
    judged: int = 0
    failed: list[str] = field(default_factory=list)

    async def run(self, client: AsksOdds, advanced: Callable[[], None]) -> None:
        """Judge every pair.

        Raises:
            SummarizerError: whatever the client raises for the service or a ceiling.
        """
        # Pairs of one sentence follow each other: what the model has read of the prompt it need not read again.
        for proposal in sorted(self.proposals, key=lambda p: (p.first.sentence.number, -p.score)):
            try:
                odds = await _odds(client, proposal)
            except AnswerError as error:
                self.failed.append(str(error))
            else:
                weight = odds + _of_words(proposal)
                if weight > THRESHOLD:
                    self.found.append(of_pair(proposal.first, proposal.second, weight, proposal.signs))
            self.judged += 1
            advanced()

    def disputes(self) -> list[DisputeDraft]:
        """What was found conflicting so far, pairs of one question put together, the weightiest first."""
        return merged(self.found)[:MOST_SHOWN]


def affordable(proposals: Iterable[Proposal], characters: int) -> tuple[Proposal, ...]:
    """The likeliest proposals that an article of so many characters is worth judging."""
    chosen: list[Proposal] = []
    room = SHARE * characters
    for proposal in proposals:
        if proposal.score < LEAST:
            break
        room -= 2 * (_length(proposal.first) + _length(proposal.second))
        if len(chosen) >= MOST or (room < 0 and len(chosen) >= FEWEST):
            break
        chosen.append(proposal)
    return tuple(chosen)


def _length(assertion: Assertion) -> int:
    return min(LONGEST, len(assertion.evidence.quote))


async def _odds(client: AsksOdds, proposal: Proposal) -> float:
    """The log-odds of a contradiction, the mean of both orders; of the first alone where the second cannot mend it."""
    first = await _one_order(client, proposal.first, proposal.second)
    if (first + HIGHEST) / 2 + _of_words(proposal) <= THRESHOLD:
        return first
    return (first + await _one_order(client, proposal.second, proposal.first)) / 2


def _of_words(proposal: Proposal) -> float:
    return WORDS * max(-1.0, min(3.0, proposal.score))


async def _one_order(client: AsksOdds, one: Assertion, other: Assertion) -> float:
    question = f"Premise: {_shown(one)}\nHypothesis: {_shown(other)}"
    ranked = (await client.logprobs(conversation("conflict", question), top=_TOP))[0]
    return log_odds(ranked, "contradiction", "entailment", "neutral")


def _shown(assertion: Assertion, longest: int = LONGEST) -> str:
    words = line(assertion.evidence.quote)[:longest]
    named = assertion.speaker is None or assertion.speaker.split()[-1] in words
    return words if named else f"({line(assertion.speaker or '')}) {words}"


async def entitle(client: Asks, drafts: Sequence[DisputeDraft]) -> list[DisputeDraft]:
    """The drafts with a question in the model's words; as they are where its answer is no use.

    Raises:
        SummarizerError: whatever the client raises for the service or a ceiling.
    """
    if not drafts:
        return []
    rows = []
    for number, draft in enumerate(drafts, 1):
        one, other = (_shown(side.assertions[0], LONGEST_TITLED) for side in draft.sides[:2])
        rows.append(f"{number}\nA: {one}\nB: {other}")
    try:
        answer = await client.ask(
            conversation("titles", "\n".join(rows)),
            titles_for(len(drafts)),
            max_tokens=TOKENS_A_TITLE * len(drafts),
            task="the questions of contradictions",
        )
    except AnswerError:
        return list(drafts)
    return [replace(draft, question=_first(answer.questions[number])) for number, draft in enumerate(drafts, 1)]


def _first(questions: str) -> str:
    """The first question of an answer that asks one of each side."""
    first, mark, _ = questions.partition("?")
    return first + mark
