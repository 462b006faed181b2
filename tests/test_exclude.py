"""What is not the article is found wherever it stands; what only looks like it stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import exclude
from tests.page_lines import ARTICLE, FURNITURE, MIDDLE, MORE, OPENING, article


def cut_out(text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.reason) for span in exclude.find(text)]


@pytest.mark.parametrize(
    ("where", "line", "reason"), FURNITURE, ids=[f"{where}-{line[:32]}" for where, line, _ in FURNITURE]
)
def test_furniture_is_excluded_whole_and_alone(where: str, line: str, reason: str) -> None:
    assert cut_out(article(line, where)) == [(line, reason)]


@pytest.mark.parametrize(("where", "line"), ARTICLE, ids=[f"{where}-{line[:32]}" for where, line in ARTICLE])
def test_article_text_stays(where: str, line: str) -> None:
    assert cut_out(article(line, where)) == []


def test_tables_are_long_enough() -> None:
    assert len(FURNITURE) >= 60
    assert len(ARTICLE) >= 60


def test_teaser_glued_to_a_paragraph_is_cut_out_of_it() -> None:
    line = MORE + " See also: Seven soups for a cold evening"
    assert cut_out(article(line, "middle")) == [("See also: Seven soups for a cold evening", "teaser")]


def test_author_of_the_metadata_is_known_in_the_biography() -> None:
    text = article("Tamsin Orrell is a writer. Tamsin Orrell lives on a boat in Hull.", "tail")
    assert exclude.find(text) == ()
    assert [span.reason for span in exclude.find(text, author="Tamsin Orrell")] == ["biography"]


def test_byline_on_top_of_a_text_without_headline() -> None:
    text = f"By Tamsin Orrell\n\n{OPENING}\n\n{MIDDLE}\n"
    assert cut_out(text) == [("By Tamsin Orrell", "byline")]


def test_link_to_the_comments_does_not_end_the_article() -> None:
    assert cut_out(article("12 comments", "head")) == [("12 comments", "comments")]


def test_end_of_a_scraped_page_is_excluded_piece_by_piece() -> None:
    tail = "Source link\n\nBy Tamsin Orrell\n\nI love boats.\n\nLeave a Reply\n\nName * Mail * Site\n\nOlder news"
    assert [reason for _, reason in cut_out(article(tail, "tail"))] == ["source_link", "biography", "comment_form"]


def test_small_print_that_a_web_page_was_published_with_stays() -> None:
    text = (
        "The lock at Ferrel was shut on Monday.\n\nNobody was hurt, the warden said.\n\n"
        "Related: Five locks to see before winter\n\n© 2024 Ferrel Courier. All rights reserved."
    )
    assert [span.reason for span in exclude.find(text)] == ["teaser", "copyright"]
    assert [span.reason for span in exclude.find(text, media_type="text/html")] == ["teaser"]


def test_nothing_in_nothing() -> None:
    assert exclude.find("") == exclude.find(" \n\n ") == ()


LINES = st.lists(
    st.one_of(
        st.sampled_from([line for _, line, _ in FURNITURE] + [line for _, line in ARTICLE] + [OPENING, MORE, "---"]),
        st.text(max_size=40),
    ),
    max_size=12,
)


@given(LINES, st.sampled_from(["\n", "\n\n"]))
def test_spans_are_sorted_and_apart_and_within_the_text(lines: list[str], glue: str) -> None:
    text = glue.join(lines)
    place = 0
    for span in exclude.find(text):
        assert place <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        place = span.end
