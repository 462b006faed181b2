"""Texts of word processors: Word (.docx) and OpenDocument (.odt)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from summarizer.archive import Archive
from summarizer.errors import MissingExtra, SourceEmpty, SourceUnreadable
from summarizer.extracted import MAX_TEXT, Extracted, iso_date, language_code, titled, written_by
from summarizer.markup import Role, as_lines, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_ODT_ROLES: dict[str, Role] = {
    **dict.fromkeys(("p", "h", "section", "text-box", "frame", "list-header", "index-body", "list"), "block"),
    "list-item": "item",
    "table": "table",
    "table-row": "row",
    "table-cell": "cell",
    "line-break": "break",
    "s": "space",
    "tab": "space",
    "note-body": "note",
    **dict.fromkeys(
        (
            *("note-citation", "annotation", "annotation-end", "tracked-changes", "covered-table-cell", "forms"),
            *("sequence-decls", "variable-decls", "user-field-decls", "object", "object-ole", "title", "desc"),
            *("table-of-content", "alphabetical-index", "bibliography-mark", "event-listeners", "page-number"),
        ),
        "skip",
    ),
}


def read_docx(data: bytes) -> Extracted:
    """The text of a Word document: without headers, feet, comments and deleted passages; notes stand at the end.

    Raises:
        SourceUnreadable: damaged, protected, or made to harm.
        SourceEmpty: no text in it.
        MissingExtra: mammoth is not installed.
    """
    try:
        import mammoth  # imported here: it may be absent
    except ImportError as error:
        raise MissingExtra(
            "is a Word document, and reading those needs mammoth; install it: pip install 'summarizer[documents]'"
        ) from error
    from lxml import html  # imported here: start-up time

    archive = Archive(data)
    for name in archive.names:
        if name.endswith((".xml", ".rels")):
            archive.xml(name)  # mammoth opens them with a parser that has fewer limits
    try:
        made = mammoth.convert_to_html(io.BytesIO(data), convert_image=mammoth.images.img_element(lambda image: {}))
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # it takes documents to be whole, and fails on others in many ways
        raise SourceUnreadable("is a damaged Word document; save it again or as PDF") from error
    if not made.value.strip():
        raise SourceEmpty("is a Word document without text; give a source with text in it")
    text = as_lines(html.fragment_fromstring(made.value, create_parent="div"))
    core = archive.xml("docProps/core.xml")
    return _with_metadata(text, core, author=f"{_DC}creator", date=f"{_TERMS}created")


def read_odt(data: bytes) -> Extracted:
    """The text of an OpenDocument text: without headers, feet, comments and deleted passages; notes stand at the end.

    Raises:
        SourceUnreadable: damaged, protected by a password, or made to harm.
    """
    archive = Archive(data)
    manifest = archive.part("META-INF/manifest.xml") or b""
    if b"encryption-data" in manifest:
        raise SourceUnreadable("is an OpenDocument text protected by a password; save it without one first")
    content = archive.xml("content.xml")
    body = None if content is None else content.find("{*}body/{*}text")
    if body is None:
        raise SourceUnreadable("is a damaged OpenDocument text; save it again or as PDF")
    text = as_lines(body, _odt_role)
    return _with_metadata(text, archive.xml("meta.xml"), author=f"{_DC}creator", date=f"{_META}creation-date")


def _odt_role(element: _Element) -> Role:
    return _ODT_ROLES.get(local_name(element), "inline")


def _with_metadata(text: str, core: _Element | None, *, author: str, date: str) -> Extracted:
    return Extracted(
        text=text[:MAX_TEXT],
        title=titled(_field(core, f"{_DC}title")),
        author=written_by(_field(core, author)),
        published=iso_date(_field(core, date)),
        language=language_code(_field(core, f"{_DC}language")),
        notes=(f"only the first {MAX_TEXT:,} characters were read",) if len(text) > MAX_TEXT else (),
    )


def _field(core: _Element | None, name: str) -> str | None:
    found = None if core is None else core.find(f".//{name}")
    return None if found is None else found.text
