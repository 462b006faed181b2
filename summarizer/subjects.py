"""The phrase that names who speaks, in the words before or after a reporting verb.

Works on a sentence in which quoted words are blanked (``\\x01``); spans are offsets into that sentence.
"""

from __future__ import annotations

import re

from summarizer.lexicon import DETERMINERS, PRONOUNS, VERBS

BLANK = "\x01"
"""Stands for each character of a quotation."""
LONGEST_SUBJECT = 90
"""Characters; what is longer is a clause and no speaker."""
LONGEST_OPENING = 8
"""Words of a noun phrase that opens a sentence and is taken whole when a relative clause follows it."""
SUBJECT_PRONOUNS = frozenset({"he", "she", "it", "they", "i", "we"})
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
_CLAUSE = re.compile(
    r"[;:—–]\s|\s-{1,2}\s|\s(?:but|while|whereas|although|because|that|whether|though|when|as|after|before|if|so)\s(?!of\b)|,\s(?:and|but|so|yet|while|although|though|because|that|when|as|after|if)\s"
)
_RELATIVE = re.compile(
    r"\s(?:who|which|that|whose|whom|where|when)\s|\s(?:named|dated|filed|published|written|led|based|obtained|signed|sent|seen|released|issued)\s"
)
_LEADIN = re.compile(r"^(?:And|But|So|Yet|Then|Still|Meanwhile|However|Instead|Also|Now|Later|Yes|In fact|That)\b,?\s*")
_TIME_BEFORE = re.compile(
    rf"^(?:(?:[Oo]n|[Bb]y|[Ii]n|[Ss]ince) (?:{_DAY}(?: {_PART})?|{_MONTH}(?: \d{{1,2}})?(?: \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?|\d{{4}})"
    rf"|(?:[Ll]ast|[Tt]his|[Tt]hat|[Ll]ater that|[Ee]arlier this) (?:week|month|year|night|morning|afternoon|evening|spring|summer|autumn|winter|{_DAY}|{_MONTH})"
    r"|[Yy]esterday|[Tt]oday) (?=\S)"
)
_NOT_SUBJECT = re.compile(
    r"^(?:in|on|at|by|for|from|with|without|after|before|during|since|until|under|over|about|as|of|to|into|asked|speaking|citing|"
    r"reached|despite|when|while|if|because|although|though|where|once|even|instead|then|not|among|between|across|through|according|"
    r"yes|okay|nobody|no one|none|there|here|how|what|why|whether|that|and|but|or|so|who|which|late|early|last|next|this (?:week|month|year)|\w+ing\s(?:to|at|on|in|for|from|with|by|about|of|the|a|an|that|his|her|their|its|whether)|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d+)\b",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"^(?:the|a|an|this|that|its|his|her|their|our|my|your|one|two|three|four|five|six|seven|eight|nine|ten|several|some|many|most|both|all|another|other|no|people|officials|residents|neighbours|neighbors|witnesses|experts|critics|doctors|police|parents|scientists|researchers|lawyers|prosecutors|investigators|authorities|those|these|top|senior|local)\b",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"^[A-ZÀ-ÞА-ЯЁ]")
_PRONOUN_AT_END = re.compile(r"\b(?:he|she|it|they|I|we)$")
_PRONOUN_AT_START = re.compile(r"^(?:he|she|it|they|we|I)\b(?=\s)", re.IGNORECASE)
_SENT_BY = re.compile(r"^(?:the|an?)\s[\w’' -]{3,40}?\s(it|he|she|they)\s\w+", re.IGNORECASE)
_TAIL_PHRASE = re.compile(
    r"(?<!\b[Oo]f)(?<!\b[Ii]n)(?<!\b[Aa]t)(?<!\b[Oo]n)(?<!\b[Tt]o)(?<!\b[Bb]y)(?<!\b[Ff]or)(?<!\b[Ff]rom)(?<!\b[Ww]ith)"
    r"\s((?:the|an?|its|his|her|their|one|two|three|four)\s(?:[\w’'-]+\s){0,2}[\w’'-]+)$"
)
"""A subject behind a phrase of time or place without a comma (``In its statement the union``)."""
_THAT = re.compile(r"(\w+)\sthat\s")
_QUANTIFIERS = frozenset({"all", "both", "several", "many", "most", "some", "one", "two", "three"})
_PHRASE_END = re.compile(
    r"[,;:—\x01()]|\.(?=\s|$)(?<!\b[A-Z]\.)(?<!Mr\.)(?<!Dr\.)(?<!Ms\.)(?<!Mrs\.)(?<!Prof\.)"
    r"|\s(?:who|which|that|on|in|at|after|when|as|during|before|while|to|by|between|among|over|through|under|this|last|with|from|and|has|had|is|was|said|"
    r"says)\s(?!(?:[A-Z][a-z]+ (?:said|says)))"
)
_NAME_BEHIND = re.compile(r",\s+([A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)+)\s*(?:,|\.|$)")


def opening_subject(masked: str) -> tuple[int, int] | None:
    """The pronoun or name with which the sentence begins."""
    pronoun = _PRONOUN_AT_START.match(masked)
    if pronoun:
        return pronoun.span()
    name = re.match(r"(?:The |An? )?(?:[A-ZÀ-Þ][\w’'-]+ ?){1,4}(?= \w|,)", masked)
    return (name.start(), name.end()) if name and not _NOT_SUBJECT.match(masked) else None


def name_before_relative(left: str) -> tuple[int, int] | None:
    """The last noun phrase before a relative pronoun: a run of capitalised words, or the words after a preposition."""
    body = left.rstrip(" ,")
    if len(body.split()) <= LONGEST_OPENING and _DETERMINER.match(body) and " of " in body and "," not in body:
        return 0, len(body)
    name = re.search(r"(?:[A-ZÀ-Þ][\w’'.-]*)(?: [A-ZÀ-Þ][\w’'.-]*)*$", body)
    if name:
        return name.span()
    noun = re.search(r"(?:\b(?:from|by|of|to|with|and|among|said)\s|^)((?:[\w’'-]+\s){0,4}[\w’'-]+)$", body)
    return noun.span(1) if noun and len(noun.group(1)) <= LONGEST_SUBJECT else None


def left_phrase(left: str) -> tuple[int, int] | None:
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
        reported = [m.end() for m in _THAT.finditer(body, start, stop) if m.group(1) in VERBS]
        if reported:
            start = max(reported)
        elif clause and not _RELATIVE.search(body[start : clause[-1]]):
            start = clause[-1]
        return _noun_phrase(body, start, stop) or _noun_phrase(body, *parts[-1])
    if len(parts) == 1 and left.rstrip().endswith(","):
        return None
    candidates = [p for p in (_noun_phrase(body, a, b) for a, b in parts) if p]
    whole = {a + len(body[a:b]) - len(body[a:b].lstrip()) for a, b in parts}
    people = [c for c in candidates if c[0] in whole and _is_name(body[c[0] : c[1]])]
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
    return (
        len(words) > 1
        and sum(bool(_CAPITAL.match(w)) for w in words) >= 2
        and bool(_CAPITAL.match(words[0]))
        and not _DETERMINER.match(phrase)
    )


def _noun_phrase(body: str, start: int, stop: int) -> tuple[int, int] | None:
    while start < stop and not (body[start].isalnum()):
        start += 1
    lead = _LEADIN.match(body[start:stop])
    if lead:
        start += lead.end()
    when = _TIME_BEFORE.match(body[start:stop])
    if when:
        start += when.end()
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
    if phrase.casefold() in DETERMINERS - _QUANTIFIERS:
        return None
    if not phrase or len(phrase) > LONGEST_SUBJECT:
        return None
    if _NOT_SUBJECT.match(phrase):
        tail = _TAIL_PHRASE.search(phrase)
        return (start + tail.start(1), stop) if tail else None
    if phrase.casefold() in PRONOUNS:
        return (start, stop) if phrase.casefold() in SUBJECT_PRONOUNS else None
    if _CAPITAL.match(phrase) or _DETERMINER.match(phrase):
        return start, stop
    name = re.search(r"(?:[A-ZÀ-Þ][\w’'.-]+ ?){1,4}$", phrase)
    return (start + name.start(), stop) if name else None


def right_phrase(masked: str, at: int, *, any_case: bool = False) -> tuple[int, int] | None:
    """The noun phrase that begins at ``at``: up to a comma, a full stop, or a word that starts something else."""
    rest = masked[at:]
    stop = _PHRASE_END.search(rest)
    phrase = rest[: stop.start()] if stop else rest
    stripped = phrase.strip()
    if not stripped or len(stripped) > LONGEST_SUBJECT:
        return None
    start = at + phrase.index(stripped)
    first = stripped.split()[0]
    if first.casefold() in SUBJECT_PRONOUNS:
        stripped = first
    if stripped.casefold() in PRONOUNS and stripped.casefold() not in SUBJECT_PRONOUNS:
        return None
    if not any_case and not (
        _CAPITAL.match(stripped) or _DETERMINER.match(stripped) or stripped.casefold() in PRONOUNS
    ):
        return None
    after = _NAME_BEHIND.match(rest[len(phrase) :])
    if after and _DETERMINER.match(stripped):
        at_name = at + len(phrase) + after.start(1)
        return at_name, at_name + len(after.group(1))
    return start, start + len(stripped)
