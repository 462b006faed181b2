from __future__ import annotations

import json

import pytest
from pydantic import BaseModel, ValidationError

from summarizer.dialogue import head
from summarizer.rulings import LONGEST_POSITION, LONGEST_QUESTION, Survey, Title, verdicts_for

LONG = "The ferry carried more people than it may. " * 20


def test_verdicts_are_found_by_their_numbers() -> None:
    assert verdicts_for(2).model_validate({"1": "conflict", "2": "both"}).verdicts == {1: "conflict", 2: "both"}


@pytest.mark.parametrize(
    ("form", "given"),
    [
        pytest.param(verdicts_for(2), {"1": "conflict"}, id="a verdict is missing"),
        pytest.param(verdicts_for(1), {"1": "perhaps"}, id="a third verdict"),
        pytest.param(Title, {}, id="a title is missing"),
        pytest.param(Title, {"question": LONG}, id="a title runs on"),
        pytest.param(Survey, {"disputes": [{"question": "?", "sides": []}]}, id="no reason"),
    ],
)
def test_what_is_no_answer_is_refused(form: type[BaseModel], given: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        form.model_validate(given)


def test_a_survey_says_how_long_its_texts_may_be_and_does_not_fail_by_them() -> None:
    given = {"disputes": [{"question": LONG, "sides": [{"position": LONG, "n": [1] * 9}], "why": LONG}]}
    shapes = Survey.model_json_schema()["$defs"]

    assert Survey.model_validate(given).disputes[0].sides[0].position == LONG
    assert shapes["Found"]["properties"]["question"]["maxLength"] == LONGEST_QUESTION
    assert shapes["Stand"]["properties"]["position"]["maxLength"] == LONGEST_POSITION


@pytest.mark.parametrize(
    ("prompt", "form"),
    [("title", Title), ("disputes", Survey), ("verdicts", verdicts_for(2))],
    ids=["title", "disputes", "verdicts"],
)
def test_the_worked_examples_are_answers_of_this_form(prompt: str, form: type[BaseModel]) -> None:
    for message in head(prompt):
        if message["role"] == "assistant":
            assert form.model_validate(json.loads(message["content"])).model_dump(by_alias=True)
