"""Files in the making: beside their target, under a name that no other process writes to, and renamed when whole."""

from __future__ import annotations

import errno
import itertools
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path


class Part:
    """A file that is to become ``target``. Every method raises :class:`OSError` if the system refuses.

    It stands beside its target, its name ends in ``.part``, and it is locked as long as it is written: what a killed
    process left behind is taken over by the next one and never by one that runs at the same time.
    """

    def __init__(self, target: Path, *, hidden: bool) -> None:
        self._target = target.resolve()
        if self._target.exists() and not self._target.is_file():
            raise FileExistsError(errno.EEXIST, "there is something that is no file", str(target))
        self._handle, self.path = _begin(self._target, "." if hidden else "")
        self._whole = 0

    def append(self, data: bytes) -> None:
        """Write all of it or nothing."""
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(self._handle, rest) :]
        except OSError:
            self.mend()
            raise
        self._whole += len(data)
        if os.fstat(self._handle).st_nlink == 0:
            raise FileNotFoundError(errno.ENOENT, "its folder is gone", str(self.path))

    def mend(self) -> None:
        """Take away what was begun and not ended."""
        with suppress(OSError):
            os.ftruncate(self._handle, self._whole)
            os.lseek(self._handle, self._whole, os.SEEK_SET)

    def finish(self) -> None:
        """Put it in the place of its target, with the permissions of what was there. If that fails it stays."""
        with suppress(FileNotFoundError):
            os.chmod(self.path, stat.S_IMODE(self._target.stat().st_mode))
        if sys.platform == "win32":  # which does not rename what is open
            os.close(self._handle)
            os.replace(self.path, self._target)
        else:
            os.replace(self.path, self._target)
            os.close(self._handle)

    def drop(self) -> None:
        """Leave nothing behind."""
        with suppress(OSError):
            os.unlink(self.path)
        with suppress(OSError):
            os.close(self._handle)


def _begin(target: Path, dot: str) -> tuple[int, Path]:
    for number in itertools.count(1):
        path = target.with_name(f"{dot}{target.name}{f'.{number}' if number > 1 else ''}.part")
        owned = _own(path)
        if owned is not None:
            return owned
    raise AssertionError("there is always a next number")


if sys.platform == "win32":

    def _own(path: Path) -> tuple[int, Path] | None:
        with suppress(FileExistsError):
            return os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_BINARY), path
        return None

else:
    import fcntl

    def _own(path: Path) -> tuple[int, Path] | None:
        """The file, empty and locked, or ``None`` if it is another process's."""
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK
        try:
            handle = os.open(path, flags, 0o666)
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.ENXIO, errno.EISDIR, errno.EACCES) and os.path.lexists(path):
                return None  # something of somebody else's
            raise
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            same = os.path.samestat(os.fstat(handle), os.stat(path, follow_symlinks=False))
            if same and stat.S_ISREG(os.fstat(handle).st_mode):
                os.ftruncate(handle, 0)
                return handle, path
        except FileNotFoundError:
            pass  # its owner has just renamed it
        except BlockingIOError:
            pass
        except OSError:  # a file system without locks, where a name that is made once has to do
            if not os.fstat(handle).st_size:
                os.unlink(path)
            os.close(handle)
            alone = path.with_name(f"{path.stem}.{os.getpid()}.part")
            return os.open(alone, flags | os.O_EXCL, 0o666), alone
        os.close(handle)
        return None
