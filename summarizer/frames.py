"""The sentences of a text as names round verbs: who does what to whom, as far as the order of the words shows it.

Nothing is parsed. What the order of the words does not make plain is ``None``.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from summarizer.dates import MONTHS, WEEKDAYS
from summarizer.lexicon import DETERMINERS, PRONOUNS
from summarizer.measures import VALUES
from summarizer.names import is_organisation
from summarizer.naming import (
    Names,
    Word,
    initials,
    is_general,
    name_runs,
    read_article,
    read_names,
    read_words,
    roots,
    spelled_alike,
)
from summarizer.opposites import stem
from summarizer.stretches import remembered, stretches

Span = tuple[int, int]
"""Words of a sentence, half-open."""

_MOST_WORDS = 120
"""Words of a sentence read; more are no sentence."""
_AGENT_BEHIND = 10
"""Words behind a passive verb among which ``by`` is looked for."""
_LONG_SUBJECT = 6
"""Words of a subject such as ``Russian officials and news outlets``."""
_MOST_MENTIONS = 20
"""Mentions of a phrase looked at."""
_ASIDE = 50
"""Characters round a phrase in which the article may say who it is."""
_LONGEST_PHRASE = 4
"""Words of such a phrase."""
_HEAD = 60
"""Characters of a sentence that tell where in the article it stands."""

BE = frozenset("is are was were be been being".split())
AUXILIARIES = BE | frozenset(
    "am has have had will would can could may might shall should must did does do get gets got".split()
)
_ADVERBS = frozenset(
    "also later then now soon once again still even just only never not already first often always twice all".split()
)
PREPOSITIONS = frozenset(
    """
    to of for from at in on with by against over between near under behind like than about as before after without
    """.split()
)
SMALL = AUXILIARIES | _ADVERBS | PREPOSITIONS | DETERMINERS | frozenset(PRONOUNS) | frozenset(
    "and or but nor so yet if that which who whom whose when where while because although there what how why".split()
)  # fmt: skip
_NO_NAMES = MONTHS.keys() | WEEKDAYS.keys() | VALUES.keys()
_PARTICIPLES = ("ed", "en", "wn", "nd", "ld", "ht", "de")
_CHARGING = frozenset("accus suspect convict acquit clear".split())
"""Stems of verbs with which ``X of doing`` says that X did."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its words, the stems of those of weight, and by the place of its first and last word each name."""

    words: tuple[Word, ...]
    stems: frozenset[str]
    runs: dict[int, Span]
    deeds: tuple[str, ...]
    """What each word says is done (:func:`deed`); nothing for those that say nothing by themselves."""
    offset: int = 0
    """Where the stretch of text begins in which the words have their places."""

    def name(self, span: Span) -> tuple[Word, ...]:
        """The words of a span."""
        return self.words[slice(*span)]


@dataclass(frozen=True, slots=True)
class Frame:
    """Who does and who suffers a deed; ``None`` where that is not plain.

    ``pronoun`` is ``he`` or ``she`` where that stands for who does it. ``charged`` where somebody else says so of them
    (``accused Vale of involvement``).
    """

    agent: Span | None
    patient: Span | None
    passive: bool
    pronoun: str | None = None
    charged: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """Sentences of a text; ``places`` has by its stem in which of them, and where in it, each word of weight stands."""

    sentences: tuple[Sentence, ...]
    places: dict[str, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True)
class Index:
    """Where in a text words of some weight stand, by their stem."""

    parts: tuple[Stretch, ...]

    def places(self, stem: str) -> list[tuple[Sentence, int]]:
        """The places of such words, in order."""
        return [(part.sentences[n], at) for part in self.parts for n, at in part.places.get(stem, ())]

    def __contains__(self, stem: str) -> bool:
        return any(stem in part.places for part in self.parts)


@dataclass(frozen=True, slots=True)
class Article:
    """What a whole article shows of names; ``near`` is the part that is looked at, ``known`` whom pronouns may mean."""

    text: str
    near: str
    known: frozenset[str] = frozenset()

    @property
    def names(self) -> Names:
        """What its words say about names."""
        return read_article(self.text)

    def has_name(self, run: Sequence[Word]) -> bool:
        """Whether the words are a name, and not capital only because a sentence begins with them.

        A run in small letters is a phrase that the article uses like one.
        """
        return any(w.form.islower() for w in run[:1]) or any(
            len(w.folded) > 1 and w.capital and (not w.opens or w.folded in self.names.capitals) for w in run
        )

    def is_person(self, run: Sequence[Word]) -> bool:
        """Whether the text has another name in front of it, as of people."""
        return bool(run) and run[-1].folded in self.names.second and not is_organisation(form(run))

    def named_up_to(self, there: Sentence, run: Sequence[Word]) -> bool:
        """Whether a pronoun in a sentence may mean the name: a part of it occurs in the article up to its end."""
        if any(w.folded in self.known for w in run):
            return True
        first = there.offset + there.words[0].start
        begin = self.text.rfind(self.near[first : first + _HEAD])
        places = (self.names.first.get(w.folded, len(self.text)) for w in run)
        return begin < 0 or min(places, default=0) <= begin + there.offset + there.words[-1].end - first

    def tells_of(self, run: Sequence[Word], rival: str) -> bool:
        """Whether a phrase in small letters is not this article's, or stands in it near the name of a rival."""
        phrase = " ".join(w.form for w in run)
        at, tried = self.text.find(phrase), 0
        if at < 0:
            return True
        names = [word for word in rival.split() if word[:1].isupper()]
        while at >= 0 and tried < _MOST_MENTIONS:
            around = self.text[max(0, at - _ASIDE) : at + len(phrase) + _ASIDE]
            if any(name in around for name in names):
                return True
            at, tried = self.text.find(phrase, at + 1), tried + 1
        return False

    def holds(self, slot: Sequence[Word], run: Sequence[Word]) -> bool:
        """Whether the name, or what the article shows to be another form of it, is among the words."""
        own = {w.folded for w in run if not is_small(w)}
        if not own.isdisjoint(initials(slot)) or not {w.folded for w in slot}.isdisjoint(initials(run)):
            return True
        return any(self._alike(word, o) for word in slot if not is_small(word) for o in own)

    def _alike(self, word: Word, own: str) -> bool:
        names, other = self.names, word.folded
        if other == own or not roots(other).isdisjoint(roots(own)):
            return True
        if not word.capital:
            return False
        defined = own in names.acronyms.get(other, ()) or other in names.acronyms.get(own, ())
        return defined or spelled_alike(other, own) or (other, own) in names.pairs or (own, other) in names.pairs


def is_small(word: Word) -> bool:
    """Whether a word says nothing by itself; ``US`` is not ``us``."""
    return word.folded in SMALL and not (len(word.form) > 1 and word.form.isupper())


def form(words: Sequence[Word]) -> str:
    """The words as written, marks left out."""
    return " ".join(w.form for w in words)


def read_sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences in order; what is too long for one is left out."""
    return tuple(sentence for part in index_of(text).parts for sentence in part.sentences)


def _sentence(words: tuple[Word, ...]) -> Sentence:
    places = {word.start: i for i, word in enumerate(words)}
    runs: dict[int, Span] = {}
    for run in name_runs(words):
        while run and (is_small(run[0]) or run[0].folded in _NO_NAMES):
            run = run[1:]
        if run:
            span = (places[run[0].start], places[run[-1].start] + 1)
            runs[span[0]] = runs[span[1] - 1] = span
    deeds = tuple("" if is_small(word) else deed(word) for word in words)
    return Sentence(words, frozenset(_weighty(words)), runs, deeds)


def with_phrases(said: Sentence, near: str) -> Sentence:
    """The sentence with its phrases of two words or more in small letters, none of them in ``near``, as names."""
    there, stems = read_names(near), index_of(near)
    runs: dict[int, Span] = {}
    first = 0
    for at in range(len(said.words) + 1):
        if (
            at < len(said.words)
            and _is_strange(said.words[at], there, stems)
            and (at == first or not said.words[at].pause)
        ):
            continue
        if 2 <= at - first <= _LONGEST_PHRASE:
            runs[first] = runs[at - 1] = (first, at)
        first = at + 1
    return replace(said, runs=said.runs | runs) if runs else said


def _is_strange(word: Word, there: Names, stems: Index) -> bool:
    return (
        word.folded not in there.words
        and len(word.folded) > 3
        and word.form.islower()
        and not is_small(word)
        and deed(word) not in stems
        and roots(word.folded).isdisjoint(there.roots)
    )


def _weighty(words: Sequence[Word]) -> Iterator[str]:
    for word in words:
        if word.folded in VALUES:
            yield f"{VALUES[word.folded]:.0f}"
        elif not is_small(word) and (len(word.folded) > 3 or word.capital or word.folded.isdecimal()):
            yield stem(word.folded)


@lru_cache(maxsize=1024)
def index_of(near: str) -> Index:
    """Where each word of some weight stands."""
    return Index(tuple(_moved(read_stretch(part), at) for at, part in stretches(near)))


def _moved(stretch: Stretch, offset: int) -> Stretch:
    """The same at another place of a text."""
    if not offset:
        return stretch
    return Stretch(
        tuple(Sentence(s.words, s.stems, s.runs, s.deeds, offset) for s in stretch.sentences), stretch.places
    )


@remembered
def read_stretch(text: str) -> Stretch:
    """One sentence, or a text that cannot be cut."""
    words = read_words(text)
    cuts = [0, *(i for i, w in enumerate(words) if w.starts and i), len(words)]
    sentences = tuple(_sentence(words[a:b]) for a, b in itertools.pairwise(cuts) if 0 < b - a <= _MOST_WORDS)
    places: dict[str, list[tuple[int, int]]] = {}
    for number, sentence in enumerate(sentences):
        for at, done in enumerate(sentence.deeds):
            if done:
                places.setdefault(done, []).append((number, at))
    return Stretch(sentences, {key: tuple(where) for key, where in places.items()})


def deed(word: Word) -> str:
    """What a word says is done: ``involved``, ``involves`` and ``involvement`` are one."""
    return stem(word.folded.removesuffix("ment")) if len(word.folded) > 8 else stem(word.folded)


def frame(sentence: Sentence, at: int) -> Frame:
    """Who does what the word at a place says, and to whom."""
    words = sentence.words
    first, passive = at, False
    while first and not words[first].pause and _lies_between(words[first - 1]):
        first -= 1
        passive = passive or (words[first].folded in BE and words[at].folded.endswith(_PARTICIPLES))
    charged = _charged(sentence, first)
    if charged:
        return Frame(charged, charged, passive=False, charged=True)
    before = _before(sentence, first)
    subject = before if isinstance(before, tuple) else None
    if passive:
        return Frame(_by(sentence, at), subject, passive=True)
    return Frame(subject, _object(sentence, at), passive=False, pronoun=before if isinstance(before, str) else None)


def _lies_between(word: Word) -> bool:
    """Whether a word may stand between a subject and its verb."""
    return word.folded in AUXILIARIES or word.folded in _ADVERBS or (not word.capital and word.folded.endswith("ly"))


def _charged(sentence: Sentence, first: int) -> Span | None:
    """``accused Vale of involvement``."""
    span = sentence.runs.get(first - 2) if first > 1 and sentence.words[first - 1].folded == "of" else None
    if span is None:
        return None
    lead = [w for w in sentence.words[max(0, span[0] - 2) : span[0]] if w.folded not in DETERMINERS]
    return span if lead and stem(lead[-1].folded) in _CHARGING else None


def _before(sentence: Sentence, first: int) -> Span | str | None:
    """The name, or ``he`` or ``she``, that is the subject of what begins at a place."""
    words = sentence.words
    last = first - 1
    if last >= 1 and words[last].folded.isdecimal() and words[last].pause:
        last -= 1  # "Vale, 61, was"
    elif last < 0 or words[first].pause:
        return None
    if words[last].form.lower() in {"he", "she"}:
        return words[last].form.lower()
    span = sentence.runs.get(last)
    if span is None or span[1] - 1 != last:
        span = _people(sentence, last)
    if span is None:
        return None
    lead = [w.folded for w in words[max(0, span[0] - 2) : span[0]]]
    while lead and lead[-1] in DETERMINERS:
        lead.pop()
    return None if lead and lead[-1] in PREPOSITIONS else span


def _people(sentence: Sentence, last: int) -> Span | None:
    """``Russian officials``: small words behind the adjective of a people belong to it."""
    for at in range(last, max(-1, last - _LONG_SUBJECT), -1):
        word = sentence.words[at]
        if word.capital:
            span = sentence.runs.get(at)
            return span if span and span[1] == at + 1 and is_general(word) else None
        joined = at > 0 and sentence.words[at - 1].folded == "and"
        if (word.pause and not joined) or (word.folded in SMALL and word.folded != "and"):
            return None
    return None


def _object(sentence: Sentence, at: int) -> Span | None:
    """The name directly behind a verb."""
    ahead = at + 1
    if ahead < len(sentence.words) and sentence.words[ahead].folded == "the":
        ahead += 1
    span = sentence.runs.get(ahead)
    if span is None or span[0] != ahead or any(w.pause or w.opens for w in sentence.words[at + 1 : ahead + 1]):
        return None
    return span


def _by(sentence: Sentence, at: int) -> Span | None:
    """Who does what is done: the name behind ``by``."""
    words = sentence.words
    places = range(at + 1, min(len(words), at + 1 + _AGENT_BEHIND))
    by = next((place for place in places if words[place].folded == "by"), None)
    return _object(sentence, by) if by is not None else None
