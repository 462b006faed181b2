"""A model's judgement on what the rules of the checker have passed: does the text bear out what a statement says?

Every statement in words of its own is put to the model beside its evidence and the sentences around it, in two
wordings: whether it is true by them, and whether it is false. A small model likes one answer better than the
other whatever it is asked; what is left of that when both are taken together is small. The rules stay as they are:
a judgement can only reject, and what the model does not answer keeps the verdict of the rules.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from pydantic import BaseModel

from summarizer.aside import apart_from_loop
from summarizer.checking import check
from summarizer.dialogue import conversation, line
from summarizer.errors import ENDINGS, AnswerError, AnswerUnreadable, ServiceRefused, Stopped, SummarizerError
from summarizer.llm import Client
from summarizer.models import Summary, Usage
from summarizer.odds import log_odds
from summarizer.profiles import Profile
from summarizer.progress import Progress, Silent
from summarizer.report import CheckedItem, JudgedReport, NotJudged, Paraphrase, Report
from summarizer.settings import Settings

PROMPT = "judge"
LABEL = "judging"
"""What the progress is called."""
SUPPORTED = "Is the statement true?"
REVERSED = "Is the statement false?"
WORDINGS = (SUPPORTED, REVERSED)

THRESHOLDS: Mapping[str, float] = {"local": 0.6}
"""By profile: the sum of the log-odds of both wordings below which a statement is not supported; 0 for the others.
The embedded model says “true” a little too readily: what it is just about sure of is mostly altered."""
_LIKELIEST = 10
"""Tokens whose log-probabilities are asked for: both words, each in several spellings."""
_WORD_TOKENS = 40
"""For an answer of one word in JSON, with room for the braces of a tool call."""
_SHOWN = 120
"""Characters of a statement that a detail repeats."""
GAP = " … "
"""Between words that stand apart in the text."""


class Answer(BaseModel):
    """One word."""

    answer: Literal["yes", "no"]


class Asks(Protocol):
    """The part of the model client that is needed here."""

    profile: Profile

    @property
    def has_logprobs(self) -> bool:
        """Whether :meth:`logprobs` can be asked."""

    async def ask(
        self,
        messages: Sequence[Mapping[str, str]],
        response_model: type[Any],
        *,
        max_tokens: int,
        task: str,
    ) -> Any:
        """One answer in the form of the response model, or one of our errors."""

    async def logprobs(self, messages: Sequence[Mapping[str, str]], *, top: int) -> list[dict[str, float]]:
        """Tokens and log-probabilities for the answer's first token, or one of our errors."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """Whether a statement is supported. ``odds`` are the log-odds for it, by wording; empty where words were given."""

    supported: bool
    odds: tuple[float, ...] = ()


class Judge:
    """One model with a question to ask of it."""

    def __init__(self, client: Asks) -> None:
        self._client = client
        self._threshold = THRESHOLDS.get(client.profile.name, 0.0)
        # A model that thinks first has no opinion at its first token.
        self._in_odds = client.has_logprobs and not client.profile.thinking_tokens

    async def opinion(self, statement: str, passage: str) -> Opinion:
        """What the model thinks of one statement; both are data, whatever they say.

        Raises:
            AnswerError: it does not answer with yes or no.
            ServiceError: it cannot be asked.
            CeilingReached: it may not be asked any more.
        """
        if self._in_odds:
            try:
                odds = [await self._odds(statement, passage, wording) for wording in WORDINGS]
                return Opinion(odds[0] - odds[1] >= self._threshold, (odds[0], -odds[1]))
            except (AnswerUnreadable, ServiceRefused):
                # Many services that speak the protocol have no log-probabilities, or none for this model.
                self._in_odds = False
        said = [await self._word(statement, passage, wording) for wording in WORDINGS]
        return Opinion(said != ["no", "yes"])

    async def _odds(self, statement: str, passage: str, wording: str) -> float:
        """The log-odds of yes."""
        messages = conversation(PROMPT, _question(statement, passage, wording))
        ranked = await self._client.logprobs(messages, top=_LIKELIEST)
        return log_odds(ranked[0], "yes", "no")

    async def _word(self, statement: str, passage: str, wording: str) -> str:
        messages = [_in_json(message) for message in conversation(PROMPT, _question(statement, passage, wording))]
        answer = await self._client.ask(messages, Answer, max_tokens=_WORD_TOKENS, task="judging")
        return str(answer.answer)


def passage_of(paraphrase: Paraphrase, text: str) -> str:
    """The words of the text that are to bear the statement out, on one line."""
    return GAP.join(filter(None, (_as_data(text[span.start : span.end]) for span in paraphrase.near)))


def _question(statement: str, passage: str, wording: str) -> str:
    return f"Passage: {passage}\nStatement: {_as_data(statement)}\n{wording}"


def _as_data(words: str) -> str:
    """One line of what can be sent."""
    return line(words.encode("utf-8", "replace").decode("utf-8"))


def _in_json(message: Mapping[str, str]) -> dict[str, str]:
    """A worked answer in the form in which :class:`Answer` is wanted."""
    if message["role"] != "assistant":
        return dict(message)
    return {"role": "assistant", "content": json.dumps({"answer": message["content"]}, separators=(",", ":"))}


@dataclass(slots=True)
class _Trial:
    """One report before the judge; what has been judged survives an interruption."""

    checked: Report
    text: str
    settings: Settings
    progress: Progress
    opinions: dict[Paraphrase, Opinion | AnswerError] = field(default_factory=dict)
    client: Client | None = None
    loop: asyncio.AbstractEventLoop | None = None
    stopped: SummarizerError | None = None

    def open_questions(self) -> tuple[Paraphrase, ...]:
        """What the rules passed, each statement beside the same words once."""
        passed = (item for item in self.checked.items if item.verdict != "rejected")
        return tuple(dict.fromkeys(paraphrase for item in passed for paraphrase in item.paraphrases))

    async def run(self) -> None:
        """Ask all there is to ask; the model is not started for nothing.

        Raises:
            ConfigurationError: the settings cannot work.
        """
        questions = self.open_questions()
        if not questions:
            return
        self.loop = asyncio.get_running_loop()
        try:
            async with Client.open(self.settings) as self.client:
                await self._ask_all(self.client, questions)
        except ENDINGS as error:
            self.stopped = self.stopped or error
        finally:
            self.progress.ended(LABEL)

    def stop(self) -> None:
        """Ask nothing more. Safe to call from another thread."""
        self.stopped = self.stopped or Stopped("stopped before all was judged")
        if self.loop is not None and self.client is not None and not self.loop.is_closed():
            self.loop.call_soon_threadsafe(self.client.stop)

    async def _ask_all(self, client: Client, questions: Sequence[Paraphrase]) -> None:
        judge, slots = Judge(client), asyncio.Semaphore(client.profile.jobs)
        self.progress.begun(LABEL)
        self.progress.pieces(len(questions))

        async def one(question: Paraphrase) -> None:
            async with slots:
                if self.stopped is None:
                    await self._ask(judge, question)
            self.progress.advanced(1)

        await asyncio.gather(*(one(question) for question in questions))

    async def _ask(self, judge: Judge, question: Paraphrase) -> None:
        try:
            self.opinions[question] = await judge.opinion(question.statement, passage_of(question, self.text))
        except AnswerError as error:
            self.opinions[question] = error
        except ENDINGS as error:
            self.stopped = self.stopped or error

    def report(self) -> JudgedReport:
        """The verdicts as far as they are known."""
        usage = self.client.usage() if self.client else Usage(model=self.settings.model)
        items = tuple(self._judged(item, usage.model) for item in self.checked.items)
        verdicts = [item.verdict for item in items]
        return JudgedReport(
            items=items,
            accepted=verdicts.count("accepted"),
            repaired=verdicts.count("repaired"),
            rejected=verdicts.count("rejected"),
            not_judged=tuple(filter(None, map(self._left_open, items))),
            usage=usage,
        )

    def _judged(self, item: CheckedItem, model: str) -> CheckedItem:
        if item.verdict == "rejected":
            return item
        refused = [p.statement for p in item.paraphrases if _is_refused(self.opinions.get(p))]
        if not refused:
            return item
        said = (f"{model} does not find in the evidence that “{_short(statement)}”" for statement in refused)
        detail = "; ".join(dict.fromkeys(said))
        return item.model_copy(update={"verdict": "rejected", "reasons": ("not_supported",), "detail": detail})

    def _left_open(self, item: CheckedItem) -> NotJudged | None:
        if item.verdict == "rejected":
            return None
        for paraphrase in item.paraphrases:
            opinion = self.opinions.get(paraphrase)
            if not isinstance(opinion, Opinion):
                why = opinion or self.stopped or "interrupted"
                return NotJudged(id=item.id, kind=item.kind, reason=str(why))
        return None


def _is_refused(opinion: Opinion | AnswerError | None) -> bool:
    return isinstance(opinion, Opinion) and not opinion.supported


def _short(words: str) -> str:
    shown = line(words[: 4 * _SHOWN])
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN].rstrip()}…"


def judge(
    summary: Summary | Mapping[str, Any],
    text: str,
    settings: Settings | None = None,
    *,
    progress: Progress | None = None,
    **given: Any,
) -> JudgedReport:
    """As :func:`check`, and then ask a model about every statement that the rules passed.

    A statement that it does not find in its evidence and the sentences around it has its item rejected as
    ``not_supported``. What it gives no usable answer to keeps the verdict of the rules and stands in ``not_judged``
    with the reason; ``usage`` has the cost. Statements in the very words of their evidence are not asked about, and
    without any others no model is opened. Settings are given whole or as keywords (``model``, ``base_url``,
    ``max_tokens``, …) as for :func:`summarize`. Safe to call where an event loop is running already.

    Raises:
        InputError: another version of the format, or nothing of a summary.
        ConfigurationError: a setting that cannot work.
        ServiceError: the model could not be asked to the end; ``partial`` on it has the report so far.
        CeilingReached: likewise with ``partial``.
        KeyboardInterrupt: likewise with ``partial``.
    """
    trial = _trial(summary, text, settings, progress, given)

    def once() -> None:
        asyncio.run(trial.run())

    try:
        apart_from_loop(once, trial.stop)
    except KeyboardInterrupt as interrupted:
        interrupted.partial = trial.report()  # type: ignore[attr-defined]
        raise
    return _outcome(trial)


async def judge_async(
    summary: Summary | Mapping[str, Any],
    text: str,
    settings: Settings | None = None,
    *,
    progress: Progress | None = None,
    **given: Any,
) -> JudgedReport:
    """The same as a coroutine. A cancellation carries no partial report.

    Raises:
        SummarizerError: as :func:`judge`.
    """
    trial = await asyncio.to_thread(_trial, summary, text, settings, progress, given)
    await trial.run()
    return _outcome(trial)


def _trial(
    summary: Summary | Mapping[str, Any],
    text: str,
    settings: Settings | None,
    progress: Progress | None,
    given: Mapping[str, Any],
) -> _Trial:
    return _Trial(check(summary, text), text, Settings.given_as(settings, given), progress or Silent())


def _outcome(trial: _Trial) -> JudgedReport:
    report = trial.report()
    if trial.stopped is not None:
        trial.stopped.partial = report  # type: ignore[attr-defined]
        raise trial.stopped
    return report
