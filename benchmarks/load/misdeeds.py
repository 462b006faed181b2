"""What a service does wrong, how often, and how each of its misdeeds looks on the wire."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.load.replies import Content

KINDS = (
    "asks_to_wait",
    "overloaded",
    "broken",
    "unavailable",
    "silent",
    "reset",
    "half_body",
    "half_answer",
    "prose",
    "wrong_numbers",
    "empty",
    "noise",
)
"""429 with and without ``Retry-After``, 500, 503, no answer at all, a connection reset in mid-body, an HTTP body that
ends in the middle of its JSON, an answer that does, prose in place of JSON, sentence numbers that do not exist or are
another's, an empty answer, and 10 MB of noise, now as the answer and now as the whole body."""

NOISE_BYTES = 10_000_000
WAITS = ("0", "0.3", "1")
"""Values of ``Retry-After``, seconds."""
PROSE = "Certainly! The article is about a small town where several people disagree. Shall I go into detail?"


@dataclass
class Chance:
    """The choice of a misdeed for each request as it arrives: ``rate`` (0 to 1) of them get one of ``kinds``.

    The kinds come in rounds, each once a round in random order, so that also a short run has them all.
    """

    rate: float = 0.0
    kinds: Sequence[str] = KINDS
    seed: int = 1
    random: random.Random = field(init=False)
    _round: list[str] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)

    def next(self) -> str:
        """The misdeed for the request that has just arrived; empty for none."""
        if self.random.random() >= self.rate:
            return ""
        if not self._round:
            self._round = self.random.sample(self.kinds, len(self.kinds))
        return self._round.pop()


def misnumbered(content: Content, chance: random.Random) -> Content:
    """An answer whose sentence numbers and ids are wrong: half of them another's, half nobody's."""
    return {str(_wrong(key, chance)): _renumbered(value, chance) for key, value in content.items()}


def _renumbered(value: Any, chance: random.Random, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _renumbered(inner, chance, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_renumbered(inner, chance, key) for inner in value]
    if key == "n":
        return _wrong(value, chance)
    if key == "ids":
        return f"c{_wrong(value[1:], chance)}"
    return value


def _wrong(number: Any, chance: random.Random) -> Any:
    """A number made another; whatever is none stays as it is."""
    if not str(number).isdecimal():
        return number
    return int(number) + (100 if chance.random() < 0.5 else 1)


def completion(text: str, read: int) -> bytes:
    """The body of a chat completion that says ``text`` after so many tokens of prompt."""
    written = len(text) // 4 + 1
    usage = {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}
    choice = {"index": 0, "message": {"role": "assistant", "content": text, "refusal": None}, "finish_reason": "stop"}
    body = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [choice],
        "usage": usage,
    }
    return json.dumps(body, ensure_ascii=False).encode()


def compact(content: Content) -> str:
    """An answer as a model writes it."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def refusal(message: str) -> bytes:
    """The body of an error in the form of OpenAI-compatible services."""
    return json.dumps({"error": {"message": message, "type": None, "code": None}}).encode()
