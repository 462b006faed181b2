"""A summary as one page that needs nothing else: the summary beside the article, every line leading to its words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from summarizer.models import (
    Claim,
    Contradiction,
    Evidence,
    Excluded,
    Note,
    Rejected,
    Side,
    Summary,
    Unread,
    Warning,
)
from summarizer.render import outline
from summarizer.render.cast import Member, cast
from summarizer.render.picture import Disputes, Strip, disputes, strips
from summarizer.render.places import Place, Places, address, places
from summarizer.render.sheets import fill
from summarizer.render.words import article

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
# Enough of a passage to recognise it; all of it stands in the article.
_BEGINNING = 160


def to_html(summary: Summary) -> str:
    """The page, as the whole text of a file to be written as UTF-8. It opens from disk and asks for nothing.

    Raises:
        ConfigurationError: the files of the page are missing; the installation is incomplete.
    """
    return fill("article", page=_page(summary))


@dataclass(frozen=True)
class Quote:
    """Quoted words, where on the page they stand, and on which page of the source, as ``p. 3``."""

    words: str
    where: str
    page: str


@dataclass(frozen=True)
class Reference:
    """Another item by the id it has in the document; ``name`` is empty where the document has no such item."""

    label: str
    name: str


@dataclass(frozen=True)
class ClaimLine:
    """A claim; ``pages`` is empty where its ``quotes`` stand below it with theirs."""

    place: Place
    claim: Claim
    quotes: tuple[Quote, ...]
    pages: str


@dataclass(frozen=True)
class VoiceBlock:
    """Somebody with all that they claim."""

    member: Member
    lines: tuple[ClaimLine, ...]


@dataclass(frozen=True)
class WarningLine:
    """A warning; ``parties`` says who told whom."""

    place: Place
    warning: Warning
    parties: str
    quotes: tuple[Quote, ...]
    claims: tuple[Reference, ...]


@dataclass(frozen=True)
class SideColumn:
    """One side; ``where`` is empty if its words are quoted below its position and not the same."""

    position: str
    where: str
    pages: str
    takers: tuple[tuple[str, int], ...]
    quotes: tuple[Quote, ...]
    claims: tuple[Reference, ...]


@dataclass(frozen=True)
class DisputeBlock:
    """A contradiction with its sides in the order of the summary; ``kind`` is in words."""

    place: Place
    item: Contradiction
    kind: str
    sides: tuple[SideColumn, ...]


@dataclass(frozen=True)
class RejectedLine:
    """What did not pass; ``reasons`` are in words, ``said`` are names and contents of what the model gave."""

    place: Place
    item: Rejected
    reasons: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LeftLine:
    """A passage that is not part of the article, was not read or wants a word; ``words`` is its beginning."""

    place: Place
    reason: str
    words: str


@dataclass(frozen=True)
class Page:
    """All that the template shows."""

    summary: Summary
    link: str
    language: str
    counts: str
    overview: tuple[tuple[str, tuple[Reference, ...]], ...]
    members: tuple[Member, ...]
    stances: tuple[str, ...]
    voices: tuple[VoiceBlock, ...]
    warnings: tuple[WarningLine, ...]
    disputes: tuple[DisputeBlock, ...]
    rejected: tuple[RejectedLine, ...]
    excluded: tuple[LeftLine, ...]
    unread: tuple[LeftLine, ...]
    notes: tuple[LeftLine, ...]
    strips: tuple[Strip, ...]
    picture: Disputes | None
    text: Markup


def _page(summary: Summary) -> Page:
    members = cast(summary.claims)
    stand = places(summary, members)
    names = _Names(stand)
    language = summary.source.language or ""
    return Page(
        summary=summary,
        link=_link(summary),
        language=language if _LANGUAGE.fullmatch(language) else "",
        counts=_counts(summary),
        overview=tuple((item.sentence, names.references(item.supported_by)) for item in summary.overview),
        members=members,
        stances=tuple(dict.fromkeys(claim.stance for claim in summary.claims)),
        voices=_voices(summary, members, stand),
        warnings=tuple(_warning(*pair, names) for pair in zip(stand.warnings, summary.warnings, strict=True)),
        disputes=_disputes(summary, stand, names, members),
        rejected=tuple(_rejected(*pair) for pair in zip(stand.rejected, summary.rejected, strict=True)),
        excluded=_left(stand.excluded, summary.excluded, summary.text),
        unread=_left(stand.unread, summary.coverage.unread, summary.text),
        notes=_left(stand.notes, summary.coverage.notes, summary.text),
        strips=strips(members, stand, len(summary.text)),
        picture=disputes(summary, stand.contradictions) if summary.contradictions else None,
        text=article(summary.text, stand),
    )


class _Names:
    """What items call one another, and where that is on the page."""

    def __init__(self, stand: Places) -> None:
        self._by_label = stand.by_label()

    def references(self, labels: Iterable[str]) -> tuple[Reference, ...]:
        found = ((label, self._by_label.get(label)) for label in labels)
        return tuple(Reference(label, place.name if place else "") for label, place in found)


def _link(summary: Summary) -> str:
    """The address of the source, if it is one that a browser may follow."""
    location = summary.source.location or ""
    try:
        scheme = urlsplit(location).scheme
    except ValueError:
        return ""
    return location if summary.source.kind == "url" and scheme in ("http", "https") else ""


def _counts(summary: Summary) -> str:
    told = (
        (summary.claims, "claim"),
        (summary.warnings, "warning"),
        (summary.contradictions, "contradiction"),
    )
    return ", ".join(outline.count(len(items), noun) for items, noun in told)


def _voices(summary: Summary, members: Sequence[Member], stand: Places) -> tuple[VoiceBlock, ...]:
    lines: dict[int, list[ClaimLine]] = {member.number: [] for member in members}
    for place, claim in zip(stand.claims, summary.claims, strict=True):
        quotes = _quotes(claim.evidence) if len(claim.evidence) > 1 or outline.proof(claim) else ()
        pages = "" if quotes else outline.pages_of(claim.evidence)
        lines[place.voices[0]].append(ClaimLine(place, claim, quotes, pages))
    return tuple(VoiceBlock(member, tuple(lines[member.number])) for member in members)


def _quotes(evidence: Iterable[Evidence]) -> tuple[Quote, ...]:
    return tuple(Quote(piece.quote, _where(piece), outline.page_of(piece)) for piece in evidence)


def _where(piece: Evidence) -> str:
    return address(piece.start) if piece.quote else ""


def _warning(place: Place, item: Warning, names: _Names) -> WarningLine:
    return WarningLine(place, item, outline.parties(item), _quotes(item.evidence), names.references(item.claims))


def _disputes(summary: Summary, stand: Places, names: _Names, members: Sequence[Member]) -> tuple[DisputeBlock, ...]:
    slots = {member.name: member.slot for member in members}
    said_by = outline.speakers(summary)

    def column(side: Side) -> SideColumn:
        takers = outline.takers(side, said_by)
        same = len(side.evidence) == 1 and not outline.words_of(side)
        return SideColumn(
            position=outline.position_of(side, takers),
            where=_where(side.evidence[0]) if same else "",
            pages=outline.pages_of(side.evidence) if same else "",
            takers=tuple((name, slots.get(name, 0)) for name in takers),
            quotes=() if same else _quotes(side.evidence),
            claims=names.references(side.claims),
        )

    return tuple(
        DisputeBlock(place, item, outline.kind_of(item), tuple(map(column, item.sides)))
        for place, item in zip(stand.contradictions, summary.contradictions, strict=True)
    )


def _rejected(place: Place, item: Rejected) -> RejectedLine:
    reasons = ", ".join(reason.replace("_", " ") for reason in item.reasons)
    said = ((str(key), _plain(value)) for key, value in item.item.items())
    return RejectedLine(place, item, reasons, tuple((key, words) for key, words in said if words))


def _plain(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _left(stand: Iterable[Place], items: Iterable[Excluded | Unread | Note], text: str) -> tuple[LeftLine, ...]:
    return tuple(
        LeftLine(place, _reason(item), _beginning(text[item.start : item.end]))
        for place, item in zip(stand, items, strict=True)
    )


def _reason(item: Excluded | Unread | Note) -> str:
    return item.note if isinstance(item, Note) else item.reason.replace("_", " ")


def _beginning(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _BEGINNING else line[:_BEGINNING].rsplit(" ", 1)[0] + " …"
