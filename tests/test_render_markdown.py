from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from summarizer.render.inert import inert
from summarizer.render.markdown import escape, to_markdown
from tests.contradictory import CALL, HOSTILE, HURT, disputed
from tests.documents import bare_summary, bridge_summary

COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TEXT_WITH_MARKS = st.text(st.sampled_from("a1 .-+*_#>[]()!`~|<>&\\:/@=\n\t$\"'é")) | st.text()

WHOLE = """\
# Lower Wick bridge closed; council and engineer disagree on a warning

The engineer says he warned the council in March. \\[c2, w1\\] The council says nobody told it. \\[c1\\]

## Warnings

- **Tom Hales → parish council**: the pier was unsafe \\[w1\\]
  - “written to the council in March that the pier was unsafe”
  - when: in March
  - response: did not answer the letter

## Contradictions

- **Was the council told about the pier?** \\[x1, between speakers\\]
  - nobody told it (Mira Oldfield) \\[c1\\]
    - “Nobody told us”
  - it was told in March (Tom Hales) \\[c2\\]
    - “in March”
  - A letter in March would have told it.

## Key claims

### Mira Oldfield, chair of the parish council

- *denies*: The council had not been told about the pier. \\[c1\\]
  - ‘“Nobody told us about the pier,” said Mira Oldfield’

### Tom Hales, County engineer

- *asserts*: He had written to the council in March that the pier was unsafe. (via Jo Reed) \\[c2\\]

## About this summary

- 1 further claim: shown with --all
- 1 rejected: number not in evidence
- 38 of 360 characters not read: the answer was cut off
- 2 passages left out as not part of the article: teaser, biography
"""


def plain(tokens: list[Token]) -> str:
    """The text of an inline token, if it consists of text alone."""
    children = tokens[1].children or []
    assert {child.type for child in children} <= {"text", "text_special"}
    return "".join(child.content for child in children)


def test_a_whole_summary() -> None:
    assert to_markdown(bridge_summary()) == WHOLE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Dr. Ada Finch (aged 40), of Wick-on-Sea", "Dr. Ada Finch (aged 40), of Wick-on-Sea", id="plain"),
        pytest.param("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`", id="emphasis"),
        pytest.param("[x](http://a.example)", "\\[x\\](http\\://a.example)", id="link"),
        pytest.param("see www.a.example", "see www\\.a.example", id="bare address"),
        pytest.param("<b>&amp;", "\\<b\\>\\&amp;", id="HTML"),
        pytest.param("1. one", "1\\. one", id="list"),
        pytest.param("- one", "\\- one", id="bullet"),
        pytest.param("one\n\n# two", "one \\# two", id="lines"),
    ],
)
def test_escape(text: str, expected: str) -> None:
    assert escape(text) == expected


@given(TEXT_WITH_MARKS.filter(lambda text: inert(text).strip() != ""))
def test_escaped_text_renders_as_itself(text: str) -> None:
    for before, block in (("", "paragraph_open"), ("# ", "heading_open")):
        tokens = COMMONMARK.parse(before + escape(text))
        assert [token.type for token in tokens][:2] == [block, "inline"]
        assert len(tokens) == 3
        assert plain(tokens) == inert(text).strip()


def test_hostile_text_stays_one_heading() -> None:
    written = to_markdown(bare_summary("x", headline="a\n\n<script>alert(1)</script>\n# b"))
    assert written == "# a \\<script\\>alert(1)\\</script\\> \\# b\n"


CONTRADICTIONS = """\
## Contradictions

- **Was any of the crew hurt?** \\[x1, with narration\\]
  - Olga Reith: nobody was \\[c1\\]
    - ‘“Not one of the crew was hurt,” said Olga Reith.’
  - Nine of the crew were hurt. (the article)
  - Nobody and nine cannot both be.

- **When did the ferry first call for help off Skell that night?** \\[x2, timing\\]
  - at 21\\:55 (The coast guard) \\[c2\\]
    - “The ferry called for help at 21\\:55.”
  - Reith said it called at 21\\:42. \\[c3\\]
  - at 22\\:10 (the article)
    - “The log of the harbour has the call at 22\\:10.”
  - The times differ: 21\\:55 against 21\\:42.
"""


def test_contradictions_are_questions_with_their_sides() -> None:
    assert CONTRADICTIONS in to_markdown(disputed(HURT, CALL))


def test_a_hostile_contradiction_stays_one_item() -> None:
    written = to_markdown(disputed(HOSTILE))
    tokens = [
        token for token in COMMONMARK.parse(written) if token.type in ("heading_open", "html_block", "code_inline")
    ]

    assert (
        "- **Is ␛\\[31m\\[bold\\]it\\[/bold\\] so? \\# No** \\[x3, same speaker\\]\n  - ␛\\]0;t␇\\`x\\` (the article)\n"
        in written
    )
    assert "  - \\- y \\# z (the article)\n" in written
    assert [token.tag for token in tokens] == ["h1", "h2", "h2", "h3", "h2"]
