"""Summaries built by hand, for the tests of everything that shows or writes them."""

from __future__ import annotations

import hashlib

from summarizer.models import (
    Check,
    Claim,
    Contradiction,
    Coverage,
    Evidence,
    Excluded,
    OverviewSentence,
    Party,
    Passage,
    ProducedBy,
    Rejected,
    Side,
    SourceInfo,
    Speaker,
    Summary,
    Unread,
    Usage,
    Warning,
)

TEXT = """See also: Ferry timetable
The footbridge at Lower Wick was closed on Monday after a pier had moved by 4 centimetres.
“Nobody told us about the pier,” said Mira Oldfield, chair of the parish council.
County engineer Tom Hales said he had written to the council in March that the pier was unsafe.
The council did not answer the letter.
A spokesman for the builders declined to comment.
Jo Reed writes about bridges.
"""


def evidence(words: str, text: str = TEXT) -> Evidence:
    """The first place where the words stand in the text."""
    start = text.index(words)
    return Evidence(start=start, end=start + len(words), quote=words)


def source(text: str = TEXT, location: str | None = "bridge.txt") -> SourceInfo:
    """A plain-text file of that content."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return SourceInfo(kind="file", location=location, media_type="text/plain", title="Bridge closed", sha256=digest)


def bare_summary(text: str, **fields: object) -> Summary:
    """A summary of the text with nothing in it but the given fields."""
    values: dict[str, object] = {
        "source": source(text),
        "text": text,
        "headline": "A headline",
        "coverage": Coverage(characters=len(text), read=len(text), passages=1),
        "usage": Usage(model="test"),
        "produced_by": ProducedBy(version="0.1.0"),
    }
    return Summary.model_validate({**values, **fields})


def bridge_summary() -> Summary:
    """A small summary that uses every part of the document."""
    oldfield = Speaker(name="Mira Oldfield", mentions=("Mira Oldfield",), role="chair of the parish council")
    hales = Speaker(name="Tom Hales", mentions=("Tom Hales", "he"), role="County engineer")
    claims = (
        Claim(
            id="c1",
            speaker=oldfield,
            stance="denies",
            statement="The council had not been told about the pier.",
            statement_origin="model",
            evidence=(evidence("“Nobody told us about the pier,” said Mira Oldfield"),),
            key=True,
        ),
        Claim(
            id="c2",
            speaker=hales,
            stance="asserts",
            statement="He had written to the council in March that the pier was unsafe.",
            statement_origin="model",
            via=Party(name="Jo Reed"),
            evidence=(evidence("he had written to the council in March that the pier was unsafe"),),
            key=True,
            check=Check(verdict="repaired", notes=("an example of a note",)),
        ),
        Claim(
            id="c3",
            speaker=None,
            stance="declines",
            statement="A spokesman for the builders declined to comment.",
            statement_origin="verbatim",
            evidence=(evidence("A spokesman for the builders declined to comment."),),
        ),
    )
    return bare_summary(
        TEXT,
        excluded=(
            _excluded("See also: Ferry timetable", "teaser"),
            _excluded("Jo Reed writes about bridges.", "biography"),
        ),
        headline="Lower Wick bridge closed; council and engineer disagree on a warning",
        overview=(
            OverviewSentence(sentence="The engineer says he warned the council in March.", supported_by=("c2", "w1")),
            OverviewSentence(sentence="The council says nobody told it.", supported_by=("c1",)),
        ),
        claims=claims,
        warnings=(
            Warning(
                id="w1",
                issuer=Party(name="Tom Hales"),
                recipient=Party(name="parish council"),
                danger="the pier was unsafe",
                issued="in March",
                response="did not answer the letter",
                claims=("c2",),
                evidence=(evidence("written to the council in March that the pier was unsafe"),),
            ),
        ),
        contradictions=(
            Contradiction(
                id="x1",
                question="Was the council told about the pier?",
                kind="between_speakers",
                sides=(
                    Side(position="nobody told it", claims=("c1",), evidence=(evidence("Nobody told us"),)),
                    Side(position="it was told in March", claims=("c2",), evidence=(evidence("in March"),)),
                ),
                explanation="A letter in March would have told it.",
            ),
        ),
        rejected=(
            Rejected(
                kind="claim",
                item={"says": "the pier moved by 40 centimetres"},
                reasons=("number_not_in_evidence",),
                detail="“40 centimetres” is “4 centimetres” in the text",
                nearest=Passage(**evidence("4 centimetres").model_dump(exclude={"match"})),
            ),
        ),
        coverage=Coverage(
            characters=len(TEXT) - 54,
            read=len(TEXT) - 93,
            passages=3,
            unread=(_unread("The council did not answer the letter.", "the answer was cut off"),),
        ),
        usage=Usage(model="local", calls=3, prompt_tokens=1210, completion_tokens=202, seconds=12.4),
    )


def _excluded(words: str, reason: str) -> Excluded:
    place = evidence(words)
    return Excluded(start=place.start, end=place.end, reason=reason)


def _unread(words: str, reason: str) -> Unread:
    place = evidence(words)
    return Unread(start=place.start, end=place.end, reason=reason)
