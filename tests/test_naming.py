"""Names that a statement may use, rule by rule: one that must pass and one that must be stopped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.naming import initials, name_faults, name_runs, read_names, read_words, roots, spelled_alike


def strange(statement: str, near: str, text: str = "", known: tuple[str, ...] = ()) -> list[str]:
    """The names of the statement that are not borne out."""
    return list(name_faults(statement, near, text or near, known))


BOARD = "The Harbour Safety Board (HSB) met. The Canal Users Union (CUU) did not."
MAYOR = "Mayor Nora Holt spoke first. Then Holt left. Ivo Marsh stayed."
RULES = [
    ("whole name", "Nora Holt left.", "So Nora Holt left.", "So Nora Brandt left.", ""),
    ("part of a name", "Nora Holt left.", "So Holt left.", "So Marsh left.", ""),
    ("fuller name", "Then Holt left.", "Later Nora Holt left.", "Later Ivo Marsh left.", MAYOR),
    ("possessive", "The boat was Holt’s own.", "It was a boat of Holt.", "It was a boat of Marsh.", ""),
    ("people", "Italy sent a ship.", "An Italian ship came.", "A Peruvian ship came.", ""),
    ("irregular people", "Denmark sent a ship.", "A Danish ship came.", "A Polish ship came.", ""),
    ("plural people", "A Russian ship came.", "It was of Russians.", "It was of Belgians.", ""),
    ("points", "The U.S. sent a ship.", "It was a US ship.", "It was a UK ship.", ""),
    ("initials", "The Harbour Safety Board met.", "So the HSB met.", "So the CUU met.", BOARD),
    ("acronym spelled out", "Then the HSB met.", "So the Harbour Safety Board met.", "So the Canal Union met.", BOARD),
    ("accents", "José Varga left.", "Then Jose Varga left.", "Then Jorge Varga left.", ""),
    ("transliteration", "They met in the Krolov Hall.", "It was in Crolov Hall.", "It was in Belov Hall.", ""),
    ("one letter", "They asked Velikova.", "So Velicova was asked.", "So Velmanova was asked.", ""),
    ("hyphen", "The Ash-Marlow bridge shut.", "So the Marlow bridge shut.", "So the Barlowe bridge shut.", ""),
    ("shortened", "He left Manchester early.", "He left Man early.", "He left Liv early.", ""),
    ("written short", "They met in Saint Ives.", "They met in St Ives.", "They met in Ft Ives.", ""),
    ("ordinary opening word", "the wells ran dry", "Wells ran dry in spring.", "Holm Wells and Varga ran dry.", ""),
    ("date", "It shut on 9 May.", "It shut in May.", "It shut in Maynooth.", ""),
    ("pronoun", "The mayor resigned.", "So I heard that He resigned.", "So Ada heard it.", ""),
]


@pytest.mark.parametrize(("near", "faithful", "altered", "text"), [pytest.param(*row[1:], id=row[0]) for row in RULES])
def test_a_form_of_the_name_passes_and_another_name_is_stopped(
    near: str, faithful: str, altered: str, text: str
) -> None:
    assert strange(faithful, near, text) == []
    assert strange(altered, near, text) != []


def test_a_known_name_may_stand_in_the_statement() -> None:
    assert strange("Then Ivo Marsh left.", "“We left,” he said.", known=("Ivo Marsh",)) == []
    assert strange("Then Ivo Marsh left.", "“We left,” he said.", known=("Ada Vale",)) == ["Ivo Marsh"]


def test_a_first_name_alone_at_the_head_is_told_from_a_word() -> None:
    text = "Orrin Vale was fined. The clerk said so."
    assert strange("Marta Vale was fined.", "Orrin Vale was fined.", text) == ["Marta"]


@pytest.mark.parametrize(
    ("words", "runs"),
    [
        ("Nora Holt and Ivo Marsh left", [["Nora", "Holt"], ["Ivo", "Marsh"]]),
        ("the Bank of Orrin sold", [["Bank", "Orrin"]]),
        ("of Brask, Norway", [["Brask"], ["Norway"]]),
        ("nobody left", []),
    ],
    ids=["and", "of", "comma", "none"],
)
def test_names_are_runs_of_capitalised_words(words: str, runs: list[list[str]]) -> None:
    assert [[w.form for w in run] for run in name_runs(read_words(words))] == runs


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("krokus", "crocus", True), ("velikova", "velicova", True), ("holt", "hold", False), ("marsh", "varsh", False)],
)
def test_spellings(one: str, other: str, alike: bool) -> None:
    assert spelled_alike(one, other) is alike
    assert spelled_alike(other, one) is alike


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [("russia", "russian", True), ("italy", "italians", True), ("kiev", "kyiv", True), ("peru", "persia", False)],
)
def test_roots(one: str, other: str, shared: bool) -> None:
    assert bool(roots(one) & roots(other)) is shared


def test_initials_are_those_of_neighbouring_capitals() -> None:
    assert set(initials(read_words("the Harbour Safety Board"))) == {"hs", "sb", "hsb"}


def test_where_a_word_first_stands_is_known() -> None:
    text = "Then Holt left. Holt came back."
    assert read_names(text).first["holt"] == text.index("Holt")


@given(st.text(max_size=300))
def test_words_bear_out_their_own_names(text: str) -> None:
    assert strange(text, text) == []


@given(st.text(max_size=200), st.text(max_size=200), st.lists(st.text(max_size=20), max_size=3))
def test_any_words_get_an_answer(statement: str, near: str, known: list[str]) -> None:
    assert all(isinstance(name, str) for name in name_faults(statement, near, near, known))


@pytest.mark.parametrize("piece", ["A", "Aa ", "A.", "(AB) ", "Of ", "Abc-", "\ud800 ", "Ⅷ "], ids=repr)
def test_hostile_lengths_are_read(piece: str) -> None:
    words = piece * 4_000
    assert strange(words, words) == []
    assert isinstance(strange(f"Holt {words}", "Marsh", words), list)
