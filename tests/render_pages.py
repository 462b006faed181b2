"""Pages on disk, for tests that open them."""

from __future__ import annotations

from pathlib import Path

from summarizer.models import Summary
from summarizer.render.html import to_html


def write_page(folder: Path, summary: Summary) -> Path:
    """The summary's page in that folder."""
    file = folder / "page.html"
    file.write_text(to_html(summary), "utf-8")
    return file
