"""The limit on calls in flight: gives way, recovers, and serves sources in turn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from summarizer.pace import GROWTH, Pace
from tests.asking import Time


def paced(most: int, use: Callable[[Pace, Time], Coroutine[Any, Any, Any]]) -> Any:
    time = Time()
    return asyncio.run(use(Pace(most, time, time.sleep), time))


class TestLimit:
    def test_no_more_are_in_flight_than_allowed(self) -> None:
        async def use(pace: Pace, time: Time) -> int:
            seen = 0

            async def call() -> None:
                nonlocal seen
                async with pace.place("a"):
                    seen = max(seen, pace.active)
                    await asyncio.sleep(0)

            await asyncio.gather(*(call() for _ in range(20)))
            return seen

        assert paced(3, use) == 3

    @pytest.mark.parametrize(("times", "left"), [(1, 32.0), (2, 16.0), (9, 1.0)])
    def test_overload_halves_it_down_to_one(self, times: int, left: float) -> None:
        async def use(pace: Pace, time: Time) -> float:
            for _ in range(times):
                time.now += 1
                pace.overloaded(time.now, None)
            return pace.limit

        assert paced(64, use) == left

    def test_calls_that_were_in_flight_together_halve_it_once(self) -> None:
        async def use(pace: Pace, time: Time) -> float:
            time.now = 5.0
            for _ in range(10):
                pace.overloaded(1.0, None)
            return pace.limit

        assert paced(64, use) == 32.0

    def test_good_answers_bring_it_back_and_not_beyond(self) -> None:
        async def use(pace: Pace, time: Time) -> tuple[float, float]:
            pace.overloaded(time.now, None)
            for _ in range(int(pace.limit)):
                pace.well()
            after_a_round = pace.limit
            for _ in range(64 * GROWTH):
                pace.well()
            return after_a_round, pace.limit

        after_a_round, at_last = paced(64, use)
        assert 35 < after_a_round <= 36
        assert at_last == 64.0


class TestWaiting:
    def test_what_the_service_asks_for_holds_for_all(self) -> None:
        async def use(pace: Pace, time: Time) -> list[float]:
            pace.overloaded(time.now, 7.0)
            async with pace.place("a") as first:
                pass
            async with pace.place("b") as second:
                return [first, second]

        assert paced(4, use) == [7.0, 7.0]

    def test_sources_take_turns(self) -> None:
        async def use(pace: Pace, time: Time) -> list[str]:
            order: list[str] = []

            async def call(who: str) -> None:
                async with pace.place(who):
                    order.append(who)
                    await asyncio.sleep(0)

            async with asyncio.TaskGroup() as group:
                for who in ("long", "long", "long", "long", "short", "brief"):
                    group.create_task(call(who))
            return order

        assert paced(1, use) == ["long", "long", "short", "brief", "long", "long"]

    def test_a_wait_that_is_cancelled_costs_no_place(self) -> None:
        async def use(pace: Pace, time: Time) -> int:
            async def call() -> None:
                async with pace.place("a"):
                    await asyncio.sleep(0)

            async with pace.place("a"):
                waiting = [asyncio.ensure_future(call()) for _ in range(3)]
                await asyncio.sleep(0)
                waiting[0].cancel()
                waiting[1].cancel()
                await asyncio.sleep(0)
            await waiting[2]
            return pace.active

        assert paced(1, use) == 0

    def test_one_cancelled_with_its_place_in_hand_passes_it_on(self) -> None:
        async def use(pace: Pace, time: Time) -> int:
            async def call() -> None:
                async with pace.place("a"):
                    await asyncio.sleep(0)

            async with pace.place("a"):
                waiting = [asyncio.ensure_future(call()) for _ in range(2)]
                await asyncio.sleep(0)
            waiting[0].cancel()  # the place is its own already, it has not run yet
            await waiting[1]
            return pace.active

        assert paced(1, use) == 0
