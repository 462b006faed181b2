"""What stands around a place in a text: its sentences, what is not part of the article, who speaks there.

Made for checking, where the text may be anything: whatever is costly is made when first asked for, once, and in time
linear in the text. Offsets count code points of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from summarizer import exclude
from summarizer.attribution import read_attributions
from summarizer.document import Document, Loaded, Sentence
from summarizer.errors import SourceEmpty
from summarizer.lexicon import PRONOUNS
from summarizer.models import Excluded, SourceInfo
from summarizer.sentences import read_document
from summarizer.speakers import Cast

AT_ONCE = 40_000
"""Characters up to which the names of a text are gathered at once. Gathering compares each name with the others; in
longer texts it goes by stretches, so that the time stays linear."""
STRETCH = 120
"""Sentences of one such stretch."""
LEAD = 25
"""Sentences before a stretch that are read with it, as pronouns look back."""

_STANDS_FOR = re.compile(
    rf"(?<!\w)(?:{'|'.join(PRONOUNS)}|(?:the|its|his|her|their|our)(?: [^\W\d_]+)?)(?!\w)", re.IGNORECASE
)
"""Pronouns, and roles such as ``the company``."""
_SPOKEN_FOR = re.compile(r"(?:[^\W\d_a-z][\w’'.-]*\s){1,4}(?:[a-z-]+\s){0,3}\Z")
_BACK = 8
"""Sentences before a pronoun in which the person it means is named, if only one is."""
_FRONT = 80
"""Characters in front of a name in which that stands."""
_MOST = 12
"""Pronouns and roles of one sentence looked at."""


@dataclass(frozen=True, slots=True)
class Scene:
    """Some sentences of a text as a document of their own that begins at ``offset``, and who speaks in it."""

    document: Document
    cast: Cast
    offset: int

    def sentences(self, start: int, end: int) -> Sequence[Sentence]:
        """The sentences that ``text[start:end]`` touches; their offsets and numbers are those of the scene."""
        return touched(self.document.sentences, start - self.offset, end - self.offset)

    def meant(self, start: int, end: int) -> tuple[str, ...]:
        """Whom the sentences that are touched mean without naming them: by a pronoun or role, or by speaking.

        Where somebody speaks of ``us``, what their role says they speak for is meant too.
        """
        found: dict[str, None] = {}
        for sentence in self.sentences(start, end):
            speaks = [self.cast.bearer_of(sentence.number), *(b for _, b in self.cast.cues_of(sentence.number))]
            words = self.document.words(sentence)
            phrases = dict.fromkeys(match.group() for match in _STANDS_FOR.finditer(words))
            own = any(PRONOUNS.get(phrase.casefold()) == "we" for phrase in phrases)
            for bearer in (*speaks, *(self.cast.at_phrase(phrase, sentence) for phrase in list(phrases)[:_MOST])):
                if bearer is None or bearer.entity is None:
                    continue
                entity = self.cast.entities[bearer.entity]
                found[entity.name] = None
                if own and entity.role:
                    found |= dict.fromkeys((entity.role, self._before(entity.places[0][0])))
            if any(PRONOUNS.get(phrase.casefold()) in {"he", "she"} for phrase in phrases):
                found |= dict.fromkeys(self._only_person(sentence))
        return tuple(found)

    def _only_person(self, sentence: Sentence) -> tuple[str, ...]:
        """The one person named in the sentences before, if nobody else is."""
        start = self.document.sentences[max(0, sentence.number - _BACK)].start
        named = [
            entity.name
            for entity in self.cast.entities
            if entity.person and any(start <= place < sentence.end for place, _ in entity.places)
        ]
        return tuple(named) if len(named) == 1 else ()

    def _before(self, place: int) -> str:
        """``Harbour Board`` in front of ``Harbour Board spokesman Vale``."""
        match = _SPOKEN_FOR.search(self.document.text, max(0, place - _FRONT), place)
        return match.group() if match else ""


class Surroundings:
    """One text and what stands where in it."""

    def __init__(self, text: str, info: SourceInfo, excluded: Sequence[Excluded] | None = None) -> None:
        """``excluded`` are the spans known not to belong to the article; ``None`` has them looked for."""
        self.text = text
        # Sentences are made for line feeds; as long, so that offsets stay.
        self._text = text.replace("\r\n", " \n").replace("\r", "\n")
        self._info = info
        self._given = excluded
        self._scenes: dict[int, Scene] = {}

    @classmethod
    def of(cls, document: Document, cast: Cast) -> Surroundings:
        """Those of a text that has been read already."""
        known = cls(document.text, document.info, document.excluded)
        known.document = document  # in place of the cached property
        if len(document.text) <= AT_ONCE:
            known._scenes[0] = Scene(document, cast, 0)
        return known

    @cached_property
    def excluded(self) -> tuple[Excluded, ...]:
        """What does not belong to the article, sorted."""
        if self._given is None:
            return exclude.find(self._text, author=self._info.author, media_type=self._info.media_type)
        return tuple(sorted(self._given, key=lambda span: (span.start, span.end)))

    @cached_property
    def _reach(self) -> list[int]:
        """Up to where the excluded spans before and including each one reach: given ones may lie in each other."""
        reach: list[int] = []
        for span in self.excluded:
            reach.append(max(span.end, reach[-1] if reach else 0))
        return reach

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.excluded]

    def outside(self, start: int, end: int) -> bool:
        """Whether any of ``text[start:end]`` is not part of the article."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start

    @cached_property
    def document(self) -> Document | None:
        """The sentences of the article; ``None`` if there are none."""
        try:
            return read_document(Loaded(self._info, self._text))
        except SourceEmpty:
            return None

    def sentences(self, start: int, end: int) -> Sequence[Sentence]:
        """The sentences of the article that ``text[start:end]`` touches."""
        return touched(self.document.sentences, start, end) if self.document else ()

    def around(self, start: int, end: int, *, before: int, after: int) -> tuple[int, int]:
        """The span of the sentences that are touched, with so many before and behind them."""
        found = self.sentences(start, end)
        if not found or self.document is None:
            return start, end
        everything = self.document.sentences
        first = everything[max(0, found[0].number - before)]
        last = everything[min(len(everything) - 1, found[-1].number + after)]
        return min(first.start, start), max(last.end, end)

    def scene(self, start: int, end: int) -> Scene | None:
        """The sentences around a place with who speaks in them; the whole text if it is short."""
        found = self.sentences(start, end)
        if not found:
            return None
        number = found[0].number // STRETCH if len(self._text) > AT_ONCE else 0
        if number not in self._scenes:
            self._scenes[number] = self._made(number)
        return self._scenes[number]

    def _made(self, number: int) -> Scene:
        document = self.document
        assert document is not None
        offset = 0
        if len(self._text) > AT_ONCE:
            first = max(0, number * STRETCH - LEAD)
            document = _part(document, document.sentences[first : (number + 1) * STRETCH + LEAD])
            offset = self.document.sentences[first].start if self.document else 0
        return Scene(document, Cast(document, read_attributions(document)), offset)


def _part(document: Document, sentences: Sequence[Sentence]) -> Document:
    """These sentences as a document: numbers, paragraphs and offsets begin at 0."""
    offset, end = sentences[0].start, sentences[-1].end
    first = sentences[0].paragraph
    paragraphs = document.paragraphs[first : sentences[-1].paragraph + 1]
    return replace(
        document,
        text=document.text[offset:end],
        sentences=tuple(
            replace(s, number=i, start=s.start - offset, end=s.end - offset, paragraph=s.paragraph - first)
            for i, s in enumerate(sentences)
        ),
        excluded=(),
        paragraphs=tuple((max(0, a - offset), min(end, b) - offset) for a, b in paragraphs),
    )


def touched(sentences: Sequence[Sentence], start: int, end: int) -> Sequence[Sentence]:
    """Those of the sentences (sorted) that ``[start, end)`` has characters of."""
    first = bisect_right(sentences, start, key=lambda sentence: sentence.end)
    last = bisect_left(sentences, end, key=lambda sentence: sentence.start)
    return sentences[first:last]
