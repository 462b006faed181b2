"""Lines of a plain text put together to what was one line before wrapping: paragraphs, list items, labelled lines.

Offsets are 0-based, half-open and count code points. Every function here takes time linear in its text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

WRAP_LIMIT = 100
"""Characters. Nobody wraps text wider than this, so a longer line was ended on purpose."""

WRAP_MIN = 40
"""Characters. Narrower than this, a block of lines is a list or a poem rather than a wrapped paragraph."""

NEAR_WIDTH = 0.8
"""A block whose longest line is shorter than this share of the usual width was not wrapped at its own width."""

TITLE_LIMIT = 90
"""Characters of a title inside an article; an unpunctuated line longer than this is prose that lost its full stop."""

TITLE_WORDS = 14
HEADLINE_LIMIT = 200
"""Characters of the headline on top of an article, which may be a whole sentence and more."""

LABEL = re.compile(r"(?:[A-ZÀ-ÖØ-ÞА-Я][\w.’'&/()-]*)(?:[ ][\w.’'&/()-]+){0,3}[ ]?:(?=\s|$)")
TIME = re.compile(r"\[?\d{1,2}[:.h]\d{2}(?::\d{2})?\]?(?=\s|$)(?:\s?[ap]\.?m\.?)?")
_BULLET = re.compile(r"(?:[-*+•‣▪◦·]|#{1,6}|>)[ \t]+")
_ORDINAL = re.compile(r"\(?\d{1,2}[.)][ \t]+|[a-z]\)[ \t]+")
_HASH = re.compile(r"#{1,6}\s+\S")
_RULED = re.compile(r"([—–=~*_-]{1,5})[ \t]*[^\W_].*[^\s—–=~*_-][ \t]*[—–=~*_-]{1,5}$")
_UNDERLINE = re.compile(r"[=-]{3,}$")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？][\"'”’“»«)\]*_]*$")
_CARRIES_ON = re.compile(
    r"[,;:(\[—–-]$|(?<![\w.])(?:the|a|an|of|and|or|to|in|for|with|by|that|Mr|Mrs|Ms|Dr|Prof|St|No)\.?$"
)
_QUOTES = re.compile(r"[\"“”„«»]")
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True, slots=True)
class Line:
    """``text[start:end]`` without its line end; ``indent`` is the width of the white space in front."""

    start: int
    end: int
    words: str
    indent: int


@dataclass(frozen=True, slots=True)
class Unit:
    """What its author wrote as one line or paragraph: ``text[start:end]``, white space stripped.

    ``block`` counts the stretches between blank lines, ``paragraph`` the paragraphs (a block of unwrapped long lines
    holds several). ``words`` is the text with line ends turned to spaces, so it has the length ``end - start``.
    """

    start: int
    end: int
    words: str
    block: int
    paragraph: int
    lines: int

    @property
    def readable(self) -> bool:
        """Whether there is any letter or digit in it."""
        return _readable(self.words)

    @property
    def finished(self) -> bool:
        """Whether it ends like a sentence."""
        return ends_sentence(self.words)


def _readable(words: str) -> bool:
    return any(char.isalnum() for char in words)


def ends_sentence(words: str) -> bool:
    """Whether the last sign, closing marks aside, is one that ends a sentence."""
    return _ENDS_SENTENCE.search(words[-12:]) is not None


def units(text: str, start: int = 0, end: int | None = None) -> list[Unit]:
    """The units of ``text[start:end]`` in order. What lies between two of them is white space."""
    found: list[Unit] = []
    paragraph = 0
    found_blocks = list(_blocks(text, start, len(text) if end is None else end))
    usual = _usual_width(found_blocks)
    for number, lines in enumerate(found_blocks):
        width = _wrap_width(lines, usual)
        group = [lines[0]]
        for line in lines[1:]:
            if _breaks(group, line, width):
                found.append(_unit(text, group, number, paragraph))
                paragraph += len(group[-1].words) > WRAP_LIMIT
                group = []
            group.append(line)
        found.append(_unit(text, group, number, paragraph))
        paragraph += 1
    return found


def marker_length(words: str) -> int:
    """How many characters of list, quotation or heading marker stand in front (numbers of items are words)."""
    length = 0
    while match := _BULLET.match(words, length):
        length = match.end()
    return length


def is_label(words: str) -> bool:
    """Whether it begins with a label as in ``Hazard: …``, ``SMITH: …``, ``Q: …`` or a time of day."""
    return LABEL.match(words, 0, TITLE_LIMIT) is not None or TIME.match(words) is not None


def headings(found: list[Unit], *, top: bool, more: bool = False) -> list[bool]:
    """For each unit whether it is a title or section head.

    ``top``: the first of them is the top of the article. ``more``: the article goes on after the last of them.
    """
    if len(found) == 1 and top and more and found[0].readable and len(found[0].words) <= HEADLINE_LIMIT:
        return [not _ends_prose(found[0].words)]
    blocks = [unit.block for unit in found]
    answer = []
    for index, unit in enumerate(found):
        after = next(iter(found[index + 1 : index + 2]), None)
        alone = blocks[max(index - 1, 0) : index + 2].count(unit.block) == 1
        is_top = top and index == 0
        answer.append(_is_heading(unit, after, alone=alone, top=is_top, head=top and unit.block == blocks[0]))
    return answer


def _is_heading(unit: Unit, after: Unit | None, *, alone: bool, top: bool, head: bool) -> bool:
    words = unit.words
    if not unit.readable or len(words) > HEADLINE_LIMIT:
        return False
    if _HASH.match(words) or (unit.lines == 1 and len(words) <= TITLE_LIMIT and _RULED.match(words)):
        return True
    if after is None:
        return False
    if words[-1] in ".:;,…" or _BULLET.match(words):
        return False
    if after.block == unit.block and _UNDERLINE.match(after.words):
        return True
    if top:
        return not _ends_prose(words)
    if _is_capitals(words):
        return alone or not is_label(words)
    return (alone or head or _stands_over(unit, after)) and _is_title(unit)


def _ends_prose(words: str) -> bool:
    """Whether it ends like a sentence of running text: headlines may ask or shout, but have no full stop."""
    return words[-1] in ".:;," or (ends_sentence(words) and _QUOTES.search(words[-3:]) is not None)


def _is_title(unit: Unit) -> bool:
    words = unit.words
    if unit.finished or unit.lines > 2 or len(words) > TITLE_LIMIT or len(words.split()) > TITLE_WORDS:
        return False
    starts = next((char for char in words if char.isalnum()), "")
    return not (starts.islower() or _QUOTES.search(words) or is_label(words))


def _stands_over(unit: Unit, after: Unit) -> bool:
    """A short line directly over a paragraph, without a blank line between."""
    return unit.lines == 1 and after.finished and len(after.words) > 2 * len(unit.words) and not is_label(after.words)


def _is_capitals(words: str) -> bool:
    letters = _LETTERS.findall(words)
    return (
        len(letters) >= 3
        and len(words) <= WRAP_LIMIT
        and not ends_sentence(words)
        and words == words.upper() != words.lower()
    )


def _blocks(text: str, start: int, end: int) -> Iterator[list[Line]]:
    block: list[Line] = []
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        words = text[start:stop]
        if bare := words.strip():
            indent = len(words) - len(words.lstrip())
            block.append(Line(start + indent, start + indent + len(bare), bare, indent))
        elif block:
            yield block
            block = []
        start = stop + 1
    if block:
        yield block


def _usual_width(blocks: list[list[Line]]) -> int:
    """The width at which most paragraphs of several lines are wrapped, or 0."""
    widths = sorted(width for width in (_longest(lines) for lines in blocks if len(lines) >= 3) if width >= WRAP_MIN)
    middle = widths[len(widths) // 2] if widths else 0
    return middle if middle <= WRAP_LIMIT else 0


def _wrap_width(lines: list[Line], usual: int) -> int:
    """The width at which the block was wrapped, or 0 when it was not."""
    longest = _longest(lines)
    if not WRAP_MIN <= longest <= WRAP_LIMIT:
        return 0
    return longest if longest >= NEAR_WIDTH * usual else usual


def _longest(lines: list[Line]) -> int:
    return max(line.indent + len(line.words) for line in lines)


def _breaks(group: list[Line], line: Line, width: int) -> bool:
    """Whether ``line`` begins something new rather than carrying on the lines before it."""
    last, words = group[-1], line.words
    if _BULLET.match(words) or _HASH.match(last.words) or not (_readable(words) and _readable(last.words)):
        return True
    if _UNDERLINE.match(words) or _UNDERLINE.match(last.words):
        return True
    full = width > 0 and last.indent + len(last.words) + 1 + len(words.split(None, 1)[0]) > width
    flows = full and not ends_sentence(last.words)
    if _ORDINAL.match(words) or is_label(words):
        return not flows or is_label(group[0].words) or _ORDINAL.match(group[0].words) is not None
    if line.indent > group[0].indent and line.indent > 1 and (is_label(group[0].words) or _marked(group[0].words)):
        return False
    if _is_capitals(last.words) or _is_capitals(words):
        return True
    if full:
        return False
    if ends_sentence(last.words):
        return True
    return not (words[0].islower() or _CARRIES_ON.search(last.words[-8:]))


def _marked(words: str) -> bool:
    return _BULLET.match(words) is not None or _ORDINAL.match(words) is not None


def _unit(text: str, group: list[Line], block: int, paragraph: int) -> Unit:
    start, end = group[0].start, group[-1].end
    return Unit(start, end, text[start:end].replace("\n", " ").replace("\r", " "), block, paragraph, len(group))
