from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from summarizer.cli_output import (
    Folder,
    OneFile,
    OutputError,
    StandardOutput,
    file_stem,
    open_destination,
    write_atomically,
)


@pytest.mark.parametrize(
    ("location", "stem"),
    [
        pytest.param("news/bridge.txt", "bridge", id="path"),
        pytest.param("no suffix here", "no-suffix-here", id="blanks"),
        pytest.param(
            "https://news.example/2026/bridge-closed.html?x=1", "news.example-2026-bridge-closed.html", id="address"
        ),
        pytest.param("https://news.example/", "news.example", id="address without a path"),
        pytest.param("-", "stdin", id="standard input"),
        pytest.param(None, "stdin", id="a text"),
        pytest.param("/x/..", "source", id="nothing left"),
        pytest.param("\x1b[2J.txt", "2J", id="escape"),
        pytest.param("Zoë.html", "Zoë", id="accents"),
        pytest.param("a" * 300, "a" * 60, id="long"),
    ],
)
def test_file_stem(location: str | None, stem: str) -> None:
    assert file_stem(location) == stem


def test_without_a_path_results_go_to_standard_output() -> None:
    assert isinstance(open_destination(None, "json", [Path("a.txt")]), StandardOutput)


def test_one_source_makes_one_file(tmp_path: Path) -> None:
    destination = open_destination(str(tmp_path / "out.json"), "json", [Path("a.txt")])
    destination.write("a.txt", "{}\n")
    destination.close()
    assert (tmp_path / "out.json").read_bytes() == b"{}\n"


def test_several_sources_make_a_folder(tmp_path: Path) -> None:
    destination = open_destination(str(tmp_path / "new" / "out"), "json", [Path("x/a.txt"), Path("y/a.txt"), None])
    for location in ("x/a.txt", "y/a.txt", "-"):
        destination.write(location, location)
    destination.close()
    written = {path.name: path.read_text() for path in (tmp_path / "new" / "out").iterdir()}
    assert written == {"a.json": "x/a.txt", "a-2.json": "y/a.txt", "stdin.json": "-"}


@pytest.mark.parametrize("output", ["there", "fresh/"])
def test_one_source_goes_into_a_folder_that_is_named_as_one(
    output: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("there").mkdir()
    open_destination(output, "markdown", [Path("a.txt")]).write("a.txt", "# x\n")
    assert Path(output, "a.md").read_text() == "# x\n"


def test_lines_of_several_sources_make_one_file(tmp_path: Path) -> None:
    destination = open_destination(str(tmp_path / "out.jsonl"), "jsonl", [Path("a.txt"), Path("b.txt")])
    destination.write("a.txt", "1\n")
    destination.write("b.txt", "2\n")
    assert not (tmp_path / "out.jsonl").exists()
    destination.close()
    assert (tmp_path / "out.jsonl").read_text() == "1\n2\n"


def test_nothing_is_written_where_nothing_was_finished(tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text("before")
    OneFile(tmp_path / "out.json").close()
    assert (tmp_path / "out.json").read_text() == "before"


def test_a_source_is_never_replaced_by_its_summary(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text("article")
    with pytest.raises(OutputError, match="is one of the sources"):
        open_destination(str(source), "terminal", [source])
    Folder(tmp_path, ".txt", [source]).write(str(source), "summary")
    assert source.read_text() == "article"
    assert (tmp_path / "a-2.txt").read_text() == "summary"


def test_a_missing_folder_is_told_before_the_work_begins(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"there is no folder .*; create it first"):
        open_destination(str(tmp_path / "none" / "out.json"), "json", [None])


def test_a_file_in_the_place_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(OutputError, match=r"cannot write .*out.*: File exists"):
        open_destination(str(tmp_path / "out"), "json", [None, None])


def test_writing_leaves_no_other_file_behind(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a.json", "{}")
    assert os.listdir(tmp_path) == ["a.json"]


def test_text_is_written_as_utf_8_with_its_line_ends(tmp_path: Path) -> None:
    write_atomically(tmp_path / "a", "Zoë\r\n\n\ud800")
    assert (tmp_path / "a").read_bytes() == "Zoë\r\n\n\\ud800".encode()


@pytest.mark.skipif(sys.platform == "win32", reason="permissions and links of POSIX")
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.touch(mode=0o640)
    target.chmod(0o640)
    link.symlink_to(target)
    write_atomically(link, "new")
    assert link.is_symlink()
    assert target.read_text() == "new"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="a device of POSIX")
def test_a_device_is_written_to_and_not_replaced() -> None:
    write_atomically(Path("/dev/null"), "gone")
    assert not Path("/dev/null").is_file()
