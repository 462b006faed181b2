"""Where results go: standard output, one file, or a folder with a file for each source."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from summarizer.errors import ConfigurationError

SUFFIXES = {"terminal": ".txt", "json": ".json", "jsonl": ".jsonl", "markdown": ".md"}
# File systems end at 255 bytes, which are 63 code points of four.
LONGEST_STEM = 60


class OutputError(ConfigurationError):
    """A result cannot be written where it was asked for."""


class Destination(ABC):
    """Takes results one by one."""

    @abstractmethod
    def write(self, location: str | None, text: str) -> None:
        """Take the result of the source at ``location``."""

    @abstractmethod
    def close(self) -> None:
        """Make what was written last. To be called also after an interruption."""


class StandardOutput(Destination):
    """Each result is out before the next source is begun."""

    def write(self, location: str | None, text: str) -> None:
        say_out(text)

    def close(self) -> None:
        """Nothing is left to do."""


class OneFile(Destination):
    """All results in one file, which is replaced only when everything is there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._parts: list[str] = []

    def write(self, location: str | None, text: str) -> None:
        self._parts.append(text)

    def close(self) -> None:
        if self._parts:
            write_atomically(self._path, "".join(self._parts))


class Folder(Destination):
    """A file for each source, named after it; equal names are numbered, and no file in ``kept`` is replaced."""

    def __init__(self, folder: Path, suffix: str, kept: Iterable[Path] = ()) -> None:
        self._folder = folder
        self._suffix = suffix
        self._taken = {str(path.resolve()).casefold() for path in kept}

    def write(self, location: str | None, text: str) -> None:
        write_atomically(self._free_path(file_stem(location)), text)

    def close(self) -> None:
        """Nothing is left to do."""

    def _free_path(self, stem: str) -> Path:
        path, number = self._folder / f"{stem}{self._suffix}", 1
        while str(path.resolve()).casefold() in self._taken:
            number += 1
            path = self._folder / f"{stem}-{number}{self._suffix}"
        self._taken.add(str(path.resolve()).casefold())
        return path


def open_destination(output: str | None, form: str, sources: Iterable[Path | None]) -> Destination:
    """Where the results go; ``sources`` are the files that are read, ``None`` for those that are no files.

    ``output`` is a folder if it is one, ends in a slash, or has to hold several results that are no lines.

    Raises:
        OutputError: the place cannot be written to, or is one of the sources.
    """
    if output is None:
        return StandardOutput()
    places = list(sources)
    files = [place for place in places if place is not None]
    path = Path(output)
    if path.is_dir() or output.endswith(("/", os.sep)) or (len(places) > 1 and form != "jsonl"):
        with _explained(path):
            path.mkdir(parents=True, exist_ok=True)
        return Folder(path, SUFFIXES[form], files)
    if path.resolve() in {place.resolve() for place in files}:
        raise OutputError(f"the output {output!r} is one of the sources; give another name")
    if not path.parent.is_dir():
        raise OutputError(f"cannot write {output!r}: there is no folder {str(path.parent)!r}; create it first")
    return OneFile(path)


def file_stem(location: str | None) -> str:
    """A file name without suffix for what was read at ``location`` (a path, an address, or ``None``)."""
    if location is None or location == "-":
        return "stdin"
    address = urlsplit(location) if "://" in location else None
    stem = f"{address.hostname or ''}{address.path}" if address else Path(location).stem
    return re.sub(r"[^\w.-]+", "-", stem).strip("-.")[:LONGEST_STEM] or "source"


def write_atomically(path: Path, text: str) -> None:
    """Write UTF-8; whoever looks sees the old file or the whole new one. A link stays a link.

    Raises:
        OutputError: the system refuses.
    """
    data = text.encode("utf-8", "backslashreplace")
    target = path.resolve()
    with _explained(path):
        if target.exists() and not target.is_file():  # a pipe or a device cannot be replaced
            target.write_bytes(data)
            return
        handle, name = tempfile.mkstemp(prefix=".summarizer-", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.chmod(name, _mode_for(target))
            os.replace(name, target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise


def _mode_for(target: Path) -> int:
    """The permissions of the file that is there, else those that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"cannot write {str(path)!r}: {error.strerror or error}; give another -o") from error


def say_out(text: str) -> None:
    """Write to standard output at once.

    Raises:
        BrokenPipeError: the reader has gone.
        OutputError: standard output is closed, or its device is full.
    """
    if sys.stdout is None:
        raise OutputError("standard output is closed; give -o FILE")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"cannot write to standard output: {error.strerror or error}") from error
