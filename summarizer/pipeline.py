"""Sources to summaries, one or many, with one model: loading, the way through the stages, and what all share."""

from __future__ import annotations

import asyncio
import contextlib
import os
import time
from collections.abc import AsyncGenerator, Callable, Generator, Iterable, Iterator
from types import TracebackType
from typing import Any, cast

from summarizer.aside import Doing, apart_from_loop, aside, runs_in_loop
from summarizer.errors import CeilingReached, InputError, ServiceError, Stopped, SummarizerError
from summarizer.extract import Extractor
from summarizer.ledger import open_account
from summarizer.llm import Client
from summarizer.load import text_of
from summarizer.many import Finished, Verdict, at_once, in_flight
from summarizer.models import Summary, Usage
from summarizer.profiles import profile_for
from summarizer.progress import Progress, Silent
from summarizer.retrieval import FETCH_TIMEOUT, Retrieved, retrieve
from summarizer.run import Run, begun
from summarizer.settings import Settings
from summarizer.source import Source
from summarizer.tracing import span
from summarizer.workers import Workers

WORKING = ("summarizer.run",)
"""The module with the work on text, and those that it stands on."""


class Summarizer:
    """One model for many articles. Use it in a ``with`` or ``async with`` block; settings as keywords.

    The model is opened at the first article and closed at the end of the block. Only :meth:`stop` may be called from
    other threads than the one that runs the block.
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        progress: Progress | None = None,
        processes: int = 0,
        **given: Any,
    ) -> None:
        """Settings are given whole, or as keywords (``model``, ``base_url``, ``jobs``, ``timeout``, …).

        ``processes`` is how many may take articles apart beside this one, for runs over many sources: they are
        started when work on text has to wait and ended with the block, and change no result. By default there is none.

        Raises:
            ConfigurationError: a setting that cannot work, or both ways of giving them.
        """
        self.settings = Settings.given_as(settings, given)
        self._progress: Progress = progress or Silent()
        self._workers = Workers(processes, WORKING)
        self._client: Client | None = None
        self._started: float | None = None
        self._spent = Usage(model=self.settings.model)
        self._iterations: set[AsyncGenerator[Finished, None]] = set()
        self._opening = asyncio.Lock()
        self._runner: asyncio.Runner | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = False

    def __enter__(self) -> Summarizer:
        """Raises :class:`RuntimeError` where an event loop is running already."""
        if runs_in_loop():
            raise RuntimeError("an event loop is running here, as in a notebook; use `async with Summarizer(...)`")
        self._runner = asyncio.Runner()
        self._loop = self._runner.get_loop()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._runner is not None
        try:
            while self._iterations:
                self._runner.run(_closed(self._iterations.pop()))
            self._runner.run(self.aclose())
        finally:
            self._runner.close()
            self._runner = self._loop = None

    async def __aenter__(self) -> Summarizer:
        self._loop = asyncio.get_running_loop()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()
        self._loop = None

    async def aclose(self) -> None:
        """Close the connection, or stop the embedded model. Harmless when called twice."""
        client, self._client = self._client, None
        try:
            await self._workers.aclose()
        finally:
            if client is not None:
                await client.__aexit__(None, None, None)
                self._spent = client.usage()

    def summarize(self, source: str | os.PathLike[str] | Source) -> Summary:
        """Summarise one source; call it inside the ``with`` block.

        Raises:
            SummarizerError: what went wrong; ``partial`` on it has the summary of what was finished, if anything.
            KeyboardInterrupt: likewise with ``partial``.
        """
        kept: list[Summary] = []
        try:
            return self._running().run(self._summarized(source, kept.append))
        except KeyboardInterrupt as interrupted:
            if kept:
                interrupted.partial = kept[0]  # type: ignore[attr-defined]
            raise

    async def asummarize(self, source: str | os.PathLike[str] | Source) -> Summary:
        """The same inside an ``async with`` block. A cancellation carries no partial summary."""
        return await self._summarized(source, None)

    async def _summarized(
        self, source: str | os.PathLike[str] | Source, keep: Callable[[Summary], None] | None
    ) -> Summary:
        """The same; ``keep`` is given what was finished when this is cancelled."""
        if self._loop is None:
            raise RuntimeError("use Summarizer in an `async with` block")
        given = source if isinstance(source, Source) else Source.parse(source)
        account, since = open_account(), time.monotonic()
        self._started = since if self._started is None else self._started
        doing = self._workers.desk()
        extractor = await self._begun(given, doing)
        client = await self.opened()
        run = Run(extractor.document, extractor, self._progress, doing, language=self.settings.language)

        def usage() -> Usage:
            return client.usage(account, time.monotonic() - since)

        self._progress.begun(given.name)
        try:
            with span("summarizer.source", kind=given.kind):
                await run.ask(client)
        except asyncio.CancelledError:
            if keep is not None:
                keep(run.summary(usage()))
            raise
        finally:
            self._progress.ended(given.name)
        if run.stopped is not None:
            if not (isinstance(run.stopped, ServiceError | Stopped) and run.nothing_read):
                run.stopped.partial = run.summary(usage())  # type: ignore[attr-defined]
            raise run.stopped
        return await aside(run.summary, usage())

    def finished(self, sources: Iterable[str | os.PathLike[str] | Source]) -> Generator[Finished, None, None]:
        """Every source as it is done, several at once; call it inside the ``with`` block.

        Sources are taken from the iterable as there is room, so it may be endless. An error that the others would
        meet as well (a ceiling, a refusal, a service that is gone) ends it after what is in work.
        """
        self._running()
        results = self.afinished(sources)
        self._iterations.add(results)

        async def following() -> Finished | None:
            return await anext(results, None)

        try:
            while (done := self._running().run(following())) is not None:
                yield done
        finally:
            if results in self._iterations:  # else the end of the block has closed it
                self._iterations.discard(results)
                self._running().run(_closed(results))

    async def afinished(self, sources: Iterable[str | os.PathLike[str] | Source]) -> AsyncGenerator[Finished, None]:
        """The same as an asynchronous generator, inside an ``async with`` block."""
        verdict = Verdict()
        jobs = profile_for(self.settings).jobs
        results = in_flight(sources, self._finish, at_once(jobs), lambda: not (verdict.over or self._stopping))
        async with contextlib.aclosing(results):
            async for done in results:
                verdict.hear(done)
                yield done

    def map(self, sources: Iterable[str | os.PathLike[str] | Source]) -> Iterator[Summary | SummarizerError]:
        """Summaries of many sources as they finish; a source that fails gives its error instead of raising it.

        ``partial`` on such an error has the summary of what was finished, if anything.
        """
        for done in self.finished(sources):
            yield done.error or cast("Summary", done.summary)

    async def amap(
        self, sources: Iterable[str | os.PathLike[str] | Source]
    ) -> AsyncGenerator[Summary | SummarizerError, None]:
        """The same as an asynchronous generator. Close it (``contextlib.aclosing``) to end what is in work."""
        async with contextlib.aclosing(self.afinished(sources)) as results:
            async for done in results:
                yield done.error or cast("Summary", done.summary)

    def stop(self) -> None:
        """Send nothing more. Sources in work end in ``Stopped`` with what was finished; no other is begun.

        Safe to call from a signal handler and from another thread.
        """
        self._stopping = True
        if self._loop is not None and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._stop_client)

    @property
    def spent(self) -> Usage:
        """The account of all sources of this block, or of the last one after it; failed ones included."""
        return self._spent if self._client is None else self._client.usage()

    @property
    def trouble(self) -> str | None:
        """One line on why answers are not stored, if they should be."""
        return None if self._client is None else self._client.trouble

    async def opened(self) -> Client:
        """The model client, opened if it is not yet; closed with the block."""
        async with self._opening:
            if self._client is None:
                self._client = await Client.open(self.settings, elapsed=self._elapsed()).__aenter__()
                if self._stopping:
                    self._client.stop()
            return self._client

    async def _finish(self, given: str | os.PathLike[str] | Source) -> Finished:
        try:
            source = given if isinstance(given, Source) else Source.parse(given)
        except InputError as error:
            return Finished(Source("file", str(given)), None, error)
        try:
            return Finished(source, await self.asummarize(source), None)
        except SummarizerError as error:
            return Finished(source, getattr(error, "partial", None), error)

    async def _begun(self, source: Source, doing: Doing) -> Extractor:
        profile = profile_for(self.settings)
        # In threads of their own: what waits for a server or another process, or is long, must keep no text waiting.
        retrieved = await self._retrieved(source)
        if retrieved.is_light:
            return await doing(begun, source, retrieved, profile)
        return await doing(Extractor.of, await asyncio.to_thread(text_of, source, retrieved), profile)

    async def _retrieved(self, source: Source) -> Retrieved:
        """Its bytes. What comes from an address may take no longer than the run."""
        left = FETCH_TIMEOUT if source.kind != "url" else min(FETCH_TIMEOUT, self.settings.timeout - self._elapsed())
        over = CeilingReached(
            f"the time of {self.settings.timeout:g} s ran out before {source.name} came; raise --timeout"
        )
        if left <= 0:
            raise over
        try:
            private = self.settings.allow_private
            return await asyncio.to_thread(retrieve, source, timeout=left, allow_private=private)
        except InputError as error:
            if left < FETCH_TIMEOUT and self._elapsed() >= self.settings.timeout:
                raise over from error
            raise

    def _elapsed(self) -> float:
        """Seconds since the first source was begun."""
        return 0.0 if self._started is None else time.monotonic() - self._started

    def _running(self) -> asyncio.Runner:
        if self._runner is None:
            raise RuntimeError("use Summarizer in a `with` block")
        return self._runner

    def _stop_client(self) -> None:
        if self._client is not None:
            self._client.stop()


async def _closed(results: AsyncGenerator[Finished, None]) -> None:
    await results.aclose()


def summarize(source: str | os.PathLike[str] | Source, **settings: Any) -> Summary:
    """Summarise one source: a path, a URL, or a :class:`Source`. Settings as keywords.

    Safe to call where an event loop is running already (a notebook): it then works in a thread of its own.

    Raises:
        SummarizerError: what went wrong, in one line; ``partial`` on it has the summary of what was finished, if any.
        KeyboardInterrupt: likewise with ``partial``.
    """
    summarizer = Summarizer(**settings)

    def once() -> Summary:
        with summarizer:
            return summarizer.summarize(source)

    return apart_from_loop(once, summarizer.stop)


async def summarize_async(source: str | os.PathLike[str] | Source, **settings: Any) -> Summary:
    """The same as a coroutine.

    Raises:
        SummarizerError: what went wrong, in one line.
    """
    async with Summarizer(**settings) as summarizer:
        return await summarizer.asummarize(source)
