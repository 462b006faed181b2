"""Any summary in our format against its text: verdicts with reasons, and no model.

Every quote is looked for, every statement held against the words around its evidence, every party against the text.
Pure, offline and deterministic; time grows linearly with the text and with the summary.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, get_args

from summarizer.claimed import Claimed, Item, Piece, Side, read_claimed
from summarizer.difference import cut, explain
from summarizer.language import detect
from summarizer.locate import Locator, Place, folded
from summarizer.models import Evidence, Match, Passage, Reason, Span, Summary
from summarizer.parties import Parties
from summarizer.passages import Passages
from summarizer.report import CheckedItem, Mismatch, Paraphrase, Report
from summarizer.stretches import remembered
from summarizer.support import find_faults
from summarizer.surroundings import Surroundings
from summarizer.translated import LONGEST, Original, faults_in_any

AROUND = (2, 1)
"""Sentences before and behind the evidence that may bear out what a statement says."""
LONGEST_STATEMENT = 20_000
"""Code points beyond which a statement is no sentence, and is not read."""
_MOST_MENTIONS = 200
_MOST_ELSEWHERE = 10
_MOST_ANCHORS = 8
_MOST_TRIED = 6
"""Other places of quotes without offsets at which an item is held against the text before it is rejected."""
_PLACED: frozenset[Reason] = frozenset(get_args(Reason)) - {"speaker_not_in_text", "unreadable_answer"}
"""Reasons that may not hold at another place."""


def check(summary: Summary | Mapping[str, Any], text: str) -> Report:
    """Hold every claim, warning and contradiction of the summary against ``text``.

    Only quotes are required of a summary that is a mapping; see :mod:`summarizer.claimed`. What it says is not part
    of the article is believed if it is about this very text.

    Raises:
        InputError: another version of the format, or nothing of a summary.
    """
    claimed = read_claimed(summary)
    excluded = claimed.excluded if claimed.text == text else None
    return hold(claimed, Surroundings(text, claimed.info, excluded))


def hold(claimed: Claimed, surroundings: Surroundings) -> Report:
    """The same for a summary that has been read already, against the text of these surroundings."""
    desk = _Desk(claimed, surroundings)
    items = tuple(desk.checked(item) for item in claimed.items)
    verdicts = Counter(item.verdict for item in items)
    return Report(
        items=items,
        accepted=verdicts["accepted"],
        repaired=verdicts["repaired"],
        rejected=verdicts["rejected"],
    )


@dataclass
class _Findings:
    """What has been found out about one item so far."""

    faults: dict[tuple[Reason, str], None] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)
    notes: dict[str, None] = field(default_factory=dict)
    mismatches: list[Mismatch] = field(default_factory=list)
    elsewhere: list[Passage] = field(default_factory=list)
    paraphrases: list[Paraphrase] = field(default_factory=list)
    choices: list[int] = field(default_factory=list)
    """Where else quotes begin that came without offsets."""

    def fault(self, reason: Reason, detail: str) -> None:
        self.faults[reason, detail] = None

    def item(self, item: Item) -> CheckedItem:
        reasons = tuple(dict.fromkeys(reason for reason, _ in self.faults))
        said = dict.fromkeys(detail for _, detail in self.faults) if reasons else self.notes
        return CheckedItem(
            id=item.id,
            kind=item.kind,
            verdict="rejected" if reasons else "repaired" if self.notes else "accepted",
            reasons=reasons,
            detail="; ".join(filter(None, said)) or None,
            evidence=tuple(self.evidence),
            mismatches=tuple(self.mismatches),
            elsewhere=tuple(self.elsewhere),
            paraphrases=tuple(self.paraphrases),
        )


class _Desk:
    """One summary beside one text."""

    def __init__(self, claimed: Claimed, surroundings: Surroundings) -> None:
        self._text = surroundings.text
        self._claimed = claimed
        self._published = claimed.published
        self._locator = Locator(surroundings.text)
        self._passages: Passages | None = None
        self._surroundings = surroundings
        self._parties = Parties(self._locator, self._surroundings)
        self._claims: dict[str, tuple[Evidence, ...]] = {}
        self._mentions: dict[str, list[int]] = {}
        self._bearers: dict[tuple[int, int], tuple[str, ...]] = {}
        self._said: dict[tuple[str, str, tuple[str, ...]], tuple[tuple[Reason, str], ...]] = {}

    def checked(self, item: Item) -> CheckedItem:
        """The verdict on one item. Claims come first: the others may rest on them."""
        findings = _Findings()
        if item.flaw:
            findings.fault("unreadable_answer", item.flaw)
            return findings.item(item)
        self._hold(item, findings)
        result = findings.item(item)
        if result.verdict == "rejected" and not findings.mismatches and _PLACED.issuperset(result.reasons):
            result = next((r for r in self._elsewhere(item, findings.choices) if r.verdict != "rejected"), result)
        if item.kind == "claim" and result.verdict != "rejected":
            self._claims.setdefault(item.id, result.evidence)
        return result

    def _elsewhere(self, item: Item, choices: Sequence[int]) -> Iterator[CheckedItem]:
        """The verdicts if quotes that stand in several places are taken from near one place after the other."""
        for anchor in list(dict.fromkeys(choices))[:_MOST_TRIED]:
            findings = _Findings()
            self._hold(item, findings, anchor)
            yield findings.item(item)

    def _hold(self, item: Item, findings: _Findings, anchor: int | None = None) -> None:
        """Find out all about one item; quotes without offsets are taken from nearest the anchor if there is one."""
        rests = [self._rests_on(side, item, findings, anchor) for side in item.sides]
        if item.kind == "contradiction":
            _opposed(item, rests, findings)
        elif not rests[0] and not findings.faults:
            findings.fault("quote_not_found", f"the {item.kind} has no evidence")
        known = self._known(item, rests, findings)
        for side, evidence in zip(item.sides, rests, strict=True):
            if evidence:
                self._statements(side, evidence, known, findings)
        self._translations(item, findings)

    def _rests_on(self, side: Side, item: Item, findings: _Findings, anchor: int | None) -> tuple[Evidence, ...]:
        """The pieces of the text that a side stands on: its own, else those of the claims it names."""
        if not side.pieces and item.kind != "claim":
            found = tuple(dict.fromkeys(e for id_ in side.claims for e in self._claims.get(id_, ())))
            findings.evidence += [piece for piece in found if piece not in findings.evidence]
            return found
        candidates = [(piece, self._places(piece, findings)) for piece in side.pieces]
        settled = [places[0].start for _, places in candidates if len(places) == 1][:_MOST_ANCHORS]
        anchors = settled if anchor is None else [anchor]
        found = tuple(
            self._evidence(piece, self._chosen(piece, places, anchors, item, findings), places, findings)
            for piece, places in candidates
            if places
        )
        findings.evidence += found
        return found

    def _places(self, piece: Piece, findings: _Findings) -> tuple[Place, ...]:
        """Where a piece may stand; if nowhere, its fault is noted."""
        if piece.start is not None and piece.end is not None:
            given = self._locator.at(piece.quote, piece.start, piece.end)
            if given is not None and not given.cut and any(map(str.isalnum, piece.quote)):
                return (given,)
        anchors = [piece.start] if piece.start is not None else []
        places = self._locator.find(piece.quote, anchors) if any(map(str.isalnum, piece.quote)) else ()
        if places and not all(place.cut for place in places):
            return places
        if self._passages is None:
            self._passages = Passages(self._locator.folded)
        why = cut(places[0], self._locator) if places else explain(piece.quote, self._locator, self._passages)
        if why.place is not None:
            return (why.place,)
        for reason in why.reasons:
            findings.fault(reason, why.detail)
        findings.mismatches.append(Mismatch(claimed=piece.quote, passages=why.passages))
        return ()

    def _chosen(
        self, piece: Piece, places: Sequence[Place], anchors: Sequence[int], item: Item, findings: _Findings
    ) -> Place:
        """The place next to the offset given, to the anchors, to where the speaker is named; the others are noted."""
        inside = [p for p in places if not self._surroundings.outside(p.start, p.end)] if len(places) > 1 else []
        open_ = inside or list(places)
        if len(open_) == 1:
            return open_[0]
        near = [piece.start] if piece.start is not None else anchors or self._mentioned(item.speakers)
        chosen, *others = sorted(open_, key=lambda place: (_distance(place, near), place.start))
        if piece.start is None:
            findings.choices += [place.start for place in others[:_MOST_TRIED]]
        return chosen

    def _evidence(self, piece: Piece, place: Place, places: Sequence[Place], findings: _Findings) -> Evidence:
        words = self._text[place.start : place.end]
        if words != piece.quote:
            findings.notes["typography differs"] = None
        offered = (piece.start, piece.end)
        if offered not in ((place.start, place.end), (None, None)):
            shown = "–".join("?" if offset is None else str(offset)[:12] for offset in offered)
            findings.notes[f"the quote stands at {place.start}–{place.end}, not at {shown}"] = None
        if self._surroundings.outside(place.start, place.end):
            findings.fault("in_excluded_text", f"“{_short(words)}” is not part of the article")
        others = [other for other in places if other.start != place.start][:_MOST_ELSEWHERE]
        findings.elsewhere += [Passage(start=o.start, end=o.end, quote=self._text[o.start : o.end]) for o in others]
        match: Match = "exact" if words == piece.quote else "repaired"
        return Evidence(start=place.start, end=place.end, quote=words, match=match)

    def _mentioned(self, names: Sequence[str]) -> list[int]:
        """Where the speaker is named, sorted."""
        if not names:
            return []
        name = names[0]
        if name not in self._mentions:
            forms = [name, *name.split()[-1:]]
            found = {place.start for form in forms for place in self._locator.find(form)[:_MOST_MENTIONS]}
            self._mentions[name] = sorted(found)
        return self._mentions[name]

    def _known(self, item: Item, rests: Iterable[tuple[Evidence, ...]], findings: _Findings) -> tuple[str, ...]:
        """The parties that the text bears out; faults for the others."""
        places = [(piece.start, piece.end) for evidence in rests for piece in evidence]
        known = []
        for name in (*item.speakers, *item.others):
            if self._parties.in_text(name):
                known.append(name)
            else:
                alike = self._parties.alike(name)
                told = f"“{_short(name)}” is “{alike}” in the text" if alike else f"“{_short(name)}” is not in the text"
                findings.fault("speaker_not_in_text", told)
        if item.speakers and item.speakers[0] in known and places and not findings.faults:
            other = self._parties.other_speaker((*item.speakers, *item.others), places)
            if other:
                told = f"“{_short(other)}” speaks there, and “{_short(item.speakers[0])}” is not named near it"
                findings.fault("speaker_not_near_evidence", told)
        return tuple(known)

    def _statements(
        self, side: Side, evidence: Sequence[Evidence], known: tuple[str, ...], findings: _Findings
    ) -> None:
        quoted = " ".join(_plain(piece.quote) for piece in evidence)
        open_ = [s for s in side.statements if len(s) > LONGEST_STATEMENT or _plain(s).strip() not in quoted]
        if not open_:
            return
        spans = self._near(evidence)
        near = "\n".join(self._text[start:end] for start, end in spans)
        for statement in open_:
            if len(statement) > LONGEST_STATEMENT:
                findings.fault("unreadable_answer", f"a statement of {len(statement):,} characters is no sentence")
                continue
            for reason, detail in self._faults(statement, near, spans, known):
                findings.fault(reason, detail)
            findings.paraphrases.append(Paraphrase(statement=statement, near=_apart(spans)))

    def _translations(self, item: Item, findings: _Findings) -> None:
        """What was translated is held against the text as it was before, and then the translation against that."""
        for told in item.translations:
            if max(len(told.words), len(told.original)) > LONGEST:
                findings.fault(
                    "unreadable_answer", f"a translation of {len(told.words):,} characters is of no sentence"
                )
                continue
            own, known, language = self._tongues
            for reason, detail in faults_in_any(
                told.words, language, Original(told.original, own, (self._text,), known)
            ):
                findings.fault(reason, detail)

    @cached_property
    def _tongues(self) -> tuple[str | None, tuple[str, ...], str | None]:
        """The article's language, the people that the summary names, and the language of its translations."""
        items = self._claimed.items
        own = self._claimed.info.language or detect(self._text)
        known = dict.fromkeys(name for item in items for name in (*item.speakers, *item.others))
        return own, tuple(known), detect("\n".join(t.words for item in items for t in item.translations))

    def _near(self, evidence: Sequence[Evidence]) -> Sequence[tuple[int, int]]:
        before, behind = AROUND
        spans = [self._surroundings.around(e.start, e.end, before=before, after=behind) for e in evidence]
        return tuple(dict.fromkeys(spans))

    def _faults(
        self, statement: str, near: str, spans: Iterable[tuple[int, int]], known: tuple[str, ...]
    ) -> tuple[tuple[Reason, str], ...]:
        """What the words around do not bear out."""
        key = (statement, near, known)
        if key not in self._said:
            faults = find_faults(
                statement,
                near,
                text=self._text,
                known=known,
                meant=lambda: [name for start, end in spans for name in self._meant(start, end)],
                published=self._published,
            )
            self._said[key] = tuple((fault.reason, fault.detail) for fault in faults)
        return self._said[key]

    def _meant(self, start: int, end: int) -> tuple[str, ...]:
        """Whom the words of a place mean by pronouns and roles."""
        if (start, end) not in self._bearers:
            scene = self._surroundings.scene(start, end)
            self._bearers[start, end] = scene.meant(start, end) if scene else ()
        return self._bearers[start, end]


@remembered
def _plain(words: str) -> str:
    return folded(words).text


def _apart(spans: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """The same stretches of text, sorted, with those made one that touch or overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(Span(start=start, end=end) for start, end in joined)


def _opposed(item: Item, rests: Sequence[tuple[Evidence, ...]], findings: _Findings) -> None:
    """Whether a contradiction has two sides at least, each on words of its own."""
    if len(rests) < 2:
        findings.fault("side_missing", "a contradiction has two sides at least")
        return
    for number, evidence in enumerate(rests, start=1):
        if not evidence:
            findings.fault("side_missing", f"side {number} has no evidence in the text")
    spans = [frozenset((piece.start, piece.end) for piece in evidence) for evidence in rests]
    said = [tuple(folded(s).text.lower() for s in side.statements) for side in item.sides]
    alike = len(set(spans)) < len(spans) or (all(said) and len(set(said)) < len(said))
    if all(rests) and alike and not _different_voices(item.sides):
        findings.fault("sides_agree", "two sides rest on the same words or say the same")


def _different_voices(sides: Sequence[Side]) -> bool:
    """Whether each side names claims that no other names: one sentence may hold what two people say."""
    named = [frozenset(side.claims) for side in sides]
    return all(named) and sum(map(len, named)) == len(frozenset[str]().union(*named))


def _distance(place: Place, anchors: Sequence[int]) -> int:
    """Characters to the nearest of the anchors; 0 without any."""
    if not anchors:
        return 0
    ordered = sorted(anchors)
    at = bisect_left(ordered, place.start)
    return min(abs(anchor - place.start) for anchor in ordered[max(0, at - 1) : at + 1])


def _short(words: str) -> str:
    line = " ".join(words[:400].split())
    return line if len(line) <= 80 else f"{line[:80].rstrip()}…"
