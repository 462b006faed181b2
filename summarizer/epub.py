"""A book in EPUB to its text, chapter after chapter."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from summarizer.archive import Archive, parsed_page
from summarizer.errors import SourceUnreadable
from summarizer.extracted import MAX_TEXT, Extracted, iso_date, language_code, titled, written_by
from summarizer.markup import as_lines

if TYPE_CHECKING:
    from lxml.etree import _Element

_PAGES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_LOCKED = re.compile(rb"CipherReference[^>]+URI=[\"'][^\"']+\.(?:x?html?|xml|opf)[\"']", re.IGNORECASE)
_DC = "{http://purl.org/dc/elements/1.1/}"
_MOST_CHAPTERS = 5_000


def read_epub(data: bytes) -> Extracted:
    """The text of the chapters in their order, set apart by an empty line; without the table of contents.

    Raises:
        SourceUnreadable: damaged, or under copy protection.
    """
    archive = Archive(data)
    if _LOCKED.search(archive.part("META-INF/encryption.xml") or b""):
        raise SourceUnreadable("is an EPUB book under copy protection; give a copy without it")
    path, package = _package(archive)
    order = _order(package)
    chapters: list[str] = []
    missing = length = 0
    for href in order[:_MOST_CHAPTERS]:
        name = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(href)))
        page = archive.part(name)
        tree = None if page is None else parsed_page(page)
        if tree is None:
            missing += 1
            continue
        text = as_lines(tree)
        chapters += [text] if text else []
        length += len(text)
        if length > MAX_TEXT:
            break
    notes = [f"{missing} of {len(order)} chapters are missing or broken"] if missing else []
    if length > MAX_TEXT or len(order) > _MOST_CHAPTERS:
        notes.append(f"only the first {min(length, MAX_TEXT):,} characters were read")
    fields = {key: package.findtext(f".//{_DC}{key}") for key in ("title", "creator", "date", "language")}
    return Extracted(
        text="\n\n".join(chapters)[:MAX_TEXT],
        title=titled(fields["title"]),
        author=written_by(fields["creator"]),
        published=iso_date(fields["date"]),
        language=language_code(fields["language"]),
        notes=tuple(notes),
    )


def _package(archive: Archive) -> tuple[str, _Element]:
    """The file that lists the parts of the book: its name in the archive, and its XML.

    Raises:
        SourceUnreadable: there is none.
    """
    container = archive.xml("META-INF/container.xml")
    root = None if container is None else container.find(".//{*}rootfile")
    path = "" if root is None else unquote(root.get("full-path") or "")
    package = archive.xml(path)
    if package is None:
        raise SourceUnreadable("is a damaged EPUB book; convert it again")
    return path, package


def _order(package: _Element) -> list[str]:
    """The addresses of the chapters as the package gives them, in the order of the book; each once."""
    files = {
        item.get("id"): item.get("href") or ""
        for item in package.iterfind(".//{*}manifest/{*}item")
        if item.get("media-type") in _PAGES and "nav" not in (item.get("properties") or "").split()
    }
    order = [files[ref.get("idref")] for ref in package.iterfind(".//{*}spine/{*}itemref") if ref.get("idref") in files]
    return list(dict.fromkeys(order))  # a chapter named a million times is read once
