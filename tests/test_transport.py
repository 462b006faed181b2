"""Faults of the transport: which are tried again, and what reaches the caller."""

from __future__ import annotations

import asyncio
import logging
import traceback

import pytest

from summarizer.errors import (
    AnswerError,
    ServiceRefused,
    ServiceUnreachable,
    SummarizerError,
)
from summarizer.llm import Client
from tests.asking import GOOD, KEY, Time, ask, ask_and_count, run
from tests.misbehaving import (
    HALF_JSON,
    PAGE,
    RESET,
    Answer,
    ScriptedService,
    completion,
    cut_short,
    fails,
    overloaded,
    says,
)


class TestTransport:
    @pytest.mark.parametrize(
        "fault",
        [
            pytest.param(overloaded(), id="429"),
            pytest.param(fails(500), id="500"),
            pytest.param(fails(503), id="503"),
            pytest.param(RESET, id="reset"),
            pytest.param(cut_short(GOOD), id="cut short"),
            pytest.param(HALF_JSON, id="half a body"),
        ],
    )
    def test_what_may_pass_is_tried_again(self, service: ScriptedService, fault: Answer) -> None:
        service.answers(fault, fault, GOOD)

        result, usage = run(service, ask_and_count)

        assert (result, usage.calls, usage.retries) == ([1], 3, 2)

    def test_what_calls_itself_json_and_is_none_is_named(self, service: ScriptedService) -> None:
        service.otherwise = lambda request: Answer(b"Not here", content_type="application/json")

        with pytest.raises(
            ServiceUnreachable, match=r"gave no whole JSON to the last try \(Expecting value.*ends in /v1$"
        ):
            run(service, ask, time=Time())

    @pytest.mark.parametrize("status", [400, 401, 403, 404, 422])
    def test_what_cannot_pass_is_not_tried_again(self, service: ScriptedService, status: int) -> None:
        service.answers(fails(status, "no"), GOOD)

        with pytest.raises(ServiceRefused, match=f"answered {status}"):
            run(service, ask)
        assert len(service.requests) == 1

    def test_a_used_up_quota_is_not_an_overload(self, service: ScriptedService) -> None:
        service.answers(fails(429, "You exceeded your current quota", code="insufficient_quota"), GOOD)

        with pytest.raises(ServiceRefused, match="quota"):
            run(service, ask)
        assert len(service.requests) == 1

    @pytest.mark.parametrize("fault", [fails(503), RESET], ids=["status", "connection"])
    def test_tries_run_out(self, service: ScriptedService, fault: Answer) -> None:
        service.otherwise = lambda request: fault

        with pytest.raises(ServiceUnreachable):
            run(service, ask)
        assert len(service.requests) == 6

    @pytest.mark.parametrize("others", [False, True], ids=["nobody", "others"])
    def test_an_error_knows_whether_others_were_answered(self, service: ScriptedService, others: bool) -> None:
        service.otherwise = lambda request: fails(503) if request.body["messages"][1]["content"] == "this" else GOOD

        async def use(client: Client) -> bool:
            if others:
                error, _ = await asyncio.gather(ask(client, "this"), ask(client, "that"), return_exceptions=True)
            else:
                await ask(client, "that")  # before, which says nothing of now
                (error,) = await asyncio.gather(ask(client, "this"), return_exceptions=True)
            assert isinstance(error, ServiceUnreachable)
            return error.others_answered

        assert run(service, use, jobs=2) is others

    def test_waits_grow(self, service: ScriptedService) -> None:
        time = Time()
        service.otherwise = lambda request: fails(503)

        with pytest.raises(ServiceUnreachable):
            run(service, ask, time=time)
        assert [least <= wait <= least + 1 for least, wait in zip((1, 2, 4, 8, 16), time.waits, strict=True)] == [
            True
        ] * 5

    def test_the_wait_that_was_asked_for_is_kept(self, service: ScriptedService) -> None:
        time = Time()
        service.answers(overloaded(retry_after="21"), GOOD)
        run(service, ask, time=time)

        assert time.waits == [21.0]

    def test_a_wait_that_the_run_has_no_time_for_is_not_begun(self, service: ScriptedService) -> None:
        time = Time()
        service.answers(overloaded(retry_after="3600"), GOOD)

        with pytest.raises(ServiceUnreachable, match="asks to wait 3600 s"):
            run(service, ask, time=time)
        assert time.waits == []

    def test_nobody_listening_is_told_after_a_few_tries(self, service: ScriptedService) -> None:
        with ScriptedService() as gone:
            pass
        time = Time()

        with pytest.raises(ServiceUnreachable, match=r"no connection to openai/any.*check the connection, --base-url"):
            run(gone, ask, time=time)
        assert len(time.waits) == 2

    def test_a_page_instead_of_json_hints_at_the_base_url(self, service: ScriptedService) -> None:
        service.answers(PAGE, GOOD)

        with pytest.raises(ServiceRefused, match="is the base URL right"):
            run(service, ask)


EVERY_FAULT = [
    *(
        fails(status, f"your key {KEY} is \x1b[31mwrong\x1b[0m\nor so")
        for status in (302, 400, 401, 403, 404, 409, 418, 422)
    ),
    *(fails(status, f"{KEY} again") for status in (429, 500, 502, 503, 504, 529)),
    RESET,
    PAGE,
    HALF_JSON,
    cut_short(GOOD),
    says(f"{KEY} is no JSON"),
    says('{"n":[', finish_reason="length"),
    completion({}),
    completion({"message": {"role": "assistant"}, "finish_reason": "stop"}),
    Answer(b""),
    Answer(b"[]"),
    Answer(b"null"),
    Answer(b"\xff\xfe", content_type="application/json"),
    Answer(b"{}", status=500),
    Answer(b"", status=503, content_type="text/plain"),
]


@pytest.mark.parametrize("fault", EVERY_FAULT, ids=range(len(EVERY_FAULT)))
class TestTheBorder:
    def test_only_our_own_errors_pass_it(self, service: ScriptedService, fault: Answer) -> None:
        service.otherwise = lambda request: fault

        with pytest.raises((ServiceUnreachable, ServiceRefused, AnswerError)) as raised:
            run(service, ask)
        message = str(raised.value)
        assert message.isprintable()
        assert len(message) < 500

    def test_the_key_is_never_shown(
        self,
        service: ScriptedService,
        fault: Answer,
        caplog: pytest.LogCaptureFixture,
        capfd: pytest.CaptureFixture[str],
    ) -> None:
        service.otherwise = lambda request: fault
        caplog.set_level(logging.DEBUG)

        with pytest.raises(SummarizerError) as raised:
            run(service, ask)
        told = "".join(traceback.format_exception(raised.value))
        assert KEY not in told + caplog.text + "".join(capfd.readouterr())
