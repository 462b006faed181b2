"""Work on text beside the event loop: answers must not wait in their sockets while an article is taken apart."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextvars
import functools
from collections.abc import Callable
from typing import Protocol, TypeVar, TypeVarTuple, cast

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

# One thread: several would only take the interpreter's lock from each other.
_WORKER = concurrent.futures.ThreadPoolExecutor(max_workers=1, thread_name_prefix="summarizer-text")


class Doing(Protocol):
    """Somebody who does work on text beside the event loop."""

    async def __call__(self, work: Callable[[*Ts], T], *given: *Ts) -> T:
        """What ``work(*given)`` gives or raises. It may be done twice, and on copies: it must change nothing."""


async def aside(work: Callable[[*Ts], T], *given: *Ts) -> T:
    """What ``work(*given)`` gives or raises, in a thread of its own, one such work after another.

    A cancellation does not end work that has begun; its result is then dropped.
    """
    run = functools.partial(contextvars.copy_context().run, work, *given)
    return await asyncio.get_running_loop().run_in_executor(_WORKER, run)


def runs_in_loop() -> bool:
    """Whether an event loop is running in this thread."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def apart_from_loop(work: Callable[[], T], stop: Callable[[], None]) -> T:
    """What ``work()`` gives or raises: here, or where an event loop runs already, in a thread of its own.

    ``stop()`` is to end the work soon; it is called on Ctrl-C while this waits for the thread.

    Raises:
        KeyboardInterrupt: as from the work itself, with the ``partial`` of what that came to.
    """
    if not runs_in_loop():
        return work()
    outcome: list[tuple[T, None] | tuple[None, BaseException]] = []

    def run() -> None:
        try:
            outcome.append((work(), None))
        except BaseException as error:  # every kind is raised again in the thread that waits
            outcome.append((None, error))

    pool = concurrent.futures.ThreadPoolExecutor(max_workers=1)
    try:
        pool.submit(int).result()  # a pool that is interrupted while it starts its thread does not wait for that one
        pool.submit(run).result()
    except KeyboardInterrupt as interrupted:
        stop()
        pool.shutdown()
        finished, error = outcome[0] if outcome else (None, None)
        if (partial := getattr(error, "partial", finished)) is not None:
            interrupted.partial = partial  # type: ignore[attr-defined]
        raise
    finally:
        pool.shutdown()
    finished, error = outcome[0]
    if error is not None:
        raise error
    return cast("T", finished)
