"""Whose words a sentence carries: one bearer is one name throughout, by whatever words the text points."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.reading import attributed_texts, read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Ann Lee, a spokeswoman, said it leaked. Ole Dahl, the chairman, disagreed. He said it was dry. She "
            "laughed, and said it was not.",
            ["Ann Lee", "Ole Dahl", "Ole Dahl", "Ann Lee"],
            id="he and she by role",
        ),
        pytest.param(
            "Mr. Varga said it was low. Mrs. Holt said it was full. He denied that. She insisted.",
            ["Varga", "Holt", "Varga", "Holt"],
            id="he and she by title",
        ),
        pytest.param(
            "Mr Varga said it was low. Mrs Holt said it was full. He denied that. She insisted.",
            ["Varga", "Holt", "Varga", "Holt"],
            id="titles without a full stop",
        ),
        pytest.param(
            "Ann Lee, a plumber, said it leaked. “It is old,” she said. Ole Dahl, a pilot, said it was dry. “It is "
            "new,” he said. She said she would look.",
            ["Ann Lee", "Ann Lee", "Ole Dahl", "Ole Dahl", "Ann Lee"],
            id="he and she as learned from the text",
        ),
        pytest.param(
            "Ann Lee, a plumber, had doubts. “It leaks,” she said.", [None, "Ann Lee"], id="named before without a verb"
        ),
        pytest.param("“It leaks,” she said.", [None], id="she without anybody"),
        pytest.param(
            "The Coast Agency inspected it in June. It said the piles were rotten.", [None, "Coast Agency"], id="it"
        ),
        pytest.param(
            "The log of the office lists nine boats. It shows that the pier was shut.",
            ["The log of the office", "The log of the office"],
            id="it, a document",
        ),
        pytest.param(
            "Two engineers at the plant said it was worn. They said nobody came.",
            ["Two engineers at the plant"] * 2,
            id="they",
        ),
    ],
)
def test_pronouns(text: str, expected: list[str | None]) -> None:
    assert read(text).names() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nora Holt said it was low. Holt blamed the heat.", ["Nora Holt"] * 2, id="surname"),
        pytest.param("Then Holt said it was low. “It is,” Nora Holt said.", ["Nora Holt"] * 2, id="full name later"),
        pytest.param("Professor Irena Kovac said so. Kovach said why.", ["Irena Kovac"] * 2, id="spelling"),
        pytest.param(
            "Imre Karlin said so. Carlin said why.", ["Imre Karlin", "Carlin"], id="another initial is another"
        ),
        pytest.param("Dr. Nora Holt said so. Dr. Holt said why.", ["Nora Holt"] * 2, id="title"),
        pytest.param(
            "The Regional Water Board (RWB) said it was low. The RWB denied that. The board said why.",
            ["Regional Water Board"] * 3,
            id="acronym in brackets",
        ),
        pytest.param(
            "Brill Works said sales fell. The company denied that it would close.",
            ["Brill Works"] * 2,
            id="the company",
        ),
        pytest.param(
            "Governor Nora Holt opened the dam. The governor said it would hold.",
            [None, "Nora Holt"],
            id="title as noun",
        ),
        pytest.param(
            "Imre Varga, an engineer, was there. The engineer denied that.", [None, "Imre Varga"], id="role as noun"
        ),
    ],
)
def test_one_bearer_is_one_name(text: str, expected: list[str | None]) -> None:
    assert read(text).names() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The Coast Agency inspected it in June. Its report warned that it would sink.",
            [None, "Coast Agency"],
            id="its report",
        ),
        pytest.param(
            "Ann Lee said it leaked. Lee’s letter said it was old.", ["Ann Lee", "Ann Lee"], id="somebody's letter"
        ),
        pytest.param(
            "Ann Lee said it leaked. Her spokesman declined to give a date.",
            ["Ann Lee", "Her spokesman"],
            id="her spokesman",
        ),
        pytest.param(
            "Two engineers said it was worn. One of them said that a new one was late. The other said nothing came.",
            ["Two engineers"] * 3,
            id="one of them",
        ),
    ],
)
def test_words_that_belong_to_somebody(text: str, expected: list[str | None]) -> None:
    assert read(text).names() == expected


def test_who_only_passes_words_on_is_via() -> None:
    found = read(
        "Ann Lee lives at the quay. Ole Dahl, a pilot, keeps the log. According to Dahl, Lee replied that it was dry."
    )

    assert (found.name(2), found.via(2)) == ("Ann Lee", "Ole Dahl")


def test_according_to_alone_names_the_speaker() -> None:
    found = read("Ole Dahl keeps the log. According to Dahl, it was dry.")

    assert (found.name(1), found.via(1)) == ("Ole Dahl", None)


def test_labels_in_capitals_are_the_people_named_elsewhere() -> None:
    text = (
        "HOLT: Did it leak?\n\nVARGA: It did. At noon.\n\nHOLT: Who saw it?\n\nVARGA: I did.\n\n"
        "Nora Holt chairs the panel. Imre Varga is a pilot.\n"
    )

    assert read(text).names() == ["Nora Holt", "Imre Varga", "Imre Varga", "Nora Holt", "Imre Varga", None, None]


def test_a_letter_before_an_answer_is_nobody_s_name() -> None:
    assert (
        read("A talk with Nora Holt.\n\nQ: Why?\n\nA: It is dry.\n\nQ: Still?\n\nA: Yes, still.\n").names()[2] is None
    )


def test_a_body_that_tells_the_text_speaks_as_we() -> None:
    text = (
        "We are sorry. At Plum Bank our service failed. Our staff found the fault. We will pay for the harm. "
        "We did not lose our customers’ money. It hurt us all."
    )
    found = read(text)

    assert [found.name(n) for n in (0, 3, 4)] == ["Plum Bank"] * 3
    assert found.readings[3].cues[0].stance == "promises"
    assert found.readings[4].cues[0].stance == "denies"


def test_the_lines_of_a_notice_are_the_announcer_s() -> None:
    text = "The Plum Agency announced a recall.\n\nProduct: Kettles\nHazard: The lid can burst\nRemedy: Return it\n"

    assert read(text).names() == ["Plum Agency"] * 4


def test_somebody_asked_about_is_not_the_speaker() -> None:
    text = "Imre Varga runs the port. Asked whether Varga denied that it leaked, Ann Lee declined to comment."

    assert read(text).name(1) == "Ann Lee"


def test_a_pronoun_s_object_is_never_the_one_who_speaks() -> None:
    found = read("Ann Lee, a nurse, met Ole Dahl, a pilot. Mrs. Holt warned him.")
    sentence = found.document.sentences[1]
    speaker = found.cast.bearer_of(1)
    him = found.cast.object_pronoun("him", sentence, sentence.end - 4, speaker)

    assert speaker is not None
    assert him is not None
    assert him.name in {"Ole Dahl", "Ann Lee"}
    assert him.name != speaker.name


def test_a_model_s_answer_is_resolved_like_the_article_s_words() -> None:
    found = read("Nora Holt left. The wall stood.")
    bearer = found.cast.at_phrase("Holt", found.document.sentences[1])

    assert bearer is not None
    assert (bearer.name, bearer.phrase) == ("Nora Holt", "Holt")


@given(attributed_texts())
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text).names() == read(text).names()


@given(attributed_texts())
def test_a_bearer_s_phrase_stands_in_the_text(text: str) -> None:
    found = read(text)
    folded = " ".join(text.split()).casefold()
    for reading in found.readings:
        bearer = found.cast.bearer_of(reading.sentence.number)
        if bearer:
            assert bearer.phrase.casefold() in folded
            assert bearer.entity is None or found.cast.entities[bearer.entity].name == bearer.name
