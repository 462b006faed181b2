"""The files inside a zipped document, read with limits, and their XML without its dangers."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from typing import TYPE_CHECKING

from summarizer.errors import SourceUnreadable

if TYPE_CHECKING:
    from lxml.etree import XMLParser, _Element

MAX_PART = 60_000_000
"""Bytes of one file of text inside a document, unpacked."""
MAX_RATIO = 200
"""How many times larger a file may become by unpacking. XML of real documents becomes 5 to 50 times larger."""
SMALL = 1_000_000
"""Bytes below which the ratio does not matter: a page of blanks is no attack."""
MAX_TOTAL = 150_000_000
"""Bytes of text that are unpacked of one document in all."""

_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_BASIC = {"amp", "lt", "gt", "quot", "apos"}


class Archive:
    """A zipped document. Archives inside it are not opened, and nothing is written anywhere."""

    def __init__(self, data: bytes) -> None:
        """Raises :class:`SourceUnreadable` for what cannot be opened."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._parts = {info.filename: info for info in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise SourceUnreadable("is a damaged document; save it again or as PDF") from error
        self._left = MAX_TOTAL

    @property
    def names(self) -> tuple[str, ...]:
        """The files in it."""
        return tuple(self._parts)

    def part(self, name: str) -> bytes | None:
        """A file of it, ``None`` if there is none.

        Raises:
            SourceUnreadable: it becomes too large by unpacking, is damaged, or needs a password.
        """
        info = self._parts.get(name)
        if info is None:
            return None
        # The size that the archive states is a promise that zipfile keeps: it reads no further.
        size = info.file_size
        if size > MAX_PART or size > self._left or (size > SMALL and size > MAX_RATIO * max(info.compress_size, 1)):
            raise SourceUnreadable(
                f"is a document of which a part grows to {size:,} bytes by unpacking, as in an attack; "
                "save its text as a file"
            )
        if info.flag_bits & 1:
            raise SourceUnreadable("is a document protected by a password; save it without one first")
        self._left -= size
        try:
            return self._zip.read(info)
        except MemoryError:
            raise
        except Exception as error:  # zipfile and what unpacks for it raise many kinds
            raise SourceUnreadable("is a damaged document; save it again or as PDF") from error

    def xml(self, name: str) -> _Element | None:
        """A file of it as XML, ``None`` if there is none or it is broken. Raises as :meth:`part` does."""
        data = self.part(name)
        return None if data is None else parsed(data)


def parsed(data: bytes) -> _Element | None:
    """XML without entities of its own, nothing fetched; ``None`` if it is broken or nested beyond reason.

    Raises:
        SourceUnreadable: it declares entities, which no such document needs and bombs are made of.
        MemoryError: there is not enough memory for it.
    """
    from lxml import etree  # imported here: start-up time

    # In UTF-16 every second byte is a NUL.
    if _DECLARES.search(data.replace(b"\0", b"") if b"\0" in data[:4] else data):
        raise SourceUnreadable(
            "is a document that declares entities of its own, as in an attack; save its text as a file"
        )
    try:
        tree: _Element = etree.fromstring(data, _parser())
        return tree
    except (etree.XMLSyntaxError, ValueError) as error:
        _enough_memory(error)
        return None


def parsed_page(data: bytes) -> _Element | None:
    """A page of a book: XHTML if it is, else as a browser would read it; ``None`` if there is nothing in it.

    Raises:
        MemoryError: there is not enough memory for it.
    """
    from lxml import etree, html  # imported here: start-up time

    text = _NAMED.sub(
        _character, data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")
    )
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text.removeprefix("\ufeff"))
    text = re.sub(r"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", "", text, count=1, flags=re.IGNORECASE | re.DOTALL)
    try:
        tree: _Element = etree.fromstring(text.encode(), _parser())
        return tree
    except (etree.XMLSyntaxError, ValueError) as error:
        _enough_memory(error)
    try:
        # Without huge_tree, all that stands below 256 unclosed tags is lost.
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
        return html.document_fromstring(text.encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        _enough_memory(error)
        return None


def _enough_memory(error: Exception) -> None:
    """Raises :class:`MemoryError` if that is why something could not be parsed: it may well be whole."""
    from lxml import etree  # imported here: start-up time

    if isinstance(error, etree.XMLSyntaxError) and getattr(error, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
        raise MemoryError from error


def _parser() -> XMLParser:
    from lxml import etree  # imported here: start-up time

    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        dtd_validation=False,
        remove_comments=True,
        remove_pis=True,
    )


def _character(found: re.Match[str]) -> str:
    return found[0] if found[1] in _BASIC else unescape(found[0])
