from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import summarizer
from summarizer.cli_parts import Part

ROOT = Path(summarizer.__file__).parent.parent
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="locks and limits of POSIX")


def test_two_that_write_the_same_file_use_different_parts(tmp_path: Path) -> None:
    first, second = (Part(tmp_path / "a", hidden=True) for _ in range(2))
    first.append(b"first")
    second.append(b"second")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        ".a.part": b"first",
        ".a.2.part": b"second",
    }
    second.finish()
    first.finish()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"first"}


def test_a_dropped_part_leaves_nothing(tmp_path: Path) -> None:
    part = Part(tmp_path / "a", hidden=False)
    part.append(b"words")
    part.drop()
    assert os.listdir(tmp_path) == []


@POSIX
def test_a_link_in_the_place_of_a_part_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("words")
    (tmp_path / "a.part").symlink_to(tmp_path / "precious")
    part = Part(tmp_path / "a", hidden=False)
    part.append(b"x")
    part.finish()
    assert (tmp_path / "precious").read_text() == "words"


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(FileExistsError):
        Part(tmp_path / "a", hidden=False)


FILL = """
import resource, signal, sys
from pathlib import Path
from summarizer.cli_parts import Part
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
part = Part(Path(sys.argv[1]), hidden=False)
for line in (b"1" * 599 + b"\\n", b"2" * 599 + b"\\n"):
    try:
        part.append(line)
    except OSError as error:
        print(error.strerror)
part.finish()
"""


@POSIX
def test_what_does_not_fit_leaves_what_was_whole(tmp_path: Path) -> None:
    command = [sys.executable, "-c", FILL, str(tmp_path / "a")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=True)
    assert done.stdout == b"File too large\n"
    assert (tmp_path / "a").read_bytes() == b"1" * 599 + b"\n"
