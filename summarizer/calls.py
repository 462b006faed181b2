"""One call to a model: what is sent, how, and how its answer is read when it was stored."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from summarizer.services import Service

T = TypeVar("T")

Message = Mapping[str, str]
"""``role`` and ``content``, as in the OpenAI protocol."""

BYTES_A_TOKEN = 4
"""For what a prompt will cost before the service has counted it: about right for English, low for none."""


@dataclass(frozen=True, slots=True)
class Answered(Generic[T]):
    """What an exchange brought, and as it is stored."""

    value: T
    text: str


@dataclass(frozen=True, slots=True)
class Request(Generic[T]):
    """One call: what is sent, how it is sent, and how a stored answer to it is read.

    ``form`` is the JSON Schema of the answer, as text.
    """

    messages: Sequence[Message]
    form: str
    limit: int
    task: str
    exchange: Callable[[Service, dict[str, Any], list[Any]], Awaitable[Answered[T]]]
    read: Callable[[str], T]

    def answered(self, text: str) -> Answered[T]:
        """A stored answer."""
        return Answered(self.read(text), text)

    @property
    def size(self) -> int:
        """Tokens of the prompt, about."""
        return sum(len(message["content"].encode("utf-8", "replace")) for message in self.messages) // BYTES_A_TOKEN
