"""The elements of a page as blocks of text, and how much of a block stands in another text."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.etree import _Element

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 head header hr item li list main nav ol p pre quote row section summary table tr ul".split()
)
"""Of web pages and of the format (TEI) that the extraction speaks."""
_BREAKS = {"br", "lb"}
_CELLS = {"cell", "td", "th"}
_AS_WRITTEN = {"code", "pre"}
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SAME_BLOCK = 60
"""Characters from which on a repeated block is a copy (print version, narrow layout), not somebody repeating a word."""
_LONGEST_WORDS = 15
"""Characters a word, on average, from which on the text is in a script without spaces (Chinese, Japanese, Thai)."""


def blocks_of(body: _Element) -> list[str]:
    """Text of ``body``, cut at its block elements and at empty lines in them; copies of a block come once."""
    pieces: list[str] = []
    for event, element in walk(body):
        tag, starts = element.tag, event == "start"
        if tag in BLOCKS:
            pieces.append("\n\n")
        elif tag in _BREAKS and starts:
            pieces.append("\n")
        elif tag in _CELLS and not starts and element.getnext() is not None:
            pieces.append(" | ")
        if piece := element.text if starts else element.tail:
            pieces.append(piece if tag in _AS_WRITTEN and starts else _spaced_once(piece))
    lines = "\n".join(line.strip(" ") for line in "".join(pieces).split("\n"))
    return _distinct([block for piece in lines.split("\n\n") if (block := piece.strip("\n"))])


def _spaced_once(piece: str) -> str:
    # The first two are far quicker than the pattern, which has to look at every space.
    return piece if piece.isprintable() and "  " not in piece else _SPACES.sub(" ", piece)


def walk(body: _Element) -> Iterator[tuple[str, _Element]]:
    """Every element when it begins (``start``) and when it ends (``end``), in the order of the page."""
    # Imported here: start-up time.
    from lxml import etree

    return iter(etree.iterwalk(body, events=("start", "end")))


def values(tree: _Element, name: str) -> list[str]:
    """What an attribute says all over the page of the tree."""
    found: list[str] = _looking_up(name)(tree)
    return found


@functools.cache
def _looking_up(name: str) -> Any:
    # Imported here: start-up time.
    from lxml.etree import XPath

    return XPath(f"//@{name}", smart_strings=False)


def _distinct(blocks: list[str]) -> list[str]:
    seen: set[str] = set()
    kept = []
    for block in blocks:
        if len(block) < _SAME_BLOCK or block not in seen:
            kept.append(block)
        seen.add(block)
    return kept


class Text:
    """A text of several blocks, to be asked how much of the blocks of another reading stands in it."""

    def __init__(self, blocks: Sequence[str]) -> None:
        self._blocks = frozenset(blocks)
        self._whole = " ".join(blocks)

    def has(self, block: str) -> bool:
        """Whether it is one of the blocks, with all its triples: of three words, or of three characters, in both."""
        return block in self._blocks and _is_spaced(block) == self._spaced

    def share(self, block: str) -> float:
        """Share of the word triples of ``block`` that are in the text; a shorter block is whole in it or not."""
        if self.has(block):  # most are, and nothing has to be taken apart
            return 1.0
        found = _triples(block)
        if not found:
            return float(block in self._whole)
        return sum(map(self._known.__contains__, found)) / len(found)

    @functools.cached_property
    def _spaced(self) -> bool:
        return _is_spaced(self._whole)

    @functools.cached_property
    def _known(self) -> frozenset[tuple[str, ...]]:
        return frozenset(_triples(self._whole))


def _triples(text: str) -> list[tuple[str, ...]]:
    """Three words each, overlapping; three characters each where words are not set apart by spaces."""
    words: Sequence[str] = text.split() if _is_spaced(text) else text
    return list(zip(words, words[1:], words[2:], strict=False))


def _is_spaced(text: str) -> bool:
    return len(text) <= _LONGEST_WORDS * len(text.split())
