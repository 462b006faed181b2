"""Every default and the one place where option, environment and default are weighed against each other."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from summarizer.errors import ConfigurationError
from summarizer.language_names import code_of

DEFAULT_MODEL = "local"
DEFAULT_TIMEOUT = 600.0
"""Seconds for the whole run."""

_TEXT = (str, "text")
_WHOLE = (int, "a whole number")
_NUMBER = ((int, float), "a number")
_TRUTH = (bool, "True or False")
_FILE = (Path, "a path")
_KINDS: dict[str, tuple[type | tuple[type, ...], str]] = {
    **dict.fromkeys(("model", "base_url", "language", "api_key"), _TEXT),
    **dict.fromkeys(("jobs", "max_tokens"), _WHOLE),
    **dict.fromkeys(("max_cost", "timeout", "call_timeout"), _NUMBER),
    **dict.fromkeys(("cache", "allow_private"), _TRUTH),
    **dict.fromkeys(("record", "replay"), _FILE),
}
"""What each setting is, for Python and in words."""
_NEEDED = ("model", "timeout", "cache", "allow_private")
"""The settings that are never ``None``."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What one run was asked to do. Build it with :meth:`resolve`.

    ``jobs`` is the number of passages in flight (``None``: by the model's profile), ``timeout`` seconds,
    ``max_tokens`` tokens (read and written) and ``max_cost`` US dollars for the whole run. ``call_timeout`` are
    seconds for one call with all its tries (``None``: by the model's profile). With ``cache``, answers are stored and
    used again. ``language`` is the ISO 639-1 code of the language that all but the quotes is translated into
    (``None``: the article's, and nothing is translated). Addresses outside the public internet are read with
    ``allow_private`` only. ``api_key`` never appears in the repr.
    """

    model: str = DEFAULT_MODEL
    base_url: str | None = None
    jobs: int | None = None
    max_tokens: int | None = None
    max_cost: float | None = None
    timeout: float = DEFAULT_TIMEOUT
    call_timeout: float | None = None
    cache: bool = True
    language: str | None = None
    allow_private: bool = False
    record: Path | None = None
    replay: Path | None = None
    api_key: str | None = field(default=None, repr=False)

    @classmethod
    def resolve(cls, environ: Mapping[str, str] | None = None, **given: object) -> Settings:
        """Take what is given and not ``None``, else the environment, else the default.

        Raises:
            ConfigurationError: an unknown setting or language, or a value out of range.
        """
        environ = os.environ if environ is None else environ
        known = {f.name for f in fields(cls)}
        unknown = sorted(set(given) - known)
        if unknown:
            raise ConfigurationError(
                f"unknown setting {', '.join(map(repr, unknown))}; known are {', '.join(sorted(known))}"
            )
        values: dict[str, object] = {
            "model": environ.get("SUMMARIZER_MODEL") or None,
            "base_url": environ.get("OPENAI_BASE_URL") or None,
        }
        values.update({name: value for name, value in given.items() if value is not None})
        chosen = {name: value for name, value in values.items() if value is not None}
        if "language" in chosen:
            chosen["language"] = code_of(str(chosen["language"]))
        for name in ("record", "replay"):
            if name in chosen:
                chosen[name] = Path(str(chosen[name]))
        settings = cls(**chosen)  # type: ignore[arg-type]
        settings._validate()
        return settings

    @classmethod
    def given_as(cls, settings: Settings | None, given: Mapping[str, object]) -> Settings:
        """``settings``, or where there are none, what :meth:`resolve` makes of the keywords ``given``.

        Raises:
            ConfigurationError: both are given, or what :meth:`resolve` raises.
        """
        if settings is None:
            return cls.resolve(None, **given)
        if given:
            raise ConfigurationError(
                f"settings are given whole and as {', '.join(given)}; give them in one of the two ways"
            )
        settings._validate()
        return settings

    def _validate(self) -> None:
        for name, (kind, words) in _KINDS.items():
            value = getattr(self, name)
            if value is None and name not in _NEEDED:
                continue
            # Python takes True for a number, too.
            if not isinstance(value, kind) or (kind is not bool and isinstance(value, bool)):
                shown = repr(value) if name != "api_key" else f"of the type {type(value).__name__}"
                raise ConfigurationError(f"{name} is {shown}; it must be {words}")
            if isinstance(value, int | float) and kind is not bool and not 0 < value < math.inf:
                wanted = "greater than zero" if value <= 0 else "finite"
                raise ConfigurationError(f"{name} is {value!r}; it must be {wanted}")
        if self.record is not None and self.replay is not None:
            raise ConfigurationError("record and replay exclude each other; give one of them")
