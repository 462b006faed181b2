from __future__ import annotations

import io
import json
import os
import sys
import threading
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer.listing import Listing, Missed
from summarizer.source import ARTICLE_SUFFIXES, Source

Gather = Callable[..., tuple[list[str | None], list[tuple[str, str]]]]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("texts/a.txt", "texts/b.txt", "c.txt"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("words", encoding="utf-8")
    Path("items.jsonl").write_text('{"id": "x", "text": "One."}\n\n{"id"\n{"text": "Two."}\n', encoding="utf-8")
    return tmp_path


def gathered(*specs: str, **more: str) -> tuple[list[str | None], list[tuple[str, str]]]:
    """The locations of all sources, and of what was missed with the reason."""
    missed: list[Missed] = []
    listing = Listing(specs, missed=missed.append, **more)
    return [source.location for source in listing], [(one.location, str(one.error)) for one in missed]


def stdin(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_words_come_before_the_list_and_none_twice() -> None:
    Path("list").write_text("# more\nc.txt\ntexts\nhttps://a.example/\n")
    found, missed = gathered("texts/b.txt", "items.jsonl", "items.jsonl", from_list="list")
    assert found == ["texts/b.txt", "items.jsonl#x", "items.jsonl#4", "c.txt", "texts/a.txt", "https://a.example/"]
    assert [location for location, _ in missed] == ["items.jsonl#3"]


def test_the_same_text_with_two_ids_is_two_sources() -> None:
    Path("x.ndjson").write_text("".join(json.dumps({"id": n, "text": "Same."}) + "\n" for n in (1, 2, 1)))
    assert gathered("x.ndjson") == (["x.ndjson#1", "x.ndjson#2"], [])


def test_what_cannot_be_a_source_is_told_and_the_rest_goes_on() -> None:
    Path("empty").mkdir()
    Path("empty.jsonl").write_text("\n")
    Path("none").write_text("#\n")
    found, missed = gathered("*.pdf", "empty", "ftp://a.example/", "empty.jsonl", "no.jsonl", "c.txt", from_list="none")
    assert found == ["c.txt"]
    assert [(where, why.partition(";")[0]) for where, why in missed] == [
        ("*.pdf", "no file matches '*.pdf'"),
        ("empty", f"the folder 'empty' holds no readable files ({', '.join(ARTICLE_SUFFIXES)})"),
        ("ftp://a.example/", "'ftp://a.example/' is not an http or https address"),
        ("empty.jsonl", "'empty.jsonl' is empty"),
        ("no.jsonl", "there is no file 'no.jsonl'"),
        ("none", "the list 'none' names no source"),
    ]


def test_a_missing_file_is_left_to_loading() -> None:
    assert gathered("missing.txt") == (["missing.txt"], [])


def test_a_list_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, "c.txt\0-\0texts/a.txt")
    found, missed = gathered(from_list="-")
    assert found == ["c.txt", "texts/a.txt"]
    assert missed == [("-", "the list on standard input names '-', which is the list itself; give a file")]


def test_json_lines_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin(monkeypatch, '{"body": "One.", "id": 7}\n{"text": "Two."}\n')
    found, missed = gathered("-", text_field="body")
    assert found == ["-#7"]
    assert missed == [
        ("-#2", "line 2 of standard input: the field 'body' is missing; name the field with --text-field")
    ]


def test_without_a_field_standard_input_is_one_article() -> None:
    assert gathered("-") == (["-"], [])


def test_looking_ahead_takes_nothing_away() -> None:
    listing = Listing(["texts", "c.txt"])
    assert [listing.at_least(number) for number in (1, 2, 3, 4)] == [True, True, True, False]
    assert [source.location for source in listing] == ["texts/a.txt", "texts/b.txt", "c.txt"]


@pytest.mark.parametrize(
    ("specs", "total"),
    [
        pytest.param(["texts", "c.txt", "-"], 4, id="known"),
        pytest.param(["texts", "items.jsonl"], None, id="lines have to be read"),
        pytest.param(["*.pdf"], 0, id="none"),
    ],
)
def test_total(specs: list[str], total: int | None) -> None:
    assert Listing(specs).total() == total


def test_files_are_known_beforehand() -> None:
    Path("list").write_text("texts\n")
    listing = Listing(["items.jsonl", "-", "https://a.example/"], from_list="list")
    assert list(map(str, listing.files())) == ["list", "items.jsonl", "texts/a.txt", "texts/b.txt"]


def test_each_source_is_announced_before_it_is_given_out() -> None:
    listing, announced = Listing(["texts"]), list[Source]()
    listing.handing = announced.append
    first = next(listing)
    assert announced == [first]
    assert listing.handed == 1


def test_after_a_stop_nothing_comes_and_the_rest_is_counted() -> None:
    listing = Listing(["texts", "c.txt", "items.jsonl"])
    next(listing)
    listing.stop()
    assert list(listing) == []
    assert listing.remaining() == 4
    assert list(listing) == []


def test_at_the_end_nothing_remains() -> None:
    listing = Listing(["texts"])
    assert len(list(listing)) == 2
    assert listing.remaining() == 0


@pytest.mark.skipif(sys.platform == "win32", reason="pipes cannot be waited for there")
def test_a_silent_pipe_can_be_left(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, writer = os.pipe()
    with os.fdopen(reader) as silent, os.fdopen(writer, "w") as other_end:
        monkeypatch.setattr(sys, "stdin", silent)
        listing = Listing([], from_list="-")
        other_end.write("c.txt\n")
        other_end.flush()
        assert next(listing).location == "c.txt"
        threading.Timer(0.1, listing.stop).start()
        assert list(listing) == []
        assert listing.remaining() is None


def test_memory_does_not_grow_with_the_texts() -> None:
    line = json.dumps({"text": "A word and another. " * 500}) + "\n"
    Path("many.jsonl").write_text(line * 3000)
    tracemalloc.start()
    try:
        assert sum(1 for _ in Listing(["many.jsonl"])) == 3000
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()
