"""What a sentence is about, as far as two sentences that answer one question can be told by their words.

English words; in other languages only figures, dates and names remain.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from summarizer.dates import Moment
from summarizer.figures import Figures, read_figures
from summarizer.opposites import DENIALS, FUNCTION, NEGATORS, opposite
from summarizer.polarity import fold_lines

NEGATED = 7
"""Content words behind a negation that it reaches at most, up to the end of its clause."""
ALL = 4
"""Content words behind ``all`` or ``every`` that it speaks of."""
_SMALL = 0.34
"""What a small word takes of such a reach."""
_LONGEST = 120
"""Words and signs of one sentence that are read as concepts."""
_ABSOLUTE = frozenset(
    "all every everyone everybody everything always completely entirely whole ever only each both fully".split()
)
_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|[,;:()—–.]|\d[\d.,:]*")
_PAUSES = frozenset(";.—–")
_NAME = re.compile(r"(?<=[\w,] )[A-Z][\w-]+")
_DESIGNATED = re.compile(r"\b([A-Z][\w-]*)\s(?:\d+(?:,\s|\sand\s|,\sand\s))*\Z")
"""In front of a number that is part of a name: ``the Skarv 40``, ``Acts 3, 4 and 5``."""
_COUNTING = FUNCTION | frozenset(
    "nearly almost around roughly approximately another exactly fewer between since until within today".split()
)
"""Words that may open a sentence in front of a number that counts."""
_SAID_THEN = re.compile(
    r"\b(?:(?:said|says|announced|reported|stated|wrote|added|posted|declared|testified|confirmed|warned|denied)(?:\s+\w+){0,2}?"
    r"|told(?:\s+(?!that\b)[^\W\d]+){1,7}?)\s+(?:on|late|early|last|this)?\s*\Z"
)
"""In front of a time at which something was said, not done: ``the agency said on``."""
_DATELINE = re.compile(r"\A\W*[A-Z][^.!?]{0,40}\Z")
_DASH = re.compile(r"\s*(?:--|[—–])\s")
_BEFORE = 80
_WORD = re.compile(r"[^\W_]+")
_EXACTNESS = frozenset(
    """
    about around roughly approximately nearly almost exactly some over under only just
    at least most more less fewer than
    """.split()
)
_LED = 2
"""Words in front of two figures that show that both tell one thing: ``a man of 60``, ``a man of 30``."""
_SHORTEST = 3
_SAME_MATTER = """
    die dead death deaths died dies dying killed kill kills killing victim victims fatal fatality lives
    hurt injured injury injuries wounded wound harmed harm burns burned
    order ordered orders instruction
    inspect inspection inspected inspector inspectors visit visited examined examination check checked checks
    know knew known learned learn aware informed inform told
    letter letters wrote write written message mail e-mail memo note
    warn warned warning warnings advised advise advice recommends recommended recommendation alert alerted
    fire fires flames burn caught ablaze
    close closed closure shut
    child children kid kids pupil pupils student students
    begin began begun start started
    end ended finish finished stop stopped
    lose lost loss losses lack
    buy bought purchase purchased sold sell sale
    remove removed removal cut deleted taken struck withdrawn withdraw
    increase increased rise rose risen grew
    decrease decreased fall fell fallen drop dropped reduction
    person persons people resident residents inhabitant inhabitants
    receive received receipt got get
    send sent
    test tested tests testing
    pay paid payment
    cause caused causes blame blamed responsible behind
    family families household households
    goal outcome aim target
    change changed changes moved altered
    attack attacks attacked
    resign resigned resignation quit
    meet met meeting
    agree agreed agreement
"""
"""One matter a line: what news says in many words."""
_GENERAL = """
    year day week month time person said thing way percent number first last new old good back also two one three
    called use may might would
"""
"""Words that say little about the matter."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure by what can be compared: ``measure`` is the dimension of its unit or the kind of number it is.

    ``lead`` are the last words in front of it, without those that say how exact it is.
    """

    words: str
    measure: str
    value: float
    has_unit: bool
    things: frozenset[str]
    lead: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """The words of one sentence as concepts, and what it does with them.

    ``negated`` and ``absolute`` are the concepts that stand under a negation or under ``all`` and its like,
    ``senses`` the words by what they mean and with which sign, ``names`` the concepts written as names.
    """

    concepts: frozenset[str]
    negated: frozenset[str]
    absolute: frozenset[str]
    names: frozenset[str]
    senses: frozenset[tuple[str, int]]
    amounts: tuple[Amount, ...]
    moments: tuple[Moment, ...]
    negative: bool
    universal: bool
    denying: bool


@lru_cache(maxsize=1024)
def read_matter(sentence: str) -> Matter:
    """Read one sentence: its figures, times and names throughout, of its words and signs the first 120."""
    tokens = _TOKEN.findall(fold_lines(sentence))[:_LONGEST]
    concepts, negated, absolute = _concepts(tokens)
    figures = read_figures(sentence)
    words = frozenset(tokens)
    return Matter(
        concepts=concepts,
        negated=negated,
        absolute=absolute,
        names=frozenset(concept(name.lower()) for name in _NAME.findall(sentence)),
        senses=frozenset(opposite(t) for t in tokens if t not in FUNCTION),
        amounts=_amounts(sentence, figures),
        moments=tuple(m for m in figures.moments if not _is_of_saying(sentence, m)),
        negative=bool(words & NEGATORS),
        universal=bool(words & _ABSOLUTE),
        denying=bool(words & DENIALS),
    )


def _concepts(tokens: list[str]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """All concepts, those under a negation, and those under ``all`` and its like."""
    concepts: set[str] = set()
    negated: set[str] = set()
    absolute: set[str] = set()
    no = every = 0.0
    for token in tokens:
        if token in NEGATORS:
            no = NEGATED
        elif token in _ABSOLUTE:
            every = ALL
        elif token in _PAUSES:
            no = every = 0.0
        elif token in FUNCTION or len(token) < _SHORTEST or not token[0].isalpha():
            no, every = no - _SMALL, every - _SMALL
        else:
            found = {concept(token), *(concept(part) for part in token.split("-") if len(part) >= _SHORTEST)}
            concepts |= found
            negated |= found if no > 0 else set()
            absolute |= found if every > 0 else set()
            no, every = no - 1, every - 1
    return frozenset(concepts), frozenset(negated), frozenset(absolute)


def _amounts(sentence: str, figures: Figures) -> tuple[Amount, ...]:
    """The figures that can be compared: no ``one`` or ``half`` in letters, and no number that is part of a name."""
    return tuple(
        Amount(
            words=q.words,
            measure=(q.unit.dimension if q.unit else None) or q.form,
            value=round(q.value, 6),
            has_unit=q.unit is not None,
            things=frozenset(concept(t.lower()) for t in q.things if t.lower() not in FUNCTION),
            lead=_lead(sentence, q.start),
        )
        for q in figures.quantities
        if not (q.spelled and q.written <= 1) and (q.unit or not _is_designation(sentence, q.start))
    )


def _is_designation(sentence: str, start: int) -> bool:
    found = _DESIGNATED.search(sentence, max(0, start - _BEFORE), start)
    return found is not None and found.group(1).lower() not in _COUNTING


def _lead(sentence: str, start: int) -> tuple[str, ...]:
    words = _WORD.findall(sentence[max(0, start - _BEFORE) : start].lower())
    return tuple(word for word in words if word not in _EXACTNESS)[-_LED:]


def _is_of_saying(sentence: str, moment: Moment) -> bool:
    """Whether the time is that of the words or of the dispatch (``PORT, 14 October --``)."""
    if _SAID_THEN.search(sentence, max(0, moment.start - _BEFORE), moment.start):
        return True
    behind = _DASH.match(sentence, moment.end)
    return behind is not None and _DATELINE.match(sentence[: moment.start]) is not None


_PARTS = ("day", "month", "weekday", "minute", "year")


def common_parts(one: Moment, other: Moment) -> tuple[tuple[int, int], ...]:
    """The parts of a date or clock that both times name, as each names them."""
    pairs = ((getattr(one, part), getattr(other, part)) for part in _PARTS)
    return tuple((ours, theirs) for ours, theirs in pairs if ours is not None and theirs is not None)


_STEMMER = snowballstemmer.stemmer("english")


@lru_cache(maxsize=16_384)
def concept(word: str) -> str:
    """The stem of a word in small letters, or the matter that it is one of several words for."""
    stem: str = _STEMMER.stemWord(word.replace("'s", "").replace("’s", ""))
    return _matters().get(stem, stem)


@lru_cache(maxsize=1)
def _matters() -> dict[str, str]:
    """Stem to matter; ``*`` marks a matter, so that it is no stem."""
    table: dict[str, str] = {}
    for line in _SAME_MATTER.strip().splitlines():
        words = line.split()
        for word in words:
            table.setdefault(_STEMMER.stemWord(word), f"{words[0]}*")
    return table


@lru_cache(maxsize=1)
def general() -> frozenset[str]:
    """Concepts that say little about the matter."""
    return frozenset(concept(word) for word in _GENERAL.split())
