"""Who does what to whom, rule by rule: a true paraphrase that must pass and a false one that must be stopped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.deeds import deed_faults, source_faults


def misplaced(statement: str, near: str, text: str = "") -> list[tuple[str, str]]:
    """The names in the place of others, with the others."""
    return list(deed_faults(statement, near, text or near))


SUIT = "Then Nora Holt sued Ivo Marsh over a review of the ferry. Ada Vale was in Brask."
STORM = "Then in Varde 30 roofs were torn off by the storm. The school of Holm was shut."
RULES = [
    ("agent", SUIT, "Holt sued Marsh over a review of the ferry.", "Ada Vale sued Marsh over a review of the ferry."),
    ("turned", SUIT, "Holt sued Ivo Marsh over the review.", "Ivo Marsh sued Nora Holt over the review of the ferry."),
    (
        "passive",
        SUIT,
        "Marsh was sued by Nora Holt over a review of the ferry.",
        "Holt was sued by Ivo Marsh over a review of the ferry.",
    ),
    ("patient", SUIT, "Holt sued Marsh over a review of the ferry.", "Holt sued Ada Vale over a review of the ferry."),
    (
        "charged",
        "So Vale accused Brask of involvement in the spring fire. By then Holm was calm.",
        "Brask was involved in the spring fire.",
        "So Holm was involved in the spring fire.",
    ),
    ("preposition", STORM, "Thirty roofs were torn off in Varde.", "Thirty roofs were torn off in Holm."),
    (
        "and",
        "The paper blamed Holm and the West for the spring fire. Then Brask burned, so the West said.",
        "The papers blame Holm and the West for the fire.",
        "The papers blame Holm and Brask for the fire.",
    ),
    (
        "owner",
        "We read that Vale’s pump house burned for two days. By then Marsh was asleep.",
        "For two days Vale’s pump house burned.",
        "For two days Marsh’s pump house burned.",
    ),
    (
        "described",
        "At the quay stood the retired pilot Orrin Vale. Beside him stood Ada Marsh.",
        "Orrin Vale is a retired pilot.",
        "Ada Marsh is a retired pilot.",
    ),
]


@pytest.mark.parametrize(("near", "faithful", "altered"), [pytest.param(*row[1:], id=row[0]) for row in RULES])
def test_the_same_deed_passes_and_another_doer_is_stopped(near: str, faithful: str, altered: str) -> None:
    assert misplaced(faithful, near) == []
    assert misplaced(altered, near) != []


@pytest.mark.parametrize(
    ("near", "statement"),
    [
        ("So Nora Holt met Ivo Marsh at the old ferry quay.", "Ivo Marsh met Nora Holt at the old ferry quay."),
        ("Then they moved Holt to the old ferry quay.", "Holt moved to the old ferry quay."),
        ("The head of Orrin sued the old ferry company. Holt knew it.", "Holt sued the old ferry company."),
        ("Then Holt left. He sued the old ferry company.", "Holt sued the old ferry company."),
        ("Then the Orrin spokesman Holt cut the ferry prices.", "Orrin cut the ferry prices."),
        ("Then Holt won the ferry race in May. In June Marsh won it.", "Marsh won the ferry race."),
    ],
    ids=["mutual", "no object", "of", "pronoun", "another form", "two events"],
)
def test_what_is_not_plain_passes(near: str, statement: str) -> None:
    assert misplaced(statement, near) == []


def test_a_pronoun_means_nobody_who_is_named_only_later() -> None:
    near = "Then she cancelled the rest of the ferry tour. So the agent Ivo Marsh said."
    text = f"The singer Nora Holt came in May. {near}"
    assert misplaced("Nora Holt cancelled the rest of the ferry tour.", near, text) == []
    assert misplaced("Ivo Marsh cancelled the rest of the ferry tour.", near, text) == [("Ivo Marsh", "she")]
    assert list(deed_faults("Ivo Marsh cancelled the rest of the ferry tour.", near, text, ("Ivo Marsh",))) == []


def test_a_phrase_from_elsewhere_is_no_doer() -> None:
    near = "So Orrin blocks the command ten thousand times a day."
    text = (
        f"The school kitchen was shut. {'Nothing else was said. ' * 9}{near} {'It rained. ' * 9}The state office met."
    )
    assert misplaced("The school kitchen blocks the command ten thousand times a day.", near, text) != []
    assert misplaced("The company blocks the command ten thousand times a day.", near, text) == []
    told = text.replace("The school kitchen was", "The school kitchen of Orrin was")
    assert misplaced("The school kitchen blocks the command ten thousand times a day.", near, told) == []


def test_whose_report_it_is() -> None:
    near = "So the Harbour Post stated that the old ferry quay might sink by spring. The Vale Times wrote of it later."
    said = "The old ferry quay might sink."
    assert list(source_faults("(As reported by the Harbour Post)", said, near, near)) == []
    assert list(source_faults("(As reported by the Vale Times)", said, near, near)) == [("Vale Times", "Harbour Post")]
    assert list(source_faults("(Letter of the Vale Times)", said, near, near)) == []


PIECES = ["Vale ", "Marsh ", "sued ", "was ", "by ", "the ", "of ", ". ", "’s ", "he ", "pump "]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(TEXTS | st.text(max_size=200))
def test_words_bear_themselves_out(text: str) -> None:
    assert misplaced(text, text) == []


@given(TEXTS, TEXTS, st.text(max_size=100))
def test_any_words_get_an_answer(statement: str, near: str, text: str) -> None:
    assert all(name and rival for name, rival in deed_faults(statement, near, f"{text}{near}"))
    assert all(name and rival for name, rival in source_faults(f"(according to {near})", statement, near, text))


@pytest.mark.parametrize(
    "piece", ["Vale sued Marsh ", "was sued by Vale. ", "Vale’s pump house. ", "old pump ", "he sued. "]
)
def test_hostile_lengths_are_read(piece: str) -> None:
    words = piece * 2_000
    assert isinstance(misplaced(words, f"Holt {words}", words), list)
