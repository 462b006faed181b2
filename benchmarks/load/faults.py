"""Many short articles against a service of which every fifth answer is bad: nothing may be lost, nothing come twice.

    python -m benchmarks.load.faults [--count 1000] [--bad 0.2] [--jobs 64] [--limit 30] [--seed 1]

The articles are summarised twice, by a good service and by the bad one. Each source must come back exactly once. Its
summary must hold every claim, warning and contradiction of the undisturbed one, or say what is missing: a passage
unread, an item rejected, or the error that ended it.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from benchmarks.load.articles import articles
from benchmarks.load.misdeeds import KINDS
from benchmarks.load.running import MODEL, Finding, none_of, report, served, told
from benchmarks.load.starting import KEY
from summarizer import Source, Summarizer, Summary

KEPT = ("claims", "warnings", "contradictions")


@dataclass
class Tally:
    """What came back, by the number of the article."""

    came: Counter[str] = field(default_factory=Counter)
    held: dict[str, frozenset[str]] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    failed: dict[str, str] = field(default_factory=dict)
    seconds: float = 0.0

    def add(self, text: str, summary: Summary | None, error: Exception | None) -> None:
        """Take one result."""
        self.came[text] += 1
        if error is not None:
            self.failed[text] = str(error)
        if summary is not None:
            self.held[text] = holdings(summary)
            if summary.coverage.unread or summary.coverage.partial or summary.rejected:
                self.named.add(text)

    def silently_less(self, whole: Tally) -> list[str]:
        """The sources that have less than in the ``whole`` without a word about it."""
        return [
            text
            for text, held in whole.held.items()
            if text not in self.named and text not in self.failed and not held <= self.held.get(text, frozenset())
        ]


def holdings(summary: Summary) -> frozenset[str]:
    """What a summary says, item by item, whatever the ids."""
    return frozenset(
        f"{kind} {[(e.start, e.end) for e in _evidence(item)]} {getattr(item, 'stance', '')}"
        for kind in KEPT
        for item in getattr(summary, kind)
    )


def _evidence(item: Any) -> list[Any]:
    if hasattr(item, "sides"):
        return [e for side in item.sides for e in side.evidence]
    return list(item.evidence)


def summarised(url: str, count: int, **settings: Any) -> Tally:
    """All articles by the service at ``url``."""
    tally = Tally()

    def sources() -> Iterator[Source]:
        for one in articles(count=count):
            yield Source.text(one.text)

    started = time.monotonic()
    with Summarizer(model=MODEL, base_url=url, api_key=KEY, timeout=3_600.0, **settings) as summarizer:
        for done in summarizer.finished(sources()):
            tally.add(done.source.value, done.summary, done.error)
    tally.seconds = time.monotonic() - started
    return tally


def findings(count: int, whole: Tally, faulty: Tally, done: Counter[str]) -> list[Finding]:
    """The table."""
    texts = [one.text for one in articles(count=count)]
    met = [kind for kind in KINDS if done[kind]]
    bad = sum(number for kind, number in done.items() if kind != "well")
    return [
        told("articles", f"{count:,}"),
        told("calls", f"{done.total():,}"),
        told("bad answers", f"{bad:,} ({bad / max(1, done.total()):.0%})"),
        Finding("kinds of misdeed met", f"{len(met)}", f"must be {len(KINDS)}", len(met) == len(KINDS)),
        none_of("sources lost", sum(text not in faulty.came for text in texts)),
        none_of("sources twice", sum(number > 1 for number in faulty.came.values())),
        none_of("less than undisturbed without a word", len(faulty.silently_less(whole))),
        told("whole", sum(whole.held[t] == faulty.held.get(t) for t in texts if t in whole.held)),
        told("with something unread, partial or rejected", len(faulty.named)),
        told("failed, with an error", len(faulty.failed)),
        told("seconds undisturbed", f"{whole.seconds:.0f}"),
        told("seconds", f"{faulty.seconds:.0f}"),
    ]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--bad", type=float, default=0.2)
    parser.add_argument("--jobs", type=int, default=64)
    parser.add_argument("--limit", type=float, default=30.0, help="seconds of one call; silence lasts for ever")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with served() as good:
        whole = summarised(good.url, given.count, jobs=given.jobs, cache=False)
    with served(bad=given.bad, seed=given.seed) as service:
        faulty = summarised(service.url, given.count, jobs=given.jobs, cache=False, call_timeout=given.limit)
        done = Counter(service.counts()["done"])
    for text in faulty.silently_less(whole)[:3]:
        print(f"without a word: {sorted(whole.held[text] - faulty.held.get(text, frozenset()))} of {text!r}")
    for reason, number in Counter(reason[:150] for reason in faulty.failed.values()).most_common(5):
        print(f"{number} × {reason}")
    return report("faults", findings(given.count, whole, faulty, done))


if __name__ == "__main__":
    sys.exit(main())
