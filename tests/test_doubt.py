"""Which sentences a small model is asked about."""

from __future__ import annotations

import pytest

from summarizer.attribution import read_attributions
from summarizer.document import Document
from summarizer.doubt import doubtful, with_context
from summarizer.load import load
from summarizer.sentences import read_document
from summarizer.source import Source
from summarizer.speakers import Cast

PLAIN = "Mira Olander said the sluice was shut. Jon Wade said it was open. Tove Brandt denied both. "


def read(text: str) -> Document:
    return read_document(load(Source.text(text)))


def asked(text: str) -> list[str]:
    document = read(text)
    readings = read_attributions(document)
    numbers = doubtful(document, readings, Cast(document, readings))
    return [document.words(document.sentences[n]) for n in sorted(numbers)]


@pytest.mark.parametrize(
    ("sentence", "is_asked"),
    [
        ("The water rose during the night.", False),
        ("Olander wants the gates rebuilt.", True),
        ("Wade was certain of nothing.", True),
        ("She wants a second opinion.", True),
        ("The old chart shows a wall.", False),
        ("The engineers put the “safe” line too low.", True),
        ("Brandt declined to say more.", False),
    ],
    ids=["narration", "a speaker's wish", "a speaker's mind", "a pronoun", "a document", "a quoted term", "a verb"],
)
def test_only_what_the_words_leave_open_is_asked(sentence: str, is_asked: bool) -> None:
    assert (sentence in asked(PLAIN + sentence)) is is_asked


def test_in_a_language_without_a_table_every_open_sentence_is_asked() -> None:
    text = "Das Wehr war zu. Olander wies das zurück. Die Ingenieurin sprach von einem Fehler. Der Fluss stieg weiter."
    assert len(asked(text)) == 4


def test_a_doubtful_sentence_is_shown_with_the_one_before_it() -> None:
    document = read(PLAIN + "She wants a second opinion.")
    shown = with_context(document, frozenset({3}))
    assert [sentence.number for sentence in shown] == [2, 3]


def test_context_does_not_cross_a_paragraph() -> None:
    document = read(PLAIN + "\n\nShe wants a second opinion.")
    assert [sentence.number for sentence in with_context(document, frozenset({3}))] == [3]
