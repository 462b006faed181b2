from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

import pytest

from summarizer import cli_run
from summarizer.cli_options import RunOptions, Talk
from summarizer.cli_output import Folder
from summarizer.cli_run import links_on, page, summarise, usage_line
from summarizer.errors import (
    AnswerUnreadable,
    CeilingReached,
    ConfigurationError,
    ServiceRefused,
    ServiceUnreachable,
    SourceEmpty,
    Stopped,
    SummarizerError,
)
from summarizer.many import FATAL, Finished
from summarizer.models import Summary, Usage
from summarizer.settings import Settings
from summarizer.source import Source
from tests.documents import bare_summary, bridge_summary, source

Answer = Summary | SummarizerError | tuple[Summary, SummarizerError]


class Scripted:
    """Stands in for the pipeline: gives the answers in the order of the sources and notes what it was asked."""

    def __init__(self, answers: list[Answer]) -> None:
        self.answers = answers
        self.asked: list[str | None] = []
        self.spent = Usage(model="local")
        self.trouble: str | None = None
        self.stopped = False

    def __call__(self, settings: Settings, *, progress: object, processes: int) -> Scripted:
        return self

    def __enter__(self) -> Scripted:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def finished(self, sources: Iterator[Source]) -> Iterator[Finished]:
        for one in sources:
            self.asked.append(one.location)
            answer = self.answers.pop(0)
            if isinstance(answer, Summary):
                self.spent = self.spent.model_copy(update={"calls": self.spent.calls + answer.usage.calls})
            done = answer if isinstance(answer, tuple) else (answer, None)
            summary, error = (None, answer) if isinstance(answer, SummarizerError) else done
            yield Finished(one, summary, error)  # type: ignore[arg-type] # either of them
            if self.stopped or isinstance(error, FATAL):
                return

    def stop(self) -> None:
        self.stopped = True


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


def with_partial(error: SummarizerError) -> Answer:
    coverage = bridge_summary().coverage.model_copy(update={"partial": True})
    return bridge_summary().model_copy(update={"coverage": coverage}), error


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
    assert err == "local · 3 calls · 0 tokens read, 0 written · 0.0 s\n"


def test_quiet_leaves_nothing_on_standard_error(script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    script(bridge_summary())
    summarise(options(talk=Talk(quiet=True)))
    assert capsys.readouterr().err == ""


def test_an_error_is_one_line(script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    script(SourceEmpty("'a\x1b[2J' is empty"))
    summarise(options())
    assert capsys.readouterr() == ("", "summarizer: 'a␛[2J' is empty\n")


def test_verbose_adds_the_traceback_below(script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise SourceEmpty("it is empty")
    except SourceEmpty as error:
        script(error)
    summarise(options(talk=Talk(verbose=True)))
    err = capsys.readouterr().err
    assert err.startswith("summarizer: it is empty\nTraceback (most recent call last):\n")
    assert err.endswith("summarizer.errors.SourceEmpty: it is empty\n")


def test_several_sources_are_told_apart(script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    script(at("a.txt"), at("b.txt"))
    summarise(options("a.txt", "b.txt"))
    counts = "0 claims · 0 warnings · 0 contradictions · 0 rejected · all of it read"
    assert capsys.readouterr().out == (
        f"==> a.txt <==\n\nA headline\n\na.txt: {counts}\n\n==> b.txt <==\n\nA headline\n\nb.txt: {counts}\n"
    )


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


@pytest.mark.parametrize(
    ("environ", "stdout_is_terminal", "linked"),
    [
        pytest.param({"TERM": "xterm-256color"}, True, True, id="a terminal"),
        pytest.param({"TERM": "xterm-256color", "NO_COLOR": "1"}, True, True, id="no colours"),
        pytest.param({"TERM": "xterm-256color", "FORCE_COLOR": "1"}, False, False, id="colours in a pipe"),
        pytest.param({"TERM": "xterm-256color"}, False, False, id="a pipe"),
        pytest.param({"TERM": "dumb"}, True, False, id="dumb"),
        pytest.param({"TERM": "linux"}, True, False, id="a console that prints addresses"),
    ],
)
def test_links_are_for_terminals_that_know_them(
    monkeypatch: pytest.MonkeyPatch, environ: dict[str, str], stdout_is_terminal: bool, linked: bool
) -> None:
    for name in ("TERM", "NO_COLOR", "FORCE_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: stdout_is_terminal)
    links = links_on(page(screen=True), Source.file("a.txt"), environ)
    assert (links is not None) is linked
    assert links is None or links.file == Path("a.txt")


def test_several_sources_go_into_a_folder(script: Script, tmp_path: Path) -> None:
    script(at("a.txt"), at("b.txt"))
    summarise(options("a.txt", "b.txt", format="json", output=str(tmp_path / "out")))
    read = {path.name: json.loads(path.read_text())["source"]["location"] for path in (tmp_path / "out").iterdir()}
    assert read == {"a.json": "a.txt", "b.json": "b.txt"}


def test_several_pages_get_one_that_leads_to_them(script: Script, tmp_path: Path) -> None:
    script(at("a.txt"), SourceEmpty("b.txt is empty"), at("index.txt"))
    summarise(options("a.txt", "b.txt", "index.txt", format="html", output=f"{tmp_path}/"))
    index = (tmp_path / "index.html").read_text(encoding="utf-8")

    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "index-2.html", "index.html"]
    assert 'href="./a.html"' in index
    assert 'href="./index-2.html"' in index
    assert "b.txt is empty" in index


def test_several_pages_are_no_stream(script: Script) -> None:
    script()
    with pytest.raises(ConfigurationError, match="give a folder with -o FOLDER/"):
        summarise(options("a.txt", "b.txt", format="html"))


def test_what_was_finished_is_written_when_a_ceiling_is_reached(script: Script, tmp_path: Path) -> None:
    script(with_partial(CeilingReached("time is up")))
    summarise(options(format="json", output=str(tmp_path / "out.json")))
    assert json.loads((tmp_path / "out.json").read_text())["headline"] == bridge_summary().headline


def test_an_unreadable_line_is_one_of_the_failures(
    script: Script, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script(CLEAN)
    (tmp_path / "x.jsonl").write_text('{"text": "Some text."}\nnot json\n')
    assert summarise(options(str(tmp_path / "x.jsonl"), format="jsonl")) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert "summarizer: line 2 of" in err


def test_no_source_at_all_asks_nobody(script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scripted = script()
    assert summarise(options(str(tmp_path))) == 2
    assert scripted.asked == []


def test_a_failure_of_the_service_names_its_source(script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    script(ServiceUnreachable("no answer"), at("b.txt"))
    assert summarise(options("a.txt", "b.txt", talk=Talk(quiet=True))) == 1
    assert capsys.readouterr().err == "summarizer: a.txt: no answer\n"


def test_several_sources_end_with_a_table(script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    scripted = script(at("a.txt"), SourceEmpty("'b.txt' is empty"))
    scripted.trouble = "the store cannot be written"
    summarise(options("a.txt", "b.txt", format="jsonl"))
    assert [line.rstrip() for line in capsys.readouterr().err.splitlines()] == [
        "summarizer: 'b.txt' is empty",
        "source   claims   warn.   contr.   reason",
        "─" * 51,
        "b.txt         –       –        –   'b.txt' is empty",
        "a.txt         0       0        0",
        "2 sources: 1 whole, 1 failed · 0 claims, 0 warnings, 0 contradictions",
        "summarizer: the store cannot be written",
        "local · 0 calls · 0 tokens read, 0 written · 0.0 s",
    ]


def test_when_results_cannot_be_written_nothing_more_is_sent(
    script: Script, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scripted = script(at("a.txt"), at("b.txt"), at("c.txt"))
    write = Folder.write

    def vanishing(self: Folder, source: Source, text: str) -> None:
        if source.location == "b.txt":
            shutil.rmtree(tmp_path / "out")
        write(self, source, text)

    monkeypatch.setattr(Folder, "write", vanishing)
    sources = ("a.txt", "b.txt", "c.txt", "d.txt")
    assert summarise(options(*sources, format="json", output=str(tmp_path / "out"), talk=Talk(quiet=True))) == 2
    assert scripted.asked == ["a.txt", "b.txt"]
    assert capsys.readouterr().err.splitlines() == [
        f"summarizer: cannot write '{tmp_path}/out/b.json': there is no folder '{tmp_path}/out' any more; "
        "give another -o",
        "summarizer: 2 further sources not tried",
        "summarizer: 1 result not written",
    ]


def test_what_was_stopped_before_it_began_was_not_tried(script: Script, capsys: pytest.CaptureFixture[str]) -> None:
    script(at("a.txt"), with_partial(Stopped("stopped")))
    assert summarise(options("a.txt", "b.txt", "c.txt", format="jsonl", talk=Talk(quiet=True))) == 130
    out, err = capsys.readouterr()
    assert [json.loads(line)["coverage"]["partial"] for line in out.splitlines()] == [False, True]
    assert err == "summarizer: 1 further source not tried\n"


@pytest.mark.parametrize(
    ("usage", "line"),
    [
        pytest.param(Usage(model="local"), "local · 0 calls · 0 tokens read, 0 written · 0.0 s", id="nothing"),
        pytest.param(
            Usage(model="openai/x", calls=3, cached_calls=1, prompt_tokens=5, completion_tokens=2, cost_usd=0.0021),
            "openai/x · 3 calls (1 stored) · 5 tokens read, 2 written · 0.0 s · $0.0021",
            id="with costs",
        ),
        pytest.param(
            Usage(model="a/b", calls=1, seconds=1500),
            "a/b · 1 call · 0 tokens read, 0 written · 1,500 s · price unknown",
            id="price unknown",
        ),
    ],
)
def test_usage_line(usage: Usage, line: str) -> None:
    assert usage_line(usage) == line
