"""Who is given as the speaker of each sentence, as far as the words show it: reporting verbs, quotation marks, labels.

Pure and offline. What a sentence says of its speaker is a :class:`~summarizer.cues.Cue`; whose words a quotation
without a cue carries follows from its neighbours. Pronouns and roles stay as written: ``speakers`` resolves them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from summarizer.cues import Cue, find_cues, own_voice
from summarizer.document import Document, Sentence
from summarizer.labels import QUESTIONER, labels, notice_lines, speaks_for_itself
from summarizer.quotes import Quotation, quotations
from summarizer.subjects import BLANK

FIRMLY_QUOTED = 0.3
"""Share of a sentence between quotation marks from which it counts as somebody's words, not as a quoted term."""


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
    marks = quotations(document.text, document.paragraphs)
    named = labels(document)
    institution = speaks_for_itself(document, marks)
    readings: list[Reading] = []
    for sentence in document.sentences:
        inside = [q for q in marks if q.start < sentence.end and q.end > sentence.start]
        masked = _mask(document.text, sentence, inside)
        label = named.get(sentence.number)
        cues = () if label in QUESTIONER else tuple(c for c in find_cues(masked, sentence.start) if c.phrase != "I")
        if institution and not cues and label not in QUESTIONER:
            cues = own_voice(masked, sentence.start)
        readings.append(Reading(sentence, cues, _quoted(document.text, sentence, inside), None, label))
    return tuple(_notices(document, _join(readings, marks)))


def _mask(text: str, sentence: Sentence, inside: list[Quotation]) -> str:
    """The sentence with quoted words blanked and white space made single-width; same length."""
    letters = [" " if c.isspace() else c for c in text[sentence.start : sentence.end]]
    for quotation in inside:
        first = max(quotation.start, sentence.start) - sentence.start
        last = min(quotation.end, sentence.end) - sentence.start
        for at in range(first, last):
            letters[at] = BLANK
    return "".join(letters)


def _quoted(text: str, sentence: Sentence, inside: list[Quotation]) -> float:
    total = 0
    for quotation in inside:
        words = text[max(quotation.start, sentence.start) : min(quotation.end, sentence.end)]
        whole = quotation.start < sentence.start or quotation.end > sentence.end
        speaks = (
            whole
            or len(words.split()) > 3
            or re.search(r"[.,!?…]\W?$", words)
            or len(words) > 0.8 * (sentence.end - sentence.start)
        )
        if speaks:
            total += len(words)
    return total / max(1, sentence.end - sentence.start)


def _join(readings: list[Reading], marks: tuple[Quotation, ...]) -> list[Reading]:
    """Give each quotation without a cue the sentence that names its speaker: same quotation, else same paragraph."""
    result: list[Reading] = []
    for at, reading in enumerate(readings):
        if reading.cues or reading.quoted < FIRMLY_QUOTED or reading.label:
            result.append(reading)
            continue
        source = _source(readings, at, marks)
        result.append(Reading(reading.sentence, reading.cues, reading.quoted, source, reading.label))
    return result


def _notices(document: Document, readings: list[Reading]) -> list[Reading]:
    """Lines of a reproduced notice are the words of who announced it."""
    lines = notice_lines(document, {r.sentence.number for r in readings if not r.attributed})
    return [
        replace(reading, source=_announcer(readings, lines[number]))
        if (number := reading.sentence.number) in lines
        else reading
        for reading in readings
    ]


def _announcer(readings: list[Reading], before: int) -> int | None:
    return next((r.sentence.number for r in reversed(readings[:before]) if r.cues), None)


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
    if (
        ahead < len(readings)
        and readings[ahead].sentence.paragraph == here.paragraph
        and readings[ahead].cues
        and not readings[ahead].quoted
    ):
        return readings[ahead].sentence.number
    if back >= 0 and readings[back].quoted > 0 and at - back <= 1 and readings[back].cues:
        return readings[back].sentence.number
    return None
