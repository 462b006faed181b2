from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from summarizer.cli_output import (
    Destination,
    Device,
    Folder,
    OneFile,
    OutputError,
    StandardOutput,
    file_stem,
    open_destination,
)
from summarizer.source import Source

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="permissions, links and devices of POSIX")
A = Source.file("a.txt")


def opened(output: str | Path | None, form: str, *files: str | Path, several: bool = False) -> Destination:
    return open_destination(None if output is None else str(output), form, map(Path, files), several=several)


@pytest.mark.parametrize(
    ("source", "stem"),
    [
        pytest.param(Source.file("news/bridge.txt"), "bridge", id="path"),
        pytest.param(Source.file("no suffix here"), "no-suffix-here", id="blanks"),
        pytest.param(
            Source.url("https://news.example/2026/bridge-closed.html?x=1"),
            "news.example-2026-bridge-closed.html",
            id="address",
        ),
        pytest.param(Source.url("https://news.example/"), "news.example", id="address without a path"),
        pytest.param(Source.stdin(), "stdin", id="standard input"),
        pytest.param(Source.text("words"), "stdin", id="a text"),
        pytest.param(Source.text("words", location="news/2026.v2.jsonl#a/7"), "2026.v2-a-7", id="a line of JSON"),
        pytest.param(Source.text("words", location="-#12"), "stdin-12", id="a line of standard input"),
        pytest.param(Source.file("/x/.."), "source", id="nothing left"),
        pytest.param(Source.file("\x1b[2J.txt"), "2J", id="escape"),
        pytest.param(Source.file("Zoë.html"), "Zoë", id="accents"),
        pytest.param(Source.file("a" * 300), "a" * 60, id="long"),
        pytest.param(Source.file("𝒳" * 300), "𝒳" * 50, id="long in bytes"),
    ],
)
def test_file_stem(source: Source, stem: str) -> None:
    assert file_stem(source) == stem


def test_without_a_path_results_go_to_standard_output() -> None:
    assert isinstance(opened(None, "json"), StandardOutput)


def test_one_source_makes_one_file(tmp_path: Path) -> None:
    destination = opened(tmp_path / "out.json", "json", "a.txt")
    destination.write(A, "{}\n")
    destination.close()
    assert (tmp_path / "out.json").read_bytes() == b"{}\n"
    assert os.listdir(tmp_path) == ["out.json"]


def test_several_sources_make_a_folder(tmp_path: Path) -> None:
    destination = opened(tmp_path / "new" / "out", "json", several=True)
    for source in (Source.file("x/a.txt"), Source.file("y/a.txt"), Source.stdin()):
        destination.write(source, str(source.location))
    destination.close()
    written = {path.name: path.read_text() for path in (tmp_path / "new" / "out").iterdir()}
    assert written == {"a.json": "x/a.txt", "a-2.json": "y/a.txt", "stdin.json": "-"}


def test_names_go_by_the_order_of_the_sources_and_not_of_the_results(tmp_path: Path) -> None:
    destination = opened(tmp_path, "json")
    first, failed, last = (Source.file(f"{folder}/a.txt") for folder in "xyz")
    for source in (first, failed, last):
        destination.expect(source)
    destination.write(last, "z")
    destination.forget(failed)
    destination.write(first, "x")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.json": "x", "a-3.json": "z"}


@pytest.mark.parametrize("output", ["there", "fresh/"])
def test_one_source_goes_into_a_folder_that_is_named_as_one(
    output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there").mkdir()
    opened(output, "markdown", "a.txt").write(A, "# x\n")
    assert Path(output, "a.md").read_text() == "# x\n"


def test_lines_gather_beside_their_file_and_take_its_place_at_the_end(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("before\n")
    destination = opened(out, "jsonl", several=True)
    destination.write(A, "1\n")
    destination.write(A, "2\n")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "out.jsonl": "before\n",
        "out.jsonl.part": "1\n2\n",
    }
    destination.close()
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"out.jsonl": "1\n2\n"}


def test_what_a_killed_process_left_behind_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "out.jsonl.part").write_text("1\n2\nhal")
    destination = OneFile(tmp_path / "out.jsonl")
    destination.write(A, "1\n")
    destination.close()
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"out.jsonl": "1\n"}


def test_leaving_at_once_keeps_whole_results(tmp_path: Path) -> None:
    destination = OneFile(tmp_path / "out.jsonl")
    destination.write(A, "1\n")
    destination.abandon()
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"out.jsonl": "1\n"}


def test_nothing_is_written_where_nothing_was_finished(tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("before")
    OneFile(tmp_path / "out.json").close()
    assert (tmp_path / "out.json").read_text() == "before"


def test_a_source_is_never_replaced_by_its_summary(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("article")
    with pytest.raises(OutputError, match="is one of the sources"):
        opened(source, "terminal", source)
    opened(tmp_path, "terminal", source).write(Source.file(source), "summary")
    assert source.read_text() == "article"
    assert (tmp_path / "a-2.txt").read_text() == "summary"


def test_a_source_that_is_listed_later_is_not_replaced_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("article")
    into = open_destination(".", "terminal", iter(()), several=True, unknown=True)
    into.write(Source.file("elsewhere/a.txt"), "summary")
    into = open_destination("a.txt", "jsonl", iter(()), several=True, unknown=True)
    into.expect(Source.file("./a.txt"))
    with pytest.raises(OutputError, match="is one of the sources"):
        into.write(Source.file("b.txt"), "summary")
    assert Path("a.txt").read_text() == "article"


def test_an_earlier_result_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("before")
    opened(tmp_path, "json", "a.txt").write(A, "{}\n")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"a.json": "{}\n"}


def test_a_missing_folder_is_told_before_the_work_begins(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"there is no folder .*; create it first"):
        opened(tmp_path / "none" / "out.json", "json")


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(OutputError, match=r"cannot write .*out.*: File exists"):
        opened(tmp_path / "out", "json", several=True)


@pytest.mark.parametrize("one_file", [True, False], ids=["file", "folder"])
def test_a_folder_that_vanishes_is_told(one_file: bool, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    destination = OneFile(folder / "x.jsonl") if one_file else Folder(folder, ".json")
    destination.write(A, "1\n")
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    with pytest.raises(OutputError, match=r"there is no folder .*out' any more; give another -o"):
        destination.write(A, "2\n")


def test_text_is_written_as_utf_8_with_its_line_ends(tmp_path: Path) -> None:
    destination = OneFile(tmp_path / "a")
    destination.write(A, "Zoë\r\n\n\ud800")
    destination.close()
    assert (tmp_path / "a").read_bytes() == "Zoë\r\n\n\\ud800".encode()


@POSIX
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.touch(mode=0o640)
    target.chmod(0o640)
    link.symlink_to(target)
    destination = OneFile(link)
    destination.write(A, "new")
    destination.close()
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@POSIX
def test_a_device_is_written_to_and_not_replaced() -> None:
    destination = opened("/dev/null", "jsonl", several=True)
    destination.write(A, "gone")
    destination.close()
    assert isinstance(destination, Device)
    assert not Path("/dev/null").is_file()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_a_full_device_is_told() -> None:
    destination = opened("/dev/full", "jsonl")
    with pytest.raises(OutputError, match=r"^cannot write '/dev/full': No space left on device; give another -o$"):
        destination.write(A, "much")
    destination.close()
