"""Web pages to article text, title, author, date and language."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from summarizer.errors import SourceEmpty, SourceUnreadable

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEAD = 4096
"""Characters or bytes at the start of a page in which it says what it is."""
_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(
    rb"<meta[^>]+?charset\s*=\s*[\"']?\s*([\w.:-]+)|^\s*<\?xml[^>]+?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE
)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?=$|[-_])")

_HIDDEN_STYLE = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:left|right|top|text-indent)\s*:\s*-\d{4,})",
    re.IGNORECASE,
)
_NO_FONT = re.compile(r"(?:^|;)\s*font-size\s*:\s*0*\.?0*(?:px|em|rem|pt|%)?\s*(?:;|!|$)", re.IGNORECASE)
_NO_SIZE = re.compile(
    r"(?:^|;)\s*(?:max-)?(?:width|height)\s*:\s*0*\.?0*(?:px|em|rem|pt|%)?\s*(?:;|!|$)", re.IGNORECASE
)
_CLIPPED = re.compile(r"overflow\s*:\s*(?:hidden|clip)", re.IGNORECASE)
_NEVER_HIDDEN = {"html", "body"}  # hidden until a script runs, as a guard against flicker; the reader does see them

_MAX_MARKUP = 5_000_000
"""Characters of markup (embedded images not counted) that are taken apart, which is 10 seconds of work."""
_MAX_TAG = 20_000
"""Characters of one tag. The parser's time grows with the square of the number of attributes."""
_EMBEDDED = re.compile(r"data:[\w/+.-]*;base64,[\w+/=%\s]+")
_LONG_TAG = re.compile(rf"<([a-zA-Z]\w*)[^<>]{{{_MAX_TAG},}}>")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML tree can hold; one of them would make the extraction drop its whole paragraph or page."""
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,10}));?", re.IGNORECASE)

_BLOCKS = {"p", "head", "quote", "item", "row", "list", "table", "body", "div"}
_SPACES = re.compile(r"[ \t\r\n\f]+")
_SAME_BLOCK = 60
"""Characters from which on a repeated block is a copy (print version, narrow layout), not somebody repeating a word."""
_IN_BOTH = 0.3
"""Share of a block's word triples that the strict reading holds too, if the block is part of the article: the strict
reading drops some links out of sentences, so that more than half of a true block can be missing from it."""
_SENTENCE_END = re.compile(r"\w[.!?…。！？।؟][\"'”’»)]*(?=\s|$)")
_MIN_SENTENCES = 3
"""Sentences in a page that make it an article where the strict reading finds none: menus and forms have one or two."""
_MAX_TAIL = 0.5
"""Share of the text that may be cut off at the end. Where the two readings differ more, the strict one went wrong."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: blocks of ``text`` are set apart by an empty line. ``published`` is an ISO date."""

    text: str
    title: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None


def looks_like_html(text: str) -> bool:
    """Whether ``text`` begins like a whole page (a stray tag in a plain text does not count)."""
    return _LOOKS_LIKE_HTML.match(text[:_HEAD]) is not None


def declared_charset(data: bytes) -> str | None:
    """The encoding that the page itself names in its head."""
    found = _CHARSET.search(data[:_HEAD])
    return (found[1] or found[2]).decode("ascii") if found else None


def read_page(markup: str, *, name: str, url: str | None = None) -> Page:
    """The article in a page, without what its reader does not see.

    ``name`` stands in messages; ``url`` helps to find the date and is not fetched.

    Raises:
        SourceEmpty: there is no article text in the page.
        SourceUnreadable: the markup is too broken, or nested too deeply, to be read.
    """
    markup = _parsable(markup)
    if len(markup) > _MAX_MARKUP:
        raise SourceUnreadable(f"{name} is a page of {len(markup):,} characters of markup; save its text as a file")
    try:
        tree = _parse(markup)
        page = None if tree is None else _article(tree, url)
    except Exception as error:  # hostile markup breaks parsers in ways that they do not document
        raise SourceUnreadable(
            f"{name} is a page that cannot be taken apart ({type(error).__name__}); save its text as a file"
        ) from error
    if page is None or not page.text:
        raise SourceEmpty(
            f"{name} is a page without article text; if a script or a login fills it, save its text as a file"
        )
    return page


def _parse(markup: str) -> HtmlElement | None:
    # Imported here: start-up time.
    from lxml import etree, html

    # Bytes and not text, as lxml refuses text with an XML declaration.
    # Without huge_tree, all that stands below 256 unclosed tags is lost.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        return html.document_fromstring(markup.encode(), parser=parser)
    except etree.ParserError:  # an empty document
        return None


def _parsable(markup: str) -> str:
    """``markup`` without what would stop or stall the parser, and shows nothing to a reader."""
    markup = _LONG_TAG.sub(r"<\1>", _EMBEDDED.sub("data:,", markup))
    return _CONTROLS.sub("", _REFERENCE.sub(_referenced, markup))


def _referenced(reference: re.Match[str]) -> str:
    """The reference itself if it is good; old pages count in windows-1252, and some name no character at all."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    if 0x80 <= number <= 0x9F:
        return bytes([number]).decode("cp1252", "ignore")
    return "" if number > sys.maxunicode or _CONTROLS.match(chr(number)) else reference[0]


def _article(tree: HtmlElement, url: str | None) -> Page | None:
    language = _language(tree)
    for element in [element for element in tree.iter("*") if _is_hidden(element)]:
        if element.getparent() is not None:
            element.drop_tree()
    found = _extract(tree, url=url, with_metadata=True, date_extraction_params=_date_rules())
    if found is None:
        return None
    blocks = _distinct(_blocks(found.body))
    strict = _extract(tree, favor_precision=True, fast=True)
    if strict is not None:
        blocks = _without_tail(blocks, " ".join(_blocks(strict.body)))
    elif len(_SENTENCE_END.findall(" ".join(blocks))) < _MIN_SENTENCES:
        return None
    return Page(
        text="\n\n".join(blocks),
        title=_line(found.title),
        author=_line(found.author),
        published=found.date or None,
        language=language,
    )


def _extract(tree: HtmlElement, **options: Any) -> Any:
    # Imported here: start-up time.
    from trafilatura import bare_extraction

    for logger in ("trafilatura", "htmldate", "courlan"):  # what they complain of comes back as an error of ours
        logging.getLogger(logger).addHandler(logging.NullHandler())
    return bare_extraction(tree, include_comments=False, **options)


def _date_rules() -> dict[str, Any]:
    return {
        "original_date": True,
        "extensive_search": False,  # it takes any date in the page for that of publication
        "max_date": datetime.now().astimezone().strftime("%Y-%m-%d"),
    }


def _is_hidden(element: HtmlElement) -> bool:
    if element.tag in _NEVER_HIDDEN:
        return False
    if element.tag == "template" or element.get("hidden") is not None:
        return True
    style = element.get("style")
    if style is None:
        return False
    if _HIDDEN_STYLE.search(style) or (_NO_SIZE.search(style) and _CLIPPED.search(style)):
        return True
    # On a frame around other blocks this only takes the gaps out, and the blocks set their own size.
    return _NO_FONT.search(style) is not None and element.find(".//p") is None and element.find(".//div") is None


def _language(tree: HtmlElement) -> str | None:
    for place in ("string(/html/@lang)", "string(/html/@xml:lang)", "string(//meta[@property='og:locale']/@content)"):
        found = _LANGUAGE.match(str(tree.xpath(place)).strip().lower())
        if found:
            return found[0]
    return None


def _line(value: str | None) -> str | None:
    return (" ".join(value.split()) or None) if value else None


def _blocks(body: HtmlElement) -> list[str]:
    """Text of ``body``, cut at its block elements and at empty lines in them."""
    pieces: list[str] = []
    for event, element in _walk(body):
        if element.tag in _BLOCKS:
            pieces.append("\n\n")
        elif element.tag == "lb" and event == "start":
            pieces.append("\n")
        elif element.tag == "cell" and event == "end" and element.getnext() is not None:
            pieces.append(" | ")
        piece = (element.text if event == "start" else element.tail) or ""
        pieces.append(piece if element.tag == "code" and event == "start" else _SPACES.sub(" ", piece))
    lines = "\n".join(line.strip(" ") for line in "".join(pieces).split("\n"))
    return [block for block in re.split(r"\n{2,}", lines.strip("\n")) if block]


def _walk(body: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    # Imported here: start-up time.
    from lxml import etree

    return iter(etree.iterwalk(body, events=("start", "end")))


def _distinct(blocks: list[str]) -> list[str]:
    seen: set[str] = set()
    kept = []
    for block in blocks:
        if len(block) < _SAME_BLOCK or block not in seen:
            kept.append(block)
        seen.add(block)
    return kept


def _without_tail(blocks: list[str], strict: str) -> list[str]:
    """``blocks`` without those at the end (teasers, newsletters) that a strict reading of the page leaves out."""
    known = set(_triples(strict))
    end = len(blocks)
    while end and not _is_in(blocks[end - 1], strict, known):
        end -= 1
    cut = sum(map(len, blocks[end:]))
    return blocks if cut > _MAX_TAIL * sum(map(len, blocks)) else blocks[:end]


def _is_in(block: str, strict: str, known: set[tuple[str, ...]]) -> bool:
    triples = _triples(block)
    if not triples:
        return block in strict
    return sum(triple in known for triple in triples) >= _IN_BOTH * len(triples)


def _triples(text: str) -> list[tuple[str, ...]]:
    words = text.split()
    return list(zip(words, words[1:], words[2:], strict=False))
