from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from summarizer.errors import ConfigurationError
from summarizer.prompting import Prompt, load_prompt, read_prompt
from summarizer.shipped import shipped

SHIPPED = sorted(entry.name.removesuffix(".md") for entry in shipped("prompts").iterdir() if entry.name.endswith(".md"))


def test_the_hash_is_of_the_text() -> None:
    text = "Zoë pays $5 for {{ 2 }}"
    assert Prompt("p", text).sha256 == "sha256:" + hashlib.sha256(text.encode("utf-8")).hexdigest()


def test_line_ends_and_outer_white_space_do_not_change_the_prompt(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_bytes(b"\r\none\r\n\r\ntwo \r\n")
    assert read_prompt(tmp_path, "p") == Prompt("p", "one\n\ntwo")


def test_an_unknown_prompt_names_the_known_ones(tmp_path: Path) -> None:
    for name in ("b.md", "a.md", "notes.txt"):
        (tmp_path / name).touch()
    with pytest.raises(ConfigurationError, match="there is no prompt 'c'; known are a, b"):
        read_prompt(tmp_path, "c")


@pytest.mark.parametrize("name", SHIPPED)
def test_every_shipped_prompt_has_words(name: str) -> None:
    assert load_prompt(name).text
