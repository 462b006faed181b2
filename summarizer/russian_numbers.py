"""Russian number words, in all their cases, as text2num reads those of other languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from summarizer.grounding import fold


class Found(NamedTuple):
    """A number in words: ``tokens[start:end]``."""

    start: int
    end: int
    value: float
    ordinal: bool = False


_FORMS = """
0: ноль нуль нуля нулю
1: один одна одно одного одной одному одним одну одном
2: два две двух двум двумя двое двоих
3: три трёх трём тремя трое троих
4: четыре четырёх четырём четырьмя четверо четверых
5: пять пяти пятью пятеро пятерых
6: шесть шести шестью шестеро шестерых
7: семь семи семью семеро семерых
8: восемь восьми восемью восьмью
9: девять девяти девятью
10: десять десяти десятью
11: одиннадцать одиннадцати одиннадцатью
12: двенадцать двенадцати двенадцатью
13: тринадцать тринадцати тринадцатью
14: четырнадцать четырнадцати четырнадцатью
15: пятнадцать пятнадцати пятнадцатью
16: шестнадцать шестнадцати шестнадцатью
17: семнадцать семнадцати семнадцатью
18: восемнадцать восемнадцати восемнадцатью
19: девятнадцать девятнадцати девятнадцатью
20: двадцать двадцати двадцатью
30: тридцать тридцати тридцатью
40: сорок сорока
50: пятьдесят пятидесяти
60: шестьдесят шестидесяти
70: семьдесят семидесяти
80: восемьдесят восьмидесяти
90: девяносто девяноста
100: сто ста
200: двести двухсот
300: триста трёхсот
400: четыреста четырёхсот
500: пятьсот пятисот
600: шестьсот шестисот
700: семьсот семисот
800: восемьсот восьмисот
900: девятьсот девятисот
"""
_VALUES = {
    fold(form): int(value)
    for value, _, forms in (row.partition(":") for row in _FORMS.split("\n") if row)
    for form in forms.split()
}
_MULTIPLES = {"тысяч": 1_000, "миллион": 1_000_000, "миллиард": 1_000_000_000}
_ENDINGS = {fold(e) for e in ("", "а", "у", "и", "ы", "ей", "ам", "ами", "ах", "ов", "ом", "е", "ью")}
_RANKS = {"втор": 2, "трет": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8, "девят": 9, "десят": 10}
_RANK_ENDINGS = {
    fold(e)
    for e in ("ый", "ой", "ий", "ая", "ое", "ые", "ого", "ому", "ым", "ом", "ую", "ых", "ья", "ье", "ьи", "ьего", "ьей")
}


def find(tokens: Sequence[str]) -> list[Found]:
    """The numbers in words among some tokens, in order."""
    words = [fold(token) for token in tokens]
    found: list[Found] = []
    at = 0
    while at < len(words):
        if (rank := _rank(words[at])) is not None:
            found.append(Found(at, at + 1, float(rank), ordinal=True))
            at += 1
            continue
        end, value = _read(words, at)
        if end > at:
            found.append(Found(at, end, float(value)))
        at = max(end, at + 1)
    return found


def _read(words: Sequence[str], at: int) -> tuple[int, int]:
    """Where the number that begins at a word ends, and its value; it ends there if none begins."""
    total, current, last = 0, 0, 1_000
    for end in range(at, len(words)):
        value, multiple = _VALUES.get(words[end]), _multiple(words[end])
        if value is not None and _goes_on(value, last):
            current, last = current + value, value or 1
        elif multiple is not None:
            total, current, last = total + max(1, current) * multiple, 0, 1_000
        else:
            return end, total + current
    return len(words), total + current


def _goes_on(value: int, last: int) -> bool:
    """``двадцать пять`` goes on, ``пять шесть`` does not."""
    return (last >= 1_000) or (last >= 100 and value < 100) or (20 <= last < 100 and value < 10)


def _multiple(word: str) -> int | None:
    return next((v for stem, v in _MULTIPLES.items() if word.startswith(stem) and word[len(stem) :] in _ENDINGS), None)


def _rank(word: str) -> int | None:
    return next((v for stem, v in _RANKS.items() if word.startswith(stem) and word[len(stem) :] in _RANK_ENDINGS), None)
