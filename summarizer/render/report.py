"""The verdicts of a check: JSON for programs, and for people what was claimed beside what the text says."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice

from rich.console import Console
from rich.text import Text

from summarizer.difference import Stretch, marked
from summarizer.render.inert import inert, inert_json
from summarizer.render.outline import count, in_quotes
from summarizer.render.rows import AT_ONCE, WIDEST
from summarizer.report import CheckedItem, JudgedReport, Mismatch, Report

CONTEXT = 60
"""Characters kept on each side of a difference."""
LONGEST = 600
"""Characters of the words shown of one side."""

_STYLES = {"accepted": "green", "repaired": "yellow", "rejected": "red"}
_CLAIMED, _TRUE, _FURTHER = "claimed: ", "in text: ", "and:     "


def report_to_json(report: Report) -> str:
    """One object with an indentation of two, ending in a line feed; its keys are those that are published."""
    items = [_published(item) for item in report.items]
    counts = {"accepted": report.accepted, "repaired": report.repaired, "rejected": report.rejected}
    judged = report.model_dump(include={"not_judged", "usage"}) if isinstance(report, JudgedReport) else {}
    return inert_json(json.dumps({"items": items, **counts, **judged}, ensure_ascii=False, indent=2)) + "\n"


def _published(item: CheckedItem) -> dict[str, object]:
    """The item with the passages that were meant in its detail, as the format has no other place for them.

    ``elsewhere`` is there only where a quote stands in several places and one had to be chosen.
    """
    passages = [passage for mismatch in item.mismatches for passage in mismatch.passages]
    meant = [f"the text at {p.start}–{p.end} reads {in_quotes(p.quote)}" for p in passages]
    detail = "; ".join(filter(None, [item.detail, *meant])) or None
    published = {**item.model_dump(exclude={"mismatches", "elsewhere", "paraphrases"}), "detail": detail}
    if item.elsewhere:
        published["elsewhere"] = [place.model_dump() for place in item.elsewhere]
    return published


def report_to_text(report: Report, *, console: Console, everything: bool = False) -> str:
    """What was rejected and repaired, and the counts; ``everything`` lists what was accepted, and further places."""
    width = min(console.width, WIDEST)
    lines = _lines(report, everything)
    with console.capture() as captured:
        rows = (row for indent, hang, text in lines for row in _rows(text, console, indent, hang, width))
        while page := list(islice(rows, AT_ONCE)):
            console.print(Text("\n").join(page), soft_wrap=True, highlight=False)
    return captured.get()


Line = tuple[int, int, Text]
"""Columns before the first row and before the further ones, and what it says."""


def _rows(text: Text, console: Console, indent: int, hang: int, width: int) -> Iterator[Text]:
    room = max(width - max(indent, hang), 1)
    fits = text.cell_len <= room and "\n" not in text.plain
    for number, row in enumerate([text.copy()] if fits else text.wrap(console, room)):
        row.rstrip()
        yield Text(" " * (hang if number else indent) if row else "").append_text(row)


def _lines(report: Report, everything: bool) -> Iterator[Line]:
    for item in report.items:
        if everything or item.verdict != "accepted":
            yield from _item(item, everything)
            yield 0, 0, Text()
    counts = [(report.accepted, "accepted"), (report.repaired, "repaired"), (report.rejected, "rejected")]
    if isinstance(report, JudgedReport):
        counts += [(len(report.not_judged), "not judged")] if report.not_judged else []
        yield from _not_judged(report)
    told = ", ".join(f"{number:,} {verdict}" for number, verdict in counts)
    yield 0, 0, Text(f"{count(len(report.items), 'item')}: {told}", style="bold")


def _not_judged(report: JudgedReport) -> Iterator[Line]:
    """The items that a model left open, those of one reason together."""
    ids: dict[str, list[str]] = {}
    for item in report.not_judged:
        ids.setdefault(item.reason, []).append(inert(item.id))
    for reason, named in ids.items():
        yield 0, 2, Text.assemble((", ".join(named), "bold"), f" not judged: {inert(reason)}")
    if ids:
        yield 0, 0, Text()


def _item(item: CheckedItem, everything: bool) -> Iterator[Line]:
    reasons = ", ".join(reason.replace("_", " ") for reason in item.reasons)
    verdict = (item.verdict, _STYLES[item.verdict])
    yield 0, 2, Text.assemble((inert(item.id), "bold"), f" {item.kind} ", verdict, f": {reasons}" if reasons else "")
    if item.detail:
        yield 2, 2, Text(inert(item.detail))
    for mismatch in item.mismatches:
        yield from _mismatch(mismatch)
    if everything:
        places = [("at", piece.start, piece.end) for piece in item.evidence]
        places += [("also at", other.start, other.end) for other in item.elsewhere]
        for word, start, end in places:
            yield 2, 4, Text(f"{word} {start}–{end}", style="dim")


def _mismatch(mismatch: Mismatch) -> Iterator[Line]:
    """Both wordings with what differs marked; passages that were put together, each on lines of its own."""
    if len(mismatch.passages) == 1:
        claimed, true = marked(mismatch.claimed, mismatch.passages[0].quote)
        yield _side(_CLAIMED, _shortened(claimed), "red")
        yield _side(_TRUE, _shortened(true), "green")
        return
    invented = not mismatch.passages
    yield _side(_CLAIMED, _shortened([Stretch(mismatch.claimed, invented)]), "red")
    for number, passage in enumerate(mismatch.passages):
        yield _side(_TRUE if number == 0 else _FURTHER, _shortened([Stretch(passage.quote, False)]), "green")


def _side(label: str, stretches: Iterable[Stretch], style: str) -> Line:
    """The label and the words; what differs stands in brackets, as colours are not everywhere."""
    text = Text(label, style="dim")
    text.append_text(Text(style=""))
    for stretch in stretches:
        words = _one_line(stretch.words)
        text.append(f"[{words}]" if stretch.changed else words, style=f"bold {style}" if stretch.changed else "not dim")
    return 2, 2 + len(label), text


def _one_line(words: str) -> str:
    """As :func:`inert`, with the blanks at the ends that keep words apart."""
    line = inert(words)
    head = " " if line and words[:1].isspace() else ""
    tail = " " if line and words[-1:].isspace() else ""
    return f"{head}{line}{tail}" if line else " " if words else ""


def _shortened(given: Iterable[Stretch]) -> Iterator[Stretch]:
    """Long stretches without a difference lose what is far from one."""
    stretches = list(given)
    shown = 0
    for number, stretch in enumerate(stretches):
        if shown > LONGEST:
            yield Stretch(" …", False)
            return
        words = stretch.words
        if len(words) > (2 * CONTEXT if len(stretches) > 1 else LONGEST):
            alone = len(stretches) == 1 or stretch.changed
            head = words[:CONTEXT].rsplit(" ", 1)[0] + " " if number or alone else ""
            tail = " " + words[-CONTEXT:].split(" ", 1)[-1] if number < len(stretches) - 1 or alone else ""
            words = f"{head}…{tail}"
        shown += len(words)
        yield Stretch(words, stretch.changed)
