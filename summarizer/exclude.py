"""What in a text is not the article: teasers, bylines, forms, comments, footers.

A line is judged by its build and by where it stands (:mod:`summarizer.boilerplate` has the families), and may take its
neighbours along; whatever reads like reported prose stays. Offsets are 0-based, half-open and count code points.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer import blocks, boilerplate, colophon, phrases
from summarizer.bylines import byline_name
from summarizer.furniture import TITLE_WORDS, mark_anywhere, mark_edges
from summarizer.models import Excluded
from summarizer.page import QUOTED, Page, reported

BIOGRAPHY_LIMIT = 2500
"""Characters left after the byline that opens a biography."""

SHELF_LIMIT = 10
"""Titles under one `Related articles` heading."""

COMMENTS_FROM = 0.5
"""Share of the text after which `3 comments` heads the comments; before, it is a link to them."""

BELOW_RULE = 900
"""Characters under an end mark; more is another part of the article."""

_STRAY_WORDS = 15
_ANCHORS = phrases.word_set(
    "source_link comment_form comments biography share subscription contact copyright navigation cookies"
)
"""What stands at the end only once the article is over."""
_SMALL_PRINT = frozenset({"copyright", "contact", "credit"})
"""What a web page's extractor leaves out where it stands beside the article, and what was published with the article
where it does not: on the pages of article-extraction-benchmark whoever marked the articles kept four of five."""


def find(
    text: str, *, author: str | None = None, marks: Sequence[Excluded] = (), media_type: str = ""
) -> tuple[Excluded, ...]:
    """Spans of ``text`` that do not belong to the article, sorted, not overlapping, each with its reason code.

    A span covers whole lines from the first to the last character that is no white space (a teaser glued to the end
    of a line is cut out of it). ``author``: the name in the metadata, which a biography at the end may repeat.
    ``marks``: what is known not to belong to it, sorted, in whole lines. ``media_type``: the source's; small print in
    the text of a web page stays.
    """
    page = Page.of(text, author)
    mark_anywhere(page)
    _mark_known(page, marks)
    for _ in range(2):  # what the first round takes away brings more lines to the edge
        page.count_prose()
        mark_edges(page)
    _mark_shelves(page)
    _mark_biography(page)
    _mark_company(page)
    page.count_prose()
    _mark_comments(page)
    _mark_form(page)
    _mark_below_rule(page)
    _mark_strays(page)
    if media_type == "text/html":
        page.reasons = [None if reason in _SMALL_PRINT else reason for reason in page.reasons]
    return _spans(page)


def _mark_known(page: Page, marks: Sequence[Excluded]) -> None:
    index = 0
    for mark in marks:
        while index < len(page.units) and page.units[index].start < mark.start:
            index += 1
        while index < len(page.units) and page.units[index].end <= mark.end:
            page.reasons[index] = mark.reason
            index += 1


def _mark_shelves(page: Page) -> None:
    """A bare heading such as `Related articles` with the titles under it."""
    index = 0
    while index < len(page.units):
        bare, unit = page.bare[index], page.units[index]
        if page.reasons[index] is None and len(bare) < 80 and phrases.SHELF.fullmatch(bare) and unit.readable:
            stop = _shelf_end(page, index)
            if stop > index + 1 or page.tail(index) or not _names_section(page, index):
                page.reasons[index:stop] = ["teaser"] * (stop - index)
        index += 1


def _names_section(page: Page, index: int) -> bool:
    """Whether prose follows at once, so that the line may be a section head of the article."""
    return index + 1 < len(page.units) and page.prose[index + 1]


def _shelf_end(page: Page, index: int) -> int:
    stop = index + 1
    while stop < min(len(page.units), index + 1 + SHELF_LIMIT):
        unit, bare = page.units[stop], page.bare[stop]
        listed = blocks.marker_length(unit.words) > 0 or unit.block == page.units[index].block or page.tail(stop)
        title = not blocks.ends_sentence(bare) or bare.endswith(("?", "!"))
        if not (
            listed
            and title
            and unit.readable
            and len(bare.split()) <= TITLE_WORDS
            and page.reasons[stop] in (None, "teaser")
        ):
            break
        stop += 1
    return stop


def _mark_biography(page: Page) -> None:
    names = [page.author] if page.author else []
    names += [
        name for index, bare in enumerate(page.bare) if page.reasons[index] == "byline" and (name := byline_name(bare))
    ]
    for index in range(len(page.units)):
        heading = phrases.ABOUT_AUTHOR.fullmatch(page.bare[index].rstrip(":")) is not None
        opens = page.reasons[index] == "byline" and page.before[index] >= 2
        remaining = len(page.text) - page.units[index].end
        if (heading and page.tail(index)) or (opens and remaining <= BIOGRAPHY_LIMIT):
            _mark_following_biography(page, index, names, heading=heading)
    for index, bare in enumerate(page.bare):
        last = page.reasons[index] is None and page.after[index] == 0 and page.before[index] >= 2
        if last and page.prose[index] and _is_lone_biography(page, index, bare, names):
            page.reasons[index] = "biography"


def _mark_following_biography(page: Page, index: int, names: list[str], *, heading: bool) -> None:
    begin = index
    for place in range(index + 1, len(page.units)):
        bare = page.bare[place]
        if page.reasons[place] is not None:
            break
        personal = phrases.FIRST_PERSON.search(bare) is not None or any(name in bare for name in names)
        if not (personal or heading or phrases.SELF.match(bare) or not page.units[place].readable) or QUOTED.match(
            bare
        ):
            break
        page.reasons[place] = "biography"
        page.reasons[begin] = "biography"
        heading = False


def _is_lone_biography(page: Page, index: int, bare: str, names: list[str]) -> bool:
    signed = colophon.SIGNED.fullmatch(bare) is not None
    if len(bare) > boilerplate.LONGEST or QUOTED.match(bare) or (reported(bare) and not signed):
        return False
    if index and page.reasons[index - 1] in _ANCHORS | {"byline", "credit"} and phrases.FIRST_PERSON.search(bare):
        return (
            re.search(r"\b(?:writer|journalist|reporter|blogger|editor|author|columnist)\b", bare, re.IGNORECASE)
            is not None
        )
    if not signed and phrases.SELF.match(bare) is None:
        return False
    name = " ".join(bare.split()[:2])
    if any(name.lower() in known.lower() for known in names):
        return True
    if signed and not any(page.text.count(part) > 1 for part in bare.split()[:2]):
        return True
    set_off = index > 0 and (page.reasons[index - 1] is not None or not page.units[index - 1].readable)
    italic = page.units[index].words[0] in "*_"
    return (set_off or italic) and page.text.count(bare.split()[1]) == bare.count(bare.split()[1])


def _mark_company(page: Page) -> None:
    """`About Orlo Ltd.` at the very end, and the paragraph that begins with that name."""
    for index, bare in enumerate(page.bare):
        match = (
            colophon.COMPANY.fullmatch(bare) if len(bare) <= boilerplate.LONGEST and page.before[index] >= 2 else None
        )
        if match is None or page.reasons[index] is not None:
            continue
        place = index if match["text"] else index + 1
        if place < len(page.units) and page.after[place] == 0 and page.prose[place]:
            words = match["text"] or page.bare[place]
            if match["name"].lower() in words[: len(match["name"]) + 5].lower() and not reported(words):
                page.reasons[index : place + 1] = ["biography"] * (place + 1 - index)


def _mark_comments(page: Page) -> None:
    for index, bare in enumerate(page.bare):
        if len(bare) > 150 or page.reasons[index] is not None or not (match := phrases.COMMENTS.fullmatch(bare)):
            continue
        if _heads_comments(page, index, counted=bool(match.group("count") or match.group("number"))):
            page.reasons[index:] = ["comments"] * (len(page.units) - index)
            return
        if page.after[index] == 0 or (page.head(index) and any(map(str.isdigit, bare))):
            page.reasons[index] = "comments"


def _heads_comments(page: Page, index: int, *, counted: bool) -> bool:
    following = [unit.words for unit in page.units[index + 1 : index + 4] if unit.readable]
    alike = any(phrases.COMMENT.match(words[:200]) for words in following)
    late = page.units[index].start >= COMMENTS_FROM * len(page.text)
    return page.before[index] >= 2 and bool(following) and ((counted and late) or alike)


def _mark_form(page: Page) -> None:
    """After the heading of a comment form at the end everything that is no prose belongs to it."""
    page.count_prose()
    start = next(
        (
            i
            for i, reason in enumerate(page.reasons)
            if reason == "comment_form" and page.before[i] >= 2 and page.tail(i)
        ),
        None,
    )
    if start is None:
        return
    for index in range(start + 1, len(page.units)):
        if page.prose[index] and not phrases.FORM.search(page.bare[index][: boilerplate.LONGEST]):
            return
        page.reasons[index] = page.reasons[index] or "comment_form"


def _mark_strays(page: Page) -> None:
    """Loose words between and after the furniture at the very end, where the article is over."""
    last = max(
        (i for i, reason in enumerate(page.reasons) if reason is None and not _is_stray(page.units[i])), default=-1
    )
    reason = None
    for index in range(last + 1, len(page.units)):
        found = page.reasons[index]
        reason = found if found in _ANCHORS else reason
        if found is None and reason is not None:
            page.reasons[index] = reason
    _mark_rules(page, last)


def _mark_below_rule(page: Page) -> None:
    """What stands under an end mark such as `###` and is furniture in part or speaks to the reader."""
    index = next(
        (i for i in range(len(page.units) - 1, -1, -1) if phrases.END_MARK.fullmatch(page.units[i].words[:40])),
        None,
    )
    if index is None or page.before[index] < 2 or len(page.text) - page.units[index].end > BELOW_RULE:
        return
    below = range(index + 1, len(page.units))
    joined = all(page.units[place].block == page.units[index].block for place in below)
    if not joined and not any(page.reasons[place] for place in below):
        return
    for place in below:
        bare = page.bare[place]
        to_reader = phrases.TO_READER.search(bare) is not None and not reported(bare)
        if page.reasons[place] is None and (to_reader or _is_stray(page.units[place])):
            near = (*page.reasons[place:], *page.reasons[index + 1 : place])
            page.reasons[place] = next((reason for reason in near if reason), "contact")


def _is_stray(unit: blocks.Unit) -> bool:
    return not unit.readable or (
        not unit.finished and len(unit.words.split()) <= _STRAY_WORDS and not QUOTED.search(unit.words)
    )


def _mark_rules(page: Page, last: int) -> None:
    """Rules and end marks directly over the furniture at the end go with it."""
    for index in range(len(page.units) - 2, last, -1):
        mark = phrases.END_MARK.fullmatch(page.units[index].words[:40])
        if page.reasons[index] is None and page.reasons[index + 1] is not None and mark:
            page.reasons[index] = page.reasons[index + 1]


def _spans(page: Page) -> tuple[Excluded, ...]:
    spans: list[Excluded] = []
    joined = False
    for unit, reason in zip(page.units, page.reasons, strict=True):
        if reason is None:
            joined = False
            if inline := _inline_teaser(unit):
                spans.append(Excluded(start=inline, end=unit.end, reason="teaser"))
            continue
        if joined and spans[-1].reason == reason:
            spans[-1] = Excluded(start=spans[-1].start, end=unit.end, reason=reason)
        else:
            spans.append(Excluded(start=unit.start, end=unit.end, reason=reason))
        joined = True
    return tuple(spans)


def _inline_teaser(unit: blocks.Unit) -> int | None:
    """Where a teaser begins that was glued to the end of a paragraph."""
    if unit.finished:
        return None
    tail = max(len(unit.words) - 250, 0)
    match = phrases.TEASER_INLINE.search(unit.words, tail)
    return unit.start + match.end() if match else None
