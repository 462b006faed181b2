"""Words of the command line to sources."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer.errors import InputError, SourceEmpty, SourceNotFound
from summarizer.source import Source, expand, without_password


@pytest.mark.parametrize(
    ("spec", "kind", "location"),
    [
        pytest.param("-", "stdin", "-", id="standard input"),
        pytest.param("article.txt", "file", "article.txt", id="path"),
        pytest.param(Path("-"), "file", "-", id="path object named like standard input"),
        pytest.param("C:\\texts\\a.txt", "file", "C:\\texts\\a.txt", id="drive letter is no scheme"),
        pytest.param("https://lantern.example/a?b=1", "url", "https://lantern.example/a?b=1", id="https"),
        pytest.param("HTTP://lantern.example/", "url", "HTTP://lantern.example/", id="scheme in capitals"),
        pytest.param("http://me:pass@lantern.example/a", "url", "http://lantern.example/a", id="password hidden"),
    ],
)
def test_parse_tells_the_kinds_apart(spec: str | Path, kind: str, location: str) -> None:
    source = Source.parse(spec)

    assert (source.kind, source.location) == (kind, location)


@pytest.mark.parametrize(
    "spec",
    ["", "  ", "ftp://lantern.example/a.txt", "file:///etc/hosts", "https://", "http://[::1", "http://host:port/"],
)
def test_parse_refuses_what_cannot_be_read_in_one_line(spec: str) -> None:
    with pytest.raises(InputError) as caught:
        Source.parse(spec)

    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        pytest.param("https://a.example/@user/x", "https://a.example/@user/x", id="at sign in the path stays"),
        pytest.param("https://u:p@a.example:81/x?q#f", "https://a.example:81/x?q#f", id="name and password"),
        pytest.param("https://u@a.example/", "https://a.example/", id="name alone"),
        pytest.param("https://u:p@ss@a.example/", "https://a.example/", id="at sign in the password"),
        pytest.param("https://u:p/ss@a.example/", "https://a.example/", id="slash in the password"),
    ],
)
def test_without_password(url: str, shown: str) -> None:
    assert without_password(url) == shown


def test_neither_repr_nor_name_nor_message_shows_a_password() -> None:
    source = Source.url("https://me:hush-hush@lantern.example/a")

    with pytest.raises(InputError) as caught:
        Source.url("https://me:hush-hush@/")

    assert "hush" not in repr(source) + source.name + str(caught.value)


def test_name_is_one_printable_line() -> None:
    name = Source.file("a\n\x1b[31m" + "b" * 5000).name

    assert name.isprintable()
    assert len(name) < 250


def test_equal_sources_are_equal_and_frozen() -> None:
    source = Source.text("words", title="A title")

    assert source == Source.text("words", "A title")
    assert source != Source.text("words", "A title", location="x.jsonl#1")
    with pytest.raises(AttributeError):
        source.value = "others"  # type: ignore[misc]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    inside = tmp_path / "texts"
    inside.mkdir()
    for name in ("b.txt", "a.md", "c.HTML", "d.htm", "e.text", "image.png", ".hidden.txt"):
        (inside / name).write_text("words", encoding="utf-8")
    (inside / "deeper.txt").mkdir()
    (tmp_path / "empty").mkdir()
    return tmp_path


def _locations(sources: list[Source]) -> list[str | None]:
    return [source.location for source in sources]


def test_expand_lists_the_article_files_of_a_folder_in_order(folder: Path) -> None:
    assert _locations(expand(["texts"])) == [f"texts/{name}" for name in ("a.md", "b.txt", "c.HTML", "d.htm", "e.text")]


def test_expand_matches_patterns_the_shell_left_alone(folder: Path) -> None:
    assert _locations(expand(["texts/*.txt"])) == ["texts/b.txt"]


def test_expand_takes_a_file_with_brackets_in_its_name_as_it_is(folder: Path) -> None:
    Path("notes[1].txt").write_text("words", encoding="utf-8")

    assert _locations(expand(["notes[1].txt"])) == ["notes[1].txt"]


def test_expand_keeps_order_and_drops_repetitions(folder: Path) -> None:
    sources = expand(["-", "texts/b.txt", "https://lantern.example/", "texts/*.txt", "-"])

    assert _locations(sources) == ["-", "texts/b.txt", "https://lantern.example/"]


def test_expand_leaves_a_missing_file_to_loading(folder: Path) -> None:
    assert _locations(expand(["missing.txt", "nul\0.txt"])) == ["missing.txt", "nul\0.txt"]


@pytest.mark.parametrize(
    ("spec", "kind", "says"),
    [
        pytest.param("empty", SourceEmpty, "holds no readable files", id="empty folder"),
        pytest.param("texts/*.pdf", SourceNotFound, "no file matches 'texts/*.pdf'", id="pattern without a match"),
    ],
)
def test_expand_refuses(folder: Path, spec: str, kind: type[InputError], says: str) -> None:
    with pytest.raises(kind, match=r"^[^\n]+$") as caught:
        expand([spec])

    assert says in str(caught.value)


@pytest.mark.parametrize("build", [Source.file, Source.parse], ids=["file", "parse"])
def test_a_path_that_is_not_utf8_has_a_location_that_is(build: Callable[[str], Source]) -> None:
    assert build("caf\udce9.txt").location == "caf\ufffd.txt"


def test_a_text_may_have_a_location() -> None:
    source = Source.text("words", location="x.jsonl#1")

    assert (source.location, source.name) == ("x.jsonl#1", "'x.jsonl#1'")
    assert repr(source) == "Source.text(<5 characters>, location='x.jsonl#1')"
