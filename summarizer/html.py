"""Web pages to article text, title, author, date and language."""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from summarizer import page_facts, second_opinion
from summarizer.confined import Exceeded, Limits, confine, run
from summarizer.errors import SourceEmpty, SourceUnreadable
from summarizer.page_text import Text, blocks_of
from summarizer.tag_soup import parsable, without_embedded

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_HEAD = 4096
"""Characters or bytes at the start of a page in which it says what it is."""
_CHARSET_HEAD = 16_384
"""Bytes in which a page names its encoding; browsers, too, look further than the standard's 1,024."""
_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE | re.DOTALL
)
_CHARSET = re.compile(
    rb"<meta[^>]+?charset\s*=\s*[\"']?\s*([\w.:-]+)|^\s*<\?xml[^>]+?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE
)
_LABELS = {
    "x-sjis": "cp932",
    "shift-jis": "cp932",
    "x-euc-jp": "euc-jp",
    "x-gbk": "gb18030",
    "x-x-big5": "big5",
    "x-cp1250": "windows-1250",
    "x-cp1251": "windows-1251",
    "x-cp1252": "windows-1252",
    "iso-8859-8-i": "iso-8859-8",
    "x-mac-cyrillic": "mac-cyrillic",
    "unicode-1-1-utf-8": "utf-8",
}
"""What old pages call encodings that are known by other names (WHATWG Encoding Standard, section 4.2)."""
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
"""Characters of markup (embedded images not counted) that are taken apart at all."""
_HEAVY = 1_000_000
_HEAVY_TAGS = 12_000
"""Characters and tags from which on a page is taken apart in a process with limits: twice what pages of news have. The
time for fewer is at most a few seconds, whatever is in them."""
_LIMITS = Limits(seconds=20.0, memory=1_000_000_000)
_MAX_ADDRESS = 2000
_ADDRESS = re.compile(r"https?://[^\s<>\"\x00-\x1f\x7f]+$", re.IGNORECASE)

_IN_BOTH = 0.3
"""Share of a block's word triples that the strict reading holds too, if the block is part of the article: the strict
reading drops some links out of sentences, so that more than half of a true block can be missing from it."""
_SENTENCE_END = re.compile(r"\w[.!?…。！？।؟][\"'”’»)]*(?=\s|$)")
_MIN_SENTENCES = 3
"""Sentences in a page that make it an article where the strict reading finds none: menus and forms have one or two."""
_MAX_TAIL = 0.5
"""Share of the letters that may be cut off at the end. Where two readings differ more, the strict one went wrong."""

_SILENT = logging.NullHandler()


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds: blocks of ``text`` are set apart by an empty line. ``published`` is an ISO date.

    ``canonical`` is the web address that the page gives as its own; nothing vouches for it.
    """

    text: str
    title: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    canonical: str | None = None


def looks_like_html(text: str) -> bool:
    """Whether ``text`` begins like a whole page (a stray tag in a plain text does not count)."""
    return _LOOKS_LIKE_HTML.match(text[:_HEAD]) is not None


def declared_charset(data: bytes) -> str | None:
    """The encoding that the page itself names in its head."""
    found = _CHARSET.search(data[:_CHARSET_HEAD])
    if found is None:
        return None
    name = (found[1] or found[2]).decode("ascii").lower()
    if name.startswith(("utf-16", "utf-32", "ucs-2")):  # then its name could not have been read here
        return "utf-8"
    return _LABELS.get(name, name)


def read_page(markup: str, *, name: str, url: str | None = None) -> Page:
    """The article in a page, without what its reader does not see.

    ``name`` stands in messages; ``url`` helps to find the date and is not fetched. Pages far larger than articles are
    taken apart in a process with limits of time and memory.

    Raises:
        SourceEmpty: there is no article text in the page.
        SourceUnreadable: the markup is too broken, too large or takes too long to be taken apart.
    """
    size = len(markup)
    if size > _HEAVY:
        size = len(without_embedded(markup))
    if size > _MAX_MARKUP:
        raise SourceUnreadable(f"{name} is a page of {size:,} characters of markup; save its text as a file")
    heavy = size > _HEAVY or markup.count("<") > _HEAVY_TAGS
    try:
        page = _apart(markup, url) if heavy else _page(markup, url)
    except Exceeded as error:
        raise SourceUnreadable(
            f"{name} is a page that cannot be taken apart: {error}; save its text as a file"
        ) from error
    except Exception as error:  # hostile markup breaks parsers in ways that they do not document
        raise SourceUnreadable(
            f"{name} is a page that cannot be taken apart ({type(error).__name__}); save its text as a file"
        ) from error
    if page is None or not page.text:
        raise SourceEmpty(
            f"{name} is a page without article text; if a script or a login fills it, save its text as a file"
        )
    return page


def main(arguments: Sequence[str]) -> int:
    """``python -m summarizer.html SECONDS MEMORY``: a page from standard input, what is in it to standard output."""
    seconds, memory = arguments
    confine(float(seconds), int(memory))
    given = json.loads(sys.stdin.buffer.read())
    page = _page(given["markup"], given["url"])
    sys.stdout.buffer.write(json.dumps(None if page is None else asdict(page)).encode())
    sys.stdout.buffer.flush()
    return 0


def _apart(markup: str, url: str | None) -> Page | None:
    answer = json.loads(run("summarizer.html", (), json.dumps({"markup": markup, "url": url}).encode(), limits=_LIMITS))
    return None if answer is None else Page(**answer)


def _page(markup: str, url: str | None) -> Page | None:
    tree = _parse(parsable(markup))
    return None if tree is None else _article(tree, url)


def _parse(markup: str) -> HtmlElement | None:
    # Imported here: start-up time.
    from lxml import etree, html

    # Bytes and not text, as lxml refuses text with an XML declaration.
    # Without huge_tree, all that stands below 256 unclosed tags is lost.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    # One class for all elements: nobody fills in forms, and choosing one takes longer than all else in a walk.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=html.HtmlElement))
    try:
        tree = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # an empty document
        return None
    for entry in parser.error_log:
        if entry.type_name == "ERR_RESOURCE_LIMIT":  # the parser goes on and drops the rest
            raise RecursionError(entry.message)
    return tree


def _article(tree: HtmlElement, url: str | None) -> Page | None:
    language, canonical = _language(tree), _canonical(tree, url)
    _drop_unseen(tree)
    found = _extract(tree, url=url)
    blocks = _read(tree, found)
    if not blocks:
        return None
    said = page_facts.facts(tree, url) if found else page_facts.Facts()
    return Page("\n\n".join(blocks), said.title, said.author, said.published, language, canonical)


def _read(tree: HtmlElement, found: Any) -> list[str]:
    """The blocks of the article, by the second extractor where the first reads plainly poorly."""
    blocks = blocks_of(found.body) if found is not None else []
    strict = _extract(tree, favor_precision=True, fast=True) if blocks else None
    if strict is not None:
        blocks = _without_tail(blocks, blocks_of(strict.body))
    blocks = second_opinion.within(blocks, tree) or blocks
    blocks = second_opinion.better(blocks, tree) or blocks
    if strict is None and len(_SENTENCE_END.findall(" ".join(blocks))) < _MIN_SENTENCES:
        return []
    return blocks


def _extract(tree: HtmlElement, **options: Any) -> Any:
    # Imported here: start-up time.
    from trafilatura import bare_extraction

    for logger in ("trafilatura", "htmldate", "courlan"):  # what they complain of comes back as an error of ours
        logging.getLogger(logger).addHandler(_SILENT)
    # A format other than "python", as that has the whole text written down beside the tree.
    return bare_extraction(tree, include_comments=False, output_format="xml", **options)


def _drop_unseen(tree: HtmlElement) -> None:
    suspects = tree.xpath("//@hidden/.. | //@style/.. | //template | //figcaption")
    for element in [element for element in suspects if _is_hidden(element) or _is_picture_caption(element)]:
        if element.getparent() is not None:
            element.drop_tree()


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


def _is_picture_caption(element: HtmlElement) -> bool:
    """The extraction leaves pictures out with their captions, but on short pages glues these into the text."""
    return element.tag == "figcaption" and next(element.iterancestors("figure"), element).find(".//table") is None


def _language(tree: HtmlElement) -> str | None:
    for place in ("string(/html/@lang)", "string(/html/@xml:lang)", "string(//meta[@property='og:locale']/@content)"):
        found = _LANGUAGE.match(str(tree.xpath(place)).strip().lower())
        if found:
            return found[0]
    return None


def _canonical(tree: HtmlElement, url: str | None) -> str | None:
    for place in ("string(//link[@rel='canonical']/@href)", "string(//meta[@property='og:url']/@content)"):
        given = str(tree.xpath(place)).strip()
        try:
            found = urljoin(url or "", given) if given else ""
        except ValueError:
            continue
        if len(found) <= _MAX_ADDRESS and _ADDRESS.match(found):
            return found
    return None


def _without_tail(blocks: list[str], strict: list[str]) -> list[str]:
    """``blocks`` without those at the end (teasers, newsletters) that a strict reading of the page leaves out."""
    known = Text(strict)
    end = len(blocks)
    while end and known.share(blocks[end - 1]) < _IN_BOTH:
        end -= 1
    if end == len(blocks):
        return blocks
    letters = [sum(map(str.isalnum, block)) for block in blocks]
    return blocks if sum(letters[end:]) > _MAX_TAIL * sum(letters) else blocks[:end]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
