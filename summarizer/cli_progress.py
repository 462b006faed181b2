"""The progress bar on standard error."""

from __future__ import annotations

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from summarizer.render.inert import inert

LONGEST_LABEL = 30
"""Characters of a source's name beside the bar, so that there is room for the bar in 60 columns."""

ESTIMATE_OVER = 120.0
"""Seconds of the past from which the time left is estimated; a passage takes up to ten on a small machine."""


class Bar:
    """Passages done and an estimate of the time left, for one source after the other; gone when that is done."""

    def __init__(self, console: Console | None = None) -> None:
        self._progress = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console or Console(stderr=True),
            transient=True,
            speed_estimate_period=ESTIMATE_OVER,
            # Results may go to the same terminal, and come when the bar is not moving.
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task: TaskID | None = None

    def started(self, source_label: str, pieces: int) -> None:
        """A source is being read, in so many pieces."""
        self.finished()
        self._task = self._progress.add_task(_short(inert(source_label)), total=pieces)
        self._progress.start()

    def advanced(self, done: int) -> None:
        """So many pieces of the source are done by now."""
        if self._task is not None:
            self._progress.update(self._task, completed=done)

    def finished(self) -> None:
        """The source is done; the bar leaves the terminal."""
        if self._task is not None:
            self._progress.stop()
            self._progress.remove_task(self._task)
            self._task = None


def _short(label: str) -> str:
    return label if len(label) <= LONGEST_LABEL else "…" + label[-LONGEST_LABEL:]
