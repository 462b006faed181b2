"""What extraction hands to verification: proposals that point at sentences and quote nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from summarizer.cues import Cue
from summarizer.models import Rejected, Stance, Unread
from summarizer.speakers import Bearer


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDraft:
    """Somebody's words in one sentence (by number).

    ``says`` is a paraphrase, ``None`` where none was asked for. ``cue`` is set for a speaker who is not the
    sentence's main one. ``origin`` tells whether the article's own words showed it (``cue``) or only the model did.
    """

    sentence: int
    bearer: Bearer | None
    stance: Stance
    origin: Literal["cue", "model"]
    says: str | None = None
    via: Bearer | None = None
    cue: Cue | None = None
    key: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningDraft:
    """A danger told beforehand, in the given sentences. Times and responses are words of the article."""

    sentences: tuple[int, ...]
    issuer: Bearer | None
    recipient: Bearer | None
    danger: str
    issued: str | None = None
    response: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All proposals of one document, and what became of the rest: rejected answers, passages without an answer.

    ``spare`` are what the article's own words show of sentences that the model has answered for: they stand in for
    claims whose speaker does not hold. ``passages`` counts the pieces that were to be read, ``partial`` tells that a
    ceiling or an interruption ended it.
    """

    claims: tuple[ClaimDraft, ...]
    warnings: tuple[WarningDraft, ...]
    spare: tuple[ClaimDraft, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    unread: tuple[Unread, ...] = ()
    passages: int = 0
    partial: bool = False
