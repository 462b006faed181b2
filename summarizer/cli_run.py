"""One summarising run: sources in, results out, and an exit status.

Importing this module loads everything that a run needs; start-up time is why :mod:`summarizer.cli` does it late.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from summarizer.cli_options import RunOptions, Talk
from summarizer.cli_output import Destination, StandardOutput, open_destination
from summarizer.cli_progress import Bar
from summarizer.cli_talk import say, say_bare, say_traceback
from summarizer.errors import CeilingReached, ConfigurationError, ServiceRefused, ServiceUnreachable, SummarizerError
from summarizer.models import Summary, Usage
from summarizer.pipeline import Summarizer
from summarizer.render.data import to_json, to_jsonl
from summarizer.render.inert import inert
from summarizer.render.markdown import to_markdown
from summarizer.render.outline import count
from summarizer.render.terminal import to_text
from summarizer.source import Source, expand

DEFAULT_WIDTH = 80
"""Columns where nobody says how many there are: piped output and files."""

WRITERS: dict[str, Callable[..., str]] = {
    "json": lambda summary, everything: to_json(summary),
    "jsonl": lambda summary, everything: to_jsonl(summary),
    "markdown": to_markdown,
}

# What the next source would meet as well.
FATAL = (ConfigurationError, ServiceRefused, ServiceUnreachable, CeilingReached)


def summarise(options: RunOptions) -> int:
    """Summarise all sources and return the exit status.

    Raises:
        SummarizerError: nothing could be begun.
        KeyboardInterrupt: interrupted; what was finished is written.
    """
    sources = expand(options.sources)
    places = [Path(source.value) if source.kind == "file" else None for source in sources]
    destination = open_destination(options.output, options.format, places)
    bar = bar_for(options.talk)
    run = Run(options, destination, bar, several=len(sources) > 1)
    try:
        with Summarizer(options.settings, progress=bar) as summarizer:
            run.all(summarizer, sources)
    finally:
        destination.close()
        if run.done and not options.talk.quiet:
            say_bare(usage_line(run.done))
    return run.exit_status()


def bar_for(talk: Talk) -> Bar | None:
    """A progress bar, where somebody may look at it."""
    shown = not talk.quiet and sys.stderr is not None and sys.stderr.isatty()
    return Bar() if shown else None


@dataclass
class Run:
    """What has happened so far in one run."""

    options: RunOptions
    destination: Destination
    bar: Bar | None = None
    several: bool = False
    done: list[Summary] = field(default_factory=list)
    failures: list[SummarizerError] = field(default_factory=list)

    def all(self, summarizer: Summarizer, sources: Sequence[Source]) -> None:
        """Summarise one source after the other, until all are done or a failure would meet the rest as well."""
        for number, source in enumerate(sources, start=1):
            failure = self._one(summarizer, source)
            if isinstance(failure, FATAL):
                if number < len(sources):
                    say(f"{count(len(sources) - number, 'further source')} not tried")
                return

    def _one(self, summarizer: Summarizer, source: Source) -> SummarizerError | None:
        try:
            summary = summarizer.summarize(source)
        except (SummarizerError, KeyboardInterrupt) as error:
            self._leave_bar()
            self._keep_partial(error)
            if isinstance(error, KeyboardInterrupt):
                raise
            self._note(error)
            return error
        self._leave_bar()
        self._keep(summary)
        return None

    def _leave_bar(self) -> None:
        if self.bar is not None:
            self.bar.finished()

    def _keep_partial(self, error: BaseException) -> None:
        partial = getattr(error, "partial", None)
        if isinstance(partial, Summary):
            self._keep(partial)

    def _note(self, error: SummarizerError) -> None:
        self.failures.append(error)
        say(str(error))
        if self.options.talk.verbose:
            say_traceback(error)

    def _keep(self, summary: Summary) -> None:
        self.done.append(summary)
        self.destination.write(summary.source.location, self._text(summary))

    def _text(self, summary: Summary) -> str:
        if self.options.format != "terminal":
            return WRITERS[self.options.format](summary, everything=self.options.everything)
        on_screen = isinstance(self.destination, StandardOutput)
        text = to_text(summary, console=page(screen=on_screen), everything=self.options.everything)
        if not (on_screen and self.several):
            return text
        gap = "\n" if len(self.done) > 1 else ""
        return f"{gap}==> {inert(summary.source.location or '-')} <==\n\n{text}"

    def exit_status(self) -> int:
        """As the table in the help says."""
        statuses = {error.exit_status for error in self.failures}
        if CeilingReached.exit_status in statuses:
            return CeilingReached.exit_status
        if statuses:
            whole = any(not summary.coverage.partial for summary in self.done)
            return 1 if whole or len(statuses) > 1 else statuses.pop()
        flawed = any(summary.rejected or summary.coverage.unread for summary in self.done)
        return 1 if self.options.strict and flawed else 0


def page(*, screen: bool) -> Console:
    """What a summary is drawn on in memory: like standard output if it goes to the ``screen``, else like paper."""
    like = Console(file=sys.stdout)
    if not screen or not like.is_terminal or like.legacy_windows:
        return Console(file=io.StringIO(), width=_columns() or DEFAULT_WIDTH, color_system=None, force_terminal=False)
    return Console(
        file=io.StringIO(),
        width=_columns() or like.width,
        force_terminal=True,
        color_system=like.color_system,  # type: ignore[arg-type] # one of the names that this parameter takes
        no_color=like.no_color,
        legacy_windows=False,
    )


def _columns() -> int | None:
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isascii() and columns.isdigit() and int(columns) > 0 else None


def usage_line(summaries: Sequence[Summary]) -> str:
    """What the run has cost, such as ``local · 18 calls · 4,310 tokens read, 802 written · 92 s``."""
    return cost_line([summary.usage for summary in summaries])


def cost_line(usages: Sequence[Usage]) -> str:
    """The same for what was used."""
    calls = count(sum(usage.calls for usage in usages), "call")
    stored = sum(usage.cached_calls for usage in usages)
    read, written = sum(usage.prompt_tokens for usage in usages), sum(usage.completion_tokens for usage in usages)
    parts = [
        ", ".join(dict.fromkeys(usage.model for usage in usages)),
        f"{calls} ({stored:,} stored)" if stored else calls,
        f"{read:,} tokens read, {written:,} written",
        _seconds(sum(usage.seconds for usage in usages)),
    ]
    costs = [usage.cost_usd for usage in usages if usage.cost_usd is not None]
    return " · ".join([*parts, f"${sum(costs):.4f}"] if len(costs) == len(usages) else parts)


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:,.0f} s"
