"""What kind of file some bytes are."""

from __future__ import annotations

import io
import tarfile
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.sniff import DOCX, EML, EPUB, ODT, PDF, RTF, kind_of
from tests.paperwork import docx, epub, odt, paragraph, pdf, zipped

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
MAIL = b"Received: by a\r\nFrom: a@example.org\r\nSubject: The quay\r\n\r\nIt is shut.\r\n"


def tar() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        pytest.param(pdf([[]]), PDF, id="PDF"),
        pytest.param(b"\r\nX-Junk: of a mail server\r\n" + pdf([[]]), PDF, id="PDF after junk"),
        pytest.param(docx(paragraph("Words.")), DOCX, id="Word"),
        pytest.param(odt("<text:p>Words.</text:p>"), ODT, id="OpenDocument"),
        pytest.param(epub({"a.xhtml": "<p>Words.</p>"}), EPUB, id="EPUB"),
        pytest.param(rb"{\rtf1\ansi Words.}", RTF, id="RTF"),
        pytest.param(MAIL, EML, id="e-mail"),
        pytest.param(b"From a@example.org Mon May  4 10:00:00 2026\n" + MAIL, EML, id="e-mail out of a mailbox"),
    ],
)
def test_what_can_be_read(data: bytes, media_type: str) -> None:
    kind = kind_of(data)
    assert kind is not None
    assert kind.media_type == media_type


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n", "a PNG image", id="PNG"),
        pytest.param(b"RIFF\x00\x01\x00\x00WEBPVP8 ", "a WebP image", id="WebP"),
        pytest.param(b"RIFF\x00\x01\x00\x00WAVEfmt ", "a WAV sound", id="WAV"),
        pytest.param(b"\x00\x00\x00\x18ftypheic", "a HEIC image", id="HEIC"),
        pytest.param(b"\x00\x00\x00\x18ftypmp42", "a video", id="MP4"),
        pytest.param(b"ID3\x04\x00\x00", "an MP3 sound", id="MP3"),
        pytest.param(b"\x1aE\xdf\xa3", "a Matroska or WebM video", id="Matroska"),
        pytest.param(b"MZ\x90\x00\x03\x00", "a program", id="Windows program"),
        pytest.param(b"\xca\xfe\xba\xbe", "a program", id="Java class"),
        pytest.param(b"wOF2\x00", "a font", id="font"),
        pytest.param(tar(), "a tar archive", id="tar"),
        pytest.param(zipped({"a.txt": "Words."}), "a ZIP archive", id="ZIP"),
        pytest.param(
            zipped({"[Content_Types].xml": "", "xl/workbook.xml": ""}), "an Excel workbook (.xlsx)", id="xlsx"
        ),
        pytest.param(
            zipped({"[Content_Types].xml": "", "ppt/presentation.xml": ""}),
            "a PowerPoint presentation (.pptx)",
            id="pptx",
        ),
        pytest.param(
            zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
            "an OpenDocument spreadsheet (.ods)",
            id="ods",
        ),
        pytest.param(zipped({"META-INF/MANIFEST.MF": ""}), "a program", id="jar"),
        pytest.param(OLD + "WordDocument".encode("utf-16-le"), "an old Word document (.doc)", id="doc"),
        pytest.param(OLD + "Workbook".encode("utf-16-le"), "an old Excel workbook (.xls)", id="xls"),
        pytest.param(OLD + "__substg1.0_".encode("utf-16-le"), "an Outlook message (.msg)", id="msg"),
        pytest.param(
            OLD + "EncryptedPackage".encode("utf-16-le"), "an Office document protected by a password", id="encrypted"
        ),
        pytest.param(docx("")[:-40], "a damaged Word document (.docx)", id="half a Word document"),
        pytest.param(b"PK\x03\x04 broken", "a damaged ZIP archive", id="half an archive"),
        pytest.param(bytes(60) + b"BOOKMOBI", "a Kindle book", id="Kindle"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, words: str) -> None:
    kind = kind_of(data)
    assert kind is not None
    assert (kind.words, kind.media_type) == (words, None)
    assert kind.advice


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The signature %PDF-1.4 begins such files.", id="on PDF files"),
        pytest.param("From: the mayor\nSubject: the quay\n\nIt is shut.", id="memo"),
        pytest.param("Received: a letter\n\nIt is shut.", id="one header"),
        pytest.param("MZ, BM, ID3, RIFF and GIF8 begin other files.", id="letters of signatures"),
        pytest.param("PK is a make of tea.", id="PK"),
        pytest.param("<html><body>Words", id="page"),
        pytest.param("", id="nothing"),
    ],
)
def test_text_is_no_other_kind(text: str) -> None:
    assert kind_of(text.encode()) is None


@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"%PDF-", b"From: a\n", OLD[:8]]))
def test_no_bytes_break_it(data: bytes, head: bytes) -> None:
    kind_of(head + data)


def test_an_archive_that_lists_more_than_any_document_has_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is the length of the list, which a few long names make."""
    some, many = (docx("", more={f"{number:060000}": "" for number in range(count)}) for count in (32, 34))
    kind = kind_of(some)
    assert kind is not None
    assert kind.media_type == DOCX
    monkeypatch.delattr(zipfile, "ZipFile")
    kind = kind_of(many)
    assert kind is not None
    assert (kind.words, kind.media_type) == ("a ZIP archive", None)
