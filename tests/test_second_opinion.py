"""When a reading of a page is plainly poor, and what comes instead."""

from __future__ import annotations

import pytest
from lxml.html import HtmlElement, document_fromstring

from summarizer.second_opinion import better, judge, paragraphs, within

PARAGRAPHS = [
    "The wall on the north side was measured again on Monday, and the divers found it thinner than in January.",
    "Most moorings have been weak for years, says the harbour master, who wants new ones before the autumn storms.",
    "Cranes may lift no more than three tonnes until an engineer has looked at each of their rails and bolts.",
    "Two metres of water have been lost to mud near the fish market, so that larger boats must wait for the tide.",
    "A lamp at the entrance went dark last Tuesday night and was mended on Thursday by a firm from the next town.",
    "Heavy gates keep out the sea at spring tides; closing them takes forty minutes and the work of five people.",
    "The council will decide in June how much of the repair is paid from the reserve and how much from new fees.",
]
REMARK = "I have moored there for thirty years and nobody ever told any of us that the wall was in such a state!"
ARTICLE = "<div class=story>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</div>"


def tree(body: str) -> HtmlElement:
    return document_fromstring(f"<html><head><title>Quay</title></head><body>{body}</body></html>")


def test_a_page_is_built_of_paragraphs_links_remarks_and_menus() -> None:
    page = tree(
        f"<nav>{PARAGRAPHS[0]}</nav><p>{PARAGRAPHS[1]}</p><p><a href=/a>{PARAGRAPHS[2]}</a></p>"
        f"<div class='comment-list comments'><p>{REMARK}</p></div>"
    )

    assert [(part.prose, part.linked, part.remark, part.aside) for part in paragraphs(page)] == [
        (False, False, False, True),
        (True, False, False, False),
        (False, True, False, False),
        (False, False, True, False),
    ]


def test_a_class_of_the_whole_page_makes_no_remark() -> None:
    page = document_fromstring(f"<html><body class='comments open'><p>{REMARK}</p></body></html>")

    assert [part.remark for part in paragraphs(page)] == [False]


@pytest.mark.parametrize(
    ("blocks", "plain"),
    [
        pytest.param(PARAGRAPHS, False, id="whole"),
        pytest.param(PARAGRAPHS[:4], False, id="more than half"),
        pytest.param(PARAGRAPHS[:2], True, id="too short"),
        pytest.param([], True, id="nothing"),
        pytest.param([*PARAGRAPHS[:3], *["See all the ships"] * 20], True, id="links"),
        pytest.param([*PARAGRAPHS[:3], *[REMARK] * 3], True, id="remarks kept"),
    ],
)
def test_a_plainly_poor_reading(blocks: list[str], plain: bool) -> None:
    links = "".join("<p><a href=/s>See all the ships</a></p>" for _ in range(20))
    page = tree(f"{ARTICLE}{links}<div id=comments><p>{REMARK}</p></div>")

    assert judge(blocks, paragraphs(page)).plain is plain


def test_prose_that_was_missed_is_read_by_the_other() -> None:
    assert better(PARAGRAPHS[:2], tree(ARTICLE)) == PARAGRAPHS


def test_remarks_that_were_kept_are_left_out_by_the_other() -> None:
    remarks = "".join(f"<p>{REMARK} {number}</p>" for number in range(9))
    kept = [*PARAGRAPHS, *(f"{REMARK} {number}" for number in range(9))]

    assert better(kept, tree(f"{ARTICLE}<div id=comments>{remarks}</div>")) == PARAGRAPHS


def test_a_good_reading_stays() -> None:
    assert better(PARAGRAPHS, tree(ARTICLE)) is None


def test_nothing_comes_instead_where_there_is_no_prose() -> None:
    assert better(["Home"], tree("<ul>" + "<li><a href=/a>A boat was sold</a></li>" * 40 + "</ul>")) is None


def test_what_stands_outside_the_article_of_the_page_goes_if_it_is_most() -> None:
    teasers = [
        f"Another story, number {number}, is told elsewhere and stands here with its first lines. " * 2
        for number in range(9)
    ]
    page = tree("".join(f"<div><p>{text}</p></div>" for text in teasers) + f"<article>{ARTICLE}</article>")

    assert within([*teasers, *PARAGRAPHS], page) == PARAGRAPHS


def test_a_little_outside_the_article_of_the_page_stays() -> None:
    page = tree(f"<p>{REMARK}</p><article>{ARTICLE}</article>")

    assert within([REMARK, *PARAGRAPHS], page) is None


def test_texts_without_spaces_are_compared_by_characters() -> None:
    text = (
        "港長は月曜日に、北の岸壁は五月の末まですべての船に対して閉鎖されたままになると述べた。潜水士は一月にそう告げていた。"
        * 2
    )
    lines = [text + str(number) * 30 for number in range(6)]
    page = tree("".join(f"<p>{line}</p>" for line in lines))

    assert not judge(lines, paragraphs(page)).plain
