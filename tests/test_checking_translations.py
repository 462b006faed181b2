"""Summaries with translations, checked: the original against the text, the translation against the original."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import CheckedItem, check
from tests.hostile_text import long_translations
from tests.quay import PRYCE, TEXT

WALL = "The east quay was closed on Tuesday after its wall had moved by 4 centimetres, the harbour office said."
SUMMARY: dict[str, Any] = {
    "source": {"language": "en"},
    "headline": "Hafenmeister und Fährgesellschaft uneins",
    "translated_from": {"headline": "Harbour master and ferry company disagree"},
    "overview": [
        {
            "sentence": "Owen Pryce sagt, er habe geschrieben.",
            "translated_from": {"sentence": "Owen Pryce said he had written."},
            "supported_by": ["c1"],
        }
    ],
    "claims": [
        {
            "speaker": {"name": "Owen Pryce"},
            "statement": "Er hatte der Fährgesellschaft am 3. März geschrieben.",
            "translated_from": {"statement": "He had written to the ferry company on 3 March."},
            "evidence": [{"quote": PRYCE}],
        },
        {
            "speaker": {"name": "Ida Brandt"},
            "statement": "Die Fähre verlor in drei Tagen 1.700 Fahrgäste.",
            "translated_from": {"statement": "The ferry lost 1,700 passengers in three days."},
            "evidence": [{"quote": "We lost 1,700 passengers in three\ndays."}],
        },
    ],
    "warnings": [
        {
            "danger": "Die Mauer hatte sich um vier Zentimeter bewegt.",
            "translated_from": {"danger": "its wall had moved by 4 centimetres"},
            "evidence": [{"quote": WALL}],
        }
    ],
    "contradictions": [
        {
            "question": "Schrieb Pryce am 3. März?",
            "translated_from": {"question": "Did Pryce write on 3 March?"},
            "sides": [
                {
                    "position": "Owen Pryce: Er schrieb am 3. März.",
                    "translated_from": {"position": "Owen Pryce: he wrote on 3 March."},
                    "evidence": [{"quote": PRYCE}],
                },
                {
                    "position": "Ida Brandt: Der Brief kam nie an.",
                    "translated_from": {"position": "Ida Brandt: the letter never arrived."},
                    "evidence": [{"quote": "Brandt said the letter never arrived."}],
                },
            ],
        }
    ],
}


def altered(*path: str | int, to: object) -> CheckedItem:
    """The verdict on the item of which one thing is altered."""
    summary = copy.deepcopy(SUMMARY)
    place: Any = summary
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = to
    items = check(summary, TEXT).items
    (item,) = (
        i for i in items if i.id == {"claims": "c", "warnings": "w"}.get(str(path[0]), "x") + str(int(path[1]) + 1)
    )
    return item


def test_what_is_translated_well_is_accepted() -> None:
    assert [(i.id, i.detail) for i in check(SUMMARY, TEXT).items if i.verdict == "rejected"] == []


@pytest.mark.parametrize(
    ("path", "to", "reason"),
    [
        pytest.param(
            ("claims", 1, "statement"),
            "Die Fähre verlor in neun Tagen 1.700 Fahrgäste.",
            "number_not_in_evidence",
            id="number word",
        ),
        pytest.param(
            ("claims", 0, "statement"),
            "Er hatte der Fährgesellschaft am 5. März geschrieben.",
            "number_not_in_evidence",
            id="digits",
        ),
        pytest.param(
            ("claims", 0, "statement"),
            "Ida Brandt hatte der Fährgesellschaft am 3. März geschrieben.",
            "name_not_in_evidence",
            id="somebody else",
        ),
        pytest.param(
            ("claims", 0, "statement"),
            "Er hatte der Fährgesellschaft am 3. März nicht geschrieben.",
            "negation_differs",
            id="negation",
        ),
        pytest.param(
            ("warnings", 0, "danger"),
            "Die Mauer hatte sich um vierzig Zentimeter bewegt.",
            "number_not_in_evidence",
            id="danger",
        ),
        pytest.param(
            ("contradictions", 0, "question"),
            "Schrieb Pryce am 13. März?",
            "number_not_in_evidence",
            id="question",
        ),
        pytest.param(
            ("contradictions", 0, "sides", 1, "position"),
            "Owen Pryce: Der Brief kam nie an.",
            "name_not_in_evidence",
            id="position",
        ),
    ],
)
def test_an_altered_translation_is_rejected(path: tuple[str | int, ...], to: str, reason: str) -> None:
    item = altered(*path, to=to)
    assert item.verdict == "rejected"
    assert reason in item.reasons


@pytest.mark.parametrize(
    ("path", "to", "reason"),
    [
        pytest.param(
            ("claims", 1, "translated_from", "statement"),
            "The ferry lost 1,900 passengers in three days.",
            "number_not_in_evidence",
            id="figure",
        ),
        pytest.param(
            ("claims", 0, "translated_from", "statement"),
            "He had written to Rex Plumb on 3 March.",
            "name_not_in_evidence",
            id="name",
        ),
        pytest.param(
            ("warnings", 0, "translated_from", "danger"),
            "its wall had moved by 4 kilometres",
            "unit_differs",
            id="unit",
        ),
    ],
)
def test_an_altered_original_is_rejected_as_ever(path: tuple[str | int, ...], to: str, reason: str) -> None:
    item = altered(*path, to=to)
    assert item.verdict == "rejected"
    assert reason in item.reasons


def test_both_altered_alike_does_not_help() -> None:
    summary = copy.deepcopy(SUMMARY)
    summary["claims"][1] |= {
        "statement": "Die Fähre verlor in neun Tagen 1.700 Fahrgäste.",
        "translated_from": {"statement": "The ferry lost 1,700 passengers in nine days."},
    }
    item = check(summary, TEXT).items[1]
    assert item.reasons == ("number_not_in_evidence",)


def test_one_translation_alone_is_read_in_whatever_language_fits() -> None:
    claim = copy.deepcopy(SUMMARY["claims"][1])
    for statement, verdict in (
        ("Le bac perdit 1 700 passagers en trois jours.", "accepted"),
        ("Le bac perdit 1 700 passagers en neuf jours.", "rejected"),
    ):
        (item,) = check({"claims": [claim | {"statement": statement}]}, TEXT).items
        assert item.verdict == verdict, item.detail


@pytest.mark.parametrize("given", [None, [], "x", {}, {"statement": 5}, {"statement": ""}, {"nothing": "x"}], ids=repr)
def test_what_is_no_original_is_as_if_there_were_none(given: object) -> None:
    claim = {"statement": "He had written on 3 March.", "translated_from": given, "evidence": [{"quote": PRYCE}]}
    (item,) = check({"claims": [claim]}, TEXT).items
    assert item.verdict == "accepted"


def test_a_translation_that_is_no_sentence_is_not_read() -> None:
    item = altered("claims", 0, "statement", to="Er schrieb am 3. März. " * 500)
    assert item.reasons == ("unreadable_answer",)


def test_many_long_translations_are_all_read() -> None:
    report = check({"claims": long_translations(100)}, TEXT)
    assert len(report.items) == 100
    assert not any("unreadable_answer" in item.reasons for item in report.items)


@given(st.dictionaries(st.sampled_from(["statement", "danger", "x"]), st.one_of(st.text(), st.none(), st.integers())))
def test_whatever_stands_there_can_be_checked(original: dict[str, object]) -> None:
    claim = {"statement": "He had written.", "translated_from": original, "evidence": [{"quote": PRYCE}]}
    check({"claims": [claim]}, TEXT)
