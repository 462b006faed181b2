"""The articles under ``examples/``, summarised from recorded answers of the embedded model.

The cassettes are those that the README plays with ``--replay``. To record one anew after a change of prompts or rules:

    summarizer examples/harbour-bridge.txt --record cassettes/examples/harbour-bridge.txt.yaml
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from summarizer import Claim, Side, Summary, Warning, check, summarize
from summarizer.cli import main
from summarizer.grounding import occurs
from tests.conftest import ROOT
from tests.rechecking import refused

EXAMPLES = ROOT / "examples"
CASSETTES = ROOT / "cassettes" / "examples"
ARTICLES = ("harbour-bridge.txt", "messy-scrape.txt", "council-budget.html", "tram-line.txt")


def replayed(article: str, **settings: Any) -> Summary:
    return summarize(EXAMPLES / article, replay=CASSETTES / f"{article}.yaml", **settings)


@pytest.fixture(params=ARTICLES)
def summary(request: pytest.FixtureRequest) -> Summary:
    return replayed(request.param)


def evidence_of(summary: Summary) -> list[tuple[int, int, str]]:
    sides = [side for item in summary.contradictions for side in item.sides]
    items: tuple[Claim | Warning | Side, ...] = (*summary.claims, *summary.warnings, *sides)
    return [(piece.start, piece.end, piece.quote) for item in items for piece in item.evidence]


def test_every_quote_stands_at_its_offsets(summary: Summary) -> None:
    found = evidence_of(summary)
    assert found
    assert all(summary.text[start:end] == quote for start, end, quote in found)


def test_no_evidence_lies_in_what_is_not_the_article(summary: Summary) -> None:
    for start, end, quote in evidence_of(summary):
        assert not any(e.start < end and start < e.end for e in summary.excluded), quote


def test_the_document_keeps_to_its_schema(summary: Summary) -> None:
    schema = json.loads((ROOT / "schemas" / "summary.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(summary.model_dump(mode="json"), schema)


def test_the_checker_accepts_all_that_was_accepted(summary: Summary) -> None:
    assert refused(summary) == []
    assert {item.id for item in check(summary, summary.text).items} >= {claim.id for claim in summary.claims}


def test_every_overview_sentence_names_items_that_exist(summary: Summary) -> None:
    known = {claim.id for claim in summary.claims} | {warning.id for warning in summary.warnings}
    known |= {contradiction.id for contradiction in summary.contradictions}
    assert 2 <= len(summary.overview) <= 5
    assert all(line.supported_by and known >= set(line.supported_by) for line in summary.overview)


def test_the_embedded_model_is_not_asked_to_translate_and_that_is_said() -> None:
    asked, english = replayed("harbour-bridge.txt", language="de"), replayed("harbour-bridge.txt")

    assert (asked.headline, asked.overview) == (english.headline, english.overview)
    assert asked.produced_by.prompts == english.produced_by.prompts
    assert (asked.claims, asked.warnings, asked.contradictions) == (
        english.claims,
        english.warnings,
        english.contradictions,
    )
    assert [note.note for note in asked.coverage.notes] == [
        "the summary is in the article's language, not in 'de': this model writes it too badly"
    ]


def test_everything_was_read(summary: Summary) -> None:
    assert summary.coverage.unread == ()
    assert summary.coverage.read == summary.coverage.characters
    assert not summary.coverage.partial


def test_speakers_and_parties_are_named_as_in_the_text(summary: Summary) -> None:
    names = [claim.speaker.name for claim in summary.claims if claim.speaker]
    names += [party.name for w in summary.warnings for party in (w.issuer, w.recipient) if party]
    assert [name for name in names if not occurs(name, summary.text)] == []


def test_nothing_comes_from_the_worked_examples(summary: Summary) -> None:
    document = json.dumps(summary.model_dump(mode="json", exclude={"rejected"}), ensure_ascii=False)
    assert not any(name in document for name in ("Tveit", "Lindesnes", "Nordvik", "Per Aas"))


def test_the_report_has_its_speakers_and_warnings() -> None:
    summary = replayed("harbour-bridge.txt")
    speakers = {claim.speaker.name for claim in summary.claims if claim.speaker}
    assert speakers >= {
        "Edwin Sallow",
        "Petra Lindqvist",
        "Rolf Adeyemi",
        "Miriam Castell",
        "Hana Brook",
        "Anders Holm",
    }
    told = {(w.issuer.name if w.issuer else None, w.recipient.name if w.recipient else None) for w in summary.warnings}
    assert told >= {("Petra Lindqvist", "Edwin Sallow"), ("The Skarrow Pilots’ Guild", "the planning inspectorate")}


def test_one_person_is_one_speaker_throughout() -> None:
    summary = replayed("messy-scrape.txt")
    names = {claim.speaker.name for claim in summary.claims if claim.speaker}
    assert not {"Lluc", "Tourall", "Toural"} & names


def test_a_page_has_title_author_and_date() -> None:
    source = replayed("council-budget.html").source
    assert (source.media_type, bool(source.title), bool(source.author), source.published is not None) == (
        "text/html",
        True,
        True,
        True,
    )


def test_a_changed_article_does_not_replay(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A cassette answers what was asked when it was recorded, and says so when something else is asked."""
    changed = tmp_path / "harbour-bridge.txt"
    text = (EXAMPLES / "harbour-bridge.txt").read_text(encoding="utf-8")
    changed.write_text(text.replace("nine hours", "ten hours"), encoding="utf-8")
    tape = CASSETTES / "harbour-bridge.txt.yaml"
    assert main([str(changed), "--replay", str(tape), "--format", "json"]) == 3
    assert "nine hours" in capsys.readouterr().err


@pytest.mark.parametrize("article", ARTICLES)
def test_the_command_plays_a_cassette_to_its_end(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    tape = CASSETTES / f"{article}.yaml"
    assert main([str(EXAMPLES / article), "--replay", str(tape), "--format", "json"]) == 0
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert document["usage"]["calls"] == len(cassette_calls(tape))


def cassette_calls(tape: Path) -> list[str]:
    """One word for each recorded exchange."""
    return [line for line in tape.read_text(encoding="utf-8").splitlines() if line.startswith("- request")]


def test_the_cassettes_hold_no_keys_and_no_paths() -> None:
    tapes = [tape for tape in (ROOT / "cassettes").rglob("*") if tape.is_file()]
    assert {tape.parent for tape in tapes} > {CASSETTES}
    secrets = ("authorization", "bearer", "cookie", "/home/", "/root/", ".gguf")
    for tape in tapes:
        text = tape.read_text(encoding="utf-8").lower()
        assert [word for word in secrets if word in text] == [], tape


def test_what_is_not_the_article_is_left_out_of_the_messy_page() -> None:
    summary = replayed("messy-scrape.txt")
    reasons = {excluded.reason for excluded in summary.excluded}
    assert {"teaser", "biography", "comment_form"} <= reasons


def test_the_main_dispute_is_found_and_told_first() -> None:
    summary = replayed("harbour-bridge.txt")
    main_dispute = summary.contradictions[0]
    assert [side.position.partition(":")[0] for side in main_dispute.sides] == ["Edwin Sallow", "Petra Lindqvist"]
    assert main_dispute.question in summary.headline
    assert summary.overview[-1].supported_by == (main_dispute.id,)


def test_an_article_full_of_near_misses_has_no_contradiction() -> None:
    assert replayed("tram-line.txt").contradictions == ()
