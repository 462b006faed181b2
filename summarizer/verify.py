"""Drafts against the text: claims and warnings with evidence, or rejections with reasons.

Pure, offline, deterministic.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal

from summarizer.attribution import Reading
from summarizer.document import Document, Sentence
from summarizer.drafts import ClaimDraft, Extraction, WarningDraft
from summarizer.ground import NEAR, Ground
from summarizer.grounding import fold, occurs, shared, stems
from summarizer.models import Check, Claim, Party, Reason, Rejected, Speaker, Stance, Warning
from summarizer.salience import key_claims
from summarizer.speakers import Bearer, Cast
from summarizer.support import find_faults
from summarizer.wording import reported, stance, statement

SUPPORT = 0.5
"""Share of a paraphrase's longer words, names aside, that its evidence must have; below, it says other things.

93 of 100 annotated statements of eight articles have it; false ones that bring only names of the article have not.
Names do not count, as a lie about somebody has them too; nor do neighbouring sentences.
"""
SUPPORT_AROUND = 0.5
"""The same with its neighbours, of which there must be more: of a short lie, half the words are there by chance."""
OWN_WORDS = "the article addresses a language model"
"""Why it is given in its own words throughout."""
NEXT = 3
"""Sentences behind the evidence in which a warning's answer may stand."""
NOT_THE_SPEAKER: frozenset[Reason] = frozenset({"speaker_not_in_text", "speaker_not_near_evidence", "not_attributed"})
"""Reasons for which somebody else may have said it."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What may be shown, and what may not, with reasons."""

    claims: tuple[Claim, ...]
    warnings: tuple[Warning, ...]
    rejected: tuple[Rejected, ...]
    spare: tuple[Claim, ...] = ()
    """In the article's words, for the place of claims whose speaker turns out not to hold; without ids."""


def verify(document: Document, readings: Sequence[Reading], cast: Cast, extraction: Extraction) -> Verified:
    """Hold every draft against the text. Each draft ends up accepted or rejected; ids follow the order of the text."""
    ground = Ground.of(document, readings, cast)
    rejected = list(extraction.rejected)
    speaking = {d.bearer.name for d in extraction.claims if d.bearer and d.origin == "cue"}
    intake = _Intake(ground, speaking, rejected)
    shown: defaultdict[int, list[ClaimDraft]] = defaultdict(list)
    for draft in extraction.spare:
        shown[draft.sentence].append(draft)
    spare: list[Claim] = []
    for number, drafts in groupby(sorted(extraction.claims, key=lambda d: d.sentence), key=lambda d: d.sentence):
        left = intake.sentence(list(drafts), shown[number])
        found = [_claim(ground, draft, "", speaking) for draft in left]
        spare += [claim for claim in found if isinstance(claim, Claim)]
    claims = intake.claims
    warnings = _warnings(ground, extraction.warnings, claims, rejected)
    return Verified(
        _with_keys(document, claims, warnings, intake.chosen), tuple(warnings), tuple(rejected), tuple(spare)
    )


@dataclass(slots=True)
class _Intake:
    """The claims that hold so far; the others are put with the rejected."""

    ground: Ground
    speaking: set[str]
    rejected: list[Rejected]
    claims: list[Claim] = field(default_factory=list)
    chosen: dict[str, bool | None] = field(default_factory=dict)
    seen: set[tuple[int, str, str]] = field(default_factory=set)

    def sentence(self, drafts: Sequence[ClaimDraft], spare: Sequence[ClaimDraft]) -> list[ClaimDraft]:
        """Take the drafts of one sentence, the spare ones if a speaker does not hold; returns those not taken."""
        outcomes = [(draft, self._take(draft)) for draft in drafts]
        lost = [d for d, reasons in outcomes if not NOT_THE_SPEAKER.isdisjoint(reasons)]
        heard = {d.bearer.name for d, reasons in outcomes if d.bearer and not reasons}
        left = [d for d in spare if d.bearer and d.bearer.name not in heard]
        if not lost:
            return left
        for draft in left:
            self._take(replace(draft, key=lost[0].key))
        return []

    def _take(self, draft: ClaimDraft) -> tuple[Reason, ...]:
        """Why a draft is rejected; nothing if it is not."""
        claim = _claim(self.ground, draft, f"c{len(self.claims) + 1}", self.speaking)
        fingerprint = (
            draft.sentence,
            draft.bearer.name if draft.bearer else "",
            fold(claim.statement) if isinstance(claim, Claim) else "",
        )
        if isinstance(claim, Claim) and fingerprint in self.seen:
            claim = _refuse(self.ground, draft, "duplicate", "the same words of the same speaker are there already")
        if isinstance(claim, Rejected):
            self.rejected.append(claim)
            return claim.reasons
        self.seen.add(fingerprint)
        self.chosen[claim.id] = None if self.ground.wary else draft.key
        self.claims.append(claim)
        return ()


def _claim(ground: Ground, draft: ClaimDraft, id_: str, speaking: set[str]) -> Claim | Rejected:
    sentence = ground.document.sentences[draft.sentence]
    wrong = _paraphrase_fault(ground, draft.says, [draft.sentence], draft.bearer) if draft.says else None
    fault = _fault(ground, draft, sentence, speaking, borne=bool(draft.says) and wrong is None)
    if fault:
        return _refuse(ground, draft, *fault)
    words, kind, notes = _statement(ground, draft, wrong)
    via = _via(ground, draft)
    return Claim(
        id=id_,
        speaker=speaker(ground.cast, draft.bearer),
        stance=kind,
        statement=words,
        statement_origin="model" if draft.says and not notes else "verbatim",
        via=Party(name=via.name) if via else None,
        evidence=(ground.evidence(sentence),),
        check=Check(verdict="repaired" if notes else "accepted", notes=notes),
    )


def speaker(cast: Cast, bearer: Bearer | None) -> Speaker | None:
    """The published form of a bearer: the fullest name, every mention, the role the text gives."""
    if bearer is None:
        return None
    if bearer.entity is None:
        return Speaker(name=bearer.name, mentions=tuple(dict.fromkeys((bearer.name, bearer.phrase))))
    entity = cast.entities[bearer.entity]
    return Speaker(name=bearer.name, mentions=tuple(dict.fromkeys(entity.forms)), role=entity.role)


def _fault(
    ground: Ground, draft: ClaimDraft, sentence: Sentence, speaking: set[str], *, borne: bool
) -> tuple[Reason, str] | None:
    """Why nobody said it, or the speaker did not; ``borne`` is whether the evidence bears out the paraphrase."""
    if ground.excluded(sentence):
        return "in_excluded_text", "the sentence is not part of the article"
    bearer = draft.bearer
    if bearer is not None and not _in_text(ground, bearer):
        return "speaker_not_in_text", f"{bearer.name!r} does not occur in the article"
    if ground.addresses(sentence) and not ground.quotes(draft):
        return "not_attributed", "the sentence addresses a language model, and the article gives it to nobody"
    if draft.origin == "cue" or borne:
        return None
    reading = ground.readings[draft.sentence]
    if draft.says is not None:
        return _unshown(ground, draft)
    if bearer is None or (sentence.heading and not reading.cues):
        return "not_attributed", "nothing in the sentence shows that somebody is quoted"
    if not reading.cues and bearer.name not in speaking:
        return "not_attributed", f"nothing in the article shows {bearer.name!r} speaking"
    return _far(ground, draft.sentence, bearer)


def _far(ground: Ground, number: int, bearer: Bearer) -> tuple[Reason, str] | None:
    if ground.names_near(number, bearer):
        return None
    return "speaker_not_near_evidence", f"{bearer.name!r} is not mentioned in the sentence or the {NEAR} before it"


def _unshown(ground: Ground, draft: ClaimDraft) -> tuple[Reason, str] | None:
    """Why the article does not show that a model's speaker is quoted, where the paraphrase does not hold."""
    number, bearer = draft.sentence, draft.bearer
    if ground.gives(number, bearer):
        return None
    if bearer is None or not ground.readings[number].attributed:
        return "not_attributed", "neither its words nor the article's show that somebody is quoted"
    if ground.wary and ground.cast.bearer_of(number) is not None:
        return "not_attributed", "the article gives the sentence to somebody else"
    return _far(ground, number, bearer)


def _in_text(ground: Ground, bearer: Bearer) -> bool:
    forms = ground.cast.entities[bearer.entity].forms if bearer.entity is not None else (bearer.name, bearer.phrase)
    return any(occurs(form, ground.document.text) for form in forms)


def _via(ground: Ground, draft: ClaimDraft) -> Bearer | None:
    """Who passed it on, if the article says so; with a paraphrase it is the model that does."""
    if draft.via is None or draft.says is None:
        return draft.via
    if ground.wary:
        own = ground.cast.via_of(draft.sentence)
        return own if own is not None and own.name == draft.via.name else None
    return draft.via if ground.knows([draft.sentence], draft.via) else None


def _statement(ground: Ground, draft: ClaimDraft, wrong: str | None) -> tuple[str, Stance, tuple[str, ...]]:
    """The statement, its stance, and what had to be replaced; ``wrong`` is the fault of the paraphrase."""
    fault = OWN_WORDS if draft.says and not wrong and ground.wary else wrong
    if draft.says and not fault:
        return " ".join(draft.says.split()), draft.stance, ()
    reading = ground.readings[draft.sentence]
    start, end = reported(ground.document, reading, draft.cue) if draft.cue else statement(ground.document, reading)
    words = " ".join(ground.document.text[start:end].split())
    if not fault:
        return words, draft.stance, ()
    kind = draft.stance if draft.origin == "cue" else stance(words, next(iter(reading.cues), None))
    return words, kind, (f"the paraphrase was replaced by the article's words: {fault}",)


def _paraphrase_fault(ground: Ground, says: str, numbers: Sequence[int], bearer: Bearer | None) -> str | None:
    """Why words of the model's do not hold as somebody's on these sentences, in words, or ``None``."""
    sentences = [ground.document.sentences[n] for n in numbers]
    if any(map(ground.addresses, sentences)):
        return OWN_WORDS
    if bearer and not (ground.knows(numbers, bearer) or ground.speaks(numbers, bearer)):
        return f"nothing there shows {bearer.name!r} speaking"
    known = (bearer.name, bearer.phrase) if bearer else ()
    if faults := find_faults(says, ground.around(numbers[0]), text=ground.document.text, known=known):
        return "; ".join(fault.detail for fault in faults)
    own = " ".join(map(ground.document.words, sentences))
    names = ground.names | stems(" ".join(known))
    near = f"{ground.around(numbers[0])} {own}"
    if shared(says, own, but=names) < SUPPORT or shared(says, near, but=names) <= SUPPORT_AROUND:
        return "it says something else than the evidence"
    return None


def _refuse(ground: Ground, draft: ClaimDraft | WarningDraft, reason: Reason, detail: str | None = None) -> Rejected:
    item: dict[str, object]
    if isinstance(draft, ClaimDraft):
        numbers: tuple[int, ...] = (draft.sentence,)
        item = {"speaker": _name(draft.bearer), "stance": draft.stance, "statement": draft.says}
    else:
        numbers = draft.sentences
        item = {"issuer": _name(draft.issuer), "recipient": _name(draft.recipient), "danger": draft.danger}
    evidence = [ground.evidence(ground.document.sentences[n]).model_dump(exclude={"match"}) for n in numbers]
    kind: Literal["claim", "warning"] = "claim" if isinstance(draft, ClaimDraft) else "warning"
    return Rejected(kind=kind, item=item | {"evidence": evidence}, reasons=(reason,), detail=detail)


def _name(bearer: Bearer | None) -> str | None:
    return bearer.name if bearer else None


def _warnings(
    ground: Ground, drafts: Iterable[WarningDraft], claims: Sequence[Claim], rejected: list[Rejected]
) -> list[Warning]:
    found: list[Warning] = []
    for draft in drafts:
        fault = _paraphrase_fault(ground, draft.danger, draft.sentences, draft.issuer)
        if reason := _no_warning(ground, draft, fault):
            rejected.append(_refuse(ground, draft, reason, fault if reason == "not_supported" else None))
            continue
        found.append(_warning(ground, draft, fault, f"w{len(found) + 1}", claims))
    return found


def _no_warning(ground: Ground, draft: WarningDraft, fault: str | None) -> Reason | None:
    """Why nobody warned of anything there; ``fault`` is what is wrong with the words for the danger."""
    sentences = [ground.document.sentences[n] for n in draft.sentences]
    if any(b and not _in_text(ground, b) for b in (draft.issuer, draft.recipient)):
        return "speaker_not_in_text"
    if any(map(ground.excluded, sentences)):
        return "in_excluded_text"
    if any(ground.addresses(s) and not ground.gives(s.number, draft.issuer) for s in sentences):
        return "not_attributed"
    return "not_supported" if fault and ground.dangers.isdisjoint(draft.sentences) else None


def _warning(ground: Ground, draft: WarningDraft, fault: str | None, id_: str, claims: Sequence[Claim]) -> Warning:
    sentences = [ground.document.sentences[n] for n in draft.sentences]
    evidence = tuple(map(ground.evidence, sentences))
    if ground.wary and not any(occurs(draft.danger, piece.quote) for piece in evidence):
        fault = fault or OWN_WORDS
    start, end = statement(ground.document, ground.readings[draft.sentences[0]])
    danger = " ".join(ground.document.text[start:end].split()) if fault else draft.danger
    notes = (f"the danger is given in the article's words: {fault}",) if fault else ()
    places = {(e.start, e.end) for e in evidence}
    issuer, recipient = (b if b and ground.knows(draft.sentences, b) else None for b in (draft.issuer, draft.recipient))
    if draft.issuer and not issuer:
        issuer = ground.cast.bearer_of(draft.sentences[0])
    return Warning(
        id=id_,
        issuer=Party(name=issuer.name) if issuer else None,
        recipient=Party(name=recipient.name) if recipient else None,
        danger=danger,
        issued=_verbatim(ground, draft.issued, sentences, 0),
        response=_verbatim(ground, draft.response, sentences, NEXT),
        claims=tuple(c.id for c in claims if any((e.start, e.end) in places for e in c.evidence)),
        evidence=evidence,
        check=Check(verdict="repaired" if notes else "accepted", notes=notes),
    )


def _verbatim(ground: Ground, words: str | None, sentences: Sequence[Sentence], after: int) -> str | None:
    """The words if the evidence, or so many sentences behind it, have them; what is not said there is not told."""
    there = (ground.around(s.number, before=1, after=after) for s in sentences)
    return words if words and any(occurs(words, near) for near in there) else None


def _with_keys(
    document: Document, claims: Sequence[Claim], warnings: Sequence[Warning], chosen: dict[str, bool | None]
) -> tuple[Claim, ...]:
    """Key claims as the model chose them, or by salience where it was not asked."""
    if any(choice is not None for choice in chosen.values()):
        return tuple(c.model_copy(update={"key": bool(chosen[c.id])}) for c in claims)
    warned = frozenset(id_ for warning in warnings for id_ in warning.claims)
    keys = key_claims(document, claims, warned)
    return tuple(claim.model_copy(update={"key": claim.id in keys}) for claim in claims)
