"""Whether a date of a statement follows from the words it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from summarizer.dates import Moment, agree, covers, find_moments
from summarizer.quantities import Quantity

_MOST = 500
"""Dates, and figures, compared: no words of a few sentences have more."""
_JOINT = 9
"""Characters between the ends of a range of days."""
_THROUGH = frozenset("to and or through until till - – —".split())


def moment_holds(
    moment: Moment,
    moments: Sequence[Moment],
    quantities: Sequence[Quantity],
    text: str,
    published: date | None,
) -> bool:
    """Whether the dates and figures of some words bear out a date; its year may be told elsewhere in ``text``.

    Relative dates are resolved by ``published``, the day the text appeared.
    """
    moments, quantities = moments[:_MOST], quantities[:_MOST]
    if moment.relative and (published is None or (moment.year is None and moment.month is None)):
        return _relative_holds(moment, moments)
    if any(covers(m, moment) for m in moments):
        return True
    if published is None and any(_may_mean(m.relative, moment) for m in moments if m.relative):
        return True
    if moment.weekday is not None:
        return _weekday_derived(moment, moments, published)
    if moment.minute is not None:
        hour = moment.minute // 60 % 12 or 12
        return moment.minute % 60 == 0 and any(q.spelled and q.written == hour for q in quantities)
    if moment.year is not None and moment.month is None:
        return _figured(moment.year, quantities) or (published is not None and published.year == moment.year)
    return moment.month is not None and _calendar_holds(moment, moments, quantities, text, published)


def _figured(year: int, quantities: Sequence[Quantity]) -> bool:
    return any(value == float(year) for q in quantities for value, _ in q.meanings())


def _may_mean(relative: str, moment: Moment) -> bool:
    """Whether an unresolved ``yesterday`` or ``last year`` of the evidence may be what the statement names."""
    if relative.endswith("year"):
        return moment.year is not None and moment.month is None
    if relative.endswith("month"):
        return moment.month is not None and moment.day is None
    return moment.weekday is not None or moment.day is not None


def _relative_holds(moment: Moment, moments: Sequence[Moment]) -> bool:
    """Unresolved, ``last year`` fails only beside ``next year`` in the evidence, ``tomorrow`` beside ``yesterday``."""
    own = (moment.relative or "").split()
    others = [(m.relative or "").split() for m in moments if m.relative]
    if own in others:
        return True
    if len(own) == 2:
        return not any(len(o) == 2 and o[1] == own[1] for o in others)
    return not any(len(o) == 1 and {o[0], own[0]} == {"yesterday", "tomorrow"} for o in others)


def _weekday_derived(moment: Moment, moments: Sequence[Moment], published: date | None) -> bool:
    """The weekday follows from a full date of the evidence."""
    if published is None:
        return False
    for other in moments:
        if other.month and other.day:
            try:
                if date(other.year or published.year, other.month, other.day).weekday() == moment.weekday:
                    return True
            except ValueError:
                continue
    return False


def _calendar_holds(
    moment: Moment,
    moments: Sequence[Moment],
    quantities: Sequence[Quantity],
    text: str,
    published: date | None,
) -> bool:
    """A date whose parts stand apart: ``the 2nd`` beside a month, ``April 2 to 4``, a year told elsewhere."""
    same_month = [m for m in moments if m.month == moment.month and agree(m, moment)]
    if not same_month:
        return _ends_range(moment, moments, quantities)
    if moment.year is not None and not any(m.year == moment.year for m in same_month):
        article = find_moments(text, published)
        of_month = {m.year for m in article if m.year and m.month == moment.month}
        years = of_month or {m.year for m in article if m.year}
        if moment.year not in years and (published is None or moment.year != published.year):
            return False
    if moment.day is None or any(m.day == moment.day for m in same_month):
        return True
    days = [q for q in quantities if q.written == float(moment.day)]
    return any(_beside(q, m) or q.form == "ordinal" for q in days for m in same_month)


def _ends_range(moment: Moment, moments: Sequence[Moment], quantities: Sequence[Quantity]) -> bool:
    """``4 April`` where the words have ``April 2 to 4`` or ``4 to 9 April``."""
    days = [q for q in quantities if moment.day and q.written == float(moment.day) and q.unit is None]
    return any(
        (0 <= q.start - m.end <= _JOINT and q.before.rpartition(" ")[2] in _THROUGH)
        or (0 <= m.start - q.end <= _JOINT and not q.things)
        for q in days
        for m in moments
        if m.month == moment.month and m.day and agree(replace(m, day=None), moment)
    )


def _beside(quantity: Quantity, moment: Moment) -> bool:
    return quantity.unit is None and (0 <= moment.start - quantity.end <= 9 or 0 <= quantity.start - moment.end <= 7)


def like(moment: Moment, moments: Sequence[Moment]) -> Moment | None:
    """A date that could be the one that is meant: it tells the same part, the day or the year, say."""
    for other in moments:
        for part in ("day", "month", "weekday", "minute", "year", "decade"):
            if getattr(moment, part) is not None and getattr(other, part) is not None:
                return other
    return None
