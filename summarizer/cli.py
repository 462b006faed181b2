"""The command line: from arguments to an exit status, and never to a traceback.

Only what ``--version`` and ``--help`` need is imported at the top: they must answer at once.
"""

from __future__ import annotations

import io
import os
import sys
import warnings
from collections.abc import Sequence
from contextlib import suppress

from summarizer.cli_options import COMMANDS, parse_check, parse_run
from summarizer.cli_output import say_out
from summarizer.cli_talk import say, say_traceback
from summarizer.errors import SummarizerError

INTERRUPTED = 130
UNFORESEEN = 1


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line ``argv`` (default: that of the process) and return the exit status."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    _prepare_streams()
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # what libraries tell developers is not for the terminal of a user
    try:
        status = _dispatch(arguments)
        say_out("")
        return status
    except BrokenPipeError:
        _forget_standard_output()
        return 0
    except KeyboardInterrupt:
        say("interrupted")
        return INTERRUPTED
    except SummarizerError as error:
        return _report(error, str(error), error.exit_status, arguments)
    except Exception as error:
        told = f"unforeseen {type(error).__name__}: {error}; please report this, with what --verbose says"
        return _report(error, told, UNFORESEEN, arguments)


def _dispatch(arguments: Sequence[str]) -> int:
    try:
        if arguments and arguments[0] == "check":
            checking = parse_check(arguments[1:])
            from summarizer.cli_check import run  # imported here: start-up time

            return run(checking)
        if arguments and arguments[0] in COMMANDS:
            from summarizer import cli_commands  # imported here: start-up time

            command = {"text": cli_commands.text, "schema": cli_commands.schema, "model": cli_commands.model}
            return command[arguments[0]](arguments[1:])
        options = parse_run(arguments)
        from summarizer.cli_run import summarise  # imported here: start-up time

        return summarise(options)
    except SystemExit as leaving:  # argparse leaves after --help and --version
        return leaving.code if isinstance(leaving.code, int) else 0


def _report(error: BaseException, message: str, status: int, arguments: Sequence[str]) -> int:
    say(message)
    if "--verbose" in arguments:
        say_traceback(error)
    return status


def _prepare_streams() -> None:
    """UTF-8 whatever the locale says: half of the world's names are in no other encoding."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _forget_standard_output() -> None:
    """The reader has gone; what is still buffered must not fail again when the interpreter ends."""
    with suppress(OSError, ValueError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
