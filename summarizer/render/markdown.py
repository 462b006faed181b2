"""A summary as Markdown (CommonMark with GitHub's tables and footnotes), in which text of the article stays text.

Items are named after their words and not by their numbers, so that an article that changes a little changes few lines.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence

from summarizer.models import Claim, Contradiction, Evidence, Side, Summary, Warning
from summarizer.render import outline
from summarizer.render.inert import inert

# Characters that mean something anywhere in a line. The colon (`://`, `:smile:`) and "@" make links and pictures.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>&|~$@#]|:(?=\S)")
_WWW = re.compile(r"\b(www)\.", re.IGNORECASE)
# What means something only where a line begins: heads, lists, rules.
_AT_START = re.compile(r"^(\d*)([+\-=.)])")
# Four billion names; where two items share one all the same, the second gets a number.
_NAME_LENGTH = 8

Item = Claim | Warning | Contradiction


def to_markdown(summary: Summary, *, everything: bool = False) -> str:
    """The summary as a Markdown document; ``everything`` lists all claims and not only the key ones."""
    return "\n\n".join(_blocks(summary, everything)) + "\n"


def escape(text: str) -> str:
    """One line of Markdown that renders as exactly this text, made inert."""
    escaped = _ANYWHERE.sub(lambda found: "\\" + found[0], inert(text))
    return _AT_START.sub(r"\1\\\2", _WWW.sub(r"\1\\.", escaped))


def _blocks(summary: Summary, everything: bool) -> Iterator[str]:
    claims = outline.shown_claims(summary, everything=everything)
    notes = _notes(summary)
    yield f"# {escape(summary.headline)}"
    overview = (escape(item.sentence) + _marks(item.supported_by, notes) for item in summary.overview)
    # A line a sentence: renderers join them, and a changed sentence is a changed line.
    yield from filter(None, ["\n".join(overview)])
    yield from _section("Warnings", map(_warning, summary.warnings))
    yield from _section("Contradictions", _contradictions(summary))
    yield from _section("Key claims" if len(claims) < len(summary.claims) else "Claims", _claims(claims))
    yield from _section(
        "About this summary", ["\n".join(_item(line) for line in outline.remarks(summary, len(claims)))]
    )
    yield from _footnotes(summary, notes)


def _section(title: str, blocks: Iterable[str]) -> Iterator[str]:
    filled = [block for block in blocks if block]
    if filled:
        yield f"## {title}"
    yield from filled


def _item(text: str, depth: int = 0) -> str:
    return f"{'  ' * depth}- {escape(text)}"


def _warning(item: Warning) -> str:
    head = f"- **{escape(outline.parties(item))}**: {escape(item.danger)}"
    details = [_quoted(item.evidence), *outline.circumstances(item)]
    return "\n".join([head, *(_item(line, 1) for line in details if line)])


def _contradictions(summary: Summary) -> Iterator[str]:
    said_by = outline.speakers(summary)
    for item in summary.contradictions:
        yield f"### {escape(item.question)}"
        rows = (_row(side, outline.takers(side, said_by)) for side in item.sides)
        yield "\n".join(["| Who | Position | Words |", "| --- | --- | --- |", *rows])
        remark = f"{escape(outline.kind_of(item)).capitalize()}."
        yield f"{remark} {escape(item.explanation)}" if item.explanation else remark


def _row(side: Side, takers: Sequence[str]) -> str:
    cells = (", ".join(takers), outline.position_of(side, takers), _quoted(side.evidence))
    return f"| {' | '.join(map(escape, cells))} |"


def _claims(claims: Iterable[Claim]) -> Iterator[str]:
    for voice in outline.voices(claims):
        yield f"### {escape(voice.name)}" + (f", {escape(voice.role)}" if voice.role else "")
        yield "\n".join(map(_claim, voice.claims))


def _claim(claim: Claim) -> str:
    via = f" (via {outline.name_of(claim.via)})" if claim.via else ""
    proof = outline.proof(claim)
    pages = "" if proof else _in_brackets(outline.pages_of(claim.evidence))
    head = f"- *{claim.stance}*: {escape(claim.statement + via + pages)}"
    return f"{head}\n{_item(_quoted(claim.evidence), 1)}" if proof else head


def _quoted(evidence: Sequence[Evidence]) -> str:
    return outline.quoted(evidence) + _in_brackets(outline.pages_of(evidence))


def _in_brackets(words: str) -> str:
    return f" ({words})" if words else ""


def _items(summary: Summary) -> dict[str, Item]:
    items: tuple[Item, ...] = (*summary.contradictions, *summary.warnings, *summary.claims)
    return {item.id: item for item in items}


def _notes(summary: Summary) -> dict[str, str]:
    """The names of the footnotes by the ids of the items that the overview stands on, in the order of their use."""
    items = _items(summary)
    names: dict[str, str] = {}
    for reference in (reference for item in summary.overview for reference in item.supported_by):
        if reference in items and reference not in names:
            name = _name(items[reference])
            taken = list(names.values())
            numbered = (name if number == 1 else f"{name}-{number}" for number in range(1, len(taken) + 2))
            names[reference] = next(each for each in numbered if each not in taken)
    return names


def _name(item: Item) -> str:
    """A name that stays as long as the words stay."""
    words = "\n".join((_what(item), *(piece.quote for piece in _words(item))))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_NAME_LENGTH]


def _what(item: Item) -> str:
    if isinstance(item, Claim):
        return f"{outline.name_of(item.speaker)} {item.stance}"
    return f"{outline.parties(item)}, warning" if isinstance(item, Warning) else f"{item.question} Contradiction"


def _words(item: Item) -> tuple[Evidence, ...]:
    if isinstance(item, Contradiction):
        return tuple(piece for side in item.sides for piece in side.evidence)
    return item.evidence


def _marks(references: Iterable[str], notes: dict[str, str]) -> str:
    return "".join(f"[^{notes[reference]}]" for reference in references if reference in notes)


def _footnotes(summary: Summary, notes: dict[str, str]) -> Iterator[str]:
    items = _items(summary)
    for reference, name in notes.items():
        item = items[reference]
        # Words after the bold ones: elsewhere than on GitHub, one word alone would be taken for a link's address.
        yield f"[^{name}]: **{escape(_what(item))}**, in the article: {escape(_quoted(_words(item)))}"
