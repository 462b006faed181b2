"""The text cut into numbered sentences, none of which crosses a paragraph.

Offsets are 0-based, half-open and count code points.
"""

from __future__ import annotations

from dataclasses import dataclass

from summarizer import blocks, boundaries, exclude
from summarizer.document import Document, Loaded, Sentence
from summarizer.errors import SourceEmpty


@dataclass(frozen=True, slots=True)
class Segment:
    """One tile of a text: ``text[start:end]``, which holds the sentence ``text[words_start:words_end]``.

    White space, list markers and rules around the sentence are in the tile and not in the sentence. A tile without a
    letter or digit holds no sentence: then ``words_start == words_end``. ``paragraph`` counts from 0.
    """

    start: int
    end: int
    words_start: int
    words_end: int
    paragraph: int
    heading: bool = False


def split(text: str, language: str | None = None) -> tuple[Segment, ...]:
    """Segments that tile ``text`` exactly, in order, each with at most one sentence of at most 600 characters.

    ``language`` is an ISO 639-1 code; what is unknown is read like English. Takes time linear in the text.
    """
    return _tiles(text, 0, len(text), language, top=True, more=False, paragraph=0)


def read_document(loaded: Loaded) -> Document:
    """Find what is not the article, then number the sentences of the rest from 0.

    Raises:
        SourceEmpty: nothing readable is left.
    """
    text, info = loaded.text, loaded.info
    excluded = exclude.find(text, author=info.author, marks=loaded.marks, media_type=info.media_type)
    sentences: list[Sentence] = []
    paragraphs: list[tuple[int, int]] = []
    begin = 0
    for end, resume in (*((span.start, span.end) for span in excluded), (len(text), len(text))):
        language = (info.language or "en")[:2].lower()
        tiles = _tiles(text, begin, end, language, top=not sentences, more=end < resume, paragraph=len(paragraphs))
        _collect([tile for tile in tiles if tile.words_end > tile.words_start], sentences, paragraphs)
        begin = resume
    if not sentences:
        where = f" in {info.location!r}" if info.location else ""
        raise SourceEmpty(
            f"there is no article text{where}: {_what_there_is(text)}; give a source that holds an article"
        )
    return Document(
        info=info,
        text=text,
        sentences=tuple(sentences),
        excluded=excluded,
        paragraphs=tuple(paragraphs),
        pages=loaded.pages,
        notes=loaded.notes,
    )


def _collect(tiles: list[Segment], sentences: list[Sentence], paragraphs: list[tuple[int, int]]) -> None:
    """Append the sentences of one stretch and the spans of its paragraphs, numbered on without gaps."""
    last = None
    for tile in tiles:
        if tile.paragraph == last:
            paragraphs[-1] = (paragraphs[-1][0], tile.words_end)
        else:
            paragraphs.append((tile.words_start, tile.words_end))
        last = tile.paragraph
        number, paragraph = len(sentences), len(paragraphs) - 1
        sentences.append(Sentence(number, tile.words_start, tile.words_end, paragraph, tile.heading))


def _what_there_is(text: str) -> str:
    if not text.strip():
        return "it is empty" if not text else "it holds white space only"
    return f"of {len(text)} characters none belong to an article"


def _tiles(
    text: str, start: int, end: int, language: str | None, *, top: bool, more: bool, paragraph: int
) -> tuple[Segment, ...]:
    found = blocks.units(text, start, end)
    heads = blocks.headings(found, top=top, more=more)
    cuts: list[tuple[int, int, int, int, bool]] = []
    for unit, heading in zip(found, heads, strict=True):
        outer = unit.start
        for first, last in _sentence_spans(unit, heading, language):
            cuts.append((outer, first, last, paragraph + unit.paragraph, heading))
            outer = -1
    if not cuts:
        return (Segment(start, end, start, start, paragraph),) if end > start else ()
    starts = [start, *(first if outer < 0 else outer for outer, first, *_ in cuts[1:]), end]
    return tuple(
        Segment(starts[index], starts[index + 1], first, last, number, heading)
        for index, (_, first, last, number, heading) in enumerate(cuts)
    )


def _sentence_spans(unit: blocks.Unit, heading: bool, language: str | None) -> list[tuple[int, int]]:
    if not unit.readable:
        return []
    skip = blocks.marker_length(unit.words)
    words = unit.words[skip:]
    if heading:
        spans = [(len(words) - len(words.lstrip()), len(words))]
    else:
        spans = [span for span in boundaries.sentences(words, language) if any(map(str.isalnum, words[slice(*span)]))]
    base = unit.start + skip
    return [(base + first, base + last) for first, last in spans]
