"""Names of a statement that its evidence has, but in another place: where the statement puts one, another stands."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer.dates import MONTHS, WEEKDAYS
from summarizer.entities import ROLE_NOUNS
from summarizer.grounding import fold
from summarizer.lexicon import DETERMINERS, PRONOUNS, VERBS
from summarizer.naming import Word, name_runs, read_names, read_words, roots, spelled_alike
from summarizer.plain_words import longer_words, split_sentences

_BACK = 6
"""Words of the evidence in front of, or behind, what stands beside a name in the statement: where it should be."""
_SAME = 0.6
"""Share of the statement's longer words in a sentence that says the same of somebody."""
_FEWEST = 3
"""Longer words below which that is chance."""
_MOST_PLACES = 32
"""Places of a pair of words looked at."""
_MOST_NAMES = 100
"""Names of a statement looked at."""
_LONGEST = 1500
"""Characters beyond which a sentence is none, and a name in it stands nowhere in particular."""
_STANDS_FOR = frozenset(PRONOUNS) | frozenset("who whom whose which one both other others".split())
_AUXILIARIES = frozenset(
    "were was is are be been has have had will would can could may might shall should must did does do".split()
)
_KIN = frozenset("mother father son daughter brother sister wife husband widow boy girl man woman leader".split())
"""Nouns of :data:`ROLE_NOUNS` that are said of too many to tell one."""
_SMALL = _AUXILIARIES | DETERMINERS | _STANDS_FOR | frozenset(
    "of in on at to for from by with and or but as about against after before into over under than not also".split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Evidence:
    words: tuple[Word, ...]
    pairs: dict[tuple[str, str], tuple[int, ...]]
    singles: dict[str, tuple[int, ...]]


@lru_cache(maxsize=64)
def _read(near: str) -> _Evidence:
    words = tuple(read_words(near))
    pairs: dict[tuple[str, str], list[int]] = {}
    singles: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        singles.setdefault(word.folded, []).append(at)
        if at + 1 < len(words) and not words[at + 1].starts:
            pairs.setdefault((_key(word), _key(words[at + 1])), []).append(at)
    return _Evidence(words, {k: tuple(v) for k, v in pairs.items()}, {k: tuple(v) for k, v in singles.items()})


def _key(word: Word) -> str:
    """The word without the ending of a plural."""
    return word.folded.rstrip("s") or word.folded


def slot_faults(statement: str, near: str) -> Iterator[tuple[str, str]]:
    """A name of the statement and the name that the evidence has in its place."""
    evidence = _read(near)
    words = read_words(statement)
    places = {word.start: at for at, word in enumerate(words)}
    for run in name_runs(words):
        own = {w.folded for w in run}
        if not _is_name(run):
            continue
        first, last = places[run[0].start], places[run[-1].start]
        tests = (_behind(words, last, own, evidence), _before(words, first, own, evidence))
        rival = next(
            filter(None, (*tests, _compound(words, last, own, evidence), _aged(words, last, own, evidence))), None
        )
        if rival:
            yield " ".join(w.form for w in run), rival


def _is_name(run: Sequence[Word]) -> bool:
    """No pronoun, weekday or month, and no word that is capital only as the first of its sentence."""
    if any(
        (w.folded in _SMALL and w.form[:2] != w.form[:2].upper()) or w.folded in MONTHS or w.folded in WEEKDAYS
        for w in run
    ):
        return False
    return len(run) > 1 or not run[0].opens or len(run[0].folded) > 1


def _behind(words: Sequence[Word], last: int, own: set[str], evidence: _Evidence) -> str | None:
    """The two words behind the name stand in the evidence behind other names only."""
    after = words[last + 1 : last + 3]
    if not _telling(after):
        return None
    rivals = []
    for at in evidence.pairs.get((_key(after[0]), _key(after[1])), ())[:_MOST_PLACES]:
        slot = _back(evidence.words, at)
        if not slot or _holds(slot, own) or not any(w.capital and not w.opens for w in slot[-3:]):
            return None
        rivals.append(next(w.form for w in reversed(slot) if w.capital))
    return rivals[0] if rivals else None


def _before(words: Sequence[Word], first: int, own: set[str], evidence: _Evidence) -> str | None:
    """The two words in front of the name stand in the evidence in front of other names only."""
    ahead = [w for w in words[max(0, first - 4) : first] if w.folded not in DETERMINERS][-2:]
    if not _telling(ahead):
        return None
    rivals = []
    for at in evidence.pairs.get((_key(ahead[0]), _key(ahead[1])), ())[:_MOST_PLACES]:
        slot = _forth(evidence.words, at + 2)
        if not slot or _holds(slot, own) or not any(w.capital for w in slot[:2]):
            return None
        rivals.append(next(w.form for w in slot if w.capital))
    return rivals[0] if rivals else None


def _compound(words: Sequence[Word], last: int, own: set[str], evidence: _Evidence) -> str | None:
    """``the Orrin station`` where the evidence has only ``the Vale station``."""
    thing = words[last + 1] if last + 1 < len(words) else None
    if thing is None or thing.opens or thing.capital or len(thing.folded) < 5 or thing.start - words[last].end > 3:
        return None
    if thing.folded in VERBS or thing.folded in _SMALL or thing.folded.endswith(("ed", "ing", "ly")):
        return None
    rivals = []
    for at in evidence.singles.get(thing.folded, ())[:_MOST_PLACES]:
        around = [*_back(evidence.words, at), *_forth(evidence.words, at + 1)]
        before = evidence.words[at - 1] if at else None
        if before is None or _holds([*around, before], own, pronouns=False):
            return None
        if before.capital and not before.opens:
            rivals.append(f"{before.form} {thing.form}")
    return rivals[0] if rivals else None


def _aged(words: Sequence[Word], last: int, own: set[str], evidence: _Evidence) -> str | None:
    """``Vale, 61,`` where the evidence has only ``Marsh, 61``."""
    age = words[last + 1] if last + 1 < len(words) else None
    if age is None or not age.pause or not age.folded.isdecimal():
        return None
    rivals = []
    for at in evidence.singles.get(age.folded, ())[:_MOST_PLACES]:
        before = evidence.words[max(0, at - 4) : at]
        if not before or not before[-1].capital or not evidence.words[at].pause or _holds(before, own, pronouns=False):
            return None
        rivals.append(before[-1].form)
    return rivals[0] if rivals else None


def _telling(pair: Sequence[Word]) -> bool:
    """Two words of one sentence, one of them of some weight, neither a name."""
    if len(pair) == 2 and pair[0].capital and not pair[0].opens and pair[1].folded == "and":
        return True  # "Orrin and …"
    if len(pair) < 2 or pair[0].capital or pair[1].capital or pair[1].starts or pair[0].starts:
        return False
    return any(len(w.folded) > 2 and w.folded not in _SMALL for w in pair)


def _back(words: Sequence[Word], at: int) -> list[Word]:
    slot: list[Word] = []
    for place in range(at - 1, max(-1, at - 1 - _BACK), -1):
        if words[place + 1].starts:
            break
        slot.insert(0, words[place])
    return slot


def _forth(words: Sequence[Word], at: int) -> list[Word]:
    slot: list[Word] = []
    for word in words[at : at + _BACK]:
        if word.starts:
            break
        slot.append(word)
    return slot


def _holds(slot: Sequence[Word], own: set[str], *, pronouns: bool = True) -> bool:
    """Whether the name, a form of it or something that may stand for it is there."""
    for word in slot:
        if word.folded in own or (pronouns and word.form.islower() and word.folded in _STANDS_FOR):
            return True
        if any(roots(word.folded) & roots(o) or (word.capital and spelled_alike(word.folded, o)) for o in own):
            return True
    return False


def bearer_faults(statement: str, near: str, known: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """The name a sentence begins with, where the evidence says the same of another name only."""
    spoken = {w.folded for k in known for w in read_words(k)}
    sentences = [(s, longer_words(s)) for s in split_sentences(near)[:64] if len(s) < _LONGEST]
    capitals = read_names(near).capitals
    for said in (s for s in split_sentences(statement)[:20] if len(s) < _LONGEST):
        words, wanted = read_words(said), longer_words(said)
        if len(wanted) < _FEWEST:
            continue
        run = next(iter(name_runs(words)), [])
        own = {w.folded for w in run}
        if not run or not run[0].opens or own & spoken or not own & capitals or not _is_name(run):
            continue
        alike = [read_words(s) for s, have in sentences if len(wanted & have) >= _SAME * len(wanted)]
        if alike and all(not _holds(a, own) for a in alike):
            others = {w.folded for w in words} | MONTHS.keys() | WEEKDAYS.keys()
            rival = next((w.form for w in alike[0] if w.capital and not w.opens and w.folded not in others), None)
            if rival:
                yield " ".join(w.form for w in run), rival


def role_faults(statement: str, near: str, text: str, known: Sequence[str] = ()) -> Iterator[str]:
    """Roles (``the mayor``) that the article has, but of nobody whom the evidence names."""
    there = read_names(f"{near}\n{' '.join(known)}")
    for word in read_words(statement):
        plain = word.folded.rstrip("s")
        if word.capital or plain not in ROLE_NOUNS - _KIN or {plain, word.folded} & there.words:
            continue
        if f"{plain}s" not in there.words and plain in fold_words(text) and not _borne(plain, there.capitals, text):
            yield word.form


def _borne(role: str, names: frozenset[str], text: str) -> bool:
    """Whether a sentence of the article has the role beside one of the names."""
    return any(
        any(w.folded.rstrip("s") == role for w in words) and any(w.capital and w.folded in names for w in words)
        for words in map(read_words, _with_role(role, text))
    )


@lru_cache(maxsize=256)
def _with_role(role: str, text: str) -> tuple[str, ...]:
    return tuple(s for s in split_sentences(text) if role in s.casefold())[:64]


@lru_cache(maxsize=4)
def fold_words(text: str) -> frozenset[str]:
    """The words of a text in small letters."""
    return frozenset(w.folded.rstrip("s") for w in read_words(fold(text)))
