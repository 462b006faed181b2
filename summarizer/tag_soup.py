"""Markup as found made fit for a parser: without what stops or stalls it and shows nothing to a reader."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator

MAX_DEPTH = 100
"""Elements within each other that are kept. Pages as people make them have 20 to 40; the parser loses all text below
2,000 levels, and the extraction's time grows with the square of the depth."""
_MAX_ALIKE = 12
"""Tables, lists or quotations of one kind within each other that are kept. The extraction takes them apart level by
level, each with all that is in it; layouts made of tables have up to 8."""
_ALL = ""
_STACKED = {"table", "ul", "ol", "dl", "blockquote"}

_MAX_TAG = 20_000
"""Characters of one tag. The parser's time grows with the square of the number of attributes."""
_EMBEDDED = re.compile(r"data:[\w/+.-]*;base64,[\w+/=%\s]+")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML tree can hold; one of them would make the extraction drop its whole paragraph or page."""
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,10}));?", re.IGNORECASE)

# The last group is empty where a tag breaks off. Every alternative takes what it has looked at, so that the scan stays
# linear whatever stands in the markup: possessive quantifiers, and no tag that fails and is tried again further on.
_TAG = re.compile(
    r"<!--|<(/?)([a-zA-Z][\w:-]*+)((?:[^<>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+|[\"'])*+)(>?)", re.ASCII
)
_RAW = {
    name: re.compile(f"</{name}", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "xmp", "iframe", "noframes", "noembed", "plaintext")
}
"""Elements whose content is no markup, each with what ends it; without that, the rest of the page is its content."""
_COMMENT_END = re.compile("--!?>")
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
_SELF_CLOSED = {"p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup"}
"""Elements that the next of their kind closes: without end tags they stand side by side."""
_OUTER = {"html", "head", "body"}
_FLAT = frozenset(_VOID | _SELF_CLOSED | _OUTER)
"""Elements that count for no level."""
_INLINE = frozenset("a abbr b big cite code em font i q s small span strong sub sup".split())


def parsable(markup: str) -> str:
    """``markup`` for the parser; no text that a reader sees is lost. Takes time linear in its length."""
    markup = _REFERENCE.sub(_referenced, without_embedded(markup))
    return "".join(_flattened(_CONTROLS.sub("", markup)))


def without_embedded(markup: str) -> str:
    """``markup`` without images and fonts written into it."""
    return _EMBEDDED.sub("data:,", markup)


def _referenced(reference: re.Match[str]) -> str:
    """The reference itself if it is good; old pages count in windows-1252, and some name no character at all."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    if 0x80 <= number <= 0x9F:
        return bytes([number]).decode("cp1252", "ignore")
    return "" if number > sys.maxunicode or _CONTROLS.match(chr(number)) else reference[0]


def _flattened(markup: str) -> Iterator[str]:
    """The pieces of ``markup`` with overlong tags bare and the tags of levels below :data:`MAX_DEPTH` taken out."""
    done = place = 0
    depth: Counter[str] = Counter()
    taken_out: Counter[str] = Counter()
    while found := _TAG.search(markup, place):
        ends, written, attributes, whole = found.groups()
        start, place = found.span()
        if written is None:
            place = _after_comment(markup, place)
            continue
        name = written.lower()
        instead = f"<{ends}{written}>" if whole and place - start > _MAX_TAG else None
        end = place
        if name in _RAW:
            place = place if ends else _after_content(markup, place, name)
        elif name not in _FLAT and attributes[-1:] != "/" and _is_too_deep(name, depth, taken_out, ends=bool(ends)):
            apart = name in _INLINE or (done and not markup[done:start].strip())
            instead = "" if apart else "<br>"
        if instead is not None:
            yield markup[done:start]
            yield instead
            done = end
    yield markup[done:]


def _is_too_deep(name: str, depth: Counter[str], taken_out: Counter[str], *, ends: bool) -> bool:
    """Whether the tag goes; keeps count of both kinds of tags by name."""
    if ends:
        if taken_out[name] > 0:
            taken_out[name] -= 1
            return True
        if depth[name] > 0:
            depth[name] -= 1
            depth[_ALL] -= 1
        return False
    if depth[_ALL] >= MAX_DEPTH or (name in _STACKED and depth[name] >= _MAX_ALIKE):
        taken_out[name] += 1
        return True
    depth[name] += 1
    depth[_ALL] += 1
    return False


def _after_comment(markup: str, opened: int) -> int:
    end = _COMMENT_END.search(markup, opened - 2)
    return end.end() if end else len(markup)


def _after_content(markup: str, opened: int, name: str) -> int:
    """Where markup goes on after the content of an element that holds none."""
    end = _RAW[name].search(markup, opened)
    return end.start() if end else len(markup)
