"""Which claims a reader must know: a score from what the text itself stresses.

Centrality of words in the article (after Luhn 1958: words that come back, with the headline's and the lead's counted
double), figures, denials and accusations against plain assertions, and quotations that somebody else answers.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

from summarizer.document import Document
from summarizer.grounding import fold, numbers
from summarizer.models import Claim

KEY_SHARE = 0.38
"""Share of claims that are key: about what careful readers mark."""
FEWEST_KEY, MOST_KEY = 3, 24
_WORD = re.compile(r"[^\W\d_]{4,}")
_STOP = frozenset(
    """
    said says that this with from have been were will would they their there which about after before when what
    than them then more also into only over some such other could should because while where whose whom between
    under during against told asked year years week weeks month months monday tuesday wednesday thursday friday
    saturday sunday
    """.split()
)
_WEIGHT = {
    "denies": 0.5,
    "accuses": 0.35,
    "predicts": 0.3,
    "demands": 0.1,
    "promises": 0.1,
    "asserts": 0.0,
    "declines": -0.5,
}


def key_claims(document: Document, claims: Sequence[Claim], warned: frozenset[str]) -> frozenset[str]:
    """Ids of the claims that matter most; ``warned`` are those that carry a warning."""
    if not claims:
        return frozenset()
    wanted = min(MOST_KEY, max(FEWEST_KEY, round(KEY_SHARE * len(claims))))
    scored = scores(document, claims, warned)
    ranked = sorted(claims, key=lambda c: (-scored[c.id], c.evidence[0].start))
    return frozenset(claim.id for claim in ranked[:wanted])


def scores(document: Document, claims: Sequence[Claim], warned: frozenset[str]) -> dict[str, float]:
    """A score for each claim; only their order means anything."""
    weights = _word_weights(document)
    heard = Counter(claim.speaker.name for claim in claims if claim.speaker)
    return {claim.id: _score(claim, weights, heard) + 0.6 * (claim.id in warned) for claim in claims}


def _stems(text: str) -> list[str]:
    return [fold(w)[:6] for w in _WORD.findall(text) if fold(w) not in _STOP]


def _word_weights(document: Document) -> dict[str, float]:
    counts = Counter(stem for s in document.sentences for stem in set(_stems(document.words(s))))
    lead = {stem for s in document.sentences[:4] for stem in _stems(document.words(s))}
    title = set(_stems(document.info.title or "")) if document.info else set()
    return {
        stem: math.log1p(n) * (2.0 if stem in lead or stem in title else 1.0) for stem, n in counts.items() if n > 1
    }


def _score(claim: Claim, weights: dict[str, float], heard: Counter[str]) -> float:
    stems = set(_stems(claim.statement))
    central = math.fsum(weights.get(stem, 0.0) for stem in stems) / (4 + len(stems))  # in whatever order they come
    figures = 0.35 if numbers(claim.statement) - {1.0} else 0.0
    length = -0.8 if len(claim.statement) < 35 else -0.25 if len(claim.statement) < 60 else 0.0
    voice = 0.15 * math.log1p(heard[claim.speaker.name]) if claim.speaker else -0.2
    return central + figures + length + voice + _WEIGHT[claim.stance]
