"""The last gate of a run: what :func:`summarizer.check` would reject is mended with the article's words or rejected.

Verification knows how an item came about and says so in its reasons; the checker knows only what is printed. Both
must agree before anything is called accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, TypeVar

from summarizer.attribution import read_attributions
from summarizer.checking import hold
from summarizer.claimed import read_claimed
from summarizer.dialogue import line
from summarizer.document import Document
from summarizer.models import Check, Claim, Contradiction, Rejected, Warning
from summarizer.report import CheckedItem
from summarizer.speakers import Cast
from summarizer.surroundings import Surroundings
from summarizer.verify import NOT_THE_SPEAKER, Verified

Item = TypeVar("Item", Claim, Warning)
Change = dict[str, Any]
"""Fields of an item with the values that are to replace theirs."""


def vouched(document: Document, cast: Cast, verified: Verified) -> Verified:
    """The same items as far as the checker accepts them, their ids in order again; the others are rejected.

    A statement that does not hold is replaced by the article's words, a detail that does not is left out. Where a
    speaker does not hold, the claim is rejected, and the speaker whom the sentence shows takes its place, if any.
    """
    known = Surroundings.of(document, cast)
    verdicts = _verdicts(known, document, verified.claims, verified.warnings)
    bad = {id_: item for id_, item in verdicts.items() if item.verdict == "rejected"}
    if not bad:
        return verified
    stand_ins = _stand_ins(verified, bad)
    tries = {
        c.id: _changed(c, [*_for_claim(c, bad[c.id]), *stand_ins.get(c.id, ())]) for c in verified.claims if c.id in bad
    }
    further = {w.id: _changed(w, _for_warning(w, bad[w.id])) for w in verified.warnings if w.id in bad}
    again = _verdicts(known, document, chain(*tries.values()), chain(*further.values()))
    claims = _kept(verified.claims, tries, again)
    warnings = _kept(verified.warnings, further, again)
    names = {old: f"c{number}" for number, old in enumerate(claims, start=1)}
    kept = {*claims, *warnings}
    items: tuple[Claim | Warning, ...] = (*verified.claims, *verified.warnings)
    kept -= {c.id for c in verified.claims if c.id in claims and claims[c.id].speaker != c.speaker}
    refused = [_refused(item, bad[item.id]) for item in items if item.id not in kept]
    return replace(
        verified,
        claims=tuple(claim.model_copy(update={"id": names[old]}) for old, claim in claims.items()),
        warnings=tuple(_named(w, f"w{number}", names) for number, w in enumerate(warnings.values(), start=1)),
        rejected=(*verified.rejected, *refused),
    )


def unborne(
    document: Document, sentences: Sequence[tuple[str, Sequence[Claim | Warning]]], cast: Cast | None = None
) -> dict[int, str]:
    """Which of the sentences, by their index, do not hold on the evidence of the items they rest on, and why.

    The ``cast`` is read from the document where it is not given.
    """
    if not sentences:
        return {}
    claims = []
    for index, (sentence, items) in enumerate(sentences):
        evidence = [piece.model_dump() for item in items for piece in item.evidence]
        names = list(dict.fromkeys(name for item in items for name in _names(item)))
        speaker = {"name": names[0], "mentions": names} if names else None
        claims.append({"id": str(index), "statement": sentence, "speaker": speaker, "evidence": evidence})
    claimed = read_claimed({**_about(document), "claims": claims})
    known = Surroundings.of(document, Cast(document, read_attributions(document)) if cast is None else cast)
    return {int(item.id): item.detail or "" for item in hold(claimed, known).items if item.verdict == "rejected"}


def opposed(document: Document, cast: Cast, claims: Iterable[Claim], contradiction: Contradiction) -> CheckedItem:
    """The checker's verdict on a contradiction beside the claims it names."""
    named = {id_ for side in contradiction.sides for id_ in side.claims}
    given = {
        **_about(document),
        "claims": [claim.model_dump() for claim in claims if claim.id in named],
        "contradictions": [contradiction.model_dump()],
    }
    return hold(read_claimed(given), Surroundings.of(document, cast)).items[-1]


def _names(item: Claim | Warning) -> Iterator[str]:
    parties = (item.speaker, item.via) if isinstance(item, Claim) else (item.issuer, item.recipient)
    for party in parties:
        if party is not None:
            yield party.name
    if isinstance(item, Claim) and item.speaker is not None:
        yield from item.speaker.mentions


def _about(document: Document) -> dict[str, Any]:
    """What a check is told of the text: all that is printed of it."""
    excluded = [span.model_dump() for span in document.excluded]
    return {"source": document.info.model_dump(), "text": document.text, "excluded": excluded}


def _verdicts(
    known: Surroundings, document: Document, claims: Iterable[Claim], warnings: Iterable[Warning]
) -> dict[str, CheckedItem]:
    given = {
        **_about(document),
        "claims": [claim.model_dump() for claim in claims],
        "warnings": [warning.model_dump() for warning in warnings],
    }
    return {item.id: item for item in hold(read_claimed(given), known).items}


def _for_claim(claim: Claim, verdict: CheckedItem) -> list[Change]:
    """What may save a claim, what changes least first."""
    words = {"statement": _own_words(claim), "statement_origin": "verbatim"}
    words |= _noted(claim.check, f"the paraphrase was replaced by the article's words: {verdict.detail}")
    if claim.via is None:
        return [words]
    alone = {"via": None, **_noted(claim.check, f"who passed it on is left out: {verdict.detail}")}
    return [alone, words, {**words, "via": None}]


def _stand_ins(verified: Verified, bad: Mapping[str, CheckedItem]) -> dict[str, list[Change]]:
    """By the id of a claim whose speaker does not hold: what the sentence itself shows. Each is given away once."""
    free = list(verified.spare)
    found: dict[str, list[Change]] = {}
    for claim in verified.claims:
        if claim.id not in bad or NOT_THE_SPEAKER.isdisjoint(bad[claim.id].reasons):
            continue
        fitting = next((spare for spare in free if spare.evidence == claim.evidence), None)
        if fitting is not None:
            free.remove(fitting)
            names = ("speaker", "stance", "statement", "statement_origin", "via", "check")
            found[claim.id] = [{name: getattr(fitting, name) for name in names}]
    return found


def _for_warning(warning: Warning, verdict: CheckedItem) -> list[Change]:
    """What may save a warning, what changes least first."""
    given = [name for name in ("response", "issued") if getattr(warning, name) is not None]
    choices = [[name] for name in given] + ([given] if len(given) > 1 else [])
    left_out = [
        dict.fromkeys(names) | _noted(warning.check, f"left out ({', '.join(names)}): {verdict.detail}")
        for names in choices
    ]
    words = {"danger": _own_words(warning)}
    words |= _noted(warning.check, f"the danger is given in the article's words: {verdict.detail}")
    return [*left_out, words, *({**without, **words} for without in left_out)]


def _own_words(item: Claim | Warning) -> str:
    return line(item.evidence[0].quote)


def _noted(before: Check, note: str) -> Change:
    return {"check": Check(verdict="repaired", notes=(*before.notes, note))}


def _changed(item: Item, changes: Iterable[Change]) -> list[Item]:
    """The item with each of the changes, under ids of their own."""
    return [item.model_copy(update={**c, "id": f"{item.id}/{n}"}) for n, c in enumerate(changes)]


def _kept(items: Iterable[Item], tries: dict[str, list[Item]], verdicts: dict[str, CheckedItem]) -> dict[str, Item]:
    """By its id each item, or the first of its changed forms that is not rejected, if any."""
    kept: dict[str, Item] = {}
    for item in items:
        forms = [form for form in tries.get(item.id, ()) if verdicts[form.id].verdict != "rejected"]
        if item.id not in tries:
            kept[item.id] = item
        elif forms:
            kept[item.id] = forms[0]
    return kept


def _named(warning: Warning, id_: str, names: dict[str, str]) -> Warning:
    """The warning under this id, with the claims it rests on under their new ones."""
    return warning.model_copy(update={"id": id_, "claims": tuple(names[c] for c in warning.claims if c in names)})


def _refused(item: Claim | Warning, verdict: CheckedItem) -> Rejected:
    """As verification has it: parties by name, evidence by place and words."""
    evidence = [piece.model_dump(exclude={"match"}) for piece in item.evidence]
    if isinstance(item, Claim):
        told: Change = {"speaker": item.speaker and item.speaker.name, "stance": item.stance}
        told |= {"statement": item.statement, "evidence": evidence}
        return Rejected(kind="claim", item=told, reasons=verdict.reasons, detail=verdict.detail)
    told = {"issuer": item.issuer and item.issuer.name, "recipient": item.recipient and item.recipient.name}
    told |= {"danger": item.danger, "evidence": evidence}
    return Rejected(kind="warning", item=told, reasons=verdict.reasons, detail=verdict.detail)
