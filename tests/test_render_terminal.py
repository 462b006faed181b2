from __future__ import annotations

import io
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from summarizer.models import (
    Claim,
    Contradiction,
    Coverage,
    Evidence,
    Note,
    OverviewSentence,
    Party,
    Rejected,
    Side,
    Speaker,
    Summary,
    Warning,
)
from summarizer.render.rows import WIDEST
from summarizer.render.terminal import to_text
from summarizer.render.whereabouts import Links
from tests.contradictory import CALL, HOSTILE, HURT, disputed
from tests.documents import bare_summary, bridge_summary

AT_60_COLUMNS = """\
Lower Wick bridge closed; council and engineer disagree on a
warning

The engineer says he warned the council in March.  [c2, w1]
The council says nobody told it.  [c1]

Warnings (1)
  w1  Tom Hales → parish council: the pier was unsafe
      l. 4  “written to the council in March that the pier
            was unsafe”
      when: in March
      response: did not answer the letter

Contradictions (1)
  x1  Was the council told about the pier?  between speakers
      │ Mira Oldfield
      │ nobody told it  [c1]
      │ l. 3  “Nobody told us”

      │ Tom Hales
      │ it was told in March  [c2]
      │ l. 4  “in March”
      A letter in March would have told it.

Key claims (2 of 3)
  Mira Oldfield, chair of the parish council
  c1  denies    The council had not been told about the
                pier.
                l. 3  ‘“Nobody told us about the pier,” said
                      Mira Oldfield’

  Tom Hales, County engineer
  c2  asserts   He had written to the council in March that
                the pier was unsafe. (via Jo Reed)  l. 4
                repaired: an example of a note

  1 further claim: shown with --all

Left out
  rejected  claim: number not in evidence
            said: the pier moved by 40 centimetres
            “40 centimetres” is “4 centimetres” in the text
            nearest: “4 centimetres”  l. 2
  not read  the answer was cut off: “The council did not
            answer the letter.”  l. 5
  excluded  2 passages, not part of the article: teaser,
            biography

bridge.txt: 3 claims by 3 speakers · 1 warning ·
1 contradiction · 1 rejected · 38 of 360 characters not read
"""
AT_80_COLUMNS = """\
Lower Wick bridge closed; council and engineer disagree on a warning

The engineer says he warned the council in March.  [c2, w1]
The council says nobody told it.  [c1]

Warnings (1)
  w1  Tom Hales → parish council: the pier was unsafe
      l. 4  “written to the council in March that the pier was unsafe”
      when: in March
      response: did not answer the letter

Contradictions (1)
  x1  Was the council told about the pier?  between speakers
      Mira Oldfield                       │ Tom Hales
      nobody told it  [c1]                │ it was told in March  [c2]
      l. 3  “Nobody told us”              │ l. 4  “in March”
      A letter in March would have told it.

Key claims (2 of 3)
  Mira Oldfield, chair of the parish council
  c1  denies    The council had not been told about the pier.
                l. 3  ‘“Nobody told us about the pier,” said Mira Oldfield’

  Tom Hales, County engineer
  c2  asserts   He had written to the council in March that the pier was unsafe.
                (via Jo Reed)  l. 4
                repaired: an example of a note

  1 further claim: shown with --all

Left out
  rejected  claim: number not in evidence
            said: the pier moved by 40 centimetres
            “40 centimetres” is “4 centimetres” in the text
            nearest: “4 centimetres”  l. 2
  not read  the answer was cut off: “The council did not answer the letter.”
            l. 5
  excluded  2 passages, not part of the article: teaser, biography

bridge.txt: 3 claims by 3 speakers · 1 warning · 1 contradiction · 1 rejected ·
38 of 360 characters not read
"""


def paper(width: int) -> Console:
    return Console(file=io.StringIO(), width=width, color_system=None, force_terminal=False)


def screen(width: int) -> Console:
    return Console(file=io.StringIO(), width=width, color_system="truecolor", force_terminal=True, no_color=False)


def filled_with(words: str) -> Summary:
    """A summary in which every text that is shown is ``words``."""
    proof = (Evidence(start=0, end=len(words), quote=words),)
    party = Party(name=words)
    claim = Claim(
        id="c1",
        speaker=Speaker(name=words, role=words),
        stance="asserts",
        statement=words + ".",
        statement_origin="model",
        via=party,
        evidence=(*proof, *proof),
    )
    warning = Warning(
        id="w1", issuer=party, recipient=party, danger=words, issued=words, response=words, evidence=proof
    )
    side = Side(position=words, claims=("c1",), evidence=proof)
    contradiction = Contradiction(id="x1", question=words, kind="figures", sides=(side, side), explanation=words)
    return bare_summary(
        words,
        headline=words,
        overview=(OverviewSentence(sentence=words, supported_by=(words,)),),
        claims=(claim,),
        warnings=(warning,),
        contradictions=(contradiction,),
    )


@pytest.mark.parametrize(("width", "shown"), [(60, AT_60_COLUMNS), (80, AT_80_COLUMNS)])
def test_a_whole_summary(width: int, shown: str) -> None:
    assert to_text(bridge_summary(), console=paper(width)) == shown


def test_everything_shows_the_further_claims() -> None:
    shown = to_text(bridge_summary(), console=paper(80), everything=True)
    assert "\nClaims (3)\n" in shown
    assert "  Unnamed\n  c3  declines  A spokesman for the builders declined to comment.  l. 6\n" in shown
    assert "  excluded  teaser: “See also: Ferry timetable”  l. 1\n            biography: “Jo Reed" in shown
    assert "--all" not in shown


def test_a_summary_of_nothing_is_its_headline_and_counts() -> None:
    shown = "A headline\n\nbridge.txt: 0 claims · 0 warnings · 0 contradictions · 0 rejected · all of it read\n"
    assert to_text(bare_summary("Some text."), console=paper(100)) == shown


def cells(line: str) -> int:
    """The columns that a terminal needs, told otherwise than by the package."""
    shown = unicodedata.normalize("NFC", line)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in shown
    )


SCRIPTS = {
    "latin": "A short sentence about a bridge and nothing else at all",
    "one word": "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle" * 3,
    "wide": "橋は月曜日に閉鎖された。検査官は三月に手紙を書いたと述べた" * 3,
    "wide and narrow": "Das 橋 is いま closed, 検査官 Tom Hales said 三月 " * 4,
    "combining": "re\u0301sume\u0301 a\u0308u\u0308o\u0308 n\u0303 " * 12,
    "right to left": "הגשר נסגר ביום שני (12 במאי) אחרי בדיקה " * 5,
    "hangul": "다리는 월요일에 폐쇄되었다 " * 6,
}


@pytest.mark.parametrize("width", [20, 30, 60, 80, 100, 200])
@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("everything", [False, True])
def test_no_line_is_wider_than_the_window(script: str, width: int, everything: bool) -> None:
    lines = to_text(filled_with(SCRIPTS[script]), console=paper(width), everything=everything).splitlines()
    assert max(map(cells, lines)) <= width


@pytest.mark.parametrize("width", [60, 80, 100, 200])
def test_no_line_of_a_summary_is_wider_than_the_window(width: int) -> None:
    lines = to_text(bridge_summary(), console=paper(width)).splitlines()
    assert max(map(cells, lines)) <= min(width, WIDEST)


def test_no_line_ends_in_a_blank() -> None:
    lines = to_text(bridge_summary(), console=paper(60)).splitlines()
    assert [line for line in lines if line != line.rstrip()] == []


def test_a_terminal_gets_the_same_words_with_colours() -> None:
    coloured = to_text(bridge_summary(), console=screen(60))
    assert coloured.startswith("\x1b[1mLower Wick bridge closed;")
    assert "\x1b[2mc1\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == AT_60_COLUMNS


def test_a_speaker_has_one_colour_throughout() -> None:
    coloured = to_text(bridge_summary(), console=screen(80))
    assert coloured.count("\x1b[1;32mTom Hales\x1b[0m") == 3  # as an issuer, on a side and over the claims
    assert coloured.count("\x1b[1;34mMira Oldfield\x1b[0m") == 2


def test_a_terminal_without_colours_gets_weights_only() -> None:
    console = Console(file=io.StringIO(), width=80, color_system="truecolor", force_terminal=True, no_color=True)
    codes = set(re.findall(r"\x1b\[([0-9;]*)m", to_text(bridge_summary(), console=console)))
    assert codes <= {"0", "1", "2", "3", "1;4"}


def test_a_dumb_terminal_gets_no_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    console = Console(file=io.StringIO(), width=80, force_terminal=True)
    assert to_text(bridge_summary(), console=console, links=Links(file=Path("/a.txt"))) == AT_80_COLUMNS


def test_markup_is_shown_and_not_obeyed() -> None:
    shown = to_text(filled_with("[bold]x[/bold] [link=http://a.example]y[/link] :smile:"), console=screen(100))
    assert "[bold]x[/bold] [link=http://a.example]y[/link] :smile:" in shown
    assert "\x1b]8;" not in shown


@given(
    st.lists(st.sampled_from(["\x1b[2J", "\x1b]0;t\x07", "\x9b1m", "\x90", "\u202e", "\r", "word", " ", "[b]"])).map(
        "".join
    )
)
@settings(max_examples=50)
def test_no_escape_of_the_text_reaches_the_output(words: str) -> None:
    shown = to_text(filled_with(words), console=paper(60))
    assert not set(shown) & set("\x1b\x07\x9b\x90\u202e\r")


@given(st.text(st.characters(exclude_categories=()), min_size=1))
@settings(max_examples=50)
def test_any_text_can_be_drawn(words: str) -> None:
    to_text(filled_with(words), console=paper(60)).encode("utf-8")


CONTRADICTIONS_AT_60_COLUMNS = """\
Contradictions (2)
  x1  Was any of the crew hurt?  with narration
      │ Olga Reith
      │ nobody was  [c1]
      │ l. 1  ‘“Not one of the crew was hurt,” said Olga
      │       Reith.’

      │ the article
      │ Nine of the crew were hurt.  l. 1
      Nobody and nine cannot both be.

  x2  When did the ferry first call for help off Skell that
      night?  timing
      │ The coast guard
      │ at 21:55  [c2]
      │ l. 2  “The ferry called for help at 21:55.”

      │ Olga Reith
      │ Reith said it called at 21:42.  [c3] l. 2

      │ the article
      │ at 22:10
      │ l. 2  “The log of the harbour has the call at
      │       22:10.”
      The times differ: 21:55 against 21:42.
"""
CONTRADICTIONS_AT_100_COLUMNS = """\
Contradictions (2)
  x1  Was any of the crew hurt?  with narration
      Olga Reith                                    │ the article
      nobody was  [c1]                              │ Nine of the crew were hurt.  l. 1
      l. 1  ‘“Not one of the crew was hurt,” said   │
            Olga Reith.’                            │
      Nobody and nine cannot both be.

  x2  When did the ferry first call for help off Skell that night?  timing
      The coast guard               │ Olga Reith                    │ the article
      at 21:55  [c2]                │ Reith said it called at       │ at 22:10
      l. 2  “The ferry called for   │ 21:42.  [c3] l. 2             │ l. 2  “The log of the harbour
            help at 21:55.”         │                               │       has the call at 22:10.”
      The times differ: 21:55 against 21:42.
"""
HOSTILE_AT_60_COLUMNS = """\
Contradictions (1)
  x3  Is ␛[31m[bold]it[/bold] so? # No  same speaker
      │ the article
      │ ␛]0;t␇`x`
      │ l. 3  “␛[31m[bold]It leaks[/bold] `x` <b>”

      │ the article
      │ - y # z
      │ l. 3  “<b>”
"""


@pytest.mark.parametrize(
    ("contradictions", "width", "shown"),
    [
        pytest.param((HURT, CALL), 60, CONTRADICTIONS_AT_60_COLUMNS, id="60 columns"),
        pytest.param((HURT, CALL), 100, CONTRADICTIONS_AT_100_COLUMNS, id="100 columns"),
        pytest.param((HOSTILE,), 60, HOSTILE_AT_60_COLUMNS, id="hostile"),
    ],
)
def test_contradictions_are_questions_with_their_sides(
    contradictions: tuple[Contradiction, ...], width: int, shown: str
) -> None:
    assert f"\n\n{shown}\nKey claims (1 of 3)\n" in to_text(disputed(*contradictions), console=paper(width))


def test_the_most_serious_contradiction_comes_first() -> None:
    shown = to_text(disputed(CALL, HURT), console=paper(100))

    assert shown.index(CALL.question) < shown.index(HURT.question)


def test_three_sides_stand_side_by_side_where_there_is_room() -> None:
    shown = to_text(disputed(CALL), console=paper(200))
    assert "\n      at 21:55  [c2]                                 │ Reith said it called at 21:42." in shown


def test_letters_from_right_to_left_do_not_stand_side_by_side() -> None:
    sides = tuple(side.model_copy(update={"position": "הגשר נסגר"}) for side in HURT.sides)
    shown = to_text(disputed(HURT.model_copy(update={"sides": sides})), console=paper(100))
    assert "\n      │ Olga Reith\n      │ הגשר נסגר  [c1]\n" in shown


def test_evidence_with_a_page_names_it() -> None:
    summary = bridge_summary()
    paged = [piece.model_copy(update={"page": 3}) for piece in summary.claims[2].evidence]
    claim = summary.claims[2].model_copy(update={"evidence": tuple(paged), "key": True})
    shown = to_text(bare_summary(summary.text, claims=(claim,)), console=paper(80))
    assert "  c3  declines  A spokesman for the builders declined to comment.  p. 3\n" in shown


def test_what_is_said_of_the_whole_source_has_no_place() -> None:
    notes = (Note(start=0, end=0, note="one page could not be read"), Note(start=0, end=3, note="odd"))
    summary = bare_summary("Abc def.", coverage=Coverage(characters=8, read=2, passages=1, notes=notes, partial=True))
    shown = to_text(summary, console=paper(80))
    assert "A headline\nPartial: 2 of 8 characters were read; see the end.\n" in shown
    assert "  note      one page could not be read\n            odd: “Abc”  l. 1\n" in shown


def test_long_lists_of_what_was_left_out_are_cut_short() -> None:
    rejected = tuple(Rejected(kind="claim", item={}, reasons=("duplicate",)) for _ in range(9))
    summary = bare_summary("Abc.", rejected=rejected)
    assert to_text(summary, console=paper(80)).count("claim: duplicate") == 3
    assert "            6 more: shown with --all\n" in to_text(summary, console=paper(80))
    assert to_text(summary, console=paper(80), everything=True).count("claim: duplicate") == 9
