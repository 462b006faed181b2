"""Many sources at once, with work that needs no model."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from summarizer.errors import (
    CeilingReached,
    ConfigurationError,
    InputError,
    ServiceRefused,
    ServiceUnreachable,
    Stopped,
    SummarizerError,
)
from summarizer.many import LOST, Finished, Verdict, at_once, in_flight
from summarizer.source import Source


def done(error: SummarizerError | None) -> Finished:
    return Finished(Source.text("x"), None, error)


class TestInFlight:
    def test_results_come_as_they_finish(self) -> None:
        async def work(wait: int) -> int:
            for _ in range(wait):
                await asyncio.sleep(0)
            return wait

        async def use() -> list[int]:
            return [n async for n in in_flight([9, 1, 5], work, 3, lambda: True)]

        assert asyncio.run(use()) == [1, 5, 9]

    def test_who_takes_slowly_slows_the_rest(self) -> None:
        begun = 0

        def sources() -> Iterator[int]:
            nonlocal begun
            while True:
                begun += 1
                yield begun

        async def work(n: int) -> int:
            return n

        async def use() -> list[int]:
            seen = []
            async for _ in in_flight(sources(), work, 4, lambda: True):
                await asyncio.sleep(0.001)
                seen.append(begun)
                if len(seen) == 5:
                    break
            return seen

        assert asyncio.run(use()) == [4, 5, 6, 7, 8]

    def test_left_early_it_leaves_no_task_behind(self) -> None:
        ended: list[int] = []

        async def work(n: int) -> int:
            try:
                await asyncio.sleep(0 if n == 0 else 60)
            finally:
                ended.append(n)
            return n

        async def use() -> int:
            results = in_flight(range(5), work, 5, lambda: True)
            assert await anext(results) == 0
            await results.aclose()
            return len(asyncio.all_tasks())

        assert asyncio.run(use()) == 1
        assert sorted(ended) == [0, 1, 2, 3, 4]

    def test_told_to_stop_it_ends_with_what_is_in_work(self) -> None:
        seen: list[int] = []

        async def work(n: int) -> int:
            return n

        async def use() -> None:
            async for n in in_flight(range(100), work, 3, lambda: len(seen) < 2):
                seen.append(n)

        asyncio.run(use())
        assert seen == [0, 1, 2, 3]


class TestVerdict:
    @pytest.mark.parametrize(
        "error",
        [ConfigurationError("x"), ServiceRefused("x"), CeilingReached("x"), Stopped("x")],
        ids=["settings", "refused", "ceiling", "stopped"],
    )
    def test_what_the_next_would_meet_ends_the_run(self, error: SummarizerError) -> None:
        verdict = Verdict()
        verdict.hear(done(error))

        assert verdict.over

    def test_a_source_that_cannot_be_read_does_not(self) -> None:
        verdict = Verdict()
        for _ in range(10):
            verdict.hear(done(InputError("x")))

        assert not verdict.over

    def test_a_service_is_gone_when_several_in_a_row_do_not_find_it(self) -> None:
        verdict = Verdict()
        for error in [*[ServiceUnreachable("x")] * (LOST - 1), None, *[ServiceUnreachable("x")] * (LOST - 1)]:
            verdict.hear(done(error))
        assert not verdict.over
        verdict.hear(done(ServiceUnreachable("x")))
        assert verdict.over

    def test_it_is_not_gone_while_it_answers_others(self) -> None:
        slow = ServiceUnreachable("x")
        slow.others_answered = True
        verdict = Verdict()
        for error in [*[slow] * (2 * LOST), *[ServiceUnreachable("x")] * (LOST - 1), slow]:
            verdict.hear(done(error))
        assert not verdict.over
        for _ in range(LOST):
            verdict.hear(done(ServiceUnreachable("x")))
        assert verdict.over


@pytest.mark.parametrize(("jobs", "sources"), [(1, 1), (2, 4), (8, 10), (64, 80)])
def test_sources_keep_the_calls_in_flight(jobs: int, sources: int) -> None:
    assert at_once(jobs) == sources
