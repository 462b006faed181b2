from __future__ import annotations

import pytest

from summarizer.models import Claim, Coverage, Excluded, Rejected, Speaker, Unread
from summarizer.render.outline import LONGEST_QUOTE, in_quotes, proof, remarks, shown_claims, voices
from tests.documents import bare_summary, bridge_summary, evidence

TEXT = "The weir is safe, said Ada Finch. It will hold."


def claim(identity: str, speaker: Speaker | None = None, statement: str = "The weir is safe.", **more: object) -> Claim:
    values = {
        "id": identity,
        "speaker": speaker,
        "stance": "asserts",
        "statement": statement,
        "statement_origin": "model",
        "evidence": (evidence("The weir is safe", TEXT),),
    }
    return Claim.model_validate({**values, **more})


def test_key_claims_are_shown() -> None:
    assert [item.id for item in shown_claims(bridge_summary(), everything=False)] == ["c1", "c2"]


def test_all_claims_are_shown_where_none_is_key() -> None:
    summary = bare_summary(TEXT, claims=(claim("c1"), claim("c2")))
    assert [item.id for item in shown_claims(summary, everything=False)] == ["c1", "c2"]


def test_claims_are_grouped_by_speaker_in_the_order_of_the_text() -> None:
    ada, ben = Speaker(name="Ada Finch", role=None), Speaker(name="Ben Ohm")
    again = Speaker(name="Ada Finch", role="weir keeper")
    groups = voices([claim("c1", ada), claim("c2", ben), claim("c3", again), claim("c4")])
    assert [(voice.name, voice.role, [item.id for item in voice.claims]) for voice in groups] == [
        ("Ada Finch", "weir keeper", ["c1", "c3"]),
        ("Ben Ohm", None, ["c2"]),
        ("Unnamed", None, ["c4"]),
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("a weir", "“a weir”", id="plain"),
        pytest.param("“a weir”", "“a weir”", id="brings its own marks"),
        pytest.param("“A weir,” she said", "‘“A weir,” she said’", id="holds other marks"),
        pytest.param("a\nweir", "“a weir”", id="over two lines"),
        pytest.param("weir " * 80, "“" + ("weir " * 56).strip() + " […]”", id="long"),
    ],
)
def test_in_quotes(words: str, expected: str) -> None:
    assert in_quotes(words) == expected
    assert len(expected) <= LONGEST_QUOTE + len("“ […]”")


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        pytest.param(claim("c1", statement="Ada Finch calls it safe."), "“The weir is safe”", id="a paraphrase"),
        pytest.param(claim("c1", statement="“The weir is safe.”"), "", id="the same words"),
        pytest.param(claim("c1", statement="Anything", statement_origin="verbatim"), "", id="verbatim"),
    ],
)
def test_the_proof_is_shown_where_it_says_more(item: Claim, expected: str) -> None:
    assert proof(item) == expected


def test_remarks_count_and_name_the_reasons() -> None:
    summary = bare_summary(
        TEXT,
        claims=(claim("c1", key=True), claim("c2"), claim("c3")),
        rejected=(
            Rejected(kind="claim", item={}, reasons=("duplicate",)),
            Rejected(kind="claim", item={}, reasons=("duplicate", "quote_not_found")),
        ),
        coverage=Coverage(
            characters=4000, read=3995, passages=2, unread=(Unread(start=0, end=5, reason="time"),), partial=True
        ),
        excluded=(Excluded(start=0, end=1, reason="comment_form"),),
    )
    assert remarks(summary, shown=1) == (
        "2 further claims: shown with --all",
        "2 rejected: 2 duplicate, quote not found",
        "Partial: 5 of 4,000 characters not read: time",
        "1 passage left out as not part of the article: comment form",
    )


def test_there_are_no_remarks_without_need() -> None:
    assert remarks(bare_summary(TEXT), shown=0) == ()
