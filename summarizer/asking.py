"""Asking a model piece by piece, so that no answer is lost and no failure is silent.

A piece whose answer is cut off is halved and asked again; one whose answer cannot be read is asked again once;
what fails after that is unread, with its reason. A ceiling or a lost service ends the asking, not what is done.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel

from summarizer.answers import Checked, Failed
from summarizer.dialogue import conversation
from summarizer.document import Sentence
from summarizer.errors import ENDINGS, AnswerError, AnswerTruncated, AnswerUnreadable, SummarizerError
from summarizer.models import Unread
from summarizer.pieces import Piece
from summarizer.tracing import span

A = TypeVar("A", bound=Checked)
M = TypeVar("M", bound=BaseModel)
Message = dict[str, str]


class Asks(Protocol):
    """The part of the model client that is needed here."""

    async def ask(
        self,
        messages: Sequence[Message],
        response_model: type[Any],
        *,
        context: dict[str, Any] | None = None,
        max_tokens: int,
        task: str,
    ) -> Any:
        """One answer in the form of the response model, or one of our errors."""


@dataclass(frozen=True, slots=True)
class Question(Generic[A]):
    """How a piece is put to the model. ``form`` is ``None`` where nothing is to be asked; ``limit`` is in tokens."""

    prompt: str
    words: Callable[[Piece], str]
    form: Callable[[Piece], type[A] | None]
    limit: Callable[[Piece], int]
    context: Callable[[Piece], dict[str, Any]]


@dataclass(slots=True)
class Outcome(Generic[A]):
    """What asking has brought so far. ``answers`` are in the order of their arrival."""

    answers: list[tuple[Piece, A]] = field(default_factory=list)
    failed: list[tuple[Piece, Failed]] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    stopped: SummarizerError | None = None


async def ask_readable(
    client: Asks,
    messages: list[Message],
    form: type[M],
    *,
    max_tokens: int,
    task: str,
    context: dict[str, Any] | None = None,
) -> M:
    """The answer, at the second try if the first cannot be read.

    Raises:
        AnswerError: the answer met a limit, or the second could not be read either.
        SummarizerError: whatever else the client raises.
    """
    try:
        answer: M = await client.ask(messages, form, context=context, max_tokens=max_tokens, task=task)
        return answer
    except AnswerUnreadable:
        pass  # what is asked again is asked outside of `except`: else its own errors would seem to be caused by this
    plea = {"role": "user", "content": f"{messages[-1]['content']}\n\nAnswer with the JSON object and nothing else."}
    again: M = await client.ask([*messages[:-1], plea], form, context=context, max_tokens=max_tokens, task=task)
    return again


async def ask_all(
    client: Asks,
    question: Question[A],
    pieces: Sequence[Piece],
    outcome: Outcome[A],
    advanced: Callable[[], None],
    *,
    jobs: int,
) -> None:
    """Ask for all pieces, ``jobs`` at once, and fill ``outcome`` as answers arrive; after a stop nothing new is asked.

    ``advanced`` is called after each piece. On cancellation what has arrived stays in ``outcome``.
    """
    slots = asyncio.Semaphore(jobs)

    async def one(piece: Piece) -> None:
        async with slots:
            if outcome.stopped is None:
                try:
                    with span("summarizer.piece", sentences=len(piece.sentences)):
                        await _ask(client, question, piece, outcome)
                except ENDINGS as error:
                    outcome.stopped = outcome.stopped or error
        if outcome.stopped is not None and (rest := _not_asked(piece, outcome)):
            outcome.unread.append(Unread(start=rest[0].start, end=rest[-1].end, reason=str(outcome.stopped)))
        advanced()

    await asyncio.gather(*(one(piece) for piece in pieces))


def _not_asked(piece: Piece, outcome: Outcome[A]) -> list[Sentence]:
    """The end of a piece that was stopped: what no answer covers, nor is told as unread."""
    answered = {sentence.number for p, _ in outcome.answers for sentence in p.sentences}
    return [
        s
        for s in piece.sentences
        if s.number not in answered and not any(u.start <= s.start < u.end for u in outcome.unread)
    ]


async def _ask(client: Asks, question: Question[A], piece: Piece, outcome: Outcome[A]) -> None:
    form = question.form(piece)
    if form is None:
        return
    messages = conversation(question.prompt, question.words(piece))
    # What is asked again is asked outside of `except`: else its own errors would seem to be caused by the first.
    answer = await _ask_readable(client, question, piece, form, messages)
    if isinstance(answer, AnswerTruncated) and len(piece.sentences) > 1:
        for half in piece.halves():
            await _ask(client, question, half, outcome)
    elif isinstance(answer, AnswerError):
        reason = f"unreadable answer: {answer}" if isinstance(answer, AnswerUnreadable) else str(answer)
        outcome.unread.append(Unread(start=piece.start, end=piece.end, reason=reason))
    else:
        outcome.answers.append((piece, answer))
        if answer.failed:
            await _ask_again(client, question, piece, answer.failed, outcome)


async def _ask_readable(
    client: Asks, question: Question[A], piece: Piece, form: type[A], messages: list[Message]
) -> A | AnswerError:
    """The answer, at the second try if the first cannot be read; the error if it is no use."""
    try:
        return await ask_readable(
            client, messages, form, max_tokens=question.limit(piece), task="claims", context=question.context(piece)
        )
    except AnswerError as error:
        return error


async def _ask_again(
    client: Asks,
    question: Question[A],
    piece: Piece,
    failed: Sequence[Failed],
    outcome: Outcome[A],
) -> None:
    """Once more for the failed items alone; what fails again stays failed, with its reason."""
    numbers = sorted({f.number for f in failed if piece.at(f.number)})
    sub = Piece(tuple(s for n in numbers if (s := piece.at(n))))
    form = question.form(sub) if sub.sentences else None
    if form is None:
        outcome.failed += [(piece, f) for f in failed]
        return
    faults = "\n".join(f"- {f.detail}" for f in failed)
    words = f"{question.words(sub)}\n\nWrong in the last answer:\n{faults}"
    try:
        answer = await client.ask(
            conversation(question.prompt, words),
            form,
            context=question.context(sub),
            max_tokens=question.limit(sub),
            task="corrections",
        )
    except (AnswerTruncated, AnswerUnreadable):
        outcome.failed += [(piece, f) for f in failed]
        return
    except SummarizerError:
        outcome.failed += [(piece, f) for f in failed]
        raise
    outcome.answers.append((sub, answer))
    outcome.failed += [(sub, f) for f in answer.failed]
