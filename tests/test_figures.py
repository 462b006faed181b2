"""Figures of a statement against those of its evidence, rule by rule."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.figures import figure_faults, read_figures
from summarizer.models import Reason

NUMBER: Reason = "number_not_in_evidence"
UNIT: Reason = "unit_differs"
DATE: Reason = "date_not_in_evidence"


def reasons(statement: str, near: str, text: str = "") -> set[Reason]:
    """The reasons for which the statement is refused."""
    return {reason for reason, _ in figure_faults(statement, near, text or near)}


LATER = "Ada Vale runs the mill. The 61-year-old sold bread. Ivo Marsh, 44, did not."
RULES: list[tuple[str, str, str, str, Reason]] = [
    ("same", "Holt sold 3 boats.", "Three boats were sold.", "Four boats were sold.", NUMBER),
    ("magnitude", "It cost £3.8 million.", "It cost £3.8m.", "It cost £3.8bn.", UNIT),
    ("unit", "It took 10 days.", "It took ten days.", "It took ten weeks.", UNIT),
    ("conversion", "It is 10 km long.", "It is 6.2 miles long.", "It is 8.2 miles long.", NUMBER),
    ("mixed units", "It took 2 hours 30 minutes.", "It took 150 minutes.", "It took 170 minutes.", NUMBER),
    ("rounding", "Police counted 49,876 people.", "About 50,000 came.", "About 40,000 came.", NUMBER),
    ("rounding said", "It held 1,948 litres.", "It held nearly 2,000 litres.", "It held nearly 3,000 litres.", NUMBER),
    ("share", "Half of the crew left.", "50 percent of the crew left.", "70 percent of the crew left.", NUMBER),
    ("ratio", "It failed in 8 of 50 tests, and 1 burned.", "8 of 50 tests failed.", "1 of 50 tests failed.", NUMBER),
    ("both ends", "Between 14 and 17 men came.", "From 14 to 17 men came.", "Between 17 and 17 men came.", NUMBER),
    (
        "told twice",
        "The vet counted 38 foals in the barn and 35 in the meadow.",
        "Foals: 35 in the meadow, 38 in the barn.",
        "Foals: 38 in the meadow, 38 in the barn.",
        NUMBER,
    ),
    ("things", "It has 19 doors and 36 windows.", "It has 36 windows.", "It has 19 windows.", NUMBER),
    ("rank", "She scored in the sixth minute.", "She scored after six minutes.", "She scored after 7 minutes.", NUMBER),
    ("both", "Both pumps failed.", "Two pumps failed.", "Three pumps failed.", NUMBER),
    ("identifier", "Pumps fail in kv-7.", "In kv-7 pumps fail.", "In kv-3 pumps fail.", NUMBER),
    ("vague time", "It lasted for many weeks.", "It went on for many weeks.", "It went on for many years.", UNIT),
    ("vague amount", "Thousands came.", "There were thousands.", "There were millions.", UNIT),
    ("list", "Only Gates 1 and 2 rose.", "Gates 1 and 2 rose.", "Gates 4 and 2 rose.", NUMBER),
    ("part of a list", "Chapters 2, 4 and 9 were cut.", "Chapters 4 and 9 were cut.", "Chapters 4 and 8 fell.", NUMBER),
    ("date", "It broke on 9 May.", "On May 9 it broke.", "On May 8 it broke.", DATE),
    ("month of a day", "It broke on 9 May.", "It broke in May.", "It broke in June.", DATE),
]


@pytest.mark.parametrize(
    ("near", "faithful", "altered", "reason"), [pytest.param(*row[1:], id=row[0]) for row in RULES]
)
def test_a_figure_said_otherwise_passes_and_another_is_stopped(
    near: str, faithful: str, altered: str, reason: Reason
) -> None:
    assert reasons(faithful, near) == set()
    assert reason in reasons(altered, near)


def test_an_age_may_be_told_elsewhere_beside_the_name() -> None:
    near = "Ada Vale runs the mill."
    assert reasons("Ada Vale, 61, runs the mill.", near, LATER) == set()
    assert reasons("Ada Vale, 62, runs the mill.", near, LATER) == {NUMBER}
    assert reasons("Orrin Holt, 61, runs the mill.", near, LATER) == {NUMBER}
    assert reasons("The 61-year-old runs the mill.", near, LATER) == set()


def test_another_age_in_the_evidence_counts_more() -> None:
    near = "Ivo Marsh, 45, runs the mill."
    assert reasons("Ivo Marsh, 44, runs the mill.", near, f"{near} {LATER}") == {NUMBER}


def test_the_finding_names_both_figures() -> None:
    assert list(figure_faults("It took 10 weeks.", "It took 10 days.", "")) == [
        (UNIT, "“10 weeks” is “10 days” in the evidence")
    ]


def test_what_is_read() -> None:
    figures = read_figures("On 9 May kv-7 lost 3 km of track.")
    assert [q.words for q in figures.quantities] == ["3 km"]
    assert [m.words for m in figures.moments] == ["9 May"]
    assert figures.identifiers == {"kv-7"}


FIGURES = st.text(alphabet=st.sampled_from("0123456789.,-–/%£$ abmkof"), max_size=200) | st.text(max_size=200)


@given(FIGURES)
def test_words_bear_themselves_out(text: str) -> None:
    assert reasons(text, text) == set()


@given(FIGURES, FIGURES, FIGURES, st.none() | st.dates())
def test_any_words_get_an_answer(statement: str, near: str, text: str, published: date | None) -> None:
    assert all(detail for _, detail in figure_faults(statement, near, text, published))


@pytest.mark.parametrize(
    "piece", ["1,700 ", "Vale, 61, ", "8 of 50 ", "Gates 1 and 2 ", "9 May ", "many weeks ", "1.", "½"]
)
def test_hostile_lengths_are_read(piece: str) -> None:
    words = piece * 3_000
    assert isinstance(list(figure_faults(words, f"3 {words}", words)), list)
