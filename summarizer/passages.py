"""The passage of a text that is nearest to words which do not stand in it, found by the words they share.

An index of three words in a row points to the places; only there are words compared one by one. Positions count
words (see :attr:`Passages.words`) or code points of the text, as said at each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, LCSseq

from summarizer.locate import Folded

Key = TypeVar("Key", bound=Hashable)

LONGEST = 400
"""Words of a quote that are compared: enough to show where it comes from, and bounded for quotes of megabytes."""
NEAR = 0.5
"""Share of a quote's words that a passage must have, in their order; with fewer it is another passage."""
LONG_GAP = 12
"""Words left out between two stretches from which on they are two passages and not one with a change in it."""
OWNED_GAP = 2
"""The same for a quote with an ellipsis in it: there words are said to be left out."""

_MARK = re.compile(r"[^\w ]")
_IN_A_ROW = 3
_MOST_PLACES = 64
"""Places of three words in a row, or of one word, that are looked at: more say little and cost much."""
_TRIED = 6
"""Places of a quote that are compared word by word."""
_SLACK = 4
"""Words that a quote may have gained or lost before its first word that still stands in the text."""
_LONGEST_WORDS = 4_000
"""Code points of a quote from which words are taken: a "word" may be a megabyte long."""
_SMALL_PART = 0.15
"""Share of a quote that a passage put into it has at least; shorter stretches agree by chance."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words ``[start, end)`` of a quote that stand in the text in a row, from its word ``at`` on."""

    start: int
    end: int
    at: int

    @property
    def shift(self) -> int:
        """How far the text's words are from the quote's."""
        return self.at - self.start


class _Index(Generic[Key]):
    """Where each key stands. The places of one key are chained, which is made in a third of the time of lists."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self._last: dict[Key, int] = {}
        self._earlier: list[int] = []
        last, earlier = self._last, self._earlier
        for at, key in enumerate(keys):
            earlier.append(last.get(key, -1))
            last[key] = at

    def places(self, key: Key) -> list[int]:
        """The last :data:`_MOST_PLACES` places of the key, from the last on."""
        found: list[int] = []
        at = self._last.get(key, -1)
        while at >= 0 and len(found) < _MOST_PLACES:
            found.append(at)
            at = self._earlier[at]
        return found


class Passages:
    """A text's words, to find what is near to a quote. Indexed once, in time linear in the text."""

    def __init__(self, folded: Folded) -> None:
        self.folded = folded

    @cached_property
    def _plain(self) -> str:
        return _small_words(self.folded.text)

    @cached_property
    def words(self) -> list[str]:
        """The words in small letters."""
        return self._plain.split()

    @cached_property
    def _starts(self) -> list[int]:
        return list(map(re.Match.start, re.finditer(r"\S+", self._plain)))

    def _between(self, first: int, last: int) -> tuple[int, int]:
        """The span of the folded text from the word ``first`` to the word ``last``."""
        return self._starts[first], self._starts[last] + len(self.words[last])

    @cached_property
    def _rows(self) -> _Index[tuple[str, str, str]]:
        words = self.words
        return _Index(zip(words, words[1:], words[2:], strict=False))

    @cached_property
    def _single(self) -> _Index[str]:
        return _Index(self.words)

    def nearest(self, quote: Folded) -> tuple[int, int] | None:
        """The span of the folded text nearest to the quote, ``None`` if none has :data:`NEAR` of its words."""
        wanted = words_of(quote)
        if not wanted:
            return None
        rows = zip(wanted, wanted[1:], wanted[2:], strict=False)
        return self._best(wanted, map(self._rows.places, rows)) or self._best(wanted, map(self._single.places, wanted))

    def _best(self, wanted: Sequence[str], places: Iterable[Sequence[int]]) -> tuple[int, int] | None:
        ranked = [(self._likeness(wanted, shift), -shift) for shift in _shifts(places)]
        (share, _), negative = max(ranked, default=((0.0, 0.0), 0))
        return self._span(wanted, -negative) if share >= NEAR else None

    def joined(self, quote: Folded) -> tuple[tuple[int, int], ...]:
        """Spans of the folded text that the quote puts together, if it is put together of several, else nothing."""
        wanted = words_of(quote)
        gap = OWNED_GAP if "..." in quote.text else LONG_GAP
        parts: list[list[Run]] = []
        for run in self._runs(wanted):
            last = parts[-1][-1] if parts else None
            if last is not None and abs(run.shift - last.shift) <= gap and run.at >= last.at:
                parts[-1].append(run)
            else:
                parts.append([run])
        least = max(_IN_A_ROW, _SMALL_PART * len(wanted))
        large = [part for part in parts if sum(run.end - run.start for run in part) >= least]
        known = sum(run.end - run.start for part in large for run in part)
        if len(large) < 2 or known < len(wanted) - max(4, 0.2 * len(wanted)):
            return ()
        return tuple(self._between(p[0].at, p[-1].at + p[-1].end - p[-1].start - 1) for p in large)

    def _runs(self, wanted: Sequence[str]) -> Iterator[Run]:
        """The longest stretches of the quote that stand in the text, one behind the other."""
        at, shift = 0, None
        while at + _IN_A_ROW <= len(wanted):
            places = self._rows.places((wanted[at], wanted[at + 1], wanted[at + 2]))
            if not places:
                at += 1
                continue
            lengths = [(self._length(wanted, at, place), place) for place in places]
            length, place = max(lengths, key=lambda found: (found[0], found[1] - at == shift, -found[1]))
            same = [p for _, p in lengths if shift is not None and abs(p - at - shift) <= LONG_GAP]
            if same:  # where it goes on as before it need not be the longest
                place = same[0]
                length = self._length(wanted, at, place)
            shift = place - at
            yield Run(at, at + length, place)
            at += length

    def _length(self, wanted: Sequence[str], at: int, place: int) -> int:
        length, words = _IN_A_ROW, self.words
        while (
            at + length < len(wanted) and place + length < len(words) and wanted[at + length] == words[place + length]
        ):
            length += 1
        return length

    def _window(self, wanted: Sequence[str], shift: int) -> tuple[int, int]:
        return max(0, shift - _SLACK), max(0, min(len(self.words), shift + len(wanted) + _SLACK))

    def _likeness(self, wanted: Sequence[str], shift: int) -> tuple[float, float]:
        first, last = self._window(wanted, shift)
        window = self.words[first:last]
        if not window:
            return 0.0, 0.0
        share = LCSseq.similarity(wanted, window) / len(wanted)
        return share, fuzz.partial_ratio(" ".join(wanted), " ".join(window)) if len(wanted) < 40 else share

    def _span(self, wanted: Sequence[str], shift: int) -> tuple[int, int]:
        """The passage, with as many words before its first and behind its last agreeing word as the quote has."""
        first, last = self._window(wanted, shift)
        window = self.words[first:last]
        blocks = [b for b in Indel.opcodes(wanted, window) if b.tag == "equal"]
        while len(blocks) > 1 and _stray(blocks[0], blocks[1]):
            del blocks[0]
        while len(blocks) > 1 and _stray(blocks[-1], blocks[-2]):
            del blocks[-1]
        begin = max(0, first + blocks[0].dest_start - blocks[0].src_start)
        end = min(len(self.words), first + blocks[-1].dest_end + len(wanted) - blocks[-1].src_end)
        return self._between(begin, end - 1)


def words_of(quote: Folded) -> list[str]:
    """The quote's words in small letters, at most :data:`LONGEST`."""
    return _small_words(quote.text[:_LONGEST_WORDS]).split()[:LONGEST]


def _small_words(text: str) -> str:
    """The text in small letters and as long as it is, with a blank for every mark that is no part of a word."""
    small = text.lower()
    if len(small) != len(text):  # a few capitals have no single small letter
        small = "".join(map(_small, text))
    return _MARK.sub(" ", small)


def _small(letter: str) -> str:
    small = letter.lower()
    return small if len(small) == 1 else letter


def _shifts(places: Iterable[Sequence[int]]) -> list[int]:
    """Distances between a quote's words and the text's at which many agree, best first; one set of places a word."""
    votes: dict[int, float] = defaultdict(float)
    for at, found in enumerate(places):
        for place in found:
            votes[place - at] += 1 / len(found)
    near: dict[int, float] = defaultdict(float)
    for shift, vote in votes.items():
        near[shift // _SLACK] += vote
    distinct: list[int] = []
    for shift in sorted(votes, key=lambda s: (-(near[s // _SLACK] + votes[s]), s)):
        if all(abs(shift - other) > _SLACK // 2 for other in distinct):
            distinct.append(shift)
        if len(distinct) == _TRIED:
            break
    return distinct


def _stray(outer: object, inner: object) -> bool:
    """Whether one agreeing word at the edge stands so far from the rest that it agrees by chance."""
    o, i = outer, inner
    gap = abs((i.dest_start - i.src_start) - (o.dest_start - o.src_start))  # type: ignore[attr-defined]
    return bool(o.src_end - o.src_start == 1 and gap > 2)  # type: ignore[attr-defined]
