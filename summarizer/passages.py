"""The passage of a text that is nearest to words which do not stand in it, found by the words they share.

An index of three words in a row points to the places; only there are words compared one by one. Positions count
words (see :attr:`Passages.words`) or code points of the text, as said at each.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, LCSseq

from summarizer.locate import Folded

LONGEST = 400
"""Words of a quote that are compared: enough to show where it comes from, and bounded for quotes of megabytes."""
NEAR = 0.5
"""Share of a quote's words that a passage must have, in their order; with fewer it is another passage."""
LONG_GAP = 12
"""Words left out between two stretches from which on they are two passages and not one with a change in it."""

_WORD = re.compile(r"\w+(?:['.]\w+)*")
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


class Passages:
    """A text's words, to find what is near to a quote. Indexed once, in time linear in the text."""

    def __init__(self, folded: Folded) -> None:
        self.folded = folded

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Where each word stands in the folded text."""
        return [match.span() for match in _WORD.finditer(self.folded.text)]

    @cached_property
    def words(self) -> list[str]:
        """The words in small letters."""
        return [word.lower() for word in _WORD.findall(self.folded.text)]

    @cached_property
    def _rows(self) -> dict[tuple[str, str, str], list[int]]:
        rows: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        words = self.words
        for at, row in enumerate(zip(words, words[1:], words[2:], strict=False)):
            rows[row].append(at)
        return rows

    @cached_property
    def _single(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.words):
            places[word].append(at)
        return places

    def nearest(self, quote: Folded) -> tuple[int, int] | None:
        """The span of the folded text nearest to the quote, ``None`` if none has :data:`NEAR` of its words."""
        wanted = words_of(quote)
        if not wanted:
            return None
        ranked = [(self._likeness(wanted, shift), -shift) for shift in self._shifts(wanted)]
        if not ranked:
            return None
        (share, _), negative = max(ranked)
        return self._span(wanted, -negative) if share >= NEAR else None

    def joined(self, quote: Folded) -> tuple[tuple[int, int], ...]:
        """Spans of the folded text that the quote puts together, if it is put together of several, else nothing."""
        wanted = words_of(quote)
        parts: list[list[Run]] = []
        for run in self._runs(wanted):
            last = parts[-1][-1] if parts else None
            if last is not None and abs(run.shift - last.shift) <= LONG_GAP and run.at >= last.at:
                parts[-1].append(run)
            else:
                parts.append([run])
        least = max(_IN_A_ROW, _SMALL_PART * len(wanted))
        large = [part for part in parts if sum(run.end - run.start for run in part) >= least]
        known = sum(run.end - run.start for part in large for run in part)
        if len(large) < 2 or known < len(wanted) - max(4, 0.2 * len(wanted)):
            return ()
        return tuple((self.spans[p[0].at][0], self.spans[p[-1].at + p[-1].end - p[-1].start - 1][1]) for p in large)

    def _runs(self, wanted: Sequence[str]) -> Iterator[Run]:
        """The longest stretches of the quote that stand in the text, one behind the other."""
        at, shift = 0, None
        while at + _IN_A_ROW <= len(wanted):
            places = self._rows.get((wanted[at], wanted[at + 1], wanted[at + 2]), ())[:_MOST_PLACES]
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

    def _shifts(self, wanted: Sequence[str]) -> list[int]:
        """Distances between the quote's words and the text's at which many agree, best first."""
        votes: dict[int, float] = defaultdict(float)
        for at, row in enumerate(zip(wanted, wanted[1:], wanted[2:], strict=False)):
            _vote(votes, at, self._rows.get(row, ()))
        if len(votes) < 2:
            for at, word in enumerate(wanted):
                _vote(votes, at, self._single.get(word, ()))
        near: dict[int, float] = defaultdict(float)
        for shift, vote in votes.items():
            near[shift // _SLACK] += vote
        best = sorted(votes, key=lambda s: (-(near[s // _SLACK] + votes[s]), s))
        distinct: list[int] = []
        for shift in best:
            if all(abs(shift - other) > _SLACK // 2 for other in distinct):
                distinct.append(shift)
            if len(distinct) == _TRIED:
                break
        return distinct

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
        return self.spans[begin][0], self.spans[end - 1][1]


def words_of(quote: Folded) -> list[str]:
    """The quote's words in small letters, at most :data:`LONGEST`."""
    return [
        match.group().lower()
        for match, _ in zip(_WORD.finditer(quote.text[:_LONGEST_WORDS]), range(LONGEST), strict=False)
    ]


def _vote(votes: dict[int, float], at: int, places: Sequence[int]) -> None:
    for place in places[:_MOST_PLACES]:
        votes[place - at] += 1 / len(places)


def _stray(outer: object, inner: object) -> bool:
    """Whether one agreeing word at the edge stands so far from the rest that it agrees by chance."""
    o, i = outer, inner
    gap = abs((i.dest_start - i.src_start) - (o.dest_start - o.src_start))  # type: ignore[attr-defined]
    return bool(o.src_end - o.src_start == 1 and gap > 2)  # type: ignore[attr-defined]
