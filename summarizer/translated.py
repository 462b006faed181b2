"""A sentence in another language than the words it rests on: what of it can still be held against them.

Words cannot. Figures can, and names where both languages are written in the same letters, and some negations. What is
told here is told by the words alone: that a translation has no fault does not make it a good one.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from summarizer.grounding import occurs
from summarizer.language import detect
from summarizer.language_names import NAMES
from summarizer.models import Reason
from summarizer.negators import differ
from summarizer.numerals import LANGUAGES, read_numerals, unborne, unequal
from summarizer.strange_names import lost_names, strange_names

Finding = tuple[Reason, str]
UNABLE = "this model writes it too badly"
WARY = "the article addresses a model, and whether that was obeyed cannot be seen in another language"
"""Why nothing is asked for in another language."""
_UNKNOWN = "en"
"""What a text is read as whose language is not known: most are, and their number words would go unread."""
_SHORTEST_NAME = 4
"""Letters of a part of a name that may stand for the whole, as family names do."""
LONGEST = 2_500
"""Characters of a translation, or of what was translated, beyond which it is no sentence, and is not read."""
_WORDS_OF_ITS_OWN = 6
"""Letters in words that are no names, from which on a line is another one in another language."""
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


def code(language: str | None) -> str:
    """The ISO 639-1 code that the words of a language are read by: ``de`` for ``de-AT``."""
    return (language or _UNKNOWN)[:2].lower()


def other_than(language: str | None, own: str | None) -> str | None:
    """The language if it is asked for and not the article's ``own``."""
    return None if language == (own or "")[:2] else language


def plea(what: str, language: str) -> str:
    """What is added to a question so that it is answered in a language, which is given by its ISO 639-1 code."""
    return f"Write {what} in {NAMES[language]}; keep names and figures as they are."


def untranslated(what: str, language: str, reason: str) -> str:
    """What a note says of what stays in the article's language."""
    return f"{what} in the article's language, not in {language!r}: {reason}"


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
    words, own = translation.split(), original.words.split()
    letters = sum(len(word) for word in own if not word[0].isupper() and any(map(str.isalpha, word)))
    # In an article whose language is not known the line may be in the one asked for.
    if words == own and letters >= _WORDS_OF_ITS_OWN and original.own is not None:
        return "it is the same as the line"
    if not words:
        return "it is empty"
    same = original.own is not None and detect(translation) == code(original.own) != language
    return "it is in the article's language" if same else None


def faults_in_any(translation: str, language: str | None, original: Original) -> tuple[Finding, ...]:
    """The same for a translation into a language that may not be known: then by the one that speaks most for it."""
    tongues = [language] if language else sorted(LANGUAGES - {code(original.own)})
    return min((tuple(faults(translation, tongue, original)) for tongue in tongues), key=len)


def missing_figures(sentence: str, language: str, ground: str, own: str | None) -> list[str]:
    """The figures of a sentence that the words it rests on do not have; ``own`` is their language, if it is known."""
    return [f"{value:g}" for value in unborne(read_numerals(sentence, language), read_numerals(ground, code(own)))]


def fault(
    sentence: str, language: str, ground: str, own: str | None, cited: Sequence[str], others: Iterable[str]
) -> str | None:
    """Why a sentence that sums up several does not hold, or ``None``.

    ``ground`` are the words that it rests on, in the language ``own`` if that is known, ``cited`` the names of those
    whose words they are, ``others`` the names of everybody else who speaks in the article.
    """
    if missing := missing_figures(sentence, language, ground, own):
        return f"{', '.join(missing)} is not in what it rests on"
    if _letters(sentence) != _letters(ground):
        return None
    if cited and not any(_named(name, sentence) for name in cited):
        return "it does not name whose words these are"
    strange = next((name for name in others if _named(name, sentence) and not _named(name, ground)), None)
    return None if strange is None else f"“{strange}” is not in what it rests on"


def _named(name: str, words: str) -> bool:
    parts = [part for part in name.split()[-1:] if len(part) >= _SHORTEST_NAME]
    return any(occurs(form, words) for form in (name, *parts))


@lru_cache(maxsize=1024)
def _letters(text: str) -> str:
    """The script that most of its letters belong to, as Unicode names it: ``LATIN``, ``CYRILLIC``, …"""
    scripts = Counter(unicodedata.name(c, "").partition(" ")[0] for c in text if c.isalpha())
    return scripts.most_common(1)[0][0] if scripts else ""
