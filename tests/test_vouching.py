"""The last gate: what the checker would reject is mended with the article's words, or rejected."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer import Summary
from tests.answering import claimed, found, is_overview, numbered, summarised
from tests.misbehaving import Answer, Request, ScriptedService, says
from tests.reading import PUMP

ORLO = "Una Prost said the pump at Orlo was sound and would run for ten years more."
LONG = f"{PUMP}\n{ORLO}\n"


def told(summary: Summary, words: str) -> list[tuple[str | None, str, str]]:
    """Speaker, statement and its origin of the claims that rest on a sentence with these words."""
    return [
        (claim.speaker.name if claim.speaker else None, claim.statement, claim.statement_origin)
        for claim in summary.claims
        if words in claim.evidence[0].quote
    ]


def refused(summary: Summary) -> list[tuple[str, tuple[str, ...]]]:
    """Speaker and reasons of the claims that were rejected."""
    told = [(item.item.get("speaker") or item.item.get("who"), item.reasons) for item in summary.rejected]
    return [(speaker, reasons) for speaker, reasons in told if speaker]


def answering(words: str, *claims: tuple[str, str], **more: Any) -> Any:
    """A model that makes these claims (speaker and paraphrase) of the sentence with the words, and no others."""

    def about(request: Request) -> Answer:
        if is_overview(request):
            return says({"headline": "x", "overview": []})
        places = [n for n, row in numbered(request).items() if words in row]
        return says(found(*(claimed(n, *claim, **more) for n in places[:1] for claim in claims)))

    return about


@pytest.mark.parametrize(
    ("who", "reason"),
    [
        pytest.param("Harold Quimby", "speaker_not_in_text", id="nobody of the text"),
        pytest.param("Mira Oldfield", "speaker_not_near_evidence", id="somebody else"),
    ],
)
def test_the_speaker_the_sentence_shows_stands_in_for_one_who_does_not_hold(
    service: ScriptedService, who: str, reason: str
) -> None:
    service.otherwise = answering(ORLO, (who, "The pump was sound."), key=True)
    summary = summarised(service, LONG)

    assert told(summary, ORLO) == [
        ("Una Prost", "the pump at Orlo was sound and would run for ten years more.", "verbatim")
    ]
    assert [claim.key for claim in summary.claims if ORLO in claim.evidence[0].quote] == [True]
    assert refused(summary) == [(who, (reason,))]


@pytest.mark.parametrize("others", [1, 2], ids=["beside one", "beside two"])
@pytest.mark.parametrize("who", ["Harold Quimby", "Mira Oldfield"])
def test_nothing_stands_in_where_the_speaker_is_told_already(service: ScriptedService, who: str, others: int) -> None:
    claims = [("Una Prost", "The pump was sound."), *[(who, "The pump would run for ten years more.")] * others]
    service.otherwise = answering(ORLO, *claims)
    summary = summarised(service, LONG)

    assert told(summary, ORLO) == [("Una Prost", "The pump was sound.", "model")]


@pytest.mark.parametrize("who", ["Harold Quimby", "Mira Oldfield"])
def test_one_stands_in_for_several(service: ScriptedService, who: str) -> None:
    service.otherwise = answering(ORLO, (who, "The pump was sound."), (who, "It would run for ten years."))
    summary = summarised(service, LONG)

    assert [speaker for speaker, *_ in told(summary, ORLO)] == ["Una Prost"]
    assert [claim.id for claim in summary.claims] == [f"c{n}" for n in range(1, len(summary.claims) + 1)]


def test_where_no_speaker_is_shown_the_claim_is_only_rejected(service: ScriptedService) -> None:
    service.otherwise = answering("stopped on Sunday", ("Harold Quimby", "The pump stopped."))
    summary = summarised(service, LONG)

    assert told(summary, "stopped on Sunday") == []
    assert refused(summary) == [("Harold Quimby", ("speaker_not_in_text",))]
