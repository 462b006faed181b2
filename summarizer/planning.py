"""What a run would cost, found out by going through it with a client that asks nobody.

Calls and the tokens of their prompts are those of the real run, as far as they do not depend on answers. What the
answers bring about, and how long they are, is expected from shares measured with the embedded model
(benchmarks/RESULTS.md); a token is taken for four bytes.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from summarizer.calls import BYTES_A_TOKEN, Message
from summarizer.errors import AnswerError
from summarizer.extract import Extractor
from summarizer.load import load
from summarizer.prices import price_of
from summarizer.profiles import Profile, profile_for
from summarizer.progress import Silent
from summarizer.run import Run
from summarizer.sentences import read_document
from summarizer.settings import Settings
from summarizer.source import Source

SHARE_OF_LIMIT = 0.3
"""Of the tokens that an answer may have, those that it has."""
FOLLOWING = {"judging": 0.9, "contradictions": 1.0}
"""Further calls that one call for such a task leads to: the other order and the question; the verdicts."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What one source is expected to take. ``cost_usd`` is ``None`` where the price is not known."""

    calls: int
    prompt_tokens: int
    completion_tokens: int
    cost_usd: float | None


class _NotAsked(AnswerError):
    """Stands in for the answer that nobody was asked for."""


@dataclass
class _Estimate:
    """A client that writes down what it is asked."""

    profile: Profile
    has_logprobs: bool = True
    calls: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)

    async def ask(
        self,
        messages: Sequence[Message],
        response_model: type[Any],
        *,
        context: Mapping[str, Any] | None = None,
        max_tokens: int,
        task: str,
    ) -> Any:
        self._note(messages, task, round(SHARE_OF_LIMIT * max_tokens) + self.profile.thinking_tokens // 2)
        raise _NotAsked("nobody was asked")

    async def logprobs(self, messages: Sequence[Message], *, top: int = 10, max_tokens: int = 1) -> Any:
        self._note(messages, "judging", max_tokens)
        raise _NotAsked("nobody was asked")

    def _note(self, messages: Sequence[Message], task: str, written: int) -> None:
        self.calls[task] += 1
        self.read[task] += sum(len(m["content"].encode("utf-8", "replace")) for m in messages) // BYTES_A_TOKEN
        self.written[task] += written


def plan(source: str | os.PathLike[str] | Source, settings: Settings | None = None) -> Plan:
    """What summarising one source would take; the source is read, and no model is asked or started.

    Raises:
        InputError: the source cannot be read.
        ConfigurationError: the settings cannot work.
    """
    settings = settings or Settings.resolve()
    profile = profile_for(settings)
    given = source if isinstance(source, Source) else Source.parse(source)
    document = read_document(load(given, allow_private=settings.allow_private))
    estimate = _Estimate(profile)
    asyncio.run(Run(document, Extractor(document, profile), Silent(), language=settings.language).ask(estimate))
    calls, read, written = (_with_following(counter) for counter in (estimate.calls, estimate.read, estimate.written))
    # Some prices rise with the length of a prompt, so the mean call is what has a price.
    one = price_of(settings.model, settings.base_url, read // max(1, calls), written // max(1, calls))
    return Plan(calls, read, written, None if one is None else calls * one)


def _with_following(counter: Counter[str]) -> int:
    return round(sum(count * (1 + FOLLOWING.get(task, 0.0)) for task, count in counter.items()))
