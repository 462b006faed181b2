"""A summary with contradictions of several kinds, built by hand, for the tests of everything that shows them."""

from __future__ import annotations

from summarizer.models import Claim, Contradiction, Evidence, Side, Speaker, Summary
from tests.documents import bare_summary, evidence

TEXT = (
    "“Not one of the crew was hurt,” said Olga Reith. Nine of the crew were hurt.\n"
    "The ferry called for help at 21:55. Reith said it called at 21:42. The log of the harbour has the call at 22:10.\n"
    "\x1b[31m[bold]It leaks[/bold] `x` <b>\n"
)
REITH, GUARD = Speaker(name="Olga Reith"), Speaker(name="The coast guard")


def _at(words: str) -> tuple[Evidence, ...]:
    return (evidence(words, TEXT),)


def _claim(id_: str, speaker: Speaker, words: str) -> Claim:
    return Claim(
        id=id_,
        speaker=speaker,
        stance="asserts",
        statement=words,
        statement_origin="verbatim",
        evidence=_at(words),
        key=id_ == "c1",
    )


HURT = Contradiction(
    id="x1",
    question="Was any of the crew hurt?",
    kind="with_narration",
    sides=(
        Side(
            position="Olga Reith: nobody was",
            claims=("c1",),
            evidence=_at("“Not one of the crew was hurt,” said Olga Reith."),
        ),
        Side(position="Nine of the crew were hurt.", evidence=_at("Nine of the crew were hurt.")),
    ),
    explanation="Nobody and nine cannot both be.",
)
CALL = Contradiction(
    id="x2",
    question="When did the ferry first call for help off Skell that night?",
    kind="timing",
    sides=(
        Side(position="at 21:55", claims=("c2",), evidence=_at("The ferry called for help at 21:55.")),
        Side(position="Reith said it called at 21:42.", claims=("c3",), evidence=_at("Reith said it called at 21:42.")),
        Side(position="at 22:10", evidence=_at("The log of the harbour has the call at 22:10.")),
    ),
    explanation="The times differ: 21:55 against 21:42.",
)
HOSTILE = Contradiction(
    id="x3",
    question="Is \x1b[31m[bold]it[/bold] so?\n# No",
    kind="same_speaker",
    sides=(
        Side(position="\x1b]0;t\x07`x`", evidence=_at("\x1b[31m[bold]It leaks[/bold] `x` <b>")),
        Side(position="- y\n\n# z", evidence=_at("<b>")),
    ),
    explanation="",
)


def disputed(*contradictions: Contradiction) -> Summary:
    """A summary of these contradictions and of the claims that their sides name."""
    claims = (
        _claim("c1", REITH, "“Not one of the crew was hurt,” said Olga Reith."),
        _claim("c2", GUARD, "The ferry called for help at 21:55."),
        _claim("c3", REITH, "Reith said it called at 21:42."),
    )
    return bare_summary(TEXT, claims=claims, contradictions=contradictions)
