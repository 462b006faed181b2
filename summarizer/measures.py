"""Number words, magnitudes, units and currencies of English, as tables."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit: values times ``factor`` are in the base of ``dimension``; two units compare when that is the same."""

    name: str
    dimension: str
    factor: float = 1.0


_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
VALUES: dict[str, float] = {w: float(i) for i, w in enumerate(_SMALL.split())} | {
    w: 10.0 * (i + 2) for i, w in enumerate(_TENS.split())
}
"""Number words that are added up."""
MULTIPLES: dict[str, float] = {
    "dozen": 12, "hundred": 100, "thousand": 1e3, "lakh": 1e5, "million": 1e6, "crore": 1e7, "billion": 1e9,
    "trillion": 1e12,
}  # fmt: skip
"""Number words that multiply what stands before them."""
MAGNITUDES: dict[str, float] = {
    "k": 1e3, "K": 1e3, "m": 1e6, "M": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9, "bn": 1e9, "B": 1e9, "tn": 1e12,
}  # fmt: skip
"""Letters that do so directly behind digits."""
ORDINALS: dict[str, float] = {
    w: float(i + 3)
    for i, w in enumerate(
        "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
        "sixteenth seventeenth eighteenth nineteenth twentieth".split()
    )
}
"""``first`` and ``second`` say more than a number (at first, a second look) and are left out."""
VAGUE: dict[str, float] = {
    "dozens": 12, "hundreds": 100, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12,
}  # fmt: skip
"""Orders of magnitude."""
EQUIVALENTS: dict[float, frozenset[str]] = {
    1.0: frozenset("a an single once sole only another each every per".split()),
    2.0: frozenset("both pair couple twice twins twin double doubled doubles doubling either duo neither".split()),
    3.0: frozenset("trio triple tripled triples treble trebled triplets thrice".split()),
    4.0: frozenset("quartet quadruple quadrupled".split()),
    12.0: frozenset(["dozen"]),
}
"""Words that say a small number without naming it."""


def _table(rows: str, dimension: str) -> dict[str, Unit]:
    """``factor: forms`` a row; the first form names the unit."""
    table: dict[str, Unit] = {}
    for row in rows.strip().splitlines():
        factor, forms = row.split(":")
        names = [f.strip() for f in forms.split(",")]
        unit = Unit(names[0], dimension, float(factor))
        table |= dict.fromkeys(names, unit)
    return table


UNITS: dict[str, Unit] = (
    _table(
        """
        1: seconds, second, secs, sec
        60: minutes, minute, mins, min
        3600: hours, hour, hrs, hr
        86400: days, day
        604800: weeks, week
        1209600: fortnights, fortnight
        """,
        "time",
    )
    | _table(
        """
        1: months, month
        12: years, year, yrs, yr
        120: decades, decade
        1200: centuries, century
        """,
        "long time",
    )
    | _table(
        """
        0.001: millimetres, millimetre, millimeters, millimeter, mm
        0.01: centimetres, centimetre, centimeters, centimeter, cm
        1: metres, metre, meters, meter
        1000: kilometres, kilometre, kilometers, kilometer, km, kms
        0.0254: inches, inch
        0.3048: feet, foot, ft
        0.9144: yards, yard, yds, yd
        1609.344: miles, mile
        1852: nautical miles, nautical mile
        """,
        "length",
    )
    | _table(
        """
        0.001: milligrams, milligram, milligrammes, mg
        1: grams, gram, grammes, gramme, g
        1000: kilograms, kilogram, kilogrammes, kilos, kilo, kg, kgs
        1000000: tonnes, tonne, metric tons
        907184.74: tons, ton
        453.59237: lbs, lb
        28.349523: ounces, ounce, oz
        6350.29318: stones, stone
        """,
        "mass",
    )
    | _table(
        """
        0.001: millilitres, millilitre, milliliters, milliliter, ml
        1: litres, litre, liters, liter
        3.785411784: gallons, gallon
        0.568: pints, pint
        158.987: barrels, barrel
        """,
        "volume",
    )
    | _table("1: hectares, hectare\n0.404686: acres, acre\n100: square kilometres, square kilometers, square km\n"
             "258.999: square miles, square mile\n0.0001: square metres, square meters", "area")
    | _table("1: percent, %, per cent, pct\n0.1: permille, ‰, per mille", "percent")
    | _table("1: percentage points, percentage point, points of percentage", "percentage points")
    | _table("1: degrees, degree, °", "degrees")
    | _table("1: watts, watt\n1000: kilowatts, kilowatt, kw\n1000000: megawatts, megawatt, mw\n"
             "1000000000: gigawatts, gigawatt, gw", "power")
    | _table("1: kilobytes, kb\n1000: megabytes, megabyte, mb\n1000000: gigabytes, gigabyte, gb\n"
             "1000000000: terabytes, terabyte, tb", "data")
    | _table("1: mph, miles per hour", "mph")
    | _table("1: km/h, kph, kmh", "km/h")
)  # fmt: skip
"""Forms of units, in small letters."""
LOOSE = frozenset("g m".split())
"""Short forms that stand for a unit only without a space: too many other things are written so."""
CURRENCIES: dict[str, Unit] = {
    form: Unit(name, name)
    for name, forms in {
        "dollars": "$ us$ dollar dollars usd bucks a$ c$",
        "pounds": "£ pound pounds gbp sterling quid",
        "euros": "€ euro euros eur",
        "yen": "¥ yen yuan",
        "roubles": "₽ rouble roubles ruble rubles",
        "rupees": "₹ rupee rupees rs",
        "francs": "franc francs chf",
        "kroner": "krone kroner krona kronor",
    }.items()
    for form in forms.split()
} | {"US$": Unit("dollars", "dollars"), "A$": Unit("dollars", "dollars"), "C$": Unit("dollars", "dollars")}
"""Each currency is a dimension of its own."""
CURRENCIES |= {
    "cents": Unit("cents", "dollars", 0.01),
    "cent": Unit("cents", "dollars", 0.01),
    "pence": Unit("pence", "pounds", 0.01),
    "penny": Unit("pence", "pounds", 0.01),
}
MONEY = frozenset(unit.dimension for unit in CURRENCIES.values())
"""The dimensions that are currencies."""
SYNONYMS = {
    w: row.split()[0]
    for row in (
        "people persons person individuals men women victims residents humans", "homes houses households home house",
        "kids children child", "cars vehicles car vehicle", "dead deaths killed died fatalities", "firms companies",
        "shots bullets", "pupils students schoolchildren", "workers employees staff", "times occasions",
        "injured wounded hurt", "boats ships vessels", "flats apartments", "jobs posts positions",
    )
    for w in row.split()
}  # fmt: skip
"""Words for things counted that a paraphrase exchanges."""
