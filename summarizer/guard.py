"""Which hosts and addresses pages may be fetched from: those of the public internet, unless more is allowed."""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network
from typing import Any, Protocol

Address = IPv4Address | IPv6Address

_BY_PROXY_SECONDS = 2.0
"""Seconds for a look-up of our own where a proxy makes the one that counts: behind many, names never resolve."""

_METADATA = "a metadata service, which hands out the keys of a cloud machine"
_SERVICES = {
    IPv4Address("169.254.169.254"): _METADATA,
    IPv4Address("169.254.170.2"): _METADATA,
    IPv4Address("100.100.100.200"): _METADATA,
    IPv4Address("168.63.129.16"): _METADATA,  # a public address, but inside Azure it leads to the machine's host
    IPv6Address("fd00:ec2::254"): _METADATA,
    IPv6Address("fd20:ce::254"): _METADATA,
}
# Our own tables, as what ``ipaddress.is_global`` knows differs from one Python to the next.
_V4: tuple[tuple[IPv4Network, str], ...] = tuple(
    (IPv4Network(network), reason)
    for network, reason in (
        ("0.0.0.0/8", "an unspecified address, which leads to this computer"),
        ("10.0.0.0/8", "in a private network"),
        ("100.64.0.0/10", "in the network of a carrier (NAT)"),
        ("127.0.0.0/8", "this computer itself (loopback)"),
        ("169.254.0.0/16", "a link-local address"),
        ("172.16.0.0/12", "in a private network"),
        ("192.0.0.0/24", "reserved for protocols"),
        ("192.0.2.0/24", "reserved for documentation"),
        ("192.88.99.0/24", "a relay of tunnels (6to4)"),
        ("192.168.0.0/16", "in a private network"),
        ("198.18.0.0/15", "reserved for benchmarks"),
        ("198.51.100.0/24", "reserved for documentation"),
        ("203.0.113.0/24", "reserved for documentation"),
        ("224.0.0.0/4", "a multicast address"),
        ("255.255.255.255/32", "the broadcast address"),
        ("240.0.0.0/4", "a reserved address"),
    )
)
_V6: tuple[tuple[IPv6Network, str], ...] = tuple(
    (IPv6Network(network), reason)
    for network, reason in (
        ("::/128", "an unspecified address, which leads to this computer"),
        ("::1/128", "this computer itself (loopback)"),
        ("::/96", "an IPv4 address in disguise (IPv4-compatible)"),
        ("64:ff9b:1::/48", "in a private network (translated to IPv4)"),
        ("2001::/32", "an IPv4 address in disguise (Teredo)"),
        ("2001:2::/48", "reserved for benchmarks"),
        ("2001::/23", "reserved for protocols"),
        ("2001:db8::/32", "reserved for documentation"),
        ("2002::/16", "an IPv4 address in disguise (6to4)"),
        ("3fff::/20", "reserved for documentation"),
        ("fc00::/7", "in a private network"),
        ("fe80::/10", "a link-local address"),
        ("fec0::/10", "in a private network (site-local)"),
        ("ff00::/8", "a multicast address"),
    )
)
_PUBLIC_V6 = IPv6Network("2000::/3")
"""All that was ever given out for the public internet; the rest of IPv6 is reserved."""
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""How networks without IPv4 reach public IPv4 hosts (NAT64): the last 32 bits are the address that counts."""
_ISATAP = (0x00005EFE, 0x02005EFE)
"""The third quarter of an address whose last one is an IPv4 address."""

_OURS = ("localhost", "metadata.google.internal", "metadata.goog", "instance-data")
_OUR_DOMAINS = (".localhost", ".localdomain")
_INSIDE_DOMAINS = (".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".private", ".home.arpa")
_NUMBER = re.compile(r"0x[0-9a-f]*|[0-9]+")
_HOST_NAME = re.compile(r"(?=.{1,253}\.?\Z)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?\Z")


class NotAdmitted(Exception):
    """A host that is not public. ``str()`` says what it is, such as ``10.0.0.1, in a private network``."""


class ImpossibleHost(Exception):
    """What stands in the place of a host is none, or is written so that programs differ on what it means."""


class Resolver(Protocol):
    """What :func:`socket.getaddrinfo` is."""

    def __call__(self, host: str, port: int, /, *, type: int) -> Sequence[tuple[Any, ...]]: ...


@dataclass(frozen=True, slots=True)
class Guard:
    """Turns hosts into addresses that may be connected to. With ``allow_private`` it lets all of them pass."""

    allow_private: bool = False
    resolve: Resolver = socket.getaddrinfo

    def admit(self, host: str, port: int) -> tuple[Address, ...]:
        """The addresses of ``host``, after exactly one look-up; connect to these, never to the name.

        One address among them that is not public is enough for a refusal, as the order of an answer is chance.

        Raises:
            NotAdmitted: the host, or one of its addresses, is not of the public internet.
            ImpossibleHost: it is no host, with ``allow_private`` too.
            OSError: the name cannot be resolved.
        """
        address = self._literal(host)
        if address is not None:
            return (address,)
        if not self.allow_private:
            _refuse_name(host, _OURS, _OUR_DOMAINS)
        return self._checked(host, look_up(host, port, self.resolve))

    def admit_by_proxy(self, host: str, port: int) -> None:
        """Check a host that a proxy will resolve, as far as that can be done from here.

        Addresses and names that can only lead inwards are refused; of other names what our own look-up finds is
        checked. If it finds nothing within two seconds the name passes, as behind many proxies no name resolves.

        Raises:
            NotAdmitted: the host, or one of the addresses that were found, is not of the public internet.
            ImpossibleHost: it is no host, with ``allow_private`` too.
        """
        if self._literal(host) is not None or self.allow_private:
            return
        _refuse_name(host, _OURS, (*_OUR_DOMAINS, *_INSIDE_DOMAINS))
        if "." not in host.rstrip("."):
            raise NotAdmitted(f"{host}, a name inside the proxy's network")
        self._checked(host, self._briefly(host, port))

    def _literal(self, host: str) -> Address | None:
        if ":" not in host and not _HOST_NAME.match(host):
            raise ImpossibleHost(f"{host!r} is not a possible host name")
        try:
            address = literal(host)
        except ValueError as error:
            raise ImpossibleHost(f"{host!r} is not a possible address") from error
        if address is None:
            return None
        self._checked(host, (address,))
        if address.version == 4 and str(address) != host:  # what a proxy would make of it, nobody knows
            raise ImpossibleHost(f"{host!r} is an unusual way to write {address}")
        return address

    def _checked(self, host: str, addresses: tuple[Address, ...]) -> tuple[Address, ...]:
        if not self.allow_private:
            for address in addresses:
                reason = refusal(address)
                if reason is not None:
                    shown = str(address) if str(address) == host else f"{host} ({address})"
                    raise NotAdmitted(f"{shown}, {reason}")
        return addresses

    def _briefly(self, host: str, port: int) -> tuple[Address, ...]:
        found: list[tuple[Address, ...]] = []

        def run() -> None:
            try:
                found.append(look_up(host, port, self.resolve))
            except (OSError, UnicodeError):
                found.append(())

        thread = threading.Thread(target=run, name="look-up", daemon=True)
        thread.start()
        thread.join(_BY_PROXY_SECONDS)
        return found[0] if found else ()


def refusal(address: Address) -> str | None:
    """Why an address is not one of the public internet; ``None`` if it is one."""
    if address in _SERVICES:
        return _SERVICES[address]
    if isinstance(address, IPv4Address):
        return _first(address, _V4) or _second_opinion(address)
    if address.scope_id is not None:
        return "an address of one network card (zone)"
    inner = address.ipv4_mapped or _last_part(address)
    if inner is not None:
        reason = refusal(inner)
        if reason is not None:
            return f"{inner} in disguise, {reason}"
        if address.ipv4_mapped is not None or address in _TRANSLATED:
            return None
    reason = _first(address, _V6)
    if reason is None and address not in _PUBLIC_V6:
        return "a reserved address"
    return reason or _second_opinion(address)


def literal(host: str) -> Address | None:
    """The address that ``host`` spells in any way that some resolver takes for one; ``None`` for a name.

    These are the spellings of the URL standard: one number or up to four, each decimal, octal (``0177``) or hexadecimal
    (``0x7f``), and a dot at the end. Raises :class:`ValueError` for what ends like an address and is none.
    """
    if ":" in host:
        return IPv6Address(host.replace("%25", "%"))
    parts = host.lower().removesuffix(".").split(".")
    if not _NUMBER.fullmatch(parts[-1]):
        return None
    if len(parts) > 4:
        raise ValueError(f"{host!r} has more than four parts")
    *heads, last = [_number(part) for part in parts]
    if any(head > 255 for head in heads) or last >= 256 ** (4 - len(heads)):
        raise ValueError(f"{host!r} has a part that is too large")
    return IPv4Address(sum(head << 8 * (3 - place) for place, head in enumerate(heads)) + last)


def look_up(host: str, port: int, resolve: Resolver) -> tuple[Address, ...]:
    """All addresses of a name, each once, in the order of the answer. Raises :class:`OSError` if there are none."""
    found: dict[Address, None] = {}
    for family, *_, place in resolve(host, port, type=socket.SOCK_STREAM):
        if family in (socket.AF_INET, socket.AF_INET6):
            zone = f"%{place[3]}" if family == socket.AF_INET6 and place[3] and "%" not in place[0] else ""
            found[ipaddress.ip_address(f"{place[0]}{zone}")] = None
    if not found:
        raise OSError(f"{host} has no address")
    return tuple(found)


def _refuse_name(host: str, names: tuple[str, ...], domains: tuple[str, ...]) -> None:
    bare = host.lower().removesuffix(".")
    if bare in names or f".{bare}".endswith(domains):
        raise NotAdmitted(f"{host}, a name of this computer or its network")


def _number(part: str) -> int:
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    if not (part.isascii() and part.isdecimal()):
        raise ValueError(f"{part!r} is not a number")
    return int(part, 8) if part.startswith("0") else int(part)


def _first(address: Address, table: Sequence[tuple[IPv4Network | IPv6Network, str]]) -> str | None:
    return next((reason for network, reason in table if address in network), None)


def _second_opinion(address: Address) -> str | None:
    return None if address.is_global and not address.is_multicast else "not an address of the public internet"


def _last_part(address: IPv6Address) -> IPv4Address | None:
    value = int(address)
    if address in _TRANSLATED or (value >> 32) & 0xFFFFFFFF in _ISATAP:
        return IPv4Address(value & 0xFFFFFFFF)
    if address.sixtofour is not None:
        return address.sixtofour
    if address.teredo is not None:
        return address.teredo[1]
    compatible = value < 1 << 32 and value > 1  # "::" and "::1" are addresses of their own
    return IPv4Address(value) if compatible else None
