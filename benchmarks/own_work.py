"""Processor time of everything that is not the model, without a network, stage by stage.

    python -m benchmarks.own_work [ARTICLE] [--runs 15] [--cold]
    python -m benchmarks.own_work --short 240 [--at-once 80]

An article of about 2,000 words, or the one given: load, split, read attributions, verify, check, compose without a
model, render to text and JSON. Without an article, the paragraphs of the examples' articles up to 2,000 words.
Prints the median of the runs in milliseconds. ``--cold``: each run has forgotten what the one before it read.

``--short``: so many of the articles of :mod:`benchmarks.load.articles`, ``--at-once`` of them in work together as in
a run over many sources, their questions answered in the full form by :mod:`benchmarks.load.replies`, whose own time
does not count. Prints the mean milliseconds an article.

Imports are done before; other jobs on the machine do not count.
"""

from __future__ import annotations

import argparse
import asyncio
import functools
import gc
import io
import itertools
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from benchmarks.load.articles import articles
from benchmarks.load.replies import reply
from summarizer import Source
from summarizer.compose import ask_overview, compose, plain
from summarizer.extract import Extractor
from summarizer.load import load
from summarizer.models import Coverage, ProducedBy, Summary, Usage
from summarizer.profiles import HOSTED, LOCAL
from summarizer.progress import Silent
from summarizer.relate import Relater
from summarizer.render.data import to_json
from summarizer.render.terminal import to_text
from summarizer.run import Run
from summarizer.sentences import read_document
from summarizer.verify import verify
from summarizer.vouching import vouched

EXAMPLES = Path(__file__).parents[1] / "examples"
WARM_UP = 20
"""Articles of another seed before the measured ones: whatever is made on first use."""


def article(words: int = 2_000) -> str:
    """Original text of about so many words."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    found: list[str] = []
    for paragraph in itertools.cycle("\n\n".join(texts).split("\n\n")):
        if words <= 0:
            break
        found.append(paragraph)
        words -= len(paragraph.split())
    return "\n\n".join(found)


def forget() -> None:
    """Forget all that was read, as a process that has just begun; what does not depend on any text is forgotten too."""
    for found in gc.get_objects():
        if isinstance(found, functools._lru_cache_wrapper) and str(found.__module__).startswith("summarizer."):
            found.cache_clear()


class Stages:
    """Milliseconds by stage."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}

    def timed(self, name: str, work: Callable[[], Any]) -> Any:
        """What the work gives; the processor time that it takes is kept under this name."""
        start = time.process_time()
        result = work()
        self.times.setdefault(name, []).append(1_000 * (time.process_time() - start))
        return result


class Answers:
    """A client that has the answers of a good model; ``spent`` are the seconds it took to make them up."""

    has_logprobs = False

    def __init__(self) -> None:
        self.spent = 0.0

    async def ask(
        self,
        messages: Sequence[Mapping[str, str]],
        response_model: type[Any],
        *,
        context: dict[str, Any] | None = None,
        max_tokens: int,
        task: str,
    ) -> Any:
        """What :mod:`benchmarks.load.replies` answers, validated as a client does it."""
        start = time.process_time()
        content = reply(messages)[1]
        self.spent += time.process_time() - start
        return response_model.model_validate(content, context=context)

    async def logprobs(
        self, messages: Sequence[Mapping[str, str]], *, top: int = 10, max_tokens: int = 1
    ) -> list[dict[str, float]]:
        """An empty list: the service gives none."""
        return []


class Course:
    """One short article through the pipeline, one stage at a call."""

    def __init__(self, text: str, stages: Stages, client: Answers, runner: asyncio.Runner) -> None:
        self.source = Source.text(text)
        self.stages = stages
        self.client = client
        self.runner = runner

    def read(self) -> None:
        """Load, split into sentences, and read who says what."""
        loaded = self.stages.timed("load", lambda: load(self.source))
        document = self.stages.timed("document", lambda: read_document(loaded))
        extractor = self.stages.timed("attribution", lambda: Extractor(document, HOSTED))
        self.run = Run(document, extractor, Silent())

    def ask_claims(self) -> None:
        """Ask all that the claims and warnings are made of."""
        self._asked("ask claims", lambda: self.run.extractor.run(self.client, lambda: None))

    def verify(self) -> None:
        """Make claims and warnings of the answers, and keep those that the text bears out."""
        extractor, document, cast = self.run.extractor, self.run.document, self.run.extractor.cast
        assert cast is not None
        self.run.extraction = extraction = self.stages.timed("extract", extractor.result)
        held = self.stages.timed("verify", lambda: verify(document, extractor.readings, cast, extraction))
        self.verified = self.stages.timed("vouch", lambda: vouched(document, cast, held))

    def relate(self) -> None:
        """Look for pairs that may contradict each other; the caller times it."""
        extractor, document = self.run.extractor, self.run.document
        assert extractor.cast is not None
        made = Relater(document, extractor.profile, extractor.cast, self.verified)
        self.run.relater = made

    def ask_disputes(self) -> None:
        """Ask which of the pairs are contradictions."""
        relater = self.run.relater
        assert relater is not None
        self._asked("ask disputes", lambda: relater.run(self.client))

    def settle(self) -> None:
        """Make contradictions of the answers."""
        assert self.run.relater is not None
        self.run.related = self.stages.timed("settle", self.run.relater.result)

    def compose(self) -> None:
        """Ask for headline and overview, and make them of the answer."""
        document, related = self.run.document, self.run.related
        assert related is not None
        answer = self._asked("ask overview", lambda: ask_overview(self.client, document, related.verified))
        self.run.composed = self.stages.timed("compose", lambda: compose(document, related, answer))

    def end(self) -> Summary:
        """The summary that all stages have made."""
        summary: Summary = self.stages.timed("summary", lambda: self.run.summary(Usage(model="none")))
        return summary

    def _asked(self, stage: str, work: Callable[[], Any]) -> Any:
        before = self.client.spent
        result = self.stages.timed(stage, lambda: self.runner.run(work()))
        self.stages.times[stage][-1] -= 1_000 * (self.client.spent - before)
        return result


def together(texts: Sequence[str], stages: Stages) -> list[Summary]:
    """Summaries of some articles, each stage of all of them before the next of any."""
    client = Answers()
    with asyncio.Runner() as runner:
        courses = [Course(text, stages, client, runner) for text in texts]
        for course in courses:
            course.read()
        for course in courses:
            course.ask_claims()
        for course in courses:
            course.verify()
            stages.timed("relate", course.relate)
        for course in courses:
            course.ask_disputes()
        for course in courses:
            course.settle()
        for course in courses:
            course.compose()
        return [course.end() for course in courses]


def short(count: int, at_once: int) -> None:
    """Print the mean milliseconds an article takes, by stage, ``at_once`` of ``count`` being in work together."""
    together([a.text for a in articles(seed=99, count=WARM_UP)], Stages())
    stages = Stages()
    texts = [a.text for a in articles(seed=1, count=count)]
    for at in range(0, count, at_once):
        together(texts[at : at + at_once], stages)
    told({name: sum(times) / count for name, times in stages.times.items()})


def once(source: Source, stages: Stages) -> None:
    """Take one article through all stages without a model, and add what each took."""
    loaded = stages.timed("load", lambda: load(source))
    document = stages.timed("document", lambda: read_document(loaded))
    extractor = stages.timed("attribution", lambda: Extractor(document, LOCAL))
    assert extractor.cast is not None
    extraction = stages.timed("extract", extractor.result)
    held = stages.timed("verify", lambda: verify(document, extractor.readings, extractor.cast, extraction))
    verified = stages.timed("vouch", lambda: vouched(document, extractor.cast, held))
    related = stages.timed("relate", lambda: Relater(document, LOCAL, extractor.cast, verified).result())
    composed = stages.timed("compose", lambda: plain(document, related))
    summary = Summary(
        source=document.info,
        text=document.text,
        excluded=document.excluded,
        headline=composed.headline,
        overview=composed.overview,
        claims=verified.claims,
        warnings=verified.warnings,
        coverage=Coverage(characters=len(document.text), read=len(document.text), passages=1),
        usage=Usage(model="none"),
        produced_by=ProducedBy(version="benchmark"),
    )
    stages.timed("render", lambda: (to_json(summary), to_text(summary, console=Console(file=io.StringIO(), width=80))))


def long(source: Source, runs: int, *, cold: bool) -> None:
    """Print the median milliseconds of so many runs, by stage, after one that does not count."""
    once(source, Stages())
    stages = Stages()
    for _ in range(runs):
        if cold:
            forget()
        once(source, stages)
    told({name: statistics.median(times) for name, times in stages.times.items()})


def told(milliseconds: Mapping[str, float]) -> None:
    """Print a line a stage, and their sum."""
    for name, time_taken in milliseconds.items():
        print(f"{name:14} {time_taken:8.2f} ms")
    print(f"{'all':14} {sum(milliseconds.values()):8.2f} ms")


def main() -> None:
    """Measure and print milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", nargs="?")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--cold", action="store_true")
    parser.add_argument("--short", type=int, metavar="COUNT")
    parser.add_argument("--at-once", type=int, default=80)
    given = parser.parse_args()
    if given.short:
        short(given.short, given.at_once)
    else:
        long(Source.file(given.article) if given.article else Source.text(article()), given.runs, cold=given.cold)


if __name__ == "__main__":
    main()
