"""What is said on standard error: one line for each thing, harmless to a terminal."""

from __future__ import annotations

import sys
import traceback
from contextlib import suppress

from summarizer.cli_options import PROGRAM
from summarizer.render.inert import inert, inert_lines


def say(message: str) -> None:
    """One line that begins with the program's name."""
    _write(f"{PROGRAM}: {inert(message)}\n")


def say_bare(line: str) -> None:
    """One line without the program's name."""
    _write(inert(line) + "\n")


def say_drawn(text: str) -> None:
    """What has been drawn of harmless parts, as it is."""
    _write(text)


def say_traceback(error: BaseException) -> None:
    """Where an error came from, with everything it was raised from."""
    _write(inert_lines("".join(traceback.format_exception(error))))


def _write(text: str) -> None:
    # Nobody is left to be told when standard error itself is closed or full.
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            sys.stderr.write(text)
            sys.stderr.flush()
