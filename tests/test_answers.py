"""Validators that know the piece set apart what the text contradicts, and keep the rest."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from summarizer.answers import NOBODY, Failed, OverviewAnswer, PieceAnswer, dangers_for, marks_for
from summarizer.dialogue import example_names
from summarizer.pieces import Piece
from tests.reading import PUMP, document

DOCUMENT = document(PUMP)
WARNED = 6
"""The number, in a piece of the whole article, of the sentence in which the engineer says he warned."""


def context(prompt: str = "claims") -> dict[str, Any]:
    return {"piece": Piece(DOCUMENT.sentences), "text": DOCUMENT.text, "examples": example_names(prompt)}


def claim(**changed: Any) -> dict[str, Any]:
    good = {
        "n": 5,
        "who": "Tom Hales",
        "kind": "asserts",
        "says": "He had warned the council on 12 March that the shaft would crack.",
        "via": None,
        "key": True,
    }
    return good | changed


def warning(**changed: Any) -> dict[str, Any]:
    good = {
        "n": [5],
        "issuer": "Tom Hales",
        "recipient": "the council",
        "danger": "the shaft would crack in frost",
        "issued": "12 March",
        "response": None,
    }
    return good | changed


def answer(*, claims: list[dict[str, Any]] = [], warnings: list[dict[str, Any]] = []) -> PieceAnswer:  # noqa: B006
    return PieceAnswer.model_validate({"claims": claims, "warnings": warnings}, context=context())


def test_what_holds_is_kept() -> None:
    found = answer(claims=[claim()], warnings=[warning()])

    assert found.failed == ()
    assert [c.who for c in found.claims] == ["Tom Hales"]
    assert [w.recipient for w in found.warnings] == ["the council"]


@pytest.mark.parametrize(
    ("changed", "reason", "detail"),
    [
        pytest.param({"n": 99}, "unknown_sentence", "there is no sentence 99 in this piece", id="sentence"),
        pytest.param({"n": 0}, "unknown_sentence", "there is no sentence 0 in this piece", id="sentence 0"),
        pytest.param(
            {"who": "Rex Plumb"}, "speaker_not_in_text", "'Rex Plumb' does not occur in the article", id="speaker"
        ),
        pytest.param(
            {"who": "Inga Tveit"},
            "from_example",
            "'Inga Tveit' comes from the worked example, not from the article",
            id="example",
        ),
        pytest.param(
            {"says": "He had warned 40 times."},
            "number_not_in_evidence",
            "40 is not in sentence 5 or beside it",
            id="figure",
        ),
        pytest.param(
            {"says": "He had warned Plumb."},
            "name_not_in_evidence",
            "Plumb is not in sentence 5 or beside it",
            id="name",
        ),
    ],
)
def test_a_claim_that_fails_is_set_apart_with_its_reason(changed: dict[str, Any], reason: str, detail: str) -> None:
    good, bad = claim(), claim(**changed)
    found = answer(claims=[bad, good])

    assert [c.model_dump() for c in found.claims] == [good]
    assert found.failed == (Failed(bad["n"], bad, reason, detail),)  # type: ignore[arg-type] # a literal


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        pytest.param({"n": [5, 99]}, "unknown_sentence", id="sentence"),
        pytest.param({"n": []}, "unknown_sentence", id="no sentence"),
        pytest.param({"issuer": "Rex Plumb"}, "speaker_not_in_text", id="issuer"),
        pytest.param({"recipient": "Per Aas"}, "from_example", id="recipient from the example"),
        pytest.param({"danger": "40 shafts would crack"}, "number_not_in_evidence", id="figure"),
    ],
)
def test_a_warning_that_fails_is_set_apart_with_its_reason(changed: dict[str, Any], reason: str) -> None:
    found = answer(claims=[claim()], warnings=[warning(**changed)])

    assert found.warnings == []
    assert [(f.item, f.reason) for f in found.failed] == [(warning(**changed), reason)]
    assert len(found.claims) == 1


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"says": "He had warned them on 12 March; one shaft would crack."}, id="one is no figure"),
        pytest.param({"who": "engineer Tom Hales of Wick"}, id="a name in other words"),
        pytest.param({"who": "tom hales"}, id="case"),
        pytest.param({"says": "Hales warned the council of a crack."}, id="the speaker's own name"),
        pytest.param({"n": 5, "says": "A new pump would cost £90,000."}, id="figure of the sentence before"),
    ],
)
def test_other_words_for_the_same_hold(changed: dict[str, Any]) -> None:
    assert answer(claims=[claim(**changed)]).failed == ()


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param({"claims": [claim(kind="sings")], "warnings": []}, id="unknown stance"),
        pytest.param({"claims": [claim(says="x" * 401)], "warnings": []}, id="too long"),
        pytest.param({"claims": []}, id="part missing"),
        pytest.param({"claims": [{"n": 1}], "warnings": []}, id="field missing"),
    ],
)
def test_another_form_is_no_answer(bad: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        PieceAnswer.model_validate(bad, context=context())


def test_without_a_context_nothing_is_judged() -> None:
    assert PieceAnswer.model_validate({"claims": [claim(n=99)], "warnings": []}).failed == ()


class TestMarks:
    def test_it_asks_for_exactly_these_numbers(self) -> None:
        schema = marks_for((2, 5)).model_json_schema()

        assert set(schema["properties"]) == {"2", "5"}
        assert schema["required"] == ["2", "5"]
        assert schema["properties"]["2"]["maxLength"] == 60

    def test_the_form_is_made_once(self) -> None:
        assert marks_for((2, 5)) is marks_for((2, 5))
        assert marks_for((2,)) is not marks_for((2, 5))

    def test_nobody_is_left_out_and_what_fails_is_set_apart(self) -> None:
        given = {"2": NOBODY, "3": "", "5": " Tom Hales ", "6": "Rex Plumb", "7": "Ole Dahl"}
        found = marks_for((2, 3, 5, 6, 7)).model_validate(given, context=context("marks"))

        assert found.names == {5: "Tom Hales"}
        assert [(f.number, f.reason, f.item) for f in found.failed] == [
            (6, "speaker_not_in_text", {"sentence": 6, "speaker": "Rex Plumb"}),
            (7, "speaker_not_in_text", {"sentence": 7, "speaker": "Ole Dahl"}),
        ]

    def test_a_missing_number_is_no_answer(self) -> None:
        with pytest.raises(ValidationError):
            marks_for((2, 5)).model_validate({"2": NOBODY}, context=context("marks"))


class TestDangers:
    def test_it_asks_for_exactly_these_numbers(self) -> None:
        assert set(dangers_for((1, 2)).model_json_schema()["properties"]) == {"1", "2"}

    def test_verdicts_leave_out_what_is_none(self) -> None:
        found = dangers_for((1, 2)).model_validate({"1": None, "2": {"to": "", "danger": "it may burst"}})

        assert {n: d.danger for n, d in found.verdicts.items()} == {2: "it may burst"}


@pytest.mark.parametrize(
    "sentences",
    [
        pytest.param([{"s": "It leaks.", "ids": ["c1"]}], id="one sentence"),
        pytest.param([{"s": "It leaks.", "ids": ["c1"]}] * 5, id="five sentences"),
        pytest.param([{"s": "It leaks.", "ids": []}] * 2, id="no ids"),
    ],
)
def test_an_overview_has_two_to_four_sentences_with_ids(sentences: list[dict[str, Any]]) -> None:
    with pytest.raises(ValidationError):
        OverviewAnswer.model_validate({"headline": "Pump stops", "overview": sentences})
