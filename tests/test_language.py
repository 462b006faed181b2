from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language import detect, language_of, rather

ENGLISH = "The harbour master said on Tuesday that nobody had told the council of the crack in the north pier."
GERMAN = "Die Hafenmeisterin sagte am Dienstag, niemand habe den Rat von dem Riss in der Nordmole unterrichtet."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param(ENGLISH, "en", id="English"),
        pytest.param(GERMAN, "de", id="German"),
        pytest.param(
            "La capitaine du port a dit mardi que personne n'avait parlé au conseil de la fissure de la jetée.",
            "fr",
            id="French",
        ),
        pytest.param(
            "La capitana del puerto dijo el martes que nadie había hablado al consejo de la grieta del muelle.",
            "es",
            id="Spanish",
        ),
        pytest.param(
            "Начальница порта сказала во вторник, что никто не говорил совету о трещине в северном молу.",
            "ru",
            id="Russian",
        ),
        pytest.param("", None, id="nothing"),
        pytest.param("OK", None, id="a word"),
        pytest.param("12:30 – 14:45 " * 40, None, id="figures"),
    ],
)
def test_the_language_is_told_where_it_is_plain(text: str, language: str | None) -> None:
    assert detect(text) == language


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [(GERMAN, "en", "de"), (GERMAN, None, "de"), ("OK", "fr", "fr"), ("OK", None, None)],
    ids=["a page that is wrong about itself", "nothing declared", "too short to tell", "neither"],
)
def test_the_text_is_believed_before_the_page(text: str, declared: str | None, language: str | None) -> None:
    assert language_of(text, declared) == language


@given(st.text(max_size=400))
def test_any_text_has_one_or_none(text: str) -> None:
    assert detect(text) is None or len(detect(text) or "") in (2, 3)


SHORT = {
    "da": "Broen sad fast i ni timer.",
    "de": "Die Brücke steckte neun Stunden fest.",
    "en": "The bridge was stuck for nine hours.",
    "es": "El puente se bloqueó durante nueve horas.",
    "fr": "Le pont est resté bloqué neuf heures.",
    "it": "Il ponte è rimasto bloccato per nove ore.",
    "nl": "De brug zat negen uur vast.",
    "no": "Broen satt fast i ni timer.",
    "pt": "A ponte ficou bloqueada durante nove horas.",
    "ru": "Мост застрял на девять часов.",
    "uk": "Міст застряг на дев’ять годин.",
}


@pytest.mark.parametrize("language", SHORT)
def test_a_short_sentence_is_never_taken_for_one_in_another_language(language: str) -> None:
    assert [other for other in SHORT if other != language and rather(SHORT[language], other, language)] == []


def test_a_few_words_are_rather_in_their_own() -> None:
    assert [language for language in SHORT if not rather(SHORT[language], language, "el")] == []
    assert rather("Mira Oldfield was arrested over bribes.", "en", "it")
    assert not rather("Mira Oldfield", "en", "it")
    assert not rather("", "en", "it")
