"""Proper names are found where they stand and told apart by kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.names import bare, find_names, is_organisation, is_person, similar


def forms(text: str) -> list[str]:
    return [name.form for name in find_names(text, [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("At noon Nora Holt left.", ["Nora Holt"], id="person"),
        pytest.param("Nora Holt’s boat sank.", ["Nora Holt"], id="possessive"),
        pytest.param("He met Dr. Nora Holt.", ["Nora Holt"], id="a title with a full stop is no name"),
        pytest.param("He met Mrs Holt.", ["Mrs Holt"], id="a title without one is part of the form"),
        pytest.param("She joined the Board of Works in Vela.", ["Board of Works", "Vela"], id="small words inside"),
        pytest.param("The Board of Works met.", ["Board of Works"], id="article aside"),
        pytest.param("On Monday in May she left.", [], id="days and months"),
        pytest.param("Pumps fail. The pumps of Vela stand.", ["Vela"], id="a word that also occurs in small letters"),
        pytest.param("ORLO, June 3 — Nora Holt left.", ["Nora Holt"], id="dateline"),
        pytest.param("Étienne Dupré et Владимир Орлов.", ["Étienne Dupré", "Владимир Орлов"], id="scripts"),
        pytest.param("He sold Brill & Sons.", ["Brill & Sons"], id="ampersand"),
    ],
)
def test_names_are_found(text: str, expected: list[str]) -> None:
    assert forms(text) == expected


@pytest.mark.parametrize(
    ("form", "person", "organisation"),
    [
        pytest.param("Nora Holt", True, False, id="two words"),
        pytest.param("Captain Nora B. Holt", True, False, id="title and initial"),
        pytest.param("Holt", False, False, id="one word"),
        pytest.param("Brill Works", False, True, id="company"),
        pytest.param("RWB", False, True, id="acronym"),
        pytest.param("Brill & Sons", False, True, id="ampersand"),
        pytest.param("Guild of Pilots", False, False, id="of"),
        pytest.param("Route Number 9", False, False, id="figure"),
    ],
)
def test_persons_and_bodies_are_told_apart(form: str, person: bool, organisation: bool) -> None:
    assert (is_person(form), is_organisation(form)) == (person, organisation)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("Dr. Nora Holt", "Nora Holt"),
        ("Prime Minister Nora Holt", "Nora Holt"),
        ("Nora Holt’s", "Nora Holt"),
        ("Holt", "Holt"),
        ("Mayor", "Mayor"),
    ],
)
def test_titles_are_left_out(form: str, expected: str) -> None:
    assert bare(form) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        pytest.param("Karlin", "Karlyn", True, id="one letter of six"),
        pytest.param("Montgomery", "Montgomerie", True, id="two letters of ten"),
        pytest.param("holt", "Holt", True, id="case"),
        pytest.param("Karlin", "Carlin", False, id="another initial"),
        pytest.param("Lee", "Leo", False, id="short"),
        pytest.param("Castell", "Castle", False, id="two letters of six"),
    ],
)
def test_spellings_of_one_name_are_similar(one: str, other: str, expected: bool) -> None:
    assert similar(one, other) is expected
    assert similar(other, one) is expected


@given(st.text(alphabet="Ab c.’-\nÄЖ1(“", max_size=80))
def test_a_name_stands_where_it_is_said_to(text: str) -> None:
    for name in find_names(text, [(0, len(text))]):
        assert " ".join(text[name.start : name.end].split()) == name.form
