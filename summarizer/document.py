"""The source text with positions in it: sentences, paragraphs, and what is not part of the article.

Offsets are 0-based, half-open and count Unicode code points of ``Document.text``.
"""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.models import Excluded, SourceInfo


@dataclass(frozen=True, slots=True)
class Loaded:
    """What ``load`` hands over: decoded text with ``\\n`` line ends and where it came from."""

    info: SourceInfo
    text: str


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


@dataclass(frozen=True, slots=True)
class Document:
    """An article, built once by :func:`summarizer.sentences.read_document` and never changed.

    ``paragraphs[sentence.paragraph]`` is the span of a sentence's paragraph, from its first sentence to its last.
    """

    info: SourceInfo
    text: str
    sentences: tuple[Sentence, ...]
    excluded: tuple[Excluded, ...]
    paragraphs: tuple[tuple[int, int], ...] = ()

    def words(self, sentence: Sentence) -> str:
        """The sentence as it stands in the text."""
        return self.text[sentence.start : sentence.end]
