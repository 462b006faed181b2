"""How large a page is, how long it takes to write, and how soon it answers in a browser.

    python benchmarks/page_speed.py [--runs 7] [--browser /usr/bin/chromium] [--index N] [--keep FILE]

The article has 10,000 invented words, the summary 500 items: 460 claims by 24 speakers, 20 warnings and 20
contradictions, some overlapping. Prints the three figures beside what they must be: the page's bytes without the
article's own, the time of ``to_html`` once its templates are compiled, and the time from the start of the navigation
until the handler of a first click, sent as soon as the page has loaded, has marked the words. Of times the median
counts; the least and the most are there to tell how quiet the machine was, and so is the time of a page that is empty
but for one link. The third needs Chromium and playwright. The exit status is 1 if a figure is missed.

With ``--index N`` also the time to write an index of N articles, and to open, search and sort it. With ``--keep`` the
page is written to that file as well.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from summarizer.models import Summary
from summarizer.render.html import to_html
from summarizer.render.index import Entry, to_index

WORDS, CLAIMS, WARNINGS, CONTRADICTIONS, SPEAKERS = 10_000, 460, 20, 20, 24
MOST_BYTES, MOST_WRITING, MOST_READY = 500_000, 100.0, 300.0
STANCES = ("asserts", "denies", "accuses", "predicts", "promises", "demands", "declines")
SYLLABLES = "ka lo mi ren tu sal ber dio ven gra pel nu ost fim har".split()
_WHEN_LOADED = """() => new Promise((done) => {
  const work = () => { %s; done([performance.now(), true]); };
  if (document.readyState === "complete") work(); else addEventListener("load", work);
})"""
OPENED = _WHEN_LOADED % "document.body.offsetHeight"
SEARCHED = _WHEN_LOADED % (
    "const field = document.querySelector('#search'); field.value = 'headline 99'; "
    "field.dispatchEvent(new Event('input')); document.body.offsetHeight"
)
SORTED = _WHEN_LOADED % "document.querySelectorAll('th button')[1].click(); document.body.offsetHeight"
EMPTY = '<!DOCTYPE html><title>-</title><a href="#x">x</a>'
# A click as soon as there is something to click, and the time at which its handler is done.
FIRST_CLICK = """() => new Promise((done) => {
  const click = () => {
    document.querySelector("li.item a.go").click();
    done([performance.now(), document.querySelectorAll("#article .h.on").length]);
  };
  if (document.readyState === "complete") click(); else addEventListener("load", click);
})"""


def large_summary() -> Summary:
    """The article and its summary, the same at every call."""
    chance = random.Random(7)
    sentences: list[tuple[int, int]] = []
    text, words = "", 0
    while words < WORDS:
        length = chance.randint(8, 22)
        sentence = " ".join("".join(chance.choices(SYLLABLES, k=chance.randint(1, 3))) for _ in range(length))
        sentences.append((len(text), len(text) + len(sentence) + 1))
        text += sentence.capitalize() + "." + chance.choice((" ", " ", " ", "\n\n"))
        words += length

    def evidence(number: int) -> list[dict[str, Any]]:
        start, end = sentences[number % len(sentences)]
        if chance.random() < 0.2:
            end = sentences[min(number % len(sentences) + 1, len(sentences) - 1)][1]
        return [{"start": start, "end": end, "quote": text[start:end]}]

    names = [f"{chance.choice(SYLLABLES).title()}{n} {chance.choice(SYLLABLES).title()}or" for n in range(SPEAKERS)]
    claims = [
        {
            "id": f"c{n}",
            "speaker": {"name": chance.choice(names), "role": "spokesman"},
            "stance": chance.choice(STANCES),
            "statement": text[slice(*sentences[n])].replace("a", "e"),
            "statement_origin": "model",
            "evidence": evidence(n),
            "key": chance.random() < 0.3,
        }
        for n in range(1, CLAIMS + 1)
    ]
    warnings = [
        {
            "id": f"w{n}",
            "issuer": {"name": chance.choice(names)},
            "recipient": None,
            "danger": "what may come",
            "claims": [f"c{n}"],
            "evidence": evidence(20 * n),
        }
        for n in range(1, WARNINGS + 1)
    ]
    contradictions = [
        {
            "id": f"x{n}",
            "question": "Which of the two is it?",
            "kind": "figures",
            "sides": [{"position": "one", "claims": [f"c{m}"], "evidence": evidence(m)} for m in (n * 9, n * 17)],
            "explanation": "They differ.",
        }
        for n in range(1, CONTRADICTIONS + 1)
    ]
    document = {
        "source": {"kind": "text", "location": None, "media_type": "text/plain", "sha256": "0" * 64},
        "text": text,
        "headline": "An article of ten thousand words",
        "claims": claims,
        "warnings": warnings,
        "contradictions": contradictions,
        "coverage": {"characters": len(text), "read": len(text), "passages": 1},
        "usage": {"model": "none"},
        "produced_by": {"version": "0"},
    }
    return Summary.model_validate(document)


def timed(work: Callable[[], object], runs: int) -> list[float]:
    """Milliseconds of each run."""
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - begun))
    return taken


def ready(page: str, browser: str, runs: int, script: str = FIRST_CLICK) -> list[float] | None:
    """Milliseconds from the start of the navigation to the end of ``script``; nothing without a browser.

    The script answers with them and with something that is not nothing if it has worked.
    """
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return None
    if not Path(browser).exists():
        return None
    taken = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        file = Path(folder, "page.html")
        file.write_text(page, "utf-8")
        chromium = driver.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        for _ in range(runs):
            context = chromium.new_context()
            tab = context.new_page()
            tab.goto(file.as_uri(), wait_until="commit")
            at, marked = tab.evaluate(script)
            assert marked, "the script did nothing"
            taken.append(float(at))
            context.close()
        chromium.close()
    return taken


def told(taken: Sequence[float]) -> str:
    """Median, least and most."""
    return f"{statistics.median(taken):>9.1f} ms ({min(taken):.0f} to {max(taken):.0f})"


def index(number: int, browser: str, runs: int) -> None:
    """Print how quick an index of so many articles is."""
    entries = [
        Entry(f"{n}.html", f"Headline {n} of a report", f"news/{n}.txt", n % 37, n % 5, n % 3) for n in range(number)
    ]
    page = to_index(entries)
    print(f"index of {number:,} articles           {len(page.encode()):>9,} bytes")
    print(f"writing it in Python             {told(timed(lambda: to_index(entries), runs))}")
    for name, script in (("opened", OPENED), ("opened and searched", SEARCHED), ("opened and sorted", SORTED)):
        taken = ready(page, browser, runs, script)
        print(f"{name:<32} {told(taken) if taken else 'not measured: needs Chromium and playwright'}")


def main() -> int:
    """Measure and print; the exit status is 1 if a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--browser", default="/usr/bin/chromium")
    parser.add_argument("--index", type=int, metavar="N", help="also of an index of N articles")
    parser.add_argument("--keep", type=Path, help="write the page to this file as well")
    given = parser.parse_args()
    summary = large_summary()
    first, *later = timed(lambda: to_html(summary), given.runs + 1)
    page = to_html(summary)
    if given.keep:
        given.keep.write_text(page, "utf-8")
    size = len(page.encode()) - len(summary.text.encode())
    answer = ready(page, given.browser, given.runs)
    print(f"page without the article's text  {size:>9,} bytes   must be under {MOST_BYTES:,}")
    print(f"writing it in Python             {told(later)}, must be under {MOST_WRITING:.0f}; first {first:.0f}")
    if answer is None:
        print("first click handled              not measured: needs Chromium and playwright")
    else:
        print(f"first click handled              {told(answer)}, must be under {MOST_READY:.0f}")
        print(f"an empty page                    {told(ready(EMPTY, given.browser, given.runs, OPENED) or [])}")
    if given.index:
        index(given.index, given.browser, given.runs)
    slow = statistics.median(later) >= MOST_WRITING
    return int(size >= MOST_BYTES or slow or (answer is not None and statistics.median(answer) >= MOST_READY))


if __name__ == "__main__":
    sys.exit(main())
