"""Short articles without end: 6 to 11 sentences of original text, all different, the same for the same seed.

    python -m benchmarks.load.articles 100 --seed 1 > articles.jsonl

Each tells of one matter in an invented town: what the writer saw, what people say about it, a figure on which two of
them differ, and in most a warning. The forms of the sentences are those that :mod:`benchmarks.load.replies` reads.
"""

from __future__ import annotations

import argparse
import html
import itertools
import json
import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

WOMEN = "Ada Berit Clara Dagny Elin Frida Greta Hanna Ingrid Johanna Karin Marta Nora Olga Petra Sigrid".split()
MEN = (
    "Anton Bjarne Caspar Didrik Emil Fredrik Georg Henrik Ivar Jakob Klaus Lukas Magnus Niels Otto Paul Stefan".split()
)
FAMILIES = """
    Aldermoor Brackwell Carrowby Dunmarch Ellerton Fenwald Garstang Holmquist Isebrook Jarrowby Kestrand Lindqvist
    Marlowe Northgate Oakhurst Pellworm Quillfeld Ravensby Stenmark Thorvald Underhill Vintersen Westmoor Yarrowfield
""".split()
TOWN_HEADS = "Ash Birk Cald Dram Elm Fal Gris Hazel Ilm Kirn Lach Mell Nor Oster Pind Roth Sel Tarn Ull Wend".split()
TOWN_TAILS = "bury dale ford haven holt mere minster ness stead thorpe vik wick".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True)
class Matter:
    """What an article is about. ``counted`` is what two people give different figures of, with its verb phrase.

    Every phrase is complete without a name, so that it can be put behind any reporting verb.
    """

    thing: str
    lead: str
    counted: str
    befell: str
    roles: tuple[str, str, str]
    quotes: tuple[str, ...]
    clauses: tuple[str, ...]
    denied: tuple[str, ...]
    demand: str
    danger: str
    seen: tuple[str, ...]


MATTERS = (
    Matter(
        thing="pumping station",
        lead="The pumping station of {town} stood still for {hours} hours on {day}",
        counted="cellars",
        befell="had filled with water",
        roles=("chief of the fire brigade", "director of the water works", "engineer at the pumping station"),
        quotes=(
            "The second pump never came on",
            "We carried water out with buckets until the morning",
            "My neighbours slept on their kitchen tables",
        ),
        clauses=("the spare parts had lain in a drawer", "the alarm had sounded at {hour} in the morning"),
        denied=("the pump had been old", "the inspection had been put off"),
        demand="the council pay for the ruined furniture",
        danger="the station could fail in the first heavy rain",
        seen=("Sandbags still lay along the river path.", "The pump house smelled of diesel and wet wool."),
    ),
    Matter(
        thing="school roof",
        lead="A part of the school roof in {town} came down on {day}, {hours} hours before the lessons began",
        counted="pupils",
        befell="had to move to the sports hall",
        roles=("headmistress of the school", "head of the building office", "carpenter who repaired the roof"),
        quotes=(
            "There was snow on the desks",
            "Nobody climbs up there in winter",
            "I heard a crack and ran for the door",
        ),
        clauses=("the beams had been wet for years", "the repair had cost {cost} crowns"),
        denied=("the money had been spent elsewhere", "the roof had been unsafe"),
        demand="the ministry send an inspector",
        danger="the beams could give way under wet snow",
        seen=("Two desks stood in the yard under a sheet.", "A row of boots lined the corridor."),
    ),
    Matter(
        thing="ferry",
        lead="The ferry of {town} lay at the quay for {hours} hours on {day} while divers looked at its hull",
        counted="passengers",
        befell="had spent the night on board",
        roles=("harbour master", "manager of the ferry line", "diver who examined the hull"),
        quotes=(
            "They gave us biscuits and one blanket each",
            "The hull has a dent as long as my arm",
            "I have sailed worse ships than this one",
        ),
        clauses=("the rudder had jammed twice in a week", "the last crossing had begun at {hour} in the evening"),
        denied=("the ship had touched the ground", "the crew had been too small"),
        demand="the line publish the report of the divers",
        danger="the rudder could jam in the narrows",
        seen=("Gulls sat on the empty car deck.", "A lorry with fish waited in the first row."),
    ),
    Matter(
        thing="footbridge",
        lead="The footbridge of {town} was closed on {day} after {hours} hours of rain",
        counted="commuters",
        befell="had to walk round by the mill",
        roles=("head of the road office", "chair of the traders", "welder who built the railing"),
        quotes=(
            "It swings like a rope",
            "My shop has been empty since the barriers went up",
            "The bolts were meant for a garden gate",
        ),
        clauses=("the bolts had rusted through", "the new railing had weighed {cost} kilograms"),
        denied=("the traffic had been counted", "the welds had cracked"),
        demand="the road office open the old crossing",
        danger="the railing could come off in a storm",
        seen=("A bicycle hung in the willows below.", "The barriers were painted in red and white."),
    ),
    Matter(
        thing="bakery",
        lead="The large bakery of {town} sold no bread on {day}, {hours} hours after a guest fell ill",
        counted="customers",
        befell="had brought their loaves back",
        roles=("doctor at the clinic", "owner of the bakery", "inspector of the food office"),
        quotes=(
            "I threw the whole batch away myself",
            "The flour smelled of mice",
            "We have baked here for three generations",
        ),
        clauses=("the sacks had stood open in the yard", "the oven had been cleaned at {hour} in the morning"),
        denied=("the cellar had been damp", "the staff had been ill"),
        demand="the food office name the supplier",
        danger="the flour could spoil in the damp store",
        seen=("A note on the door asked for patience.", "The shelves were bare except for salt sticks."),
    ),
    Matter(
        thing="tram depot",
        lead="No tram left the depot of {town} for {hours} hours on {day}",
        counted="workers",
        befell="had reached the factory late",
        roles=("speaker of the tram company", "leader of the drivers' union", "electrician at the depot"),
        quotes=(
            "A fuse the size of a thumb stopped a whole town",
            "We stood in the cold and sang",
            "Nobody asked the drivers",
        ),
        clauses=("the cables had been laid in a ditch", "the first tram had left at {hour} in the evening"),
        denied=("the cables had burned before", "the shifts had been too long"),
        demand="the company hire more electricians",
        danger="the cables could burn in the tunnel",
        seen=("Snow lay on the rails of the inner ring.", "Somebody had drawn a heart on a frosted window."),
    ),
)


@dataclass(frozen=True)
class Article:
    """One article; ``id`` says which."""

    id: str
    text: str


@dataclass(frozen=True)
class Person:
    """Somebody who speaks."""

    name: str
    role: str
    pronoun: str


def article(seed: int, number: int, *, brief: bool = False) -> Article:
    """The ``number``-th article of ``seed``. Its file number makes it unlike any other of the seed.

    A ``brief`` one has three sentences: what happened, what one says of it and what another denies.
    """
    rng = random.Random(f"{seed}/{number}")
    written = _Writer(rng, number).paragraphs()
    if brief:
        written = [written[0][:1], written[1][:1], written[2][1:2]]
    paragraphs = [" ".join(paragraph) for paragraph in written]
    return Article(f"a{number:06}", "\n\n".join(paragraphs) + "\n")


def articles(seed: int = 1, count: int | None = None) -> Iterator[Article]:
    """The first ``count`` articles, or all of an endless row."""
    numbers: Iterable[int] = itertools.count() if count is None else range(count)
    return (article(seed, number) for number in numbers)


def write_jsonl(path: Path, count: int, seed: int = 1, *, brief: bool = False) -> None:
    """A file with one article a line."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(_line(article(seed, number, brief=brief)) for number in range(count))


def write_pages(folder: Path, count: int, seed: int = 1) -> None:
    """A folder with one web page an article, of some 6,000 characters, most of which are none of it."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in articles(seed, count):
        (folder / f"{one.id}.html").write_text(page_of(one), encoding="utf-8")


def page_of(one: Article) -> str:
    """The article among what stands around one on the web."""
    sections = "".join(f"<li><a href='/s{number}'>Section {number}</a></li>" for number in range(40))
    others = "".join(f"<p><a href='/a{number}'>Story {number} of this week</a></p>" for number in range(30))
    told = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in one.text.strip().split("\n\n"))
    title = f"What happened ({one.id})"
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title><script>{'var x = 1;' * 200}</script></head>"
        f"<body><header><nav><ul>{sections}</ul></nav></header><main><article><h1>{title}</h1>{told}</article></main>"
        f"<aside>{others}</aside><footer>About us</footer></body></html>"
    )


class _Writer:
    """The choices of one article."""

    def __init__(self, rng: random.Random, number: int) -> None:
        self.rng = rng
        self.number = number
        self.matter = rng.choice(MATTERS)
        self.town = rng.choice(TOWN_HEADS) + rng.choice(TOWN_TAILS)
        self.first, self.second, self.third = self._people()
        self.tally = rng.randint(12, 480)

    def paragraphs(self) -> list[list[str]]:
        """The sentences by paragraph."""
        matter, rng = self.matter, self.rng
        opening = [self._filled(matter.lead) + f", as file {self.number + 1001} of the district court notes."]
        opening += matter.seen[: rng.randint(1, 2)]
        body = [self._account_of_first(), self._answer_of_second()]
        if rng.random() < 0.8:
            body.append(self._account_of_third())
        if rng.random() < 0.6:
            body.append([f"{self.second.name} declined to comment on the matter further."])
        return [opening, *body]

    def _people(self) -> tuple[Person, Person, Person]:
        families = self.rng.sample(FAMILIES, 3)
        made = []
        for family, role in zip(families, self.matter.roles, strict=True):
            woman = self.rng.random() < 0.5 or role.startswith("headmistress")
            given = self.rng.choice(WOMEN if woman else MEN)
            made.append(Person(f"{given} {family}", role, "she" if woman else "he"))
        return made[0], made[1], made[2]

    def _account_of_first(self) -> list[str]:
        matter, first = self.matter, self.first
        said = [f"{first.name}, {first.role}, said that {self.tally} {matter.counted} {matter.befell}."]
        said.append(f"“{self.rng.choice(matter.quotes)},” {first.pronoun} said.")
        if self.rng.random() < 0.5:
            said.append(f"{first.name} demanded that {matter.demand}.")
        return said

    def _answer_of_second(self) -> list[str]:
        matter, second = self.matter, self.second
        other = self.tally + self.rng.choice((-1, 1)) * self.rng.randint(2, 10)
        said = [f"{second.name}, {second.role}, said that {other} {matter.counted} {matter.befell}."]
        said.append(f"{second.name} denied that {self.rng.choice(matter.denied)}.")
        return said

    def _account_of_third(self) -> list[str]:
        matter, third = self.matter, self.third
        month = self.rng.choice(MONTHS)
        said = [f"{third.name}, {third.role}, warned the council in {month} that {matter.danger}."]
        if self.rng.random() < 0.7:
            said.append(f"According to {third.name}, {self._filled(self.rng.choice(matter.clauses))}.")
        return said

    def _filled(self, template: str) -> str:
        rng = self.rng
        return template.format(
            town=self.town,
            day=rng.choice(DAYS),
            hours=rng.randint(3, 19),
            hour=rng.randint(5, 11),
            cost=rng.randint(21, 99) * 10,
        )


def _line(one: Article) -> str:
    return json.dumps({"id": one.id, "text": one.text}, ensure_ascii=False) + "\n"


def main() -> None:
    """Print articles as JSON lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    sys.stdout.writelines(_line(one) for one in articles(given.seed, given.count))


if __name__ == "__main__":
    main()
