"""Dates and times in running text, as far as the words tell them.

``Jan. 15``, ``14 October 1962``, ``the ninth of March``, ``2026-02-03``, ``in May``, ``Tuesday``, ``6:40 a.m.``,
``the 1980s``; ``yesterday`` and the like only when it is known when the article was published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from summarizer.measures import ORDINALS

MONTHS = {
    form: number
    for number, forms in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|"
        "october oct|november nov|december dec".split("|"),
        start=1,
    )
    for form in forms.split()
}
WEEKDAYS = {
    form: number
    for number, forms in enumerate(
        "monday mon|tuesday tues tue|wednesday wed|thursday thurs thu|friday fri|saturday sat|sunday sun".split("|")
    )
    for form in forms.split()
}
_SPELLED_DAYS = {w: int(v) for w, v in ORDINALS.items()} | {
    "first": 1, "second": 2, "thirtieth": 30, "twenty-first": 21, "twenty-second": 22, "twenty-third": 23,
    "twenty-fourth": 24, "twenty-fifth": 25, "twenty-sixth": 26, "twenty-seventh": 27, "twenty-eighth": 28,
    "twenty-ninth": 29, "thirty-first": 31,
}  # fmt: skip
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?|JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|"
    r"OCTOBER|NOVEMBER|DECEMBER)(?![\w])"
)
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_ORDINAL_DAY = "|".join(sorted(_SPELLED_DAYS, key=len, reverse=True))
_YEAR = r"(?:1[5-9]|20)\d\d(?![\d%]|[.,]\d)"
_DATE = re.compile(
    rf"(?<![\w.,])(?P<iso>(?:1[5-9]|20)\d\d-[01]\d-[0-3]\d)(?!\d)"
    rf"|(?<![\w.,$£€])(?P<day>{_DAY}|(?i:{_ORDINAL_DAY}))(?:\sof)?\s{{1,2}}(?P<month>{_MONTH})(?:,?\s{{1,2}}(?P<year>{_YEAR}))?"
    rf"|(?<!\w)(?P<month2>{_MONTH})\s{{1,2}}(?:the\s)?(?P<day2>{_DAY})(?![\d:%]|[.,]\d)(?:,?\s{{1,2}}(?P<year2>{_YEAR}))?"
    rf"|(?<!\w)(?P<month3>{_MONTH}),?\s{{1,2}}(?:of\s)?(?P<year3>{_YEAR})"
    rf"|(?<!\w)(?P<month4>{_MONTH})"
)
_WEEKDAY = re.compile(r"(?<!\w)((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)s?(?!\w)", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?<![\w.,:])(?P<hour>[01]?\d|2[0-4])[:.h](?P<minute>[0-5]\d)(?!\d|%|[.,:]\d)\s?(?P<half>[ap]\.?m\b\.?)?"
    r"|(?<![\w.,:])(?P<hour2>1[0-2]|0?[1-9])\s?(?P<half2>[ap]\.m\.?|[ap]m\b)"
    r"|(?<!\w)(?P<word>noon|midnight|midday)(?!\w)"
    r"|(?<![\w.,:])(?P<hour3>1[0-2]|[1-9])\s(?P<oclock>o[’']clock)",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(
    rf"(?<![\w.,$£€-])(?P<decade>(?:1[5-9]|20)\d0)(?P<s>[’']?s)(?!\w)|(?<![\w.,$£€])[’'](?P<short>\d0)s(?!\w)"
    rf"|(?<![\w.,$£€])(?P<year>{_YEAR})(?!\w)"
)
_DIGIT = re.compile(r"\d")
_MONTH_HEAD = re.compile("jan|feb|ma[ry]|apr|ju[nl]|aug|sep|oct|nov|dec")
_MAY_BE_YEAR = re.compile(r"\d\d\d|[’']\d")
_MAY_BE_CLOCK = re.compile(r"\d(?:[:.hH]\d|\s?[aApP]\.?[mM]|\s[oO])")
_RELATIVE_TAIL = re.compile("day|night|tomorrow|week|month|year")
"""Without such signs a text has no moment of the kind, which is found out faster than by its pattern."""
_YEAR_BEFORE = frozenset(
    "in since by from until till to during of before after early late mid around spring summer autumn fall winter year "
    "between and or through circa the".split()
)
_RELATIVE = re.compile(
    r"(?<!\w)(yesterday|today|tonight|tomorrow|(?:last|this|next)\s(?:week|month|year|night))(?!\w)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Moment:
    """What some words say about a time; ``None`` where they leave it open. ``words == text[start:end]``.

    ``weekday`` counts from Monday as 0; ``minute`` is of the day, with ``twelve`` true where ``6:40`` may also be
    evening. ``decade`` is its first year.
    """

    start: int
    end: int
    words: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    minute: int | None = None
    twelve: bool = False
    decade: int | None = None
    relative: str | None = None


@lru_cache(maxsize=1024)
def find_moments(text: str, published: date | None = None) -> tuple[Moment, ...]:
    """The dates and times in order; none overlaps another."""
    plain = text.casefold()
    digits = _DIGIT.search(text) is not None
    found: list[Moment] = []
    if _MONTH_HEAD.search(plain) or (digits and "-" in text):
        found += _calendar(text)
    if "noon" in plain or "midnight" in plain or "midday" in plain or (digits and _MAY_BE_CLOCK.search(text)):
        found += _clock(text)
    if "day" in plain:
        found += [
            Moment(m.start(), m.end(), m.group(), weekday=WEEKDAYS[m.group(1).casefold()])
            for m in _WEEKDAY.finditer(text)
        ]
    if _RELATIVE_TAIL.search(plain):
        found += [_relative(m.start(), m.group(1), published) for m in _RELATIVE.finditer(text)]
    if digits and _MAY_BE_YEAR.search(text):
        found += _years(text, sorted((f.start, f.end) for f in found))
    kept: list[Moment] = []
    for moment in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or moment.start >= kept[-1].end:
            kept.append(moment)
    return tuple(kept)


def _calendar(text: str) -> list[Moment]:
    found = []
    for match in _DATE.finditer(text):
        part = match.groupdict()
        if part["iso"]:
            year, month, day = map(int, part["iso"].split("-"))
            if 1 <= month <= 12:
                found.append(Moment(match.start(), match.end(), match.group(), year, month, day))
            continue
        name = part["month"] or part["month2"] or part["month3"] or part["month4"]
        day_words, year_words = part["day"] or part["day2"], part["year"] or part["year2"] or part["year3"]
        if not day_words and not year_words and not _is_month(text, match):
            continue
        found.append(
            Moment(
                match.start(),
                match.end(),
                match.group(),
                int(year_words) if year_words else None,
                MONTHS[name.rstrip(".").casefold()],
                _day(day_words) if day_words else None,
            )
        )
    return found


def _is_month(text: str, match: re.Match[str]) -> bool:
    """``May``, ``March`` and short forms alone are months only behind a word that leads to one."""
    word = match.group("month4")
    if word.casefold() not in {"may", "march", "mar.", "jan", "jun", "dec", "sep", "oct", "nov", "apr", "feb", "aug"}:
        return True
    before = text[max(0, match.start() - 12) : match.start()].casefold().split()
    return bool(before) and before[-1].strip("(,") in {
        "in", "since", "until", "till", "by", "last", "next", "early", "late", "mid", "of", "during", "this", "every",
        "from", "to", "through", "between", "and", "before", "after", "for",
    }  # fmt: skip


def _day(words: str) -> int:
    digits = re.match(r"\d+", words)
    return int(digits.group()) if digits else _SPELLED_DAYS[words.casefold()]


def _clock(text: str) -> list[Moment]:
    found = []
    for match in _CLOCK.finditer(text):
        part = match.groupdict()
        if part["word"]:
            found.append(
                Moment(
                    match.start(),
                    match.end(),
                    match.group(),
                    minute=0 if part["word"].casefold() == "midnight" else 720,
                )
            )
            continue
        hour = int(part["hour"] or part["hour2"] or part["hour3"])
        half = (part["half"] or part["half2"] or "").casefold()
        if match.group()[len(part["hour"] or "") : len(part["hour"] or "") + 1] == "." and not half:
            continue
        if half:
            hour = hour % 12 + (12 if half[0] == "p" else 0)
        minute = hour % 24 * 60 + int(part["minute"] or 0)
        twelve = not half and 1 <= hour <= 12 and not (part["hour"] or "").startswith("0")
        found.append(Moment(match.start(), match.end(), match.group(), minute=minute, twelve=twelve))
    return found


def _relative(start: int, words: str, published: date | None) -> Moment:
    plain = " ".join(words.casefold().split())
    end = start + len(words)
    if published is None:
        return Moment(start, end, words, relative=plain)
    shift = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1, "last night": -1}
    if plain in shift:
        day = date.fromordinal(min(max(published.toordinal() + shift[plain], 1), date.max.toordinal()))
        return Moment(start, end, words, day.year, day.month, day.day, day.weekday(), relative=plain)
    step = {"last": -1, "this": 0, "next": 1}[plain.split()[0]]
    if plain.endswith("year"):
        return Moment(start, end, words, year=published.year + step, relative=plain)
    if plain.endswith("month"):
        month = published.year * 12 + published.month - 1 + step
        return Moment(start, end, words, year=month // 12, month=month % 12 + 1, relative=plain)
    return Moment(start, end, words, relative=plain)


def _years(text: str, taken: list[tuple[int, int]]) -> list[Moment]:
    found = []
    ahead = 0
    for match in _BARE_YEAR.finditer(text):
        while ahead < len(taken) and taken[ahead][1] <= match.start():
            ahead += 1
        if ahead < len(taken) and taken[ahead][0] < match.end():
            continue
        if match.group("decade"):
            found.append(Moment(match.start(), match.end(), match.group(), decade=int(match.group("decade"))))
        elif match.group("short"):
            found.append(Moment(match.start(), match.end(), match.group(), decade=1900 + int(match.group("short"))))
        elif _is_year(text, match.start(), match.end()):
            found.append(Moment(match.start(), match.end(), match.group(), year=int(match.group("year"))))
    return found


def _is_year(text: str, start: int, end: int) -> bool:
    before = re.findall(r"[\w(]+", text[max(0, start - 14) : start])
    behind = text[end : end + 2]
    return (
        bool(before and before[-1].casefold().strip("(") in _YEAR_BEFORE)
        or text[max(0, start - 1) : start] in {"(", "/", "–", "-"}
        or (behind[:1] in {")", "–"})
    )


def agree(one: Moment, other: Moment) -> bool:
    """Whether nothing that both say differs."""
    for mine, theirs in (
        (one.year, other.year), (one.month, other.month), (one.day, other.day), (one.weekday, other.weekday),
    ):  # fmt: skip
        if mine is not None and theirs is not None and mine != theirs:
            return False
    return _same_minute(one, other)


def _same_minute(one: Moment, other: Moment) -> bool:
    if one.minute is None or other.minute is None or one.minute == other.minute:
        return True
    return (one.twelve or other.twelve) and (one.minute - other.minute) % 720 == 0


def covers(other: Moment, wanted: Moment) -> bool:
    """Whether all that ``wanted`` says is said by ``other``."""
    weekday = other.weekday
    if weekday is None and other.year and other.month and other.day:
        weekday = _weekday(other)
    for mine, theirs in (
        (wanted.year, other.year), (wanted.month, other.month), (wanted.day, other.day), (wanted.weekday, weekday),
    ):  # fmt: skip
        if mine is not None and mine != theirs:
            return False
    if wanted.decade is not None and wanted.decade != (other.decade or (other.year or 0) // 10 * 10):
        return False
    return wanted.minute is None or (other.minute is not None and _same_minute(wanted, other))


def _weekday(moment: Moment) -> int | None:
    try:
        return date(moment.year or 0, moment.month or 0, moment.day or 0).weekday()
    except ValueError:
        return None
