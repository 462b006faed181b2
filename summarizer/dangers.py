"""Warnings: who told whom of which danger beforehand.

A verb of warning shows one beyond doubt; where none stands but a harm is spoken of as possible, the model judges.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.answers import Danger, dangers_for
from summarizer.asking import Asks
from summarizer.attribution import Reading
from summarizer.dialogue import conversation, line
from summarizer.document import Document
from summarizer.drafts import WarningDraft
from summarizer.grounding import occurs, shared
from summarizer.quotes import quotations
from summarizer.speakers import Bearer, Cast
from summarizer.wording import SAID_BEHIND, stance, statement

_WARN = re.compile(r"\b(?:warn(?:s|ed|ing)?|caution(?:s|ed|ing)?)\b", re.IGNORECASE)
_NOUN = re.compile(
    r"(?:\b(?:a|an|the|this|that|these|those|its|his|her|their|our|no|any|of|for|as|specific|detailed|earlier|first|written|u\.s\.|such|with|without|and)|[’']s|\b\w+(?:al|ed|ic|ous|ern)) $",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"([\w’' -]{1,40}?)(?:\s(?:had|has|have)(?: not| never)?)?\s(?:was|were|been|being|is|are) (?:\w+ly |also |first |never |not )?$",
    re.IGNORECASE,
)
_SPEAKERS_OWN = re.compile(r"\b(?:we|i)$", re.IGNORECASE)
"""The subject of a passive verb that stands for whoever speaks."""
_BY_WHOM = re.compile(r"\bby ((?:the |an? )?[\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)*)")
_UNTOLD = re.compile(
    r"\b(?:(?:asked|asks|asking|wondered) (?:if|whether) [^,;.]{0,60}|(?:denied|denies|deny|denying)\b[^.;“”\"]{0,60})$",
    re.IGNORECASE,
)
"""Before a verb of warning: the question whether somebody warned, the denial that anybody did."""
_DOUBTFUL = re.compile(r"\b(?:whether|if|who|to|not|never|nobody|no one)\s(?:[\w.’' -]{0,30}\s)?$", re.IGNORECASE)
_PERFECT = re.compile(r"\b(?:had|has|have) $")
_ASKED = re.compile(r"\b(?:asked|about|whether|never|nobody|no one)\b", re.IGNORECASE)
"""Both show in a word right before as well, if one that asks or denies stands anywhere before; not with the perfect."""
_WHO_WARN = re.compile(r"\b(?:I|we|they|to|who|that|[a-z]{3,}s) (?:\w+ly )?$", re.IGNORECASE)
_TO_WHOM = re.compile(
    r"\s+(?:in writing |by [\w-]+ |repeatedly |to )*(?P<who>him|her|them|us|me|you|(?:the|its|his|her|their|all|every|our|my|some|many)\s[\w’' -]{2,50}?|[A-ZÀ-Þ][\w’'.-]+(?: [A-ZÀ-Þ][\w’'.-]+)*|(?!that\b|of\b|about\b|against\b|not\b|on\b|in\b)[a-z]+s(?: of (?:the )?[\w’'-]+)?)"
    r"(?=\s(?:that|of|about|not|never|against|to|in|on|at|with|about|for|last|this|before)\b|,)"
)
_NAMED_BEHIND = re.compile(r",\s([A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)+),")
_OF_WHAT = re.compile(r"\b(?:(?:that,?|of|about|against)\s+|(?=not to\b|never to\b))(?=\S)")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|"
    r"Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?!\w)"
)
_WHEN = re.compile(
    rf"\b(?:(?i:on|in|since|by|as early as|back in) (?:{_MONTH}(?: \d{{1,2}})?(?:,? \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?|\d{{4}}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    rf"|(?i:last) (?:week|month|year|spring|summer|autumn|fall|winter|{_MONTH}|\w+day)"
    r"|(?:\w+ )?(?:days?|weeks?|months?|years?|hours?) (?:ago|earlier|before)|(?i:yesterday)|(?i:in) (?:the )?(?:spring|summer|autumn|fall|winter)|(?i:the day before)|twice in the \w+)\b"
)
_ASIDE = re.compile(r",\s(?:who|which|whose|where)\b[^,]*,|[“\"][^”\"]*[”\"]")
_HARM = re.compile(
    r"\b(?:fail|jam|burn|collaps|die[sd]?\b|dying|dead|death|kill|harm|hurt|injur|fire|flood|crack|break|broke|lose|losing|lost|seiz|attack|risk|danger|unsafe|"
    r"hazard|explo|leak|damage|disaster|drown|fall|fell|sink|sank|poison|infect|stop|cut off|destroy|crash|shut off|overheat|serious|worse|worst|"
    r"threat|loss|victim|casualt|catastroph|emergenc|unstable|erod|rupture|burst|derail|capsiz|suffocat|choke|contaminat|outbreak|shortage|"
    r"blackout|outage|bankrupt|lay on|wrong|steer|breach|hack|expose|fraud|scald|electrocut|give way|slip|slide|topple|swept|trap)\w*",
    re.IGNORECASE,
)
_MAY_COME = re.compile(
    r"\b(?:could|might|may|would|will|can|should not|must not|not to|do not|don[’']t|never|if|about to|until|going to|before|one day|sooner or later|only a matter)\b",
    re.IGNORECASE,
)
_ORDER_NOT_TO = re.compile(
    r"^\W*(?:[\w ]+:\s*\W*)?(?:do not|don[’']t|never)\b|\b(?:told|asked|advised|urged|ordered|instructed)\b[^.]{2,60}\bnot to\b",
    re.IGNORECASE,
)
NO_WARNING = frozenset({"denies", "promises", "declines"})
"""Stances that tell of no danger: who denies, promises or keeps silent warns nobody."""
MOST_JUDGED = 16
"""Statements put to the model at once, the likeliest first; beyond it an article speaks of harm in every line."""
FROM_IT = 0.5
"""Least share of the danger's longer words that its own sentence must have."""
TOKENS_A_VERDICT = 60
_RESPONSE_WITHIN = 2
"""Sentences after a warning in which its recipient's answer is looked for."""


def told_dangers(document: Document, readings: Sequence[Reading], cast: Cast) -> list[WarningDraft]:
    """The warnings that a verb of warning shows."""
    found: list[WarningDraft] = []
    for reading in readings:
        words = document.words(reading.sentence)
        for match in _WARN.finditer(words):
            draft = _told(document, readings, cast, reading, match)
            if draft is not None:
                found.append(draft)
                break
    return found


def _told(
    document: Document, readings: Sequence[Reading], cast: Cast, reading: Reading, match: re.Match[str]
) -> WarningDraft | None:
    words, number = match.string, reading.sentence.number
    before = words[: match.start()]
    if not _is_warning(before, match.group()):
        return None
    passive = _PASSIVE.search(before)
    if passive:
        issuer, recipient = _passive_parties(reading, cast, match, passive.group(1))
        told_by = match.end()
    else:
        issuer, recipient, told_by = _active_parties(reading, cast, match)
    if recipient is not None and issuer is not None and occurs(recipient.name, issuer.name):
        recipient = None
    danger = _danger(words, told_by)
    if not danger:
        return None
    return WarningDraft(
        sentences=(number,),
        issuer=issuer,
        recipient=recipient,
        danger=danger,
        issued=_when(words, match.end()),
        response=_response(document, readings, cast, number, recipient),
    )


def _is_warning(before: str, verb: str) -> bool:
    """Whether the word of warning is a verb, and tells that somebody did warn."""
    if verb.casefold().endswith(("ing", "ings")) and _NOUN.search(before):
        return False
    if _DOUBTFUL.search(before) and not _PERFECT.search(before) and _ASKED.search(before):
        return False
    return not (_UNTOLD.search(before) or (verb in {"warn", "caution"} and not _WHO_WARN.search(before)))


def _passive_parties(
    reading: Reading, cast: Cast, match: re.Match[str], subject: str
) -> tuple[Bearer | None, Bearer | None]:
    """Who warned and who was warned, the ``subject`` of the verb."""
    issuer = _agent(match.string[match.end() :], reading, cast)
    recipient = _party(subject.split()[-1], reading, cast, None, match.start())
    bearer = cast.bearer_of(reading.sentence.number)
    if recipient is None and bearer is not None and _SPEAKERS_OWN.search(subject.strip()):
        recipient = bearer
    return issuer, recipient


def _active_parties(reading: Reading, cast: Cast, match: re.Match[str]) -> tuple[Bearer | None, Bearer | None, int]:
    """Who warned, who was warned, and the offset in the sentence at which the verb with its object ends."""
    issuer = _issuer(reading, cast, reading.sentence.start + match.start())
    whom = _TO_WHOM.match(match.string, match.end())
    if whom is None:
        return issuer, None, match.end()
    named = _NAMED_BEHIND.match(match.string, whom.end())
    phrase = named.group(1) if named else whom.group("who")
    return issuer, _party(phrase, reading, cast, issuer, match.start()), whom.end()


def _issuer(reading: Reading, cast: Cast, at: int) -> Bearer | None:
    """The subject of the verb of warning; inside a quotation, or after a participle, the speaker of the sentence."""
    for cue, bearer in cast.cues_of(reading.sentence.number):
        if cue.at == at:
            return bearer
    return cast.bearer_of(reading.sentence.number)


def _agent(after: str, reading: Reading, cast: Cast) -> Bearer | None:
    by = _BY_WHOM.search(after)
    return cast.at_phrase(by.group(1), reading.sentence) if by else None


def _party(phrase: str, reading: Reading, cast: Cast, besides: Bearer | None, at: int) -> Bearer | None:
    """Whom the phrase means that stands ``at`` so many characters into the sentence."""
    return cast.object_pronoun(line(phrase), reading.sentence, reading.sentence.start + at, besides)


def _danger(words: str, after: int) -> str:
    found = _OF_WHAT.search(words, after)
    begin = found.end() if found and found.start() - after < 80 else after
    end = _end_of_speech(words, begin)
    behind = SAID_BEHIND.search(words, begin, end)
    return line(words[begin : behind.start() if behind else end]).strip(' ,.;:“”"')


def _end_of_speech(words: str, at: int) -> int:
    """Where the quotation ends in which ``at`` stands, else where the sentence does."""
    inside = next((q for q in quotations(words, [(0, len(words))]) if q.start < at < q.end), None)
    return inside.end if inside else len(words)


def _when(words: str, after: int) -> str | None:
    """The time given with the verb of warning: before it or next to it, not in a clause about somebody, nor of the danger."""
    found = _OF_WHAT.search(words, after)
    spoken = _ASIDE.sub(lambda m: " " * len(m.group()), words[: found.start() if found else len(words)])
    when = _WHEN.search(spoken)
    return line(when.group()) if when else None


def _response(
    document: Document, readings: Sequence[Reading], cast: Cast, number: int, recipient: Bearer | None
) -> str | None:
    """What the next sentences give as the recipient's answer."""
    own = cast.bearer_of(number)
    if recipient is None or (own is not None and own.name == recipient.name):
        return None
    for reading in readings[number + 1 : number + 1 + _RESPONSE_WITHIN]:
        bearer = cast.bearer_of(reading.sentence.number)
        same = bearer is not None and bearer.name == recipient.name
        if same and reading.sentence.paragraph == readings[number].sentence.paragraph:
            return line(document.words(reading.sentence))
    return None


def candidates(document: Document, readings: Sequence[Reading], told: set[int]) -> list[Reading]:
    """Statements in which harm is spoken of as possible, or that tell somebody not to do something; likeliest first."""
    found: list[tuple[int, Reading]] = []
    for reading in readings:
        words = document.words(reading.sentence)
        if reading.sentence.number in told or not reading.firm or reading.sentence.heading:
            continue
        start, end = statement(document, reading)
        if stance(document.text[start:end], reading.cues[0] if reading.cues else None) in NO_WARNING:
            continue
        weight = 2 * bool(_ORDER_NOT_TO.search(words)) + (
            len(set(_HARM.findall(words))) if _MAY_COME.search(words) else 0
        )
        if weight:
            found.append((weight, reading))
    likeliest = sorted(found, key=lambda pair: -pair[0])[:MOST_JUDGED]
    return sorted((reading for _, reading in likeliest), key=lambda r: r.sentence.number)


async def find_warnings(
    client: Asks, document: Document, readings: Sequence[Reading], cast: Cast
) -> list[WarningDraft]:
    """Let the model judge the candidates, all in one question.

    Raises:
        SummarizerError: whatever the client raises.
    """
    told = {n for draft in told_dangers(document, readings, cast) for n in draft.sentences}
    chosen = candidates(document, readings, told)
    if not chosen:
        return []
    rows = []
    for number, reading in enumerate(chosen, start=1):
        bearer = cast.bearer_of(reading.sentence.number)
        rows.append(f"{number} ({line(bearer.name) if bearer else '-'}) {line(document.words(reading.sentence))}")
    form = dangers_for(tuple(range(1, len(chosen) + 1)))
    answer = await client.ask(
        conversation("warnings", "\n".join(rows)), form, max_tokens=TOKENS_A_VERDICT * len(chosen), task="warnings"
    )
    verdicts = [(chosen[number - 1], danger) for number, danger in sorted(answer.verdicts.items())]
    return [_judged(document, r, danger, cast) for r, danger in verdicts if _from_it(document, r, danger)]


def _from_it(document: Document, reading: Reading, danger: Danger) -> bool:
    """Whether the danger is one that the sentence speaks of: a small model also repeats its example's."""
    return shared(danger.danger, document.words(reading.sentence)) >= FROM_IT


def _judged(document: Document, reading: Reading, danger: Danger, cast: Cast) -> WarningDraft:
    words = document.words(reading.sentence)
    start, end = statement(document, reading)
    told = danger.to if danger.to and occurs(danger.to, document.text) and not occurs(danger.to, danger.danger) else ""
    issuer = cast.bearer_of(reading.sentence.number)
    recipient = _party(told, reading, cast, issuer, len(words)) if told else None
    if recipient is not None and issuer is not None and occurs(recipient.name, issuer.name):
        recipient = None
    return WarningDraft(
        sentences=(reading.sentence.number,),
        issuer=issuer,
        recipient=recipient,
        danger=line(danger.danger) or line(document.text[start:end]),
    )
