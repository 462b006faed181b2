from __future__ import annotations

from datetime import date

import pytest

from summarizer.dates import find_moments
from summarizer.figures import read_figures
from summarizer.moments import like, moment_holds

TUESDAY = date(2026, 3, 10)


def holds(said: str, near: str, text: str = "", published: date | None = None) -> bool:
    """Whether the first date that is said is borne out."""
    there = read_figures(near, published)
    moment = find_moments(said, published)[0]
    return moment_holds(moment, there.moments, there.quantities, text or near, published)


@pytest.mark.parametrize(
    ("near", "faithful", "altered"),
    [
        ("It broke on Jan. 15.", "in January", "in February"),
        ("It broke on 9 May.", "on May 9", "on May 8"),
        ("From April 2 to 4 it rained.", "on April 4", "on April 7"),
        ("From 2 to 9 April it rained.", "on April 2", "on April 7"),
        ("On April 2, 4 boats sank.", "on April 2", "on April 4"),
        ("They will decide next year.", "next year", "last year"),
        ("It broke at six o’clock.", "at 6:00", "at 7:00"),
        ("It dates from 1931.", "in the 1930s", "in the 1950s"),
    ],
    ids=[
        "month of a day",
        "order",
        "end of a range",
        "start of a range",
        "count beside a day",
        "relative",
        "clock",
        "decade",
    ],
)
def test_dates_said_otherwise(near: str, faithful: str, altered: str) -> None:
    assert holds(faithful, near)
    assert not holds(altered, near)


def test_the_year_may_be_told_elsewhere() -> None:
    text = "The flood of 9 May 1931 was the worst. It came on 9 May at night."
    assert holds("on 9 May 1931", "It came on 9 May at night.", text)
    assert not holds("on 9 May 1932", "It came on 9 May at night.", text)


def test_relative_days_follow_from_the_day_of_publication() -> None:
    assert holds("on Monday", "She left yesterday.", published=TUESDAY)
    assert not holds("on Sunday", "She left yesterday.", published=TUESDAY)
    assert holds("on Sunday", "She left yesterday.")


def test_a_weekday_follows_from_a_full_date() -> None:
    assert holds("on Tuesday", "She left on 10 March 2026.", published=TUESDAY)
    assert not holds("on Wednesday", "She left on 10 March 2026.", published=TUESDAY)


def test_the_likeliest_date_is_one_that_tells_the_same_part() -> None:
    (moment,) = find_moments("on 9 May")
    other = like(moment, find_moments("In 1931, on 3 June."))
    assert other is not None
    assert other.words == "3 June"
