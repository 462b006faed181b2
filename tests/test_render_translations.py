"""Translated items in every format for people: the translation is what is said, the quotes stay the article's."""

from __future__ import annotations

import html
import json
from io import StringIO

import pytest
from rich.console import Console

from summarizer.models import (
    ClaimOriginal,
    ContradictionOriginal,
    OverviewOriginal,
    SideOriginal,
    Summary,
    SummaryOriginal,
    WarningOriginal,
)
from summarizer.render.data import to_json
from summarizer.render.html import to_html
from summarizer.render.markdown import to_markdown
from summarizer.render.terminal import to_text
from tests.documents import bridge_summary

HEADLINE = "Rat und Erbauer uneins"
OVERVIEW = "Der Rat sagt, ihm sei nichts gesagt worden."
SAID = "Dem Rat war vom Pfeiler nichts gesagt worden."
DANGER = "der Pfeiler war unsicher"
QUESTION = "War dem Rat der Pfeiler bekannt?"
POSITION = "niemand sagte es ihm"
HOSTILE = "<script>alert(1)</script> ![x](http://evil.example/) \x1b[31mrot\x1b[0m"


def in_german(said: str = SAID) -> Summary:
    """A summary whose headline and first sentence, claim, warning and contradiction are translated.

    What is ``said`` stands in the claim; if it is given, in headline and overview as well.
    """
    summary = bridge_summary()
    claim, *claims = summary.claims
    sentence, *overview = summary.overview
    (warning,), (contradiction,) = summary.warnings, summary.contradictions
    side, *sides = contradiction.sides
    original = ClaimOriginal(statement=claim.statement)
    return summary.model_copy(
        update={
            "headline": HEADLINE if said == SAID else said,
            "translated_from": SummaryOriginal(headline=summary.headline),
            "overview": (
                sentence.model_copy(
                    update={
                        "sentence": OVERVIEW if said == SAID else said,
                        "translated_from": OverviewOriginal(sentence=sentence.sentence),
                    }
                ),
                *overview,
            ),
            "claims": (claim.model_copy(update={"statement": said, "translated_from": original}), *claims),
            "warnings": (
                warning.model_copy(
                    update={"danger": DANGER, "translated_from": WarningOriginal(danger=warning.danger)}
                ),
            ),
            "contradictions": (
                contradiction.model_copy(
                    update={
                        "question": QUESTION,
                        "translated_from": ContradictionOriginal(question=contradiction.question),
                        "sides": (
                            side.model_copy(
                                update={
                                    "position": POSITION,
                                    "translated_from": SideOriginal(position=side.position),
                                }
                            ),
                            *sides,
                        ),
                    }
                ),
            ),
        }
    )


def written(summary: Summary, form: str) -> str:
    """The summary in a format."""
    if form == "terminal":
        return to_text(summary, console=Console(file=StringIO(), width=400, no_color=True), everything=True)
    return to_markdown(summary) if form == "markdown" else to_html(summary)


@pytest.mark.parametrize("form", ["terminal", "markdown", "html"])
def test_the_translation_is_what_is_said_and_the_quote_is_the_article_s(form: str) -> None:
    summary = in_german()
    told = " ".join(html.unescape(written(summary, form)).split())

    assert all(words in told for words in (HEADLINE, OVERVIEW, SAID, DANGER, QUESTION, POSITION))
    assert summary.claims[0].evidence[0].quote in told


@pytest.mark.parametrize("form", ["terminal", "markdown", "html"])
def test_a_hostile_translation_is_inert(form: str) -> None:
    told = written(in_german(HOSTILE), form)

    assert "\x1b[31m" not in told
    assert form == "terminal" or "<script>alert" not in told
    assert form != "markdown" or "![x](http://evil" not in told


def test_json_has_both() -> None:
    document = json.loads(to_json(in_german()))

    assert document["headline"] == HEADLINE
    assert document["translated_from"] == {"headline": bridge_summary().headline}
    assert document["overview"][0]["translated_from"] == {"sentence": bridge_summary().overview[0].sentence}
    assert document["claims"][0]["statement"] == SAID
    assert document["claims"][0]["translated_from"] == {"statement": "The council had not been told about the pier."}
    assert document["contradictions"][0]["translated_from"] == {"question": "Was the council told about the pier?"}
    assert "translated_from" not in document["claims"][1]
