"""Who wants to know how far a run is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told how far the sources are; called from one thread at a time."""

    def begun(self, label: str) -> None:
        """A source is being worked on."""

    def pieces(self, more: int) -> None:
        """So many more passages are to be read."""

    def advanced(self, by: int) -> None:
        """So many of them are done."""

    def ended(self, label: str) -> None:
        """The source is done."""


class Silent:
    """Says nothing."""

    def begun(self, label: str) -> None:
        """Nothing is said."""

    def pieces(self, more: int) -> None:
        """Nothing is said."""

    def advanced(self, by: int) -> None:
        """Nothing is said."""

    def ended(self, label: str) -> None:
        """Nothing is said."""
