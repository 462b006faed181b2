"""Which hosts are public."""

from __future__ import annotations

import ipaddress
import threading
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.guard import Guard, ImpossibleHost, NotAdmitted, literal, refusal
from tests.resolving import PUBLIC, PUBLIC_TOO, Names

INWARD = [
    ("0.0.0.0", "an unspecified address, which leads to this computer"),
    ("0.1.2.3", "an unspecified address, which leads to this computer"),
    ("10.0.0.1", "in a private network"),
    ("10.255.255.255", "in a private network"),
    ("100.64.0.1", "in the network of a carrier (NAT)"),
    ("100.127.255.254", "in the network of a carrier (NAT)"),
    ("100.100.100.200", "a metadata service, which hands out the keys of a cloud machine"),
    ("127.0.0.1", "this computer itself (loopback)"),
    ("127.255.0.9", "this computer itself (loopback)"),
    ("168.63.129.16", "a metadata service, which hands out the keys of a cloud machine"),
    ("169.254.0.7", "a link-local address"),
    ("169.254.169.254", "a metadata service, which hands out the keys of a cloud machine"),
    ("169.254.170.2", "a metadata service, which hands out the keys of a cloud machine"),
    ("172.16.0.1", "in a private network"),
    ("172.31.255.255", "in a private network"),
    ("192.0.0.8", "reserved for protocols"),
    ("192.0.0.192", "reserved for protocols"),
    ("192.0.2.5", "reserved for documentation"),
    ("192.88.99.1", "a relay of tunnels (6to4)"),
    ("192.168.1.1", "in a private network"),
    ("198.18.0.1", "reserved for benchmarks"),
    ("198.19.255.255", "reserved for benchmarks"),
    ("198.51.100.7", "reserved for documentation"),
    ("203.0.113.7", "reserved for documentation"),
    ("224.0.0.1", "a multicast address"),
    ("239.255.255.250", "a multicast address"),
    ("240.0.0.1", "a reserved address"),
    ("255.255.255.255", "the broadcast address"),
    ("::", "an unspecified address, which leads to this computer"),
    ("::1", "this computer itself (loopback)"),
    ("::7f00:1", "127.0.0.1 in disguise, this computer itself (loopback)"),
    ("::5db8:d70e", "an IPv4 address in disguise (IPv4-compatible)"),
    ("::ffff:127.0.0.1", "127.0.0.1 in disguise, this computer itself (loopback)"),
    ("::ffff:a00:1", "10.0.0.1 in disguise, in a private network"),
    (
        "::ffff:169.254.169.254",
        "169.254.169.254 in disguise, a metadata service, which hands out the keys of a cloud machine",
    ),
    ("::ffff:0:127.0.0.1", "a reserved address"),
    ("64:ff9b::7f00:1", "127.0.0.1 in disguise, this computer itself (loopback)"),
    ("64:ff9b::192.168.0.1", "192.168.0.1 in disguise, in a private network"),
    ("64:ff9b:1::5db8:d70e", "in a private network (translated to IPv4)"),
    ("100::1", "a reserved address"),
    ("1fff::1", "a reserved address"),
    ("2001::1", "255.255.255.254 in disguise, a reserved address"),
    ("2001:0:4136:e378:8000:63bf:80ff:fffe", "127.0.0.1 in disguise, this computer itself (loopback)"),
    ("2001:0:4136:e378:8000:63bf:a247:28f1", "an IPv4 address in disguise (Teredo)"),
    ("2001:2::1", "reserved for benchmarks"),
    ("2001:10::1", "reserved for protocols"),
    ("2001:20::1", "reserved for protocols"),
    ("2001:db8::1", "reserved for documentation"),
    ("2002:7f00:1::", "127.0.0.1 in disguise, this computer itself (loopback)"),
    ("2002:c0a8:101::1", "192.168.1.1 in disguise, in a private network"),
    ("2002:5db8:d70e::1", "an IPv4 address in disguise (6to4)"),
    ("2a00:1::5efe:127.0.0.1", "127.0.0.1 in disguise, this computer itself (loopback)"),
    ("2a00:1::200:5efe:10.0.0.1", "10.0.0.1 in disguise, in a private network"),
    ("3fff::1", "reserved for documentation"),
    ("4000::1", "a reserved address"),
    ("5f00::1", "a reserved address"),
    ("fc00::1", "in a private network"),
    ("fd00:ec2::254", "a metadata service, which hands out the keys of a cloud machine"),
    ("fd20:ce::254", "a metadata service, which hands out the keys of a cloud machine"),
    ("fe80::1", "a link-local address"),
    ("fec0::1", "in a private network (site-local)"),
    ("ff02::1", "a multicast address"),
    ("fe80::1%2", "an address of one network card (zone)"),
    ("2606:4700::1%2", "an address of one network card (zone)"),
]
"""Addresses as a resolver may answer them, and what is said of each."""


@pytest.mark.parametrize(("address", "says"), INWARD, ids=[address for address, _ in INWARD])
def test_what_is_not_public_is_named(address: str, says: str) -> None:
    assert refusal(ipaddress.ip_address(address)) == says


@pytest.mark.parametrize(
    "address",
    [
        *("1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255"),
        *("128.0.0.1", "169.253.255.255", "172.15.255.255", "172.32.0.0", "192.167.255.255", "198.17.255.255"),
        *("198.20.0.0", "223.255.255.255", PUBLIC, PUBLIC_TOO, "2001:4860:4860::8888", "2a00:1450:4001::1"),
        *("::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2620:fe::fe"),
    ],
)
def test_public_addresses_are_public(address: str) -> None:
    assert refusal(ipaddress.ip_address(address)) is None


@given(st.ip_addresses())
def test_nothing_that_python_calls_private_passes(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    if refusal(address) is None:
        assert address.is_global or getattr(address, "ipv4_mapped", None) is not None
        assert not address.is_loopback
        assert not address.is_link_local
        assert not address.is_multicast
        assert not address.is_unspecified


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"),
        ("127.0.0.1.", "127.0.0.1"),
        ("127.1", "127.0.0.1"),
        ("127.0.1", "127.0.0.1"),
        ("127", "0.0.0.127"),
        ("0", "0.0.0.0"),
        ("2130706433", "127.0.0.1"),
        ("0x7f000001", "127.0.0.1"),
        ("0X7F.0.0.1", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"),
        ("017700000001", "127.0.0.1"),
        ("0x", "0.0.0.0"),
        ("10.0xffff", "10.0.255.255"),
        ("::1", "::1"),
        ("fe80::1%25eth0", "fe80::1%eth0"),
    ],
)
def test_every_spelling_of_an_address_is_read(host: str, address: str) -> None:
    assert literal(host) == ipaddress.ip_address(address)


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1.example.org", "1.2.3.4a", "a", "0x7g", "1e100.net"])
def test_names_are_no_addresses(host: str) -> None:
    assert literal(host) is None


@pytest.mark.parametrize("host", ["1.2.3.4.5", "256.1.1.1", "1.2.3.256", "4294967296", "a.1", "08", "1.2.65536", "::g"])
def test_what_only_ends_like_an_address_is_an_error(host: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        literal(host)


def test_all_addresses_of_a_name_come_back_after_one_look_up() -> None:
    names = Names({"good.test": [[PUBLIC, PUBLIC_TOO, PUBLIC]]})

    admitted = Guard(resolve=names).admit("good.test", 80)

    assert [str(address) for address in admitted] == [PUBLIC, PUBLIC_TOO]
    assert names.asked == ["good.test"]


@pytest.mark.parametrize(("address", "says"), INWARD, ids=[address for address, _ in INWARD])
def test_one_inward_address_among_public_ones_is_enough(address: str, says: str) -> None:
    with pytest.raises(NotAdmitted, match=r"^mixed\.test \("):
        Guard(resolve=Names({"mixed.test": [[PUBLIC, address, PUBLIC_TOO]]})).admit("mixed.test", 80)


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST.", "a.localhost", "x.localdomain", "metadata.google.internal", "metadata.goog"]
)
def test_names_of_this_computer_are_not_even_looked_up(host: str) -> None:
    names = Names({})

    with pytest.raises(NotAdmitted, match="a name of this computer or its network"):
        Guard(resolve=names).admit(host.lower(), 80)
    assert names.asked == []


@pytest.mark.parametrize(
    "host",
    ["127.1", "2130706433", "%31%32%37.0.0.1", "a..b", "", "a b", "a\\b", "a|b", "-" * 64, "x" * 254, "1.2.3.4.5", "é"],
)
def test_impossible_hosts_are_refused_even_where_all_is_allowed(host: str) -> None:
    with pytest.raises(ImpossibleHost):
        Guard(allow_private=True, resolve=Names({})).admit(host, 80)


def test_where_all_is_allowed_inward_hosts_pass() -> None:
    guard = Guard(allow_private=True, resolve=Names({"localhost": [["127.0.0.1", "::1"]]}))

    assert [str(address) for address in guard.admit("localhost", 80)] == ["127.0.0.1", "::1"]
    assert [str(address) for address in guard.admit("10.0.0.1", 80)] == ["10.0.0.1"]


@pytest.mark.parametrize(
    "host", ["localhost", "printer", "nas.local", "db.internal", "router.lan", "a.home.arpa", "10.0.0.1", "::1"]
)
def test_what_a_proxy_must_not_be_asked_for(host: str) -> None:
    with pytest.raises(NotAdmitted):
        Guard(resolve=Names({})).admit_by_proxy(host, 80)


def test_a_name_that_is_found_inside_is_not_given_to_a_proxy() -> None:
    with pytest.raises(NotAdmitted, match=r"^inside\.test \(10\.0\.0\.1\), in a private network$"):
        Guard(resolve=Names({"inside.test": [["10.0.0.1"]]})).admit_by_proxy("inside.test", 80)


def test_a_name_that_only_the_proxy_knows_passes() -> None:
    Guard(resolve=Names({})).admit_by_proxy("unknown.test", 80)


def test_a_look_up_that_hangs_does_not_hold_up_the_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    go_on, over = threading.Event(), threading.Event()

    def hanging(host: str, port: int, /, *, type: int) -> Sequence[tuple[Any, ...]]:
        go_on.wait(20)
        over.set()
        return []

    monkeypatch.setattr("summarizer.guard._BY_PROXY_SECONDS", 0.05)
    try:
        Guard(resolve=hanging).admit_by_proxy("slow.test", 80)
        assert not over.is_set()
    finally:
        go_on.set()
