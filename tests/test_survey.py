"""A large model over all assertions: disputes proposed in one call, judged again the other way round in another."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer.errors import AnswerUnreadable, CeilingReached
from summarizer.proposals import Proposal
from summarizer.survey import Hearing, within
from tests.answering import question
from tests.asking import run
from tests.disputing import opposing, says_verdicts, stand, told
from tests.misbehaving import Answer, ScriptedService, says

REITH, ANKER = "Olga Reith", "Piet Anker"
ROWS = told(
    (ANKER, "Anker said he had sent a list of faults."),
    (REITH, "“I never received a list,” Reith said."),
    "The ferry carried 212 people.",
    "The ferry carried 240 people.",
    (REITH, "It carried 260 people, Reith said."),
)
LIST = opposing("Did Reith get the list?", stand("Anker: he sent it.", 1), stand("Reith: she never got it.", 2))
PEOPLE = opposing("How many were on board?", stand("212", 3), stand("240", 4), stand("260", 5))


def heard(service: ScriptedService, *answers: Answer) -> Hearing:
    service.answers(*answers)
    hearing = Hearing(ROWS)
    run(service, hearing.run)
    return hearing


def numbers(hearing: Hearing) -> list[list[list[int]]]:
    return [[[a.sentence.number for a in side.assertions] for side in d.sides] for d in hearing.found]


def test_all_sentences_are_put_in_one_call_with_their_speakers(service: ScriptedService) -> None:
    heard(service, says({"disputes": []}))

    assert question(service.requests[0]).splitlines() == [
        "1 (Piet Anker) Anker said he had sent a list of faults.",
        "2 (Olga Reith) “I never received a list,” Reith said.",
        "3 The ferry carried 212 people.",
        "4 The ferry carried 240 people.",
        "5 (Olga Reith) It carried 260 people, Reith said.",
    ]
    assert len(service.requests) == 1, "without a dispute there is nothing to confirm"


def test_several_disputes_one_of_three_sides(service: ScriptedService) -> None:
    hearing = heard(service, says({"disputes": [LIST, PEOPLE]}), says_verdicts("conflict", "conflict"))

    assert numbers(hearing) == [[[0], [1]], [[2], [3], [4]]]
    assert [d.question for d in hearing.found] == ["Did Reith get the list?", "How many were on board?"]
    assert [d.weight for d in hearing.found] == [2, 1]
    assert [side.position for side in hearing.found[1].sides] == ["212", "240", "260"]


def test_they_are_judged_again_the_other_way_round(service: ScriptedService) -> None:
    heard(service, says({"disputes": [LIST]}), says_verdicts("conflict"))

    assert question(service.requests[1]).splitlines() == [
        "1 Did Reith get the list?",
        "A: (Olga Reith) “I never received a list,” Reith said.",
        "B: (Piet Anker) Anker said he had sent a list of faults.",
    ]


def test_what_can_both_hold_is_refused(service: ScriptedService) -> None:
    hearing = heard(service, says({"disputes": [LIST, PEOPLE]}), says_verdicts("both", "conflict"))

    assert numbers(hearing) == [[[2], [3], [4]]]
    assert [(d.question, reason, detail) for d, reason, detail in hearing.refused] == [
        (
            "Did Reith get the list?",
            "not_supported",
            "asked the other way round, the model finds that both can hold",
        )
    ]


@pytest.mark.parametrize(
    "answer",
    [pytest.param(says("Both, I think."), id="prose"), pytest.param(says({"1": "maybe"}), id="a third verdict")],
)
def test_a_verdict_that_cannot_be_read_refuses(service: ScriptedService, answer: Answer) -> None:
    service.otherwise = lambda request: answer
    hearing = heard(service, says({"disputes": [LIST]}))

    assert (hearing.found, hearing.waiting) == ([], [])
    assert [(reason, detail[:39]) for _, reason, detail in hearing.refused] == [
        ("unreadable_answer", "the judgement on it could not be read: ")
    ]


def test_what_cannot_be_read_is_asked_for_once_more(service: ScriptedService) -> None:
    prose = says("Let me think.")
    hearing = heard(service, prose, says({"disputes": [LIST]}), prose, says_verdicts("conflict"))

    assert numbers(hearing) == [[[0], [1]]]
    assert [question(request).splitlines()[-1] for request in service.requests[1::2]] == [
        "Answer with the JSON object and nothing else."
    ] * 2


@pytest.mark.parametrize(
    ("n", "placed"),
    [
        pytest.param([2, 99], [1], id="a number beyond the last"),
        pytest.param([0, -1, 2], [1], id="zero and below"),
        pytest.param([2, 2], [1], id="twice"),
        pytest.param([1, 2, 3, 4, 5], [0, 1, 2, 3, 4], id="many"),
    ],
)
def test_numbers_that_number_nothing_are_passed_over(service: ScriptedService, n: list[int], placed: list[int]) -> None:
    dispute = opposing("Did Reith get the list?", stand("He sent it.", 1), stand("No.", *n))
    hearing = heard(service, says({"disputes": [dispute]}), says_verdicts("conflict"))

    assert numbers(hearing) == [[[0], placed]]


@pytest.mark.parametrize(
    "dispute",
    [
        pytest.param(opposing("?", stand("He sent it.", 1), stand("No.", 99)), id="a side with unknown sentences"),
        pytest.param(opposing("?", stand("He sent it.", 1)), id="one side"),
        pytest.param(opposing("?"), id="no side"),
    ],
)
def test_what_has_not_two_sides_is_not_judged(service: ScriptedService, dispute: dict[str, Any]) -> None:
    hearing = heard(service, says({"disputes": [dispute]}))

    assert len(hearing.found) == 1
    assert len(service.requests) == 1


def test_a_long_answer_is_no_reason_to_lose_it(service: ScriptedService) -> None:
    long = opposing("Did Reith get the list? " * 9, stand("He sent it. " * 30, 1), stand("No.", 2), why="So. " * 90)
    hearing = heard(service, says({"disputes": [long]}), says_verdicts("conflict"))

    assert numbers(hearing) == [[[0], [1]]]


def test_a_survey_that_cannot_be_read_is_the_caller_s_to_tell(service: ScriptedService) -> None:
    service.otherwise = lambda request: says("There are none.")
    with pytest.raises(AnswerUnreadable):
        run(service, Hearing(ROWS).run)


def test_what_waits_for_its_verdict_at_a_ceiling_is_known(service: ScriptedService) -> None:
    service.answers(says({"disputes": [LIST, PEOPLE]}, prompt_tokens=9_900))
    hearing = Hearing(ROWS)
    with pytest.raises(CeilingReached):
        run(service, hearing.run, max_tokens=10_000)

    assert (len(hearing.waiting), hearing.found, hearing.refused) == (2, [], [])


@pytest.mark.parametrize("put", [ROWS[:0], ROWS[:1]], ids=["nothing", "one sentence"])
def test_less_than_two_sentences_are_not_asked_about(service: ScriptedService, put: tuple[Any, ...]) -> None:
    run(service, Hearing(put).run)

    assert service.requests == []


class TestWithin:
    PROPOSALS = (Proposal(ROWS[2], ROWS[3], 2.0, frozenset()), Proposal(ROWS[0], ROWS[1], 1.0, frozenset()))

    @pytest.mark.parametrize(
        ("characters", "chosen"),
        [
            pytest.param(10_000, [0, 1, 2, 3, 4], id="all"),
            pytest.param(200, [0, 1, 2, 3], id="all that is proposed"),
            pytest.param(100, [2, 3], id="the likeliest"),
            pytest.param(10, [], id="none"),
        ],
    )
    def test_what_one_call_can_hold(self, characters: int, chosen: list[int]) -> None:
        assert [a.sentence.number for a in within(ROWS, self.PROPOSALS, characters)] == chosen
