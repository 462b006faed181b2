"""Quotations are found with their marks, also where a mark is missing, and never across paragraphs."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.quotes import quotations


def quoted(text: str) -> list[tuple[str, bool]]:
    """The quotations of one paragraph and whether they are closed."""
    return [(text[q.start : q.end], q.closed) for q in quotations(text, [(0, len(text))])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“It leaks,” she said. “Still.”", ["“It leaks,”", "“Still.”"], id="curly"),
        pytest.param('"It leaks," she said. "Still."', ['"It leaks,"', '"Still."'], id="straight"),
        pytest.param("„Es tropft“, sagte sie. „Noch.“", ["„Es tropft“", "„Noch.“"], id="German"),
        pytest.param("„Es tropft”, sagte sie.", ["„Es tropft”"], id="German opening, English closing"),
        pytest.param(
            "Sie sagte: »Es tropft«, und: »Noch.«", ["»Es tropft«", "»Noch.«"], id="guillemets that point inwards"
        ),
        pytest.param("« Ça fuit », dit-elle. «Encore.»", ["« Ça fuit »", "«Encore.»"], id="guillemets"),
        pytest.param(
            "‘It leaks,’ she said. ‘It’s old.’", ["‘It leaks,’", "‘It’s old.’"], id="single, with an apostrophe"
        ),
        pytest.param(
            "“She called it ‘dry’ then,” he said.", ["“She called it ‘dry’ then,”"], id="single within double"
        ),
        pytest.param("The pump’s lid and the men’s boots.", [], id="apostrophes"),
        pytest.param("The boats’ crews and the rock ’n’ roll band.", [], id="apostrophes at the ends of words"),
        pytest.param("She said so,” and left.", [], id="closing mark alone"),
        pytest.param("She left.", [], id="none"),
        pytest.param("“We are late [”, she said.", ["“We are late [”"], id="stray bracket"),
    ],
)
def test_pairs_of_marks_are_found(text: str, expected: list[str]) -> None:
    assert quoted(text) == [(words, True) for words in expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("“It leaks, she said. Then she left.", "“It leaks,", id="to the attribution"),
        pytest.param("“Why? she said. He said no more.", "“Why?", id="to the attribution of a question"),
        pytest.param("“It leaks, Holt told them.", "“It leaks,", id="to the attribution with a name"),
        pytest.param("“It leaks and nobody cares", "“It leaks and nobody cares", id="to the end of the paragraph"),
    ],
)
def test_an_unclosed_quotation_reaches_to_its_attribution(text: str, expected: str) -> None:
    assert quoted(text) == [(expected, False)]


def test_an_unclosed_quotation_ends_with_its_sentence_when_another_opens() -> None:
    assert quoted("“It leaks. “Still,” she said.") == [("“It leaks.", False), ("“Still,”", True)]


def test_single_marks_count_only_where_there_are_no_double_ones() -> None:
    assert quoted("‘It leaks,’ she said; “no,” he said.") == [("“no,”", True)]


def test_no_quotation_crosses_a_paragraph() -> None:
    text = "“It leaks.\n\n“It is old,” she said."
    found = quotations(text, [(0, 10), (12, len(text))])

    assert [(text[q.start : q.end], q.closed) for q in found] == [("“It leaks.", False), ("“It is old,”", True)]


@given(st.lists(st.text(alphabet='ab “”"„«»‘’.,? said\n', max_size=40), max_size=5))
def test_quotations_are_ordered_apart_and_inside_paragraphs(paragraphs: list[str]) -> None:
    text = "\n\n".join(paragraphs)
    spans, at = [], 0
    for paragraph in paragraphs:
        spans.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    found = quotations(text, spans)

    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(q.start < q.end and any(s <= q.start and q.end <= e for s, e in spans) for q in found)
    assert all(text[q.start] in '“„«»"‘' for q in found)
