"""Finding a quote in a text: as it stands, else equal up to typography.

Typography is Unicode form, kinds of quotation marks and dashes, white space and line breaks, soft hyphens and
zero-width characters, ligatures, and three full stops for ``…``. Case, accents, digits and words are not.
Offsets are 0-based, half-open and count code points of the text as given.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from summarizer.models import Match

MOST_PLACES = 50
"""Occurrences of one quote that are looked at from the start of the text, besides those next to the anchors."""

_SPACES = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_HIDDEN = (
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff"
    "\U000e0000-\U000e0fff"
)
_DASHES = "\\-\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d"
_LONG_DASHES = frozenset("\u2013\u2014\u2015")
_LIGATURES = "\u0132\u0133\ufb00-\ufb06\ufb13-\ufb17"
# Each alternative takes its whole run at once, so that no run is looked at twice.
_RUN = f"[{_SPACES}{_HIDDEN}{_DASHES}]{{2,}}+"
_ALONE = f"[{_HIDDEN}{_LIGATURES}\u2026]"
_SPACED_DOTS = "\\.(?:[ \u00a0\u2009\u202f]\\.){2,}+"
_HIDDEN_RUN = re.compile(f"[{_HIDDEN}]+")
_SPACE_RUN = re.compile(f"[{_SPACES}]+")
_DASH_RUN = re.compile(f"[{_DASHES}]+")
_AROUND = "".join(
    chr(code)
    for first, last in (
        *((0x09, 0x0D), (0x1C, 0x20), (0x85, 0x85), (0xA0, 0xA0), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C)),
        *((0x1680, 0x1680), (0x180E, 0x180E), (0x2000, 0x200F), (0x2028, 0x202F), (0x205F, 0x2064), (0x2066, 0x206F)),
        *((0x3000, 0x3000), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)),
    )
    for code in range(first, last + 1)
)
"""White space and invisible characters for ``str.strip``, which unlike a pattern never looks at a run twice."""
_SINGLE = "'‘’‚‛‹›`´ʼ′＇"
_DOUBLE = '"“”„‟«»″〝〞＂'
_PLAIN = (
    {mark: "'" for mark in _SINGLE}
    | {mark: '"' for mark in _DOUBLE}
    | {chr(code): "-" for code in (*range(0x2010, 0x2016), 0x2043, 0x2212, 0xFE58, 0xFE63, 0xFF0D)}
    | {chr(code): " " for code in (*range(0x09, 0x0E), *range(0x1C, 0x20), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200B))}
    | {chr(code): " " for code in (0x2028, 0x2029, 0x202F, 0x205F, 0x3000)}
)
_UNEASY = re.compile("[" + re.escape("".join(mark for mark in _PLAIN if mark != "'")) + "]")
_NEGATING = re.compile(r"\b(?:non|un|anti|dis|mis)-$", re.IGNORECASE)
_SHORT = 2_000
"""Characters below which it takes longer to look at what a text consists of than to fold it."""
_LAST_SPACED_LETTER = 0x058F
"""Up to here (Latin, Greek, Cyrillic, Armenian) letters side by side are one word; later scripts may not set spaces."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quote stands. ``cut``: an edge goes through a word or a number, so that something else is said there."""

    start: int
    end: int
    match: Match
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Folded:
    """A text without its typography, and the way back.

    Stretches begin at ``starts`` (in ``text``) and at ``origins`` (in the text it was made of); those with
    ``lengths`` 0 are as long in both, the others stand for so many code points and cannot be cut.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    lengths: tuple[int, ...]

    def origin(self, start: int, end: int) -> tuple[int, int] | None:
        """The span that ``text[start:end]`` was made of, ``None`` if an edge falls inside something like ``…``."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1) - 1
        into, after = start - self.starts[first], end - self.starts[last]
        begin = self.origins[first] + into
        if self.lengths[first] and into:
            return None
        if not self.lengths[last]:
            return begin, self.origins[last] + after
        if after != self._size(last):
            return None
        return begin, self.origins[last] + self.lengths[last]

    def outer(self, start: int, end: int) -> tuple[int, int]:
        """The span that ``text[start:end]`` was made of, widened where an edge falls inside something like ``…``."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1) - 1
        begin = self.origins[first] + (0 if self.lengths[first] else start - self.starts[first])
        return begin, self.origins[last] + (self.lengths[last] or end - self.starts[last])

    def _size(self, stretch: int) -> int:
        following = self.starts[stretch + 1] if stretch + 1 < len(self.starts) else len(self.text)
        return following - self.starts[stretch]


def folded(text: str) -> Folded:
    """``text`` without its typography. Takes time linear in the text."""
    parts: list[str] = []
    starts, origins, lengths = [0], [0], [0]
    size = at = 0
    for match in _uneven(text).finditer(text):
        parts.append(text[at : match.start()])
        size += match.start() - at
        for words, start, end in _resolved(match, len(text)):
            if words:
                parts.append(words)
                starts.append(size)
                origins.append(start)
                lengths.append(end - start)
                size += len(words)
        at = match.end()
        starts.append(size)
        origins.append(at)
        lengths.append(0)
    parts.append(text[at:])
    return Folded(_UNEASY.sub(_plain, "".join(parts)), tuple(starts), tuple(origins), tuple(lengths))


def _plain(match: re.Match[str]) -> str:
    """The character without its typography. Single and double marks are one, except that 6′ are feet and 6″ inches."""
    plain = _PLAIN[match.group()]
    if plain == '"' and not match.string[match.start() - 1 : match.start()].isdigit():
        return "'"
    return plain


def _uneven(text: str) -> re.Pattern[str]:
    """What changes its length in this text."""
    if len(text) < _SHORT and unicodedata.is_normalized("NFC", text):
        return _pattern("", "", alone=True, dots=True)
    characters = set(text)
    marks = singles = ""
    if not unicodedata.is_normalized("NFC", text):
        marks = "".join(sorted(filter(_joins, characters)))
        singles = "".join(sorted(c for c in characters if c not in marks and not unicodedata.is_normalized("NFC", c)))
    alone = any(map(re.compile(_ALONE).match, characters))
    return _pattern(marks, singles, alone=alone, dots=re.search(_SPACED_DOTS, text) is not None)


@lru_cache(maxsize=256)
def _pattern(marks: str, singles: str, *, alone: bool, dots: bool) -> re.Pattern[str]:
    """Without what a text does not have: each alternative costs time at each character."""
    parts = [
        rf"(?s:.)[{re.escape(marks)}]++" if marks else "",
        rf"[{re.escape(singles)}]" if singles else "",
        _RUN,
        _ALONE if alone else "",
        _SPACED_DOTS if dots else "",
    ]
    return re.compile("|".join(filter(None, parts)))


def _joins(character: str) -> bool:
    """Whether it belongs to the character before it: accents, vowel signs, the later letters of a Hangul syllable."""
    spaced = "\u1160" <= character <= "\u11ff"
    return spaced or (unicodedata.category(character) in ("Mn", "Mc", "Me") and not _HIDDEN_RUN.match(character))


def _resolved(match: re.Match[str], length: int) -> Iterator[tuple[str, int, int]]:
    """What an uneven stretch comes to, each piece with the span it stands for."""
    words, start, end = match.group(), match.start(), match.end()
    if words[0] == "." or words == "…":
        yield "...", start, end
        return
    shown = _HIDDEN_RUN.sub("", words)
    if not shown:
        return
    kinds = _DASH_RUN.sub("-", _SPACE_RUN.sub(" ", shown))
    if kinds.strip("- "):
        yield unicodedata.normalize("NFKC" if re.match(f"[{_LIGATURES}]", words) else "NFC", words), start, end
        return
    yield from _gap(kinds, match, shown, length)


def _gap(kinds: str, match: re.Match[str], shown: str, length: int) -> Iterator[tuple[str, int, int]]:
    """A run of blanks and dashes. A dash with blanks on both sides is one without; so is a long one with one blank."""
    start, end = match.start(), match.end()
    following = match.string[end : end + 1]
    long = not _LONG_DASHES.isdisjoint(shown) or "--" in shown
    if kinds in ("- ", " -"):
        open_side = start == 0 if kinds == "- " else end == length
        minus = kinds == " -" and following.isdigit()
        kinds = "-" if open_side or (long and not minus) else kinds
    elif kinds == " - ":
        kinds = "-"
    if len(kinds) == 2 and kinds in ("- ", " -"):
        dash = _DASH_RUN.search(match.string, start, end)
        assert dash is not None
        edge = dash.start() if kinds == " -" else dash.end()
        yield kinds[0], start, edge
        yield kinds[1], edge, end
        return
    yield kinds, start, end


def bare(quote: str) -> str:
    """The quote without white space and invisible characters around it."""
    return quote.strip(_AROUND)


class Locator:
    """One text in which quotes are looked up. What it needs beyond the text is made once, when first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> Folded:
        """The text without its typography."""
        return folded(self.text)

    def find(self, quote: str, anchors: Sequence[int] = ()) -> tuple[Place, ...]:
        """Where the quote stands, in the order of the text; empty if nowhere.

        If it stands somewhere exactly, places where only its typography differs are left out; likewise those where
        an edge cuts a word if there are others. ``anchors`` are offsets; the places next to them are among those
        returned however many there are.
        """
        wanted = bare(quote)
        if not wanted:
            return ()
        verbatim = self._exact(quote, wanted, anchors)
        if verbatim and not all(place.cut for place in verbatim):
            return _uncut(verbatim)
        typographic = _uncut(self._typographic(wanted, anchors))
        return verbatim if verbatim and all(place.cut for place in typographic) else typographic

    def at(self, quote: str, start: int, end: int) -> Place | None:
        """The place ``[start, end)`` if the quote stands there, exactly or up to typography."""
        wanted = bare(quote)
        # An honest span is about as long as its quote; a dishonest one must not be folded at full length.
        if not (wanted and 0 <= start < end <= len(self.text)) or end - start > 4 * len(quote) + 64:
            return None
        words = self.text[start:end]
        if words != quote and folded(bare(words)).text != folded(wanted).text:
            return None
        start, end = self._trimmed(start, end)
        return Place(start, end, "exact" if self.text[start:end] == quote else "repaired", self._cuts(start, end))

    def _exact(self, quote: str, wanted: str, anchors: Sequence[int]) -> tuple[Place, ...]:
        match: Match = "exact" if quote == wanted else "repaired"
        found = _places(self.text, wanted, anchors)
        return tuple(Place(at, at + len(wanted), match, self._cuts(at, at + len(wanted))) for at in found)

    def _typographic(self, wanted: str, anchors: Sequence[int]) -> tuple[Place, ...]:
        if len(wanted) > 8 * len(self.text) + 1_000:  # not even invisible characters account for so much
            return ()
        key = folded(wanted).text
        found: list[Place] = []
        whole = len(self.text) / max(len(self.folded.text), 1) or 1.0
        for at in _places(self.folded.text, key, [int(anchor / whole) for anchor in anchors]):
            span = self.folded.origin(at, at + len(key))
            if span is not None:
                start, end = self._trimmed(*span)
                found.append(Place(start, end, "repaired", self._cuts(start, end)))
        return tuple(found)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        words = self.text[start:end]
        start = end - len(words.lstrip(_AROUND))
        return start, start + len(bare(words))

    def _cuts(self, start: int, end: int) -> bool:
        text = self.text
        before, after = text[start - 1 : start], text[end : end + 1]
        first, last = text[start : start + 1], text[end - 1 : end]
        if one_word(before, first) or one_word(last, after) or (after and unicodedata.combining(after)):
            return True
        if first.isdigit() and before:
            decimal = before in ".," and text[start - 2 : start - 1].isdigit()
            negative = before in "-−" and not text[start - 2 : start - 1].strip()
            if decimal or negative:
                return True
        if last.isdigit() and after in (".", ",") and text[end + 1 : end + 2].isdigit():
            return True
        return bool(first.isalpha() and before == "-" and _NEGATING.search(text[max(0, start - 5) : start]))


def _uncut(places: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(place for place in places if not place.cut) or places


def one_word(left: str, right: str) -> bool:
    """Whether these two characters (or ``""`` for none), side by side, are inside one word or number."""
    if not (left and right and left.isalnum() and right.isalnum()):
        return False
    return ord(left) <= _LAST_SPACED_LETTER and ord(right) <= _LAST_SPACED_LETTER


def _places(text: str, wanted: str, anchors: Sequence[int]) -> list[int]:
    """The first places of ``wanted``, and those next to each anchor, sorted."""
    found: set[int] = set()
    at = text.find(wanted)
    while at >= 0 and len(found) < MOST_PLACES:
        found.add(at)
        at = text.find(wanted, at + 1)
    if at >= 0:
        for anchor in anchors:
            anchor = min(max(anchor, 0), len(text))
            found |= {text.rfind(wanted, 0, anchor + len(wanted)), text.find(wanted, anchor)}
    return sorted(found - {-1})
