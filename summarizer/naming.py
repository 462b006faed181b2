"""The names of a statement against those of the words it rests on and the forms the article itself uses."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from rapidfuzz.distance import DamerauLevenshtein

from summarizer.dates import find_moments
from summarizer.grounding import fold
from summarizer.lexicon import DETERMINERS, PRONOUNS
from summarizer.names import is_organisation
from summarizer.stretches import SHORT, remembered, stretches

Finding = tuple[str, str]
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[’'&-][^\W_]+)*|[^\w\s]")
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z]{0,8}[A-Z][A-Za-z]{0,4})\)")
_LONGEST = 12
"""Words of one name; a line of capitals is cut into such pieces."""
_ALIKE = 100
"""Names of the same beginning that are tried as another spelling."""
_JOINERS = frozenset("of the for de la le von van der den al bin y".split())
_ENDS = frozenset(".!?:;“\"”(‘'[—–*•")
_STOPS = frozenset(".!?:;")
_PAUSES = frozenset(",()[]—–/")
_SUFFIXES = tuple("ians ian ans an ese ish ists ist ern ic en ers er is i n s".split())
_IRREGULAR = {
    w: row.split()[0]
    for row in (
        "france french frenchman", "britain british briton britons uk", "netherlands dutch", "england english", "spain spanish spaniard",
        "greece greek greeks", "wales welsh", "scotland scottish scots scot", "ireland irish", "poland polish poles pole",
        "denmark danish danes dane", "us usa america american americans united", "switzerland swiss", "turkey turkish turks",
        "finland finnish finns", "iraq iraqi", "kiev kyiv", "sweden swedish swedes", "norway norwegian", "peru peruvian",
        "islam islamic islamist islamists", "europe european europeans eu", "philippines filipino", "thailand thai",
        "christmas xmas", "muslim muslims moslem",
    )
    for w in row.split()
}  # fmt: skip
_PLAIN = frozenset(
    """
    a an the this that these those there here it its he she they we i you his her their our my your who what when
    where why how which while if but and or nor so yet for as at by from in into of off on onto out over to under up
    with without after before during since until between against about above below all any each every either neither
    none nobody no not nothing some many most more several few one two three four five six seven eight nine ten
    eleven twelve only even also then than now never always just last next first second is are was were be been has
    have had will would can could may might shall should must do does did mr mrs ms dr sir
    """.split()
)
_VERBS = frozenset("is was has had will would said says can could may might must did does told went became".split())
_NOUNLIKE = re.compile(
    r"(?:tion|sion|ment|ness|ing|ism|ity|ance|ence|er|or|ist|ics|age|ship|hood|ary|s|ed|ly|al|ive|ful|ous|ant|ent|less|ian|ese|ish|man|mer|ior)$"
)
_WRITTEN_SHORT = {
    "utd": "united", "st": "saint", "mt": "mount", "ft": "fort", "intl": "international", "dept": "department",
    "govt": "government", "univ": "university", "corp": "corporation", "assn": "association", "natl": "national",
}  # fmt: skip
_KIN = re.compile(r"c(?!h)|ck|q|kh|ph|w|y|j|sch|tch|zh|h(?=[^aeiou]|$)|([a-z])\1")
_KIN_AS = dict(pair.split(":") for pair in "c:k ck:k q:k kh:k ph:f w:v y:i j:i sch:sh tch:ch zh:z".split())


_tuple = tuple.__new__


class Word(NamedTuple):
    """One word of a text: ``capital`` when it starts with a capital letter, ``opens`` when it may start a sentence.

    Behind a quotation mark it may; ``starts`` is true only behind the end of another sentence, ``pause`` behind a comma,
    a bracket or ``and``.
    """

    form: str
    folded: str
    capital: bool
    opens: bool
    end: int
    start: int
    starts: bool = False
    pause: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """The words of a text by what they say about names; ``first`` is where each word first stands."""

    words: frozenset[str]
    small: frozenset[str]
    capitals: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    second: frozenset[str]
    initials: frozenset[str]
    roots: frozenset[str]
    shapes: dict[str, tuple[str, ...]]
    acronyms: dict[str, frozenset[str]]
    shortened: dict[str, frozenset[str]]
    first: dict[str, int]


@lru_cache(maxsize=2048)
def read_words(text: str) -> tuple[Word, ...]:
    """The words in order, possessives taken off; marks only decide what opens a sentence."""
    words: list[Word] = []
    opens = starts = True
    pause = False
    for match in _TOKEN.finditer(text):
        form = match.group()
        if not (form[0].isalnum()):
            opens = opens or form in _ENDS
            pause = pause or form in _PAUSES
            starts = starts or (form in _STOPS and not (words and form == "." and words[-1].folded in SHORT))
            continue
        plain, folded, capital = _plain(form)
        start = match.start()
        # twice as fast as by the fields' names, and a summary has many words
        words.append(_tuple(Word, (plain, folded, capital, opens, start + len(plain), start, starts, pause)))
        opens = starts = False
        pause = plain == "and"
    return tuple(words)


@lru_cache(maxsize=8192)
def _plain(form: str) -> tuple[str, str, bool]:
    """Without a possessive; that in small letters without dots; whether it starts with a capital."""
    plain = form[:-2] if form.endswith(("’s", "'s")) else form
    return plain, fold(plain).replace(".", ""), form[0].isupper()


@lru_cache(maxsize=1024)
def read_names(words: str) -> Names:
    """Read a few sentences once."""
    return _together([(at, read_stretch(part)) for at, part in stretches(words)])


@lru_cache(maxsize=96)
def read_article(text: str) -> Names:
    """Read an article once."""
    return _together([(at, read_stretch(part)) for at, part in stretches(text)])


def _together(parts: Sequence[tuple[int, Names]]) -> Names:
    """What the parts of a text, each with its place, say of names."""
    if len(parts) == 1:
        return parts[0][1]
    names = [part for _, part in parts]
    shapes: dict[str, set[str]] = {}
    acronyms: dict[str, frozenset[str]] = {}
    for part in names:
        for key, alike in part.shapes.items():
            shapes.setdefault(key, set()).update(alike)
        for short, full in part.acronyms.items():
            acronyms[short] = acronyms.get(short, frozenset()) | full
    none: frozenset[Any] = frozenset()
    return Names(
        none.union(*(n.words for n in names)),
        none.union(*(n.small for n in names)),
        none.union(*(n.capitals for n in names)),
        none.union(*(n.pairs for n in names)),
        none.union(*(n.second for n in names)),
        none.union(*(n.initials for n in names)),
        none.union(*(n.roots for n in names)),
        {k: tuple(sorted(v)) for k, v in shapes.items()},
        acronyms,
        _shortened(acronyms),
        {word: at + place for at, part in reversed(parts) for word, place in part.first.items()},
    )


@remembered
def read_stretch(text: str) -> Names:
    """Read one sentence, or a text that cannot be cut."""
    words = read_words(text)
    every: set[str] = set()
    first = {word.folded: word.start for word in reversed(words)}
    small: set[str] = set()
    capitals: set[str] = set()
    for word in words:
        parts = [word.folded, *word.folded.split("-")] if "-" in word.folded else [word.folded]
        every.update(parts)
        if not word.capital:
            small.add(word.folded)
        elif not word.opens:
            capitals.update(parts)
    names = [w for w in words if w.capital or w.folded in _JOINERS]
    pairs = {(a.folded, b.folded) for a, b in _adjacent(words)}
    acronyms = _acronyms(text)
    shapes: dict[str, list[str]] = {}
    for name in {w.folded for w in names if w.capital and len(w.folded) > 3}:
        shapes.setdefault(shape(name)[:2], []).append(name)
    return Names(
        frozenset(every), frozenset(small), frozenset(capitals), frozenset(pairs),
        frozenset(later for _, later in pairs),
        frozenset(initials(words)),
        frozenset[str]().union(*(roots(w) for w in every if len(w) > 1)),
        {k: tuple(sorted(v)) for k, v in shapes.items()}, acronyms,
        _shortened(acronyms),
        first,
    )  # fmt: skip


def _shortened(acronyms: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    """By each word the acronyms that stand for it."""
    words = (word for full in list(acronyms.values())[:_ALIKE] for word in full)
    return {w: frozenset(short for short, full in acronyms.items() if w in full) for w in words}


def _adjacent(words: Sequence[Word]) -> Iterator[tuple[Word, Word]]:
    """Capitalised words that follow each other in a name, small joining words passed over."""
    before: Word | None = None
    for word in words:
        if word.capital:
            if before is not None and not word.opens and not word.pause:
                yield before, word
            before = word
        elif word.folded not in _JOINERS:
            before = None


def initials(words: Sequence[Word]) -> Iterator[str]:
    """``la`` for ``Los Angeles``, ``hsb`` for ``Harbour Safety Board``: two to five capitals that follow each other."""
    for run in name_runs(words):
        letters = "".join(w.folded[0] for w in run if w.folded)
        for first, last in itertools.combinations(range(len(letters) + 1), 2):
            if 2 <= last - first <= 5:
                yield letters[first:last]


def _acronyms(text: str) -> dict[str, frozenset[str]]:
    """``Harbour Safety Board (HSB)``: the acronym and the words it stands for."""
    found: dict[str, set[str]] = {}
    for match in _ACRONYM.finditer(text):
        words = read_words(text[max(0, match.start() - 90) : match.start()])
        run: list[str] = []
        for word in reversed(words):
            if not word.capital and word.folded not in _JOINERS:
                break
            run.append(word.folded)
            if word.opens:
                break
        full = {w for w in run if w not in _JOINERS}
        if full:
            found.setdefault(fold(match.group(1)), set()).update(full)
    return {k: frozenset(v) for k, v in found.items()}


@lru_cache(maxsize=8192)
def roots(word: str) -> frozenset[str]:
    """What ``Russia`` and ``Russian``, ``Italy`` and ``Italians`` share."""
    word = _IRREGULAR.get(word, word)
    forms = {word}
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            forms.add(word.removesuffix(suffix))
    return frozenset(forms | {f[:-1] for f in forms if len(f) > 4 and f[-1] in "aeiouy"})


@lru_cache(maxsize=8192)
def shape(name: str) -> str:
    """The name with letters that transliterations exchange made equal."""
    return _KIN.sub(lambda m: m.group(1) or _KIN_AS.get(m.group(), ""), name)


def spelled_alike(one: str, other: str) -> bool:
    """Whether two words are spellings of one name, as transliterations make them."""
    mine, theirs = shape(one), shape(other)
    if mine == theirs:
        return True
    if min(len(mine), len(theirs)) < 5 or mine[0] != theirs[0]:
        return False
    return bool(DamerauLevenshtein.distance(mine, theirs, score_cutoff=1) <= 1)


def name_faults(statement: str, near: str, text: str, known: Sequence[str] = ()) -> Iterator[str]:
    """The names of the statement that neither the words around nor the article's own other forms of them bear out."""
    there = (read_names(near), *map(read_names, known))
    words = read_words(statement)
    for run in name_runs(words):
        strange = [w for w in run if _may_be_name(w) and not any(_there(w.folded, t) for t in there)]
        if strange:  # in most statements no name is, and then nothing of what follows is looked at
            strange = [w for w in strange if not any(m.start <= w.start < m.end for m in find_moments(statement))]
        if not strange:
            continue
        behind = {word.start: ahead for word, ahead in itertools.pairwise(words)}
        article = read_article(text)
        held = {w.folded for w in run if not is_general(w) and any(w.folded in t.words for t in there)}
        missing = [
            w
            for w in strange
            if not (w.opens and _ordinary(w, behind.get(w.start), article, there[0]))
            and not any(_abbreviated(w.folded, t, article) for t in there)
            and not _completes(w.folded, held, article)
        ]
        if missing:
            yield " ".join(w.form for w in missing)


def _may_be_name(word: Word) -> bool:
    return word.folded not in _PLAIN and word.folded not in PRONOUNS and len(word.folded) > 1


def name_runs(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Capitalised words that follow each other, small joining words passed over."""
    run: list[Word] = []
    for word in words:
        if word.capital and not ((word.opens or word.pause) and run):
            run.append(word)
            if len(run) == _LONGEST:
                yield run
                run = []
        elif word.capital:
            yield run
            run = [word]
        elif run and (word.folded not in _JOINERS or word.pause):
            yield run
            run = []
    if run:
        yield run


def _there(word: str, there: Names) -> bool:
    if word in there.words:
        return True
    for part in (word, *word.split("-")) if "-" in word else (word,):
        if part in there.words or part.rstrip("s") in there.words or not roots(part).isdisjoint(there.roots):
            return True
    if word in there.initials or _shortens(word, there):
        return True
    near = there.shapes.get(shape(word)[:2], ())[:_ALIKE]
    return len(word) > 3 and any(spelled_alike(word, other) for other in near)


def _shortens(word: str, there: Names) -> bool:
    """``Man`` for ``Manchester``, ``Utd`` for ``United``."""
    if _WRITTEN_SHORT.get(word) in there.words:
        return True
    near = there.shapes.get(shape(word)[:2], ())[:_ALIKE]
    return 3 <= len(word) <= 4 and any(len(n) > len(word) + 2 and n.startswith(word) for n in near)


def _abbreviated(word: str, there: Names, article: Names) -> bool:
    """An acronym that the article defines, for its words, or the other way round."""
    if word in article.acronyms and article.acronyms[word] <= there.words:
        return True
    return not article.shortened.get(word, frozenset()).isdisjoint(there.words)


def is_general(word: Word) -> bool:
    """Words that many names have, which is why they complete none: ``Ministry``, ``Russian``, ``The``."""
    peoples = word.folded in _IRREGULAR or word.folded.endswith(("ian", "ish", "ese", "ern"))
    return peoples or word.folded in _PLAIN or is_organisation(word.form)


def _completes(word: str, held: set[str], article: Names) -> bool:
    """``Nora`` of ``Nora Holt`` where the evidence has ``Holt`` and the article ``Nora Holt``."""
    return any((word, other) in article.pairs or (other, word) in article.pairs for other in held)


def _ordinary(word: Word, ahead: Word | None, article: Names, there: Names) -> bool:
    """Whether a word that opens a sentence is an ordinary word rather than a name, as far as that can be told."""
    if word.folded in DETERMINERS or word.folded in article.small or word.folded in there.small:
        return True
    if word.folded in article.capitals:
        return False
    if _NOUNLIKE.search(word.folded) or ahead is None or ahead.opens:
        return True
    if ahead.capital and not ahead.pause and word.folded not in article.words and ahead.folded in article.second:
        return False  # "Marta Vale" where the article has "Orrin Vale"
    possessive = ahead.start - word.end == len("'s ")
    return not (ahead.folded in _VERBS or possessive)
