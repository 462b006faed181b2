from __future__ import annotations

import io

from rich.console import Console

from summarizer.cli_progress import Bar


def terminal() -> Console:
    return Console(file=io.StringIO(), width=60, force_terminal=True, color_system=None, legacy_windows=False)


def shown(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_the_bar_shows_pieces_done_and_time_left() -> None:
    console = terminal()
    bar = Bar(console)
    bar.started("bridge.txt", 4)
    bar.advanced(3)
    bar.finished()
    assert "bridge.txt" in shown(console)
    assert "3/4" in shown(console)
    assert "-:--:--" in shown(console)


def test_a_name_cannot_bring_markup_or_escapes() -> None:
    console = terminal()
    bar = Bar(console)
    bar.started("[red]a\x1b]0;t\x07[/red]{x}", 1)
    bar.finished()
    assert "[red]a␛]0;t␇[/red]{x}" in shown(console)


def test_a_long_name_leaves_room_for_the_bar() -> None:
    console = terminal()
    bar = Bar(console)
    bar.started("folder/" * 20 + "bridge.txt", 1)
    bar.finished()
    assert "…" in shown(console)
    assert "bridge.txt" in shown(console)
    assert "0/1" in shown(console)


def test_finishing_twice_or_without_a_start_does_nothing() -> None:
    bar = Bar(terminal())
    bar.finished()
    bar.advanced(1)
    bar.started("a", 1)
    bar.finished()
    bar.finished()
