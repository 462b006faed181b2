"""What has been verified, in another language than the article's: asked for line by line, held against each line.

Everything is extracted, verified, related and summed up in the article's language; only then is all that is told in
words translated: headline, overview, statements, dangers, positions, questions and explanations. A line whose
translation does not hold, at the second try either, stays as it is.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from summarizer.answers import LineAnswers
from summarizer.asking import Asks, ask_readable
from summarizer.compose import Composed
from summarizer.dialogue import conversation, fenced, head, line
from summarizer.document import Document
from summarizer.errors import AnswerError, AnswerTruncated, SummarizerError
from summarizer.ground import addresses_a_model
from summarizer.language_names import NAMES
from summarizer.models import (
    Claim,
    ClaimOriginal,
    Contradiction,
    ContradictionOriginal,
    OverviewOriginal,
    OverviewSentence,
    Reason,
    Side,
    SideOriginal,
    SummaryOriginal,
    Warning,
    WarningOriginal,
)
from summarizer.profiles import Profile
from summarizer.relate import Related
from summarizer.translated import Original, other_than, without_title_case

MOST_CHARACTERS = 6_000
"""Of one call: an answer that is of no use then costs little, and several are under way at once."""
CHARACTERS_A_TOKEN = 0.5
"""Of the model's context, those that lines may have: their translation needs as much room again, in languages that
take two characters a token, and the prompt the rest."""
TOKENS_A_CHARACTER = 0.6
"""Room for a translation that is somewhat longer than its original, in such a language."""
TOKENS_A_LINE = 16
TOKENS_OF_FRAME = 60
UNABLE = "this model writes it too badly"
WARY = "the article addresses a model, and whether that was obeyed cannot be seen in another language"
"""Why nothing is asked for in another language."""
NOT_ASKED = "it was not asked for"
WHY: Mapping[Reason, str] = {
    "number_not_in_evidence": "its figures differ",
    "name_not_in_evidence": "its names differ",
    "negation_differs": "it denies what the line says, or the reverse",
    "not_supported": "it is no translation",
}
"""What is told of translations that do not hold."""


@dataclass(slots=True)
class Translator:
    """The translation of one summary; keeps what is done when it is interrupted. ``asked`` tells whether anything was.

    ``words`` are the translations that hold and ``left`` is why the others stay as they are, both by the line.
    """

    document: Document
    related: Related
    composed: Composed
    language: str | None
    profile: Profile
    lines: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)
    left: dict[str, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    asked: bool = False
    stopped: SummarizerError | None = None

    def __post_init__(self) -> None:
        self.language = other_than(self.language, self.document.info.language)
        if self.language is not None:
            self.lines = tuple(dict.fromkeys(line(text) for text in self._texts()))
            self.people = tuple(dict.fromkeys(_people(self.related)))
            self.left = dict.fromkeys(self.lines, NOT_ASKED)

    async def run(self, client: Asks) -> None:
        """Ask for what can be translated. Errors of the service and ceilings end it and are kept in :attr:`stopped`."""
        if self._hindrance():
            return
        slots = asyncio.Semaphore(self.profile.jobs)

        async def one(batch: Sequence[str]) -> None:
            async with slots:
                if self.stopped is None:
                    try:
                        await self._ask(client, batch)
                    except SummarizerError as error:
                        self.stopped = self.stopped or error

        room = min(MOST_CHARACTERS, int(self.profile.context_tokens * CHARACTERS_A_TOKEN))
        await asyncio.gather(*(one(batch) for batch in _batches(self.lines, room)))

    @property
    def complete(self) -> bool:
        """Whether nothing was stopped before every line had been put to the model that can be."""
        return self.stopped is None and (NOT_ASKED not in self.left.values() or self._hindrance() is not None)

    def notes(self) -> tuple[str, ...]:
        """What stays in the article's language, and why."""
        if self.language is None or not self.left:
            return ()
        where = f"in the article's language, not in {self.language!r}"
        if hindrance := self._hindrance():
            return (f"the summary is {where}: {hindrance}",)
        reasons = Counter(self.left.values())
        told = "; ".join(f"{times} × {why}" for why, times in reasons.most_common())
        told = told.replace(NOT_ASKED, f"{NOT_ASKED} ({self.stopped or 'interrupted'})")
        return (f"{len(self.left)} of {len(self.lines)} lines of the summary are {where}: {told}",)

    def headline(self) -> str:
        """The headline, translated if it is."""
        return self._said(self.composed.headline) or self.composed.headline

    def headline_from(self) -> SummaryOriginal | None:
        """What the headline was translated from, if it was."""
        if self._said(self.composed.headline) is None:
            return None
        return SummaryOriginal(headline=self.composed.headline)

    def overview(self) -> tuple[OverviewSentence, ...]:
        """The overview as far as it is translated."""
        return tuple(map(self._sentence, self.composed.overview))

    def claims(self) -> tuple[Claim, ...]:
        """The claims likewise."""
        return tuple(map(self._claim, self.related.verified.claims))

    def warnings(self) -> tuple[Warning, ...]:
        """The warnings likewise."""
        return tuple(map(self._warning, self.related.verified.warnings))

    def contradictions(self) -> tuple[Contradiction, ...]:
        """The contradictions likewise."""
        return tuple(map(self._contradiction, self.related.contradictions))

    def _texts(self) -> Iterator[str]:
        """Everything that is told in words, in the order of the document."""
        yield self.composed.headline
        yield from (item.sentence for item in self.composed.overview)
        yield from (claim.statement for claim in self.related.verified.claims)
        yield from (warning.danger for warning in self.related.verified.warnings)
        for item in self.related.contradictions:
            yield from filter(None, (item.question, *(side.position for side in item.sides), item.explanation))

    def _hindrance(self) -> str | None:
        """Why nothing is asked for."""
        if not self.profile.translates:
            return UNABLE
        if addresses_a_model(self.document):
            return WARY
        return None

    async def _ask(self, client: Asks, batch: Sequence[str]) -> None:
        """One batch, and once more what of it does not hold; halved where the answer is cut off."""
        answer = await self._answered(client, batch)
        if isinstance(answer, AnswerTruncated) and len(batch) > 1:
            await self._ask(client, batch[: len(batch) // 2])
            await self._ask(client, batch[len(batch) // 2 :])
        elif isinstance(answer, AnswerError):
            self.left |= dict.fromkeys(batch, "the answer was of no use")
        elif open_ := self._keep(batch, answer):
            again = await self._answered(client, tuple(open_), "\n".join(open_.values()))
            if not isinstance(again, AnswerError):
                self._keep(tuple(open_), again)

    async def _answered(self, client: Asks, batch: Sequence[str], wrong: str = "") -> LineAnswers | AnswerError:
        """The answer about some lines, told what was ``wrong`` before; the error if it is no use."""
        assert self.language is not None
        self.asked = True
        rows = "\n".join(f"{n} {text}" for n, text in enumerate(batch, 1))
        told = f"\n\nWrong in the last answer:\n{wrong}" if wrong else ""
        question = f"{fenced(rows)}{told}\n\n{_plea(self.language)}"
        own = self.document.info.language
        elsewhere = (self.document.text, _examples())
        context = {
            "lines": {n: Original(self._plain(text), own, elsewhere, self.people) for n, text in enumerate(batch, 1)},
            "language": self.language,
        }
        limit = TOKENS_OF_FRAME + round(len(rows) * TOKENS_A_CHARACTER) + TOKENS_A_LINE * len(batch)
        try:
            return await ask_readable(
                client,
                conversation("translation", question),
                LineAnswers,
                max_tokens=limit,
                task="translations",
                context=context,
            )
        except AnswerError as error:
            return error

    def _keep(self, batch: Sequence[str], answer: LineAnswers) -> dict[str, str]:
        """Take the lines that hold; the others, each with what is wrong with it."""
        failed = {fault.number: fault for fault in answer.failed}
        open_: dict[str, str] = {}
        for number, text in enumerate(batch, 1):
            if (words := answer.held.get(number)) is not None:
                self.words[text] = words
                del self.left[text]
                continue
            fault = failed.get(number)
            self.left[text] = WHY.get(fault.reason, WHY["not_supported"]) if fault else "there was no answer"
            open_[text] = f"- line {len(open_) + 1}: {fault.detail if fault else 'it is missing'}"
        return open_

    def _plain(self, text: str) -> str:
        """The line as it is held against: in a headline, capital letters may be those of a title."""
        if text != line(self.composed.headline):
            return text
        return without_title_case(
            text, "\n".join(self.document.words(s) for s in self.document.sentences if not s.heading)
        )

    def _said(self, text: str) -> str | None:
        """The translation of a text if there is one that says it in other words."""
        words = self.words.get(line(text))
        return None if words is None or words == line(text) else words

    def _sentence(self, item: OverviewSentence) -> OverviewSentence:
        words = self._said(item.sentence)
        if words is None:
            return item
        return item.model_copy(update={"sentence": words, "translated_from": OverviewOriginal(sentence=item.sentence)})

    def _claim(self, claim: Claim) -> Claim:
        words = self._said(claim.statement)
        if words is None:
            return claim
        original = ClaimOriginal(statement=claim.statement)
        return claim.model_copy(update={"statement": words, "statement_origin": "model", "translated_from": original})

    def _warning(self, warning: Warning) -> Warning:
        words = self._said(warning.danger)
        if words is None:
            return warning
        return warning.model_copy(update={"danger": words, "translated_from": WarningOriginal(danger=warning.danger)})

    def _side(self, side: Side) -> Side:
        words = self._said(side.position)
        if words is None:
            return side
        return side.model_copy(update={"position": words, "translated_from": SideOriginal(position=side.position)})

    def _contradiction(self, item: Contradiction) -> Contradiction:
        told = {name: getattr(item, name) for name in ("question", "explanation")}
        changed = {name: words for name, text in told.items() if (words := self._said(text)) is not None}
        update: dict[str, object] = {**changed, "sides": tuple(map(self._side, item.sides))}
        if changed:
            update["translated_from"] = ContradictionOriginal(**{name: told[name] for name in changed})
        return item.model_copy(update=update)


def _plea(language: str) -> str:
    """The end of a question: what is to be done with its lines."""
    return f"Write the lines in {NAMES[language]}; keep names and figures as they are."


@cache
def _examples() -> str:
    """The lines of the worked examples."""
    return "\n".join(message["content"] for message in head("translation") if message["role"] == "user")


def _people(related: Related) -> Iterator[str]:
    """The forms of all names of those who speak, warn, are warned or pass something on."""
    for claim in related.verified.claims:
        yield from (claim.speaker.name, *claim.speaker.mentions) if claim.speaker else ()
        yield from (claim.via.name,) if claim.via else ()
    for warning in related.verified.warnings:
        yield from (party.name for party in (warning.issuer, warning.recipient) if party)


def _batches(lines: Iterable[str], room: int) -> Iterator[list[str]]:
    """Lines by as many as there is room for, in characters; one at least."""
    batch: list[str] = []
    size = 0
    for text in lines:
        if batch and size + len(text) > room:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    if batch:
        yield batch
