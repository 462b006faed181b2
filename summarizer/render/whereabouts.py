"""Where words of the article stand in its source: as a line or page to read, and as an address to follow."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, urlsplit

from summarizer.models import Evidence, Span, Summary

LONGEST_LINK = 2_000
"""Characters: terminals drop addresses of 2,083 and more."""

# Types of which the text is the file as it stands, so that a line of one is a line of the other.
_LINED = ("text/plain", "text/markdown")
_PDF = "application/pdf"
# All that an address may hold and that means something there; the rest, escapes and direction marks first, is encoded.
_SAFE = "!#$%&'()*+,/:;=?@[]~"
# Words at each end by which a browser finds a passage; more make long addresses, fewer are found in wrong places.
_ENDS = 5
_LETTERS = 20


@dataclass(frozen=True)
class Links:
    """What may be followed from where the summary is shown.

    ``file`` is the article's file if it has one; ``host`` the machine's name, so that a terminal elsewhere does not
    take its own file for it. With ``lines`` whoever opens the link understands ``#12`` as a line.
    """

    file: Path | None = None
    host: str = ""
    lines: bool = False

    @staticmethod
    def known_lines(environ: Mapping[str, str]) -> bool:
        """Whether this terminal opens ``file://…#12`` at line 12; others may not open it at all."""
        return environ.get("TERM_PROGRAM") == "vscode" or environ.get("TERM") == "xterm-kitty"


class Whereabouts:
    """Of one summary. Without ``links`` nothing can be followed."""

    def __init__(self, summary: Summary, links: Links | None = None) -> None:
        self._text = summary.text
        self._source = summary.source
        self._links = links

    def label(self, span: Span) -> str:
        """``p. 3`` or ``l. 12`` or ``l. 12–13``; empty where the source has neither, or where the span is empty."""
        page = span.page if isinstance(span, Evidence) else None
        if page is not None:
            return f"p. {page:,}"
        if self._source.media_type not in _LINED or span.start >= span.end:
            return ""
        first, last = self._line(span.start), self._line(span.end - 1)
        return f"l. {first}" if first == last else f"l. {first}–{last}"

    def link(self, span: Span) -> str:
        """The address of the words, in ASCII and without anything that a terminal obeys; empty where there is none."""
        if self._links is None:
            return ""
        link = self._in_file(self._links, span) if self._source.kind == "file" else self._on_web(span)
        return link if len(link) <= LONGEST_LINK else ""

    def _in_file(self, links: Links, span: Span) -> str:
        if links.file is None:
            return ""
        address = f"file://{quote(links.host, safe='')}{links.file.absolute().as_uri().removeprefix('file://')}"
        lined = links.lines and self._source.media_type in _LINED
        return f"{address}#{self._line(span.start)}" if lined else address

    def _on_web(self, span: Span) -> str:
        if not self._address:
            return ""
        page = span.page if isinstance(span, Evidence) else None
        if self._source.media_type == _PDF:
            return f"{self._address.partition('#')[0]}#page={page}" if page else self._address
        words = self._text[span.start : span.end].split()
        if not words:
            return self._address
        mark = "" if "#" in self._address else "#"
        exact = f"{self._address}{mark}:~:text={_directive(words)}"
        return exact if len(exact) <= LONGEST_LINK else self._address

    @cached_property
    def _address(self) -> str:
        location = self._source.location or ""
        try:
            scheme = urlsplit(location).scheme
        except ValueError:
            return ""
        web = self._source.kind == "url" and scheme in ("http", "https")
        return quote(location, safe=_SAFE, errors="replace") if web else ""

    def _line(self, offset: int) -> int:
        """Counted from 1."""
        return bisect_right(self._line_starts, offset)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(place + 1 for place, letter in enumerate(self._text) if letter == "\n")]


def _directive(words: list[str]) -> str:
    """What a browser looks for: the words, or the first and the last ones where they are many."""
    if len(words) > 2 * _ENDS:
        return f"{_encoded(' '.join(words[:_ENDS]))},{_encoded(' '.join(words[-_ENDS:]))}"
    whole = " ".join(words)
    if len(whole) > 4 * _LETTERS and len(words) == 1:  # a script without blanks
        return f"{_encoded(whole[:_LETTERS])},{_encoded(whole[-_LETTERS:])}"
    return _encoded(whole)


def _encoded(words: str) -> str:
    # The hyphen is the one sign that means something to a text directive and that quote() lets pass.
    return quote(words, safe="", errors="replace").replace("-", "%2D")
