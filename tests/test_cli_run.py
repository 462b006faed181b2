from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import pytest

from summarizer import cli_run
from summarizer.cli_options import RunOptions, Talk
from summarizer.cli_run import summarise, usage_line
from summarizer.errors import (
    AnswerUnreadable,
    CeilingReached,
    ConfigurationError,
    ServiceRefused,
    SourceEmpty,
    SummarizerError,
)
from summarizer.models import Summary, Usage
from summarizer.settings import Settings
from summarizer.source import Source
from tests.documents import bare_summary, bridge_summary, source

Answer = Summary | BaseException
Prepare = Callable[..., list[str]]


class Scripted:
    """Stands in for the pipeline: gives the answers in their order and notes what it was asked."""

    def __init__(self, answers: list[Answer]) -> None:
        self.answers = answers
        self.asked: list[str | None] = []

    def __call__(self, settings: Settings, *, progress: object) -> Scripted:
        return self

    def __enter__(self) -> Scripted:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def summarize(self, source: Source) -> Summary:
        self.asked.append(source.location)
        answer = self.answers.pop(0)
        if isinstance(answer, BaseException):
            raise answer
        return answer


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Scripted]:
    """Sets the answers of the pipeline, one a source."""

    def set_answers(*answers: Answer) -> Scripted:
        scripted = Scripted(list(answers))
        monkeypatch.setattr(cli_run, "Summarizer", scripted)
        monkeypatch.delenv("COLUMNS", raising=False)
        return scripted

    return set_answers


Script = Callable[..., Scripted]


def at(location: str, **more: object) -> Summary:
    return bare_summary("Some text.", source=source("Some text.", location), **more)


def options(*sources: str, **more: object) -> RunOptions:
    given = {"sources": sources or ("a.txt",), "settings": Settings(), **more}
    return RunOptions(**given)  # type: ignore[arg-type] # keywords of many types


def with_partial(error: BaseException) -> BaseException:
    coverage = bridge_summary().coverage.model_copy(update={"partial": True})
    error.partial = bridge_summary().model_copy(update={"coverage": coverage})  # type: ignore[attr-defined] # the pipeline leaves there what was finished
    return error


FLAWED = bridge_summary()
CLEAN = at("a.txt")


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        pytest.param([CLEAN], 0, id="done"),
        pytest.param([FLAWED], 0, id="done with rejections"),
        pytest.param([CLEAN, SourceEmpty("x")], 1, id="one of two failed"),
        pytest.param([SourceEmpty("x"), CLEAN], 1, id="the other of two failed"),
        pytest.param([SourceEmpty("x")], 2, id="the only source cannot be read"),
        pytest.param([SourceEmpty("x"), SourceEmpty("y")], 2, id="no source can be read"),
        pytest.param([SourceEmpty("x"), AnswerUnreadable("y")], 1, id="all failed in different ways"),
        pytest.param([ServiceRefused("x")], 3, id="service"),
        pytest.param([CLEAN, ServiceRefused("x")], 1, id="service, later"),
        pytest.param([ConfigurationError("x")], 2, id="configuration"),
        pytest.param([CeilingReached("x")], 4, id="ceiling"),
        pytest.param([CLEAN, CeilingReached("x")], 4, id="ceiling, later"),
        pytest.param([with_partial(CeilingReached("x"))], 4, id="ceiling with a part finished"),
        pytest.param([with_partial(ServiceRefused("x"))], 3, id="service with a part finished"),
        pytest.param([CLEAN, with_partial(ServiceRefused("x"))], 1, id="service with a part finished, later"),
    ],
)
def test_exit_status(answers: list[Answer], status: int, script: Script) -> None:
    script(*answers)
    assert summarise(options(*(f"{number}.txt" for number in range(len(answers))))) == status


@pytest.mark.parametrize(("answer", "status"), [(CLEAN, 0), (FLAWED, 1)], ids=["clean", "flawed"])
def test_strict_makes_flaws_count(answer: Summary, status: int, script: Script) -> None:
    script(answer)
    assert summarise(options(strict=True)) == status


def test_results_go_to_standard_output_and_the_usage_line_to_standard_error(
    script: Script, capsys: pytest.CaptureFixture[str]
) -> None:
    script(bridge_summary())
    summarise(options())
    out, err = capsys.readouterr()
    assert out.startswith("Lower Wick bridge closed; council and engineer disagree on a warning\n\n")
    assert err == "local · 3 calls · 1,210 tokens read, 202 written · 12 s\n"


def test_quiet_leaves_nothing_on_standard_error(script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    script(bridge_summary())
    summarise(options(talk=Talk(quiet=True)))
    assert capsys.readouterr().err == ""


def test_an_error_is_one_line(script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    script(SourceEmpty("'a\x1b[2J' is empty"))
    summarise(options())
    assert capsys.readouterr() == ("", "summarizer: 'a␛[2J' is empty\n")


def test_verbose_adds_the_traceback_below(script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    script(SourceEmpty("it is empty"))
    summarise(options(talk=Talk(verbose=True)))
    err = capsys.readouterr().err
    assert err.startswith("summarizer: it is empty\nTraceback (most recent call last):\n")
    assert err.endswith("summarizer.errors.SourceEmpty: it is empty\n")


def test_several_sources_are_told_apart(script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    script(at("a.txt"), at("b.txt"))
    summarise(options("a.txt", "b.txt"))
    assert capsys.readouterr().out == "==> a.txt <==\n\nA headline\n\n==> b.txt <==\n\nA headline\n"


def test_an_unreadable_source_does_not_stop_the_others(script: Script) -> None:
    scripted = script(SourceEmpty("x"), CLEAN)
    summarise(options("a.txt", "b.txt"))
    assert scripted.asked == ["a.txt", "b.txt"]


@pytest.mark.parametrize("error", [ServiceRefused("key"), CeilingReached("tokens"), ConfigurationError("model")])
def test_what_would_meet_the_rest_as_well_stops_the_run(
    error: SummarizerError, script: Script, capsys: pytest.CaptureFixture[str]
) -> None:
    scripted = script(error)
    summarise(options("a.txt", "b.txt", "c.txt"))
    assert scripted.asked == ["a.txt"]
    assert capsys.readouterr().err == f"summarizer: {error}\nsummarizer: 2 further sources not tried\n"


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_json_output_can_be_read(form: str, script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    script(bridge_summary())
    summarise(options(format=form))
    assert Summary.model_validate_json(capsys.readouterr().out) == bridge_summary()


def test_markdown_honours_all(script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    script(bridge_summary())
    summarise(options(format="markdown", everything=True))
    assert "### Unnamed" in capsys.readouterr().out


def test_a_file_is_plain_and_80_columns_wide(script: Script, tmp_path: Path) -> None:
    script(bridge_summary())
    summarise(options(output=str(tmp_path / "out.txt")))
    lines = (tmp_path / "out.txt").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "Lower Wick bridge closed; council and engineer disagree on a warning"
    assert max(map(len, lines)) <= 80


def test_columns_say_how_wide_it_may_be(
    script: Script, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    script(bridge_summary())
    monkeypatch.setenv("COLUMNS", "40")
    summarise(options())
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 40


def test_a_terminal_that_wants_colours_gets_them(
    script: Script, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    script(bridge_summary())
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("FORCE_COLOR", "1")
    summarise(options())
    assert capsys.readouterr().out.startswith("\x1b[1mLower Wick")


def test_several_sources_go_into_a_folder(script: Script, tmp_path: Path) -> None:
    script(at("a.txt"), at("b.txt"))
    summarise(options("a.txt", "b.txt", format="json", output=str(tmp_path / "out")))
    read = {path.name: json.loads(path.read_text())["source"]["location"] for path in (tmp_path / "out").iterdir()}
    assert read == {"a.json": "a.txt", "b.json": "b.txt"}


def test_what_was_finished_is_written_when_a_ceiling_is_reached(script: Script, tmp_path: Path) -> None:
    script(with_partial(CeilingReached("time is up")))
    summarise(options(format="json", output=str(tmp_path / "out.json")))
    assert json.loads((tmp_path / "out.json").read_text())["headline"] == bridge_summary().headline


def test_what_was_finished_is_written_when_it_is_interrupted(
    script: Script, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script(at("a.txt"), with_partial(KeyboardInterrupt()), at("c.txt"))
    with pytest.raises(KeyboardInterrupt):
        summarise(options("a.txt", "b.txt", "c.txt", format="jsonl", output=str(tmp_path / "out.jsonl")))
    lines = (tmp_path / "out.jsonl").read_text().splitlines()
    assert [json.loads(line)["headline"] for line in lines] == ["A headline", bridge_summary().headline]
    assert capsys.readouterr().err == "test, local · 3 calls · 1,210 tokens read, 202 written · 12 s\n"


@pytest.mark.parametrize(
    ("usages", "line"),
    [
        pytest.param([Usage(model="local")], "local · 0 calls · 0 tokens read, 0 written · 0.0 s", id="nothing"),
        pytest.param(
            [
                Usage(
                    model="openai/x",
                    calls=1,
                    cached_calls=1,
                    prompt_tokens=5,
                    completion_tokens=2,
                    seconds=1.26,
                    cost_usd=0.0021,
                )
            ],
            "openai/x · 1 call (1 stored) · 5 tokens read, 2 written · 1.3 s · $0.0021",
            id="with costs",
        ),
        pytest.param(
            [Usage(model="a", calls=1, seconds=600, cost_usd=1), Usage(model="a", calls=2, seconds=900)],
            "a · 3 calls · 0 tokens read, 0 written · 1,500 s",
            id="costs of one are not those of two",
        ),
    ],
)
def test_usage_line(usages: list[Usage], line: str) -> None:
    assert usage_line([bare_summary("x", usage=usage) for usage in usages]) == line
