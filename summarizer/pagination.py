"""Items told on which page their evidence stands."""

from __future__ import annotations

from typing import TypeVar

from summarizer.document import Document
from summarizer.models import Claim, Contradiction, Evidence, Side, Warning

_Holder = TypeVar("_Holder", Claim, Warning, Side)


def paged(items: tuple[_Holder, ...], document: Document) -> tuple[_Holder, ...]:
    """The items with the page of each piece of evidence; as they are where the document has no pages."""
    if not document.pages:
        return items
    return tuple(item.model_copy(update={"evidence": _on_pages(item, document)}) for item in items)


def paged_sides(items: tuple[Contradiction, ...], document: Document) -> tuple[Contradiction, ...]:
    """The same for the sides of contradictions."""
    if not document.pages:
        return items
    return tuple(item.model_copy(update={"sides": paged(item.sides, document)}) for item in items)


def _on_pages(item: Claim | Warning | Side, document: Document) -> tuple[Evidence, ...]:
    return tuple(piece.model_copy(update={"page": document.page(piece.start)}) for piece in item.evidence)
