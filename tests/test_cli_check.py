from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from summarizer.cli import main
from tests.documents import bridge_summary
from tests.quay import TEXT, summary

TRUE = "The east quay was closed on Tuesday"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8", newline="\r\n")
    return tmp_path


def written(folder: Path, value: object, name: str = "s.json") -> str:
    (folder / name).write_text(json.dumps(value), encoding="utf-8")
    return name


@pytest.mark.parametrize(
    ("quote", "status", "verdict"),
    [
        pytest.param(TRUE, 0, "accepted", id="true"),
        pytest.param(f" {TRUE}", 0, "repaired", id="repaired"),
        pytest.param("The west quay was closed on Tuesday", 1, "rejected", id="altered"),
    ],
)
def test_the_exit_status_tells_whether_anything_was_rejected(
    quote: str, status: int, verdict: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", written(folder, summary(quote)), "--source", "a.txt", "--format", "json"]) == status
    out, err = capsys.readouterr()
    assert (json.loads(out)["items"][0]["verdict"], err) == (verdict, "")


def test_people_get_text(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", written(folder, summary("on 4 March")), "--source", "a.txt"]) == 1
    assert "  claimed: on [4] March\n  in text: on [3] March\n" in capsys.readouterr().out


def test_verbose_lists_what_was_accepted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", written(folder, summary(TRUE)), "--source", "a.txt", "--verbose"]) == 0
    assert "c1 claim accepted" in capsys.readouterr().out


@pytest.mark.parametrize(
    "fields",
    [
        pytest.param({"text": TEXT}, id="the text in the summary"),
        pytest.param({"source": {"location": "a.txt"}}, id="the file it names"),
        pytest.param({"text": TEXT, "source": {"location": "none.txt"}}, id="its text before its file"),
    ],
)
def test_the_summary_may_hold_or_name_its_source(
    fields: dict[str, object], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", written(folder, {**summary(TRUE), **fields})]) == 0
    assert capsys.readouterr().err == ""


def test_a_source_given_comes_before_the_text(folder: Path) -> None:
    assert main(["check", written(folder, {**summary(TRUE), "text": "other words"}), "--source", "a.txt"]) == 0


def test_a_named_file_is_also_looked_for_beside_the_summary(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(folder, {**summary(TRUE), "source": {"location": "a.txt"}})
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    assert main(["check", "../s.json"]) == 0


def test_our_own_output_is_accepted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", written(folder, bridge_summary().model_dump(mode="json")), "--format", "json"])
    items = json.loads(capsys.readouterr().out)["items"]
    assert [item["verdict"] for item in items if item["kind"] == "claim"] == ["accepted"] * len(bridge_summary().claims)


def test_a_summary_may_come_in_on_standard_input(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = json.dumps(summary(TRUE)).encode("utf-16")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(["check", "-", "--source", "a.txt"]) == 0


@pytest.mark.parametrize(
    ("data", "message"),
    [
        pytest.param(b"no json", "the summary 's.json' is not JSON: Expecting value", id="no JSON"),
        pytest.param(b"", "the summary 's.json' is not JSON", id="empty"),
        pytest.param(b"\xff\xfe\xfa", "the summary 's.json' is not", id="no text"),
        pytest.param(b"[" * 200_000, "the summary 's.json' is nested too deeply", id="deep"),
        pytest.param(b"[]", "the summary 's.json' holds no JSON object", id="a list"),
        pytest.param(b"{}", "the summary has neither claims nor warnings", id="something else"),
        pytest.param(b'{"claims": [], "schema_version": "9"}', "the summary has schema_version '9'", id="version"),
        pytest.param(b'{"claims": []}', "the summary 's.json' neither holds nor names its source", id="no source"),
        pytest.param(b'{"claims": [], "source": {"location": "-"}}', "the summary 's.json' neither holds", id="stdin"),
        pytest.param(b'{"claims": [], "source": {"location": "n.txt"}}', "there is no file 'n.txt'", id="missing"),
        pytest.param(b'{"claims": [], "source": {"location": "\\u0000"}}', "", id="NUL in a name"),
    ],
)
def test_what_cannot_be_read_is_one_line_and_status_2(
    data: bytes, message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "s.json").write_bytes(data)
    assert main(["check", "s.json"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"summarizer: {message}")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param([], "the following arguments are required: SUMMARY.json", id="nothing"),
        pytest.param(["none.json"], "there is no file 'none.json'", id="missing"),
        pytest.param(["."], "'.' is a folder", id="folder"),
        pytest.param(["s.json", "--format", "html"], "argument --format: invalid choice: 'html'", id="format"),
        pytest.param(["s.json", "--source", "none.txt"], "there is no file 'none.txt'", id="missing source"),
    ],
)
def test_wrong_usage_is_status_2(
    arguments: list[str], message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(folder, summary(TRUE))
    assert main(["check", *arguments]) == 2
    assert capsys.readouterr().err.startswith(f"summarizer: {message}")


def test_numbers_of_thousands_of_digits_are_no_offsets(folder: Path) -> None:
    digits = "9" * 5_000
    (folder / "s.json").write_text(
        f'{{"claims": [{{"evidence": [{{"quote": "{TRUE}", "start": {digits}, "end": -{digits}}}]}}]}}'
    )
    assert main(["check", "s.json", "--source", "a.txt"]) == 0


def test_absurd_offsets_are_taken_for_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Numbers beyond JSON, of other types, or beyond the text: what counts is where the quote stands."""
    given = ["-1", "1e999", "NaN", "-Infinity", "2.5", '"7"', "[]", "{}", "true", "null", "1" + "0" * 30]
    items = ",".join(f'{{"evidence": [{{"quote": "{TRUE}", "start": {n}, "end": {n}}}]}}' for n in given)
    (folder / "s.json").write_text(f'{{"claims": [{items}]}}', encoding="utf-8")
    assert main(["check", "s.json", "--source", "a.txt", "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    start = TEXT.index(TRUE)
    assert {(e["start"], e["end"]) for item in report["items"] for e in item["evidence"]} == {
        (start, start + len(TRUE))
    }


@pytest.mark.parametrize(
    ("data", "status"),
    [
        pytest.param(b'{"claims": [1, 2.5, null, true, "x", [], {}]}', 1, id="items that are no objects"),
        pytest.param(b'{"claims": {"c1": {}}}', 2, id="claims as an object"),
        pytest.param(b'{"claims": [], "schema_version": ["1"]}', 2, id="version as a list"),
        pytest.param(b'{"claims": ' + b"[" * 5_000 + b"]" * 5_000 + b"}", 2, id="deep lists"),
        pytest.param(b'{"evidence":' * 5_000 + b"1" + b"}" * 5_000, 2, id="deep objects"),
        pytest.param(b'{"claims": [' + b"[" * 300 + b"]" * 300 + b"]}", 1, id="deep item"),
        pytest.param(b'{"claims": [{"id": "c1", "evidence": ["The east quay"]}, {"id": "c1"}]}', 1, id="ids twice"),
        pytest.param(b'{"claims": 1, "claims": [{"evidence": ["The east quay"]}]}', 0, id="keys twice"),
        pytest.param(
            b'{"claims": [{"id": "\\ud800", "speaker": "\\udfff", "evidence": ["\\ud800 quay"]}]}', 1, id="half"
        ),
        pytest.param(b'{"claims": [{"id": "\\u202e1c", "evidence": ["\\u202eyauq tsae"]}]}', 1, id="right to left"),
        pytest.param(b'{"claims": [{"evidence": ["\\u0000\\u001b[2J"]}]}', 1, id="control characters"),
    ],
)
@pytest.mark.parametrize("form", ["terminal", "json"])
def test_hostile_summaries_get_a_verdict_or_a_line(
    data: bytes, status: int, form: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "s.json").write_bytes(data)
    assert main(["check", "s.json", "--source", "a.txt", "--format", form]) == status
    out, err = capsys.readouterr()
    assert (err.count("\n"), out == "") == (int(status == 2), status == 2)
    assert not {"\x1b", "\x00", "\u202e"} & {*out, *err}


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("the quay wall moved by 4 centimetres and Ida Brandt said so ", id="words"),
        pytest.param("a", id="one word"),
        pytest.param(". ", id="dots"),
        pytest.param("“", id="opened quotations"),
        pytest.param("Ann Lee, ", id="names"),
        pytest.param("1,700 ", id="numbers"),
    ],
)
def test_a_text_of_one_endless_line_gets_a_verdict(line: str, folder: Path) -> None:
    text = line * (120_000 // len(line))
    (folder / "a.txt").write_text(text, encoding="utf-8")
    quotes = (text[500:560], "the quay wall moved by 40 centimetres")
    name = written(folder, summary(*quotes, speaker="Ida Brandt", statement="It moved by 5 centimetres."))
    assert main(["check", name, "--source", "a.txt"]) == 1


def test_thousands_of_items_are_told_one_by_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = written(folder, {"claims": [{"evidence": [TRUE]}, *range(2_000)], "warnings": [None] * 500})
    assert main(["check", name, "--source", "a.txt"]) == 1
    out = capsys.readouterr().out
    assert out.count("unreadable answer") == 2_500
    assert out.endswith("2,501 items: 1 accepted, 0 repaired, 2,500 rejected\n")
