from __future__ import annotations

import difflib
import json
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from summarizer.models import Summary
from summarizer.render.inert import inert
from summarizer.render.markdown import escape, to_markdown
from tests.contradictory import CALL, HOSTILE, HURT, disputed
from tests.documents import bare_summary, bridge_summary
from tests.hard_summaries import hard_summary

COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TEXT_WITH_MARKS = st.text(st.sampled_from("a1 .-+*_#>[]()!`~|<>&\\:/@=\n\t$\"'é")) | st.text()

WHOLE = """\
# Lower Wick bridge closed; council and engineer disagree on a warning

The engineer says he warned the council in March.[^92b03b49][^6c48299e]
The council says nobody told it.[^5d927d27]

## Warnings

- **Tom Hales → parish council**: the pier was unsafe
  - “written to the council in March that the pier was unsafe”
  - when: in March
  - response: did not answer the letter

## Contradictions

### Was the council told about the pier?

| Who | Position | Words |
| --- | --- | --- |
| Mira Oldfield | nobody told it | “Nobody told us” |
| Tom Hales | it was told in March | “in March” |

Between speakers. A letter in March would have told it.

## Key claims

### Mira Oldfield, chair of the parish council

- *denies*: The council had not been told about the pier.
  - ‘“Nobody told us about the pier,” said Mira Oldfield’

### Tom Hales, County engineer

- *asserts*: He had written to the council in March that the pier was unsafe. (via Jo Reed)

## About this summary

- 1 further claim: shown with --all
- 1 rejected: number not in evidence
- 38 of 360 characters not read: the answer was cut off
- 2 passages left out as not part of the article: teaser, biography

[^92b03b49]: **Tom Hales asserts**, in the article: “he had written to the council in March that the pier was unsafe”

[^6c48299e]: **Tom Hales → parish council, warning**, in the article: “written to the council in March that the pier was unsafe”

[^5d927d27]: **Mira Oldfield denies**, in the article: ‘“Nobody told us about the pier,” said Mira Oldfield’
"""  # noqa: E501


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

### Was any of the crew hurt?

| Who | Position | Words |
| --- | --- | --- |
| Olga Reith | nobody was | ‘“Not one of the crew was hurt,” said Olga Reith.’ |
| the article | Nine of the crew were hurt. | “Nine of the crew were hurt.” |

With narration. Nobody and nine cannot both be.

### When did the ferry first call for help off Skell that night?

| Who | Position | Words |
| --- | --- | --- |
| The coast guard | at 21\\:55 | “The ferry called for help at 21\\:55.” |
| Olga Reith | Reith said it called at 21\\:42. | “Reith said it called at 21\\:42.” |
| the article | at 22\\:10 | “The log of the harbour has the call at 22\\:10.” |

Timing. The times differ: 21\\:55 against 21\\:42.
"""


def test_contradictions_are_questions_with_a_table_of_their_sides() -> None:
    assert CONTRADICTIONS in to_markdown(disputed(HURT, CALL))


def test_a_hostile_contradiction_stays_one_item() -> None:
    written = to_markdown(disputed(HOSTILE))
    tokens = [
        token for token in COMMONMARK.parse(written) if token.type in ("heading_open", "html_block", "code_inline")
    ]

    assert "### Is ␛\\[31m\\[bold\\]it\\[/bold\\] so? \\# No\n" in written
    assert "| the article | \\- y \\# z | “\\<b\\>” |\n" in written
    assert [token.tag for token in tokens] == ["h1", "h2", "h3", "h2", "h3", "h2"]


@pytest.mark.parametrize("words", ["a | b", "a\n| --- |", "\\| x", "`|`", "<!--", "| "])
def test_a_table_has_its_three_columns_whatever_stands_in_it(words: str) -> None:
    sides = (HURT.sides[0].model_copy(update={"position": words}), HURT.sides[1])
    tokens = COMMONMARK.parse(to_markdown(disputed(HURT.model_copy(update={"sides": sides}))))

    cells = [after for token, after in pairwise(tokens) if token.type == "td_open"]

    assert len(cells) == 6
    assert "".join(child.content for child in cells[1].children or []) == inert(words)


def test_an_article_that_grows_by_a_line_changes_only_what_speaks_of_it() -> None:
    """The new claim comes first, so that every id behind it and every offset moves."""
    before = bridge_summary()
    text = "It rained.\n" + before.text
    moved = json.loads(before.model_dump_json().replace('"c3"', '"c4"').replace('"c2"', '"c3"').replace('"c1"', '"c2"'))
    for item in [*moved["claims"], *moved["warnings"], *(s for x in moved["contradictions"] for s in x["sides"])]:
        for piece in item["evidence"]:
            piece["start"], piece["end"] = piece["start"] + 11, piece["end"] + 11
    new = {**moved["claims"][2], "id": "c1", "speaker": {"name": "Ann Lee"}, "statement": "It rained.", "key": True}
    new["evidence"] = [{"start": 0, "end": 10, "quote": "It rained."}]
    after = Summary.model_validate({**moved, "text": text, "claims": [new, *moved["claims"]]})

    changes = [
        line
        for line in difflib.ndiff(to_markdown(before).splitlines(), to_markdown(after).splitlines())
        if line.startswith(("+ ", "- ")) and line[2:]
    ]

    assert changes == ["+ ### Ann Lee", "+ - *declines*: It rained."]


def test_every_footnote_is_used_and_defined_once() -> None:
    written = to_markdown(bridge_summary())
    used = re.findall(r"\[\^(\w+)\](?!:)", written)

    assert used == re.findall(r"^\[\^(\w+)\]:", written, re.MULTILINE)
    assert len(used) == len(set(used)) == 3


@pytest.mark.parametrize("seed", range(40))
def test_hard_summaries_hold_no_markup_but_ours(seed: int) -> None:
    tokens = COMMONMARK.parse(to_markdown(hard_summary(seed), everything=True))
    inner = [child.type for token in tokens for child in token.children or []]

    assert not {token.type for token in tokens} & {"html_block", "fence", "code_block", "blockquote_open", "hr"}
    assert set(inner) <= {"text", "text_special", "softbreak", "strong_open", "strong_close", "em_open", "em_close"}
