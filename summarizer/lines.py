"""Lists of names and JSON Lines, read line by line as far as it is asked for; memory holds one line."""

from __future__ import annotations

import json
import os
import select
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from summarizer.errors import InputError, SourceNotFound, SourceUnreadable
from summarizer.source import Source, shorten

STDIN = "-"
LONGEST_LINE = 40_000_000
"""Bytes: the longest article that is read, with every character of it written as an escape of two."""

_CHUNK = 1 << 18
_PATIENCE = 0.2
"""Seconds between two looks at whether somebody wants to leave, while standard input is silent."""
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def named(place: str) -> str:
    """How messages name a file of lines."""
    return "standard input" if place == STDIN else shorten(place)


def chunks(place: str, closed: threading.Event) -> Iterator[bytes]:
    """The bytes of a file, or of standard input (``-``) as they come, the latter until ``closed`` is set.

    Raises:
        InputError: it cannot be read.
    """
    with _explained(place):
        yield from _read_stdin(closed) if place == STDIN else _read_file(place)


def lines(blocks: Iterable[bytes], separator: bytes) -> Iterator[bytes | None]:
    """What stands between separators, with ``None`` for what is longer than :data:`LONGEST_LINE`."""
    begun: list[bytes] = []
    length = 0
    for block in blocks:
        first, *others = block.split(separator)
        for following in [*others, None]:
            length += len(first)
            if length > LONGEST_LINE:
                begun.clear()
            else:
                begun.append(first)
            if following is None:
                break
            yield b"".join(begun) if length <= LONGEST_LINE else None
            begun, length, first = [], 0, following
    if length:
        yield b"".join(begun) if length <= LONGEST_LINE else None


def words(blocks: Iterator[bytes], name: str) -> Iterator[str]:
    """The names in a list: a line each, blank ones and those after ``#`` left out; or parted by NULs, if it has any.

    Raises:
        SourceUnreadable: it is in UTF-16, or a line has no end.
    """
    head = b""
    for block in blocks:  # a list shows which kind it is with its first name
        head += block
        if b"\n" in head or b"\0" in head or len(head) > LONGEST_LINE:
            break
    if head.startswith(_UTF_16):
        raise SourceUnreadable(f"the list {name} is in UTF-16; save it as UTF-8")
    head = head.removeprefix(_BYTE_ORDER_MARK)
    by_null = b"\0" in head
    for number, line in enumerate(lines(_after(head, blocks), b"\0" if by_null else b"\n"), start=1):
        if line is None:
            raise SourceUnreadable(f"line {number} of the list {name} is longer than {LONGEST_LINE:,} bytes")
        word = os.fsdecode(line if by_null else line.strip())
        if word and (by_null or not word.startswith("#")):
            yield word


def article(place: str, number: int, line: bytes | None, field: str) -> Source:
    """The article that one line of JSON is: its text in ``field``, perhaps an ``id`` (or ``url``) and a ``title``.

    Raises:
        SourceUnreadable: the line is no object with a text in that field; the message names the line.
    """
    where = f"line {number} of {named(place)}"
    found = _object(line, where)
    text = found.get(field)
    if not isinstance(text, str):
        reason = "holds no text" if field in found else "is missing"
        raise SourceUnreadable(f"{where}: the field {field!r} {reason}; name the field with --text-field")
    mark = next((_written(found[key]) for key in ("id", "url") if _written(found.get(key))), str(number))
    title = found.get("title")
    location = f"{os.fsencode(place).decode('utf-8', 'replace')}#{mark}"
    return Source.text(text, _clean(title) if isinstance(title, str) and title.strip() else None, location=location)


def _object(line: bytes | None, where: str) -> dict[str, Any]:
    if line is None:
        raise SourceUnreadable(f"{where} is longer than {LONGEST_LINE:,} bytes; give the article alone")
    if line.startswith(_UTF_16):
        raise SourceUnreadable(f"{where} is in UTF-16; save it as UTF-8")
    try:
        found = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourceUnreadable(f"{where} is not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except json.JSONDecodeError as error:
        raise SourceUnreadable(f"{where} is not JSON: {error.msg} at column {error.colno}; mend the line") from error
    except (RecursionError, ValueError) as error:  # nested without end, or a number of thousands of digits
        raise SourceUnreadable(f"{where} is JSON beyond measure: {type(error).__name__}; mend the line") from error
    if not isinstance(found, dict):
        raise SourceUnreadable(f"{where} is no JSON object; give an object with the article in a field")
    return found


def _written(value: object) -> str:
    """An id as text; ``""`` for what is none."""
    return _clean(str(value)).strip() if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _clean(text: str) -> str:
    """JSON can spell half characters, which no other format can."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _after(head: bytes, blocks: Iterator[bytes]) -> Iterator[bytes]:
    yield head
    yield from blocks


def _read_file(place: str) -> Iterator[bytes]:
    with open(place, "rb") as file:
        while block := file.read(_CHUNK):
            yield block


def _read_stdin(closed: threading.Event) -> Iterator[bytes]:
    if sys.stdin is None:
        raise SourceUnreadable("standard input is closed; give a file")
    try:
        handle = sys.stdin.fileno()
    except (OSError, ValueError, AttributeError):  # replaced by a stream in memory
        yield sys.stdin.read().encode("utf-8", "surrogateescape")
        return
    while _comes(handle, closed) and (block := os.read(handle, _CHUNK)):
        yield block


def _comes(handle: int, closed: threading.Event) -> bool:
    """Wait for input, and tell whether it is still wanted: nobody can be made to wait for a silent pipe."""
    while not closed.is_set():
        if sys.platform == "win32" or select.select([handle], [], [], _PATIENCE)[0]:
            return True
    return False


@contextmanager
def _explained(place: str) -> Iterator[None]:
    try:
        yield
    except InputError:
        raise
    except FileNotFoundError as error:
        raise SourceNotFound(f"there is no file {named(place)}; check the path") from error
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        raise SourceUnreadable(f"{named(place)} cannot be read: {cause.lower()}; check the path") from error
