from __future__ import annotations

import pytest

from summarizer.models import Claim, Coverage, Evidence, Excluded, Note, Rejected, Side, Speaker, Unread
from summarizer.render.outline import (
    LONGEST_QUOTE,
    in_quotes,
    pages_of,
    position_of,
    proof,
    remarks,
    shown_claims,
    voices,
    words_of,
)
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


@pytest.mark.parametrize(
    ("position", "names", "expected"),
    [
        pytest.param("it is safe", ("Ada Finch",), "it is safe", id="not named"),
        pytest.param("Ada Finch: it is safe", ("Ada Finch",), "it is safe", id="named"),
        pytest.param("Ada\nFinch : it is safe", ("Ada Finch",), "it is safe", id="named in two lines"),
        pytest.param("Finch: it is safe", ("Ada Finch",), "it is safe", id="named by the surname"),
        pytest.param("Finch says it is safe", ("Ada Finch",), "Finch says it is safe", id="a sentence"),
        pytest.param("Ben Finch: it is safe", ("Ada Finch",), "Ben Finch: it is safe", id="a namesake"),
        pytest.param("inch: it is safe", ("Ada Finch",), "inch: it is safe", id="the end of a name"),
        pytest.param("Finch: it is safe", ("Ada Finch", "Ben Ohm"), "Finch: it is safe", id="one of two"),
        pytest.param("At noon: it was safe", ("the article",), "At noon: it was safe", id="another colon"),
        pytest.param("Ada Finch:", ("Ada Finch",), "Ada Finch:", id="nothing but the name"),
        pytest.param(": it is safe", ("Ada Finch",), ": it is safe", id="no name"),
        pytest.param("", ("Ada Finch",), "", id="nothing said"),
    ],
)
def test_a_name_that_is_told_beside_a_position_is_not_told_in_it(
    position: str, names: tuple[str, ...], expected: str
) -> None:
    assert position_of(Side(position=position, evidence=()), names) == expected


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        pytest.param("it will stand", "“It will hold.”", id="other words"),
        pytest.param("“It will hold”", "", id="the same words"),
        pytest.param("Ada Finch: It will hold.", "", id="the same words with a name in front"),
        pytest.param("Nobody thinks it will hold.", "“It will hold.”", id="the same words inside others"),
        pytest.param("will hold", "", id="most of the words"),
        pytest.param("hold", "“It will hold.”", id="one of the words"),
    ],
)
def test_the_words_of_a_side_are_shown_where_they_say_more(position: str, expected: str) -> None:
    assert words_of(Side(position=position, evidence=(evidence("It will hold.", TEXT),))) == expected


def test_a_side_without_evidence_has_no_words() -> None:
    assert words_of(Side(position="it is safe", evidence=())) == ""


def test_what_is_said_of_the_whole_article_is_a_remark_of_its_own() -> None:
    coverage = Coverage(
        characters=4000,
        read=4000,
        passages=2,
        unread=(
            Unread(start=0, end=0, reason="3 of 8 pairs were not judged"),
            Unread(start=0, end=0, reason="time\x1b"),
        ),
    )

    assert remarks(bare_summary(TEXT, coverage=coverage), shown=0) == ("3 of 8 pairs were not judged", "Time␛")


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


def test_notes_quote_what_they_are_about() -> None:
    notes = (Note(start=0, end=16, note="speaks to\nthe reader"), Note(start=0, end=0, note="one page is missing"))
    coverage = Coverage(characters=47, read=47, passages=1, notes=notes)
    assert remarks(bare_summary(TEXT, coverage=coverage), shown=0) == (
        "“The weir is safe” speaks to the reader",
        "One page is missing",
    )


@pytest.mark.parametrize(("pages", "expected"), [((None,), ""), ((3,), "p. 3"), ((3, 3, 1204), "p. 3, p. 1,204")])
def test_pages(pages: tuple[int | None, ...], expected: str) -> None:
    assert pages_of(Evidence(start=0, end=0, quote="", page=page) for page in pages) == expected


def test_there_are_no_remarks_without_need() -> None:
    assert remarks(bare_summary(TEXT), shown=0) == ()
