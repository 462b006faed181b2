"""Title, author and date of a page, as trafilatura finds them, without all else that it looks for."""

from __future__ import annotations

import functools
import re
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from summarizer.page_text import values

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of its article; ``published`` is an ISO date."""

    title: str | None = None
    author: str | None = None
    published: str | None = None


def facts(tree: HtmlElement, url: str | None) -> Facts:
    """What trafilatura's ``extract_metadata`` says of these three; nothing where that fails.

    Its parts are called here one by one, as it also looks through the whole page for tags, categories and licences.
    """
    try:
        return _facts(tree, url)
    except (TypeError, ValueError):  # what trafilatura itself expects of its parts
        return Facts()


def _facts(tree: HtmlElement, url: str | None) -> Facts:
    # Imported here: start-up time.
    from htmldate import find_date
    from trafilatura import metadata

    found = metadata.examine_meta(tree)
    if found.author and " " not in found.author:
        found.author = None
    with suppress(Exception):  # what it does with odd JSON is not documented; half of it is better than none
        found = metadata.extract_meta_json(tree, found)
    found.title = found.title or metadata.extract_title(tree)
    found.author = found.author or _author(tree)
    found.date = find_date(tree, url=found.url or metadata.extract_url(tree, url), **_date_rules())
    found.clean_and_trim()
    return Facts(_line(found.title), _line(found.author), found.date or None)


def _date_rules() -> dict[str, Any]:
    return {
        "original_date": True,
        "extensive_search": False,  # it takes any date in the page for that of publication
        "max_date": datetime.now().astimezone().strftime("%Y-%m-%d"),
    }


def _line(value: str | None) -> str | None:
    return (" ".join(value.split()) or None) if value else None


def _author(tree: HtmlElement) -> str | None:
    """The name in an element that is marked as the author's, looked for in a tree of nothing else."""
    # Imported here: start-up time.
    from trafilatura.metadata import extract_author

    names, sign = _signs()
    if not _others(tree) and not any(sign.search(value) for name in names for value in set(values(tree, name))):
        return None
    bare = deepcopy(tree)
    elements = list(bare.iter("*"))  # held on to, or there would be others in their place
    signed = {element for element in elements if any(sign.search(element.get(name) or "") for name in names)}
    _keep(signed | _others(bare), bare)
    author: str | None = extract_author(bare)
    return author


def _others(tree: HtmlElement) -> set[_Element]:
    """What trafilatura takes for an author's without an attribute."""
    return {*tree.iter("author"), *(outer for inner in tree.iter("rel") for outer in inner.iterancestors())}


@functools.cache
def _signs() -> tuple[tuple[str, ...], re.Pattern[str]]:
    """The attributes that mark an author, and what stands in them.

    Both are put together from trafilatura's own expressions, so that they let through whatever those do.
    """
    # Imported here: start-up time.
    from trafilatura.xpaths import AUTHOR_XPATHS

    asked = " ".join(expression.path for expression in AUTHOR_XPATHS)
    names = sorted(set(re.findall(r"@([\w-]+)", asked)))
    words = sorted(set(re.findall(r"@[\w-]+\s*[=,]\s*'([^']+)'", asked)))
    return tuple(names), re.compile("|".join(words))


def _keep(wanted: set[_Element], tree: HtmlElement) -> None:
    """Leave in the tree the elements that are wanted, with all in them, and those that they stand in."""
    around = {outer for element in wanted for outer in element.iterancestors()}
    places: list[_Element] = [tree]
    while places:
        place = places.pop()
        for element in list(place):
            if element in wanted:
                continue
            if element in around:
                places.append(element)
            else:
                place.remove(element)
