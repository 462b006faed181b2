"""Verified claims to contradictions: the questions to which the article gives conflicting answers."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.models import Contradiction
from summarizer.verify import Verified


@dataclass(frozen=True, slots=True)
class Related:
    """What was verified, and how the claims stand to each other."""

    verified: Verified
    contradictions: tuple[Contradiction, ...]


def relate(verified: Verified) -> Related:
    """Nothing is proposed yet, so nothing is related."""
    return Related(verified, ())
