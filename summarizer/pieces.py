"""The article in pieces of numbered sentences, each small enough for one call to the model at hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.document import Sentence
from summarizer.profiles import Profile

_SPREAD = 1.4
"""How far over the wished number of sentences a piece may go to end with its paragraph."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Sentences in the order of the text; the model knows them by their place here, counted from 1."""

    sentences: tuple[Sentence, ...]

    @property
    def start(self) -> int:
        """Offset of the first sentence."""
        return self.sentences[0].start

    @property
    def end(self) -> int:
        """Offset behind the last sentence."""
        return self.sentences[-1].end

    def at(self, number: int) -> Sentence | None:
        """The sentence that the model calls ``number``, if there is one."""
        return self.sentences[number - 1] if 1 <= number <= len(self.sentences) else None

    def halves(self) -> tuple[Piece, Piece]:
        """Two pieces of at least one sentence each; call it only where there are two."""
        middle = len(self.sentences) // 2
        return Piece(self.sentences[:middle]), Piece(self.sentences[middle:])


def cut(sentences: Sequence[Sentence], profile: Profile) -> tuple[Piece, ...]:
    """The sentences in order, in pieces of the profile's size that end with a paragraph where they can."""
    pieces: list[Piece] = []
    current: list[Sentence] = []
    size = 0
    for sentence in sentences:
        length = sentence.end - sentence.start
        full = len(current) >= profile.piece_sentences or size + length > profile.piece_characters
        far = len(current) >= profile.piece_sentences * _SPREAD or size + length > profile.piece_characters * _SPREAD
        if current and (far or (full and current[-1].paragraph != sentence.paragraph)):
            pieces.append(Piece(tuple(current)))
            current, size = [], 0
        current.append(sentence)
        size += length
    if current:
        pieces.append(Piece(tuple(current)))
    return tuple(pieces)
