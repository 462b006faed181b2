"""The words of a claim without the words of its attribution: a statement cut from the sentence, and its stance.

What is cut is a contiguous part of the text, so a statement made here is verbatim by construction.
"""

from __future__ import annotations

import re

from summarizer.attribution import Reading
from summarizer.cues import Cue
from summarizer.document import Document
from summarizer.models import Stance
from summarizer.quotes import Quotation, quotations

_LEAD = re.compile(
    r"[\s,:;—–-]*(?:(?:(?:him|her|them|us|me|reporters|journalists|[A-Z][\w’'-]+|the [\w’'-]+(?: [\w’'-]+){0,2})\s+)?(?:(?:on|in|at) (?:[A-Z][a-z]+|the [a-z]+|a [a-z]+)(?: [a-z]+)?\s+)?that\s+)"
)
_OPENING, _CLOSING = ("“", "„", "«", '"', "‘"), ("”", "»", '"', "’")
_BARE = frozenset("said says added adds insists insisted claimed claims".split())
"""Verbs that take what is said without ``that`` and without naming who is told."""
_SHORTEST = 12
"""Characters; what is left after cutting the attribution must still say something."""
_MOST = 0.3
"""Share of a sentence from which a quotation in it is what is said, and not a term."""
_FAR_COMMA = 80
"""Characters within which the comma after ``According to X, a mechanic,`` is taken for the end of the attribution."""
_PROMISE = re.compile(
    r"\b(?:I|we)(?: will| shall|[’']ll)\b(?! (?:have|be able|never know|see|lose|die))|^(?:it|they|he|she) (?:would|will) (?!like\b|have\b|be (?:able|hit|hurt|killed|lost)\b)",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"\b(?:must|should|ought to|demand|please)\b|^(?:do not|don[’']t|stop|let|give|leave|keep)\b", re.IGNORECASE
)
_NO = r"(?:never|did not|didn[’']t|was not|wasn[’']t|were not|weren[’']t|have not|has not|had not|haven[’']t|hasn[’']t|hadn[’']t|would never)"
_DENIAL = re.compile(
    rf"^(?:not|nobody|no one|none|never|nothing|(?:that|this)(?: is|[’']s) (?:not|false|untrue|a lie)|there (?:was|were|is|are|has been) (?:no|never|not)|(?:[\w’'-]+ ){{1,5}}?{_NO})\b",
    re.IGNORECASE,
)
_PREDICTION = re.compile(r"\b(?:is|are|was|were) going to\b|\bwill\b|\bwon[’']t\b", re.IGNORECASE)


SAID_BEHIND = re.compile(
    r",\s(?:(?:its|his|her|their|the|an?)\s[^,]{2,40},\s)?(?:he|she|they|it|[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)*),?\s(?:said|says|added|told [^,]{2,30})\W*$"
)
"""A second attribution behind a reported clause (``…, its chairman, Ann Lee, said.``)."""


def reported(document: Document, reading: Reading, cue: Cue) -> tuple[int, int]:
    """What one of several speakers of a sentence says: the clause after their verb, or from their name on."""
    end = reading.sentence.end
    return _clause(document.text, cue, end) or _trim(document.text, cue.start, end)


def statement(document: Document, reading: Reading) -> tuple[int, int]:
    """The span that says what is said: the quotation, the reported clause, or else the whole sentence."""
    text, sentence = document.text, reading.sentence
    start, end = sentence.start, sentence.end
    marks = [q for q in quotations(text, [(start, end)]) if q.end - q.start > _SHORTEST]
    cue = reading.cues[0] if reading.cues else None
    if cue is None:
        if reading.label and (found := re.match(r"[^:“\"]{1,80}:\s+", text[start:end])):
            start += found.end()
        elif marks and marks[0].end - marks[0].start > _MOST * (end - start):
            return _trim(text, marks[0].start, marks[0].end)
        return _trim(text, start, end)
    spoken = _spoken(text, marks, cue, start, end)
    if spoken:
        return _trim(text, *spoken)
    if cue.form == "according":
        return _without_source(text, cue, start, end)
    return _clause(text, cue, end) or _trim(text, start, end)


def _spoken(text: str, marks: list[Quotation], cue: Cue, start: int, end: int) -> tuple[int, int] | None:
    """The quotation that the attribution belongs to: in front of it, or behind a colon."""
    for mark in marks:
        long = mark.end - mark.start > _MOST * (end - start)
        before = mark.end <= cue.at + 1 and mark.start < cue.start
        if (
            before
            and cue.form in {"inverted", "subject", "conjoined"}
            and (long or not text[start : mark.start].strip())
        ):
            return mark.start, min(mark.end, end)
        if mark.start > cue.at and text[cue.at : mark.start].rstrip().endswith(":"):
            return mark.start, end
    return None


def _without_source(text: str, cue: Cue, start: int, end: int) -> tuple[int, int]:
    """Without ``according to X`` at either end of the sentence."""
    if cue.at - start < 4:
        comma = text.find(",", cue.end, end)
        return _trim(text, comma + 1 if 0 <= comma < cue.end + _FAR_COMMA else start, end)
    if not re.search(r"\w", text[cue.end : end]):
        return _trim(text, start, cue.at)
    return _trim(text, start, end)


def _before(mark: Quotation, cue: Cue) -> bool:
    return mark.end <= cue.at + 1 and mark.start < cue.start


def _clause(text: str, cue: Cue, end: int) -> tuple[int, int] | None:
    """What follows ``said (that)`` up to the end of the sentence."""
    if cue.form not in {"subject", "conjoined", "opening"} or cue.stance == "declines" or cue.weak:
        return None
    after = cue.at + len(cue.verb)
    lead = _LEAD.match(text, after) if text[after : after + 1] in " \n" else None
    plain = re.match(
        r"\s+(?=(?:the|there|it|he|she|they|we|I|no|its|his|her|their|a|an|[A-Z“\"])\b|[“\"])", text[after:end]
    )
    begin = lead.end() if lead else _find_that(text, after, end) if cue.verb not in _BARE else None
    if begin is None and plain and cue.verb in _BARE:
        begin = after + plain.end()
    if begin is None or end - begin < _SHORTEST:
        return None
    tail = SAID_BEHIND.search(text, begin, end)
    return _trim(text, begin, tail.start() if tail else end)


def _find_that(text: str, after: int, end: int) -> int | None:
    """Where the clause begins after a verb that names first who is told: within a name, its apposition and a time."""
    match = re.match(r"[^.;:“”\"]{0,90}?\bthat\s+", text[after:end])
    return after + match.end() if match else None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space and commas at its ends, and without quotation marks that enclose all or lack their partner."""
    while start < end and text[start] in " \n\t\u00a0,;":
        start += 1
    while end > start and text[end - 1] in " \n\t\u00a0,;“":  # “ closes what „ opens
        end -= 1
    words = text[start:end]
    opening, closing = sum(words.count(m) for m in "“„«‘"), sum(words.count(m) for m in "”»")
    straight = words.count('"')
    if words[:1] in _OPENING and (
        straight == 1 or opening > closing or (words[-1:] in _CLOSING and opening + straight // 2 == 1)
    ):
        start += 1
    if end > start and text[end - 1] in _CLOSING and _unpaired(text[start:end]):
        end -= 1
    while end > start and text[end - 1] in " ,;":
        end -= 1
    return start, end


def _unpaired(words: str) -> bool:
    if words.endswith("’"):
        return "‘" not in words and not words[-2:-1].isalnum()
    return sum(words.count(m) for m in "”»") > sum(words.count(m) for m in "“„«") or words.count('"') % 2 == 1


def stance(words: str, cue: Cue | None) -> Stance:
    """The stance that the reporting verb expresses; after a neutral one, what the words themselves do."""
    if cue is not None and cue.stance != "asserts":
        return cue.stance
    if _DENIAL.search(words):
        return "denies"
    if _DEMAND.search(words):
        return "demands"
    if _PROMISE.search(words):
        return "promises"
    if _PREDICTION.search(words):
        return "predicts"
    return "asserts"
