"""Whether a reading of a page is plainly poor, and what another extractor reads instead.

A reading is held against what the page is built of: paragraphs of prose, links, remarks of readers. Words decide
nothing, only lengths and places do.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from summarizer.page_text import BLOCKS, Text, blocks_of, values, walk

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

_PROSE = 80
"""Characters from which on a paragraph is prose rather than a label or a title."""
_LINKED = 0.5
"""Share of a paragraph's characters that stand in links, from which on it is a link."""
_SOME_PROSE = 500
"""Characters of prose a page must have before a reading can be said to miss it: five sentences."""
_HELD = 0.4
"""Share of the page's prose that a reading has to hold. Over 150 pages good ones hold .6 and more (what they leave out
is captions and the blurbs of other articles) and, where a page shows several articles, .4; poor ones a quarter."""
_JUNK = 0.4
"""Share of a reading that may be bare links and readers' remarks. Over 150 pages none has more than .15."""
_WITHIN = 0.5
"""Share of a reading that has to stand in the one element that the page itself calls its article, if there is one.
Over 150 pages good readings have .7 and more there."""
_GAIN = 1.5
"""How many times the prose of the first reading the second must hold to replace it for missing prose."""
_KEPT = 0.8
"""Share of the first reading's prose that the second must hold to replace it for links and remarks."""
_IN = 0.5
"""Share of a paragraph's word triples in a reading that shows that the reading holds it."""

_REMARKS = re.compile(r"(?:^|[\s_-])(?:comments?|commentlist|commentary-list|disqus|replies|respond)(?:$|[\s_-])", re.I)
_WHOLE_PAGE = {"html", "body", "main", "article"}
"""Elements whose class says something of the page (`comments-open`), not what they hold."""
_ASIDE = {"nav", "aside", "footer"}
_UNSEEN = {"script", "style", "noscript", "svg", "button", "select", "textarea", "head"}
_COUNTED = _ASIDE | _UNSEEN | {"a"}
_SILENT = logging.NullHandler()


class Paragraph(NamedTuple):
    """A stretch of text in a page without a block element in it."""

    text: str
    linked: bool
    remark: bool
    aside: bool

    @property
    def prose(self) -> bool:
        """Whether it may well be of the article."""
        return not (self.linked or self.remark or self.aside) and len(self.text) >= _PROSE


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a reading: characters of the page's ``prose`` that it holds, share of ``junk`` in it."""

    prose: int
    junk: float
    misses: bool

    @property
    def plain(self) -> bool:
        """Whether the reading is plainly poor."""
        return self.misses or self.junk > _JUNK


def paragraphs(tree: HtmlElement) -> list[Paragraph]:
    """What the page is built of, in its order, remarks and menus among it."""
    found: list[Paragraph] = []
    pieces: list[str] = []
    holding = _holding_remarks(tree)
    unseen = links = remarks = asides = linked = 0

    def finish() -> None:
        nonlocal linked
        text = " ".join("".join(pieces).split())
        if text:
            found.append(Paragraph(text, linked >= _LINKED * len(text), remarks > 0, asides > 0))
        pieces.clear()
        linked = 0

    for event, element in walk(tree):
        tag, starts = element.tag, event == "start"
        if pieces and tag in BLOCKS:
            finish()
        if tag in _COUNTED:
            step = 1 if starts else -1
            unseen += step * (tag in _UNSEEN)
            links += step * (tag == "a")
            asides += step * (tag in _ASIDE)
        if element in holding:
            remarks += 1 if starts else -1
        piece = (element.text if starts else element.tail) or (" " if tag == "br" else "")
        if piece and not unseen:
            pieces.append(piece)
            linked += len(piece) if links else 0
    finish()
    return found


def judge(blocks: Sequence[str], page: Sequence[Paragraph]) -> Fault:
    """What a reading holds of the page."""
    known = Text(blocks)
    prose = {paragraph.text for paragraph in page if paragraph.prose}
    held = sum(len(text) for text in prose if known.share(text) >= _IN)
    whole = sum(map(len, prose))
    stray = {paragraph.text for paragraph in page if paragraph.linked or paragraph.remark}
    junk = sum(len(block) for block in blocks if " ".join(block.split()) in stray) / max(1, sum(map(len, blocks)))
    return Fault(held, junk, whole >= _SOME_PROSE and held < _HELD * whole)


def better(blocks: Sequence[str], tree: HtmlElement) -> list[str] | None:
    """Another reading of the page, if ``blocks`` are a plainly poor one and the other is plainly better."""
    page = paragraphs(tree)
    first = judge(blocks, page)
    if not first.plain:
        return None
    other = _read(tree)
    second = judge(other, page)
    if second.junk > _JUNK or not other:
        return None
    if first.misses and second.prose >= max(_SOME_PROSE, _GAIN * first.prose):
        return other
    cleaner = second.junk <= first.junk / 2 and second.prose >= max(_SOME_PROSE, _KEPT * first.prose)
    return other if first.junk > _JUNK and cleaner else None


def within(blocks: Sequence[str], tree: HtmlElement) -> list[str] | None:
    """Those of ``blocks`` that stand in the one element that the page calls its article, if most stand elsewhere."""
    found = tree.xpath("//@itemprop[.='articleBody']/..") or tree.xpath("//article[not(ancestor::article)]")
    if len(found) != 1:
        return None
    article = Text(blocks_of(found[0]))
    enough = _WITHIN * sum(map(len, blocks))
    if sum(len(block) for block in blocks if article.has(block)) >= enough:
        return None
    inside = [block for block in blocks if article.share(block) >= _IN]
    return inside if _SOME_PROSE <= sum(map(len, inside)) < enough else None


def _holding_remarks(tree: HtmlElement) -> set[_Element]:
    """The elements that hold remarks. Most pages have none, which their classes and ids alone tell soonest."""
    if not any(_names_remarks(words) for name in ("class", "id") for words in set(values(tree, name))):
        return set()
    return {element for element in tree.iter("*") if _holds_remarks(element)}


def _holds_remarks(element: _Element) -> bool:
    if element.tag in _WHOLE_PAGE:
        return False
    return any(words and _names_remarks(words) for words in (element.get("class"), element.get("id")))


@lru_cache(maxsize=1024)  # a page has a few hundred, each many times
def _names_remarks(words: str) -> bool:
    return _REMARKS.search(words) is not None


def _read(tree: HtmlElement) -> list[str]:
    # Imported here: start-up time.
    from lxml import html
    from readability import Document
    from readability.readability import Unparseable

    logging.getLogger("readability").addHandler(_SILENT)
    try:
        found = html.document_fromstring(Document(deepcopy(tree)).summary() or "<p></p>")
    except Unparseable:
        return []
    for element in [element for element in found.iter("*") if _holds_remarks(element)]:
        if isinstance(element, html.HtmlElement) and element.getparent() is not None:
            element.drop_tree()
    return blocks_of(found)
