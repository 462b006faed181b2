"""Where the data folders of this package are: ``prompts`` and ``schemas``, installed or in a checkout."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from summarizer.errors import ConfigurationError


def shipped(folder: str) -> Traversable:
    """The data folder of that name: the installed one, else the one of the checkout this module runs from.

    Raises:
        ConfigurationError: there is neither; the installation is incomplete.
    """
    return find_folder(files("summarizer"), folder)


def find_folder(package: Traversable, folder: str) -> Traversable:
    """Look for ``folder`` inside ``package``, else beside it when a ``pyproject.toml`` lies there as well.

    Without that condition, another distribution's folder of the same name in site-packages would be taken for ours.

    Raises:
        ConfigurationError: there is neither.
    """
    inside = package / folder
    if inside.is_dir():
        return inside
    if isinstance(package, Path) and (package.parent / "pyproject.toml").is_file():
        beside = package.parent / folder
        if beside.is_dir():
            return beside
    raise ConfigurationError(
        f"the installation of summarizer is incomplete: its folder {folder!r} is missing; "
        "install it again with pip install --force-reinstall summarizer"
    )
