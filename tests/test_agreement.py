"""What a run prints as accepted, the checker accepts: over articles of our own and answers that are partly untrue."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.profiles import HOSTED, LOCAL, Profile
from tests.articles import Writer, summarised
from tests.rechecking import refused


@pytest.mark.parametrize("profile", [HOSTED, LOCAL], ids=["full answers", "marks"])
@settings(max_examples=25)
@given(
    chance=st.integers(0, 2**32).map(random.Random),
    paragraphs=st.integers(1, 5),
    published=st.sampled_from([None, "2026-03-10"]),
)
def test_nothing_that_the_checker_rejects_is_printed_as_accepted(
    profile: Profile, chance: random.Random, paragraphs: int, published: str | None
) -> None:
    summary = summarised(Writer(chance).article(paragraphs), chance, profile, published)

    assert refused(summary) == []


def test_such_answers_are_partly_kept_and_partly_refused() -> None:
    """Else the property above would hold of nothing."""
    chance = random.Random(7)
    summaries = [summarised(Writer(chance).article(4), chance, HOSTED) for _ in range(8)]
    claims = [claim for summary in summaries for claim in summary.claims]

    assert sum(claim.statement_origin == "model" for claim in claims) > len(claims) / 5
    assert any(claim.check.verdict == "repaired" for claim in claims)
    assert any(summary.warnings for summary in summaries)
    assert any(summary.contradictions for summary in summaries)
    assert {"side_missing", "not_supported"} <= {r for s in summaries for i in s.rejected for r in i.reasons}
    assert {"speaker_not_near_evidence", "speaker_not_in_text", "number_not_in_evidence"} <= {
        reason for summary in summaries for item in summary.rejected for reason in item.reasons
    }
