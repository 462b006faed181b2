"""Where sentences end within one unit of text: the library's proposals, held against rules for news prose.

The library (sentencex) knows the languages and their abbreviations, but keeps a whole quotation in one piece and takes
time quadratic in the number of unclosed marks. So it is shown the text with quotation marks and brackets blanked
out, a window at a time, and each of its proposals is then judged here with the marks in place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

WINDOW = 4000
"""Characters the library sees at once: it keeps an endless line linear, and is far longer than any sentence."""

SENTENCE_LIMIT = 600
"""Characters of the longest sentence handed on; a longer one would not fit beside others into one question."""

_CLAUSE_MIN = 200
"""Characters. An overlong sentence is not cut before this, so that no stump is left in front."""

_BRACKET_LIMIT = 300
"""Characters. A bracket that is open for longer was never closed."""

_CLOSERS_LIMIT = 16
"""Characters of closing marks looked at after a full stop; more is ornament, and endless runs cost time."""

_STOPS = ".!?…。！？"
_WIDE_STOPS = "。！？"
_SURE_CLOSERS = "”’)]}」』*_"
_QUOTES = "\"“”„«»‹›'‘’"
# Both begin with the signs that they may begin with, as the search then passes over all others at once.
_BLANKED = re.compile(
    r"[\"“”„«»‹›()\[\]{}‘*_'’\n\r\t\x0b\x0c\x85\u2028\u2029\xa0](?:(?<!['’])|(?<![^\W_]['’])|(?![^\W_]))"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
"""Half of a character, as broken JSON brings it: the library takes whole ones only."""
_REFERENCE = re.compile(r"\[\d{1,3}\]")
_TERMINATOR = re.compile(
    r"[.!?…](?:(?<![.!?…][.!?…])[.!?…]*+(?=[”’\"'»“)\]*_]*(?:\s|$))"
    r"|(?<!…)(?:(?=[”\"’»][^\W_])|(?<=[a-zß-öø-ÿ]{2}[.!?])(?=[A-ZÀ-ÖØ-Þ][a-z])))"
)
_BRACKET = re.compile(r"[()\[\]]")
_PLAIN_NO = re.compile(r"(?:^|[\s“\"‘])No\.$")
_NUMBERED = re.compile(r"([^\W\d_]+)\.\s*\d+\.$")
_TOKEN = re.compile(r"[^\s\"“”„«»‹›()\[\]{}‘/–—]+$")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def _word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SHRED = re.compile(r"[^\W\d_][\w’'-]*(?: [\w’'-]+){0,3}[.!?](?=\s|$)")
"""A few words with a full stop: in lower case they are what a scraper cut off the sentence before."""

_TITLES = _word_set(
    "mr mrs ms messrs mx dr drs prof profs gov govs sen sens rep reps lt col gen sgt maj capt cmdr adm brig cpl "
    "pvt rev hon fr msgr pres supt insp det atty asst assoc dep sec-gen mt ft ste mme mlle sr sra srta dra sres "
    "hr frl dott ing lic"
)
_BEFORE_NUMBER = _word_set(
    "no nos nr art arts fig figs vol vols p pp ch chap sect sec par para tel ext approx ca circa est ver op ed nº "
    "n aprox env ок д кв стр рис гл ст jan feb mar apr jun jul aug sept sep oct nov dec"
)
_NEVER_LAST = _word_set("e.g i.e eg ie cf viz vs v approx ca incl excl esp z.b d.h u.a bzw ggf vgl p.ej p.ex")
_SOMETIMES_LAST = _word_set(
    "inc ltd co corp bros llc plc jr st ave blvd rd sq bldg dept univ assn gmbh a.m p.m a.d b.c"
)
_ACRONYM = re.compile(r"(?:[^\W\d_]{1,2}\.-?)+[^\W\d_]{1,2}")
_STARTERS = _word_set(
    "he she it they we i you the a an this that these those there here his her its their our my but and or so yet "
    "nor in on at by for from with after before when while if as since although though because however meanwhile "
    "then now what who why how where which no not some many most several all both each every one two three asked "
    "according"
)
_SAID = re.compile(
    r"\s*(?:[^\W\d_][\w.'’-]*\s+){1,5}?(?:said|says|asked|asks|told|replied|answered|added|wrote|cried|shouted|wondered|"
    r"exclaimed|demanded|recalled|posted|texted|quipped|joked|continued|repeated|insisted|inquired)\b"
)


def sentences(words: str, language: str | None = None) -> list[tuple[int, int]]:
    """Spans of the sentences in ``words`` (one line, no paragraph inside), without surrounding white space.

    ``language`` is an ISO 639-1 code; unknown ones are read like English. No span is longer than 600
    characters; one that is gets broken at a semicolon, a comma or white space, in that order, else anywhere.
    """
    spans: list[tuple[int, int]] = []
    begin = 0
    for end in (*_ends(words, language or "en"), len(words)):
        spans.extend(_shortened(words, *_stripped(words, begin, end)))
        begin = end
    return spans


def _stripped(words: str, start: int, end: int) -> tuple[int, int]:
    while start < end and words[start].isspace():
        start += 1
    while end > start and words[end - 1].isspace():
        end -= 1
    return start, end


def _shortened(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > SENTENCE_LIMIT:
        cut = _cut(words, start)
        stop = cut
        while stop > start and words[stop - 1].isspace():
            stop -= 1
        if stop > start:
            yield start, stop
        start = cut
        while start < end and words[start].isspace():
            start += 1
    if end > start:
        yield start, end


def _cut(words: str, start: int) -> int:
    limit = start + SENTENCE_LIMIT
    for sign in ("; ", ", "):
        place = words.rfind(sign, start + _CLAUSE_MIN, limit)
        if place >= 0:
            return place + 1
    for place in range(limit, start + _CLAUSE_MIN, -1):
        if words[place].isspace():
            return place
    while limit > start + _CLAUSE_MIN and not words[limit].isalnum() and not words[limit].isascii():
        limit -= 1  # no cut inside an emoji or before a combining accent
    return limit


def _ends(words: str, language: str) -> list[int]:
    """Places after the last character of each sentence but the last, ascending."""
    held = _held_together(words)
    doubles = _odd_quotes(words)
    ends: list[int] = []
    for stop in _proposals(words, language):
        if ends and stop <= ends[-1]:
            continue
        end = _judged(words, stop, language, doubles)
        if end is not None and end < len(words) and not held[end - 1] and (not ends or end > ends[-1]):
            ends.append(end)
    return ends


def _proposals(words: str, language: str) -> list[int]:
    """Places right after a terminator where a sentence may end: the library's and our own, ascending."""
    if not any(stop in words for stop in _STOPS):
        return []
    plain = _BLANKED.sub(" ", words)
    places = {match.end() for match in _TERMINATOR.finditer(words)} if language not in ("th", "lo") else set()
    known = {_back_to_stop(plain, place) for place in _library(plain, language)}
    return sorted(place for place in known | {p for p in places if _ours(words, p)} if place > 0)


def _library(plain: str, language: str) -> Iterator[int]:
    # imported here: start-up time
    from sentencex import get_sentence_boundaries

    plain = _SURROGATE.sub("\ufffd", plain)
    begin = 0
    while begin < len(plain):
        window = plain[begin : begin + WINDOW]
        found = [int(item["end_index"]) for item in get_sentence_boundaries(language, window)]
        more = begin + WINDOW < len(plain)
        inner = [place for place in found if place < len(window)]
        yield from (begin + place for place in inner)
        # the end of a window is no end of a sentence, so what follows its last sentence is read again
        begin += inner[-1] if more and inner and inner[-1] > WINDOW // 2 else len(window)


def _back_to_stop(plain: str, place: int) -> int:
    while place > 0 and plain[place - 1] not in _STOPS:
        if not plain[place - 1].isspace():
            return 0
        place -= 1
    return place


def _ours(words: str, place: int) -> bool:
    """Where a sentence may end whatever the library says: before a closing mark, glued, or after a plain `No.`"""
    rest = words[place : place + 1]
    if _PLAIN_NO.search(words[max(place - 5, 0) : place]):
        return not words[place : place + 2].strip().isdigit()
    return rest != "" and (
        rest in '”"»’“' or not rest.isspace() or words[place - 1] in "!?…" or words[place - 2 : place] == ".."
    )


def _held_together(words: str) -> bytearray:
    """1 where a bracket is open that began within a sentence: `(he came. He saw)` does not end one."""
    held = bytearray(len(words))
    open_at: list[int] = []
    for bracket in _BRACKET.finditer(words):
        place = bracket.start()
        if bracket[0] in "([":
            open_at.append(place)
        elif open_at:
            start = open_at.pop()
            outermost = not open_at or place - open_at[-1] > _BRACKET_LIMIT
            if outermost and place - start <= _BRACKET_LIMIT and _within_sentence(words, start):
                held[start:place] = b"\x01" * (place - start)
    return held


def _within_sentence(words: str, start: int) -> bool:
    before = words[max(start - 6, 0) : start].rstrip(" \xa0)]" + _QUOTES)
    return before != "" and before[-1] not in _STOPS and before[-1] not in ":—"


def _odd_quotes(words: str) -> set[int]:
    """Places of those straight double quotation marks that close, counted from the start of the paragraph."""
    return {match.start() for number, match in enumerate(re.finditer('"', words)) if number % 2}


def _judged(words: str, stop: int, language: str, doubles: set[int]) -> int | None:
    """The end of the sentence whose terminator ends at ``stop``, or ``None`` when it goes on."""
    end = _after_closers(words, stop, doubles)
    if end >= len(words):
        return None
    closed = end > stop
    last, following = words[stop - 1], words[end]
    if not following.isspace():
        return end if _glued(words, stop, end, doubles) else None
    rest = words[end : end + 80].lstrip()
    if not rest:
        return None
    ellipsis = last == "…" or words[stop - 2 : stop] == ".."
    if _goes_on(rest, closed or ellipsis or last in "!?"):
        return None
    if closed and last in "!?…" and _SAID.match(rest):
        return None
    if last == "." and not ellipsis:
        return None if _abbreviated(words, stop, rest, closed, language) else end
    return end


def _after_closers(words: str, place: int, doubles: set[int]) -> int:
    """Skip the marks that close what was opened before ``place``."""
    begin = place
    while place < min(len(words), begin + _CLOSERS_LIMIT):
        char, after = words[place], words[place + 1 : place + 2]
        if reference := _REFERENCE.match(words, place):
            place = reference.end()
        elif (
            char in _STOPS or char in _SURE_CLOSERS or _closes(char, after, sure=place in doubles, first=place == begin)
        ):
            place += 1
        elif char in " \xa0\u202f" and after == "»" and not words[place + 2 : place + 3].isalnum():
            place += 2
        else:
            break
    return place


def _closes(char: str, after: str, *, sure: bool, first: bool) -> bool:
    """Whether a mark that may open or close does close, by the character after it."""
    if char == '"':
        return sure or (first and not after.isalnum())
    return char == "'" or (char in "»“‹›«" and (not after.isalnum() or after.islower()))


def _glued(words: str, stop: int, end: int, doubles: set[int]) -> bool:
    """Whether a new sentence begins at ``end`` although there is no space in front of it."""
    following = words[end]
    if words[stop - 1] in _WIDE_STOPS:
        return True
    if following in "“„«‘([" or (following == '"' and end not in doubles):
        return following not in "([" or end > stop
    if end > stop:
        return following.isupper() or following.isdigit()
    token = _TOKEN.search(words[max(stop - 40, 0) : stop])
    before = token.group() if token else ""
    if "@" in before or "www" in before or "." in before[:-1]:
        return False
    after = words[end : end + 20].split(None, 1)[0].rstrip(_STOPS + _QUOTES + ")],;:")
    return following.isupper() and after[1:2].islower() and before[-3:-1].islower() and not re.search(r"[./@]", after)


def _goes_on(rest: str, soft: bool) -> bool:
    """Whether ``rest`` cannot open a sentence. ``soft``: what stands before it need not have ended one."""
    first = rest[0]
    if first in ",;:)]”":
        return True
    if first in "—–-" and rest[1:].lstrip()[:1].islower():
        return True
    if first in "([" and rest[1:2].islower() and len(rest) > 2 and rest[2].isalpha():
        return True
    return first.islower() and (soft or _SHRED.match(rest) is not None)


def _abbreviated(words: str, stop: int, rest: str, closed: bool, language: str) -> bool:
    """Whether the full stop at ``stop - 1`` only marks an abbreviation, an initial or a number of a list."""
    token = _TOKEN.search(words[max(stop - 30, 0) : stop - 1])
    if token is None:
        return False
    written = token.group().lstrip(_QUOTES + "*_#")
    short = written.lower()
    starter = _starts(rest)
    if written.isdigit():
        before = words[max(stop - 6, 0) : stop - 1 - len(written)].rstrip(" \t>*-#_(")
        begins_item = len(written) <= 2 and (
            before == "" or (before[-1] in ".!?:;" and not _announces_number(words, stop))
        )
        ordinal = language in ("de", "da", "nb", "no", "fi", "cs", "sk", "pl", "hu") and len(written) <= 2
        return begins_item or (ordinal and starter is False and not closed)
    if closed and not rest[0].islower():
        return short in _TITLES
    if short in _BEFORE_NUMBER and (rest[0].isdigit() or (rest[0].islower() and short != "no")):
        return True
    if short in _TITLES or short in _NEVER_LAST:
        return short not in ("no", "fr", "det") or not starter
    if len(written) == 1 and written.islower() and rest[0].islower():
        return True
    if short in _SOMETIMES_LAST or _ACRONYM.fullmatch(written):
        return not starter
    return _initial(words, written, stop, rest, starter)


def _announces_number(words: str, stop: int) -> bool:
    match = _NUMBERED.search(words[max(stop - 12, 0) : stop])
    return match is not None and match.group(1).lower() in _BEFORE_NUMBER


def _initial(words: str, written: str, stop: int, rest: str, starter: bool) -> bool:
    if len(written) != 1 or not written.isupper() or not (rest[0].isupper() or rest[0].islower()):
        return False
    if written == "I":
        return words[: stop - 2].rstrip()[-1:].isupper()
    return not starter


def _starts(rest: str) -> bool:
    """Whether ``rest`` begins with a word that opens sentences and is no part of a name, or with a quotation."""
    if rest[0] in '“„«‘"' or (rest[0] == "»" and rest[1:2].isalnum()):
        return True
    word = _WORD.match(rest)
    return word is not None and word.group().lower() in _STARTERS
