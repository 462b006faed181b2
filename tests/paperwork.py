"""Small documents of each kind, written by hand for tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "text", "table", "meta", "manifest")
)
_DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'


@dataclass(frozen=True, slots=True)
class Put:
    """Words put on a page of 595 by 842 points, their foot at ``y``."""

    x: float
    y: float
    words: str
    size: float = 10
    bold: bool = False
    matrix: str = "1 0 0 1"


def pdf(pages: Sequence[Sequence[Put]], *, info: str = "", images: Sequence[int] = ()) -> bytes:
    """A PDF of such pages; those numbered in ``images`` (from 1) also show a picture."""
    objects = ["<</Type/Catalog/Pages 2 0 R>>", ""]
    objects += [
        f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>"
        for name in ("Helvetica", "Helvetica-Bold")
    ]
    objects.append(
        "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\n"
        "stream\n0\nendstream"
    )
    kids = []
    for number, page in enumerate(pages, 1):
        drawn = "".join(_drawn(put) for put in page) + ("q 500 0 0 700 40 60 cm /I Do Q" if number in images else "")
        objects.append(f"<</Length {len(drawn)}>>\nstream\n{drawn}\nendstream")
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {len(objects)} 0 R"
            "/Resources<</Font<</R 3 0 R/B 4 0 R>>/XObject<</I 5 0 R>>>>>>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<</Type/Pages/Count {len(kids)}/Kids[{' '.join(kids)}]>>"
    objects.append(f"<<{info}>>")
    return _file(objects, f"/Root 1 0 R/Info {len(objects)} 0 R")


def _drawn(put: Put) -> str:
    words = put.words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{'B' if put.bold else 'R'} {put.size} Tf {put.matrix} {put.x} {put.y} Tm ({words}) Tj ET\n"


def _file(objects: Sequence[str], trailer: str) -> bytes:
    out = io.BytesIO(b"")
    out.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252"))
    start = out.tell()
    out.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{place:010} 00000 n \n" for place in places).encode())
    out.write(f"trailer\n<</Size {len(objects) + 1}{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


def column(x: float, y: float, lines: Sequence[str], *, leading: float = 12, size: float = 10) -> list[Put]:
    """Lines under one another, the first at ``y``."""
    return [Put(x, y - leading * number, words, size) for number, words in enumerate(lines)]


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """An archive of these files, the first of them not compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, data) in enumerate(parts.items()):
            archive.writestr(name, data, zipfile.ZIP_STORED if number == 0 else zipfile.ZIP_DEFLATED)
    return out.getvalue()


def paragraph(words: str, *, style: str = "", listed: bool = False) -> str:
    """A paragraph of a Word document; ``words`` may be runs already."""
    runs = words if words.startswith("<") else f"<w:r><w:t>{words}</w:t></w:r>"
    listing = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if listed else ""
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{listing}</w:pPr>{runs}</w:p>"


def word_table(*rows: Sequence[str]) -> str:
    """A table of a Word document."""
    lines = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def docx(body: str, *, note: str = "", core: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word document; ``note`` is its footnote 2."""
    related = f'<Relationships xmlns="{_PACKAGE}/relationships">'
    kind = f"{_PACKAGE}/content-types"
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{kind}"><Override PartName="/word/document.xml" '
            f'ContentType="{main}"/></Types>',
            "_rels/.rels": f'{related}<Relationship Id="r1" Type="{_OFFICE}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'{related}<Relationship Id="r1" Type="{_OFFICE}/footnotes" '
            f'Target="footnotes.xml"/><Relationship Id="r2" Type="{_OFFICE}/numbering" Target="numbering.xml"/>'
            "</Relationships>",
            "word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>",
            "word/footnotes.xml": f'<w:footnotes {WORD}><w:footnote w:id="2">{note}</w:footnote></w:footnotes>',
            "word/numbering.xml": f'<w:numbering {WORD}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">'
            '<w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
            "</w:numbering>",
            "docProps/core.xml": f'<p:coreProperties xmlns:p="urn:p" {_DC}>{core}</p:coreProperties>',
            **(more or {}),
        }
    )


def odt(body: str, *, meta: str = "", manifest: str = "", head: str = "") -> bytes:
    """An OpenDocument text; ``head`` stands before its content."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"{head}<office:document-content {_ODF}><office:body><office:text>{body}</office:text>"
            "</office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {_ODF} {_DC}><office:meta>{meta}</office:meta></office:document-meta>",
            "META-INF/manifest.xml": f"<manifest:manifest {_ODF}>{manifest}</manifest:manifest>",
        }
    )


def epub(chapters: Mapping[str, str], *, meta: str = "", more: Mapping[str, str] | None = None) -> bytes:
    """A book of these pages, by file name, in their order; one called ``nav.xhtml`` is its table of contents."""
    listed = "".join(_item(number, name) for number, name in enumerate(chapters))
    spine = "".join(f'<itemref idref="i{number}"/>' for number in range(len(chapters)))
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
            "OEBPS/book.opf": f'<package xmlns="http://www.idpf.org/2007/opf" {_DC}><metadata>{meta}</metadata>'
            f"<manifest>{listed}</manifest><spine>{spine}</spine></package>",
            **{f"OEBPS/{name}": page for name, page in chapters.items()},
            **(more or {}),
        }
    )


def _item(number: int, name: str) -> str:
    navigation = ' properties="nav"' if name == "nav.xhtml" else ""
    return f'<item id="i{number}" href="{name.replace(" ", "%20")}" media-type="application/xhtml+xml"{navigation}/>'
