"""The figures of a sentence in any of several languages, whether in digits or in words, and how those of two differ.

``neuf heures`` has the 9 of ``nine hours``, ``sept heures`` has not. Number words are read by text2num, Russian ones,
which it does not know, by :mod:`summarizer.russian_numbers`. Pure; the time grows with the length of the
text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer import russian_numbers
from summarizer.grounding import DIGITS, value_of
from summarizer.numeral_words import ALIASES, COLLECTIVE, NEW, SUFFIXES, TWOS, VAGUE, scale_behind
from summarizer.russian_numbers import Found

LANGUAGES = frozenset({"da", "de", "en", "es", "fr", "it", "nl", "pt", "ru"})
"""Those whose number words are read."""
_SMALL = frozenset({0.0, 1.0})
"""In words they are articles and pronouns (``ein``, ``une``, ``nobody``) more often than figures."""
_TOKEN = re.compile(rf"{DIGITS.pattern}|[^\W\d_]+|\S")
_PERCENT = re.compile(r"\b(?:per|pour|por|pro)[ -]?(?:cent|ciento|cento)\b", re.IGNORECASE)
"""No hundred stands there."""
_CLOCK = re.compile(r"(?<![\d.,:])(\d{1,2})(?: ?h ?|:)(\d\d)(?!\d)")
_HALF_DAY = re.compile(r"(?<![\d.,])(\d{1,2})(?:[.:](\d\d))?\s?([ap])\.?\s?m\b\.?", re.IGNORECASE)
"""``3:45 p.m.``, which is 15.45 in most languages."""
_SPACED = re.compile(r"(?<![\d.,])(\d{1,3})((?: \d{3})+)(?![\d])")
"""``2 300``: thousands set apart by a plain space, as in French and Russian."""
_ROMAN = re.compile(r"(?<!\w)(?=[IVXL]{2})(X{0,3}|XL|L)(IX|IV|V?I{0,3})(?=(?:e|er|ème)?(?!\w))")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}


@dataclass(frozen=True, slots=True)
class Numerals:
    """The figures of a text. Those in ``digits`` and ``words`` have a counterpart wherever the same is said.

    ``loose`` are those that may be one and need not be: ``un pont neuf`` is a new bridge. ``ordinals`` are in words;
    ``a third`` is one in English and not in German. ``read`` tells whether number words were read at all.
    """

    digits: tuple[float, ...]
    words: tuple[float, ...] = ()
    loose: tuple[float, ...] = ()
    ordinals: tuple[float, ...] = ()
    read: bool = False

    def pool(self) -> Counter[float]:
        """All that a figure of another text may stand for."""
        return Counter((*self.digits, *self.words, *self.loose, *self.ordinals))


@lru_cache(maxsize=2048)
def read_numerals(text: str, language: str) -> Numerals:
    """The figures of a text in a language, given by its ISO 639-1 code."""
    plain = _CLOCK.sub(r"\1.\2", _HALF_DAY.sub(_of_day, text))
    plain = _SPACED.sub(lambda m: m.group().replace(" ", ""), plain)
    roman = tuple(float(_roman(m.group())) for m in _ROMAN.finditer(plain))
    tokens = _tokens(_PERCENT.sub("%", plain), language)
    digits, others = _digits(tokens, language)
    if language not in LANGUAGES:
        return Numerals(digits, loose=roman)
    words: list[float] = []
    said = [token.casefold() for token in others]
    loose = [*roman, *(COLLECTIVE[w] for w in said if w in COLLECTIVE), *(2.0 for w in said if w in TWOS)]
    ordinals: list[float] = []
    for found in _find(others, language):
        alone = said[found.start] if found.end - found.start == 1 else ""
        things = found.end < len(said) and said[found.end].endswith(("s", "x"))
        if found.value in _SMALL or alone in VAGUE or (alone == NEW and not things):
            loose.append(found.value)
        else:
            (ordinals if found.ordinal else words).append(found.value)
    return Numerals(digits, tuple(words), tuple(loose), tuple(ordinals), read=True)


def unequal(said: Numerals, there: Numerals) -> tuple[list[float], list[float]]:
    """The figures of ``there`` that ``said`` lacks, and those of ``said`` that ``there`` has not.

    Words count where the number words of both are read. An ordinal is missed only where another stands instead.
    """
    both = said.read and there.read
    mine, theirs = said.pool(), there.pool()
    lacking = Counter((*there.digits, *(there.words if both else ()))) - mine
    added = Counter((*said.digits, *(said.words if both else ()))) - theirs
    instead = Counter(there.ordinals) - mine, Counter(said.ordinals) - theirs
    if both and all(instead):
        lacking, added = lacking + instead[0], added + instead[1]
    return sorted(lacking.elements()), sorted(added.elements())


def _tokens(text: str, language: str) -> list[str]:
    """Words and digits, with hyphens taken out and ``neunjährig`` taken apart."""
    suffix = SUFFIXES.get(language)
    tokens: list[str] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word in {"-", "\u2010", "\u2011"}:
            continue
        cut = suffix.match(word) if suffix else None
        tokens += [cut.group(1), cut.group(2)] if cut else [word]
    return tokens


def _digits(tokens: Sequence[str], language: str) -> tuple[tuple[float, ...], list[str]]:
    """The figures in digits with the magnitude behind them, and the tokens that are left."""
    values: list[float] = []
    rest: list[str] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if not token[0].isdecimal():
            rest.append(token)
            continue
        value = value_of(token)
        scale, used = scale_behind(rest[-1] if rest else "", tokens[at : at + 3], language)
        values.append(round(value * scale, 6))
        rest.append(";")  # what stands before it and behind it is no one number
        at += used
    return tuple(values), rest


class _Token:
    """A word as text2num wants it."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def text(self) -> str:
        return self._text

    def nt_separated(self, previous: object) -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return False


def _find(tokens: Sequence[str], language: str) -> Iterable[Found]:
    if language == "ru":
        return russian_numbers.find(tokens)
    from text_to_num import find_numbers  # imported here: start-up time

    return [
        Found(f.start, f.end, float(f.value), bool(f.is_ordinal))
        for f in find_numbers([_Token(ALIASES.get(t.casefold(), t)) for t in tokens], language, 0.0)
    ]


def _of_day(told: re.Match[str]) -> str:
    """A time of the twelve-hour clock in that of twenty-four hours."""
    hour, minute = int(told[1]), told[2]
    if hour > 12:
        return told.group()
    hour = hour % 12 + 12 * (told[3].casefold() == "p")
    return f"{hour}.{minute} " if minute else f"{hour} "


def _roman(letters: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in letters]
    return sum(-v if v < max(values[at:]) else v for at, v in enumerate(values))
