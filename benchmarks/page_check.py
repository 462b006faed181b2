"""Whether every highlight on a page says exactly what the evidence says.

    python -m benchmarks.page_check [SUMMARY.json ...] [--generated 200]

Each summary is made into a page, and the page is read back by another parser: the article's text to the code point,
every highlighted piece against the text at its offsets, every item's ranges against its evidence, every link against
the ids. To the given summaries come generated ones with hard text and evidence. The exit status is 1 if anything
differs.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from summarizer.models import Summary
from summarizer.render.html import to_html
from tests.hard_summaries import hard_summary
from tests.page_reading import differences, read_page


def _summaries(files: list[Path], generated: int) -> Iterator[tuple[str, Summary]]:
    for file in files:
        yield str(file), Summary.model_validate_json(file.read_text("utf-8"))
    for number in range(generated):
        yield f"generated {number}", hard_summary(number)


def main() -> int:
    """Check all pages and print what differs; the exit status is 1 if anything does."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--generated", type=int, default=200)
    given = parser.parse_args()
    pages = pieces = wrong = 0
    for name, summary in _summaries(given.files, given.generated):
        page = to_html(summary)
        found = differences(summary, page)
        pages, pieces, wrong = pages + 1, pieces + len(read_page(page).pieces), wrong + bool(found)
        for line in found:
            print(f"{name}: {line}")
    print(f"{pages} pages, {pieces:,} highlighted pieces, {wrong} pages with differences")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
