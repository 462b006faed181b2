"""Pairs of assertions that may answer one question differently, found by their words alone.

A pair needs a sign: a word that one side denies or says of all, opposites, other figures or times on the same matter, a
denial. How likely a pair with a sign is to be a contradiction is a weighted sum over what both sides share and
where they differ; the weights are a logistic regression over eight annotated articles (benchmarks/RESULTS.md).
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from summarizer.assertions import Assertion
from summarizer.matter import Amount, Matter, common_parts, general, read_matter
from summarizer.opposites import FUNCTION, PLACED

MOST_PAIRS = 20_000
"""Pairs of sentences that are looked at: all of two hundred sentences. Of a longer article those that share most."""
_TOO_COMMON = 0.2
"""Share of an article's sentences beyond which a word joins no pair."""
_FEW = 30
"""Sentences below which the share is not taken: every word would be common."""
_LEAST_SHARED = 0.3
_GENERAL = 0.2
"""How much a general word counts of its weight."""
_BOTH = 2
"""Two warnings, demands or forecasts do not contradict each other."""
_NEXT = 4
"""Sentences within which a denial without a word in common may answer another sentence."""
_COMPARED = 24
"""Figures and times of one sentence that are compared."""
_WEIGHTY, _RICH = 0.5, 3
"""Weight from which a word is specific, and how many such words make a pair plainly about one matter."""
_ENTRY = re.compile(r"\W*(?:\d{1,2}[:.]\d\d\b|\d{1,2} [A-Z]|[A-Z]+-\d+\b)")
"""A sentence that begins with a time, date or number of a record is an entry: two entries tell of two events."""
_FAR = 50
"""Times that two figures of one thing differ at most, if it is not named as the same: a bridge and a net cost money."""
_RESERVED = re.compile(r"\b(?:warn\w*|if|should|ask\w*|demand\w*|decline\w*|promise\w*|care)\b", re.IGNORECASE)
_PLAN = re.compile(
    r"\b(?:plan(?:s|ned)?|expect\w*|would|could|may|might|will|shall|hope[ds]?|meant|forecast\w*|budget\w*|targets?|goals?|"
    r"estimat\w+|propos\w+|intend\w*|promis\w+|predict\w*)\b",
    re.IGNORECASE,
)
"""What is planned or feared and what came of it may differ in figures and times."""
_EXTREME = re.compile(
    r"\b(?:busiest|highest|lowest|worst|best|biggest|largest|smallest|longest|shortest|average|ordinary|typical\w*|usual\w*|"
    r"normal\w*|peak|record|most|at least|at most|each|per|relative|absolute)\b",
    re.IGNORECASE,
)
"""So may a mean and an extreme, a rate and a total, and so may figures of different times."""
_UNTOLD = re.compile(
    r"\b(?:nobody|no one|none|never|not|no|nor)\b[^.;]{0,60}?\b(?:told|warned|informed|advised|notified|alerted|heard|"
    r"raised|wrote|written|received|receive|got|knew|know|known|aware|asked|sent|saw|seen|read)\b",
    re.IGNORECASE,
)
_TOLD = re.compile(
    r"\b(?:told|warn(?:s|ed|ing)?|informed|advised|advisory|notified|alerted|wrote|written|letters?|e-?mail(?:ed|s)?|memos?|"
    r"messages?|receipt|sent|recommend(?:s|ed)|raised|reported|knew|read)\b",
    re.IGNORECASE,
)
"""Who says that nobody told him and who says that he was told."""
_AGE = "old"
"""Behind a time it makes an age of it, which is no answer to how long or how long ago."""
_QUESTION = re.compile(r"\?[”\"'’)\s]*$")

WEIGHTS = {
    "shared": 1.05,
    "names": 0.29,
    "likeness": 5.44,
    "rich": -1.72,
    "turned": 0.59,
    "both_negated": -3.51,
    "universal": 0.38,
    "opposite": 1.65,
    "figures": 1.77,
    "same_figure": -2.51,
    "times": 1.66,
    "same_time": -1.86,
    "one_speaker": 1.64,
    "two_speakers": 0.60,
    "narrated": -0.41,
    "distance": -0.74,
    "paragraph": -1.96,
    "going_on": -3.62,
    "untold": 1.84,
    "denial": 1.68,
    "question": -2.19,
    "heading": -2.85,
    "reserved": -1.84,
}
INTERCEPT = -0.68


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two assertions, the earlier first, that may contradict each other; ``score`` is a log-odds."""

    first: Assertion
    second: Assertion
    score: float
    signs: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Side:
    """One assertion and what its words say of its kind, read once: each assertion stands in many pairs.

    ``weight`` is that of all concepts of its matter; ``turned`` are its senses with the opposite sign, where order and
    degree do not make them.
    """

    assertion: Assertion
    matter: Matter
    weight: float
    turned: frozenset[tuple[str, int]]
    plan: bool
    extreme: bool
    untold: bool
    told: bool
    reserved: bool
    question: bool
    entry: bool

    @classmethod
    def of(cls, assertion: Assertion, matter: Matter, weights: dict[str, float]) -> _Side:
        words = assertion.evidence.quote
        untold = _UNTOLD.search(words) is not None
        return cls(
            assertion=assertion,
            matter=matter,
            weight=_weight(matter.concepts, weights),
            turned=frozenset((concept, -sign) for concept, sign in matter.senses if concept not in PLACED),
            plan=_PLAN.search(words) is not None,
            extreme=_EXTREME.search(words) is not None,
            untold=untold,
            told=not untold and _TOLD.search(words) is not None,
            reserved=assertion.withheld or _RESERVED.search(words) is not None,
            question=_QUESTION.search(words) is not None,
            entry=_ENTRY.match(words) is not None,
        )


def propose(assertions: Sequence[Assertion]) -> tuple[Proposal, ...]:
    """All pairs that show a sign, the likeliest first.

    Looks at most at :data:`MOST_PAIRS` pairs, and at the sentences next to a denial.
    """
    readings = [read_matter(a.evidence.quote) for a in assertions]
    weights = _weights(readings)
    sides = [_Side.of(a, reading, weights) for a, reading in zip(assertions, readings, strict=True)]
    known = frozenset().union(*(r.names for r in readings)) if readings else frozenset()
    found = []
    for first, second in sorted(_pairs(readings, weights, known)):
        here, there = sides[first], sides[second]
        if not _may_differ(here, there):
            continue
        features = _features(here, there, weights, known)
        signs = _signs(features)
        if signs and features["reserved"] < _BOTH and not features["entries"]:
            score = INTERCEPT + sum(WEIGHTS[name] * value for name, value in features.items() if name in WEIGHTS)
            found.append(Proposal(here.assertion, there.assertion, score, signs))
    return tuple(sorted(found, key=lambda p: (-p.score, p.first.sentence.number, p.second.sentence.number)))


def _weights(readings: Sequence[Matter]) -> dict[str, float]:
    """How much it says that two sentences share a concept: 1 for one that no other sentence has, 0 for one in all."""
    count = len(readings)
    frequency = Counter(concept for reading in readings for concept in reading.concepts)
    weights = {c: min(1.0, math.log((count + 1) / n) / math.log(count + 1)) for c, n in frequency.items()}
    return weights | {c: _GENERAL * weights[c] for c in general() & weights.keys()}


def _pairs(readings: Sequence[Matter], weights: dict[str, float], known: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Sentences that share what is not common, and those a denial may answer."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, reading in enumerate(readings):
        for concept in reading.concepts - known:
            places[concept].append(at)
    most = max(2, int(_TOO_COMMON * len(readings))) if len(readings) > _FEW else len(readings)
    shared: dict[tuple[int, int], float] = defaultdict(float)
    for concept, where in places.items():
        if len(where) <= most:
            for pair in combinations(where, 2):
                shared[pair] += weights[concept]
    near = {
        (at, other) if at < other else (other, at)
        for at, reading in enumerate(readings)
        if reading.denying
        for other in range(max(0, at - _NEXT + 1), min(len(readings), at + _NEXT))
        if other != at
    }
    alike = [(weight, pair) for pair, weight in shared.items() if weight >= _LEAST_SHARED]
    if len(alike) > MOST_PAIRS:
        alike = heapq.nlargest(MOST_PAIRS, alike)
    yield from {pair for _, pair in alike} | near


def _may_differ(here: _Side, there: _Side) -> bool:
    """Whether a pair can show a sign at all: of most this is seen at once."""
    one, other = here.matter, there.matter
    return bool(
        (one.amounts and other.amounts)
        or (one.moments and other.moments)
        or one.negated
        or other.negated
        or one.absolute
        or other.absolute
        or one.negative != other.negative
        or one.universal != other.universal
        or one.denying
        or other.denying
        or (here.untold and there.told)
        or (there.untold and here.told)
        or not here.turned.isdisjoint(other.senses)
    )


def _features(here: _Side, there: _Side, weights: dict[str, float], known: frozenset[str]) -> dict[str, float]:
    """What a pair shares and where it differs, by name, the earlier side first; a score adds them up in this order."""
    a, b = here.assertion, there.assertion
    one, other = here.matter, there.matter
    common = one.concepts & other.concepts
    matter, names = common - known, common & known
    shared, named = _weight(matter, weights), _weight(names, weights)
    figures, same_figure, times, same_time = _figures_and_times(here, there)
    untold = (here.untold and there.told) or (there.untold and here.told)
    size = math.sqrt((here.weight or 1) * (there.weight or 1))
    same = float(a.speaker is not None and a.speaker == b.speaker)
    together = float(a.sentence.paragraph == b.sentence.paragraph)
    apart = b.sentence.number - a.sentence.number
    return {
        "shared": shared,
        "names": min(named, 1.5),
        "likeness": (shared + 0.3 * named) / size,
        "turned": _weight(matter & (one.negated ^ other.negated), weights),
        "both_negated": _weight(matter & one.negated & other.negated, weights),
        "universal": _weight(matter & (one.absolute ^ other.absolute), weights),
        "rich": float(sum(weights[c] > _WEIGHTY for c in matter) >= _RICH),
        "opposite": min(_opposites(here, other), 2) * min(shared, 1.5),
        "figures": figures * (0.3 + min(shared, 1.5)),
        "same_figure": same_figure,
        "times": times * (0.3 + min(shared, 1.5)),
        "same_time": same_time,
        "one_speaker": same,
        "two_speakers": float(a.speaker is not None and b.speaker is not None and not same),
        "narrated": float(a.narrated != b.narrated),
        "distance": math.log1p(apart),
        "paragraph": together,
        "going_on": same * together,
        "entries": float(here.entry and there.entry),
        "untold": float(untold) * min(1.0, shared + named),
        "denial": float(one.denying or other.denying) * (1.0 if apart < _NEXT else 0.2),
        "question": float(here.question or there.question),
        "heading": float(a.sentence.heading or b.sentence.heading),
        "reserved": 0.0 if untold else float(here.reserved) + float(there.reserved),
        "negative": float(one.negative != other.negative) * min(shared, 2),
        "absolute": float(one.universal != other.universal) * min(shared, 2),
    }


def _figures_and_times(here: _Side, there: _Side) -> tuple[float, float, float, float]:
    """What :func:`_figures` and :func:`_times` give, without differences that plan and outcome or a mean may have."""
    figures, same_figure = _figures(here.matter, there.matter)
    times, same_time = _times(here.matter, there.matter)
    if here.plan != there.plan:
        figures = times = 0.0
    elif times or here.extreme != there.extreme:
        figures = 0.0
    return figures, same_figure, times, same_time


def _signs(features: dict[str, float]) -> frozenset[str]:
    least = {
        "turned": 0.3,
        "universal": 0.3,
        "opposite": 0.4,
        "figures": 0.5,
        "times": 0.5,
        "untold": 0.1,
        "negative": 0.4,
        "absolute": 0.5,
        "denial": 0.5,
    }
    return frozenset(name for name, least_value in least.items() if features[name] > least_value)


def _weight(concepts: frozenset[str], weights: dict[str, float]) -> float:
    return math.fsum(map(weights.__getitem__, concepts))  # the same in whatever order a set gives them


def _opposites(one: _Side, other: Matter) -> int:
    """The words of one that the other says the opposite of, and not the same as well."""
    return sum((concept, -sign) not in other.senses for concept, sign in one.turned & other.senses)


def _figures(ours: Matter, theirs: Matter) -> tuple[float, float]:
    """How much figures of both differ on what may be one thing (0 to 1), and whether a figure is the same (0 or 1)."""
    differ, same = 0.0, 0.0
    for one in ours.amounts[:_COMPARED]:
        for other in theirs.amounts[:_COMPARED]:
            if one.measure != other.measure:
                continue
            if abs(one.value - other.value) < 1e-6:
                same = 1.0
            else:
                differ = max(differ, _comparable(one, other), _of_same(one, other, ours, theirs))
    return differ, same


def _comparable(one: Amount, other: Amount) -> float:
    if (_AGE in one.things) != (_AGE in other.things):
        return 0.0
    if one.things & other.things or _is_led_alike(one, other):
        return 1.0
    if max(one.value, other.value) > _FAR * max(min(one.value, other.value), 1e-9):
        return 0.0
    if one.has_unit and one.measure != "time":
        return 1.0
    return 0.5 if one.has_unit or one.measure == "share" else 0.25


def _is_led_alike(one: Amount, other: Amount) -> bool:
    return one.lead == other.lead and any(word not in FUNCTION for word in one.lead)


def _of_same(one: Amount, other: Amount, ours: Matter, theirs: Matter) -> float:
    """``19 people died`` and ``names 23 dead``: what one counts, the other tells of the thing it counts."""
    told = (one.things - general()) & theirs.concepts or (other.things - general()) & ours.concepts
    return 0.7 if told else 0.0


def _times(one: Matter, other: Matter) -> tuple[float, float]:
    """Whether dates or times of both differ in a part that both name, and whether one is the same."""
    differ = same = 0.0
    for mine in one.moments[:_COMPARED]:
        for theirs in other.moments[:_COMPARED]:
            both = common_parts(mine, theirs)
            if both and all(m == t for m, t in both):
                same = 1.0
            elif both:
                differ = 1.0
    return differ, same
