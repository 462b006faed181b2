"""Whether somebody named as speaker, issuer or recipient is in the text, and near what they are said to have said.

Names are compared without their typography and with their accents; titles and articles before them and possessive
endings behind them do not count. Roles and descriptions in small letters may be put in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

from rapidfuzz import fuzz, process

from summarizer.document import Sentence
from summarizer.locate import Locator, folded, one_word
from summarizer.names import NAME, is_organisation
from summarizer.names import bare as untitled
from summarizer.speakers import Bearer, Cast
from summarizer.stretches import remembered
from summarizer.surroundings import Scene, Surroundings

BEFORE = 3
"""Sentences before the evidence in which a speaker counts as near."""
DESCRIBED = 0.6
"""Share of the longer words of a description that the text must have: ``parents of the dead children`` may be put
together from it."""
LONGEST_NAME = 300
"""Code points beyond which nothing is a name."""
_ALIKE = 84.0
"""Likeness (0 to 100) from which a name of the text is shown as the one that may be meant."""
_MOST_SUGGESTED = 100
"""Names for which one that is alike is looked for in one run; each is compared with all names of the text."""
_MOST_NAMES = 20_000

_WORD = re.compile(r"\w+(?:['.-]\w+)*")
_BEHIND = re.compile(r"\s*\([^()]*\)\s*$")
_ARTICLE = re.compile(r"(?:the|an?|its|his|her|their|our)\s+", re.IGNORECASE)
_SMALL = frozenset("the and for from with who has have had was were are not its his her their our that this".split())


class Parties:
    """The people and bodies that one text names."""

    def __init__(self, locator: Locator, surroundings: Surroundings) -> None:
        self._locator = locator
        self._surroundings = surroundings
        self._known: dict[str, bool] = {}
        self._suggested = 0

    @cached_property
    def _text(self) -> str:
        return self._locator.folded.text.lower()

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(_words(self._text))

    @cached_property
    def _stems(self) -> frozenset[str]:
        return frozenset(map(_stem, self._words))

    @cached_property
    def _names(self) -> list[str]:
        names = (untitled(match.group()) for match in NAME.finditer(self._locator.folded.text))
        return list(dict.fromkeys(name for name, _ in zip(names, range(_MOST_NAMES), strict=False)))

    def in_text(self, name: str) -> bool:
        """Whether the text names this party."""
        key = _plain(name)
        if key not in self._known:
            self._known[key] = 0 < len(key) < LONGEST_NAME and self._stands(key)
        return self._known[key]

    def alike(self, name: str) -> str | None:
        """A name in the text that is spelled much like this one."""
        self._suggested += 1
        if self._suggested > _MOST_SUGGESTED:
            return None
        found = process.extractOne(untitled(_plain(name)), self._names, scorer=fuzz.ratio, score_cutoff=_ALIKE)
        return found[0] if found else None

    def _stands(self, name: str) -> bool:
        if any(_occurs(form, self._text) for form in _forms(name)):
            return True
        words = name.split()
        capitals = [word for word in words if word[:1].isupper()]
        others = _content(" ".join(word for word in words if not word[:1].isupper()))
        known = sum(_stem(word) in self._stems for word in others)
        if not capitals:
            return bool(others) and known >= DESCRIBED * len(others)
        own = untitled(" ".join(capitals)).lower().split()
        if len(others) == known and (others or len(own) < len(capitals)) and _occurs(" ".join(own), self._text):
            return True
        return len(own) == 2 and set(own) <= self._words and self._apart(*own)

    def _apart(self, first: str, last: str) -> bool:
        """Whether the text has the name with an initial or another first name in it (``Ann and Bo Lee``)."""
        between = r"(?: \w\.? ?| (?:and|&) \w+ |, \w+ and \w+ )"
        return re.search(rf"(?<!\w){re.escape(first)}{between}{re.escape(last)}(?!\w)", self._text) is not None

    def other_speaker(self, names: Iterable[str], places: Sequence[tuple[int, int]]) -> str | None:
        """Who speaks at all of these places, if that is shown to be none of these names and none of them is near."""
        wanted = [name for name in names if 0 < len(name) < LONGEST_NAME][:20]
        others = [self._other(wanted, start, end) for start, end in places]
        return others[0] if others and all(others) else None

    def _other(self, names: Sequence[str], start: int, end: int) -> str | None:
        scene = self._surroundings.scene(start, end)
        found = scene.sentences(start, end) if scene else ()
        if scene is None or not found:
            return None
        speaking = [scene.cast.bearer_of(sentence.number) for sentence in found]
        heard = [bearer for bearer in speaking if bearer]
        if not all(any(b for _, b in scene.cast.cues_of(sentence.number)) for sentence in found):
            return None
        if len(heard) < len(found) or not all(_named(bearer, scene.cast) for bearer in heard):
            return None
        heard += [b for sentence in found for _, b in scene.cast.cues_of(sentence.number) if b]
        if any(_same(name, bearer, scene.cast, found[0]) for name in names for bearer in heard):
            return None
        return None if _mentioned(names, scene, found) else heard[0].name


def _named(bearer: Bearer, cast: Cast) -> bool:
    """Whether the text there gives the speaker by a person's or a body's own name, not by a pronoun, role or label."""
    if bearer.entity is None or not any(word[:1].isupper() for word in bearer.phrase.split()[-1:]):
        return False
    entity = cast.entities[bearer.entity]
    return entity.person or is_organisation(entity.name)


def _mentioned(names: Sequence[str], scene: Scene, found: Sequence[Sentence]) -> bool:
    """Whether one of the names, or another form of it, stands in the paragraph or the sentences before."""
    document = scene.document
    start = document.sentences[max(0, found[0].number - BEFORE)].start
    start = min(start, document.paragraphs[found[0].paragraph][0])
    end = max(found[-1].end, document.paragraphs[found[-1].paragraph][1])
    around = _plain(document.text[start:end]).lower()
    forms: set[str] = set()
    for name in names:
        bearer = scene.cast.at_phrase(name, found[0])
        forms.update(_forms(_plain(name)))
        if bearer is not None and bearer.entity is not None:
            forms.update(_plain(form).lower() for form in scene.cast.entities[bearer.entity].forms)
    return any(_occurs(form, around) for form in forms)


def _same(name: str, bearer: Bearer, cast: Cast, sentence: Sentence) -> bool:
    meant = cast.at_phrase(name, sentence)
    if meant is not None and meant.entity is not None and meant.entity == bearer.entity:
        return True
    ours = set(map(_stem, _content(_plain(name).lower())))
    theirs = {_stem(word) for word in _words(_plain(f"{bearer.name} {bearer.phrase}").lower())}
    return not ours.isdisjoint(theirs)


@remembered
def _plain(words: str) -> str:
    return " ".join(folded(words[: 10 * LONGEST_NAME]).text.split())


def _forms(name: str) -> list[str]:
    """The name in small letters as a text may have it: whole, without brackets behind, article, apposition, title."""
    whole = name.removesuffix("'s").removesuffix("'").strip(" ,.;:'")
    bracketless = _BEHIND.sub("", whole)
    apposed = bracketless.split(",")[0]
    forms = [whole, bracketless, _ARTICLE.sub("", bracketless, count=1), apposed, untitled(apposed)]
    return [form.lower() for form in dict.fromkeys(forms) if form]


def _occurs(form: str, text: str) -> bool:
    """Whether the form stands in the text (both folded, in small letters) as whole words."""
    at = text.find(form)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(form) : at + len(form) + 1]
        if not (one_word(before, form[0]) or one_word(form[-1], after)):
            return True
        at = text.find(form, at + 1)
    return False


def _content(words: str) -> list[str]:
    return [word for word in _words(words) if len(word) > 2 and word not in _SMALL]


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _stem(word: str) -> str:
    return word.removesuffix("'s")[:5]
