"""What drafts are held against: one article with who speaks where in it, and where it addresses a language model.

Pure, offline, deterministic.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from summarizer.addressed import addressed
from summarizer.attribution import Reading
from summarizer.dangers import candidates, told_dangers
from summarizer.document import Document, Sentence
from summarizer.drafts import ClaimDraft
from summarizer.grounding import occurs, stems
from summarizer.models import Evidence
from summarizer.quotes import quotations
from summarizer.speakers import Bearer, Cast

NEAR = 3
"""Sentences before the evidence in which a speaker that only the model names must be mentioned."""


@dataclass(frozen=True)
class Ground:
    """All that a draft is held against."""

    document: Document
    readings: Sequence[Reading]
    cast: Cast
    names: frozenset[str] = frozenset()
    """Stems of the words of all names of the article."""
    noted: tuple[tuple[int, int], ...] = ()
    """Passages that address a language model: nobody's words are explained by them."""

    @classmethod
    def of(cls, document: Document, readings: Sequence[Reading], cast: Cast) -> Ground:
        """With the names of the cast and the passages that address a model."""
        names = stems(" ".join(form for entity in cast.entities for form in entity.forms))
        noted = addressed(document.text)
        marks = quotations(document.text, document.paragraphs) if noted else ()
        # Passages end with their sentence: of one that is quoted, what stands behind the quotation is the article's.
        ends = [min([end, *(q.end for q in marks if q.start <= start < q.end)]) for start, end in noted]
        return cls(document, readings, cast, names, tuple((n[0], end) for n, end in zip(noted, ends, strict=True)))

    def evidence(self, sentence: Sentence) -> Evidence:
        """The sentence as evidence."""
        return Evidence(start=sentence.start, end=sentence.end, quote=self.document.words(sentence))

    def around(self, number: int, before: int = 2, after: int = 1) -> str:
        """The sentence's words with those of its neighbours, leaving out neighbours that address a model."""
        around = self.document.sentences[max(0, number - before) : number + after + 1]
        kept = [s for s in around if s.number == number or not self.addresses(s)]
        if len(kept) < len(around):
            return "\n".join(map(self.document.words, kept))
        return self.document.text[around[0].start : around[-1].end]

    def addresses(self, sentence: Sentence) -> bool:
        """Whether any of it addresses a language model."""
        return sentence.touches(self.noted)

    @cached_property
    def wary(self) -> bool:
        """Whether the article addresses a model: then a model's answers point at sentences, and say nothing."""
        return addresses_a_model(self.document)

    @cached_property
    def dangers(self) -> frozenset[int]:
        """The sentences that speak of a danger, as far as the words show it."""
        told = {n for draft in told_dangers(self.document, self.readings, self.cast) for n in draft.sentences}
        return frozenset(told | {r.sentence.number for r in candidates(self.document, self.readings, told)})

    def gives(self, number: int, bearer: Bearer | None) -> bool:
        """Whether the article gives a sentence to this speaker, in words that do not themselves address a model."""
        own = self.cast.bearer_of(number)
        if own is None or bearer is None or own.name != bearer.name:
            return False
        reading = self.readings[number]
        if reading.source is not None and not (reading.cues or reading.label):
            reading = self.readings[reading.source]
        places = [cue.at for cue in reading.cues] or [reading.sentence.start]
        return not all(map(self._in_noted, places))

    def quotes(self, draft: ClaimDraft) -> bool:
        """Whether the article quotes the draft's sentence, from its speaker or from nobody it names."""
        if draft.cue is not None:
            return not self._in_noted(draft.cue.at)
        nameless = draft.bearer is None and draft.origin == "cue" and self.readings[draft.sentence].quoted > 0
        return nameless or self.gives(draft.sentence, draft.bearer)

    def names_near(self, number: int, bearer: Bearer) -> bool:
        """Whether the bearer is named in the sentence or shortly before."""
        around = self.around(number, before=NEAR, after=0)
        forms = self.cast.entities[bearer.entity].forms if bearer.entity is not None else [bearer.name]
        return any(occurs(form, around) for form in forms)

    def knows(self, numbers: Sequence[int], bearer: Bearer) -> bool:
        """Whether a party has to do with the sentences: named near, meant by their words, or giving them."""
        return any(
            self.names_near(n, bearer)
            or occurs(bearer.phrase, self.around(n, before=0))
            or any(b is not None and b.name == bearer.name for _, b in self.cast.cues_of(n))
            or self.gives(n, bearer)
            for n in numbers
        )

    def speaks(self, numbers: Sequence[int], bearer: Bearer) -> bool:
        """Whether the sentences may be somebody's who is not named there: they quote, or the article quotes them."""
        heard = not self.wary and bearer.entity in self.cast.heard()
        return heard or any(self.readings[n].attributed for n in numbers)

    def _in_noted(self, place: int) -> bool:
        return any(start <= place < end for start, end in self.noted)

    def excluded(self, sentence: Sentence) -> bool:
        """Whether any of it lies in what is not the article."""
        return sentence.touches((e.start, e.end) for e in self.document.excluded)


def addresses_a_model(document: Document) -> bool:
    """Whether any sentence of the article, or its title, speaks to a language model."""
    if addressed(document.info.title or ""):
        return True
    noted = addressed(document.text)
    return bool(noted) and any(sentence.touches(noted) for sentence in document.sentences)
