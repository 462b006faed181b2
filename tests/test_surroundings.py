from __future__ import annotations

import pytest

from summarizer.models import Excluded, SourceInfo
from summarizer.surroundings import AT_ONCE, Surroundings
from tests.quay import TEXT

INFO = SourceInfo(kind="text", location=None, media_type="text/plain", sha256="")
LONG = "\n\n".join(f"Nora Veltman said on Monday that pump {n} had failed. It was an old pump." for n in range(700))


def place(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_what_is_no_part_of_the_article_is_found() -> None:
    around = Surroundings(TEXT, INFO)
    assert around.outside(*place("Ten things to do"))
    assert not around.outside(*place("The east quay"))


@pytest.mark.parametrize(
    ("start", "end", "outside"),
    [(0, 5, False), (5, 10, True), (12, 14, True), (19, 25, True), (20, 30, False)],
    ids=str,
)
def test_given_spans_are_believed_also_inside_each_other(start: int, end: int, outside: bool) -> None:
    spans = [Excluded(start=5, end=20, reason="form"), Excluded(start=7, end=9, reason="form")]
    assert Surroundings("x" * 40, INFO, spans).outside(start, end) is outside


def test_neighbouring_sentences_are_counted() -> None:
    start, end = Surroundings(TEXT, INFO).around(*place("She did not rule out"), before=1, after=1)
    assert TEXT[start:end].startswith("Brandt said the letter")
    assert TEXT[start:end].endswith("sail on Friday.")


def test_a_text_without_sentences_has_none_around() -> None:
    around = Surroundings("\n \n", INFO)
    assert around.around(0, 1, before=1, after=1) == (0, 1)
    assert around.scene(0, 1) is None


def test_carriage_returns_move_nothing() -> None:
    text = TEXT.replace("\n", "\r\n")
    start, end = Surroundings(text, INFO).around(*place("She did not", text), before=0, after=0)
    assert text[start:end] == "She did not rule out a lawsuit."


@pytest.mark.parametrize("number", [0, 119, 120, 350, 699])
def test_long_texts_are_read_in_stretches_that_know_their_places(number: int) -> None:
    assert len(LONG) > AT_ONCE
    start, end = place(f"Nora Veltman said on Monday that pump {number} had failed.", LONG)
    scene = Surroundings(LONG, INFO).scene(start, end)
    assert scene is not None
    found = scene.sentences(start, end)
    assert [scene.document.words(sentence) for sentence in found] == [LONG[start:end]]
    bearer = scene.cast.bearer_of(found[0].number)
    assert bearer is not None
    assert bearer.name == "Nora Veltman"


SPOKEN = (
    "Harbour Board spokeswoman Nora Holt met the press in Brask on Monday. She said the ferry was safe.\n\n"
    "“This is not our ferry,” she said. Ivo Marsh of the union disagreed."
)


def test_whom_a_place_means_without_naming_them() -> None:
    around = Surroundings(SPOKEN, INFO)
    start, end = place("She said the ferry was safe.", SPOKEN)
    scene = around.scene(start, end)
    assert scene is not None
    assert scene.meant(start, end) == ("Nora Holt",)


def test_who_speaks_of_us_speaks_for_those_of_their_role() -> None:
    start, end = place("“This is not our ferry,” she said.", SPOKEN)
    scene = Surroundings(SPOKEN, INFO).scene(start, end)
    assert scene is not None
    assert any("Harbour Board" in name for name in scene.meant(start, end))
    assert not any("Marsh" in name for name in scene.meant(start, end))
