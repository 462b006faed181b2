"""Quantities in running text: values with units, however they are written.

``three``, ``3``, ``1.7 thousand``, ``£32.8m``, ``half``, ``a dozen``, ``14 to 17 million``, ``20 per cent``, ``sixth``.
Offsets count code points of the text read. Pure; the time grows with the length of the text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, NamedTuple

from summarizer.measures import CURRENCIES, LOOSE, MAGNITUDES, MULTIPLES, ORDINALS, UNITS, VALUES, Unit

Form = Literal["count", "ordinal", "share"]
_TOKEN = re.compile(r"\d+(?:[.,’'\u00a0\u202f](?=\d)\d+)*|[^\W\d_]+(?:\.[^\W\d_])*|(?:US|A|C)?[$]|[£€¥₽₹%‰½¼¾⅓⅔]|\S")
_SIGNS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_IDENTIFIER = re.compile(r"(?<![\w£$€.,-])(?:[^\W\d_]+-?\d[\w-]*|\d+(?:\.\d+){2,}|\d+[^\W\d_]+-?\d[\w-]*)(?![\w])")
_MAY_IDENTIFY = re.compile(r"\d(?:(?<=[^\W\d_]\d)|(?<=[^\W\d_]-\d)|\.\d+\.\d)")
"""In every text with an identifier, and found faster."""
_PORTIONS = {"third": 1 / 3, "quarter": 0.25, "fifth": 0.2, "tenth": 0.1}
_STARTS = frozenset((*_SIGNS, *CURRENCIES, *VALUES, *MULTIPLES, *ORDINALS, *_PORTIONS, "half"))
"""Words, beside digits, with which a quantity begins."""
_MAY_BEGIN = re.compile(r"\d|[½¼¾⅓⅔$£€¥₽₹]|[^\W\d_]\.[^\W\d_]{2}")
"""What else a text with a quantity has: behind a dot in a word, such a word may begin anywhere."""
_LETTERS = re.compile(r"[^\W\d_]+")
_SUFFIX = {"st", "nd", "rd", "th"}
_JOINS = {"-", "–", "—", "to", "and", "or"}
_LARGEST = 1e100
"""Beyond it values are all the same. Many words of number in a row come to infinity, and that differs from itself."""
_BEHIND = 5
"""Words behind a figure among which the thing counted is looked for."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One figure: ``words == text[start:end]``.

    ``value`` is in the base of its unit's dimension (seconds, metres, percent), ``written`` the value as written
    with its magnitude. ``readings`` are further (value, unit) pairs the words allow. ``things`` are the words behind,
    in small letters, among them what is counted. ``digits`` counts the significant digits written.
    """

    start: int
    end: int
    words: str
    written: float
    unit: Unit | None
    form: Form = "count"
    digits: int = 9
    things: tuple[str, ...] = ()
    before: str = ""
    spelled: bool = False
    readings: tuple[tuple[float, Unit | None], ...] = ()

    @property
    def value(self) -> float:
        """The value in the base of the unit."""
        return self.written * (self.unit.factor if self.unit else 1)

    def meanings(self) -> tuple[tuple[float, str | None], ...]:
        """Each (base value, dimension) that the words allow, the likeliest first."""
        own = ((self.written, self.unit), *self.readings)
        return tuple((v * (u.factor if u else 1), u.dimension if u else None) for v, u in own)


_tuple = tuple.__new__


class _Token(NamedTuple):
    text: str
    folded: str
    start: int
    end: int


def find_identifiers(text: str) -> tuple[tuple[int, int, str], ...]:
    """Words made of letters and digits (``kv-7``, ``TK-518``, ``1.2.3``): start, end, the word in small letters."""
    if not _MAY_IDENTIFY.search(text):
        return ()
    return tuple((m.start(), m.end(), m.group().casefold()) for m in _IDENTIFIER.finditer(text) if _named(m.group()))


def _named(word: str) -> bool:
    """Not ``20th`` or ``5km``: those are figures."""
    return not (word[0].isdecimal() and not re.match(r"\d+(?:\.\d+){2}|\d+[^\W\d_]+-?\d", word))


@lru_cache(maxsize=1024)
def find_quantities(text: str, skip: tuple[tuple[int, int], ...] = ()) -> tuple[Quantity, ...]:
    """The quantities in order. What lies in the spans of ``skip`` (dates, identifiers) is passed over."""
    if not _may_have_quantities(text):
        return ()
    tokens = _tokens(text, skip)
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        if not (tokens[at].text[0].isdecimal() or tokens[at].folded in _STARTS or tokens[at].text in CURRENCIES):
            at += 1
            continue
        quantity, after = _read(tokens, at, text)
        if quantity is not None:
            found.append(quantity)
        at = after
    return tuple(_share_ranges(found, text))


def _may_have_quantities(text: str) -> bool:
    """Whether a digit, a sign or a word stands there with which a quantity begins."""
    return _MAY_BEGIN.search(text) is not None or not _STARTS.isdisjoint(map(str.casefold, _LETTERS.findall(text)))


def _tokens(text: str, skip: Sequence[tuple[int, int]]) -> list[_Token]:
    spans = sorted(skip)
    tokens: list[_Token] = []
    ahead = 0
    for match in _TOKEN.finditer(text):
        while ahead < len(spans) and spans[ahead][1] <= match.start():
            ahead += 1
        if ahead < len(spans) and spans[ahead][0] < match.end():
            continue
        word = match.group()
        tokens.append(_tuple(_Token, (word, word.casefold(), *match.span())))  # faster than by the fields' names
    return tokens


def _read(tokens: list[_Token], at: int, text: str) -> tuple[Quantity | None, int]:
    """The quantity that starts at a token, if one does, and the token to go on with."""
    first = tokens[at]
    currency = CURRENCIES.get(first.text) or CURRENCIES.get(first.folded)
    if currency is not None and at + 1 < len(tokens) and tokens[at + 1].text[0].isdecimal():
        return _figure(tokens, at, at + 1, currency, text)
    if first.text[0].isdecimal():
        return _figure(tokens, at, at, None, text)
    if first.text in _SIGNS:
        return _share(tokens, at, at + 1, _SIGNS[first.text], text), at + 1
    if first.folded in VALUES or (first.folded in MULTIPLES and _counted(tokens, at)):
        return _spelled(tokens, at, text)
    return _portion(tokens, at, text)


def _counted(tokens: list[_Token], at: int) -> bool:
    """``hundred`` and the like count when ``a`` stands before: ``a hundred``, ``a dozen``, ``half a million``."""
    return at > 0 and tokens[at - 1].folded in {"a", "an", "per", "one", "half"}


def _figure(tokens: list[_Token], start: int, at: int, currency: Unit | None, text: str) -> tuple[Quantity | None, int]:
    values, digits = _values(tokens[at].text)
    after = at + 1
    glued = after < len(tokens) and tokens[after].start == tokens[at].end
    if glued and tokens[after].folded in _SUFFIX:
        return _made(tokens, start, after + 1, values[0], None, text, form="ordinal"), after + 1
    if after + 1 < len(tokens) and tokens[after].text == "/" and tokens[after + 1].text.isdecimal():
        below = float(tokens[after + 1].text[:15])
        if below and values[0] < below <= 100:
            return _share(tokens, start, after + 2, values[0] / below, text), after + 2
    scale, after = _magnitude(tokens, after, money=currency is not None)
    unit, after = (currency, after) if currency else _unit(tokens, after)
    made = _made(tokens, start, after, round(values[0] * scale, 6), unit, text, digits=digits)
    others = [(round(v * scale, 6), unit) for v in values[1:]]
    if scale != 1 and tokens[at + 1].folded == "m" and not currency and unit is None:
        others.append((values[0], UNITS["metres"]))
    mixed = _mixed(tokens, after, made, text) if unit and scale == 1 else None
    if mixed:
        return mixed
    return (replace(made, readings=tuple(others)) if others else made), after


def _mixed(tokens: list[_Token], after: int, made: Quantity, text: str) -> tuple[Quantity, int] | None:
    """``5ft 11in`` and ``2 hours 30 minutes`` are one value."""
    assert made.unit is not None
    if after < len(tokens) and tokens[after].folded == "and":
        return None
    if after + 1 >= len(tokens) or not tokens[after].text.isdecimal() or len(tokens[after].text) > 2:
        return None
    unit, end = _unit(tokens, after + 1)
    if unit is None or unit.dimension != made.unit.dimension or unit.factor >= made.unit.factor:
        return None
    total = made.written + float(tokens[after].text) * unit.factor / made.unit.factor
    whole = replace(
        made, end=tokens[end - 1].end, words=text[made.start : tokens[end - 1].end], written=total,
        things=_things(tokens, end), readings=((made.written, made.unit),),
    )  # fmt: skip
    return whole, end


def _values(digits: str) -> tuple[tuple[float, ...], int]:
    """What the digits can mean: ``1.700`` is a value with grouped thousands, or one with three decimals."""
    plain = digits[:40]
    if plain.isdecimal():
        return (float(plain),), len(plain.strip("0")) or 1
    grouped = re.sub(r"[,.’'\u00a0\u202f](?=\d{3}(?:\D|$))", "", plain)
    value = _number(grouped)
    significant = len(re.sub(r"\D", "", grouped).strip("0")) or 1
    if "." in plain and plain.count(".") == 1 and "." not in grouped:
        other = _number(plain)
        return (value, other) if other != value else (value,), significant
    return (value,), significant


def _number(digits: str) -> float:
    head, *rest = re.split(r"\D", digits)
    return float(f"{head}.{rest[0]}" if rest else head)


def _magnitude(tokens: list[_Token], at: int, *, money: bool) -> tuple[float, int]:
    scale = 1.0
    while at < len(tokens):
        step = at + 1 if tokens[at].text == "-" and at + 1 < len(tokens) else at
        word = tokens[step].text
        glued = at > 0 and tokens[at].start == tokens[at - 1].end
        factor = MULTIPLES.get(word.casefold()) or (MAGNITUDES.get(word) if glued or money else None)
        if factor is None or (word == "m" and not money and not glued):
            break
        scale *= factor
        at = step + 1
    return scale, at


def _unit(tokens: list[_Token], at: int) -> tuple[Unit | None, int]:
    """The unit that stands at a token, ``per cent`` and ``-year`` included, and the token behind it."""
    step = at + 1 if at + 1 < len(tokens) and tokens[at].text in "-–" and _glued(tokens, at) else at
    if step >= len(tokens):
        return None, at
    if step + 1 < len(tokens):
        pair = UNITS.get(f"{tokens[step].folded} {tokens[step + 1].folded}")
        if pair is not None:
            return pair, step + 2
    glued = at > 0 and tokens[at].start == tokens[at - 1].end
    unit = UNITS.get(tokens[step].folded) or CURRENCIES.get(tokens[step].folded)
    if unit is not None and (len(tokens[step].text) > 2 or glued or tokens[step].folded not in LOOSE):
        return unit, step + 1
    return None, at


def _glued(tokens: list[_Token], at: int) -> bool:
    return tokens[at].start == tokens[at - 1].end and tokens[at].end == tokens[at + 1].start


def _spelled(tokens: list[_Token], at: int, text: str) -> tuple[Quantity | None, int]:
    start = at
    total, current = 0.0, 0.0
    scaled = False
    last_small = False
    while at < len(tokens):
        word = tokens[at].folded
        if word in VALUES and not (last_small and not _continues(tokens, at)):
            current += VALUES[word]
            last_small = True
        elif word in MULTIPLES:
            current = max(1.0, current) * MULTIPLES[word]
            scaled, last_small = True, False
            if MULTIPLES[word] >= 1000:
                total, current = total + current, 0.0
        elif _joins(tokens, at, scaled=scaled):
            at += 1
            continue
        else:
            break
        at += 1
    value = total + current
    if at < len(tokens) and tokens[at].text == "-" and at + 1 < len(tokens) and tokens[at + 1].folded in ORDINALS:
        return _made(tokens, start, at + 2, value + ORDINALS[tokens[at + 1].folded], None, text, form="ordinal"), at + 2
    below = _parts(tokens, at)
    if below and value < 10:
        return _share(tokens, start, below[1], value * below[0], text), below[1]
    if scaled:
        half, end = 0.0, at
    else:
        half, end = _and_a_half(tokens, at)
    unit, after = _unit(tokens, end)
    made = _made(tokens, start, after, value + half, unit, text, digits=_significant(value))
    made = replace(made, spelled=True)
    return made, max(after, start + 1)


def _continues(tokens: list[_Token], at: int) -> bool:
    """``twenty five`` goes on, ``two three`` does not."""
    before = tokens[at - 2] if tokens[at - 1].text == "-" else tokens[at - 1]
    tens = VALUES.get(before.folded, 0) >= 20 or before.folded == "and"
    return tens and VALUES[tokens[at].folded] < 10


def _joins(tokens: list[_Token], at: int, *, scaled: bool) -> bool:
    """A hyphen or ``and`` inside one value: ``twenty-five``, ``a hundred and five``."""
    if at + 1 >= len(tokens):
        return False
    ahead = tokens[at + 1].folded
    if tokens[at].text == "-" and _glued(tokens, at):
        return ahead in MULTIPLES or (ahead in VALUES and VALUES[ahead] < 10)
    hundred = scaled and tokens[at - 1].folded in {"hundred", "thousand"}
    return tokens[at].folded == "and" and hundred and ahead in VALUES


def _and_a_half(tokens: list[_Token], at: int) -> tuple[float, int]:
    """``two and a half hours``."""
    following = [t.folded for t in tokens[at : at + 3]]
    return (0.5, at + 3) if following == ["and", "a", "half"] else (0.0, at)


def _parts(tokens: list[_Token], at: int) -> tuple[float, int] | None:
    """``thirds`` in ``two-thirds``, ``in four`` in ``three in four``, ``out of five``."""
    step = at + 1 if at < len(tokens) and tokens[at].text == "-" else at
    if step < len(tokens) and tokens[step].folded in {"thirds", "quarters", "fifths", "tenths", "eighths"}:
        return 1 / {"thirds": 3, "quarters": 4, "fifths": 5, "tenths": 10, "eighths": 8}[tokens[step].folded], step + 1
    return None


def _portion(tokens: list[_Token], at: int, text: str) -> tuple[Quantity | None, int]:
    """``half``, ``a third``, ``a quarter``, ``sixth``: shares and ordinals in words."""
    word = tokens[at].folded
    before = tokens[at - 1].folded if at else ""
    if word == "half" and before not in {"first", "second", "other", "and"} and not _half_of_game(tokens, at):
        return _half(tokens, at, text)
    if word in _PORTIONS and before in {"a", "one"} and not _rank(tokens, at):
        return _share(tokens, at, at + 1, _PORTIONS[word], text), at + 1
    if word in ORDINALS:
        return _made(tokens, at, at + 1, ORDINALS[word], None, text, form="ordinal"), at + 1
    return None, at + 1


def _rank(tokens: list[_Token], at: int) -> bool:
    """``a third man`` is an ordinal, ``a third of the men`` a share."""
    return at + 1 < len(tokens) and tokens[at + 1].text[0].isalpha() and tokens[at + 1].folded not in {
        "of", "less", "more", "fewer", "as", "were", "was", "are", "is", "said", "the", "to", "have", "had", "a",
    }  # fmt: skip


def _half_of_game(tokens: list[_Token], at: int) -> bool:
    ahead = tokens[at + 1 : at + 3]
    return len(ahead) == 2 and ahead[0].text == "-" and ahead[1].folded in {"time", "hearted", "brother", "sister"}


def _half(tokens: list[_Token], at: int, text: str) -> tuple[Quantity, int]:
    """``half an hour`` is a length of time, ``half a million`` a count, ``half of them`` a share."""
    step = at + 1
    while step < len(tokens) and tokens[step].folded in {"a", "an", "-"}:
        step += 1
    if step < len(tokens) and tokens[step].folded in MULTIPLES and step > at + 1:
        unit, after = _unit(tokens, step + 1)
        return _made(tokens, at, after, MULTIPLES[tokens[step].folded] / 2, unit, text), after
    unit, after = _unit(tokens, step)
    if unit is not None and step > at + 1 and unit.dimension != "percent":
        return _made(tokens, at, after, 0.5, unit, text), after
    return _share(tokens, at, at + 1, 0.5, text), at + 1


def _share(tokens: list[_Token], start: int, end: int, part: float, text: str) -> Quantity:
    made = _made(tokens, start, end, part * 100, UNITS["percent"], text, form="share")
    return replace(made, readings=((part, None),))


def _made(
    tokens: list[_Token], start: int, end: int, value: float, unit: Unit | None, text: str, *,
    form: Form = "count", digits: int = 9,
) -> Quantity:  # fmt: skip
    first, last = tokens[start].start, tokens[end - 1].end
    before = " ".join(t.folded for t in tokens[max(0, start - 3) : start])
    value = min(value, _LARGEST)
    return Quantity(first, last, text[first:last], value, unit, form, digits, _things(tokens, end), before)


def _things(tokens: list[_Token], at: int) -> tuple[str, ...]:
    words: list[str] = []
    for token in tokens[at : at + _BEHIND]:
        if token.text in '.;:?!,()“”"' or token.folded in _JOINS - {"-"}:
            break
        if token.text[0].isalpha() and len(token.text) > 1:
            words.append(token.folded)
    return tuple(words)


def _significant(value: float) -> int:
    return len(f"{value:.0f}".strip("0")) or 1


def _share_ranges(found: list[Quantity], text: str) -> Iterable[Quantity]:
    """``14 to 17 million litres``: the first end may have the magnitude, the unit and the things of the second."""
    for one, other in itertools.zip_longest(found, found[1:]):
        if other is None or not 0 <= other.start - one.end <= 8:
            yield one
            continue
        joint = text[one.end : other.start].strip().casefold().rstrip(" $£€")
        if joint not in _JOINS or one.form != other.form:
            yield one
            continue
        scale = _scale_of(other) if _scale_of(one) == 1 else 1
        unit = one.unit or other.unit
        extra = [(one.written * scale, unit), (one.written * scale, one.unit), (one.written, unit)]
        own = (one.written, one.unit)
        readings = tuple(dict.fromkeys(r for r in (*extra, *one.readings) if r != own))
        yield replace(one, readings=readings, things=one.things or other.things)


def _scale_of(quantity: Quantity) -> float:
    words = re.findall(r"[^\W\d_]+", quantity.words)
    return next((MULTIPLES[w.casefold()] for w in words if w.casefold() in MULTIPLES), None) or next(
        (MAGNITUDES[w] for w in words if w in MAGNITUDES and quantity.unit and quantity.unit.dimension == "money"), 1
    )
