"""Many sources at once: begun as there is room, handed over as they finish, none of them left behind."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any, Generic, TypeVar

from summarizer.errors import (
    CeilingReached,
    ConfigurationError,
    ServiceRefused,
    ServiceUnreachable,
    Stopped,
    SummarizerError,
)
from summarizer.models import Summary
from summarizer.source import Source

S = TypeVar("S")
R = TypeVar("R")

FATAL = (ConfigurationError, ServiceRefused, CeilingReached, Stopped)
"""What the next source would meet as well."""
LOST = 3
"""Sources in a row that find no service, nor any other meanwhile: then the next would find none either."""


@dataclass(frozen=True, slots=True)
class Finished:
    """One source that is done. With an ``error``, ``summary`` is what was finished before it, if anything."""

    source: Source
    summary: Summary | None
    error: SummarizerError | None


@dataclass
class Verdict:
    """Whether a run may go on, from how its sources ended."""

    over: bool = False
    _unreachable: int = 0

    def hear(self, finished: Finished) -> None:
        """Take note of one source."""
        if isinstance(finished.error, ServiceUnreachable):
            self._unreachable = 0 if finished.error.others_answered else self._unreachable + 1
        elif finished.error is None:
            self._unreachable = 0
        self.over = self.over or isinstance(finished.error, FATAL) or self._unreachable >= LOST


async def in_flight(
    sources: Iterable[S], work: Callable[[S], Awaitable[R]], at_once: int, go_on: Callable[[], bool]
) -> AsyncGenerator[R, None]:
    """The results of ``work`` on every source, as they finish.

    No more than ``at_once`` sources are begun and not yet handed over: whoever takes results slowly slows the rest.
    Once ``go_on`` is false no further source is begun. When the iteration is left early, what is in work is cancelled
    and waited for.
    """
    supply = _Supply(sources)
    finished: asyncio.Queue[asyncio.Task[R]] = asyncio.Queue()
    tasks: set[asyncio.Task[R]] = set()
    try:
        while True:
            while len(tasks) < at_once and go_on() and await supply.has_more(wait=not tasks):
                task = asyncio.ensure_future(work(supply.take()))
                task.add_done_callback(finished.put_nowait)
                tasks.add(task)
            if not tasks:
                return
            if (task_done := await supply.or_finished(finished, watch=len(tasks) < at_once and go_on())) is not None:
                tasks.discard(task_done)
                yield task_done.result()
    finally:
        supply.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class _Supply(Generic[S]):
    """Takes sources from an iterable, in a thread where the iterable says that it may block (``streamed``)."""

    def __init__(self, sources: Iterable[S]) -> None:
        self._waiting = iter(sources)
        self._blocks = bool(getattr(sources, "streamed", False))
        self._coming: asyncio.Future[list[S]] | None = None
        self._next: list[S] | None = None

    async def has_more(self, *, wait: bool) -> bool:
        """Whether there is a source to take; what blocks is waited for only with ``wait``."""
        if self._next is None and not self._blocks:
            self._next = self._one()
        elif self._next is None:
            self._coming = self._coming or asyncio.ensure_future(asyncio.to_thread(self._one))
            if wait:
                await asyncio.wait([self._coming])
            if self._coming.done():
                self._next, self._coming = self._coming.result(), None
        return bool(self._next)

    def take(self) -> S:
        """The source that :meth:`has_more` has found."""
        assert self._next
        (source,), self._next = self._next, None
        return source

    async def or_finished(self, finished: asyncio.Queue[R], *, watch: bool) -> R | None:
        """What finishes next; ``None`` if a source that is watched for comes before."""
        if not watch or self._coming is None:
            return await finished.get()
        getting = asyncio.ensure_future(finished.get())
        try:
            waits: list[asyncio.Future[Any]] = [getting, self._coming]
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
            return getting.result() if getting.done() else None
        finally:
            getting.cancel()

    def close(self) -> None:
        """Wait for no further source; a thread that does ends with the next one."""
        if self._coming is not None:
            self._coming.cancel()

    def _one(self) -> list[S]:
        """The next source alone, or none: ``StopIteration`` cannot leave a thread."""
        return list(islice(self._waiting, 1))


def at_once(jobs: int) -> int:
    """How many sources keep so many calls in flight: while some are asked about, others are read and written.

    With one call at a time there is nothing to gain: a small model would read the head of its prompts anew each time.
    """
    return 1 if jobs == 1 else jobs + max(2, jobs // 4)
