"""Names and articles in lines."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import lines as module
from summarizer.errors import SourceNotFound, SourceUnreadable
from summarizer.lines import article, chunks, lines, words
from summarizer.source import Source

OPEN = threading.Event()


def cut(data: bytes, sizes: list[int]) -> Iterator[bytes]:
    """The bytes in blocks of these sizes, and then the rest."""
    start = 0
    for size in sizes:
        yield data[start : start + size]
        start += size
    yield data[start:]


@given(
    parts=st.lists(st.binary(max_size=5).map(lambda b: b.replace(b"\n", b"")), max_size=6),
    sizes=st.lists(st.integers(1, 7)),
)
def test_lines_do_not_depend_on_how_the_bytes_arrive(parts: list[bytes], sizes: list[int]) -> None:
    data = b"".join(part + b"\n" for part in parts)
    assert list(lines(cut(data, sizes), b"\n")) == parts


def test_the_last_line_may_have_no_end() -> None:
    assert list(lines([b"one\ntw", b"o"], b"\n")) == [b"one", b"two"]


def test_a_line_beyond_measure_is_passed_over_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST_LINE", 4)
    assert list(lines([b"12", b"345", b"6\n78", b"9\n", b"12345"], b"\n")) == [None, b"789", None]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        pytest.param(b"a.txt\n\n  # why\n b c.txt \r\n#x", ["a.txt", "b c.txt"], id="blank lines and comments"),
        pytest.param(b"\xef\xbb\xbfa.txt\n", ["a.txt"], id="byte-order mark"),
        pytest.param(b"# a\0b\n \0\0c", ["# a", "b\n ", "c"], id="parted by NULs"),
        pytest.param("Zoë.txt\n".encode(), ["Zoë.txt"], id="accents"),
        pytest.param(b"caf\xe9.txt", ["caf\udce9.txt"], id="a name that is not UTF-8"),
        pytest.param(b"", [], id="nothing"),
    ],
)
@pytest.mark.parametrize("size", [1, 3, 1000])
def test_words_of_a_list(data: bytes, expected: list[str], size: int) -> None:
    assert list(words(cut(data, [size] * 30), "it")) == expected


def test_a_list_in_utf_16_is_refused() -> None:
    with pytest.raises(SourceUnreadable, match=r"^the list it is in UTF-16; save it as UTF-8$"):
        list(words(iter(["a.txt\n".encode("utf-16")]), "it"))


@pytest.mark.parametrize(
    ("value", "location", "title"),
    [
        pytest.param({"text": "Words."}, "x.jsonl#7", None, id="the line number"),
        pytest.param({"text": "Words.", "id": "a/1", "title": "A title"}, "x.jsonl#a/1", "A title", id="id and title"),
        pytest.param({"text": "Words.", "id": 12}, "x.jsonl#12", None, id="a number as id"),
        pytest.param({"text": "Words.", "url": "https://a.example/"}, "x.jsonl#https://a.example/", None, id="url"),
        pytest.param({"text": "Words.", "id": None, "title": 3}, "x.jsonl#7", None, id="of other kinds"),
        pytest.param({"text": "Words.", "id": "\ud800", "title": "\ud800"}, "x.jsonl#?", "?", id="half characters"),
    ],
)
def test_article(value: dict[str, object], location: str, title: str | None) -> None:
    line = json.dumps(value).encode()
    assert article("x.jsonl", 7, line, "text") == Source.text("Words.", title, location=location)


def test_the_text_may_be_in_another_field() -> None:
    assert article("-", 1, b'{"body": "Words."}', "body") == Source.text("Words.", location="-#1")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        pytest.param(b"{", "is not JSON: Expecting property name enclosed in double quotes at column 2", id="broken"),
        pytest.param(b"[1]", "is no JSON object", id="no object"),
        pytest.param(b"{}", "the field 'text' is missing", id="no text"),
        pytest.param(b'{"text": 1}', "the field 'text' holds no text", id="text is a number"),
        pytest.param(b'{"text": "\xe9"}', "is not UTF-8 at byte 10", id="another encoding"),
        pytest.param("{}".encode("utf-16"), "is in UTF-16", id="UTF-16"),
        pytest.param(b"[" * 200_000, "is JSON beyond measure: RecursionError", id="deep"),
        pytest.param(None, "is longer than", id="long"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: bytes | None, says: str) -> None:
    with pytest.raises(SourceUnreadable, match=r"^[^\n]+$") as caught:
        article("x.jsonl", 3, line, "text")
    assert str(caught.value).startswith("line 3 of 'x.jsonl'")
    assert says in str(caught.value)


def test_a_missing_file_is_named() -> None:
    with pytest.raises(SourceNotFound, match=r"^there is no file 'none.jsonl'; check the path$"):
        list(chunks("none.jsonl", OPEN))


def test_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="cannot be read: is a directory"):
        list(chunks(str(tmp_path), OPEN))
