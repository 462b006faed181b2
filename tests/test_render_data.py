from __future__ import annotations

import json
import math

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.contract import schema_text
from summarizer.models import Rejected, Summary
from summarizer.render.data import to_json, to_jsonl
from tests.contradictory import CALL, HOSTILE, HURT, disputed
from tests.documents import bare_summary, bridge_summary

ANY_TEXT = st.text(st.characters(exclude_categories=()))

# The order of the keys in the contract.
TOP_LEVEL = (
    "schema_version source text excluded headline overview claims warnings contradictions rejected "
    "coverage usage produced_by"
)
CLAIM = "id speaker stance statement statement_origin via evidence key check"


def rejecting(item: dict[str, object]) -> Summary:
    return bare_summary("Some text.", rejected=(Rejected(kind="claim", item=item, reasons=("unreadable_answer",)),))


def test_keys_come_in_the_order_of_the_contract() -> None:
    document = json.loads(to_json(bridge_summary()))
    assert " ".join(document) == TOP_LEVEL
    assert " ".join(document["claims"][0]) == CLAIM


def test_json_is_indented_by_two_and_ends_in_a_line_feed() -> None:
    written = to_json(bridge_summary())
    assert written.startswith('{\n  "schema_version": "1",\n  "source": {\n    "kind": "file",\n')
    assert written.endswith("\n}\n")


@pytest.mark.parametrize("write", [to_json, to_jsonl])
def test_what_is_written_can_be_read_back(write: object) -> None:
    assert callable(write)
    assert Summary.model_validate_json(write(bridge_summary())) == bridge_summary()


def test_what_is_written_follows_the_published_schema() -> None:
    schema = json.loads(schema_text("summary"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(to_json(bridge_summary())), schema)


@given(ANY_TEXT)
def test_jsonl_is_one_line_whatever_the_text_holds(text: str) -> None:
    written = to_jsonl(bare_summary(text))
    assert len(written.splitlines()) == 1
    assert json.loads(written)["text"] == text


@given(ANY_TEXT)
def test_any_text_can_be_written_as_utf_8(text: str) -> None:
    assert json.loads(to_json(bare_summary(text)).encode("utf-8"))["text"] == text


def test_letters_are_not_escaped() -> None:
    assert "Zoë said “да” 🙂" in to_json(bare_summary("Zoë said “да” 🙂"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param(float("nan"), "nan", id="not a number"),
        pytest.param(float("inf"), "inf", id="infinite"),
        pytest.param({1: (2, None, True)}, {"1": [2, None, True]}, id="nested"),
        pytest.param({"x"}, "{'x'}", id="a set"),
        pytest.param(0.5, 0.5, id="a number"),
    ],
)
def test_what_json_has_no_word_for_becomes_text(value: object, expected: object) -> None:
    assert json.loads(to_json(rejecting({"says": value})))["rejected"][0]["item"] == {"says": expected}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(JSON)
def test_every_value_that_a_model_can_write_is_kept(value: object) -> None:
    expected = json.loads(json.dumps(plain(value)))

    for written in (to_json(rejecting({"says": value})), to_jsonl(rejecting({"says": value}))):
        assert json.loads(written)["rejected"][0]["item"] == {"says": expected}


def plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value


def test_a_value_may_be_deep() -> None:
    value: object = "the end"
    for _ in range(300):
        value = [value]

    assert json.loads(to_json(rejecting({"says": value})))["rejected"][0]["item"] == {"says": value}


def test_contradictions_come_back_as_they_are() -> None:
    summary = disputed(HURT, CALL, HOSTILE)

    for written in (to_json(summary), to_jsonl(summary)):
        assert "\x1b" not in written
        assert Summary.model_validate_json(written) == summary
