"""That no address leads a fetch inside: real sockets, a resolver double, and a trap that nobody may walk into."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
import trustme

from summarizer.errors import InputError, SourceUnreadable
from summarizer.fetch import Fetched, fetch
from tests.resolving import PUBLIC, PUBLIC_TOO, Names, Rerouted
from tests.test_guard import INWARD

PAGE = b"<!doctype html><html><body><p>The ferry is late.</p></body></html>"
NOT_PUBLIC = "give --allow-private if you mean it"
IMPOSSIBLE = "impossible address"

SPELLINGS = [
    *("http://127.0.0.1:PORT/", "http://127.1:PORT/", "http://127.0.1:PORT/", "http://0:PORT/", "http://0.0.0.0:PORT/"),
    *("http://2130706433:PORT/", "http://0x7f000001:PORT/", "http://0x7f.1:PORT/", "http://0X7F.0.0.1:PORT/"),
    *("http://0177.0.0.1:PORT/", "http://017700000001:PORT/", "http://0177.1:PORT/", "http://00000127.0.0.1:PORT/"),
    *("http://127.0.0.1.:PORT/", "http://127.1.:PORT/", "http://127.0.0.1..:PORT/", "http://[::1]:PORT/"),
    *("http://[::]:PORT/", "http://[0:0:0:0:0:0:0:1]:PORT/", "http://[::ffff:127.0.0.1]:PORT/", "http://[::1.]:PORT/"),
    *("http://[::ffff:7f00:1]:PORT/", "http://[::127.0.0.1]:PORT/", "http://[64:ff9b::127.0.0.1]:PORT/"),
    *("http://[2002:7f00:1::]:PORT/", "http://[fe80::1%25eth0]:PORT/", "http://[fe80::1%eth0]:PORT/"),
    *("http://[::1%25lo]:PORT/", "http://[::ffff:0:127.0.0.1]:PORT/", "http://[v1.7f]:PORT/", "http://::1:PORT/"),
    *("http://127。0。0。1:PORT/", "http://127．0．0．1:PORT/", "http://１２７.0.0.1:PORT/", "http://①②⑦.0.0.1:PORT/"),
    *("http://%31%32%37.0.0.1:PORT/", "http://localhost%00.good.test:PORT/"),
    *("http://good.test@127.0.0.1:PORT/", "http://good.test:80@127.0.0.1:PORT/", "http://a@good.test@127.0.0.1:PORT/"),
    *("http://good.test%40127.0.0.1:PORT/", "http://good.test\\@127.0.0.1:PORT/", "http://127.0.0.1:PORT\\@good.test/"),
    *("http:\\\\127.0.0.1:PORT\\", "http:/127.0.0.1:PORT/", "http:127.0.0.1:PORT/", "http:///127.0.0.1:PORT/"),
    *("http://127.0.0.1:PORT#@good.test/", "http://127.0.0.1:PORT?@good.test/", "HTTP://127.0.0.1:PORT/"),
    *("http://127.0.\t0.1:PORT/", "http://127.0.0.1\n:PORT/", "ht\ttp://127.0.0.1:PORT/", " http://127.0.0.1:PORT/"),
    *("http://localhost:PORT/", "http://LOCALHOST:PORT/", "http://localhost.:PORT/", "http://a.localhost:PORT/"),
    *("http://ⓛocalhost:PORT/", "http://localhost。:PORT/", "http://printer.local:PORT/", "http://db.internal:PORT/"),
    *("http://metadata.google.internal/", "http://metadata/", "http://169.254.169.254/latest/meta-data/"),
    *("http://0xa9fea9fe/", "http://2852039166/", "http://[::ffff:a9fe:a9fe]/", "http://[fd00:ec2::254]/"),
    *("http://127.0.0.1:/", "http://127.0.0.1:0/", "http://good.test:0/", "http://good.test:65536/"),
    *(
        "http://good.test:-1/",
        "http://good.test:99999/",
        "http://good.test:8 0/",
        "http://1.2.3.4.5/",
        "http://256.1.1.1/",
    ),
    *("ftp://good.test/", "file:///etc/hostname", "file://127.0.0.1/etc/hostname", "gopher://127.0.0.1:PORT/"),
    *(
        "http+unix://%2fvar%2frun%2fdocker.sock/",
        "//127.0.0.1:PORT/",
        "dict://127.0.0.1:PORT/",
        "jar:http://127.0.0.1/",
    ),
]
"""Ways to write an address that leads inside, or that programs read differently. PORT is that of the trap."""

NAMES: dict[str, Sequence[Sequence[str]]] = {
    "good.test": [[PUBLIC]],
    "good-too.test": [[PUBLIC_TOO]],
    "printer.local": [["192.168.1.9"]],
    "db.internal": [["10.2.3.4"]],
    "metadata": [["169.254.169.254"]],
    **{f"inward-{n}.test": [[address]] for n, (address, _) in enumerate(INWARD)},
}


class _Trap:
    """A listening port on loopback that counts who comes."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.01)
        self.port: int = self._socket.getsockname()[1]

    def is_empty(self) -> bool:
        try:
            self._socket.accept()[0].close()
        except TimeoutError:
            return True
        return False

    def close(self) -> None:
        self._socket.close()


class _Handler(BaseHTTPRequestHandler):
    seen: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.seen.append(self.headers["Host"])
        place = self.path.partition("?to=")[2]
        self.send_response(302 if place else 200)
        if place:
            self.send_header("Location", bytes.fromhex(place).decode("utf-8").encode("utf-8").decode("latin-1"))
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "0" if place else str(len(PAGE)))
        self.end_headers()
        if not place:
            self.wfile.write(PAGE)

    def do_CONNECT(self) -> None:
        self.send_error(407)

    def log_message(self, format: str, *args: object) -> None:
        """The log of the test run is no place for it."""


@contextmanager
def serving(context: ssl.SSLContext | None = None) -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture(scope="module")
def site() -> Iterator[int]:
    with serving() as port:
        yield port


@pytest.fixture(scope="module")
def trap() -> Iterator[_Trap]:
    trap = _Trap()
    yield trap
    trap.close()


def get(url: str, network: Rerouted | None = None, names: Names | None = None) -> Fetched:
    return fetch(url, timeout=5.0, max_bytes=100_000, resolve=names or Names(NAMES), network=network)


def redirect_to(target: str) -> str:
    return f"http://good.test/?to={target.encode().hex()}"


def shown(n: int) -> str:
    return str(ipaddress.ip_address(INWARD[n][0]))


def refused(url: str, network: Rerouted | None = None) -> str:
    with pytest.raises(InputError) as caught:
        get(url, network)
    assert str(caught.value).isprintable()
    return str(caught.value)


@pytest.mark.parametrize("spelling", SPELLINGS, ids=ascii)
def test_no_spelling_leads_inside(trap: _Trap, spelling: str) -> None:
    said = refused(spelling.replace("PORT", str(trap.port)))

    assert NOT_PUBLIC in said or IMPOSSIBLE in said
    assert trap.is_empty()


@pytest.mark.parametrize("spelling", SPELLINGS, ids=ascii)
def test_no_redirect_leads_inside(site: int, trap: _Trap, spelling: str) -> None:
    network = Rerouted({PUBLIC: site})
    target = spelling.replace("PORT", str(trap.port))

    # What is no absolute address to the client stays on the site that sent it, or cannot be followed at all.
    with suppress(InputError):
        assert get(redirect_to(target), network).url.startswith("http://good.test/")
    assert set(network.dialled) == {PUBLIC}
    assert trap.is_empty()


@pytest.mark.parametrize("n", range(len(INWARD)), ids=[address for address, _ in INWARD])
def test_no_name_leads_inside(trap: _Trap, n: int) -> None:
    network = Rerouted({})

    said = refused(f"http://inward-{n}.test:{trap.port}/", network)

    assert said.startswith(f"'http://inward-{n}.test:{trap.port}/' leads to inward-{n}.test ({shown(n)}), ")
    assert said.endswith(f"{INWARD[n][1]}; pages are fetched from the public internet only, {NOT_PUBLIC}")
    assert network.dialled == []


@pytest.mark.parametrize("n", range(len(INWARD)), ids=[address for address, _ in INWARD])
def test_no_redirect_to_a_name_leads_inside(site: int, n: int) -> None:
    network = Rerouted({PUBLIC: site})

    said = refused(redirect_to(f"http://inward-{n}.test/"), network)

    assert f"leads on to 'http://inward-{n}.test/', that is to inward-{n}.test ({shown(n)}), {INWARD[n][1]}" in said
    assert network.dialled == [PUBLIC]


def test_the_refusal_names_address_reason_and_remedy_and_no_password() -> None:
    assert refused("http://me:hush-hush@10.0.0.1/page") == (
        "'http://10.0.0.1/page' leads to 10.0.0.1, in a private network; pages are fetched from the public internet "
        "only, give --allow-private if you mean it"
    )


def test_with_leave_the_inside_is_reached(site: int) -> None:
    assert fetch(f"http://127.0.0.1:{site}/", timeout=5, max_bytes=1000, allow_private=True).data == PAGE


def test_a_public_page_is_fetched_from_the_checked_address_under_its_name(site: int) -> None:
    network, names = Rerouted({PUBLIC: site}), Names(NAMES)
    _Handler.seen.clear()

    fetched = get("http://good.test/page", network, names)

    assert (fetched.data, fetched.url) == (PAGE, "http://good.test/page")
    assert (network.dialled, names.asked, _Handler.seen) == ([PUBLIC], ["good.test"], ["good.test"])


@pytest.mark.parametrize("name", ["GOOD.test", "good.test:", "good.test:80"])
def test_good_addresses_have_spellings_too(site: int, name: str) -> None:
    assert get(f"HTTP://{name}/", Rerouted({PUBLIC: site})).data == PAGE


def test_an_answer_that_changes_after_the_check_does_not_matter(site: int) -> None:
    network, names = Rerouted({PUBLIC: site}), Names({"turning.test": [[PUBLIC], ["127.0.0.1"]]})

    assert get("http://turning.test/", network, names).data == PAGE
    assert (network.dialled, names.asked) == ([PUBLIC], ["turning.test"])


def test_an_answer_that_changes_between_redirects_is_checked_again(site: int) -> None:
    network = Rerouted({PUBLIC: site})
    names = Names({"good.test": [[PUBLIC]], "turning.test": [[PUBLIC], ["127.0.0.1"]]})
    back = redirect_to("http://turning.test:81/").replace("good.test", "turning.test")

    with pytest.raises(SourceUnreadable, match=r"that is to turning\.test \(127\.0\.0\.1\), this computer itself"):
        get(back, network, names)
    assert network.dialled == [PUBLIC]


def test_the_next_address_is_tried_where_the_first_does_not_answer(site: int) -> None:
    network = Rerouted({PUBLIC: site})

    assert get("http://two.test/", network, Names({"two.test": [[PUBLIC_TOO, PUBLIC]]})).data == PAGE
    assert network.dialled == [PUBLIC_TOO, PUBLIC]


def test_a_redirect_to_another_public_host_is_followed(site: int) -> None:
    network = Rerouted({PUBLIC: site, PUBLIC_TOO: site})

    assert get(redirect_to("http://good-too.test/there"), network).url == "http://good-too.test/there"
    assert network.dialled == [PUBLIC, PUBLIC_TOO]


def test_an_unknown_name_is_no_connection() -> None:
    assert refused("http://unknown.test/") == (
        "no connection to 'http://unknown.test/': unknown.test is not known (Name or service not known); check address "
        "and network"
    )


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def secure_site(authority: trustme.CA) -> Iterator[int]:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("good.test").configure_cert(context)
    with serving(context) as port:
        yield port


@pytest.fixture
def _trusted(authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))


@pytest.mark.usefixtures("_trusted")
@pytest.mark.parametrize("name", ["good.test", "good.test."])
def test_a_certificate_is_checked_against_the_name(secure_site: int, name: str) -> None:
    network = Rerouted({PUBLIC: secure_site})

    fetched = get(f"https://{name}/", network, Names({name: [[PUBLIC]]}))

    assert fetched.data == PAGE
    assert network.dialled == [PUBLIC]


@pytest.mark.usefixtures("_trusted")
def test_a_certificate_of_another_name_is_refused(secure_site: int) -> None:
    said = refused("https://good-too.test/", Rerouted({PUBLIC_TOO: secure_site}))

    assert said.startswith("'https://good-too.test/' shows a certificate that is not trusted (Hostname mismatch, ")


def test_an_untrusted_certificate_is_refused(secure_site: int) -> None:
    said = refused("https://good.test/", Rerouted({PUBLIC: secure_site}))

    assert said.startswith("'https://good.test/' shows a certificate that is not trusted (")
    assert said.endswith("); check the address, or save the page and give the file")


@pytest.mark.usefixtures("_trusted")
def test_a_way_from_https_to_http_is_not_taken(secure_site: int) -> None:
    network = Rerouted({PUBLIC: secure_site})

    assert refused(redirect_to("http://good-too.test/").replace("http:", "https:", 1), network).endswith(
        "leads from https on to 'http://good-too.test/' without encryption, where anybody on the way could change the "
        "text; give that address if you mean it"
    )
    assert network.dialled == [PUBLIC]


PROXY = "93.184.215.99"


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy", "ALL_PROXY"])
def test_a_proxy_of_the_environment_is_asked_for_the_name(
    site: int, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, f"{PROXY}:3128")
    network = Rerouted({PROXY: site})
    _Handler.seen.clear()

    assert get("http://only-the-proxy-knows.test/", network).data == PAGE
    assert (network.dialled, _Handler.seen) == ([PROXY], ["only-the-proxy-knows.test"])


@pytest.mark.parametrize("bypassed", ["good.test", "test", ".test", "*", "a.example, good.test"])
def test_hosts_that_need_no_proxy_are_connected_to(site: int, monkeypatch: pytest.MonkeyPatch, bypassed: str) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://{PROXY}:3128")
    monkeypatch.setenv("NO_PROXY", bypassed)
    network = Rerouted({PUBLIC: site})

    assert get("http://good.test/", network).data == PAGE
    assert network.dialled == [PUBLIC]


def test_networks_that_need_no_proxy_are_connected_to(site: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://{PROXY}:3128")
    monkeypatch.setenv("NO_PROXY", "192.0.2.1,93.184.208.0/20")
    network = Rerouted({PUBLIC: site})

    assert get(f"http://{PUBLIC}/", network).data == PAGE
    assert network.dialled == [PUBLIC]


@pytest.mark.parametrize("spelling", SPELLINGS, ids=ascii)
def test_no_spelling_is_given_to_a_proxy(
    trap: _Trap, site: int, monkeypatch: pytest.MonkeyPatch, spelling: str
) -> None:
    monkeypatch.setenv("ALL_PROXY", f"http://{PROXY}:3128")
    network = Rerouted({PROXY: site})

    said = refused(spelling.replace("PORT", str(trap.port)), network)

    assert NOT_PUBLIC in said or IMPOSSIBLE in said
    assert network.dialled == []


def test_a_redirect_behind_a_proxy_is_checked(site: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://{PROXY}:3128")
    network = Rerouted({PROXY: site})

    assert "that is to 10.0.0.1, in a private network" in refused(redirect_to("http://10.0.0.1/"), network)
    assert network.dialled == [PROXY]


@pytest.mark.parametrize("proxy", ["ftp://proxy.test:21", "http://[::1"])
def test_an_impossible_proxy_is_said(monkeypatch: pytest.MonkeyPatch, proxy: str) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy)

    assert refused("http://good.test/").startswith("the proxy that the environment names cannot be used (")


def test_a_proxy_that_wants_a_password_says_so(site: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://{PROXY}:3128")

    assert refused("https://good.test/", Rerouted({PROXY: site})) == (
        "'https://good.test/' was not reached: the proxy answered 407 Proxy Authentication Required: the proxy wants a "
        "name and a password; put them into the proxy's address in HTTPS_PROXY or HTTP_PROXY"
    )
