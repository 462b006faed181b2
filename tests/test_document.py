"""A document numbers the sentences of the article and leaves out the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.document import Document, Loaded
from summarizer.errors import SourceEmpty
from summarizer.models import SourceInfo
from summarizer.sentences import read_document

EXAMPLES = Path(__file__).parent.parent / "examples"


def read(text: str, language: str | None = None, author: str | None = None) -> Document:
    info = SourceInfo(
        kind="text", location="pump.txt", media_type="text/plain", language=language, author=author, sha256="0"
    )
    return read_document(Loaded(info, text))


def example(name: str) -> Document:
    return read((EXAMPLES / name).read_text(encoding="utf-8"))


ARTICLE = """Pump stops in lower town

By Ines Orr

The pump stopped on Friday. Nobody has said why.

See also  Nine ways to boil an egg

“We were told in May,” said Hale. She left early, and she took the only key with her.

The town hall will open its files on Monday, the mayor said.

Source link
"""


def test_sentences_are_numbered_over_what_is_left() -> None:
    document = read(ARTICLE)
    assert [(s.number, s.paragraph, s.heading, document.words(s)) for s in document.sentences] == [
        (0, 0, True, "Pump stops in lower town"),
        (1, 1, False, "The pump stopped on Friday."),
        (2, 1, False, "Nobody has said why."),
        (3, 2, False, "“We were told in May,” said Hale."),
        (4, 2, False, "She left early, and she took the only key with her."),
        (5, 3, False, "The town hall will open its files on Monday, the mayor said."),
    ]


def test_what_is_left_out_keeps_its_place_in_the_text() -> None:
    document = read(ARTICLE)
    assert document.text == ARTICLE
    assert [(span.reason, ARTICLE[span.start : span.end]) for span in document.excluded] == [
        ("byline", "By Ines Orr"),
        ("teaser", "See also  Nine ways to boil an egg"),
        ("source_link", "Source link"),
    ]


def test_paragraphs_span_their_sentences() -> None:
    document = read(ARTICLE)
    for sentence in document.sentences:
        start, end = document.paragraphs[sentence.paragraph]
        assert start <= sentence.start < sentence.end <= end
    assert [ARTICLE[start:end] for start, end in document.paragraphs[:2]] == [
        "Pump stops in lower town",
        "The pump stopped on Friday. Nobody has said why.",
    ]


def test_offsets_count_code_points() -> None:
    document = read("Zoë 👩‍🚀 left.\u00a0 Éva stayed.")
    assert [document.words(sentence) for sentence in document.sentences] == ["Zoë 👩‍🚀 left.", "Éva stayed."]


def test_language_guides_the_splitting() -> None:
    document = read("Er kam am 3. Mai an. Dann ging er.", language="de-AT")
    assert [document.words(sentence) for sentence in document.sentences] == ["Er kam am 3. Mai an.", "Dann ging er."]


@pytest.mark.parametrize("text", ["", " \n\u00a0\n", "***\n\n---", "© 2026 Orlo. All rights reserved."])
def test_nothing_to_read_is_an_error(text: str) -> None:
    with pytest.raises(SourceEmpty, match=r"no article text in 'pump\.txt'"):
        read(text)


def test_ordinary_example_is_all_article() -> None:
    document = example("harbour-bridge.txt")
    assert document.excluded == ()
    assert len(document.sentences) == 41
    assert document.sentences[0].heading
    assert sum(sentence.heading for sentence in document.sentences) == 1


def test_messy_example_is_cleaned_of_its_page() -> None:
    document = example("messy-scrape.txt")
    assert [span.reason for span in document.excluded] == [
        "byline",
        "teaser",
        "teaser",
        "credit",
        "source_link",
        "biography",
        "comment_form",
    ]
    assert document.words(document.sentences[-1]).endswith("says he between the applauses.")


def test_messy_example_is_messy() -> None:
    raw = (EXAMPLES / "messy-scrape.txt").read_bytes()
    assert raw.count(b"\r\n") == raw.count(b"\n") > 0
    assert "\u00a0" in raw.decode()
