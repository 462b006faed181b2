"""A document to drafts: the model points at sentences, the article's own words show what needs no asking.

With a ``compact`` profile the model decides only where the words leave doubt; with a ``full`` one it reads and
answers for everything, and what the words show beyond it is added.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from summarizer.answers import ClaimAnswer, Failed, Marks, PieceAnswer, WarningAnswer, marks_for
from summarizer.asking import Asks, Outcome, Question, ask_all
from summarizer.attribution import Reading, read_attributions
from summarizer.dangers import find_warnings, told_dangers
from summarizer.dialogue import example_names, fenced, line
from summarizer.document import Document, Loaded, Sentence
from summarizer.doubt import doubtful, with_context
from summarizer.drafts import ClaimDraft, Extraction, WarningDraft
from summarizer.errors import AnswerError, SummarizerError
from summarizer.lexicon import WARNING_VERBS
from summarizer.models import Rejected, Unread
from summarizer.pieces import Piece, cut
from summarizer.profiles import Profile
from summarizer.sentences import read_document
from summarizer.speakers import Bearer, Cast
from summarizer.wording import reported, stance, statement

TOKENS_A_MARK = 24
"""Room for one compact answer; a longer name is cut by the schema, not by this."""
TOKENS_A_CLAIM = 120
"""Room for what one sentence may bring in the full form."""
TOKENS_OF_FRAME = 60


@dataclass(slots=True)
class Extractor:
    """The extraction of one document; keeps what is done when it is interrupted."""

    document: Document
    profile: Profile
    readings: tuple[Reading, ...] = ()
    cast: Cast | None = None
    marks: Outcome[Marks] = field(default_factory=Outcome)
    answers: Outcome[PieceAnswer] = field(default_factory=Outcome)
    judged: list[WarningDraft] = field(default_factory=list)
    notes: list[Unread] = field(default_factory=list)
    pieces: tuple[Piece, ...] = ()
    doubtful: frozenset[int] = frozenset()
    interrupted: bool = True

    @classmethod
    def of(cls, loaded: Loaded, profile: Profile) -> Extractor:
        """The extraction of what was loaded. Raises :class:`SourceEmpty` where nothing readable is in it."""
        return cls(read_document(loaded), profile)

    def __post_init__(self) -> None:
        self.readings = read_attributions(self.document)
        self.cast = Cast(self.document, self.readings)
        sentences = self.document.sentences
        if self.profile.answer_form == "compact":
            self.doubtful = doubtful(self.document, self.readings, self.cast)
            sentences = with_context(self.document, self.doubtful)
        self.pieces = cut(sentences, self.profile)

    @property
    def stopped(self) -> SummarizerError | None:
        """What ended the asking early, if anything did."""
        return self.marks.stopped or self.answers.stopped

    async def run(self, client: Asks, advanced: Callable[[], None]) -> None:
        """Ask the model for everything; ``advanced`` is called after each piece.

        Errors of the service and ceilings end it and are kept in :attr:`stopped`.
        """
        if self.profile.answer_form == "full":
            await ask_all(client, self._full(), self.pieces, self.answers, advanced, jobs=self.profile.jobs)
        else:
            await ask_all(client, self._compact(), self.pieces, self.marks, advanced, jobs=self.profile.jobs)
            await self._judge(client)
        self.interrupted = False

    async def _judge(self, client: Asks) -> None:
        """Warnings that no verb of warning shows: one more question over the candidates."""
        if self.stopped is not None:
            return
        assert self.cast is not None
        try:
            self.judged += await find_warnings(client, self.document, self.readings, self.cast)
        except SummarizerError as error:
            if not isinstance(error, AnswerError):
                self.marks.stopped = error
            self.notes.append(Unread(start=0, end=0, reason=f"possible warnings were not judged: {error}"))

    def result(self) -> Extraction:
        """All drafts of what has been read, in the order of the text."""
        outcome = self.answers if self.profile.answer_form == "full" else self.marks
        claims = self._claims()
        warnings = self._warnings()
        unread = [*outcome.unread, *self.notes]
        if self.interrupted and self.stopped is None:
            done = {p.start for p, _ in outcome.answers}
            unread += [
                Unread(start=p.start, end=p.end, reason="interrupted") for p in self.pieces if p.start not in done
            ]
        return Extraction(
            claims=tuple(claims),
            warnings=tuple(warnings),
            spare=tuple(self._spare()),
            rejected=tuple(self._rejected(piece, failed) for piece, failed in outcome.failed),
            unread=tuple(sorted(unread, key=lambda u: u.start)),
            passages=len(self.pieces),
            partial=self.interrupted or self.stopped is not None,
        )

    def _compact(self) -> Question[Marks]:
        return Question(
            prompt="marks",
            words=self._marked,
            form=lambda piece: marks_for(tuple(self._asked(piece))) if self._asked(piece) else None,
            limit=lambda piece: TOKENS_OF_FRAME + TOKENS_A_MARK * len(self._asked(piece)),
            context=lambda piece: self._context(piece, "marks"),
        )

    def _full(self) -> Question[PieceAnswer]:
        return Question(
            prompt="claims",
            words=self._fenced,
            form=lambda piece: PieceAnswer,
            limit=lambda piece: TOKENS_OF_FRAME + TOKENS_A_CLAIM * (len(piece.sentences) + 4),
            context=lambda piece: self._context(piece, "claims"),
        )

    def _context(self, piece: Piece, prompt: str) -> dict[str, Any]:
        return {"piece": piece, "text": self.document.text, "examples": example_names(prompt)}

    def _asked(self, piece: Piece) -> list[int]:
        return [n for n, s in enumerate(piece.sentences, start=1) if s.number in self.doubtful]

    def _bearer(self, sentence: Sentence) -> Bearer | None:
        assert self.cast is not None
        return self.cast.bearer_of(sentence.number)

    def _marked(self, piece: Piece) -> str:
        rows = []
        for number, sentence in enumerate(piece.sentences, start=1):
            mark = " [?]" if sentence.number in self.doubtful else ""
            rows.append(f"{number}{mark} {line(self.document.words(sentence))}")
        return "\n".join(rows)

    def _fenced(self, piece: Piece) -> str:
        """The piece's numbered sentences inside a mark."""
        return fenced("\n".join(f"{n} {line(self.document.words(s))}" for n, s in enumerate(piece.sentences, start=1)))

    def _claims(self) -> list[ClaimDraft]:
        marked = {
            piece.sentences[n - 1].number: name
            for piece, answer in self.marks.answers
            for n, name in answer.names.items()
        }
        pointed = self._pointed()
        drafts: list[ClaimDraft] = []
        for reading in self.readings:
            number = reading.sentence.number
            own = pointed.get(number, [])
            drafts += own
            if reading.firm and not own:
                drafts += self._shown(reading, marked.get(number))
            elif number in marked and not own:
                drafts.append(self._from_mark(reading, marked[number]))
        return drafts

    def _spare(self) -> Iterator[ClaimDraft]:
        """What the words show of the speakers of sentences that have an answer."""
        pointed = self._pointed()
        for reading in self.readings:
            if reading.firm and reading.sentence.number in pointed:
                yield from (draft for draft in self._shown(reading) if draft.bearer is not None)

    def _shown(self, reading: Reading, name: str | None = None) -> list[ClaimDraft]:
        return [self._from_words(reading, name), *self._further(reading)]

    def _from_words(self, reading: Reading, name: str | None) -> ClaimDraft:
        assert self.cast is not None
        bearer = self._bearer(reading.sentence)
        if bearer is None and name:
            bearer = self.cast.at_phrase(name, reading.sentence)
        via = self.cast.via_of(reading.sentence.number)
        return ClaimDraft(
            sentence=reading.sentence.number, bearer=bearer, stance=self._stance(reading), origin="cue", via=via
        )

    def _further(self, reading: Reading) -> list[ClaimDraft]:
        """The other speakers of a sentence that several share."""
        assert self.cast is not None
        drafts = []
        for cue, bearer, teller in self.cast.further(reading.sentence.number):
            start, end = reported(self.document, reading, cue)
            drafts.append(
                ClaimDraft(
                    sentence=reading.sentence.number,
                    bearer=bearer,
                    stance=stance(self.document.text[start:end], cue),
                    origin="cue",
                    via=teller,
                    cue=cue,
                )
            )
        return drafts

    def _from_mark(self, reading: Reading, name: str) -> ClaimDraft:
        assert self.cast is not None
        bearer = self.cast.at_phrase(name, reading.sentence)
        return ClaimDraft(sentence=reading.sentence.number, bearer=bearer, stance=self._stance(reading), origin="model")

    def _stance(self, reading: Reading) -> Any:
        start, end = statement(self.document, reading)
        first = reading.cues[0] if reading.cues else None
        own = [cue for cue in reading.cues if first and cue.start == first.start]
        warning = next((cue for cue in own if cue.verb in WARNING_VERBS), None)
        return stance(self.document.text[start:end], warning or first)

    def _pointed(self) -> dict[int, list[ClaimDraft]]:
        """The drafts of full answers, by sentence."""
        found: dict[int, list[ClaimDraft]] = {}
        for piece, answer in self.answers.answers:
            for claim in answer.claims:
                sentence = piece.at(claim.n)
                if sentence:
                    found.setdefault(sentence.number, []).append(self._from_answer(claim, sentence))
        return found

    def _from_answer(self, claim: ClaimAnswer, sentence: Sentence) -> ClaimDraft:
        assert self.cast is not None
        return ClaimDraft(
            sentence=sentence.number,
            bearer=self.cast.at_phrase(claim.who, sentence),
            stance=claim.kind,
            origin="model",
            says=claim.says,
            via=self.cast.at_phrase(claim.via, sentence) if claim.via else None,
            key=claim.key,
        )

    def _warnings(self) -> list[WarningDraft]:
        assert self.cast is not None
        told = told_dangers(self.document, self.readings, self.cast)
        pointed = [self._warning(w, piece) for piece, answer in self.answers.answers for w in answer.warnings]
        known = {n for draft in pointed for n in draft.sentences}
        drafts = pointed + [draft for draft in told if not known & set(draft.sentences)]
        known |= {n for draft in drafts for n in draft.sentences}
        drafts += [draft for draft in self.judged if not known & set(draft.sentences)]
        return sorted(drafts, key=lambda d: d.sentences)

    def _warning(self, answer: WarningAnswer, piece: Piece) -> WarningDraft:
        assert self.cast is not None
        sentences = [s for n in answer.n if (s := piece.at(n))]
        return WarningDraft(
            sentences=tuple(s.number for s in sentences),
            issuer=self.cast.at_phrase(answer.issuer, sentences[0]) if answer.issuer else None,
            recipient=self.cast.at_phrase(answer.recipient, sentences[0]) if answer.recipient else None,
            danger=answer.danger,
            issued=answer.issued,
            response=answer.response,
        )

    def _rejected(self, piece: Piece, failed: Failed) -> Rejected:
        """The failed item with its sentence named by offsets, as the numbers of a piece mean nothing outside."""
        sentence = piece.at(failed.number)
        item = dict(failed.item) | ({"start": sentence.start, "end": sentence.end} if sentence else {})
        kind: Literal["warning", "claim"] = "warning" if "danger" in failed.item else "claim"
        return Rejected(kind=kind, item=item, reasons=(failed.reason,), detail=failed.detail)
