"""What a run prints as accepted, handed to the checker again: as it is, and as others would hand it in."""

from __future__ import annotations

from typing import Any

from summarizer import Claim, Summary, Warning, check
from summarizer.report import CheckedItem


def refused(summary: Summary) -> list[CheckedItem]:
    """Items and overview sentences that the checker rejects.

    Items come with text and offsets, and again without; then contradictions are left out of which a quote stands in
    several places, as nothing tells which of them is meant.
    """
    whole = _rejected(summary.model_dump(mode="json"), summary.text)
    unplaced = [item for item in _rejected(_bare(summary), summary.text) if item.id not in _ambiguous(summary)]
    return [*whole, *unplaced, *_rejected(_overview(summary), summary.text)]


def _rejected(given: dict[str, Any], text: str) -> list[CheckedItem]:
    return [item for item in check(given, text).items if item.verdict == "rejected"]


def _bare(summary: Summary) -> dict[str, Any]:
    document = summary.model_dump(mode="json", exclude={"text", "excluded"})
    sides = [side for item in document["contradictions"] for side in item["sides"]]
    for item in (*document["claims"], *document["warnings"], *sides):
        item["evidence"] = [{"quote": piece["quote"]} for piece in item["evidence"]]
    return document


def _ambiguous(summary: Summary) -> set[str]:
    words = " ".join(summary.text.split())
    placed = [(item.id, piece.quote) for item in summary.contradictions for s in item.sides for piece in s.evidence]
    return {id_ for id_, quote in placed if words.count(" ".join(quote.split())) > 1}


def _overview(summary: Summary) -> dict[str, Any]:
    """The sentences of the overview as claims that rest on the evidence of what they name.

    One that tells a contradiction has the positions of its sides, which are checked with it.
    """
    items: dict[str, Claim | Warning] = {c.id: c for c in summary.claims} | {w.id: w for w in summary.warnings}
    claims = []
    for row in summary.overview:
        if not items.keys() >= set(row.supported_by):
            continue
        cited = [items[id_] for id_ in row.supported_by]
        parties = [p for i in cited for p in ((i.speaker, i.via) if isinstance(i, Claim) else (i.issuer, i.recipient))]
        names = [party.name for party in parties if party]
        claims.append(
            {
                "statement": row.sentence,
                "speaker": {"name": names[0], "mentions": names} if names else None,
                "evidence": [piece.model_dump() for item in cited for piece in item.evidence],
            }
        )
    return {"claims": claims, "text": summary.text, "excluded": [e.model_dump() for e in summary.excluded]}
