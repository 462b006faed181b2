"""A summary for somebody who reads it in a terminal, or pipes it into a file.

Only :class:`rich.text.Text` is printed, never a string that rich would search for markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.text import Text

from summarizer.models import Claim, Contradiction, Summary, Warning
from summarizer.render import outline
from summarizer.render.inert import inert

WIDEST = 100
"""Columns of a line of prose: longer ones are hard to read, however wide the window is."""

Line = tuple[int, Text]
"""How deep it stands, and what it says."""

_STEP = 2


def draw(summary: Summary, console: Console, *, everything: bool = False) -> None:
    """Print the summary; ``everything`` shows all claims and not only the key ones."""
    width = min(console.width, WIDEST)
    for depth, text in _lines(summary, everything):
        for row in _rows(text, console, depth * _STEP, width):
            console.print(row, soft_wrap=True, highlight=False)


def to_text(summary: Summary, *, console: Console, everything: bool = False) -> str:
    """What :func:`draw` prints on a console of this kind, as a string."""
    with console.capture() as captured:
        draw(summary, console, everything=everything)
    return captured.get()


def _rows(text: Text, console: Console, indent: int, width: int) -> Iterator[Text]:
    # Wrapped here and not by rich, which fills indented lines with blanks up to the full width.
    for row in text.wrap(console, max(width - indent, 1)):
        row.rstrip()
        yield Text(" " * indent if row else "").append_text(row)


def _lines(summary: Summary, everything: bool) -> Iterator[Line]:
    claims = outline.shown_claims(summary, everything=everything)
    yield 0, Text(inert(summary.headline), style="bold")
    yield from _section("", (_overview(item.sentence, item.supported_by) for item in summary.overview))
    yield from _section("Warnings", _each(_warning(item) for item in summary.warnings))
    yield from _section("Contradictions", _each(_contradiction(item, summary) for item in summary.contradictions))
    yield from _section("Key claims" if len(claims) < len(summary.claims) else "Claims", _claims(claims))
    yield from _section("", ((0, Text(line, style="dim")) for line in outline.remarks(summary, len(claims))))


def _section(title: str, body: Iterable[Line]) -> Iterator[Line]:
    """An empty line, the title if there is one, and the body; nothing at all where the body is empty."""
    lines = list(body)
    if lines:
        yield 0, Text()
        if title:
            yield 0, Text(title, style="bold underline")
    yield from lines


def _each(items: Iterable[Iterable[Line]]) -> Iterator[Line]:
    for number, lines in enumerate(items):
        if number:
            yield 0, Text()
        yield from lines


def _overview(sentence: str, ids: Iterable[str]) -> Line:
    return 0, Text.assemble(inert(sentence), _ids(*ids))


def _warning(item: Warning) -> Iterator[Line]:
    yield 1, Text.assemble((outline.parties(item), "yellow"), f": {inert(item.danger)}", _ids(item.id))
    if item.evidence:
        yield 2, Text(outline.quoted(item.evidence), style="dim")
    for line in outline.circumstances(item):
        yield 2, Text(line)


def _contradiction(item: Contradiction, summary: Summary) -> Iterator[Line]:
    yield 1, Text.assemble((inert(item.question), "magenta"), _ids(item.id, outline.kind_of(item)))
    for side in item.sides:
        yield 2, Text.assemble(f"- {outline.position_of(side, summary)}", _ids(*side.claims))
        if words := outline.words_of(side):
            yield 3, Text(words, style="dim")
    if item.explanation:
        yield 2, Text(inert(item.explanation))


def _claims(claims: Iterable[Claim]) -> Iterator[Line]:
    return _each(_voice(voice) for voice in outline.voices(claims))


def _voice(voice: outline.Voice) -> Iterator[Line]:
    yield 1, Text.assemble((voice.name, "bold"), f", {voice.role}" if voice.role else "")
    for claim in voice.claims:
        yield from _claim(claim)


def _claim(claim: Claim) -> Iterator[Line]:
    via = f" (via {outline.name_of(claim.via)})" if claim.via else ""
    yield 2, Text.assemble((claim.stance, "cyan"), f": {inert(claim.statement)}{via}", _ids(claim.id))
    proof = outline.proof(claim)
    if proof:
        yield 3, Text(proof, style="dim")


def _ids(*ids: str) -> tuple[str, str]:
    names = ", ".join(filter(None, map(inert, ids)))
    return (f" [{names}]" if names else "", "dim")
