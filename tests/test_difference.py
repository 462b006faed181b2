from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.difference import Stretch, cut, explain, marked
from summarizer.locate import Locator
from summarizer.passages import Passages
from tests.quay import TEXT

LOCATOR = Locator(TEXT)
PASSAGES = Passages(LOCATOR.folded)


@pytest.mark.parametrize(
    ("quote", "reasons", "detail"),
    [
        pytest.param(
            "its wall had moved by 40 centimetres",
            ("quote_altered",),
            "“40 centimetres” is “4 centimetres” in the text",
            id="digit",
        ),
        pytest.param(
            "passengers in three weeks",
            ("quote_altered", "unit_differs"),
            "“three weeks” is “three days” in the text",
            id="unit",
        ),
        pytest.param(
            "said Ida Brandt, who ran the ferry", ("quote_altered",), "“ran” is “runs” in the text", id="word"
        ),
        pytest.param(
            "Harbour master Ida Brandt said he had written",
            ("quote_altered",),
            "“Ida Brandt” is “Owen Pryce” in the text",
            id="name",
        ),
        pytest.param(
            "the letter arrived. She did not rule out a lawsuit",
            ("quote_altered", "negation_differs"),
            "“letter” is “letter never” in the text",
            id="negation lost",
        ),
        pytest.param(
            "The east quay was not closed on Tuesday",
            ("quote_altered", "negation_differs"),
            "“was not” is “was” in the text",
            id="negation added",
        ),
        pytest.param(
            "Somebody told us that the wall was unsafe",
            ("quote_altered", "negation_differs"),
            "“Somebody” is “Nobody” in the text",
            id="negation exchanged",
        ),
        pytest.param(
            "repairs may cost 2.5 million crowns",
            ("quote_altered", "hedge_dropped"),
            "“cost” is “cost about” in the text",
            id="hedge",
        ),
        pytest.param("he had Written to the", ("quote_altered",), "“Written” is “written” in the text", id="case"),
        pytest.param("An audit found nothing at all", ("quote_not_found",), None, id="invented"),
        pytest.param("“…”", ("quote_not_found",), "the quote holds no words", id="marks only"),
        pytest.param(" \u200b", ("quote_not_found",), "the quote is empty", id="empty"),
    ],
)
def test_a_rejection_says_what_was_changed(quote: str, reasons: tuple[str, ...], detail: str | None) -> None:
    found = explain(quote, LOCATOR, PASSAGES)
    assert found.reasons == reasons
    assert detail is None or found.detail == detail


def test_the_nearest_passage_is_the_quote_as_it_should_read() -> None:
    found = explain("its wall had moved by 40 centimetres", LOCATOR, PASSAGES)
    assert [p.quote for p in found.passages] == ["its wall had moved by 4 centimetres"]
    assert all(TEXT[p.start : p.end] == p.quote for p in found.passages)


def test_passages_put_together_are_all_shown() -> None:
    found = explain("Nobody told us that the wall … Brandt said the letter never arrived.", LOCATOR, PASSAGES)
    assert found.reasons == ("quote_joined",)
    assert [p.quote for p in found.passages] == ["Nobody told us that the wall", "Brandt said the letter never arrived"]


def test_many_changes_are_counted() -> None:
    found = explain("The west quay is closed on Monday before its walls have moved by 9", LOCATOR, PASSAGES)
    assert found.detail.endswith(" more changes")


def test_blanks_at_marks_are_no_difference() -> None:
    found = explain("was unsafe,”said Ida Brandt, who runs", LOCATOR, PASSAGES)
    assert found.place is not None
    assert TEXT[found.place.start : found.place.end] == "was unsafe,” said Ida Brandt, who runs"


def test_a_cut_word_is_shown_whole() -> None:
    place = LOCATOR.find("afe,” said")[0]
    found = cut(place, LOCATOR)
    assert (found.reasons, found.detail) == (("quote_altered",), "“afe” is “unsafe” in the text")


def test_both_sides_are_cut_where_they_differ() -> None:
    claimed, true = marked("It cost £30 a day", "It may cost £3 a day")
    assert claimed == (Stretch("It cost £", False), Stretch("30", True), Stretch(" a day", False))
    assert true == (
        Stretch("It ", False),
        Stretch("may", True),
        Stretch(" cost £", False),
        Stretch("3", True),
        Stretch(" a day", False),
    )


@given(st.text(max_size=80), st.text(max_size=80))
def test_marking_loses_nothing(claimed: str, true: str) -> None:
    ours, theirs = marked(claimed, true)
    assert ("".join(s.words for s in ours), "".join(s.words for s in theirs)) == (claimed, true)


@given(st.text(max_size=120), st.text(alphabet="the wall quay 4…“\u0301ﬁ-\n", max_size=60))
def test_every_quote_that_is_not_there_has_a_reason(text: str, quote: str) -> None:
    locator = Locator(text)
    found = explain(quote, locator, Passages(locator.folded))
    assert bool(found.reasons) != (found.place is not None)
    assert all(text[p.start : p.end] == p.quote for p in found.passages)
