"""Sentences and words as coarse as a comparison of wording needs them."""

from __future__ import annotations

import re

from summarizer.grounding import fold

_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?!\s|$)[^\n.!?]*)*[.!?]?[”’\"')\]]*")
_WORD = re.compile(r"[^\W\d_]{4,}")


def split_sentences(text: str) -> list[str]:
    """Roughly the sentences; a line end is an end."""
    return [s for m in _SENTENCE.finditer(text) if (s := m.group().strip())]


def longer_words(text: str) -> set[str]:
    """Stems of the words of four letters and more, without capitalised ones: names are often swapped."""
    return {fold(w)[:5] for w in _WORD.findall(text) if not w[0].isupper()}
