"""In what a quote differs from the passage it comes nearest to: the words changed, what that means, and a sentence.

Words are compared without their typography and with their case; punctuation marks count as words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from summarizer.locate import Locator, Place, bare, folded
from summarizer.models import Passage, Reason
from summarizer.passages import LONGEST, Passages

MOST_CHANGES = 3
"""Changes that a sentence names; the others are counted."""
LONGEST_SHOWN = 90
"""Code points of one changed stretch in a sentence."""
LONGEST_COMPARED = 6_000
"""Code points of a quote that are compared with a passage; more is a text, not a quote."""

_CUT = "an edge of the quote cuts a word or a number"
_TOKEN = re.compile(r"\d+(?:[.,:]\d+)*\w*|\w+(?:['.]\w+)*|[^\w\s]")
_WORD_EDGE = re.compile(r"[\w.,'’-]")
_NEGATIONS = frozenset(
    "not no never none nobody nothing nowhere neither nor without cannot hardly scarcely barely unable non".split()
)
_NEGATED = re.compile(r"\w+n't$")
_HEDGES = frozenset(
    """
    may might could can would should allegedly reportedly apparently possibly probably perhaps maybe likely
    supposedly seemingly presumably purportedly potentially about around nearly almost roughly approximately some
    partly largely mostly often sometimes usually generally seems seem seemed appears appear appeared suggests
    suggest suggested believed thought suspected expected estimated alleged unconfirmed
    """.split()
)
_HEDGING_PHRASES = ("at least", "at most", "up to", "more than", "less than", "as many as", "as much as", "in part")
_UNITS = frozenset(
    """
    percent percentage permille per cent mille % ‰ point points hundred thousand million billion trillion dozen dozens
    second seconds minute minutes hour hours day days week weeks fortnight month months quarter quarters year years
    decade decades century centuries millimetre millimetres millimeter millimeters centimetre centimetres centimeter
    centimeters metre metres meter meters kilometre kilometres kilometer kilometers inch inches foot feet yard yards
    mile miles mm cm m km ft mi acre acres hectare hectares litre litres liter liters gallon gallons barrel barrels
    millilitre millilitres milliliter milliliters ml gram grams kilogram kilograms kilo kilos milligram milligrams
    microgram micrograms tonne tonnes ton tons ounce ounces pound pounds stone mg kg g lb oz degree degrees celsius
    fahrenheit kelvin volt volts amp amps ampere watt watts kilowatt kilowatts megawatt megawatts gigawatt gigawatts
    joule joules calorie calories hertz kilohertz megahertz gigahertz byte bytes kilobyte kilobytes megabyte megabytes
    gigabyte gigabytes terabyte terabytes bit bits dollar dollars cent cents euro euros pounds pence penny sterling
    yen yuan rouble roubles ruble rubles rupee rupees franc francs krona kronor peso pesos knot knots mph kph km/h
    kw mw gw kb mb gb tb hz $ € £ ¥ ₹ ₽ am pm
    """.split()
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of some words, and whether it differs from the other side. White space belongs to the part before it."""

    words: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a quote is not accepted; or, with ``place``, where it stands after all: only blanks at marks differ."""

    reasons: tuple[Reason, ...]
    detail: str
    passages: tuple[Passage, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class _Change:
    """Tokens ``[start, end)`` of the claimed words that are ``[true_start, true_end)`` in the text."""

    start: int
    end: int
    true_start: int
    true_end: int


class _Tokens:
    """The words and marks of a passage, with their typography for showing and without for comparing."""

    def __init__(self, words: str) -> None:
        self.words = words
        self._folded = folded(words)
        spans = [match.span() for match in _TOKEN.finditer(self._folded.text)]
        self.keys = [self._folded.text[start:end] for start, end in spans]
        self.spans = [self._folded.outer(start, end) for start, end in spans]

    def shown(self, start: int, end: int) -> str:
        """Tokens ``[start, end)`` as they were written, on one line, a long middle left out."""
        if start >= end:
            return ""
        words = " ".join(self.words[self.spans[start][0] : self.spans[end - 1][1]].split())
        half = LONGEST_SHOWN // 2
        return words if len(words) <= LONGEST_SHOWN else f"{words[:half].rstrip()} … {words[-half:].lstrip()}"


def explain(quote: str, locator: Locator, passages: Passages) -> Explanation:
    """Why a quote that :meth:`Locator.find` does not find, or finds only through a word, is not in the text."""
    wanted = bare(quote)[:LONGEST_COMPARED]
    if not any(map(str.isalnum, wanted)):
        return Explanation(("quote_not_found",), "the quote holds no words" if wanted else "the quote is empty")
    plain = folded(wanted)
    parts = tuple(_passage(locator, span, marks=False) for span in passages.joined(plain))
    if parts:
        shown = " and ".join(in_marks(_short(part.quote)) for part in parts[:MOST_CHANGES])
        return Explanation(("quote_joined",), f"the quote puts together passages that are apart: {shown}", parts)
    span = passages.nearest(plain)
    if span is None:
        return Explanation(("quote_not_found",), f"{in_marks(_short(wanted))} is not in the text, nor anything near it")
    nearest = _passage(locator, span)
    if len(plain.text.split()) > LONGEST:
        return Explanation(("quote_altered",), "the quote is longer than any passage it resembles", (nearest,))
    return _compared(wanted, nearest, locator)


def cut(place: Place, locator: Locator) -> Explanation:
    """Why a quote does not count whose edge goes through a word or number: something else is said there."""
    text, start, end = locator.text, place.start, place.end
    while start > 0 and place.start - start < LONGEST_SHOWN and _WORD_EDGE.match(text[start - 1]):
        start -= 1
    while end < len(text) and end - place.end < LONGEST_SHOWN and _WORD_EDGE.match(text[end]):
        end += 1
    nearest = Passage(start=start, end=end, quote=text[start:end])
    if place.end - place.start > LONGEST_COMPARED:
        return Explanation(("quote_altered",), _CUT, (nearest,))
    found = _compared(text[place.start : place.end], nearest, locator)
    return found if found.place is None else Explanation(("quote_altered",), _CUT, (nearest,))


def marked(claimed: str, true: str) -> tuple[tuple[Stretch, ...], tuple[Stretch, ...]]:
    """Both wordings cut where they differ."""
    ours, theirs = _Tokens(claimed[:LONGEST_COMPARED]), _Tokens(true[:LONGEST_COMPARED])
    changes = _changes(ours, theirs)
    return (
        _stretches(ours, [(c.start, c.end) for c in changes]),
        _stretches(theirs, [(c.true_start, c.true_end) for c in changes]),
    )


def _compared(wanted: str, nearest: Passage, locator: Locator) -> Explanation:
    ours, theirs = _Tokens(wanted), _Tokens(nearest.quote)
    changes = _inner(_changes(ours, theirs), ours, theirs)
    begin, end = min(changes.begin, len(theirs.keys) - 1), min(changes.end, len(theirs.keys))
    start = nearest.start + theirs.spans[begin][0]
    end = nearest.start + theirs.spans[end - 1][1]
    passage = Passage(start=start, end=end, quote=locator.text[start:end])
    if not changes.all:
        return Explanation((), "", (passage,), Place(start, end, "repaired"))
    reasons: list[Reason] = ["quote_altered"]
    for change in changes.all:
        reasons += _meaning(ours.keys[change.start : change.end], theirs.keys[change.true_start : change.true_end])
    sentences = [_sentence(change, ours, theirs) for change in changes.all[:MOST_CHANGES]]
    more = len(changes.all) - len(sentences)
    detail = "; ".join(sentences) + (f"; and {more} more change{'s' if more > 1 else ''}" if more else "")
    return Explanation(tuple(dict.fromkeys(reasons)), detail, (passage,))


@dataclass(frozen=True, slots=True)
class _Inner:
    """The changes inside tokens ``[begin, end)`` of the passage, which is what the quote would be without them."""

    all: tuple[_Change, ...]
    begin: int
    end: int


def _inner(changes: Sequence[_Change], ours: _Tokens, theirs: _Tokens) -> _Inner:
    """Leave out what the text merely has before and behind the quote."""
    kept = list(changes)
    begin, end = 0, len(theirs.keys)
    if kept and kept[0].start == kept[0].true_start == 0:
        head = kept.pop(0)
        begin = head.true_end
        if head.end > 0:
            begin = _first_word(theirs.keys, head.true_end) if _is_word(ours.keys[0]) else 0
            kept.insert(0, _Change(0, head.end, begin, head.true_end))
    if kept and kept[-1].end == len(ours.keys) and kept[-1].true_end == end:
        tail = kept.pop()
        end = tail.true_start
        if tail.end > tail.start:
            end = _last_word(theirs.keys, tail.true_start) if _is_word(ours.keys[-1]) else len(theirs.keys)
            kept.append(_Change(tail.start, tail.end, min(tail.true_start, end), end))
    elif not kept and end > begin + len(ours.keys):
        end = begin + len(ours.keys)
    return _Inner(tuple(kept), begin, max(end, begin + 1))


def _first_word(keys: Sequence[str], limit: int) -> int:
    return next((at for at in range(limit) if _is_word(keys[at])), limit)


def _last_word(keys: Sequence[str], limit: int) -> int:
    return next((at + 1 for at in range(len(keys) - 1, limit - 1, -1) if _is_word(keys[at])), limit)


def _is_word(token: str) -> bool:
    return token[0].isalnum()


def _changes(ours: _Tokens, theirs: _Tokens) -> list[_Change]:
    found: list[_Change] = []
    for step in Indel.opcodes(ours.keys, theirs.keys):
        if step.tag == "equal":
            continue
        change = _Change(step.src_start, step.src_end, step.dest_start, step.dest_end)
        if found and found[-1].end == change.start and found[-1].true_end == change.true_start:
            last = found.pop()
            change = _Change(last.start, change.end, last.true_start, change.true_end)
        found.append(change)
    return found


def _meaning(claimed: Sequence[str], true: Sequence[str]) -> list[Reason]:
    """Reasons beyond ``quote_altered``: what kind of word was exchanged, added or left out."""
    ours, theirs = [w.lower() for w in claimed], [w.lower() for w in true]
    reasons: list[Reason] = []
    if sum(map(_negates, ours)) != sum(map(_negates, theirs)):
        reasons.append("negation_differs")
    our_units, their_units = _UNITS.intersection(ours), _UNITS.intersection(theirs)
    if our_units and their_units and our_units != their_units:
        reasons.append("unit_differs")
    phrase = " ".join(theirs)
    hedged = any(_hedges(word) for word in theirs) or any(hedge in phrase for hedge in _HEDGING_PHRASES)
    if hedged and not any(map(_hedges, ours)) and len(ours) < len(theirs):
        reasons.append("hedge_dropped")
    return reasons


def _negates(word: str) -> bool:
    return word in _NEGATIONS or _NEGATED.match(word) is not None


def _hedges(word: str) -> bool:
    return word in _HEDGES


def _sentence(change: _Change, ours: _Tokens, theirs: _Tokens) -> str:
    """``“30 percent” is “3 percent” in the text``, with a neighbour where the change alone says little."""
    before, after = _neighbours(change, ours, theirs)
    ours_shown = ours.shown(change.start - before, change.end + after)
    theirs_shown = theirs.shown(change.true_start - before, change.true_end + after)
    if not ours_shown:
        return f"{in_marks(theirs_shown)} is left out"
    if not theirs_shown:
        return f"{in_marks(ours_shown)} is not in the text"
    return f"{in_marks(ours_shown)} is {in_marks(theirs_shown)} in the text"


def _neighbours(change: _Change, ours: _Tokens, theirs: _Tokens) -> tuple[int, int]:
    """How many tokens before and behind the change, the same on both sides, are shown with it (0 or 1)."""
    claimed, true = ours.keys[change.start : change.end], theirs.keys[change.true_start : change.true_end]
    earlier = ours.keys[change.start - 1] if change.start and change.true_start else ""
    room = change.end < len(ours.keys) and change.true_end < len(theirs.keys)
    later = ours.keys[change.end] if room else ""
    if any(word[0].isdigit() for word in (*claimed, *true)):
        currency = earlier in _UNITS and not earlier.isalpha()
        return int(currency), int(not currency and (later in _UNITS or len(later) > 3))
    if _UNITS.intersection(claimed):
        return int(bool(earlier)), 0
    if claimed and true:
        return 0, 0
    return (1, 0) if earlier and (_is_word(earlier) or not later) else (0, int(bool(later)))


def in_marks(words: str) -> str:
    """The words in quotation marks of a kind that they do not have themselves."""
    return f"‘{words}’" if any(mark in words for mark in '“”"') else f"“{words}”"


def _passage(locator: Locator, span: tuple[int, int], *, marks: bool = True) -> Passage:
    """The passage of the text itself; with ``marks`` also the punctuation that its edges touch."""
    start, end = locator.folded.outer(*span)
    text = locator.text
    while marks and start > 0 and not text[start - 1].isalnum() and not text[start - 1].isspace():
        start -= 1
    while marks and end < len(text) and not text[end].isalnum() and not text[end].isspace():
        end += 1
    return Passage(start=start, end=end, quote=text[start:end])


def _stretches(tokens: _Tokens, changed: Sequence[tuple[int, int]]) -> tuple[Stretch, ...]:
    """The words cut before and behind each changed range of tokens that is not empty."""
    cuts = [(tokens.spans[first][0], tokens.spans[last - 1][1]) for first, last in changed if last > first]
    found: list[Stretch] = []
    at = 0
    for start, end in cuts:
        found += [Stretch(tokens.words[at:start], False), Stretch(tokens.words[start:end], True)]
        at = end
    found.append(Stretch(tokens.words[at:], False))
    return tuple(stretch for stretch in found if stretch.words)


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN].rsplit(' ', 1)[0]} …"
