"""Whose words each sentence carries: cues resolved to the fullest name in the text, pronouns and roles included.

Pure and offline. One bearer is one :class:`~summarizer.models.Speaker` throughout the document.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from summarizer.attribution import Reading
from summarizer.cues import Cue, is_asked, only_passes_on
from summarizer.document import Document, Sentence
from summarizer.entities import ROLE_NOUNS, Entity, gather
from summarizer.labels import ANSWERER, speaks_for_itself
from summarizer.lexicon import PRONOUNS
from summarizer.names import bare, find_names, is_organisation, is_person
from summarizer.quotes import quotations

_POSSESSIVE = re.compile(
    r"^(.*?)(?:’s|'s|s’|s') (?:\w+ )?(?:reply|letter|answer|message|statement|report|e-mail|email|memo|note|post|tweet|testimony|response|lawyers?)$"
)
_POSSESSED = re.compile(
    r"^(its|his|her|their|our) (?:\w+ )?(?:report|letter|reply|answer|message|statement|notice|study|review|audit|findings|e-mail|email|memo|note|post|release|records?|logs?|lawyers?)$",
    re.IGNORECASE,
)
_LEADING_NOUN = re.compile(
    r"((?:The|An?|Its|Their|This|That)\s+(?:[\w’'-]+\s+){0,3}?[\w’'-]+?(?:\sof\s(?:the\s|its\s|an?\s)?[\w’'-]+)?)(?=,|\s(?:is|was|were|are|has|had|have|will|would|in|of|from|by|that|which|who|on|at|for|to|also|said|says|\w+ed|\w+s)\b)"
)
_GROUP = re.compile(
    r"^(?:two|three|four|five|several|some|many|officials|employees|residents|both|they|people|the brothers|the sisters)\b|\b(?:officials|employees|workers|residents|engineers|scientists|specialists|experts|officers|agencies|brothers|sisters|parents|members|authors|owners|builders|organizers|organisers|witnesses|inspectors|doctors|customers)\b",
    re.IGNORECASE,
)
_ONE_OF = re.compile(
    r"^(?:one|some|two|both|all|none|another|the other|the others|the second|the first|others) of (?:them|those|these|the (?:two|three|four))\b|^(?:the other|another|the others|both)$",
    re.IGNORECASE,
)
_BELONGING = re.compile(r"\s(?:of|from|at|for|with)\s")
"""``Ann Lee of the Safety Board`` is Ann Lee."""
_ACRONYM_BEHIND = re.compile(r"\s\([^()\s]{2,10}\)$")
_NESTED = re.compile(r"\bthat(?: the| an?)?\s$")
_APART = re.compile(r"(?:;|—|–|,? (?:even as|while|whereas|although|but|and))(?: the| an?)?\s$", re.IGNORECASE)
_BUSINESS = frozenset(
    "operator owner builder contractor supplier manufacturer maker vendor regulator publisher developer landlord insurer "
    "employer carrier retailer distributor producer provider".split()
)
_PREPOSITIONS = frozenset({"of", "for", "at", "from", "in", "on", "by", "with", "to", "and", "near", "under", "behind"})
TRAILING = 30
"""Characters to the end of a sentence within which a pronoun belongs to an attribution behind what is said."""
_HOW_FAR_BACK = 12
"""Sentences within which a pronoun's bearer is looked for; beyond, a reader has lost it too."""


@dataclass(frozen=True, slots=True)
class Bearer:
    """A resolved speaker phrase: the fullest name, the phrase as written, and the entity when there is one."""

    name: str
    phrase: str
    entity: int | None


class Cast:
    """The people and bodies of one document; resolves phrases at places."""

    def __init__(self, document: Document, readings: tuple[Reading, ...]) -> None:
        """Gather the names of the document's sentences. ``readings`` are those of the same document."""
        self._document = document
        self._readings = readings
        spans = [(s.start, s.end) for s in document.sentences]
        self._names = find_names(document.text, spans)
        self.entities = gather(document.text, self._names)
        self._index = {
            bare(f).casefold().removesuffix("."): i
            for i, e in reversed(list(enumerate(self.entities)))
            for f in e.forms
        }
        self._of_place = {p: i for i, e in enumerate(self.entities) for p in e.places}
        self._latest_first = sorted(self._of_place.items(), reverse=True)
        self._by_sentence = self._mentions()
        marks = quotations(document.text, document.paragraphs)
        self._narrator = self._first_body() if speaks_for_itself(document, marks) else None
        self._speaking = {i for r in readings for c in r.cues if (i := self._named(c.phrase)) is not None}
        self._bearers: dict[int, list[tuple[Cue, Bearer | None]]] = {}
        for reading in readings:
            rows = self._bearers.setdefault(reading.sentence.number, [])
            for cue in reading.cues:  # one after the other: a pronoun may mean the speaker of an earlier cue
                rows.append((cue, self._resolve(cue, reading.sentence)))

    def _first_body(self) -> int | None:
        """The body named at the head of a text that says ``we``: whose text it is."""
        head = self._document.sentences[min(4, len(self._document.sentences) - 1)].end
        bodies = [i for i, e in enumerate(self.entities) if is_organisation(e.name) and e.places[0][0] < head]
        return min(bodies, key=lambda i: self.entities[i].places[0]) if bodies else None

    def _mentions(self) -> dict[int, list[tuple[int, int]]]:
        """Sentence number to (start, entity) of the names in it."""
        found: dict[int, list[tuple[int, int]]] = {}
        places = sorted(self._of_place)
        at = 0
        for sentence in self._document.sentences:
            while at < len(places) and places[at][0] < sentence.start:
                at += 1
            ahead = at
            while ahead < len(places) and places[ahead][0] < sentence.end:
                found.setdefault(sentence.number, []).append((places[ahead][0], self._of_place[places[ahead]]))
                ahead += 1
        return found

    def cues_of(self, number: int) -> list[tuple[Cue, Bearer | None]]:
        """The cues of a sentence (by number) with whom they mean."""
        return self._bearers.get(number, [])

    def bearer_of(self, number: int) -> Bearer | None:
        """Whose words the sentence carries by its own cue, its label, or the sentence it continues."""
        reading = self._readings[number]
        rows = [(c, b) for c, b in self.cues_of(number) if b and not is_asked(self._document.text, c)]
        passing = [b for c, b in rows if c.form == "according"]
        others = [b for c, b in rows if c.form != "according"]
        own = others if only_passes_on([c for c, _ in rows]) else passing + others
        if own:
            return own[0]
        if reading.label in ANSWERER:
            return None
        if reading.label:
            entity = next(
                (
                    e
                    for e in self.entities
                    if reading.label.casefold() in (w.casefold() for w in e.name.split()) and e.person
                ),
                None,
            )
            if entity:
                return Bearer(entity.name, reading.label, self.entities.index(entity))
            return self._bearer(reading.label, reading.sentence, reading.sentence.start)
        if reading.source is not None:
            others = [b for _, b in self.cues_of(reading.source) if b]
            if others:
                return others[-1] if reading.source < number else others[0]
            if self._readings[reading.source].label:
                return self.bearer_of(reading.source)
        return None

    def via_of(self, number: int) -> Bearer | None:
        """Who passed the words on: ``according to A, B replied …`` and ``A said that B had warned …`` give A."""
        rows = [(c, b) for c, b in self.cues_of(number) if b]
        if not only_passes_on([c for c, _ in rows]):
            return None
        according = [b for c, b in rows if c.form == "according"]
        own = self.bearer_of(number)
        return next((b for b in according if own and b.name != own.name), None)

    def further(self, number: int) -> list[tuple[Cue, Bearer, Bearer | None]]:
        """Others whose words the sentence also gives, each with who passes them on (``A said that B had warned …``)."""
        main = self.bearer_of(number)
        rows = [(c, b) for c, b in self.cues_of(number) if b]
        found: list[tuple[Cue, Bearer, Bearer | None]] = []
        heard = {main.name} if main else set()
        for (earlier, teller), (cue, bearer) in itertools.pairwise(rows):
            between = self._document.text[earlier.at : cue.start]
            nested = _NESTED.search(between) is not None
            apart = _APART.search(between) is not None
            if bearer.name in heard or cue.weak or cue.form != "subject" or not (nested or apart):
                continue
            heard.add(bearer.name)
            found.append((cue, bearer, teller if nested and teller.name != bearer.name else None))
        return found

    def object_pronoun(self, phrase: str, sentence: Sentence, at: int, besides: Bearer | None) -> Bearer | None:
        """Whom ``him``, ``her``, ``them`` or a name after a verb means; never the one who speaks."""
        folded = phrase.casefold()
        if folded not in PRONOUNS:
            found = self._bearer(phrase, sentence, at)
            itself = found is not None and besides is not None and found.name == besides.name
            return Bearer(phrase, phrase, None) if itself else found
        skip = besides.entity if besides else None
        if PRONOUNS[folded] in {"he", "she"}:
            index = self._person(PRONOUNS[folded], sentence, at, besides=skip)
            return Bearer(self.entities[index].name, phrase, index) if index is not None else None
        return None

    def heard(self) -> frozenset[int]:
        """The entities that some cue gives as speaking."""
        return frozenset(b.entity for rows in self._bearers.values() for _, b in rows if b and b.entity is not None)

    def first_named(self, number: int) -> tuple[int, int] | None:
        """Where the first name of a sentence begins, and whose it is."""
        return next(iter(self._by_sentence.get(number, [])), None)

    def at_phrase(self, phrase: str, sentence: Sentence) -> Bearer | None:
        """Resolve any phrase (a model's answer, say) as if written at the start of the sentence."""
        return self._bearer(phrase, sentence, sentence.start)

    def _resolve(self, cue: Cue, sentence: Sentence) -> Bearer | None:
        return self._bearer(self._document.text[cue.start : cue.end], sentence, cue.start)

    def _bearer(self, phrase: str, sentence: Sentence, at: int) -> Bearer | None:
        phrase = " ".join(phrase.split())
        folded = phrase.casefold()
        if folded in PRONOUNS:
            return self._pronoun(PRONOUNS[folded], phrase, sentence, at)
        if _ONE_OF.match(phrase):
            group = self._last_bearer(sentence, at, lambda b: bool(_GROUP.search(b.phrase)))
            return Bearer(group.name, phrase, group.entity) if group else Bearer(phrase, phrase, None)
        possessed = _POSSESSED.match(phrase)
        if possessed:
            owned = self._pronoun(PRONOUNS[possessed.group(1).casefold()], phrase, sentence, at)
            if owned:
                return owned
        owner = _POSSESSIVE.match(phrase)
        if owner:
            return self._bearer(owner.group(1), sentence, at)
        index = self._named(phrase)
        if index is not None:
            return Bearer(self.entities[index].name, phrase, index)
        return self._described(phrase, sentence, at) or Bearer(phrase, phrase, None)

    def _named(self, phrase: str) -> int | None:
        """The entity whose name is the phrase, or the person's name that the phrase ends with (``Governor X Y``)."""
        words = bare(_ACRONYM_BEHIND.sub("", phrase)).casefold().removeprefix("the ").removesuffix(".").split()
        whole = self._index.get(" ".join(words))
        if whole is not None:
            return whole
        for first in range(1, len(words)):
            index = self._index.get(" ".join(words[first:]))
            joined = words[first - 1] in _PREPOSITIONS
            if index is not None and not joined and self.entities[index].person:
                return index
        head = _BELONGING.split(phrase, maxsplit=1)[0]
        if head != phrase:
            index = self._named(head)
            return index if index is not None and self.entities[index].person else None
        return self._by_surname(words[0]) if len(words) == 1 and bare(phrase)[:1].isupper() else None

    def _by_surname(self, surname: str) -> int | None:
        """The one person of that surname, also where the text never gives it alone but a model's answer does."""
        found = [i for i, e in enumerate(self.entities) if e.person and e.name.casefold().split()[-1] == surname]
        return found[0] if len(found) == 1 else None

    def _described(self, phrase: str, sentence: Sentence, at: int) -> Bearer | None:
        """``the company``, ``the governor``: the bearer before this place whose name or role ends in that noun."""
        match = re.match(r"(?:the|its|his|her|their|our|this|that)\s+(.+)$", phrase, re.IGNORECASE)
        if not match:
            return None
        words = match.group(1).casefold().split()
        head = words[-1]
        # Each once: a long text names the same few hundreds of times.
        seen = dict.fromkeys(index for place, index in self._latest_first if place[0] < at)
        for index in seen:
            entity = self.entities[index]
            last = entity.name.casefold().split()[-1]
            if not entity.person and len(words) == 1 and head == last and len(entity.name.split()) > 1:
                return Bearer(entity.name, phrase, index)
        if head in ROLE_NOUNS:
            for index in seen:
                entity = self.entities[index]
                if entity.person and any(head in _words(f) for f in (entity.role or "", *entity.forms)):
                    return Bearer(entity.name, phrase, index)
        if head in {"company", "firm", "manufacturer", "maker", "operator", "vendor", "supplier", "builder"}:
            last_body = self._last_bearer(
                sentence, at, lambda b: b.entity is not None and not self.entities[b.entity].person
            )
            if last_body:
                return Bearer(last_body.name, phrase, last_body.entity)
        return None

    def _pronoun(self, pronoun: str, phrase: str, sentence: Sentence, at: int) -> Bearer | None:
        if pronoun == "i":
            return None
        if pronoun == "we":
            narrator = self._narrator
            return Bearer(self.entities[narrator].name, phrase, narrator) if narrator is not None else None
        if pronoun == "they":
            found = self._last_bearer(
                sentence,
                at,
                lambda b: (
                    bool(_GROUP.search(b.phrase)) or (b.entity is not None and not self.entities[b.entity].person)
                ),
            )
            return Bearer(found.name, phrase, found.entity) if found else None
        if pronoun == "it":
            return self._it(phrase, sentence, at)
        index = self._person(pronoun, sentence, at)
        if index is not None:
            return Bearer(self.entities[index].name, phrase, index)
        found = self._last_bearer(
            sentence, at, lambda b: b.entity is None and any(w in ROLE_NOUNS for w in b.phrase.casefold().split())
        )
        return Bearer(found.name, phrase, None) if found else None

    def _person(self, pronoun: str, sentence: Sentence, at: int, besides: int | None = None) -> int | None:
        """The last person who speaks, else who is named, before this place; of fitting gender where the text shows it.

        Bearers that the text shows to be persons (role, title, ``who``) go first within the near sentences.
        """
        near = self._person_within(pronoun, sentence, at, 4, shown=True, besides=besides)
        far = self._person_within(pronoun, sentence, at, _HOW_FAR_BACK, shown=False, besides=besides)
        found = near if near is not None else far
        if found is not None and self.entities[found].gender is None:
            self.entities[found].votes[pronoun] = 1
        return found

    def _person_within(
        self, pronoun: str, sentence: Sentence, at: int, back: int, *, shown: bool, besides: int | None
    ) -> int | None:
        for number in range(sentence.number, max(-1, sentence.number - back), -1):
            spoken = [b.entity for c, b in self._bearers.get(number, []) if b and b.entity is not None and c.at < at]
            named = [i for start, i in self._by_sentence.get(number, []) if start < at]
            if number == sentence.number and sentence.end - at < TRAILING:
                named = []  # ``…, she said``: those named in what is said are not who says it
            subjects = named[:1] if number != sentence.number else []
            for index in [*reversed(spoken), *subjects, *reversed(named)]:
                known = self._shown_person(index) or (
                    not shown and (index in self._speaking or not self._spoken_of_as_thing(index))
                )
                if index != besides and self._fits(index, pronoun) and known:
                    return index
        return None

    def _fits(self, index: int, pronoun: str) -> bool:
        entity = self.entities[index]
        if not entity.person and (is_organisation(entity.name) or len(entity.name.split()) > 1):
            return False
        return entity.gender in (None, pronoun)

    def _shown_person(self, index: int) -> bool:
        """Whether the text itself shows a person: a role, a gendered title, or speaking with a personal name."""
        entity = self.entities[index]
        return (
            (bool(entity.role) and not _names_business(entity.role))
            or entity.gender is not None
            or (entity.person and self._followed_by_who(entity))
        )

    def _spoken_of_as_thing(self, index: int) -> bool:
        """Whether nothing but capital letters suggests a person."""
        return index not in self._speaking and not self.entities[index].role

    def _followed_by_who(self, entity: Entity) -> bool:
        text = self._document.text
        return any(
            re.match(r"(?:,? (?:who|whose|whom|which stand)\b|,? (?:\d\d|[a-z]+-[a-z]+),? )", text[end : end + 16])
            for _, end in entity.places
        )

    def _it(self, phrase: str, sentence: Sentence, at: int) -> Bearer | None:
        """The last body that speaks, else the thing or body that the sentence before is about."""
        for number in range(sentence.number, max(-1, sentence.number - 4), -1):
            spoken = [b for c, b in self._bearers.get(number, []) if b and c.at < at and not self._personal(b)]
            if spoken:
                chosen = spoken[-1] if number == sentence.number else spoken[0]
                return Bearer(chosen.name, phrase, chosen.entity)
            if number == sentence.number:
                continue
            earlier = self._document.sentences[number]
            named = [
                i
                for start, i in self._by_sentence.get(number, [])
                if not self.entities[i].person and start - earlier.start < 4
            ]
            if named:
                return Bearer(self.entities[named[0]].name, phrase, named[0])
            noun = _LEADING_NOUN.match(self._document.words(earlier))
            if noun and noun.group(1).split()[-1].casefold() not in ROLE_NOUNS:
                thing = " ".join(noun.group(1).split())
                found = self._bearer(thing, earlier, earlier.start)
                return Bearer(found.name if found else thing, phrase, found.entity if found else None)
            bodies = [i for _, i in self._by_sentence.get(number, []) if not self.entities[i].person]
            if bodies:
                return Bearer(self.entities[bodies[0]].name, phrase, bodies[0])
        return None

    def _personal(self, bearer: Bearer) -> bool:
        if bearer.entity is not None:
            return self.entities[bearer.entity].person
        return (
            any(w in ROLE_NOUNS for w in bearer.phrase.casefold().split())
            or is_person(bearer.phrase)
            or bool(_GROUP.search(bearer.phrase))
        )

    def _last_bearer(self, sentence: Sentence, at: int, fits: object) -> Bearer | None:
        for number in range(sentence.number, max(-1, sentence.number - _HOW_FAR_BACK), -1):
            for cue, bearer in reversed(self._bearers.get(number, [])):
                if bearer and cue.at < at and fits(bearer):  # type: ignore[operator]
                    return bearer
        return None


def _names_business(role: str | None) -> bool:
    """Whether a role is one that firms have as well as people (``the operator, Orrin Trams``)."""
    return role is not None and any(word in _BUSINESS for word in _words(role))


def _words(phrase: str) -> list[str]:
    return re.findall(r"[\w-]+", phrase.casefold())
