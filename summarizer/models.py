"""What we vouch for: the summary document, as frozen Pydantic models.

Offsets are 0-based, half-open and count Unicode code points of ``Summary.text``. These models are the
source of ``schemas/``; a field is here because ``contract.md`` promises it. They forbid unknown keys.
"""

from __future__ import annotations

from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION: Final = "1"

Stance = Literal["asserts", "denies", "accuses", "predicts", "promises", "demands", "declines"]
Match = Literal["exact", "repaired"]
ItemKind = Literal["claim", "warning", "contradiction"]
ContradictionKind = Literal["between_speakers", "same_speaker", "with_narration", "figures", "timing"]
Reason = Literal[
    "quote_not_found",
    "quote_altered",
    "quote_joined",
    "number_not_in_evidence",
    "unit_differs",
    "date_not_in_evidence",
    "name_not_in_evidence",
    "negation_differs",
    "hedge_dropped",
    "speaker_not_in_text",
    "speaker_not_near_evidence",
    "in_excluded_text",
    "unknown_sentence",
    "duplicate",
    "sides_agree",
    "side_missing",
    "not_supported",
    "unreadable_answer",
    "not_attributed",
    "from_example",
]


class Frozen(BaseModel):
    """A value: immutable, comparable, strict about its keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """A half-open range ``[start, end)`` of code points in the document's text."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    @model_validator(mode="after")
    def _ordered(self) -> Span:
        if self.end < self.start:
            raise ValueError(f"a span ends at {self.end} before it starts at {self.start}")
        return self


class Passage(Span):
    """A span together with the words that stand there: ``quote == text[start:end]``."""

    quote: str


class Evidence(Passage):
    """Words of the article that carry an item. ``repaired`` means equal up to typography.

    ``page`` is the one on which they begin, counted from 1; absent where the source has no pages.
    """

    match: Match = "exact"
    page: int | None = Field(default=None, ge=1, exclude_if=lambda page: page is None)


class Excluded(Span):
    """A stretch of the text that does not belong to the article, and why."""

    reason: str


class Unread(Span):
    """A stretch of the article that no model answer covers, and why."""

    reason: str


class Note(Span):
    """A passage of the article that a reader of the summary should know of, and why.

    An empty span at 0 stands for the whole source: what is missing in it, or could not be read.
    """

    note: str


class Party(Frozen):
    """Somebody (or a body, or a document) named in the text, in the fullest form the text gives."""

    name: str


class Speaker(Party):
    """Who said it. ``mentions`` are the forms as written, in order of first appearance."""

    mentions: tuple[str, ...] = ()
    role: str | None = None


class Check(Frozen):
    """What the verification found. ``notes`` are readable sentences on what was repaired or replaced."""

    verdict: Literal["accepted", "repaired"] = "accepted"
    notes: tuple[str, ...] = ()


class ClaimOriginal(Frozen):
    """What the statement of a claim was translated from."""

    statement: str


class WarningOriginal(Frozen):
    """What the danger of a warning was translated from."""

    danger: str


class SideOriginal(Frozen):
    """What the position of a side was translated from."""

    position: str


class ContradictionOriginal(Frozen):
    """What the question and the explanation of a contradiction were translated from; absent where one was not."""

    question: str | None = Field(default=None, exclude_if=lambda question: question is None)
    explanation: str | None = Field(default=None, exclude_if=lambda explanation: explanation is None)


class Claim(Frozen):
    """Who said what, with the words that show it. ``translated_from`` is absent where nothing was translated."""

    id: str
    speaker: Speaker | None
    stance: Stance
    statement: str
    statement_origin: Literal["model", "verbatim"]
    translated_from: ClaimOriginal | None = Field(default=None, exclude_if=lambda original: original is None)
    via: Party | None = None
    evidence: tuple[Evidence, ...]
    key: bool = False
    check: Check = Check()


class Warning(Frozen):
    """Who told whom of which danger beforehand. ``claims`` are ids of claims that carry it.

    ``translated_from`` is absent where nothing was translated.
    """

    id: str
    issuer: Party | None
    recipient: Party | None
    danger: str
    translated_from: WarningOriginal | None = Field(default=None, exclude_if=lambda original: original is None)
    issued: str | None = None
    response: str | None = None
    claims: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...]
    check: Check = Check()


class Side(Frozen):
    """One answer to a disputed question. ``translated_from`` is absent where nothing was translated."""

    position: str
    translated_from: SideOriginal | None = Field(default=None, exclude_if=lambda original: original is None)
    claims: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...]


class Contradiction(Frozen):
    """A question to which the article gives conflicting answers.

    ``translated_from`` is absent where nothing was translated.
    """

    id: str
    question: str
    kind: ContradictionKind
    sides: tuple[Side, ...] = Field(min_length=2)
    explanation: str
    translated_from: ContradictionOriginal | None = Field(default=None, exclude_if=lambda original: original is None)
    check: Check = Check()


class OverviewOriginal(Frozen):
    """What a sentence of the overview was translated from."""

    sentence: str


class OverviewSentence(Frozen):
    """One sentence of the overview and the ids of the items that support it.

    ``translated_from`` is absent where nothing was translated.
    """

    sentence: str
    translated_from: OverviewOriginal | None = Field(default=None, exclude_if=lambda original: original is None)
    supported_by: tuple[str, ...] = ()


class Rejected(Frozen):
    """Something the model proposed and the text does not bear out, kept with its reasons."""

    kind: ItemKind
    item: dict[str, Any]
    reasons: tuple[Reason, ...]
    detail: str | None = None
    nearest: Passage | None = None


class SourceInfo(Frozen):
    """Where the text came from. ``sha256`` is of the bytes as read."""

    kind: Literal["file", "url", "stdin", "text"]
    location: str | None
    media_type: str
    title: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    sha256: str


class Coverage(Frozen):
    """How much of the article was read, in characters that are not excluded: by its rules, and by the model where they
    leave doubt or all is asked of it. ``unread`` is what the model was asked about in vain; ``passages`` counts the
    pieces put to it. ``notes`` name passages that were read like the rest but want a word, and what the source lacks;
    absent where there are none."""

    characters: int
    read: int
    passages: int
    unread: tuple[Unread, ...] = ()
    notes: tuple[Note, ...] = Field(default=(), exclude_if=lambda notes: not notes)
    partial: bool = False


class Usage(Frozen):
    """What the run cost. Tokens as the service counted them; ``seconds`` is wall time."""

    model: str
    calls: int = 0
    cached_calls: int = 0
    retries: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    cost_usd: float | None = None


class ProducedBy(Frozen):
    """Version of this package and hashes of the prompts that were used."""

    version: str
    prompts: dict[str, str] = {}


class SummaryOriginal(Frozen):
    """What the headline of a summary was translated from."""

    headline: str


class Summary(Frozen):
    """The whole document. Its construction proves that every quote equals the text at its offsets.

    ``translated_from`` is absent where the headline was not translated.
    """

    schema_version: Literal["1"] = SCHEMA_VERSION
    source: SourceInfo
    text: str
    excluded: tuple[Excluded, ...] = ()
    headline: str
    translated_from: SummaryOriginal | None = Field(default=None, exclude_if=lambda original: original is None)
    overview: tuple[OverviewSentence, ...] = ()
    claims: tuple[Claim, ...] = ()
    warnings: tuple[Warning, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    coverage: Coverage
    usage: Usage
    produced_by: ProducedBy

    @model_validator(mode="after")
    def _quotes_are_true(self) -> Summary:
        sides = [side for item in self.contradictions for side in item.sides]
        holders: tuple[Claim | Warning | Side, ...] = (*self.claims, *self.warnings, *sides)
        for holder in holders:
            for piece in holder.evidence:
                if piece.end > len(self.text) or self.text[piece.start : piece.end] != piece.quote:
                    raise ValueError(f"the quote {piece.quote[:60]!r} is not at [{piece.start}, {piece.end})")
        return self
