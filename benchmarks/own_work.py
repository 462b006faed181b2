"""Time of everything that is not the model, for an article of about 2,000 words, without a network.

    python benchmarks/own_work.py [ARTICLE] [--runs 15]

Load, split, read attributions, verify, check, compose without a model, render to text and JSON; imports are done
before.
Without an article, the examples' articles are joined until there are 2,000 words. Prints the median of the runs in
milliseconds of processor time, stage by stage: other jobs on the machine do not count.
"""

from __future__ import annotations

import argparse
import io
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rich.console import Console

from summarizer import Source
from summarizer.compose import plain
from summarizer.extract import Extractor
from summarizer.load import load
from summarizer.models import Coverage, ProducedBy, Summary, Usage
from summarizer.profiles import LOCAL
from summarizer.relate import Relater
from summarizer.render.data import to_json
from summarizer.render.terminal import to_text
from summarizer.sentences import read_document
from summarizer.verify import verify
from summarizer.vouching import vouched

EXAMPLES = Path(__file__).parents[1] / "examples"


def article(words: int = 2_000) -> str:
    """Original text of about so many words."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))]
    joined = ""
    while len(joined.split()) < words:
        joined += "\n\n".join(texts) + "\n\n"
    return joined


class Stages:
    """Milliseconds by stage."""

    def __init__(self) -> None:
        self.times: dict[str, list[float]] = {}

    def timed(self, name: str, work: Callable[[], Any]) -> Any:
        start = time.process_time()
        result = work()
        self.times.setdefault(name, []).append(1_000 * (time.process_time() - start))
        return result


def once(source: Source, stages: Stages) -> None:
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", nargs="?")
    parser.add_argument("--runs", type=int, default=15)
    args = parser.parse_args()
    source = Source.file(args.article) if args.article else Source.text(article())
    once(source, Stages())
    stages = Stages()
    for _ in range(args.runs):
        once(source, stages)
    total = 0.0
    for name, times in stages.times.items():
        total += statistics.median(times)
        print(f"{name:14} {statistics.median(times):7.1f} ms")
    print(f"{'all':14} {total:7.1f} ms")


if __name__ == "__main__":
    main()
