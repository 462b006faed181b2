"""The tables of words that negate, turn round or hedge are in order, and forms of one word are one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.opposites import (
    DENIALS,
    DENYING,
    FUNCTION,
    HEDGES,
    NEGATORS,
    PLACED,
    REFUSING,
    RESERVES,
    opposite,
    stem,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rose", "fell"),
        ("increased", "decreased"),
        ("safe", "unsafe"),
        ("likely", "unlikely"),
        ("allowed", "banned"),
        ("allowed", "forbidden"),
        ("before", "after"),
        ("more", "fewer"),
        ("confirmed", "denied"),
        ("widened", "narrowed"),
        ("present", "absent"),
        ("guilty", "innocent"),
    ],
)
def test_opposites_are_one_concept_with_two_signs(one: str, other: str) -> None:
    (concept, sign), (same, reverse) = opposite(one), opposite(other)
    assert (concept, sign) == (same, -reverse)


@pytest.mark.parametrize(
    ("one", "other"),
    [("cleaning", "cleaned"), ("cleans", "clean"), ("carries", "carried"), ("move", "moved"), ("tests", "testing")],
)
def test_forms_of_one_word_are_one(one: str, other: str) -> None:
    assert stem(one) == stem(other)


@pytest.mark.parametrize(
    ("one", "other"), [("gate", "goat"), ("pier", "pipe"), ("closed", "cleaned"), ("rise", "risk")]
)
def test_other_words_are_others(one: str, other: str) -> None:
    assert opposite(one) != opposite(other)


@pytest.mark.parametrize("word", ["left", "right", "adult", "over", "north", "public", "like"])
def test_words_of_several_meanings_have_no_opposite(word: str) -> None:
    assert opposite(word)[1] == 1


@pytest.mark.parametrize("word", ["before", "higher", "first", "early", "best", "maximum", "always"])
def test_order_and_degree_count_in_front_of_the_same_word(word: str) -> None:
    assert opposite(word)[0] in PLACED


def test_what_negates_or_hedges_is_no_content() -> None:
    assert not (NEGATORS | RESERVES) & set("pump gate wall said".split())
    assert DENIALS < DENYING
    assert not RESERVES & HEDGES
    assert not NEGATORS & REFUSING - {"without"}
    assert "more" not in FUNCTION


@given(st.text(max_size=40))
def test_every_word_has_a_concept(word: str) -> None:
    concept, sign = opposite(word)
    assert sign in (1, -1)
    assert concept == opposite(word)[0]
    assert len(stem(word)) <= max(len(word), 7)
