"""Each sentence shows whether somebody's words are given, and which sentence names the speaker."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.reading import attributed_texts, read


def sources(text: str) -> list[int | None]:
    return [reading.source for reading in read(text).readings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "“It leaks,” said Ann Lee. “It always has. Nobody cares.” The pump was built long ago.",
            [None, 0, 0, None],
            id="after its attribution",
        ),
        pytest.param("“It leaks. It always has,” said Ann Lee.", [1, None], id="before its attribution"),
        pytest.param("Ann Lee said it was old. “It leaks. It always has.”", [None, 0, 0], id="after a reported clause"),
        pytest.param(
            "“It leaks. It always has.” So Ann Lee said later.", [2, 2, None], id="before a sentence about it"
        ),
        pytest.param(
            "“It leaks. It always has.”\n\nAnn Lee said it was old.", [None, None, None], id="other paragraph"
        ),
        pytest.param("“It leaks.”\n\n“It is old,” Ann Lee said.", [None, None], id="a quotation of its own"),
        pytest.param("The crew came. “It leaks.”", [None, None], id="nobody named"),
    ],
)
def test_a_quotation_without_a_cue_finds_the_sentence_that_names_its_speaker(
    text: str, expected: list[int | None]
) -> None:
    assert sources(text) == expected


@pytest.mark.parametrize(
    ("text", "attributed", "firm"),
    [
        pytest.param("The pump stood in the yard.", False, False, id="narration"),
        pytest.param("Ann Lee said it leaked.", True, True, id="verb"),
        pytest.param("Ann Lee found her keys.", True, False, id="weak verb"),
        pytest.param("Ann Lee called it “a kettle that nobody wants.”", True, True, id="weak verb with a quotation"),
        pytest.param("“It leaks and nobody has ever cared for it.”", True, True, id="quotation"),
        pytest.param("The pump, which all call “the kettle”, stood in the yard.", False, False, id="quoted term"),
    ],
)
def test_what_is_shown_and_how_firmly(text: str, attributed: bool, firm: bool) -> None:
    (reading,) = read(text).readings

    assert (reading.attributed, reading.firm) == (attributed, firm)


INTERVIEW = (
    "An interview with Nora Holt.\n\nQ: Why is it low?\n\nA: It has not rained.\n\nQ: Will it?\n\nA: I hope so.\n"
)


def test_an_interviewer_s_turns_are_questions_and_no_claims() -> None:
    readings = read(INTERVIEW).readings

    assert [r.questions for r in readings] == [False, True, False, True, False]
    assert [r.firm for r in readings] == [False, False, True, False, True]
    assert not any(r.attributed for r in readings if r.questions)


def test_the_lines_of_a_notice_are_the_announcer_s() -> None:
    text = (
        "The Plum Agency announced a recall.\n\n"
        "Product: Brill kettles\nHazard: The lid can burst\nRemedy: Return it\n\nThe shop sold many.\n"
    )

    assert sources(text) == [None, 0, 0, 0, None]


def test_a_verb_inside_a_quotation_is_no_cue() -> None:
    text = "“She said it leaked,” Ann Lee said."
    (reading,) = read(text).readings

    assert [(cue.phrase, cue.at) for cue in reading.cues] == [("Ann Lee", text.rindex("said"))]


def test_white_space_of_any_kind_separates_words() -> None:
    (reading,) = read("At the town hall, Ann Lee\u00a0said\u2009that it leaked.").readings

    assert [cue.verb for cue in reading.cues] == ["said"]


@given(attributed_texts())
def test_sources_are_other_sentences_that_name_a_speaker(text: str) -> None:
    found = read(text)

    assert [r.sentence for r in found.readings] == list(found.document.sentences)
    for reading in found.readings:
        assert 0 <= reading.quoted <= 1
        if reading.source is not None:
            named = found.readings[reading.source]
            assert named is not reading
            assert named.cues or named.label


@given(attributed_texts())
def test_cues_stand_in_their_sentence(text: str) -> None:
    for reading in read(text).readings:
        for cue in reading.cues:
            assert reading.sentence.start <= cue.start < cue.end <= reading.sentence.end
