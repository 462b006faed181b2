"""The names of a sentence and of its translation, where both are written in Latin letters.

Persons and most places keep their names; bodies, peoples, days and well-known places may get others. A word counts as
kept where only its end differs, as endings do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise, takewhile

from summarizer.grounding import fold
from summarizer.lexicon import TITLES
from summarizer.names import is_organisation, is_person
from summarizer.naming import Names, Word, is_general, name_runs, read_article, read_words

CAPITAL_NOUNS = frozenset({"de"})
"""Languages in which a capital letter shows no name."""
_OPENING = str.maketrans({c: "“" for c in "«„‚‹¿¡"})
"""Marks after which a sentence may begin, as the reader of words knows them."""
_ENDING = 4
"""Letters that an ending may add to a name: ``Sallow``, ``Sallowovi``."""
_LONGEST = 4_000
"""Characters that are read: no sentence is longer, and hostile lengths cost little."""
_SHORTEST = 4
"""Letters of a name of the article that is looked for in what was translated: shorter ones are words as well."""
_ACRONYM = 5
"""Letters of the longest acronym; those have other letters in other languages: ``NATO``, ``OTAN``."""
_DETERMINERS = {
    "en": "the a an our its their his her this that every",
    "es": "el la los las un una",
    "fr": "le la les l du des un une",
    "it": "il lo la gli i l un una del della",
    "nl": "de het een",
    "pt": "o a os as um uma do da",
}
_ARTICLES = frozenset(" ".join(_DETERMINERS.values()).split())
_STYLES = frozenset(
    "herr herrn frau doktor m mme mlle mm monsieur madame docteur maître sr sra srta don doña dra señor señora sig"
    " signor signora dott dottoressa onorevole senhor senhora pan pani heer mevrouw hr fru".split()
)
"""Words before a name beside the English ones."""
_DAYS = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december christmas easter god internet earth sun moon bible west east north south western eastern
    northern southern
    """.split()
)
"""Days, months and the like, which few languages write with a capital."""
_PLACES = frozenset(
    """
    africa algeria argentina asia athens atlantic austria baltic bavaria belgium berne bohemia bosnia brazil brittany
    brussels bucharest burgundy cairo cambodia cameroon catalonia channel cologne constance copenhagen corsica crete
    crimea croatia cyprus czech czechia denmark dublin egypt england estonia ethiopia europe finland flanders florence
    france geneva genoa georgia germany ghent greece hague hungary iceland india iran iraq ireland israel italy japan
    jerusalem jordan kiev korea kyiv latvia lebanon libya lisbon lithuania london lorraine luxembourg marseille
    mediterranean mexico milan morocco moscow munich naples netherlands nile norway normandy nuremberg pacific padua
    palestine paris philippines poland portugal prague rhine romania rome russia sardinia saxony scandinavia scotland
    serbia seville sicily slovakia slovenia spain sweden switzerland syria thames tunisia turin turkey tuscany ukraine
    venice vienna wales warsaw zurich
    alemania allemagne angleterre autriche deutschland bruselas bruxelles brüssel escocia écosse espagne españa
    europa francia frankreich germania grecia griechenland hongrie inglaterra inghilterra irlande italia italie japon
    japón londra londres lundi moscou moscú norvège países bas polonia pologne roma russie rusia russland spanien
    suecia suède suisse suiza svizzera schweiz ungarn ungheria viena vienne vereinigte états unis estados unidos uniti
    stati royaume uni reino unido regno unito
    """.split()
)
"""Well-known places, which have another name in another language."""
_CHANGING = frozenset(map(fold, _DAYS | _PLACES | _STYLES | TITLES))


def lost_names(translation: str, original: str, own: str, known: Sequence[str]) -> Iterator[str]:
    """The names that were translated and should not have been, or were left out.

    ``known`` are names of the article's people, which count also where a capital letter shows none.
    """
    there = _words(translation)
    families = {name.split()[-1] for name in known if is_person(name) and fold(name.split()[0]) not in _ARTICLES}
    told = {word.folded for word in _words(original)}
    due = {fold(name): name for name in families if fold(name) in told}
    due |= {word.folded: word.form for word in _due(original, own)}
    yield from (form for folded, form in due.items() if not _stands(folded, there))


def strange_names(translation: str, language: str, original: str, own: str, elsewhere: Sequence[str]) -> Iterator[str]:
    """The names of a translation that are nobody's in the original; ``elsewhere`` are texts that may lend some."""
    there = _words(original)
    lent = [
        word.form
        for word in _words(translation)
        if word.capital and len(word.folded) >= _SHORTEST and not _may_change(word)
        if not _stands(word.folded, there) and any(_is_name(word.folded, read_article(text)) for text in elsewhere)
    ]
    yield from lent[:1] or (() if language in CAPITAL_NOUNS else _invented(translation, language, original, own))


def _is_name(word: str, text: Names) -> bool:
    """Whether a text has the word, with or without an ``s``, as a name only."""
    forms = {word, word.removesuffix("s")}
    return bool(forms & text.capitals) and not forms & text.small


def _invented(translation: str, language: str, original: str, own: str) -> Iterator[str]:
    """Names beyond those that stand for translated ones: ``Rex Plumb`` for nobody."""
    kept, there = _words(original), _words(translation)
    strange = [
        run
        for run, _ in _runs(translation, language)
        if not any(_stands(word.folded, kept) or _may_change(word) for word in run)
    ]
    gone = [
        run
        for run, _ in _runs(original, own)
        if not any(_stands(word.folded, there) for word in run) and any(word.folded not in _DAYS for word in run)
    ]
    if len(strange) > len(gone):
        yield " ".join(word.form for word in strange[-1])


def _due(original: str, own: str) -> Iterator[Word]:
    """The words of names that stay as they are in every language."""
    for run, thing in [] if own in CAPITAL_NOUNS else _runs(original, own):
        # A body has a name that says what it is: "the Marine Safety Board". Of other things, as "the Tarn Boatmen's
        # Guild", the first word may be a name.
        told = any(is_organisation(word.form) for word in run) or (thing and len(run) == 1)
        due = [] if told else run[:1] if thing else run
        yield from (word for word in due if not _may_change(word))


def _runs(text: str, language: str) -> list[tuple[list[Word], bool]]:
    """Names as runs of capitalised words, and whether an article stands before them.

    A word at the head of a sentence counts only where a name goes on behind it.
    """
    words = _words(text)
    determiners = _DETERMINERS.get(language, "").split()
    before = {word.start: earlier.folded for earlier, word in pairwise(words)}
    found: list[tuple[list[Word], bool]] = []
    for run in name_runs(words):
        for word in run:
            thing = before.get(word.start) in determiners
            if word is run[0] or thing:
                found.append(([], thing))
            if not word.opens and len(word.folded) > 1:
                found[-1][0].append(word)
    return [(run, thing) for run, thing in found if run]


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[Word, ...]:
    return read_words(text[:_LONGEST].translate(_OPENING))


def _may_change(word: Word) -> bool:
    """Whether a word of a name may be another one in another language."""
    acronym = word.form.isupper() and len(word.form) <= _ACRONYM
    return acronym or word.folded in _CHANGING or is_general(word)


def _stands(name: str, words: Iterable[Word]) -> bool:
    """Whether a name is among the words, with whatever ending."""
    return any(part and any(_alike(part, word.folded) for word in words) for part in (name, *name.split("-")))


def _alike(name: str, word: str) -> bool:
    if name[:3] != word[:3]:
        return False
    if name == word:
        return True
    least = len(name) - (len(name) >= 5 or name[-1:] in "aeiou")
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(name, word, strict=False)))
    return shared >= max(3, least) and len(word) - shared <= _ENDING
