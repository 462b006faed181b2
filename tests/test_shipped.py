from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.errors import ConfigurationError
from summarizer.shipped import find_folder


def test_the_installed_folder_is_taken_first(tmp_path: Path) -> None:
    inside, beside = tmp_path / "summarizer" / "prompts", tmp_path / "prompts"
    inside.mkdir(parents=True)
    beside.mkdir()
    (tmp_path / "pyproject.toml").touch()
    assert find_folder(tmp_path / "summarizer", "prompts") == inside


def test_a_checkout_has_it_beside_the_package(tmp_path: Path) -> None:
    beside = tmp_path / "prompts"
    beside.mkdir()
    (tmp_path / "pyproject.toml").touch()
    assert find_folder(tmp_path / "summarizer", "prompts") == beside


def test_a_folder_of_another_distribution_is_not_taken(tmp_path: Path) -> None:
    (tmp_path / "prompts").mkdir()
    with pytest.raises(ConfigurationError, match="incomplete: its folder 'prompts' is missing"):
        find_folder(tmp_path / "summarizer", "prompts")
