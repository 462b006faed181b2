from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.language import detect, language_of

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
