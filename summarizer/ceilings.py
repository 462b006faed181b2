"""What a run may use: time, tokens, money; and the wish to stop, which is a ceiling of its own."""

from __future__ import annotations

import asyncio
import contextlib
import math
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

from summarizer.errors import CeilingReached, ConfigurationError, Stopped
from summarizer.ledger import Ledger
from summarizer.settings import Settings

GRACE = 1.0
"""Seconds that calls in flight may go on after the wish to stop: a finished call is paid either way."""

Price = Callable[[int, int], float | None]
"""US dollars for so many tokens read and written; ``None`` where nobody knows."""


@dataclass
class Ceilings:
    """The ceilings of one run, of which so many seconds have ``elapsed`` already; ``clock`` tells seconds."""

    settings: Settings
    ledger: Ledger
    price: Price
    clock: Callable[[], float]
    sleep: Callable[[float], Awaitable[None]]
    elapsed: float = 0.0
    started: float = field(init=False)
    stopping: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _released: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    _in_flight: set[asyncio.Timeout] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        self.started = self.clock() - self.elapsed

    def require_kept(self) -> None:
        """Raises :class:`ConfigurationError` where a ceiling cannot be kept, as the model's price is not known."""
        if self.settings.max_cost is not None and self.price(1_000, 1_000) is None:
            raise ConfigurationError(
                f"the price of {self.settings.model!r} is not known, so --max-cost cannot be kept; give --max-tokens"
            )

    def remaining(self) -> float:
        """Seconds left of the run."""
        return self.settings.timeout - (self.clock() - self.started)

    def stop(self) -> None:
        """Send nothing more, and end what is in flight after :data:`GRACE`. To be called in the event loop."""
        self.stopping.set()
        soon = asyncio.get_running_loop().time() + GRACE
        for flight in self._in_flight:
            when = flight.when()
            flight.reschedule(soon if when is None else min(when, soon))

    @contextlib.asynccontextmanager
    async def room_for(self, read: int, written: int, task: str) -> AsyncIterator[None]:
        """Refuse a call that the run leaves no room for; hold its share while it is in flight.

        A share is the most that a call may take, and mostly far more than it does: where only the shares of others
        leave no room, this waits until they are given back.

        Raises:
            CeilingReached: time, tokens or money would not suffice.
            Stopped: somebody asked to stop.
        """
        cost = (self.price(read, written) or 0.0) if self.settings.max_cost is not None else 0.0
        self._require(read + written, cost, task)
        # Tokens tell whether anything is in flight: they are whole, and what is left of dollars is not always nothing.
        while self.ledger.promised_tokens and not self._fits(read + written, cost):
            self._released.clear()
            await self._released.wait()
            self._require(read + written, cost, task)
        self.ledger.promised_tokens += read + written
        self.ledger.promised_cost += cost
        try:
            yield
        finally:
            self.ledger.promised_tokens -= read + written
            self.ledger.promised_cost -= cost
            self._released.set()

    @contextlib.asynccontextmanager
    async def in_time(self, allowed: float, slow: Exception) -> AsyncIterator[None]:
        """End the block after ``allowed`` seconds with ``slow``, or when the run's time is over.

        Raises:
            CeilingReached: the run's time is over.
            Stopped: somebody asked to stop while it lasted.
        """
        remaining = self.remaining()
        try:
            async with asyncio.timeout(min(remaining, allowed)) as flight:
                self._in_flight.add(flight)
                try:
                    yield
                finally:
                    self._in_flight.discard(flight)
        except TimeoutError as error:
            if not flight.expired():
                raise
            if self.stopping.is_set():
                raise Stopped("stopped while a call was in flight") from error
            if remaining <= allowed:
                seconds = self.settings.timeout
                raise CeilingReached(f"the time of {seconds:g} s ran out; raise --timeout") from error
            raise slow from error

    async def nap(self, seconds: float) -> None:
        """Wait, but no longer than until somebody asks to stop."""
        if self.stopping.is_set():
            return
        waits = [asyncio.ensure_future(self.sleep(seconds)), asyncio.ensure_future(self.stopping.wait())]
        try:
            await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    def _require(self, tokens: int, cost: float, task: str) -> None:
        self._require_time(task)
        self._require_tokens(tokens, task)
        self._require_money(cost, task)

    def _fits(self, tokens: int, cost: float) -> bool:
        """Whether there is room beside the shares of the calls in flight."""
        ledger, settings = self.ledger, self.settings
        most_tokens = math.inf if settings.max_tokens is None else settings.max_tokens
        most_cost = math.inf if settings.max_cost is None else settings.max_cost
        return (
            ledger.tokens + ledger.promised_tokens + tokens <= most_tokens
            and (ledger.total.cost or 0.0) + ledger.promised_cost + cost <= most_cost
        )

    def _require_time(self, task: str) -> None:
        if self.stopping.is_set():
            raise Stopped(f"stopped before the call for {task}")
        if self.remaining() <= 0:
            raise CeilingReached(f"the time of {self.settings.timeout:g} s ran out before the call for {task}")

    def _require_tokens(self, needed: int, task: str) -> None:
        ceiling, spent = self.settings.max_tokens, self.ledger.tokens
        if ceiling is not None and spent + needed > ceiling:
            raise CeilingReached(
                f"{spent} of {ceiling} tokens are used, and the call for {task} may need {needed}; raise --max-tokens"
            )

    def _require_money(self, needed: float, task: str) -> None:
        ceiling = self.settings.max_cost
        if ceiling is None:
            return
        spent = self.ledger.total.cost or 0.0
        if spent + needed > ceiling:
            raise CeilingReached(
                f"${spent:.4f} of ${ceiling:g} are spent, and the call for {task} may cost ${needed:.4f}; "
                "raise --max-cost"
            )
