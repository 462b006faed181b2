"""Connections for fetching: to checked addresses only, within one time for everything."""

from __future__ import annotations

import ipaddress
import time
import urllib.request
from collections.abc import Iterable, Iterator
from typing import Any

import httpcore2
import httpx2

from summarizer.errors import InputError
from summarizer.guard import Address, Guard, literal

MOST_TRIED = 8
"""Addresses of one host that are tried in turn."""


class TooMuchSent(Exception):
    """A server sent more bytes than were allowed."""


class Allowance:
    """What one fetch may still use, over all its connections: time until ``deadline`` (monotonic), bytes to receive."""

    def __init__(self, deadline: float, max_bytes: int) -> None:
        self._deadline = deadline
        self._bytes_left = max_bytes

    def seconds(self) -> float:
        """The seconds that are left. Raises :class:`httpcore2.ReadTimeout` if there are none."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("the time is up")
        return left

    def received(self, count: int) -> None:
        """Count bytes that came in. Raises :class:`TooMuchSent` once there were too many."""
        self._bytes_left -= count
        if self._bytes_left < 0:
            raise TooMuchSent


class Transport(httpx2.BaseTransport):
    """Sends requests over connections to addresses that ``guard`` admits.

    A name is resolved once for a connection, every address of the answer is checked, and the connection is made to one
    of exactly these; certificate, server name and ``Host`` are still those of the name. Certificates are verified.

    The proxies that the environment names (``HTTP_PROXY``, ``HTTPS_PROXY``, ``ALL_PROXY``, not for ``NO_PROXY``) are
    used. A proxy resolves names itself, so that there the guard can only check addresses, names that lead inwards by
    their form, and what a look-up of our own finds. The proxy's own address is the user's choice and is not checked.
    """

    def __init__(self, guard: Guard, allowance: Allowance, network: httpcore2.NetworkBackend) -> None:
        self._guard = guard
        self._proxy_network = Network(allowance, network)
        self._direct = httpcore2.ConnectionPool(network_backend=PinnedNetwork(guard, allowance, network))
        self._proxied: dict[str, httpcore2.ConnectionPool] = {}

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer to ``request``, its body still to be read. Errors are those of httpcore2, and the guard's."""
        url = request.url
        assert isinstance(request.stream, httpx2.SyncByteStream)
        answer = self._pool(url).handle_request(
            httpcore2.Request(
                method=request.method,
                url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        """Close all connections."""
        for pool in (self._direct, *self._proxied.values()):
            pool.close()

    def _pool(self, url: httpx2.URL) -> httpcore2.ConnectionPool:
        port = url.port or (443 if url.scheme == "https" else 80)
        proxy = proxy_for(url.scheme, url.host, port)
        if proxy is None:
            return self._direct
        self._guard.admit_by_proxy(url.raw_host.decode("ascii"), port)
        if proxy not in self._proxied:
            self._proxied[proxy] = _proxy_pool(proxy, self._proxy_network)
        return self._proxied[proxy]


class Network(httpcore2.NetworkBackend):
    """TCP connections that keep to the allowance."""

    def __init__(self, allowance: Allowance, network: httpcore2.NetworkBackend) -> None:
        self.allowance = allowance
        self.network = network

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to ``host``, which is resolved on the way."""
        seconds = self.allowance.seconds()
        stream = self.network.connect_tcp(host, port, seconds, local_address, socket_options)
        return _Stream(stream, self.allowance)


class PinnedNetwork(Network):
    """TCP connections to addresses that the guard admits."""

    def __init__(self, guard: Guard, allowance: Allowance, network: httpcore2.NetworkBackend) -> None:
        super().__init__(allowance, network)
        self._guard = guard

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first address of ``host`` that answers, each having an equal share of the time."""
        try:
            addresses = self._guard.admit(host, port)
        except OSError as error:
            raise httpcore2.ConnectError(f"{host} is not known ({error.strerror or error})") from error
        return self._first_of(addresses[:MOST_TRIED], port, local_address, socket_options)

    def _first_of(
        self, addresses: tuple[Address, ...], port: int, local_address: str | None, options: Iterable[Any] | None
    ) -> httpcore2.NetworkStream:
        failure: httpcore2.NetworkError | httpcore2.TimeoutException | None = None
        for tried, address in enumerate(addresses):
            share = self.allowance.seconds() / (len(addresses) - tried)
            try:
                stream = self.network.connect_tcp(str(address), port, share, local_address, options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self.allowance)
        raise failure or httpcore2.ConnectError("no address to connect to")


class _Stream(httpcore2.NetworkStream):
    """A connection on which no single wait is longer than the time that is left."""

    def __init__(self, stream: httpcore2.NetworkStream, allowance: Allowance) -> None:
        self._stream = stream
        self._allowance = allowance

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data = self._stream.read(max_bytes, self._allowance.seconds())
        self._allowance.received(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._allowance.seconds())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        # A dot at the end of a name is no part of the name in its certificate.
        name = server_hostname.removesuffix(".") if server_hostname else None
        return _Stream(self._stream.start_tls(ssl_context, name, self._allowance.seconds()), self._allowance)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class _Body(httpx2.SyncByteStream):
    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        self._stream.close()


def proxy_for(scheme: str, host: str, port: int) -> str | None:
    """The address of the proxy that environment or system name for a host, ``None`` for a direct connection.

    ``NO_PROXY`` holds names, which stand for all below them too, addresses, and networks such as ``10.0.0.0/8``.
    """
    proxies = urllib.request.getproxies()
    proxy = proxies.get(scheme) or proxies.get("all")
    if not proxy or urllib.request.proxy_bypass(f"{host}:{port}") or _is_in_network(host, proxies.get("no", "")):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def _is_in_network(host: str, bypassed: str) -> bool:
    try:
        address = literal(host)
    except ValueError:
        return False
    return address is not None and any(address in network for network in _networks(bypassed))


def _networks(bypassed: str) -> Iterator[ipaddress.IPv4Network | ipaddress.IPv6Network]:
    for entry in bypassed.split(","):
        try:
            yield ipaddress.ip_network(entry.strip().strip("[]"), strict=False)
        except ValueError:  # a name
            continue


def _proxy_pool(address: str, network: httpcore2.NetworkBackend) -> httpcore2.ConnectionPool:
    try:
        proxy = httpx2.Proxy(address)
        url = httpcore2.URL(
            scheme=proxy.url.raw_scheme, host=proxy.url.raw_host, port=proxy.url.port, target=proxy.url.raw_path
        )
        if proxy.url.scheme.startswith("socks"):
            return httpcore2.SOCKSProxy(url, proxy_auth=proxy.raw_auth, network_backend=network)
        return httpcore2.HTTPProxy(url, proxy_auth=proxy.raw_auth, network_backend=network)
    except (httpx2.InvalidURL, ValueError, RuntimeError, ImportError) as error:
        raise InputError(
            f"the proxy that the environment names cannot be used ({type(error).__name__}); it must be an http, https "
            "or socks5 address, and socks5 needs the package socksio"
        ) from error
