"""Bylines and date lines: who wrote the article and when it was put up."""

from __future__ import annotations

import re

from summarizer import blocks, phrases
from summarizer.page import Page, reported

_NAME = re.compile(r"[A-ZÀ-ÞА-ЯЁ][\w.’'-]*")
_FROM_OUR = re.compile(
    r"(?:from|by) (?:our|a|an|the) (?:[\w’'-]+ ){0,3}?(?:correspondents?|reporters?|staff)\b.{0,40}", re.IGNORECASE
)
_JOINING = phrases.word_set(
    "and & of the in for at de van von der den la le du bin al y und et e и with from a an to on"
)


def is_byline(page: Page, index: int) -> bool:
    """`By Jane Doe | News desk`, `Jane Doe, staff writer`; on top of the text only if no other byline follows."""
    bare = page.bare[index]
    finished = blocks.ends_sentence(bare) and not re.search(r"(?:\b[A-Z]|Jr|Sr)\.$", bare)
    if finished or reported(bare):
        return False
    if page.author and bare.lower() == page.author.lower():
        return True
    if index > 0 and _FROM_OUR.fullmatch(bare):
        return True
    if byline_name(bare) is not None:
        return index > 0 or (len(page.units) > 1 and byline_name(page.bare[1]) is None)
    if index == 0 or len(bare.split()) > 12:
        return False
    parts = [part for part in re.split(r"\s*[|•·]\s*|,\s+|\s+[–—-]\s+", bare) if part]
    return len(parts) >= 2 and _is_name(parts[0]) and all(_is_byline_rest(part) for part in parts[1:])


def is_stamp(page: Page, index: int, *, head: bool) -> bool:
    """`Published 4 May, version 3`, and on top of the article a bare date with its year."""
    bare = page.bare[index]
    if len(bare.split()) > 24 or blocks.ends_sentence(re.sub(r"[ap]\.m\.$", "", bare)):
        return False
    parts = [part for part in re.split(r"\s*[|•·]\s*", bare) if part]
    if head and index > 0 and len(parts) > 1 and any(_is_date(part) for part in parts) and max(map(_size, parts)) <= 5:
        return True
    if all(_is_stamped(part) or _is_date(part) for part in parts) and any(_is_stamped(part) for part in parts):
        return True
    return (
        head
        and index > 0
        and page.before[index] == 0
        and _is_date(bare)
        and re.search(r"\b(?:19|20)\d\d\b", bare) is not None
    )


def byline_name(bare: str) -> str | None:
    """The name in `By Jane Doe | News desk | Updated …`, or ``None``."""
    match = phrases.BYLINE.match(bare)
    if match is None or len(bare.split()) > 20:
        return None
    name = re.split(r"\s*[|•·]\s*|\s+[–—-]\s+|,\s+|\s+\d|\s*\(", bare[match.end() :], maxsplit=1)[0].strip()
    first = name.split()[0].lower() if name else ""
    if not name or first in phrases.CALENDAR or len(name.split()) > 10:
        return None
    capitals = sum(_NAME.match(word) is not None for word in name.split())
    if phrases.STAFF.search(name) and _plain_words(name) <= 3:
        return name
    return name if capitals >= 2 and names_only(name, 1.0) else None


def names_only(words: str, share: float) -> bool:
    """Whether at least that share of the words are written like names, joining words aside."""
    tokens = [word.strip(",.;:()") for word in words.split()]
    judged = [word for word in tokens if word and word.lower() not in _JOINING]
    return bool(judged) and sum(_NAME.match(word) is not None for word in judged) >= share * len(judged)


def _plain_words(name: str) -> int:
    return sum(word.islower() and word not in _JOINING for word in name.split())


def _is_name(part: str) -> bool:
    return 2 <= len(part.split()) <= 5 and names_only(part, 1.0) and not phrases.STAFF.search(part)


def _is_byline_rest(part: str) -> bool:
    return phrases.STAFF.search(part) is not None or _is_date(part)


def _size(part: str) -> int:
    return len(part.split())


def _is_stamped(part: str) -> bool:
    match = phrases.STAMP.match(part)
    if match is None:
        return False
    rest = re.split(r"\s+by\s+", part[match.end() :], maxsplit=1)
    return _is_date(rest[0]) and (len(rest) == 1 or names_only(rest[1], 0.7))


def _is_date(part: str) -> bool:
    words = re.findall(r"[^\W\d_]+", part.lower())
    zones = re.findall(r"\b[A-Z]{2,4}\b", part)
    known = all(word in phrases.DATE_WORDS or word.upper() in zones for word in words)
    timed = any(char.isdigit() for char in part) or not {"today", "yesterday", "now"}.isdisjoint(words)
    return known and timed and len(part.split()) <= 12
