"""A PDF document to its text, page by page, in reading order."""

from __future__ import annotations

import ctypes
import math
import re
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from summarizer.errors import MissingExtra, SourceEmpty, SourceUnreadable
from summarizer.extracted import MAX_TEXT, Extracted, iso_date, titled, written_by
from summarizer.pdf_edges import Sheet
from summarizer.pdf_layout import Run
from summarizer.pdf_text import flow

MAX_PAGES = 2_000
"""Pages that are read; what follows is named in a note."""
READING_SECONDS = 25.0
"""Processor time after which no further page is begun, so that what was read can be put together: as long again."""

_NEW_RUN_GAP = 0.8
"""White that ends a run, in heights of a line: more than a word space of justified text mostly has."""
_BACK = 0.5
"""How far a character may stand to the left of the end of the one before, in heights: kerning and accents do."""
_OTHER_LINE = 0.12
"""Difference of feet or heads, in heights, from which characters are on other lines or of another size."""
_SLANTED = 0.15
"""Radians from which on text is not level: a stamp, or a label beside the page."""
_SMALLEST = 1.5
"""Points from foot to head below which nobody can read a line."""
_MAX_UNMAPPED = 0.3
"""Share of characters without a meaning from which on a page cannot be read."""
_MIN_UNMAPPED = 20
_SHOWN_PAGES = 12
"""Pages that a note names by number."""
_LOST_HYPHENS = "\ufffe\x02"
"""What PDFium puts for a hyphen at the end of a line."""
_LINE_ENDS = frozenset((0x0A, 0x0D))
_SPACES = frozenset((0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x3000, *range(0x2000, 0x200B)))
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")
_BOLD = re.compile(rb"bold|black|heavy|semibold|demi", re.IGNORECASE)
_IMAGE = 3
"""FPDF_PAGEOBJ_IMAGE."""
_FORM = 5
"""FPDF_PAGEOBJ_FORM: a group of objects."""
_OBJECTS = 200
"""Objects of a page without text that are looked at for an image."""
_PASSWORD = 4
"""FPDF_ERR_PASSWORD."""
_SECURITY = 5
"""FPDF_ERR_SECURITY."""
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_MEANT = {
    **_LIGATURES,
    **dict.fromkeys(map(ord, _LOST_HYPHENS), "-"),
    0xF0B7: "•",
    0xF0A7: "▪",
    0x200B: "",
    0xFEFF: "",
}
"""Characters that stand for others. A soft hyphen stays: :mod:`pdf_text` undoes it where the line ends."""


@dataclass(slots=True)
class _Page:
    """What a page holds. ``slanted`` is text that is not level with most of the page."""

    runs: list[Run]
    slanted: list[Run]
    unreadable: bool = False
    image: bool = False


@dataclass(slots=True)
class _Pages:
    """What was read of a document of ``count`` pages, up to page ``reached``. Pages are numbered from 1.

    ``silent`` pages have no text and may be scans, the letters of ``garbled`` ones have no meaning, ``broken`` ones
    cannot be opened. ``characters`` are those of the ``sheets``, slanted text aside.
    """

    count: int
    reached: int = 0
    characters: int = 0
    sheets: list[Sheet] = field(default_factory=list)
    silent: list[int] = field(default_factory=list)
    garbled: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)

    def add(self, page: _Page) -> None:
        """Take what page ``reached`` holds."""
        if page.unreadable:
            self.garbled.append(self.reached)
            return
        if not page.runs and page.image:
            self.silent.append(self.reached)
        self.characters += sum(len(run.text) for run in page.runs)
        self.sheets.append(Sheet(self.reached, page.runs, page.slanted))


def read_pdf(data: bytes) -> Extracted:
    """The text of a PDF: paragraphs set apart by an empty line, hyphenation undone, with the page of each place.

    Running heads, feet and page numbers are in ``marks``; pages without text that may be scans are named in ``notes``.

    Raises:
        SourceUnreadable: protected by a password, or broken.
        SourceEmpty: no page holds text.
        MissingExtra: pypdfium2 is not installed.
    """
    pdfium = _pdfium()
    document = _opened(pdfium, data)
    pages = _read_pages(pdfium, document)
    if not pages.characters:
        raise _no_text(pages)
    flowed = flow(pages.sheets)
    known = document.get_metadata_dict()
    return Extracted(
        text=flowed.text,
        title=titled(known.get("Title")),
        author=written_by(known.get("Author")),
        published=_published(known.get("CreationDate", "")),
        marks=flowed.marks,
        pages=flowed.pages,
        notes=tuple(_notes(pages)),
    )


def _pdfium() -> Any:
    try:
        import pypdfium2  # imported here: it may be absent
    except ImportError as error:
        raise MissingExtra("is a PDF, and reading those needs pypdfium2; install it: pip install pypdfium2") from error
    return pypdfium2


def _opened(pdfium: Any, data: bytes) -> Any:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None) or pdfium.raw.FPDF_GetLastError()
        if code in (_PASSWORD, _SECURITY) or "password" in str(error).lower():
            raise SourceUnreadable("is a PDF protected by a password; save it without one first") from error
        raise SourceUnreadable("is a broken PDF; open it in a viewer and print it to a new PDF") from error


def _read_pages(pdfium: Any, document: Any) -> _Pages:
    """The pages in their order, as many as the limits on pages, characters and processor time allow."""
    found = _Pages(len(document))
    stop = time.process_time() + READING_SECONDS
    for index in range(min(found.count, MAX_PAGES)):
        if found.characters > MAX_TEXT or time.process_time() > stop:
            break
        found.reached = index + 1
        try:
            page = _read_page(pdfium, document, index)
        except pdfium.PdfiumError:
            found.broken.append(found.reached)
            continue
        found.add(page)
    return found


def _no_text(read: _Pages) -> Exception:
    if read.garbled:
        return SourceUnreadable("is a PDF whose fonts do not say which letters they draw; run text recognition over it")
    if read.broken and not read.silent:
        return SourceUnreadable("is a PDF whose pages are broken; open it in a viewer and print it to a new PDF")
    pages = "its page has" if read.count == 1 else f"none of its {read.count:,} pages has"
    advice = "it may be a scan: run text recognition over it first" if read.silent else "give a source with text in it"
    return SourceEmpty(f"is a PDF without text ({pages} any); {advice}")


def _notes(read: _Pages) -> Iterator[str]:
    """What a reader has to know of pages that were not read."""
    yield from _note(read.silent, "has no text: it may be a scan", "have no text: they may be scans")
    yield from _note(
        read.garbled, "cannot be read: its font does not say", "cannot be read: their fonts do not say", "letters"
    )
    yield from _note(read.broken, "is broken and was left out", "are broken and were left out")
    if read.reached < read.count:
        yield f"only the first {read.reached:,} of {read.count:,} pages were read"


def _note(pages: list[int], one: str, many: str, rest: str = "") -> Iterator[str]:
    if not pages:
        return
    shown = ", ".join(map(str, pages[:_SHOWN_PAGES]))
    more = f" and {len(pages) - _SHOWN_PAGES} more" if len(pages) > _SHOWN_PAGES else ""
    end = " which letters it draws" if rest and len(pages) == 1 else " which letters they draw" if rest else ""
    yield (f"page {shown} {one}" if len(pages) == 1 else f"pages {shown}{more} {many}") + end


def _published(value: str) -> str | None:
    found = _DATE.match(value)
    return iso_date("-".join(found.groups())) if found else None


def _read_page(pdfium: Any, document: Any, index: int) -> _Page:
    page = document[index]
    try:
        textpage = page.get_textpage()
        try:
            runs, unmapped, count = _runs(pdfium.raw, textpage)
        finally:
            textpage.close()
        unreadable = unmapped >= _MIN_UNMAPPED and unmapped > _MAX_UNMAPPED * count
        image = not runs and _has_image(pdfium.raw, page)
        box = page.get_bbox()
    finally:
        page.close()
    level, slanted = _turned(runs, box)
    return _Page(level, slanted, unreadable, image)


def _has_image(raw: Any, page: Any) -> bool:
    count = min(raw.FPDFPage_CountObjects(page), _OBJECTS)
    kinds = {raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, number)) for number in range(count)}
    return bool(kinds & {_IMAGE, _FORM}) or count == _OBJECTS


@dataclass(slots=True)
class _Growing:
    """A run that is being put together. The box is that of the page turned until the run is level."""

    pieces: list[str]
    left: float
    bottom: float
    right: float
    top: float
    turns: int
    slanted: bool
    bold: bool
    last: float = 0.0
    """Where the last character begins."""

    def takes(self, box: tuple[float, float, float, float]) -> bool:
        """Whether a character in this box carries on the run."""
        left, bottom, _, top = box
        height = max(self.top - self.bottom, 0.1)
        if abs(bottom - self.bottom) > _OTHER_LINE * height or abs(top - self.top) > _OTHER_LINE * height:
            return False
        # The letters of a ligature share one box.
        return -_BACK * height <= left - self.right <= _NEW_RUN_GAP * height or left == self.last


def _runs(raw: Any, textpage: Any) -> tuple[list[_Growing], int, int]:
    """The runs of a page in the order of its content, how many characters have no meaning, and how many there are."""
    found: list[_Growing] = []
    current: _Growing | None = None
    space = False
    unmapped = 0
    box = raw.FS_RECTF()
    reference = ctypes.byref(box)
    count = textpage.count_chars()
    for index in range(count):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if code in _SPACES:
            space = True
            if code in _LINE_ENDS:
                current = None
            continue
        if code < 0x20 or code == 0xFFFD or 0xE000 <= code < 0xF000:
            unmapped += bool(raw.FPDFText_HasUnicodeMapError(textpage, index)) or code == 0xFFFD
        piece = _meant(code)
        if not piece or not raw.FPDFText_GetLooseCharBox(textpage, index, reference):
            continue
        where = (box.left, box.bottom, box.right, box.top)
        if current is not None and current.takes(level := _level(where, current.turns)):
            current.pieces.append(" " + piece if space else piece)
            current.right = max(current.right, level[2])
            current.last = level[0]
        else:
            current = _begun(raw, textpage, index, piece, where)
            found.append(current)
        space = False
    return found, unmapped, count


def _meant(code: int) -> str:
    if code in _MEANT:
        return _MEANT[code]
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return ""
    return chr(code)


def _begun(raw: Any, textpage: Any, index: int, piece: str, where: tuple[float, float, float, float]) -> _Growing:
    angle = -raw.FPDFText_GetCharAngle(textpage, index)  # it counts clockwise
    quarters = round(angle / (math.pi / 2))
    slanted = abs(angle - quarters * math.pi / 2) > _SLANTED
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, name, 128, ctypes.byref(flags))
    bold = _BOLD.search(name.value) is not None
    level = _level(where, quarters % 4)
    return _Growing([piece], *level, quarters % 4, slanted, bold, level[0])


def _level(box: tuple[float, float, float, float], turns: int) -> tuple[float, float, float, float]:
    """The box on a page turned clockwise by so many quarters."""
    left, bottom, right, top = box
    if turns == 0:
        return box
    if turns == 1:
        return bottom, -right, top, -left
    if turns == 2:
        return -right, -top, -left, -bottom
    return -top, left, -bottom, right


def _turned(found: list[_Growing], page: tuple[float, float, float, float]) -> tuple[list[Run], list[Run]]:
    """The runs that stand like most of the page does, and the others; without those too small or off the page."""
    letters = [0, 0, 0, 0]
    for run in found:
        letters[run.turns] += 0 if run.slanted else len(run.pieces)
    usual = letters.index(max(letters))
    level: list[Run] = []
    slanted: list[Run] = []
    for run in found:
        edges = _level(page, run.turns)
        middle = ((run.left + run.right) / 2, (run.bottom + run.top) / 2)
        seen = edges[0] <= middle[0] <= edges[2] and edges[1] <= middle[1] <= edges[3]
        if not seen or run.top - run.bottom < _SMALLEST:
            continue
        made = Run("".join(run.pieces), run.left, run.bottom, run.right, run.top, run.bold)
        (slanted if run.slanted or run.turns != usual else level).append(made)
    return level, slanted
