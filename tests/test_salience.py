"""What a reader must know comes before what is merely said."""

from __future__ import annotations

import pytest

from summarizer.models import Claim, Evidence, Speaker, Stance
from summarizer.salience import FEWEST_KEY, MOST_KEY, key_claims, scores
from tests.reading import PUMP, document

DOCUMENT = document(PUMP, title="Pump stops in Orlo")


def claim(id_: str, words: str, stance: Stance = "asserts", speaker: str | None = "Tom Hales", start: int = 0) -> Claim:
    return Claim(
        id=id_,
        speaker=Speaker(name=speaker) if speaker else None,
        stance=stance,
        statement=words,
        statement_origin="verbatim",
        evidence=(Evidence(start=start, end=start + 1, quote=PUMP[start : start + 1]),),
    )


PLAIN = "The pump at Orlo had been looked after by the crew of the council since spring."


@pytest.mark.parametrize(
    ("more", "less"),
    [
        pytest.param(
            claim("c1", "The council denied that 1,700 homes at Orlo were dry because of the pump.", "denies"),
            claim("c2", "It is a fine day and everybody likes to be outside in the garden."),
            id="a denial with figures, small talk",
        ),
        pytest.param(claim("c1", PLAIN, "denies"), claim("c2", PLAIN), id="denying, asserting"),
        pytest.param(claim("c1", PLAIN, "accuses"), claim("c2", PLAIN), id="accusing, asserting"),
        pytest.param(claim("c1", PLAIN), claim("c2", PLAIN, "declines"), id="asserting, declining"),
        pytest.param(
            claim("c1", f"{PLAIN} It cost £90,000."), claim("c2", f"{PLAIN} It cost a lot."), id="figures, none"
        ),
        pytest.param(claim("c1", PLAIN), claim("c2", "It is old."), id="long, short"),
        pytest.param(claim("c1", PLAIN), claim("c2", PLAIN, speaker=None), id="somebody, nobody"),
        pytest.param(
            claim("c1", PLAIN),
            claim("c2", "My aunt keeps bees behind a shed, and sells their honey at a fair every August."),
            id="what the article is about, what it is not",
        ),
    ],
)
def test_one_weighs_more_than_the_other(more: Claim, less: Claim) -> None:
    found = scores(DOCUMENT, [more, less], frozenset())

    assert found["c1"] > found["c2"]


def test_what_carries_a_warning_weighs_more() -> None:
    found = scores(DOCUMENT, [claim("c1", PLAIN), claim("c2", PLAIN)], frozenset({"c2"}))

    assert found["c2"] > found["c1"]


@pytest.mark.parametrize(
    ("claims", "keys"),
    [(0, 0), (1, 1), (FEWEST_KEY, FEWEST_KEY), (6, FEWEST_KEY), (20, 8), (200, MOST_KEY)],
)
def test_a_part_of_the_claims_is_key(claims: int, keys: int) -> None:
    given = [claim(f"c{n}", PLAIN, start=n) for n in range(claims)]

    assert len(key_claims(DOCUMENT, given, frozenset())) == keys


def test_of_equals_the_first_are_key() -> None:
    given = [claim(f"c{n}", PLAIN, start=n) for n in range(6)]

    assert key_claims(DOCUMENT, given, frozenset()) == {"c0", "c1", "c2"}
