"""Who asks for an answer, among processes that share a store: the others wait for it instead of paying as well.

A lease is a lock of the operating system on one byte of a file in the store's folder, at an offset made of the key.
Such a lock goes with its process, however that ends, so nobody has to guess when a lease is worth nothing any more.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import threading
from collections import Counter
from pathlib import Path

FILE = "leases"
_DIGITS = 7
"""Of the key, that make the offset: Windows counts offsets in 31 bits. Two keys of one offset only wait for another."""
_TAKEN = (errno.EACCES, errno.EAGAIN)
"""How a system says that another process holds a lock; whatever else it says, locks do not work there."""

FIRST_PAUSE, LONGEST_PAUSE = 0.02, 0.25
"""Seconds between two tries to get a lease: a call takes seconds, and a try is as good as free."""

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int, offset: int) -> None:
        os.lseek(handle, offset, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _unlock(handle: int, offset: int) -> None:
        os.lseek(handle, offset, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _lock(handle: int, offset: int) -> None:
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, 1, offset)

    def _unlock(handle: int, offset: int) -> None:
        fcntl.lockf(handle, fcntl.LOCK_UN, 1, offset)


class Leases:
    """The leases in one folder. Nothing here ever raises, and where files cannot be locked every lease is free.

    They are kept from other processes only: what one such object has taken, another in the same process may take too.
    Otherwise one whose event loop stands still would keep a second one in the same thread waiting for it.
    """

    def __init__(self, folder: Path) -> None:
        self._file = _File.shared(folder / FILE)

    def take(self, key: str) -> bool:
        """Whether no other process has ``key``, 64 hexadecimal digits; none can take it until :meth:`let_go`."""
        return self._file is None or self._file.take(int(key[:_DIGITS], 16))

    def let_go(self, key: str) -> None:
        """To be called once for each time that ``key`` was taken, in any thread."""
        if self._file is not None:
            self._file.let_go(int(key[:_DIGITS], 16))

    def close(self) -> None:
        """Let go of the file, which frees all leases when nobody else in this process uses it."""
        if self._file is not None:
            self._file.close()


class Lease:
    """The lease of one ``key`` as one call sees it, which waits for others so many seconds at most.

    Without ``leases`` it is free.
    """

    def __init__(self, key: str, leases: Leases | None, patience: float) -> None:
        self.key = key
        self.held = False
        self._leases = leases
        self._patience = patience
        self._pause = FIRST_PAUSE

    def take(self) -> bool:
        """Whether to go on: it is ours now, or others were waited for long enough."""
        if self._leases is None:
            return True
        self.held = self.held or self._leases.take(self.key)
        return self.held or self._patience <= 0

    def pause(self) -> float:
        """Seconds to wait until the next try; they count as waited."""
        pause = min(self._pause, self._patience)
        self._pause = min(2 * self._pause, LONGEST_PAUSE)
        self._patience -= pause
        return pause

    def let_go(self) -> None:
        """Leave it to others, if it was ours."""
        if self.held and self._leases is not None:
            self.held = False
            self._leases.let_go(self.key)


class _File:
    """A file whose bytes are locked: one for all in a process, as to close any descriptor of it frees all its locks."""

    def __init__(self, place: tuple[int, str]) -> None:
        self._place = place
        self._handle = os.open(place[1], os.O_RDWR | os.O_CREAT, 0o600)
        self._holders: Counter[int] = Counter()
        self._users = 0

    @classmethod
    def shared(cls, path: Path) -> _File | None:
        """The file at ``path``, to be closed by everyone who got it; ``None`` where there can be none."""
        place = (os.getpid(), os.path.realpath(path))
        with _guard:
            try:
                file = _files[place] = _files.get(place) or cls(place)
            except OSError:
                return None
            file._users += 1
            return file

    def take(self, offset: int) -> bool:
        with _guard:
            # Closed, the number of the handle may be another file's.
            if self._users and not self._holders[offset] and not _is_ours(self._handle, offset):
                return False
            self._holders[offset] += 1
            return True

    def let_go(self, offset: int) -> None:
        with _guard:
            self._holders[offset] -= 1
            if not self._holders[offset]:
                del self._holders[offset]
                if self._users:
                    with contextlib.suppress(OSError):  # where locks do not work
                        _unlock(self._handle, offset)

    def close(self) -> None:
        with _guard:
            self._users -= 1
            if not self._users:
                del _files[self._place]
                with contextlib.suppress(OSError):  # a network folder may complain; the handle is gone either way
                    os.close(self._handle)


_guard = threading.Lock()
_files: dict[tuple[int, str], _File] = {}
"""By process as well as by path: a fork inherits the files and none of their locks."""


def _is_ours(handle: int, offset: int) -> bool:
    try:
        _lock(handle, offset)
    except OSError as error:
        return error.errno not in _TAKEN
    return True
