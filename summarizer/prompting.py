"""The prompt files, and the hash that a summary names each by."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from summarizer.errors import ConfigurationError
from summarizer.shipped import shipped


@dataclass(frozen=True)
class Prompt:
    """The text of ``prompts/<name>.md``, sent as it stands."""

    name: str
    text: str

    @property
    def sha256(self) -> str:
        """``sha256:`` and the hex digest of the text in UTF-8."""
        return "sha256:" + hashlib.sha256(self.text.encode("utf-8")).hexdigest()


def load_prompt(name: str) -> Prompt:
    """Read ``prompts/<name>.md``, line ends as ``\\n``, without white space at its ends.

    Raises:
        ConfigurationError: there is no such prompt, or the installation is incomplete.
    """
    return read_prompt(shipped("prompts"), name)


def read_prompt(folder: Traversable, name: str) -> Prompt:
    """As :func:`load_prompt`, from a given folder."""
    try:
        text = (folder / f"{name}.md").read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        known = sorted(entry.name[:-3] for entry in folder.iterdir() if entry.name.endswith(".md"))
        raise ConfigurationError(f"there is no prompt {name!r}; known are {', '.join(known) or 'none'}") from error
    # A checkout made on Windows may hold CRLF; the hash and the model's prefix cache want the same bytes everywhere.
    return Prompt(name, text.replace("\r\n", "\n").strip())
