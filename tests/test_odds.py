from __future__ import annotations

import math

import pytest

from summarizer.errors import AnswerUnreadable
from summarizer.odds import log_odds


@pytest.mark.parametrize(
    ("ranked", "odds"),
    [
        pytest.param({"conflict": math.log(0.8), "both": math.log(0.2)}, math.log(4), id="whole words"),
        pytest.param({" Con": math.log(0.6), "b": math.log(0.3)}, math.log(2), id="beginnings in any case"),
        pytest.param(
            {"conf": math.log(0.3), "Conflict": math.log(0.3), "both": math.log(0.3)}, math.log(2), id="forms are added"
        ),
        pytest.param(
            {"both": math.log(0.5), "I": math.log(0.2), "The": math.log(0.1)}, math.log(0.2), id="as the last of them"
        ),
        pytest.param({"both": 0.0, "": -0.1, "conflict": -math.inf}, -30 * math.log(10), id="impossible"),
        pytest.param({"conflict": 1e6, "both": 0.0}, 0.0, id="more than certain"),
    ],
)
def test_log_odds(ranked: dict[str, float], odds: float) -> None:
    assert log_odds(ranked, "conflict", "both") == pytest.approx(odds)


def test_one_answer_against_two_others() -> None:
    ranked = {"contr": math.log(0.5), "neutral": math.log(0.2), "ent": math.log(0.3)}

    assert log_odds(ranked, "contradiction", "entailment", "neutral") == pytest.approx(0.0)


@pytest.mark.parametrize(
    ("ranked", "shown"),
    [
        pytest.param({"yes": -0.1, "no": -2.0}, "but with 'yes', 'no'", id="other words"),
        pytest.param({"": -0.1}, "but with ''", id="an empty token"),
        pytest.param({}, "but with nothing", id="no token"),
    ],
)
def test_an_answer_that_is_neither_is_told(ranked: dict[str, float], shown: str) -> None:
    with pytest.raises(AnswerUnreadable, match=f"none of conflict, both, {shown}"):
        log_odds(ranked, "conflict", "both")
