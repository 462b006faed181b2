"""Who speaks in a summary, each with a colour and letters to be told apart by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.models import Claim, Party
from summarizer.render import outline

COLOURS = 8
"""Colours that people of every kind of colour vision tell apart; speakers who are heard less share a ninth, slot 0."""


@dataclass(frozen=True)
class Member:
    """A speaker. ``number`` counts from 0 by first appearance, ``slot`` is 1 to 8, or 0 for the shared colour."""

    number: int
    slot: int
    sign: str
    voice: outline.Voice

    @property
    def name(self) -> str:
        """The name, inert."""
        return self.voice.name


def cast(claims: Sequence[Claim]) -> tuple[Member, ...]:
    """The speakers in order of appearance; those with most claims have a colour of their own."""
    voices = outline.voices(claims)
    loudest = sorted(range(len(voices)), key=lambda number: (-len(voices[number].claims), number))[:COLOURS]
    slots = {number: slot for slot, number in enumerate(sorted(loudest), 1)}
    taken: set[str] = set()
    members = []
    for number, voice in enumerate(voices):
        sign = _sign(voice.name, taken)
        taken.add(sign)
        members.append(Member(number, slots.get(number, 0), sign, voice))
    return tuple(members)


def numbers(members: Sequence[Member]) -> dict[str, int]:
    """The speakers' numbers by their names."""
    return {member.name: member.number for member in members}


def number_of(party: Party | None, known: dict[str, int]) -> tuple[int, ...]:
    """The number of a party who also speaks, or nothing."""
    number = known.get(outline.name_of(party)) if party else None
    return () if number is None else (number,)


def _sign(name: str, taken: set[str]) -> str:
    """One or two letters, with a number where somebody else has them."""
    if name == outline.UNNAMED:
        letters = "?"
    else:
        firsts = [word[0] for word in name.split() if word[0].isalnum()]
        capitals = [letter for letter in firsts if not letter.islower()] or firsts or ["?"]
        letters = (capitals[0] + capitals[-1] if len(capitals) > 1 else capitals[0]).upper()
    candidates = (letters if number == 1 else f"{letters}{number}" for number in range(1, len(taken) + 2))
    return next(sign for sign in candidates if sign not in taken)
