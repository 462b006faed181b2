"""Who does what to whom: the names round a verb of a statement against those round the same verb of its evidence.

Active and passive sentences compare (``A sued B``, ``B was sued by A``); so do owners (``A’s pump house``), what is
said of somebody (``A is a retired pilot``, ``the retired pilot B``) and whose words something is. What is not plain
from the order of the words is let pass.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from summarizer.frames import (
    BE,
    PREPOSITIONS,
    SMALL,
    Article,
    Frame,
    Index,
    Sentence,
    Span,
    deed,
    form,
    frame,
    index_of,
    is_small,
    read_sentences,
    with_phrases,
)
from summarizer.lexicon import DETERMINERS, PRONOUNS, REPORTED, VERBS
from summarizer.naming import Word, is_general, read_words
from summarizer.opposites import stem

_SAME = 0.6
"""Share of the other words of weight of a statement that a sentence about the same deed has."""
_ALL = 0.8
"""The same, where nothing but the name may differ."""
_FEWEST = 2
"""Such words below which that is chance."""
_MOST_PLACES = 16
"""Places of one verb looked at."""
_MOST_VERBS = 100
"""Words of a statement looked at."""
_NEAR = 8
"""Words behind a verb in which somebody may still be its object."""
_STAND_INS = frozenset("he him she her it they them we us i me there here where".split())
_MUTUAL = frozenset(
    map(
        stem,
        """
        met meet meets married marry marries divorced divorces fought fight fights faced face faces played play plays
        joined join joins drew agreed talked spoke clashed merged signed debated resembles resembled equals contacted
        dated date dates wed split quarrelled bordered borders adjoins neighbours rivals matched matches
        """.split(),
    )
)
"""Verbs that say the same with their names exchanged."""


def deed_faults(statement: str, near: str, text: str, known: Sequence[str] = ()) -> Iterator[tuple[str, str]]:
    """A name of the statement and what the evidence ``near``, part of ``text``, has in its place.

    A pronoun of the evidence may always mean one of those in ``known``.
    """
    evidence, article = index_of(near), Article(text, near, frozenset(w.folded for k in known for w in read_words(k)))
    for plain in read_sentences(statement):
        said = with_phrases(plain, near)
        if not said.runs:
            continue
        for at, done in enumerate(said.deeds[:_MOST_VERBS]):
            if done and done in evidence and not said.words[at].capital and len(said.words[at].folded) > 2:
                places = evidence.places(done)
                if len(places) <= _MOST_PLACES:
                    yield from _compared(said, at, places, article)
        for span in list(dict.fromkeys(said.runs.values()))[:_MOST_VERBS]:
            rival = article.has_name(said.name(span)) and (
                _owner(said, span, statement, evidence, article)
                or _described(said, span, evidence, article)
                or _swapped(said, span, article)
            )
            if rival and not _is_told(said.name(span), rival, article):
                yield form(said.name(span)), rival


def _is_told(run: Sequence[Word], rival: str, article: Article) -> bool:
    """Whether what only describes somebody (``the fire marshal``) may be the one whom the evidence names."""
    return run[0].form.islower() and article.tells_of(run, rival)


def _compared(
    said: Sentence, at: int, places: Sequence[tuple[Sentence, int]], article: Article
) -> Iterator[tuple[str, str]]:
    """Who does the deed, and to whom, by the statement and by every place of the evidence that has the verb."""
    own = frame(said, at)
    if not (own.agent or own.patient) or not _same_event(said, at, places):
        return
    reports = said.words[at].folded in VERBS
    mutual = said.deeds[at] in _MUTUAL
    for doer, span in ((True, own.agent), (False, own.patient)):
        run = said.name(span) if span else ()
        if not article.has_name(run):
            continue
        if mutual and any(article.holds(there.words, run) for there, _ in places):
            continue
        alone = doer and not _has_object(said, at)
        rivals = [_rival(run, there, place, article, doer=doer, alone=alone) for there, place in places]
        if not all(rivals) or _is_told(run, str(rivals[0]), article):
            continue
        if not (reports and article.is_person(run) != article.is_person(read_words(str(rivals[0])))):
            yield form(run), str(rivals[0])


def _rival(
    run: Sequence[Word], there: Sentence, place: int, article: Article, *, doer: bool, alone: bool
) -> str | None:
    """Who does it (or suffers it) in the evidence, if it is plain that it is somebody else.

    ``alone``: the statement has no object, as in ``Vale moved``, which may say that somebody moved Vale.
    """
    theirs = frame(there, place)
    span = theirs.agent if doer else theirs.patient
    if doer and theirs.pronoun:
        return None if article.named_up_to(there, run) else theirs.pronoun
    before, behind = there.words[:place], there.words[place + 1 : place + 1 + _NEAR]
    if span is None:
        return None if alone else _turned(run, there, place, theirs, doer=doer)
    slot = () if theirs.charged else behind if doer == theirs.passive else before
    rival = there.name(span)
    return None if article.holds([*slot, *rival], run) or not article.has_name(rival) else form(rival)


def _turned(run: Sequence[Word], there: Sentence, place: int, theirs: Frame, *, doer: bool) -> str | None:
    """What the evidence has where the statement has the name, the name having the opposite part there."""
    other = theirs.patient if doer else theirs.agent
    if other is None or theirs.passive or is_general(run[-1]) or not _has_object(there, place):
        return None
    if {w.folded for w in there.name(other)}.isdisjoint(w.folded for w in run):
        return None
    instead = there.words[max(0, place - 2) : place] if doer else there.words[place + 1 : place + 3]
    return form(instead) or None


def _has_object(sentence: Sentence, at: int) -> bool:
    """Whether what follows a verb is what it is done to."""
    ahead = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
    if ahead is None or ahead.pause:
        return False
    return ahead.capital or ahead.folded in DETERMINERS or ahead.folded in PRONOUNS


def _same_event(said: Sentence, at: int, places: Sequence[tuple[Sentence, int]]) -> bool:
    """Whether a sentence has most of what else the statement says; names of the statement it lacks do not count."""
    names = {stem(w.folded) for span in set(said.runs.values()) for w in said.name(span)}
    others = said.stems - {stem(said.words[at].folded)}
    for there, _ in places:
        common = others & there.stems
        if len(common) >= _FEWEST and len(common) >= _SAME * len(others - (names - there.stems)):
            return True
    return False


def _owner(said: Sentence, span: Span, statement: str, evidence: Index, article: Article) -> str | None:
    """``Vale’s pump house`` where the evidence has only ``Marsh’s pump house``."""
    run, thing = said.name(span), said.words[span[1] : span[1] + 2]
    if len(thing) < 2 or not _owns(said, run[-1], statement) or thing[1].pause:
        return None
    rivals = []
    for there, at in _pairs(thing, evidence):
        first = at
        while first and there.words[first - 1].capital and not there.words[first].opens:
            first -= 1
        owner = there.words[first:at]
        if not owner or not _owns(there, owner[-1], article.near):
            return None
        if article.holds(there.words, run) or not article.has_name(owner):
            return None
        rivals.append(form(owner))
    return rivals[0] if rivals else None


def _owns(sentence: Sentence, word: Word, text: str) -> bool:
    """Whether the word of a sentence of the text stands in the possessive."""
    end = sentence.offset + word.end
    return text[end : end + 1] in {"’", "'"} and text[end + 1 : end + 2] in {"s", " "}


def _pairs(thing: Sequence[Word], evidence: Index) -> Iterator[tuple[Sentence, int]]:
    """The places of two words that follow each other."""
    for there, at in evidence.places(deed(thing[0]))[:_MOST_PLACES]:
        if at + 1 < len(there.words) and deed(there.words[at + 1]) == deed(thing[1]):
            yield there, at


def _described(said: Sentence, span: Span, evidence: Index, article: Article) -> str | None:
    """``Vale is a retired pilot`` where the evidence has only ``the retired pilot Marsh``."""
    words, at = said.words, span[1]
    while at < len(words) and words[at].folded in BE | DETERMINERS:
        at += 1
    what = words[at : at + 2]
    if at == span[1] or len(what) < 2 or any(w.capital or w.pause or w.folded in SMALL for w in what):
        return None
    rivals = []
    for there, place in _pairs(what, evidence):
        named = there.runs.get(place + 2)
        if named is None or named[0] != place + 2 or there.words[place + 2].pause:
            return None
        if article.holds(there.words, said.name(span)) or not article.has_name(there.name(named)):
            return None
        rivals.append(form(there.name(named)))
    return rivals[0] if rivals else None


def _swapped(said: Sentence, span: Span, article: Article) -> str | None:
    """The name that stands behind the same preposition in a sentence that says all the rest."""
    run, preposition = said.name(span), _preposition(said, span[0])
    wanted = said.stems - {stem(w.folded) for w in run}
    if preposition is None or len(wanted) <= _FEWEST:
        return None
    alike = _alike(wanted, article.near)
    if any(article.holds(there.words, run) or _stands_in(there) for there in alike):
        return None
    for there in alike:
        if preposition.endswith(" and") or len(wanted & there.stems) >= _ALL * len(wanted):
            for other in dict.fromkeys(there.runs.values()):
                rival = there.name(other)
                if _preposition(there, other[0]) == preposition and not article.holds(said.words, rival):
                    return form(rival)
    return None


@lru_cache(maxsize=1024)
def _alike(wanted: frozenset[str], near: str) -> tuple[Sentence, ...]:
    """The sentences that have most of these stems."""
    return tuple(there for there in read_sentences(near) if len(wanted & there.stems) >= _SAME * len(wanted))


def _preposition(sentence: Sentence, first: int) -> str | None:
    """What stands in front of a name, if it is a preposition, or another name and ``and``."""
    at = first - 2 if first > 1 and sentence.words[first - 1].folded == "the" else first - 1
    lead = sentence.words[at].folded if at >= 0 else ""
    if lead == "and" and at and sentence.words[at - 1].capital:
        return f"{sentence.words[at - 1].folded} and"
    return lead if lead in PREPOSITIONS - {"of"} else None


def _stands_in(sentence: Sentence) -> bool:
    """Whether a word there may stand for somebody or some place that is not named in it."""
    return any(w.form.lower() in _STAND_INS for w in sentence.words)


def source_faults(label: str, said: str, near: str, text: str) -> Iterator[tuple[str, str]]:
    """Who reported ``said`` by the label in front of it, and who did by the evidence."""
    told = REPORTED.search(label)
    if told is None:
        return
    article = Article(text, near)
    wanted = frozenset().union(*(sentence.stems for sentence in read_sentences(said)))
    alike = _alike(wanted, near) if len(wanted) > _FEWEST else ()
    source = [w for w in read_words(label[told.end() :].rstrip(" )")) if not is_small(w)]
    reporters = [_reporters(there) for there in alike]
    named = [names for rows in reporters for names in rows]
    if source and reporters and all(reporters) and not any(article.holds(names, source) for names in named):
        yield form(source), form(named[0])


def _reporters(there: Sentence) -> list[tuple[Word, ...]]:
    """The names that are subjects of reporting ``that`` something is so."""
    found = []
    for at, word in enumerate(there.words):
        if not word.capital and word.folded in VERBS and "that" in {w.folded for w in there.words[at + 1 : at + 4]}:
            agent = frame(there, at).agent
            if agent:
                found.append(there.name(agent))
    return found
