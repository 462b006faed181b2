"""How much of an article was read, and what a reader of its summary should know of the rest."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.addressed import addressed
from summarizer.document import Document
from summarizer.drafts import Extraction
from summarizer.models import Coverage, Note, Unread
from summarizer.relate import Related

ADDRESSED = "addresses a language model; it was read as a part of the article"
"""What a note says of a passage that gives orders to whoever summarises it."""


def covered(
    document: Document, extraction: Extraction, related: Related, *, notes: Sequence[str], partial: bool
) -> Coverage:
    """How much was read, with the ``notes`` on the summary as a whole; ``partial`` where something was not finished."""
    excluded = sum(e.end - e.start for e in document.excluded)
    characters = len(document.text) - excluded
    missed = sum(u.end - u.start for u in extraction.unread)
    unread: tuple[Unread, ...] = (*extraction.unread, *related.unjudged)
    return Coverage(
        characters=characters,
        read=max(0, characters - missed),
        passages=extraction.passages,
        unread=unread,
        notes=_notes(document, notes),
        partial=partial,
    )


def _notes(document: Document, further: Sequence[str]) -> tuple[Note, ...]:
    """On the source as a whole, those given, and on passages that address a model and are not left out anyway."""
    passages = (
        Note(start=start, end=end, note=ADDRESSED)
        for start, end in addressed(document.text)
        if not any(part.start <= start and end <= part.end for part in document.excluded)
    )
    return (*(Note(start=0, end=0, note=note) for note in (*document.notes, *further)), *passages)
