"""The figures and dates of a statement against those of the words it rests on."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from summarizer.dates import Moment, find_moments
from summarizer.designations import designation_faults
from summarizer.grounding import fold
from summarizer.measures import EQUIVALENTS, MONEY, SYNONYMS, UNITS, VAGUE
from summarizer.models import Reason
from summarizer.moments import like, moment_holds
from summarizer.quantities import Quantity, find_identifiers, find_quantities
from summarizer.stretches import stretches

Finding = tuple[Reason, str]
_WORD = re.compile(r"[^\W_]+")
_SAME = 1e-6
_CONVERTED = 0.006
"""Relative difference that a conversion between units may have, as in ``10 km`` for ``6.2 miles``."""
_ROUNDED = 0.06
"""Relative difference up to which a figure with fewer digits may stand for another."""
_MOST = 500
"""Figures, and dates, compared: no statement of one sentence has more."""
_TRIED = 16
"""Figures of one value, or of about the right size, that are looked at."""
_ROUND = frozenset(
    "about around roughly nearly almost some approximately over more than above under less below close to".split()
)
_PARTITIVE = frozenset({"of", "of the", "out of", "out of the", "in"})
_SETTING = frozenset("on in at for among with from by under".split())
_LEADS = frozenset(
    "of the a an in at to for on from by with per and or than as is was were are that this these".split()
)
_AGE = re.compile(r"(\w{1,20})(?:-|\s)years?(?:-|\s)old|(?<=, )(\d{1,3})(?=[,.])|(?<=aged )(\d{1,3})")
_APPOSED = re.compile(r"(?:[^\W\d_a-z][\w’'-]* ){0,3}[^\W\d_a-z][\w’'-]*, \Z")
_CAPITAL = re.compile(r"[^\W\d_a-z][^\W_]+")
_NAME = 40
"""Characters of a name, more or less."""
_BEFORE_AGE = 120
"""Characters in front of an age in which the name may stand whose age it is."""
_VAGUE_LEADS = frozenset("many several some few recent past last next coming for over within in".split())
_VAGUE_WORDS = VAGUE.keys() | _VAGUE_LEADS
"""What may say a figure without a number."""
_VAGUE_TIME = re.compile(
    rf"(?<!\w)({'|'.join(sorted(_VAGUE_LEADS))})\s+(seconds|minutes|hours|days|weeks|months|years|decades|"
    r"centuries|millimetres|centimetres|metres|meters|kilometres|kilometers|miles|feet|inches|litres|liters|gallons|tonnes)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Figures:
    """All that a text says in figures."""

    quantities: tuple[Quantity, ...]
    moments: tuple[Moment, ...]
    identifiers: frozenset[str]
    words: frozenset[str]
    by_value: dict[float, tuple[Quantity, ...]]
    values: tuple[float, ...]
    written: dict[float, tuple[Quantity, ...]]


@lru_cache(maxsize=2048)
def read_figures(text: str, published: date | None = None) -> Figures:
    """Read a text once."""
    moments = find_moments(text, published)
    named = find_identifiers(text)
    skip = tuple((m.start, m.end) for m in moments) + tuple((start, end) for start, end, _ in named)
    words = frozenset(_WORD.findall(fold(text)))
    return _figures(find_quantities(text, skip), moments, frozenset(word for *_, word in named), words)


@lru_cache(maxsize=1024)
def read_evidence(near: str, published: date | None) -> Figures:
    """The same, sentence by sentence; what stands ``before`` a figure is told from its own sentence only."""
    parts = stretches(near)
    if len(parts) == 1:
        return read_figures(near, published)
    read = [(at, read_figures(part, published)) for at, part in parts]
    return _figures(
        tuple(replace(q, start=at + q.start, end=at + q.end) for at, part in read for q in part.quantities),
        tuple(replace(m, start=at + m.start, end=at + m.end) for at, part in read for m in part.moments),
        frozenset[str]().union(*(part.identifiers for _, part in read)),
        frozenset[str]().union(*(part.words for _, part in read)),
    )


def _figures(
    quantities: tuple[Quantity, ...], moments: tuple[Moment, ...], identifiers: frozenset[str], words: frozenset[str]
) -> Figures:
    by_value: dict[float, list[Quantity]] = {}
    written: dict[float, list[Quantity]] = {}
    for quantity in quantities:
        for value in {round(v, 6) for v, _ in quantity.meanings()}:
            by_value.setdefault(value, []).append(quantity)
        written.setdefault(round(quantity.written, 6), []).append(quantity)
    return Figures(
        quantities,
        moments,
        identifiers,
        words,
        {v: tuple(q[:_TRIED]) for v, q in by_value.items()},
        tuple(sorted(by_value)),
        {v: tuple(q[:_TRIED]) for v, q in written.items()},
    )


def figure_faults(statement: str, near: str, text: str, published: date | None = None) -> Iterator[Finding]:
    """Figures, units and dates that the words around do not bear out."""
    said = read_figures(statement, published)
    if not (said.quantities or said.moments or said.identifiers or said.words & _VAGUE_WORDS):
        return
    there = read_evidence(near, published)
    yield from _repeated(statement, said, near, there)
    for start, end, word in find_identifiers(statement) if said.identifiers else ():
        if word not in there.identifiers:
            yield "number_not_in_evidence", f"“{statement[start:end]}” is not in the evidence"
    for words, others in designation_faults(statement, near):
        yield "number_not_in_evidence", f"“{words}” is “{others}” in the evidence"
    for quantity in said.quantities[:_MOST]:
        if _is_age(quantity, statement, near, text):
            continue
        fault = _quantity_fault(quantity, there, text)
        if fault:
            yield fault
    yield from _vague_faults(statement, said, near, there)
    for moment in said.moments[:_MOST]:
        if not moment_holds(moment, there.moments, there.quantities, text, published):
            other = like(moment, there.moments)
            told = f"; the evidence has “{other.words}”" if other else ""
            yield "date_not_in_evidence", f"“{moment.words}” is not in the evidence{told}"


def _repeated(statement: str, said: Figures, near: str, there: Figures) -> Iterator[Finding]:
    """``between 17 and 17``, ``two of the two``: one end was changed; so was ``1 of 50`` beside ``8 of 50``."""
    parts = list(_parts(said, statement))
    shares = {(o.value, t.value) for o, t in _parts(there, near)} if parts else set()
    wholes = {whole for _, whole in shares}
    for one, other in parts:
        if other.value in wholes and (one.value, other.value) not in shares:
            yield "number_not_in_evidence", f"“{statement[one.start : other.end]}” is not in the evidence"
    for one, other in itertools.pairwise(said.quantities):
        between = " ".join(statement[one.end : other.start].casefold().split()).rstrip("$£€ ")
        ranged = between in {"of", "of the", "out of", "in", "to", "–"} or (
            between == "and" and one.before.endswith("between")
        )
        if ranged and abs(one.value - other.value) < _SAME and one.form == other.form:
            words = statement[one.start : other.end]
            if fold(words) not in fold(near):
                yield "number_not_in_evidence", f"“{words}” is not in the evidence"
        elif _told_twice(one, other, there):
            words = statement[one.start : other.end]
            yield "number_not_in_evidence", f"“{words}” is not in the evidence"


def _told_twice(one: Quantity, other: Quantity, there: Figures) -> bool:
    """``12 in the north, 12 in the south`` where the evidence has 12 only once, and another figure ``in`` something."""
    lead = one.things[:1]
    parallel = lead == other.things[:1] and lead and lead[0] in _SETTING and one.things != other.things
    if not parallel or one.unit or other.unit or abs(one.value - other.value) > _SAME:
        return False
    alike = [q for q in there.quantities[:_MOST] if q.unit is None and q.form == one.form]
    return sum(abs(q.value - one.value) < _SAME for q in alike) == 1 and len(alike) > 1


def _parts(figures: Figures, text: str) -> Iterator[tuple[Quantity, Quantity]]:
    """``8 of 50``, ``8 out of 50``, ``8 in 50``."""
    for one, other in itertools.pairwise(figures.quantities):
        if (
            other.start - one.end < 12
            and " ".join(text[one.end : other.start].split()) in _PARTITIVE
            and other.digits > 0
        ):
            yield one, other


def _quantity_fault(quantity: Quantity, there: Figures, text: str) -> Finding | None:
    if quantity.spelled and quantity.written in {0.0, 1.0} and quantity.unit is None:
        return None  # "one of them", "one day": hardly ever a figure
    same, clash = _matches(quantity, there)
    if same:
        rival = _rival(quantity, same, there)
        return ("number_not_in_evidence", _told(quantity, rival)) if rival else None
    if _said_otherwise(quantity, there, text) or _rounds(quantity, there):
        return None
    if clash:
        return "unit_differs", _told(quantity, clash[0])
    return "number_not_in_evidence", _told(quantity, _closest(quantity, there))


def _told(quantity: Quantity, other: Quantity | None) -> str:
    own = _phrase(quantity)
    return f"“{own}” is “{_phrase(other)}” in the evidence" if other else f"“{own}” is not in the evidence"


def _phrase(quantity: Quantity) -> str:
    thing = quantity.things[0] if quantity.things and quantity.unit is None and quantity.form == "count" else ""
    return f"{quantity.words} {thing}" if thing and thing not in _LEADS else quantity.words


def _matches(quantity: Quantity, there: Figures) -> tuple[list[Quantity], list[Quantity]]:
    """Figures of the evidence that are the same, and those with the same number but another unit."""
    same: list[Quantity] = []
    clash: list[Quantity] = []
    for value, dimension in quantity.meanings():
        found = there.by_value.get(round(value, 6), ())
        if not found and dimension not in {None, "percent"} and dimension not in MONEY:
            found = _about(value, there, _CONVERTED)
        alike = there.written.get(round(quantity.written, 6), ()) if quantity.form == "count" else ()
        for other in dict.fromkeys((*found, *alike)):
            if any(_equal(quantity, value, dimension, other, v, d) for v, d in other.meanings()):
                same.append(other)
            elif abs(quantity.written - other.written) < _SAME:
                clash.append(other)
    if not same:
        clash += [q for q in there.written.get(round(quantity.written, 6), ()) if q.form == quantity.form]
        clash += [q for q in _digits_alike(quantity, there)]
    return same, clash


def _digits_alike(quantity: Quantity, there: Figures) -> Iterator[Quantity]:
    """``3.8 billion`` and ``3.8 million`` differ in the magnitude only."""
    number = re.sub(r"[^\d.,]", "", quantity.words) or quantity.words.casefold().split()[0]
    for other in there.quantities[:64]:
        if number == (re.sub(r"[^\d.,]", "", other.words) or other.words.casefold().split()[0]):
            yield other


def _equal(one: Quantity, value: float, dimension: str | None, other: Quantity, v: float, d: str | None) -> bool:
    if dimension == d:
        close = abs(value - v) <= max(_SAME, _CONVERTED * abs(value) if _convertible(one, other) else 0)
        return close and (one.form == other.form or _ranks(one, other))
    if abs(one.written - other.written) > _SAME or (dimension and d) or one.form != other.form:
        return False
    if dimension is None:  # "he is seven", "seven years"
        return d in {"long time", "percent"} and _thing(one) in {"", "old"}
    return not _thing(other)


def _convertible(one: Quantity, other: Quantity) -> bool:
    return bool(one.unit and other.unit and one.unit.name != other.unit.name)


def _ranks(one: Quantity, other: Quantity) -> bool:
    """``the sixth minute`` and ``six minutes``, ``the third death`` and ``three deaths``."""
    return "share" in {one.form, other.form} or bool(_stems(one) & _stems(other)) or not (_thing(one) and _thing(other))


def _thing(quantity: Quantity) -> str:
    """The first word behind that is no small word: what is counted, or its adjective."""
    first = quantity.things[0] if quantity.things else ""
    return "" if first in _LEADS else first


def _stems(quantity: Quantity) -> set[str]:
    return {_stem(w) for w in quantity.things if w not in _LEADS}


def _stem(word: str) -> str:
    word = SYNONYMS.get(word, word)
    return word.rstrip("s")[:6]


def _rival(quantity: Quantity, same: list[Quantity], there: Figures) -> Quantity | None:
    """The figure that the evidence gives for what the statement counts, where it gives this one for other things."""
    wanted = _stems(quantity)
    elided = quantity.before.endswith(("of the", " of", " of its", "of those"))
    if not wanted or elided or quantity.form != "count" or (quantity.unit is None and not _thing(quantity)):
        return None
    if any(not _stems(other) or wanted & _stems(other) for other in same):
        return None
    if quantity.unit is not None:
        if any(other.unit is None for other in same):
            return None
        alike = (q for q in there.quantities[:_MOST] if q.unit == quantity.unit and wanted & _stems(q))
    else:
        if any(other.unit or not _thing(other) for other in same):
            return None
        head = _stem(_thing(quantity))
        alike = (q for q in there.quantities[:_MOST] if q.unit is None and _stem(_thing(q)) == head)
    return next((q for q in alike if q.form == "count" and abs(q.value - quantity.value) > _SAME), None)


def _said_otherwise(quantity: Quantity, there: Figures, text: str) -> bool:
    """``both`` for two, ``sixth-minute`` for six minutes, a year, a day, an age that the article tells elsewhere."""
    plain = quantity.written
    small = EQUIVALENTS.get(plain, frozenset()) & there.words
    if small and (quantity.spelled or quantity.unit or plain != 1):
        return True
    if quantity.unit and quantity.unit.dimension in {"time", "long time"}:
        ranks = there.written.get(round(plain, 6), ())
        if any(q.form == "ordinal" and UNITS.get(q.things[0] if q.things else "") == quantity.unit for q in ranks):
            return True
        if quantity.things[:1] == ("old",) and fold(quantity.words.split("-")[0]) in _ages(text):
            return True
    if quantity.unit is None and quantity.form != "share":
        whole = any(plain in {m.year, m.decade} for m in there.moments)
        return whole or (quantity.form == "ordinal" and any(plain == m.day for m in there.moments))
    return False


@lru_cache(maxsize=96)
def _ages(text: str) -> frozenset[str]:
    return frozenset(fold(next(filter(None, match.groups()))) for match in _AGE.finditer(text))


def _is_age(quantity: Quantity, statement: str, near: str, text: str) -> bool:
    """``Vale, 61,`` where the article tells elsewhere that Vale is 61, and the evidence no other age."""
    apposed = _APPOSED.search(statement, max(0, quantity.start - _NAME), quantity.start)
    if apposed is None or quantity.unit or statement[quantity.end : quantity.end + 1] not in {",", "."}:
        return False
    age, names = fold(quantity.words), _CAPITAL.findall(apposed.group())
    if not names or any(age != other and not around.isdisjoint(names) for other, around in _ages_of(near, 0)):
        return False
    return any(age == other and names[-1] in around for other, around in _ages_of(text, _BEFORE_AGE))


@lru_cache(maxsize=96)
def _ages_of(text: str, reach: int) -> tuple[tuple[str, frozenset[str]], ...]:
    """Each age told, with the capitalised words near it, those so many characters further in front too."""
    return tuple(
        (
            fold(next(filter(None, m.groups()))),
            frozenset(_CAPITAL.findall(text[max(0, m.start() - reach - _NAME) : m.end() + _NAME])),
        )
        for m in itertools.islice(_AGE.finditer(text), _MOST)
    )


def _rounds(quantity: Quantity, there: Figures) -> bool:
    """``about 50,000`` for 49,876; without such a word two digits at least must be kept."""
    hedged = bool(_ROUND & set(quantity.before.split()))
    if hedged and quantity.form == "share":
        return any("percent" in {d for _, d in q.meanings()} for q in _about(quantity.value, there, _ROUNDED))
    if quantity.form == "ordinal" or (quantity.digits < 2 and not hedged):
        return False
    for other in _about(quantity.value, there, _ROUNDED):
        dimensions = {d for _, d in other.meanings()}
        own = quantity.unit.dimension if quantity.unit else None
        if own in dimensions and other.digits > quantity.digits and _is_rounding(quantity, other, hedged):
            return True
    return False


def _is_rounding(quantity: Quantity, other: Quantity, hedged: bool) -> bool:
    value, exact = quantity.value, other.value
    if value == 0:
        return False
    step = 10.0 ** (len(f"{abs(value):.0f}") - quantity.digits) if quantity.value >= 1 else abs(value)
    return abs(exact - value) <= (step if hedged else step / 2) and abs(exact) > abs(step)


def _about(value: float, there: Figures, share: float) -> tuple[Quantity, ...]:
    low = bisect_left(there.values, value - abs(value) * share)
    high = bisect_right(there.values, value + abs(value) * share)
    return tuple(q for v in there.values[low : min(high, low + _TRIED)] for q in there.by_value[v][:4])


def _closest(quantity: Quantity, there: Figures) -> Quantity | None:
    """What the evidence has in its place: the same thing counted, or the same unit."""
    wanted = _stems(quantity)
    for other in there.quantities[:256]:
        if quantity.unit and other.unit and quantity.unit.dimension == other.unit.dimension:
            return other
        if quantity.unit is None and other.unit is None and wanted & _stems(other):
            return other
    return None


def _vague_faults(statement: str, said: Figures, near: str, there: Figures) -> Iterator[Finding]:
    """``many months`` for ``many years``, ``millions`` for ``thousands``."""
    may = not statement.isascii() or not said.words.isdisjoint(_VAGUE_LEADS)
    told = list(_VAGUE_TIME.finditer(statement)) if may else []
    pairs = {(m.group(1).casefold(), m.group(2).casefold()) for m in _VAGUE_TIME.finditer(near)} if told else set()
    for match in told:
        lead, unit = match.group(1).casefold(), match.group(2).casefold()
        rival = next((u for w, u in sorted(pairs) if w == lead), None)
        if rival and unit not in there.words and unit.rstrip("s") not in there.words:
            yield "unit_differs", f"“{match.group()}” is “{lead} {rival}” in the evidence"
    for word in sorted(VAGUE.keys() & said.words - there.words):
        others = sorted(VAGUE.keys() & there.words)
        if others and not any(VAGUE[word] <= v for v in there.values):
            yield "unit_differs", f"“{word}” is “{others[0]}” in the evidence"
