"""A source to its bytes: from a file, an address, standard input or the program that gives it."""

from __future__ import annotations

import os
import stat
import sys
from dataclasses import dataclass
from pathlib import PurePath
from typing import NoReturn

from summarizer.errors import SourceNotFound, SourceUnreadable
from summarizer.fetch import fetch
from summarizer.sniff import kind_of
from summarizer.source import Source

MAX_BYTES = 20_000_000
"""Bytes that are read of one source: a hundred novels; more is a mistake or an attack."""
FETCH_TIMEOUT = 20.0
"""Seconds for fetching one address."""

_LIGHT = 500_000
"""Bytes. So much markup takes some tenths of a second."""
_VAGUE = ("", "text/plain", "text/x-markdown")
"""What servers say of Markdown files, too; the name then decides."""
_BY_SUFFIX = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
}


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Bytes as they came, and what their place says of them (``""`` and ``None``: nothing)."""

    data: bytes
    location: str | None
    media_type: str = ""
    charset: str | None = None
    notes: tuple[str, ...] = ()

    @property
    def is_light(self) -> bool:
        """Whether its text is soon found: no document, which takes a process of its own, and no long page."""
        if len(self.data) > _LIGHT:
            return False
        kind = kind_of(self.data)
        return kind is None or kind.media_type is None


def retrieve(
    source: Source, *, timeout: float = FETCH_TIMEOUT, max_bytes: int = MAX_BYTES, allow_private: bool = False
) -> Retrieved:
    """The bytes of ``source``; parameters and errors are those of :func:`summarizer.load.load`."""
    if source.kind == "url":
        page = fetch(source.value, timeout=timeout, max_bytes=max_bytes, allow_private=allow_private)
        media_type = _media_type(page.url) if page.media_type in _VAGUE else page.media_type
        return Retrieved(page.data, page.url, media_type, page.charset, page.notes)
    if source.kind == "file":
        return Retrieved(_read_file(source, max_bytes), source.location, _media_type(source.value))
    data = source.value.encode("utf-8", "replace") if source.kind == "text" else _read_stdin(source, max_bytes)
    return Retrieved(_limited(data, source, max_bytes), source.location)


def _media_type(path: str) -> str:
    return _BY_SUFFIX.get(PurePath(path).suffix.lower(), "")


def _read_file(source: Source, max_bytes: int) -> bytes:
    try:
        found = os.stat(source.value)
        if stat.S_ISDIR(found.st_mode):
            raise SourceUnreadable(f"{source.name} is a folder, not a file; name a file in it")
        if stat.S_ISREG(found.st_mode) and found.st_size > max_bytes:
            raise _too_large(source, max_bytes)
        with open(source.value, "rb") as file:
            return _limited(file.read(max_bytes + 1), source, max_bytes)
    except (OSError, ValueError) as error:
        _refuse_file(source, error)


def _refuse_file(source: Source, error: OSError | ValueError) -> NoReturn:
    if isinstance(error, ValueError):
        raise SourceNotFound(f"{source.name} has a NUL in its name, as no file has; check the path") from error
    if isinstance(error, FileNotFoundError) and os.path.islink(source.value):
        raise SourceNotFound(f"{source.name} is a link to a file that is not there; mend the link") from error
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        raise SourceNotFound(f"there is no file {source.name}; check the path") from error
    if isinstance(error, PermissionError):
        raise SourceUnreadable(f"{source.name} may not be read by this user; check its permissions") from error
    cause = (error.strerror or type(error).__name__).lower()
    raise SourceUnreadable(f"{source.name} cannot be read: {cause}; check the path") from error


def _read_stdin(source: Source, max_bytes: int) -> bytes:
    if sys.stdin is None:
        raise SourceUnreadable(f"{source.name} is closed; give a file")
    try:
        buffer = getattr(sys.stdin, "buffer", None)
        if buffer is None:  # replaced by a text stream
            return sys.stdin.read(max_bytes + 1).encode("utf-8", "replace")
        data: bytes = buffer.read(max_bytes + 1)
    except (OSError, ValueError) as error:
        raise SourceUnreadable(f"{source.name} cannot be read: {error}; give a file") from error
    return data


def _limited(data: bytes, source: Source, max_bytes: int) -> bytes:
    if len(data) > max_bytes:
        raise _too_large(source, max_bytes)
    return data


def _too_large(source: Source, max_bytes: int) -> SourceUnreadable:
    return SourceUnreadable(
        f"{source.name} has more than the {max_bytes:,} bytes that are read; give the article alone"
    )
