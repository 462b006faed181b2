"""Bytes to text."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.decode import decode, unify_line_ends
from summarizer.errors import SourceUnreadable

ENGLISH = "The ferryman said the café – his sister’s – would “stay shut until May”. Nobody on the quay had asked him.\n"
GERMAN = "Die Fährfrau sagte, der Steg müsse für ein Jahr gesperrt bleiben. Größere Schiffe dürften nicht anlegen.\n"
FRENCH = (
    "Le passeur a déclaré que la jetée resterait fermée jusqu’à l’été. « On nous a prévenus dès février », dit-il.\n"
)
POLISH = "Przewoźnik powiedział, że pomost będzie zamknięty do wiosny. Mieszkańcy ostrzegali już w styczniu.\n"
CZECH = (
    "Převozník řekl, že molo zůstane zavřené až do jara. Obyvatelé varovali už v únoru, že je poškozené a že "
    "příští bouře by je mohla zničit. Město na dopis neodpovědělo.\n"
)
SPANISH = "El barquero señaló que el muelle seguirá cerrado hasta mayo. ¿Quién pagará los 300 € por día? Nadie avisó.\n"
RUSSIAN = "Паромщик сказал, что причал останется закрытым до весны. Жители предупреждали ещё в феврале.\n"
GREEK = "Ο βαρκάρης είπε ότι η αποβάθρα θα μείνει κλειστή ως την άνοιξη. Οι κάτοικοι το ήξεραν από καιρό.\n"
JAPANESE = "渡し守は、桟橋が春まで閉まると述べた。住民は二月にすでに警告していた。だれが費用を払うのか。\n"
CHINESE = "摆渡人说，码头将关闭到春天。居民早在二月就警告说木桩已经损坏，可能会倒塌。\n"
KOREAN = "뱃사공은 선착장이 봄까지 폐쇄될 것이라고 말했다. 주민들은 이미 이월에 경고했다.\n"

# Letters and marks of any script, but no bytes order mark, NUL or other control character, and no lone surrogate.
prose = st.text(
    st.characters(blacklist_categories=["Cc", "Cs"], blacklist_characters="\ufeff", whitelist_characters="\n\t")
)


@given(prose)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_comes_back_unchanged(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), name="'a.txt'") == text


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_one_line(data: bytes) -> None:
    lines = ["one line"]
    try:
        decode(data, name="'a.txt'").encode("utf-8")
    except SourceUnreadable as error:
        lines = str(error).splitlines()

    assert len(lines) == 1


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", ENGLISH),
        ("mac_roman", ENGLISH),
        ("iso8859_1", GERMAN),
        ("cp1252", FRENCH),
        ("iso8859_15", SPANISH),
        ("cp1250", POLISH),
        ("iso8859_2", POLISH),
        ("cp1250", CZECH),
        ("iso8859_2", CZECH),
        ("cp1251", RUSSIAN),
        ("koi8_r", RUSSIAN),
        ("iso8859_5", RUSSIAN),
        ("cp1253", GREEK),
        ("shift_jis", JAPANESE),
        ("euc_jp", JAPANESE),
        ("gb18030", CHINESE),
        ("euc_kr", KOREAN),
    ],
    ids=lambda value: value if value.isascii() else value[:6],
)
def test_older_encodings_are_recognised(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding), name="'a.txt'") == text


@pytest.mark.parametrize(
    ("text", "encoding", "charset", "expected"),
    [
        pytest.param(RUSSIAN, "cp866", "cp866", RUSSIAN, id="what is declared beats statistics"),
        pytest.param(ENGLISH, "cp1252", "ISO-8859-1", ENGLISH, id="latin-1 means windows-1252"),
        pytest.param(GERMAN, "utf-8", "iso-8859-1", GERMAN, id="valid UTF-8 beats what is declared"),
        pytest.param(ENGLISH, "cp1252", "no-such-charset", ENGLISH, id="unknown name"),
        pytest.param(ENGLISH, "cp1252", "hex", ENGLISH, id="codec that is no character set"),
        pytest.param(JAPANESE, "iso2022_jp", "iso-2022-jp", JAPANESE, id="seven bits with escapes"),
    ],
)
def test_a_declared_charset_is_weighed(text: str, encoding: str, charset: str, expected: str) -> None:
    assert decode(text.encode(encoding), name="'a.txt'", charset=charset) == expected


def test_utf16_without_a_mark_is_recognised() -> None:
    assert decode(GERMAN.encode("utf-16-le"), name="'a.txt'") == GERMAN


def test_a_stray_byte_in_utf8_becomes_a_replacement_character() -> None:
    data = (GERMAN * 3).encode() + b"\xff" + FRENCH.encode()

    assert decode(data, name="'a.txt'") == GERMAN * 3 + "\ufffd" + FRENCH


def test_utf8_cut_off_in_a_character_is_still_utf8() -> None:
    assert decode((GERMAN + "é").encode()[:-1], name="'a.txt'") == GERMAN + "\ufffd"


def test_much_damaged_utf8_is_refused_with_the_first_place() -> None:
    with pytest.raises(SourceUnreadable, match=r"^'a\.txt' is UTF-8 with 20 bad places, the first at byte 8; "):
        decode("äöüß".encode() + "äöüß\xff".encode("latin-1")[-1:] * 20 + "äöüß".encode() * 20, name="'a.txt'")


def test_a_wrong_byte_order_mark_is_refused_with_the_place() -> None:
    with pytest.raises(SourceUnreadable, match="says it is UTF-8, but the bytes at 2 are not"):
        decode(b"\xef\xbb\xbfab\xff", name="'a.txt'")


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF document"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00word/document.xml", "a damaged Word document (.docx)"),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00notes.txt", "a damaged ZIP archive"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a PNG image"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "a JPEG image"),
        (b"GIF89a\x01\x00\x01\x00", "a GIF image"),
        (b"\x1f\x8b\x08\x00\x00\x00\x00\x00", "a gzip archive"),
        (b"{\\rtf1\\ansi Words}", "an RTF document"),
        (b"\x7fELF\x02\x01\x01\x00", "a program"),
        (b"\x00\x00\x00\x18ftypmp42", "a video"),
        (b"words\x00\x00\x01\x02 and more", "binary data"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_binary_files_are_refused_by_kind(data: bytes, kind: str) -> None:
    with pytest.raises(SourceUnreadable) as caught:
        decode(data, name="'a.txt'")

    assert str(caught.value).startswith(f"'a.txt' is {kind}, not text; ")


@pytest.mark.parametrize("size", [64, 1000, 20_000])
def test_random_bytes_are_no_text(size: int) -> None:
    with pytest.raises(SourceUnreadable):
        decode(random.Random(size).randbytes(size), name="'a.txt'")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("MZ is the sign of a land, BMX that of a bicycle.", id="letters that begin other files too"),
        pytest.param("\x1b[31mred\x1b[0m and \x07 a bell\n", id="terminal escapes"),
        pytest.param(ENGLISH * 10 + "\0", id="one stray NUL"),
        pytest.param("a\u00a0b\u2028c\u200bd\u00ade\U0001f6a2", id="spaces and joiners"),
    ],
)
def test_odd_text_is_still_text(text: str) -> None:
    assert decode(text.encode(), name="'a.txt'") == text


@given(prose)
def test_line_ends_become_newlines(text: str) -> None:
    assert unify_line_ends(text.replace("\n", "\r\n")) == text
    assert unify_line_ends(text.replace("\n", "\r")) == text
