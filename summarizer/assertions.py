"""What an article asserts, sentence by sentence: by whom, or by the narration itself."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.addressed import addressed
from summarizer.document import Document, Sentence
from summarizer.models import Claim, Evidence
from summarizer.verify import Verified

WITHHOLDING = frozenset({"demands", "declines", "promises", "predicts"})
"""Stances that assert nothing about what is or was."""


@dataclass(frozen=True, slots=True)
class Assertion:
    """One sentence of the article. ``speaker`` is ``None`` where the article itself tells it.

    ``withheld`` is true where all that is said is a demand, a promise, a forecast or a refusal to say.
    """

    sentence: Sentence
    evidence: Evidence
    speaker: str | None
    claims: tuple[str, ...]
    withheld: bool
    warned: bool

    @property
    def narrated(self) -> bool:
        """Whether nobody is quoted for it."""
        return not self.claims


def assertions(document: Document, verified: Verified) -> tuple[Assertion, ...]:
    """Every sentence that belongs to the article, in order; those that address a language model only if quoted."""
    places: dict[tuple[int, int], list[Claim]] = {}
    for claim in verified.claims:
        for piece in claim.evidence:
            places.setdefault((piece.start, piece.end), []).append(claim)
    warned = {(piece.start, piece.end) for warning in verified.warnings for piece in warning.evidence}
    out = [(span.start, span.end) for span in document.excluded]
    noted = addressed(document.text)
    found = []
    for sentence in document.sentences:
        place = sentence.start, sentence.end
        if sentence.touches(out):
            continue
        claims = places.get(place, [])
        if not claims and sentence.touches(noted):
            continue
        found.append(
            Assertion(
                sentence=sentence,
                evidence=Evidence(start=place[0], end=place[1], quote=document.words(sentence)),
                speaker=next((c.speaker.name for c in claims if c.speaker), None),
                claims=tuple(c.id for c in claims),
                withheld=bool(claims) and all(c.stance in WITHHOLDING for c in claims),
                warned=place in warned,
            )
        )
    return tuple(found)
