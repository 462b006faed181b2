"""An article is cut into pieces that lose nothing, fit the model and end with a paragraph where they can."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.pieces import Piece, cut
from summarizer.profiles import LOCAL
from tests.reading import document

SMALL = replace(LOCAL, piece_sentences=3, piece_characters=10_000)


def sizes(text: str, sentences: int = 3, characters: int = 10_000) -> list[int]:
    profile = replace(LOCAL, piece_sentences=sentences, piece_characters=characters)
    return [len(piece.sentences) for piece in cut(document(text).sentences, profile)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("It ran. It ran. It ran.", [3], id="fits"),
        pytest.param("It ran. It ran. It ran.\n\nIt ran. It ran.", [3, 2], id="by paragraph"),
        pytest.param("It ran. It ran.\n\nIt ran. It ran.\n\nIt ran.", [4, 1], id="a little more to end a paragraph"),
        pytest.param("It ran. " * 12, [5, 5, 2], id="a long paragraph is cut"),
    ],
)
def test_pieces_end_with_a_paragraph_where_they_can(text: str, expected: list[int]) -> None:
    assert sizes(text) == expected


def test_characters_bound_a_piece_as_well() -> None:
    assert sizes("The pump at the quay ran all night long.\n\n" * 4, sentences=99, characters=90) == [2, 2]


def test_one_long_sentence_is_a_piece() -> None:
    assert sizes("The pump at the quay ran all night long.", characters=5) == [1]


def test_sentences_are_known_by_their_place() -> None:
    piece = Piece(document("It ran. It fell. It sank.").sentences[1:])

    assert [s and s.number for s in (piece.at(0), piece.at(1), piece.at(2), piece.at(3))] == [None, 1, 2, None]
    assert (piece.start, piece.end) == (8, 25)


@given(st.integers(min_value=2, max_value=9))
def test_halves_are_the_whole(number: int) -> None:
    piece = Piece(document("It ran. " * number).sentences)
    left, right = piece.halves()

    assert left.sentences + right.sentences == piece.sentences
    assert left.sentences
    assert right.sentences


@given(st.lists(st.integers(min_value=1, max_value=9), min_size=1, max_size=6), st.integers(min_value=1, max_value=12))
def test_pieces_are_all_sentences_in_order(paragraphs: list[int], size: int) -> None:
    found = document("\n\n".join("The pump ran. " * n for n in paragraphs))
    pieces = cut(found.sentences, replace(LOCAL, piece_sentences=size))

    assert tuple(s for piece in pieces for s in piece.sentences) == found.sentences
    assert all(1 <= len(piece.sentences) <= size * 1.4 + 1 for piece in pieces)
