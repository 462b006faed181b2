"""Answers of earlier calls, used again: a run that was killed pays for nothing that it had finished.

An answer that could not be used is kept for a day, so that a run which is taken up again goes on as it would have;
tomorrow it is asked for anew.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import math
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import TypeVar
from weakref import WeakValueDictionary

from summarizer.behind import WriteBehind
from summarizer.errors import AnswerError, AnswerTruncated, AnswerUnreadable
from summarizer.leases import Lease, Leases
from summarizer.store import StoredAnswer

T = TypeVar("T")

SECONDS_OF_A_FAILURE = 86_400.0
LONGEST_KEPT = 65_536
"""Characters of an answer that could not be used."""
_KINDS = {"truncated": AnswerTruncated, "unreadable": AnswerUnreadable}


class _Turn(asyncio.Lock):
    """One of those who want the same answer asks; the others wait for what it gets."""


@dataclass
class Recall:
    """The store as the client sees it. Without a store nothing is found and nothing is kept."""

    store: WriteBehind | None
    _turns: WeakValueDictionary[str, _Turn] = field(default_factory=WeakValueDictionary)
    _leases: Leases | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        if self.store is not None and self.store.store.trouble is None:
            self._leases = Leases(self.store.store.folder)

    @property
    def on(self) -> bool:
        """Whether there is a store."""
        return self.store is not None

    @property
    def trouble(self) -> str | None:
        """One line on why answers are not stored, if they should be."""
        return None if self.store is None else self.store.trouble

    @contextlib.asynccontextmanager
    async def turn(self, key: str, patience: float = math.inf) -> AsyncIterator[Lease]:
        """Wait until nobody else asks for the same through this object; gives the lease to be taken before asking.

        ``patience`` are seconds. What was kept meanwhile is written before the lease is left to others.
        """
        if self.store is None:
            yield Lease(key, None, patience)
            return
        turn = self._turns.get(key)
        if turn is None:
            turn = self._turns[key] = _Turn()
        async with turn:
            # Who cannot store an answer keeps nobody from asking.
            lease = Lease(key, None if self.store.store.trouble else self._leases, patience)
            try:
                yield lease
            finally:
                if lease.held:
                    self.store.afterwards(lease.let_go)

    def find(self, key: str, read: Callable[[str], T]) -> T | None:
        """The stored answer as ``read`` takes it; ``None`` where there is none that can be read.

        Raises:
            AnswerError: the answer that is stored could not be used.
        """
        stored = None if self.store is None else self.store.get(key)
        if stored is None:
            return None
        if stored.failed is not None:
            raise _failure(stored)
        try:
            return read(stored.text)
        except ValueError:  # of another version of the form: asked for anew
            return None

    def keep(self, key: str, text: str) -> None:
        """Store an answer that was of use."""
        if self.store is not None:
            self.store.put(key, StoredAnswer(text))

    def keep_failure(self, key: str, error: AnswerError) -> None:
        """Store that an answer came and was of no use, for a day from when that was found first."""
        kind = next((name for name, form in _KINDS.items() if isinstance(error, form)), None)
        if self.store is None or kind is None:
            return
        if (stored := self.store.get(key)) is not None and stored.failed == kind:
            return
        raw = error.raw if isinstance(error, AnswerUnreadable) else ""
        text = json.dumps({"message": str(error), "raw": raw[:LONGEST_KEPT]})
        self.store.put(key, StoredAnswer(text, failed=kind), seconds=SECONDS_OF_A_FAILURE)

    def close(self) -> None:
        """Close the store and leave what is leased to others."""
        if self.store is not None:
            self.store.close()
        if self._leases is not None:
            self._leases.close()


def _failure(stored: StoredAnswer) -> AnswerError:
    try:
        told = json.loads(stored.text)
        message, raw = str(told["message"]), str(told["raw"])
    except (ValueError, KeyError, TypeError):
        message, raw = "an earlier answer could not be used", ""
    return AnswerTruncated(message) if stored.failed == "truncated" else AnswerUnreadable(message, raw=raw)
