from __future__ import annotations

import pytest

from summarizer.negators import differ

TOLD = "Nobody had told the council."


@pytest.mark.parametrize(
    ("translation", "language"),
    [
        ("Niemand hatte es dem Rat gesagt.", "de"),
        ("Le conseil n’avait pas été averti.", "fr"),
        ("Nadie se lo había dicho al consejo.", "es"),
        ("Nessuno lo aveva detto al consiglio.", "it"),
        ("Никто не сказал об этом совету.", "ru"),
        ("Nikt nie powiedział radzie.", "pl"),
    ],
)
def test_a_negation_that_is_kept(translation: str, language: str) -> None:
    assert not differ(translation, language, TOLD, "en")


@pytest.mark.parametrize(
    ("translation", "language"),
    [
        ("Jemand hatte es dem Rat gesagt.", "de"),
        ("Le conseil avait été averti.", "fr"),
        ("Se lo habían dicho al consejo.", "es"),
        ("Lo avevano detto al consiglio.", "it"),
        ("Об этом сказали совету.", "ru"),
    ],
)
def test_one_that_is_dropped(translation: str, language: str) -> None:
    assert differ(translation, language, TOLD, "en")


def test_one_that_is_added() -> None:
    assert differ("Die Tore waren nicht offen.", "de", "The gates were open.", "en")


@pytest.mark.parametrize(
    ("translation", "original"),
    [
        pytest.param("Il ignorait la fissure.", "He did not know of the crack.", id="a verb that has it in it"),
        pytest.param("Il n’a parlé qu’à un homme.", "He spoke to one man alone.", id="ne … que"),
        pytest.param("Le pont n’était pas sûr.", "The bridge was unsafe.", id="a word turned round"),
        pytest.param("Le pont n’a pas été ouvert.", "The bridge failed to open.", id="a verb that says it"),
        pytest.param("La grue s’arrêta avant qu’il ne parle.", "The crane stopped first.", id="an empty ne"),
    ],
)
def test_what_cannot_be_told_is_let_pass(translation: str, original: str) -> None:
    assert not differ(translation, "fr", original, "en")


def test_russian_words_with_a_negation_in_front() -> None:
    assert not differ("„Это неправда“, — ответил директор.", "ru", "“That is not true,” answered the director.", "en")
