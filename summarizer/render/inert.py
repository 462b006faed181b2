"""Making text from articles and models harmless to a terminal, a file name or a line of output.

What such text may not do: move the cursor, change colours, set the window's title, reorder or hide what stands beside
it, or begin a line of its own. Everything that could is replaced by something visible.
"""

from __future__ import annotations

import json
import re
from typing import Final

REPLACEMENT = "\ufffd"
"""Stands for a character that has no picture of its own."""

_CONTROL_PICTURES = 0x2400
_SOFT_HYPHEN = "\u00ad"
# Joiners shape Persian, Indic and emoji text, where they are needed; between Latin letters they only hide.
_JOINERS = "\u200c\u200d"
_FIRST_SHAPED = 0x0590

HOSTILE: Final = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # C0, delete, C1: escape sequences begin with these
    "\u00ad\u061c\u180e"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # zero width, separators, direction
    "\ufeff\ufff9-\ufffb"
    "\ud800-\udfff"  # half characters: no encoder takes them
    "\U000e0000-\U000e0fff"  # tags: invisible letters
    "]"
)
"""Every character that moves, reorders or hides what stands beside it, line feeds and tabs among them."""

_SPACES = re.compile(r"[ \t\r\n\x0b\x0c\u2028\u2029]+")


def inert(text: str) -> str:
    """The text as one harmless line: white space as single blanks, hostile characters as visible signs."""
    return HOSTILE.sub(_visible, _SPACES.sub(" ", text)).strip(" ")


def inert_lines(text: str) -> str:
    """As :func:`inert`, with line feeds kept and tabs as blanks."""
    lines = re.split(r"\r\n|[\n\r\u2028\u2029]", text)
    return "\n".join(HOSTILE.sub(_visible, line.replace("\t", " ")) for line in lines)


def inert_json(text: str) -> str:
    """A JSON text of the same value, with the hostile characters inside its strings as ``\\u`` escapes.

    The line feeds between its members stay.
    """
    return HOSTILE.sub(lambda found: "\n" if found[0] == "\n" else json.dumps(found[0])[1:-1], text)


def _visible(found: re.Match[str]) -> str:
    character = found[0]
    if shapes(found):
        return character
    if character == _SOFT_HYPHEN:
        return ""  # a hint for line breaking; it shows nothing and hides nothing
    code = ord(character)
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    return "\N{SYMBOL FOR DELETE}" if code == 0x7F else REPLACEMENT


def shapes(found: re.Match[str]) -> bool:
    """Whether the match is a joiner between letters that need it: there it is spelling, not a hiding place."""
    if found[0] not in _JOINERS:
        return False
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return all(len(side) == 1 and ord(side) >= _FIRST_SHAPED and not HOSTILE.match(side) for side in (before, after))
