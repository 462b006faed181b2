"""Hostile and broken input for loaders, splitter, checker, renderers, pages and translations, until the time is up.

    nice -n 19 python -m benchmarks.fuzz --minutes 10 [--target html] [--engine atheris] [--into FOLDER]

Every target runs in a process of its own with at most 1 GB of memory beyond what it starts with; an input that takes
more than five seconds of processor time is a finding, as is every exception that is not one of ours and every broken
promise. What is found is made small by Hypothesis and written to FOLDER: ``NAME-….txt`` says what happened and holds
the input as a Python literal. A process that dies leaves its input as ``NAME-last.txt``. The exit status is 1 if there
was a finding.

``--engine atheris`` lets coverage choose the inputs (libFuzzer); it needs the package of that name.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TARGETS = ("loaders", "splitter", "checker", "renderers", "html", "translations")


def main() -> int:
    """Share the time out among the targets, one after another."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10.0, help="in all, shared by the targets (default: 10)")
    parser.add_argument("--target", choices=TARGETS, action="append", help="only this one; may be given again")
    parser.add_argument("--engine", choices=("hypothesis", "atheris"), default="hypothesis")
    parser.add_argument("--into", type=Path, default=Path(tempfile.gettempdir()) / "summarizer-fuzz")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    given = parser.parse_args()
    given.into.mkdir(parents=True, exist_ok=True)
    names = given.target or TARGETS
    failed = False
    for name in names:
        seconds = given.minutes * 60 / len(names)
        arguments = [name, str(seconds), given.engine, str(given.into), str(given.seed)]
        status = subprocess.run([sys.executable, "-m", "benchmarks.fuzz.worker", *arguments], check=False).returncode
        if status < 0 or status not in (0, 1):
            print(f"{name}: the process died ({status}); its input is {given.into / f'{name}-last.txt'}", flush=True)
        failed = failed or status != 0
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
