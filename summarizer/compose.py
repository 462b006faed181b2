"""Headline and overview: a few sentences, each naming the items that support it, each held against the text.

What the model writes and the text does not bear out is replaced by the article's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from summarizer.addressed import addressed
from summarizer.answers import OverviewAnswer, OverviewLine
from summarizer.asking import Asks, ask_readable
from summarizer.cues import find_cues
from summarizer.dialogue import conversation, line
from summarizer.document import Document
from summarizer.errors import AnswerError, AnswerUnreadable
from summarizer.ground import addresses_a_model
from summarizer.grounding import fold, missing_names, missing_numbers, occurs, shared, stems
from summarizer.lexicon import VERBS
from summarizer.models import Claim, OverviewSentence, Reason, Rejected, Warning
from summarizer.relate import Related, Relater
from summarizer.salience import scores
from summarizer.settle import bare
from summarizer.speakers import Cast
from summarizer.subjects import BLANK
from summarizer.verify import Verified
from summarizer.vouching import unborne

ITEMS = 6
"""Key items put to the model: enough for four sentences, few enough for a small model to keep apart."""
SHORTEST_ITEM = 20
"""Characters; a shorter statement says nothing without its sentence."""
LONGEST_ITEM = 220
"""Characters of a statement in the question."""
TOKENS = 420
SUPPORT = 0.6
"""Least share of an overview sentence's longer words that stand in what it cites."""
SUPPORT_BESIDE_NAMES = 0.5
"""The same of its words that are no names of those whose words it cites: a lie about them has their names, too."""
SUPPORT_IF_WARY = 0.7
"""The same where the article addresses a model, which may have obeyed."""
HEADLINE = 0.5
"""Least share of a headline's longer words, names aside, that stand in the article's beginning and in what the claims
and warnings rest on."""
LEAD = 3
"""Sentences of the article's beginning that a headline may rest on."""
_OPENERS = frozenset(
    """
    the a an it he she they there this that these those no not nobody every each all some in on at for its his
    her their
    """.split()
)
LONGEST_QUESTION = 120
"""Characters of a question that still fits into a headline."""
SENTENCES = 3
"""Overview sentences where the code has to write them itself."""
_NEGATION = re.compile(r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot)\b|n[’']t\b", re.IGNORECASE)
_DENIAL = re.compile(r"\b(?:den(?:y|ies|ied|ying)|refus\w+|declin\w+|reject\w*|dismiss\w*|disput\w+)\b", re.IGNORECASE)
_ACCORDING = re.compile(r"\baccording to\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_LIKE_ASCII = str.maketrans("İıſ", "iis")
"""Letters that are another's other case, as patterns have it."""
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Uu]s|[Oo]ur|[Mm]y)\b")
_ASIDE = re.compile(r",?\s\b(?:who|which)\b[^,.;“”]*")
_ENDED = re.compile(r"[.!?…][”\"'’)]*$")
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")

Items = dict[str, Claim | Warning]
"""Claims and warnings by their ids."""
Told = OverviewAnswer | Rejected | None
"""What the model wrote as headline and overview, or why that is no use; nothing where it was not asked."""


@dataclass(frozen=True, slots=True)
class Composed:
    """Headline and overview, and what did not hold."""

    headline: str
    overview: tuple[OverviewSentence, ...]
    rejected: tuple[Rejected, ...] = ()


def has_title(document: Document) -> bool:
    """Whether the article brings a headline of its own; no model's is as trustworthy."""
    return bool(document.info.title) or any(s.heading for s in document.sentences[:1])


def title_of(document: Document) -> str:
    """The article's title if it is known, else its first heading, else its first sentence."""
    if document.info.title:
        return line(document.info.title)
    heading = next((s for s in document.sentences[:3] if s.heading), document.sentences[0])
    return line(document.words(heading))


def plain(document: Document, related: Related) -> Composed:
    """Without a model: the title, and the key claims in the article's words."""
    chosen = _chosen(document, related.verified)[:SENTENCES]
    return with_dispute(Composed(title_of(document), tuple(_as_sentence(claim, document) for claim in chosen)), related)


def with_dispute(composed: Composed, related: Related) -> Composed:
    """With the main contradiction in headline and overview: its question, and the positions, which are checked already.

    They stand side by side without a word of our own, as the article may be in any language; a question that has them
    already stands alone.
    """
    if not related.contradictions:
        return composed
    main = related.contradictions[0]
    told = main.question
    if not all(bare(side.position) in told for side in main.sides):
        positions = " – ".join(side.position.rstrip(". ") for side in main.sides)
        told = f"{told} {positions}{'' if _ENDED.search(positions) else '.'}"
    sentence = OverviewSentence(sentence=told, supported_by=(main.id,))
    asked = f"{composed.headline} – {main.question}"
    headline = asked if len(main.question) <= LONGEST_QUESTION else composed.headline
    return replace(composed, headline=headline, overview=(*composed.overview, sentence))


async def ask_overview(client: Asks, document: Document, verified: Verified) -> Told:
    """What the model writes over the key claims, or its answer as refused if that is no use; ``None`` over too few.

    Raises:
        SummarizerError: whatever the client raises for the service or a ceiling.
    """
    chosen = _chosen(document, verified)
    if len(chosen) < 2:
        return None
    try:
        answer: OverviewAnswer = await ask_readable(
            client,
            conversation("overview", _question(document, chosen)),
            OverviewAnswer,
            max_tokens=TOKENS,
            task="the overview",
        )
    except AnswerError as error:
        item = {"overview": error.raw if isinstance(error, AnswerUnreadable) else ""}
        return Rejected(kind="claim", item=item, reasons=("unreadable_answer",), detail=str(error))
    return answer


def compose(document: Document, related: Related, answer: Told) -> Composed:
    """What holds of the answer; what does not is replaced, and one that is of no use as a whole."""
    if isinstance(answer, OverviewAnswer):
        return with_dispute(checked(document, related, answer), related)
    without = plain(document, related)
    return without if answer is None else replace(without, rejected=(answer,))


def settle_and_compose(relater: Relater, answer: Told) -> tuple[Related, Composed]:
    """What has been judged, and what is said of it all."""
    related = relater.result()
    return related, compose(relater.document, related, answer)


def checked(document: Document, related: Related, answer: OverviewAnswer) -> Composed:
    """The answer's sentences that hold, at least two in all: a key claim stands in for each that does not."""
    items: Items = {c.id: c for c in related.verified.claims}
    items |= {w.id: w for w in related.verified.warnings}
    kept: list[OverviewSentence] = []
    rejected: list[Rejected] = []
    ours = _is_english(document)
    proposals = [_named(written, items) if ours else written for written in answer.overview]
    faults = _faults(document, answer.overview, proposals, items, related.cast)
    for proposed, fault in zip(proposals, faults, strict=True):
        detail = fault or _repeats(proposed, kept)
        if detail is None:
            kept.append(OverviewSentence(sentence=line(proposed.s), supported_by=tuple(dict.fromkeys(proposed.ids))))
        else:
            rejected.append(
                Rejected(
                    kind="claim",
                    item={"overview": proposed.s, "supported_by": proposed.ids},
                    reasons=("not_supported",),
                    detail=detail,
                )
            )
    if len(kept) < 2:
        cited = {id_ for sentence in kept for id_ in sentence.supported_by}
        spare = [claim for claim in _chosen(document, related.verified) if claim.id not in cited]
        kept += [_as_sentence(claim, document) for claim in spare[: 2 - len(kept)]]
    headline = title_of(document) if has_title(document) else line(answer.headline)
    if missing := _headline_fault(document, headline, items.values()):
        rejected.append(Rejected(kind="claim", item={"headline": headline}, reasons=(missing[0],), detail=missing[1]))
        headline = title_of(document)
    return Composed(headline or title_of(document), tuple(kept), tuple(rejected))


def _headline_fault(document: Document, headline: str, items: Iterable[Claim | Warning]) -> tuple[Reason, str] | None:
    """Why a headline does not hold, or ``None``: each figure and name is in the article, and it tells of what is."""
    if missing := [*missing_numbers(headline, document.text), *missing_names(headline, document.text)]:
        return "name_not_in_evidence", f"{', '.join(missing)} is not in the article"
    if headline == title_of(document):
        return None
    told = list(items)
    ground = " ".join([*map(document.words, document.sentences[:LEAD]), *(_words(document, item) for item in told)])
    if addresses_a_model(document) or shared(headline, ground, but=stems(" ".join(map(_parties, told)))) < HEADLINE:
        return "not_supported", "it says something else than what is claimed"
    return None


def _chosen(document: Document, verified: Verified) -> list[Claim]:
    """Key claims that can stand alone, the weightiest of each speaker first, in the order of the text."""
    keys = [c for c in verified.claims if c.key and c.speaker is not None and len(c.statement) > SHORTEST_ITEM]
    keys = keys or [c for c in verified.claims if c.speaker is not None] or list(verified.claims)
    weight = scores(document, verified.claims, frozenset(id_ for w in verified.warnings for id_ in w.claims))
    heard: dict[str, int] = {}
    ranked: list[tuple[int, float, Claim]] = []
    for claim in sorted(keys, key=lambda c: -weight[c.id]):
        name = claim.speaker.name if claim.speaker else ""
        ranked.append((heard.get(name, 0), -weight[claim.id], claim))
        heard[name] = heard.get(name, 0) + 1
    chosen = [claim for _, _, claim in sorted(ranked, key=lambda row: row[:2])[:ITEMS]]
    return sorted(chosen, key=lambda c: c.evidence[0].start)


def _question(document: Document, chosen: Sequence[Claim]) -> str:
    rows = [f"Title: {title_of(document)}"]
    for claim in chosen:
        who = claim.speaker.name if claim.speaker else "somebody"
        role = f", {line(claim.speaker.role)}" if claim.speaker and claim.speaker.role else ""
        words = line(" ".join(piece.quote for piece in claim.evidence))
        rows.append(f"{claim.id} ({line(who)}{role}) {words[:LONGEST_ITEM]}")
    return "\n".join(rows)


def _as_sentence(claim: Claim, document: Document) -> OverviewSentence:
    """The claim with its speaker in front; a verb of ours stands between them in English articles only."""
    if claim.speaker and not _is_english(document):
        return OverviewSentence(sentence=f"{claim.speaker.name}: {claim.statement}", supported_by=(claim.id,))
    who = claim.speaker.name if claim.speaker else "The article"
    # A statement that is negative itself would be turned into its opposite by "denies".
    verb = "denies" if claim.stance == "denies" and not _NEGATION.search(claim.statement) else "says"
    if claim.stance == "declines":
        return OverviewSentence(sentence=claim.statement, supported_by=(claim.id,))
    words = claim.statement.strip('“”"')
    return OverviewSentence(sentence=f"{who} {verb}: “{words}”", supported_by=(claim.id,))


def _is_english(document: Document) -> bool:
    """Whether words of ours fit in; a language that is not known is read like English."""
    return (document.info.language or "en").startswith("en")


def _faults(
    document: Document,
    written: Sequence[OverviewLine],
    proposals: Sequence[OverviewLine],
    items: Items,
    cast: Cast | None,
) -> list[str | None]:
    """Why each of the proposals does not hold, or ``None``. What holds here goes through the checker's rules, as it was
    ``written``: whose words they are has been looked at."""
    faults = [_fault(document, proposed, items) for proposed in proposals]
    holding = [number for number, fault in enumerate(faults) if fault is None]
    rows = [(line(written[n].s), [items[id_] for id_ in dict.fromkeys(written[n].ids)]) for n in holding]
    for index, detail in unborne(document, rows, cast).items():
        faults[holding[index]] = detail
    return faults


def _fault(document: Document, proposed: OverviewLine, items: Items) -> str | None:
    """Why an overview sentence does not hold, or ``None``."""
    unknown = [id_ for id_ in proposed.ids if id_ not in items]
    if unknown:
        return f"there is no item {', '.join(unknown)}"
    cited = [items[id_] for id_ in dict.fromkeys(proposed.ids)]
    ground = " ".join([*(_words(document, item) for item in cited), *(_parties(item) for item in cited)])
    if missing := [*missing_numbers(proposed.s, ground), *missing_names(proposed.s, ground)]:
        return f"{', '.join(missing)} is not in what it rests on"
    if not any(_names_party(proposed.s, item) for item in cited):
        return "it does not name whose words these are"
    if _reports(" ".join(_words(document, item) for item in cited)) and not _reports(proposed.s):
        return "it gives somebody's words as a fact"
    if _gives_to_another(proposed.s, cited):
        return "it gives the words to somebody else"
    names = stems(" ".join(map(_parties, cited)))
    least = SUPPORT_IF_WARY if addresses_a_model(document) else SUPPORT_BESIDE_NAMES
    if shared(proposed.s, ground) < SUPPORT or shared(proposed.s, ground, but=names) < least:
        return "it says something else than what it rests on"
    if _FIRST_PERSON.search(_QUOTED.sub(" ", proposed.s)):
        return "it speaks in the first person"
    if len(cited) == 1 and _polarity(proposed.s) != _item_polarity(cited[0]):
        return "it denies what its evidence affirms, or the reverse"
    return None


def _gives_to_another(sentence: str, cited: Sequence[Claim | Warning]) -> bool:
    """Whether the subject of its first reporting verb is none of those whose words it cites."""
    cue = next(iter(find_cues(_QUOTED.sub(lambda quoted: BLANK * len(quoted.group()), sentence), 0)), None)
    if cue is None or cue.form == "according":
        return False
    return not any(_names_party(cue.phrase, item) or occurs(cue.phrase, _parties(item)) for item in cited)


def _polarity(sentence: str) -> bool:
    """Whether a sentence says that something is not so; a denial of a denial says that it is."""
    words = _ASIDE.sub(" ", sentence)
    return bool(_DENIAL.search(words)) != bool(_NEGATION.search(words))


def _item_polarity(item: Claim | Warning) -> bool:
    """The same of the words an item rests on."""
    return _polarity(" ".join(piece.quote for piece in item.evidence))


def _reports(words: str) -> bool:
    """Whether a verb of reporting stands in them; in a language without a table none ever does."""
    said = _WORD.findall(words.translate(_LIKE_ASCII).lower())
    return not VERBS.keys().isdisjoint(said) or _ACCORDING.search(words) is not None


def _named(written: OverviewLine, items: dict[str, Claim | Warning]) -> OverviewLine:
    """With the speaker put in front where the sentence leaves out whose words it gives, and only one it can be."""
    cited = [items[id_] for id_ in dict.fromkeys(written.ids) if id_ in items]
    if not cited or _reports(written.s) or any(_names_party(written.s, item) for item in cited):
        return written
    speakers = {item.speaker.name if isinstance(item, Claim) and item.speaker else None for item in cited}
    name = speakers.pop()
    if speakers or name is None:
        return written
    words = line(written.s)
    first = words.split()[0] if words else ""
    opener = words[:1].lower() + words[1:] if first.casefold() in _OPENERS else words
    return written.model_copy(update={"s": f"According to {name}, {opener}"})


def _repeats(proposed: OverviewLine, kept: Sequence[OverviewSentence]) -> str | None:
    same = any(set(proposed.ids) == set(k.supported_by) or fold(proposed.s) == fold(k.sentence) for k in kept)
    return "it repeats another sentence" if same else None


def _words(document: Document, item: Claim | Warning) -> str:
    """The words of its evidence, of what stands between, and of the sentence before, unless that addresses a model."""
    first, last = item.evidence[0], item.evidence[-1]
    at = next((s.number for s in document.sentences if s.end > first.start), 0)
    before = document.sentences[max(0, at - 1)].start
    places = [(max(start, before), min(end, last.end)) for start, end in addressed(document.text)]
    own = [(e.start, e.end) for e in item.evidence]
    words, begin = "", before
    for start, end in places:
        if start < end and not any(start < e and end > s for s, e in own):
            words, begin = f"{words}{document.text[begin:start]} ", end
    return words + document.text[begin : last.end]


def _parties(item: Claim | Warning) -> str:
    if isinstance(item, Claim):
        return " ".join([item.speaker.name, *item.speaker.mentions, item.speaker.role or ""]) if item.speaker else ""
    return " ".join(p.name for p in (item.issuer, item.recipient) if p)


def _names_party(sentence: str, item: Claim | Warning) -> bool:
    if isinstance(item, Claim) and item.speaker is None:
        return True
    return any(occurs(name, sentence) for name in _names_of(item))


def _names_of(item: Claim | Warning) -> list[str]:
    if isinstance(item, Claim):
        return [item.speaker.name, *item.speaker.mentions] if item.speaker else []
    return [p.name for p in (item.issuer, item.recipient) if p]
