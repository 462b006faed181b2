"""Names of a statement that its evidence has, but in another place: where the statement puts one, another stands."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer.dates import MONTHS, WEEKDAYS
from summarizer.entities import ROLE_NOUNS
from summarizer.grounding import fold
from summarizer.lexicon import DETERMINERS, PRONOUNS, VERBS
from summarizer.measures import MULTIPLES, ORDINALS, VALUES
from summarizer.naming import Names, Word, name_runs, read_names, read_words, roots, spelled_alike
from summarizer.plain_words import longer_words, split_sentences
from summarizer.stretches import remembered, stretches

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
_MOST_SENTENCES = 64
"""Sentences of an article with one role that are looked at."""
_LONGEST = 1500
"""Characters beyond which a sentence is none, and a name in it stands nowhere in particular."""
_STANDS_FOR = frozenset(PRONOUNS) | frozenset("who whom whose which one both other others".split())
_AUXILIARIES = frozenset(
    "were was is are be been has have had will would can could may might shall should must did does do".split()
)
_BODIES = frozenset(
    "council court company firm ministry agency bank union police government board committee commission party club "
    "school university hospital newspaper parliament senate army church".split()
)
_CALENDAR = MONTHS.keys() | WEEKDAYS.keys()
_NO_NAMES = frozenset((*_CALENDAR, *VALUES, *MULTIPLES, *ORDINALS))
_KIN = frozenset("mother father son daughter brother sister wife husband widow boy girl man woman leader".split())
"""Nouns of :data:`ROLE_NOUNS` that are said of too many to tell one."""
_TELLING = ROLE_NOUNS - _KIN
_ROLES = _TELLING | _BODIES
_PREPOSITIONS = frozenset("to for with from by against at".split())
_OF = frozenset("of from".split())
_SMALL = _AUXILIARIES | DETERMINERS | _STANDS_FOR | frozenset(
    "of in on at to for from by with and or but as about against after before into over under than not also".split()
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Places:
    """The words of one stretch of the evidence, and where they and pairs of them stand in it."""

    words: tuple[Word, ...]
    pairs: dict[tuple[str, str], tuple[int, ...]]
    singles: dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """All words of the evidence, their offsets being those in their stretch, and the stretches they come from."""

    words: tuple[Word, ...]
    parts: tuple[tuple[int, Places], ...]

    def pair(self, first: Word, second: Word) -> list[int]:
        """The first places of two words that follow each other in a sentence."""
        wanted = (_key(first), _key(second))
        return [base + at for base, part in self.parts for at in part.pairs.get(wanted, ())][:_MOST_PLACES]

    def single(self, word: Word) -> list[int]:
        """The first places of a word."""
        return [base + at for base, part in self.parts for at in part.singles.get(word.folded, ())][:_MOST_PLACES]


@lru_cache(maxsize=1024)
def read_evidence(near: str) -> Evidence:
    """Read a few sentences once."""
    words: list[Word] = []
    parts = []
    for _, stretch in stretches(near):
        part = read_stretch(stretch)
        parts.append((len(words), part))
        words += part.words
    return Evidence(tuple(words), tuple(parts))


@remembered
def read_stretch(stretch: str) -> Places:
    """The words of one sentence, or of a text that cannot be cut."""
    words = read_words(stretch)
    pairs: dict[tuple[str, str], list[int]] = {}
    singles: dict[str, list[int]] = {}
    for at, word in enumerate(words):
        singles.setdefault(word.folded, []).append(at)
        if at + 1 < len(words) and not words[at + 1].starts:
            pairs.setdefault((_key(word), _key(words[at + 1])), []).append(at)
    return Places(words, {k: tuple(v) for k, v in pairs.items()}, {k: tuple(v) for k, v in singles.items()})


def _key(word: Word) -> str:
    """The word without the ending of a plural."""
    return word.folded.rstrip("s") or word.folded


def slot_faults(statement: str, near: str) -> Iterator[tuple[str, str]]:
    """A name of the statement and the name that the evidence has in its place."""
    evidence = read_evidence(near)
    words = read_words(statement)
    places = {word.start: at for at, word in enumerate(words)}
    for run in name_runs(words):
        own = {w.folded for w in run}
        if not _is_name(run):
            continue
        first, last = places[run[0].start], places[run[-1].start]
        # "According to Vale, the wall was": that the wall was is not said of Vale
        apart = statement.startswith((",", "’s,", "'s,"), run[-1].end)
        tests = (
            None if apart or _bracketed(words, first, last) else _behind(words, last, own, evidence),
            None if _qualifies(words, first, last) else _before(words, first, own, evidence),
        )
        rival = next(
            filter(None, (*tests, _compound(words, last, own, evidence), _aged(words, last, own, evidence))), None
        )
        if rival:
            yield " ".join(w.form for w in run), rival


def _is_name(run: Sequence[Word]) -> bool:
    """No pronoun, number word, weekday or month, and no word that is capital only as the first of its sentence."""
    if any((w.folded in _SMALL and w.form[:2] != w.form[:2].upper()) or w.folded in _NO_NAMES for w in run):
        return False
    return len(run) > 1 or not run[0].opens or len(run[0].folded) > 1


def _names(word: Word) -> bool:
    """Whether a word is one of a name rather than the first of a sentence, and no weekday or month."""
    return _rivals(word) and not word.opens and word.folded not in DETERMINERS


def _rivals(word: Word) -> bool:
    """Whether a name may be meant: weekdays and months are written like one."""
    return word.capital and word.folded not in _CALENDAR


def _bracketed(words: Sequence[Word], first: int, last: int) -> bool:
    """``Vale, of Brask, was`` and ``the mayor of Brask was``: what follows is not said of Brask."""
    apart = last + 1 < len(words) and words[last + 1].pause and words[first].pause
    return apart or (first > 0 and not words[first].opens and words[first - 1].folded in _OF)


def _qualifies(words: Sequence[Word], first: int, last: int) -> bool:
    """``by a Brask family``: what stands in front is not said of Brask."""
    thing = words[last + 1] if last + 1 < len(words) else None
    article = first > 0 and words[first - 1].folded in {"a", "an"}
    return article and thing is not None and not (thing.pause or thing.opens or thing.folded in _SMALL)


def _behind(words: Sequence[Word], last: int, own: set[str], evidence: Evidence) -> str | None:
    """The two words behind the name stand in the evidence behind other names only."""
    after = words[last + 1 : last + 3]
    if not _telling(after):
        return None
    rivals = []
    for at in evidence.pair(*after):
        slot = _back(evidence.words, at)
        if not slot or _holds(slot, own) or not any(_names(w) for w in slot[-3:]):
            return None
        rivals.append(next(w.form for w in reversed(slot) if _names(w)))
    return rivals[0] if rivals else None


def _before(words: Sequence[Word], first: int, own: set[str], evidence: Evidence) -> str | None:
    """The two words in front of the name stand in the evidence in front of other names only."""
    ahead = [w for w in words[max(0, first - 4) : first] if w.folded not in DETERMINERS][-2:]
    if not _telling(ahead):
        return None
    rivals = []
    for at in evidence.pair(*ahead):
        slot = _forth(evidence.words, at + 2)
        if not slot or _holds(slot, own):
            return None
        if any(map(_rivals, slot[:2])):
            rivals.append(next(filter(_rivals, slot)).form)
        elif (
            len(slot) > 1
            and slot[0].folded == "the"
            and _holds(_back(evidence.words, at, 3 * _BACK), own, pronouns=False)
        ):
            rivals.append(f"the {slot[1].form}")  # "Vale said it came from the owner": not from Vale
        else:
            return None
    return rivals[0] if rivals else None


def _compound(words: Sequence[Word], last: int, own: set[str], evidence: Evidence) -> str | None:
    """``the Orrin station`` where the evidence has only ``the Vale station``."""
    thing = words[last + 1] if last + 1 < len(words) else None
    if thing is None or thing.opens or thing.capital or len(thing.folded) < 5 or thing.start - words[last].end > 3:
        return None
    if thing.folded in VERBS or thing.folded in _SMALL or thing.folded.endswith(("ed", "ing", "ly")):
        return None
    rivals = []
    for at in evidence.single(thing):
        around = [*_back(evidence.words, at), *_forth(evidence.words, at + 1)]
        before = evidence.words[at - 1] if at else None
        if before is None or _holds([*around, before], own, pronouns=False):
            return None
        if _names(before):
            rivals.append(f"{before.form} {thing.form}")
    return rivals[0] if rivals else None


def _aged(words: Sequence[Word], last: int, own: set[str], evidence: Evidence) -> str | None:
    """``Vale, 61,`` where the evidence has only ``Marsh, 61``."""
    age = words[last + 1] if last + 1 < len(words) else None
    if age is None or not age.pause or not age.folded.isdecimal():
        return None
    rivals = []
    for at in evidence.single(age):
        before = evidence.words[max(0, at - 4) : at]
        if not before or not _rivals(before[-1]) or not evidence.words[at].pause or _holds(before, own, pronouns=False):
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


def _back(words: Sequence[Word], at: int, reach: int = _BACK) -> list[Word]:
    slot: list[Word] = []
    for place in range(at - 1, max(-1, at - 1 - reach), -1):
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
    for said, wanted in read_wordings(statement)[:20]:
        if len(wanted) < _FEWEST or len(said) >= _LONGEST:
            continue
        words = read_words(said)
        run = next(name_runs(words), [])
        if not run or not run[0].opens or not _is_name(run):
            continue
        own = {w.folded for w in run}
        spoken = any(w.folded in own for k in known for w in read_words(k))
        if spoken or own.isdisjoint(read_names(near).capitals):
            continue
        sentences = [row for _, part in stretches(near) for row in read_wordings(part)][:64]
        alike = [
            read_words(s) for s, have in sentences if len(s) < _LONGEST and len(wanted & have) >= _SAME * len(wanted)
        ]
        if alike and all(not _holds(a, own) for a in alike):
            others = {w.folded for w in words} | _CALENDAR
            rival = next((w.form for w in alike[0] if w.capital and not w.opens and w.folded not in others), None)
            if rival:
                yield " ".join(w.form for w in run), rival


@remembered
def read_wordings(stretch: str) -> tuple[tuple[str, set[str]], ...]:
    """The sentences, each with its longer words."""
    return tuple((sentence, longer_words(sentence)) for sentence in split_sentences(stretch))


def role_faults(statement: str, near: str, text: str, known: Sequence[str] = ()) -> Iterator[str]:
    """Roles (``the mayor``) that the article has, but of nobody whom the evidence names."""
    words = read_words(statement)
    there: tuple[Names, ...] = ()
    for at, word in enumerate(words):
        plain = word.folded.rstrip("s")
        if word.capital or plain not in _ROLES:
            continue
        there = there or (read_names(near), *map(read_names, known))
        if any(not t.words.isdisjoint((plain, word.folded, f"{plain}s")) for t in there):
            continue
        if plain in _TELLING:
            strange = plain in fold_words(text) and not _borne(
                plain, frozenset().union(*(t.capitals for t in there)), text
            )
        else:
            strange = plain in fold_words(text) and _displaced(words, at, near)
        if strange:
            yield word.form


def _displaced(words: Sequence[Word], at: int, near: str) -> bool:
    """``wrote to the council`` where the evidence has ``wrote to the cabinet member``."""
    evidence = read_evidence(near)
    ahead = [w for w in words[max(0, at - 4) : at] if w.folded not in DETERMINERS][-2:]
    if len(ahead) < 2 or ahead[1].folded not in _PREPOSITIONS or ahead[0].capital or ahead[0].folded in _SMALL:
        return False
    places = evidence.pair(*ahead)
    return bool(places) and all(
        any(w.folded.rstrip("s") in _ROLES for w in _forth(evidence.words, place + 2)[:3]) for place in places
    )


def _borne(role: str, names: frozenset[str], text: str) -> bool:
    """Whether a sentence of the article has the role beside one of the names."""
    return any(
        any(w.folded.rstrip("s") == role for w in words) and any(w.capital and w.folded in names for w in words)
        for words in _with_role(role, text)
    )


@lru_cache(maxsize=256)
def _with_role(role: str, text: str) -> tuple[tuple[Word, ...], ...]:
    """The first sentences of the article with a role, as words."""
    found = (sentence for sentence, folded in _folded_sentences(text) if role in folded)
    return tuple(read_words(sentence) for sentence in itertools.islice(found, _MOST_SENTENCES))


@lru_cache(maxsize=96)
def _folded_sentences(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((sentence, sentence.casefold()) for sentence in split_sentences(text))


@lru_cache(maxsize=96)
def fold_words(text: str) -> frozenset[str]:
    """The words of a text in small letters."""
    return frozenset[str]().union(*(_fold_words(part) for _, part in stretches(text)))


@remembered
def _fold_words(stretch: str) -> frozenset[str]:
    return frozenset(w.folded.rstrip("s") for w in read_words(fold(stretch)))
