from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.render.inert import inert, inert_json, inert_lines

ANY_TEXT = st.text(st.characters(exclude_categories=()))
HOSTILE_TEXT = st.lists(
    st.sampled_from(
        ["\x1b[31m", "\x1b]0;title\x07", "\x9b2J", "\u202e", "\u2066", "\u200b", "\u2028", "\r", "\ud800", "a", " "]
    )
).map("".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a plain line", "a plain line", id="plain"),
        pytest.param("Zoë Ångström €5 🙂 – “yes”", "Zoë Ångström €5 🙂 – “yes”", id="accents and emoji"),
        pytest.param("one\r\ntwo\tthree\n\nfour ", "one two three four", id="white space"),
        pytest.param("\x1b[31mred\x1b[0m", "␛[31mred␛[0m", id="colour"),
        pytest.param("\x1b]8;;http://x\x07y", "␛]8;;http://x␇y", id="hyperlink"),
        pytest.param("a\x9b2Jb", "a\ufffd2Jb", id="C1 control sequence"),
        pytest.param("a\x7fb\x00", "a␡b␀", id="delete and null"),
        pytest.param("a\u202eb\u2066c\u200fd", "a\ufffdb\ufffdc\ufffdd", id="direction"),
        pytest.param("a\u200bb\ufeffc\u2060d", "a\ufffdb\ufffdc\ufffdd", id="zero width"),
        pytest.param("pass\u200dword", "pass\ufffdword", id="joiner between Latin letters"),
        pytest.param("\N{WOMAN}\u200d\N{ROCKET}", "\N{WOMAN}\u200d\N{ROCKET}", id="joiner in an emoji"),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", id="non-joiner in Persian"),
        pytest.param("bridge\u00adworks", "bridgeworks", id="soft hyphen"),
        pytest.param("a\u2028b\u2029c", "a b c", id="separators"),
        pytest.param("a\ud83db", "a\ufffdb", id="lone surrogate"),
        pytest.param("a\U000e0041b", "a\ufffdb", id="tag letter"),
        pytest.param("[bold]x[/bold]", "[bold]x[/bold]", id="markup is no business of this module"),
    ],
)
def test_inert(text: str, expected: str) -> None:
    assert inert(text) == expected


@given(ANY_TEXT | HOSTILE_TEXT)
def test_nothing_that_acts_is_left(text: str) -> None:
    left = {unicodedata.category(character) for character in inert(text).replace("\u200c", "").replace("\u200d", "")}
    assert not left & {"Cc", "Zl", "Zp", "Cs"}


@given(ANY_TEXT | HOSTILE_TEXT)
def test_inert_text_stays_as_it_is(text: str) -> None:
    assert inert(inert(text)) == inert(text)


@given(ANY_TEXT | HOSTILE_TEXT)
def test_the_result_can_be_written_in_any_encoder(text: str) -> None:
    inert(text).encode("utf-8")


def test_lines_stay_lines() -> None:
    assert inert_lines("one\n\ttwo\r\nthree\x1b[0m\n") == "one\n two\nthree␛[0m\n"


@given(ANY_TEXT | HOSTILE_TEXT)
def test_json_keeps_its_value(text: str) -> None:
    written = inert_json(json.dumps({"key": [text]}, ensure_ascii=False, indent=2))
    assert json.loads(written) == {"key": [text]}


@given(ANY_TEXT | HOSTILE_TEXT)
def test_json_holds_no_control_but_line_feeds(text: str) -> None:
    written = inert_json(json.dumps(text, ensure_ascii=False))
    assert written.splitlines() == [written]
    assert "\x1b" not in written
    assert "\x9b" not in written
