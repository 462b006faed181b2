"""What models have answered, kept between runs, so that no answer is paid for twice.

The answers lie in a ``diskcache`` in the user's cache folder. Several processes and threads may use one folder, and
a process that is killed damages nothing. Only text is stored and only text is believed: diskcache would unpickle
whatever somebody put there, which would run it, and would open or delete any file that its database names.

A store that cannot be used says so once, in :attr:`AnswerStore.trouble`, and the run goes on without it.
"""

from __future__ import annotations

import contextlib
import errno
import functools
import hashlib
import importlib
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from summarizer.errors import ConfigurationError
from summarizer.model_store import cache_dir
from summarizer.store_trouble import is_damage, is_full, is_lock, told

T = TypeVar("T")

DEFAULT_LIMIT = 1 << 30
"""Bytes. Some 300,000 answers of the usual length."""

FOLDER = "answers"
_DATABASE = "cache.db"
_FORMAT = 1
"""To be raised when the same question has to be asked anew, or answers are stored in another form."""

_LOCK_SECONDS = 2.0
_LOCK_TRIES = 3
"""A write takes less than a millisecond: who holds the lock longer than all tries together hangs."""
_LEFT_AT_ONCE = 10
"""Answers that leave, at most, to make room for one."""
_LARGEST_SHARE = 4
"""One answer may take a fourth of the room at most: noise must not drive out everything else."""
_INLINE = 1 << 40
"""Bytes up to which a value lies in the database and not in a file of its own, which is: all of them."""

_CACHED_PAGES = 1_024
"""Of 4 kB each, that SQLite keeps in memory: an answer is hardly ever read twice."""

_FIND = "SELECT value FROM Cache WHERE key = ? AND raw = 1 AND mode = 1 AND (expire_time IS NULL OR expire_time > ?)"


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """What a model answered, as it came. ``failed`` names what was wrong with it, if it could not be used."""

    text: str
    prompt_tokens: int = 0
    completion_tokens: int = 0
    failed: str | None = None


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What lies in a store. ``bytes`` on the disk; ``answers`` counts expired ones until they make room."""

    folder: Path
    answers: int
    bytes: int
    limit: int


def key_of(
    *,
    service: str,
    parameters: Mapping[str, Any],
    messages: Sequence[Mapping[str, str]],
    form: str | None,
) -> str:
    """The key of an answer: 64 hexadecimal digits that depend on everything an answer depends on.

    ``service`` says who is asked, ``parameters`` (which must not hold an API key) and ``messages`` what is sent, and
    ``form`` is the JSON Schema of the answer as text. The order of its properties counts: models answer in that order.
    """
    asked = {
        "format": _FORMAT,
        "service": service,
        "parameters": dict(parameters),
        "messages": [dict(message) for message in messages],
        "form": form,
    }
    return hashlib.sha256(json.dumps(asked, sort_keys=True, separators=(",", ":")).encode("ascii")).hexdigest()


class AnswerStore:
    """The answers in one ``folder``. Nothing here ever raises; threads and processes may share the folder.

    A store whose folder cannot be written to is read from, if it can be. Close it in the thread that used it.
    """

    def __init__(self, folder: Path | None = None, *, limit: int = DEFAULT_LIMIT) -> None:
        """``folder`` (default: in the user's cache folder) is made if need be; ``limit`` is in bytes on the disk.

        Beyond the limit the answers leave that were not used for longest.
        """
        self._limit = limit
        self._trouble: str | None = None
        self._cache: Any = None
        self._reader: sqlite3.Connection | None = None
        self._writes = False
        place = Path(FOLDER)
        try:
            place = self.folder = _folder(folder)
            self._cache = _connect(place, limit)
            self._writes = True
        except Exception as error:  # the file system's, SQLite's, diskcache's, and what a foreign database provokes
            self._say(error, place)
            self._reader = _reader(place / _DATABASE)

    @property
    def trouble(self) -> str | None:
        """One line on why answers are not stored, or not even found; ``None`` while all is well."""
        return self._trouble

    def get(self, key: str) -> StoredAnswer | None:
        """The answer that was stored last under ``key``, if it is still there."""
        try:
            return self._find(key)
        except Exception as error:  # as above; noting the use of an answer is a write, and may be all that fails
            self._stop_writing(error)
        try:
            return self._find(key)
        except Exception:
            self.close()
            return None

    def put(self, key: str, answer: StoredAnswer, *, seconds: float | None = None) -> None:
        """Store ``answer`` under ``key`` for that many seconds (default: as long as there is room)."""
        self.put_all([(key, answer, seconds)])

    def put_all(self, answers: Iterable[tuple[str, StoredAnswer, float | None]]) -> None:
        """:meth:`put` for each in one transaction, which costs little more than one of them alone."""
        if not self._writes:
            return
        written = [(key, _written(answer), seconds) for key, answer, seconds in answers]
        rows = [row for row in written if len(row[1].encode()) <= self._limit // _LARGEST_SHARE]
        try:
            _patiently(lambda: self._set(rows))
        except Exception as error:
            self._stop_writing(error)

    def _set(self, rows: Iterable[tuple[str, str, float | None]]) -> None:
        with self._cache.transact():
            for key, value, seconds in rows:
                self._cache.set(key, value, expire=seconds)

    def close(self) -> None:
        """Let go of the folder. Afterwards nothing is found and nothing stored."""
        self._writes = False
        cache, self._cache = self._cache, None
        reader, self._reader = self._reader, None
        with contextlib.suppress(Exception):  # all that was stored is committed; nobody can do anything about the rest
            if cache is not None:
                cache.close()
            if reader is not None:
                reader.close()

    def _find(self, key: str) -> StoredAnswer | None:
        cache, reader = self._cache, self._reader
        if cache is not None:
            # To get an answer is a write, as its use is noted: it waits for other writers, also where there is none.
            return _read(_patiently(lambda: cache.get(key))) if _patiently(lambda: key in cache) else None
        if reader is not None:
            row = reader.execute(_FIND, (key, time.time())).fetchone()
            return None if row is None else _read(row[0])
        return None

    def _stop_writing(self, error: Exception) -> None:
        self._say(error, self.folder)
        self._writes = False
        if self._cache is not None:
            with contextlib.suppress(Exception):
                self._cache.close()  # a transaction left open would lock out everybody else
            self._cache.eviction_policy = "none"  # without it, use is noted, which is a write

    def _say(self, error: Exception, folder: Path) -> None:
        if self._trouble is None:
            self._trouble = f"answers are not stored: {told(error, folder)}, or give --no-cache"


def info(folder: Path | None = None, *, limit: int = DEFAULT_LIMIT) -> StoreInfo:
    """What lies in the store in ``folder``; nothing is made or changed.

    Raises:
        ConfigurationError: it is damaged or cannot be read.
    """
    place = _folder(folder)
    database = place / _DATABASE
    if not database.exists():
        return StoreInfo(place, 0, 0, limit)
    try:
        with contextlib.closing(_open_to_read(database, glance=True)) as connection:
            ((answers,),) = connection.execute("SELECT value FROM Settings WHERE key = 'count'").fetchall()
            return StoreInfo(place, int(answers), sum(map(_size, _files(database))), limit)
    except (sqlite3.Error, OSError, ValueError, TypeError) as error:
        raise ConfigurationError(told(error, place, reading=True)) from error


def clear(folder: Path | None = None) -> int:
    """Remove all answers from the store in ``folder`` and tell how many there were.

    A damaged database is removed as a whole and counts as none, as is one on a full disk, where SQLite cannot even
    delete.

    Raises:
        ConfigurationError: it cannot be written to.
    """
    place = _folder(folder)
    database = place / _DATABASE
    if not database.exists():
        return 0
    try:
        with contextlib.closing(_connect(place, DEFAULT_LIMIT)) as cache:
            return int(_patiently(cache.clear))
    except Exception as error:
        if not (is_damage(error) or is_full(error)):
            raise ConfigurationError(told(error, place)) from error
    try:
        for file in _files(database):
            file.unlink(missing_ok=True)
    except OSError as error:
        raise ConfigurationError(told(error, place)) from error
    return 0


def _folder(given: Path | None) -> Path:
    return (cache_dir() / FOLDER if given is None else given).absolute()


def _connect(folder: Path, limit: int) -> Any:
    """An open ``diskcache.Cache`` that can be written to."""
    if os.path.expandvars(folder) != str(folder):  # diskcache would put it somewhere else
        raise OSError(errno.EINVAL, "its name holds the name of a variable", str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    # diskcache waits a minute for each of some sixty statements when it opens; this waits once.
    with contextlib.closing(_sqlite(folder / _DATABASE)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    diskcache = importlib.import_module("diskcache")  # imported here: start-up time
    return diskcache.Cache(
        str(folder),
        timeout=_LOCK_SECONDS,
        disk=_text_only(),
        size_limit=limit,
        eviction_policy="least-recently-used",
        cull_limit=_LEFT_AT_ONCE,
        statistics=0,
        tag_index=0,
        disk_min_file_size=_INLINE,
        sqlite_cache_size=_CACHED_PAGES,
        sqlite_mmap_size=0,  # a mapped file on a disk that fails ends the process, not the statement
    )


@functools.cache
def _text_only() -> Any:
    """A ``diskcache.Disk`` that hands out text from the database, and neither objects nor files."""
    diskcache = importlib.import_module("diskcache")  # imported here: start-up time

    def fetch(_: Any, mode: int, __: Any, value: Any, ___: bool) -> str | None:
        return value if mode == diskcache.core.MODE_RAW and isinstance(value, str) else None

    def get(_: Any, key: Any, raw: bool) -> str | None:
        return key if raw and isinstance(key, str) else None

    def remove(_: Any, __: str) -> None:
        """No file is ours."""

    return type("TextOnly", (diskcache.Disk,), {"fetch": fetch, "get": get, "remove": remove})


def _reader(database: Path) -> sqlite3.Connection | None:
    """A way to what is stored where nothing can be written, if there is one."""
    try:
        connection = _open_to_read(database)
        connection.execute(_FIND, ("", 0.0)).fetchone()
        return connection
    except (sqlite3.Error, OSError, ValueError):
        return None


def _open_to_read(database: Path, *, glance: bool = False) -> sqlite3.Connection:
    """Open it unchanged. At a ``glance`` no file is made beside it, and what others write meanwhile is not seen."""
    ways = ["mode=ro"]
    if not _size(_files(database)[1]):  # without its log the database is whole, and may be read as if at rest
        ways = ["immutable=1"] if glance else ["mode=ro", "immutable=1"]
    for way in ways:
        connection = _sqlite(f"{database.as_uri()}?{way}", uri=True, check_same_thread=False)
        try:
            connection.execute("SELECT key FROM Settings").fetchone()
            return connection
        except sqlite3.Error:
            connection.close()
            if way == ways[-1]:
                raise
    raise AssertionError("there is always a way")


def _sqlite(database: Path | str, **more: Any) -> sqlite3.Connection:
    connection: sqlite3.Connection = sqlite3.connect(database, timeout=_LOCK_SECONDS, isolation_level=None, **more)
    return connection


def _files(database: Path) -> tuple[Path, Path, Path]:
    """The database, its log and the log's index."""
    return database, database.with_name(f"{database.name}-wal"), database.with_name(f"{database.name}-shm")


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _patiently(action: Callable[[], T]) -> T:
    """``action``, again while another process holds the lock."""
    for _ in range(_LOCK_TRIES - 1):
        try:
            return action()
        except Exception as error:
            if not is_lock(error):
                raise
    return action()


def _written(answer: StoredAnswer) -> str:
    members = {name: getattr(answer, name) for name in StoredAnswer.__slots__}
    text = json.dumps(members, ensure_ascii=False, separators=(",", ":"))
    # SQLite takes no lone surrogates, which models do write.
    return text if text.isascii() or _is_unicode(text) else json.dumps(members, separators=(",", ":"))


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _read(value: object) -> StoredAnswer | None:
    """The answer in a stored value; ``None`` if it is none of ours."""
    if not isinstance(value, str):
        return None
    try:
        answer = StoredAnswer(**json.loads(value))
    except (ValueError, TypeError, RecursionError):
        return None
    counted = type(answer.prompt_tokens) is int and type(answer.completion_tokens) is int
    named = answer.failed is None or isinstance(answer.failed, str)
    return answer if isinstance(answer.text, str) and counted and named else None
