"""The client against a real server on loopback that misbehaves on purpose."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import Any, ClassVar, Literal

import pytest
from pydantic import BaseModel

from summarizer.errors import (
    AnswerTruncated,
    AnswerUnreadable,
    CeilingReached,
    Stopped,
)
from summarizer.llm import Client
from summarizer.models import Usage
from summarizer.settings import Settings
from tests.asking import GOOD, Numbers, Time, ask, ask_and_count, run
from tests.misbehaving import (
    Answer,
    ScriptedService,
    calls_tool,
    completion,
    fails,
    overloaded,
    says,
)


class TestAsking:
    def test_an_answer_comes_in_the_form_asked_for(self, service: ScriptedService) -> None:
        service.answers(GOOD)

        assert run(service, ask) == [1]

    def test_the_request_is_as_small_as_it_can_be(self, service: ScriptedService) -> None:
        service.answers(GOOD)
        run(service, ask)

        assert service.asked(0) == {
            "model": "any",
            "messages": [{"role": "system", "content": "head"}, {"role": "user", "content": "hello"}],
            "max_tokens": 50,
            "temperature": 0.0,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "Numbers", "schema": Numbers.model_json_schema()},
            },
        }

    @pytest.mark.parametrize("model", ["any", "openai/any", "ollama/any"])
    def test_with_a_base_url_the_name_may_stand_alone(self, service: ScriptedService, model: str) -> None:
        service.answers(GOOD)
        run(service, ask, model=model)

        assert service.asked(0)["model"] == "any"

    def test_validators_see_the_context(self, service: ScriptedService) -> None:
        service.answers(says({"n": [7]}), says({"n": [7]}))

        assert run(service, lambda client: ask(client, context={"known": [7]})) == [7]
        with pytest.raises(AnswerUnreadable, match="there is no sentence 7"):
            run(service, lambda client: ask(client, context={"known": [1]}))

    @pytest.mark.parametrize("text", ["{{ 6 * 7 }}", "{% for x in y %}", "{# gone #}", "    indented\n    twice", "{{"])
    def test_an_article_is_no_template(self, service: ScriptedService, text: str) -> None:
        service.answers(GOOD)
        run(service, lambda client: ask(client, text, context={"known": [1], "y": [1, 2]}))

        assert service.asked(0)["messages"][1]["content"] == text

    def test_no_more_calls_are_in_flight_than_jobs(self, service: ScriptedService) -> None:
        service.otherwise = lambda request: says({"n": [1]}, wait=0.02)

        async def many(client: Client) -> list[list[int]]:
            return await asyncio.gather(*(ask(client, str(number)) for number in range(12)))

        assert run(service, many, jobs=3) == [[1]] * 12
        assert service.most_at_once == 3

    def test_tool_calls_are_read_where_a_provider_prefers_them(self, service: ScriptedService) -> None:
        service.answers(calls_tool({"n": [3]}))

        async def inside() -> list[int]:
            client = Client.open(Settings(model="openai/any", base_url=service.url))
            client.profile = replace(client.profile, mode=None)
            async with client:
                return await ask(client)

        assert asyncio.run(inside()) == [3]


class TestAnswersThatAreOfNoUse:
    @pytest.mark.parametrize(
        ("answer", "expected", "raw"),
        [
            pytest.param(says("no idea"), AnswerUnreadable, "no idea", id="not JSON"),
            pytest.param(says('{"n":[1'), AnswerUnreadable, '{"n":[1', id="half JSON"),
            pytest.param(says({"n": "x"}), AnswerUnreadable, '{"n":"x"}', id="another form"),
            pytest.param(says(""), AnswerUnreadable, "", id="empty"),
            pytest.param(says(None, refusal="I must not."), AnswerUnreadable, "I must not.", id="refusal"),
            pytest.param(completion({}), AnswerUnreadable, "", id="no message"),
            pytest.param(Answer(b'{"choices":[]}'), AnswerUnreadable, "", id="no choices"),
            pytest.param(Answer(b"{}"), AnswerUnreadable, "", id="no completion at all"),
        ],
    )
    def test_it_is_handed_back_at_once_with_what_was_written(
        self, service: ScriptedService, answer: Answer, expected: type[AnswerUnreadable], raw: str
    ) -> None:
        service.answers(answer, GOOD)

        with pytest.raises(expected) as raised:
            run(service, ask)
        assert raised.value.raw == raw
        assert len(service.requests) == 1

    @pytest.mark.parametrize(
        "answer",
        [
            pytest.param(says('{"n":[1,2', finish_reason="length"), id="length limit of the answer"),
            pytest.param(
                fails(400, "This model's maximum context length is 4096 tokens", code="context_length_exceeded"),
                id="OpenAI's context limit",
            ),
            pytest.param(
                fails(400, "request (9019 tokens) exceeds the available context size (4096 tokens), try increasing it"),
                id="llama.cpp's context limit",
            ),
        ],
    )
    def test_what_met_a_length_limit_is_told_apart(self, service: ScriptedService, answer: Answer) -> None:
        service.answers(answer, GOOD)

        with pytest.raises(AnswerTruncated):
            run(service, ask)
        assert len(service.requests) == 1


class TestCeilings:
    def test_a_call_that_tokens_do_not_suffice_for_is_not_sent(self, service: ScriptedService) -> None:
        with pytest.raises(CeilingReached, match="0 of 40 tokens are used, and the call for claims may need"):
            run(service, ask, max_tokens=40)
        assert service.requests == []

    def test_spent_tokens_count(self, service: ScriptedService) -> None:
        service.answers(says({"n": [1]}, prompt_tokens=60, completion_tokens=30), GOOD)

        async def twice(client: Client) -> None:
            await ask(client)
            await ask(client)

        with pytest.raises(CeilingReached, match="90 of 120 tokens"):
            run(service, twice, max_tokens=120)
        assert len(service.requests) == 1

    @pytest.mark.parametrize(
        ("spent", "second"), [pytest.param(10, list, id="room again"), pytest.param(70, CeilingReached, id="no room")]
    )
    def test_a_call_waits_for_the_shares_of_those_in_flight(
        self, service: ScriptedService, spent: int, second: type
    ) -> None:
        service.otherwise = lambda request: says({"n": [1]}, wait=0.05, prompt_tokens=spent, completion_tokens=1)

        async def at_once(client: Client) -> list[Any]:
            return list(await asyncio.gather(ask(client), ask(client), return_exceptions=True))

        results = run(service, at_once, max_tokens=100, jobs=2)

        assert [type(result) for result in results] == [list, second]
        assert service.most_at_once == 1
        assert second is list or f"{spent + 1} of 100 tokens are used" in str(results[1])

    def test_one_that_waits_for_a_share_can_be_stopped(self, service: ScriptedService) -> None:
        service.otherwise = lambda request: says({"n": [1]}, wait=30.0)

        async def stopped(client: Client) -> list[Any]:
            both = asyncio.gather(ask(client), ask(client), return_exceptions=True)
            while not service.requests:
                await asyncio.sleep(0.01)
            client.stop()
            return list(await both)

        assert [type(result) for result in run(service, stopped, max_tokens=100, jobs=2)] == [Stopped, Stopped]
        assert len(service.requests) == 1

    def test_when_time_has_run_out_nothing_is_sent(self, service: ScriptedService) -> None:
        time = Time()

        async def late(client: Client) -> None:
            time.now = 11
            await ask(client)

        with pytest.raises(CeilingReached, match="the time of 10 s ran out before the call for claims"):
            run(service, late, time=time, timeout=10)
        assert service.requests == []

    def test_a_call_ends_when_time_does(self, service: ScriptedService) -> None:
        service.answers(says({"n": [1]}, wait=1))

        with pytest.raises(CeilingReached, match=r"the time of 0\.1 s ran out; raise --timeout"):
            run(service, ask, timeout=0.1)


class TestUsage:
    def test_every_call_counts(self, service: ScriptedService) -> None:
        service.answers(fails(503), says("no JSON", prompt_tokens=11, completion_tokens=3), GOOD)

        async def both(client: Client) -> Usage:
            with pytest.raises(AnswerUnreadable):
                await ask(client)
            await ask(client)
            return client.usage()

        usage = run(service, both)

        assert (usage.calls, usage.retries, usage.prompt_tokens, usage.completion_tokens) == (3, 1, 21, 8)

    def test_a_truncated_answer_counts(self, service: ScriptedService) -> None:
        service.answers(says('{"n":[', finish_reason="length", completion_tokens=50))

        assert run(service, ask_and_count)[1].completion_tokens == 50

    def test_seconds_are_those_since_opening(self, service: ScriptedService) -> None:
        time = Time()
        service.answers(overloaded(retry_after="21"), GOOD)

        assert run(service, ask_and_count, time=time)[1].seconds == 21.0


class TestLogprobs:
    CHOICE: ClassVar[dict[str, Any]] = {
        "message": {"role": "assistant", "content": "Yes"},
        "finish_reason": "length",
        "logprobs": {
            "content": [
                {
                    "token": "Yes",
                    "logprob": -0.1,
                    "bytes": None,
                    "top_logprobs": [
                        {"token": "Yes", "logprob": -0.1, "bytes": None},
                        {"token": "No", "logprob": -2.5, "bytes": None},
                    ],
                }
            ]
        },
    }

    def test_they_come_by_token(self, service: ScriptedService) -> None:
        service.answers(completion(self.CHOICE))

        found = run(service, lambda client: client.logprobs([{"role": "user", "content": "?"}], top=2))

        assert found == [{"Yes": -0.1, "No": -2.5}]
        assert (service.asked(0)["top_logprobs"], service.asked(0)["max_tokens"]) == (2, 1)

    def test_a_service_that_leaves_them_out_is_told(self, service: ScriptedService) -> None:
        service.answers(GOOD)

        with pytest.raises(AnswerUnreadable, match="no log-probabilities"):
            run(service, lambda client: client.logprobs([{"role": "user", "content": "?"}]))


class Said(BaseModel):
    n: int
    who: str | None
    kind: Literal["claim", "none"]


class AllSaid(BaseModel):
    said: list[Said]


HEAD = (
    "For each sentence say who says something in it.\n"
    "1 The gate was shut at ten. 2 “It stuck again,” said Mara Oln, the keeper.\n"
    '{"said":[{"n":1,"who":null,"kind":"none"},{"n":2,"who":"Mara Oln","kind":"claim"}]}'
)
SENTENCES = (
    "1 Ferry master Jo Brack said the pump had failed twice. 2 It rained all day.",
    "1 The fair opened late. 2 Organiser Lin Teo promised refunds.",
)


@pytest.mark.vcr
def test_the_embedded_model_answers_tersely_and_reads_its_head_once(vcr: Any) -> None:
    async def both() -> list[AllSaid]:
        async with Client.open(Settings(model="local")) as client:
            return [
                await client.ask(
                    [{"role": "system", "content": HEAD}, {"role": "user", "content": text}],
                    AllSaid,
                    max_tokens=100,
                    task="claims",
                )
                for text in SENTENCES
            ]

    first, second = asyncio.run(both())

    assert first.said[0] == Said(n=1, who="Jo Brack", kind="claim")
    assert second.said[0] == Said(n=1, who=None, kind="none")
    answers = [json.loads(response["body"]["string"]) for response in vcr.responses]
    written = answers[0]["choices"][0]["message"]["content"]
    assert written == first.model_dump_json()
    assert answers[1]["usage"]["prompt_tokens_details"]["cached_tokens"] > 70
