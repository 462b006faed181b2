"""Warnings that a verb of warning shows, and statements that a model has to judge."""

from __future__ import annotations

import pytest
from hypothesis import given

from summarizer.dangers import MOST_JUDGED, candidates, told_dangers
from summarizer.drafts import WarningDraft
from tests.reading import PUMP, attributed_texts, read


def told(text: str) -> list[WarningDraft]:
    found = read(text)
    return told_dangers(found.document, found.readings, found.cast)


def parties(draft: WarningDraft) -> tuple[str | None, str | None, str]:
    return (
        draft.issuer.name if draft.issuer else None,
        draft.recipient.name if draft.recipient else None,
        draft.danger,
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "Ann Lee, a nurse, warned the Dam Office that the wall could burst.",
            ("Ann Lee", "Dam Office", "the wall could burst"),
            id="who, whom and of what",
        ),
        pytest.param(
            "Ann Lee warned the office that the wall could burst.",
            ("Ann Lee", "the office", "the wall could burst"),
            id="a word that begins like of",
        ),
        pytest.param("Ann Lee warned of a flood.", ("Ann Lee", None, "a flood"), id="nobody told"),
        pytest.param(
            "Ann Lee cautioned Ole Dahl against opening the gate.",
            ("Ann Lee", "Ole Dahl", "opening the gate"),
            id="cautioned",
        ),
        pytest.param(
            "The council was warned in June by Ann Lee that the wall would burst.",
            ("Ann Lee", "council", "the wall would burst"),
            id="passive",
        ),
        pytest.param(
            "Officials warn that the lake may flood the road.",
            ("Officials", None, "the lake may flood the road"),
            id="present, plural",
        ),
        pytest.param(
            "“We warned the council that the wall would burst,” said Ann Lee.",
            ("Ann Lee", "the council", "the wall would burst"),
            id="inside a quotation",
        ),
        pytest.param(
            "Ole Dahl, a pilot, left. Mrs. Lee warned him that the wall would burst.",
            ("Lee", "Ole Dahl", "the wall would burst"),
            id="him",
        ),
    ],
)
def test_a_verb_of_warning_shows_one(text: str, expected: tuple[str | None, str | None, str]) -> None:
    assert [parties(draft) for draft in told(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The office issued a warning about floods.", id="noun"),
        pytest.param("Nobody warned the town of it.", id="nobody"),
        pytest.param("She asked whether anybody had warned them of it.", id="question"),
        pytest.param("Ann Lee denied that she had been warned of it.", id="denial"),
        pytest.param("The guild has no right to close the gate, only to warn.", id="of nothing"),
        pytest.param("The wall stood.", id="no verb"),
    ],
)
def test_where_nobody_warns_there_is_no_warning(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "issued"),
    [
        pytest.param("On 3 May Ann Lee warned the council that the wall could burst.", "On 3 May", id="before"),
        pytest.param("Ann Lee warned the council in 2019 that the wall could burst.", "in 2019", id="next to it"),
        pytest.param("Two weeks earlier Ann Lee had warned of a flood.", "Two weeks earlier", id="earlier"),
        pytest.param("Ann Lee warned that the wall would burst by 2030.", None, id="time of the danger"),
        pytest.param("Ann Lee, who left in 2019, warned of a flood.", None, id="time of something else"),
    ],
)
def test_when_it_was_issued(text: str, issued: str | None) -> None:
    assert [draft.issued for draft in told(text)] == [issued]


def test_what_the_recipient_did_follows() -> None:
    (draft,) = told("Ann Lee warned the Dam Office of a flood. The office answered that the wall was sound. It rained.")

    assert draft.response == "The office answered that the wall was sound."


def test_an_answer_in_another_paragraph_is_none() -> None:
    (draft,) = told("Ann Lee warned the Dam Office of a flood.\n\nThe office answered that all was well that day.")

    assert draft.response is None


class TestCandidates:
    def numbers(self, text: str, told: frozenset[int] = frozenset()) -> list[int]:
        found = read(text)
        return [r.sentence.number for r in candidates(found.document, found.readings, set(told))]

    def test_statements_of_possible_harm_and_orders_not_to(self) -> None:
        text = (
            "“If the gate opens, men will drown,” Ann Lee said. She told Ole Dahl not to open it. The wall could "
            "burst. “It is a fine day,” she said."
        )

        assert self.numbers(text) == [0, 1]

    def test_what_is_told_is_not_judged_again(self) -> None:
        assert self.numbers("“If the gate opens, men will drown,” Ann Lee said.", frozenset({0})) == []

    def test_denials_are_not_judged(self) -> None:
        assert self.numbers("Ann Lee denied that the wall could burst and kill people.") == []

    def test_there_are_not_too_many(self) -> None:
        assert len(self.numbers("“If the gate opens, men will drown,” Ann Lee said. " * 40)) == MOST_JUDGED


@given(attributed_texts())
def test_a_danger_is_in_the_words_of_its_sentence(text: str) -> None:
    found = read(text)
    for draft in told(text):
        words = " ".join(found.document.words(found.document.sentences[draft.sentences[0]]).split())
        assert draft.danger
        assert draft.danger in words
        assert draft.issued is None or draft.issued in words


def test_the_article_s_warning() -> None:
    (draft,) = told(PUMP.replace("had warned the council", "warned the council"))

    assert parties(draft) == ("Tom Hales", "the council", "the shaft would crack in frost")
    assert draft.issued == "on 12 March"
