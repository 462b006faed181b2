"""The process in which one target is tried: ``python -m benchmarks.fuzz.worker TARGET SECONDS ENGINE FOLDER SEED``."""

from __future__ import annotations

import hashlib
import logging
import random
import resource
import signal
import sys
import time
import traceback
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis.errors import HypothesisException

if TYPE_CHECKING:
    from benchmarks.fuzz.targets import Target

HANG = 5.0
"""Seconds of processor time of one input: of wall time a busy machine takes any amount."""
_CLOCK = signal.ITIMER_PROF
MEMORY = 1_000_000_000
"""Bytes beyond those in use at the start."""
MAKING_SMALL = 30.0
"""Seconds beyond the time given in which what was found last is made small."""
ROUND = 100
"""Inputs between two looks at the clock."""
_SEEDS = 30
_OURS = "/summarizer/"


class Hang(Exception):
    """An input takes longer than :data:`HANG`."""


class Trial:
    """A target with a watch over time and memory; keeps the input that it is at, and what has been found."""

    def __init__(self, target: Target, folder: Path) -> None:
        self.target, self.folder = target, folder
        self.inputs = 0
        self.slowest = 0.0
        self.found: dict[str, str] = {}
        self.last: Any = None
        self.note = folder / f"{target.name}-last.txt"

    def run(self, value: Any) -> None:
        """Try one input. What is known already passes, so that something else can be found."""
        self.inputs += 1
        self.note.write_bytes(repr(value).encode("utf-8", "backslashreplace"))
        signal.setitimer(_CLOCK, HANG)
        begun = time.process_time()
        try:
            self.target.run(value)
        except HypothesisException:
            raise
        except Exception as error:
            signal.setitimer(_CLOCK, 0)
            if _signature(error) in self.found:
                return
            if self.last is None:  # told at once: making it small may take a while
                print(f"{self.target.name}: {_signature(error)}", flush=True)
            self.last = value
            raise
        finally:
            signal.setitimer(_CLOCK, 0)
            self.slowest = max(self.slowest, time.process_time() - begun)

    def keep(self, error: BaseException) -> None:
        """Write down the input at which it happened."""
        signature = _signature(error)
        name = f"{self.target.name}-{hashlib.sha256(signature.encode()).hexdigest()[:10]}.txt"
        self.found[signature] = name
        story = "".join(traceback.format_exception(error))
        text = f"{signature}\n\n{self.last!r}\n\n{story}"
        (self.folder / name).write_bytes(text.encode("utf-8", "backslashreplace"))
        self.last = None
        print(f"{self.target.name}: {signature} -> {self.folder / name}", flush=True)


def _signature(error: BaseException) -> str:
    if isinstance(error, BaseExceptionGroup):  # what did not happen again, such as a wait for a busy machine
        error = error.exceptions[0]
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if _OURS in frame.filename] or list(frames)
    place = f"{Path(ours[-1].filename).name}:{ours[-1].name}" if ours else "?"
    return f"{type(error).__name__} in {place}: {str(error).splitlines()[0][:80] if str(error) else ''}"


def _late(_signal: int, _frame: FrameType | None) -> None:
    raise Hang(f"longer than {HANG:g} seconds")


def by_hypothesis(trial: Trial, seconds: float, seed: int) -> None:
    """Rounds of inputs, each with a seed of its own."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        seed += 1

        @seeded(seed)
        @settings(
            max_examples=ROUND,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.generate, Phase.shrink),
            report_multiple_bugs=False,
        )
        @given(trial.target.material)
        def attempt(value: Any) -> None:
            if time.monotonic() < until + (MAKING_SMALL if trial.last is not None else 0):
                trial.run(value)

        try:
            attempt()
        except Exception as error:  # what is found is the purpose
            trial.keep(error)


def by_coverage(trial: Trial, seconds: float, seed: int) -> None:
    """The same inputs, but libFuzzer chooses what to draw; it ends the process by itself."""
    import atheris  # imported here: a package that not everybody has, and only for this

    @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(trial.target.material)
    def attempt(value: Any) -> None:
        trial.run(value)

    def once(data: bytes) -> None:
        try:
            attempt.hypothesis.fuzz_one_input(data)  # type: ignore[attr-defined]
        except Exception as error:
            trial.keep(error)

    corpus = trial.folder / f"{trial.target.name}-corpus"
    corpus.mkdir(exist_ok=True)
    chance = random.Random(seed)
    for number in range(_SEEDS):  # of nothing libFuzzer makes nothing
        (corpus / f"seed-{number}").write_bytes(chance.randbytes(2048))
    limits = [f"-max_total_time={int(seconds)}", f"-timeout={int(HANG * 6)}", f"-seed={seed % 2**31}", "-max_len=8192"]
    where = [
        f"-artifact_prefix={trial.folder}/{trial.target.name}-",
        f"-rss_limit_mb={2 * MEMORY // 1_000_000}",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *limits, *where, str(corpus)], once)
    atheris.Fuzz()


def _target(name: str, engine: str) -> Target:
    # Imported here: what is imported earlier gives libFuzzer no coverage.
    if engine == "atheris":
        import atheris

        with atheris.instrument_imports(include=["summarizer"]):
            from benchmarks.fuzz.targets import TARGETS
    else:
        from benchmarks.fuzz.targets import TARGETS
    return TARGETS[name]


def main() -> int:
    """Try one target until the time is up."""
    name, seconds, engine, folder, seed = sys.argv[1:]
    logging.disable(logging.CRITICAL)
    trial = Trial(_target(name, engine), Path(folder))
    signal.signal(signal.SIGPROF, _late)
    used = (
        int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize() if sys.platform == "linux" else 0
    )
    if used and engine == "hypothesis":
        resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
    (by_coverage if engine == "atheris" else by_hypothesis)(trial, float(seconds), int(seed))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    told = f"{trial.inputs} inputs, {len(trial.found)} findings, slowest {trial.slowest:.2f} s, peak {peak:.0f} MB"
    print(f"{name}: {told}", flush=True)
    trial.note.unlink(missing_ok=True)
    return int(bool(trial.found))


if __name__ == "__main__":
    sys.exit(main())
