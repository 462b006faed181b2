"""Whether memory stays flat: resident memory at the 1,000th and at the last of 100,000 sources.

    python -m benchmarks.load.memory [--count 100000] [--from 1000] [--jobs 16] [--no-cache] [--brief]

The program runs over one file of JSON lines and writes one. Its memory, with that of its processes for work on text,
is looked at from outside four times a second, together with how many sources it has asked about: the figure for the
1,000th is the most that is seen from the 900th to the 1,000th, that for the last the most over the last tenth.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.load.articles import write_jsonl
from benchmarks.load.running import Finding, Remote, command, report, served, told, workplace
from benchmarks.load.starting import Child, cold

MEGABYTES = 50.0
EVERY = 0.25
"""Seconds between two looks."""
SHOWN_EVERY = 60.0


@dataclass
class Watch:
    """The looks at one run: how many sources were done, and megabytes resident."""

    looks: list[tuple[int, float]] = field(default_factory=list)
    seconds: float = 0.0
    status: int | None = 0
    lines: int = 0

    def at(self, done: int) -> float:
        """The most that was seen until so many sources were done, from a tenth before on."""
        near = [size for number, size in self.looks if 0.9 * done <= number <= done]
        return max(near) if near else next((size for number, size in self.looks if number > done), 0.0)


def resident(pid: int | None) -> float:
    """Megabytes of a process and of those that it has started, 0 for one that is over."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
        started = [file.read_text(encoding="ascii") for file in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return 0.0
    found = [line.split()[1] for line in status.splitlines() if line.startswith("VmRSS:")]
    own = int(found[0]) / 1_024 if found else 0.0
    return own + sum(resident(int(child)) for children in started for child in children.split())


def watched(count: int, jobs: int, *more: str, brief: bool = False) -> Watch:
    """Run over so many sources, of three sentences if ``brief``, and watch."""
    with workplace() as place, served() as service:
        sources, output = place / "articles.jsonl", place / "out.jsonl"
        write_jsonl(sources, count, brief=brief)
        words = command(service.url, sources, output, *more, jobs=jobs)
        started = time.monotonic()
        child = cold(words, place / "cache")
        watch = _watch(child, service, count)
        watch.seconds, watch.status = time.monotonic() - started, child.wait()
        if watch.status != 0:
            print(child.said()[-2_000:])
        with output.open("rb") as file:
            watch.lines = sum(1 for _ in file)
        return watch


def _watch(child: Child, service: Remote, count: int) -> Watch:
    watch = Watch()
    shown = time.monotonic()
    while child.wait(EVERY) is None:
        done = service.counts()["tasks"].get("claims", 0)
        if size := resident(child.pid):
            watch.looks.append((min(done, count), size))
        if time.monotonic() - shown > SHOWN_EVERY:
            shown = time.monotonic()
            print(f"{done:,} of {count:,} done, {watch.looks[-1][1]:.0f} MB", file=sys.stderr, flush=True)
    return watch


def findings(watch: Watch, count: int, begin: int) -> list[Finding]:
    """The table."""
    first, last = watch.at(begin), watch.at(count)
    growth = last - first
    return [
        told("sources", f"{count:,}"),
        Finding("lines of output", f"{watch.lines:,}", f"must be {count:,}", watch.lines == count),
        Finding("exit status", f"{watch.status}", "must be 0", watch.status == 0),
        told(f"resident at the {begin:,}th", f"{first:.0f} MB"),
        told("resident at the last", f"{last:.0f} MB"),
        Finding("growth", f"{growth:.0f} MB", f"under {MEGABYTES:g} MB", growth < MEGABYTES),
        told("seconds", f"{watch.seconds:,.0f}"),
        told("milliseconds a source", f"{1_000 * watch.seconds / count:.0f}"),
    ]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--from", dest="begin", type=int, default=1_000)
    parser.add_argument("--jobs", type=int, default=16)
    parser.add_argument("--no-cache", action="store_true")
    parser.add_argument("--brief", action="store_true")
    given = parser.parse_args()
    more = ["--no-cache"] if given.no_cache else []
    watch = watched(given.count, given.jobs, *more, brief=given.brief)
    return report("memory", findings(watch, given.count, min(given.begin, given.count // 2)))


if __name__ == "__main__":
    sys.exit(main())
