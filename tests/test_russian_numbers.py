from __future__ import annotations

import pytest

from summarizer.russian_numbers import find


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("ноль", [0]),
        ("двух", [2]),
        ("двадцать пять человек", [25]),
        ("пять шесть дней", [5, 6]),
        ("сто двадцать три", [123]),
        ("тысяча девятьсот девяносто один", [1991]),
        ("двумя тысячами", [2000]),
        ("три миллиона двести тысяч", [3_200_000]),
        ("миллиард", [1_000_000_000]),
        ("сорока девяти", [49]),
        ("четверо из десяти", [4, 10]),
        ("шестьсот", [600]),
        ("семья и дваждый", []),
    ],
)
def test_numbers_in_all_cases(words: str, values: list[float]) -> None:
    assert [found.value for found in find(words.split())] == values


def test_ranks_are_told_apart() -> None:
    assert [(f.value, f.ordinal) for f in find("пятый из пяти".split())] == [(5.0, True), (5.0, False)]


def test_places_are_those_of_the_words() -> None:
    assert [(f.start, f.end) for f in find("было двадцать пять лодок".split())] == [(1, 3)]
