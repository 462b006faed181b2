"""Work on text beside the event loop: answers must not wait in their sockets while an article is taken apart."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextvars
import functools
from collections.abc import Callable
from typing import Protocol, TypeVar, TypeVarTuple

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
