"""Sentences anywhere in an article that say what a statement says, word for word the most of it.

Pure; the article is read once, and a statement costs no more than the places of its rarer words.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from summarizer.grounding import fold

_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?!\s|$)[^\n.!?]*)*[.!?]?[”’\"')\]]*")
_WORD = re.compile(r"[^\W\d_]{4,}")
_SHARE = 0.6
"""Share of a sentence's longer words that another must have to say the same; half is common between neighbours."""
_FEWEST = 3
"""Longer words below which sentences resemble each other by chance."""
_COMMON = 200
"""Sentences beyond which a word tells nothing about one of them."""
_MOST = 3
"""Sentences taken for one of the statement's."""


@dataclass(frozen=True, slots=True)
class _Article:
    sentences: tuple[str, ...]
    places: dict[str, tuple[int, ...]]


def split_sentences(text: str) -> list[str]:
    """Roughly the sentences; a line end is an end."""
    return [s for m in _SENTENCE.finditer(text) if (s := m.group().strip())]


def longer_words(text: str, *, names: bool = False) -> set[str]:
    """Stems of the words of four letters and more; capitalised ones, names being often swapped, only if asked for."""
    return {fold(w)[:5] for w in _WORD.findall(text) if names or not w[0].isupper()}


@lru_cache(maxsize=4)
def _read(text: str) -> _Article:
    sentences = tuple(split_sentences(text))
    places: dict[str, list[int]] = {}
    for number, sentence in enumerate(sentences):
        for word in longer_words(sentence, names=True):
            places.setdefault(word, []).append(number)
    return _Article(sentences, {w: tuple(p) for w, p in places.items()})


def echoes(statement: str, text: str) -> str:
    """The sentences of the text that have most of the longer words of one of the statement's sentences."""
    article = _read(text)
    found: dict[int, None] = {}
    for sentence in split_sentences(statement)[:20]:
        words = longer_words(sentence, names=True)
        if len(words) < _FEWEST:
            continue
        tally: Counter[int] = Counter()
        for word in words:
            places = article.places.get(word, ())
            tally.update(places if len(places) <= _COMMON else ())
        close = [(n, at) for at, n in tally.items() if n >= _SHARE * len(words)]
        found |= dict.fromkeys(at for _, at in sorted(close, key=lambda c: (-c[0], c[1]))[:_MOST])
    return "\n".join(article.sentences[at] for at in sorted(found))
