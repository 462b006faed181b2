"""The source text with positions in it: sentences, paragraphs, and what is not part of the article.

Offsets are 0-based, half-open and count Unicode code points of ``Document.text``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from summarizer.models import Excluded, SourceInfo


@dataclass(frozen=True, slots=True)
class Loaded:
    """What ``load`` hands over: decoded text with ``\\n`` line ends and where it came from.

    ``marks`` are stretches that the format itself shows to be no part of the article, sorted, each one or more whole
    blocks between empty lines. ``pages`` says where the page changes, ``(offset, page)`` sorted by offset, pages
    counted from 1; empty where there are none. ``notes`` are sentences on what is missing or was not read.
    """

    info: SourceInfo
    text: str
    marks: tuple[Excluded, ...] = ()
    pages: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the article: ``text[start:end]``, without surrounding white space.

    ``number`` counts the sentences of the article (0-based, excluded text has none), ``paragraph`` its paragraphs.
    ``heading`` is true for titles, section heads and the like.
    """

    number: int
    start: int
    end: int
    paragraph: int
    heading: bool = False

    def touches(self, spans: Iterable[tuple[int, int]]) -> bool:
        """Whether any of it lies in one of these spans of the text."""
        return any(start < self.end and end > self.start for start, end in spans)


@dataclass(frozen=True, slots=True)
class Document:
    """An article, built once by :func:`summarizer.sentences.read_document` and never changed.

    ``paragraphs[sentence.paragraph]`` is the span of a sentence's paragraph, from its first sentence to its last.
    ``pages`` and ``notes`` are those of :class:`Loaded`.
    """

    info: SourceInfo
    text: str
    sentences: tuple[Sentence, ...]
    excluded: tuple[Excluded, ...]
    paragraphs: tuple[tuple[int, int], ...] = ()
    pages: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()

    def words(self, sentence: Sentence) -> str:
        """The sentence as it stands in the text."""
        return self.text[sentence.start : sentence.end]

    def page(self, offset: int) -> int | None:
        """The page on which the character at ``offset`` stands, counted from 1; ``None`` where there are no pages."""
        place = bisect_right(self.pages, offset, key=lambda change: change[0])
        return self.pages[place - 1][1] if place else None
