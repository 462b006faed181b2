from __future__ import annotations

import base64
import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models import Coverage, Evidence, Note, SourceInfo, Speaker, Summary
from summarizer.render.cast import COLOURS, cast
from summarizer.render.html import to_html
from summarizer.render.visible import visible
from tests.contradictory import CALL, HURT, disputed
from tests.documents import bare_summary, bridge_summary
from tests.hard_summaries import hard_summary
from tests.page_reading import differences, read_page

ODD_TEXT = st.text(st.sampled_from("a<>&\"'\n\t\x00\x1b\u202e\u200d\u00ad\u2028é\u0301𝔘{}%")) | st.text()


@pytest.mark.parametrize("seed", range(200))
def test_every_highlight_says_what_the_evidence_says(seed: int) -> None:
    summary = hard_summary(seed)
    assert differences(summary, to_html(summary)) == []


@given(ODD_TEXT, st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4))
def test_any_text_can_be_had_back(text: str, places: list[tuple[int, int]]) -> None:
    claim = {"id": "c1", "speaker": None, "stance": "asserts", "statement": text, "statement_origin": "model"}
    ordered = [(min(pair), min(max(pair), len(text))) for pair in places]
    evidence = [Evidence(start=a, end=b, quote=text[a:b]) for a, b in ordered if a <= b]
    summary = bare_summary(text, headline=text, claims=[{**claim, "evidence": evidence}])
    assert differences(summary, to_html(summary)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a<b>&\"'", "a&lt;b&gt;&amp;&#34;&#39;", id="markup"),
        pytest.param(
            "\u202e", '<span class="cp" data-cp="202e" title="right-to-left override">U+202E</span>', id="direction"
        ),
        pytest.param("\x00", '<span class="cp" data-cp="0000" title="control character">U+0000</span>', id="NUL"),
        pytest.param("a\n\tb", "a\n\tb", id="line feed and tab"),
        pytest.param("می\u200cخ", "می\u200cخ", id="a joiner that is spelling"),
    ],
)
def test_visible(text: str, expected: str) -> None:
    assert visible(text) == expected


def test_the_policy_names_the_one_style_and_the_one_script() -> None:
    page = to_html(bridge_summary())
    policy = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    style, script = (
        "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        for tag in ("style", "script")
        for text in re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
    )
    assert [text.replace("&#39;", "'") for text in policy] == [
        f"default-src 'none'; style-src '{style}'; script-src '{script}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    ]


@pytest.mark.parametrize("forbidden", [r"\sstyle=", r"\son\w+=", r"\ssrc=", r"<iframe", r"\{\{", r"@import", r"url\("])
def test_a_page_holds_nothing_that_its_policy_would_refuse(forbidden: str) -> None:
    assert not re.search(forbidden, to_html(disputed(HURT, CALL)))


def test_overlapping_claims_name_both_speakers() -> None:
    text = "Ann said that Bo said that it rained."
    claims = [
        {
            "id": f"c{number}",
            "speaker": {"name": name},
            "stance": "asserts",
            "statement": "It rained.",
            "statement_origin": "model",
            "evidence": [{"start": start, "end": len(text), "quote": text[start:]}],
        }
        for number, (name, start) in enumerate([("Ann Lee", 0), ("Bo Ray", 14)], 1)
    ]
    page = to_html(bare_summary(text, claims=claims))

    assert '<a class="h v1" href="#c1" data-start="0" data-end="14" id="t0" data-sign="AL">Ann said that </a>' in page
    assert (
        '<a class="h v2 u1 n2" href="#c2" data-start="14" data-end="37" id="t14" data-sign="BR">'
        "Bo said that it rained.</a>" in page
    )


def test_everything_left_out_is_told() -> None:
    page = to_html(bridge_summary())
    for words in (
        "Left out (4)",
        "<strong>claim</strong>: number not in evidence",
        "“40 centimetres” is “4 centimetres” in the text",
        "the pier moved by 40 centimetres",
        "<strong><bdi>teaser</bdi></strong>",
        "<strong><bdi>biography</bdi></strong>",
        "<strong><bdi>the answer was cut off</bdi></strong>",
        "321 of 360 characters were read",
    ):
        assert words in page


def test_evidence_names_its_page() -> None:
    summary = bridge_summary()
    paged = [
        claim.model_copy(update={"evidence": tuple(e.model_copy(update={"page": 3}) for e in claim.evidence)})
        for claim in summary.claims
    ]
    page = to_html(summary.model_copy(update={"claims": tuple(paged)}))
    assert '“Nobody told us about the pier,” said Mira Oldfield</a> <span class="page">p. 3</span></blockquote>' in page
    assert 'declines <span class="page">p. 3</span>' in page
    assert '<span class="page">' not in to_html(summary)


def test_notes_stand_with_what_was_left_out() -> None:
    notes = (Note(start=2, end=5, note="speaks to the model"), Note(start=0, end=0, note="one page is missing"))
    summary = bare_summary("a bcd e", coverage=Coverage(characters=7, read=7, passages=1, notes=notes))
    page = to_html(summary)
    assert '<a href="#notes">Notes (2)</a>' in page
    assert "What was left out, and notes" in page
    assert '<strong><bdi>speaks to the model</bdi></strong>: <a class="go" dir="auto" href="#t2">bcd</a>' in page
    assert "<strong><bdi>one page is missing</bdi></strong></p>" in page
    assert '<a class="h kn" href="#n1" data-start="2" data-end="5" id="t2">bcd</a>' in page
    assert differences(summary, page) == []


def test_who_takes_a_side_is_told_once_and_words_only_where_they_say_more() -> None:
    page = to_html(disputed(HURT))
    assert page.count("Olga Reith: nobody was") == 0
    assert '<p class="say"><bdi>nobody was</bdi></p>' in page
    start = HURT.sides[1].evidence[0].start
    assert f'<p class="say"><a class="go" dir="auto" href="#t{start}">Nine of the crew were hurt.</a></p>' in page


def test_a_partial_summary_says_so_first() -> None:
    page = to_html(bare_summary("abc", coverage=Coverage(characters=3, read=1, passages=1, partial=True)))
    assert page.index("<strong>Partial:</strong> 1 of 3 characters were read") < page.index("<h2")


@pytest.mark.parametrize(
    ("location", "linked"),
    [
        ("https://news.example/a?b=1&c=2", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("http://[", False),
        ("java\tscript:x", False),
    ],
)
def test_only_web_addresses_become_links(location: str, linked: bool) -> None:
    source = SourceInfo(kind="url", location=location, media_type="text/html", sha256="0")
    assert ('rel="noopener noreferrer"' in to_html(bare_summary("x", source=source))) is linked


def test_speakers_beyond_the_colours_share_one_and_all_have_letters_of_their_own() -> None:
    claims = bridge_summary().claims
    many = [claims[0].model_copy(update={"speaker": Speaker(name=f"Ann B{number}")}) for number in range(12)]
    members = cast([*many, many[-1]])

    assert [member.slot for member in members] == [*range(1, COLOURS), 0, 0, 0, 0, COLOURS]
    assert len({member.sign for member in members}) == 12


def test_ids_that_are_not_ours_do_not_become_addresses() -> None:
    odd = [claim.model_copy(update={"id": name}) for claim, name in zip(bridge_summary().claims, "cab", strict=True)]
    page = to_html(bare_summary(bridge_summary().text, claims=odd))
    assert list(read_page(page).items) == ["c-1", "c-2", "c-3"]


def test_an_empty_article_is_a_page() -> None:
    page = to_html(bare_summary(""))
    assert read_page(page).text == ""
    assert "Nothing: no item was rejected, and the whole text was read." in page


def test_the_same_summary_gives_the_same_page() -> None:
    summary: Summary = bridge_summary()
    assert to_html(summary) == to_html(Summary.model_validate_json(summary.model_dump_json()))
