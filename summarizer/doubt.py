"""Which sentences are worth asking a small model about: those whose words leave open whose they are.

Where a text's reporting verbs are known, narration without any sign of a speaker is narration: asked about it, the
embedded model names somebody in one sentence of three and is wrong nearly every time (benchmarks/RESULTS.md). Where
they are not, in another language, every sentence that no quotation settles is worth asking.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from summarizer.attribution import Reading
from summarizer.document import Document, Sentence
from summarizer.speakers import Cast

FLUENT_SHARE = 0.06
"""Share of sentences with a reporting verb from which the table of verbs is taken to fit the text's language."""
FEWEST_CUES = 2
CONTEXT = 1
"""Sentences before a doubtful one, within its paragraph, that are shown with it."""
_NEAR_START = 30
"""Characters within which a name that opens a sentence stands."""
_PRONOUN = re.compile(r"\W*(?:He|She|They|It|We|His|Her|Their|Its)\b")


def doubtful(document: Document, readings: Sequence[Reading], cast: Cast) -> frozenset[int]:
    """Numbers of the sentences to ask about."""
    asked = {r.sentence.number for r in readings if _open(r, cast)}
    verbs = sum(any(not cue.weak for cue in r.cues) for r in readings)
    if verbs < max(FEWEST_CUES, FLUENT_SHARE * len(readings)):
        return frozenset(asked)
    spoken = {r.sentence.paragraph for r in readings if r.firm}
    heard = cast.heard()
    return frozenset(
        n
        for n in asked
        if _has_sign(readings[n]) or _is_about_speaker(document, readings[n].sentence, cast, spoken, heard)
    )


def with_context(document: Document, numbers: frozenset[int]) -> tuple[Sentence, ...]:
    """The sentences of these numbers and those shown with them, in order."""
    shown = set(numbers)
    for number in numbers:
        for before in range(max(0, number - CONTEXT), number):
            if document.sentences[before].paragraph == document.sentences[number].paragraph:
                shown.add(before)
    return tuple(document.sentences[n] for n in sorted(shown))


def _open(reading: Reading, cast: Cast) -> bool:
    if reading.questions or (reading.sentence.heading and reading.sentence.number > 0):
        return False
    return not reading.firm or cast.bearer_of(reading.sentence.number) is None


def _has_sign(reading: Reading) -> bool:
    """A quotation, a verb that may report, words that are somebody's unknown, or the article's headline."""
    return bool(reading.cues) or reading.quoted > 0 or reading.firm or reading.sentence.number == 0


def _is_about_speaker(
    document: Document, sentence: Sentence, cast: Cast, spoken: set[int], heard: frozenset[int]
) -> bool:
    """Whether it begins with somebody who speaks elsewhere: what they want or think may be told without a verb."""
    first = cast.first_named(sentence.number)
    if first is not None and first[1] in heard and first[0] - sentence.start < _NEAR_START:
        return True
    return sentence.paragraph in spoken and _PRONOUN.match(document.words(sentence)) is not None
