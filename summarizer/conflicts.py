"""Proposed pairs before a small model, one at a time and in both orders, by its log-odds.

A model of this size leans to one answer and to one place; the mean of both orders leans less. What code saw in the
pair counts beside it, as the two err on different pairs (benchmarks/RESULTS.md).
"""

from __future__ import annotations

from collections import Counter
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
from summarizer.rulings import Title

FEWEST, MOST = 9, 24
"""Pairs of one article that are judged, whatever its length."""
LEAST = -0.5
"""Score below which a pair is not worth judging: the model would call many of them contradictions."""
SHARE = 0.9
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
        for pairs in _by_sentence(self.proposals):
            # All of a group before any is turned round: what the model has read of the prompt it need not read again.
            first = [await self._asked(client, pair.one, pair.other) for pair in pairs]
            for pair, odds in zip(pairs, first, strict=True):
                if odds is not None and (odds + HIGHEST) / 2 + _of_words(pair.proposal) > THRESHOLD:
                    turned = await self._asked(client, pair.other, pair.one)
                    self._note(pair.proposal, None if turned is None else (odds + turned) / 2)
                self.judged += 1
                advanced()

    async def _asked(self, client: AsksOdds, one: Assertion, other: Assertion) -> float | None:
        """The log-odds that both contradict each other; ``None`` where the answer cannot be read."""
        question = f"Premise: {_shown(one)}\nHypothesis: {_shown(other)}"
        try:
            ranked = (await client.logprobs(conversation("conflict", question), top=_TOP))[0]
            return log_odds(ranked, "contradiction", "entailment", "neutral")
        except AnswerError as error:
            self.failed.append(str(error))
            return None

    def _note(self, proposal: Proposal, odds: float | None) -> None:
        weight = 0.0 if odds is None else odds + _of_words(proposal)
        if weight > THRESHOLD:
            self.found.append(of_pair(proposal.first, proposal.second, weight, proposal.signs))

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


@dataclass(frozen=True, slots=True)
class _Pair:
    """A proposal as it is asked first: ``one`` is the premise."""

    proposal: Proposal
    one: Assertion
    other: Assertion


def _by_sentence(proposals: Sequence[Proposal]) -> list[list[_Pair]]:
    """The proposals in groups with a sentence in common, the one in most of them, which is the premise of all."""
    times = Counter(a.sentence.number for p in proposals for a in (p.first, p.second))
    groups: dict[int, list[_Pair]] = {}
    for proposal in proposals:
        one, other = proposal.first, proposal.second
        if times[other.sentence.number] > times[one.sentence.number]:
            one, other = other, one
        groups.setdefault(one.sentence.number, []).append(_Pair(proposal, one, other))
    return list(groups.values())


def _of_words(proposal: Proposal) -> float:
    return WORDS * max(-1.0, min(3.0, proposal.score))


def _shown(assertion: Assertion, longest: int = LONGEST) -> str:
    words = line(assertion.evidence.quote)[:longest]
    named = assertion.speaker is None or assertion.speaker.split()[-1] in words
    return words if named else f"({line(assertion.speaker or '')}) {words}"


async def entitle(client: Asks, drafts: Sequence[DisputeDraft]) -> list[DisputeDraft]:
    """The drafts with a question in the model's words, asked one by one; as they are where an answer is no use.

    In one answer for all a small model mixes up their figures.

    Raises:
        SummarizerError: whatever the client raises for the service or a ceiling.
    """
    return [await _entitled(client, draft) for draft in drafts]


async def _entitled(client: Asks, draft: DisputeDraft) -> DisputeDraft:
    one, other = (_shown(side.assertions[0], LONGEST_TITLED) for side in draft.sides[:2])
    try:
        answer = await client.ask(
            conversation("title", f"A: {one}\nB: {other}"),
            Title,
            max_tokens=TOKENS_A_TITLE,
            task="the question of a contradiction",
        )
    except AnswerError:
        return draft
    return replace(draft, question=_first(answer.question))


def _first(questions: str) -> str:
    """The first question of an answer that asks one of each side."""
    first, mark, _ = questions.partition("?")
    return first + mark
