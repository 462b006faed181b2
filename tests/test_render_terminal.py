from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from summarizer.models import Claim, Contradiction, Evidence, OverviewSentence, Party, Side, Speaker, Summary, Warning
from summarizer.render.terminal import WIDEST, to_text
from tests.contradictory import CALL, HOSTILE, HURT, disputed
from tests.documents import bare_summary, bridge_summary

AT_60_COLUMNS = """\
Lower Wick bridge closed; council and engineer disagree on a
warning

The engineer says he warned the council in March. [c2, w1]
The council says nobody told it. [c1]

Warnings
  Tom Hales → parish council: the pier was unsafe [w1]
    “written to the council in March that the pier was
    unsafe”
    when: in March
    response: did not answer the letter

Contradictions
  Was the council told about the pier? [x1, between
  speakers]
    - nobody told it (Mira Oldfield) [c1]
      “Nobody told us”
    - it was told in March (Tom Hales) [c2]
      “in March”
    A letter in March would have told it.

Key claims
  Mira Oldfield, chair of the parish council
    denies: The council had not been told about the pier.
    [c1]
      ‘“Nobody told us about the pier,” said Mira Oldfield’

  Tom Hales, County engineer
    asserts: He had written to the council in March that the
    pier was unsafe. (via Jo Reed) [c2]

1 further claim: shown with --all
1 rejected: number not in evidence
38 of 360 characters not read: the answer was cut off
2 passages left out as not part of the article: teaser,
biography
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


def test_a_whole_summary_at_60_columns() -> None:
    assert to_text(bridge_summary(), console=paper(60)) == AT_60_COLUMNS


def test_everything_shows_the_further_claims() -> None:
    shown = to_text(bridge_summary(), console=paper(80), everything=True)
    assert "\nClaims\n" in shown
    assert "  Unnamed\n    declines: A spokesman for the builders declined to comment. [c3]\n" in shown
    assert "--all" not in shown


def test_a_summary_of_nothing_is_its_headline() -> None:
    assert to_text(bare_summary("Some text."), console=paper(80)) == "A headline\n"


@pytest.mark.parametrize("width", [30, 60, 80, 120, 200])
def test_no_line_is_wider_than_the_window_or_than_one_can_read(width: int) -> None:
    lines = to_text(bridge_summary(), console=paper(width)).splitlines()
    assert max(map(len, lines)) <= min(width, WIDEST)


def test_no_line_ends_in_a_blank() -> None:
    lines = to_text(bridge_summary(), console=paper(60)).splitlines()
    assert [line for line in lines if line != line.rstrip()] == []


def test_a_terminal_gets_the_same_words_with_colours() -> None:
    coloured = to_text(bridge_summary(), console=screen(60))
    assert coloured.startswith("\x1b[1mLower Wick bridge closed;")
    assert "\x1b[2m [c1]\x1b[0m" in coloured


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
Contradictions
  Was any of the crew hurt? [x1, with narration]
    - Olga Reith: nobody was [c1]
      ‘“Not one of the crew was hurt,” said Olga Reith.’
    - Nine of the crew were hurt. (the article)
    Nobody and nine cannot both be.

  When did the ferry first call for help off Skell that
  night? [x2, timing]
    - at 21:55 (The coast guard) [c2]
      “The ferry called for help at 21:55.”
    - Reith said it called at 21:42. [c3]
    - at 22:10 (the article)
      “The log of the harbour has the call at 22:10.”
    The times differ: 21:55 against 21:42.
"""
CONTRADICTIONS_AT_100_COLUMNS = CONTRADICTIONS_AT_60_COLUMNS.replace("that\n  night?", "that night?")
HOSTILE_AT_60_COLUMNS = """\
Contradictions
  Is ␛[31m[bold]it[/bold] so? # No [x3, same speaker]
    - ␛]0;t␇`x` (the article)
      “␛[31m[bold]It leaks[/bold] `x` <b>”
    - - y # z (the article)
      “<b>”
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
    assert f"\n\n{shown}\nKey claims\n" in to_text(disputed(*contradictions), console=paper(width))


def test_the_most_serious_contradiction_comes_first() -> None:
    shown = to_text(disputed(CALL, HURT), console=paper(100))

    assert shown.index(CALL.question) < shown.index(HURT.question)
