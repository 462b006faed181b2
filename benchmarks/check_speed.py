"""Time to check quotes against a text, process start and imports excluded.

    python benchmarks/check_speed.py [--runs 5]

Two rows matter: 20 altered one-sentence quotes in a text of 122,000 characters, and 1,000 quotes, half of them altered,
in one of a million. Each is taken at three sizes of the text, and the second also at three numbers of quotes, to see
that time grows no faster than they do. The text is made of invented words with a fixed seed. Prints the median of the
runs in milliseconds, of the clock and of the processor, everything that a check needs made anew in each.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time

from summarizer import check

WORDS = 4_000
"""Different words of the text, the frequent ones much more frequent than the others, as in a language."""
SYLLABLES = "ba be di do fa ge hi jo ka le mi no pu ra se ti vo wa xe zu bran clem drosk frell grint sphor".split()


def sentences(characters: int, rng: random.Random) -> list[str]:
    """Sentences of 8 to 30 words, of so many characters together."""
    words = ["".join(rng.choices(SYLLABLES, k=rng.randint(1, 4))) for _ in range(WORDS)]
    weights = [1 / rank for rank in range(1, WORDS + 1)]
    found, size = [], 0
    while size < characters:
        chosen = rng.choices(words, weights, k=rng.randint(8, 30))
        chosen.insert(rng.randint(1, len(chosen)), str(rng.randint(2, 9_999)))
        found.append(" ".join(chosen).capitalize() + ".")
        size += len(found[-1]) + 1
    return found


def altered(sentence: str, rng: random.Random) -> str:
    """The sentence with one word exchanged."""
    words = sentence.split()
    at = rng.randrange(1, len(words) - 1)
    words[at] = "hardly" if words[at] != "hardly" else "always"
    return " ".join(words)


def measured(characters: int, quotes: int, share: float, runs: int) -> tuple[float, float, int]:
    """Median milliseconds of clock and processor, and how many of the quotes were rejected."""
    rng = random.Random(20)
    known = sentences(characters, rng)
    text = "\n".join(" ".join(known[at : at + 5]) for at in range(0, len(known), 5))
    chosen = rng.choices(known, k=quotes)
    claims = [altered(q, rng) if number < share * quotes else q for number, q in enumerate(chosen)]
    rng.shuffle(claims)
    summary = {"claims": [{"evidence": [{"quote": quote}]} for quote in claims]}
    clock, processor = [], []
    for _ in range(runs):
        start, used = time.perf_counter(), time.process_time()
        report = check(summary, text)
        clock.append(1_000 * (time.perf_counter() - start))
        processor.append(1_000 * (time.process_time() - used))
    return statistics.median(clock), statistics.median(processor), report.rejected


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    measured(10_000, 10, 0.5, 1)  # whatever is made on first use
    print(f"{'characters':>12} {'quotes':>8} {'altered':>8} {'rejected':>9} {'ms':>9} {'CPU ms':>9}")
    rows = [(size, 20, 1.0) for size in (30_500, 61_000, 122_000)]
    rows += [(size, 1_000, 0.5) for size in (250_000, 500_000, 1_000_000)]
    rows += [(1_000_000, number, 0.5) for number in (250, 500, 2_000)]
    for characters, quotes, share in rows:
        clock, processor, rejected = measured(characters, quotes, share, runs)
        print(
            f"{characters:12,} {quotes:8,} {share * quotes:8,.0f} {rejected:9,} {clock:9.1f} {processor:9.1f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
