"""The progress bar on standard error."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from summarizer.render.inert import inert

LONGEST_LABEL = 30
"""Characters of a source's name beside the bar, so that there is room for the bar in 60 columns."""

ESTIMATE_OVER = 120.0
"""Seconds of the past from which the time left is estimated; a passage takes up to ten on a small machine."""


class Bar:
    """Passages done and an estimate of the time left, and of several sources how many are done.

    ``total`` is the number of sources, ``None`` if nobody knows. The length of the bar is that of all passages, as far
    as it can be told from those of the sources that were begun.
    """

    def __init__(self, console: Console | None = None, *, several: bool = False, total: int | None = None) -> None:
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=None),
            _Passages(),
            TimeRemainingColumn(),
            console=console or Console(stderr=True),
            transient=True,
            speed_estimate_period=ESTIMATE_OVER,
            # Results may go to the same terminal, and come when the bar is not moving.
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._several = several
        self._total = total
        self._task = self._progress.add_task("", total=None, pieces=0)
        self._shown = False
        self._label = ""
        self._begun = self._ended = self._pieces = self._done = 0

    def begun(self, label: str) -> None:
        """A source is being read."""
        self._begun += 1
        self._label = _short(inert(label))
        self._update()
        self._show()

    def pieces(self, more: int) -> None:
        """So many more passages are to be done."""
        self._pieces += more
        self._update()

    def advanced(self, by: int) -> None:
        """So many more passages are done."""
        self._done += by
        self._update()

    def ended(self, label: str) -> None:
        """The model is done with the source; what becomes of one of several is told to :meth:`counted`."""
        if not self._several:
            self.close()

    def counted(self) -> None:
        """One more source is done, or failed, perhaps without ever having been begun."""
        self._ended += 1
        self._update()

    def close(self) -> None:
        """Leave the terminal. Harmless when repeated."""
        if self._shown:
            self._progress.stop()
            self._shown = False

    @contextmanager
    def aside(self) -> Iterator[None]:
        """The bar is away meanwhile, so that others may write to the terminal."""
        shown = self._shown
        self.close()
        try:
            yield
        finally:
            if shown:
                self._show()

    def _show(self) -> None:
        if not self._shown:
            self._progress.start()
            self._shown = True

    def _update(self) -> None:
        self._progress.update(
            self._task,
            description=self._sources() if self._several else self._label,
            completed=self._done,
            total=self._length(),
            pieces=self._pieces,
        )

    def _sources(self) -> str:
        if self._total is None:
            return f"{self._ended:,} sources"
        return f"{self._ended:,} of {max(self._total, self._ended):,} sources"

    def _length(self) -> float | None:
        """All passages: those of sources not yet begun are taken for as many as those of the others."""
        if not self._several:
            return self._pieces or None
        if self._total is None or not self._pieces:
            return None
        failed = max(0, self._ended - self._begun)
        return self._pieces * max(self._total - failed, self._begun) / self._begun


class _Passages(ProgressColumn):
    """Passages done of those that are known."""

    def render(self, task: Task) -> Text:
        pieces = task.fields["pieces"]
        return Text(f"{task.completed:,.0f}/{pieces:,}" if pieces else "", style="progress.download")


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else "…" + label[-LONGEST_LABEL:]
