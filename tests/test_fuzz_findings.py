"""Inputs on which ``python -m benchmarks.fuzz`` and its forerunners found something, made small."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer import check
from summarizer.html import read_page

WORDS = "The harbour master said on Monday that the north quay would stay closed to all ships until the end of May. "


@pytest.mark.parametrize("text", ["", "\u200b\u200b", "\u00ad"], ids=["nothing", "zero width", "soft hyphen"])
def test_a_quote_with_a_place_is_held_against_a_text_of_no_characters(text: str) -> None:
    summary: dict[str, Any] = {"claims": [{"evidence": [{"start": 0, "end": 1, "quote": "T"}]}]}

    assert check(summary, text).rejected == 1


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param("<table><tr><td>" * 5000, id="tables"),
        pytest.param("<ul><li>x" * 2000, id="lists"),
        pytest.param("<blockquote>x" * 5000, id="quotations"),
        pytest.param("<span>a " * 5000, id="spans"),
    ],
)
def test_no_text_is_lost_within_deep_nesting(inside: str) -> None:
    markup = f"<html><body><article>{inside}<p>{WORDS}</p><p>{WORDS * 2}</p></article></body></html>"

    assert WORDS.strip() in read_page(markup, name="'a.html'").text


def test_a_caption_is_not_glued_between_two_sentences() -> None:
    body = f"<p>{WORDS}</p><figure><img src=a.png><figcaption>The quay</figcaption></figure><p>{WORDS}So be it.</p>"

    assert "The quay" not in read_page(f"<html><body><article>{body}</article></body></html>", name="'a.html'").text
