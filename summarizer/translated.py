"""A sentence in another language than the words it rests on: what of it can still be held against them.

Words cannot. Figures can, and names where both languages are written in the same letters, and some negations. What is
told here is told by the words alone: that a translation has no fault does not make it a good one.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from summarizer.grounding import fold
from summarizer.language import detect, rather
from summarizer.models import Reason
from summarizer.naming import read_article
from summarizer.negators import differ
from summarizer.numerals import LANGUAGES, read_numerals, unequal
from summarizer.strange_names import lost_names, strange_names

Finding = tuple[Reason, str]
_UNKNOWN = "en"
"""What a text is read as whose language is not known: most are, and their number words would go unread."""
LONGEST = 2_500
"""Characters of a translation, or of what was translated, beyond which it is no sentence, and is not read."""
_WORDS_OF_ITS_OWN = 6
"""Letters in words that are no names, from which on a line is another one in another language."""
_LONG_IN_A_TITLE, _SHARE_IN_A_TITLE = 4, 0.7
"""Letters of the words that titles write with a capital, and how many of them have one at least."""
_MARKS = ".,;:!?“”\"'‘’()–-"
_LONGER, _SLACK = 2.0, 30
"""How much longer a translation may be than its original, or the reverse: languages differ by a third, in short
lines by a word or two more."""
_ALPHABETS = frozenset({"LATIN", "CYRILLIC", "GREEK"})
"""In others a word may take one letter."""


@dataclass(frozen=True, slots=True)
class Original:
    """What was translated, of an article in the language ``own`` if that is known.

    ``known`` are the people the summary names, ``elsewhere`` are texts whose names do not belong into the translation:
    the article, and the worked examples.
    """

    words: str
    own: str | None
    elsewhere: tuple[str, ...] = ()
    known: tuple[str, ...] = ()


def without_title_case(headline: str, body: str) -> str:
    """A headline whose words have capitals as in a title, with small letters for those that are no names in the body.

    One that is written like a sentence stays: there a capital letter shows a name.
    """
    words = headline.split()
    long = [word for word in words if len(word) >= _LONG_IN_A_TITLE and word[0].isalpha()]
    if sum(word[0].isupper() for word in long) < _SHARE_IN_A_TITLE * len(long):
        return headline
    known = read_article(body)
    names = known.capitals - known.small
    bare = {word: fold(word.strip(_MARKS)).removesuffix("'s") for word in words}
    return " ".join(word if bare[word] in names or word.isupper() else word.lower() for word in words)


def code(language: str | None) -> str:
    """The ISO 639-1 code that the words of a language are read by: ``de`` for ``de-AT``."""
    return (language or _UNKNOWN)[:2].lower()


def other_than(language: str | None, own: str | None) -> str | None:
    """The language if it is asked for and not the article's ``own``."""
    return None if language == (own or "")[:2] else language


def faults(translation: str, language: str, original: Original) -> Iterator[Finding]:
    """What a translation into a language says otherwise than its original, as far as that can be told."""
    own = code(original.own)
    said, there = read_numerals(translation, language), read_numerals(original.words, own)
    lacking, added = unequal(said, there)
    for value in added:
        yield "number_not_in_evidence", f"“{value:g}” is not in what was translated"
    for value in lacking:
        yield "number_not_in_evidence", f"“{value:g}” of what was translated is missing"
    if _letters(translation) == _letters(original.words) == "LATIN":
        for name in lost_names(translation, original.words, own, original.known):
            yield "name_not_in_evidence", f"“{name}” of what was translated is missing"
        for name in strange_names(translation, language, original.words, own, original.elsewhere):
            yield "name_not_in_evidence", f"“{name}” is not in what was translated"
    if differ(translation, language, original.words, own):
        yield "negation_differs", "it denies what was translated, or the reverse"
    if {_letters(translation), _letters(original.words)} <= _ALPHABETS:
        shorter, longer = sorted((len(translation), len(original.words)))
        if longer > _LONGER * shorter + _SLACK:
            yield "not_supported", "it says far more than what was translated, or far less"


def none_at_all(translation: str, language: str, original: Original) -> str | None:
    """Why an answer is no translation, whatever it says; ``None`` where it may be one."""
    words = translation.split()
    if not words:
        return "it is empty"
    if original.own is None:
        return None  # the line may be in the language asked for
    there, own = original.words.split(), code(original.own)
    if _has_own(there) and translation.casefold().split() == original.words.casefold().split():
        return "it is the same as the line"
    same = own != language and (detect(translation) == own or (_has_own(words) and rather(translation, own, language)))
    return "it is in the article's language" if same else None


def _has_own(words: Iterable[str]) -> bool:
    """Whether there are words that are no names, in any number."""
    own = (len(word) for word in words if not word[0].isupper() and any(map(str.isalpha, word)))
    return sum(own) >= _WORDS_OF_ITS_OWN


def faults_in_any(translation: str, language: str | None, original: Original) -> tuple[Finding, ...]:
    """The same for a translation into a language that may not be known: then by the one that speaks most for it."""
    tongues = [language] if language else sorted(LANGUAGES - {code(original.own)})
    return min((tuple(faults(translation, tongue, original)) for tongue in tongues), key=len)


@lru_cache(maxsize=1024)
def _letters(text: str) -> str:
    """The script that most of its letters belong to, as Unicode names it: ``LATIN``, ``CYRILLIC``, …"""
    scripts = Counter(unicodedata.name(c, "").partition(" ")[0] for c in text if c.isalpha())
    return scripts.most_common(1)[0][0] if scripts else ""
