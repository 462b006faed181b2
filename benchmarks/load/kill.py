"""A run killed at random moments and started again: the same output, and no finished call paid again.

    python -m benchmarks.load.kill [--count 100] [--kills 20] [--delay 0.05] [--jobs 8] [--seed 1]

Each kill is a trial of its own with an empty cache: SIGKILL at a moment between the first call and the end of the
undisturbed run, then the same command to its end. Half of the trials write one file, half a folder. A call is finished
when the service has handed over its whole answer.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load.articles import write_jsonl
from benchmarks.load.running import (
    Finding,
    Remote,
    command,
    differing,
    none_of,
    paid_again,
    report,
    results,
    run,
    served,
    told,
    workplace,
)
from benchmarks.load.starting import Start, cold

IN_FLIGHT = 0.1
"""Seconds. An answer handed over so shortly before the kill may not have been taken up by the process yet: it lies in
the buffers of the network or waits for its turn, and nothing can keep it."""


@dataclass(frozen=True)
class Trial:
    """What came of one kill. ``again`` were paid twice, ``late`` of those finished within the last moment."""

    calls: int
    again: int
    late: int
    status: int
    different: int
    broken: int
    left: int


@dataclass(frozen=True)
class Bench:
    """Where the trials run."""

    service: Remote
    sources: Path
    place: Path
    jobs: int
    start: Start = cold

    def words(self, output: Path | str) -> list[str]:
        """The command line."""
        return command(self.service.url, self.sources, output, jobs=self.jobs)

    def undisturbed(self, folder: bool) -> tuple[Path, float]:
        """The output of a run that nobody disturbs, and how many seconds its calls lasted."""
        output = self.place / ("whole" if folder else "whole.jsonl")
        self.service.forget()
        ended = run(self.words(f"{output}/" if folder else output), self.place / f"cache-{output.name}", self.start)
        if ended.status != 0:
            raise SystemExit(f"the undisturbed run ended with {ended.status}: {ended.said}")
        log = self.service.log()
        return output, max(call.came for call in log) - log[0].came

    def trial(self, name: str, whole: Path, moments: Sequence[float]) -> Trial:
        """Kill so many seconds after the first call, as often as there are ``moments``; run to the end, compare."""
        folder = whole.is_dir()
        output = self.place / (f"out-{name}" if folder else f"out-{name}.jsonl")
        words = self.words(f"{output}/" if folder else output)
        cache = self.place / f"cache-{name}"
        runs = []
        for moment in moments:
            self.service.forget()
            killed = self._killed(words, cache, moment)
            runs.append((self.service.log(), killed))
        self.service.forget()
        ended = run(words, cache, self.start)
        runs.append((self.service.log(), math.inf))
        found, twice, broken = results(output)
        again, sure = paid_again(runs), paid_again(runs, IN_FLIGHT)
        different = differing(results(whole)[0], found)
        left = len(list(self.place.glob(f"*out-{name}*.part"))) + len(list(output.glob("*.part") if folder else []))
        calls = sum(len(log) for log, _ in runs[:-1])
        return Trial(calls, sure, again - sure, ended.status, different, twice + broken, left)

    def _killed(self, words: list[str], cache: Path, moment: float) -> float:
        """Start, kill, and tell when that was."""
        child = self.start(words, cache)
        while not self.service.counts()["calls"] and child.wait(0) is None:
            time.sleep(0.005)
        child.wait(moment)
        at = time.monotonic()
        child.kill()
        child.wait()
        return at


def findings(trials: list[Trial]) -> list[Finding]:
    """The table."""
    return [
        told("kills", len(trials)),
        told("calls before each kill", f"{min(t.calls for t in trials)} to {max(t.calls for t in trials)}"),
        none_of("finished calls paid again", sum(t.again for t in trials)),
        told(f"of those in flight, {IN_FLIGHT:g} s before the kill", sum(t.late for t in trials)),
        none_of("runs again with another status than 0", sum(t.status != 0 for t in trials)),
        none_of("summaries other than undisturbed", sum(t.different for t in trials)),
        none_of("lines that cannot be read, or come twice", sum(t.broken for t in trials)),
        none_of("files left behind", sum(t.left for t in trials)),
    ]


def killed(count: int, kills: int, delay: float, jobs: int, seed: int = 1) -> list[Trial]:
    """All trials."""
    rng = random.Random(seed)
    with workplace() as place, served(delay=delay) as service:
        sources = place / "articles.jsonl"
        write_jsonl(sources, count)
        bench = Bench(service, sources, place, jobs)
        wholes = [bench.undisturbed(folder) for folder in (False, True)[: min(2, kills)]]
        trials = []
        for number in range(kills):
            whole, seconds = wholes[number % len(wholes)]
            trials.append(bench.trial(str(number), whole, [rng.uniform(0, seconds)]))
        return trials


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--delay", type=float, default=0.05)
    parser.add_argument("--jobs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    trials = killed(given.count, given.kills, given.delay, given.jobs, given.seed)
    return report(f"kill: {given.count} articles", findings(trials))


if __name__ == "__main__":
    sys.exit(main())
