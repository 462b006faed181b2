"""What the errors of the answer store mean: the file system's, SQLite's and diskcache's, mixed with each other."""

from __future__ import annotations

import errno
import sqlite3
from pathlib import Path


def _cause_of(error: BaseException) -> BaseException:
    """What SQLite said: diskcache's ``Timeout`` stands for any of its errors, a failed rollback hides the first."""
    link: BaseException | None = error
    while link is not None and not isinstance(link, sqlite3.Error):
        link = None if isinstance(link, OSError) else link.__context__
    while isinstance(link, sqlite3.Error) and isinstance(link.__context__, sqlite3.Error):
        link = link.__context__
    return error if link is None else link


def is_lock(error: BaseException) -> bool:
    """Whether another process holds the store."""
    return isinstance(cause := _cause_of(error), sqlite3.OperationalError) and "locked" in str(cause)


def is_full(error: BaseException) -> bool:
    """Whether there is no room left on the disk."""
    cause = _cause_of(error)
    if isinstance(cause, OSError):
        return cause.errno in (errno.ENOSPC, errno.EDQUOT)
    return isinstance(cause, sqlite3.OperationalError) and "is full" in str(cause)


def is_damage(error: BaseException) -> bool:
    """Whether what lies there is no store, or no whole one."""
    cause = _cause_of(error)
    if isinstance(cause, sqlite3.OperationalError):
        return any(sign in str(cause) for sign in ("no such", "no column"))
    # Settings that are not diskcache's own trip it up in many ways.
    foreign = (TypeError, ValueError, LookupError, AttributeError, AssertionError)
    return type(cause) is sqlite3.DatabaseError or isinstance(cause, foreign)


def told(error: BaseException, folder: Path, *, reading: bool = False) -> str:
    """What is wrong and what to do about it, fit to be followed by another way out."""
    cause = _cause_of(error)
    reason = (cause.strerror if isinstance(cause, OSError) else None) or str(cause) or type(cause).__name__
    if is_damage(error):
        return f"{str(folder)!r} is damaged ({reason}); remove it with `summarizer cache clear`"
    if is_lock(error):
        return f"{str(folder)!r} is held by another process ({reason}); end that process"
    if is_full(error):
        return f"{str(folder)!r} cannot be written ({reason}); free some space"
    verb = "read" if reading else "written"
    return f"{str(folder)!r} cannot be {verb} ({reason}); mend that, or set SUMMARIZER_CACHE_DIR to another folder"
