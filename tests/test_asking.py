"""No answer is lost and no failure is silent: what is asked again, what is halved, what stays unread."""

from __future__ import annotations

from typing import Any

import pytest

from summarizer.errors import CeilingReached, ServiceRefused, SummarizerError
from summarizer.models import Summary, Unread
from tests.answering import answering, claimed, found, numbered, pieces, proves_itself, question, summarised
from tests.misbehaving import Answer, Request, ScriptedService, fails, says
from tests.reading import PUMP

HALES = claimed(5, "Tom Hales", "He had warned the council on 12 March of a crack.", key=True)
WRONG = claimed(4, "Mira Oldfield", "A new pump would cost £95,000.")
RIGHT = claimed(1, "Mira Oldfield", "A new pump would cost £90,000.")
TRUNCATED = says('{"claims":[{"n":', finish_reason="length")
NOTHING = says(found())


def statements(summary: Summary) -> list[str]:
    return [claim.statement for claim in summary.claims if claim.statement_origin == "model"]


def of_text(summary: Summary) -> list[Unread]:
    """What of the text was not read; a remark on what was not looked for has no place in it."""
    return [unread for unread in summary.coverage.unread if unread.end > unread.start]


class TestItemsThatFail:
    def test_they_are_asked_for_once_more_alone_with_the_reason(self, service: ScriptedService) -> None:
        service.answers(says(found(HALES, WRONG)), says(found(RIGHT)))
        summary = summarised_whole(service)

        again = question(service.requests[1])
        assert pieces(service)[1:] == [{1: "She added that a new pump would cost £90,000."}]
        assert "Wrong in the last answer:\n- 95000 is not in sentence 4 or beside it" in again
        assert statements(summary) == ["A new pump would cost £90,000.", HALES["says"]]
        assert not [r for r in summary.rejected if "n" in r.item]

    def test_what_fails_twice_is_rejected_with_its_reason(self, service: ScriptedService) -> None:
        service.answers(says(found(HALES, WRONG)), says(found(WRONG | {"n": 1})))
        summary = summarised_whole(service)

        (rejected,) = [r for r in summary.rejected if "n" in r.item]
        assert len(pieces(service)) == 2
        assert rejected.reasons == ("number_not_in_evidence",)
        assert rejected.detail == "95000 is not in sentence 1 or beside it"
        assert summary.text[rejected.item["start"] : rejected.item["end"]].startswith("She added")
        assert statements(summary) == [HALES["says"]]

    def test_an_item_about_no_sentence_is_rejected_at_once(self, service: ScriptedService) -> None:
        service.answers(says(found(HALES, HALES | {"n": 99})))
        summary = summarised_whole(service)

        assert len(pieces(service)) == 1
        assert [r.reasons for r in summary.rejected if "n" in r.item] == [("unknown_sentence",)]

    def test_they_are_not_lost_when_the_service_ends_before_the_second_answer(self, service: ScriptedService) -> None:
        service.answers(says(found(HALES, WRONG)))
        service.otherwise = lambda request: fails(401, "no such key")
        with pytest.raises(ServiceRefused) as raised:
            summarised(service, PUMP)

        partial: Summary = raised.value.partial  # type: ignore[attr-defined]
        assert [r.reasons for r in partial.rejected if "n" in r.item] == [("number_not_in_evidence",)]
        assert statements(partial) == [HALES["says"]]
        assert of_text(partial) == []

    def test_a_second_answer_that_is_no_use_leaves_them_rejected(self, service: ScriptedService) -> None:
        service.answers(says(found(HALES, WRONG)), says("Sorry!"))
        summary = summarised_whole(service)

        assert [r.reasons for r in summary.rejected if "n" in r.item] == [("number_not_in_evidence",)]
        assert summary.coverage.unread == ()


class TestAnswersThatAreCutOff:
    def test_halves_are_asked_and_nothing_is_asked_or_told_twice(self, service: ScriptedService) -> None:
        def about(request: Request) -> Answer:
            sentences = numbered(request)
            if len(sentences) > 2:
                return TRUNCATED
            hales = [n for n, words in sentences.items() if words.startswith("Tom Hales")]
            return says(found(*(HALES | {"n": n} for n in hales)))

        service.otherwise = answering(about)
        summary = summarised(service, PUMP)

        whole, *halves = pieces(service)
        read = [words for sentences in halves if len(sentences) <= 2 for words in sentences.values()]
        assert sorted(read) == sorted(whole.values())
        assert statements(summary) == [HALES["says"]]
        assert summary.coverage.unread == ()
        assert proves_itself(summary)

    def test_a_single_sentence_that_is_always_cut_off_is_unread(self, service: ScriptedService) -> None:
        service.otherwise = answering(
            lambda request: TRUNCATED if any("filed it" in s for s in numbered(request).values()) else NOTHING
        )
        summary = summarised(service, PUMP)

        (unread,) = summary.coverage.unread
        assert summary.text[unread.start : unread.end] == "“They filed it under weather,” he said."
        assert unread.reason
        assert summary.coverage.read == summary.coverage.characters - (unread.end - unread.start)
        assert summary.coverage.partial is False

    def test_when_the_service_ends_only_the_halves_without_an_answer_are_unread(self, service: ScriptedService) -> None:
        service.answers(TRUNCATED, NOTHING)
        service.otherwise = lambda request: fails(401, "no such key")
        with pytest.raises(ServiceRefused) as raised:
            summarised(service, PUMP)

        partial: Summary = raised.value.partial  # type: ignore[attr-defined]
        (unread,) = of_text(partial)
        assert (unread.start, unread.end) == (PUMP.index("Tom Hales"), len(PUMP.rstrip()))


class TestAnswersThatCannotBeRead:
    def test_they_are_asked_for_again_once(self, service: ScriptedService) -> None:
        service.answers(says("I found one claim."), says(found(HALES)))
        summary = summarised_whole(service)

        assert question(service.requests[1]) == (
            f"{question(service.requests[0])}\n\nAnswer with the JSON object and nothing else."
        )
        assert statements(summary) == [HALES["says"]]
        assert summary.coverage.unread == ()

    def test_a_service_that_refuses_the_second_question_ends_it(self, service: ScriptedService) -> None:
        service.answers(says("I found one claim."))
        service.otherwise = lambda request: fails(401, "no such key")

        with pytest.raises(ServiceRefused):
            summarised(service, PUMP)
        assert len(service.requests) == 2

    def test_after_the_second_the_piece_is_unread(self, service: ScriptedService) -> None:
        service.answers(says("I found one claim."), says("Really."))
        summary = summarised_whole(service)

        (unread,) = summary.coverage.unread
        assert len(pieces(service)) == 2
        assert unread.reason.startswith("unreadable answer: ")
        assert (unread.start, unread.end) == (0, len(PUMP.rstrip()))
        assert summary.coverage.read <= 8  # white space between the sentences is all that is left
        assert summary.claims, "what the words themselves show is still told"


LONG = "\n\n".join(" ".join(f"Crate {block}{n} came to the quay." for n in range(10, 40)) for block in (1, 2, 3))
LONG = f"{LONG} “It was late,” said Ann Lee, a clerk. “Nobody had counted the crates,” she said."


class TestPiecesOfALongArticle:
    def test_each_is_asked_once(self, service: ScriptedService) -> None:
        service.otherwise = answering(lambda request: NOTHING)
        summary = summarised(service, LONG)

        asked = [words for sentences in pieces(service) for words in sentences.values()]
        assert len(pieces(service)) == summary.coverage.passages == 3
        assert len(asked) == len(set(asked)) == 92

    @pytest.mark.parametrize(
        ("settings", "last", "kind"),
        [
            pytest.param({}, fails(401, "no such key"), ServiceRefused, id="service refuses"),
            pytest.param({"max_tokens": 20_000}, says(found(), prompt_tokens=19_000), CeilingReached, id="ceiling"),
        ],
    )
    def test_what_was_finished_survives_the_end_of_the_service(
        self, service: ScriptedService, settings: dict[str, Any], last: Answer, kind: type[SummarizerError]
    ) -> None:
        service.answers(says(found()), last)
        service.otherwise = lambda request: fails(401, "no such key")
        with pytest.raises(kind) as raised:
            summarised(service, LONG, jobs=1, **settings)

        partial: Summary = raised.value.partial  # type: ignore[attr-defined]
        assert partial.coverage.partial is True
        assert partial.coverage.passages == 3
        assert {u.reason for u in of_text(partial)} == {str(raised.value)}
        told = [u.reason for u in partial.coverage.unread if u not in of_text(partial)]
        assert told == [f"contradictions were not looked for: {raised.value}"]
        assert 0 < partial.coverage.read < partial.coverage.characters
        assert of_text(partial)[-1].end == len(LONG)
        assert proves_itself(partial)

    def test_a_service_that_ends_is_not_asked_on(self, service: ScriptedService) -> None:
        service.answers(says(found()))
        service.otherwise = lambda request: fails(401, "no such key")
        with pytest.raises(ServiceRefused):
            summarised(service, LONG, jobs=1)

        assert len(service.requests) == 2


def summarised_whole(service: ScriptedService) -> Summary:
    """The summary of the short article; whatever is asked beyond the queue is an overview."""
    service.otherwise = answering(lambda request: fails(400, "nothing more is to be asked"))
    summary = summarised(service, PUMP, jobs=1)
    assert proves_itself(summary)
    return summary
