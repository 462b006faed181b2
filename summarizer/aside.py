"""Work on text beside the event loop: answers must not wait in their sockets while an article is taken apart."""

from __future__ import annotations

import asyncio
import concurrent.futures
import contextvars
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

# One thread: several would only take the interpreter's lock from each other.
_WORKER = concurrent.futures.ThreadPoolExecutor(max_workers=1, thread_name_prefix="summarizer-text")


async def aside(work: Callable[[], T]) -> T:
    """What ``work`` gives or raises, in a thread of its own, one such work after another.

    A cancellation does not end work that has begun; its result is then dropped.
    """
    run = contextvars.copy_context().run
    return await asyncio.get_running_loop().run_in_executor(_WORKER, run, work)
