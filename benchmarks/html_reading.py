"""How long reading a web page takes, beside trafilatura alone in the same run.

    python -m benchmarks.html_reading [--size 80000] [PAGE.html ...]

Without pages, one of the given size is made up. Start-up and the first reading are not counted; the figure is the best
of several runs, as another program on the machine only ever adds time.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura

from summarizer.decode import decode
from summarizer.html import declared_charset, read_page

RUNS = 7
SENTENCE = "The {n}th pile of the north quay was measured on Monday, and the divers wrote down what they had found. "
MENU = "<li class='menu-item menu-item-{n}'><a href='/section/{n}'><span>Section {n}</span></a></li>"
TEASER = (
    "<div class='card'><a href='/story/{n}'><img src='/i/{n}.jpg' alt=''><h3>Story number {n} of today</h3></a></div>"
)


def made_up(size: int) -> str:
    """A page of about ``size`` characters: a third article, the rest menus, teasers and scripts."""
    paragraphs = "".join(
        f"<p>{''.join(SENTENCE.format(n=4 * p + s) for s in range(4))}</p>" for p in range(size // 3 // 420)
    )
    menus = "".join(MENU.format(n=n) for n in range(size // 6 // len(MENU)))
    teasers = "".join(TEASER.format(n=n) for n in range(size // 4 // len(TEASER)))
    script = "var settings = {" + "a: 1, " * (size // 4 // 6) + "};"
    return (
        f"<!doctype html><html lang=en><head><title>Quay shut</title><script>{script}</script></head><body><nav><ul>"
        f"{menus}</ul></nav><main><article><h1>Quay shut</h1>{paragraphs}</article></main><aside>{teasers}</aside>"
        "</body></html>"
    )


def milliseconds(work: Callable[[], object]) -> float:
    """The best of several runs, after one that is not counted."""
    work()
    best = float("inf")
    for _ in range(RUNS):
        begun = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - begun)
    return best * 1000


def main() -> None:
    """Print a line a page."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=80_000, help="characters of the page made up (default: 80000)")
    parser.add_argument("pages", nargs="*", type=Path)
    given = parser.parse_args()
    pages = {path.name: path.read_bytes() for path in given.pages} or {"made up": made_up(given.size).encode()}
    print(f"{'page':24} {'kB':>6} {'ours ms':>8} {'alone ms':>9} {'ratio':>6} {'ms/80kB':>8}")
    for name, data in pages.items():
        markup = decode(data, name=name, charset=declared_charset(data))
        ours = milliseconds(lambda: read_page(markup, name=name))  # noqa: B023 (called at once)
        alone = milliseconds(lambda: trafilatura.extract(markup))  # noqa: B023
        size = len(data) / 1000
        print(f"{name[:24]:24} {size:6.0f} {ours:8.1f} {alone:9.1f} {ours / alone:6.2f} {ours * 80 / size:8.1f}")


if __name__ == "__main__":
    main()
