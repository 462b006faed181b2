"""How the time to read text made to be slow grows with its length.

    python -m benchmarks.hostile_text [--runs 3]

What looks at text before anything else does is given the same few characters over and over, an eighth of a megabyte
of them and a whole one; ``check`` claims with long translated statements, 20 and 160; and all that is done with an
article before the model is asked, one of our own in 10 and 80 copies. Each run's text is another, as what was read may
be remembered. Prints the least processor time of the runs for both and their ratio: 8 where the
time is proportional to the length, 64 where it grows with its square. The exit status is 1 if a ratio is over 24,
which no busy machine makes of 8.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from summarizer import check, gates
from summarizer.addressed import addressed
from summarizer.profiles import profile_for
from summarizer.retrieval import retrieve
from summarizer.run import begun
from summarizer.settings import Settings
from summarizer.source import Source
from tests.hostile_text import MARKUP, PROSE, long_translations, page, repeated
from tests.quay import PRYCE

SIZES = 125_000, 1_000_000
"""Characters."""
COUNTS = 20, 160
"""Claims."""
COPIES = 10, 80
ARTICLE = Path(__file__).parent.parent / "examples" / "harbour-bridge.txt"
MOST = 3 * SIZES[1] / SIZES[0]


def _markup(unit: str, characters: int, run: int) -> str:
    return page(unit, characters - run)


def _prose(unit: str, characters: int, run: int) -> str:
    return f"{run} {repeated(unit, characters)}"


def _gated(text: str) -> None:
    gates.find_gate(text)
    gates.notes(text)


def _copies(count: int, run: int) -> Source:
    text = ARTICLE.read_text(encoding="utf-8")
    return Source.text("\n\n".join(text.replace("Sunday", f"Sunday {run} {number}") for number in range(count)))


def _begun(source: Source) -> None:
    begun(source, retrieve(source), profile_for(Settings()))


def _checked(claims: list[dict[str, Any]]) -> None:
    check({"claims": claims}, PRYCE)


def seconds(work: Callable[[Any], object], given: list[Any]) -> float:
    """The least processor time for any of them."""
    taken = []
    for one in given:
        since = time.process_time()
        work(one)
        taken.append(time.process_time() - since)
    return min(taken)


def main() -> int:
    """Measure and print; the exit status is 1 if anything grows faster than it may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=3)
    runs = range(parser.parse_args().runs)
    slow = 0

    def row(name: str, work: Callable[[Any], object], made: Callable[[int, int], Any], sizes: tuple[int, int]) -> None:
        nonlocal slow
        little, much = (seconds(work, [made(size, run) for run in runs]) for size in sizes)
        slow += much > MOST * little
        print(f"{name:60} {little * 1000:7.1f} ms {much * 1000:8.1f} ms   × {much / little:.1f}", flush=True)

    for unit in MARKUP:
        row(f"gates {unit!r}", _gated, partial(_markup, unit), SIZES)
    for unit in PROSE:
        row(f"addressed {unit!r}", addressed, partial(_prose, unit), SIZES)
    row("translations", _checked, long_translations, COUNTS)
    row("an article", _begun, _copies, COPIES)
    print(f"{slow} grow faster than they may")
    return 1 if slow else 0


if __name__ == "__main__":
    raise SystemExit(main())
