"""Writing to the answer store beside the event loop, all that has come meanwhile in one transaction."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from summarizer.store import AnswerStore, StoredAnswer

_AT_ONCE = 64
"""Answers in one transaction: other processes wait for its end."""


_Put = tuple[str, StoredAnswer, float | None]
_Entry = _Put | Callable[[], None]


@dataclass
class WriteBehind:
    """A store that is written to in a thread. An answer is found from when it is put, and written milliseconds later.

    To be used by one thread, and to be closed there.
    """

    store: AnswerStore
    _waiting: dict[str, StoredAnswer] = field(default_factory=dict)
    _queue: queue.Queue[_Entry | None] = field(default_factory=queue.Queue)
    _thread: threading.Thread | None = None

    def get(self, key: str) -> StoredAnswer | None:
        """The answer that was put last under ``key``."""
        return self._waiting.get(key) or self.store.get(key)

    def put(self, key: str, answer: StoredAnswer, *, seconds: float | None = None) -> None:
        """As :meth:`AnswerStore.put`, without waiting for it."""
        self._waiting[key] = answer
        self._queue.put((key, answer, seconds))
        if self._thread is None:
            self._thread = threading.Thread(target=self._write, name="summarizer-answers", daemon=True)
            self._thread.start()

    def afterwards(self, action: Callable[[], None]) -> None:
        """Call ``action``, which must not raise, when all that was put is written or is known not to be.

        In the thread that writes, or at once where nothing was put yet.
        """
        if self._thread is None:
            action()
        else:
            self._queue.put(action)

    @property
    def trouble(self) -> str | None:
        """One line on why answers are not stored, once all that was put is written or is known not to be."""
        self.settle()
        return self.store.trouble

    def settle(self) -> None:
        """Wait until all that was put is written, or is known not to be."""
        if self._thread is not None:
            self._queue.join()

    def close(self) -> None:
        """Write the rest and close the store."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._queue.put(None)
            thread.join()
        self.store.close()

    def _write(self) -> None:
        while (first := self._queue.get()) is not None:
            entries = [first, *self._further()]
            if puts := [entry for entry in entries if isinstance(entry, tuple)]:
                self.store.put_all(puts)
            for key, answer, _ in puts:
                if self._waiting.get(key) is answer:
                    del self._waiting[key]
            for entry in entries:
                if not isinstance(entry, tuple):
                    entry()
                self._queue.task_done()

    def _further(self) -> list[_Entry]:
        """What waits besides. The end of it all stays in the queue."""
        found: list[_Entry] = []
        while len(found) < _AT_ONCE - 1 and not self._queue.empty():
            entry = self._queue.get()
            if entry is None:
                self._queue.put(None)
                self._queue.task_done()
                break
            found.append(entry)
        return found
