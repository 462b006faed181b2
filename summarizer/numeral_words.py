"""Words about numbers that are not read as numbers: magnitudes behind digits, vague ones, ``both``, ``a dozen``."""

from __future__ import annotations

import re
from collections.abc import Sequence

_THOUSAND, _MILLION, _MILLIARD, _BILLION = 1e3, 1e6, 1e9, 1e12


def _row(thousand: str, million: str, milliard: str, billion: str) -> dict[str, float]:
    forms = ((thousand, _THOUSAND), (million, _MILLION), (milliard, _MILLIARD), (billion, _BILLION))
    return {word: value for words, value in forms for word in words.split()}


SCALES: dict[str, dict[str, float]] = {
    "da": _row("tusind tusinde", "million millioner mio", "milliard milliarder mia", "billion billioner"),
    "de": _row("tausend tsd", "million millionen mio", "milliarde milliarden mrd", "billion billionen"),
    "en": _row("thousand", "million mn", "billion bn", "trillion tn"),
    "es": _row("mil", "millón millones", "millardo", "billón billones"),
    "fr": _row("mille", "million millions", "milliard milliards md mds", "billion billions"),
    "it": _row("mila mille", "milione milioni mln", "miliardo miliardi mld", "bilione bilioni"),
    "nl": _row("duizend", "miljoen mln", "miljard mld", "biljoen"),
    "pt": _row("mil", "milhão milhões", "bilhão bilhões", "trilhão trilhões"),
    "ru": _row("тысяча тысячи тысяч тыс", "миллион миллиона миллионов млн", "миллиард миллиарда миллиардов млрд", ""),
}
"""Words that multiply the digits before them, by language: a billion is not the same in all."""
_EASTERN = {"千": 1e3, "万": 1e4, "萬": 1e4, "億": 1e8, "亿": 1e8, "천": 1e3, "만": 1e4, "억": 1e8}
_LETTERS = {"k": 1e3, "m": 1e6, "b": 1e9}
_MONEY = frozenset("€ £ $ ¥ euro euros eur".split())


def scale_behind(before: str, tokens: Sequence[str], language: str) -> tuple[float, int]:
    """What the words behind digits multiply them by, and how many words these are: ``million``, ``mil millones``.

    A single letter does where money stands ``before`` the digits or behind it: else it may be metres.
    """
    scale, used = 1.0, 0
    for at, token in enumerate(tokens):
        factor = SCALES.get(language, {}).get(token.casefold())
        if factor is None and at == 0:
            money = before in _MONEY or (len(tokens) > 1 and tokens[1].casefold() in _MONEY)
            factor = _LETTERS.get(token.casefold()) if money else _EASTERN.get(token[0])
        if factor is None:
            break
        scale, used = scale * factor, used + 1
    return scale, used


ALIASES = {"veintiún": "veintiuno", "zwo": "zwei", "fuenf": "fünf", "zwoelf": "zwölf"}
"""Forms that text2num does not know, as it knows them."""
VAGUE = frozenset(
    """
    hundreds thousands millions billions trillions cientos miles millones milliards millionen milliarden billionen
    millioner milliarder милионы миллионы миллионов тысячи тысяч миллиарды
    """.split()
)
"""Alone they are no figure: ``thousands of people``."""
NEW = "neuf"
"""French for nine, with things behind it, and for new."""
TWOS = frozenset(
    """
    both couple pair twice double doubled either neither twins beide beiden beider beides paar doppelt doppelte
    doppelten paire doble dobles ambos ambas par pareja entrambi entrambe ambedue doppio doppia paio coppia
    dubbel dubbele dobro begge dobbelt оба обе обоих обеих дважды вдвое пара пару
    """.split()
)
"""They may say ``two``."""
COLLECTIVE: dict[str, float] = {
    word: value
    for value, words in (
        (10.0, "dizaine decina decena десяток"),
        (12.0, "dozen dutzend douzaine docena dozzina dozijn dúzia dusin дюжина дюжину"),
        (15.0, "quinzaine quindicina quincena"),
        (20.0, "vingtaine ventina veintena"),
        (30.0, "trentaine trentina treintena"),
        (40.0, "quarantaine quarantina"),
        (50.0, "cinquantaine cinquantina"),
        (100.0, "centaine centinaio centenar сотня сотню"),
        (1000.0, "millier migliaio millar"),
    )
    for word in words.split()
}
"""They may say a round number."""
SUFFIXES: dict[str, re.Pattern[str]] = {
    "da": re.compile(r"(\w*(?:to|tre|fire|fem|seks|syv|otte|ni|ti|lv|tyve|hundrede))(årig\w*|dages)$", re.IGNORECASE),
    "de": re.compile(
        r"(\w*(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zig|ßig|hundert|tausend))"
        r"((?:jähr|tägig|stündig|minütig|wöchig|monatig|mal|fach|köpfig|prozentig|stöckig|teilig|spurig)\w*)$",
        re.IGNORECASE,
    ),
    "nl": re.compile(
        r"(\w*(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|tig|honderd|duizend))"
        r"((?:jarig|daags|maal|voudig|koppig)\w*)$",
        re.IGNORECASE,
    ),
    "ru": re.compile(
        r"((?:двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти|десяти|\w+дцати|сорока|\w+десяти|ста))"
        r"((?:летн|дневн|часов|месячн|недельн|минутн|кратн|этажн|процентн)\w*)$",
        re.IGNORECASE,
    ),
}
"""Compounds that begin with a number, and what they go on with: ``neun`` and ``jährige``."""
