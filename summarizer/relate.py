"""Verified claims and narrated facts to contradictions: the questions to which the article gives conflicting answers.

With a ``compact`` profile code proposes the pairs and the model judges them one at a time; with a ``full`` one the
model is asked over all assertions at once. What comes of it is settled by code either way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations

from summarizer.assertions import Assertion, assertions
from summarizer.conflicts import AsksOdds, Bout, affordable, entitle
from summarizer.disputes import DisputeDraft, in_own_words
from summarizer.document import Document
from summarizer.drafts import Extraction
from summarizer.errors import AnswerError, SummarizerError
from summarizer.extract import Extractor
from summarizer.ground import addresses_a_model
from summarizer.models import Contradiction, Rejected, Unread
from summarizer.profiles import Profile
from summarizer.proposals import Proposal, propose
from summarizer.settle import Bench, refused
from summarizer.speakers import Cast
from summarizer.survey import Hearing, fit, within
from summarizer.verify import Verified, verify
from summarizer.vouching import opposed, vouched

UNSEEN = "the article addresses a language model, and its words show no contradiction there"


@dataclass(frozen=True, slots=True)
class Related:
    """What was verified, and how the claims stand to each other. ``unjudged`` says what was not held against what.

    ``cast`` are the people of the article, where they are known.
    """

    verified: Verified
    contradictions: tuple[Contradiction, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    unjudged: tuple[Unread, ...] = ()
    cast: Cast | None = None


@dataclass(slots=True)
class Relater:
    """The relating of one document; keeps what is done when it is interrupted."""

    document: Document
    profile: Profile
    cast: Cast
    verified: Verified
    assertions: tuple[Assertion, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    """None where the model is asked for all disputes at once, and believed."""
    bout: Bout = field(default_factory=lambda: Bout(()))
    hearing: Hearing | None = None
    entitled: list[DisputeDraft] | None = None
    unreadable: AnswerError | None = None
    stopped: SummarizerError | None = None
    done: bool = False

    wary: bool = field(init=False, default=False)
    """Whether the article addresses a model: then that is believed only where the words show a contradiction, too."""

    def __post_init__(self) -> None:
        self.wary = addresses_a_model(self.document)
        self.assertions = assertions(self.document, self.verified)
        asked_at_once = self.profile.answer_form == "full" and fit(self.assertions, self.profile.piece_characters)
        if self.wary or not asked_at_once:
            self.proposals = propose(self.assertions)

    @classmethod
    def of(cls, extractor: Extractor) -> tuple[Extraction, Relater]:
        """What has been extracted, and the relating of what of it holds."""
        document, cast = extractor.document, extractor.cast
        assert cast is not None
        extraction = extractor.result()
        verified = verify(document, extractor.readings, cast, extraction)
        return extraction, cls(document, extractor.profile, cast, vouched(document, cast, verified))

    async def run(self, client: AsksOdds, advanced: Callable[[], None] = lambda: None) -> None:
        """Ask the model. Errors of the service and ceilings end it and are kept in :attr:`stopped`."""
        try:
            if self.profile.answer_form == "full" or not client.has_logprobs:
                self.hearing = Hearing(within(self.assertions, self.proposals, self.profile.piece_characters))
                await self.hearing.run(client)
            else:
                length = sum(len(a.evidence.quote) for a in self.assertions)
                self.bout = Bout(affordable(self.proposals, length))
                await self.bout.run(client, advanced)
                self.entitled = await entitle(client, self.bout.disputes())
        except AnswerError as error:
            self.unreadable = error
        except SummarizerError as error:
            self.stopped = error
            return
        self.done = True

    def result(self) -> Related:
        """The contradictions of what has been judged so far, the most serious first."""
        hearing = self.hearing or Hearing(())
        drafts = [*hearing.found, *(self.bout.disputes() if self.entitled is None else self.entitled)]
        found: list[Contradiction] = []
        rejected = [refused(draft, reason, detail) for draft, reason, detail in hearing.refused]
        for draft in drafts:
            if self.wary and not self._is_proposed(draft):
                rejected.append(refused(draft, "not_supported", UNSEEN))
                continue
            settled = self._settled(draft, f"x{len(found) + 1}")
            if isinstance(settled, Contradiction):
                found.append(settled)
            else:
                rejected.append(settled)
        return Related(self.verified, tuple(found), tuple(rejected), tuple(self._unjudged()), self.cast)

    def _settled(self, draft: DisputeDraft, id_: str) -> Contradiction | Rejected:
        """What the checker accepts: in the words it was given, else in the article's, then without a name in front."""
        bench = Bench.of(self.document.text, self.verified)
        own = in_own_words(draft)
        notes: tuple[str, ...] = ()
        tries = ((bench, draft), (bench, own), (replace(bench, named=False), own))
        for judge, given in tries[1:] if self.wary else tries:
            settled = judge.settle(given, id_, notes)
            if isinstance(settled, Rejected):
                return settled
            verdict = opposed(self.document, self.cast, self.verified.claims, settled)
            if verdict.verdict != "rejected":
                return settled
            notes = notes or (f"given in the article's words: {verdict.detail}",)
        return refused(draft, verdict.reasons[0], verdict.detail or "the checker does not accept it")

    def _is_proposed(self, draft: DisputeDraft) -> bool:
        """Whether the words of two of its sides show a sign of a contradiction, too."""
        pairs = {frozenset((p.first.sentence.number, p.second.sentence.number)) for p in self.proposals}
        sides = [[a.sentence.number for a in side.assertions] for side in draft.sides]
        return any(
            frozenset((one, other)) in pairs
            for first, second in combinations(sides, 2)
            for one in first
            for other in second
        )

    def _unjudged(self) -> list[Unread]:
        """What was not looked for or not judged, and why."""
        return [Unread(start=0, end=0, reason=reason) for reason in (*self._not_asked(), *self._in_vain())]

    def _not_asked(self) -> Iterator[str]:
        """What the end of the run or the size of a call has left out."""
        hearing = self.hearing
        left = len(hearing.waiting) if hearing else len(self.bout.proposals) - self.bout.judged
        of_all = len(hearing.waiting) if hearing else len(self.bout.proposals)
        if left:
            yield f"{left} of {of_all} possible contradictions were not judged: {self.stopped or 'interrupted'}"
        elif not self.done and not of_all:
            yield f"contradictions were not looked for: {self.stopped or 'interrupted'}"
        missed = len(self.assertions) - len(hearing.put) if hearing else 0
        if missed and len(self.assertions) > 1:
            yield (
                f"{missed} of {len(self.assertions)} sentences were not held against the others for contradictions: "
                "one call of this model cannot hold them all"
            )

    def _in_vain(self) -> Iterator[str]:
        """What the model was asked and did not answer in a way that can be read."""
        if self.unreadable is not None:
            yield f"contradictions were not looked for: unreadable answer: {self.unreadable}"
        for reason, times in Counter(self.bout.failed).items():
            many = "a possible contradiction was" if times == 1 else f"{times} possible contradictions were"
            yield f"{many} not judged: {reason}"
