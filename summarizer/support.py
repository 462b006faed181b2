"""Whether a statement says what its evidence says: figures, units, dates, names, negation and hedges.

Pure, offline and deterministic; the time taken grows with the length of the words, not faster.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from summarizer.figures import figure_faults, read_figures
from summarizer.measures import UNITS
from summarizer.models import Reason
from summarizer.naming import name_faults
from summarizer.polarity import polarity_faults
from summarizer.slots import bearer_faults, role_faults, slot_faults

_LABEL = re.compile(r"\s*\(([^()]{1,80})\)\s+(?=\S)")
"""``(Letter of May 3) …``: where the words come from, which may be told anywhere in the article."""

_BEFORE = 600
"""Characters before the evidence in which such a heading is looked for."""
_HEAD = 60
"""Characters of ``near`` that tell where in the article it stands."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing in a statement that its evidence does not bear out; ``detail`` says it in a readable clause."""

    reason: Reason
    detail: str


def find_faults(
    statement: str, near: str, *, text: str, known: Sequence[str] = (), published: date | None = None
) -> tuple[Fault, ...]:
    """What the statement says otherwise than ``near``, the words of its evidence and the sentences around it.

    ``text`` is the whole article: acronyms and spellings of a name are taken from it. The names in ``known`` (the
    speaker's, say) may stand in the statement anyway. Relative dates are resolved only when ``published`` is given.
    """
    label = _LABEL.match(statement)
    said = statement[label.end() :] if label else statement
    found = _faults(said, near, text, known, published)
    if label:
        found |= _label_faults(label.group().strip(), near, text, known, published)
    return tuple(found)


def _faults(said: str, near: str, text: str, known: Sequence[str], published: date | None) -> dict[Fault, None]:
    found = [Fault(*f) for f in figure_faults(said, near, text, published)]
    names = dict.fromkeys((*name_faults(said, near, text, known), *role_faults(said, near, text, known)))
    found += [Fault("name_not_in_evidence", f"“{n}” is not in the evidence") for n in names]
    if not names:
        placed = (*slot_faults(said, near), *bearer_faults(said, near, known))
        found += [Fault("name_not_in_evidence", f"where “{n}” stands the evidence has “{r}”") for n, r in placed]
    found += [Fault(*f) for f in polarity_faults(said, near)]
    return dict.fromkeys(found)


def _label_faults(label: str, near: str, text: str, known: Sequence[str], published: date | None) -> dict[Fault, None]:
    """What a label tells wrongly: its names must be in the evidence, its dates there or shortly before."""
    place = text.find(near[:_HEAD])
    wider = f"{text[max(0, place - _BEFORE) : max(0, place)]}\n{near}"
    found = [Fault(*f) for f in figure_faults(label, wider, text, published)]
    found += [
        Fault("name_not_in_evidence", f"“{n}” is not in the evidence") for n in name_faults(label, near, text, known)
    ]
    words = read_figures(wider, published).words
    units = [w for w in sorted(read_figures(label).words) if w in UNITS and w not in words]
    found += [Fault("unit_differs", f"“{w}” is not in the evidence") for w in units]
    return dict.fromkeys(found)
