"""How many calls may be in flight: one limit for all sources, that gives way to overload and recovers.

Additive increase and multiplicative decrease, as in TCP (Chiu and Jain 1989): the limit is halved when the service
says that it is overloaded, once for all the calls that were in flight then, and grows again with every good answer.
Who waits is served in turns, source by source, so that a long article does not keep short ones waiting.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

GROWTH = 16
"""In so many rounds of good answers the limit grows from nothing to all."""


@dataclass
class Pace:
    """``most`` calls at once at first and at most. ``clock`` tells seconds, ``sleep`` waits."""

    most: int
    clock: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]]
    limit: float = field(init=False)
    active: int = field(default=0, init=False)
    _waiting: OrderedDict[Any, deque[asyncio.Future[None]]] = field(default_factory=OrderedDict, init=False)
    _slowed: float = field(default=float("-inf"), init=False)
    _resume: float = field(default=float("-inf"), init=False)

    def __post_init__(self) -> None:
        self.limit = float(self.most)

    @contextlib.asynccontextmanager
    async def place(self, who: object) -> AsyncIterator[float]:
        """Wait for a place on behalf of the source ``who``; gives the time at which the call begins."""
        await self._enter(who)
        try:
            if (pause := self._resume - self.clock()) > 0:
                await self.sleep(pause)
            yield self.clock()
        finally:
            self.active -= 1
            self._let_in()

    def overloaded(self, begun: float, wait: float | None) -> None:
        """A call that was ``begun`` then met overload; the service asks to be left alone for ``wait`` seconds."""
        now = self.clock()
        if wait is not None:
            self._resume = max(self._resume, now + wait)
        if begun >= self._slowed:
            self.limit = max(1.0, self.limit / 2)
            self._slowed = now

    def well(self) -> None:
        """A call was answered."""
        step = max(1.0, self.most / GROWTH)
        self.limit = min(float(self.most), self.limit + step / self.limit)
        self._let_in()

    async def _enter(self, who: object) -> None:
        if self.active < int(self.limit) and not self._waiting:
            self.active += 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(who, deque()).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # the place was given and the waiting cancelled at once
                self.active -= 1
                self._let_in()
            raise

    def _let_in(self) -> None:
        while self._waiting and self.active < int(self.limit):
            who, turns = self._waiting.popitem(last=False)
            turn = turns.popleft()
            if turns:
                self._waiting[who] = turns  # at the end: the other sources come first
            if not turn.done():
                self.active += 1
                turn.set_result(None)
