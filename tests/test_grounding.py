"""Figures and names of a statement are found in the words it rests on, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.grounding import fold, missing_names, missing_numbers, numbers, occurs, shared


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("1,700 homes", {1700}, id="comma"),
        pytest.param("1.700 homes", {1700}, id="full stop"),
        pytest.param("1\u00a0700 homes", {1700}, id="no-break space"),
        pytest.param("1’700 homes", {1700}, id="apostrophe"),
        pytest.param("1,700,000", {1_700_000}, id="two groups"),
        pytest.param("3.14 and 2,5", {3.14, 2.5}, id="decimals"),
        pytest.param("seventeen", {17}, id="word"),
        pytest.param("Twenty-five", {25}, id="compound"),
        pytest.param("three hundred", {300}, id="hundred"),
        pytest.param("three hundred and five", {305}, id="and"),
        pytest.param("four thousand two hundred", {4200}, id="thousand"),
        pytest.param("two million three hundred thousand", {2_300_000}, id="scales"),
        pytest.param("2.5 million", {2_500_000}, id="digits and scale"),
        pytest.param("£4.9 million and 7 thousand", {4_900_000, 7000}, id="two scales"),
        pytest.param("a 12-year-old", {12}, id="hyphen"),
        pytest.param("the 3rd of 2023", {3, 2023}, id="ordinal"),
        pytest.param("someone often", set(), id="words that hold number words"),
        pytest.param("", set(), id="empty"),
    ],
)
def test_values_are_read(words: str, expected: set[float]) -> None:
    assert numbers(words) == expected


@pytest.mark.parametrize(
    ("statement", "around", "expected"),
    [
        pytest.param("3 pumps", "three pumps", [], id="word for digit"),
        pytest.param("3 million", "three million", [], id="words and digits with a scale"),
        pytest.param("£4.9 million", "£4,900,000", [], id="written out"),
        pytest.param("£4.9 billion", "£4.9 million", ["4.9e+09"], id="another scale"),
        pytest.param("30 percent", "3 percent", ["30"], id="another figure"),
        pytest.param("one of the pumps", "the pump", [], id="one is no figure"),
    ],
)
def test_missing_figures_are_named(statement: str, around: str, expected: list[str]) -> None:
    assert missing_numbers(statement, around) == expected


@pytest.mark.parametrize(
    ("statement", "around", "expected"),
    [
        pytest.param("She met José Varga", "she met jose varga", [], id="accents and case"),
        pytest.param("They saw Holt’s boat", "the boat of Holt", [], id="possessive in the statement"),
        pytest.param("They saw Holt", "Holt’s boat", [], id="possessive in the text"),
        pytest.param("Everybody left", "all left", [], id="first word"),
        pytest.param("She met Varga", "she met Holt", ["Varga"], id="missing"),
        pytest.param("Then I left", "she left", [], id="I"),
    ],
)
def test_missing_names_are_named(statement: str, around: str, expected: list[str]) -> None:
    assert missing_names(statement, around) == expected


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        pytest.param("José", "Jose left", True, id="accents"),
        pytest.param("Nora  Holt", "NORA\nHOLT left", True, id="white space and case"),
        pytest.param("Holt’s", "Holt left", True, id="possessive of the phrase"),
        pytest.param("Holt", "the Holt's boat", True, id="possessive of the text"),
        pytest.param("Holt", "Holts and Aholt", False, id="part of a word"),
        pytest.param("Holt", "Holts, then Holt", True, id="whole word after a part"),
        pytest.param("", "Holt", False, id="nothing"),
    ],
)
def test_a_phrase_occurs_as_whole_words(phrase: str, text: str, expected: bool) -> None:
    assert occurs(phrase, text) is expected


def test_shared_words_are_compared_by_their_stems() -> None:
    assert shared("leaking pumps alarm", "The pumps were leaking.") == pytest.approx(2 / 3)
    assert shared("it is", "nothing") == 1.0


@given(st.text())
def test_a_text_misses_none_of_its_own(text: str) -> None:
    assert missing_numbers(text, text) == []
    assert missing_names(text, text) == []


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.integers(min_value=0, max_value=10**9))
def test_grouped_digits_are_the_same_value(value: int) -> None:
    assert numbers(f"{value:,}") == {float(value)} == numbers(f"{value:,}".replace(",", "."))
