"""A tree of paragraphs, lists and tables to lines of text."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lxml.etree import _Element

Role = Literal["block", "item", "table", "row", "cell", "break", "space", "note", "skip", "inline", "pre"]

_LONG_CELL = 300
"""Characters of a cell from which on a table only places text on the page."""
_NEXT = "\x00"
"""Stands for the one line end before an item that is not the first; no tree can hold this character."""
_WHITE = re.compile(r"[ \t\r\n\f]+")
_ROLES: dict[str, Role] = {
    **dict.fromkeys(
        "p div section article h1 h2 h3 h4 h5 h6 blockquote figure figcaption caption dt dd dl ul ol body hr aside "
        "header footer main address center details summary fieldset form nav hgroup".split(),
        "block",
    ),
    "li": "item",
    "table": "table",
    "tr": "row",
    "td": "cell",
    "th": "cell",
    "br": "break",
    "pre": "pre",
    **dict.fromkeys(
        "head script style template svg math audio video object iframe noscript select button".split(), "skip"
    ),
}


def local_name(element: _Element) -> str:
    """The name of the element without its namespace, in small letters."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def html_role(element: _Element) -> Role:
    """What an element of HTML does to the lines. References to notes and arrows back from them are left out."""
    name = local_name(element)
    if name == "a" and _is_reference(element):
        return "skip"
    if element.get("hidden") is not None:
        return "skip"
    return _ROLES.get(name, "inline")


def _is_reference(element: _Element) -> bool:
    kind = element.get("{http://www.idpf.org/2007/ops}type") or element.get("epub:type") or element.get("role") or ""
    if re.search(r"noteref|backlink", kind):
        return True
    target = element.get("href") or ""
    return re.match(r"#(?:foot|end)note-", target) is not None


def as_lines(root: _Element, role: Callable[[_Element], Role] = html_role) -> str:
    """The text below ``root``: blocks and rows of tables set apart by an empty line, list items one a line.

    Cells are set apart by ``" | "``, unless a table only places text on the page; notes come at the end.
    """
    return _Walk(role).lines(root)


class _Walk:
    """A walk over a tree, without recursion: how deep it is nested is up to whoever wrote it."""

    def __init__(self, role: Callable[[_Element], Role]) -> None:
        self._role = role
        self._out: list[str] = []
        self._notes: list[str] = []
        self._tables: list[bool] = []
        self._kept: list[tuple[list[str], int]] = []
        self._items = 0
        self._pre = 0

    def lines(self, root: _Element) -> str:
        """All below ``root``."""
        stack: list[tuple[_Element, Role | None]] = [(root, None)]
        while stack:
            element, opened = stack.pop()
            if opened is not None:
                self._close(element, opened)
                if element is not root:
                    self._text(element.tail)
                continue
            role = self._role(element) if isinstance(element.tag, str) else "skip"
            if role == "skip":
                if element is not root:
                    self._text(element.tail)
                continue
            self._open(element, role)
            stack.append((element, role))
            stack.extend((child, None) for child in reversed(element))
        return _tidied("".join([*self._out, *self._notes]))

    def _open(self, element: _Element, role: Role) -> None:
        if role == "note":
            self._kept.append((self._out, len(self._tables)))
            self._out = ["\n\n"]
        elif role == "table":
            self._tables.append(bool(self._tables) or _places_text(element, self._role))
            self._out.append("\n\n")
        elif role == "row":
            self._out.append("\n\n")
        elif role == "item":
            first = not self._items and all(
                self._role(other) != "item" for other in element.itersiblings(preceding=True)
            )
            self._items += 1
            self._out.append("\n- " if first else f"{_NEXT}- ")
        elif role in ("block", "pre"):
            self._pre += role == "pre"
            self._block()
        elif role == "break":
            self._out.append(" " if self._in_cell else "\n")
        elif role == "space":
            self._out.append(" ")
        self._text(element.text)

    def _close(self, element: _Element, role: Role) -> None:
        if role == "note":
            self._notes += [*self._out, "\n\n"]
            self._out, depth = self._kept.pop()
            del self._tables[depth:]
        elif role == "table":
            if self._tables:
                self._tables.pop()
            self._out.append("\n\n")
        elif role == "cell":
            last = next((False for later in element.itersiblings() if self._role(later) == "cell"), True)
            self._out.append("\n\n" if self._is_layout else "" if last else " | ")
        elif role == "item":
            self._items -= 1
            self._out.append("\n" if self._items else "\n\n")
        elif role in ("block", "pre"):
            self._pre -= role == "pre"
            self._block()

    @property
    def _in_cell(self) -> bool:
        return bool(self._tables) and not self._tables[-1]

    @property
    def _is_layout(self) -> bool:
        return bool(self._tables) and self._tables[-1]

    def _block(self) -> None:
        if self._in_cell:
            self._out.append(" ")
        elif not self._items:
            self._out.append("\n\n")
        elif self._out and not self._out[-1].endswith("- "):  # the first paragraph of an item follows its mark
            self._out.append("\n")

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self._pre:
            self._out.append(text)
        elif text.strip(" \t\r\n\f") or not self._out or not self._out[-1].endswith("- "):
            self._out.append(_WHITE.sub(" ", text))


def _places_text(table: _Element, role: Callable[[_Element], Role]) -> bool:
    """Whether it has one column only, a table in it, or a cell as long as a paragraph."""
    wide = False
    for element in table.iter("*"):
        kind = role(element)
        if kind == "table" and element is not table:
            return True
        if kind == "row":
            wide = wide or sum(role(child) == "cell" for child in element) > 1
        elif kind == "cell":
            length = 0
            for piece in element.itertext():
                length += len(piece)
                if length > _LONG_CELL:
                    return True
    return not wide


def _tidied(text: str) -> str:
    """Spaces once, no more than one empty line, nothing at the ends of lines, no empty items."""
    lines = (re.sub(r" {2,}", " ", line.strip(" \t")) for line in text.split("\n"))
    kept = "\n".join("" if line.strip(f"{_NEXT}-|  ") == "" else line for line in lines)
    kept = re.sub(r"\n{3,}", "\n\n", re.sub(rf"\n*{_NEXT}", "\n", kept))
    return kept.strip("\n").replace("\u00ad", "")
