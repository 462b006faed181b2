from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.locate import MOST_PLACES, Locator, bare, folded
from tests.quay import TEXT

NFD = unicodedata.normalize("NFD", "Café Zoë opened.")


def found(quote: str, text: str = TEXT) -> list[tuple[str, str]]:
    """The words at each place that is no mere part of a word, with the kind of match."""
    places = Locator(text).find(quote)
    return [(text[place.start : place.end], place.match) for place in places if not place.cut]


def test_words_as_they_stand_are_an_exact_match() -> None:
    place = Locator(TEXT).find("Ida Brandt, who runs the ferry")[0]
    assert (place.match, TEXT[place.start : place.end]) == ("exact", "Ida Brandt, who runs the ferry")


@pytest.mark.parametrize(
    ("quote", "text", "words"),
    [
        pytest.param('"Nobody told us"', "“Nobody told us”", "“Nobody told us”", id="straight quotes"),
        pytest.param("‘Nobody told us’", "“Nobody told us”", "“Nobody told us”", id="single for double"),
        pytest.param("the café's end", "the café’s end", "the café’s end", id="apostrophe"),
        pytest.param("crowns – and", "crowns — and", "crowns — and", id="kind of dash"),
        pytest.param("crowns—and", "crowns — and", "crowns — and", id="dash without blanks"),
        pytest.param("crowns -- and", "crowns — and", "crowns — and", id="typewriter dash"),
        pytest.param("fell to -5", "it fell to −5 there", "fell to −5", id="minus"),
        pytest.param("- item\u00a0two", "one\n- item two", "- item two", id="list mark first"),
        pytest.param("on\u00a0Tuesday", "on Tuesday", "on Tuesday", id="no-break space"),
        pytest.param("on   Tuesday", "so on\n Tuesday", "on\n Tuesday", id="line break"),
        pytest.param("pass\u00adengers", "passengers", "passengers", id="soft hyphen in the quote"),
        pytest.param("passengers", "pass\u00adengers", "pass\u00adengers", id="soft hyphen in the text"),
        pytest.param("on \u200bTuesday", "on Tuesday", "on Tuesday", id="zero width"),
        pytest.param("oﬀered ﬁve", "he offered five", "offered five", id="ligatures in the quote"),
        pytest.param("office", "the oﬃce", "oﬃce", id="ligature in the text"),
        pytest.param("agreed... in", "agreed… in", "agreed… in", id="three full stops"),
        pytest.param("agreed… in", "agreed. . . in", "agreed. . . in", id="spaced full stops"),
        pytest.param("Café Zoë", NFD, NFD[:-8], id="composed for decomposed"),
        pytest.param(unicodedata.normalize("NFD", "Zoë opened"), "Zoë opened.", "Zoë opened", id="decomposed"),
        pytest.param("  on Tuesday\n", "on Tuesday", "on Tuesday", id="around"),
        pytest.param("a\u202eb", "ab", "ab", id="direction mark"),
    ],
)
def test_typography_is_repaired_to_the_words_of_the_text(quote: str, text: str, words: str) -> None:
    assert found(quote, text) == [(words, "repaired")]


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        pytest.param("On Tuesday", "on Tuesday", id="case"),
        pytest.param("Cafe", "Café", id="accent lost"),
        pytest.param("Cafe", NFD, id="accent of a decomposed letter lost"),
        pytest.param("5' long", "5″ long", id="feet for inches"),
        pytest.param("102 units", "10² units", id="superscript"),
        pytest.param("½ done", "1/2 done", id="fraction"),
        pytest.param("1700", "1,700", id="digit groups"),
        pytest.param("no where", "nowhere", id="a blank in a word"),
        pytest.param("resign", "re-sign", id="hyphen"),
        pytest.param("ends.", "ends…", id="full stop for an ellipsis"),
        pytest.param("5", "−5", id="sign"),
        pytest.param("5 million", "1.5 million", id="part of a decimal"),
        pytest.param("700 people", "1,700 people", id="part of a grouped number"),
        pytest.param("1", "1,700", id="head of a grouped number"),
        pytest.param("30 men", "130 men", id="digit lost at the edge"),
        pytest.param("safe", "unsafe", id="part of a word"),
        pytest.param("existent risk", "non-existent risk", id="negating prefix"),
        pytest.param("", "text", id="nothing"),
        pytest.param(" \u200b\u00ad", "a \u200b b", id="nothing visible"),
    ],
)
def test_anything_else_is_not_found(quote: str, text: str) -> None:
    assert found(quote, text) == []


def test_exact_places_come_before_those_of_other_typography() -> None:
    assert found("the “wall”", 'the "wall" and the “wall”') == [("the “wall”", "exact")]


def test_a_word_of_its_own_comes_before_a_part_of_one() -> None:
    assert [place.start for place in Locator("unsafe and safe").find("safe")] == [11]


def test_letters_of_scripts_without_spaces_are_no_parts_of_words() -> None:
    assert found("港口关闭", "昨天港口关闭了。") == [("港口关闭", "exact")]


def test_all_places_are_given_in_order() -> None:
    places = Locator(TEXT).find("The ferry was to sail on")
    assert [TEXT[place.end + 1 : place.end + 7] for place in places] == ["Friday", "Sunday"]


def test_places_next_to_an_anchor_are_among_many() -> None:
    text = "quay. " * 1_000
    places = Locator(text).find("quay", anchors=[4_501])
    assert 4_500 in [place.start for place in places]
    assert len(places) <= MOST_PLACES + 2


@pytest.mark.parametrize(
    ("start", "end", "match"),
    [
        pytest.param(0, 5, "exact", id="as written"),
        pytest.param(9, 15, "repaired", id="other typography"),
        pytest.param(1, 6, None, id="other words"),
        pytest.param(-3, 2, None, id="before the text"),
        pytest.param(5, 10**12, None, id="behind the text"),
        pytest.param(5, 5, None, id="empty"),
    ],
)
def test_a_place_that_is_given_is_looked_at(start: int, end: int, match: str | None) -> None:
    place = Locator("a – b or a  – b").at("a – b", start, end)
    assert (place.match if place else None) == match


@given(st.text(alphabet="ab .-–—“”'\u00ad\u200b\u0301é…ﬁ\n5", max_size=60))
def test_folding_has_a_way_back_for_every_character(text: str) -> None:
    plain = folded(text)
    assert all(text[slice(*plain.outer(at, at + 1))] for at in range(len(plain.text)))


@given(st.text(alphabet="ab .-–“”'\u00ad\u0301é…ﬁ\n5", max_size=60), st.data())
def test_whatever_stands_in_a_text_is_found_there(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    quote = text[start:end]
    places = Locator(text).find(quote)
    assert bool(places) == bool(bare(quote))
    assert all(text[p.start : p.end] == quote for p in places if p.match == "exact")


@given(st.text(max_size=200), st.text(max_size=50))
def test_no_text_is_too_strange(text: str, quote: str) -> None:
    for place in Locator(text).find(quote):
        assert folded(text[place.start : place.end]).text.strip() == folded(bare(quote)).text.strip()
