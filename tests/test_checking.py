from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import Report, check
from summarizer.errors import InputError
from summarizer.report import CheckedItem
from tests.documents import TEXT as BRIDGE
from tests.documents import bridge_summary
from tests.quay import TEXT, summary

SAID = "“Nobody told us that the wall was unsafe,” said Ida Brandt, who runs the ferry."


def only(given: Any, text: str = TEXT) -> CheckedItem:
    """The verdict on the one item of a summary."""
    (item,) = check(given, text).items
    return item


def at(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_words_of_the_text_are_accepted_with_their_place() -> None:
    item = only(summary(SAID))
    assert (item.verdict, item.reasons, item.detail) == ("accepted", (), None)
    assert [(e.start, e.end, e.quote, e.match) for e in item.evidence] == [(*at(SAID), SAID, "exact")]


def test_typography_is_repaired() -> None:
    item = only(summary(SAID.replace("“", '"').replace("”", '"')))
    assert (item.verdict, item.detail, item.evidence[0].quote) == ("repaired", "typography differs", SAID)
    assert item.evidence[0].match == "repaired"


def test_a_changed_digit_is_rejected_with_what_the_text_says() -> None:
    item = only(summary("its wall had moved by 40 centimetres"))
    assert (item.verdict, item.reasons) == ("rejected", ("quote_altered",))
    assert item.detail == "“40 centimetres” is “4 centimetres” in the text"
    assert item.evidence == ()
    assert item.mismatches[0].passages[0].quote == "its wall had moved by 4 centimetres"


def test_one_false_piece_of_several_is_enough() -> None:
    item = only({"claims": [{"evidence": ["The east quay was closed", "An audit found nothing"]}]})
    assert (item.verdict, item.reasons) == ("rejected", ("quote_not_found",))
    assert [piece.quote for piece in item.evidence] == ["The east quay was closed"]


@pytest.mark.parametrize("evidence", [[], None, [5]], ids=repr)
def test_a_claim_without_evidence_is_rejected(evidence: object) -> None:
    assert only({"claims": [{"evidence": evidence}]}).reasons == ("quote_not_found",)


@pytest.mark.parametrize(
    ("start", "end"),
    [(0, 5), (-5, 3), (10**15, 10**16), (5, None), (None, 3)],
    ids=["others' words", "negative", "absurd", "no end", "no start"],
)
def test_wrong_offsets_of_true_words_are_repaired(start: int | None, end: int | None) -> None:
    item = only({"claims": [{"evidence": [{"quote": SAID, "start": start, "end": end}]}]})
    assert item.verdict == "repaired"
    assert (item.evidence[0].start, item.evidence[0].end) == at(SAID)
    assert item.detail is not None
    assert item.detail.startswith(f"the quote stands at {at(SAID)[0]}–")


def test_right_offsets_choose_among_places() -> None:
    start = TEXT.rindex("The ferry was to sail")
    quote = {"quote": "The ferry was to sail", "start": start, "end": start + 21}
    item = only({"claims": [{"evidence": [quote]}]})
    assert (item.verdict, item.evidence[0].start, item.elsewhere) == ("accepted", start, ())


def test_of_several_places_the_one_next_to_the_other_evidence_is_taken() -> None:
    item = only({"claims": [{"evidence": ["The ferry was to sail", "too, if the café’s"]}]})
    assert item.evidence[0].start == TEXT.rindex("The ferry was to sail")
    assert [other.start for other in item.elsewhere] == [TEXT.index("The ferry was to sail")]


def test_of_several_places_the_one_next_to_the_speaker_is_taken() -> None:
    text = "The gate shut. Then rain fell all day on the town. The gate shut, said Una Prost."
    item = only(summary("The gate shut", speaker={"name": "Una Prost"}), text)
    assert item.evidence[0].start == text.rindex("The gate shut")


TWICE = (
    "The gate shut. It cost 5 pounds. Rain fell all day. Ann slept. Ivo ate. Una Prost left. "
    "The gate shut. It took 9 days."
)


@pytest.mark.parametrize(
    ("statement", "verdict", "start"),
    [
        pytest.param("The gate shut, at a cost of £5.", "accepted", 0, id="at the first"),
        pytest.param("The gate shut within 9 days.", "accepted", TWICE.rindex("The gate shut."), id="at the second"),
        pytest.param("The gate shut within 7 days.", "rejected", 0, id="at neither"),
    ],
)
@pytest.mark.parametrize("speaker", [None, "Una Prost"])
def test_an_item_is_rejected_only_if_it_holds_at_none_of_several_places(
    statement: str, verdict: str, start: int, speaker: str | None
) -> None:
    item = only(summary("The gate shut.", speaker=speaker, statement=statement), TWICE)
    assert item.verdict == verdict
    if verdict == "accepted":
        assert [(e.start, e.quote) for e in item.evidence] == [(start, "The gate shut.")]
        assert len(item.elsewhere) == 1


def test_offsets_given_leave_no_choice() -> None:
    quote = {"quote": "The gate shut.", "start": 0, "end": 14}
    given = {"claims": [{"evidence": [quote], "statement": "The gate shut within 9 days."}]}
    assert only(given, TWICE).verdict == "rejected"


def test_two_sides_of_one_quote_are_not_told_apart_by_its_places() -> None:
    sides = [{"evidence": ["The gate shut."], "statement": words} for words in ("It cost £5.", "It took 9 days.")]
    assert "sides_agree" in only({"contradictions": [{"sides": sides}]}, TWICE).reasons


def test_places_outside_the_article_come_last() -> None:
    given = {**summary("x y"), "text": "x y. And x y.", "excluded": [{"start": 0, "end": 4, "reason": "teaser"}]}
    assert (only(given, "x y. And x y.").verdict, only(given, "x y. And x y.").evidence[0].start) == ("accepted", 9)


def test_words_outside_the_article_are_rejected() -> None:
    assert only(summary("Ten things to do in Port Ellory")).reasons == ("in_excluded_text",)


def test_a_summary_may_say_what_is_outside_of_its_own_text_only() -> None:
    given = {**summary(SAID), "text": TEXT, "excluded": [{"start": 0, "end": len(TEXT), "reason": "form"}]}
    assert only(given).reasons == ("in_excluded_text",)
    assert only({**given, "text": "another text"}).verdict == "accepted"


@pytest.mark.parametrize(
    ("speaker", "reasons"),
    [
        pytest.param({"name": "Ida Brandt"}, (), id="true"),
        pytest.param({"name": "Ida Brandt", "mentions": ["Brandt"]}, (), id="with a mention"),
        pytest.param("Brandt", (), id="text"),
        pytest.param(None, (), id="none"),
        pytest.param({"name": "Harold Quimby-Ashworth"}, ("speaker_not_in_text",), id="invented"),
        pytest.param({"name": "Ida Brand"}, ("speaker_not_in_text",), id="misspelled"),
        pytest.param({"name": "Ida Brandt", "mentions": ["Mrs Holt"]}, ("speaker_not_in_text",), id="false mention"),
    ],
)
def test_a_speaker_must_be_in_the_text(speaker: object, reasons: tuple[str, ...]) -> None:
    assert only(summary(SAID, speaker=speaker)).reasons == reasons


def test_a_speaker_who_is_certainly_not_the_one_is_rejected() -> None:
    text = (
        "Una Prost opened the meeting at noon.\n\nThe hall was full. Tea was served. Nobody sat down.\n\n"
        "Carl Imrie said the roof was sound."
    )
    item = only(summary("Carl Imrie said the roof was sound.", speaker="Una Prost"), text)
    assert item.reasons == ("speaker_not_near_evidence",)
    assert item.detail == "“Carl Imrie” speaks there, and “Una Prost” is not named near it"


@pytest.mark.parametrize(
    ("statement", "verdict"),
    [
        pytest.param("Repairs could cost about 2.5 million crowns.", "accepted", id="true"),
        pytest.param("Repairs may cost about 3.5 million crowns.", "rejected", id="number"),
    ],
)
def test_a_statement_is_held_against_its_evidence(statement: str, verdict: str) -> None:
    quote = "He added that repairs may\ncost about 2.5 million crowns"
    assert only(summary(quote, statement=statement)).verdict == verdict


def test_a_statement_of_megabytes_is_not_read() -> None:
    assert only(summary(SAID, statement="5 crowns " * 10_000)).reasons == ("unreadable_answer",)


@pytest.mark.parametrize(
    ("fields", "reasons"),
    [
        pytest.param({"issuer": {"name": "Owen Pryce"}, "recipient": {"name": "the ferry company"}}, (), id="true"),
        pytest.param({"issuer": {"name": "Olaf Grint"}}, ("speaker_not_in_text",), id="issuer"),
        pytest.param({"recipient": {"name": "Olaf Grint"}}, ("speaker_not_in_text",), id="recipient"),
        pytest.param({"issued": "on 9 March 2019"}, None, id="date"),
    ],
)
def test_a_warning_is_checked_like_a_claim(fields: dict[str, object], reasons: tuple[str, ...] | None) -> None:
    quote = "Harbour master Owen Pryce said he had written to the ferry company on 3 March."
    item = only({"warnings": [{"id": "w1", "danger": "The wall moves.", "evidence": [{"quote": quote}], **fields}]})
    assert item.kind == "warning"
    assert item.reasons == reasons if reasons is not None else item.verdict == "rejected"


ONE = {"position": "He wrote.", "evidence": [{"quote": "he had written to the ferry company on 3 March"}]}
TWO = {"position": "It never came.", "evidence": [{"quote": "Brandt said the letter never arrived."}]}


@pytest.mark.parametrize(
    ("sides", "reasons"),
    [
        pytest.param([ONE, TWO], (), id="two sides"),
        pytest.param([ONE], ("side_missing",), id="one side"),
        pytest.param(None, ("side_missing",), id="none"),
        pytest.param([ONE, {"position": "It did not.", "evidence": []}], ("side_missing",), id="nothing to stand on"),
        pytest.param([ONE, {**ONE, "position": "He did not."}], ("sides_agree",), id="the same words"),
        pytest.param([ONE, {**TWO, "position": "He wrote."}], ("sides_agree",), id="the same position"),
        pytest.param([ONE, {**TWO, "evidence": ["Brandt said the bill never arrived."]}], None, id="altered"),
    ],
)
def test_a_contradiction_has_two_sides_with_evidence(sides: object, reasons: tuple[str, ...] | None) -> None:
    item = only({"contradictions": [{"id": "x1", "question": "Did he write?", "sides": sides}]})
    assert item.reasons == reasons if reasons is not None else "quote_altered" in item.reasons


@pytest.mark.parametrize(
    ("second", "verdict"), [(TWO["evidence"], "accepted"), ([{"quote": "no such words"}], "rejected")], ids=str
)
def test_sides_may_rest_on_claims_that_hold(second: object, verdict: str) -> None:
    given = {
        "claims": [{"id": "c1", "evidence": ONE["evidence"]}, {"id": "c2", "evidence": second}],
        "contradictions": [{"id": "x1", "sides": [{"claims": ["c1"]}, {"claims": ["c2"]}]}],
    }
    assert check(given, TEXT).items[-1].verdict == verdict


def test_verdicts_are_counted_in_the_order_of_the_summary() -> None:
    report = check({"warnings": [{"evidence": ["no such words"]}], **summary(SAID, f" {SAID}")}, TEXT)
    assert [(item.id, item.kind, item.verdict) for item in report.items] == [
        ("c1", "claim", "accepted"),
        ("c2", "claim", "repaired"),
        ("w1", "warning", "rejected"),
    ]
    assert (report.accepted, report.repaired, report.rejected) == (1, 1, 1)


def test_a_summary_object_is_checked_as_its_json() -> None:
    given = bridge_summary()
    assert check(given, BRIDGE) == check(given.model_dump(mode="json"), BRIDGE)


def test_what_is_no_summary_raises() -> None:
    with pytest.raises(InputError):
        check({}, TEXT)


WORDS = [match.span() for match in re.finditer(r"\S+", TEXT[: TEXT.index("See also")])]


@given(st.integers(0, len(WORDS) - 1), st.integers(1, 40), st.booleans())
def test_all_words_in_a_row_of_the_article_are_accepted(first: int, number: int, broken: bool) -> None:
    start, end = WORDS[first][0], WORDS[min(first + number, len(WORDS)) - 1][1]
    quote = TEXT[start:end].replace(" ", "\n") if broken else TEXT[start:end]
    item = only(summary(quote))
    assert item.verdict != "rejected" or not any(map(str.isalnum, quote))
    assert all(TEXT[e.start : e.end] == e.quote for e in item.evidence)


@given(st.integers(0, len(WORDS) - 1), st.integers(3, 40), st.data())
def test_no_word_may_be_left_out_or_put_in(first: int, number: int, data: st.DataObject) -> None:
    words = [TEXT[slice(*span)] for span in WORDS[first : first + number]]
    at = data.draw(st.integers(1, len(words) - 1)) if len(words) > 2 else 0
    for changed in ([*words[:at], *words[at + 1 :]], [*words[:at], "hardly", *words[at:]]):
        quote = " ".join(changed)
        if 0 < at < len(words) - 1 and any(map(str.isalnum, words[at])) and quote not in " ".join(TEXT.split()):
            assert only(summary(quote)).verdict == "rejected"


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                "evidence quote start end speaker name mentions sides claims position statement id".split()
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.fixed_dictionaries({name: st.lists(JSON, max_size=3) for name in ("claims", "warnings", "contradictions")}))
def test_any_json_gets_a_verdict(given: dict[str, list[Any]]) -> None:
    report = check(given, TEXT)
    assert isinstance(report, Report)
    assert len(report.items) == sum(map(len, given.values()))


@pytest.mark.parametrize(
    ("quote", "text"),
    [
        pytest.param("the quay " * 100_000, TEXT, id="a quote of a megabyte"),
        pytest.param("quay" + " " * 1_000_000 + "x", TEXT, id="a megabyte of blanks"),
        pytest.param("a " * 300 + "b", "a " * 200_000, id="one word again and again"),
        pytest.param("zzz yyy", "word " * 100_000, id="one endless line"),
        pytest.param("aab", "a" * 500_000, id="one endless word"),
        pytest.param("e\u0301x", "e\u0301" * 100_000, id="accents set apart"),
        pytest.param("e" + "\u0301" * 1_000, "e" + "\u0301" * 100_000, id="one letter with all accents"),
        pytest.param("\ud800 quay", "\udc00" + TEXT, id="half characters"),
        pytest.param("quay", "", id="no text"),
    ],
)
def test_hostile_input_gets_a_verdict(quote: str, text: str) -> None:
    assert only(summary(quote, speaker={"name": quote}), text).verdict == "rejected"


@given(
    st.lists(st.sampled_from(["\ud800", "\udfff", "The quay", " was shut", ". ", "“", "Ann Lee", " 5"]), max_size=12)
)
def test_half_characters_in_a_text_get_a_verdict(pieces: list[str]) -> None:
    text = f"The wall moved. {''.join(pieces)} The ferry sailed."
    asked = {"claims": [{"evidence": ["The ferry sailed."], "speaker": "Ann", "statement": "The ferry was away."}]}
    item = only(asked, text)
    assert [(e.start, e.quote) for e in item.evidence] == [(len(text) - 17, "The ferry sailed.")]


def test_a_name_that_the_evidence_means_by_a_pronoun_is_in_it() -> None:
    text = (
        "Nora Holt has run the allotments of Brask for nine years. Nobody else wanted to. It pays little. "
        "She keeps bees. She said last week that the wells would be sealed by spring."
    )
    quote = "She said last week that the wells would be sealed by spring."

    def verdict(statement: str) -> str:
        claim = {"id": "c1", "statement": statement, "evidence": [{"quote": quote}]}
        return check({"schema_version": "1", "claims": [claim]}, text).items[0].verdict

    assert verdict("Nora Holt said the wells would be sealed by spring.") == "accepted"
    assert verdict("Ivo Marsh said the wells would be sealed by spring.") == "rejected"
