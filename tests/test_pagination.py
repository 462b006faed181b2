"""Items told on which page their evidence stands, and notes on a whole source."""

from __future__ import annotations

from pathlib import Path

from summarizer import Source, summarize
from summarizer.document import Document
from summarizer.models import Claim, Contradiction, Evidence, Note, Side, SourceInfo
from summarizer.pagination import paged, paged_sides
from tests.answering import answering, claimed, found, proves_itself
from tests.misbehaving import ScriptedService, says
from tests.paperwork import column, pdf

INFO = SourceInfo(kind="text", location=None, media_type="application/pdf", sha256="0")
TEXT = "One. Two."
PAGED = Document(INFO, TEXT, (), (), pages=((0, 1), (5, 2)))
PAGELESS = Document(INFO, TEXT, (), ())
FIRST, SECOND = Evidence(start=0, end=4, quote="One."), Evidence(start=5, end=9, quote="Two.")
CLAIM = Claim(
    id="c1", speaker=None, stance="asserts", statement=TEXT, statement_origin="verbatim", evidence=(FIRST, SECOND)
)
DISPUTE = Contradiction(
    id="x1",
    question="Which?",
    kind="figures",
    sides=(Side(position="One.", evidence=(FIRST,)), Side(position="Two.", evidence=(SECOND,))),
    explanation="Not both.",
)


def test_each_piece_of_evidence_gets_the_page_on_which_it_begins() -> None:
    assert [piece.page for piece in paged((CLAIM,), PAGED)[0].evidence] == [1, 2]
    assert [side.evidence[0].page for side in paged_sides((DISPUTE,), PAGED)[0].sides] == [1, 2]


def test_without_pages_nothing_is_changed() -> None:
    assert paged((CLAIM,), PAGELESS) == (CLAIM,)
    assert paged_sides((DISPUTE,), PAGELESS) == (DISPUTE,)


def test_a_page_and_notes_are_written_only_where_there_are_some() -> None:
    assert FIRST.model_dump() == {"start": 0, "end": 4, "quote": "One.", "match": "exact"}
    assert FIRST.model_copy(update={"page": 3}).model_dump()["page"] == 3


def test_a_summary_of_a_document_names_pages_and_what_is_missing(service: ScriptedService, tmp_path: Path) -> None:
    service.otherwise = answering(
        lambda request: says(found(claimed(2, "Tom Hales", "He had warned the council of a crack.")))
    )
    path = tmp_path / "pump.pdf"
    path.write_bytes(
        pdf(
            [
                column(60, 700, ["The pump at Orlo stopped on Sunday, and all homes were dry."]),
                [],
                column(60, 700, ["Tom Hales, an engineer, said he had warned the council of a crack."]),
            ],
            images=[2],
        )
    )

    summary = summarize(Source.file(path), model="openai/any", base_url=service.url, api_key="sk-any")

    assert [[piece.page for piece in claim.evidence] for claim in summary.claims] == [[3]]
    assert summary.coverage.notes == (Note(start=0, end=0, note="page 2 has no text: it may be a scan"),)
    assert proves_itself(summary)
