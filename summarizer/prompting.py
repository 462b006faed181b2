"""Reading and filling the prompt files: Markdown with ``$name`` placeholders."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from string import Template

from summarizer.errors import ConfigurationError
from summarizer.shipped import shipped


@dataclass(frozen=True)
class Prompt:
    """The text of ``prompts/<name>.md``. A literal dollar sign is written ``$$``."""

    name: str
    text: str

    @property
    def sha256(self) -> str:
        """``sha256:`` and the hex digest of the text in UTF-8, before anything is filled in."""
        return "sha256:" + hashlib.sha256(self.text.encode("utf-8")).hexdigest()

    @property
    def variables(self) -> frozenset[str]:
        """The names of all placeholders.

        Raises:
            ConfigurationError: a ``$`` that begins no placeholder.
        """
        template = Template(self.text)
        if not template.is_valid():
            raise ConfigurationError(
                f"the prompt {self.name!r} has a '$' that begins no placeholder; write '$$' for a dollar"
            )
        return frozenset(template.get_identifiers())

    def fill(self, **values: str) -> str:
        """The text with every placeholder replaced, once: a ``$`` inside a value stays as it is.

        Raises:
            ConfigurationError: the values given are not exactly the variables needed; all that differ are named.
        """
        needed, given = self.variables, values.keys()
        faults = [f"missing {name!r}" for name in sorted(needed - given)]
        faults += [f"unknown {name!r}" for name in sorted(given - needed)]
        if faults:
            raise ConfigurationError(f"the prompt {self.name!r} cannot be filled: {', '.join(faults)}")
        return Template(self.text).substitute(values)


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
