"""Which pairs of sentences may contradict each other, by their words alone."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer import proposals
from summarizer.proposals import propose
from tests.disputing import sentences, told

Row = str | tuple[str, str]
REITH, ANKER = "Olga Reith", "Piet Anker"
AROUND = (
    "A gale from the west had closed two schools that week.",
    "The town of Skell lives on herring and on tourists.",
    "A new lifeboat is being built at the yard of Holm.",
    "Tickets are sold in the old customs house.",
)
"""What else the article tells."""
SIGNS: dict[str, tuple[str, tuple[Row, Row], tuple[Row, Row]]] = {
    "a word that one side denies": (
        "turned",
        ((REITH, "The crew tested the starboard pump before the trip."), "The starboard pump was never tested."),
        ((REITH, "The crew tested the radio in the spring."), "The winch was not tested in the autumn."),
    ),
    "all against an exception": (
        "universal",
        ((REITH, "All lifejackets on the ferry were sound."), "Four lifejackets on the ferry had split seams."),
        ((REITH, "All lifejackets on the ferry are orange."), "Four lifejackets are kept in the galley."),
    ),
    "every against an exception": (
        "universal",
        ((REITH, "Every cabin has a smoke alarm."), "The cabin of the captain had no smoke alarm."),
        ((REITH, "Every cabin has a view of the sea."), "The cabin of the captain is the largest."),
    ),
    "opposites": (
        "opposite",
        (
            "Passenger numbers on the Skell route rose last summer.",
            (ANKER, "Passenger numbers on the Skell route fell."),
        ),
        ("The price of diesel rose last summer.", (ANKER, "The number of passengers fell.")),
    ),
    "another figure of the same thing, against another thing": (
        "figures",
        (
            (REITH, "The ferry carried 212 passengers that night."),
            "The list has 240 passengers on the ferry that night.",
        ),
        ((REITH, "The ferry carried 212 passengers that night."), "The ferry carried 31 tonnes of fish that night."),
    ),
    "another figure of the whole, against a part": (
        "figures",
        ((REITH, "The repair of the ramp cost £90,000."), "The bill for the repair of the ramp is £140,000."),
        ((REITH, "The repair of the ramp cost £90,000."), "Of that, a painter got £12,000."),
    ),
    "another unit": (
        "figures",
        ((REITH, "The crack in the hull is 4 centimetres long."), "The crack in the hull is 9 centimetres long."),
        ((REITH, "The crack in the hull is 4 centimetres long."), "The crack in the hull was found after 9 days."),
    ),
    "another date": (
        "times",
        ((REITH, "The ramp was closed on 3 May."), "The ramp was closed on 9 May, the toll records show."),
        ((REITH, "The ramp was closed on 3 May."), "The bakery opened on 9 May."),
    ),
    "another time of day, against two entries of a log": (
        "times",
        ("The ferry called for help at 21:55.", (ANKER, "The ferry called for help at 22:10.")),
        ("21:55 Ferry calls for help.", "22:10 Ferry calls for help again."),
    ),
    "a denial next to an accusation": (
        "denial",
        ((ANKER, "Reith had the log of the engine room shredded."), (REITH, "Reith denied this.")),
        ((ANKER, "Reith had the log of the engine room shredded."), (REITH, "Reith paints boats.")),
    ),
    "one speaker twice": (
        "turned",
        ((REITH, "I knew nothing of a leak in the hull."), (REITH, "I knew of the leak in the hull since March.")),
        ((REITH, "I knew nothing of a leak in the hull."), (REITH, "The hull is painted in white and green.")),
    ),
    "an answer, against a question": (
        "turned",
        ((REITH, "The crew tested the starboard pump."), "The starboard pump was not tested."),
        ((REITH, "The crew tested the starboard pump."), "Why was the starboard pump not tested?"),
    ),
    "a report, against a demand": (
        "turned",
        ((REITH, "The crew tested the starboard pump."), "The starboard pump was not tested."),
        ((REITH, "The crew tested the starboard pump."), "Anker demands that the starboard pump is not tested at sea."),
    ),
}


def words(row: Row) -> str:
    return row[1] if isinstance(row, tuple) else row


def ranked(rows: Sequence[Row]) -> dict[frozenset[str], frozenset[str]]:
    """Each pair that is proposed with its signs, the likeliest first."""
    return {frozenset((p.first.evidence.quote, p.second.evidence.quote)): p.signs for p in propose(told(*rows))}


@pytest.mark.parametrize(("sign", "pair", "near_miss"), SIGNS.values(), ids=SIGNS)
def test_a_pair_with_a_sign_is_proposed_before_its_near_miss(
    sign: str, pair: tuple[Row, Row], near_miss: tuple[Row, Row]
) -> None:
    found = ranked(list(dict.fromkeys([*AROUND, *pair, *near_miss])))
    wanted, other = (frozenset(map(words, rows)) for rows in (pair, near_miss))
    order = list(found)

    assert sign in found[wanted]
    assert other not in found or order.index(wanted) < order.index(other)


@pytest.mark.parametrize("near_miss", ["another unit", "opposites"])
def test_a_pair_without_a_sign_is_not_proposed(near_miss: str) -> None:
    _, _, rows = SIGNS[near_miss]

    assert frozenset(map(words, rows)) not in ranked([*AROUND, *rows])


@pytest.mark.parametrize("apart", [0, 1], ids=["next to it", "one between"])
def test_a_denial_without_a_word_in_common_answers_what_is_near(apart: int) -> None:
    accused, denied = "Reith had the log shredded.", "The line denies it."

    assert frozenset((accused, denied)) in ranked([accused, *AROUND[:apart], denied])


def test_a_denial_without_a_word_in_common_answers_nothing_far_away() -> None:
    accused, denied = "Reith had the log shredded.", "The line denies it."

    assert frozenset((accused, denied)) not in ranked([accused, *AROUND, denied])


@pytest.mark.parametrize("rows", [(), ("The hull leaks.",)], ids=["nothing", "one sentence"])
def test_there_is_no_pair_in_less_than_two_sentences(rows: tuple[str, ...]) -> None:
    assert propose(told(*rows)) == ()


def test_of_a_long_article_the_pairs_that_share_most_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [*AROUND, "The starboard pump of the ferry was tested.", "The starboard pump of the ferry was not tested."]
    rows += ["The ferry was tested.", "The harbour was not tested."]
    monkeypatch.setattr(proposals, "MOST_PAIRS", 1)

    assert list(ranked(rows)) == [frozenset(rows[4:6])]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from([None, REITH, ANKER]), sentences()), max_size=9),
    st.booleans(),
)
def test_any_sentences_can_be_compared(rows: list[tuple[str | None, str]], together: bool) -> None:
    given_rows = told(*((speaker, quote) if speaker else quote for speaker, quote in rows), together=together)
    found = propose(given_rows)

    assert all(p.first.sentence.number < p.second.sentence.number for p in found)
    assert all(math.isfinite(p.score) and p.signs for p in found)
    assert [p.score for p in found] == sorted((p.score for p in found), reverse=True)
    assert len({(p.first.sentence.number, p.second.sentence.number) for p in found}) == len(found)
    assert propose(given_rows) == found
