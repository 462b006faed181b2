"""Sentences end where a reader would end them, and the tiles give back the text to the last character."""

from __future__ import annotations

from typing import Any

import pytest
import sentencex
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.boundaries import SENTENCE_LIMIT, WINDOW
from summarizer.sentences import Segment, split


def said(text: str, language: str | None = None) -> list[str]:
    """The sentences of a text, line ends as spaces."""
    tiles = split(text, language)
    return [text[t.words_start : t.words_end].replace("\n", " ") for t in tiles if t.words_end > t.words_start]


# each case lists the sentences of " ".join(case)
TOGETHER = {
    "quotation of two sentences": ["“We are late.", "Yes, it began as a joke.", "I am sorry,” he said.", "She left."],
    "attribution after a full stop": ["“One.", "Two.” he said.", "Three came later."],
    "question within": ["“Why?” he asked.", "Nobody knew."],
    "question and a name": ["“Why?” Ann Lee asked.", "Nobody knew."],
    "question and another sentence": ["“Why?”", "Ann left the room."],
    "exclamation within": ["“Stop!” the captain shouted.", "“Stop!”", "The pump ran on."],
    "quotation closes a sentence": ["He called it “a gift.”", "The town did not."],
    "straight marks": ['He said: "One.', 'Two."', "She left.", '"Go on."', '"No!" cried Bob.'],
    "single marks": ["‘I came.", "I saw,’ he said.", "‘Yes.’", "The end’s near.", "The workers’ union agreed."],
    "unclosed quotation": [
        "“Nothing more, he told the paper.",
        "He added that “two days before [the gale”.",
        "But no.",
    ],
    "inserted words": ["“They came from the branch. [the northern one]” Orlo said at noon.", "He left."],
    "brackets within": ["The men (they came late. They were wet.) sat down.", "Then all ate."],
    "brackets around": ["The men sat down.", "(She came late.)", "(He stood.", "It rained.)", "Then all ate."],
    "reference mark": ["It was known by then.[12]", "Nobody wrote it down."],
    "initials": ["The paper is signed J. R. Ortega and S. Pym.", "George W. Hale denies it."],
    "last initial": ["They turned to plan B.", "The others went home."],
    "titles": [
        "Mr. Hale met Mrs. Orr, Dr. Pym and Prof. Ngu.",
        "Gov. Lee, Sen. Ray and Lt. Gov. Roe left.",
        "St. Mary’s rang.",
    ],
    "country": ["The U.S. Army sent it.", "It came from the U.S.", "The crate was empty."],
    "time of day": ["It began at 5 p.m. Monday and ended at 6 a.m.", "He slept.", "At 10.30 he rose."],
    "numbers": ["No. 14 is on Sept. 26.", "It cost $1.5 million.", "In 2019.", "14 people died, 3.5 percent."],
    "answer no": ["“No.", "Nobody did,” he said."],
    "companies": ["Orlo Inc. sued Hale & Co. of Rye.", "It lost against Pym Ltd.", "The judge left."],
    "latin": [
        "Bring tools, e.g. Orlo’s saw, i.e. that one, etc. and rope.",
        "See Fig. 3 and approx. five more, Orr vs. Pym.",
    ],
    "ellipsis": ["“I mean … yes,” he said.", "He paused... then left.", "“I do not know…”", "Orr shrugged."],
    "torn off words": ["They blamed the branch. northern one.", "He left."],
    "emphasis": ["**It fell.**", "_Nobody ran._", "It was *not* loud."],
    "emoji and accents": ["Éva came 😀 late.", "Zoë 👩‍🚀 did not."],
    "item numbers": ["1. The pump is new.", "2. The pipe is old."],
    "date before a quotation": ["The letter is dated Aug. 3.", "“We know,” it says."],
    "addresses": ["See www.orlo.example/a.B or write to a.b@orlo.example today.", "Node.js is not meant."],
}


@pytest.mark.parametrize("sentences", TOGETHER.values(), ids=TOGETHER.keys())
def test_sentences_of_a_paragraph(sentences: list[str]) -> None:
    assert said(" ".join(sentences)) == sentences


GLUED = {
    "attribution": ("children.”said Ann, who left. He went.", ["children.”said Ann, who left.", "He went."]),
    "new sentence": ("“Go home.”Then Bob left. He ran.", ["“Go home.”", "Then Bob left.", "He ran."]),
    "straight attribution": ('"I came."said Ann. He ran.', ['"I came."said Ann.', "He ran."]),
    "straight quotation": ('He said."We left." Then rain.', ["He said.", '"We left."', "Then rain."]),
    "no mark": ("He saw the roof.The mayor came.", ["He saw the roof.", "The mayor came."]),
    "curly quotation": ("He came late.“We left,” she said.", ["He came late.", "“We left,” she said."]),
}


@pytest.mark.parametrize(("text", "sentences"), GLUED.values(), ids=GLUED.keys())
def test_missing_spaces(text: str, sentences: list[str]) -> None:
    assert said(text) == sentences


LANGUAGES = {
    "de": ["Er sagte: „Ich komme am 3. Mai.", "Ich gehe z. B. nie.“", "Dr. Orlo schwieg.", "„Warum?“, fragte sie."],
    "fr": ["« Je viens ! » dit-il.", "« Pourquoi ? »", "Elle est partie avec M. Orlo."],
    "es": ["¿Por qué? —preguntó el Sr. Orlo.", "Nadie lo sabe.", "«Fue ayer», dijo la Dra. Pym."],
    "ru": ["«Он пришёл.", "Он ушёл», — сказал г. Орлов.", "Потом стало тихо."],
    "ja": ["今日は雨です。", "明日も雨です。"],
}


@pytest.mark.parametrize(("language", "sentences"), LANGUAGES.items(), ids=LANGUAGES.keys())
def test_other_languages(language: str, sentences: list[str]) -> None:
    glue = "" if language == "ja" else " "
    assert said(glue.join(sentences), language) == sentences


LAYOUT = {
    "wrapped": (
        "The pump stopped at noon on Friday, and the people of the lower town\n"
        "Orlo carried water from the well until the mains came back on. Nobody\n"
        "has said why.",
        [
            "The pump stopped at noon on Friday, and the people of the lower town Orlo carried water from the well "
            "until the mains came back on.",
            "Nobody has said why.",
        ],
    ),
    "speakers": (
        "HALE: I did. It was me.\nQ: Why?\nHALE: Ask him.",
        ["HALE: I did.", "It was me.", "Q: Why?", "HALE: Ask him."],
    ),
    "timeline": (
        "06:10  First call from the\n       lower town.\n07:15  Notice: “Boil it. Your\n       water is safe.”\n"
        "07:40  Rain.",
        [
            "06:10  First call from the        lower town.",
            "07:15  Notice: “Boil it.",
            "Your        water is safe.”",
            "07:40  Rain.",
        ],
    ),
    "notice": (
        "NOTICE 12-7\nProduct: Orlo pump, model B\nHazard: It may stop. It may burn.\nUnits: About 900",
        ["NOTICE 12-7", "Product: Orlo pump, model B", "Hazard: It may stop.", "It may burn.", "Units: About 900"],
    ),
    "list": ("We need:\n- a pump\n- Rope. New rope.\n* tar", ["We need:", "a pump", "Rope.", "New rope.", "tar"]),
    "numbered": ("1. Stop the pump.\n2. Call Orlo", ["1. Stop the pump.", "2. Call Orlo"]),
    "paragraphs": ("The end was\n\nnot near. It rained", ["The end was", "not near.", "It rained"]),
    "no-break blank line": ("One line\n\u00a0\nAnother line", ["One line", "Another line"]),
    "rules": ("It fell.\n\n* * *\n\n---\nIt rose.", ["It fell.", "It rose."]),
}


@pytest.mark.parametrize(("text", "sentences"), LAYOUT.values(), ids=LAYOUT.keys())
def test_lines(text: str, sentences: list[str]) -> None:
    assert said(text) == sentences


def headings(text: str) -> list[str]:
    return [text[t.words_start : t.words_end] for t in split(text) if t.heading]


BODY = "The pump stopped on Friday. Nobody has said why."
HEADINGS = {
    "headline": (f"Pump stops; mayor “sorry,” say neighbours\n\n{BODY}", ["Pump stops; mayor “sorry,” say neighbours"]),
    "headline asks": (f"Who stopped the pump? Nobody says\n\n{BODY}", ["Who stopped the pump? Nobody says"]),
    "headline with standfirst": (f"Pump stops\n\nMayor blames Orlo\n\n{BODY}", ["Pump stops", "Mayor blames Orlo"]),
    "capitals": (f"{BODY}\n\nWHAT HAPPENED NEXT\n\n{BODY}", ["WHAT HAPPENED NEXT"]),
    "capitals over text": (f"{BODY}\n\nNOTICE 12-7\n{BODY}", ["NOTICE 12-7"]),
    "dashes": (f"{BODY}\n\n— The engineer —\n\n{BODY}", ["— The engineer —"]),
    "marker and no-break space": (f"# \u00a0Pump stops\n\n{BODY}", ["Pump stops"]),
    "markdown": (f"# Pump stops.\n\n{BODY}\n\n## What *now*?\n{BODY}", ["Pump stops.", "What *now*?"]),
    "underlined": (f"{BODY}\n\nThe engineer\n------------\n\n{BODY}", ["The engineer"]),
    "title": (f"{BODY}\n\nThe engineer\n\n{BODY}", ["The engineer"]),
    "no headline": (f"{BODY}\n\n{BODY}", []),
    "quotation first": (f"“It stopped,” said Orr.\n\n{BODY}", []),
    "leads to a list": (f"{BODY}\n\nWe need:\n\n{BODY}", []),
    "unfinished quotation": (f"{BODY}\n\n“It stopped\n\n{BODY}", []),
    "speaker": (f"{BODY}\n\nORR: No\n\nQ: Why\n\n{BODY}", []),
    "last line": (f"{BODY}\n\nThe engineer", []),
}


@pytest.mark.parametrize(("text", "expected"), HEADINGS.values(), ids=HEADINGS.keys())
def test_headings(text: str, expected: list[str]) -> None:
    assert headings(text) == expected


def test_paragraph_numbers_count_blank_lines() -> None:
    assert [tile.paragraph for tile in split("A came. B left.\n\nC stayed.\n\n\n\nD slept.")] == [0, 0, 1, 2]


def test_lines_too_long_to_be_wrapped_are_paragraphs() -> None:
    line = (
        "The pump stopped on Friday, and nobody in the lower town of Orlo has yet been told why it did not start again."
    )
    assert [tile.paragraph for tile in split(f"{line}\n{line}")] == [0, 1]


OVERLONG = {
    "semicolons": ("a pump and a pipe" * 20 + "; ") * 9,
    "commas": "a pump and a pipe, " * 200,
    "spaces": "pump " * 800,
    "nothing": "p" * 5000,
    "emoji": "a👩‍🚀" * 900,
}


@pytest.mark.parametrize("text", OVERLONG.values(), ids=OVERLONG.keys())
def test_overlong_sentences_are_broken(text: str) -> None:
    tiles = split(text)
    assert max(tile.words_end - tile.words_start for tile in tiles) <= SENTENCE_LIMIT
    assert "".join(text[t.words_start : t.words_end] for t in tiles).replace(" ", "") == text.replace(" ", "")


def test_overlong_sentence_is_broken_at_the_best_place() -> None:
    text = "x, " * 150 + "y; " + "z, " * 200
    first = split(text)[0]
    assert text[first.words_start : first.words_end].endswith("y;")


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The sizes of the texts that the library was asked to split."""
    sizes: list[int] = []
    library = sentencex.get_sentence_boundaries

    def counting(language: str, text: str) -> Any:
        sizes.append(len(text))
        return library(language, text)

    monkeypatch.setattr(sentencex, "get_sentence_boundaries", counting)
    return sizes


@pytest.mark.parametrize("piece", ["a", "word ", "One. ", "“a. ", "(a! ", ".”", '"', "A. "])
def test_an_endless_line_is_shown_to_the_library_in_pieces(shown: list[int], piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    split(text)
    assert sum(shown) <= 2 * len(text)
    assert max(shown, default=0) <= WINDOW


def check_tiling(text: str, tiles: tuple[Segment, ...]) -> None:
    assert "".join(text[tile.start : tile.end] for tile in tiles) == text
    assert [tile.start for tile in tiles[1:]] == [tile.end for tile in tiles[:-1]]
    for tile in tiles:
        assert tile.start <= tile.words_start <= tile.words_end <= tile.end
        words = text[tile.words_start : tile.words_end]
        assert words == words.strip()
        assert len(words) <= SENTENCE_LIMIT
        assert not any(not line.strip() for line in words.split("\n")[1:-1])
    outside = [text[a:b] for t in tiles for a, b in ((t.start, t.words_start), (t.words_end, t.end))]
    assert not any(char.isalnum() for part in outside for char in part)


MARKS = ["“", "”", '"', "'", "«", "»", ".", "...", "…", "?", "!", ",", ";", ":", "(", ")", "[", "]", "—", "é", "😀"]
WORDS = ["Mr.", "J.", "U.S.", "p.m.", "No.", "said", "He", "she", "Orlo", "14", "3.5"]
GAPS = [" ", " ", " ", "\n", "\n\n", "\u00a0", "\r\n", "\n# ", "\n- ", "\n1. ", "\nHALE: "]
PROSE = st.lists(st.sampled_from(MARKS + WORDS + GAPS), max_size=60).map("".join)


@given(st.one_of(PROSE, st.text()), st.sampled_from([None, "en", "de", "fr", "xx"]))
@settings(max_examples=300, deadline=None)
def test_tiles_give_back_the_text(text: str, language: str | None) -> None:
    check_tiling(text, split(text, language))


def test_half_characters_leave_the_other_sentences_in_place() -> None:
    text = "It was \ud800 so. The quay was shut.\udc00 Ann left."
    tiles = split(text)
    assert [text[t.words_start : t.words_end] for t in tiles][:1] == ["It was \ud800 so."]
    check_tiling(text, tiles)


def test_no_text_has_no_tiles() -> None:
    assert split("") == ()


def test_text_without_words_is_one_empty_tile() -> None:
    assert split(" \n--\n") == (Segment(0, 5, 0, 0, 0),)
