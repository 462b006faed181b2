from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.designations import designation_faults

GATES = "Only Gates 1 and 2 rose, and the pumps behind Gates 3, 5 and 6 ran. Route 14 was cut."


@pytest.mark.parametrize(
    ("faithful", "altered"),
    [
        ("Gates 1 and 2 rose.", "Gates 4 and 2 rose."),
        ("Gates 2 & 1 rose.", "Gates 2 & 3 rose."),
        ("Gates 3 and 6 were fed.", "Gates 3 and 7 were fed."),
        ("Gates 1, 2, 3, 5 and 6 were in use.", "Gates 1, 2 and 3 were in use."),
    ],
    ids=["one changed", "one of another list", "part of a list", "whole lists together"],
)
def test_numbers_behind_a_noun_match_as_a_list(faithful: str, altered: str) -> None:
    assert list(designation_faults(faithful, GATES)) == []
    assert list(designation_faults(altered, GATES)) != []


@pytest.mark.parametrize(
    "statement",
    [
        "In 2019 and 2020 it was shut.",
        "On May 3 and 4 it was shut.",
        "It rained for about 4 and 5 hours.",
        "Doors 7 and 8.",
    ],
    ids=["years", "days", "counts", "another noun"],
)
def test_what_names_nothing_passes(statement: str) -> None:
    assert list(designation_faults(statement, GATES)) == []


def test_the_list_of_the_evidence_is_told() -> None:
    assert list(designation_faults("Gates 4 and 2 rose.", GATES)) == [("Gates 4 and 2", "Gates 1 and 2")]


@given(st.text(alphabet=st.sampled_from("Gates 1234,and or&."), max_size=200) | st.text(max_size=200))
def test_words_bear_themselves_out(text: str) -> None:
    assert list(designation_faults(text, text)) == []


@pytest.mark.parametrize("piece", ["Gates 1, ", "1, 2, ", "Gates 1 and 2 ", "gates"])
def test_hostile_lengths_are_read(piece: str) -> None:
    assert isinstance(list(designation_faults(piece * 5_000, f"Gates 7 and 8 {piece * 5_000}")), list)
