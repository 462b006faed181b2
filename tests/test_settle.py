"""What is said of a dispute is what its passages say, or the article's own words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.assertions import Assertion
from summarizer.disputes import SideDraft
from summarizer.models import Contradiction, Rejected
from summarizer.settle import LONGEST_POSITION, Bench, bare, difference, kind_of
from tests.disputing import claims_of, draft, sentences, text_of, told

Row = str | tuple[str, str]
REITH, ANKER = "Olga Reith", "Piet Anker"
LIST = told(
    (ANKER, "Piet Anker, a mechanic, said he had sent Reith a list of 12 faults in April."),
    (REITH, "“I never received a list of faults,” Reith said."),
    "A clerk stamped the list on 4 May.",
)


def settled(assertions: tuple[Assertion, ...], *sides: tuple[Assertion, ...], **said: Any) -> Contradiction | Rejected:
    return Bench(text_of(assertions), claims_of(assertions)).settle(draft(*sides, **said), "x1")


def contradiction(*positions: str | None, **said: Any) -> Contradiction:
    found = settled(LIST, LIST[:1], LIST[1:2], positions=positions or (None, None), **said)
    assert isinstance(found, Contradiction)
    return found


def test_what_the_passages_bear_out_is_kept() -> None:
    found = contradiction(
        "Piet Anker: he sent 12 faults in April.",
        "Olga Reith: she never got any.",
        question="Did Reith get the list?",
        why="A list cannot have\nbeen sent and never received.",
    )

    assert (found.id, found.question, found.kind) == ("x1", "Did Reith get the list?", "between_speakers")
    assert [(s.position, s.claims, [e.quote for e in s.evidence]) for s in found.sides] == [
        ("Piet Anker: he sent 12 faults in April.", ("c1",), [LIST[0].evidence.quote]),
        ("Olga Reith: she never got any.", ("c2",), [LIST[1].evidence.quote]),
    ]
    assert found.explanation == "A list cannot have been sent and never received."
    assert (found.check.verdict, found.check.notes) == ("accepted", ())


@pytest.mark.parametrize(
    ("position", "detail"),
    [
        pytest.param(
            "Piet Anker: he sent 21 faults in April.", "“21 faults” is “12 faults” in the evidence", id="figure"
        ),
        pytest.param(
            "Piet Anker: he sent 12 faults on 9 June.",
            "“9 June” is not in the evidence; the evidence has “April”",
            id="date",
        ),
        pytest.param("Rex Plumb: he sent 12 faults.", "“Plumb” is not in the evidence", id="name"),
    ],
)
def test_a_position_with_something_foreign_is_replaced_by_the_article_s_words(position: str, detail: str) -> None:
    found = contradiction(position, "Olga Reith: she never got any.")

    assert found.sides[0].position == LIST[0].evidence.quote
    assert found.sides[1].position == "Olga Reith: she never got any."
    assert found.check.verdict == "repaired"
    assert found.check.notes == (f"a position is given in the article's words: {detail}",)


def test_a_question_with_something_foreign_is_asked_in_the_words_of_the_positions() -> None:
    found = contradiction("He sent it.", "She never got it.", question="Did Rex Plumb get the list?")

    assert found.question == "Which holds: “He sent it” or “She never got it”?"
    assert found.check.notes[0].startswith("the question is asked in the article's words: ")


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        pytest.param("Did Reith get the list?", True, id="question"),
        pytest.param("Did Reith get the list？", True, id="another question mark"),
        pytest.param("The list of faults", False, id="none"),
        pytest.param(" ", False, id="blank"),
    ],
)
def test_a_question_ends_in_a_question_mark(question: str, kept: bool) -> None:
    found = contradiction("He sent it.", "She never got it.", question=question)

    assert (found.question == question) is kept


def test_a_reason_with_something_foreign_is_replaced_by_the_program_s_own() -> None:
    found = contradiction(why="The log of 9 June shows it.")

    assert found.explanation == "One side denies what the other says."
    assert found.check.notes[0].startswith("the explanation is the program's own: ")


def test_without_a_model_s_words_all_is_the_article_s() -> None:
    found = contradiction()

    assert [side.position for side in found.sides] == [a.evidence.quote for a in LIST[:2]]
    assert found.question == f"Which holds: “{bare(LIST[0].evidence.quote)}” or “{bare(LIST[1].evidence.quote)}”?"
    assert found.check.notes == ()


@pytest.mark.parametrize(
    ("row", "position"),
    [
        pytest.param((REITH, "“It leaks.”"), "Olga Reith: “It leaks.”", id="not named in it"),
        pytest.param((REITH, "“It leaks,” Reith said."), "“It leaks,” Reith said.", id="named in it"),
        pytest.param("It leaks.", "It leaks.", id="narration"),
        pytest.param("It leaks\n  badly.", "It leaks badly.", id="over two lines"),
    ],
)
def test_the_article_s_words_come_with_who_says_them(row: Row, position: str) -> None:
    assertions = told(row, "The hull is dry.")
    found = settled(assertions, assertions[:1], assertions[1:])

    assert isinstance(found, Contradiction)
    assert found.sides[0].position == position


def test_the_name_in_front_can_be_left_out() -> None:
    assertions = told((REITH, "“It leaks.”"), "The hull is dry.")
    bench = Bench(text_of(assertions), claims_of(assertions), named=False)
    found = bench.settle(draft(assertions[:1], assertions[1:]), "x1")

    assert isinstance(found, Contradiction)
    assert [side.position for side in found.sides] == ["“It leaks.”", "The hull is dry."]


def test_a_long_sentence_is_cut_between_words() -> None:
    assertions = told("leaks " * 80, "The hull is dry.")
    found = settled(assertions, assertions[:1], assertions[1:])

    assert isinstance(found, Contradiction)
    assert found.sides[0].position == "leaks " * 39 + "leaks …"
    assert len(found.sides[0].position) <= LONGEST_POSITION + 2


def test_three_sides_are_three_answers() -> None:
    assertions = told("It left at 21:42.", "It left at 21:55.", "It left at 22:10.")
    found = settled(assertions, *((a,) for a in assertions))

    assert isinstance(found, Contradiction)
    assert found.question == "Which holds: “It left at 21:42”, “It left at 21:55” or “It left at 22:10”?"
    assert (found.kind, len(found.sides)) == ("timing", 3)


@pytest.mark.parametrize(
    ("sides", "positions", "reason"),
    [
        pytest.param([LIST[:1]], ["He sent it."], "side_missing", id="one side"),
        pytest.param([], [], "side_missing", id="no side"),
        pytest.param([LIST[:1], ()], ["He sent it.", "No."], "side_missing", id="a side without a passage"),
        pytest.param([LIST[:1], LIST[:2]], ["He sent it.", "No."], "sides_agree", id="one passage on both sides"),
        pytest.param([LIST[:1], LIST[1:2]], ["A list.", "a  LIST."], "sides_agree", id="the same position"),
    ],
)
def test_what_has_not_two_sides_is_refused(
    sides: list[tuple[Assertion, ...]], positions: list[str], reason: str
) -> None:
    found = settled(LIST, *sides, positions=positions, question="Did Reith get it?", why="So.")

    assert isinstance(found, Rejected)
    assert (found.kind, found.reasons) == ("contradiction", (reason,))
    assert (found.item["question"], found.item["explanation"]) == ("Did Reith get it?", "So.")
    assert [side["position"] for side in found.item["sides"]] == positions


@pytest.mark.parametrize(
    ("one", "other", "kind", "explanation"),
    [
        pytest.param(
            (REITH, "“I saw the list,” Reith said."),
            (REITH, "“I never saw the list,” Reith said."),
            "same_speaker",
            "One side denies what the other says.",
            id="one speaker",
        ),
        pytest.param(
            (REITH, "It carried 212 passengers."),
            "It carried 240 passengers.",
            "figures",
            "The figures differ: 212 against 240.",
            id="figures",
        ),
        pytest.param(
            (REITH, "It left on 3 May."),
            (ANKER, "It left on 9 May."),
            "timing",
            "The times differ: 3 May against 9 May.",
            id="dates",
        ),
        pytest.param(
            (REITH, "All doors were shut."),
            "The stern door stood open.",
            "with_narration",
            "One side speaks of all or of never, the other of a case that it leaves no room for.",
            id="narration",
        ),
        pytest.param(
            (REITH, "The hull is dry."),
            (ANKER, "The hull leaks."),
            "between_speakers",
            "Both cannot be true of the same matter.",
            id="speakers",
        ),
        pytest.param(
            (REITH, "It carried 212 passengers and 31 cars."),
            (ANKER, "It carried no dogs and 212 passengers."),
            "between_speakers",
            "One side denies what the other says.",
            id="a figure that is the same",
        ),
        pytest.param(
            (REITH, "The crack is 4 centimetres long."),
            (ANKER, "The crack is 9 days old."),
            "between_speakers",
            "Both cannot be true of the same matter.",
            id="figures of two units",
        ),
    ],
)
def test_kind_and_explanation_follow_from_the_sides(one: Row, other: Row, kind: str, explanation: str) -> None:
    assertions = told(one, other)
    sides = draft(assertions[:1], assertions[1:]).sides

    assert (kind_of(sides), difference(sides)) == (kind, explanation)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([None, REITH, ANKER]), sentences()), min_size=2, max_size=5),
    st.lists(st.none() | sentences(), min_size=4, max_size=4),
)
def test_whatever_is_said_every_side_is_the_article_s_words(
    rows: list[tuple[str | None, str]], said: list[str | None]
) -> None:
    assertions = told(*((speaker, quote) if speaker else quote for speaker, quote in rows))
    found = settled(assertions, assertions[:1], assertions[1:], positions=said[:2], question=said[2], why=said[3])

    if isinstance(found, Contradiction):
        text = text_of(assertions)
        assert all(text[e.start : e.end] == e.quote for side in found.sides for e in side.evidence)
        assert len({side.position for side in found.sides}) == 2
        assert all(side.evidence for side in found.sides)
        assert found.question
        assert found.explanation
        assert "\n" not in found.question + found.explanation


def test_who_says_he_was_not_told_is_set_against_who_told_him() -> None:
    sides = (SideDraft(()), SideDraft(()))
    assert difference(sides, frozenset({"untold"})) == "One side says that it was not told, the other that it was."


@pytest.mark.parametrize(
    ("question", "kept"),
    [("Did Reith get the list that Anker sent?", True), ("Who mended the pump?", False)],
)
def test_a_small_model_s_question_must_be_about_both_sides(question: str, kept: bool) -> None:
    shown = replace(draft(LIST[:1], LIST[1:2], question=question), signs=frozenset({"negative"}))
    found = Bench(text_of(LIST), claims_of(LIST)).settle(shown, "x1")

    assert isinstance(found, Contradiction)
    assert (found.question == question, found.check.notes) == (
        kept,
        () if kept else ("the question is asked in the article's words: it is about one side only",),
    )
