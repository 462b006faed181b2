"""A source to its text: decoding, and telling text, Markdown, web pages and documents apart."""

from __future__ import annotations

import hashlib

from summarizer import gates
from summarizer.decode import decode, unify_line_ends
from summarizer.document import Loaded
from summarizer.documents import extract
from summarizer.errors import InputError, SourceEmpty, SourceUnreadable
from summarizer.extracted import Extracted
from summarizer.html import Page, declared_charset, looks_like_html, read_page
from summarizer.language import language_of
from summarizer.markdown import read_front
from summarizer.models import Excluded, SourceInfo
from summarizer.retrieval import FETCH_TIMEOUT, MAX_BYTES, Retrieved, retrieve
from summarizer.sniff import Kind, kind_of
from summarizer.source import Source

_HTML = ("text/html", "application/xhtml+xml")


def load(
    source: Source, *, timeout: float = FETCH_TIMEOUT, max_bytes: int = MAX_BYTES, allow_private: bool = False
) -> Loaded:
    """Read ``source`` and return its text.

    Plain text and Markdown come back as they stand, byte-order mark dropped and line ends as ``\\n``; of a web page the
    article comes back, its blocks set apart by an empty line. A document (PDF, Word, OpenDocument, EPUB, RTF, mail) is
    known by its content, whatever its name, and taken apart in a process with limits; what its pages repeat stays in
    the text and is in ``marks``.

    ``timeout`` is seconds and concerns addresses only, ``max_bytes`` is what is read at most. Addresses outside the
    public internet are read with ``allow_private`` only.

    Raises:
        SourceNotFound: no such file or page.
        SourceUnreadable: a folder, too large, no permission, not text, an unknown encoding, a refusal by the server.
        SourceEmpty: there is no text in it, or no article in the page.
        InputError: the server of an address cannot be reached.
        MissingExtra: a document whose reader is not installed.
    """
    return text_of(source, retrieve(source, timeout=timeout, max_bytes=max_bytes, allow_private=allow_private))


def text_of(source: Source, raw: Retrieved) -> Loaded:
    """The text in what was retrieved from ``source``; offline, with the errors of :func:`load`."""
    if not raw.data.strip():
        raise _empty(source)
    if source.kind == "text":
        text = source.value.encode("utf-8", "replace").decode("utf-8").removeprefix("\ufeff")
        return _as_text(source, raw, "text/plain", unify_line_ends(text))
    kind = kind_of(raw.data)
    if kind is not None and kind.media_type is not None:
        return _as_document(source, raw, kind, kind.media_type)
    text = unify_line_ends(decode(raw.data, name=source.name, charset=raw.charset or declared_charset(raw.data)))
    media_type = raw.media_type
    if media_type in _HTML or (media_type != "text/markdown" and looks_like_html(text)):
        return _as_page(source, raw, text)
    return _as_text(source, raw, "text/markdown" if media_type == "text/markdown" else "text/plain", text)


def _as_text(source: Source, raw: Retrieved, media_type: str, text: str) -> Loaded:
    if not any(character.isprintable() and not character.isspace() for character in text):
        raise _empty(source)
    front = read_front(text) if media_type == "text/markdown" else None
    info = SourceInfo(
        kind=source.kind,
        location=raw.location,
        media_type=media_type,
        title=source.given_title or (front.title if front else None),
        author=front.author if front else None,
        published=front.published if front else None,
        language=language_of(text),
        sha256=hashlib.sha256(raw.data).hexdigest(),
    )
    return Loaded(info, text, notes=raw.notes)


def _empty(source: Source) -> SourceEmpty:
    return SourceEmpty(f"{source.name} is empty; give a source with text in it")


def _as_page(source: Source, raw: Retrieved, markup: str) -> Loaded:
    notes = raw.notes
    if source.kind != "url":  # for addresses it has been done with more to go by
        gate = gates.find_gate(markup)
        if gate is not None:
            raise SourceUnreadable(f"{source.name} {gate}")
        notes = gates.notes(markup)
    page = read_page(markup, name=source.name, url=raw.location if source.kind == "url" else None)
    if page.canonical and page.canonical != raw.location:
        notes = (*notes, f"the page gives {page.canonical} as its own address; nothing vouches for that")
    info = SourceInfo(
        kind=source.kind,
        location=raw.location,
        media_type="text/html",
        title=page.title,
        author=page.author,
        published=page.published,
        language=language_of(page.text, page.language),
        sha256=hashlib.sha256(raw.data).hexdigest(),
    )
    return Loaded(info, page.text, notes=notes)


def _as_document(source: Source, raw: Retrieved, kind: Kind, media_type: str) -> Loaded:
    found = extract(raw.data, kind, name=source.name)
    page = _page_inside(found, source)
    text = unify_line_ends(page.text if page else found.text)
    if not any(map(str.isalnum, text)):
        raise _empty(source)
    info = SourceInfo(
        kind=source.kind,
        location=raw.location,
        media_type=media_type,
        title=found.title or (page.title if page else None),
        author=found.author,
        published=found.published,
        language=language_of(text, found.language),
        sha256=hashlib.sha256(raw.data).hexdigest(),
    )
    marks = () if page else tuple(Excluded(start=start, end=end, reason=reason) for start, end, reason in found.marks)
    return Loaded(info, text, marks, found.pages, (*raw.notes, *found.notes))


def _page_inside(found: Extracted, source: Source) -> Page | None:
    """The article in the page that a message holds; ``None`` where the text beside it has to do."""
    if found.markup is None:
        return None
    try:
        return read_page(found.markup, name=source.name)
    except InputError:
        if found.text.strip():
            return None
        raise
