"""A sentence in another language than the article's: what of it can still be held against the article.

Words cannot. Figures in digits can, and names where both languages are written in the same letters.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

from summarizer.grounding import missing_numbers, occurs
from summarizer.language_names import NAMES

_SHORTEST_NAME = 4
"""Letters of a part of a name that may stand for the whole, as family names do."""


def plea(language: str) -> str:
    """What is added to a question so that it is answered in a language, which is given by its ISO 639-1 code."""
    return f"Write headline and overview in {NAMES[language]}; keep names and figures as they are."


def fault(sentence: str, ground: str, cited: Sequence[str], others: Iterable[str]) -> str | None:
    """Why a sentence does not hold, or ``None``.

    ``ground`` are the words that it rests on, ``cited`` the names of those whose words they are, ``others`` the names
    of everybody else who speaks in the article.
    """
    if missing := missing_numbers(sentence, ground):
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


def _letters(text: str) -> str:
    """The script that most of its letters belong to, as Unicode names it: ``LATIN``, ``CYRILLIC``, …"""
    scripts = Counter(unicodedata.name(c, "").partition(" ")[0] for c in text if c.isalpha())
    return scripts.most_common(1)[0][0] if scripts else ""
