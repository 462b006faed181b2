"""Who is given as the speaker of each sentence, as far as the words show it: reporting verbs, quotation marks, labels.

Pure and offline. What a sentence says of its speaker is a :class:`Cue`; whose words a quotation without a cue
carries follows from its neighbours. Pronouns and roles are left as they are written: ``speakers`` resolves them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from summarizer.document import Document, Sentence
from summarizer.lexicon import ASKING, DETERMINERS, NOUN_LIKE, PRONOUNS, REPORTED, SILENCE, VERBS, WEAK
from summarizer.models import Stance
from summarizer.quotes import Quotation, quotations

_VERB = re.compile(r"\b(?:" + "|".join(sorted(VERBS, key=len, reverse=True)) + r")\b")
_PASSIVE = re.compile(r"\b(?:was|were|been|be|being|is|are|am|get|got|gets)(?: (?:\w+ly|not|also|never|once|first|then|later))* $")
_NOUN_BEFORE = re.compile(
    r"(?i:\b(?:a|an|the|this|that|these|those|its|his|her|their|our|my|your|no|any|first|last|of|in|for|to|with|by|on|from|"
    r"about|and|or|under|than|into|per|such|further|more|own|new|old|other|another|written|similar|many|some|two|three|several|press|news)|[’']s|-) $"
)
_GOES_ON = re.compile(r"\b(?:continue[sd]?|went on|goes on|began|begins|came|chose|used|appear(?:s|ed)?|seem(?:s|ed)?|rushed|moved|hastened|returned) to $")
_INFINITIVE = re.compile(r"\b(?:to|not to) (?:\w+ly )?$")
_AUXILIARY = re.compile(
    r"(?: (?:has|have|had|will|would|also|then|later|now|even|first|once|again|still|repeatedly|publicly|directly|often|only|"
    r"simply|merely|twice|just|always|all|both|each|since|already|recently|afterwards|further|instead|may|might|could|can|did|do|does|not|"
    r"\w+ly))+$"
)
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_PART = r"(?:morning|afternoon|evening|night|day|session|meeting|hearing|interview|statement|first|second|end)"
_TIME = re.compile(
    rf"[ ,]+(?:on|in|at|by|during|since|before|after|from|until) (?:the |this |that |an? |his |her |their )?(?:same |last |next )?"
    rf"(?:{_DAY}(?: {_PART})?|{_PART}\b[^,]*|{_MONTH}(?: \d{{1,4}})?(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?|\d{{4}}"
    rf"|public|writing|turn|response|return|first|last)$"
    r"|[ ,]+(?:this|last|next|earlier this|later that|the same|that|the next|the following) (?:week|month|year|day|night|morning|"
    r"afternoon|evening|spring|summer|autumn|fall|winter|time)$"
    r"|[ ,]+(?:yesterday|today|afterwards|later|earlier|recently|again|now|once|twice|in turn|at last|for instance|for example)$"
    r"|[ ,]+\w+ (?:minutes|hours|days|weeks|months|years) (?:later|earlier|ago|before|after)$"
)
_CLAUSE = re.compile(r"[;:—–]\s|\s-{1,2}\s|\s(?:but|while|whereas|although|because|that|whether|though|when|as|after|before|if|so)\s(?!of\b)|,\s(?:and|but|so|yet|while|although|though|because|that|when|as|after|if)\s")
_RELATIVE = re.compile(r"\s(?:who|which|that|whose|whom|where|when)\s|\s(?:named|dated|filed|published|written|led|based|obtained|signed|sent|seen|released|issued)\s")
_LEADIN = re.compile(r"^(?:And|But|So|Yet|Then|Still|Meanwhile|However|Instead|Also|Now|Later|Yes|In fact|That)\b,?\s*")
_NOT_SUBJECT = re.compile(
    r"^(?:in|on|at|by|for|from|with|without|after|before|during|since|until|under|over|about|as|of|to|into|asked|speaking|citing|"
    r"reached|despite|when|while|if|because|although|though|where|once|even|instead|then|not|among|between|across|through|according|"
    r"yes|okay|there|here|how|what|why|whether|that|and|but|or|so|who|which|late|early|last|next|this (?:week|month|year)|\w+ing|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d+)\b",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"^(?:the|a|an|this|that|its|his|her|their|our|my|your|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|most|both|all|another|other|no|people|officials|residents|neighbours|neighbors|witnesses|experts|critics|doctors|police|parents|scientists|researchers|lawyers|prosecutors|investigators|authorities|those|these|top|senior|local)\b", re.IGNORECASE)
_CAPITAL = re.compile(r"^[A-ZÀ-ÞА-ЯЁ]")
_LABEL = re.compile(r"(?:\d\d[:.]\d\d\s+)?([A-Z][\w’'./&-]*(?:[ ,]+[\"\w’'./&:-]+){0,12}?):\s+(?=\S)")
_CONJOINED = re.compile(r"(?:^|[\s,])(?:and|but|or|then|nor)(?: (?:then|also|later|has|had|have|would|will|\w+ly))*\s*$")
_COMPANY = re.compile(r"^(?:[^.;]{0,60}?\bthat\b| for\b| on \w+ to\b| at\b|[^.;]{0,40} (?:at|as|to (?:say|name|explain|stop|stay|do|check|remove)|not to|why|whether|if|how|when)\b|:? ?\x01)")
"""What follows an ambiguous verb that does report: a that-clause, an object with its predicate, a quotation."""
_QUESTION = re.compile(r"[^.;\x01]{0,60}?\b(?:whether|if|about|why|what|how|which|who|when|where)\b")
_PRONOUN_AT_END = re.compile(r"\b(?:he|she|it|they|I|we)$")
_PRONOUN_AT_START = re.compile(r"^(?:he|she|it|they|we|I)\b(?=\s)", re.IGNORECASE)
_SENT_BY = re.compile(r"^(?:the|an?)\s[\w’' -]{3,40}?\s(it|he|she|they)\s\w+", re.IGNORECASE)
_AS_SAYING = re.compile(r"\b(?:quot(?:e|es|ed|ing)|cit(?:e|es|ed|ing))\s((?:him|her|them|[A-ZÀ-Þ][\w’-]+(?: [A-ZÀ-Þ][\w’-]+)*))\s(?:as|for) (?:having )?sa(?:ying|id)\b")
_HAS_WORD = re.compile(r"\w")
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Uu]s)\b")
_WE_SAY = re.compile(r"\W*(?:\w+, )?([Ww]e) (will|shall|agree|disagree|apologi[sz]e|regret|are sorry|never|did not|do not|have not|had not|deny|believe|know|expect)\b")
_WE_DENY = frozenset({"never", "did not", "do not", "have not", "had not", "deny"})
FEWEST_WE = 6
"""Occurrences of ``we``, ``our`` and ``us`` outside quotations; a reporter's slip or two is no institution's voice."""
WE_SHARE = 0.15
"""The same per sentence, so that a long report in which a few voices say ``we`` does not count."""
_FIELD = re.compile(r"[A-Z][a-z]+(?: [a-z]+){0,2}: \S")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
SHORTEST_NOTICE = 3
"""Lines; fewer may be a coincidence of colons."""
QUESTIONER = frozenset({"Q", "QUESTION", "INTERVIEWER"})
"""Labels of the one who asks: questions are no claims."""
OPENING_MARKS = ("“", "\"", "«", "„")
FIRMLY_QUOTED = 0.3
"""Share of a sentence between quotation marks from which it counts as somebody's words, not as a quoted term."""
LONGEST_SUBJECT = 90
"""Characters; what is longer is a clause and no speaker."""


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


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words of one sentence show: its cues, and how much of it is quoted (share of characters, 0 to 1).

    ``quoted`` counts only quotations that speak (not single quoted terms). ``source`` is the number of the sentence
    whose cue names the speaker when this one is a quotation without a cue of its own, else ``None``.
    """

    sentence: Sentence
    cues: tuple[Cue, ...]
    quoted: float
    source: int | None
    label: str | None = None

    @property
    def attributed(self) -> bool:
        """Whether anything shows that somebody's words are given."""
        return self.label not in QUESTIONER and (
            bool(self.cues) or self.quoted > 0 or self.source is not None or self.label is not None
        )

    @property
    def questions(self) -> bool:
        """Whether this is an interviewer's turn: a question is no claim."""
        return self.label in QUESTIONER

    @property
    def firm(self) -> bool:
        """Whether it is shown beyond doubt: a verb that only reports, a quotation that speaks, a label."""
        if self.label in QUESTIONER:
            return False
        return (
            any(not cue.weak for cue in self.cues)
            or (bool(self.cues) and self.quoted > 0)
            or self.quoted >= FIRMLY_QUOTED
            or self.source is not None
            or self.label is not None
        )


def read_attributions(document: Document) -> tuple[Reading, ...]:
    """One reading a sentence, in the order of the document's sentences."""
    marks = quotations(document.text, _paragraphs(document))
    labels = _labels(document)
    readings: list[Reading] = []
    institution = speaks_for_itself(document)
    for sentence in document.sentences:
        inside = [q for q in marks if q.start < sentence.end and q.end > sentence.start]
        masked = _mask(document.text, sentence, inside)
        asking = labels.get(sentence.number) in QUESTIONER
        cues = () if asking else tuple(c for c in _cues(masked, sentence.start) if c.phrase != "I")
        if institution and not cues and not asking:
            cues = _own_voice(masked, sentence.start)
        quoted = _quoted(document.text, sentence, inside)
        readings.append(Reading(sentence, cues, quoted, None, labels.get(sentence.number)))
    return tuple(_notices(document, _join(document, readings, marks)))


def speaks_for_itself(document: Document) -> bool:
    """Whether a body tells the text in its own name: ``we`` outside quotations, often enough to be its voice."""
    marks = quotations(document.text, _paragraphs(document))
    found = [m.start() for m in _WE.finditer(document.text)]
    outside = sum(not any(q.start <= at < q.end for q in marks) for at in found)
    return outside >= max(FEWEST_WE, len(document.sentences) * WE_SHARE)


def _own_voice(masked: str, offset: int) -> tuple[Cue, ...]:
    """What a body that tells the text says of itself: promises, regrets, denials. Plain narration is none of these."""
    match = _WE_SAY.match(masked)
    if not match:
        return ()
    verb = match.group(2)
    stance: Stance = "promises" if verb in {"will", "shall"} else "denies" if verb in _WE_DENY else "asserts"
    return (Cue(offset + match.start(1), offset + match.end(1), match.group(1), stance, verb, offset + match.start(2), "own"),)


def _paragraphs(document: Document) -> list[tuple[int, int]]:
    spans: dict[int, tuple[int, int]] = {}
    for sentence in document.sentences:
        start, _ = spans.get(sentence.paragraph, (sentence.start, 0))
        spans[sentence.paragraph] = (start, sentence.end)
    return list(spans.values())


def _mask(text: str, sentence: Sentence, inside: list[Quotation]) -> str:
    """The sentence with quoted words blanked and white space made single-width; same length."""
    letters = [" " if c.isspace() else c for c in text[sentence.start : sentence.end]]
    for quotation in inside:
        first = max(quotation.start, sentence.start) - sentence.start
        last = min(quotation.end, sentence.end) - sentence.start
        for at in range(first, last):
            letters[at] = "\x01"
    return "".join(letters)


def _quoted(text: str, sentence: Sentence, inside: list[Quotation]) -> float:
    total = 0
    for quotation in inside:
        words = text[max(quotation.start, sentence.start) : min(quotation.end, sentence.end)]
        whole = quotation.start < sentence.start or quotation.end > sentence.end
        speaks = whole or len(words.split()) > 3 or re.search(r"[.,!?…]\W?$", words) or len(words) > 0.8 * (sentence.end - sentence.start)
        if speaks:
            total += len(words)
    return total / max(1, sentence.end - sentence.start)


def _cues(masked: str, offset: int) -> tuple[Cue, ...]:
    found: list[Cue] = []
    for match in REPORTED.finditer(masked):
        phrase = _right_phrase(masked, match.end(), any_case=True)
        if phrase:
            start, end = phrase
            found.append(Cue(offset + start, offset + end, masked[start:end], "asserts", match.group().strip(), offset + match.start(), "according"))
    for match in _AS_SAYING.finditer(masked):
        return (Cue(offset + match.start(1), offset + match.end(1), match.group(1), "asserts", "saying", offset + match.start(), "quoted"),)
    silent = [(m.start(), m.end()) for m in SILENCE.finditer(masked)]
    for at, end in silent:
        cue = _cue(masked, at, masked[at:end], "declines", False, found, offset)
        if cue:
            found.append(cue)
    for match in _VERB.finditer(masked):
        if any(a <= match.start() < b for a, b in silent):
            continue
        before = masked[: match.start()]
        verb = match.group()
        if _PASSIVE.search(before) or (_INFINITIVE.search(before) and not _GOES_ON.search(before)):
            continue
        if verb in NOUN_LIKE and (_NOUN_BEFORE.search(before) or not before.strip()):
            continue
        if verb.endswith("ing"):
            if found and re.search(r"(?:,|\bby) $", before) and found[-1].form != "according":
                last = found[-1]
                found.append(Cue(last.start, last.end, last.phrase, VERBS[verb], verb, offset + match.start(), "participle", verb in WEAK))
            elif not found and re.search(r"[\w)”], $", before):
                opening = _opening_subject(masked)
                if opening:
                    found.append(Cue(offset + opening[0], offset + opening[1], masked[slice(*opening)], VERBS[verb], verb, offset + match.start(), "participle", True))
            continue
        if verb in ASKING and _QUESTION.match(masked[match.end() :]):
            continue
        weak = verb in WEAK and not _COMPANY.search(masked[match.end() :])
        cue = _cue(masked, match.start(), verb, VERBS[verb], weak, found, offset)
        if cue:
            found.append(cue)
    return tuple(sorted(found, key=lambda c: c.at))


def _cue(masked: str, at: int, verb: str, stance: Stance, weak: bool, found: list[Cue], offset: int) -> Cue | None:
    before, after = masked[:at], masked[at + len(verb) :]
    last_quote = before.rfind("\x01")
    left = before[last_quote + 1 :]
    if (last_quote >= 0 and not _HAS_WORD.search(left)) or not _HAS_WORD.search(before):
        if verb.split()[0] in VERBS:
            phrase = _right_phrase(masked, at + len(verb) + (len(after) - len(after.lstrip())))
            if phrase and last_quote >= 0:
                start, end = phrase
                return Cue(offset + start, offset + end, masked[start:end], stance, verb, offset + at, "inverted", weak)
        if not (last_quote >= 0 and found):
            return None
    if left.rstrip().endswith((" who", " which", " that")):
        left = left.rstrip().rsplit(" ", 1)[0]
        span = _name_at_end(left)
        if span:
            start, end = span[0] + last_quote + 1, span[1] + last_quote + 1
            return Cue(offset + start, offset + end, masked[start:end], stance, verb, offset + at, "relative", weak)
        return None
    if _CONJOINED.search(left) or not _HAS_WORD.search(left):
        subjects = [c for c in found if c.form != "according" or len(found) == 1]
        if subjects:
            last = subjects[-1]
            return Cue(last.start, last.end, last.phrase, stance, verb, offset + at, "conjoined", weak)
        opening = _opening_subject(masked)
        if opening:
            return Cue(offset + opening[0], offset + opening[1], masked[opening[0] : opening[1]], stance, verb, offset + at, "opening", weak)
        return None
    span = _left_phrase(left)
    if span is None:
        return None
    start, end = span[0] + last_quote + 1, span[1] + last_quote + 1
    return Cue(offset + start, offset + end, masked[start:end], stance, verb, offset + at, "subject", weak)


def _opening_subject(masked: str) -> tuple[int, int] | None:
    """The pronoun or name with which the sentence begins."""
    pronoun = _PRONOUN_AT_START.match(masked)
    if pronoun:
        return pronoun.span()
    name = re.match(r"(?:The |An? )?(?:[A-ZÀ-Þ][\w’'-]+ ?){1,4}(?= \w|,)", masked)
    return (name.start(), name.end()) if name and not _NOT_SUBJECT.match(masked) else None


def _name_at_end(left: str) -> tuple[int, int] | None:
    """The last noun phrase before a relative pronoun: a run of capitalised words, or the words after a preposition."""
    body = left.rstrip(" ,")
    name = re.search(r"(?:[A-ZÀ-Þ][\w’'.-]*)(?: [A-ZÀ-Þ][\w’'.-]*)*$", body)
    if name:
        return name.span()
    noun = re.search(r"(?:\b(?:from|by|of|to|with|and|among|said)\s|^)((?:[\w’'-]+\s){0,4}[\w’'-]+)$", body)
    return noun.span(1) if noun and len(noun.group(1)) <= LONGEST_SUBJECT else None


def _left_phrase(left: str) -> tuple[int, int] | None:
    """The subject in the words before a verb: the noun phrase next to it, or before the apposition that ends there."""
    end = len(left.rstrip())
    body = left[:end]
    while True:
        shorter = _TIME.sub("", _AUXILIARY.sub("", " " + body))[1:] if body else body
        if shorter == body:
            break
        body = shorter
    last = _PRONOUN_AT_END.search(body)
    if last:
        return last.start(), last.end()
    closed = body.rstrip().endswith((",", ")")) or left.rstrip().endswith(",")
    body = body.rstrip(" ,")
    parts = _parts(body)
    if not parts:
        return None
    if not closed:
        start, stop = parts[-1]
        clause = [m.end() for m in _CLAUSE.finditer(body, start, stop)]
        if clause and not _RELATIVE.search(body[start : clause[-1]]):
            start = clause[-1]
        return _noun_phrase(body, start, stop) or _noun_phrase(body, *parts[-1])
    if len(parts) == 1 and left.rstrip().endswith(","):
        return None
    candidates = [p for p in (_noun_phrase(body, a, b) for a, b in parts) if p]
    people = [c for c in candidates if _is_name(body[c[0] : c[1]])]
    if people and candidates[0] != people[0] and not _is_name(body[candidates[0][0] : candidates[0][1]]):
        return people[0]
    return candidates[0] if candidates else None


def _parts(body: str) -> list[tuple[int, int]]:
    """Comma-separated parts of the last clause."""
    start = 0
    for match in re.finditer(r"[;:—–\x01]|\s--?\s", body):
        start = match.end()
    parts = []
    for match in re.finditer(r"[^,]+", body[start:]):
        parts.append((start + match.start(), start + match.end()))
    return parts


def _is_name(phrase: str) -> bool:
    words = phrase.split()
    return len(words) > 1 and sum(bool(_CAPITAL.match(w)) for w in words) >= 2 and bool(_CAPITAL.match(words[0])) and not _DETERMINER.match(phrase)


def _noun_phrase(body: str, start: int, stop: int) -> tuple[int, int] | None:
    while start < stop and not (body[start].isalnum()):
        start += 1
    lead = _LEADIN.match(body[start:stop])
    if lead:
        start += lead.end()
    phrase = body[start:stop]
    sender = _SENT_BY.match(phrase)
    if sender:
        return start + sender.start(1), start + sender.end(1)
    relative = _RELATIVE.search(phrase)
    if relative:
        stop = start + relative.start()
        phrase = body[start:stop]
    pronoun = _PRONOUN_AT_START.match(phrase)
    if pronoun:
        return start, start + pronoun.end()
    phrase = phrase.rstrip(" ,")
    stop = start + len(phrase)
    if phrase.casefold() in DETERMINERS - {"all", "both", "several", "many", "most", "some", "one", "two", "three"}:
        return None
    if not phrase or len(phrase) > LONGEST_SUBJECT or _NOT_SUBJECT.match(phrase):
        return None
    if phrase.casefold() in PRONOUNS:
        return (start, stop) if phrase.casefold() in {"he", "she", "it", "they", "i", "we"} else None
    if _CAPITAL.match(phrase) or _DETERMINER.match(phrase):
        return start, stop
    name = re.search(r"(?:[A-ZÀ-Þ][\w’'.-]+ ?){1,4}$", phrase)
    return (start + name.start(), stop) if name else None


def _right_phrase(masked: str, at: int, *, any_case: bool = False) -> tuple[int, int] | None:
    """The noun phrase that begins at ``at``: up to a comma, a full stop, or a word that starts something else."""
    rest = masked[at:]
    stop = re.search(r"[,;:—\x01()]|\.(?=\s|$)(?<!\b[A-Z]\.)(?<!Mr\.)(?<!Dr\.)(?<!Ms\.)(?<!Mrs\.)(?<!Prof\.)|\s(?:who|which|that|on|in|at|after|when|as|during|before|while|to|by|this|last|with|from|and|has|had|is|was|said|says)\s(?!(?:[A-Z][a-z]+ (?:said|says)))", rest)
    phrase = rest[: stop.start()] if stop else rest
    if stop and stop.group().strip() in {"of"}:
        phrase = rest
    stripped = phrase.strip()
    if not stripped or len(stripped) > LONGEST_SUBJECT:
        return None
    start = at + phrase.index(stripped)
    if stripped.casefold() in PRONOUNS and stripped.casefold() not in {"he", "she", "it", "they", "i", "we"}:
        return None
    if not any_case and not (_CAPITAL.match(stripped) or _DETERMINER.match(stripped) or stripped.casefold() in PRONOUNS):
        return None
    after = re.match(r",\s+([A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)+)\s*(?:,|\.|$)", rest[len(phrase) :])
    if after and _DETERMINER.match(stripped):
        at_name = at + len(phrase) + after.start(1)
        return at_name, at_name + len(after.group(1))
    return start, start + len(stripped)


def _labels(document: Document) -> dict[int, str]:
    """Speaker labels (``SMITH: …``, ``Status page: “…”``): sentence number to label.

    A label in capitals that comes back carries its line; any other only a quotation that begins right after it.
    """
    heads: dict[int, tuple[str, str]] = {}
    for sentence in document.sentences:
        match = _LABEL.match(" ".join(document.words(sentence).split()))
        if match:
            rest = " ".join(document.words(sentence).split())[match.end() :]
            heads[sentence.number] = (match.group(1), rest)
    counts: dict[str, int] = {}
    for label, _ in heads.values():
        counts[label] = counts.get(label, 0) + 1
    found: dict[int, str] = {}
    current: tuple[int, str] | None = None
    for sentence in document.sentences:
        if sentence.number in heads:
            label, rest = heads[sentence.number]
            if label.isupper() and counts[label] > 1:
                current = (sentence.paragraph, label)
            else:
                current = None
                if rest[:1] in OPENING_MARKS:
                    found[sentence.number] = _label_speaker(label)
        elif current and current[0] != sentence.paragraph:
            current = None
        if current:
            found[sentence.number] = current[1]
    return found


def _label_speaker(label: str) -> str:
    """``Ticket 7, opened by a storage engineer`` names the engineer, ``Status page`` itself."""
    by = re.search(r"\bby ((?:an? |the )?[\w’'-]+(?: [\w’'-]+){0,3})", label)
    source = re.search(r"\bfrom ((?:an? |the )?[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,3})", label)
    chosen = by or source
    return chosen.group(1) if chosen else label.split(",")[0]


def _join(document: Document, readings: list[Reading], marks: tuple[Quotation, ...]) -> list[Reading]:
    """Give each quotation without a cue the sentence that names its speaker: same quotation, else same paragraph."""
    result: list[Reading] = []
    for at, reading in enumerate(readings):
        if reading.cues or reading.quoted < 0.3 or reading.label:
            result.append(reading)
            continue
        source = _source(readings, at, marks)
        result.append(Reading(reading.sentence, reading.cues, reading.quoted, source, reading.label))
    return result


def _notices(document: Document, readings: list[Reading]) -> list[Reading]:
    """Lines of a reproduced notice (``Product: …``, ``Hazard: …``, three or more) are the words of who announced it."""
    block = _blocks(document)
    fields: dict[int, list[int]] = {}
    for reading in readings:
        sentence = reading.sentence
        opens_line = document.text[: sentence.start].endswith("\n")
        if opens_line and not reading.attributed and _FIELD.match(document.words(sentence)):
            fields.setdefault(block[sentence.number], []).append(sentence.number)
    first = {b: numbers[0] for b, numbers in fields.items() if len(numbers) >= SHORTEST_NOTICE}
    return [
        replace(reading, source=_announcer(readings, first[block[number]]))
        if block[number := reading.sentence.number] in first and number >= first[block[number]] and not reading.attributed
        else reading
        for reading in readings
    ]


def _announcer(readings: list[Reading], before: int) -> int | None:
    return next((r.sentence.number for r in reversed(readings[:before]) if r.cues), None)


def _blocks(document: Document) -> list[int]:
    """For each sentence the number of its block: sentences with no blank line between them share one."""
    numbers: list[int] = []
    end = 0
    for sentence in document.sentences:
        apart = _BLANK_LINE.search(document.text, end, sentence.start) is not None
        numbers.append((numbers[-1] if numbers else 0) + apart)
        end = sentence.end
    return numbers


def _source(readings: list[Reading], at: int, marks: tuple[Quotation, ...]) -> int | None:
    here = readings[at].sentence
    around = [q for q in marks if q.start < here.end and q.end > here.start]
    last_end = max((q.end for q in around), default=here.end)
    ahead = at + 1
    while ahead < len(readings) and readings[ahead].sentence.start < last_end:
        if readings[ahead].cues:
            return readings[ahead].sentence.number
        ahead += 1
    back = at - 1
    while back >= 0 and readings[back].sentence.paragraph == here.paragraph:
        if readings[back].cues or readings[back].label:
            return readings[back].sentence.number
        back -= 1
    if ahead < len(readings) and readings[ahead].sentence.paragraph == here.paragraph and readings[ahead].cues and not readings[ahead].quoted:
        return readings[ahead].sentence.number
    if back >= 0 and readings[back].quoted > 0 and at - back <= 1 and readings[back].cues:
        return readings[back].sentence.number
    return None
