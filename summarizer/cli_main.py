"""What a command line comes to: the command that is meant, and one line for whatever goes wrong in it.

Only what ``--version`` and ``--help`` need is imported at the top: they must answer at once.
"""

from __future__ import annotations

import io
import sys
import warnings
from collections.abc import Sequence

from summarizer.cli_options import COMMANDS, parse_check, parse_run
from summarizer.cli_output import forget_standard_output, say_out
from summarizer.cli_signals import INTERRUPTED, SIGNALS
from summarizer.cli_talk import say, say_traceback
from summarizer.errors import SummarizerError

UNFORESEEN = 1


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return the exit status."""
    _prepare_streams()
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # what libraries tell developers is not for the terminal of a user
    try:
        status = _dispatch(arguments)
        say_out("")
        return status
    except BrokenPipeError:
        forget_standard_output()
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
            from summarizer import cli_check  # imported here: start-up time

            with SIGNALS.raising():
                return cli_check.run(checking)
        if arguments and arguments[0] == "cache":
            from summarizer.cli_cache import cache  # imported here: start-up time

            return cache(arguments[1:])
        if arguments and arguments[0] in COMMANDS:
            from summarizer import cli_commands  # imported here: start-up time

            command = {"text": cli_commands.text, "schema": cli_commands.schema, "model": cli_commands.model}
            with SIGNALS.raising():
                return command[arguments[0]](arguments[1:])
        options = parse_run(arguments)
        if options.dry_run:
            from summarizer.cli_plan import foresee  # imported here: start-up time

            return foresee(options)
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
