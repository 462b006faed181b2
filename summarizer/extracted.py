"""What a reader of documents hands back: text with positions, as plain values that go through a pipe as JSON."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import date

MAX_TEXT = 5_000_000
"""Characters of text that are taken out of one document: ten novels; more is a mistake or an attack."""

_DATE = re.compile(r"[12]\d{3}-\d\d-\d\d(?!\d)")
_LANGUAGE = re.compile(r"[a-z]{2}(?![a-z])")
_NO_TITLE = re.compile(
    r"(?:untitled|unbenannt|sans titre|document|dokument|microsoft (?:word|office word))[\s\d]*$"
    r"|.*\.(?:docx?|odt|rtf|pdf|indd|qxp|qxd|pages|tex|dvi|ps|eml|html?|txt|pptx?)$",
    re.IGNORECASE,
)
_NOBODY = frozenset(("anonymous", "unknown", "author", "user", "admin", "administrator", "owner", "unbekannt"))
_WORD_S_OWN = re.compile(r"^Microsoft (?:Office )?Word - ", re.IGNORECASE)
_MAX_FIELD = 500
"""Characters of a title or a name; what is longer is neither."""


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a document. Offsets are 0-based, half-open and count code points of ``text``.

    ``marks`` are stretches that do not belong to the article, sorted, each ``(start, end, reason)`` and one or
    more whole blocks between empty lines. ``pages`` says where the page changes, ``(offset, page)`` sorted by offset,
    pages counted from 1; empty if there are none. ``notes`` are readable sentences on what could not be read.
    ``markup`` is a web page to be read first; ``text`` is what there is if that holds no article.
    """

    text: str
    title: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    marks: tuple[tuple[int, int, str], ...] = ()
    pages: tuple[tuple[int, int], ...] = ()
    notes: tuple[str, ...] = ()
    markup: str | None = None

    def as_json(self) -> bytes:
        """The same for a pipe; lone surrogates, which no output can hold, become ``?``."""
        return json.dumps(asdict(self), ensure_ascii=False).encode("utf-8", "replace")

    @classmethod
    def from_json(cls, data: bytes) -> Extracted:
        """The other way. Raises :class:`ValueError` unless it is what :meth:`as_json` writes."""
        try:
            fields = json.loads(data)
            fields["marks"] = tuple((int(start), int(end), str(reason)) for start, end, reason in fields["marks"])
            fields["pages"] = tuple((int(offset), int(page)) for offset, page in fields["pages"])
            fields["notes"] = tuple(map(str, fields["notes"]))
            found = cls(**fields)
        except (KeyError, TypeError, RecursionError) as error:
            raise ValueError("not an extracted document") from error
        if not isinstance(found.text, str):
            raise ValueError("not an extracted document")
        return found


def iso_date(value: str | None) -> str | None:
    """The date that ``value`` begins with, if it is one of the calendar: ``2026-11-20`` or ``2026-11-20T10:00Z``."""
    found = _DATE.match((value or "").strip())
    try:
        return date.fromisoformat(found[0]).isoformat() if found else None
    except ValueError:
        return None


def language_code(value: str | None) -> str | None:
    """The ISO 639-1 code in ``en``, ``en-GB`` or ``EN_us``."""
    found = _LANGUAGE.match((value or "").strip().lower())
    return found[0] if found else None


def named(value: str | None) -> str | None:
    """A name on one line, ``None`` if there is none."""
    line = " ".join((value or "").split()[:100])
    return line if line and len(line) <= _MAX_FIELD else None


def written_by(value: str | None) -> str | None:
    """A name on one line, unless it is what programs write there by themselves."""
    line = named(value)
    return None if line is None or line.strip("() ").lower() in _NOBODY else line


def titled(value: str | None) -> str | None:
    """A title on one line, without what programs write there by themselves (file names, ``Untitled 1``)."""
    line = named(_WORD_S_OWN.sub("", (value or "").strip()))
    return None if line is None or _NO_TITLE.match(line) else line
