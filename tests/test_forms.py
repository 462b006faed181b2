from __future__ import annotations

import pytest
from pydantic import ValidationError

from summarizer.answers import OverviewAnswer
from summarizer.forms import prepared, stand_in


def test_a_stand_in_asks_for_what_the_form_asks_for() -> None:
    form, full = stand_in(OverviewAnswer), prepared(OverviewAnswer)

    assert (form.__name__, form.__doc__) == (OverviewAnswer.__name__, OverviewAnswer.__doc__)
    assert form.model_json_schema() == full.model_json_schema() == OverviewAnswer.model_json_schema()
    assert form.model_fields == {}


def test_a_stand_in_reads_answers_as_the_form_does() -> None:
    answer = '{"headline": "Tide", "overview": [{"s": "High.", "ids": ["c1"]}, {"s": "Low.", "ids": ["c2"]}]}'
    read = stand_in(OverviewAnswer).model_validate_json(answer)

    assert read == OverviewAnswer.model_validate_json(answer)
    assert type(read) is OverviewAnswer
    with pytest.raises(ValidationError, match="overview"):
        stand_in(OverviewAnswer).model_validate_json('{"headline": "Tide"}')
