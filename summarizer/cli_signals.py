"""Ctrl-C and SIGTERM: once stops what can be stopped, twice leaves at once, and neither shows a traceback.

Imports nothing that takes time: whatever comes before :func:`caught` is not covered.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import Any

INTERRUPTED = 130
"""The exit status of whoever was interrupted."""

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")
_STDERR = 2
_CLEAR_LINE = b"\r\x1b[K"
"""Takes a progress bar out of the way."""


class Signals:
    """What the signals of this process do, which depends on what is under way.

    At first they end the process at once, as nothing has been begun that could be lost.
    """

    def __init__(self) -> None:
        self._received = 0
        self._stop: Callable[[], None] | None = None
        self._leave: Callable[[], None] | None = None
        self._raising = False

    @property
    def received(self) -> bool:
        """Whether there was one."""
        return self._received > 0

    @contextmanager
    def raising(self) -> Iterator[None]:
        """The first signal raises ``KeyboardInterrupt`` meanwhile."""
        self._raising = True
        try:
            yield
        finally:
            self._raising = False

    @contextmanager
    def stopping(self, stop: Callable[[], None], leave: Callable[[], None]) -> Iterator[None]:
        """The first signal calls ``stop`` and the second ``leave``, before the process ends, meanwhile."""
        self._stop, self._leave = stop, leave
        try:
            yield
        finally:
            self._stop = self._leave = None

    def handle(self, number: int, frame: FrameType | None) -> None:
        """The handler; Python calls it in the main thread, between any two of its steps."""
        self._received += 1
        if self._received > 1:
            self._end()
        elif self._stop is not None:
            self._stop()
            _tell("stopping; again to leave at once")
        elif self._raising:
            raise KeyboardInterrupt
        else:
            _tell("interrupted")
            self._end()

    def _end(self) -> None:
        if self._leave is not None:
            try:
                self._leave()
            except Exception as error:  # whatever it is, the process leaves
                _tell(f"what was finished is not all written ({error!r})")
        os._exit(INTERRUPTED)


SIGNALS = Signals()
"""Those of this process."""


@contextmanager
def caught(*, for_good: bool) -> Iterator[None]:
    """Let :data:`SIGNALS` handle the signals, ``for_good`` or until the end of the block.

    What the caller of the process has chosen to ignore (``nohup``, a job in the background) stays ignored. Outside the
    main thread nothing happens: signals are not its business.
    """
    before = _install() if threading.current_thread() is threading.main_thread() else {}
    try:
        yield
    finally:
        if not for_good:
            for number, handler in before.items():
                signal.signal(number, handler)
            SIGNALS.__init__()  # type: ignore[misc] # as it was, for whoever comes next in this process


def _install() -> dict[signal.Signals, Any]:
    before = {}
    for name in _NAMES:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) not in (signal.SIG_IGN, None):
            before[number] = signal.signal(number, SIGNALS.handle)
    return before


def _tell(message: str) -> None:
    """Past Python's streams, which may be in the middle of a line themselves."""
    with suppress(OSError):
        os.write(_STDERR, (_CLEAR_LINE if os.isatty(_STDERR) else b"") + f"summarizer: {message}\n".encode())
