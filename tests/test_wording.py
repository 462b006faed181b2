"""A statement is a contiguous part of its sentence, without the words of its attribution."""

from __future__ import annotations

import pytest
from hypothesis import given

from summarizer.wording import stance, statement
from tests.reading import attributed_texts, cues, read


def stated(sentence: str) -> str:
    """The statement of the last sentence of a text."""
    found = read(sentence)
    start, end = statement(found.document, found.readings[-1])
    return found.document.text[start:end]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("Ann Lee said that the pump had failed.", "the pump had failed.", id="that"),
        pytest.param("Ann Lee said the pump had failed.", "the pump had failed.", id="without that"),
        pytest.param("Ann Lee told the crew on Monday that it had failed.", "it had failed.", id="to whom and when"),
        pytest.param("“The pump had failed,” said Ann Lee, a nurse.", "The pump had failed", id="quotation, inverted"),
        pytest.param("“The pump had failed,” Ann Lee said.", "The pump had failed", id="quotation before"),
        pytest.param("“The pump had failed,” Lee said, and denied that it was old.", "The pump had failed", id="and"),
        pytest.param("Ann Lee said “the pump had failed.”", "the pump had failed.", id="quotation behind"),
        pytest.param("Lee said the wall “will burst” by May.", "the wall “will burst” by May.", id="quotation inside"),
        pytest.param("“It leaks and it always has.”", "It leaks and it always has.", id="nothing but a quotation"),
        pytest.param("Status page: “All pumps are down.”", "All pumps are down.", id="label"),
        pytest.param("Lee declined to comment on it.", "Lee declined to comment on it.", id="declining"),
        pytest.param("Lee accused the council of it.", "Lee accused the council of it.", id="no clause"),
        pytest.param("Lee called the pump a kettle.", "Lee called the pump a kettle.", id="weak"),
        pytest.param("“It leaks,” Lee said.", "“It leaks,” Lee said.", id="too short to stand alone"),
    ],
)
def test_the_attribution_is_cut_off(sentence: str, expected: str) -> None:
    assert stated(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "words", "expected"),
    [
        pytest.param("Lee denied it.", "it", "denies", id="verb"),
        pytest.param("Lee warned of it.", "it", "predicts", id="verb of warning"),
        pytest.param("Lee said it.", "Nobody had told us", "denies", id="nobody"),
        pytest.param("Lee said it.", "The crew did not know", "denies", id="did not"),
        pytest.param("Lee said it.", "There was no letter", "denies", id="there was no"),
        pytest.param("Lee said it.", "You must leave the valley", "demands", id="must"),
        pytest.param("Lee said it.", "Leave the valley", "demands", id="leave at the beginning"),
        pytest.param("Lee said it.", "We will mend the pump", "promises", id="we will"),
        pytest.param("Lee said it.", "it would pay the crew", "promises", id="it would"),
        pytest.param("Lee said it.", "The wall will burst", "predicts", id="will"),
        pytest.param("Lee said it.", "The wall is going to burst", "predicts", id="going to"),
        pytest.param("Lee said it.", "The wall burst", "asserts", id="plain"),
        pytest.param("The wall burst.", "The wall burst", "asserts", id="without a cue"),
        pytest.param("Lee promised it.", "nobody would know", "promises", id="the verb before the words"),
    ],
)
def test_the_stance_is_the_verb_s_or_else_the_words(sentence: str, words: str, expected: str) -> None:
    found = cues(sentence)

    assert stance(words, found[0] if found else None) == expected


@given(attributed_texts())
def test_a_statement_is_a_part_of_its_sentence(text: str) -> None:
    found = read(text)
    for reading in found.readings:
        start, end = statement(found.document, reading)
        assert reading.sentence.start <= start < end <= reading.sentence.end
        assert found.document.text[start:end].strip() == found.document.text[start:end]


@pytest.mark.parametrize(
    "sentence",
    [
        "“It “really” leaks a lot,” said Ann Lee.",
        'Ann Lee said "it leaks" and "it always has leaked".',
        "“It leaks,” Ann Lee said. “It has leaked for years.”",
        "Lee said that the “old pump” had failed.",
        "“The ‘old pump’ had failed,” Lee said.",
    ],
)
def test_the_marks_of_a_statement_are_in_pairs(sentence: str) -> None:
    words = stated(sentence)

    assert words.count("“") == words.count("”")
    assert words.count('"') % 2 == 0
