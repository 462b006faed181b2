"""Mentions are gathered into bearers, with the fullest name, role and gender that the text gives."""

from __future__ import annotations

import pytest

from summarizer.entities import Entity, gather, is_role
from summarizer.names import find_names
from tests.reading import document


def entities(text: str) -> dict[str, Entity]:
    found = document(text)
    return {e.name: e for e in gather(found.text, find_names(found.text, [(s.start, s.end) for s in found.sentences]))}


@pytest.mark.parametrize(
    ("text", "name", "forms"),
    [
        pytest.param("Nora Holt left. Holt’s boat sank.", "Nora Holt", ["Nora Holt", "Holt"], id="surname"),
        pytest.param("Nora Holt left. They saw Nora there.", "Nora Holt", ["Nora Holt", "Nora"], id="first name"),
        pytest.param("At noon Holt left. Then Nora Holt sang.", "Nora Holt", ["Holt", "Nora Holt"], id="surname first"),
        pytest.param("Imre Karlin left. Karlyn sang.", "Imre Karlin", ["Imre Karlin", "Karlyn"], id="spelling"),
        pytest.param(
            "Elena Marsh left. Yelena Marsh sang.", "Yelena Marsh", ["Elena Marsh", "Yelena Marsh"], id="script"
        ),
        pytest.param("Nora Holt left. N. Holt sang.", "Nora Holt", ["Nora Holt", "N. Holt"], id="initial"),
        pytest.param(
            "The Water Board of Orlo (WBO) met. The WBO rose.",
            "Water Board of Orlo",
            ["Water Board of Orlo", "WBO", "WBO"],
            id="acronym",
        ),
        pytest.param(
            "He joined the Orlo Council. Then the Council met.", "Orlo Council", ["Orlo Council", "Council"], id="body"
        ),
    ],
)
def test_forms_of_one_bearer_join(text: str, name: str, forms: list[str]) -> None:
    assert {n: e.forms for n, e in entities(text).items()} == {name: forms}


def test_people_of_one_family_stay_apart() -> None:
    found = entities("Nora Holt left. Her brother Piet Holt sang.")

    assert list(found) == ["Nora Holt", "Piet Holt"]


@pytest.mark.parametrize(
    ("text", "name", "role", "gender"),
    [
        pytest.param(
            "Nora Holt, a test engineer at Brill, left.", "Nora Holt", "a test engineer at Brill", None, id="after"
        ),
        pytest.param("The head of the port, Nora Holt, left.", "Nora Holt", "The head of the port", None, id="before"),
        pytest.param(
            "A spokesman for the port, Imre Varga, left.", "Imre Varga", "A spokesman for the port", "he", id="he"
        ),
        pytest.param(
            "Nora Holt, chairwoman of the guild, left.", "Nora Holt", "chairwoman of the guild", "she", id="she"
        ),
        pytest.param("Then Captain Imre Varga left.", "Imre Varga", "Captain", None, id="inside"),
        pytest.param("Then Mr. Varga left.", "Varga", None, "he", id="title with a full stop"),
        pytest.param("Then Miss Holt left.", "Holt", None, "she", id="title without one"),
        pytest.param("Nora Holt, tired and wet, left.", "Nora Holt", None, None, id="no role"),
    ],
)
def test_role_and_gender_are_read_from_the_words_around(
    text: str, name: str, role: str | None, gender: str | None
) -> None:
    entity = entities(text)[name]

    assert (entity.role, entity.gender, entity.person) == (role, gender, True)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("a test engineer at Brill", True),
        ("a plumber", True),
        ("chief of the service", True),
        ("the former mayor", True),
        ("the summer", False),
        ("a large tower", False),
        ("tired and wet", False),
    ],
)
def test_a_role_has_a_noun_for_what_a_person_does(phrase: str, expected: bool) -> None:
    assert is_role(phrase) is expected
