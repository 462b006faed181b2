"""Values and units are read however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.quantities import find_identifiers, find_quantities


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("three pumps", [(3, None)], id="word"),
        pytest.param("twenty-five", [(25, None)], id="compound"),
        pytest.param("a hundred and five", [(105, None)], id="hundred"),
        pytest.param("two million three hundred thousand", [(2_300_000, None)], id="scales"),
        pytest.param("1.7 thousand homes", [(1700, None)], id="digits and scale"),
        pytest.param("a dozen and two dozen", [(12, None), (24, None)], id="dozens"),
        pytest.param(
            "£32.8m, €45million, $1.2bn", [(32.8e6, "pounds"), (45e6, "euros"), (1.2e9, "dollars")], id="money"
        ),
        pytest.param("Rs 40 crore", [(4e8, "rupees")], id="crore"),
        pytest.param(
            "20 per cent, 5% and 2 permille", [(20, "percent"), (5, "percent"), (2, "permille")], id="percent"
        ),
        pytest.param("5 percentage points", [(5, "percentage points")], id="points"),
        pytest.param("half of it", [(50, "percent")], id="half"),
        pytest.param("HALF of it", [(50, "percent")], id="capitals"),
        pytest.param("p.mhalf of it", [(50, "percent")], id="behind a dot"),
        pytest.param("nothing is counted here", [], id="none"),
        pytest.param("two-thirds", [(pytest.approx(66.67, abs=0.01), "percent")], id="thirds"),
        pytest.param("half an hour", [(0.5, "hours")], id="half an hour"),
        pytest.param("half a million pounds", [(500_000, "pounds")], id="half a million"),
        pytest.param("two and a half hours", [(2.5, "hours")], id="and a half"),
        pytest.param("2 hours 30 minutes", [(2.5, "hours")], id="mixed"),
        pytest.param("a 12-year-old and 1,100ft", [(12, "years"), (1100, "feet")], id="glued"),
        pytest.param("46.5g of fat, 75 mm", [(46.5, "grams"), (75, "millimetres")], id="short units"),
        pytest.param("the second half", [], id="half of a game"),
        pytest.param("²³ ² /", [], id="signs"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_values_and_units(words: str, expected: list[tuple[float, str | None]]) -> None:
    assert [(q.written, q.unit.name if q.unit else None) for q in find_quantities(words)] == expected


def test_the_first_end_of_a_range_may_have_what_the_second_has() -> None:
    first, second = find_quantities("14 to 17 million litres")
    assert (14e6, "volume") in first.meanings()
    assert second.meanings() == ((17e6, "volume"),)


def test_a_full_stop_in_digits_has_two_readings() -> None:
    assert find_quantities("1.700")[0].meanings() == ((1700, None), (1.7, None))


def test_words_of_letters_and_digits_are_identifiers() -> None:
    found = find_identifiers("kv-7, TK-518 and 1.2.3, not 20th or 5km")
    assert [word for *_, word in found] == ["kv-7", "tk-518", "1.2.3"]


@given(st.text())
def test_positions_are_those_of_the_text(text: str) -> None:
    assert all(text[q.start : q.end] == q.words for q in find_quantities(text))


@given(st.integers(min_value=2, max_value=10**12))
def test_grouped_digits_are_one_value(value: int) -> None:
    assert [q.written for q in find_quantities(f"{value:,} boats")] == [float(value)]
