"""Where a text speaks to a language model: passages that give orders to whoever summarises it.

The passages are named, never acted on. Phrases are looked for in eight languages, without regard to case, accents,
typography, invisible characters and letters of another script that look the same. Offsets are 0-based, half-open and
count code points of the text.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from summarizer.commands import CUE, ENGLISH, JOINED, LEAD, MARKS, OF_SOMEBODY, YOURS, Rule
from summarizer.commands_abroad import ABROAD
from summarizer.locate import Folded, folded

LONGEST = 300
"""Characters from the end of a phrase within which its sentence must end to be named whole."""
AROUND = 200
"""Characters before and after a phrase of more than one reading in which something else must speak of a model."""
APART = 3
"""Characters between two passages that are named as one."""
_TEXTS = 256
"""Texts whose passages are kept: each stage of a run asks for them, and more than a hundred articles may be in work."""
_LOOKED_BACK = 40
"""Characters before a phrase that show whether it begins a clause; the longest lead-in has half as many."""

_LOOKS_LIKE = dict(
    zip(
        "авеёкмнорстухіјѕԁԛԝһӏɡɩıαεικνορτυχ",
        "abeekmhopctyxijsdqwhlgiiaeikvoptux",
        strict=True,
    )
)
"""Letters of other scripts (in lower case) and the Latin ones they are taken for."""
_TO_LATIN = {ord(other): latin for other, latin in _LOOKS_LIKE.items()}
_TO_CYRILLIC = {ord(latin): other for latin, other in zip("abekmhopctyx", "авекмнорстух", strict=True)}
_STOP = re.compile(r"[.!?…。](?=[\s\"'”’»)\]]|$)|\n")
_NUMBERED = re.compile(r"[ \t]*\[?([0-9]{1,5})[\]:]?[ \t]+\S")
"""How sentences are numbered for a model; lists for readers have a full stop or a bracket behind."""
_COUNT = re.compile(r"\[?[0-9]{1,5}[\]:]?\s+$")
_CLAUSE = ".!?:;,-\"'()[]{}<>*#|=/…。"


@dataclass(frozen=True, slots=True)
class _View:
    """A text as it is read for phrases; as long as ``origin.text``, character for character."""

    text: str
    origin: Folded
    source: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        return self.origin.outer(start, end)


@functools.lru_cache(maxsize=_TEXTS)
def addressed(text: str) -> tuple[tuple[int, int], ...]:
    """Spans of the passages that address a language model, sorted and apart, each to the end of its sentence.

    Takes time linear in the text.
    """
    origin = folded(text)
    plain = _plain(origin.text)
    latin = _View(plain.translate(_TO_LATIN), origin, text)
    cyrillic = _View(plain.translate(_TO_CYRILLIC), origin, text)
    found = [*_in_view(latin, cyrillic=False), *_in_view(cyrillic, cyrillic=True)]
    passages = _merged(sorted(_whole(text, span) for span in found))
    return tuple(_merged(_with_series(text, passages)))


def _plain(words: str) -> str:
    """Lower case, without accents and forms of letters, character for character."""
    changes = {ord(character): _base(character) for character in set(words)}
    return words.translate(changes)


@functools.lru_cache(maxsize=4096)
def _base(character: str) -> str:
    bare = unicodedata.normalize("NFKD", character)[:1].lower() or character
    return bare if len(bare) == 1 else character.lower()[:1]


@functools.cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(_written(pattern))


@functools.cache
def _written(pattern: str) -> str:
    """As in the views: only letters beyond ASCII are changed, as ``\\W`` in lower case is something else."""
    return "".join(character if character.isascii() else _base(character) for character in pattern)


def _in_view(view: _View, *, cyrillic: bool) -> Iterator[tuple[int, int]]:
    for rule in (*ENGLISH, *MARKS, *ABROAD):
        if rule.cyrillic is cyrillic and any(_written(stem) in view.text for stem in rule.stems):
            for match in _compiled(rule.pattern).finditer(view.text):
                if _meant(rule, match, view):
                    yield view.span(*match.span())


def _meant(rule: Rule, match: re.Match[str], view: _View) -> bool:
    """Whether these words stand where they are an order to a model."""
    start, end = match.span()
    if rule.line and not _begins_line(view, start):
        return False
    if rule.clause and not (_begins_clause(view, start) or _joined(view.text, match)):
        return False
    if rule.clause and _compiled(OF_SOMEBODY).match(view.text, end):
        return False
    sure = not rule.cue or (rule.sure != "" and _compiled(rule.sure).search(match.group()) is not None)
    return sure or _cued(view.text, start, end)


def _cued(words: str, start: int, end: int) -> bool:
    cue = _compiled(CUE)
    before, after = words[max(start - AROUND, 0) : start], words[end : end + AROUND]
    return cue.search(before) is not None or cue.search(after) is not None


def _begins_line(view: _View, start: int) -> bool:
    at = view.span(start, start + 1)[0]
    before = view.source[max(at - _LOOKED_BACK, 0) : at].rstrip(" \t*_>#-\u200b\ufeff")
    return before == "" or before[-1] in "\n\r\u2028\u2029"


def _begins_clause(view: _View, start: int) -> bool:
    ahead = view.text[max(start - _LOOKED_BACK, 0) : start]
    before = ahead.rstrip()
    if not before or before[-1] in _CLAUSE or not before[-1].isprintable():
        return True
    count = _COUNT.search(ahead)
    if count and _begins_line(view, start - len(ahead) + count.start()):
        return True
    return _compiled(LEAD).search(before) is not None or _begins_line(view, start)


def _joined(words: str, match: re.Match[str]) -> bool:
    before = words[max(match.start() - _LOOKED_BACK, 0) : match.start()].rstrip()
    return _compiled(YOURS).search(match.group()) is not None and _compiled(JOINED).search(before) is not None


def _whole(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """To the end of the sentence, where that is near."""
    start, end = span
    if text[end - 1] in ".!?\n":
        return span
    stop = _STOP.search(text, end, end + LONGEST)
    if stop is None:
        return start, end
    return start, stop.start() if stop.group() == "\n" else stop.end()


def _with_series(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Each span (sorted) with all lines that are numbered in one series with its own, as sentences are for a model.

    Whoever numbers an order like that makes up the sentences around it.
    """
    done = 0
    for start, end in spans:
        if start < done:
            yield start, end
            continue
        first, last = _line(text, start)
        number = _number(text, first)
        if number is not None and end <= last + 1:
            start = _series_end(text, first, number, -1)[0]
            end = max(end, _series_end(text, first, number, 1)[1])
            done = end
        yield start, end


def _series_end(text: str, first: int, number: int, step: int) -> tuple[int, int]:
    """The last line, forward or backward, that goes on counting from the one that begins at ``first``."""
    here = _line(text, first)
    while True:
        at = here[1] + 1 if step > 0 else here[0] - 1
        if not 0 <= at < len(text):
            return here
        there = _line(text, at)
        number += step
        if _number(text, there[0]) != number:
            return here
        here = there


def _line(text: str, at: int) -> tuple[int, int]:
    """The line that holds a place, without its line feed."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def _number(text: str, at: int) -> int | None:
    found = _NUMBERED.match(text, at)
    return int(found.group(1)) if found else None


def _merged(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    last: tuple[int, int] | None = None
    for start, end in spans:
        if last is not None and start <= last[1] + APART:
            last = last[0], max(last[1], end)
            continue
        if last is not None:
            yield last
        last = start, end
    if last is not None:
        yield last
