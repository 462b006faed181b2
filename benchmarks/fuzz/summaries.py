"""Summaries of made-up articles: valid ones for the renderers, any at all for the checker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from hypothesis import strategies as st

from benchmarks.fuzz.material import PIECES, texts
from summarizer.models import ContradictionKind, ItemKind, Reason, Stance, Summary

LINE = st.lists(PIECES, max_size=3).map("".join)
MAYBE = st.none() | LINE


def _span(draw: Callable[[Any], Any], text: str) -> dict[str, Any]:
    start = draw(st.integers(0, len(text)))
    return {"start": start, "end": min(len(text), start + draw(st.integers(0, 200)))}


def _evidence(draw: Callable[[Any], Any], text: str) -> list[dict[str, Any]]:
    spans = [_span(draw, text) for _ in range(draw(st.integers(0, 3)))]
    return [{**span, "quote": text[span["start"] : span["end"]]} for span in spans]


def _party(draw: Callable[[Any], Any]) -> dict[str, Any] | None:
    return draw(st.none() | st.fixed_dictionaries({"name": LINE}))  # type: ignore[no-any-return]


def _claim(draw: Callable[[Any], Any], text: str, number: int) -> dict[str, Any]:
    speaker = _party(draw)
    return {
        "id": f"c{number}",
        "speaker": speaker and {**speaker, "mentions": draw(st.lists(LINE, max_size=2)), "role": draw(MAYBE)},
        "stance": draw(st.sampled_from(get_args(Stance))),
        "statement": draw(LINE),
        "statement_origin": draw(st.sampled_from(["model", "verbatim"])),
        "via": _party(draw),
        "evidence": _evidence(draw, text),
        "key": draw(st.booleans()),
        "check": {
            "verdict": draw(st.sampled_from(["accepted", "repaired"])),
            "notes": draw(st.lists(LINE, max_size=2)),
        },
    }


def _warning(draw: Callable[[Any], Any], text: str, number: int, claims: list[str]) -> dict[str, Any]:
    return {
        "id": f"w{number}",
        "issuer": _party(draw),
        "recipient": _party(draw),
        "danger": draw(LINE),
        "issued": draw(MAYBE),
        "response": draw(MAYBE),
        "claims": claims,
        "evidence": _evidence(draw, text),
    }


def _contradiction(draw: Callable[[Any], Any], text: str, number: int, claims: list[str]) -> dict[str, Any]:
    sides = [
        {"position": draw(LINE), "claims": claims, "evidence": _evidence(draw, text)}
        for _ in range(draw(st.integers(2, 3)))
    ]
    return {
        "id": f"x{number}",
        "question": draw(LINE),
        "kind": draw(st.sampled_from(get_args(ContradictionKind))),
        "sides": sides,
        "explanation": draw(LINE),
    }


@st.composite
def valid(draw: Callable[[Any], Any]) -> Summary:
    """A summary as the models allow it."""
    text = draw(texts(most=15))
    claims = [_claim(draw, text, number) for number in range(draw(st.integers(0, 4)))]
    ids = [claim["id"] for claim in claims]
    some = [
        *draw(st.lists(st.sampled_from(ids), max_size=2) if ids else st.just([])),
        *draw(st.sampled_from([[], ["c99"]])),
    ]
    rejected = {
        "kind": draw(st.sampled_from(get_args(ItemKind))),
        "item": {"statement": draw(LINE), "speaker": draw(MAYBE), draw(LINE): [draw(MAYBE)]},
        "reasons": draw(st.lists(st.sampled_from(get_args(Reason)), max_size=2)),
        "detail": draw(MAYBE),
        "nearest": next(iter(_evidence(draw, text)), None),
    }
    return Summary.model_validate(
        {
            "source": {
                "kind": draw(st.sampled_from(["file", "url", "stdin", "text"])),
                "location": draw(MAYBE),
                "media_type": "text/plain",
                "title": draw(MAYBE),
                "author": draw(MAYBE),
                "published": draw(MAYBE),
                "language": draw(st.sampled_from([None, "en", "de", "zz"])),
                "sha256": "0" * 64,
            },
            "text": text,
            "excluded": [{**_span(draw, text), "reason": draw(LINE)} for _ in range(draw(st.integers(0, 2)))],
            "headline": draw(LINE),
            "overview": [{"sentence": draw(LINE), "supported_by": some} for _ in range(draw(st.integers(0, 2)))],
            "claims": claims,
            "warnings": [_warning(draw, text, number, some) for number in range(draw(st.integers(0, 2)))],
            "contradictions": [_contradiction(draw, text, number, some) for number in range(draw(st.integers(0, 2)))],
            "rejected": [rejected] * draw(st.integers(0, 1)),
            "coverage": {
                "characters": len(text),
                "read": len(text),
                "passages": 1,
                "unread": [{**_span(draw, text), "reason": draw(LINE)} for _ in range(draw(st.integers(0, 1)))],
                "notes": [{**_span(draw, text), "note": draw(LINE)} for _ in range(draw(st.integers(0, 1)))],
            },
            "usage": {"model": draw(LINE), "cost_usd": draw(st.none() | st.floats(0, 1e9))},
            "produced_by": {"version": draw(LINE)},
        }
    )


NUMBERS = st.none() | st.integers(-5, 10**20) | st.floats() | st.booleans()
ANYTHING = st.recursive(
    NUMBERS | LINE, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(LINE, inner, max_size=3), max_leaves=8
)


@st.composite
def claimed(draw: Callable[[Any], Any]) -> tuple[dict[str, Any], str]:
    """A summary that anybody may have made, and the article it is held against: true, near and false quotes."""
    summary = draw(valid()).model_dump(mode="json")
    text = draw(st.just(summary["text"]) | texts(most=15))
    for item in (*summary["claims"], *summary["warnings"], *summary["contradictions"]):
        for name in list(item):
            step = draw(st.integers(0, 29))
            if step == 0:
                item[name] = draw(ANYTHING)
            elif step == 1:
                del item[name]
        for piece in item.get("evidence") or () if isinstance(item.get("evidence"), list) else ():
            _alter(draw, piece)
    for name in ("text", "source", "excluded", "coverage", "usage", "schema_version", "claims", "contradictions"):
        if draw(st.integers(0, 24)) == 0:
            summary[name] = draw(ANYTHING)
    return summary, text


def _alter(draw: Callable[[Any], Any], piece: Any) -> None:
    if not isinstance(piece, dict) or not isinstance(piece.get("quote"), str):
        return
    shape = draw(st.integers(0, 9))
    if shape == 0:
        piece["quote"] += draw(LINE)
    elif shape == 1:
        piece["quote"] = piece["quote"].replace(" ", "\u00a0").replace("“", '"')
    elif shape == 2:
        piece["start"], piece["end"] = draw(NUMBERS), draw(NUMBERS)
    elif shape == 3:
        piece["quote"] = draw(ANYTHING)
    elif shape == 4:
        piece["quote"] = piece["quote"] * draw(st.integers(2, 30))
