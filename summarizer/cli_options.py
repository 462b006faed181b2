"""The words of the command line: every option, its help, and what they come to.

Plain argparse, as typer alone takes longer to start than ``summarizer --help`` may take altogether.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from summarizer import __version__
from summarizer.errors import ConfigurationError
from summarizer.settings import DEFAULT_MODEL, DEFAULT_TIMEOUT, Settings

PROGRAM = "summarizer"
FORMATS = ("terminal", "json", "jsonl", "markdown", "html")
CHECK_FORMATS = ("terminal", "json")
STDOUT = "-"

COMMANDS = {
    "check": "check a summary against its source; no model is called without --judge",
    "text": "print the text that would be summarised; no model is called",
    "schema": "print the JSON Schema of the output",
    "model": "the embedded model: list, pull or path",
    "cache": "stored answers of models: info or clear",
}

_MODEL_SETTINGS = {
    "model": "--model",
    "base_url": "--base-url",
    "jobs": "--jobs",
    "max_tokens": "--max-tokens",
    "max_cost": "--max-cost",
    "timeout": "--timeout",
    "cache": "--no-cache",
    "record": "--record",
    "replay": "--replay",
}
"""The settings that the options for model and ceilings give."""

_EXIT_STATUSES = """\
exit status:
  0  done
  1  done, but a source failed, or with --strict something was rejected or
     left unread
  2  wrong usage, or an input that cannot be read
  3  the model service could not be reached or refused
  4  a ceiling was reached; what was finished is still written
  130  interrupted; what was finished is still written
"""


class UsageError(ConfigurationError):
    """The command line itself is wrong."""


@dataclass(frozen=True, kw_only=True)
class Talk:
    """How much is said on standard error."""

    quiet: bool = False
    verbose: bool = False


@dataclass(frozen=True, kw_only=True)
class RunOptions:
    """One summarising run, as asked for on the command line. ``output`` is ``None`` for standard output.

    ``from_list`` names a file that names further sources, ``text_field`` where the lines of JSON Lines have their text.
    With ``dry_run`` nothing is summarised.
    """

    sources: tuple[str, ...]
    settings: Settings
    from_list: str | None = None
    text_field: str | None = None
    dry_run: bool = False
    format: str = "terminal"
    output: str | None = None
    strict: bool = False
    everything: bool = False
    talk: Talk = Talk()


@dataclass(frozen=True, kw_only=True)
class CheckOptions:
    """One check, as asked for on the command line. ``source`` is ``None`` where the summary is to say what it is of.

    ``judge`` says which model is to be asked, if any.
    """

    summary: str
    source: str | None = None
    allow_private: bool = False
    format: str = "terminal"
    judge: Settings | None = None
    talk: Talk = Talk()


class Parser(argparse.ArgumentParser):
    """Raises instead of printing three lines and leaving."""

    def __init__(self, **given: Any) -> None:
        super().__init__(
            allow_abbrev=False, add_help=False, formatter_class=argparse.RawDescriptionHelpFormatter, **given
        )
        self.add_argument("-h", "--help", action="help", help="show this help and leave")

    def error(self, message: str) -> NoReturn:
        """Raises:
        UsageError: always, with the message and where to find help.
        """
        raise UsageError(f"{message}; see {self.prog} --help")


def parse_run(arguments: Sequence[str]) -> RunOptions:
    """The options of ``summarizer SOURCE...``.

    Raises:
        ConfigurationError: unknown options, values out of range, or no source.
    """
    words = _before_dashes(arguments)
    given = run_parser().parse_intermixed_args(words)
    sources = (*given.sources, *arguments[len(words) + 1 :])
    if not sources and given.from_list is None:
        raise UsageError(f"no source given: a file, folder, web address, or - for standard input; see {PROGRAM} --help")
    if given.from_list == STDOUT and STDOUT in sources:
        raise UsageError("standard input cannot be a source and a list of sources; see --help")
    if sources and sources[0] in COMMANDS and not Path(sources[0]).exists():
        word = sources[0]
        raise UsageError(f"the command {word!r} has to come first: {PROGRAM} {word} …; see {PROGRAM} {word} --help")
    if given.output == "":
        raise UsageError("-o names no place; give a file, a folder, or - for standard output")
    settings = Settings.resolve(
        **{name: getattr(given, name) for name in _MODEL_SETTINGS},
        language=given.language,
        allow_private=given.allow_private,
    )
    return RunOptions(
        sources=sources,
        settings=settings,
        from_list=given.from_list,
        text_field=given.text_field,
        dry_run=given.dry_run,
        format=given.format,
        output=None if given.output == STDOUT else given.output,
        strict=given.strict,
        everything=given.all,
        talk=talk_of(given),
    )


def parse_check(arguments: Sequence[str]) -> CheckOptions:
    """The options of ``summarizer check SUMMARY.json``.

    Raises:
        ConfigurationError: unknown options, values out of range, no summary, or a model that nothing is asked of.
    """
    parser = Parser(prog=f"{PROGRAM} check", description=COMMANDS["check"])
    parser.add_argument("summary", metavar="SUMMARY.json", help="a summary in our format, or - for standard input")
    parser.add_argument(
        "--source", metavar="ARTICLE", help="file or address of the article (default: what the summary holds or names)"
    )
    parser.add_argument(
        "--format", choices=CHECK_FORMATS, default="terminal", metavar="FORMAT", help=", ".join(CHECK_FORMATS)
    )
    parser.add_argument(
        "--judge", action="store_true", help="ask the model, too, whether the evidence supports each statement"
    )
    add_source_options(parser)
    _add_model_options(parser)
    _add_ceilings(parser)
    add_talk_options(parser, verbose="accepted items and further places too; a traceback below an error")
    given = parser.parse_args(arguments)
    return CheckOptions(
        summary=given.summary,
        source=given.source,
        allow_private=given.allow_private,
        format=given.format,
        judge=_judge_of(given),
        talk=talk_of(given),
    )


def _judge_of(given: argparse.Namespace) -> Settings | None:
    asked = {name: getattr(given, name) for name in _MODEL_SETTINGS if getattr(given, name) is not None}
    if given.judge:
        return Settings.resolve(**asked)
    if asked:
        option = _MODEL_SETTINGS[next(iter(asked))]
        raise UsageError(f"{option} is for the model that --judge asks; add --judge, or leave it out")
    return None


def _before_dashes(arguments: Sequence[str]) -> Sequence[str]:
    """What stands before ``--``, which argparse itself does not understand among mixed sources and options."""
    return arguments[: arguments.index("--")] if "--" in arguments else arguments


def talk_of(given: argparse.Namespace) -> Talk:
    """What ``--quiet`` and ``--verbose`` come to; every parser here has both."""
    return Talk(quiet=given.quiet, verbose=given.verbose)


def run_parser() -> Parser:
    """The parser of ``summarizer SOURCE...``, which also shows the general help."""
    commands = "\n".join(f"  {PROGRAM} {name:<8}{text}" for name, text in COMMANDS.items())
    parser = Parser(
        prog=PROGRAM,
        usage=f"{PROGRAM} [options] SOURCE...",
        description="Summarise articles: who says what, and who warned whom of what,\n"
        "every line tied to exact words of the source.",
        epilog=f"other commands:\n{commands}\n\n{_EXIT_STATUSES}",
    )
    parser.add_argument(
        "--version", action="version", version=f"{PROGRAM} {__version__}", help="show the version and leave"
    )
    parser.add_argument(
        "sources",
        nargs="*",
        metavar="SOURCE",
        help="file, folder, glob, web address, - for standard input, or JSON Lines (*.jsonl, *.ndjson)",
    )
    add_source_options(parser)
    _add_listing_options(parser)
    _add_model_options(parser)
    _add_ceilings(parser)
    _add_output_options(parser)
    add_talk_options(parser)
    return parser


def _add_listing_options(parser: Parser) -> None:
    group = parser.add_argument_group("many sources")
    group.add_argument(
        "--from-list",
        metavar="FILE",
        help="a file with a source a line, or parted by NULs; - for standard input",
    )
    group.add_argument(
        "--text-field",
        metavar="NAME",
        help="where lines of JSON have their text (default: text); with it - is JSON Lines, too",
    )
    group.add_argument("--dry-run", action="store_true", help="print expected calls, tokens and cost; ask no model")


def _add_model_options(parser: Parser) -> None:
    group = parser.add_argument_group("model")
    group.add_argument(
        "--model",
        metavar="NAME",
        help="local (embedded), local/PATH (any GGUF file), or PROVIDER/NAME such as openai/… or ollama/… "
        f"(default: SUMMARIZER_MODEL, else {DEFAULT_MODEL})",
    )
    group.add_argument(
        "--base-url",
        metavar="URL",
        help="an OpenAI-compatible endpoint (default: OPENAI_BASE_URL, else the provider's)",
    )
    group.add_argument("--jobs", type=_number, metavar="N", help="passages in flight at once (default: by provider)")
    group.add_argument("--record", metavar="FILE", help="write the HTTP exchange to a cassette")
    group.add_argument("--replay", metavar="FILE", help="answer from a cassette, with the network shut")
    group.add_argument(
        "--no-cache",
        dest="cache",
        action="store_false",
        default=None,
        help="neither use stored answers nor store any",
    )


def add_source_options(parser: Parser) -> None:
    """``--allow-private``."""
    parser.add_argument(
        "--allow-private",
        action="store_true",
        help="also read addresses outside the public internet, such as localhost",
    )


def _add_ceilings(parser: Parser) -> None:
    group = parser.add_argument_group("ceilings for the whole run")
    group.add_argument("--max-tokens", type=_number, metavar="N", help="tokens read and written (default: none)")
    group.add_argument("--max-cost", type=_dollars, metavar="USD", help="US dollars at list prices (default: none)")
    group.add_argument(
        "--timeout", type=_seconds, metavar="SECONDS", help=f"wall time (default: {DEFAULT_TIMEOUT:.0f})"
    )


def _add_output_options(parser: Parser) -> None:
    group = parser.add_argument_group("output")
    group.add_argument("--format", choices=FORMATS, default="terminal", metavar="FORMAT", help=f"{', '.join(FORMATS)}")
    group.add_argument(
        "-o",
        "--output",
        metavar="PATH",
        help="a file, or a folder when there are several sources (default: standard output)",
    )
    group.add_argument("--all", action="store_true", help="show all claims, not only the key ones")
    group.add_argument(
        "--language",
        metavar="CODE",
        help="translate all but the quotes, as in de (default: the article's language); not for the embedded model",
    )
    group.add_argument("--strict", action="store_true", help="exit with 1 if anything was rejected or left unread")


def add_talk_options(parser: Parser, verbose: str = "a traceback below an error") -> None:
    """``--quiet`` and ``--verbose``; what the latter does may differ."""
    group = parser.add_argument_group("messages, on standard error")
    group.add_argument("--quiet", action="store_true", help="errors only")
    group.add_argument("--verbose", action="store_true", help=verbose)


def _number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None


def _seconds(text: str) -> float:
    return _finite(text, "a number of seconds")


def _dollars(text: str) -> float:
    return _finite(text.removeprefix("$"), "an amount in US dollars")


def _finite(text: str, what: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"{text!r} is not {what}")
    return value
