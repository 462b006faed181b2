"""The article as HTML, with every stretch that an item points to as a link to that item."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from summarizer.render.highlights import Segment, paragraphs, segments
from summarizer.render.places import Place, address
from summarizer.render.visible import visible

# Which item a stretch leads to where no script can offer all of them: the one that says most about these words.
_RANK = {"c": 0, "w": 1, "x": 2, "r": 3, "e": 4, "u": 5, "n": 6}
_SHOWN_TWICE = 2
_DARKEST = 3


@dataclass(frozen=True)
class _Stretch:
    """One range of one item."""

    start: int
    end: int
    place: Place


def article(text: str, places: Iterable[Place]) -> Markup:
    """Paragraphs whose text is the article's, to the code point (see :mod:`summarizer.render.visible`).

    Each highlighted piece is ``<a class="h …" data-start data-end>``; pieces do not overlap, and every range of an item
    begins where a piece begins and ends where one ends. Offsets are code points of ``text``.
    """
    stretches = [_Stretch(start, end, place) for place in places for start, end in place.ranges]
    blocks = paragraphs(text)
    cut = segments([(each.start, each.end) for each in stretches], len(text), (end for _, end in blocks))
    parts: list[str] = []
    ends = {end for _, end in blocks}
    for segment in cut:
        if not parts or segment.start in ends:
            parts.append('<p dir="auto">')
        parts.append(_piece(text, segment, stretches) if segment.ranges else visible(text, *_range(segment)))
        if segment.end in ends:
            parts.append("</p>")
    return Markup("".join(parts))


def _range(segment: Segment) -> tuple[int, int]:
    return segment.start, segment.end


def _piece(text: str, segment: Segment, stretches: Sequence[_Stretch]) -> str:
    here = [stretches[number] for number in segment.ranges]
    first = min((each.place for each in here), key=lambda place: _RANK[place.kind])
    new = [each for each in here if each.start == segment.start]
    sign = " ".join(dict.fromkeys(each.place.sign for each in reversed(new) if each.place.sign))
    attributes = [
        f'class="{" ".join(_classes(here))}" href="#{first.name}"',
        f'data-start="{segment.start}" data-end="{segment.end}"',
        *([f'id="{address(segment.start)}"'] if new else ()),
        *([f'data-sign="{escape(sign)}"'] if sign else ()),
    ]
    return f"<a {' '.join(attributes)}>{visible(text, *_range(segment))}</a>"


def _classes(here: Sequence[_Stretch]) -> Iterator[str]:
    """``h``; ``v…`` and ``u…``: the colours of the two innermost speakers; ``n…``: claims lie on one another."""
    yield "h"
    claims = [each.place for each in here if each.place.kind == "c"]
    slots = list({place.voices: place.slot for place in claims}.values())
    for letter, slot in zip("vu", slots, strict=False):
        yield f"{letter}{slot}"
    if len(claims) >= _SHOWN_TWICE:
        yield f"n{min(len(claims), _DARKEST)}"
    yield from sorted({f"k{each.place.kind}" for each in here if each.place.kind != "c"})
