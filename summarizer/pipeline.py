"""The stages one after another: load, document, extract, verify, relate, compose."""

from __future__ import annotations

import asyncio
import concurrent.futures
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol

from summarizer.about import __version__
from summarizer.compose import Composed, compose, plain
from summarizer.document import Document
from summarizer.drafts import Extraction
from summarizer.errors import ServiceError, SummarizerError
from summarizer.extract import Extractor
from summarizer.llm import Client
from summarizer.load import load
from summarizer.models import Coverage, ProducedBy, Summary, Unread, Usage
from summarizer.prompting import load_prompt
from summarizer.relate import Related, Relater
from summarizer.sentences import read_document
from summarizer.settings import Settings
from summarizer.source import Source
from summarizer.verify import verify
from summarizer.vouching import vouched

PROMPTS = {
    "compact": ("marks", "warnings", "conflict", "titles", "overview"),
    "full": ("claims", "disputes", "verdicts", "overview"),
}
"""The prompts that each answer form uses."""


class Progress(Protocol):
    """Told how far a source is; called from one thread at a time."""

    def started(self, source_label: str, pieces: int) -> None:
        """A source is being read, in so many pieces."""

    def advanced(self, done: int) -> None:
        """So many of its pieces are done."""

    def finished(self) -> None:
        """The source is done."""


class _Silent:
    def started(self, source_label: str, pieces: int) -> None: ...

    def advanced(self, done: int) -> None: ...

    def finished(self) -> None: ...


@dataclass(slots=True)
class Run:
    """One document on its way; what is done survives an interruption."""

    document: Document
    extractor: Extractor
    progress: Progress
    label: str
    done: int = 0
    relater: Relater | None = None
    related: Related | None = None
    composed: Composed | None = None
    stopped: SummarizerError | None = None

    async def ask(self, client: Client) -> None:
        """All that needs the model. Errors of the service and ceilings are kept in :attr:`stopped`."""
        extra = 2 + (self.extractor.profile.answer_form == "compact")
        self.progress.started(self.label, len(self.extractor.pieces) + extra)
        await self.extractor.run(client, self._advance)
        self.stopped = self.extractor.stopped
        if self.stopped is not None:
            return
        self._advance()
        self.relater = self._made_relater()
        await self.relater.run(client)
        self.stopped = self.relater.stopped
        if self.stopped is not None:
            return
        self._advance()
        self.related = self.relater.result()
        try:
            self.composed = await compose(client, self.document, self.related)
        except SummarizerError as error:
            self.stopped = error
        self.progress.finished()

    def _advance(self) -> None:
        self.done += 1
        self.progress.advanced(self.done)

    def _made_relater(self) -> Relater:
        extractor = self.extractor
        assert extractor.cast is not None
        verified = verify(self.document, extractor.readings, extractor.cast, extractor.result())
        vouched_for = vouched(self.document, extractor.cast, verified)
        return Relater(self.document, extractor.profile, extractor.cast, vouched_for)

    def _related_so_far(self) -> Related:
        relater = self.relater or self._made_relater()
        relater.stopped = relater.stopped or self.stopped
        return relater.result()

    @property
    def nothing_read(self) -> bool:
        """Whether the model has not answered once."""
        return not self.extractor.marks.answers and not self.extractor.answers.answers

    def summary(self, usage: Usage) -> Summary:
        """The document of what has been done so far."""
        extraction, related = self.extractor.result(), self.related or self._related_so_far()
        composed = self.composed or plain(self.document, related)
        verified, info = related.verified, self.document.info
        return Summary(
            source=info,
            text=self.document.text,
            excluded=self.document.excluded,
            headline=composed.headline,
            overview=composed.overview,
            claims=verified.claims,
            warnings=verified.warnings,
            contradictions=related.contradictions,
            rejected=(*verified.rejected, *related.rejected, *composed.rejected),
            coverage=_coverage(self.document, extraction, related, partial=extraction.partial or self.composed is None),
            usage=usage,
            produced_by=ProducedBy(version=__version__, prompts=_hashes(self.extractor.profile.answer_form)),
        )


def _coverage(document: Document, extraction: Extraction, related: Related, *, partial: bool) -> Coverage:
    excluded = sum(e.end - e.start for e in document.excluded)
    characters = len(document.text) - excluded
    missed = sum(u.end - u.start for u in extraction.unread)
    unread: tuple[Unread, ...] = (*extraction.unread, *related.unjudged)
    return Coverage(
        characters=characters,
        read=max(0, characters - missed),
        passages=extraction.passages,
        unread=unread,
        partial=partial,
    )


def _hashes(form: str) -> dict[str, str]:
    return {name: load_prompt(name).sha256 for name in PROMPTS[form]}


class Summarizer:
    """One model for many articles. Use it in a ``with`` or ``async with`` block; settings as keywords.

    The model is opened at the first article and closed at the end of the block.
    """

    def __init__(self, settings: Settings | None = None, *, progress: Progress | None = None, **given: Any) -> None:
        """Settings are given whole, or as keywords (``model``, ``base_url``, ``jobs``, ``timeout``, …).

        Raises:
            ConfigurationError: a setting that cannot work, or both ways of giving them.
        """
        self.settings = settings if settings is not None and not given else Settings.resolve(**given)
        self._progress: Progress = progress or _Silent()
        self._client: Client | None = None
        self._loop: asyncio.Runner | None = None
        self._before = Usage(model=self.settings.model)

    def __enter__(self) -> Summarizer:
        self._loop = asyncio.Runner()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._loop is not None
        try:
            self._loop.run(self.aclose())
        finally:
            self._loop.close()
            self._loop = None

    async def __aenter__(self) -> Summarizer:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close the connection, or stop the embedded model. Harmless when called twice."""
        client, self._client = self._client, None
        if client is not None:
            await client.__aexit__(None, None, None)

    def summarize(self, source: str | os.PathLike[str] | Source) -> Summary:
        """Summarise one source; call it inside the ``with`` block.

        Raises:
            SummarizerError: what went wrong; ``partial`` on it has the summary of what was finished, if anything.
            KeyboardInterrupt: likewise with ``partial``.
        """
        if self._loop is None:
            raise RuntimeError("use Summarizer in a `with` block")
        return self._loop.run(self.asummarize(source))

    async def asummarize(self, source: str | os.PathLike[str] | Source) -> Summary:
        """The same inside an ``async with`` block. A cancellation carries no partial summary."""
        given = source if isinstance(source, Source) else Source.parse(source)
        loaded = await asyncio.to_thread(load, given)
        document = read_document(loaded)
        client = await self.opened()
        run = Run(document, Extractor(document, client.profile), self._progress, given.name)
        try:
            await run.ask(client)
        except asyncio.CancelledError as error:
            interrupted = KeyboardInterrupt()
            interrupted.partial = run.summary(self._usage(client))  # type: ignore[attr-defined]
            raise interrupted from error
        if run.stopped is not None:
            if not (isinstance(run.stopped, ServiceError) and run.nothing_read):
                run.stopped.partial = run.summary(self._usage(client))  # type: ignore[attr-defined]
            raise run.stopped
        return run.summary(self._usage(client))

    def map(self, sources: Iterable[str | os.PathLike[str] | Source]) -> Iterator[Summary | SummarizerError]:
        """Summaries of many sources as they finish; a source that fails gives its error instead of raising it."""
        for source in sources:
            try:
                yield self.summarize(source)
            except SummarizerError as error:
                yield error

    async def opened(self) -> Client:
        """The model client, opened if it is not yet; closed with the block."""
        if self._client is None:
            self._client = await Client.open(self.settings).__aenter__()
        return self._client

    def _usage(self, client: Client) -> Usage:
        """What the client has used since the last time this was asked."""
        total, before = client.usage(), self._before
        self._before = total
        return total.model_copy(
            update={
                "calls": total.calls - before.calls,
                "retries": total.retries - before.retries,
                "prompt_tokens": total.prompt_tokens - before.prompt_tokens,
                "completion_tokens": total.completion_tokens - before.completion_tokens,
                "seconds": round(total.seconds - before.seconds, 3),
            }
        )


def summarize(source: str | os.PathLike[str] | Source, **settings: Any) -> Summary:
    """Summarise one source: a path, a URL, or a :class:`Source`. Settings as keywords.

    Safe to call where an event loop is running already (a notebook): it then works in a thread of its own.

    Raises:
        SummarizerError: what went wrong, in one line.
    """

    def once() -> Summary:
        with Summarizer(**settings) as summarizer:
            return summarizer.summarize(source)

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return once()
    with concurrent.futures.ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(once).result()


async def summarize_async(source: str | os.PathLike[str] | Source, **settings: Any) -> Summary:
    """The same as a coroutine.

    Raises:
        SummarizerError: what went wrong, in one line.
    """
    async with Summarizer(**settings) as summarizer:
        return await summarizer.asummarize(source)
