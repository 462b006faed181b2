"""What one call costs of the processor: through our client, and through instructor and openai as they come.

    python -m benchmarks.load.client [--calls 1024] [--jobs 64] [--rounds 3] [--delay 1]

The same questions, the same form of answer, the same number in flight, a service that answers at once or after so many
seconds. Ours includes the store, the leases, the limit on calls in flight, the ceilings and the account; what the SDKs
take of it is measured without these. All are measured in turn, each after as many calls as may be in flight; the start
is no part of it, nor is any work on an article.

With a delay it is also told how much of the ideal throughput is reached: all calls in full rounds.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import statistics
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass

import instructor
import openai

from benchmarks.load.running import Finding, report, served, told, workplace
from benchmarks.load.starting import KEY
from benchmarks.load.throughput import MILLISECONDS, SHARE
from summarizer.answers import OverviewAnswer
from summarizer.dialogue import conversation
from summarizer.llm import Client
from summarizer.profiles import profile_for
from summarizer.services import open_service
from summarizer.settings import Settings

Ask = Callable[[int], Awaitable[OverviewAnswer]]
TOKENS = 400


def question(number: int) -> list[dict[str, str]]:
    """What is asked; no two are the same."""
    rows = [f"Title: The ferry of pier {number} lay at the quay for a day"]
    said = "Anna Bell, harbour master, said that {} passengers had spent the night on board."
    rows += [f"c{n} (Anna Bell, harbour master) {said.format(n + number)}" for n in range(1, 9)]
    return conversation("overview", "\n".join(rows))


@contextlib.asynccontextmanager
async def ours(url: str, jobs: int) -> AsyncIterator[Ask]:
    """Through our client."""
    settings = Settings.resolve(model="openai/any", base_url=url, jobs=jobs, timeout=86_400, api_key=KEY)
    async with Client.open(settings) as client:

        async def ask(number: int) -> OverviewAnswer:
            return await client.ask(question(number), OverviewAnswer, max_tokens=TOKENS, task="the overview")

        yield ask


@contextlib.asynccontextmanager
async def bare(url: str, jobs: int) -> AsyncIterator[Ask]:
    """Through the SDKs as our client uses them, without anything of ours around."""
    settings = Settings.resolve(model="openai/any", base_url=url, jobs=jobs, api_key=KEY)
    service = open_service(settings, profile_for(settings), replaying=False)
    assert service.openai is not None

    async def ask(number: int) -> OverviewAnswer:
        answer: OverviewAnswer = await service.create(
            response_model=service.form(OverviewAnswer),
            messages=question(number),
            max_tokens=TOKENS,
            max_retries=0,
            **service.parameters,
        )
        return answer

    try:
        yield ask
    finally:
        await service.openai.close()


@contextlib.asynccontextmanager
async def plain(url: str, jobs: int) -> AsyncIterator[Ask]:
    """Through the SDKs as their documentation shows it."""
    async with openai.AsyncOpenAI(base_url=url, api_key=KEY, max_retries=0) as sdk:
        made = instructor.from_openai(sdk, mode=instructor.Mode.JSON_SCHEMA)

        async def ask(number: int) -> OverviewAnswer:
            return await made.create(
                response_model=OverviewAnswer,
                messages=question(number),  # type: ignore[arg-type] # its own classes, which are dictionaries
                model="any",
                max_tokens=TOKENS,
                max_retries=0,
            )

        yield ask


@dataclass(frozen=True)
class Cost:
    """Of one call: milliseconds of the processor, and of the clock for all calls together divided by their number."""

    processor: float
    clock: float


async def cost(ask: Ask, numbers: range, jobs: int) -> Cost:
    """What the calls cost."""
    await asyncio.gather(*map(ask, range(-jobs - numbers.stop, -numbers.stop)))
    rest: Iterator[int] = iter(numbers)

    async def worker() -> None:
        for number in rest:
            await ask(number)

    begun, at = time.process_time(), time.monotonic()
    await asyncio.gather(*(worker() for _ in range(jobs)))
    processor, clock = time.process_time() - begun, time.monotonic() - at
    return Cost(1_000 * processor / len(numbers), 1_000 * clock / len(numbers))


async def measured(url: str, calls: int, jobs: int, rounds: int, delay: float) -> list[Finding]:
    """The table."""
    costs: dict[str, list[Cost]] = {}
    for at in range(rounds):
        numbers = range(at * calls, (at + 1) * calls)
        for name, way in WAYS.items():
            async with way(url, jobs) as ask:
                costs.setdefault(name, []).append(await cost(ask, numbers, jobs))
    rows = []
    for name, found in costs.items():
        own = statistics.median(c.processor for c in found)
        met = name != "ours" or own < MILLISECONDS
        rows.append(Finding(f"{name}, a call", f"{own:.2f} ms", f"under {MILLISECONDS:g} ms" * (name == "ours"), met))
        if delay:
            share = statistics.median(1_000 * delay / jobs / c.clock for c in found)
            met = name != "ours" or share >= SHARE
            rows.append(Finding("  of the ideal", f"{share:.1%}", f"at least {SHARE:.0%}" * (name == "ours"), met))
    ratios = [ours.processor / theirs.processor for ours, _, theirs in zip(*costs.values(), strict=True)]
    return [*rows, told("the first to the last, round by round", " ".join(f"{ratio:.2f}" for ratio in ratios))]


WAYS = {"ours": ours, "the SDKs in it": bare, "instructor and openai as they come": plain}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, default=1_024)
    parser.add_argument("--jobs", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--delay", type=float, default=0.0)
    given = parser.parse_args()
    with workplace() as place, served(delay=given.delay) as service:
        os.environ["SUMMARIZER_CACHE_DIR"] = str(place)
        found = asyncio.run(measured(service.url, given.calls, given.jobs, given.rounds, given.delay))
    return report(f"client: {given.calls} calls, {given.jobs} at once", found)


if __name__ == "__main__":
    sys.exit(main())
