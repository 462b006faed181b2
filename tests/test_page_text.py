from __future__ import annotations

import pytest
from lxml import html

from summarizer.page_text import Text, blocks_of

WORDS = "the wall on the north side was measured again on monday"
SIGNS = "港長は月曜日に北の岸壁は五月の末まで閉鎖されたままになると述べた"


@pytest.mark.parametrize(
    ("blocks", "block", "share"),
    [
        pytest.param([WORDS, "x"], WORDS, 1.0, id="one of its blocks"),
        pytest.param([WORDS], "the wall on the east side", 0.5, id="half of the triples"),
        pytest.param([WORDS], "of the quay and its cranes", 0.0, id="none"),
        pytest.param([WORDS], "on monday", 1.0, id="two words that are in it"),
        pytest.param([WORDS], "on tuesday", 0.0, id="two words that are not"),
        pytest.param([SIGNS], SIGNS[:10], 1.0, id="characters where there are no spaces"),
        pytest.param([*[WORDS] * 9, SIGNS], SIGNS, 0.0, id="characters against words, though it is one of the blocks"),
        pytest.param([], WORDS, 0.0, id="an empty text"),
    ],
)
def test_how_much_of_a_block_stands_in_a_text(blocks: list[str], block: str, share: float) -> None:
    assert Text(blocks).share(block) == share


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        pytest.param("<p>a  b\n\tc</p><p>d e</p>", ["a b c", "d e"], id="white space once"),
        pytest.param("<p>a<br><br><br>b</p>", ["a", "b"], id="three line ends are one gap"),
        pytest.param("<p>a<br>b</p>", ["a\nb"], id="one line end is none"),
        pytest.param("<p>a\u00a0\u00a0b</p>", ["a\u00a0\u00a0b"], id="spaces that do not break stay"),
        pytest.param("<pre>a  b\n\n\nc</pre>", ["a  b", "c"], id="as written"),
        pytest.param("<table><tr><td>a</td><td>b</td></tr></table>", ["a | b"], id="cells"),
    ],
)
def test_blocks(body: str, blocks: list[str]) -> None:
    assert blocks_of(html.document_fromstring(f"<html><body>{body}</body></html>")) == blocks
