"""One document on its way through the stages: extract, verify, relate, compose, translate."""

from __future__ import annotations

import asyncio
import functools
from collections.abc import Mapping
from dataclasses import dataclass

from summarizer.about import __version__
from summarizer.aside import Doing, aside
from summarizer.compose import Composed, Told, ask_overview, plain, settle_and_compose
from summarizer.conflicts import AsksOdds
from summarizer.covered import covered
from summarizer.document import Document
from summarizer.drafts import Extraction
from summarizer.errors import SummarizerError
from summarizer.extract import Extractor
from summarizer.load import text_of
from summarizer.models import ProducedBy, Summary, Usage
from summarizer.pagination import paged, paged_sides
from summarizer.profiles import Profile
from summarizer.progress import Progress
from summarizer.prompting import load_prompt
from summarizer.relate import Related, Relater
from summarizer.retrieval import Retrieved
from summarizer.source import Source
from summarizer.tracing import span
from summarizer.translating import Translator

PROMPTS = {
    "compact": ("marks", "warnings", "conflict", "title", "overview"),
    "full": ("claims", "disputes", "verdicts", "overview"),
}
"""The prompts that each answer form uses."""


def begun(source: Source, retrieved: Retrieved, profile: Profile) -> Extractor:
    """What is to be extracted from what was retrieved; for errors see :func:`summarizer.load.text_of`."""
    return Extractor.of(text_of(source, retrieved), profile)


@dataclass(slots=True)
class Run:
    """One document on its way; what is done survives an interruption."""

    document: Document
    extractor: Extractor
    progress: Progress
    doing: Doing = aside
    """Does the work on text."""
    language: str | None = None
    """That all that is told in words is translated into, as an ISO 639-1 code; by default it is not."""
    extraction: Extraction | None = None
    """Once it is complete."""
    relater: Relater | None = None
    related: Related | None = None
    composed: Composed | None = None
    translator: Translator | None = None
    stopped: SummarizerError | None = None

    async def ask(self, client: AsksOdds) -> None:
        """All that needs the model. Errors of the service and ceilings are kept in :attr:`stopped`."""
        warnings = self.extractor.profile.answer_form == "compact"
        self.progress.pieces(len(self.extractor.pieces) + warnings + 2 + (self.language is not None))
        with span("summarizer.extract", passages=len(self.extractor.pieces)):
            await self.extractor.run(client, self._advance)
        self.stopped = self.extractor.stopped
        if self.stopped is not None:
            return
        if warnings:
            self._advance()
        with span("summarizer.check"):
            self.extraction, relater = await self.doing(Relater.of, self.extractor)
        self.relater = relater
        answer = await self._relate_and_sum_up(client, relater)
        self.stopped = relater.stopped or (answer if isinstance(answer, SummarizerError) else None)
        if relater.stopped is not None:
            return
        if isinstance(answer, SummarizerError):
            self.related = await self.doing(Relater.result, relater)
            return
        related, composed = await self.doing(settle_and_compose, relater, answer)
        self.related, self.composed = related, composed
        if self.language is not None:
            self.translator = self._made_translator(related, composed)
            with span("summarizer.translate", lines=len(self.translator.lines)):
                await self.translator.run(client)
            self.stopped = self.translator.stopped
            self._advance()

    async def _relate_and_sum_up(self, client: AsksOdds, relater: Relater) -> Told | SummarizerError:
        """Both at once, as the overview is written over the claims; one after the other where calls are, too.

        A small model would read the heads of both prompts anew at each change.
        """
        profile = self.extractor.profile
        if profile.jobs > 1 and profile.answer_form == "full":
            _, answer = await asyncio.gather(self._relate(client, relater), self._sum_up(client, relater))
            return answer
        await self._relate(client, relater)
        return await self._sum_up(client, relater) if relater.stopped is None else relater.stopped

    async def _relate(self, client: AsksOdds, relater: Relater) -> None:
        await relater.run(client)
        self._advance()

    async def _sum_up(self, client: AsksOdds, relater: Relater) -> Told | SummarizerError:
        try:
            return await ask_overview(client, self.document, relater.verified)
        except SummarizerError as error:
            return error
        finally:
            self._advance()

    def _advance(self) -> None:
        self.progress.advanced(1)

    def _made_translator(self, related: Related, composed: Composed) -> Translator:
        profile = self.extractor.profile
        return Translator(self.document, related, composed, self.language, profile, stopped=self.stopped)

    def _related_so_far(self) -> Related:
        relater = self.relater or Relater.of(self.extractor)[1]
        relater.stopped = relater.stopped or self.stopped
        return relater.result()

    def _prompts(self) -> dict[str, str]:
        translated = self.translator is not None and self.translator.asked
        return dict(_hashes((*PROMPTS[self.extractor.profile.answer_form], *(["translation"] if translated else []))))

    @property
    def nothing_read(self) -> bool:
        """Whether the model has not answered once."""
        return not self.extractor.marks.answers and not self.extractor.answers.answers

    def summary(self, usage: Usage) -> Summary:
        """The document of what has been done so far."""
        extraction, related = self.extraction or self.extractor.result(), self.related or self._related_so_far()
        composed = self.composed or plain(self.document, related)
        translator = self.translator or self._made_translator(related, composed)
        verified, info = related.verified, self.document.info
        return Summary(
            source=info,
            text=self.document.text,
            excluded=self.document.excluded,
            headline=translator.headline(),
            translated_from=translator.headline_from(),
            overview=translator.overview(),
            claims=paged(translator.claims(), self.document),
            warnings=paged(translator.warnings(), self.document),
            contradictions=paged_sides(translator.contradictions(), self.document),
            rejected=(*verified.rejected, *related.rejected, *composed.rejected),
            coverage=covered(
                self.document,
                extraction,
                related,
                notes=translator.notes(),
                partial=extraction.partial or self.composed is None or not translator.complete,
            ),
            usage=usage,
            produced_by=ProducedBy(version=__version__, prompts=self._prompts()),
        )


@functools.cache
def _hashes(names: tuple[str, ...]) -> Mapping[str, str]:
    return {name: load_prompt(name).sha256 for name in names}
