"""A scripted service that translates what is verified of an article into German, and what it was asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from summarizer import Summary
from tests.answering import (
    are_verdicts,
    claimed,
    found,
    is_overview,
    is_survey,
    is_translation,
    overview,
    translated,
    warned,
)
from tests.disputing import opposing, says_verdicts, stand
from tests.misbehaving import Answer, Request, ScriptedService, says
from tests.reading import PUMP

ARTICLE = PUMP.replace(
    "The pump at Orlo stopped",
    "The pump that had been there for as long as anybody in the town could remember stopped",
)
"""Long enough to be known as English."""
OLDFIELD = claimed(3, "Mira Oldfield", "Nobody warned the council.", "denies", key=True)
HALES = claimed(5, "Tom Hales", "He had warned the council on 12 March of a crack.", key=True)
ALL = found(OLDFIELD, HALES, warnings=(warned(5, "Tom Hales", "the council", "the shaft would crack in frost"),))
DISPUTE = opposing(
    "Was the council warned?", stand("Mira Oldfield: nobody warned it.", 3), stand("Tom Hales: he did on 12 March.", 5)
)
HEADLINE = "Pump stops in Orlo; council and builder disagree – Was the council warned?"
MAIN = "Was the council warned? Mira Oldfield: nobody warned it – Tom Hales: he did on 12 March."
"""The main contradiction in the overview."""
HEAD = overview(
    "Pump stops",
    ("Mira Oldfield said that nobody had warned the council.", "c1"),
    ("Tom Hales said that he had warned the council on 12 March of a crack.", "c3"),
)
GERMAN = {
    HEADLINE: "Pumpe in Orlo steht still; Rat und Erbauer uneins – Wurde der Rat gewarnt?",
    "Mira Oldfield said that nobody had warned the council.": "Mira Oldfield sagt, niemand habe den Rat gewarnt.",
    "Tom Hales said that he had warned the council on 12 March of a crack.": "Tom Hales sagt, er habe den Rat am "
    "12. März vor einem Riss gewarnt.",
    MAIN: "Wurde der Rat gewarnt? Mira Oldfield: Niemand warnte ihn – Tom Hales: Er tat es am 12. März.",
    "Nobody warned the council.": "Niemand warnte den Rat.",
    "He had warned the council on 12 March of a crack.": "Er hatte den Rat am 12. März vor einem Riss gewarnt.",
    "the shaft would crack in frost": "die Welle würde bei Frost reißen",
    "Was the council warned?": "Wurde der Rat gewarnt?",
    "Mira Oldfield: nobody warned it.": "Mira Oldfield: Niemand warnte ihn.",
    "Tom Hales: he did on 12 March.": "Tom Hales: Er tat es am 12. März.",
    "Both cannot be.": "Beides kann nicht sein.",
    "a new pump would cost £90,000.": "Eine neue Pumpe würde 90.000 Pfund kosten.",
    "They filed it under weather": "Sie legten es unter Wetter ab",
    "it had received a letter.": "Er habe einen Brief erhalten.",
    "A spokesman for Wick Waterworks declined to comment on the letter.": "Ein Sprecher von Wick Waterworks wollte "
    "sich zu dem Brief nicht äußern.",
}
"""What a good model makes of each line of the summary."""


def lines_of(summary: Summary) -> list[str]:
    """All that a summary tells in words."""
    told = [summary.headline, *(item.sentence for item in summary.overview)]
    told += [claim.statement for claim in summary.claims]
    told += [warning.danger for warning in summary.warnings]
    for item in summary.contradictions:
        told += [item.question, item.explanation, *(side.position for side in item.sides)]
    return told


def all_german(request: Request, more: Mapping[str, str] | None = None) -> Answer:
    """Every line in German, those in ``more`` as they are there."""
    return translated(request, GERMAN | dict(more or {}))


def model(translations: Any) -> Any:
    """A handler that does everything right; ``translations`` answers what is to be translated."""

    def answer(request: Request) -> Answer:
        if is_translation(request):
            given: Answer = translations(request)
            return given
        if is_survey(request):
            return says({"disputes": [DISPUTE]})
        if is_overview(request):
            return says(HEAD)
        return says_verdicts("conflict") if are_verdicts(request) else says(ALL)

    return answer


def asked(service: ScriptedService) -> list[Request]:
    return [request for request in service.requests if is_translation(request)]
