from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from summarizer import cli_plan
from summarizer.cli_options import RunOptions
from summarizer.cli_plan import foresee
from summarizer.errors import SourceEmpty
from summarizer.planning import Plan
from summarizer.settings import Settings
from summarizer.source import Source


@pytest.fixture
def expect(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sets the plans of the sources; ``None`` stands for one that is empty."""

    def set_plans(*plans: Plan | None) -> None:
        waiting = list(plans)

        def plan(source: Source, settings: Settings) -> Plan:
            found = waiting.pop(0)
            if found is None:
                raise SourceEmpty(f"{source.name} is empty")
            return found

        monkeypatch.setattr(cli_plan, "plan", plan)

    return set_plans


def options(*sources: str) -> RunOptions:
    return RunOptions(sources=sources, settings=Settings(), dry_run=True)


def test_a_line_a_source_and_one_for_all(expect: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    expect(Plan(1, 1200, 30, 0.25), Plan(12, 800, 70, 0.5))
    assert foresee(options("a.txt", "b\x1b.txt")) == 0
    assert capsys.readouterr() == (
        "a.txt: about 1 call, 1,200 tokens read, 30 written, $0.2500\n"
        "b␛.txt: about 12 calls, 800 tokens read, 70 written, $0.5000\n"
        "2 sources: about 13 calls, 2,000 tokens read, 100 written, $0.7500\n",
        "",
    )


def test_a_price_that_is_not_known_is_not_guessed(
    expect: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    expect(Plan(1, 1, 1, 0.25), Plan(1, 1, 1, None))
    foresee(options("a.txt", "b.txt"))
    assert (
        capsys.readouterr().out.splitlines()[-1] == "2 sources: about 2 calls, 2 tokens read, 2 written, price unknown"
    )


def test_a_source_that_cannot_be_read_is_one_line(
    expect: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    expect(None, Plan(1, 1, 1, 0.25))
    assert foresee(options("a.txt", "b.txt")) == 1
    assert capsys.readouterr().err == "summarizer: 'a.txt' is empty\n"


def test_one_source_needs_no_sum(
    expect: Callable[..., None], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    expect(Plan(1, 1, 1, 0.0))
    assert foresee(options("a.txt")) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1
