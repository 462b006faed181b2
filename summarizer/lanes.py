"""A transport for many calls at once: a connection pool for each call in flight.

One pool for all walks through every connection it has, and asks the operating system about each idle one, whenever a
request comes or goes: with 64 calls in flight that is more work than everything else about a call together.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.request import getproxies

import httpx2


class Lanes(httpx2.AsyncBaseTransport):
    """Sends each request through the pool that became free last, making one where all are in use.

    There are thus as many pools as there were ever calls at once, and as few connections in use as can be. Proxies of
    the environment are not consulted: see :func:`options`.
    """

    def __init__(self, verify: ssl.SSLContext) -> None:
        self._verify = verify
        self._lanes: list[httpx2.AsyncHTTPTransport] = []
        self._free: list[int] = []

    @property
    def pools(self) -> int:
        """How many there are."""
        return len(self._lanes)

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """Raises what :class:`httpx2.AsyncHTTPTransport` raises."""
        number = self._take()
        try:
            response = await self._lanes[number].handle_async_request(request)
        except BaseException:
            self._free.append(number)
            raise
        assert isinstance(response.stream, httpx2.AsyncByteStream)
        response.stream = _Held(response.stream, lambda: self._free.append(number))
        return response

    async def aclose(self) -> None:
        """Close every connection."""
        lanes, self._lanes, self._free = self._lanes, [], []
        for lane in lanes:
            await lane.aclose()

    def _take(self) -> int:
        if self._free:
            return self._free.pop()
        self._lanes.append(httpx2.AsyncHTTPTransport(verify=self._verify))
        return len(self._lanes) - 1


class _Held(httpx2.AsyncByteStream):
    """The body of an answer, that lets go of its lane when it is closed."""

    def __init__(self, stream: httpx2.AsyncByteStream, release: Callable[[], None]) -> None:
        self._stream = stream
        self._release: Callable[[], None] | None = release

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for part in self._stream:
            yield part

    async def aclose(self) -> None:
        try:
            await self._stream.aclose()
        finally:
            release, self._release = self._release, None  # a stream may be closed twice, a lane freed once
            if release is not None:
                release()


def options() -> dict[str, Any]:
    """Keyword arguments of an ``httpx2.AsyncClient`` that has lanes where the environment names no proxy.

    A proxy is left to the client, which knows which addresses are to go through it. The certificates that are trusted
    are read once for all connections, which takes a twentieth of a second.
    """
    verify = httpx2.create_ssl_context()
    proxied = any(scheme in getproxies() for scheme in ("http", "https", "all"))
    return {"verify": verify, "mounts": {} if proxied else {"all://": Lanes(verify)}}
