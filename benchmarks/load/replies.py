"""What a good model answers about the articles of :mod:`benchmarks.load.articles`: it depends on the request alone.

A request is told by its system text, so the prompts may be changed freely as long as their questions keep their form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from summarizer.dialogue import head

Content = dict[str, Any]

KEY_CLAIMS = 3
"""A short article has few claims that a reader must know."""
OVERVIEW_LINES = 3

_NAME = r"[A-Z][a-z]+ [A-Z][a-z]+"
_ROW = re.compile(r"^(\d+) (.+)$", re.MULTILINE)
_SPOKEN_ROW = re.compile(r"^(\d+) \(([^)]+)\) (.+)$", re.MULTILINE)
_ITEM = re.compile(r"^(c\d+) \(([^,)]+)[^)]*\) (.+)$", re.MULTILINE)
_PAIR = re.compile(r"^(\d+) .*\nA: (.*)\nB: (.*)$", re.MULTILINE)
_SAID = re.compile(rf"^({_NAME}), [^,]+, said that (.+)\.$")
_QUOTED = re.compile(r"^“(.+),” (?:she|he) said\.$")
_DEMANDED = re.compile(rf"^({_NAME}) demanded that .+\.$")
_DENIED = re.compile(rf"^({_NAME}) denied that .+\.$")
_WARNED = re.compile(rf"^({_NAME}), [^,]+, warned (the \w+) (in \w+) that (.+)\.$")
_ACCORDING = re.compile(rf"^According to ({_NAME}), (.+)\.$")
_DECLINED = re.compile(rf"^({_NAME}) declined to .+\.$")
_TALLY = re.compile(r"said that (\d+) (.+)\.$")


def reply(messages: Sequence[Mapping[str, str]]) -> tuple[str, Content]:
    """Which prompt is being asked, and the answer to it.

    Raises:
        LookupError: none of the prompts that are known here.
    """
    task = _tasks()[messages[0]["content"]]
    return task, _REPLIES[task](messages[-1]["content"])


@cache
def _tasks() -> dict[str, str]:
    """The system text of each prompt, to its name."""
    return {head(name)[0]["content"]: name for name in _REPLIES}


def _claims(question: str) -> Content:
    claims: list[Content] = []
    warnings: list[Content] = []
    speaker = ""
    for number, words in _ROW.findall(question):
        n = int(number)
        if (found := _claim(n, words, speaker)) is None:
            continue
        speaker = found["who"]
        found["key"] = sum(c["key"] for c in claims) < KEY_CLAIMS and found["kind"] == "asserts"
        claims.append(found)
        if warned := _WARNED.match(words):
            warnings.append(_warning(n, warned))
    return {"claims": claims, "warnings": warnings}


def _claim(n: int, words: str, speaker: str) -> Content | None:
    """What one sentence claims; ``speaker`` is who was heard last, empty if nobody."""
    if match := _SAID.match(words):
        return _said(n, match[1], "asserts", _sentence(match[2]))
    if match := _QUOTED.match(words):
        return _said(n, speaker, "asserts", _sentence(match[1])) if speaker else None
    if match := _WARNED.match(words):
        return _said(n, match[1], "predicts", _sentence(match[4]))
    if match := _ACCORDING.match(words):
        return _said(n, match[1], "asserts", _sentence(match[2]))
    for pattern, kind in ((_DEMANDED, "demands"), (_DENIED, "denies"), (_DECLINED, "declines")):
        if match := pattern.match(words):
            return _said(n, match[1], kind, words)
    return None


def _said(n: int, who: str, kind: str, says: str) -> Content:
    return {"n": n, "who": who, "kind": kind, "says": says, "via": None, "key": False}


def _warning(n: int, match: re.Match[str]) -> Content:
    return {
        "n": [n],
        "issuer": match[1],
        "recipient": match[2],
        "danger": match[4],
        "issued": match[3],
        "response": None,
    }


def _disputes(question: str) -> Content:
    """The first two who give different figures of the same."""
    told: dict[str, tuple[str, str, str]] = {}
    for number, who, words in _SPOKEN_ROW.findall(question):
        if (tally := _TALLY.search(words)) is None:
            continue
        figure, of_what = tally[1], tally[2]
        first = told.setdefault(of_what, (number, who, figure))
        if first[2] != figure:
            return {"disputes": [_dispute(of_what, first, (number, who, figure))]}
    return {"disputes": []}


def _dispute(of_what: str, *sides: tuple[str, str, str]) -> Content:
    return {
        "question": f"How many {of_what}?",
        "sides": [{"position": f"{who}: {figure} {of_what}.", "n": [int(n)]} for n, who, figure in sides],
        "why": f"The figures {' and '.join(figure for _, _, figure in sides)} cannot both be right.",
    }


def _verdicts(question: str) -> Content:
    return {number: _verdict(_TALLY.search(a), _TALLY.search(b)) for number, a, b in _PAIR.findall(question)}


def _verdict(first: re.Match[str] | None, second: re.Match[str] | None) -> str:
    """Only different figures of the same are a conflict."""
    same = first is not None and second is not None and first[2] == second[2] and first[1] != second[1]
    return "conflict" if same else "both"


def _overview(question: str) -> Content:
    lines = []
    for id_, who, words in _ITEM.findall(question):
        if _SAID.match(words) or _ACCORDING.match(words) or _WARNED.match(words):
            lines.append({"s": words, "ids": [id_]})
        elif quoted := _QUOTED.match(words):
            lines.append({"s": f"{who} said: “{quoted[1]}.”", "ids": [id_]})
    title = question.partition("\n")[0].removeprefix("Title: ")
    lines = (lines + [{"s": title, "ids": ["c1"]}] * 2)[: max(2, min(OVERVIEW_LINES, len(lines)))]
    return {"headline": title.partition(",")[0][:140], "overview": lines}


def _sentence(clause: str) -> str:
    return clause[0].upper() + clause[1:] + "."


_REPLIES: dict[str, Callable[[str], Content]] = {
    "claims": _claims,
    "disputes": _disputes,
    "verdicts": _verdicts,
    "overview": _overview,
}
