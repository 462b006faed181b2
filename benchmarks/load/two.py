"""Two processes over the same articles with one cache and one output folder: nothing broken, nothing paid twice.

    python -m benchmarks.load.two [--count 100] [--delay 0.02] [--jobs 8]

A call that the second process sends while the first waits for the same answer is in flight and might be paid twice; one
that it sends after the answer has come must not. With leases (:mod:`summarizer.leases`) neither happens: the calls of
both are those that one run needs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load.articles import write_jsonl
from benchmarks.load.kill import Bench
from benchmarks.load.running import (
    Finding,
    Logged,
    differing,
    none_of,
    report,
    results,
    served,
    told,
    workplace,
)

IN_FLIGHT = 0.25
"""Seconds between an answer and its being in the store, where both processes share two cores with the service."""


@dataclass(frozen=True)
class Pair:
    """What came of two runs at once."""

    calls: int
    needed: int
    again: int
    statuses: tuple[int | None, ...]
    different: int
    broken: int
    left: int
    said: str


def doubly_paid(log: Sequence[Logged]) -> int:
    """Calls that were paid though the same had been answered, and paid, before they were sent."""
    answered: dict[str, float] = {}
    again = 0
    for call in log:
        first = answered.get(call.digest)
        again += call.paid and first is not None and call.came > first + IN_FLIGHT
        if call.paid and call.sent is not None:
            answered[call.digest] = min(call.sent, first or call.sent)
    return again


def together(bench: Bench, whole: Path) -> Pair:
    """Run two at once, and compare with the folder ``whole`` that one alone has written."""
    output = bench.place / "both"
    bench.service.forget()
    statuses, said = _both(bench, bench.words(f"{output}/"), bench.place / "cache-both")
    log = bench.service.log()
    found, twice, broken = results(output)
    left = [file.name for file in output.iterdir() if file.suffix != ".jsonl"]
    different = differing(results(whole)[0], found)
    needed = len({call.digest for call in log})
    return Pair(len(log), needed, doubly_paid(log), statuses, different, broken + twice, len(left), said)


def _both(bench: Bench, words: list[str], cache: Path) -> tuple[tuple[int | None, ...], str]:
    """Their exit statuses and what they said."""
    children = [bench.start(words, cache) for _ in range(2)]
    return tuple(child.wait() for child in children), "".join(child.said() for child in children)


def findings(pair: Pair) -> list[Finding]:
    """The table."""
    return [
        told("calls one run needs", f"{pair.needed:,}"),
        told("calls of both", f"{pair.calls:,}"),
        none_of("calls beyond what one run needs", pair.calls - pair.needed),
        none_of("paid again beyond what was in flight", pair.again),
        none_of("runs with another status than 0", sum(status != 0 for status in pair.statuses)),
        none_of("summaries other than undisturbed", pair.different),
        none_of("lines that cannot be read, or come twice", pair.broken),
        none_of("files left behind", pair.left),
        none_of("tracebacks", pair.said.count("Traceback")),
    ]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--delay", type=float, default=0.02)
    parser.add_argument("--jobs", type=int, default=8)
    given = parser.parse_args()
    with workplace() as place, served(delay=given.delay) as service:
        write_jsonl(place / "articles.jsonl", given.count)
        bench = Bench(service, place / "articles.jsonl", place, given.jobs)
        pair = together(bench, bench.undisturbed(folder=True)[0])
    if any(pair.statuses):
        print(pair.said[-2_000:])
    return report(f"two processes: {given.count} articles", findings(pair))


if __name__ == "__main__":
    sys.exit(main())
