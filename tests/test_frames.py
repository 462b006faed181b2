from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.frames import Article, frame, index_of, read_sentences, with_phrases
from summarizer.naming import read_words


def parts(words: str, verb: str) -> tuple[str | None, str | None]:
    """Who does what the verb says, and to whom."""
    (sentence,) = read_sentences(words)
    at = next(i for i, w in enumerate(sentence.words) if w.form == verb)
    found = frame(sentence, at)
    agent, patient = (" ".join(w.form for w in sentence.name(s)) if s else None for s in (found.agent, found.patient))
    return agent or found.pronoun, patient


@pytest.mark.parametrize(
    ("words", "verb", "expected"),
    [
        ("So Nora Holt sued Ivo Marsh over it", "sued", ("Nora Holt", "Ivo Marsh")),
        ("So Nora Holt was later sued by Ivo Marsh", "sued", ("Ivo Marsh", "Nora Holt")),
        ("So Holt, 61, has not been sued", "sued", (None, "Holt")),
        ("So she sued the Marsh bank", "sued", ("she", "Marsh")),
        ("The head of Orrin sued him", "sued", (None, None)),
        ("So Russian officials were involved", "involved", (None, "Russian")),
        ("They accused Holt of fraud", "fraud", ("Holt", "Holt")),
        ("Holt, who knew Marsh, resigned", "resigned", (None, None)),
        ("In May Holt sued", "sued", ("Holt", None)),
    ],
    ids=["active", "passive", "age", "pronoun", "of", "people", "charged", "comma", "month"],
)
def test_who_does_what_to_whom(words: str, verb: str, expected: tuple[str | None, str | None]) -> None:
    assert parts(words, verb) == expected


def test_phrases_that_are_not_near_count_as_names() -> None:
    (said,) = read_sentences("The leaked recording blocks the pump")
    assert (1, 3) in with_phrases(said, "The pump is blocked.").runs.values()
    assert with_phrases(said, "The leaked recording is old.").runs == said.runs


def test_forms_that_an_article_shows() -> None:
    text = "The Harbour Safety Board (HSB) met. Ada Vale left. Krolov Hall burned."
    article = Article(text, text)
    assert article.holds(read_words("then the HSB"), read_words("Harbour Safety Board"))
    assert article.holds(read_words("then Vale"), read_words("Ada"))
    assert article.holds(read_words("in Crolov Hall"), read_words("Krolov"))
    assert not article.holds(read_words("then Ada Vale"), read_words("Krolov"))


def test_a_phrase_told_of_somebody_is_found_beside_the_name() -> None:
    text = "Ada Vale, the fire marshal, spoke. " + "Nothing else was said. " * 9 + "Ivo Marsh left."
    article = Article(text, text)
    assert article.tells_of(read_words("fire marshal"), "Ada Vale")
    assert not article.tells_of(read_words("fire marshal"), "Ivo Marsh")
    assert article.tells_of(read_words("rent collector"), "Ada Vale")


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    for sentence in read_sentences(text):
        for at in range(len(sentence.words)):
            found = frame(sentence, at)
            for span in (found.agent, found.patient):
                assert span is None or sentence.name(span)
    assert all(index_of(text).places(stem) for part in index_of(text).parts for stem in part.places)
