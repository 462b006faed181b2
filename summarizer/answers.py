"""What a model is asked to fill in: Pydantic response models whose validators know the piece they are about.

An answer that is readable as a whole may still hold items that the text contradicts. The validators sort those
out into ``failed`` with their reasons, so that the caller can ask again for them alone; nothing is dropped.
The validation context has the keys ``piece`` (:class:`~summarizer.pieces.Piece`), ``text`` (of the document) and
``examples`` (names that occur in the worked examples); for translations ``lines`` (what each number stands for) and
``language``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, ValidationInfo, create_model, model_validator

from summarizer.grounding import fold, missing_names, missing_numbers, occurs
from summarizer.models import Reason, Stance
from summarizer.translated import LONGEST, Original, faults, none_at_all

NOBODY = "-"
"""The answer for a sentence that carries nobody's words."""
LONGEST_NAME = 60
LONGEST_STATEMENT = 400
"""Characters. A limit in the schema keeps a small model from running on."""


@dataclass(frozen=True, slots=True)
class Failed:
    """An item that does not hold: what was answered, why it was refused, and a sentence for the model to mend it."""

    number: int
    item: dict[str, Any]
    reason: Reason
    detail: str


class Checked(BaseModel):
    """An answer with its failed items set apart."""

    model_config = ConfigDict(populate_by_name=True)
    _failed: list[Failed] = PrivateAttr(default_factory=list)

    @property
    def failed(self) -> tuple[Failed, ...]:
        """Items that the text contradicts, in the order of the answer."""
        return tuple(self._failed)


class Marks(Checked):
    """Whose words some sentences of a piece carry: number to name, :data:`NOBODY` where nobody's."""

    _names: dict[int, str] = PrivateAttr(default_factory=dict)

    @property
    def names(self) -> dict[int, str]:
        """The answers that hold, without those for nobody."""
        return self._names

    @model_validator(mode="after")
    def _sort_out(self, info: ValidationInfo) -> Marks:
        for field, value in type(self).model_fields.items():
            number, name = int(str(value.alias)), str(getattr(self, field)).strip()
            if name in {NOBODY, ""}:
                continue
            fault = _speaker_fault(name, info)
            if fault:
                self._failed.append(Failed(number, {"sentence": number, "speaker": name}, *fault))
            else:
                self._names[number] = name
        return self


@lru_cache(maxsize=512)
def marks_for(numbers: tuple[int, ...]) -> type[Marks]:
    """The response model that asks for exactly these sentences of a piece."""
    name = Annotated[str, Field(max_length=LONGEST_NAME)]
    fields: dict[str, Any] = {f"s{n}": (name, Field(alias=str(n))) for n in numbers}
    return create_model("Marks", __base__=Marks, **fields)


class ClaimAnswer(BaseModel):
    """One claim, pointing at a sentence of the piece."""

    n: int
    who: str = Field(max_length=120)
    kind: Stance
    says: str = Field(max_length=LONGEST_STATEMENT)
    via: str | None
    key: bool


class WarningAnswer(BaseModel):
    """One warning, pointing at sentences of the piece."""

    n: list[int] = Field(max_length=6)
    issuer: str | None
    recipient: str | None
    danger: str = Field(max_length=LONGEST_STATEMENT)
    issued: str | None
    response: str | None


class PieceAnswer(Checked):
    """Everything claimed in a piece and everybody warned in it."""

    claims: list[ClaimAnswer]
    warnings: list[WarningAnswer]

    @model_validator(mode="after")
    def _sort_out(self, info: ValidationInfo) -> PieceAnswer:
        if info.context is None:
            return self
        self.claims = [c for c in self.claims if not self._refuse(c.n, c.model_dump(), _claim_fault(c, info))]
        self.warnings = [
            w for w in self.warnings if not self._refuse(min(w.n, default=0), w.model_dump(), _warning_fault(w, info))
        ]
        return self

    def _refuse(self, number: int, item: dict[str, Any], fault: tuple[Reason, str] | None) -> bool:
        if fault:
            self._failed.append(Failed(number, item, *fault))
        return fault is not None


class Danger(BaseModel):
    """A statement judged to be a warning: who was told (empty when nobody is named) and of what."""

    to: str = Field(max_length=LONGEST_NAME)
    danger: str = Field(max_length=160)


class Dangers(BaseModel):
    """Verdicts on numbered statements: a :class:`Danger`, or null where there is no warning."""

    model_config = ConfigDict(populate_by_name=True)

    @property
    def verdicts(self) -> dict[int, Danger]:
        """Number to danger, for the statements that are warnings."""
        found = {int(str(f.alias)): getattr(self, name) for name, f in type(self).model_fields.items()}
        return {number: danger for number, danger in found.items() if danger is not None}


@lru_cache(maxsize=512)
def dangers_for(numbers: tuple[int, ...]) -> type[Dangers]:
    """The response model that asks for a verdict on exactly these statements."""
    fields: dict[str, Any] = {f"s{n}": (Danger | None, Field(alias=str(n))) for n in numbers}
    return create_model("Dangers", __base__=Dangers, **fields)


class OverviewLine(BaseModel):
    """One sentence of the overview and the ids it rests on."""

    s: str = Field(max_length=LONGEST_STATEMENT)
    ids: list[Annotated[str, Field(max_length=8)]] = Field(min_length=1, max_length=4)


class OverviewAnswer(BaseModel):
    """The head of a summary."""

    headline: str = Field(max_length=140)
    overview: list[OverviewLine] = Field(min_length=2, max_length=4)


class LineAnswer(BaseModel):
    """One line in the language asked for."""

    n: int
    t: str = Field(max_length=LONGEST)


class LineAnswers(Checked):
    """Translations of numbered lines."""

    lines: list[LineAnswer]
    _held: dict[int, str] = PrivateAttr(default_factory=dict)

    @property
    def held(self) -> dict[int, str]:
        """The first translation of each line, where it holds."""
        return self._held

    @model_validator(mode="after")
    def _sort_out(self, info: ValidationInfo) -> LineAnswers:
        if info.context is None:
            return self
        seen: set[int] = set()
        for answer in self.lines:
            if answer.n not in info.context["lines"]:
                self._failed.append(_failed_line(answer, "unknown_sentence", f"there is no line {answer.n}"))
            elif answer.n not in seen:
                words = " ".join(answer.t.split())
                fault = _line_fault(words, info.context["lines"][answer.n], info.context["language"])
                if fault:
                    self._failed.append(_failed_line(answer, *fault))
                else:
                    self._held[answer.n] = words
            seen.add(answer.n)
        return self


def _failed_line(answer: LineAnswer, reason: Reason, detail: str) -> Failed:
    return Failed(answer.n, answer.model_dump(), reason, detail)


def _line_fault(words: str, original: Original, language: str) -> tuple[Reason, str] | None:
    if wrong := none_at_all(words, language, original):
        return "not_supported", wrong
    return next(faults(words, language, original), None)


def _speaker_fault(name: str, info: ValidationInfo) -> tuple[Reason, str] | None:
    if info.context is None or occurs(name, info.context["text"]):
        return None
    if any(word in info.context["examples"] and not occurs(word, info.context["text"]) for word in fold(name).split()):
        return "from_example", f"{name!r} comes from the worked example, not from the article"
    if not any(occurs(word, info.context["text"]) for word in name.split() if word[:1].isupper()):
        return "speaker_not_in_text", f"{name!r} does not occur in the article"
    return None


def _claim_fault(claim: ClaimAnswer, info: ValidationInfo) -> tuple[Reason, str] | None:
    assert info.context is not None
    sentence = info.context["piece"].at(claim.n)
    if sentence is None:
        return "unknown_sentence", f"there is no sentence {claim.n} in this piece"
    return _speaker_fault(claim.who, info) or _statement_fault(claim.says, claim.n, claim.who, info)


def _warning_fault(warning: WarningAnswer, info: ValidationInfo) -> tuple[Reason, str] | None:
    assert info.context is not None
    unknown = [n for n in warning.n if info.context["piece"].at(n) is None]
    if unknown or not warning.n:
        return "unknown_sentence", f"there is no sentence {unknown or ''} in this piece"
    for party in (warning.issuer, warning.recipient):
        if party and (fault := _speaker_fault(party, info)):
            return fault
    return _statement_fault(warning.danger, warning.n[0], warning.issuer or "", info)


def _statement_fault(statement: str, number: int, who: str, info: ValidationInfo) -> tuple[Reason, str] | None:
    assert info.context is not None
    piece, text = info.context["piece"], info.context["text"]
    first, last = piece.at(max(1, number - 2)), piece.at(min(len(piece.sentences), number + 1))
    around = text[first.start : last.end] + " " + who
    if missing := missing_numbers(statement, around):
        return "number_not_in_evidence", f"{', '.join(missing)} is not in sentence {number} or beside it"
    if missing := missing_names(statement, around):
        return "name_not_in_evidence", f"{', '.join(missing)} is not in sentence {number} or beside it"
    return None
