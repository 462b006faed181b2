"""``--dry-run``: what a run would take, with no model asked or started."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.cli_options import RunOptions
from summarizer.cli_output import say_out
from summarizer.cli_talk import say, say_traceback
from summarizer.cli_tally import Tally
from summarizer.errors import SummarizerError
from summarizer.listing import Listing, Missed
from summarizer.planning import Plan, plan
from summarizer.render.inert import inert
from summarizer.render.outline import count


@dataclass
class _Total:
    """The sums of the plans so far; ``cost`` is ``None`` once a price was not known."""

    sources: int = 0
    calls: int = 0
    read: int = 0
    written: int = 0
    cost: float | None = 0.0

    def add(self, one: Plan) -> None:
        self.sources += 1
        self.calls += one.calls
        self.read += one.prompt_tokens
        self.written += one.completion_tokens
        self.cost = None if self.cost is None or one.cost_usd is None else self.cost + one.cost_usd

    def as_plan(self) -> Plan:
        return Plan(self.calls, self.read, self.written, self.cost)


def foresee(options: RunOptions) -> int:
    """Print a line for each source and one for all, and return the exit status."""
    tally, total = Tally(), _Total()

    def note(name: str, error: SummarizerError) -> None:
        tally.add(name, None, error)
        say(str(error))
        if options.talk.verbose:
            say_traceback(error)

    def missed(what: Missed) -> None:
        note(what.location, what.error)

    for source in Listing(options.sources, from_list=options.from_list, text_field=options.text_field, missed=missed):
        try:
            expected = plan(source, options.settings)
        except SummarizerError as error:
            note(source.location or source.name, error)
            continue
        tally.whole += 1
        total.add(expected)
        say_out(f"{inert(source.location or source.name)}: {in_words(expected)}\n")
    if tally.sources > 1:
        say_out(f"{count(total.sources, 'source')}: {in_words(total.as_plan())}\n")
    return tally.exit_status(strict=False)


def in_words(expected: Plan) -> str:
    """Such as ``about 18 calls, 4,310 tokens read, 802 written, $0.0021``."""
    cost = "price unknown" if expected.cost_usd is None else f"${expected.cost_usd:.4f}"
    tokens = f"{expected.prompt_tokens:,} tokens read, {expected.completion_tokens:,} written"
    return f"about {count(expected.calls, 'call')}, {tokens}, {cost}"
