"""A process of its own, with limits."""

from __future__ import annotations

import errno
import os
import sys
import time
from pathlib import Path
from typing import Any
from xml.parsers import expat

import pytest
from lxml import etree

from summarizer.confined import Exceeded, Limits, lacks_memory, run

HEAD = "import os, sys\nfrom summarizer.confined import confine\nconfine(float(sys.argv[-2]), int(sys.argv[-1]))\n"
LIMITED = pytest.mark.skipif(sys.platform != "linux", reason="the limits of the system are those of Linux")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.syspath_prepend(tmp_path)
    return tmp_path


def module(folder: Path, body: str) -> str:
    (folder / "the_child.py").write_text(HEAD + body, encoding="utf-8")
    return "the_child"


def test_the_child_gets_bytes_and_words_and_gives_bytes(folder: Path) -> None:
    name = module(folder, "sys.stdout.buffer.write(sys.argv[1].encode() + sys.stdin.buffer.read()[::-1])")
    assert run(name, ["word "], b"\x00\xff" * 200_000) == b"word " + b"\xff\x00" * 200_000


def test_a_child_that_reads_nothing_is_no_trouble(folder: Path) -> None:
    assert run(module(folder, "print('done', end='')"), [], b"x" * 5_000_000) == b"done"


def test_a_child_that_sleeps_is_ended_by_the_wall_clock(folder: Path) -> None:
    begun = time.monotonic()
    with pytest.raises(Exceeded, match=r"^it takes more than 0\.4 seconds$"):
        run(module(folder, "import time; time.sleep(60)"), [], b"", limits=Limits(seconds=0.4))
    assert time.monotonic() - begun < 30


@LIMITED
def test_a_child_that_computes_is_ended(folder: Path) -> None:
    with pytest.raises(Exceeded, match="it takes more than 1 seconds"):
        run(module(folder, "while True: pass"), [], b"", limits=Limits(seconds=1))


@LIMITED
def test_a_child_that_hoards_is_ended(folder: Path) -> None:
    body = "held = []\nwhile True: held.append(bytes(10_000_000))"
    with pytest.raises(Exceeded, match="it takes more than 300 MB of memory or breaks the reader"):
        run(module(folder, body), [], b"", limits=Limits(memory=300_000_000))


@pytest.mark.parametrize("body", ["sys.exit(1)", "raise ValueError", "os.abort()", "import no_such_module"])
def test_a_child_that_breaks_says_nothing_on_our_terminal(
    folder: Path, body: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Exceeded, match="breaks the reader"):
        run(module(folder, body), [], b"")
    assert capfd.readouterr() == ("", "")


@LIMITED
def test_the_child_writes_no_files(folder: Path) -> None:
    target = folder / "written"
    with pytest.raises(Exceeded):
        run(module(folder, f"open({str(target)!r}, 'w').write('x' * 100000)"), [], b"")
    assert not target.exists() or target.stat().st_size == 0


def test_the_child_gets_no_keys(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "not for the child")
    found = run(module(folder, "print('OPENAI_API_KEY' in os.environ, 'PATH' in os.environ)"), [], b"")
    assert found.split() == [b"False", b"True" if "PATH" in os.environ else b"False"]


def test_a_file_of_the_working_folder_cannot_take_the_place_of_a_module(
    folder: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "json.py").write_text("raise SystemExit(7)", encoding="utf-8")
    monkeypatch.setattr(sys, "path", [path for path in sys.path if path])
    monkeypatch.chdir(elsewhere)
    assert run(module(folder, "import json; print(json.dumps(1))"), [], b"").strip() == b"1"


def of_expat(code: int) -> expat.ExpatError:
    error = expat.ExpatError()
    error.code = code
    return error


def of_lxml(code: int) -> Exception:
    error: Any = etree.XMLSyntaxError  # its types know nothing of the code that it takes
    made: Exception = error("words", code, 1, 1)
    return made


def made_from(cause: BaseException) -> ValueError:
    try:
        raise ValueError from cause
    except ValueError as error:
        return error


PLENTY = 1 << 50


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        OSError(errno.ENOMEM, "Cannot allocate memory"),
        ImportError("/usr/lib/x.so: failed to map segment from shared object"),
        ImportError("/usr/lib/x.so: cannot allocate memory in static TLS block"),
        of_expat(expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]),
        of_lxml(etree.ErrorTypes.ERR_NO_MEMORY),
        made_from(made_from(MemoryError())),
    ],
    ids=repr,
)
def test_libraries_say_in_their_own_ways_that_memory_is_lacking(error: BaseException) -> None:
    assert lacks_memory(error, PLENTY)


@pytest.mark.parametrize(
    "error",
    [
        ValueError(),
        OSError(errno.EIO, "Input/output error"),
        ModuleNotFoundError("No module named 'mammoth'"),
        of_expat(expat.errors.codes[expat.errors.XML_ERROR_SYNTAX]),
        of_lxml(etree.ErrorTypes.ERR_DOCUMENT_EMPTY),
        made_from(ValueError()),
    ],
    ids=repr,
)
def test_other_faults_are_not_for_lack_of_memory(error: BaseException) -> None:
    assert not lacks_memory(error, PLENTY)


@LIMITED
def test_a_fault_of_any_kind_counts_where_most_of_the_memory_was_in_use() -> None:
    assert lacks_memory(ValueError(), 1_000_000)


def test_errors_that_are_made_from_each_other_in_a_circle_come_to_an_end() -> None:
    first, second = ValueError(), ValueError()
    first.__context__, second.__context__ = second, first
    assert not lacks_memory(first, PLENTY)
