"""Relating keeps what was verified as it is."""

from __future__ import annotations

from summarizer.relate import relate
from summarizer.verify import Verified


def test_nothing_verified_gives_nothing_related() -> None:
    verified = Verified((), (), ())
    related = relate(verified)

    assert related.verified is verified
    assert related.contradictions == ()
