"""Reporting verbs and what they show: who is given as speaking in one sentence, and how.

Works on a sentence in which quoted words are blanked, so that a verb inside a quotation reports nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarizer.lexicon import ASKING, DOCUMENTS, NOUN_LIKE, REPORTED, SILENCE, VERBS, WARNING_VERBS, WEAK
from summarizer.models import Stance
from summarizer.subjects import BLANK, left_phrase, name_before_relative, opening_subject, right_phrase

_WORD = re.compile(r"\w+")
_MAY_BE_SILENT = frozenset(
    f"{verb}{no}" for verb in "would will could can did does do has have had".split() for no in ("", "n", "not")
)
"""One of them is in every sentence that :data:`SILENCE` finds something in, and seen faster."""
_PASSIVE = re.compile(
    r"\b(?:was|were|been|be|being|is|are|am|get|got|gets)(?: (?:\w+ly|not|also|never|once|first|then|later))* $"
)
_NOUN_BEFORE = re.compile(
    r"(?i:\b(?:a|an|the|this|that|these|those|its|his|her|their|our|my|your|no|any|first|last|of|in|for|to|with|by|on|from|"
    r"about|and|or|under|than|into|per|such|further|more|own|new|old|other|another|written|similar|many|some|two|three|several|press|news)|[’']s|-) $"
)
_GOES_ON = re.compile(
    r"\b(?:continue[sd]?|went on|goes on|began|begins|came|chose|used|appear(?:s|ed)?|seem(?:s|ed)?|rushed|moved|hastened|returned) to $"
)
_INFINITIVE = re.compile(r"\b(?:to|not to) (?:\w+ly )?$")
_CONJOINED = re.compile(
    r"(?:^|[\s,])(?:and|but|or|then|nor)(?: (?:then|also|later|has|had|have|would|will|\w+ly))*\s*$"
)
_COMPANY = re.compile(
    r"^(?:[^.;]{0,60}?\bthat\b| for\b| on \w+ to\b| at\b|[^.;]{0,40} (?:at|as|to (?:say|name|explain|stop|stay|do|check|remove)|not to|why|whether|if|how|when)\b|:? ?\x01)"
)
"""What follows an ambiguous verb that does report: a that-clause, an object with its predicate, a quotation."""
_QUESTION = re.compile(r"[^.;\x01]{0,60}?\b(?:whether|if|about|why|what|how|which|who|when|where)\b")
_AS_SAYING = re.compile(
    r"\b(?:quot(?:e|es|ed|ing)|cit(?:e|es|ed|ing))\s((?:him|her|them|[A-ZÀ-Þ][\w’-]+(?: [A-ZÀ-Þ][\w’-]+)*))\s(?:as|for) (?:having )?(sa(?:ying|id))\b"
)
_SINGULAR = re.compile(
    r"(?:an?|its|his|her|this|that|the|another)\s(?:.*\s)?\w*[^s\W]$|(?:an?|its|his|her|this|that|the|another)$",
    re.IGNORECASE,
)
"""A subject with which ``state`` or ``report`` cannot be a verb in the present: it would be ``states``."""
_MODAL = re.compile(r"\b(?:will|would|can|could|may|might|must|shall|should|did|does)\b(?: (?:not|also|\w+ly))* $")
_UNNAMED = re.compile(r"\s(?:not to be|to remain|for anonymity|that (?:his|her|their) (?:\w+ )?names?)\b")
_DOCUMENT = re.compile(
    r"\W*((?:An?|The|Its|His|Her|Their)\s(?:[\w’'-]+\s){0,3}?(?:"
    + "|".join(sorted(DOCUMENTS))
    + r"))\s(?:that|which)\b"
)
_ASKED = re.compile(r"\b(?:[Aa]sked|about|wondered) (?:if|whether|what|who|why|how|when) $")
_BEFORE_ASKED = 40
"""Characters in front of a cue in which the question begins that it stands in."""
_SAYS = frozenset({"said", "says", "added", "adds", "wrote", "writes", "explained", "insisted", "admitted", "recalled"})
_HAS_WORD = re.compile(r"\w")
_WE_SAY = re.compile(
    r"\W*(?:\w+, )?([Ww]e) (will|shall|agree|disagree|apologi[sz]e|regret|are sorry|never|did not|do not|have not|had not|deny|believe|know|expect)\b"
)
_WE_DENY = frozenset({"never", "did not", "do not", "have not", "had not", "deny"})


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that give a speaker: the phrase ``text[start:end]`` as written, the stance, where the verb stands.

    ``weak`` marks verbs that report only in company (``showed``, ``called``); ``form`` says how the phrase was found.
    """

    start: int
    end: int
    phrase: str
    stance: Stance
    verb: str
    at: int
    form: str
    weak: bool = False


Span = tuple[int, int]


def find_cues(masked: str, offset: int) -> tuple[Cue, ...]:
    """All cues of a sentence in the order of their verbs; ``offset`` is where the sentence begins in the text."""
    return _Finder(masked, offset).find()


def own_voice(masked: str, offset: int) -> tuple[Cue, ...]:
    """What a body that tells the text says of itself: promises, regrets, denials. Plain narration is none of these."""
    match = _WE_SAY.match(masked)
    if not match:
        return ()
    verb = match.group(2)
    stance: Stance = "promises" if verb in {"will", "shall"} else "denies" if verb in _WE_DENY else "asserts"
    return (_Finder(masked, offset).cue(match.span(1), stance, verb, match.start(2), "own"),)


def is_asked(text: str, cue: Cue) -> bool:
    """Whether the cue stands in an embedded question (``Asked whether X warned …, Y declined``)."""
    return _ASKED.search(text[max(0, cue.start - _BEFORE_ASKED) : cue.start]) is not None


def only_passes_on(cues: Sequence[Cue]) -> bool:
    """Whether ``according to A,`` is followed at once by another who speaks: then A only passes it on."""
    passing = next((cue for cue in cues if cue.form == "according"), None)
    return passing is not None and any(
        c.form == "subject" and not c.weak and 0 < c.start - passing.end < 4 for c in cues
    )


class _Finder:
    """One sentence and the cues found in it so far."""

    def __init__(self, masked: str, offset: int) -> None:
        self._masked = masked
        self._offset = offset
        self._found: list[Cue] = []

    def find(self) -> tuple[Cue, ...]:
        for match in _AS_SAYING.finditer(self._masked):
            return (self.cue(match.span(1), "asserts", match.group(2), match.start(2), "quoted"),)
        for match in REPORTED.finditer(self._masked):
            phrase = right_phrase(self._masked, match.end(), any_case=True)
            if phrase:
                self._found.append(self.cue(phrase, "asserts", match.group().strip(), match.start(), "according"))
        words = list(_WORD.finditer(self._masked))
        may_be_silent = not _MAY_BE_SILENT.isdisjoint(match.group() for match in words)
        silent = [match.span() for match in SILENCE.finditer(self._masked)] if may_be_silent else []
        for at, end in silent:
            self._add(self._around(at, self._masked[at:end], "declines", weak=False))
        for match in words:
            if match.group() in VERBS and not any(a <= match.start() < b for a, b in silent):
                self._add(self._verb(match))
        return tuple(sorted(self._found, key=lambda c: c.at))

    def cue(self, span: Span, stance: Stance, verb: str, at: int, form: str, weak: bool = False) -> Cue:
        start, end = span
        phrase = self._masked[start:end]
        return Cue(self._offset + start, self._offset + end, phrase, stance, verb, self._offset + at, form, weak)

    def _add(self, cue: Cue | None) -> None:
        if cue is not None:
            self._found.append(cue)

    def _verb(self, match: re.Match[str]) -> Cue | None:
        verb, before, after = match.group(), self._masked[: match.start()], self._masked[match.end() :]
        if _PASSIVE.search(before) or (_INFINITIVE.search(before) and not _GOES_ON.search(before)):
            return None
        if verb in NOUN_LIKE and (_NOUN_BEFORE.search(before) or not before.strip()):
            return None
        if verb.endswith("ing"):
            return self._participle(verb, match.start(), before)
        if verb in ASKING and (_QUESTION.match(after) or _UNNAMED.match(after)):
            return None
        return self._around(match.start(), verb, VERBS[verb], weak=verb in WEAK and not _COMPANY.search(after))

    def _participle(self, verb: str, at: int, before: str) -> Cue | None:
        """``…, adding that``: the subject of the verb before it, or the one the sentence opens with."""
        if self._found and re.search(r"(?:,|\bby) $", before) and self._found[-1].form != "according":
            return self._like(self._found[-1], VERBS[verb], verb, at, "participle", verb in WEAK)
        if not self._found and re.search(r"[\w)”], $", before) and (opening := opening_subject(self._masked)):
            return self.cue(opening, VERBS[verb], verb, at, "participle", weak=verb not in WARNING_VERBS)
        return None

    def _like(self, other: Cue, stance: Stance, verb: str, at: int, form: str, weak: bool) -> Cue:
        """A further verb of the same subject."""
        return replace(other, stance=stance, verb=verb, at=self._offset + at, form=form, weak=weak)

    def _around(self, at: int, verb: str, stance: Stance, *, weak: bool) -> Cue | None:
        """The cue of a finite verb: its subject stands before it, or behind it after a quotation."""
        before = self._masked[:at]
        quote_end = before.rfind(BLANK) + 1
        left = _GOES_ON.sub("", before[quote_end:])
        bare = not _HAS_WORD.search(left)
        if bare:
            inverted = self._inverted(at, verb) if quote_end and verb.split()[0] in VERBS else None
            if inverted:
                return self.cue(inverted, stance, verb, at, "inverted", weak)
            if not (quote_end and self._found):
                return None
        if left.rstrip().endswith((" who", " which", " that")):
            span = name_before_relative(left.rstrip().rsplit(" ", 1)[0])
            return self.cue(_moved(span, quote_end), stance, verb, at, "relative", weak) if span else None
        behind = self._behind_comma(left, at, verb)
        if behind:
            return self.cue(behind, stance, verb, at, "inverted", weak)
        if bare or _CONJOINED.search(left):
            return self._conjoined(stance, verb, at, weak)
        span = left_phrase(left)
        if span is None and (document := _DOCUMENT.match(self._masked)):
            return self.cue(document.span(1), stance, verb, at, "opening")
        if span is None or (_is_plural(verb) and _SINGULAR.match(left[slice(*span)]) and not _MODAL.search(left)):
            return None
        weak = weak and not _is_document(left[slice(*span)])
        return self.cue(_moved(span, quote_end), stance, verb, at, "subject", weak)

    def _behind_comma(self, left: str, at: int, verb: str) -> Span | None:
        """``It was late, said Ann Lee, a nurse``: a verb after a comma whose subject ends at once."""
        if verb not in _SAYS or not left.rstrip().endswith(","):
            return None
        span = self._inverted(at, verb)
        if span is None or not re.match(r"\s*(?:[,.;]|$|who\b)", self._masked[span[1] :]):
            return None
        is_name = all(word[:1].isupper() for word in self._masked[slice(*span)].split())
        # With a subject before it (``Ann Lee, a nurse, said the pump leaked``) what follows is what is said.
        return span if is_name or left_phrase(left) is None else None

    def _inverted(self, at: int, verb: str) -> Span | None:
        after = self._masked[at + len(verb) :]
        return right_phrase(self._masked, at + len(verb) + len(after) - len(after.lstrip()))

    def _conjoined(self, stance: Stance, verb: str, at: int, weak: bool) -> Cue | None:
        """``said A and denied B``: the same subject; without an earlier verb the one the sentence opens with."""
        subjects = [c for c in self._found if c.form != "according" or len(self._found) == 1]
        if subjects:
            return self._like(subjects[-1], stance, verb, at, "conjoined", weak)
        opening = opening_subject(self._masked)
        return self.cue(opening, stance, verb, at, "opening", weak) if opening else None


def _is_document(phrase: str) -> bool:
    """Whether the head of a noun phrase is a thing that is read."""
    head = re.split(r"\s(?:of|for|from|in|on|at|by|about|with)\s", phrase.casefold(), maxsplit=1)[0].split()
    return bool(head) and head[-1] in DOCUMENTS


def _is_plural(verb: str) -> bool:
    """Whether it is a noun's form that is a verb only with a plural subject; the past of ``read`` is spelled alike."""
    return verb in NOUN_LIKE and not verb.endswith("s") and verb != "read"


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
