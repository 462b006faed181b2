"""What a single line is: judged by its build, then by where it stands."""

from __future__ import annotations

import re

from summarizer import blocks, colophon, phrases
from summarizer.boilerplate import FAMILIES, LONGEST, Family
from summarizer.bylines import is_byline, is_stamp, names_only
from summarizer.page import QUOTED, Page, reported

TITLE_WORDS = 30
"""Words of the longest title a teaser points at."""

_FINISHED_TITLE_WORDS = 14
"""Words of a title with a full stop, which is more likely a sentence."""

_SEPARATED = re.compile(r"\s*[|·•»›>]\s*|\s{3,}|\t")
_NOT_ON_TOP = phrases.word_set("credit biography subscription series_note contact")
"""What the first line of a text is never taken for: a headline may begin like it."""


def mark_anywhere(page: Page) -> None:
    """Note the reason of each line that can be told by its build alone."""
    labels: dict[int, int] = {}
    lone: list[int] = []
    for index, unit in enumerate(page.units):
        bare = page.bare[index]
        if len(bare) > LONGEST or not unit.readable:
            continue
        family = _family(bare, ("any",))
        page.reasons[index] = _line_reason(page, index) or (family.reason if family else None)
        if family is not None and family.alone:
            lone.append(index)
        if page.reasons[index] is None and blocks.LABEL.match(unit.words):
            labels[unit.block] = labels.get(unit.block, 0) + 1
        if index == 0 and page.reasons[0] in _NOT_ON_TOP:
            page.reasons[0] = None
    for index in lone:
        if labels.get(page.units[index].block, 0) >= 2:
            page.reasons[index] = None


def mark_edges(page: Page) -> None:
    """Note the reason of each line that tells itself by its build at the head or the tail of the text."""
    for index, unit in enumerate(page.units):
        bare = page.bare[index]
        if page.reasons[index] is not None or not unit.readable or len(bare) > LONGEST:
            continue
        head, tail = page.head(index), page.tail(index)
        if head or tail:
            page.reasons[index] = _edge_reason(page, index, head=head, tail=tail)


def _edge_reason(page: Page, index: int, *, head: bool, tail: bool) -> str | None:
    bare = page.bare[index]
    if is_byline(page, index):
        return "byline"
    if is_stamp(page, index, head=head):
        return "metadata"
    if (match := phrases.CREDITED.match(bare)) and names_only(bare[match.end() :], 0.5):
        return "credit"
    ends = tail and page.after[index] == 0
    where = ("edge", *(("head",) if head else ()), *(("tail",) if tail else ()), *(("end",) if ends else ()))
    family = _family(bare, where) or (_family(bare, ("any",), colophon.FAMILIES) if ends else None)
    if family is None or (index == 0 and family.reason in _NOT_ON_TOP):
        return None
    if family.alone and sum(blocks.is_label(unit.words) for unit in _block_of(page, index)) > 2:
        return None
    return family.reason


def _line_reason(page: Page, index: int) -> str | None:
    bare = page.bare[index]
    if _is_teaser(page, index):
        return "teaser"
    return _menu_reason(page.units[index].words, bare)


def _family(bare: str, where: tuple[str, ...], families: tuple[Family, ...] = FAMILIES) -> Family | None:
    words = len(bare.split())
    finished = blocks.ends_sentence(bare)
    for family in families:
        if family.where not in where or words > family.most or (family.open_ended and finished):
            continue
        # Few lines are built like a family, so few are asked who says them.
        if family.pattern.fullmatch(bare) and (family.reported or not reported(bare)):
            return family
    return None


def _block_of(page: Page, index: int) -> list[blocks.Unit]:
    block = page.units[index].block
    return [unit for unit in page.units[max(index - 8, 0) : index + 9] if unit.block == block]


def _is_teaser(page: Page, index: int) -> bool:
    bare, words = page.bare[index], page.units[index].words
    if match := phrases.TEASER.match(bare):
        return _is_title(bare[match.end() :], TITLE_WORDS)
    if match := phrases.TEASER_OPEN.match(bare):
        rest = bare[match.end() :]
        about = re.match(r"(?:about|on|at|here|in)\b", rest) is not None
        opens = rest[0].isupper() or rest[0].isdigit() or QUOTED.match(rest) is not None
        return (
            (opens or about)
            and not blocks.ends_sentence(bare)
            and len(rest.split()) <= TITLE_WORDS
            and not _reports(rest)
        )
    if index > 1 and (match := phrases.MEDIA_TEASER.match(bare)):
        rest = bare[match.end() :]
        speaker = words[: match.end()].isupper()
        return (
            not speaker
            and not blocks.ends_sentence(bare)
            and _is_title(rest, TITLE_WORDS)
            and _stands_alone(page, index)
        )
    return False


def _reports(rest: str) -> bool:
    """A title may say who says what, but does not attribute at its end, as a sentence does."""
    return re.search(r",\s+(?:\w+\s+){1,4}?(?:said|says|told|asked|wrote|added)\b[^,]*$", rest) is not None


def _is_title(rest: str, most: int) -> bool:
    count = len(rest.split())
    if blocks.ends_sentence(rest) and not rest.rstrip('”"’»').endswith(("?", "!")):
        return count <= _FINISHED_TITLE_WORDS and not _reports(rest) and rest.count(". ") == 0
    return count <= most and not _reports(rest)


def _stands_alone(page: Page, index: int) -> bool:
    block = page.units[index].block
    neighbours = page.units[max(index - 1, 0) : index + 2]
    return sum(unit.block == block for unit in neighbours) == 1


def _menu_reason(words: str, bare: str) -> str | None:
    """Rows of links: `Home | News | Sport`, `Mail · Print · Save`, `Facebook Twitter WhatsApp`."""
    if blocks.ends_sentence(bare) or len(bare) > 300 or words.startswith("|") or any(map(str.isdigit, bare)):
        return None
    items = [item.lower() for item in _SEPARATED.split(bare) if item]
    if len(items) < 2:
        single = bare.lower().split()
        items = single if len(single) >= 3 else []
    parts = [item.split() for item in items]
    if not items or any(len(part) > 4 for part in parts):
        return None
    shares = sum(any(word in phrases.SHARE for word in part) for part in parts)
    links = sum(any(word in phrases.MENU or word in phrases.SHARE for word in part) for part in parts)
    if len(items) == len(bare.split()) and not _SEPARATED.search(bare):
        links = links if links == len(items) else 0
    if links < 2 or links < len(items) * 0.4:
        return None
    return "share" if shares * 2 > len(items) else "navigation"
