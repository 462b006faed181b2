"""Dates and times are read as far as the words tell them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.dates import Moment, agree, covers, find_moments


@pytest.mark.parametrize(
    ("words", "year", "month", "day"),
    [
        pytest.param("Jan. 15", None, 1, 15, id="short month"),
        pytest.param("14 October 1962", 1962, 10, 14, id="day first"),
        pytest.param("April 2, 2024", 2024, 4, 2, id="month first"),
        pytest.param("eleventh of May", None, 5, 11, id="ordinal word"),
        pytest.param("3rd of June", None, 6, 3, id="ordinal digits"),
        pytest.param("October 2021", 2021, 10, None, id="month and year"),
        pytest.param("2026-02-03", 2026, 2, 3, id="iso"),
        pytest.param("December", None, 12, None, id="month"),
    ],
)
def test_calendar_dates(words: str, year: int | None, month: int | None, day: int | None) -> None:
    assert find_moments(words) == (Moment(0, len(words), words, year, month, day),)


@pytest.mark.parametrize(
    ("words", "minute"),
    [
        pytest.param("6:40 a.m.", 400, id="morning"),
        pytest.param("7pm", 1140, id="evening"),
        pytest.param("18:05", 1085, id="24 hours"),
        pytest.param("noon", 720, id="noon"),
        pytest.param("midnight", 0, id="midnight"),
    ],
)
def test_times(words: str, minute: int) -> None:
    assert [m.minute for m in find_moments(words)] == [minute]


@pytest.mark.parametrize(
    "words",
    [
        pytest.param("She may march on.", id="verbs"),
        pytest.param("May 3.5 percent be enough?", id="percent"),
        pytest.param("2019 homes", id="count"),
        pytest.param("a score of 2.15", id="decimals"),
    ],
)
def test_what_is_no_date(words: str) -> None:
    assert find_moments(words) == ()


def test_relative_days_need_the_day_of_publication() -> None:
    (unknown,) = find_moments("yesterday")
    (known,) = find_moments("yesterday", date(2026, 3, 1))
    assert (unknown.day, unknown.relative) == (None, "yesterday")
    assert (known.year, known.month, known.day, known.weekday) == (2026, 2, 28, 5)


def test_a_month_is_covered_by_a_day_in_it_and_not_the_other_way() -> None:
    month, day = find_moments("in January"), find_moments("on Jan. 15")
    assert covers(day[0], month[0])
    assert not covers(month[0], day[0])
    assert agree(month[0], day[0])


def test_the_day_of_the_week_follows_from_a_full_date() -> None:
    assert covers(find_moments("10 March 2026")[0], find_moments("Tuesday")[0])


@given(st.text(), st.dates())
def test_positions_are_those_of_the_text(text: str, published: date) -> None:
    assert all(text[m.start : m.end] == m.words for m in find_moments(text, published))
