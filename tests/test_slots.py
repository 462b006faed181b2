"""Names in the place of another, rule by rule: one that must pass and one that must be stopped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.slots import bearer_faults, role_faults, slot_faults

WATCH = "The Harbour Post wrote that Canal Watch specifically warned the council. Vale Bank said nothing."
STATION = "Orrin Vale, 61, waited at the Holm Street station. By then Ada Marsh, 44, had gone home."
SLOTS = [
    ("behind", WATCH, "Canal Watch specifically warned the council.", "Vale Bank specifically warned the council."),
    (
        "in front",
        "She paid tribute to Orrin Vale. Ada Marsh was absent.",
        "She paid tribute to Vale.",
        "She paid tribute to Ada Marsh.",
    ),
    (
        "and",
        "The note blamed Orrin and Vale. Then Marsh read it.",
        "It blamed Orrin and Vale.",
        "It blamed Orrin and Marsh.",
    ),
    ("thing", STATION, "They met at the Holm Street station.", "They met at the Ada Marsh station."),
    ("age", STATION, "It was Orrin Vale, 61, who waited.", "It was Ada Marsh, 61, who waited."),
    (
        "no name there",
        "In her letter Vale claimed that the new rope had been bought from the chandler. Holt kept it.",
        "The new rope had been bought from the chandler.",
        "The new rope had been bought from Vale.",
    ),
]


@pytest.mark.parametrize(("near", "faithful", "altered"), [pytest.param(*row[1:], id=row[0]) for row in SLOTS])
def test_a_name_in_its_place_passes_and_in_another_is_stopped(near: str, faithful: str, altered: str) -> None:
    assert list(slot_faults(faithful, near)) == []
    assert list(slot_faults(altered, near)) != []


@pytest.mark.parametrize(
    ("near", "statement"),
    [
        ("She gave birth at home. Vale gave birth in Brask.", "Marsh gave birth in Brask."),
        ("Ada Vale was arrested in Brask.", "Ada Vale, of Holm, Norway, was arrested in Brask."),
        ("The twins were adopted by Ada and Ivo Vale.", "They were adopted by a Norwegian family."),
        ("Near Holm, 30 roofs were torn off.", "Thirty roofs were torn off near Holm."),
        ("(AP) The graffiti is old.", "Great War graffiti is old."),
        (
            "Hales wrote to all the engineers who had come from Wick Water that the shaft would crack.",
            "According to Hales, the shaft would crack.",
        ),
        ("Vale closed the gate near Holm. In March the pump stopped.", "Down at Holm the pump stopped."),
        ("The pump was shut by Monday. It leaked.", "The pump was shut by Vale."),
        ("The crew read the March report twice.", "The crew read the Vale report twice."),
    ],
    ids=[
        "a pronoun may stand for it",
        "apposition",
        "attribute",
        "number word",
        "article",
        "behind a comma",
        "a month in front",
        "a weekday behind",
        "a month before a thing",
    ],
)
def test_what_is_not_plain_passes(near: str, statement: str) -> None:
    assert list(slot_faults(statement, near)) == []


def test_the_rival_is_named() -> None:
    assert list(slot_faults("Vale Bank specifically warned the council.", WATCH)) == [("Vale Bank", "Watch")]


MILL = "Ada Vale repaired the broken mill wheel before winter. Ivo Marsh watched from the bridge."


def test_who_a_sentence_begins_with() -> None:
    assert list(bearer_faults("Ivo Marsh repaired the broken mill wheel.", MILL)) != []
    assert list(bearer_faults("Ada Vale repaired the broken mill wheel.", MILL)) == []
    assert list(bearer_faults("Ivo Marsh repaired the broken mill wheel.", MILL, known=("Ivo Marsh",))) == []


def test_roles() -> None:
    text = "The baker sold bread. Inspector Marsh shut the mill. “It is shut,” said Marsh."
    near = "“It is shut,” said Marsh of the mill."
    assert list(role_faults("The inspector shut the mill.", near, text)) == []
    assert list(role_faults("The baker shut the mill.", near, text)) == ["baker"]
    assert list(role_faults("The vicar shut the mill.", near, text)) == []
    assert list(role_faults("The baker shut the mill.", near, text, known=("the baker",))) == []


def test_a_body_where_the_evidence_has_somebody_else() -> None:
    text = "The council met in May. Vale wrote to the governor in June. The board was told."
    near = "Vale wrote to the governor in June."
    assert list(role_faults("Vale wrote to the governor.", near, text)) == []
    assert list(role_faults("Vale wrote to the council.", near, text)) == ["council"]
    assert list(role_faults("Vale wrote to the council.", "Vale wrote a letter.", text)) == []


TEXTS = st.text(alphabet=st.sampled_from("AaBb Vale the was to wrote, .61’s“"), max_size=200) | st.text(max_size=200)


@given(TEXTS)
def test_words_bear_themselves_out(text: str) -> None:
    assert list(slot_faults(text, text)) == []
    assert list(bearer_faults(text, text)) == []
    assert list(role_faults(text, text, text)) == []


@given(TEXTS, TEXTS, TEXTS)
def test_any_words_get_an_answer(statement: str, near: str, text: str) -> None:
    found = [*slot_faults(statement, near), *bearer_faults(statement, near)]
    assert all(len(pair) == 2 for pair in found)
    assert all(isinstance(role, str) for role in role_faults(statement, near, text))


@pytest.mark.parametrize("piece", ["Vale was told ", "wrote to the mayor ", "A, 61, ", "Holm station ", "mayor. "])
def test_hostile_lengths_are_read(piece: str) -> None:
    words = piece * 3_000
    assert isinstance(list(slot_faults(words, f"Marsh {words}")), list)
    assert isinstance(list(bearer_faults(words, f"Marsh {words}")), list)
    assert isinstance(list(role_faults(words, "Marsh", words)), list)
