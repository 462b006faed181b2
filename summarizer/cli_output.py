"""Where results go: standard output, one file, or a folder with a file for each source.

Each result is written when it comes, whole or not at all, and is not kept in memory.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from summarizer.cli_parts import Part
from summarizer.errors import ConfigurationError
from summarizer.source import Source

SUFFIXES = {"terminal": ".txt", "json": ".json", "jsonl": ".jsonl", "markdown": ".md", "html": ".html"}
INDEX = "index.html"
"""Leads to the pages of a folder; no page of an article has this name."""
_LIKE_ARTICLES = (SUFFIXES["terminal"], SUFFIXES["markdown"])
"""Those of our files that could as well be articles."""
LONGEST_STEM = 60
"""Characters of a file's name before a number and the suffix."""
LONGEST_STEM_BYTES = 200
"""File systems end at 255, and number, suffix and ``.part`` need some of them."""
_LINE = re.compile(r"(-|.*?\.(?:jsonl|ndjson))#(.+)", re.IGNORECASE | re.DOTALL)
"""Where an article stands that is a line of a file."""


class OutputError(ConfigurationError):
    """A result cannot be written where it was asked for."""


class Destination:
    """Takes results one by one. Its methods raise :class:`OutputError` if the system refuses."""

    def expect(self, source: Source) -> None:
        """Be told of a source before it is begun, so that names go by the order of the sources."""

    def forget(self, source: Source) -> None:
        """Be told that an expected source has no result."""

    def write(self, source: Source, text: str) -> str | None:
        """Take the result of a source; gives the name of the file in its folder, if it gets one."""
        raise NotImplementedError

    def close(self) -> None:
        """Make what was written last. To be called also after an interruption."""

    def abandon(self) -> None:
        """The same at any moment, even in the middle of :meth:`write`, before the process ends."""


class StandardOutput(Destination):
    """Each result is out before the next one is made."""

    def write(self, source: Source, text: str) -> None:
        say_out(text)


class OneFile(Destination):
    """All results in one file: they gather beside it in a ``.part`` file, which takes its place when closed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part: Part | None = None
        self._read = False

    def expect(self, source: Source) -> None:
        if source.kind == "file" and os.path.basename(source.value) == self._path.name:
            self._read = self._read or _real(source.value) == _real(self._path)

    def write(self, source: Source, text: str) -> None:
        if self._read:
            raise _is_source(str(self._path))
        with _explained(self._path):
            if self._part is None:
                self._part = Part(self._path, hidden=False)
            self._part.append(_encoded(text))

    def close(self) -> None:
        part, self._part = self._part, None
        if part is None:
            return
        try:
            part.finish()
        except OSError as error:
            left = f"; the results are in {str(part.path)!r}" if part.path.exists() else ""
            raise OutputError(f"cannot write {str(self._path)!r}: {error.strerror or error}{left}") from error

    def abandon(self) -> None:
        if self._part is not None:
            self._part.mend()
            self.close()


class Device(Destination):
    """All results into something that cannot be replaced: a pipe, a terminal, ``/dev/null``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with _explained(path):
            self._file = open(path, "wb", buffering=0)  # noqa: SIM115 # closed by close()

    def write(self, source: Source, text: str) -> None:
        rest = memoryview(_encoded(text))
        with _explained(self._path):
            while rest:
                rest = rest[self._file.write(rest) :]

    def close(self) -> None:
        self._file.close()


class Folder(Destination):
    """A file for each source, named after it; equal names are numbered, and no file named in ``kept`` is replaced."""

    def __init__(self, folder: Path, suffix: str, kept: Iterable[str] = ()) -> None:
        self._folder = folder
        self._suffix = suffix
        # Hashes, as there may be a hundred thousand names; two that look alike cost a number and no more.
        self._taken = {_mark(name) for name in (*kept, INDEX)}
        self._numbers: dict[int, int] = {}
        self._expected: dict[Source, str] = {}
        self._part: Part | None = None

    def expect(self, source: Source) -> None:
        self._expected[source] = self._free_name(file_stem(source))

    def forget(self, source: Source) -> None:
        self._expected.pop(source, None)

    def write(self, source: Source, text: str) -> str:
        name = self._expected.pop(source, None) or self._free_name(file_stem(source))
        self.put(name, text)
        return name

    def put(self, name: str, text: str) -> None:
        """Write a file of that name, whole or not at all."""
        path = self._folder / name
        with _explained(path):
            self._part = Part(path, hidden=True)
            try:
                self._part.append(_encoded(text))
                self._part.finish()
            except BaseException:
                self.abandon()
                raise
            self._part = None

    def abandon(self) -> None:
        if self._part is not None:
            self._part.drop()

    def _free_name(self, stem: str) -> str:
        name, number = f"{stem}{self._suffix}", self._numbers.get(_mark(stem), 1)
        while _mark(name) in self._taken:
            number += 1
            name = f"{stem}-{number}{self._suffix}"
            self._numbers[_mark(stem)] = number
        self._taken.add(_mark(name))
        return name


def open_destination(
    output: str | None, form: str, files: Iterable[Path], *, several: bool, unknown: bool = False
) -> Destination:
    """Where the results go. ``files`` are those that are read, ``unknown`` says whether there may be others.

    ``output`` is a folder if it is one, ends in a slash, or has to hold ``several`` results that are no lines.

    Raises:
        OutputError: the place cannot be written to, or is one of the sources.
    """
    if output is None:
        return StandardOutput()
    path = Path(output)
    if path.is_dir() or output.endswith(("/", os.sep)) or (several and form != "jsonl"):
        with _explained(path):
            path.mkdir(parents=True, exist_ok=True)
            return Folder(path, SUFFIXES[form], _kept(path, SUFFIXES[form], files, unknown=unknown))
    if not path.parent.is_dir():
        raise OutputError(f"cannot write {output!r}: there is no folder {str(path.parent)!r}; create it first")
    with _explained(path):
        if path.exists() and not stat.S_ISREG(path.stat().st_mode):
            return Device(path)
        if path.exists() and any(_real(file) == _real(path) for file in files):
            raise _is_source(output)
    return OneFile(path)


def require_apart(record: Path, files: Iterable[Path], output: str | None) -> None:
    """Make sure that a recording is written over no source and not to where the results go.

    Raises:
        OutputError: it would be.
    """
    place = _real(record)
    if any(_real(file) == place for file in files):
        raise OutputError(f"the cassette {str(record)!r} is one of the sources; give another name")
    if output is not None and _real(output) == place:
        raise OutputError(f"the cassette {str(record)!r} is the output as well; give another name")


def _kept(folder: Path, suffix: str, files: Iterable[Path], *, unknown: bool) -> list[str]:
    """The names in the folder that must not be written over, as they are sources or may be."""
    there = {_real(folder / name): name for name in os.listdir(folder) if name.endswith(suffix)}
    if not there:
        return []
    if unknown and suffix in _LIKE_ARTICLES:
        return list(there.values())
    return [there[real] for real in map(_real, files) if real in there]


def _is_source(output: str) -> OutputError:
    return OutputError(f"the output {output!r} is one of the sources; give another name")


def _real(path: str | Path) -> str:
    folder, name = os.path.split(path)
    if os.path.islink(path):
        return os.path.realpath(path)
    return os.path.join(_real_folder(folder, os.getcwd()), name)


@lru_cache(maxsize=64)
def _real_folder(folder: str, here: str) -> str:
    return os.path.realpath(os.path.join(here, folder))


def _mark(name: str) -> int:
    return hash(name.casefold())


def file_stem(source: Source) -> str:
    """A file name without suffix for the result of a source."""
    location = source.location
    if location is None or location == "-":
        return "stdin"
    if source.kind == "url":
        address = urlsplit(location)
        stem = f"{address.hostname or ''}{address.path}"
    elif line := _LINE.fullmatch(location):
        stem = f"{'stdin' if line[1] == '-' else Path(line[1]).stem}-{line[2]}"
    else:
        stem = Path(location).stem
    short = re.sub(r"[^\w.-]+", "-", stem).strip("-.")[:LONGEST_STEM]
    return short.encode("utf-8", "replace")[:LONGEST_STEM_BYTES].decode("utf-8", "ignore") or "source"


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        gone = isinstance(error, FileNotFoundError) and not path.parent.is_dir()
        cause = f"there is no folder {str(path.parent)!r} any more" if gone else error.strerror or error
        raise OutputError(f"cannot write {str(path)!r}: {cause}; give another -o") from error


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
        forget_standard_output()
        raise OutputError(f"cannot write to standard output: {error.strerror or error}") from error


def forget_standard_output() -> None:
    """Let go of what is still buffered: it must not fail again when the interpreter ends."""
    with suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
