"""``summarizer cache info|clear``: the answers that models have given, kept between runs."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.cli_options import COMMANDS, PROGRAM, Parser, add_talk_options
from summarizer.cli_output import say_out


def cache(arguments: Sequence[str]) -> int:
    """``summarizer cache info|clear``."""
    parser = Parser(prog=f"{PROGRAM} cache", description=COMMANDS["cache"])
    add_talk_options(parser)
    parser.add_argument(
        "action",
        metavar="ACTION",
        choices=tuple(_ACTIONS),
        help="info: how many there are, how large, and where; clear: remove them all",
    )
    return _ACTIONS[parser.parse_args(arguments).action]()


def _info() -> int:
    from summarizer.store import info  # imported here: start-up time

    found = info()
    answers = _counted(found.answers)
    say_out(f"{found.folder}\n  {answers}, {found.bytes:,} bytes of {found.limit:,} at most\n")
    return 0


def _clear() -> int:
    from summarizer.store import clear  # imported here: start-up time

    say_out(f"{_counted(clear())} removed\n")
    return 0


def _counted(answers: int) -> str:
    return f"{answers:,} answer{'' if answers == 1 else 's'}"


_ACTIONS = {"info": _info, "clear": _clear}
