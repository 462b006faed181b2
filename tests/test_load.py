"""Sources to their text."""

from __future__ import annotations

import hashlib
import io
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.errors import InputError, SourceEmpty, SourceUnreadable
from summarizer.load import load
from summarizer.models import SourceInfo
from summarizer.sentences import read_document
from summarizer.source import Source
from tests.paperwork import Put, pdf
from tests.reading import write

EXAMPLE = Path(__file__).parent.parent / "examples" / "council-budget.html"

ARTICLE = (
    "<p>Die Fährfrau sagte am Montag, der nördliche Steg müsse bis Ende Mai für größere Schiffe gesperrt bleiben.</p>"
    "<p>Taucher hätten ihr schon im Januar erklärt, zwei Pfähle seien morsch und könnten unter Last brechen.</p>"
)
SHUT = ("The harbour board shut the quay in May.", "The divers had warned of it.", "Nobody listened to them.")
PAGES = pdf(
    [
        [Put(60, 800, "The Quay Gazette"), Put(60, 700, words), Put(290, 40, str(number))]
        for number, words in enumerate(SHUT, 1)
    ],
    info="/Title(The quay)",
)
SITE = {
    "/latin-1": (
        "text/html; charset=iso-8859-1",
        f"<html><body><article>{ARTICLE}</article></body></html>".encode("latin-1"),
    ),
    "/meta": (
        "text/html",
        f"<html><head><meta charset=iso-8859-1></head><body><article>{ARTICLE}</article></body></html>".encode(
            "latin-1"
        ),
    ),
    "/notes.md": ("text/plain; charset=utf-8", b"# Der Steg\n\nEr bleibt zu.\n"),
    "/unknown": ("application/octet-stream", b"Plain words.\r\nMore of them.\r\n"),
    "/document": ("application/octet-stream", PAGES),
    "/no-article": ("text/html", b"<html><body><nav><a href=/>Home</a></nav></body></html>"),
    "/pdf-as-text": ("text/plain", b"%PDF-1.4\n%\xe2\xe3\n"),
}

prose = st.text(
    st.characters(blacklist_categories=["Cc", "Cs"], blacklist_characters="\ufeff", whitelist_characters="\n\t")
)


def words(text: str) -> bool:
    return any(character.isprintable() and not character.isspace() for character in text)


@given(
    prose.filter(words),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_plain_text_comes_back_unchanged_but_for_line_ends(tmp_path: Path, text: str, encoding: str, end: str) -> None:
    source = write(tmp_path, ("Word. " + text).replace("\n", end).encode(encoding))

    assert load(source).text == "Word. " + text


@given(prose.filter(words))
def test_a_text_in_memory_comes_back_unchanged(text: str) -> None:
    assert load(Source.text(text)).text == text


def test_a_file_says_where_it_comes_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    data = b"\xef\xbb\xbfPlain words.\r\n"
    Path("article.txt").write_bytes(data)

    loaded = load(Source.parse("article.txt"))

    assert loaded.text == "Plain words.\n"
    assert loaded.info == SourceInfo(
        kind="file", location="article.txt", media_type="text/plain", sha256=hashlib.sha256(data).hexdigest()
    )


def test_a_text_keeps_its_title_and_has_no_location() -> None:
    info = load(Source.text("Plain words.", title="A title")).info

    assert (info.kind, info.location, info.title, info.media_type) == ("text", None, "A title", "text/plain")
    assert info.sha256 == hashlib.sha256(b"Plain words.").hexdigest()


def test_a_text_that_looks_like_a_page_is_left_as_it_is() -> None:
    assert load(Source.text("<html>\r\n<p>words")).text == "<html>\n<p>words"


def test_lone_surrogates_in_a_text_cannot_reach_the_output() -> None:
    assert load(Source.text("a\ud800b")).text == "a?b"


@pytest.mark.parametrize(
    ("text", "title", "author", "published"),
    [
        pytest.param("Intro.\n\n# The quay #\n\nIt is shut.\n", "The quay", None, None, id="heading"),
        pytest.param("```\n# no title\n```\n# The quay\n", "The quay", None, None, id="heading after code"),
        pytest.param(
            "---\ntitle: 'The quay'\nauthor: Ann Orle\ndate: 2026-05-01T10:00\n---\n# Other\n",
            "The quay",
            "Ann Orle",
            "2026-05-01",
            id="front matter",
        ),
        pytest.param("---\ndate: 1 May\n---\nIt is shut. #1\n", None, None, None, id="nothing of use"),
    ],
)
def test_markdown_is_kept_whole_and_says_its_title(
    tmp_path: Path, text: str, title: str | None, author: str | None, published: str | None
) -> None:
    loaded = load(write(tmp_path, text.encode(), "article.md"))

    assert loaded.text == text
    assert (loaded.info.media_type, loaded.info.title, loaded.info.author, loaded.info.published) == (
        "text/markdown",
        title,
        author,
        published,
    )


def test_a_page_becomes_its_article() -> None:
    loaded = load(Source.file(EXAMPLE))

    assert (loaded.info.media_type, loaded.info.published, loaded.info.language) == ("text/html", "2026-10-08", "en")
    assert loaded.info.sha256 == hashlib.sha256(EXAMPLE.read_bytes()).hexdigest()
    assert "\n\n“We are short by £1.2 million, not a penny more,” Amblecote said" in loaded.text


def test_a_page_is_known_by_its_content_too(tmp_path: Path) -> None:
    assert load(write(tmp_path, EXAMPLE.read_bytes(), "article.txt")).text == load(Source.file(EXAMPLE)).text


MESSAGE = (
    b"Message-ID: <a@example.org>\nFrom: Ann Orle <ann@example.org>\nSubject: The quay\nContent-Type: text/html\n\n"
    b"<p>It is shut."
)


@pytest.mark.parametrize("name", ["quay.pdf", "quay.txt", "quay.html", "quay"])
def test_a_document_is_known_by_its_content(tmp_path: Path, name: str) -> None:
    loaded = load(write(tmp_path, PAGES, name))

    assert (loaded.info.media_type, loaded.info.title) == ("application/pdf", "The quay")
    assert loaded.info.sha256 == hashlib.sha256(PAGES).hexdigest()
    assert [(loaded.text[mark.start : mark.end], mark.reason) for mark in loaded.marks[:2]] == [
        ("The Quay Gazette", "page_header"),
        ("1", "page_number"),
    ]


def test_a_document_comes_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGES)))

    assert load(Source.stdin()).info.media_type == "application/pdf"


def test_sentences_of_a_document_know_their_page_and_what_pages_repeat_is_left_out(tmp_path: Path) -> None:
    document = read_document(load(write(tmp_path, PAGES)))

    assert [(document.words(one), document.page(one.start)) for one in document.sentences] == [
        (SHUT[number - 1], number) for number in (1, 2, 3)
    ]
    assert [part.reason for part in document.excluded] == ["page_header", "page_number"] * 3


def test_what_a_document_lacks_is_noted(tmp_path: Path) -> None:
    data = pdf([[Put(60, 700, "The harbour board shut the quay.")], []], images=[2])

    assert load(write(tmp_path, data)).notes == ("page 2 has no text: it may be a scan",)


def test_a_short_page_in_a_message_is_read_as_it_stands(tmp_path: Path) -> None:
    loaded = load(write(tmp_path, MESSAGE))

    assert (loaded.text, loaded.info.media_type, loaded.info.author) == ("It is shut.", "message/rfc822", "Ann Orle")


def test_the_article_of_a_page_in_a_message_is_read(tmp_path: Path) -> None:
    page = f"<html><body><nav><a href=/>Home</a></nav><article>{ARTICLE}</article></body></html>"
    loaded = load(write(tmp_path, MESSAGE.replace(b"<p>It is shut.", page.encode())))

    assert loaded.text.startswith("Die Fährfrau sagte am Montag")


def test_a_saved_page_that_stands_before_the_article_is_named(tmp_path: Path) -> None:
    login = b"<html><body><form><p>Log in to read on.<input type=password></form></body></html>"

    with pytest.raises(SourceUnreadable, match="wants a login; log in with a browser"):
        load(write(tmp_path, login))


def test_the_address_that_a_page_gives_as_its_own_is_noted(tmp_path: Path) -> None:
    link = '<link rel="canonical" href="https://quay.example/news/7">'
    page = f"<html><head>{link}</head><body><article>{ARTICLE}</article></body></html>"
    notes = load(write(tmp_path, page.encode())).notes
    assert notes == ("the page gives https://quay.example/news/7 as its own address; nothing vouches for that",)


def test_what_a_saved_page_says_of_itself_is_noted(tmp_path: Path) -> None:
    mark = '<script type="application/ld+json">{"isAccessibleForFree": false}</script>'
    page = f"<html><head>{mark}</head><body><article>{ARTICLE}</article></body></html>"

    assert [note.split(":")[0] for note in load(write(tmp_path, page.encode())).notes] == [
        "the page says that it is not free to read"
    ]


def test_a_fetched_document_is_read(site: str) -> None:
    loaded = load(Source.url(f"{site}/document"), allow_private=True)

    assert (loaded.info.kind, loaded.info.media_type) == ("url", "application/pdf")
    assert SHUT[1] in loaded.text


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        media_type, body = SITE[self.path]
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """The log of the test run is no place for it."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("path", ["/latin-1", "/meta"])
def test_a_fetched_page_is_decoded_as_it_says(site: str, path: str) -> None:
    loaded = load(Source.url(f"{site}{path}"), allow_private=True)

    assert loaded.text.startswith("Die Fährfrau sagte am Montag, der nördliche Steg müsse")
    assert (loaded.info.kind, loaded.info.location, loaded.info.media_type) == ("url", f"{site}{path}", "text/html")
    assert loaded.info.sha256 == hashlib.sha256(SITE[path][1]).hexdigest()


def test_a_fetched_markdown_file_is_known_by_its_name(site: str) -> None:
    info = load(Source.url(f"{site}/notes.md"), allow_private=True).info

    assert (info.media_type, info.title) == ("text/markdown", "Der Steg")


def test_a_fetched_text_of_unknown_type_is_plain_text(site: str) -> None:
    loaded = load(Source.url(f"{site}/unknown"), allow_private=True)

    assert (loaded.text, loaded.info.media_type) == ("Plain words.\nMore of them.\n", "text/plain")


@pytest.mark.parametrize(
    ("path", "kind", "says"),
    [
        ("/no-article", SourceEmpty, "is a page without article text"),
        ("/pdf-as-text", SourceUnreadable, "is a broken PDF; "),
    ],
)
def test_a_fetched_page_without_text_is_refused(site: str, path: str, kind: type[InputError], says: str) -> None:
    with pytest.raises(kind) as caught:
        load(Source.url(f"{site}{path}"), allow_private=True)

    assert str(caught.value).startswith(f"'{site}{path}' {says}")
