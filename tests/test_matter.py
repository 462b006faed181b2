from __future__ import annotations

import pytest
from hypothesis import given

from summarizer.matter import concept, read_matter
from tests.disputing import sentences


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("killed", "died", id="death"),
        pytest.param("inspected", "examination", id="inspection"),
        pytest.param("letters", "memo", id="letter"),
        pytest.param("closed", "shut", id="closing"),
        pytest.param("boat", "boats", id="number"),
        pytest.param("captain", "captain's", id="genitive"),
        pytest.param("captain", "captain’s", id="genitive with a typographic apostrophe"),
    ],
)
def test_words_of_one_matter_are_one_concept(one: str, other: str) -> None:
    assert concept(one) == concept(other)


def test_words_of_two_matters_are_two() -> None:
    assert len({concept(word) for word in ("died", "hurt", "boat", "closed", "opened")}) == 5


@pytest.mark.parametrize(
    ("sentence", "negated"),
    [
        pytest.param("Nobody saw the leak.", {"saw", "leak"}, id="nobody"),
        pytest.param("They didn't see a leak.", {"see", "leak"}, id="contraction"),
        pytest.param("The hull did not leak; the ramp did bend.", {"leak"}, id="up to the end of the clause"),
        pytest.param("The leak was seen.", set(), id="none"),
    ],
)
def test_what_stands_under_a_negation(sentence: str, negated: set[str]) -> None:
    reading = read_matter(sentence)

    assert reading.negated == negated
    assert reading.negative is bool(negated)


def test_what_is_said_of_all() -> None:
    reading = read_matter("All of the winches were oiled.")

    assert reading.absolute == {concept("winches"), concept("oiled")}
    assert reading.universal


@pytest.mark.parametrize(
    ("sentence", "amounts"),
    [
        pytest.param("It carried 212 passengers.", [("212", "count", 212.0, False)], id="count"),
        pytest.param("It cost £90,000.", [("£90,000", "pounds", 90_000.0, True)], id="money"),
        pytest.param("The Brenda 40 sank.", [], id="a number that is a name"),
        pytest.param("One of them sank.", [], id="one as a pronoun"),
    ],
)
def test_figures_by_what_can_be_compared(sentence: str, amounts: list[tuple[str, str, float, bool]]) -> None:
    assert [(a.words, a.measure, a.value, a.has_unit) for a in read_matter(sentence).amounts] == amounts


def test_the_things_a_figure_counts_are_concepts() -> None:
    (amount,) = read_matter("The fire killed 19 people.").amounts

    assert amount.things == {concept("residents")}


def test_a_denial_needs_no_negation() -> None:
    reading = read_matter("Reith denied the report.")

    assert (reading.denying, reading.negative) == (True, False)


def test_names_are_those_inside_the_sentence() -> None:
    assert read_matter("Yesterday the mayor met Anker.").names == {concept("anker")}


def test_words_far_into_a_sentence_are_not_read() -> None:
    assert concept("lighthouse") not in read_matter("a " * 200 + "lighthouse").concepts


@given(sentences())
def test_any_text_can_be_read(sentence: str) -> None:
    reading = read_matter(sentence)

    assert reading.negated | reading.absolute <= reading.concepts
    assert read_matter(sentence) == reading
