"""Negation, opposites and hedges of a statement against the sentences of its evidence that say the same otherwise.

Only a word that both have is compared, and only where a sentence of the evidence shares most of the statement's other
words: a paraphrase that finds other words for a denial is let pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from summarizer.grounding import fold
from summarizer.models import Reason
from summarizer.opposites import (
    AFFIRMING,
    DENIALS,
    DENYING,
    EXCEPTIVE,
    FUNCTION,
    HEDGES,
    NEGATORS,
    PLACED,
    REFUSING,
    RESERVES,
    opposite,
    stem,
)
from summarizer.stretches import remembered, stretches

Finding = tuple[Reason, str]
_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d[\d.,]*\d|\d|[.;:!?](?=\s|$|[\"”])|[,()—–]|\n")
_MONTH = re.compile(r"(?<!\w)May(?!\w)")
"""No reserve, unlike ``may``; at the head of a sentence the verb is rarer than the month."""
_NOT = re.compile(r"(?:\bca)?n't\b")
_STOPS = frozenset(".;:!?\n")
_PAUSES = frozenset(",()—–")
_SCOPE = 5
"""Words behind a negation that it reaches at most, as long as no pause comes first."""
_HEDGED = 3
"""Words behind a hedge that it reaches."""
_ALIKE = 0.6
"""Share of a sentence's content words that one of the evidence must have to be about the same."""
_FEWEST = 3
"""Content words below which that is chance."""
_OTHERWISE = 0.34
"""Share from which a sentence of the evidence may bear out what the closest one contradicts."""

_MOST_SAID, _MOST_THERE = 50, 400
"""Sentences of a statement and of its evidence that are compared, so that hostile lengths cost little."""

_TURNING = NEGATORS | REFUSING | {"not", "no"}
"""Words that may turn round what follows; most words do not."""
_MOST_TERMS = 200
"""Content words of one sentence that are read."""
_MOST_ALIKE = 8
"""Sentences of the evidence that are held against one of the statement's."""


class Term(NamedTuple):
    """One content word in its sentence: ``sign`` is -1 under a negation or as the opposite of its ``concept``."""

    word: str
    concept: str
    sign: int
    hedged: bool
    following: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence; ``negating``, ``hedging`` and ``denying`` when any such word is in it.

    ``negated``: it denies something, be it by a verb. Words that are taken back (``not only``, ``never failed to``) do
    not count.
    """

    terms: tuple[Term, ...]
    concepts: frozenset[str]
    negated: bool
    negating: bool
    hedging: bool
    denying: bool


@lru_cache(maxsize=1024)
def read_polarity(text: str) -> tuple[Reading, ...]:
    """The sentences of a text."""
    return tuple(reading for _, part in stretches(text) for reading in read_stretch(part))


@remembered
def read_stretch(text: str) -> tuple[Reading, ...]:
    """The same of one sentence, or of a text that cannot be cut."""
    sentences: list[list[str]] = [[]]
    plain = fold_lines(_MONTH.sub("", text))
    for token in _TOKEN.findall(plain):
        if token in _STOPS:
            if sentences[-1]:
                sentences.append([])
        else:
            sentences[-1].append(token)
    return tuple(_sentence(tokens) for tokens in sentences if tokens)


def fold_lines(text: str) -> str:
    """Folded, with ``n't`` as a word of its own."""
    plain = fold(text.replace("\n\n", " . "))
    if "n't" in plain:
        plain = _NOT.sub(lambda m: " not" if m.group() == "n't" else "can not", plain)
    return plain.replace("cannot", "can not")


def _sentence(tokens: Sequence[str]) -> Reading:
    terms: list[Term] = []
    reach = 0
    hedge = 0
    words = set(tokens)
    exceptive = not EXCEPTIVE.isdisjoint(words)
    negations = 0
    for at, token in enumerate(tokens):
        if token in _PAUSES or token == "but":
            reach, hedge = 0, 0
            continue
        ahead = tokens[at + 1] if at + 1 < len(tokens) else ""
        if token in _TURNING and _affirms(token, ahead):
            words -= {token, ahead}
        elif token in _TURNING and _negates(token, ahead) and not exceptive:
            negations += -1 if reach else 1
            reach = 0 if reach else _SCOPE + 1
        elif token in RESERVES:
            hedge = _HEDGED + 1
        elif len(terms) < _MOST_TERMS and token not in FUNCTION and (len(token) > 2 or token.isdigit()):
            concept, sign = opposite(token)
            terms.append(Term(token, concept, -sign if reach else sign, hedge > 0, _following(tokens, at)))
        reach, hedge = reach - 1 if reach else 0, hedge - 1 if hedge else 0
    negating = bool(negations or (exceptive and words & NEGATORS))
    return Reading(
        tuple(terms),
        frozenset(t.concept for t in terms),
        negating or bool(words & DENYING),
        negating,
        bool(words & (RESERVES | HEDGES)),
        bool(words & DENIALS),
    )


def _following(tokens: Sequence[str], at: int) -> str:
    """The stem of the next word that says something, if it comes soon."""
    for token in tokens[at + 1 : at + 4]:
        if token not in FUNCTION and token not in _PAUSES:
            return stem(token)
    return ""


def _affirms(token: str, ahead: str) -> bool:
    return token in {"not", "no"} and ahead in AFFIRMING


def _negates(token: str, ahead: str) -> bool:
    if token in REFUSING:
        return ahead == "to" or token in {"without", "unable"}
    return token in NEGATORS


def polarity_faults(statement: str, near: str) -> Iterator[Finding]:
    """Words that the statement negates, turns round or asserts without the hedge the evidence has."""
    telling = [said for said in read_polarity(statement)[:_MOST_SAID] if len(said.concepts) >= _FEWEST]
    there = read_polarity(near)[:_MOST_THERE] if telling else ()
    for said in telling:
        shares = [(len(said.concepts & r.concepts) / len(said.concepts), r) for r in there]
        closest = max((s for s, _ in shares), default=0.0)
        if closest < _ALIKE:
            continue
        best = [r for s, r in shares if s >= closest - 1e-9][:_MOST_ALIKE]
        others = [r for s, r in shares if _OTHERWISE <= s < closest - 1e-9][:_MOST_ALIKE]
        if not (said.negating and any(r.denying for r in there)):  # the denial may be another sentence's
            yield from _turned(said, best, others)
        yield from _unhedged(said, best, others)


def _turned(said: Reading, best: Sequence[Reading], others: Sequence[Reading]) -> Iterator[Finding]:
    found: list[Finding] = []
    for term in said.terms:
        mine = [t for r in best if term.concept in r.concepts for t in r.terms if _same_place(term, t)]
        if any(t.sign == term.sign and opposite(t.word)[1] != opposite(term.word)[1] for t in mine):
            return  # "not safe" for "unsafe": that is what the negation is for
        if not mine or any(t.sign == term.sign for t in mine):
            continue
        if any(t.sign == term.sign for r in others for t in r.terms if _same_place(term, t)):
            continue
        if said.negated and all(r.negated for r in best) and term.word not in DENIALS:
            continue  # both deny something: where the denial stands is a matter of wording
        found.append(("negation_differs", _told(term, mine[0])))
    yield from found


def _told(term: Term, other: Term) -> str:
    if term.word != other.word and opposite(term.word)[1] != opposite(other.word)[1]:
        return f"“{term.word}” is “{other.word}” in the evidence"
    return f"“{term.word}” is negated {'in the evidence' if other.sign < 0 else 'in the statement'} only"


def _same_place(term: Term, other: Term) -> bool:
    """The same concept; words of order and degree only in front of the same word."""
    return term.concept == other.concept and (term.concept not in PLACED or term.following == other.following)


def _unhedged(said: Reading, best: Sequence[Reading], others: Sequence[Reading]) -> Iterator[Finding]:
    if said.hedging:
        return
    for term in said.terms:
        mine = [t for r in best for t in r.terms if t.concept == term.concept]
        if not mine or not all(t.hedged for t in mine) or mine[0].word != term.word:
            continue
        if any(not t.hedged for r in others for t in r.terms if t.concept == term.concept):
            continue
        yield "hedge_dropped", f"“{term.word}” is said with a reserve in the evidence"
        return
