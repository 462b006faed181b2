from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from summarizer.claimed import Piece, Side, read_claimed
from summarizer.errors import InputError
from tests.documents import bridge_summary


def test_a_summary_of_ours_is_read_in_full() -> None:
    summary = bridge_summary()
    read = read_claimed(summary)
    assert read.text == summary.text
    assert read.excluded == summary.excluded
    assert [item.id for item in read.items] == [
        *(claim.id for claim in summary.claims),
        *(warning.id for warning in summary.warnings),
        *(item.id for item in summary.contradictions),
    ]
    assert read.items[0].speakers == ("Mira Oldfield",)
    assert read == read_claimed(summary.model_dump())


def test_only_quotes_are_needed() -> None:
    read = read_claimed({"claims": [{"evidence": [{"quote": "a"}]}]})
    assert read.items[0].id == "c1"
    assert read.items[0].sides == (Side((), (Piece("a"),)),)
    assert (read.text, read.excluded, read.location) == (None, None, None)


@pytest.mark.parametrize(
    ("evidence", "pieces"),
    [
        pytest.param("a", (Piece("a"),), id="text alone"),
        pytest.param(["a", {"quote": "b"}], (Piece("a"), Piece("b")), id="both forms"),
        pytest.param({"quote": "a", "start": 1, "end": 2}, (Piece("a", 1, 2),), id="one object"),
        pytest.param([{"quote": 5, "start": True, "end": 2.5}], (Piece(""),), id="wrong types"),
        pytest.param([None, 5], (), id="nothing of it"),
        pytest.param(None, (), id="missing"),
    ],
)
def test_evidence_is_read_as_far_as_it_goes(evidence: Any, pieces: tuple[Piece, ...]) -> None:
    assert read_claimed({"claims": [{"evidence": evidence}]}).items[0].sides[0].pieces == pieces


@pytest.mark.parametrize(
    ("speaker", "names"),
    [
        pytest.param({"name": "Ida", "mentions": ["Ida", "she", 3]}, ("Ida", "she"), id="object"),
        pytest.param("Ida", ("Ida",), id="text"),
        pytest.param(None, (), id="null"),
        pytest.param({"name": 3}, (), id="wrong type"),
        pytest.param(" ", (), id="blank"),
    ],
)
def test_a_speaker_is_read_as_far_as_it_goes(speaker: Any, names: tuple[str, ...]) -> None:
    assert read_claimed({"claims": [{"speaker": speaker}]}).items[0].speakers == names


def test_an_item_that_is_no_object_is_kept_with_its_flaw() -> None:
    items = read_claimed({"claims": ["x"], "warnings": [None]}).items
    assert [item.flaw for item in items] == [
        "the claim is a text, not an object",
        "the warning is null, not an object",
    ]


def test_excluded_spans_that_cannot_be_are_left_out() -> None:
    spans = [{"start": 0, "end": 2}, {"start": -1, "end": 2}, {"start": 3, "end": 99}, {"start": 2, "end": 1}, 7]
    read = read_claimed({"claims": [], "text": "abcd", "excluded": spans})
    assert read.excluded is not None
    assert [(span.start, span.end) for span in read.excluded] == [(0, 2)]


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2026-11-20", date(2026, 11, 20)), ("2026-11-20T10:00:00Z", date(2026, 11, 20)), ("May", None), (5, None)],
    ids=str,
)
def test_the_date_is_read_where_it_is_one(published: object, expected: date | None) -> None:
    assert read_claimed({"claims": [], "source": {"published": published}}).published == expected


@pytest.mark.parametrize(
    ("summary", "message"),
    [
        pytest.param([], "the summary is a list, not an object", id="list"),
        pytest.param({}, "neither claims nor warnings nor contradictions", id="nothing"),
        pytest.param({"claims": 3}, "claims of the summary is a number, not a list", id="no list"),
        pytest.param({"claims": [], "schema_version": "2"}, "schema_version '2'", id="later version"),
        pytest.param({"claims": [], "schema_version": True}, "schema_version 'True'", id="version of another type"),
    ],
)
def test_what_is_no_summary_is_an_input_error(summary: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_claimed(summary)
