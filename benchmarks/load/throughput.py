"""How much of the ideal throughput is reached with a service that answers in exactly one second, 64 calls at once.

    python -m benchmarks.load.throughput [--count 640] [--delay 1] [--jobs 64] [--no-cache] [--pages]

The ideal is all calls in full rounds of 64 a second, from the first call's coming to the last answer's going: the
start of the program is no part of it, the start and the end of the work are. The processor time is the whole
program's, its start and its writing included, divided by the calls. ``--pages``: the articles are web pages.
"""

from __future__ import annotations

import argparse
import resource
import sys
from dataclasses import dataclass

from benchmarks.load.articles import write_jsonl, write_pages
from benchmarks.load.running import Finding, command, report, run, served, told, workplace

SHARE = 0.9
MILLISECONDS = 5.0


@dataclass(frozen=True)
class Measured:
    """One run."""

    calls: int
    at_once: int
    seconds: float
    ideal: float
    processor: float
    start: float
    """Seconds of the processor for the same run over one article."""

    @property
    def share(self) -> float:
        """Of the ideal throughput."""
        return self.ideal / self.seconds

    def each(self, seconds: float) -> float:
        """Milliseconds a call."""
        return 1_000 * seconds / self.calls


def measured(count: int, delay: float, jobs: int, *more: str, pages: bool = False) -> Measured:
    """Run and measure."""
    write = write_pages if pages else write_jsonl
    with workplace() as place, served(delay=delay) as service:
        used = []
        for number in (1, count):
            sources = place / (f"pages{number}" if pages else f"articles{number}.jsonl")
            write(sources, number)
            service.forget()
            before = _children()
            words = command(service.url, sources, place / f"out{number}.jsonl", *more, jobs=jobs)
            ended = run(words, place / f"cache{number}")
            if ended.status != 0:
                raise SystemExit(f"the run ended with {ended.status}: {ended.said}")
            used.append(_children() - before)
        log = service.log()
        seconds = max(call.sent or 0.0 for call in log) - log[0].came
        return Measured(len(log), service.counts()["at_once"], seconds, len(log) * delay / jobs, used[1], used[0])


def _children() -> float:
    """Processor seconds of the child processes that are over."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def findings(found: Measured, jobs: int) -> list[Finding]:
    """The table."""
    own = found.each(found.processor)
    return [
        told("calls", f"{found.calls:,}"),
        told("most at once", f"{found.at_once} of {jobs}"),
        told("calls a second", f"{found.calls / found.seconds:.1f}"),
        Finding("share of the ideal", f"{found.share:.1%}", f"at least {SHARE:.0%}", found.share >= SHARE),
        Finding("own processor time a call", f"{own:.2f} ms", f"under {MILLISECONDS:g} ms", own < MILLISECONDS),
        told("the same without the start", f"{found.each(found.processor - found.start):.2f} ms"),
    ]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=640)
    parser.add_argument("--delay", type=float, default=1.0)
    parser.add_argument("--jobs", type=int, default=64)
    parser.add_argument("--no-cache", action="store_true")
    parser.add_argument("--pages", action="store_true")
    given = parser.parse_args()
    more = ["--no-cache"] if given.no_cache else []
    found = measured(given.count, given.delay, given.jobs, *more, pages=given.pages)
    return report(f"throughput: {given.count} articles", findings(found, given.jobs))


if __name__ == "__main__":
    sys.exit(main())
