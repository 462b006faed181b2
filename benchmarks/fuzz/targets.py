"""What is tried with made-up input, and what must hold of the outcome whatever the input is."""

from __future__ import annotations

import io
import json
import tempfile
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from lxml import html as lxml_html
from rich.console import Console

from benchmarks.fuzz import summaries
from benchmarks.fuzz.material import files, pages, texts
from summarizer.checking import check
from summarizer.document import Loaded
from summarizer.errors import SummarizerError
from summarizer.html import declared_charset, looks_like_html, read_page
from summarizer.load import load
from summarizer.models import SourceInfo, Summary
from summarizer.render.data import to_json, to_jsonl
from summarizer.render.html import to_html
from summarizer.render.markdown import to_markdown
from summarizer.render.terminal import to_text
from summarizer.sentences import read_document, split
from summarizer.source import Source
from summarizer.translated import LONGEST, Original, faults, faults_in_any, none_at_all, without_title_case


@dataclass(frozen=True, slots=True)
class Target:
    """``run`` takes what ``material`` makes; an assertion or any exception that leaves it is a finding."""

    name: str
    material: st.SearchStrategy[Any]
    run: Callable[[Any], None]


def _one_line(error: SummarizerError) -> None:
    assert len(str(error).splitlines()) == 1, f"a message of several lines: {error!s:.200}"
    assert not any(unicodedata.category(character) == "Cc" for character in str(error)), f"a control in {error!r:.200}"


def try_loaders(data: bytes) -> None:
    """A file of these bytes: loaded, or refused in one line."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(data)
        try:
            loaded = load(Source.file(path))
        except SummarizerError as error:
            return _one_line(error)
    loaded.text.encode()
    assert "\r" not in loaded.text
    places = [place for mark in loaded.marks for place in (mark.start, mark.end)]
    assert places == sorted(places), "marks out of order"
    assert all(place <= len(loaded.text) for place in places), "a mark outside the text"


def try_splitter(given: tuple[str, str | None, str | None]) -> None:
    """A text as sentences and what is excluded of it."""
    text, language, author = given
    tiles = split(text, language)
    assert "".join(text[tile.start : tile.end] for tile in tiles) == text, "the tiles are not the text"
    for tile in tiles:
        assert tile.start <= tile.words_start <= tile.words_end <= tile.end, "words outside their tile"
    info = SourceInfo(
        kind="text", location=None, media_type="text/plain", language=language, author=author, sha256="0" * 64
    )
    try:
        document = read_document(Loaded(info, text))
    except SummarizerError as error:
        return _one_line(error)
    spans = sorted(
        [(sentence.start, sentence.end) for sentence in document.sentences]
        + [(span.start, span.end) for span in document.excluded]
    )
    assert all(start < end for start, end in spans), "an empty span"
    assert all(before[1] <= after[0] for before, after in pairwise(spans)), "spans overlap"
    assert spans[0][0] >= 0, "a span outside the text"
    assert spans[-1][1] <= len(text), "a span outside the text"
    assert [sentence.number for sentence in document.sentences] == list(range(len(document.sentences)))
    for sentence in document.sentences:
        start, end = document.paragraphs[sentence.paragraph]
        assert start <= sentence.start < sentence.end <= end, "a sentence outside its paragraph"
        assert any(map(str.isalnum, document.words(sentence))), "a sentence without a letter"


def try_checker(given: tuple[dict[str, Any], str]) -> None:
    """A summary that anybody may have made, held against a text."""
    summary, text = given
    try:
        report = check(summary, text)
    except SummarizerError as error:
        return _one_line(error)
    report.model_dump_json()
    assert report.accepted + report.repaired + report.rejected == len(report.items)
    for item in report.items:
        assert item.verdict != "rejected" or item.reasons, "rejected without a reason"
        for piece in item.evidence:
            assert text[piece.start : piece.end] == piece.quote, "evidence that is not in its place"


ACTING = {"Cc", "Cs", "Zl", "Zp"}
TURNING = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\u200b\u2060\ufeff")


def _inert(written: str, kind: str) -> None:
    for character in written:
        assert character == "\n" or unicodedata.category(character) not in ACTING, f"{character!r} in {kind}"
        assert character not in TURNING, f"{character!r} in {kind}"
    written.encode()


def try_renderers(summary: Summary) -> None:
    """A summary in every format of output."""
    for width in (30, 100):
        console = Console(file=io.StringIO(), width=width, color_system=None, force_terminal=False)
        _inert(to_text(summary, console=console, everything=width == 100), "terminal output")
    markdown = to_markdown(summary, everything=True)
    _inert(markdown, "Markdown")
    assert "<script" not in markdown.lower().replace("\\<", "")
    assert json.loads(to_json(summary)) == summary.model_dump(mode="json")
    assert "\x1b" not in to_jsonl(summary)
    assert to_jsonl(summary).count("\n") <= 1
    page = to_html(summary)
    tree = lxml_html.document_fromstring(page.encode())
    plain = lxml_html.document_fromstring(to_html(_benign(summary)).encode())
    for name in ("script", "iframe", "style", "link", "meta", "form"):
        assert len(list(tree.iter(name))) == len(list(plain.iter(name))), f"another <{name}> than those of the page"
    for element in tree.iter("*"):
        for attribute, value in ((str(name), str(value)) for name, value in element.attrib.items()):
            assert not attribute.startswith("on"), f"an attribute {attribute!r}"
            safe = attribute != "href" or value.startswith(("#", "http://", "https://", "file:", "data:"))
            assert safe, f"an address {value[:80]!r}"


def _benign(summary: Summary) -> Summary:
    """The same summary without anything that could act."""
    written = summary.model_dump_json()
    for acting in ("<", ">"):
        written = written.replace(acting, "x")
    return Summary.model_validate_json(written)


def try_html(markup: str) -> None:
    """A web page, as text and as bytes that say their encoding."""
    declared_charset(markup.encode("utf-8", "replace"))
    looks_like_html(markup)
    try:
        page = read_page(markup, name="'page.html'", url="https://example.org/2026/05/quay")
    except SummarizerError as error:
        return _one_line(error)
    assert page.text.strip()
    assert "\n\n\n" not in page.text
    page.text.encode()
    assert not any(
        unicodedata.category(character) == "Cc" and character not in "\n\t\x85" and ord(character) < 128
        for character in page.text
    )
    for line in (page.title, page.author, page.canonical):
        assert line is None or (line and "\n" not in line)


def try_translations(given: tuple[str, str, str, str | None]) -> None:
    """A line and what is said to be its translation."""
    words, original, language, own = given
    words, original = words[:LONGEST], original[:LONGEST]
    told = Original(original, own, (f"{original}\n\n{words}",), ("Ada Quist",))
    found = [*faults(words, language, told), *faults_in_any(words, None, told)]
    assert all(detail and "\n" not in reason for reason, detail in found), "a fault without words"
    none_at_all(words, language, told)
    same = Original(original, language)
    wrong = [detail for reason, detail in faults(original, language, same) if reason != "name_not_in_evidence"]
    assert not wrong, f"a line differs from itself: {wrong}"
    assert len(without_title_case(original, words).split()) == len(original.split())


LANGUAGES = st.sampled_from([None, "en", "de", "fr", "es", "ru", "ja", "ar", "zz", ""])
TONGUES = st.sampled_from(["en", "de", "fr", "es", "it", "nl", "ru", "zz"])
TARGETS = {
    target.name: target
    for target in (
        Target("loaders", files(), try_loaders),
        Target(
            "splitter", st.tuples(texts(most=80), LANGUAGES, st.sampled_from([None, "Ada Quist", ""])), try_splitter
        ),
        Target("checker", summaries.claimed(), try_checker),
        Target("renderers", summaries.valid(), try_renderers),
        Target("html", pages(), try_html),
        Target("translations", st.tuples(texts(most=6), texts(most=6), TONGUES, LANGUAGES), try_translations),
    )
}
