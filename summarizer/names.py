"""Proper names in the text: where they stand, and which forms are one bearer.

Offsets are code points of the text. A name is a run of capitalised words, with small connecting words inside.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

from summarizer.lexicon import TITLES

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶŁĽĻŃŇŅŌŐŒŘŚŞŠŤŪŮŰŲŹŻŽΑ-ΩА-ЯЁІЇЄҐ"
_WORD = rf"(?:[{_UPPER}](?:[\w’'-]*\w)?\.?(?<!\w\w\.)|[{_UPPER}][\w’'-]*\w)"
_JOINT = r"(?:of(?: the)?|for(?: the)?|and|&|de|del|della|di|da|dos|du|la|le|van|von|der|den|ter|bin|ibn|al|y)"
NAME = re.compile(
    rf"(?<![\w’'-]){_WORD}(?:[ \u00a0\n]{{1,2}}(?:{_JOINT}[ \u00a0\n]{{1,2}})?{_WORD})*(?:[ ](?:\d{{1,4}}))?"
)

_COMMON = frozenset(
    """
    a an the this that these those there here it its he she they we i you his her their our my your who what
    when where why how which while if but and or nor so yet for as at by from in into of off on onto out over to
    under up with without after before during since until between against about above below both each every
    either neither none nobody no not nothing one two three four five six seven eight nine ten eleven twelve
    some many most more several few all any another other such only even also then than now never always instead
    however meanwhile according asked despite because although though once later earlier still just last next
    first second yes okay please do does did is are was were be been being has have had will would can could may
    might shall should must let go speaking monday tuesday wednesday thursday friday saturday sunday january
    february march april may june july august september october november december today tomorrow yesterday among
    like unlike per via near across along around behind beside besides beyond except inside outside through
    throughout toward towards upon within whether them him us me myself himself herself itself themselves
    """.split()
)
_ABBREVIATED = frozenset("mr mrs ms dr prof rev gov sen rep gen col capt lt sgt".split())
"""Titles whose full stop ends the run of words: alone they are nobody's name."""
_ORGANISATION = re.compile(
    r"(?<![\w-])(?:Inc|Ltd|LLC|Corp|Co|GmbH|AG|SA|plc|Company|Corporation|Group|Holdings|Ministry|Department|Office|Agency|Council|"
    r"Commission|Committee|Court|District|Authority|Board|Bureau|Service|Services|Institute|Institution|University|College|"
    r"School|Hospital|Clinic|Bank|Union|Association|Society|Party|Police|Army|Navy|Parliament|Senate|Congress|House|"
    r"Government|State|States|Kingdom|Republic|City|County|Town|Hall|Centre|Center|Post|Times|Journal|News|Press|Gazette|"
    r"Herald|Fund|Foundation|Trust|Federation|League|Inspectorate|Laboratory|Laboratories|Testing|Engineering|Systems|"
    r"Industries|Products|Lines|Railways|Airlines|Energy|Power|Water|Works|Plan|Report|Agency|Alliance|Forum|Network|Partners|"
    r"Street|Road|Avenue|Bridge|Row|Lane|End|Hill|Point|Bay|Beach|Valley|Creek|Falls|Mountain|Coast|Sea|Ocean|Square|Gate|Gates|Tower|Square|House|Year|Day|War|Act|Shoal|Plant|Mill|Farm|Quarter|Region|Province|Territory|North|South|East|West|Union|Emergencies|Health|Security|River|Lake|Island|Dam|Park|Palace|Station|Airport|Harbour|Port|Museum|Church|Studio|Cloud)(?![\w-])"
)


_OF = re.compile(r"\s(?:of|for|and)(?:\sthe)?\s")
_DATELINE = re.compile(rf"[{_UPPER}][{_UPPER} .'’-]+(?:, [\w .]{{2,20}}){{0,2}} (?:—|–|--?) ")


@dataclass(frozen=True, slots=True)
class Name:
    """One mention of a name: ``text[start:end]``."""

    start: int
    end: int
    form: str


def find_names(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Name, ...]:
    """Mentions of names inside the given spans (sentences), in order.

    A capitalised word that opens a sentence counts only when it is no common word and does not also occur in
    small letters in the text.
    """
    small = Counter(re.findall(r"(?<![\w’'])[^\W\d_]+", text))
    found: list[Name] = []
    for start, end in spans:
        dateline = _DATELINE.match(text, start, end)
        start = dateline.end() if dateline else start
        for first, last in _matches(text, start, end):
            opens = not re.search(r"\w", text[start:first])
            name = _trim(text, first, last, first=opens, small=small)
            if name:
                found.append(name)
    return tuple(found)


def _matches(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words; ``Inspector Ann Lee of the Safety Board`` is two names, ``Bank of Orrin`` one."""
    for match in NAME.finditer(text, start, end):
        joint = _OF.search(match.group())
        if joint and is_person(match.group()[: joint.start()]):
            yield match.start(), match.start() + joint.start()
            yield match.start() + joint.end(), match.end()
        else:
            yield match.span()


def _trim(text: str, start: int, end: int, *, first: bool, small: Counter[str]) -> Name | None:
    while start < end:
        word = re.match(r"\S+", text[start:end])
        if word is None:
            return None
        plain = word.group().strip("’'.,").casefold()
        common = plain in _COMMON or (
            (first or text[start - 2 : start - 1] in '.“”"') and small[plain] > 0 and word.end() == end - start
        )
        if not common:
            break
        start += word.end()
        while start < end and text[start].isspace():
            start += 1
        joint = re.match(rf"{_JOINT}\s+", text[start:end])
        if joint:
            start += joint.end()
    form = text[start:end]
    for tail in ("’s", "'s", "’", "'", "."):
        if form.endswith(tail) and not (tail == "." and re.search(r"\b[A-Z]\.$|\b(?:Inc|Ltd|Co|Corp|Jr|Sr)\.$", form)):
            form = form[: -len(tail)]
    form_end = start + len(form)
    if len(form) < 2 or form.casefold() in _COMMON | _ABBREVIATED or not any(c.isalpha() for c in form):
        return None
    return Name(start, form_end, " ".join(form.split()))


@lru_cache(maxsize=4096)
def is_organisation(form: str) -> bool:
    """True for names that carry a word of bodies and places, or that are an acronym."""
    return bool(_ORGANISATION.search(form)) or (form.isupper() and len(form) > 1) or "&" in form


@lru_cache(maxsize=4096)
def bare(form: str) -> str:
    """The name without what stands before it (titles, offices, ``Orrin’s Port Director``) and without a possessive."""
    words = form.removesuffix("’s").removesuffix("'s").split()
    before = [i for i, w in enumerate(words[:-1]) if w.strip(".").casefold() in TITLES or w.endswith(("’s", "'s"))]
    own = " ".join(words[before[-1] + 1 :] if before else words)
    return " ".join(words) if is_organisation(own) else own


@lru_cache(maxsize=4096)
def is_person(form: str) -> bool:
    """True for two to four capitalised words of which none names a body or a place."""
    words = bare(form).split()
    plain = " ".join(words)
    return (
        1 < len(words) <= 4
        and not any(c.isdigit() for c in plain)
        and not is_organisation(plain)
        and not any(w in {"of", "for", "the", "and"} for w in words)
    )


def similar(one: str, other: str) -> bool:
    """Whether two single words are spellings of one name: equal, or few edits for their length, same initial."""
    one, other = one.casefold(), other.casefold()
    if one == other:
        return True
    if min(len(one), len(other)) < 5 or one[0] != other[0]:
        return False
    return DamerauLevenshtein.distance(one, other) <= (1 if min(len(one), len(other)) < 8 else 2)
