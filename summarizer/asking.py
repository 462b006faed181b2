"""Asking a model piece by piece, so that no answer is lost and no failure is silent.

A piece whose answer is cut off is halved and asked again; one whose answer cannot be read is asked again once;
what fails after that is unread, with its reason. A ceiling or a lost service ends the asking, not what is done.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from summarizer.answers import Checked, Failed
from summarizer.dialogue import conversation
from summarizer.errors import AnswerTruncated, AnswerUnreadable, CeilingReached, ServiceError, SummarizerError
from summarizer.models import Unread
from summarizer.pieces import Piece

A = TypeVar("A", bound=Checked)
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


async def ask_all(
    client: Asks, question: Question[A], pieces: Sequence[Piece], outcome: Outcome[A], advanced: Callable[[], None]
) -> None:
    """Ask for all pieces, as many at once as the client lets through, and fill ``outcome`` as answers arrive.

    ``advanced`` is called after each piece. On cancellation what has arrived stays in ``outcome``.
    """

    async def one(piece: Piece) -> None:
        if outcome.stopped is None:
            try:
                await _ask(client, question, piece, outcome)
            except (CeilingReached, ServiceError) as error:
                outcome.stopped = outcome.stopped or error
        if outcome.stopped is not None and not any(p == piece for p, _ in outcome.answers):
            outcome.unread.append(Unread(start=piece.start, end=piece.end, reason=str(outcome.stopped)))
        advanced()

    await asyncio.gather(*(one(piece) for piece in pieces))


async def _ask(client: Asks, question: Question[A], piece: Piece, outcome: Outcome[A]) -> None:
    form = question.form(piece)
    if form is None:
        return
    messages = conversation(question.prompt, question.words(piece))
    try:
        answer = await _ask_readable(client, question, piece, form, messages)
    except AnswerTruncated as error:
        if len(piece.sentences) > 1:
            for half in piece.halves():
                await _ask(client, question, half, outcome)
        else:
            outcome.unread.append(Unread(start=piece.start, end=piece.end, reason=str(error)))
        return
    except AnswerUnreadable as error:
        outcome.unread.append(Unread(start=piece.start, end=piece.end, reason=f"unreadable answer: {error}"))
        return
    outcome.answers.append((piece, answer))
    if answer.failed:
        await _ask_again(client, question, piece, messages, answer.failed, outcome)


async def _ask_readable(client: Asks, question: Question[A], piece: Piece, form: type[A], messages: list[Message]) -> A:
    """The answer, at the second try if the first cannot be read."""
    context, limit = question.context(piece), question.limit(piece)
    try:
        answer: A = await client.ask(messages, form, context=context, max_tokens=limit, task="claims")
    except AnswerUnreadable:
        plea = {
            "role": "user",
            "content": f"{messages[-1]['content']}\n\nAnswer with the JSON object and nothing else.",
        }
        answer = await client.ask([*messages[:-1], plea], form, context=context, max_tokens=limit, task="claims")
    return answer


async def _ask_again(
    client: Asks,
    question: Question[A],
    piece: Piece,
    messages: list[Message],
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
    outcome.answers.append((sub, answer))
    outcome.failed += [(sub, f) for f in answer.failed]
