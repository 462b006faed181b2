"""Articles put together from sentences of our own, and answers of a model about them that are partly untrue."""

from __future__ import annotations

import asyncio
import random
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from summarizer.extract import Extractor
from summarizer.models import Summary, Usage
from summarizer.profiles import Profile
from summarizer.progress import Silent
from summarizer.rulings import Survey, Title, Verdicts
from summarizer.run import Run
from tests.answering import question
from tests.disputing import COMPATIBLE, CONTRADICTORY
from tests.misbehaving import Request
from tests.reading import document

PEOPLE = (
    ("Ann Lee", "harbour master", "She"),
    ("Ole Dahl", "a pilot", "He"),
    ("Zoë Krämer-Vogt", "chairwoman of the council", "She"),
    ("Tadeusz Nowak", "an engineer at Brill Works", "He"),
    ("Dr. Mira Oldfield", "a geologist", "She"),
    ("Иван Петров", "the mayor", "He"),
)
BODIES = ("Brill Works", "The council", "The Canal Users Union (CUU)", "Wick Water Board")
CLAIMS = (
    "the pump had failed in {month}",
    "the wall would not hold for {few} days",
    "about {many} homes were dry on {weekday}",
    "the shaft might crack in frost",
    "nobody had read the letter of {day} {month}",
    "repairs would cost £{money} million",
    "the northern gate was never tested before the flood",
    "water rose by {percent} percent within {few} hours",
    "the ferry may sail again on {weekday}",
    "inspectors refused to open the gate",
    "the pipe was safe for boats of {few} metres",
    "{few} of {many} bolts were loose at the Holm Street station",
)
FRAMES = (
    "{name}, {role}, said that {what}.",
    "{name} said {what}.",
    "“{What},” said {name}, {role}.",
    "“{What},” {pronoun} said. “{Other}.”",
    "{pronoun} added that {what}.",
    "According to {name}, {what}.",
    "{name} warned {body} on {day} {month} that {what}.",
    "{name} had warned {other} that {what}. {other} did not reply until {weekday}. {other} said {what2}.",
    "{body} denied that {what}.",
    "{body} said that {what}, and {name} said {what2}.",
    "{What}.",
    "{name}: “{What}.”",
    "Q: Is it true that {what}?\nA: {What2}.",
    "A spokesman for {body} declined to comment on whether {what}.",
    "{name} asked whether {what}; {body} said {what2}.",
    "The report says {what}.",
    '"{What}", {name} told reporters yesterday.',
    "{What}, {name} said, but {what2}, {body} says.",
)
FURNITURE = (
    "See also: Ten walks around Port Ellory",
    "Share this article",
    "{name} is a reporter at the Harbour Post.",
    "Photo: {name}",
    "What {name} said",
    "THE NIGHT OF THE FLOOD",
    "* * *",
    "Subscribe to our newsletter",
    "By {name}",
    "- {What}",
    "(Letter of {day} {month}) {What}.",
)
_ODD: tuple[Callable[[str], str], ...] = (
    lambda text: text,
    lambda text: text,
    lambda text: text.replace(" ", "\u00a0", 7),
    lambda text: text.replace("“", '"').replace("”", '"'),
    lambda text: text.replace("“", "«").replace("”", "»"),
    lambda text: text.replace("that", "th\u00adat"),
    lambda text: text.replace(". ", ".\n"),
    lambda text: text.replace("ff", "ﬀ").replace("e", "é", 1),
    lambda text: text.replace(" said", "\u200b said").replace(", ", " – ", 2),
    lambda text: text.replace("and", "\u202eand\u202c"),
    lambda text: f"{text}\n\n{text}",
)
_SWAPS = (
    ("not ", ""),
    ("never ", ""),
    ("might ", "will "),
    ("may ", "will "),
    ("would", "would not"),
    ("was", "was not"),
    ("percent", "million"),
    ("days", "weeks"),
    ("hours", "days"),
    ("homes", "farms"),
    ("rose", "fell"),
    ("safe", "unsafe"),
)


class Writer:
    """Fills the frames, by chance of its own."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def article(self, paragraphs: int) -> str:
        """So many paragraphs with furniture among them, in some odd typography."""
        parts = []
        for _ in range(paragraphs):
            frames = self.chance.choices(FRAMES, k=self.chance.randint(1, 4))
            parts.append(" ".join(self.filled(frame) for frame in frames))
            if self.chance.random() < 0.25:
                parts.append(self.filled(self.chance.choice(FURNITURE)))
            if self.chance.random() < 0.1:
                parts.append(self.chance.choice(parts))
        return self.chance.choice(_ODD)("\n\n".join(parts)) + "\n"

    def filled(self, frame: str) -> str:
        """The frame with people, bodies and clauses in it."""
        (name, role, pronoun), (other, *_) = self.chance.sample(PEOPLE, 2)
        name, other = (self.chance.choice((n, n, n.split()[-1])) for n in (name, other))
        what, what2 = self.clause(), self.clause()
        return frame.format(
            name=name,
            role=role,
            pronoun=pronoun,
            other=other,
            body=self.chance.choice(BODIES),
            what=what,
            What=what[:1].upper() + what[1:],
            what2=what2,
            What2=what2[:1].upper() + what2[1:],
            Other=self.clause().capitalize(),
            **self.values(),
        )

    def clause(self) -> str:
        """Something that may be said."""
        return self.chance.choice(CLAIMS).format(**self.values())

    def values(self) -> dict[str, str]:
        """Figures and dates."""
        pick = self.chance.choice
        return {
            "day": str(self.chance.randint(1, 28)),
            "month": pick(("January", "March", "October", "May")),
            "weekday": pick(("Monday", "Friday", "Sunday")),
            "few": pick(("two", "3", "twelve", "half a dozen")),
            "many": pick(("1,700", "49,876", "three hundred", "1.2 million")),
            "money": pick(("2.5", "14", "90")),
            "percent": pick(("30", "four", "0.5")),
        }

    def told(self, words: str) -> str:
        """The words as a model may give them: true, cut, or changed."""
        words = " ".join(words.split())
        kind = self.chance.randrange(6)
        if kind == 1:
            words = re.sub(r"\b(?:said|says|added) (?:that )?", ": ", words)
        if kind == 2:
            words = re.sub(r"\d", lambda m: self.chance.choice((m.group(), "7")), words)
        if kind == 3:
            old, new = self.chance.choice(_SWAPS)
            words = words.replace(old, new, 1)
        if kind == 4:
            words = words.replace(self.chance.choice(PEOPLE)[0], self.chance.choice(PEOPLE)[0])
        if kind == 5:
            tail = words.split("that", 1)[-1].strip(' .”“"')
            words = f"{tail[:1].upper()}{tail[1:]}, it was said on {self.values()['weekday']}."
        return words[:390] or "x"


class Model:
    """A model in this process that answers about each sentence, sometimes untruly."""

    has_logprobs = True

    def __init__(self, chance: random.Random) -> None:
        self._writer = Writer(chance)
        self._chance = chance

    async def ask(
        self,
        messages: Sequence[dict[str, str]],
        response_model: type[Any],
        *,
        context: dict[str, Any] | None = None,
        max_tokens: int,
        task: str,
    ) -> Any:
        asked = question(Request("", {}, {"messages": messages}))
        return response_model.model_validate(self._answer(asked, response_model), context=context)

    async def logprobs(
        self, messages: Sequence[Mapping[str, str]], *, top: int = 10, max_tokens: int = 1
    ) -> list[dict[str, float]]:
        """One of the answers, without any doubt."""
        likely, other = self._chance.sample((CONTRADICTORY, COMPATIBLE), 2)
        return [{likely: -1e-6, other: -14.0}]

    def _answer(self, asked: str, form: type[Any]) -> dict[str, Any]:
        if asked.startswith("Title:"):
            return self._overview(asked)
        if form is Survey:
            return {"disputes": self._disputes(asked)}
        if form is Title:
            return {"question": f"{self._writer.clause()}?"[:110]}
        if issubclass(form, Verdicts):
            verdicts = ("conflict", "conflict", "both")
            return {str(f.alias): self._chance.choice(verdicts) for f in form.model_fields.values()}
        return self._about(asked, form)

    def _disputes(self, asked: str) -> list[dict[str, Any]]:
        rows = {int(n): words for n, words in re.findall(r"^(\d+) (?:\([^()]*\) )?(.*)$", asked, re.MULTILINE)}
        return [self._dispute(rows) for _ in range(self._chance.randint(0, 4))]

    def _dispute(self, rows: dict[int, str]) -> dict[str, Any]:
        """Some sentences with what they are said to say; now and then one that there is not."""
        sides = []
        for _ in range(self._chance.choice((1, 2, 2, 2, 3))):
            n = self._chance.choices([*rows, 999], k=self._chance.choice((1, 1, 2)))
            sides.append({"position": self._writer.told(rows.get(n[0], "It leaks."))[:160], "n": n})
        return {"question": f"{self._writer.clause()}?"[:120], "sides": sides, "why": self._writer.clause()}

    def _overview(self, asked: str) -> dict[str, Any]:
        rows = re.findall(r"^([cw]\d+) \(([^()]*?)(?:,[^()]*)?\) (.*)$", asked, re.MULTILINE)
        lines = [{"s": f"{who} said: {self._writer.told(words)}"[:390], "ids": [id_]} for id_, who, words in rows][:4]
        return {"headline": self._writer.clause()[:140], "overview": [*lines, *[{"s": "x", "ids": ["c0"]}] * 2][:4]}

    def _about(self, asked: str, form: type[Any]) -> dict[str, Any]:
        rows = {int(n): words for n, words in re.findall(r"^(\d+) (.*)$", asked, re.MULTILINE)}
        if "claims" in form.model_fields:
            return {
                "claims": [c for n, w in rows.items() for c in self._claims(n, w)],
                "warnings": self._warnings(rows),
            }
        fields = [str(field.alias) for field in form.model_fields.values()]
        if form.__name__ == "Marks":
            return {name: self._chance.choice((self._who(), "-")) for name in fields}
        return {name: self._danger(rows[int(name)]) for name in fields}

    def _who(self) -> str:
        return self._chance.choice((*(p[0] for p in PEOPLE), *(p[0].split()[-1] for p in PEOPLE), *BODIES, "he", "she"))

    def _claims(self, n: int, words: str) -> list[dict[str, Any]]:
        named = [p[0] for p in PEOPLE if p[0].split()[-1] in words]
        return [
            {
                "n": n,
                "who": self._chance.choice([*named * 4, self._who()]),
                "kind": self._chance.choice(("asserts", "denies", "predicts")),
                "says": self._writer.told(words),
                "via": self._chance.choice((None, None, None, self._who())),
                "key": self._chance.random() < 0.5,
            }
            for _ in range(self._chance.choice((0, 1, 1, 2)))
        ]

    def _warnings(self, rows: dict[int, str]) -> list[dict[str, Any]]:
        chosen = self._chance.sample(sorted(rows), min(len(rows), self._chance.randint(0, 2)))
        dates = re.findall(r"\bon (?:\d+ )?[A-Z]\w+day\b|on \d+ [A-Z]\w+", " ".join(rows.values()))
        return [
            {
                "n": sorted({n, self._chance.choice(sorted(rows))}),
                "issuer": self._chance.choice((None, self._who())),
                "recipient": self._chance.choice((None, self._who())),
                "danger": self._writer.told(rows[n]),
                "issued": self._chance.choice((None, *dates)),
                "response": self._chance.choice((None, *(w[:80] for w in rows.values()))),
            }
            for n in chosen
        ]

    def _danger(self, words: str) -> dict[str, str] | None:
        return self._chance.choice((None, {"to": self._who(), "danger": self._writer.told(words)[:160]}))


def summarised(text: str, chance: random.Random, profile: Profile, published: str | None = None) -> Summary:
    """The summary that such a model brings about."""
    read = document(text, published=published)
    run = Run(read, Extractor(read, profile), Silent())
    model: Any = Model(chance)
    asyncio.run(run.ask(model))
    assert run.stopped is None, run.stopped
    return run.summary(Usage(model="scripted"))
