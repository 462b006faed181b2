from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.cli import main
from summarizer.store import AnswerStore, StoredAnswer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the clean environment's cache folder puts the answers."""
    return tmp_path / "cache" / "answers"


def fill(folder: Path, count: int) -> None:
    store = AnswerStore(folder)
    for number in range(count):
        store.put(str(number), StoredAnswer("{}"))
    store.close()


def test_info_of_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cache", "info"]) == 0
    assert capsys.readouterr().out == f"{folder}\n  0 answers, 0 bytes of 1,073,741,824 at most\n"
    assert not folder.exists()


def test_info_counts_what_is_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(folder, 1)
    assert main(["cache", "info"]) == 0
    size = (folder / "cache.db").stat().st_size
    assert capsys.readouterr().out == f"{folder}\n  1 answer, {size:,} bytes of 1,073,741,824 at most\n"


def test_clear_tells_how_many_it_removed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fill(folder, 3)
    assert main(["cache", "clear"]) == 0
    assert main(["cache", "clear"]) == 0
    assert capsys.readouterr().out == "3 answers removed\n0 answers removed\n"


def test_a_damaged_store_is_one_line_that_says_what_to_do(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder.mkdir(parents=True)
    (folder / "cache.db").write_bytes(b"no database at all" * 1000)
    assert main(["cache", "info"]) == 2
    said = f"{str(folder)!r} is damaged (file is not a database); remove it with `summarizer cache clear`"
    assert capsys.readouterr().err == f"summarizer: {said}\n"
    assert main(["cache", "clear"]) == 0
    assert main(["cache", "info"]) == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param([], "the following arguments are required: ACTION", id="no action"),
        pytest.param(["empty"], "argument ACTION: invalid choice: 'empty'", id="unknown action"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cache", *arguments]) == 2
    assert capsys.readouterr().err.startswith(f"summarizer: {message}")


def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["cache", "--help"]) == 0
    assert "clear: remove them all" in " ".join(capsys.readouterr().out.split())
