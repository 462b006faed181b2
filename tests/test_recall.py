"""Answers of earlier calls, through the client and over real HTTP."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from summarizer.behind import WriteBehind
from summarizer.errors import AnswerUnreadable, SummarizerError
from summarizer.llm import Client
from summarizer.models import Usage
from summarizer.recall import Recall
from summarizer.store import AnswerStore, StoredAnswer
from tests.asking import GOOD, KEY, ask, run
from tests.misbehaving import Answer, ScriptedService, completion, fails, says


async def ask_once(client: Client) -> tuple[Any, Usage]:
    try:
        result: Any = await ask(client)
    except SummarizerError as error:
        result = error
    return result, client.usage()


class TestStored:
    def test_an_answer_is_paid_once(self, service: ScriptedService) -> None:
        service.answers(GOOD)
        first, _ = run(service, ask_once, cache=True)
        second, usage = run(service, ask_once, cache=True)

        assert (first, second) == ([1], [1])
        assert len(service.requests) == 1
        assert (usage.calls, usage.cached_calls, usage.prompt_tokens, usage.completion_tokens) == (0, 1, 0, 0)

    def test_without_a_cache_it_is_asked_for_again(self, service: ScriptedService) -> None:
        service.answers(GOOD, GOOD)
        run(service, ask_once, cache=False)
        run(service, ask_once, cache=False)

        assert len(service.requests) == 2

    @pytest.mark.parametrize(
        "change",
        [{"model": "openai/other"}, {"text": "goodbye"}],
        ids=["another model", "another question"],
    )
    def test_what_differs_is_asked_for(self, service: ScriptedService, change: dict[str, str]) -> None:
        service.answers(GOOD, GOOD)
        run(service, ask_once, cache=True)
        text = change.get("text", "hello")
        run(service, lambda client: ask(client, text), cache=True, model=change.get("model", "openai/any"))

        assert len(service.requests) == 2

    def test_the_context_is_checked_again(self, service: ScriptedService) -> None:
        service.answers(GOOD, says({"n": [2]}))
        run(service, lambda client: ask(client, context={"known": [1]}), cache=True)

        assert run(service, lambda client: ask(client, context={"known": [2]}), cache=True) == [2]

    def test_likelihoods_are_stored_too(self, service: ScriptedService) -> None:
        row = {"token": "yes", "logprob": -0.1, "bytes": None}
        content = [{**row, "top_logprobs": [row]}]
        message = {"role": "assistant", "content": "yes"}
        service.answers(completion({"message": message, "finish_reason": "stop", "logprobs": {"content": content}}))

        async def use(client: Client) -> Any:
            return await client.logprobs([{"role": "user", "content": "?"}])

        assert [run(service, use, cache=True) for _ in range(2)] == [[{"yes": -0.1}]] * 2

    def test_two_that_want_the_same_ask_once(self, service: ScriptedService) -> None:
        service.answers(says({"n": [1]}, wait=0.05))

        async def use(client: Client) -> list[list[int]]:
            return await asyncio.gather(*(ask(client) for _ in range(5)))

        assert run(service, use, cache=True) == [[1]] * 5
        assert len(service.requests) == 1


class TestFailures:
    def test_an_answer_of_no_use_is_not_paid_twice_either(self, service: ScriptedService) -> None:
        service.answers(says("Here you are!"))
        first, _ = run(service, ask_once, cache=True)
        second, usage = run(service, ask_once, cache=True)

        assert (type(first), str(first), first.raw) == (AnswerUnreadable, str(second), second.raw)
        assert (usage.calls, usage.cached_calls) == (0, 1)

    @pytest.mark.parametrize("fault", [fails(401), fails(404)], ids=["the key", "the model"])
    def test_a_refusal_is_no_answer(self, service: ScriptedService, fault: Answer) -> None:
        service.answers(fault, GOOD)
        run(service, ask_once, cache=True)

        assert run(service, ask_once, cache=True)[0] == [1]

    def test_what_is_known_to_be_of_no_use_is_not_kept_for_longer(self, tmp_path: Path) -> None:
        store = AnswerStore(tmp_path)
        recall, error = Recall(WriteBehind(store)), AnswerUnreadable("it is empty", raw="")
        store.put("k", StoredAnswer("{}", failed="unreadable"), seconds=0.3)
        recall.keep_failure("k", error)
        time.sleep(0.4)
        assert recall.find("k", str) is None
        recall.close()


def test_a_folder_that_cannot_be_used_costs_no_answer(
    service: ScriptedService, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(tmp_path / "file"))
    service.answers(GOOD)

    async def use(client: Client) -> tuple[Any, str | None]:
        return await ask(client), client.trouble

    result, trouble = run(service, use, cache=True)

    assert result == [1]
    assert trouble is not None
    assert trouble.startswith("answers are not stored")


def test_the_key_of_a_service_is_in_no_file_of_the_store(service: ScriptedService, tmp_path: Path) -> None:
    service.answers(GOOD)
    run(service, ask_once, cache=True)
    kept = b"".join(path.read_bytes() for path in (tmp_path / "cache").rglob("*") if path.is_file())

    assert b"n" in kept
    assert KEY.encode() not in kept
