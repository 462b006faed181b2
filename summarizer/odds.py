"""Log-odds of one answer against others, from the likeliest tokens an answer may begin with."""

from __future__ import annotations

import math
from collections.abc import Mapping

from summarizer.errors import AnswerUnreadable

_LEAST = 1e-30


def log_odds(ranked: Mapping[str, float], one: str, *others: str) -> float:
    """The natural log-odds that the answer is ``one`` and not one of the ``others``, all in small letters.

    ``ranked`` has tokens with their natural log-probabilities; a token counts for the answer that it begins. An answer
    without a token among them is as likely as the last of them.

    Raises:
        AnswerUnreadable: none of the tokens begins any of the answers.
    """
    sums = dict.fromkeys((one, *others), 0.0)
    for token, logprob in ranked.items():
        start = token.strip().casefold()
        for answer in sums:
            if start and answer.startswith(start):
                sums[answer] += math.exp(min(logprob, 0.0))
    if not any(sums.values()):
        shown = ", ".join(repr(token[:20]) for token in list(ranked)[:3])
        raise AnswerUnreadable(f"the model answers with none of {', '.join(sums)}, but with {shown or 'nothing'}")
    last = math.exp(min(0.0, *ranked.values()))
    against = sum(sums[answer] for answer in others)
    return math.log(max(sums[one] or last, _LEAST)) - math.log(max(against or last, _LEAST))
