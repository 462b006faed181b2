"""Asking the scripted service through the client, in time that only sleeping moves."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from pydantic import BaseModel, ValidationInfo, field_validator

from summarizer.errors import SummarizerError
from summarizer.llm import Client
from summarizer.models import Usage
from summarizer.settings import Settings
from tests.misbehaving import ScriptedService, says

KEY = "sk-not-to-be-seen"
GOOD = says({"n": [1]})


class Numbers(BaseModel):
    n: list[int]

    @field_validator("n")
    @classmethod
    def _known(cls, value: list[int], info: ValidationInfo) -> list[int]:
        if info.context is not None:
            for number in value:
                if number not in info.context["known"]:
                    raise ValueError(f"there is no sentence {number}")
        return value


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


def run(
    service: ScriptedService,
    use: Callable[[Client], Awaitable[Any]],
    *,
    time: Time | None = None,
    model: str = "openai/any",
    cache: bool = False,
    **more: Any,
) -> Any:
    async def inside() -> Any:
        settings = Settings(model=model, base_url=service.url, api_key=KEY, cache=cache, **more)
        clock = time or Time()
        async with Client.open(settings, clock=clock, sleep=clock.sleep) as client:
            return await use(client)

    return asyncio.run(inside())


async def ask(
    client: Client, text: str = "hello", context: dict[str, Any] | None = None, max_tokens: int = 50
) -> list[int]:
    messages = [{"role": "system", "content": "head"}, {"role": "user", "content": text}]
    answer = await client.ask(messages, Numbers, context=context, max_tokens=50, task="claims")
    return answer.n


async def ask_and_count(client: Client) -> tuple[Any, Usage]:
    try:
        result: Any = await ask(client)
    except SummarizerError as error:
        result = type(error)
    return result, client.usage()
