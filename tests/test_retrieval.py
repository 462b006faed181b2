"""Sources to their bytes; what is wrong with a source is tested where its text is loaded."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import SourceUnreadable
from summarizer.load import load, text_of
from summarizer.retrieval import Retrieved, retrieve
from summarizer.source import Source
from tests.paperwork import Put, pdf

PAGE = b"<!doctype html><article><p>The ferry lay at the quay, said the harbour master.</p></article>"


@pytest.mark.parametrize(
    ("data", "light"),
    [
        pytest.param(b"The ferry lay at the quay.", True, id="text"),
        pytest.param(PAGE, True, id="page"),
        pytest.param(PAGE * 10_000, False, id="long page"),
        pytest.param(pdf([[Put(60, 700, "The ferry lay at the quay.")]]), False, id="PDF"),
        pytest.param(b"", True, id="nothing"),
    ],
)
def test_what_takes_long_is_known_beforehand(data: bytes, light: bool) -> None:
    assert Retrieved(data, None).is_light == light


def test_the_name_of_a_file_says_what_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "quay.md"
    path.write_bytes(b"# Quay\n")
    assert retrieve(Source.file(path)) == Retrieved(b"# Quay\n", str(path), "text/markdown")


def test_no_more_is_read_than_may_be() -> None:
    with pytest.raises(SourceUnreadable, match=r"has more than the 5 bytes that are read"):
        retrieve(Source.text("quayside"), max_bytes=5)


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), min_size=1).filter(str.strip))
def test_both_steps_together_load(text: str) -> None:
    source = Source.text(f"{text} quay")
    assert text_of(source, retrieve(source)) == load(source)
