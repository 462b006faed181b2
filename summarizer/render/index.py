"""A page that lists the pages of several articles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from summarizer.models import Summary
from summarizer.render.sheets import fill


@dataclass(frozen=True)
class Entry:
    """One article. ``file`` is its page, relative to the index; ``problem`` says why there is none."""

    file: str
    headline: str
    source: str
    claims: int = 0
    warnings: int = 0
    contradictions: int = 0
    rejected: int = 0
    partial: bool = False
    problem: str | None = None

    @property
    def link(self) -> str:
        """The file as a relative address that no name can turn into anything else; empty where there is no page."""
        return "" if self.problem is not None else "./" + quote(self.file, safe="/", errors="replace")


def entry(summary: Summary, file: str) -> Entry:
    """What the index says of a summary whose page is ``file``, a path relative to the index with ``/``."""
    return Entry(
        file,
        summary.headline,
        summary.source.location or summary.source.title or "text",
        len(summary.claims),
        len(summary.warnings),
        len(summary.contradictions),
        len(summary.rejected),
        summary.coverage.partial,
    )


def to_index(entries: Iterable[Entry]) -> str:
    """The page, in the order of the entries, as the whole text of a file to be written as UTF-8 beside the others.

    Raises:
        ConfigurationError: the files of the page are missing; the installation is incomplete.
    """
    return fill("index", entries=tuple(entries))
