"""Whether what is said stands in the words it is said to rest on: names, figures, occurrence.

Pure string work; what counts as the words around a piece of evidence is the caller's decision.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from summarizer.stretches import remembered, stretches

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_WORDS: dict[str, int] = {w: i for i, w in enumerate(_UNITS.split())} | {
    w: 10 * (i + 2) for i, w in enumerate(_TENS.split())
}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
DIGITS = re.compile(r"\d+(?:[,.\u00a0\u202f’']\d{3})*(?:[.,]\d+)?")
"""A figure in digits, its thousands set apart or not."""
_NUMBER_WORD = re.compile(
    r"\b(?:" + "|".join([*_WORDS, *_SCALES]) + r")(?:[ -](?:and )?(?:" + "|".join([*_WORDS, *_SCALES]) + r"))*\b",
    re.IGNORECASE,
)
_SCALE_BEHIND = re.compile(r"[ \u00a0-](hundred|thousand|million|billion)\b", re.IGNORECASE)
_CAPITALISED = re.compile(r"(?<![\w’'])(?!I\b)[^\W\d_a-z][\w’'-]*\w")
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBER_WORDS = frozenset((*_WORDS, *_SCALES))
_LIKE_I = re.compile("[İı]")
"""Letters that a pattern takes for an ``i`` where case does not matter, and that case folding leaves."""
_FIRST_COMBINING = "\u0300"
"""The first character that may be a mark on the one before it."""


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Case, accents, typographic apostrophes and white space made equal."""
    plain = text.replace("’", "'")
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        if not plain.isascii():
            plain = "".join([c for c in plain if c < _FIRST_COMBINING or not unicodedata.combining(c)])
    return " ".join(plain.casefold().split())


def occurs(phrase: str, text: str) -> bool:
    """Whether the phrase stands in the text as whole words, up to :func:`fold`."""
    wanted = fold(phrase).removesuffix("'s")
    return bool(wanted) and _stands_in(wanted, fold(text))


def _stands_in(wanted: str, text: str) -> bool:
    at = text.find(wanted)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(wanted) : at + len(wanted) + 1]
        if not (_is_word(before) or _is_word(after)):
            return True
        at = text.find(wanted, at + 1)
    return False


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def numbers(text: str) -> set[float]:
    """The values named in digits or English number words; ``1,700``, ``1.700`` and ``1 700`` are one value."""
    return set[float]().union(*(_numbers(part) for _, part in stretches(text)))


@remembered
def _numbers(text: str) -> frozenset[float]:
    found: set[float] = set()
    scales: set[int] = set()
    for match in DIGITS.finditer(text) if _DIGIT.search(text) else ():
        scale = _SCALE_BEHIND.match(text, match.end())
        found.add(value_of(match.group()) * (_SCALES[scale.group(1).casefold()] if scale else 1))
        if scale:
            scales.add(scale.start(1))
    if _LIKE_I.search(text) or not _NUMBER_WORDS.isdisjoint(map(str.casefold, _LETTERS.findall(text))):
        found |= {_spelled(m.group()) for m in _NUMBER_WORD.finditer(text) if m.start() not in scales}
    return frozenset(found)


def value_of(digits: str) -> float:
    """The value of a figure in digits, whichever mark sets its decimals apart."""
    grouped = re.sub(r"[,.\u00a0\u202f’'](?=\d{3}(?:\D|$))", "", digits)
    return float(grouped.replace(",", "."))


def _spelled(words: str) -> float:
    total, current = 0, 0
    for word in re.findall(r"[a-z]+", words.casefold()):
        if word in _SCALES:
            current = max(1, current) * _SCALES[word]
            if word != "hundred":
                total, current = total + current, 0
        elif word in _WORDS:
            current += _WORDS[word]
    return float(total + current)


def missing_numbers(statement: str, around: str) -> list[str]:
    """Figures of the statement (as digits) that the words around do not have. ``one`` is too common to count."""
    present = numbers(around) | {1.0, 0.0}
    return [f"{value:g}" for value in sorted(numbers(statement) - present)]


def missing_names(statement: str, around: str) -> list[str]:
    """Capitalised words of the statement, its first word aside, that the words around do not have."""
    capitalised = list(_CAPITALISED.finditer(statement))
    words = _parts_of_words(around) if capitalised else frozenset()
    missing = []
    for match in capitalised:
        word = fold(match.group()).removesuffix("'s")
        first = not re.search(r"\w", statement[: match.start()])
        if word not in words and not first and not any(part in words for part in word.split("-")):
            missing.append(match.group())
    return missing


def _parts_of_words(text: str) -> frozenset[str]:
    """The words of a text as they are, without a possessive, and what hyphens join in them."""
    return frozenset[str]().union(*(_parts(part) for _, part in stretches(text)))


@remembered
def _parts(text: str) -> frozenset[str]:
    words = {fold(w) for w in _WORD.findall(text)}
    words |= {word.removesuffix("'s") for word in words} | {part for word in words for part in word.split("-")}
    return frozenset(words)


def stems(text: str) -> frozenset[str]:
    """The beginnings of its words, five letters long, as :func:`shared` compares them."""
    return frozenset[str]().union(*(_stems(part) for _, part in stretches(text)))


@remembered
def _stems(text: str) -> frozenset[str]:
    return frozenset([fold(word)[:5] for word in _WORD.findall(text)])


def shared(statement: str, around: str, *, but: frozenset[str] = frozenset()) -> float:
    """Share (0 to 1) of the statement's words of four letters and more whose stem the words around have.

    Words whose stem is in ``but`` do not count. Where no word counts it is 1.
    """
    there = stems(around)
    words = [stem for w in _WORD.findall(statement) if len(w) > 3 and (stem := fold(w)[:5]) not in but]
    return sum(w in there for w in words) / len(words) if words else 1.0
