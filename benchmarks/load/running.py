"""What the scripts of this folder share: the service in a process of its own, the program, its output, a table."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.load.starting import ROOT, Start, cold

MODEL = "openai/any"
DIFFERING = ("usage",)
"""What two runs over the same articles may differ in."""


@dataclass(frozen=True)
class Finding:
    """One line of the table: a figure, what it has to be, and whether it is."""

    name: str
    figure: str
    must: str
    met: bool


def report(title: str, findings: Sequence[Finding]) -> int:
    """Print the table; the exit status is 1 if anything is not met."""
    print(title)
    wide, figures = (max(len(getattr(f, name)) for f in findings) for name in ("name", "figure"))
    for found in findings:
        verdict = "" if not found.must else "met" if found.met else "MISSED"
        print(f"  {found.name:<{wide}}  {found.figure:>{figures}}  {found.must:<22} {verdict}".rstrip(), flush=True)
    return 0 if all(f.met for f in findings) else 1


def told(name: str, figure: object) -> Finding:
    """A figure of which nothing is asked."""
    return Finding(name, str(figure), "", True)


def none_of(name: str, number: int) -> Finding:
    """A number that must be 0."""
    return Finding(name, f"{number:,}", "must be 0", number == 0)


@dataclass(frozen=True)
class Logged:
    """A call as the service has logged it; see :mod:`benchmarks.load.service`."""

    digest: str
    task: str
    came: float
    sent: float | None
    status: int
    done: str

    @property
    def paid(self) -> bool:
        """Whether it was answered with status 200, well or not."""
        return self.status == 200


@dataclass(frozen=True)
class Remote:
    """A service in another process."""

    url: str

    def log(self) -> list[Logged]:
        """All calls since the log was emptied."""
        return [Logged(*row) for row in self._get("/log")]

    def counts(self) -> dict[str, Any]:
        """How many of each kind."""
        counts: dict[str, Any] = self._get("/counts")
        return counts

    def forget(self) -> None:
        """Empty the log."""
        self._get("/forget", method="POST")

    def _get(self, path: str, method: str = "GET") -> Any:
        request = urllib.request.Request(self.url.removesuffix("/v1") + path, method=method)
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=60) as answer:
            return json.load(answer)


@contextlib.contextmanager
def served(delay: float = 0.0, bad: float = 0.0, seed: int = 1) -> Iterator[Remote]:
    """A service in a process of its own, ended with the block."""
    command = [sys.executable, "-m", "benchmarks.load.service"]
    command += ["--delay", str(delay), "--bad", str(bad), "--seed", str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        try:
            yield Remote(process.stdout.readline().strip())
        finally:
            process.terminate()


@contextlib.contextmanager
def workplace() -> Iterator[Path]:
    """A folder that goes with the block."""
    with tempfile.TemporaryDirectory(prefix="summarizer-load-") as folder:
        yield Path(folder)


def command(url: str, sources: Path, output: Path | str, *more: str, jobs: int = 16) -> list[str]:
    """The arguments of one run, which writes JSON lines."""
    words = [str(sources), "--model", MODEL, "--base-url", url, "--format", "jsonl", "-o", str(output)]
    return [*words, "--jobs", str(jobs), "--timeout", "86400", *more]


@dataclass(frozen=True)
class Ran:
    """A run that is over."""

    status: int
    said: str
    seconds: float


def run(words: Sequence[str], cache: Path | None, start: Start = cold) -> Ran:
    """Run the program to its end."""
    started = time.monotonic()
    child = start(words, cache)
    status = child.wait()
    assert status is not None  # it was waited for without a limit
    return Ran(status, child.said(), time.monotonic() - started)


def results(output: Path) -> tuple[dict[str, dict[str, Any]], int, int]:
    """The summaries of a file of JSON lines or of a folder of them, by location; then how many came more than once,
    and how many lines cannot be read. What two runs may differ in is left out."""
    files = [output] if output.is_file() else sorted(output.glob("*.jsonl")) if output.is_dir() else []
    found: dict[str, dict[str, Any]] = {}
    twice = broken = 0
    for line in (line for file in files for line in file.read_text(encoding="utf-8").splitlines()):
        try:
            summary = json.loads(line)
            location = summary["source"]["location"]
        except (ValueError, LookupError, TypeError):
            broken += 1
            continue
        twice += location in found
        found[location] = {name: value for name, value in summary.items() if name not in DIFFERING}
    return found, twice, broken


def differing(expected: dict[str, dict[str, Any]], found: dict[str, dict[str, Any]]) -> int:
    """How many of all summaries are missing, too many, or other than expected."""
    return sum(expected.get(location) != found.get(location) for location in expected.keys() | found.keys())


def paid_again(runs: Sequence[tuple[Sequence[Logged], float]], margin: float = 0.0) -> int:
    """How many paid calls had been finished and paid in an earlier one of the ``runs``, each a log and when it ended.

    What was finished less than ``margin`` seconds before the end of its run does not count as finished.
    """
    finished: set[str] = set()
    again = 0
    for log, ended in runs:
        again += sum(call.paid and call.digest in finished for call in log)
        finished |= {c.digest for c in log if c.paid and c.sent is not None and c.sent < ended - margin}
    return again
