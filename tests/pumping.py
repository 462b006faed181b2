"""What a model that does everything right answers about the article on the pump."""

from __future__ import annotations

from tests.answering import (
    are_verdicts,
    claimed,
    found,
    is_overview,
    is_survey,
    overview,
    warned,
)
from tests.disputing import opposing, says_verdicts, stand
from tests.misbehaving import Answer, Request, says

OLDFIELD = claimed(3, "Mira Oldfield", "Nobody warned the council.", "denies", key=True)
HALES = claimed(5, "Tom Hales", "He had warned the council on 12 March of a crack.", key=True)
COUNCIL = claimed(7, "The council", "It had not received a letter.", "denies")
WARNED = warned(5, "Tom Hales", "the council", "the shaft would crack in frost", issued="on 12 March")
ALL = found(OLDFIELD, HALES, COUNCIL, warnings=(WARNED,))
SENTENCES = (
    ("Mira Oldfield said that nobody had warned the council.", "c1"),
    ("Tom Hales said he had warned the council on 12 March of a crack.", "c3"),
)


WARNED_OR_NOT = opposing(
    "Was the council warned?", stand("Mira Oldfield: nobody warned it.", 3), stand("Tom Hales: he did on 12 March.", 5)
)


def good(request: Request) -> Answer:
    """What a model answers that does everything right."""
    if is_survey(request):
        return says({"disputes": [WARNED_OR_NOT]})
    if are_verdicts(request):
        return says_verdicts("conflict")
    return says(overview("Pump stops", *SENTENCES) if is_overview(request) else ALL)
