"""What a reader is shown of a summary, and in which words, before anything is drawn.

Every text that comes out of here and stems from the article or the model is inert.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from summarizer.models import Claim, Contradiction, Evidence, Party, Side, Summary, Warning
from summarizer.render.inert import inert

UNNAMED = "Unnamed"
THE_ARTICLE = "the article"
# A quotation is there to recognise the passage; whole paragraphs belong into the JSON output.
LONGEST_QUOTE = 280
# Of a quotation, in a position that repeats it: the rest is "she said" and the like.
_MOST = 0.6

_DOUBLE_MARKS = '"“”„‟«»'
_QUOTE_MARKS = _DOUBLE_MARKS + "'‹›‘’‚"


@dataclass(frozen=True)
class Voice:
    """A speaker and what was said, in the order of the text."""

    name: str
    role: str | None
    claims: tuple[Claim, ...]


def shown_claims(summary: Summary, *, everything: bool) -> tuple[Claim, ...]:
    """The key claims; all of them if ``everything`` or if none is marked as key."""
    key = tuple(claim for claim in summary.claims if claim.key)
    return summary.claims if everything or not key else key


def voices(claims: Iterable[Claim]) -> tuple[Voice, ...]:
    """Claims grouped by speaker, speakers in the order in which they first appear."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(name_of(claim.speaker), []).append(claim)
    return tuple(Voice(name, _role(group), tuple(group)) for name, group in groups.items())


def _role(claims: Iterable[Claim]) -> str | None:
    roles = (inert(claim.speaker.role) for claim in claims if claim.speaker and claim.speaker.role)
    return next(roles, None)


def name_of(party: Party | None) -> str:
    """The party's name, or a word for somebody whom the text does not name."""
    return (inert(party.name) if party else "") or UNNAMED


def quoted(evidence: Iterable[Evidence]) -> str:
    """The pieces of evidence, each in quotation marks, shortened where they are long; empty without evidence."""
    return " … ".join(in_quotes(piece.quote) for piece in evidence)


def page_of(piece: Evidence) -> str:
    """``p. 3``, empty where the source has no pages."""
    return "" if piece.page is None else f"p. {piece.page:,}"


def pages_of(evidence: Iterable[Evidence]) -> str:
    """The pages on which the pieces stand, each told once, as one line."""
    return ", ".join(dict.fromkeys(filter(None, map(page_of, evidence))))


def in_quotes(words: str) -> str:
    """The words as one line in quotation marks, unless they bring a pair of their own."""
    line = inert(words)
    if len(line) > LONGEST_QUOTE:
        line = line[:LONGEST_QUOTE].rsplit(" ", 1)[0] + " […]"
    if len(line) > 1 and line[0] in _QUOTE_MARKS and line[-1] in _QUOTE_MARKS:
        return line
    return f"‘{line}’" if any(mark in line for mark in _DOUBLE_MARKS) else f"“{line}”"


def proof(claim: Claim) -> str:
    """The quoted words of a claim, empty where its statement is these very words."""
    whole = " ".join(inert(piece.quote) for piece in claim.evidence)
    same = _bare(whole) == _bare(inert(claim.statement))
    return "" if same or claim.statement_origin == "verbatim" else quoted(claim.evidence)


def _bare(text: str) -> str:
    return text.strip(_QUOTE_MARKS + " .,;:").casefold()


def speakers(summary: Summary) -> dict[str, str]:
    """Who makes each claim, by the claim's id."""
    return {claim.id: name_of(claim.speaker) for claim in summary.claims}


def takers(side: Side, said_by: Mapping[str, str]) -> tuple[str, ...]:
    """Who takes this side: the speakers of its claims, or the article itself. ``said_by`` is of :func:`speakers`."""
    names = (said_by[reference] for reference in side.claims if reference in said_by)
    return tuple(dict.fromkeys(names)) or (THE_ARTICLE,)


def position_of(side: Side, names: Sequence[str]) -> str:
    """What the side says, as it is in the document, but without a name in front that is told beside it.

    ``names`` are those of :func:`takers`; a name stays where several take the side, as it says whose words these are.
    """
    head, colon, rest = side.position.partition(":")
    name = inert(head).strip()  # French sets a space before the colon
    told = len(names) == 1 and name != "" and (names[0] == name or names[0].endswith(f" {name}"))
    return rest.strip() if colon and told and rest.strip() else side.position


def words_of(side: Side) -> str:
    """The quoted words of a side, empty where its position is these very words or most of them."""
    whole = _bare(" ".join(inert(piece.quote) for piece in side.evidence))
    position = inert(side.position)
    forms = (_bare(position), _bare(position.partition(": ")[2]))
    same = any(form == whole or (form in whole and len(form) > _MOST * len(whole)) for form in forms)
    return "" if same else quoted(side.evidence)


def parties(warning: Warning) -> str:
    """``issuer → recipient``, or the issuer alone where the text names no recipient."""
    issuer = name_of(warning.issuer)
    return f"{issuer} → {name_of(warning.recipient)}" if warning.recipient else issuer


def circumstances(warning: Warning) -> tuple[str, ...]:
    """When the warning was given and what came of it, as far as the text says."""
    told = (("when", warning.issued), ("response", warning.response))
    return tuple(f"{label}: {inert(words)}" for label, words in told if words)


def kind_of(item: Contradiction) -> str:
    """The kind of a contradiction in words."""
    return item.kind.replace("_", " ")


def remarks(summary: Summary, shown: int) -> tuple[str, ...]:
    """One line each on further claims, what was rejected, what was not read, what wants a word, what was left out."""
    read = (_unread(summary), *_unjudged(summary), *_noted(summary), _excluded(summary))
    return tuple(line for line in (_further(summary, shown), _rejected(summary), *read) if line)


def _further(summary: Summary, shown: int) -> str:
    more = len(summary.claims) - shown
    return f"{count(more, 'further claim')}: shown with --all" if more > 0 else ""


def _rejected(summary: Summary) -> str:
    reasons = Counter(reason.replace("_", " ") for item in summary.rejected for reason in item.reasons)
    return f"{len(summary.rejected)} rejected: {_listed(reasons)}" if summary.rejected else ""


def _unread(summary: Summary) -> str:
    coverage = summary.coverage
    stretches = [part for part in coverage.unread if part.end > part.start]
    missing = sum(part.end - part.start for part in stretches)
    if not missing and not coverage.partial:
        return ""
    reasons = Counter(inert(part.reason) for part in stretches)
    line = f"{missing:,} of {coverage.characters:,} characters not read" + (f": {_listed(reasons)}" if reasons else "")
    return f"Partial: {line}" if coverage.partial else line


def _unjudged(summary: Summary) -> Iterator[str]:
    """What is said of the whole article and of no stretch of it."""
    for part in summary.coverage.unread:
        if part.end == part.start:
            reason = inert(part.reason)
            yield reason[:1].upper() + reason[1:]


def _noted(summary: Summary) -> Iterator[str]:
    for part in summary.coverage.notes:
        words, note = summary.text[part.start : part.end], inert(part.note)
        yield f"{in_quotes(words)} {note}" if words else note[:1].upper() + note[1:]


def _excluded(summary: Summary) -> str:
    reasons = Counter(inert(part.reason).replace("_", " ") for part in summary.excluded)
    what = count(len(summary.excluded), "passage")
    return f"{what} left out as not part of the article: {_listed(reasons)}" if summary.excluded else ""


def _listed(counted: Counter[str]) -> str:
    return ", ".join(f"{number} {word}" if number > 1 else word for word, number in counted.most_common())


def count(number: int, noun: str) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
