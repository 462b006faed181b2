from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from summarizer.errors import ConfigurationError
from summarizer.prompting import Prompt, load_prompt, read_prompt
from summarizer.shipped import shipped

SHIPPED = sorted(entry.name.removesuffix(".md") for entry in shipped("prompts").iterdir() if entry.name.endswith(".md"))


def test_placeholders_are_filled_and_braces_left_alone() -> None:
    prompt = Prompt("greet", 'Say {"to": "$name"} for $$5.')
    assert prompt.fill(name="Ada") == 'Say {"to": "Ada"} for $5.'


def test_a_value_is_not_filled_again() -> None:
    assert Prompt("p", "$text").fill(text="costs $text and $$1") == "costs $text and $$1"


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        pytest.param({"b": "1"}, "missing 'a'", id="missing"),
        pytest.param({"a": "1", "b": "1", "z": "1"}, "unknown 'z'", id="unknown"),
        pytest.param({"y": "1", "z": "1"}, "missing 'a', missing 'b', unknown 'y', unknown 'z'", id="all are named"),
    ],
)
def test_given_and_needed_variables_must_agree(given: dict[str, str], faults: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        Prompt("p", "$a and $b").fill(**given)
    assert str(caught.value) == f"the prompt 'p' cannot be filled: {faults}"


def test_a_lone_dollar_is_an_error() -> None:
    with pytest.raises(ConfigurationError, match=r"the prompt 'p' has a '\$' that begins no placeholder"):
        Prompt("p", "costs $5").fill()


def test_the_hash_is_of_the_text_before_filling() -> None:
    text = "Zoë says $what"
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
def test_every_shipped_prompt_is_well_formed(name: str) -> None:
    prompt = load_prompt(name)
    assert prompt.text
    assert prompt.fill(**dict.fromkeys(prompt.variables, "x"))
