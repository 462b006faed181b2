"""Runs that are stopped, cancelled, interrupted or left in the middle."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from dataclasses import replace
from typing import Any

import pytest

from summarizer import Source, Summarizer, Summary, summarize_async
from summarizer.aside import apart_from_loop
from summarizer.errors import Stopped
from tests.misbehaving import Answer, Request, ScriptedService
from tests.pumping import good
from tests.reading import PUMP

LONG = "\n\n".join(PUMP.replace("Sunday", f"Sunday {number}") for number in range(20))
"""Several pieces."""


def settings(service: ScriptedService, **more: Any) -> dict[str, Any]:
    return {"model": "openai/any", "base_url": service.url, "api_key": "k", "cache": False, **more}


class TestStopped:
    def test_what_was_read_before_is_handed_over(self, service: ScriptedService) -> None:
        with Summarizer(**settings(service, jobs=1)) as summarizer:

            def slow_from_the_third(request: Request) -> Answer:
                if len(service.requests) < 3:
                    return good(request)
                summarizer.stop()
                return replace(good(request), wait=30.0)

            service.otherwise = slow_from_the_third
            with pytest.raises(Stopped) as raised:
                summarizer.summarize(Source.text(LONG))

        partial: Summary = raised.value.partial  # type: ignore[attr-defined]
        assert len(service.requests) == 3
        assert partial.claims
        assert partial.coverage.partial
        reasons = {unread.reason for unread in partial.coverage.unread}
        assert reasons == {str(raised.value), f"contradictions were not looked for: {raised.value}"}

    def test_where_nothing_was_read_there_is_nothing_to_hand_over(self, service: ScriptedService) -> None:
        with Summarizer(**settings(service)) as summarizer:
            summarizer.stop()
            with pytest.raises(Stopped) as raised:
                summarizer.summarize(Source.text(PUMP))

        assert not hasattr(raised.value, "partial")
        assert service.requests == []


class TestCancelled:
    """Whoever cancels gets what asyncio promises, and the loop goes on."""

    def test_time_runs_out(self, service: ScriptedService) -> None:
        service.otherwise = lambda request: replace(good(request), wait=30.0)

        async def use() -> str:
            try:
                async with asyncio.timeout(0.5):
                    await summarize_async(Source.text(PUMP), **settings(service))
            except TimeoutError:
                await asyncio.sleep(0)
                return "timed out"
            return "never"

        assert asyncio.run(use()) == "timed out"

    def test_the_task_is_cancelled(self, service: ScriptedService) -> None:
        service.otherwise = lambda request: replace(good(request), wait=30.0)

        async def use() -> bool:
            task = asyncio.create_task(summarize_async(Source.text(PUMP), **settings(service)))
            while not service.requests:
                await asyncio.sleep(0.01)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return task.cancelled()

        assert asyncio.run(use())


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX signals")
class TestInterrupted:
    def test_a_single_article_leaves_what_was_read(self, service: ScriptedService) -> None:
        def interrupts(request: Request) -> Answer:
            if len(service.requests) < 3:
                return good(request)
            os.kill(os.getpid(), signal.SIGINT)
            return replace(good(request), wait=30.0)

        service.otherwise = interrupts
        with Summarizer(**settings(service, jobs=1)) as summarizer, pytest.raises(KeyboardInterrupt) as raised:
            summarizer.summarize(Source.text(LONG))

        assert raised.value.partial.claims  # type: ignore[attr-defined]
        assert len(service.requests) == 3

    def test_in_a_notebook_the_work_is_stopped(self) -> None:
        stopped = threading.Event()

        def work() -> str:
            os.kill(os.getpid(), signal.SIGINT)
            assert stopped.wait(60)
            error = Stopped("stopped")
            error.partial = "the first half"  # type: ignore[attr-defined]
            raise error

        async def cell() -> str:
            return apart_from_loop(work, stopped.set)

        loop = asyncio.new_event_loop()
        try:
            with pytest.raises(KeyboardInterrupt) as raised:
                loop.run_until_complete(cell())
        finally:
            loop.close()

        assert raised.value.partial == "the first half"  # type: ignore[attr-defined]


class TestLeft:
    def test_the_account_is_there_after_the_block(self, service: ScriptedService) -> None:
        service.otherwise = good
        with Summarizer(**settings(service)) as summarizer:
            before = summarizer.spent
            summarizer.summarize(Source.text(PUMP))
            inside = summarizer.spent

        assert (before.calls, inside.calls) == (0, len(service.requests))
        assert summarizer.spent.calls == inside.calls
        assert summarizer.spent.prompt_tokens == inside.prompt_tokens

    def test_an_iteration_that_is_open_at_the_end_of_the_block_is_closed(
        self, service: ScriptedService, recwarn: pytest.WarningsRecorder
    ) -> None:
        service.otherwise = good
        with Summarizer(**settings(service, jobs=2)) as summarizer:
            results = summarizer.map(Source.text(f"{PUMP}\n\nIt is number {n}.") for n in range(20))
            next(results)
        asked = len(service.requests)
        with pytest.raises(RuntimeError, match="`with` block"):
            next(results)

        assert asked == len(service.requests) < 60
        assert not recwarn.list

    def test_inside_a_running_loop_the_other_block_is_named(self) -> None:
        async def use() -> None:
            with Summarizer(model="openai/any"):
                pass

        with pytest.raises(RuntimeError, match="use `async with Summarizer"):
            asyncio.run(use())

    def test_outside_of_a_block_a_coroutine_is_refused_as_well(self) -> None:
        with pytest.raises(RuntimeError, match="`async with` block"):
            asyncio.run(Summarizer(model="openai/any").asummarize(Source.text(PUMP)))
