"""Parts of a text: what is read in them, one by one, is what is read in the whole."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.figures import read_evidence, read_figures
from summarizer.frames import index_of
from summarizer.frames import read_stretch as frames_of
from summarizer.naming import Word, read_names
from summarizer.naming import read_stretch as names_of
from summarizer.plain_words import longer_words, split_sentences
from summarizer.polarity import read_polarity
from summarizer.polarity import read_stretch as polarity_of
from summarizer.slots import Evidence, read_wordings
from summarizer.slots import read_evidence as read_places
from summarizer.slots import read_stretch as places_of
from summarizer.stretches import stretches

PIECES = (
    *("Vale", "Orrin Vale", "the harbour board", "Harbour Safety Board (HSB)", "HSB", "Mr", "No", "no", "and", "of"),
    *("was sued by", "said that", "did not close", "didn't", "May", "in May", "14 October", "2014", "6:40 p.m", "25"),
    *("half", "a hundred", "twenty", "3.5 million", "£4m", "nearly", "last week", "the year", "Gates 1 and 2", "kv-7"),
    *("U.S", "“We", "”", "’", '"', "(a", ")", "—", ",", ":", ";", "Vale’s", "Édouard", "école", "e\u0301", "x" * 40),
)
STOPS = (*'. . . . ! ? .” ?" .’ ... … .) , ;'.split(), "", ".5")
SPACES = (" ", " ", " ", "\n", "\n\n", "  ", "\u00a0", "")

written = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from(STOPS), st.sampled_from(SPACES)), max_size=30
).map(lambda rows: "".join(map("".join, rows)))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The pump failed. Vale left.", ["The pump failed.", "Vale left."]),
        ("The pump failed.\n\n“Vale left.", ["The pump failed.", "“Vale left."]),
        ("It failed in 2014! Why? He left", ["It failed in 2014!", "Why?", "He left"]),
        ("He met Mr. Vale.", ["He met Mr. Vale."]),
        ("In the U.S. Vale left.", ["In the U.S. Vale left."]),
        ("“It failed.” Vale left.", ["“It failed.” Vale left."]),
        ("It failed. he left.", ["It failed. he left."]),
        ("", [""]),
    ],
)
def test_a_text_is_cut_where_a_sentence_ends_beyond_doubt(text: str, parts: list[str]) -> None:
    assert [part for _, part in stretches(text)] == parts


@given(written)
def test_parts_have_their_places(text: str) -> None:
    parts = stretches(text)
    assert all(text.startswith(part, at) for at, part in parts)
    assert "".join("".join(part.split()) for _, part in parts) == "".join(text.split())


@given(written)
def test_names_are_those_of_the_whole(text: str) -> None:
    assert read_names(text) == names_of(text)


@given(written)
def test_frames_are_those_of_the_whole(text: str) -> None:
    whole, index = frames_of(text), index_of(text)
    sentences = [sentence for part in index.parts for sentence in part.sentences]
    assert [_placed(s.words, s.offset) for s in sentences] == [_placed(s.words, 0) for s in whole.sentences]
    assert [(s.stems, s.runs) for s in sentences] == [(s.stems, s.runs) for s in whole.sentences]
    for stem, places in whole.places.items():
        assert [(sentences.index(s), at) for s, at in index.places(stem)] == list(places)


def _placed(words: tuple[Word, ...], offset: int) -> list[Word]:
    return [word._replace(start=word.start + offset, end=word.end + offset) for word in words]


@given(written)
def test_polarity_is_that_of_the_whole(text: str) -> None:
    assert read_polarity(text) == polarity_of(text)


@given(written)
def test_figures_are_those_of_the_whole(text: str) -> None:
    whole, parts = read_figures(text), read_evidence(text, None)
    assert [replace(q, before="") for q in parts.quantities] == [replace(q, before="") for q in whole.quantities]
    assert (parts.moments, parts.identifiers, parts.words) == (whole.moments, whole.identifiers, whole.words)
    assert parts.values == whole.values


@given(written)
def test_places_are_those_of_the_whole(text: str) -> None:
    whole, evidence = places_of(text), read_places(text)
    assert [_unplaced(word) for word in evidence.words] == [_unplaced(word) for word in whole.words]
    alone = Evidence(whole.words, ((0, whole),))
    for one, other in itertools.pairwise(whole.words):
        assert evidence.pair(one, other) == alone.pair(one, other)
        assert evidence.single(one) == alone.single(one)


def _unplaced(word: Word) -> Word:
    return word._replace(start=0, end=0)


@given(written)
def test_wordings_are_those_of_the_whole(text: str) -> None:
    found = [row for _, part in stretches(text) for row in read_wordings(part)]
    assert found == [(sentence, longer_words(sentence)) for sentence in split_sentences(text)]
