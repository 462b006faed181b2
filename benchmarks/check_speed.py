"""Time to check quotes and statements against a text, process start and imports excluded.

    python benchmarks/check_speed.py [--runs 5]

Two rows matter: 20 altered one-sentence quotes in a text of 122,000 characters, and 1,000 quotes, half of them altered,
in one of a million. Text, quotes, and statements with speakers are each taken at three sizes, all else alike, and a
line says how time grows with them: from the first to the last size it may grow as the size does, not faster. The text
is made of invented words with a fixed seed. Prints the median of the runs in milliseconds, of the clock and of the
processor, everything that a check needs made anew in each. The exit status is 1 if anything grows faster.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from dataclasses import dataclass
from typing import Any

from summarizer import check

WORDS = 4_000
"""Different words of the text, the frequent ones much more frequent than the others, as in a language."""
SYLLABLES = "ba be di do fa ge hi jo ka le mi no pu ra se ti vo wa xe zu bran clem drosk frell grint sphor".split()
PEOPLE = 40
"""Different speakers; every third sentence is one's."""
TOLERANCE = 1.25
"""How much more than the size the time may grow before it is called faster: busy machines differ so much."""


@dataclass(frozen=True)
class Task:
    """What one row measures: ``share`` of the items are altered, ``spoken`` ones have statements and speakers."""

    characters: int
    items: int
    share: float
    spoken: bool = False


TASKS = (
    ("text, 20 quotes", [Task(size, 20, 1.0) for size in (30_500, 61_000, 122_000)]),
    ("text, 1,000 quotes", [Task(size, 1_000, 0.5) for size in (250_000, 500_000, 1_000_000)]),
    ("quotes", [Task(1_000_000, number, 0.5) for number in (500, 1_000, 2_000)]),
    ("text, 100 statements", [Task(size, 100, 0.5, spoken=True) for size in (61_000, 122_000, 244_000)]),
    ("statements", [Task(122_000, number, 0.5, spoken=True) for number in (100, 200, 400)]),
)


@dataclass(frozen=True)
class Said:
    """A sentence of the text and, if somebody says it, who and what."""

    words: str
    speaker: str | None = None
    statement: str = ""


def sentences(characters: int, rng: random.Random, *, spoken: bool) -> list[Said]:
    """Sentences of 8 to 30 words, of so many characters together."""
    words = ["".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(WORDS)]
    people = [f"{rng.choice(words).capitalize()} {rng.choice(words).capitalize()}" for _ in range(PEOPLE)]
    weights = [1 / rank for rank in range(1, WORDS + 1)]
    found: list[Said] = []
    size = 0
    while size < characters:
        chosen = rng.choices(words, weights, k=rng.randint(8, 30))
        chosen.insert(rng.randint(1, len(chosen)), str(rng.randint(2, 9_999)))
        said = " ".join(chosen)
        if spoken and len(found) % 3 == 0:
            who = rng.choice(people)
            found.append(Said(f"{who} said that {said}.", who, f"The {said}."))
        else:
            found.append(Said(f"{said.capitalize()}."))
        size += len(found[-1].words) + 1
    return found


def altered(sentence: str, rng: random.Random) -> str:
    """The sentence with one word exchanged."""
    words = sentence.split()
    at = rng.randrange(1, len(words) - 1)
    words[at] = "hardly" if words[at] != "hardly" else "always"
    return " ".join(words)


def claim(said: Said, rng: random.Random, *, change: bool) -> dict[str, Any]:
    """A claim made of a sentence: its words, or who says what on the evidence of its words."""
    if said.speaker is None:
        return {"evidence": [{"quote": altered(said.words, rng) if change else said.words}]}
    statement = f"{said.statement[:-1]} 10000 times." if change else said.statement
    return {"speaker": {"name": said.speaker}, "statement": statement, "evidence": [{"quote": said.words}]}


def measured(task: Task, runs: int) -> tuple[float, float, int]:
    """Median milliseconds of clock and processor, and how many of the items were rejected."""
    rng = random.Random(20)
    known = sentences(task.characters, rng, spoken=task.spoken)
    text = "\n".join(" ".join(said.words for said in known[at : at + 5]) for at in range(0, len(known), 5))
    open_ = [said for said in known if said.speaker or not task.spoken]
    chosen = rng.sample(open_, task.items) if task.items <= len(open_) else rng.choices(open_, k=task.items)
    claims = [claim(said, rng, change=number < task.share * task.items) for number, said in enumerate(chosen)]
    rng.shuffle(claims)
    clock, processor = [], []
    for _ in range(runs):
        start, used = time.perf_counter(), time.process_time()
        report = check({"claims": claims}, text)
        clock.append(1_000 * (time.perf_counter() - start))
        processor.append(1_000 * (time.process_time() - used))
    return statistics.median(clock), statistics.median(processor), report.rejected


def growth(tasks: list[Task], times: list[float]) -> tuple[str, bool]:
    """How processor time grows from the first of the tasks on, in words, and whether no faster than they do."""
    sizes = [task.characters if tasks[0].items == tasks[-1].items else task.items for task in tasks]
    larger = [size / sizes[0] for size in sizes[1:]]
    longer = [taken / times[0] for taken in times[1:]]
    steps = ", ".join(f"×{size:g} takes ×{taken:.1f}" for size, taken in zip(larger, longer, strict=True))
    linear = longer[-1] <= TOLERANCE * larger[-1]
    return f"{steps}: {'no faster than linear' if linear else 'FASTER THAN LINEAR'}", linear


def main() -> int:
    """Measure and print; the exit status is 1 if anything grows faster than its size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    measured(Task(10_000, 10, 0.5, spoken=True), 1)  # whatever is made on first use
    linear = True
    print(f"{'characters':>12} {'items':>8} {'altered':>8} {'rejected':>9} {'ms':>9} {'CPU ms':>9}")
    for name, tasks in TASKS:
        print(name)
        times = []
        for task in tasks:
            clock, processor, rejected = measured(task, runs)
            times.append(processor)
            row = f"{task.characters:12,} {task.items:8,} {task.share * task.items:8,.0f} {rejected:9,}"
            print(f"{row} {clock:9.1f} {processor:9.1f}", flush=True)
        told, holds = growth(tasks, times)
        linear = linear and holds
        print(f"  {told}", flush=True)
    return 0 if linear else 1


if __name__ == "__main__":
    sys.exit(main())
