from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.render.highlights import Range, Segment, paragraphs, segments

LENGTH = 30
RANGES = st.lists(st.tuples(st.integers(0, LENGTH + 5), st.integers(0, LENGTH + 5)), max_size=12)


@pytest.mark.parametrize(
    ("ranges", "expected"),
    [
        pytest.param([], [(0, 9, ())], id="none"),
        pytest.param([(2, 5)], [(0, 2, ()), (2, 5, (0,)), (5, 9, ())], id="one"),
        pytest.param([(2, 5), (5, 7)], [(0, 2, ()), (2, 5, (0,)), (5, 7, (1,)), (7, 9, ())], id="adjacent"),
        pytest.param([(0, 9), (3, 4)], [(0, 3, (0,)), (3, 4, (1, 0)), (4, 9, (0,))], id="nested, shortest first"),
        pytest.param([(0, 4), (2, 9)], [(0, 2, (0,)), (2, 4, (0, 1)), (4, 9, (1,))], id="crossing"),
        pytest.param([(3, 3), (9, 12), (5, 4)], [(0, 9, ())], id="empty or outside"),
        pytest.param([(1, 2), (1, 2)], [(0, 1, ()), (1, 2, (0, 1)), (2, 9, ())], id="the same twice"),
    ],
)
def test_segments(ranges: list[Range], expected: list[tuple[int, int, tuple[int, ...]]]) -> None:
    assert list(segments(ranges, 9)) == [Segment(*each) for each in expected]


@given(RANGES, st.sets(st.integers(-2, LENGTH + 2)))
def test_segments_cover_the_text_once_and_know_all_their_ranges(ranges: list[Range], cuts: set[int]) -> None:
    found = list(segments(ranges, LENGTH, cuts))

    assert [n for each in found for n in range(each.start, each.end)] == list(range(LENGTH))
    for each in found:
        for place in range(each.start, each.end):
            assert sorted(each.ranges) == [n for n, (start, end) in enumerate(ranges) if start <= place < end]
    assert cuts & set(range(1, LENGTH)) <= {each.start for each in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("a\nb\n\nc", ["a\nb\n\n", "c"], id="a blank line parts, a line end does not"),
        pytest.param("a\n \t\n\nc\n", ["a\n \t\n\n", "c\n"], id="blanks on the blank line"),
        pytest.param("a" * 121 + "\nb", ["a" * 121 + "\n", "b"], id="a long line is a paragraph"),
        pytest.param("\n\na", ["\n\n", "a"], id="blank lines first"),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == expected


@given(st.text(st.sampled_from("a \t\n")))
def test_paragraphs_are_the_text(text: str) -> None:
    assert "".join(text[start:end] for start, end in paragraphs(text)) == text
