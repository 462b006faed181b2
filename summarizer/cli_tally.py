"""What came of many sources: counts, an exit status, and a table that stays short."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from summarizer.errors import CeilingReached, Stopped, SummarizerError
from summarizer.models import Coverage, Summary
from summarizer.render.inert import inert
from summarizer.render.outline import count

MOST_ROWS = 20
"""Sources in the table, so that it fits a screen."""
FOUND = ("claim", "warning", "contradiction")
HEADERS = ("claims", "warn.", "contr.")
"""Where there is no room for the whole words."""
LEAST_NAME = 14
NARROW, WIDE = 60, 100
"""Columns below which there is no room for what was found, and from which there is room for whole words."""


@dataclass(frozen=True, slots=True)
class Row:
    """One source in the table. ``found`` is empty for one that has no summary."""

    name: str
    found: tuple[int, ...] = ()
    unread: str = ""
    reason: str = ""


@dataclass
class Tally:
    """Counts of what has been done so far; of the sources themselves only some rows are kept."""

    whole: int = 0
    partial: int = 0
    failed: int = 0
    flawed: bool = False
    """Whether anything was rejected or left unread."""
    statuses: set[int] = field(default_factory=set)
    found: tuple[int, ...] = (0, 0, 0)
    _failures: list[Row] = field(default_factory=list)
    _partial: list[Row] = field(default_factory=list)
    _whole: list[Row] = field(default_factory=list)

    @property
    def results(self) -> int:
        """How many have a summary, be it partial."""
        return self.whole + self.partial

    @property
    def sources(self) -> int:
        """How many there were."""
        return self.whole + self.partial + self.failed

    def add(self, name: str, summary: Summary | None, error: SummarizerError | None) -> None:
        """Count one source."""
        if error is not None:
            self.statuses.add(error.exit_status)
        reason = "" if error is None else "stopped" if isinstance(error, Stopped) else str(error)
        if summary is None:
            self.failed += 1
            _keep(self._failures, Row(name, reason=reason))
            return
        found = (len(summary.claims), len(summary.warnings), len(summary.contradictions))
        self.found = tuple(map(sum, zip(self.found, found, strict=True)))
        self.flawed = self.flawed or bool(summary.rejected or summary.coverage.unread)
        row = Row(name, found, _unread(summary.coverage), reason or _why(summary.coverage))
        if summary.coverage.partial or error is not None:
            self.partial += 1
            _keep(self._partial, row)
        else:
            self.whole += 1
            _keep(self._whole, row)

    def exit_status(self, *, strict: bool) -> int:
        """As the table in the help says."""
        for above_all in (Stopped.exit_status, CeilingReached.exit_status):
            if above_all in self.statuses:
                return above_all
        if self.statuses:
            return 1 if self.whole or len(self.statuses) > 1 else min(self.statuses)
        return 1 if strict and self.flawed else 0

    def table(self) -> str:
        """Failures and partial ones first, then others as far as there is room, and the sums below."""
        like = Console(file=sys.stderr)
        paper = Console(
            file=io.StringIO(),
            width=like.width,
            force_terminal=like.is_terminal,
            color_system=like.color_system,  # type: ignore[arg-type] # one of the names that this parameter takes
            no_color=like.no_color,
            legacy_windows=False,
        )
        rows = (*self._failures, *self._partial, *self._whole)[:MOST_ROWS]
        paper.print(_table(rows, paper.width))
        more = self.sources - len(rows)
        if more:
            paper.print(f"… and {more:,} more", highlight=False)
        paper.print(self._sums(), highlight=False)
        assert isinstance(paper.file, io.StringIO)
        return paper.file.getvalue()

    def _sums(self) -> str:
        parts = ((self.whole, "whole"), (self.partial, "partial"), (self.failed, "failed"))
        ended = ", ".join(f"{number:,} {word}" for number, word in parts if number)
        found = ", ".join(count(number, word) for number, word in zip(self.found, FOUND, strict=True))
        return f"{count(self.sources, 'source')}: {ended} · {found}"


def _table(rows: Sequence[Row], width: int) -> Table:
    names = [_tail(inert(row.name), max(LEAST_NAME, width // 4)) for row in rows]
    headers = () if width < NARROW else HEADERS if width < WIDE else tuple(f"{name}s" for name in FOUND)
    reasons, unread = any(row.reason for row in rows), any(row.unread for row in rows)
    taken = sum(map(len, headers)) + max(cell_len(name) for name in names) + len("unread") * unread
    gaps = 3 * (len(headers) + unread + 1)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False)
    table.add_column("source", no_wrap=True)
    for header in headers:
        table.add_column(header, justify="right", no_wrap=True)
    if unread:
        table.add_column("unread", justify="right", no_wrap=True)
    if reasons:
        table.add_column("reason", no_wrap=True, overflow="ellipsis", max_width=max(1, width - taken - gaps))
    for row, name in zip(rows, names, strict=True):
        found = [f"{number:,}" for number in row.found] or ["–"] * len(FOUND)
        cells = [*found[: len(headers)], *[row.unread][:unread]]
        table.add_row(Text(name), *cells, *[Text(inert(row.reason))][:reasons])
    return table


def _tail(name: str, most: int) -> str:
    return name if len(name) <= most else "…" + name[1 - most :]


def _keep(rows: list[Row], row: Row) -> None:
    if len(rows) < MOST_ROWS:
        rows.append(row)


def _unread(coverage: Coverage) -> str:
    missing = coverage.characters - coverage.read
    if not missing:
        return "partial" if coverage.partial else ""
    return f"{max(1, round(100 * missing / max(1, coverage.characters)))} %"


def _why(coverage: Coverage) -> str:
    return coverage.unread[0].reason if coverage.unread else ""
