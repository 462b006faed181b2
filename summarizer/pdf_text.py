"""Lines of pages to running text: paragraphs, hyphenation undone, what every page repeats marked."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from summarizer.pdf_edges import Sheet, edges_of
from summarizer.pdf_layout import Line, Run, lines, rows

_GAP = 1.5
"""Distance between the feet of two lines, in usual distances, from which on an empty line is meant."""
_INDENT = 0.8
"""Indent of the first line of a paragraph, in heights of a line, at least; more than :data:`_DEEP` is centred text."""
_DEEP = 6.0
_SHORT = 0.9
"""A line that ends before this share of its column ends a paragraph, if it ends a sentence as well."""
_OTHER_SIZE = 0.12
"""Difference between the heights of two lines, in heights, that sets a heading, a caption or a note apart."""
_NOTE_SIZE = 0.93
"""Height of a footnote's line at most, in heights of most lines of the document."""

_SENTENCE_END = re.compile(r"[.!?…:。！？][\"'”’“»«)\]⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_BULLET = re.compile(r"(?:[•·●○▪■‣►]|[-–—*](?=\s)|\(?(?:\d{1,2}|[a-z])[.)](?=\s))")
_PLAIN_BULLET = re.compile(r"[•·▪‣*-]\s")
"""What begins an item for the splitter of sentences, too, so that items can stand line under line."""
_NOTE_MARK = re.compile(r"(?:[⁰¹²³⁴⁵⁶⁷⁸⁹*†‡§]|\d{1,3}(?=[\s.)]))")
_HYPHEN = re.compile(r"[^\W\d_][-‐\u00ad]$")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_SUSPENDED = frozenset("und oder bzw sowie bis and or to nor et ou y e o u och eller en of i oraz и или".split())
"""Words after which a line-end hyphen stands for the rest of a word that follows: ``Nord- und Südkai``."""


@dataclass(frozen=True, slots=True)
class Flowed:
    """The running text; ``marks`` and ``pages`` as in :class:`summarizer.extracted.Extracted`."""

    text: str
    marks: tuple[tuple[int, int, str], ...]
    pages: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Block:
    """A paragraph or what else stands for itself: the lines of it with their pages. ``reason`` if it is no article."""

    lines: list[tuple[Line, int]]
    reason: str | None = None
    note: bool = False

    @property
    def last(self) -> Line:
        """The line at the end."""
        return self.lines[-1][0]


def flow(sheets: Sequence[Sheet]) -> Flowed:
    """The pages as one text. A paragraph that goes on over the page is one; feet and notes follow after it."""
    edges = edges_of(sheets)
    read = [(sheet, lines([run for run in sheet.runs if id(run) not in edges[sheet.number]])) for sheet in sheets]
    usual = _usual_height(line for _, found in read for line in found)
    blocks: list[_Block] = []
    waiting: list[_Block] = []
    for sheet, found in read:
        made = _blocks(found, sheet.number, usual)
        notes = [block for block in made if block.note]
        body = [block for block in made if not block.note]
        if body and (last := _open_end(blocks)) is not None and _goes_on(last, body[0]):
            last.lines += body.pop(0).lines
        if body:
            blocks += waiting
            waiting = []
        head, foot = _edge_blocks(sheet, edges[sheet.number])
        waiting = [*waiting, *head] if not body else waiting
        blocks += [*head, *body] if body else []
        waiting += [*notes, *foot]
    return _written([*blocks, *waiting])


def _open_end(blocks: Sequence[_Block]) -> _Block | None:
    return next((block for block in reversed(blocks) if block.reason is None and not block.note), None)


def _usual_height(found: Iterable[Line]) -> float:
    """The height of most characters."""
    counts: Counter[float] = Counter()
    for line in found:
        counts[round(line.height, 1)] += len(line.text)
    return counts.most_common(1)[0][0] if counts else 0.0


def _edge_blocks(sheet: Sheet, edges: dict[int, str]) -> tuple[list[_Block], list[_Block]]:
    """What was set apart from a page: what stands at its top, and what stands at its bottom or is not level."""
    head: list[_Block] = []
    foot: list[_Block] = []
    runs = [run for run in sheet.runs if id(run) in edges]
    middle = _middle(sheet.runs)
    for row in rows(runs):
        line = Line(
            "  ".join(r.text.strip() for r in row), row[0].left, row[0].bottom, row[-1].right, row[0].top, (0, 0)
        )
        block = _Block([(line, sheet.number)], edges[id(row[0])])
        (head if line.bottom > middle else foot).append(block)
    for run in sheet.slanted:
        line = Line(run.text.strip(), run.left, run.bottom, run.right, run.top, (0, 0))
        foot.append(_Block([(line, sheet.number)], "page_margin"))
    return head, foot


def _middle(runs: Sequence[Run]) -> float:
    return (max((r.top for r in runs), default=0.0) + min((r.bottom for r in runs), default=0.0)) / 2


def _blocks(found: Sequence[Line], page: int, usual: float) -> list[_Block]:
    """The lines of a page as paragraphs."""
    leading = _leading(found)
    blocks: list[_Block] = []
    for line in found:
        last = blocks[-1].last if blocks else None
        if last is not None and _carries_on(blocks[-1], last, line, leading):
            blocks[-1].lines.append((line, page))
        else:
            blocks.append(_Block([(line, page)]))
    _mark_notes(blocks, usual)
    return blocks


def _leading(found: Sequence[Line]) -> float:
    """The usual distance between the feet of two lines of a paragraph."""
    steps = [a.bottom - b.bottom for a, b in itertools.pairwise(found) if 0 < a.bottom - b.bottom < 4 * a.height]
    return sorted(steps)[len(steps) // 3] if steps else 0.0


def _carries_on(block: _Block, last: Line, line: Line, leading: float) -> bool:
    if last.row or line.row or _other_size(last, line):
        return False
    if last.column != line.column:
        return _runs_over(block, line)
    step = last.bottom - line.bottom
    if step > _GAP * max(leading, 0.9 * line.height) or step < 0:
        return False
    if last.bold != line.bold and (last.bold or len(block.lines) > 1) and _ends_early(last, last.bold):
        return False
    if _BULLET.match(line.text) or _after_item(block, line):
        return False
    if _first_indented(block, last, line):
        return False
    return not (_SENTENCE_END.search(last.text) and _is_short(last))


def _ends_early(last: Line, heading: bool) -> bool:
    """Whether a change from or to bold letters is one between two blocks and not between words of one."""
    return heading or _SENTENCE_END.search(last.text) is not None


def _after_item(block: _Block, line: Line) -> bool:
    """Whether the line stands further out than the mark of the item that the block is."""
    first = block.lines[0][0]
    return _BULLET.match(first.text) is not None and line.left < first.left - _INDENT * line.height


def _first_indented(block: _Block, last: Line, line: Line) -> bool:
    """Whether the line begins a paragraph by an indent; lines that hang below a bullet or a first line do not."""
    indent = line.left - last.left
    first = block.lines[0][0]
    if not _INDENT * line.height <= indent <= _DEEP * line.height:
        return False
    hangs = len(block.lines) == 1 and (_BULLET.match(first.text) or not _SENTENCE_END.search(last.text))
    return not hangs


def _is_short(line: Line) -> bool:
    left, right = line.column
    return line.right - left < _SHORT * (right - left)


def _other_size(last: Line, line: Line) -> bool:
    return abs(last.height - line.height) > _OTHER_SIZE * max(last.height, line.height)


def _runs_over(block: _Block, line: Line) -> bool:
    """Whether the line in the next column or on the next page carries on the sentence."""
    last = block.last
    if last.row or line.row or _other_size(last, line) or last.bold != line.bold or _BULLET.match(line.text):
        return False
    if _HYPHEN.search(last.text):
        return True
    if _SENTENCE_END.search(last.text):
        return False
    narrow = last.column[1] - last.column[0] > 0 and _is_short(last)
    return line.text[:1].islower() or (not narrow and len(block.lines) > 1)


def _goes_on(block: _Block, first: _Block) -> bool:
    return not first.note and _runs_over(block, first.lines[0][0])


def _mark_notes(blocks: Sequence[_Block], usual: float) -> None:
    """Mark the small print at the end of a page or column that begins with the mark of a note."""
    noted = False
    for block in blocks:
        line = block.lines[0][0]
        small = line.height <= _NOTE_SIZE * usual
        noted = small and (noted or _NOTE_MARK.match(line.text) is not None)
        block.note = noted


@dataclass(slots=True)
class _Writer:
    """Text, marks and places where the page changes, as they come."""

    known: Counter[str]
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    pages: list[tuple[int, int]] = field(default_factory=list)
    marks: list[tuple[int, int, str]] = field(default_factory=list)

    def put(self, piece: str) -> None:
        """Write on."""
        self.pieces.append(piece)
        self.length += len(piece)

    def on(self, page: int) -> None:
        """What follows stands on that page."""
        if not self.pages or self.pages[-1][1] != page:
            self.pages.append((self.length, page))

    def block(self, block: _Block) -> None:
        """One block, its lines joined."""
        start = self.length
        text = block.lines[0][0].text
        self.on(block.lines[0][1])
        for line, page in block.lines[1:]:
            kept, between = _joint(text, line.text, self.known)
            self.put(kept + between)
            self.on(page)
            text = line.text
        self.put(text.replace("\u00ad", ""))
        if block.reason is not None and self.length > start:
            self.marks.append((start, self.length, block.reason))


def _written(blocks: Sequence[_Block]) -> Flowed:
    known = Counter(word.casefold() for block in blocks for line, _ in block.lines for word in _inner_words(line.text))
    writer = _Writer(known)
    before: _Block | None = None
    for block in (block for block in blocks if any(line.text for line, _ in block.lines)):
        if before is not None:
            writer.put("\n" if _same_list(before, block) else "\n\n")
        writer.block(block)
        before = block
    return Flowed("".join(writer.pieces), tuple(writer.marks), tuple(writer.pages))


def _inner_words(text: str) -> list[str]:
    """The words of a line, without a first and a last one that may be parts of words."""
    return _WORD.findall(text)[1:-1]


def _same_list(before: _Block, block: _Block) -> bool:
    """Whether both are items of one list, which stand line under line."""
    if before.reason or block.reason:
        return False
    return all(_PLAIN_BULLET.match(one.lines[0][0].text) for one in (before, block))


def _joint(text: str, following: str, known: Counter[str]) -> tuple[str, str]:
    """The line as it stands before the next one in a paragraph, and what comes between them."""
    text = text.rstrip()
    if not _HYPHEN.search(text):
        return text.replace("\u00ad", ""), " "
    stem, hyphen = text[:-1].replace("\u00ad", ""), text[-1]
    first = _FIRST_WORD.match(following)
    last = _LAST_WORD.search(stem)
    if hyphen == "\u00ad":
        return stem, ""
    if first is None or last is None or not first[0][0].islower():
        return stem + hyphen, ""
    if first[0] in _SUSPENDED and known[(last[0] + first[0]).casefold()] == 0:
        return stem + hyphen, " "
    whole, parted = (last[0] + first[0]).casefold(), f"{last[0]}-{first[0]}".casefold()
    if known[parted] > known[whole]:
        return stem + hyphen, ""
    return stem, ""
