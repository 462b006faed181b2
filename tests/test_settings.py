"""What settings may be."""

from __future__ import annotations

import math
from typing import Any

import pytest

from summarizer.errors import ConfigurationError
from summarizer.settings import Settings

KEY = b"sk-not-to-be-seen"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        pytest.param({"jobs": "4"}, "jobs is '4'; it must be a whole number", id="a number as text"),
        pytest.param({"jobs": 2.5}, "jobs is 2.5; it must be a whole number", id="half a job"),
        pytest.param({"jobs": True}, "jobs is True; it must be a whole number", id="truth as a number"),
        pytest.param({"jobs": 0}, "jobs is 0; it must be greater than zero", id="none"),
        pytest.param(
            {"max_tokens": math.nan}, "max_tokens is nan; it must be a whole number", id="no number of tokens"
        ),
        pytest.param({"max_cost": math.nan}, "max_cost is nan; it must be finite", id="no number"),
        pytest.param({"max_cost": -1}, "max_cost is -1; it must be greater than zero", id="below zero"),
        pytest.param({"timeout": math.inf}, "timeout is inf; it must be finite", id="for ever"),
        pytest.param({"timeout": "10"}, "timeout is '10'; it must be a number", id="seconds as text"),
        pytest.param({"cache": "no"}, "cache is 'no'; it must be True or False", id="no as text"),
        pytest.param({"model": 5}, "model is 5; it must be text", id="model"),
        pytest.param({"base_url": 5}, "base_url is 5; it must be text", id="address"),
        pytest.param({"api_key": KEY}, "api_key is of the type bytes; it must be text", id="key"),
    ],
)
def test_what_cannot_work_is_told_at_once(given: dict[str, Any], says: str) -> None:
    with pytest.raises(ConfigurationError) as resolved:
        Settings.resolve({}, **given)
    with pytest.raises(ConfigurationError) as whole:
        Settings.given_as(Settings(**given), {})

    assert str(resolved.value) == str(whole.value) == says


def test_what_is_not_given_is_left_at_its_default() -> None:
    assert Settings.resolve({}, jobs=None, max_cost=1, cache=None) == Settings(max_cost=1)
