"""What has been spent, on the whole run and on each source, and what calls in flight may still spend."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field

from summarizer.models import Usage


@dataclass(slots=True, eq=False)
class Account:
    """Calls, tokens and US dollars. ``cost`` is ``None`` as soon as the price of one call is not known."""

    calls: int = 0
    cached_calls: int = 0
    retries: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    cost: float | None = 0.0

    def usage(self, model: str, seconds: float) -> Usage:
        """The account as it goes into a summary."""
        return Usage(
            model=model,
            calls=self.calls,
            cached_calls=self.cached_calls,
            retries=self.retries,
            prompt_tokens=self.prompt_tokens,
            completion_tokens=self.completion_tokens,
            seconds=round(seconds, 3),
            cost_usd=None if self.cost is None else round(self.cost, 6),
        )

    def _add(self, read: int, written: int, cost: float | None) -> None:
        self.prompt_tokens += read
        self.completion_tokens += written
        self.cost = None if self.cost is None or cost is None else self.cost + cost


_current: ContextVar[Account | None] = ContextVar("account", default=None)


def open_account() -> Account:
    """A new account, to which everything goes that this task and those it starts spend from now on."""
    account = Account()
    _current.set(account)
    return account


def current_account() -> Account | None:
    """The account of the source that this task works for."""
    return _current.get()


@dataclass(slots=True)
class Ledger:
    """The account of a whole run. Everything is booked on the source's account as well."""

    total: Account = field(default_factory=Account)
    answers: int = 0
    """That came over the wire, usable or not."""
    promised_tokens: int = 0
    promised_cost: float = 0.0

    @property
    def tokens(self) -> int:
        """Read and written so far."""
        return self.total.prompt_tokens + self.total.completion_tokens

    def called(self) -> None:
        """A call is being sent."""
        for account in self._accounts():
            account.calls += 1

    def cached(self) -> None:
        """An answer that was stored has been used."""
        for account in self._accounts():
            account.cached_calls += 1

    def retried(self) -> None:
        """A call is going to be sent once more."""
        for account in self._accounts():
            account.retries += 1

    def answered(self, read: int, written: int, cost: float | None) -> None:
        """An answer came, usable or not; ``cost`` is ``None`` where the price is not known."""
        self.answers += 1
        for account in self._accounts():
            account._add(read, written, cost)

    def _accounts(self) -> tuple[Account, ...]:
        current = _current.get()
        return (self.total,) if current is None else (self.total, current)
