"""A summary as Markdown (CommonMark, also safe for GitHub's), in which text of the article stays text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from summarizer.models import Claim, Contradiction, Summary, Warning
from summarizer.render import outline
from summarizer.render.inert import inert

# Characters that mean something anywhere in a line. The colon (`://`, `:smile:`) and "@" make links and pictures.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>&|~$@#]|:(?=\S)")
_WWW = re.compile(r"\b(www)\.", re.IGNORECASE)
# What means something only where a line begins: heads, lists, rules.
_AT_START = re.compile(r"^(\d*)([+\-=.)])")


def to_markdown(summary: Summary, *, everything: bool = False) -> str:
    """The summary as a Markdown document; ``everything`` lists all claims and not only the key ones."""
    return "\n\n".join(_blocks(summary, everything)) + "\n"


def escape(text: str) -> str:
    """One line of Markdown that renders as exactly this text, made inert."""
    escaped = _ANYWHERE.sub(lambda found: "\\" + found[0], inert(text))
    return _AT_START.sub(r"\1\\\2", _WWW.sub(r"\1\\.", escaped))


def _blocks(summary: Summary, everything: bool) -> Iterator[str]:
    claims = outline.shown_claims(summary, everything=everything)
    yield f"# {escape(summary.headline)}"
    overview = (f"{escape(item.sentence)}{_ids(item.supported_by)}" for item in summary.overview)
    yield from filter(None, [" ".join(overview)])
    yield from _section("Warnings", map(_warning, summary.warnings))
    yield from _section("Contradictions", (_contradiction(item, summary) for item in summary.contradictions))
    yield from _section("Key claims" if len(claims) < len(summary.claims) else "Claims", _claims(claims))
    yield from _section(
        "About this summary", ["\n".join(_item(line) for line in outline.remarks(summary, len(claims)))]
    )


def _section(title: str, blocks: Iterable[str]) -> Iterator[str]:
    filled = [block for block in blocks if block]
    if filled:
        yield f"## {title}"
    yield from filled


def _item(text: str, depth: int = 0) -> str:
    return f"{'  ' * depth}- {escape(text)}"


def _warning(item: Warning) -> str:
    head = f"- **{escape(outline.parties(item))}**: {escape(item.danger)}{_ids([item.id])}"
    details = [outline.quoted(item.evidence), *outline.circumstances(item)]
    return "\n".join([head, *(_item(line, 1) for line in details if line)])


def _contradiction(item: Contradiction, summary: Summary) -> str:
    lines = [f"- **{escape(item.question)}**{_ids([item.id, outline.kind_of(item)])}"]
    for side in item.sides:
        lines.append(_item(outline.position_of(side, summary), 1) + _ids(side.claims))
        if words := outline.words_of(side):
            lines.append(_item(words, 2))
    if item.explanation:
        lines.append(_item(item.explanation, 1))
    return "\n".join(lines)


def _claims(claims: Iterable[Claim]) -> Iterator[str]:
    for voice in outline.voices(claims):
        yield f"### {escape(voice.name)}" + (f", {escape(voice.role)}" if voice.role else "")
        yield "\n".join(map(_claim, voice.claims))


def _claim(claim: Claim) -> str:
    via = f" (via {outline.name_of(claim.via)})" if claim.via else ""
    head = f"- *{claim.stance}*: {escape(claim.statement + via)}{_ids([claim.id])}"
    proof = outline.proof(claim)
    return f"{head}\n{_item(proof, 1)}" if proof else head


def _ids(ids: Iterable[str]) -> str:
    names = ", ".join(filter(None, map(inert, ids)))
    return " " + escape(f"[{names}]") if names else ""
