"""The entry of the command line, which never ends in a traceback."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from summarizer.cli_signals import caught


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line ``argv`` (default: that of the process) and return the exit status."""
    with caught(for_good=argv is None):
        from summarizer.cli_main import run  # imported here: Ctrl-C during an import must be caught, too

        return run(sys.argv[1:] if argv is None else argv)
