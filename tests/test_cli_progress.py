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
    bar.begun("bridge.txt")
    bar.pieces(4)
    bar.advanced(3)
    bar.ended("bridge.txt")
    assert "bridge.txt" in shown(console)
    assert "3/4" in shown(console)
    assert "-:--:--" in shown(console)


def test_of_several_sources_it_shows_how_many_are_done() -> None:
    console = terminal()
    bar = Bar(console, several=True, total=12)
    for name in ("a", "b"):
        bar.begun(name)
        bar.pieces(3)
    bar.advanced(3)
    bar.ended("a")
    bar.counted()
    bar.counted()
    bar.close()
    assert "2 of 12 sources" in shown(console)
    assert "3/6" in shown(console)


def test_nobody_may_know_how_many_there_are() -> None:
    console = terminal()
    bar = Bar(console, several=True)
    bar.begun("a")
    bar.counted()
    bar.close()
    assert "1 sources" in shown(console)


def test_others_may_write_while_the_bar_is_aside() -> None:
    console = terminal()
    bar = Bar(console, several=True, total=2)
    bar.begun("a")
    with bar.aside():
        before = shown(console)
        console.file.write("a word")
    bar.close()
    assert before.endswith("\x1b[2K")
    assert "a word" in shown(console)


def test_a_name_cannot_bring_markup_or_escapes() -> None:
    console = terminal()
    bar = Bar(console)
    bar.begun("[red]a\x1b]0;t\x07[/red]{x}")
    bar.close()
    assert "[red]a␛]0;t␇[/red]{x}" in shown(console)


def test_a_long_name_leaves_room_for_the_bar() -> None:
    console = terminal()
    bar = Bar(console)
    bar.begun("folder/" * 20 + "bridge.txt")
    bar.pieces(1)
    bar.close()
    assert "…" in shown(console)
    assert "bridge.txt" in shown(console)
    assert "0/1" in shown(console)


def test_ending_twice_or_without_a_start_does_nothing() -> None:
    console = terminal()
    bar = Bar(console)
    bar.ended("bridge.txt")
    bar.advanced(1)
    bar.close()
    assert shown(console) == ""
    bar.begun("bridge.txt")
    bar.close()
    once = shown(console)
    assert "bridge.txt" in once
    bar.close()
    bar.ended("bridge.txt")
    assert shown(console) == once
