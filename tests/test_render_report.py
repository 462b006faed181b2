from __future__ import annotations

import io
import json

import pytest
from rich.console import Console

from summarizer import check
from summarizer.render.report import report_to_json, report_to_text
from tests.quay import TEXT, summary


def shown(*quotes: str, width: int = 60, everything: bool = False, text: str = TEXT, **fields: object) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    return report_to_text(check(summary(*quotes, **fields), text), console=console, everything=everything)


def test_claimed_and_true_words_stand_one_above_the_other() -> None:
    assert shown("its wall had moved by 40 centimetres") == (
        "c1 claim rejected: quote altered\n"
        "  “40 centimetres” is “4 centimetres” in the text\n"
        "  claimed: its wall had moved by [40] centimetres\n"
        "  in text: its wall had moved by [4] centimetres\n"
        "\n"
        "1 item: 0 accepted, 0 repaired, 1 rejected\n"
    )


def test_passages_put_together_have_lines_of_their_own() -> None:
    rows = shown("Nobody told us that the wall … Brandt said the letter never arrived.").splitlines()
    assert rows[0] == "c1 claim rejected: quote joined"
    assert rows[-4:-2] == [
        "  in text: Nobody told us that the wall",
        "  and:     Brandt said the letter never arrived",
    ]


def test_accepted_items_are_counted_and_shown_on_demand() -> None:
    quote = "The ferry was to sail"
    assert shown(quote) == "1 item: 1 accepted, 0 repaired, 0 rejected\n"
    first, second = TEXT.index(quote), TEXT.rindex(quote)
    assert shown(quote, everything=True).splitlines()[:3] == [
        "c1 claim accepted",
        f"  at {first}–{first + len(quote)}",
        f"  also at {second}–{second + len(quote)}",
    ]


@pytest.mark.parametrize("width", [1, 20, 60, 200])
def test_no_row_is_wider_than_the_window(width: int) -> None:
    quotes = ["its wall had moved by 40 centimetres", "An audit found nothing at all " * 40, "x" * 500]
    rows = shown(*quotes, width=width).splitlines()
    assert all(len(row) <= max(width, 12) for row in rows)


def test_what_far_from_a_difference_is_left_out() -> None:
    words = " ".join(f"word{number}" for number in range(200))
    rows = shown(words.replace("word100", "other"), text=words, width=100).splitlines()
    claimed = " ".join(row.strip() for row in rows if row.startswith("  "))
    assert "[other]" in claimed
    assert "word5 " not in claimed


def test_nothing_acts_on_the_terminal() -> None:
    output = shown("\x1b[2J quay \u202e[bold]x", speaker={"name": "\x1b]0;t"}, id="\x1b[0m", width=100)
    assert "\x1b" not in output
    assert "\u202e" not in output
    assert "[bold]" in output


def test_json_has_the_published_keys_in_their_order() -> None:
    report = json.loads(report_to_json(check(summary("The east quay was closed", "on 4 March"), TEXT)))
    assert list(report) == ["items", "accepted", "repaired", "rejected"]
    assert list(report["items"][0]) == ["id", "kind", "verdict", "reasons", "detail", "evidence"]
    assert list(report["items"][0]["evidence"][0]) == ["start", "end", "quote", "match"]
    assert report["items"][0]["detail"] is None


def test_json_lists_the_other_places_of_a_quote() -> None:
    quote = "The ferry was to sail"
    item = json.loads(report_to_json(check(summary(quote), TEXT)))["items"][0]
    start = TEXT.rindex(quote)
    assert item["evidence"][0]["start"] == TEXT.index(quote)
    assert item["elsewhere"] == [{"start": start, "end": start + len(quote), "quote": quote}]


def test_json_names_the_passage_that_was_meant() -> None:
    item = json.loads(report_to_json(check(summary("on 4 March"), TEXT)))["items"][0]
    start = TEXT.index("on 3 March")
    assert item["detail"] == f"“4 March” is “3 March” in the text; the text at {start}–{start + 10} reads “on 3 March”"


def test_json_holds_half_characters_as_escapes() -> None:
    text = report_to_json(check(summary("\ud800x"), "\ud800x"))
    assert text.isprintable() or text.encode("utf-8")
    assert json.loads(text)["items"][0]["evidence"][0]["quote"] == "\ud800x"
