"""The phrase next to a verb that names who speaks."""

from __future__ import annotations

import pytest

from summarizer.subjects import BLANK, left_phrase, name_before_relative, opening_subject, right_phrase

Span = tuple[int, int] | None


def cut(text: str, span: Span) -> str | None:
    return None if span is None else text[slice(*span)]


@pytest.mark.parametrize(
    ("left", "expected"),
    [
        ("Ann Lee ", "Ann Lee"),
        ("On Monday Ann Lee ", "Ann Lee"),
        ("Ann Lee, a plumber, ", "Ann Lee"),
        ("The pump leaked; the crew ", "the crew"),
        ("But the crew later ", "the crew"),
        ("It leaked, and she ", "she"),
        ("The letter it sent ", "it"),
        ("In the yard ", None),
        ("Speaking of pumps ", None),
        ("The ", None),
        ("", None),
        ("A " + "very " * 30 + "old man ", None),
    ],
)
def test_the_subject_before_a_verb(left: str, expected: str | None) -> None:
    assert cut(left, left_phrase(left)) == expected


@pytest.mark.parametrize(
    ("right", "expected"),
    [
        ("Ann Lee, a plumber.", "Ann Lee"),
        ("a plumber, Ann Lee.", "Ann Lee"),
        ("Dr. Ann Lee on Monday.", "Dr. Ann Lee"),
        ("the crew that came.", "the crew"),
        ("she.", "she"),
        ("her.", None),
        ("loudly.", None),
        (f"Ann Lee {BLANK * 4}", "Ann Lee"),
    ],
)
def test_the_subject_behind_a_verb(right: str, expected: str | None) -> None:
    assert cut(right, right_phrase(right, 0)) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [("She left.", "She"), ("Ann Lee left.", "Ann Lee"), ("On Monday it rained.", None), ("pumps leak.", None)],
)
def test_the_subject_that_opens_a_sentence(sentence: str, expected: str | None) -> None:
    assert cut(sentence, opening_subject(sentence)) == expected


@pytest.mark.parametrize(
    ("left", "expected"),
    [("He met Ann Lee,", "Ann Lee"), ("a note,", "a note")],
)
def test_the_noun_before_a_relative_pronoun(left: str, expected: str) -> None:
    assert cut(left, name_before_relative(left)) == expected
