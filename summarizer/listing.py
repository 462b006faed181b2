"""Many sources one by one: what words, lists and JSON Lines name, found as far as it is asked for.

Nothing here grows with the articles: of each source twelve bytes are remembered, so that none comes twice.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path

from summarizer.errors import InputError, SourceEmpty, SourceUnreadable
from summarizer.lines import STDIN, article, chunks, lines, named, words
from summarizer.source import Source, expand_one

JSONL_SUFFIXES = (".jsonl", ".ndjson")
"""Files whose lines are articles."""
TEXT_FIELD = "text"
"""Where the article of such a line is, if nothing else is said."""

_FINGERPRINT = 12
"""Bytes; among ten million sources the odds that two different ones look alike are one in 10^15."""
_COUNTING = 0.5
"""Seconds that are spent on counting what was not tried."""


@dataclass(frozen=True, slots=True)
class Missed:
    """Something that was named as a source and cannot be one; ``location`` is its name, or where it was named."""

    location: str
    error: InputError


class Listing(Iterator[Source]):
    """The sources that ``specs`` stand for, then those of a list, in their order, none twice.

    A spec is what :func:`summarizer.source.expand` takes, or a file of JSON Lines (:data:`JSONL_SUFFIXES`; also ``-``
    where ``text_field`` is given), each line of which is an object with an article in ``text_field``. ``from_list`` is
    a file, or ``-``, with a spec a line; blank lines and those that begin with ``#`` are passed over. A list that holds
    a NUL is parted by NULs, and everything in it is a spec.

    What cannot be a source is told to ``missed`` and passed over. ``handed`` counts the sources given out so far.
    """

    def __init__(
        self,
        specs: Sequence[str],
        *,
        from_list: str | None = None,
        text_field: str | None = None,
        missed: Callable[[Missed], None] = lambda missed: None,
    ) -> None:
        self.handed = 0
        self.handing: Callable[[Source], None] = lambda source: None
        """Told of each source before it is given out."""
        self._specs = tuple(specs)
        self._list = from_list
        self._field = text_field
        self._missed = missed
        self._closed = threading.Event()
        self._ended = False
        self._seen: set[bytes] = set()
        self._sources: Iterator[Source] = self._found()

    def __iter__(self) -> Listing:
        return self

    def __next__(self) -> Source:
        if self._closed.is_set():
            raise StopIteration
        source = next(self._sources, None)
        if source is None:
            self._ended = not self._closed.is_set()
            raise StopIteration
        self.handing(source)
        self.handed += 1
        return source

    @property
    def streamed(self) -> bool:
        """Whether sources come in on standard input, perhaps slowly."""
        return self._list == STDIN or (self._field is not None and STDIN in self._specs)

    def at_least(self, number: int) -> bool:
        """Whether there are so many sources to give out. Streamed ones are taken for many, as nobody should wait."""
        if self.streamed:
            return True
        first = list(islice(self._sources, number))
        self._sources = chain(first, self._sources)
        return len(first) == number

    def total(self) -> int | None:
        """How many sources there are, repetitions included; ``None`` where only reading them would tell."""
        if self._list is not None or self.streamed:
            return None
        sources = [found for found in _expanded(self._specs) if isinstance(found, Source)]
        return None if any(map(self._is_jsonl, sources)) else len(sources)

    def files(self) -> Iterator[Path]:
        """The files that will be read, as far as they are known without reading standard input."""
        of_list: Iterable[Source | Missed] = ()
        if self._list not in (None, STDIN):
            yield Path(self._list or "")
            of_list = self._listed()
        for found in chain(_expanded(self._specs), of_list):
            if isinstance(found, Source) and found.kind == "file":
                yield Path(found.value)

    def stop(self) -> None:
        """Give out nothing more. May be called from any thread and from a signal handler."""
        self._closed.set()

    def remaining(self) -> int | None:
        """How many sources were not given out; ``None`` where counting takes long. Nothing is given out afterwards."""
        if self._ended:
            return 0
        if self.streamed:
            return None
        self._closed.clear()
        self._missed = lambda missed: None
        count, until = 0, time.monotonic() + _COUNTING
        try:
            for _ in self._sources:
                count += 1
                if time.monotonic() > until:
                    return None
        except ValueError:  # another thread still waits in it
            return None
        finally:
            self._closed.set()
        return count

    def _found(self) -> Iterator[Source]:
        for found in chain(_expanded(self._specs), self._listed()):
            if isinstance(found, Missed):
                self._missed(found)
            elif self._is_new(found):
                yield from self._articles(found) if self._is_jsonl(found) else (found,)

    def _listed(self) -> Iterator[Source | Missed]:
        if self._list is None:
            return
        empty = True
        try:
            for word in words(chunks(self._list, self._closed), named(self._list)):
                empty = False
                yield from _expanded([word]) if word != STDIN or self._list != STDIN else [_ITSELF]
        except InputError as error:
            yield Missed(self._list, error)
            return
        if empty and not self._closed.is_set():
            yield Missed(self._list, SourceEmpty(f"the list {named(self._list)} names no source; give it some"))

    def _articles(self, file: Source) -> Iterator[Source]:
        place, location, empty = file.value, file.location or STDIN, True
        try:
            for number, line in enumerate(lines(chunks(place, self._closed), b"\n"), start=1):
                if line is not None and not line.strip():
                    continue
                empty = False
                found = self._article(place, number, line)
                if found is not None and self._is_new(found):
                    yield found
        except InputError as error:
            self._missed(Missed(location, error))
            return
        if empty and not self._closed.is_set():
            self._missed(Missed(location, SourceEmpty(f"{file.name} is empty; give it a line for each article")))

    def _article(self, place: str, number: int, line: bytes | None) -> Source | None:
        try:
            return article(place, number, line, self._field or TEXT_FIELD)
        except InputError as error:
            self._missed(Missed(f"{place}#{number}", error))
            return None

    def _is_jsonl(self, source: Source) -> bool:
        if source.kind == "stdin":
            return self._field is not None
        return source.kind == "file" and source.value.lower().endswith(JSONL_SUFFIXES)

    def _is_new(self, source: Source) -> bool:
        digest = blake2b(digest_size=_FINGERPRINT)
        for part in (source.kind, source.given_location, source.given_title, source.value):
            data = (part or "").encode("utf-8", "surrogatepass")
            digest.update(len(data).to_bytes(8))
            digest.update(data)
        mark = digest.digest()
        if mark in self._seen:
            return False
        self._seen.add(mark)
        return True


_ITSELF = Missed(STDIN, SourceUnreadable("the list on standard input names '-', which is the list itself; give a file"))


def _expanded(specs: Iterable[str]) -> Iterator[Source | Missed]:
    for spec in specs:
        try:
            yield from expand_one(spec)
        except InputError as error:
            yield Missed(Source("file", spec).location or spec, error)
