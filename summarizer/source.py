"""What to read: a file, an address, standard input or a text, named but not yet opened."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from summarizer.errors import InputError, SourceEmpty, SourceNotFound, SourceUnreadable

ARTICLE_SUFFIXES = (
    *(".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml"),
    *(".pdf", ".docx", ".odt", ".epub", ".eml", ".rtf"),
)
"""Files of a folder that are taken for articles."""

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
_MAX_SHOWN = 200
"""Characters of a name that a message shows."""


@dataclass(frozen=True, slots=True, repr=False)
class Source:
    """Something to read. Build it with one of the class methods; :func:`summarizer.load.load` opens it.

    ``value`` is the path, the address (with the password it may hold) or the text itself; ``given_title`` and
    ``given_location`` go with a text. The repr and :attr:`name` never show a password.
    """

    kind: Literal["file", "url", "stdin", "text"]
    value: str
    given_title: str | None = None
    given_location: str | None = None

    @classmethod
    def parse(cls, spec: str | os.PathLike[str]) -> Source:
        """``-`` is standard input, ``http://…`` and ``https://…`` an address, all else (and any path object) a path.

        Raises:
            InputError: an empty word, or an address of another kind.
        """
        if not isinstance(spec, str):
            return cls.file(spec)
        if spec == "-":
            return cls.stdin()
        scheme = _SCHEME.match(spec)
        if scheme is None:
            return cls.file(spec)
        return cls.url(spec)

    @classmethod
    def text(cls, text: str, title: str | None = None, *, location: str | None = None) -> Source:
        """An article that is already in memory; ``location`` is where it came from, if that can be said."""
        return cls("text", text, title, location)

    @classmethod
    def file(cls, path: str | os.PathLike[str]) -> Source:
        """A file by its path. Raises :class:`InputError` for an empty path."""
        value = os.fsdecode(path)
        if not value.strip():
            raise InputError(f"the source {value!r} is empty; give a file, a folder, an address or -")
        return cls("file", value)

    @classmethod
    def url(cls, url: str) -> Source:
        """A page by its address. Raises :class:`InputError` unless it is ``http://…`` or ``https://…`` with a host."""
        shown = shorten(without_password(url))
        try:
            parts = urlsplit(url)
            scheme, host, _ = parts.scheme, parts.hostname, parts.port
        except ValueError as error:
            raise InputError(f"{shown} is not a valid address; check its spelling") from error
        if scheme not in ("http", "https"):
            raise InputError(f"{shown} is not an http or https address; give such an address, or the path of a file")
        if not host:
            raise InputError(f"{shown} names no host; give a complete address such as https://example.org/article")
        return cls("url", url)

    @classmethod
    def stdin(cls) -> Source:
        """What comes in on standard input."""
        return cls("stdin", "-")

    @property
    def location(self) -> str | None:
        """The path as given, the address without name and password, ``-``, or what was given with a text."""
        if self.kind == "text":
            return self.given_location
        if self.kind == "url":
            return without_password(self.value)
        return os.fsencode(self.value).decode("utf-8", "replace")

    @property
    def name(self) -> str:
        """How messages name it: short, on one line, printable."""
        if self.kind == "stdin":
            return "standard input"
        if self.kind == "text":
            return "the text" if self.given_location is None else shorten(self.given_location)
        return shorten(without_password(self.value) if self.kind == "url" else self.value)

    def __repr__(self) -> str:
        if self.kind == "text":
            place = "" if self.given_location is None else f", location={self.name}"
            return f"Source.text(<{len(self.value)} characters>{place})"
        return "Source.stdin()" if self.kind == "stdin" else f"Source.{self.kind}({self.name})"


def expand(specs: Sequence[str | os.PathLike[str]]) -> list[Source]:
    """The sources that ``specs`` stand for, in their order, none twice.

    A folder stands for the article files directly in it (:data:`ARTICLE_SUFFIXES`, not hidden), a pattern such as
    ``*.txt`` or ``**/*.md`` for the files it matches, both sorted by name. Whether a file can be read shows on loading.

    Raises:
        SourceNotFound: a pattern that matches no file.
        SourceEmpty: a folder without article files.
        SourceUnreadable: a folder that may not be listed.
        InputError: an empty word, or an address that is not http or https.
    """
    found = [source for spec in specs for source in expand_one(spec)]
    return list(dict.fromkeys(found))


def without_password(url: str) -> str:
    """``url`` without the user name and password before its host."""
    try:
        parts = urlsplit(url)
        if "@" not in parts.netloc:
            _ = parts.port  # a password with a slash in it ends the host early and leaves a port that is no number
            return url
        return parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
    except ValueError:
        return re.sub(r"^([^:]*:/*).*@", r"\1", url, flags=re.DOTALL)


def shorten(name: str) -> str:
    """``name`` for a message: as a Python literal, so that nothing in it acts on a terminal, with a long middle cut."""
    half = _MAX_SHOWN // 2
    return repr(name if len(name) <= _MAX_SHOWN else f"{name[:half]}…{name[-half:]}")


def expand_one(spec: str | os.PathLike[str]) -> Iterator[Source]:
    """The same for one of them, made one by one from the names."""
    source = Source.parse(spec)
    paths = _paths(source) if source.kind == "file" else None
    if paths is None:
        yield source
    else:
        yield from map(Source.file, paths)


def _paths(source: Source) -> list[str] | None:
    """What a folder or a pattern stands for, or ``None`` for a single file."""
    try:
        if os.path.isdir(source.value):
            return _in_folder(source)
        if glob.has_magic(source.value) and not os.path.lexists(source.value):
            return _matching(source)
    except OSError as error:
        raise SourceUnreadable(
            f"the folder {source.name} cannot be listed: {error.strerror}; check its permissions"
        ) from error
    except (ValueError, re.error):  # a NUL, a broken pattern: no such file, as loading will say
        pass
    return None


def _in_folder(folder: Source) -> list[str]:
    with os.scandir(folder.value) as entries:
        names = [
            entry.name
            for entry in entries
            if entry.name.lower().endswith(ARTICLE_SUFFIXES) and not entry.name.startswith(".") and entry.is_file()
        ]
    if not names:
        wanted = ", ".join(ARTICLE_SUFFIXES)
        raise SourceEmpty(f"the folder {folder.name} holds no readable files ({wanted}); name the files")
    # A Path drops "./" and doubled slashes, so that a file named both ways is one.
    return [str(Path(folder.value, name)) for name in sorted(names)]


def _matching(pattern: Source) -> list[str]:
    paths = [path for path in sorted(glob.glob(pattern.value, recursive=True)) if os.path.isfile(path)]
    if not paths:
        raise SourceNotFound(f"no file matches {pattern.name}; check the pattern and the folder {shorten(os.getcwd())}")
    return paths
