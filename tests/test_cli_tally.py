from __future__ import annotations

import pytest

from summarizer.cli_tally import Tally
from summarizer.errors import CeilingReached, ServiceUnreachable, SourceEmpty, Stopped, SummarizerError
from summarizer.models import Coverage, Summary
from tests.documents import bare_summary, bridge_summary

WHOLE = bare_summary("x")
PARTIAL = bare_summary("x", coverage=Coverage(characters=200, read=100, passages=2, partial=True))
Ended = tuple[Summary | None, SummarizerError | None]


def tallied(*ended: Ended) -> Tally:
    tally = Tally()
    for number, (summary, error) in enumerate(ended):
        tally.add(f"{number}.txt", summary, error)
    return tally


@pytest.mark.parametrize(
    ("ended", "status"),
    [
        pytest.param([(WHOLE, None)], 0, id="done"),
        pytest.param([(WHOLE, None), (None, SourceEmpty("x"))], 1, id="one of two failed"),
        pytest.param([(None, SourceEmpty("x")), (None, SourceEmpty("y"))], 2, id="none can be read"),
        pytest.param([(None, SourceEmpty("x")), (None, ServiceUnreachable("y"))], 1, id="failed in different ways"),
        pytest.param([(PARTIAL, ServiceUnreachable("y"))], 3, id="the service, in the middle"),
        pytest.param([(WHOLE, None), (PARTIAL, CeilingReached("x")), (None, SourceEmpty("x"))], 4, id="a ceiling"),
        pytest.param([(PARTIAL, CeilingReached("x")), (PARTIAL, Stopped("x"))], 130, id="stopped"),
    ],
)
def test_exit_status(ended: list[Ended], status: int) -> None:
    assert tallied(*ended).exit_status(strict=False) == status


@pytest.mark.parametrize(("summary", "status"), [(WHOLE, 0), (bridge_summary(), 1)], ids=["clean", "flawed"])
def test_strict_makes_flaws_count(summary: Summary, status: int) -> None:
    assert tallied((summary, None)).exit_status(strict=True) == status


@pytest.fixture
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.mark.usefixtures("_wide")
def test_the_table_begins_with_what_went_wrong() -> None:
    table = tallied(
        (bridge_summary(), None), (PARTIAL, CeilingReached("time is up")), (None, SourceEmpty("[b]it\x1b is empty"))
    ).table()
    assert [line.rstrip() for line in table.splitlines()] == [
        "source   claims   warnings   contradictions   unread   reason",
        "─" * 77,
        "2.txt         –          –                –            [b]it␛ is empty",
        "1.txt         0          0                0     50 %   time is up",
        "0.txt         3          1                1     11 %   the answer was cut off",
        "3 sources: 1 whole, 1 partial, 1 failed · 3 claims, 1 warning, 1 contradiction",
    ]


@pytest.mark.usefixtures("_wide")
def test_the_table_stays_short() -> None:
    tally = tallied(*[(WHOLE, None)] * 900, *[(None, SourceEmpty("empty"))] * 3)
    lines = tally.table().splitlines()
    assert [line.split()[0] for line in lines[2:6]] == ["900.txt", "901.txt", "902.txt", "0.txt"]
    assert lines[-2:] == [
        "… and 883 more",
        "903 sources: 900 whole, 3 failed · 0 claims, 0 warnings, 0 contradictions",
    ]
    assert len(lines) == 24


@pytest.mark.parametrize("columns", [40, 60, 80, 120, 200])
def test_the_table_fits_the_terminal(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    tally = Tally()
    tally.add("folder/" * 20 + "a.txt", PARTIAL, CeilingReached("a long reason " * 20))
    tally.add("字" * 60, bridge_summary(), None)
    assert max(map(len, tally.table().splitlines())) <= columns
