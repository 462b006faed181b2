"""An e-mail to its text, with what was only quoted or appended marked."""

from __future__ import annotations

import email
import re
from email import policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from summarizer.archive import parsed_page
from summarizer.errors import SourceEmpty
from summarizer.extracted import MAX_TEXT, Extracted, named, titled
from summarizer.markup import as_lines

_MOST_PARTS = 500
"""Parts of a message that are looked at."""
_SHOWN = 10
"""Attachments that a note names."""
_STUB = 200
"""Characters below which the plain text of a message only says that the other part is to be read."""
_QUOTED = re.compile(r"(?:^[ \t]*>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_INTRODUCES = re.compile(
    r"^[^\n>]{0,200}\b(?:wrote|writes|schrieb|a écrit|escribió|ha scritto|schreef|skrev|пишет|написал[аи]?)\b"
    r"[^\n>]{0,100}:[ \t]*\n(?:[ \t]*\n)?\Z",
    re.MULTILINE | re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_ORIGINAL = re.compile(
    r"^[-_ ]{3,}\s*(?:original message|ursprüngliche nachricht|message d'origine|mensaje original)\s*[-_ ]{3,}\s*$",
    re.MULTILINE | re.IGNORECASE,
)
_LONGEST_SIGNATURE = 2_000
_MOST_MARKS = 2_000
"""Stretches of quotation that a message has at most; with more it is no exchange of letters but something else."""


def read_mail(data: bytes) -> Extracted:
    """The text of a message: its plain text, else its page (also in ``markup``); subject, sender, date from its head.

    Quoted replies and signatures stay in ``text`` and are marked. Attachments are named in ``notes`` and not opened.

    Raises:
        SourceEmpty: there is no text in it.
    """
    message = email.message_from_bytes(data.lstrip(b"\r\n"), policy=policy.default)
    assert isinstance(message, EmailMessage)
    plain, page, attached = _parts(message)
    if not plain.strip() and not page.strip():
        raise SourceEmpty("is an e-mail without text; if the text is in an attachment, give that")
    text = plain.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    use_page = page.strip() != "" and len(text.strip()) < _STUB
    if use_page:
        text = _lines(page)
    notes = [f"the attachments were not read: {', '.join(attached[:_SHOWN])}"] if attached else []
    notes += [f"only the first {MAX_TEXT:,} characters were read"] if len(text) > MAX_TEXT else []
    text, marks = _set_apart(text[:MAX_TEXT])
    return Extracted(
        text=text,
        title=titled(_header(message, "subject")),
        author=_sender(message),
        published=_date(message),
        marks=marks,
        notes=tuple(notes),
        markup=page if use_page else None,
    )


def _parts(message: EmailMessage) -> tuple[str, str, list[str]]:
    """Plain text, page, and names of attachments."""
    plain: list[str] = []
    page: list[str] = []
    attached: list[str] = []
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        if part.is_multipart():
            continue
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment":
            attached.append(named(part.get_filename()) or kind)
        elif kind not in ("text/plain", "text/html"):
            # What a page shows has an identity by which the page calls it.
            attached += [] if part["Content-ID"] or part["Content-Location"] else [named(part.get_filename()) or kind]
        else:
            (plain if kind == "text/plain" else page).append(_content(part))
    return "\n\n".join(piece.strip("\n") for piece in plain), page[0] if page else "", attached


def _content(part: object) -> str:
    assert isinstance(part, EmailMessage)
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        text = data.decode(part.get_content_charset("utf-8"), "replace")
    except (LookupError, ValueError):  # a name of no encoding, or of one that decodes no text
        text = data.decode("utf-8", "replace")
    return _unflowed(text) if part.get_param("format") == "flowed" else text


def _unflowed(text: str) -> str:
    """Lines that end in a space carry on (RFC 3676), but for the mark of a signature."""
    lines: list[str] = []
    for line in text.replace("\r\n", "\n").split("\n"):
        if (
            lines
            and lines[-1].endswith(" ")
            and lines[-1] != "-- "
            and line.startswith(">") == lines[-1].startswith(">")
        ):
            lines[-1] += line.lstrip("> ") if line.startswith(">") else line
        else:
            lines.append(line)
    return "\n".join(line if line == "-- " else line.rstrip() for line in lines)


def _lines(page: str) -> str:
    tree = parsed_page(page.encode("utf-8", "replace"))
    return "" if tree is None else as_lines(tree)


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except MemoryError:
        raise
    except Exception:  # the parser of headers fails on broken ones in ways that it does not document
        return None
    return None if value is None else str(value)


def _sender(message: EmailMessage) -> str | None:
    name, address = parseaddr(_header(message, "from") or "")
    return named(name or address)


def _date(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(_header(message, "date") or "").date().isoformat()
    except (ValueError, TypeError, OverflowError):
        return None


def _set_apart(text: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """The text with empty lines around what is not the sender's own, and where that then stands.

    A message of nothing else, such as one that passes another on, is left as it is.
    """
    pieces: list[tuple[str, str]] = []
    at = 0
    for start, end, reason in _marks(text):
        pieces += [(text[at:start], ""), (text[start:end], reason)]
        at = end
    pieces.append((text[at:], ""))
    pieces = [(words.strip("\n"), reason) for words, reason in pieces if words.strip()]
    if all(reason for _, reason in pieces):
        return text, ()
    marks: list[tuple[int, int, str]] = []
    place = 0
    for words, reason in pieces:
        if reason:
            marks.append((place, place + len(words), reason))
        place += len(words) + 2
    return "\n\n".join(words for words, _ in pieces), tuple(marks)


def _marks(text: str) -> list[tuple[int, int, str]]:
    """Quoted replies with the line that introduces them, and the signature."""
    end = len(text)
    found: list[tuple[int, int, str]] = []
    original = _ORIGINAL.search(text)
    if original is not None and text[: original.start()].strip():
        found.append((original.start(), end, "quoted_reply"))
        end = original.start()
    signature = _SIGNATURE.search(text, 0, end)
    last = None
    while signature is not None:
        last, signature = signature, _SIGNATURE.search(text, signature.end(), end)
    if last is not None and end - last.start() <= _LONGEST_SIGNATURE:
        found.append((last.start(), end, "signature"))
        end = last.start()
    for quoted in _QUOTED.finditer(text, 0, end):
        before = text[max(0, quoted.start() - 400) : quoted.start()]
        introduced = _INTRODUCES.search(before)
        start = quoted.start() - (len(before) - introduced.start() if introduced else 0)
        found.append((start, min(quoted.end(), end), "quoted_reply"))
    return sorted(found) if len(found) <= _MOST_MARKS else []
