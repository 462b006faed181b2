"""One summarising run: sources in, results out, and an exit status.

Importing this module loads everything that a run needs; start-up time is why :mod:`summarizer.cli` does it late.
"""

from __future__ import annotations

import gc
import io
import os
import socket
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, closing, nullcontext
from pathlib import Path
from typing import TextIO

from rich.console import Console

from summarizer.cli_options import STDOUT, RunOptions, Talk, UsageError
from summarizer.cli_output import (
    INDEX,
    Destination,
    Folder,
    OutputError,
    StandardOutput,
    open_destination,
    require_apart,
)
from summarizer.cli_progress import Bar
from summarizer.cli_signals import INTERRUPTED, SIGNALS
from summarizer.cli_talk import say, say_bare, say_drawn, say_traceback
from summarizer.cli_tally import Tally
from summarizer.errors import InputError, Stopped, SummarizerError
from summarizer.listing import Listing, Missed
from summarizer.many import FATAL, Finished
from summarizer.models import Summary, Usage
from summarizer.pipeline import Summarizer
from summarizer.render.data import to_json, to_jsonl
from summarizer.render.html import to_html
from summarizer.render.index import Entry, entry, to_index
from summarizer.render.inert import inert
from summarizer.render.markdown import to_markdown
from summarizer.render.outline import count
from summarizer.render.terminal import to_text
from summarizer.render.whereabouts import Links
from summarizer.settings import DEFAULT_MODEL
from summarizer.source import Source, shorten
from summarizer.worker import GARBAGE
from summarizer.workers import spare_processors

DEFAULT_WIDTH = 80
"""Columns where nobody says how many there are: piped output and files."""

SWITCH = 0.001
"""Seconds that the thread for work on text may keep the interpreter while answers wait; Python's own 0.005 are felt."""

WITHOUT_LINKS = ("linux", "eterm-color")
"""Terminals that may print the address of a link instead of keeping it."""

WRITERS: dict[str, Callable[..., str]] = {
    "json": lambda summary, everything: to_json(summary),
    "jsonl": lambda summary, everything: to_jsonl(summary),
    "markdown": to_markdown,
    "html": lambda summary, everything: to_html(summary),
}


def summarise(options: RunOptions) -> int:
    """Summarise all sources and return the exit status.

    Raises:
        SummarizerError: nothing could be begun.
        BrokenPipeError: whoever read the results has gone.
    """
    run = Run(options)
    run.several = run.listing.at_least(2)
    if run.listing.at_least(1):
        run.all()
    return run.end()


def bar_for(talk: Talk, listing: Listing | None = None) -> Bar | None:
    """A progress bar, where somebody may look at it; ``listing`` where there are several sources."""
    if talk.quiet or not _is_terminal(sys.stderr):
        return None
    return Bar() if listing is None else Bar(several=True, total=listing.total())


class Run:
    """What has happened so far in one run; of each source only counts are kept."""

    def __init__(self, options: RunOptions) -> None:
        self.options = options
        self.several = False
        self.tally = Tally()
        self.spent = Usage(model=options.settings.model)
        self.trouble: str | None = None
        self.listing = Listing(
            options.sources, from_list=options.from_list, text_field=options.text_field, missed=self._missed
        )
        self._destination: Destination = StandardOutput()
        self._bar: Bar | None = None
        self._stop: Callable[[], None] = self.listing.stop
        self._taken = self._unwritten = 0
        self._not_written: OutputError | None = None
        self._said: set[str] = set()
        self._pages: list[Entry] = []

    def all(self) -> None:
        """Summarise and write what the listing gives, until it ends or something ends the run."""
        listing, options = self.listing, self.options
        if options.format == "html" and options.output is None and self.several:
            raise UsageError("several pages cannot go to standard output; give a folder with -o FOLDER/")
        unknown = options.from_list == STDOUT
        if options.settings.record is not None:
            require_apart(options.settings.record, listing.files(), options.output)
        self._destination = open_destination(
            options.output, options.format, listing.files(), several=self.several, unknown=unknown
        )
        listing.handing = self._destination.expect
        self._bar = bar_for(options.talk, listing if self.several else None)
        sys.setswitchinterval(SWITCH)
        gc.set_threshold(*GARBAGE)
        summarizer = Summarizer(options.settings, progress=self._bar, processes=spare_processors())
        with SIGNALS.stopping(self.stop, self._destination.abandon):
            try:
                with summarizer:
                    self._stop = summarizer.stop
                    self._follow(summarizer)
            finally:
                self._leave_bar()
                self._close()

    def stop(self) -> None:
        """Begin nothing more. Safe to call from a signal handler."""
        self.listing.stop()
        self._stop()

    def end(self) -> int:
        """Say what came of it, and return the exit status."""
        self._say_untried()
        if self._unwritten:
            say(f"{count(self._unwritten, 'result')} not written")
        quiet = self.options.talk.quiet
        if not quiet and self.several and self.tally.sources > 1:
            say_drawn(self.tally.table())
        if not quiet and self.trouble is not None:
            say(self.trouble)
        if not quiet and (self.spent.calls or self.spent.cached_calls or self.tally.results):
            say_bare(usage_line(self.spent))
        if self._not_written is not None:
            return self._not_written.exit_status
        return INTERRUPTED if SIGNALS.received else self.tally.exit_status(strict=self.options.strict)

    def _follow(self, summarizer: Summarizer) -> None:
        try:
            with closing(summarizer.finished(self.listing)) as results:
                for finished in results:
                    self._take(finished)
        finally:
            self.spent, self.trouble = summarizer.spent, summarizer.trouble

    def _take(self, finished: Finished) -> None:
        source, summary, error = finished.source, finished.summary, finished.error
        if summary is None:
            self._destination.forget(source)
            if isinstance(error, Stopped):
                return  # as if it had never been begun
            if self.options.format == "html":
                name = source.location or source.name
                self._pages.append(Entry(file="", headline=name, source=name, problem=str(error)))
        elif self._not_written is None:
            self._write(source, summary)
        else:
            self._unwritten += 1
        self._taken += 1
        self._note(source.location or source.name, error, summary)

    def _missed(self, missed: Missed) -> None:
        self._note(missed.location, missed.error)

    def _note(self, name: str, error: SummarizerError | None, summary: Summary | None = None) -> None:
        self.tally.add(name, summary, error)
        if self._bar is not None:
            self._bar.counted()
        if error is None or isinstance(error, Stopped):
            return
        told = str(error)
        if isinstance(error, FATAL):  # of which each source in work tells
            if told in self._said:
                return
            self._said.add(told)
        elif self.several and shorten(name) not in told and not isinstance(error, InputError):
            told = f"{name}: {told}"
        with self._aside():
            say(told)
            if self.options.talk.verbose:
                say_traceback(error)

    def _write(self, source: Source, summary: Summary) -> None:
        text = self._text(source, summary)
        try:
            with self._aside(on_screen=isinstance(self._destination, StandardOutput) and _is_terminal(sys.stdout)):
                name = self._destination.write(source, text)
            if name is not None and self.options.format == "html":
                self._pages.append(entry(summary, name))
        except OutputError as error:
            self._unwritten += 1
            self._cannot_write(error)

    def _close(self) -> None:
        try:
            if self._pages and isinstance(self._destination, Folder):
                self._destination.put(INDEX, to_index(sorted(self._pages, key=lambda page: page.source)))
            self._destination.close()
        except OutputError as error:
            self._cannot_write(error)

    def _cannot_write(self, error: OutputError) -> None:
        if self._not_written is None:
            self._not_written = error
            with self._aside():
                say(str(error))
        self.stop()

    def _aside(self, *, on_screen: bool = True) -> AbstractContextManager[None]:
        return self._bar.aside() if self._bar is not None and on_screen else nullcontext()

    def _leave_bar(self) -> None:
        if self._bar is not None:
            self._bar.close()

    def _say_untried(self) -> None:
        begun = self.listing.handed - self._taken
        rest = self.listing.remaining()
        if rest is None:
            say("further sources not tried")
        elif begun + rest:
            say(f"{count(begun + rest, 'further source')} not tried")

    def _text(self, source: Source, summary: Summary) -> str:
        if self.options.format != "terminal":
            return WRITERS[self.options.format](summary, everything=self.options.everything)
        on_screen = isinstance(self._destination, StandardOutput)
        console = page(screen=on_screen)
        text = to_text(
            summary, console=console, everything=self.options.everything, links=links_on(console, source, os.environ)
        )
        if not (on_screen and self.several):
            return text
        gap = "\n" if self.tally.results else ""
        return f"{gap}==> {inert(summary.source.location or '-')} <==\n\n{text}"


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


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


def links_on(console: Console, source: Source, environ: Mapping[str, str]) -> Links | None:
    """What may be followed from a page of this kind; nothing where it is no terminal, or one that knows no links."""
    drawn = console.is_terminal and console.color_system is not None and _is_terminal(sys.stdout)
    if not drawn or environ.get("TERM") in WITHOUT_LINKS:
        return None
    file = Path(source.value) if source.kind == "file" else None
    return Links(file, socket.gethostname(), Links.known_lines(environ))


def _columns() -> int | None:
    columns = os.environ.get("COLUMNS", "")
    return int(columns) if columns.isascii() and columns.isdigit() and int(columns) > 0 else None


def usage_line(usage: Usage) -> str:
    """What a run has cost, such as ``local · 18 calls · 4,310 tokens read, 802 written · 92 s``.

    The embedded model costs nothing, and of others it is said when their price is not known.
    """
    calls = count(usage.calls, "call")
    parts = [
        usage.model,
        f"{calls} ({usage.cached_calls:,} stored)" if usage.cached_calls else calls,
        f"{usage.prompt_tokens:,} tokens read, {usage.completion_tokens:,} written",
        _seconds(usage.seconds),
    ]
    if usage.model.partition("/")[0] != DEFAULT_MODEL:
        parts.append("price unknown" if usage.cost_usd is None else f"${usage.cost_usd:.4f}")
    return " · ".join(parts)


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:,.0f} s"
