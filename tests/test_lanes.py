"""Many calls at once over real connections."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress

import httpx2
import pytest

from summarizer.lanes import Lanes, options
from tests.misbehaving import Answer, ScriptedService

Use = Callable[[httpx2.AsyncClient], Awaitable[None]]


@pytest.fixture
def service() -> Iterator[ScriptedService]:
    with ScriptedService() as running:
        yield running


def use(lanes: Lanes, what: Use) -> None:
    async def run() -> None:
        async with httpx2.AsyncClient(mounts={"all://": lanes}, trust_env=False) as client:
            await what(client)

    asyncio.run(run())


def test_one_after_another_they_share_one_pool(service: ScriptedService) -> None:
    lanes = Lanes(httpx2.create_ssl_context())
    service.answers(*[Answer(b"{}")] * 5)

    async def what(client: httpx2.AsyncClient) -> None:
        for _ in range(5):
            await client.post(f"{service.url}/chat", json={})
        assert lanes.pools == 1

    use(lanes, what)


def test_there_are_as_many_pools_as_calls_at_once(service: ScriptedService) -> None:
    lanes = Lanes(httpx2.create_ssl_context())
    service.answers(*[Answer(b"{}", wait=0.2)] * 6)

    async def what(client: httpx2.AsyncClient) -> None:
        for _ in range(2):
            await asyncio.gather(*(client.post(f"{service.url}/chat", json={}) for _ in range(3)))
        assert lanes.pools == 3

    use(lanes, what)


@pytest.mark.parametrize(
    "bad",
    [Answer(status=503), Answer(b"{}", cut=10), Answer(reset=True)],
    ids=["refused", "cut short", "reset"],
)
def test_a_pool_is_free_again_after_a_fault(service: ScriptedService, bad: Answer) -> None:
    lanes = Lanes(httpx2.create_ssl_context())
    service.answers(bad, Answer(b"{}"))

    async def what(client: httpx2.AsyncClient) -> None:
        with suppress(httpx2.HTTPError):
            await client.post(f"{service.url}/chat", json={})
        answer = await client.post(f"{service.url}/chat", json={})
        assert (answer.status_code, lanes.pools) == (200, 1)

    use(lanes, what)


def test_a_pool_is_free_again_after_a_cancellation(service: ScriptedService) -> None:
    lanes = Lanes(httpx2.create_ssl_context())
    service.answers(Answer(b"{}", wait=5.0), Answer(b"{}"))

    async def what(client: httpx2.AsyncClient) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(client.post(f"{service.url}/chat", json={}), 0.2)
        await client.post(f"{service.url}/chat", json={})
        assert lanes.pools == 1

    use(lanes, what)


def test_a_proxy_of_the_environment_is_left_to_the_client(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    assert list(options()["mounts"]) == ["all://"]
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")
    assert options()["mounts"] == {}
