"""What a run may use."""

from __future__ import annotations

import asyncio
import time

from summarizer.ceilings import Ceilings
from summarizer.ledger import Ledger
from summarizer.settings import Settings


def test_what_adding_and_taking_away_leaves_of_a_dollar_is_waited_for_by_nobody() -> None:
    ledger = Ledger()
    ceilings = Ceilings(Settings(max_cost=0.3), ledger, lambda read, written: 0.3, time.monotonic, asyncio.sleep)
    ledger.promised_cost = 0.1 + 0.2 - 0.3

    async def use() -> float:
        async with asyncio.timeout(30), ceilings.room_for(10, 10, "claims"):
            return ledger.promised_cost

    assert asyncio.run(use()) > 0.3
