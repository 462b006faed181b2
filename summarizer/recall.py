"""Answers of earlier calls, used again: a run that was killed pays for nothing that it had finished.

An answer that could not be used is kept for a day, so that a run which is taken up again goes on as it would have;
tomorrow it is asked for anew.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import TypeVar
from weakref import WeakValueDictionary

from summarizer.behind import WriteBehind
from summarizer.errors import AnswerError, AnswerTruncated, AnswerUnreadable
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

    @property
    def on(self) -> bool:
        """Whether there is a store."""
        return self.store is not None

    @property
    def trouble(self) -> str | None:
        """One line on why answers are not stored, if they should be."""
        return None if self.store is None else self.store.trouble

    @contextlib.asynccontextmanager
    async def turn(self, key: str) -> AsyncIterator[None]:
        """Wait until nobody else in this process asks for the same."""
        if self.store is None:
            yield
            return
        turn = self._turns.get(key)
        if turn is None:
            turn = self._turns[key] = _Turn()
        async with turn:
            yield

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
        """Store that an answer came and was of no use."""
        kind = next((name for name, form in _KINDS.items() if isinstance(error, form)), None)
        if self.store is None or kind is None:
            return
        raw = error.raw if isinstance(error, AnswerUnreadable) else ""
        text = json.dumps({"message": str(error), "raw": raw[:LONGEST_KEPT]})
        self.store.put(key, StoredAnswer(text, failed=kind), seconds=SECONDS_OF_A_FAILURE)

    def close(self) -> None:
        """Close the store."""
        if self.store is not None:
            self.store.close()


def _failure(stored: StoredAnswer) -> AnswerError:
    try:
        told = json.loads(stored.text)
        message, raw = str(told["message"]), str(told["raw"])
    except (ValueError, KeyError, TypeError):
        message, raw = "an earlier answer could not be used", ""
    return AnswerTruncated(message) if stored.failed == "truncated" else AnswerUnreadable(message, raw=raw)
