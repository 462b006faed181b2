"""Numbers that name things: ``Gates 1 and 2``, ``platform 7``. They match as lists, not one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from summarizer.grounding import fold
from summarizer.measures import ORDINALS, UNITS, VALUES

_MOST = 200
"""Lists of one text that are compared."""
_DIGITS = r"\d{1,4}(?!\d|[.,:/]\d)"
_LIST = re.compile(
    rf"(?<![\w-])([^\W\d_]{{3,30}}) ({_DIGITS}(?:(?:, (?:and |or )?| and | or | & ){_DIGITS}){{0,9}})(?!\w| ?[%°]|-\w)"
)
_NUMBER = re.compile(r"\d+")
_NO_NOUNS = frozenset(
    """
    about above after all almost and another any are around before below between both but can could did does down each
    early every few first for from had has have her his into its just last late least less like more most much near
    nearly next not now off only other our out over past per roughly said says some than that the their them then there
    these they this those through too under until upon was were what when where which while will with without would
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec aged age year years score scored won beat lost
    """.split()
)
"""Words behind which a number counts, measures or dates."""


def designation_faults(statement: str, near: str) -> Iterator[tuple[str, str]]:
    """A list of designations and the list that the evidence has behind the same noun.

    ``Gates 4 and 2`` is no list of a text that has only ``Gates 1 and 2``; nor is one that takes a part of one list and
    a part of another.
    """
    for noun, words, own in _designated(statement) if _NUMBER.search(statement) else ():
        others = _lists(near).get(noun, ())
        if not others or any(own <= numbers for _, numbers in others):
            continue
        whole = frozenset[str]().union(*(numbers for _, numbers in others if numbers <= own))
        alike = next((found for found, numbers in others if own & numbers), None)
        if own != whole and alike:
            yield words, alike


@lru_cache(maxsize=1024)
def _lists(text: str) -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for noun, words, numbers in _designated(text):
        found.setdefault(noun, []).append((words, numbers))
    return {noun: tuple(rows) for noun, rows in found.items()}


def _designated(text: str) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Each noun without its plural, the words, and the numbers behind it."""
    for _, match in zip(range(_MOST), _LIST.finditer(text), strict=False):
        noun = fold(match.group(1))
        if noun in _NO_NOUNS or noun in UNITS or noun in VALUES or noun in ORDINALS:
            continue
        numbers = _NUMBER.findall(match.group(2))
        plural = noun.endswith("s")
        if plural != (len(numbers) > 1) or (not plural and not match.group(1)[0].isupper()):
            continue
        yield noun.removesuffix("s"), match.group(), frozenset(numbers)
