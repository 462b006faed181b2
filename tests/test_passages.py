from __future__ import annotations

import pytest

from summarizer.locate import folded
from summarizer.passages import Passages
from tests.quay import TEXT

PASSAGES = Passages(folded(TEXT))


def nearest(quote: str) -> str | None:
    span = PASSAGES.nearest(folded(quote))
    return PASSAGES.folded.text[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("quote", "passage"),
    [
        pytest.param("the wall had shifted by 4 centimetres", "its wall had moved by 4 centimetres", id="two words"),
        pytest.param("We lost 700 passengers in three days", "We lost 1,700 passengers in three days", id="first"),
        pytest.param(
            "repairs may cost about 25 million crowns", "repairs may cost about 2.5 million crowns", id="number"
        ),
        pytest.param("on 4 March", "on 3 March", id="short"),
    ],
)
def test_the_nearest_passage_is_as_long_as_the_quote(quote: str, passage: str) -> None:
    found = nearest(quote)
    assert found is not None
    assert found.split()[-2:] == passage.split()[-2:]
    assert abs(len(found.split()) - len(passage.split())) <= 1


@pytest.mark.parametrize("quote", ["An audit found irregularities.", "xyz", "…", ""], ids=repr)
def test_nothing_is_near_to_words_that_are_not_there(quote: str) -> None:
    assert nearest(quote) is None


@pytest.mark.parametrize(
    ("quote", "parts"),
    [
        pytest.param(
            "Nobody told us that the wall … Brandt said the letter never arrived.",
            ["nobody told us that the wall", "brandt said the letter never arrived"],
            id="with an ellipsis",
        ),
        pytest.param(
            "The east quay was closed on Tuesday. He added that repairs may cost",
            ["the east quay was closed on tuesday", "he added that repairs may cost"],
            id="without",
        ),
        pytest.param(
            "The east quay was closed … by 4 centimetres, the harbour office said.",
            ["the east quay was closed", "by 4 centimetres, the harbour office said"],
            id="words left out",
        ),
        pytest.param("The east quay was shut on Tuesday after its wall had moved", [], id="one word changed"),
    ],
)
def test_passages_put_together_are_told_apart(quote: str, parts: list[str]) -> None:
    spans = PASSAGES.joined(folded(quote))
    assert [PASSAGES.folded.text[slice(*span)].lower() for span in spans] == parts
