"""``summarizer check``: any summary in our format against its source; a model is asked only with ``--judge``.

Importing this module loads what a check needs; start-up time is why :mod:`summarizer.cli` does it late.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from summarizer.checking import check
from summarizer.claimed import read_claimed
from summarizer.cli_options import STDOUT, CheckOptions
from summarizer.cli_output import say_out
from summarizer.cli_run import bar_for, page, usage_line
from summarizer.cli_talk import say_bare
from summarizer.errors import InputError, SourceNotFound, SourceUnreadable, SummarizerError
from summarizer.judging import judge
from summarizer.load import load
from summarizer.render.report import report_to_json, report_to_text
from summarizer.report import JudgedReport, Report
from summarizer.settings import Settings
from summarizer.source import Source, shorten

MAX_BYTES = 256_000_000
"""Bytes of a summary that are read; more is a mistake or an attack."""
_LONGEST_NUMBER = 18
"""Digits of a whole number that can be an offset; Python refuses to read some thousands of them."""


def run(options: CheckOptions) -> int:
    """Check one summary and say what came of it; the exit status is 1 if anything was rejected or not judged.

    Raises:
        InputError: the summary or its source cannot be read.
        ServiceError: the model could not be asked to the end; what is known by then is said all the same.
        CeilingReached: likewise.
        KeyboardInterrupt: likewise.
    """
    name = "standard input" if options.summary == STDOUT else shorten(options.summary)
    summary = parsed(_read(options.summary, name), name)
    text = article(summary, options.source, options.summary, name, allow_private=options.allow_private)
    if options.judge is not None:
        return _judged(summary, text, options.judge, options)
    report = check(summary, text)
    _say_report(report, options)
    return 1 if report.rejected else 0


def _judged(summary: Mapping[str, Any], text: str, settings: Settings, options: CheckOptions) -> int:
    try:
        report = judge(summary, text, settings, progress=bar_for(options.talk))
    except (SummarizerError, KeyboardInterrupt) as error:
        partial = getattr(error, "partial", None)
        if isinstance(partial, JudgedReport):
            _say_judged(partial, options)
        raise
    _say_judged(report, options)
    return 1 if report.rejected or report.not_judged else 0


def _say_judged(report: JudgedReport, options: CheckOptions) -> None:
    _say_report(report, options)
    if not options.talk.quiet:
        say_bare(usage_line(report.usage))


def _say_report(report: Report, options: CheckOptions) -> None:
    if options.format == "json":
        say_out(report_to_json(report))
    else:
        say_out(report_to_text(report, console=page(screen=True), everything=options.talk.verbose))


def parsed(data: bytes, name: str) -> Mapping[str, Any]:
    """The JSON object in ``data``, in any of the encodings that JSON may have.

    Raises:
        InputError: it is no JSON object.
    """
    try:
        value = json.loads(data, parse_int=_whole)
    except UnicodeDecodeError as error:
        raise InputError(f"the summary {name} is not text: {error.reason}; give a JSON file") from error
    except ValueError as error:
        raise InputError(f"the summary {name} is not JSON: {error}; give a file made with --format json") from error
    except RecursionError as error:
        raise InputError(f"the summary {name} is nested too deeply; give a file made with --format json") from error
    if not isinstance(value, Mapping):
        raise InputError(f"the summary {name} holds no JSON object; give a file made with --format json")
    return value


def article(
    summary: Mapping[str, Any], source: str | None, path: str, name: str, *, allow_private: bool = False
) -> str:
    """The text to check against: the source given, else the text in the summary, else what the summary names.

    A relative place is looked for here and then beside the summary.

    Raises:
        InputError: there is none, or it cannot be read.
    """
    if source is not None:
        return load(Source.parse(source), allow_private=allow_private).text
    claimed = read_claimed(summary)
    if claimed.text is not None:
        return claimed.text
    if not claimed.location or claimed.location == STDOUT:
        raise InputError(f"the summary {name} neither holds nor names its source; give it with --source ARTICLE")
    here = Path(claimed.location)
    beside = Path(path).parent / here
    if "://" not in claimed.location and path != STDOUT and not _is_file(here) and _is_file(beside):
        return load(Source.file(beside)).text
    return load(Source.parse(claimed.location), allow_private=allow_private).text


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _whole(digits: str) -> int | None:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else None


def _read(path: str, name: str) -> bytes:
    try:
        if path == STDOUT:
            if sys.stdin is None:
                raise SourceUnreadable("standard input is closed; give a file")
            data = getattr(sys.stdin, "buffer", sys.stdin).read(MAX_BYTES + 1)
            data = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
        else:
            if os.path.isdir(path):
                raise SourceUnreadable(f"{name} is a folder; give one summary in it")
            with open(path, "rb") as file:
                data = file.read(MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise SourceNotFound(f"there is no file {name}; check the path") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise SourceUnreadable(f"{name} cannot be read: {reason}; check the path") from error
    if len(data) > MAX_BYTES:
        raise SourceUnreadable(f"{name} has more than the {MAX_BYTES:,} bytes that are read; give one summary alone")
    return bytes(data)
