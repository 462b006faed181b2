"""Answers of a scripted model about an article in the full form, and what it was asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from summarizer import Source, Summary, summarize
from summarizer.dialogue import head
from summarizer.models import Claim, Side, Warning
from tests.misbehaving import Answer, Request, ScriptedService, says


def claimed(n: int, who: str, words: str, kind: str = "asserts", *, key: bool = False) -> dict[str, Any]:
    """A claim as a model answers it."""
    return {"n": n, "who": who, "kind": kind, "says": words, "via": None, "key": key}


def warned(n: int, issuer: str | None, recipient: str | None, danger: str, **more: Any) -> dict[str, Any]:
    """A warning as a model answers it."""
    return {
        "n": [n],
        "issuer": issuer,
        "recipient": recipient,
        "danger": danger,
        "issued": None,
        "response": None,
    } | more


def found(*claims: dict[str, Any], warnings: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    """All that a model answers about a piece."""
    return {"claims": list(claims), "warnings": list(warnings)}


def overview(headline: str, *sentences: tuple[str, str]) -> dict[str, Any]:
    """A headline and sentences with their ids (parted by spaces)."""
    return {"headline": headline, "overview": [{"s": s, "ids": ids.split()} for s, ids in sentences]}


NO_OVERVIEW = overview("", ("x", "c0"), ("y", "c0"))
"""An overview of which nothing holds."""


def question(request: Request) -> str:
    """The last message: what is asked after the head."""
    return str(request.body["messages"][-1]["content"])


def is_overview(request: Request) -> bool:
    """Whether the head of a summary is asked for."""
    return question(request).startswith("Title:")


def is_survey(request: Request) -> bool:
    """Whether all disputes of an article are asked for."""
    return _task(request) == "disputes"


def are_verdicts(request: Request) -> bool:
    """Whether verdicts on proposed disputes are asked for."""
    return _task(request) == "verdicts"


def is_translation(request: Request) -> bool:
    """Whether lines are to be translated."""
    return _task(request) == "translation"


def translated(request: Request, lines: Mapping[str, str]) -> Answer:
    """The translations of the lines that are asked for, as far as they are known."""
    rows = numbered(request).items()
    return says({"lines": [{"n": n, "t": lines[words]} for n, words in rows if words in lines]})


def is_title(request: Request) -> bool:
    """Whether the question of a dispute is asked for."""
    return _task(request) == "title"


TASKS = ("disputes", "verdicts", "title", "translation")


def _task(request: Request) -> str | None:
    said = request.body["messages"][0]["content"]
    return next((name for name in TASKS if head(name)[0]["content"] == said), None)


def is_pair(request: Request) -> bool:
    """Whether one pair is to be judged by log-probabilities."""
    return bool(request.body.get("logprobs"))


def numbered(request: Request) -> dict[int, str]:
    """The numbered sentences that are asked about."""
    return {int(n): words for n, words in re.findall(r"^(\d+) (.*)$", question(request), re.MULTILINE)}


def pieces(service: ScriptedService) -> list[dict[int, str]]:
    """The sentences of each question about a piece."""
    return [numbered(request) for request in service.requests if not (is_overview(request) or _task(request))]


def answering(about: Callable[[Request], Answer]) -> Callable[[Request], Answer]:
    """A handler that answers questions about pieces as given, finds no dispute, and writes overviews of no use."""

    def answer(request: Request) -> Answer:
        if is_survey(request):
            return says({"disputes": []})
        return says(NO_OVERVIEW) if is_overview(request) else about(request)

    return answer


def summarised(service: ScriptedService, text: str, **settings: Any) -> Summary:
    """The summary of a text by the scripted model."""
    return summarize(Source.text(text), model="openai/any", base_url=service.url, api_key="sk-any", **settings)


def proves_itself(summary: Summary) -> bool:
    """Whether each quote stands where it is said to, and ids are in the order of the text."""
    items: list[Claim | Warning | Side] = [*summary.claims, *summary.warnings]
    items += [side for contradiction in summary.contradictions for side in contradiction.sides]
    quotes = [e for item in items for e in item.evidence]
    starts = [claim.evidence[0].start for claim in summary.claims]
    return (
        all(summary.text[e.start : e.end] == e.quote for e in quotes)
        and starts == sorted(starts)
        and [c.id for c in summary.claims] == [f"c{n}" for n in range(1, len(summary.claims) + 1)]
        and [w.id for w in summary.warnings] == [f"w{n}" for n in range(1, len(summary.warnings) + 1)]
        and [x.id for x in summary.contradictions] == [f"x{n}" for n in range(1, len(summary.contradictions) + 1)]
    )
