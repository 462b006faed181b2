from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models import Evidence, SourceInfo, Span, Summary
from summarizer.render.whereabouts import LONGEST_LINK, Links, Whereabouts
from tests.documents import bare_summary

TEXT = "One line.\nA second line, with a tail - and more words than one would want to give to a browser.\n\nLast."
ADDRESS = "https://news.example/a"


def of(kind: str = "file", location: str | None = "a.txt", media_type: str = "text/plain", text: str = TEXT) -> Summary:
    source = SourceInfo.model_validate(
        {"kind": kind, "location": location, "media_type": media_type, "sha256": "0" * 64}
    )
    return bare_summary(text, source=source)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words))


def on_page(words: str, page: int) -> Evidence:
    return Evidence(**span(words).model_dump(), quote=words, page=page)


@pytest.mark.parametrize(
    ("summary", "place", "label"),
    [
        pytest.param(of(), span("One"), "l. 1", id="first line"),
        pytest.param(of(), span("A second"), "l. 2", id="second line"),
        pytest.param(of(), span("browser.\n\nLast"), "l. 2–4", id="over lines"),
        pytest.param(of(), span("One line.\n"), "l. 1", id="with the line feed"),
        pytest.param(of(media_type="text/markdown"), span("Last"), "l. 4", id="Markdown"),
        pytest.param(of("stdin", "-"), span("Last"), "l. 4", id="standard input"),
        pytest.param(of(media_type="text/html"), span("Last"), "", id="HTML"),
        pytest.param(of(media_type="application/pdf"), on_page("Last", 7), "p. 7", id="a page"),
        pytest.param(of(), Span(start=0, end=0), "", id="nothing"),
    ],
)
def test_labels(summary: Summary, place: Span, label: str) -> None:
    assert Whereabouts(summary).label(place) == label


def test_without_links_nothing_can_be_followed() -> None:
    assert Whereabouts(of("url", ADDRESS)).link(span("Last")) == ""


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        pytest.param(Links(Path("/d/a b.txt")), "file:///d/a%20b.txt", id="no host"),
        pytest.param(Links(Path("/d/a.txt"), "desk"), "file://desk/d/a.txt", id="a host"),
        pytest.param(Links(Path("/d/a.txt"), "desk", True), "file://desk/d/a.txt#4", id="an editor that knows lines"),
        pytest.param(Links(Path("/d/\udcff;\x1b]8\x07.txt")), "file:///d/%FF%3B%1B%5D8%07.txt", id="hostile"),
        pytest.param(Links(None), "", id="no file"),
        pytest.param(Links(Path("/" + "x" * LONGEST_LINK)), "", id="too long"),
    ],
)
def test_a_file_is_linked_with_its_host(links: Links, expected: str) -> None:
    assert Whereabouts(of(), links).link(span("Last")) == expected


def test_a_relative_file_is_linked_from_where_we_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Whereabouts(of(), Links(Path("a.txt"))).link(span("Last")) == (tmp_path / "a.txt").as_uri()


def test_a_line_of_extracted_text_is_no_line_of_the_file() -> None:
    links = Links(Path("/d/a.html"), lines=True)
    assert Whereabouts(of(media_type="text/html"), links).link(span("Last")) == "file:///d/a.html"


@pytest.mark.parametrize(
    ("location", "words", "expected"),
    [
        pytest.param(ADDRESS, "One line.", f"{ADDRESS}#:~:text=One%20line.", id="words"),
        pytest.param(
            ADDRESS, "tail - and", f"{ADDRESS}#:~:text=tail%20%2D%20and", id="a hyphen means something to a browser"
        ),
        pytest.param(
            ADDRESS,
            TEXT[10:95],
            f"{ADDRESS}#:~:text=A%20second%20line%2C%20with%20a,to%20give%20to%20a%20browser.",
            id="many words by their ends",
        ),
        pytest.param(f"{ADDRESS}#top", "Last", f"{ADDRESS}#top:~:text=Last", id="a fragment of its own"),
        pytest.param(f"{ADDRESS}?x=1&y=%20", "Last", f"{ADDRESS}?x=1&y=%20#:~:text=Last", id="a query"),
        pytest.param(
            "https://news.example/\x1b]8;;\u202eü", "Last", "https://news.example/%1B]8;;%E2%80%AE%C3%BC#:~:text=Last"
        ),
        pytest.param("javascript:alert(1)", "Last", "", id="a script"),
        pytest.param("file:///etc/passwd", "Last", "", id="a file"),
        pytest.param("http://[", "Last", "", id="broken"),
    ],
)
def test_a_page_is_linked_at_the_words(location: str, words: str, expected: str) -> None:
    assert Whereabouts(of("url", location, "text/html"), Links()).link(span(words)) == expected


def test_a_document_on_the_web_is_linked_at_its_page() -> None:
    summary = of("url", ADDRESS, "application/pdf")
    assert Whereabouts(summary, Links()).link(on_page("Last", 7)) == f"{ADDRESS}#page=7"


@pytest.mark.parametrize(("kind", "location"), [("stdin", "-"), ("text", "https://news.example/a"), ("text", None)])
def test_nothing_is_linked_that_is_neither_a_file_nor_a_page(kind: str, location: str | None) -> None:
    assert Whereabouts(of(kind, location), Links(Path("/d/a.txt"))).link(span("Last")) == ""


@given(st.text(), st.text(min_size=1))
def test_every_link_is_plain_printable_ascii(location: str, words: str) -> None:
    summary = of("url", f"https://news.example/{location}", "text/html", words)
    link = Whereabouts(summary, Links()).link(Span(start=0, end=len(words)))
    assert re.fullmatch(r"[!-~]*", link)
    assert len(link) <= LONGEST_LINK


@pytest.mark.parametrize(
    ("environ", "known"),
    [
        ({"TERM_PROGRAM": "vscode"}, True),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "xterm-256color"}, False),
        ({}, False),
    ],
)
def test_terminals_whose_editors_know_lines(environ: dict[str, str], known: bool) -> None:
    assert Links.known_lines(environ) is known
