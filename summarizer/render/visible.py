"""Text of an article as HTML in which every character is seen, and from which each can be had back.

What moves, reorders or hides text becomes ``<span class="cp" data-cp="202e">U+202E</span>``: the code point in
hexadecimal in ``data-cp``. Putting the characters back in place of these elements gives the text, to the code point.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from markupsafe import Markup, escape

from summarizer.render.inert import HOSTILE, shapes

# Line feeds and tabs are drawn by the browser as they are; a soft hyphen shows nothing and hides nothing.
_DRAWN = "\n\t\u00ad"


def visible(text: str, start: int = 0, end: int | None = None) -> Markup:
    """The code points from ``start`` to ``end`` (by default all) of the text, escaped, with stand-ins."""
    stop = len(text) if end is None else end
    if not HOSTILE.search(text, start, stop):
        return escape(text[start:stop])
    parts: list[str] = []
    for found in HOSTILE.finditer(text, start, stop):
        if _kept(found):
            continue
        parts += (escape(text[start : found.start()]), _stand_in(found[0]))
        start = found.end()
    parts.append(escape(text[start:stop]))
    return Markup("".join(parts))


def _kept(found: re.Match[str]) -> bool:
    return found[0] in _DRAWN or shapes(found)


@lru_cache(maxsize=1024)
def _stand_in(character: str) -> Markup:
    code = f"{ord(character):04X}"
    name = unicodedata.name(character, "control character").lower()
    return Markup('<span class="cp" data-cp="{}" title="{}">U+{}</span>').format(code.lower(), name, code)
