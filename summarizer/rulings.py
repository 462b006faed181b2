"""What a model is asked to fill in about disputes."""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

LONGEST_QUESTION = 120
LONGEST_POSITION = 160
LONGEST_REASON = 240
"""Characters. A limit in the schema keeps a small model from running on."""
MOST_PASSAGES = 6
"""Sentences of one side."""

Verdict = Literal["conflict", "both"]
"""``both`` can hold: another day, place, group or definition, part and whole, plan and outcome."""


def _advised(**limits: int) -> Any:
    """A field whose limits the model is told; one that goes beyond them is no reason to lose the answer."""
    return Field(json_schema_extra=dict(limits))


class Title(BaseModel):
    """The question that a dispute is about."""

    question: str = Field(max_length=LONGEST_QUESTION)


class Stand(BaseModel):
    """One answer to a question and the numbers of the sentences that give it."""

    position: str = _advised(maxLength=LONGEST_POSITION)
    n: list[int] = _advised(maxItems=MOST_PASSAGES)


class Found(BaseModel):
    """One question to which the numbered sentences give conflicting answers."""

    question: str = _advised(maxLength=LONGEST_QUESTION)
    sides: list[Stand] = _advised(maxItems=5)
    why: str = _advised(maxLength=LONGEST_REASON)


class Survey(BaseModel):
    """All such questions, the most serious first."""

    disputes: list[Found] = _advised(maxItems=40)


class Verdicts(BaseModel):
    """Verdicts on numbered pairs."""

    model_config = ConfigDict(populate_by_name=True)

    @property
    def verdicts(self) -> dict[int, Verdict]:
        """Number to verdict."""
        return {int(str(f.alias)): getattr(self, name) for name, f in type(self).model_fields.items()}


@lru_cache(maxsize=64)
def verdicts_for(count: int) -> type[Verdicts]:
    """The response model that asks for a verdict on each of the pairs 1 to ``count``."""
    verdict = Annotated[Verdict, Field()]
    fields: dict[str, Any] = {f"s{n}": (verdict, Field(alias=str(n))) for n in range(1, count + 1)}
    return create_model("Verdicts", __base__=Verdicts, **fields)
