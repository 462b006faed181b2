"""Figures in the words of several languages, and how those of a sentence and its translation differ."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.numerals import LANGUAGES, read_numerals, unequal

NINE = {
    "da": "ni timer",
    "de": "neun Stunden",
    "en": "nine hours",
    "es": "nueve horas",
    "fr": "neuf heures",
    "it": "nove ore",
    "nl": "negen uur",
    "pt": "nove horas",
    "ru": "девять часов",
}
SEVEN = {
    "da": "syv timer",
    "de": "sieben Stunden",
    "en": "seven hours",
    "es": "siete horas",
    "fr": "sept heures",
    "it": "sette ore",
    "nl": "zeven uur",
    "pt": "sete horas",
    "ru": "семь часов",
}


def differences(original: str, own: str, translation: str, language: str) -> tuple[list[float], list[float]]:
    """The figures that the translation lacks, and those that it adds."""
    return unequal(read_numerals(translation, language), read_numerals(original, own))


@pytest.mark.parametrize("own", sorted(LANGUAGES))
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_number_word_is_the_same_number_in_every_language(own: str, language: str) -> None:
    assert differences(NINE[own], own, NINE[language], language) == ([], [])


@pytest.mark.parametrize("own", sorted(LANGUAGES))
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_another_number_word_is_not(own: str, language: str) -> None:
    assert differences(NINE[own], own, SEVEN[language], language) == ([9.0], [7.0])


@pytest.mark.parametrize(
    ("original", "own", "translation", "language"),
    [
        pytest.param("nine hours", "en", "9 heures", "fr", id="digits for words"),
        pytest.param("a nine-hour jam", "en", "eine neunstündige Blockade", "de", id="compounds"),
        pytest.param("a nine-year-old", "en", "девятилетний мальчик", "ru", id="Russian compounds"),
        pytest.param("een negenjarige", "nl", "a nine-year-old", "en", id="Dutch compounds"),
        pytest.param("1,700 people", "en", "1.700 Menschen", "de", id="marks of thousands"),
        pytest.param("2 300 personnes", "fr", "2,300 people", "en", id="spaces between thousands"),
        pytest.param("2.5 per cent", "en", "2,5 pour cent", "fr", id="marks of decimals"),
        pytest.param("veinte por ciento", "es", "twenty per cent", "en", id="no hundred in per cent"),
        pytest.param("£32.8m", "en", "32,8 millions de livres", "fr", id="m for million"),
        pytest.param("$2.5 billion", "en", "2,5 Milliarden Dollar", "de", id="a billion is a milliard"),
        pytest.param("2.5 billion", "en", "2,5 mil millones", "es", id="a thousand millions"),
        pytest.param("2,5 milioni", "it", "2.5 million", "en", id="magnitudes behind digits"),
        pytest.param("300,000 people", "en", "30万人", "ja", id="ten thousands"),
        pytest.param("двести тридцать тысяч", "ru", "230,000", "en", id="Russian thousands"),
        pytest.param("at 7:30", "en", "à 7h30", "fr", id="times of day"),
        pytest.param(
            "from 6:40 a.m. to 3:45 p.m.", "en", "de 6 h 40 à 15 h 45", "fr", id="twelve hours and twenty-four"
        ),
        pytest.param("until 3 pm", "en", "bis 15 Uhr", "de", id="full hours of twelve"),
        pytest.param("at 12:10 a.m.", "en", "um 0.10 Uhr", "de", id="after midnight"),
        pytest.param("um 7.30 Uhr", "de", "at 7:30", "en", id="times of day with a dot"),
        pytest.param("the 19th century", "en", "le XIXe siècle", "fr", id="Roman numbers"),
        pytest.param("both men", "en", "les deux hommes", "fr", id="both"),
        pytest.param("a dozen boats", "en", "zwölf Boote", "de", id="a dozen"),
        pytest.param("twenty-one years", "en", "veintiún años", "es", id="a form of its own"),
        pytest.param("a third of them", "en", "ein Drittel von ihnen", "de", id="shares are not read"),
        pytest.param("one of them", "en", "eine von ihnen", "de", id="one"),
        pytest.param("the 1st of May", "en", "der erste Mai", "de", id="first"),
        pytest.param("the 2nd day", "en", "le deuxième jour", "fr", id="ranks in digits"),
        pytest.param("nobody", "en", "personne", "fr", id="none"),
        pytest.param("a new bridge", "en", "un pont neuf", "fr", id="a word that is a number, too"),
        pytest.param("hundreds of people", "en", "des centaines de gens", "fr", id="vague hundreds"),
        pytest.param("nine hours", "en", "dziewięć godzin", "pl", id="a language whose words are not read"),
    ],
)
def test_what_is_said_otherwise_is_the_same(original: str, own: str, translation: str, language: str) -> None:
    assert differences(original, own, translation, language) == ([], [])


@pytest.mark.parametrize(
    ("original", "own", "translation", "language", "expected"),
    [
        pytest.param("1,700 people", "en", "1.070 Menschen", "de", ([1700.0], [1070.0]), id="digits"),
        pytest.param("2.5 billion", "en", "2,5 billions", "fr", ([2.5e9], [2.5e12]), id="false friends"),
        pytest.param("from 3 to 5", "en", "de 3 à 3", "fr", ([5.0], [3.0]), id="one twice"),
        pytest.param("five boats", "en", "fünf von neun Booten", "de", ([], [9.0]), id="one more"),
        pytest.param("the third warning", "en", "die zweite Warnung", "de", ([3.0], [2.0]), id="another rank"),
        pytest.param("nine hours", "en", "7 godzin", "pl", ([], [7.0]), id="digits where words are not read"),
        pytest.param("двое погибли", "ru", "three died", "en", ([2.0], [3.0]), id="Russian collectives"),
    ],
)
def test_what_differs_is_told(
    original: str, own: str, translation: str, language: str, expected: tuple[list[float], list[float]]
) -> None:
    assert differences(original, own, translation, language) == expected


@given(st.integers(2, 999_999), st.sampled_from(sorted(LANGUAGES)))
def test_digits_are_what_they_say(value: int, language: str) -> None:
    assert read_numerals(f"x {value} y", language).digits == (float(value),)


@given(st.text(max_size=200), st.sampled_from([*sorted(LANGUAGES), "pl", "ja"]))
def test_a_text_has_its_own_figures(text: str, language: str) -> None:
    found = read_numerals(text, language)
    assert unequal(found, found) == ([], [])
