"""What is not in a summary and why, for readers of plain text: rejected, excluded, unread, and what wants a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.models import Excluded, Note, Rejected, Span, Summary, Unread
from summarizer.render import outline
from summarizer.render.inert import inert

SHOWN = 3
"""Of each kind, where not everything is asked for."""

# Keys of a rejected item under which a model's own words are found, the fullest first.
_SAID = ("statement", "danger", "question", "overview", "says")


@dataclass(frozen=True)
class Leftover:
    """One entry of the list, inert: ``label`` says which kind, ``words`` are quoted from where ``span`` is.

    They follow the reason, or come last, ``introduced`` by a word, where there are ``details``.
    """

    label: str
    what: str
    words: str = ""
    span: Span | None = None
    introduced: str = ""
    details: tuple[str, ...] = ()


def leftovers(summary: Summary, *, everything: bool) -> Iterator[Leftover]:
    """What was left out, in full if ``everything``: else the first of each kind, and excluded passages counted."""
    yield from _first([_rejected(item, summary.text) for item in summary.rejected], everything)
    unread = summary.coverage.unread
    yield from _first([_passage("not read", part.reason, part, summary.text) for part in unread], everything)
    notes = summary.coverage.notes
    yield from _first([_passage("note", part.note, part, summary.text) for part in notes], everything)
    excluded = summary.excluded
    if everything:
        yield from (_passage("excluded", part.reason.replace("_", " "), part, summary.text) for part in excluded)
    elif excluded:
        yield Leftover("excluded", _counted(excluded))


def tally(summary: Summary) -> tuple[str, ...]:
    """Counts of everything, and how much was read."""
    voices = len(outline.voices(summary.claims))
    coverage = summary.coverage
    missing = sum(part.end - part.start for part in coverage.unread)
    read = f"{missing:,} of {coverage.characters:,} characters not read"
    return (
        outline.count(len(summary.claims), "claim") + (f" by {outline.count(voices, 'speaker')}" if voices else ""),
        outline.count(len(summary.warnings), "warning"),
        outline.count(len(summary.contradictions), "contradiction"),
        f"{len(summary.rejected):,} rejected",
        read if missing or coverage.partial else "all of it read",
    )


def _first(lines: Sequence[Leftover], everything: bool) -> Iterator[Leftover]:
    shown = len(lines) if everything else SHOWN
    yield from lines[:shown]
    if rest := len(lines[shown:]):
        yield Leftover(lines[0].label, f"{rest:,} more: shown with --all")


def _rejected(item: Rejected, text: str) -> Leftover:
    reasons = ", ".join(reason.replace("_", " ") for reason in item.reasons)
    near = item.nearest if item.nearest and text[item.nearest.start : item.nearest.end] == item.nearest.quote else None
    said = next((inert(words) for key in _SAID if isinstance(words := item.item.get(key), str) and words), "")
    details = (f"said: {said}" if said else "", inert(item.detail or ""))
    words = inert(near.quote) if near else ""
    return Leftover("rejected", f"{item.kind}: {reasons}", words, near, "nearest:", tuple(filter(None, details)))


def _passage(label: str, reason: str, part: Excluded | Unread | Note, text: str) -> Leftover:
    return Leftover(label, inert(reason), inert(text[part.start : part.end]), part)


def _counted(excluded: Sequence[Excluded]) -> str:
    reasons = Counter(inert(part.reason).replace("_", " ") for part in excluded)
    told = ", ".join(f"{number} {word}" if number > 1 else word for word, number in reasons.most_common())
    return f"{outline.count(len(excluded), 'passage')}, not part of the article: {told}"
