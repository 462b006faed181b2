"""Processes that take articles apart while this one talks to the model.

An interpreter does one thing at a time: with many calls in flight, its time goes into them, and what an article
takes (tens of milliseconds for a page) would hold up the answers of all others. So functions of text alone are done
in processes beside it, each given what it works on and giving back what comes of it, over pipes.

``concurrent.futures`` has such processes too; they outlive a parent that is killed, and with ``spawn`` run its main
module once more. These are started like any program and end with the pipe that they read.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import pickle
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, TypeVar, TypeVarTuple, cast

from summarizer.aside import aside
from summarizer.confined import environment
from summarizer.worker import HEAD, PROTOCOL, framed, length

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

BUSY = 4
"""Pieces of work that wait at every place before a further process is started."""
MOST = 4
"""Processes, of some 200 MB each once they remember much."""
LOSSES = 2
"""Processes that may end by themselves before no further one is started."""
PATIENCE = 2.0
"""Seconds that a process has to end by itself."""


def spare_processors() -> int:
    """How many processes are of use beside this one: a processor each, one of them for this process."""
    known = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(known - 1, MOST)


# In a group of their own: Ctrl-C is the business of this process alone.
_APART: dict[str, Any] = {}
if sys.platform == "win32":
    _APART["creationflags"] = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
else:
    _APART["start_new_session"] = True


class Workers:
    """At most ``size`` processes, each started only when work has to wait, that have imported ``modules``.

    Every error of theirs is harmless: what one does not do is done in this process.
    """

    def __init__(self, size: int, modules: Sequence[str]) -> None:
        # A program that was frozen into one file has no interpreter to start.
        self._size = 0 if getattr(sys, "frozen", False) else size
        self._modules = tuple(modules)
        self._started: list[_Worker] = []
        self._starting: asyncio.Task[None] | None = None
        self._here = 0
        self._failures = 0

    def desk(self) -> Desk:
        """For the work on one article."""
        return Desk(self)

    async def aclose(self) -> None:
        """End all processes; those that do not within :data:`PATIENCE` are killed."""
        if self._starting is not None:
            self._starting.cancel()
            await asyncio.gather(self._starting, return_exceptions=True)
        started, self._started = self._started, []
        await asyncio.gather(*(worker.aclose() for worker in started))

    def least_busy(self) -> _Worker | None:
        """The process that has the least to do, if any is ready; starts one if all have more than enough."""
        ready = [worker for worker in self._started if not worker.lost]
        least = min(ready, key=lambda worker: worker.waiting, default=None)
        waiting = self._here if least is None else least.waiting
        losses = self._failures + len(self._started) - len(ready)
        if waiting >= BUSY and self._starting is None and len(ready) < self._size and losses < LOSSES:
            self._starting = asyncio.create_task(self._start())
        return least

    async def here(self, work: Callable[[*Ts], T], *given: *Ts) -> T:
        """In this process."""
        self._here += 1
        try:
            return await aside(work, *given)
        finally:
            self._here -= 1

    async def _start(self) -> None:
        try:
            self._started.append(await _Worker.started(self._modules))
        except Exception:  # no process, no thread to watch it, no loop that knows any, or one that does not run
            self._failures = LOSSES
        finally:
            self._starting = None


class Desk:
    """Where the work on one article is done: always in the same process, as that remembers what it has read."""

    def __init__(self, workers: Workers) -> None:
        self._workers = workers
        self._worker: _Worker | None = None

    async def __call__(self, work: Callable[[*Ts], T], *given: *Ts) -> T:
        """What ``work(*given)`` gives or raises; see :class:`summarizer.aside.Doing`."""
        if self._worker is None or self._worker.lost:
            self._worker = self._workers.least_busy()
        if self._worker is not None:
            with contextlib.suppress(_NotDone):
                return cast("T", await self._worker.do(work, given))
        return await self._workers.here(work, *given)


class _NotDone(Exception):
    """The process did not do it."""


class _Worker:
    """One process. What it is given is done in that order."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._process, self._sink, self._source = process, process.stdin, process.stdout
        self._expected: deque[asyncio.Future[bytes]] = deque()
        self._reading: asyncio.Task[None] | None = None
        self._ended = False

    @classmethod
    async def started(cls, modules: Sequence[str]) -> _Worker:
        """A process that is ready.

        Raises:
            OSError: there can be no further process.
            NotImplementedError: this event loop has none.
            EOFError: it ended at once.
        """
        worker = cls(
            await asyncio.create_subprocess_exec(
                *(sys.executable or "python", "-m", "summarizer.worker", *modules),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
                **_APART,
            )
        )
        try:
            await worker._message()
        except BaseException:
            await worker.aclose()
            raise
        worker._reading = asyncio.create_task(worker._read())
        return worker

    @property
    def lost(self) -> bool:
        """Whether it has ended, or does not read any more."""
        return self._ended or self._sink.is_closing()

    @property
    def waiting(self) -> int:
        """Pieces of work that it has been given and has not done."""
        return len(self._expected)

    async def do(self, work: Callable[..., Any], given: tuple[Any, ...]) -> Any:
        """Raises :class:`_NotDone` where something cannot be sent, cannot be done, or the process ends."""
        try:
            message = pickle.dumps((work, given), PROTOCOL)
        except Exception as error:  # pickling runs the code of whatever is pickled
            raise _NotDone from error
        coming: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        self._expected.append(coming)
        self._sink.write(framed(message))
        try:
            done, result = pickle.loads(await coming)
        except _NotDone:
            raise
        except Exception as error:
            raise _NotDone from error
        if not done:
            raise _NotDone
        return result

    async def aclose(self) -> None:
        """End it."""
        self._lose()
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)
        try:
            await asyncio.wait_for(self._process.wait(), PATIENCE)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()

    async def _read(self) -> None:
        try:
            while True:
                message = await self._message()
                coming = self._expected.popleft()
                if not coming.done():  # nobody waits for it any more
                    coming.set_result(message)
        except (OSError, EOFError):
            pass  # it has ended
        finally:
            self._lose()

    async def _message(self) -> bytes:
        return await self._source.readexactly(length(await self._source.readexactly(HEAD)))

    def _lose(self) -> None:
        self._ended = True
        self._sink.close()
        for coming in self._expected:
            if not coming.done():
                coming.set_exception(_NotDone())
        self._expected.clear()
