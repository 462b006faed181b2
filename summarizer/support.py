"""Whether a statement says what its evidence says: figures, units, dates, names, negation and hedges.

Pure, offline and deterministic; the time taken grows with the length of the words, not faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from summarizer.deeds import deed_faults, source_faults
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
    statement: str,
    near: str,
    *,
    text: str,
    known: Sequence[str] = (),
    meant: Callable[[], Sequence[str]] | None = None,
    published: date | None = None,
) -> tuple[Fault, ...]:
    """What the statement says otherwise than ``near``, the words of its evidence and the sentences around it.

    ``text`` is the whole article: acronyms and spellings of a name are taken from it. The names in ``known`` (the
    speaker's, say) may stand in the statement anyway, and so may those that ``meant`` gives, whom ``near`` means by a
    pronoun or role; it is called only where a name is missing. Relative dates are resolved only when ``published`` is
    given.
    """
    ground = _Ground(near, text, tuple(known), meant, published)
    label = _LABEL.match(statement)
    said = statement[label.end() :] if label else statement
    found = _faults(said, ground)
    if label:
        found |= _label_faults(label.group().strip(), said, ground)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a statement is held against."""

    near: str
    text: str
    known: tuple[str, ...]
    meant: Callable[[], Sequence[str]] | None
    published: date | None

    def strange(self, words: str, *, roles: bool) -> dict[str, None]:
        """The names, and roles, of some words that are not there, also not by a pronoun."""
        found = self._strange(words, self.known, roles=roles)
        if found and self.meant is not None:
            found = self._strange(words, (*self.known, *self.meant()), roles=roles)
        return found

    def _strange(self, words: str, known: Sequence[str], *, roles: bool) -> dict[str, None]:
        found = dict.fromkeys(name_faults(words, self.near, self.text, known))
        return found | dict.fromkeys(role_faults(words, self.near, self.text, known) if roles else ())


def _faults(said: str, ground: _Ground) -> dict[Fault, None]:
    near, text = ground.near, ground.text
    found = [Fault(*f) for f in figure_faults(said, near, text, ground.published)]
    names = ground.strange(said, roles=True)
    found += map(_missing, names)
    if not names:
        placed = (
            *slot_faults(said, near),
            *bearer_faults(said, near, ground.known),
            *deed_faults(said, near, text, ground.known),
        )
        found += [_misplaced(*pair) for pair in placed]
    found += [Fault(*f) for f in polarity_faults(said, near)]
    return dict.fromkeys(found)


def _label_faults(label: str, said: str, ground: _Ground) -> dict[Fault, None]:
    """What a label tells wrongly: its names must be in the evidence, its dates there or shortly before."""
    near, text, published = ground.near, ground.text, ground.published
    place = text.find(near[:_HEAD])
    wider = f"{text[max(0, place - _BEFORE) : max(0, place)]}\n{near}"
    found = [Fault(*f) for f in figure_faults(label, wider, text, published)]
    found += map(_missing, ground.strange(label, roles=False))
    found += [_misplaced(*pair) for pair in source_faults(label, said, near, text)]
    words = read_figures(wider, published).words
    units = [w for w in sorted(read_figures(label).words) if w in UNITS and w not in words]
    found += [Fault("unit_differs", f"“{w}” is not in the evidence") for w in units]
    return dict.fromkeys(found)


def _missing(name: str) -> Fault:
    return Fault("name_not_in_evidence", f"“{name}” is not in the evidence")


def _misplaced(name: str, rival: str) -> Fault:
    return Fault("name_not_in_evidence", f"where “{name}” stands the evidence has “{rival}”")
