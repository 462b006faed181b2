"""Texts in rows that fit into a window, counted in cells: some letters are two wide, others none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from rich.console import Console
from rich.text import Text

WIDEST = 100
"""Columns of a text: longer lines are hard to read, however wide the window is."""
NARROWEST = 20
"""Narrower windows get rows of this width: fewer cells hold no word."""
AT_ONCE = 500
"""Rows that are printed together: each printing costs more than its row."""
BAR = " │ "
"""Between texts that stand side by side, and before each that stands above or below another."""

# Fewer cells than this beside what stands in front, and that gets rows of its own.
_LEAST_ROOM = 16
_GAP = 2


@dataclass(frozen=True)
class Block:
    """A text with what stands in front of its first row (``lead``) and behind its last one (``tail``).

    The lead begins at the column ``indent``, all rows of the text at ``hang``.
    """

    text: Text
    indent: int = 0
    hang: int = 0
    lead: Text | None = None
    tail: Text | None = None

    def rows(self, console: Console, width: int) -> Iterator[Text]:
        """The rows, none wider than ``width`` or :data:`WIDEST`, none ending in blanks.

        A lead that leaves no room stands above the text.
        """
        width = min(max(width, _LEAST_ROOM), WIDEST)
        lead, indent = self.lead or Text(), min(self.indent, width - _LEAST_ROOM)
        hang = max(self.hang, indent)
        if width - hang < _LEAST_ROOM:
            hang = indent
        if lead.cell_len and indent + lead.cell_len >= hang:
            yield from _wrapped(lead, console, indent, width)
            lead = Text()
        begun = Text(" " * indent).append_text(lead)
        begun.append(" " * (hang - begun.cell_len))
        for number, row in enumerate(self._body(console, width - hang) or [Text()]):
            yield _ended((begun if number == 0 else Text(" " * hang)) + row)

    def _body(self, console: Console, room: int) -> list[Text]:
        fits = self.text.cell_len <= room and "\n" not in self.text.plain
        body = [self.text.copy()] if fits else list(self.text.wrap(console, room))
        tail = self.tail
        if tail is None or not tail.cell_len:
            return body
        last = _ended(body[-1]) if body else Text()
        if last.cell_len + _GAP + tail.cell_len <= room:
            # Onto a text without a style of its own, which the tail would take over.
            return [*body[:-1], Text().append_text(last).append(" " * _GAP if last.cell_len else "").append_text(tail)]
        return [*body, *tail.wrap(console, room)]


@dataclass(frozen=True)
class Beside:
    """Groups of blocks that stand side by side where each gets ``least`` cells, else one under the other."""

    groups: tuple[tuple[Block, ...], ...]
    indent: int = 0
    least: int = 28
    most: int = 46
    stacked: bool = False

    def rows(self, console: Console, width: int) -> Iterator[Text]:
        """As :meth:`Block.rows`."""
        count = max(len(self.groups), 1)
        room = (max(width, NARROWEST) - self.indent - len(BAR) * (count - 1)) // count
        if self.stacked or room < self.least:
            yield from self._below(console, width)
            return
        room = min(room, self.most)
        columns = [[row for block in group for row in block.rows(console, room)] for group in self.groups]
        for cells in zip_longest(*columns, fillvalue=Text()):
            yield _ended(Text(" " * self.indent) + _beside(cells, room))

    def _below(self, console: Console, width: int) -> Iterator[Text]:
        bar = BAR.lstrip()
        width = min(max(width, NARROWEST), WIDEST)
        indent = min(self.indent, width - _LEAST_ROOM - len(bar))
        for number, group in enumerate(self.groups):
            if number:
                yield Text()
            for block in group:
                for row in block.rows(console, width - indent - len(bar)):
                    yield Text(" " * indent).append(bar, "dim") + row


def _beside(cells: Sequence[Text], room: int) -> Text:
    line = Text()
    for number, cell in enumerate(cells):
        if number:
            line.append(BAR, style="dim")
        line.append_text(cell)
        if number < len(cells) - 1:
            line.append(" " * (room - cell.cell_len))
    return line


def _wrapped(text: Text, console: Console, indent: int, width: int) -> Iterator[Text]:
    for row in text.wrap(console, width - indent):
        yield _ended(Text(" " * indent) + row)


def _ended(row: Text) -> Text:
    row.rstrip()
    return row


def printed(blocks: Iterable[Block | Beside], console: Console, width: int) -> None:
    """Print the rows of all blocks."""
    rows = (row for block in blocks for row in block.rows(console, width))
    while page := list(islice(rows, AT_ONCE)):
        console.print(Text("\n").join(page), soft_wrap=True, highlight=False)
