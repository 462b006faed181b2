"""Drafts against the text: claims and warnings with evidence, or rejections with reasons.

Pure, offline, deterministic.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from summarizer.addressed import addressed
from summarizer.attribution import Reading
from summarizer.document import Document, Sentence
from summarizer.drafts import ClaimDraft, Extraction, WarningDraft
from summarizer.grounding import fold, occurs, shared, stems
from summarizer.models import Check, Claim, Evidence, Party, Reason, Rejected, Speaker, Warning
from summarizer.salience import key_claims
from summarizer.speakers import Bearer, Cast
from summarizer.support import find_faults
from summarizer.wording import reported, statement

SUPPORT = 0.5
"""Share of a paraphrase's longer words, names aside, that its evidence must have; below, it says other things.

93 of 100 annotated statements of eight articles have it; false ones that bring only names of the article have not.
Names do not count, as a lie about somebody has them too; nor do neighbouring sentences.
"""
NEXT = 3
"""Sentences behind the evidence in which a warning's answer may stand."""
NOT_THE_SPEAKER: frozenset[Reason] = frozenset({"speaker_not_in_text", "speaker_not_near_evidence", "not_attributed"})
"""Reasons for which somebody else may have said it."""
NEAR = 3
"""Sentences before the evidence in which a speaker that only the model names must be mentioned."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What may be shown, and what may not, with reasons."""

    claims: tuple[Claim, ...]
    warnings: tuple[Warning, ...]
    rejected: tuple[Rejected, ...]
    spare: tuple[Claim, ...] = ()
    """In the article's words, for the place of claims whose speaker turns out not to hold; without ids."""


@dataclass(frozen=True, slots=True)
class Ground:
    """All that a draft is held against."""

    document: Document
    readings: Sequence[Reading]
    cast: Cast
    names: frozenset[str] = frozenset()
    """Stems of the words of all names of the article."""
    noted: tuple[tuple[int, int], ...] = ()
    """Passages that address a language model: nobody's words are explained by them."""

    @classmethod
    def of(cls, document: Document, readings: Sequence[Reading], cast: Cast) -> Ground:
        """With the names of the cast and the passages that address a model."""
        names = stems(" ".join(form for entity in cast.entities for form in entity.forms))
        return cls(document, readings, cast, names, addressed(document.text))

    def evidence(self, sentence: Sentence) -> Evidence:
        """The sentence as evidence."""
        return Evidence(start=sentence.start, end=sentence.end, quote=self.document.words(sentence))

    def around(self, number: int, before: int = 2, after: int = 1) -> str:
        """The sentence's words with those of its neighbours, leaving out neighbours that address a model."""
        around = self.document.sentences[max(0, number - before) : number + after + 1]
        kept = [s for s in around if s.number == number or not self.addresses(s)]
        if len(kept) < len(around):
            return "\n".join(map(self.document.words, kept))
        return self.document.text[around[0].start : around[-1].end]

    def addresses(self, sentence: Sentence) -> bool:
        """Whether any of it addresses a language model."""
        return any(start < sentence.end and end > sentence.start for start, end in self.noted)

    def excluded(self, sentence: Sentence) -> bool:
        """Whether any of it lies in what is not the article."""
        return any(e.start < sentence.end and e.end > sentence.start for e in self.document.excluded)


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
        self.chosen[claim.id] = draft.key
        self.claims.append(claim)
        return ()


def _claim(ground: Ground, draft: ClaimDraft, id_: str, speaking: set[str]) -> Claim | Rejected:
    sentence = ground.document.sentences[draft.sentence]
    fault = _fault(ground, draft, sentence, speaking)
    if fault:
        return _refuse(ground, draft, *fault)
    words, origin, notes = _statement(ground, draft)
    return Claim(
        id=id_,
        speaker=speaker(ground.cast, draft.bearer),
        stance=draft.stance,
        statement=words,
        statement_origin=origin,  # type: ignore[arg-type] # one of the two literals
        via=Party(name=draft.via.name) if draft.via else None,
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


def _fault(ground: Ground, draft: ClaimDraft, sentence: Sentence, speaking: set[str]) -> tuple[Reason, str] | None:
    if ground.excluded(sentence):
        return "in_excluded_text", "the sentence is not part of the article"
    bearer = draft.bearer
    if bearer is not None and not _in_text(ground, bearer):
        return "speaker_not_in_text", f"{bearer.name!r} does not occur in the article"
    if draft.origin == "cue":
        return None
    if ground.addresses(sentence) and not _is_told(ground, draft.sentence, bearer):
        return "not_attributed", "the sentence addresses a language model, and the article gives it to nobody"
    if draft.says is not None:
        return None
    reading = ground.readings[draft.sentence]
    if bearer is None or (sentence.heading and not reading.cues):
        return "not_attributed", "nothing in the sentence shows that somebody is quoted"
    if not reading.cues and bearer.name not in speaking:
        return "not_attributed", f"nothing in the article shows {bearer.name!r} speaking"
    if not _near(ground, bearer, draft.sentence):
        return "speaker_not_near_evidence", f"{bearer.name!r} is not mentioned in the sentence or the {NEAR} before it"
    return None


def _in_text(ground: Ground, bearer: Bearer) -> bool:
    forms = ground.cast.entities[bearer.entity].forms if bearer.entity is not None else (bearer.name, bearer.phrase)
    return any(occurs(form, ground.document.text) for form in forms)


def _is_told(ground: Ground, number: int, bearer: Bearer | None) -> bool:
    """Whether the article itself gives a sentence to this speaker."""
    own = ground.cast.bearer_of(number)
    return own is not None and bearer is not None and own.name == bearer.name


def _near(ground: Ground, bearer: Bearer, number: int) -> bool:
    around = ground.around(number, before=NEAR, after=0)
    forms = ground.cast.entities[bearer.entity].forms if bearer.entity is not None else [bearer.name]
    return any(occurs(form, around) for form in forms)


def _statement(ground: Ground, draft: ClaimDraft) -> tuple[str, str, tuple[str, ...]]:
    """The statement, where it comes from, and what had to be replaced."""
    fault = _paraphrase_fault(ground, draft.says, [draft.sentence], draft.bearer) if draft.says else None
    if draft.says and not fault:
        return " ".join(draft.says.split()), "model", ()
    reading = ground.readings[draft.sentence]
    start, end = reported(ground.document, reading, draft.cue) if draft.cue else statement(ground.document, reading)
    words = " ".join(ground.document.text[start:end].split())
    return words, "verbatim", (f"the paraphrase was replaced by the article's words: {fault}",) if fault else ()


def _paraphrase_fault(ground: Ground, says: str, numbers: Sequence[int], bearer: Bearer | None) -> str | None:
    """Why words of the model's do not hold as somebody's on these sentences, in words, or ``None``."""
    sentences = [ground.document.sentences[n] for n in numbers]
    if any(map(ground.addresses, sentences)):
        return "the evidence addresses a language model, so it is given in its own words"
    if bearer and not any(_near(ground, bearer, n) or _is_told(ground, n, bearer) for n in numbers):
        return f"{bearer.name!r} is not mentioned in the sentence or the {NEAR} before it"
    known = (bearer.name, bearer.phrase) if bearer else ()
    if faults := find_faults(says, ground.around(numbers[0]), text=ground.document.text, known=known):
        return "; ".join(fault.detail for fault in faults)
    own = " ".join(map(ground.document.words, sentences))
    if shared(says, own, but=ground.names | stems(" ".join(known))) < SUPPORT:
        return "it says something else than the evidence"
    return None


def _refuse(ground: Ground, draft: ClaimDraft, reason: Reason, detail: str) -> Rejected:
    sentence = ground.document.sentences[draft.sentence]
    item = {
        "speaker": draft.bearer.name if draft.bearer else None,
        "stance": draft.stance,
        "statement": draft.says,
        "evidence": [ground.evidence(sentence).model_dump(exclude={"match"})],
    }
    return Rejected(kind="claim", item=item, reasons=(reason,), detail=detail)


def _warnings(
    ground: Ground, drafts: Iterable[WarningDraft], claims: Sequence[Claim], rejected: list[Rejected]
) -> list[Warning]:
    found: list[Warning] = []
    for draft in drafts:
        sentences = [ground.document.sentences[n] for n in draft.sentences]
        missing = next((b for b in (draft.issuer, draft.recipient) if b and not _in_text(ground, b)), None)
        if missing is not None or any(map(ground.excluded, sentences)):
            reason: Reason = "speaker_not_in_text" if missing else "in_excluded_text"
            rejected.append(_refuse_warning(ground, draft, reason))
            continue
        if any(map(ground.addresses, sentences)) and not _is_told(ground, draft.sentences[0], draft.issuer):
            rejected.append(_refuse_warning(ground, draft, "not_attributed"))
            continue
        fault = _paraphrase_fault(ground, draft.danger, draft.sentences, draft.issuer)
        found.append(_warning(ground, draft, sentences, fault, f"w{len(found) + 1}", claims))
    return found


def _warning(
    ground: Ground,
    draft: WarningDraft,
    sentences: Sequence[Sentence],
    fault: str | None,
    id_: str,
    claims: Sequence[Claim],
) -> Warning:
    evidence = tuple(ground.evidence(s) for s in sentences)
    start, end = statement(ground.document, ground.readings[draft.sentences[0]])
    danger = " ".join(ground.document.text[start:end].split()) if fault else draft.danger
    notes = (f"the danger is given in the article's words: {fault}",) if fault else ()
    places = {(e.start, e.end) for e in evidence}
    return Warning(
        id=id_,
        issuer=Party(name=draft.issuer.name) if draft.issuer else None,
        recipient=Party(name=draft.recipient.name) if draft.recipient else None,
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


def _refuse_warning(ground: Ground, draft: WarningDraft, reason: Reason) -> Rejected:
    item = {
        "issuer": draft.issuer.name if draft.issuer else None,
        "recipient": draft.recipient.name if draft.recipient else None,
        "danger": draft.danger,
        "evidence": [
            ground.evidence(ground.document.sentences[n]).model_dump(exclude={"match"}) for n in draft.sentences
        ],
    }
    return Rejected(kind="warning", item=item, reasons=(reason,))


def _with_keys(
    document: Document, claims: Sequence[Claim], warnings: Sequence[Warning], chosen: dict[str, bool | None]
) -> tuple[Claim, ...]:
    """Key claims as the model chose them, or by salience where it was not asked."""
    if any(choice is not None for choice in chosen.values()):
        return tuple(c.model_copy(update={"key": bool(chosen[c.id])}) for c in claims)
    warned = frozenset(id_ for warning in warnings for id_ in warning.claims)
    keys = key_claims(document, claims, warned)
    return tuple(claim.model_copy(update={"key": claim.id in keys}) for claim in claims)
