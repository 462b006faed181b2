"""What kind of file some bytes are, told by what is in them and never by a name."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from typing import Final

PDF: Final = "application/pdf"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ODT: Final = "application/vnd.oasis.opendocument.text"
EPUB: Final = "application/epub+zip"
RTF: Final = "application/rtf"
EML: Final = "message/rfc822"

_SAVE = "save its text as plain text or PDF first"
_DOCX = "save it as .docx or PDF first"
_SHEET = "save the text that matters as a text file first"
_IMAGE = "run text recognition over it first"
_SOUND = "give a transcript of it"
_ARCHIVE = "unpack it and give the file inside"
_OTHER = "give a text, Markdown, HTML, PDF, Word, OpenDocument, EPUB, RTF or e-mail file"
_LOCKED = "save it without the password first"

_HEAD = 8192
_MAX_DIRECTORY = 2_000_000
"""Bytes of an archive's list of names, which is 20,000 files or more; no document has as many."""
_END = b"PK\x05\x06"
_JUNK = 1024
"""Bytes that may stand before the signature of a PDF, as its readers allow."""

# Signatures that no text begins with.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%!PS", "a PostScript document", _SAVE),
    (b"\x89PNG\r\n\x1a\n", "a PNG image", _IMAGE),
    (b"\xff\xd8\xff", "a JPEG image", _IMAGE),
    (b"II*\x00", "a TIFF image", _IMAGE),
    (b"MM\x00*", "a TIFF image", _IMAGE),
    (b"8BPS\x00", "a Photoshop image", _IMAGE),
    (b"\x00\x00\x01\x00", "an icon", _IMAGE),
    (b"AT&TFORM", "a DjVu document", _SAVE),
    (b"\x1f\x8b\x08", "a gzip archive", _ARCHIVE),
    (b"\xfd7zXZ\x00", "an xz archive", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _ARCHIVE),
    (b"Rar!\x1a\x07", "a RAR archive", _ARCHIVE),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive", _ARCHIVE),
    (b"MSCF\x00\x00", "a cabinet archive", _ARCHIVE),
    (b"!<arch>\n", "an archive of programs", _OTHER),
    (b"fLaC\x00", "a FLAC sound", _SOUND),
    (b"\x1aE\xdf\xa3", "a Matroska or WebM video", _SOUND),
    (b"FLV\x01", "a Flash video", _SOUND),
    (b"\x7fELF", "a program", _OTHER),
    (b"\xca\xfe\xba\xbe", "a program", _OTHER),
    (b"\xcf\xfa\xed\xfe", "a program", _OTHER),
    (b"\xfe\xed\xfa\xcf", "a program", _OTHER),
    (b"\x00asm", "a program", _OTHER),
    (b"OTTO\x00", "a font", _OTHER),
    (b"wOFF", "a font", _OTHER),
    (b"wOF2", "a font", _OTHER),
    (b"\x00\x01\x00\x00\x00", "a font", _OTHER),
    (b"SQLite format 3\x00", "an SQLite database", _OTHER),
    (b"GGUF", "a GGUF model", _OTHER),
    (b"!BDN", "an Outlook mailbox", "save the message as .eml first"),
)
# Signatures of plain letters: believed only where control characters follow.
_MAGIC_OF_LETTERS: tuple[tuple[bytes, str, str], ...] = (
    (b"GIF8", "a GIF image", _IMAGE),
    (b"OggS", "an Ogg sound or video", _SOUND),
    (b"ID3", "an MP3 sound", _SOUND),
    (b"\xff\xfb", "an MP3 sound", _SOUND),
    (b"MThd", "a MIDI sound", _OTHER),
    (b"BZh", "a bzip2 archive", _ARCHIVE),
    (b"MZ", "a program", _OTHER),
    (b"BM", "a BMP image", _IMAGE),
    (b"PAR1", "a Parquet table", _OTHER),
)
_RIFF = {
    b"WEBP": ("a WebP image", _IMAGE),
    b"WAVE": ("a WAV sound", _SOUND),
    b"AVI ": ("an AVI video", _SOUND),
}
_BRANDS = {
    b"heic": ("a HEIC image", _IMAGE),
    b"heix": ("a HEIC image", _IMAGE),
    b"mif1": ("a HEIC image", _IMAGE),
    b"avif": ("an AVIF image", _IMAGE),
    b"M4A ": ("an M4A sound", _SOUND),
    b"M4B ": ("an M4B sound", _SOUND),
}
# Names of streams in the files of old Office programs, as they stand in them.
_OLE: tuple[tuple[str, str, str], ...] = (
    ("EncryptedPackage", "an Office document protected by a password", _LOCKED),
    ("WordDocument", "an old Word document (.doc)", _DOCX),
    ("Workbook", "an old Excel workbook (.xls)", _SHEET),
    ("PowerPoint Document", "an old PowerPoint presentation (.ppt)", _SAVE),
    ("__substg1.0_", "an Outlook message (.msg)", "save it as .eml first"),
)
_ODF = {
    "application/vnd.oasis.opendocument.spreadsheet": ("an OpenDocument spreadsheet (.ods)", _SHEET),
    "application/vnd.oasis.opendocument.presentation": ("an OpenDocument presentation (.odp)", _SAVE),
    "application/vnd.oasis.opendocument.graphics": ("an OpenDocument drawing (.odg)", _SAVE),
}
_ZIPS: tuple[tuple[str, str, str], ...] = (
    ("xl/", "an Excel workbook (.xlsx)", _SHEET),
    ("ppt/", "a PowerPoint presentation (.pptx)", "save it as PDF first"),
    ("Index/Document.iwa", "a Pages, Numbers or Keynote document", "save it as .docx or PDF first"),
    ("FixedDocSeq", "an XPS document", "save it as PDF first"),
    ("AndroidManifest.xml", "a program", _OTHER),
    ("META-INF/MANIFEST.MF", "a program", _OTHER),
)

_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):[ \t]*\S?[^\n]*\n(?:[ \t][^\n]*\n)*")
_OF_MAIL = (b"message-id", b"mime-version", b"received", b"return-path", b"delivered-to", b"dkim-signature")
"""Header lines that programs write; a memo that begins with ``From:`` and ``Subject:`` has none of them."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file other than text. ``media_type`` is set if it can be read, ``advice`` says what to do if not."""

    words: str
    advice: str = ""
    media_type: str | None = None


def kind_of(data: bytes) -> Kind | None:
    """What ``data`` is, ``None`` for what may be text. Looks at the start, and at the list of names in an archive."""
    head = data[:_HEAD]
    if head.startswith((b"PK\x03\x04", _END)):
        return _in_zip(data)
    if _is_pdf(data):
        return Kind("a PDF document", media_type=PDF)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return Kind("an RTF document", media_type=RTF)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _old_office(data)
    return _by_magic(head) or (Kind("an e-mail", media_type=EML) if _is_mail(head) else None)


def _is_pdf(data: bytes) -> bool:
    if data.startswith(b"%PDF-"):
        return True
    # After other bytes it may as well be an article on such files.
    at = data.find(b"%PDF-", 0, _JUNK)
    return at >= 0 and (b"startxref" in data[-_HEAD:] or b" obj" in data[at : at + _HEAD])


def _by_magic(head: bytes) -> Kind | None:
    for mark, words, advice in _MAGIC:
        if head.startswith(mark):
            return Kind(words, advice)
    if head[4:8] == b"ftyp":
        return Kind(*_BRANDS.get(head[8:12], ("a video", _SOUND)))
    if head[60:68] == b"BOOKMOBI":
        return Kind("a Kindle book", "save it as EPUB or PDF first")
    if head[257:262] == b"ustar":
        return Kind("a tar archive", _ARCHIVE)
    if any(byte < 7 for byte in head[:64]):
        if head.startswith(b"RIFF"):
            return Kind(*_RIFF.get(head[8:12], ("an image, sound or video", _OTHER)))
        for mark, words, advice in _MAGIC_OF_LETTERS:
            if head.startswith(mark):
                return Kind(words, advice)
    return None


def _old_office(data: bytes) -> Kind:
    for stream, words, advice in _OLE:
        if stream.encode("utf-16-le") in data:
            return Kind(words, advice)
    return Kind("an old Office document", _SAVE)


def _in_zip(data: bytes) -> Kind:
    end = data.rfind(_END)
    if 0 <= end <= len(data) - 22 and int.from_bytes(data[end + 12 : end + 16], "little") > _MAX_DIRECTORY:
        return Kind("a ZIP archive", _ARCHIVE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _by_names(archive)
    except Exception:  # hostile archives break the reader in ways that it does not document
        return _damaged_zip(data)


def _by_names(archive: zipfile.ZipFile) -> Kind:
    names = archive.namelist()
    declared = _declared(archive) if "mimetype" in names else ""
    if declared == EPUB or "META-INF/container.xml" in names:
        return Kind("an EPUB book", media_type=EPUB)
    if declared in (ODT, f"{ODT}-template", f"{ODT}-master"):
        return Kind("an OpenDocument text", media_type=ODT)
    if declared in _ODF:
        return Kind(*_ODF[declared])
    if "[Content_Types].xml" in names and any(name.startswith("word/") for name in names):
        return Kind("a Word document", media_type=DOCX)
    for start, words, advice in _ZIPS:
        if any(name.startswith(start) for name in names):
            return Kind(words, advice)
    return Kind("a ZIP archive", _ARCHIVE)


def _declared(archive: zipfile.ZipFile) -> str:
    if archive.getinfo("mimetype").compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return ""  # the others unpack more than is read
    with archive.open("mimetype") as file:
        return file.read(200).decode("ascii", "replace").strip()


def _damaged_zip(data: bytes) -> Kind:
    """What a broken archive was to be, by the names that stand in clear text in it."""
    head, tail = data[:_HEAD], data[-_HEAD:]
    known = (
        (b"word/", "a damaged Word document (.docx)"),
        (b"xl/", "a damaged Excel workbook (.xlsx)"),
        (EPUB.encode(), "a damaged EPUB book"),
        (b"application/vnd.oasis.opendocument", "a damaged OpenDocument file"),
    )
    for mark, words in known:
        if mark in head or mark in tail:
            return Kind(words, "save it again or as PDF")
    return Kind("a damaged ZIP archive", _ARCHIVE)


def _is_mail(head: bytes) -> bool:
    found: set[bytes] = set()
    head = head.replace(b"\r\n", b"\n").lstrip(b"\n")
    at = head.index(b"\n") + 1 if head.startswith(b"From ") and b"\n" in head else 0
    while header := _HEADER.match(head, at):
        found.add(header[1].lower())
        at = header.end()
    whole = head[at : at + 1] == b"\n" or at == len(head) or len(head) >= _HEAD - 2
    return whole and b"from" in found and any(name in found for name in _OF_MAIL)
