"""Each rule on negation, opposites and hedges lets a true paraphrase pass and stops a false one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models import Reason
from summarizer.polarity import fold_lines, polarity_faults, read_polarity

NEGATION: Reason = "negation_differs"
HEDGE: Reason = "hedge_dropped"

GATE = "The northern gate of the harbour opened during the storm on Monday."
ROWS = [
    (
        "not put in",
        GATE,
        "The northern gate of the harbour was opened in the storm.",
        "The northern gate of the harbour was not opened in the storm.",
    ),
    (
        "never put in",
        GATE,
        "The harbour’s northern gate opened in the storm.",
        "The harbour’s northern gate never opened in the storm.",
    ),
    (
        "n't put in",
        GATE,
        "The northern harbour gate opened in the storm.",
        "The northern harbour gate didn’t open in the storm.",
    ),
    (
        "no one for some",
        "Residents received the letter about the northern gate.",
        "Residents received the gate letter.",
        "No residents received the letter about the northern gate.",
    ),
    (
        "not left out",
        "Engineers did not inspect the northern gate after the storm.",
        "The northern gate was not inspected by engineers after the storm.",
        "Engineers did inspect the northern gate after the storm.",
    ),
    (
        "cannot",
        "The northern gate cannot hold the spring flood, engineers wrote.",
        "The northern gate can’t hold the spring flood.",
        "The northern gate can hold the spring flood.",
    ),
    (
        "nobody",
        "Nobody inspected the northern gate before the storm.",
        "The northern gate was inspected by nobody before the storm.",
        "They inspected the northern gate before the storm.",
    ),
    (
        "neither nor",
        "Neither engineers nor divers inspected the northern gate.",
        "The northern gate was inspected neither by engineers nor by divers.",
        "Engineers and divers inspected the northern gate.",
    ),
    (
        "failed to",
        "Engineers failed to inspect the northern gate after the storm.",
        "Engineers did not inspect the northern gate after the storm.",
        "Engineers managed to inspect the northern gate after the storm.",
    ),
    (
        "without",
        "The crew left harbour without inspecting the northern gate.",
        "The crew left the harbour and did not inspect the northern gate.",
        "The crew left the harbour after inspecting the northern gate.",
    ),
    (
        "unable",
        "Divers were unable to reach the northern gate under ice.",
        "Divers could not reach the northern gate under ice.",
        "Divers were able to reach the northern gate under ice.",
    ),
    (
        "not only",
        "The storm not only damaged the northern gate but also flooded cellars.",
        "The storm damaged the northern gate and flooded cellars.",
        "The storm did not damage the northern gate or flood cellars.",
    ),
    (
        "no doubt",
        "There is no doubt the storm damaged the northern gate.",
        "The storm damaged the northern gate.",
        "The storm did not damage the northern gate.",
    ),
    (
        "not for denied",
        "The council did not reject the plan for a northern gate.",
        "The council never rejected the plan for a northern gate.",
        "The council rejected the plan for a northern gate.",
    ),
    (
        "two negations",
        "Engineers never failed to inspect the northern gate on Mondays.",
        "Engineers inspected the northern gate on Mondays.",
        "Engineers did not inspect the northern gate on Mondays.",
    ),
    (
        "only as far as the comma",
        "In autumn nothing was done, engineers closed the northern gate and drained it.",
        "Engineers closed and drained the northern gate.",
        "Engineers opened and drained the northern gate.",
    ),
    (
        "only as far as but",
        "The storm spared no cellar but damaged the northern harbour gate.",
        "The storm damaged the northern harbour gate.",
        "The storm spared each cellar but damaged the northern harbour gate.",
    ),
    (
        "opposite verb",
        "The water level rose sharply at the northern gate.",
        "Water at the northern gate rose sharply.",
        "Water at the northern gate fell sharply.",
    ),
    (
        "opposite adjective",
        "Divers called the northern pier unsafe for heavy boats.",
        "The northern pier is not safe for heavy boats, divers say.",
        "The northern pier is safe for heavy boats, divers say.",
    ),
    (
        "negated opposite",
        "The council did not reject the plan for a northern gate.",
        "The plan for a northern gate was not rejected by the council.",
        "The council rejected the plan for a northern gate.",
    ),
    (
        "after for before",
        "Divers inspected the hull before leaving harbour.",
        "Before leaving harbour divers inspected the hull.",
        "Divers inspected the hull after leaving harbour.",
    ),
    (
        "fewer for more",
        "The report lists more cracks in the northern gate than expected.",
        "More cracks than expected are listed for the northern gate in the report.",
        "The report lists fewer cracks in the northern gate than expected.",
    ),
]
HEDGED = [
    (
        "might",
        "The crack might endanger the northern lock next winter.",
        "The crack could endanger the northern lock.",
        "The crack will endanger the northern lock.",
    ),
    (
        "allegedly",
        "The contractor allegedly forged inspection papers for the lock.",
        "The contractor is said to have forged inspection papers for the lock.",
        "The contractor forged inspection papers for the lock.",
    ),
    (
        "probably",
        "The pump probably failed because of frost in the shaft.",
        "Frost in the shaft is the likely cause that the pump failed.",
        "The pump failed because of frost in the shaft.",
    ),
    (
        "apparently",
        "The keeper apparently forgot the northern sluice that night.",
        "The keeper seems to have forgot the northern sluice that night.",
        "The keeper forgot the northern sluice that night.",
    ),
]


@pytest.mark.parametrize(
    ("near", "faithful", "altered", "reason"),
    [
        *(pytest.param(*row[1:], NEGATION, id=row[0]) for row in ROWS),
        *(pytest.param(*row[1:], HEDGE, id=row[0]) for row in HEDGED),
    ],
)
def test_a_paraphrase_passes_and_its_reverse_is_stopped(near: str, faithful: str, altered: str, reason: Reason) -> None:
    assert list(polarity_faults(faithful, near)) == []
    assert [found for found, _ in polarity_faults(altered, near)][:1] == [reason]


@pytest.mark.parametrize(
    ("near", "statement"),
    [
        pytest.param(
            "The keeper never lived anywhere else than in the northern lighthouse.",
            "The keeper lived in the northern lighthouse only.",
            id="an exception",
        ),
        pytest.param(
            "Police say the clerk took money from the harbour office. He denies it.",
            "The clerk did not take money from the harbour office.",
            id="the denial of another sentence",
        ),
        pytest.param(
            "The inquiry ruled out that divers damaged the northern gate.",
            "Divers did not damage the northern gate, the inquiry found.",
            id="a denial in other words",
        ),
        pytest.param(
            "Prices did not rise in spring. In autumn prices on the northern ferry route rose.",
            "Prices rose on the northern ferry route in autumn.",
            id="another sentence bears it out",
        ),
        pytest.param("Boats may not enter. It rained.", "Boats enter.", id="too short to tell"),
        pytest.param(
            "Nothing of what the mayor promised to shopkeepers was built.",
            "Divers inspected the northern gate.",
            id="something else",
        ),
        pytest.param(
            "The crack might endanger the lock. By May the crack did endanger the northern lock.",
            "The crack endangered the northern lock.",
            id="a hedge that another sentence takes back",
        ),
        pytest.param(
            "Marsh warned on 7 May that water reached the northern gate of the lock.",
            "Water reached the northern gate of the lock.",
            id="the month",
        ),
    ],
)
def test_where_the_words_leave_doubt_nothing_is_said(near: str, statement: str) -> None:
    assert list(polarity_faults(statement, near)) == []


def test_the_detail_names_the_word() -> None:
    (found,) = polarity_faults("Water at the northern gate fell sharply.", "Water at the northern gate rose sharply.")
    assert found == (NEGATION, "“fell” is “rose” in the evidence")


def test_the_detail_says_on_which_side_the_negation_stands() -> None:
    details = [d for _, d in polarity_faults("The northern gate of the harbour never opened in the storm.", GATE)]
    assert "“opened” is negated in the statement only" in details


@pytest.mark.parametrize(
    ("text", "folded"), [("It didn’t", "it did not"), ("can't", "can not"), ("They cannot", "they can not")]
)
def test_short_forms_are_words(text: str, folded: str) -> None:
    assert fold_lines(text) == folded


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_words_get_an_answer(statement: str, near: str) -> None:
    assert list(polarity_faults(statement, near)) == list(polarity_faults(statement, near))


WORDS = st.sampled_from(
    "gate pump not never no rose fell may might , . but unsafe safe failed to denied before after can't “ ” 5 \n".split(
        " "
    )
)


@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_a_sentence_bears_itself_out(text: str) -> None:
    assert list(polarity_faults(text, text)) == []
    assert len(read_polarity(text)) <= 1 + sum(mark in ".\n" for mark in text)


@pytest.mark.parametrize(
    "piece",
    [
        "not gate pump rose ",
        "can't ",
        "gate. ",
        "may might gate, pump rose ",
        "Gate and pump never rose. ",
        "— ",
        "n't",
    ],
)
def test_hostile_lengths_bear_themselves_out_and_hide_no_fault(piece: str) -> None:
    words = piece * 4_000
    assert list(polarity_faults(words, words)) == []
    told = list(
        polarity_faults(f"The northern gate of the harbour never opened in the storm. {words}", f"{GATE} {words}")
    )
    assert (NEGATION, "“opened” is negated in the statement only") in told
