from __future__ import annotations

import pytest

from summarizer.locate import Locator
from summarizer.models import SourceInfo
from summarizer.parties import Parties
from summarizer.surroundings import Surroundings

TEXT = """The Safety Board for Inland Waters (SBIW) met on Monday.

Captain Lena Østby, of the barge Merle, told the board that the lock gates had jammed. José Muñoz,
the lock-keeper, was absent.

“I closed them by hand,” Østby’s mate, Karl P. Henning, said. Tom and Rita Gale, who live beside the lock, heard a bang.

Parents of the children who were on board asked for a report.

Two days later the weather cleared and boats moved again. Water stood low in the pound. Gulls came back in numbers.

Henning said on Friday that the gates had been repaired.
"""


def parties(text: str = TEXT) -> Parties:
    info = SourceInfo(kind="text", location=None, media_type="text/plain", sha256="")
    return Parties(Locator(text), Surroundings(text, info))


@pytest.mark.parametrize(
    "name",
    [
        "Lena Østby",
        "Captain Lena Østby",
        "Mrs. Østby",
        "Østby's",
        "Østby’s mate",
        "Safety Board for Inland Waters",
        "the Safety Board for Inland Waters (SBIW)",
        "SBIW",
        "the board",
        "Karl Henning",
        "Tom Gale",
        "Rita Gale",
        "the lock-keeper José Muñoz",
        "José Muñoz, the keeper of the lock",
        "Jose\u0301 Mun\u0303oz",
        "parents of the children on board",
    ],
)
def test_whoever_the_text_names_is_in_it(name: str) -> None:
    assert parties().in_text(name)


@pytest.mark.parametrize(
    "name",
    [
        "Harold Quimby-Ashworth",
        "Lena Henning",
        "Karl Østby",
        "Jose Munoz",
        "Lena Ost",
        "Senator Ruth Ingall",
        "the Bridge Board for Inland Waters",
        "Karl P. Henning Jr",
        "a police spokesman",
        "",
        "  ",
        "x" * 1_000,
    ],
)
def test_whoever_it_does_not_name_is_not(name: str) -> None:
    assert not parties().in_text(name)


def test_a_name_spelled_alike_is_offered() -> None:
    assert parties().alike("Lena Ostby") == "Lena Østby"
    assert parties().alike("Harold Quimby-Ashworth") is None


@pytest.mark.parametrize(
    ("name", "words", "other"),
    [
        pytest.param("Karl P. Henning", "Henning said on Friday", None, id="speaks"),
        pytest.param("Henning", "Henning said on Friday", None, id="by another form"),
        pytest.param("Lena Østby", "Henning said on Friday", "Karl P. Henning", id="somebody else far away"),
        pytest.param("José Muñoz", "Captain Lena Østby", None, id="somebody else near"),
        pytest.param("Lena Østby", "Gulls came back", None, id="nobody is shown to speak"),
        pytest.param("the mate", "Henning said on Friday", "Karl P. Henning", id="role far away"),
    ],
)
def test_only_who_is_certainly_another_is_told(name: str, words: str, other: str | None) -> None:
    start = TEXT.index(words)
    assert parties().other_speaker([name], [(start, start + len(words))]) == other
