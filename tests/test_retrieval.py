"""Sources to their bytes: files, pipes and standard input."""

from __future__ import annotations

import io
import os
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import InputError, SourceEmpty, SourceNotFound, SourceUnreadable
from summarizer.load import load, text_of
from summarizer.retrieval import Retrieved, retrieve
from summarizer.source import Source
from tests.paperwork import Put, pdf
from tests.reading import write

PAGE = b"<!doctype html><article><p>The ferry lay at the quay, said the harbour master.</p></article>"


@pytest.mark.parametrize(
    ("data", "light"),
    [
        pytest.param(b"The ferry lay at the quay.", True, id="text"),
        pytest.param(PAGE, True, id="page"),
        pytest.param(PAGE * 10_000, False, id="long page"),
        pytest.param(pdf([[Put(60, 700, "The ferry lay at the quay.")]]), False, id="PDF"),
        pytest.param(b"", True, id="nothing"),
    ],
)
def test_what_takes_long_is_known_beforehand(data: bytes, light: bool) -> None:
    assert Retrieved(data, None).is_light == light


def test_the_name_of_a_file_says_what_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "quay.md"
    path.write_bytes(b"# Quay\n")
    assert retrieve(Source.file(path)) == Retrieved(b"# Quay\n", str(path), "text/markdown")


def test_no_more_is_read_than_may_be() -> None:
    with pytest.raises(SourceUnreadable, match=r"has more than the 5 bytes that are read"):
        retrieve(Source.text("quayside"), max_bytes=5)


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1).filter(str.strip))
def test_both_steps_together_load(text: str) -> None:
    source = Source.text(f"{text} quay")
    assert text_of(source, retrieve(source)) == load(source)


def test_standard_input_is_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Zwölf Wörter.\r\n".encode("cp1252"))))

    loaded = load(Source.stdin())

    assert loaded.text == "Zwölf Wörter.\n"
    assert (loaded.info.kind, loaded.info.location) == ("stdin", "-")


def test_standard_input_that_was_replaced_by_text_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("Zwölf Wörter.\n"))

    assert load(Source.stdin()).text == "Zwölf Wörter.\n"


def test_closed_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)

    with pytest.raises(SourceUnreadable, match=r"^standard input is closed; give a file$"):
        load(Source.stdin())


def test_standard_input_is_not_read_past_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO(b"a" * 1000)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(stream))

    with pytest.raises(SourceUnreadable, match="has more than the 100 bytes"):
        load(Source.stdin(), max_bytes=100)


@pytest.mark.parametrize(
    "data",
    [b"", b" \r\n\t ", b"\xef\xbb\xbf", " \n".encode("utf-16"), "\u200b\u00a0\n".encode(), b"\x1b\x07 \n"],
    ids=["nothing", "white space", "mark alone", "white space in UTF-16", "invisible", "controls"],
)
def test_an_empty_file_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(SourceEmpty, match=r"^'.*article\.txt' is empty; "):
        load(write(tmp_path, data))


def test_a_large_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    source = write(tmp_path, b"words")
    os.truncate(source.value, 200_000_000)

    with pytest.raises(SourceUnreadable, match="has more than the 20,000,000 bytes that are read"):
        load(source)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX device")
def test_an_endless_device_is_read_to_the_limit_only() -> None:
    with pytest.raises(SourceUnreadable, match="has more than the 1,000 bytes"):
        load(Source.file("/dev/zero"), max_bytes=1000)


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX pipes")
def test_a_named_pipe_is_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(b"Plain words.\n",))
    writer.start()

    assert load(Source.file(pipe)).text == "Plain words.\n"
    writer.join()


@pytest.mark.parametrize(
    ("name", "kind", "says"),
    [
        pytest.param("missing.txt", SourceNotFound, "there is no file 'missing.txt'", id="missing"),
        pytest.param("file.txt/inside.txt", SourceNotFound, "there is no file", id="below a file"),
        pytest.param("folder", SourceUnreadable, "'folder' is a folder, not a file", id="folder"),
        pytest.param("broken", SourceNotFound, "'broken' is a link to a file that is not there", id="broken link"),
        pytest.param("circle", SourceUnreadable, "'circle' cannot be read", id="circular link"),
        pytest.param("n" * 5000, SourceUnreadable, "cannot be read: file name too long", id="long name"),
        pytest.param("nul\0.txt", SourceNotFound, "has a NUL in its name", id="NUL in the name"),
        pytest.param("scan.pdf", SourceUnreadable, "'scan.pdf' is a broken PDF; ", id="PDF"),
        pytest.param(
            "line\nbreak\x1b[31m.txt", SourceNotFound, r"'line\nbreak\x1b[31m.txt'", id="controls in the name"
        ),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, kind: type[InputError], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder").mkdir()
    Path("file.txt").write_text("words", encoding="utf-8")
    Path("broken").symlink_to("nowhere.txt")
    Path("circle").symlink_to("circle")
    Path("scan.pdf").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3")

    with pytest.raises(kind) as caught:
        load(Source.file(name))

    assert says in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    source = write(tmp_path, b"words")
    os.chmod(source.value, 0)

    with pytest.raises(SourceUnreadable, match="may not be read by this user"):
        load(source)
