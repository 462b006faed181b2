"""Doubles for the two things of the internet that a test may not touch: its names, and the way to its addresses."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import httpcore2

PUBLIC = "93.184.215.14"
PUBLIC_TOO = "2606:4700::6810:84e5"


class Names:
    """A resolver. Each name has its answers, one for every look-up and the last for all that follow."""

    def __init__(self, answers: Mapping[str, Sequence[Sequence[str]]]) -> None:
        self._answers = {name: list(given) for name, given in answers.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int, /, *, type: int) -> list[tuple[Any, ...]]:
        self.asked.append(host)
        given = self._answers.get(host)
        if given is None:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        addresses = given.pop(0) if len(given) > 1 else given[0]
        return [_entry(address, port, type) for address in addresses]


class Rerouted(httpcore2.SyncBackend):
    """Real sockets, but of some public addresses a port on loopback is at the other end. Notes what was dialled."""

    def __init__(self, routes: Mapping[str, int]) -> None:
        self._routes = routes
        self.dialled: list[str] = []

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        self.dialled.append(host)
        if host not in self._routes:
            raise httpcore2.ConnectError(f"no way to {host}")
        return super().connect_tcp("127.0.0.1", self._routes[host], timeout, local_address, socket_options)


def _entry(address: str, port: int, type: int) -> tuple[Any, ...]:
    bare, _, zone = address.partition("%")
    if ipaddress.ip_address(bare).version == 4:
        return (socket.AF_INET, type, socket.IPPROTO_TCP, "", (bare, port))
    return (socket.AF_INET6, type, socket.IPPROTO_TCP, "", (bare, port, 0, int(zone or 0)))
