"""The people and bodies of a text: mentions gathered into bearers, with the fullest form, role and gender if shown.

Offsets are code points of the text. Pure and offline; English role patterns, names of any Latin or Cyrillic script.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from summarizer.names import Name, bare, is_organisation, is_person, similar

_ACRONYM = re.compile(r"\(([A-ZÀ-Þ][A-Za-zÀ-þ.&-]{1,9})\)")
_ROLE_AFTER = re.compile(
    r",\s+((?:an?\s|the\s|its\s|his\s|her\s|their\s|our\s)?[a-z][^,.;:“”\"()]{3,90}|(?:an?|the|its|his|her|their)\s[^,.;:“”\"()]{3,90}|(?:[A-ZÀ-Þ][\w’'-]*\s){0,3}[A-ZÀ-Þ][\w-]*[’']s?\s[^,.;:“”\"()]{3,80})(?=[,.;])"
)
_ROLE_BEFORE = re.compile(
    r"((?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur)\s|[’']s\s)?(?:[\w’'.-]+\s){0,7}?(?:[\w’'-]+))(?:,\s|\s)$"
)
_FEMALE = re.compile(
    r"\b(?:mrs|ms|miss|madam|lady|dame|queen|princess|spokeswoman|chairwoman|congresswoman|councilwoman|policewoman|businesswoman|mother|daughter|sister|wife|widow|grandmother|aunt|girl|woman|actress|nun)\b",
    re.IGNORECASE,
)
_MALE = re.compile(
    r"\b(?:mr|sir|lord|king|prince|spokesman|chairman|congressman|councilman|policeman|businessman|father|son|brother|husband|widower|grandfather|uncle|boy|man|monk)\b",
    re.IGNORECASE,
)
_LAST_SENTENCE = re.compile(r"(?<=[a-z]{2}[.!?])\s+")
_ROLE_OF = re.compile(
    r"\b(?:[Tt]he|[Aa]n?|[Ii]ts)\s(?:[\w’'-]+\s){1,3}(?:of|for|at)\s(?:the\s)?[A-ZÀ-Þ][\w’'-]*(?:\s[A-ZÀ-Þ][\w’'-]*)*$"
)
_COURTESY = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Lady|Lord|Gov|Sen|Rep|Gen|Col|Capt|Lt|Sgt|Rev)\.?\s$")
_AGENT = re.compile(r"^[a-z-]{3,}(?:er|or|ist|ian|man|woman|person|eer|ant)$")
_NO_AGENT = frozenset(
    """
    letter paper number order tower power water river winter summer center corner never after under over former
    other either whether another matter member chapter newspaper quarter december september october november
    later earlier further rather however together computer layer floor door error factor major minor senior
    junior human older younger outer inner upper lower larger smaller higher former motor reactor sector harbor
    important giant plant restaurant relevant
    """.split()
)
_OPENERS = frozenset({"the", "a", "an", "its", "his", "her", "their", "our"})
ROLE_NOUNS = frozenset(
    """
    spokesman spokeswoman spokesperson speaker director chief head chairman chairwoman chair president minister
    governor mayor secretary inspector engineer scientist professor researcher doctor nurse surgeon coach
    teacher lawyer attorney prosecutor judge investigator detective officer sergeant commander general admiral
    captain pilot driver mechanic editor editor-in-chief reporter writer author analyst economist expert
    specialist biostatistician geologist biologist chemist physicist executive manager supervisor owner founder
    operator inspector superintendent principal dean rector commissioner councillor senator deputy lawmaker
    legislator member mp representative ambassador diplomat envoy official employee worker witness resident
    neighbour neighbor farmer fisherman baker student pupil mother father son daughter brother sister wife
    husband widow survivor victim activist campaigner organiser organizer leader marshal firefighter clerk
    treasurer accountant auditor consultant adviser advisor counsel vicar priest bishop imam rabbi boy girl man
    woman chairperson vice-president propagandist king queen prince technician janitor caretaker planner
    architect builder contractor landlord tenant trader shopkeeper whistleblower veterinarian vet pharmacist
    paramedic coroner curator librarian trustee regulator ombudsman treasurer conductor skipper harbourmaster
    stationmaster headmaster headteacher ranger
    """.split()
)
"""Nouns for what a person does; a role phrase has one of them."""


@dataclass(slots=True)
class Entity:
    """One bearer: all forms as written in order of appearance, the fullest one, and what the text says about it."""

    forms: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    role: str | None = None
    person: bool = False
    votes: dict[str, int] = field(default_factory=dict)
    _name: tuple[int, str] | None = None

    @property
    def name(self) -> str:
        """The fullest form that the text gives: most words, then longest, titles left out."""
        if self._name is None or self._name[0] != len(self.forms):
            fullest = max(dict.fromkeys(map(bare, self.forms)), key=lambda f: (len(f.split()), len(f)))
            self._name = (len(self.forms), fullest)
        return self._name[1]

    @property
    def gender(self) -> str | None:
        """``he``, ``she`` or ``None``, by the majority of what the text shows."""
        he, she = self.votes.get("he", 0), self.votes.get("she", 0)
        return "he" if he > she else "she" if she > he else None


def gather(text: str, names: Sequence[Name]) -> tuple[Entity, ...]:
    """Group mentions: full names first, then surnames, first names, acronyms and shortened forms join them."""
    entities: list[Entity] = []
    log: list[tuple[int, str, bool]] = []
    homes: dict[str, tuple[int, int]] = {}
    for name in sorted(names, key=lambda n: (-_weight(n), n.start)):
        form = name.form
        number, looked = homes.get(form, (len(entities), 0))
        # Of a form that was there before only what has come since is new; the first bearer that fits takes it.
        fitting = [at for at, known, person in log[looked:] if at < number and _belongs(form, known, person)]
        number = min(fitting, default=number)
        if number == len(entities):
            entities.append(Entity(person=is_person(form)))
        home = entities[number]
        if fitting or form not in homes:
            log.append((number, form, home.person))
        homes[form] = number, len(log)
        home.forms.append(form)
        home.places.append((name.start, name.end))
    for entity in entities:
        order = sorted(zip(entity.places, entity.forms, strict=True))
        entity.places = [p for p, _ in order]
        entity.forms = [f for _, f in order]
        _describe(text, entity)
    _merge_acronyms(text, entities)
    return tuple(sorted(entities, key=lambda e: e.places[0]))


def _weight(name: Name) -> int:
    return len(bare(name.form).split())


@lru_cache(maxsize=16_384)
def _belongs(form: str, known: str, person: bool) -> bool:
    """Whether a form may be another one of a bearer of whom one is known, a person or not."""
    words, other = bare(form).split(), bare(known).split()
    if [w.casefold() for w in words] == [w.casefold() for w in other]:
        return True
    if person and len(other) > 1:
        if len(words) == 1:
            return similar(words[0], other[-1]) or words[0] == other[0]
        return is_person(form) and similar(words[-1], other[-1]) and _same_first(words[0], other[0])
    if not person and not is_person(form) and len(words) < len(other) and is_organisation(known):
        last_word = len(words) == 1 and words[0] == other[-1] and is_organisation(words[0])
        return last_word or words == other[: len(words)]
    return False


def _same_first(one: str, other: str) -> bool:
    """First names may also differ in their transliteration (``Elena``, ``Yelena``) or be an initial."""
    one, other = one.strip(".").casefold(), other.strip(".").casefold()
    short, long = sorted((one, other), key=len)
    return (
        similar(one, other) or (len(short) == 1 and long.startswith(short)) or (len(short) > 3 and long.endswith(short))
    )


def _merge_acronyms(text: str, entities: list[Entity]) -> None:
    """``Full Name (ABC)``: the acronym's mentions join the full name."""
    for entity in list(entities):
        for _, end in entity.places:
            match = _ACRONYM.match(text, min(len(text), end + 1))
            if not match:
                continue
            short = next((e for e in entities if e is not entity and match.group(1) in e.forms), None)
            if short and len(entity.name.split()) > 1 and short in entities:
                entity.forms += short.forms
                entity.places += short.places
                entities.remove(short)


def _describe(text: str, entity: Entity) -> None:
    for form in entity.forms:
        _vote(entity, form, 2)
    entity.person = entity.person or _is_titled(text, entity)
    if not entity.person:
        return
    for (start, end), form in zip(entity.places, entity.forms, strict=True):
        line = text.rfind("\n\n", 0, start) + 1
        before = _LAST_SENTENCE.split(text[max(line, start - 90) : start])[-1]
        title = _COURTESY.search(before)
        if title:
            _vote(entity, title.group(), 2)
            before = before[: title.start()]
        entity.role = entity.role or _role_after(text, end) or _role_before(before) or _role_inside(form)
    if entity.role:
        _vote(entity, entity.role, 3)


def _is_titled(text: str, entity: Entity) -> bool:
    """Whether a title before or in one of the forms makes a single name a person's (``Mr. Orr``, ``Mrs Orr``)."""
    within = any(_COURTESY.match(f"{form.split()[0]} ") for form in entity.forms)
    return within or any(_COURTESY.search(text[max(0, start - 6) : start]) for start, _ in entity.places)


def _role_after(text: str, end: int) -> str | None:
    """The apposition behind a name: ``Ann Lee, a test engineer at Brill,``."""
    match = _ROLE_AFTER.match(text, end)
    return " ".join(match.group(1).split()) if match and is_role(match.group(1)) else None


def _role_before(before: str) -> str | None:
    """The words before a name: ``a spokesman for the port, Ann Lee``."""
    match = _ROLE_BEFORE.search(" ".join(before.split()) + before[len(before.rstrip()) :])
    return _role_phrase(match.group(1), apart="," in match.group()[-2:]) if match else None


def _role_inside(form: str) -> str | None:
    """A title that is written like a part of the name: ``Port Director Ann Lee``."""
    words, own = form.split(), bare(form).split()
    title = " ".join(words[: len(words) - len(own)])
    return title if any(w.casefold() in ROLE_NOUNS for w in title.split()) else None


def _vote(entity: Entity, words: str, weight: int) -> None:
    if _FEMALE.search(words):
        entity.votes["she"] = entity.votes.get("she", 0) + weight
    elif _MALE.search(words):
        entity.votes["he"] = entity.votes.get("he", 0) + weight


def is_role(phrase: str) -> bool:
    """Whether one of the first words is a noun for what a person does (``a test engineer at Vantrell``)."""
    head = re.split(r"\s(?:of|for|at|in|from|on|with|who|to|and)\s", phrase.casefold(), maxsplit=1)[0].split()
    if not head:
        return False
    return any(w in ROLE_NOUNS for w in head) or (_AGENT.search(head[-1]) is not None and head[-1] not in _NO_AGENT)


def _role_phrase(before: str, *, apart: bool) -> str | None:
    """The words of a role directly before a name: from its last article or possessive that still opens a role.

    ``apart``: a comma stands between; without one the noun itself must be the last word (``coach Ann Lee``).
    """
    words = before.split()
    of = _ROLE_OF.search(before)
    if of and is_role(of.group()):
        return of.group()
    if not words or not (apart or is_role(words[-1])):
        return None
    starts = [i for i, w in enumerate(words) if w.casefold() in _OPENERS or w.endswith(("’s", "'s"))]
    starts += [i for i, w in enumerate(words) if w[0].isupper() and i and w.casefold() not in _OPENERS][:1]
    for at in sorted(starts, reverse=True):
        phrase = " ".join(words[at:])
        if is_role(phrase):
            return phrase
    return None if apart or words[-1].casefold() not in ROLE_NOUNS else words[-1]
