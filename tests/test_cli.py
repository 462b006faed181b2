from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import summarizer
from summarizer import cli_main
from summarizer.cli import main
from summarizer.contract import schema_text

ROOT = Path(summarizer.__file__).parent.parent

ARTICLE = """The footbridge at Lower Wick was closed on Monday.
“Nobody told us about the pier,” said Mira Oldfield.

The council will meet on Friday, and the engineer is to explain himself.
"""


def run(*arguments: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, as a user starts it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **more.pop("env", {})}  # type: ignore[dict-item]
    command = [sys.executable, "-m", "summarizer", *arguments]
    return subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, timeout=60, **more)  # type: ignore[call-overload, no-any-return]


def fail_with(error: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    def dispatch(arguments: object) -> int:
        raise error

    monkeypatch.setattr(cli_main, "_dispatch", dispatch)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr() == (f"summarizer {summarizer.__version__}\n", "")


def test_help_names_every_command_and_exit_status(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    for words in ("summarizer text", "summarizer schema", "summarizer model", "\n  130  interrupted", "--replay FILE"):
        assert words in out


@pytest.mark.parametrize("command", ["text", "schema", "model"])
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"usage: summarizer {command} ")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param([], "no source given: a file, folder, web address, or - for standard input", id="nothing"),
        pytest.param(["a.txt", "-o", ""], "-o names no place", id="output without a name"),
        pytest.param(["a.txt", "--jobs", "0"], "jobs is 0; it must be greater than zero", id="out of range"),
        pytest.param(["a.txt", "--nonsense"], "unrecognized arguments: --nonsense", id="unknown option"),
        pytest.param(["schema", "poem"], "there is no schema 'poem'; known are summary", id="unknown schema"),
        pytest.param(["model", "push"], "argument ACTION: invalid choice: 'push'", id="unknown action"),
        pytest.param(["text"], "the following arguments are required: SOURCE", id="text of nothing"),
        pytest.param(["text", "none.txt"], "there is no file 'none.txt'", id="missing file"),
        pytest.param(["text", "none-*.txt"], "no file matches 'none-*.txt'", id="pattern without a match"),
        pytest.param(["text", "\x1b]0;t"], "there is no file '\\x1b]0;t'", id="escape in a name"),
    ],
)
def test_wrong_usage_and_unreadable_input_are_one_line_and_status_2(
    arguments: list[str],
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"summarizer: {message}")
    assert err.count("\n") == 1
    assert "\x1b" not in err


def test_schema_prints_the_published_document(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert capsys.readouterr().out == schema_text("summary")


def test_text_prints_the_articles_of_lines_of_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "The quay is shut."}\n{"id": "b", "text": "The pump runs."}\n')

    assert main(["text", str(file)]) == 0
    assert capsys.readouterr().out == "The quay is shut.\n\nThe pump runs.\n"


def test_a_cassette_is_written_over_no_source_and_no_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("The quay is shut.")
    Path("link").symlink_to("a.txt")
    os.mkfifo("pipe")
    told = []
    for record, output in (("a.txt", "o.md"), ("link", "o.md"), ("o.md", "./o.md"), ("pipe", "o.md")):
        status = main(["a.txt", "--record", record, "-o", output, "--model", "openai/any", "--base-url", "http://h/v1"])
        told.append((status, capsys.readouterr().err.removeprefix("summarizer: the cassette ").splitlines()[0]))

    assert told == [
        (2, "'a.txt' is one of the sources; give another name"),
        (2, "'link' is one of the sources; give another name"),
        (2, "'o.md' is the output as well; give another name"),
        (2, "summarizer: cannot write the cassette 'pipe': it is no regular file; give another name"),
    ]
    assert Path("a.txt").read_text() == "The quay is shut."


def test_text_prints_the_paragraphs_of_the_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_bytes(ARTICLE.replace("\n", "\r\n").encode("utf-8-sig"))
    assert main(["text", str(tmp_path / "a.txt")]) == 0
    out = capsys.readouterr().out
    assert out.splitlines()[-2:] == ["", "The council will meet on Friday, and the engineer is to explain himself."]
    assert "“Nobody told us about the pier,” said Mira Oldfield." in out


def test_model_path_says_where_and_whether(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SUMMARIZER_MODEL_FILE", str(tmp_path / "m.gguf"))
    assert main(["model", "path"]) == 1
    assert capsys.readouterr() == (
        f"{tmp_path / 'm.gguf'}\n",
        "summarizer: the file is not there yet; summarizer model pull fetches it\n",
    )


def test_model_list_says_that_the_file_is_absent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SUMMARIZER_MODEL_FILE", str(tmp_path / "m.gguf"))
    assert main(["model", "list"]) == 0
    assert "1,117,320,768 bytes, not there; " in capsys.readouterr().out


def test_an_interruption_is_status_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    fail_with(KeyboardInterrupt(), monkeypatch)
    assert main([]) == 130
    assert capsys.readouterr().err == "summarizer: interrupted\n"


def test_a_fault_of_ours_is_one_line(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    fail_with(ZeroDivisionError("division\nby zero"), monkeypatch)
    assert main([]) == 1
    told = "summarizer: unforeseen ZeroDivisionError: division by zero; please report this, with what --verbose says\n"
    assert capsys.readouterr().err == told


def test_verbose_shows_where_a_fault_came_from(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fail_with(ZeroDivisionError("x\x1b[2J"), monkeypatch)
    main(["--verbose"])
    err = capsys.readouterr().err
    assert "\nTraceback (most recent call last):\n" in err
    assert "\x1b" not in err


@pytest.mark.parametrize("locale", ["C", "POSIX"])
def test_output_is_utf_8_in_any_locale(locale: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    variables = {"LC_ALL": locale, "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252"}
    done = run("text", str(tmp_path / "a.txt"), env=variables, capture_output=True)
    assert done.returncode == 0
    assert "“Nobody told us about the pier,”" in done.stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
def test_a_reader_that_leaves_is_no_error() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = run("schema", stdout=writer, stderr=subprocess.PIPE)
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("arguments", [["schema"], ["--help"]], ids=" ".join)
def test_a_full_disk_is_one_line(arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        done = run(*arguments, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr == b"summarizer: cannot write to standard output: No space left on device\n"
