from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarizer.contract import DOCUMENTS, main, schema_text, stale
from summarizer.shipped import shipped


def test_the_published_schemas_are_those_of_the_models() -> None:
    folder = Path(str(shipped("schemas")))
    assert stale(folder) == (), "schemas/ differs from the models; run: python -m summarizer.contract --write"


def test_there_is_a_file_for_every_document_and_no_other() -> None:
    names = sorted(entry.name for entry in shipped("schemas").iterdir())
    assert names == sorted(f"{name}.schema.json" for name in DOCUMENTS)


LEFT_OUT = {
    ("Evidence", "page"),
    ("Coverage", "notes"),
    *(
        (item, "translated_from")
        for item in ("Summary", "OverviewSentence", "Claim", "Warning", "Side", "Contradiction")
    ),
    ("ContradictionOriginal", "question"),
    ("ContradictionOriginal", "explanation"),
}
"""Keys that stand only where they say something."""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_object_forbids_unknown_keys_and_requires_its_own(name: str) -> None:
    schema = json.loads(schema_text(name))
    for shape in (schema, *schema["$defs"].values()):
        assert shape["additionalProperties"] is False
        assert shape.get("required", []) == [
            key for key in shape["properties"] if (shape.get("title"), key) not in LEFT_OUT
        ]


def test_a_missing_or_altered_document_is_stale(tmp_path: Path) -> None:
    assert stale(tmp_path) == ("summary",)
    (tmp_path / "summary.schema.json").write_text("{}", encoding="utf-8")
    assert stale(tmp_path) == ("summary",)


def test_the_command_writes_what_differs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("summarizer.contract.shipped", lambda folder: tmp_path)
    assert main([]) == 1
    assert main(["--write"]) == 0
    assert main([]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "schemas/summary.schema.json differs from the models",
        "schemas/summary.schema.json written",
    ]
    assert (tmp_path / "summary.schema.json").read_text(encoding="utf-8") == schema_text("summary")
