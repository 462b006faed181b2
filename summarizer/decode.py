"""Bytes to text: which encoding it is, and whether it is text at all."""

from __future__ import annotations

import codecs
import re

from summarizer.errors import SourceUnreadable
from summarizer.sniff import EML, kind_of

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Encodings people really save articles in. A shorter list is both faster and less often wrong.
_LEGACY = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874"),
    *("iso8859_2", "iso8859_5", "iso8859_7", "iso8859_9", "koi8_r", "koi8_u"),
    *("cp437", "cp850", "cp852", "cp866", "mac_roman", "mac_cyrillic"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949"),
)

# What a page calls itself is often a subset of what it is written in (WHATWG Encoding Standard, section 4.2).
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
}

# Codecs that are no character sets, or that let ASCII bytes stand for other characters.
_NOT_CHARSETS = {"unicode_escape", "raw_unicode_escape", "utf-7", "punycode", "idna", "undefined", "mbcs", "oem"}

_OTHER = "give a text, Markdown or HTML file"

_HEAD = 8192
"""Bytes at the start that are looked at for an encoding."""

_CONTROLS = re.compile("[\x01-\x06\x0e-\x1a\x1c-\x1f\x7f]")
"""Control characters that text has no use for. Terminals do write BEL, BS, TAB, LF, VT, FF, CR and ESC."""
_MAX_CONTROLS = 0.05
"""Share of control characters in text. Random or compressed bytes have .10, a log full of escapes under .03."""
_MAX_CONTROLS_LEGACY = 0.01
"""The same where the encoding had to be guessed, as nearly any bytes are valid in some old encoding."""
_MAX_NULS = 0.001
"""Share of NULs in text: a stray one in an article passes, binary data does not."""

_GOOD_PER_BAD = 3
"""A file is damaged UTF-8, rather than something older, with this many true multi-byte characters for each bad one."""
_MAX_BAD = 0.02
"""Share of unreadable bytes above which damaged UTF-8 is refused instead of marked with U+FFFD."""

_MIN_HIRAGANA = 0.15
"""Share of hiragana among non-ASCII characters: Japanese prose has about half, other text read as Japanese none."""
_MIN_UTF16_ZEROS = 0.3
"""Share of zero bytes in every other place that shows UTF-16 without a mark (European text has nearly 1)."""
_DETECTION_SIZE = 200_000
"""Bytes that the statistics look at; more only costs time."""


def decode(data: bytes, *, name: str, charset: str | None = None) -> str:
    """The text in ``data``, byte-order mark dropped, otherwise unchanged.

    ``charset`` is what the source says of itself; a byte-order mark and valid UTF-8 are believed before it, statistics
    after it. A few bad bytes in UTF-8 become U+FFFD. ``name`` stands in messages.

    Raises:
        SourceUnreadable: not text, or in no encoding that can be recognised.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _believable(_strictly(data[len(mark) :], encoding, name), name, _MAX_CONTROLS)
    _refuse_binary(data, name)
    unmarked = _unmarked_utf16(data)
    if unmarked is not None:
        return _believable(_strictly(data, unmarked, name), name, _MAX_CONTROLS)
    declared = _known(charset)
    if declared is not None and declared.startswith("iso2022") and b"\x1b" in data:  # looks like ASCII, is not
        return _believable(_strictly(data, declared, name), name, _MAX_CONTROLS)
    text = _utf8(data, name)
    if text is not None:
        return _believable(text, name, _MAX_CONTROLS)
    return _believable(_legacy(data, declared, name), name, _MAX_CONTROLS_LEGACY)


def unify_line_ends(text: str) -> str:
    """``text`` with ``\\r\\n`` and lone ``\\r`` as ``\\n``; no other character is touched."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse_binary(data: bytes, name: str) -> None:
    found = kind_of(data)
    if found is not None and found.media_type != EML:  # a message is text, too
        raise SourceUnreadable(f"{name} is {found.words}, not text; {found.advice or _OTHER}")


def _believable(text: str, name: str, most_controls: float) -> str:
    size = len(text)
    controls = len(_CONTROLS.findall(text))
    if text.count("\0") > size * _MAX_NULS or controls > size * most_controls:
        raise SourceUnreadable(f"{name} is binary data, not text; {_OTHER}")
    return text


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceUnreadable(
            f"{name} says it is {encoding.upper()}, but the bytes at {error.start} are not; save it as UTF-8"
        ) from error


def _unmarked_utf16(data: bytes) -> str | None:
    head = data[:_HEAD]
    if len(data) % 2 or len(head) < 4:
        return None
    even, odd = head[0::2].count(0) * 2 / len(head), head[1::2].count(0) * 2 / len(head)
    if odd > _MIN_UTF16_ZEROS and even < _MAX_NULS:
        return "utf-16-le"
    if even > _MIN_UTF16_ZEROS and odd < _MAX_NULS:
        return "utf-16-be"
    return None


def _known(charset: str | None) -> str | None:
    if not charset:
        return None
    try:
        found = codecs.lookup(charset.strip().strip("\"'"))
        b"a".decode(found.name, "ignore")
    except (LookupError, ValueError, UnicodeError):
        return None  # not known, or (hex, zlib, rot13) not from bytes to text
    return None if found.name in _NOT_CHARSETS else _SUPERSETS.get(found.name, found.name)


def _utf8(data: bytes, name: str) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _damaged_utf8(data, error, name)


def _damaged_utf8(data: bytes, error: UnicodeDecodeError, name: str) -> str | None:
    text = data.decode("utf-8", "replace")
    unreadable = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    multi_byte = len(text) - len(text.encode("ascii", "ignore")) - text.count("\ufffd")
    if multi_byte < unreadable * _GOOD_PER_BAD:
        return None
    if unreadable > len(text) * _MAX_BAD and unreadable > 1:
        raise SourceUnreadable(
            f"{name} is UTF-8 with {unreadable} bad places, the first at byte {error.start}; save it again as UTF-8"
        ) from error
    return text


def _legacy(data: bytes, declared: str | None, name: str) -> str:
    for encoding in (declared, "cp932", "euc_jp"):
        if encoding is None:
            continue
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if encoding == declared or _is_japanese(text):
            return text
    return data.decode(_detect(data, name), "replace")  # bytes past the sample can be undefined in it


def _is_japanese(text: str) -> bool:
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return len(re.findall("[\u3041-\u3096]", text)) > foreign * _MIN_HIRAGANA


def _detect(data: bytes, name: str) -> str:
    # Imported here: start-up time.
    from charset_normalizer import from_bytes

    sample = data[:_DETECTION_SIZE]
    if len(data) > _DETECTION_SIZE and not any(byte > 127 for byte in sample):
        first = re.search(rb"[\x80-\xff]", data)
        sample = data[first.start() if first else 0 :][:_DETECTION_SIZE]
    best = from_bytes(sample, cp_isolation=list(_LEGACY)).best()
    if best is None:
        raise SourceUnreadable(f"{name} is in no encoding that can be recognised; save it as UTF-8")
    if "cp1252" in best.could_be_from_charset:  # between equals the one that is by far the most used
        euro = b"\xa4" in sample and not re.search(rb"[\x80-\x9f]", sample)  # a general currency sign elsewhere
        return "iso8859_15" if euro else "cp1252"
    if best.encoding in ("cp1250", "iso8859_2"):
        return "iso8859_2" if _is_iso_8859_2(sample) else "cp1250"
    return str(best.encoding)


def _is_iso_8859_2(data: bytes) -> bool:
    """Tell it from its sister windows-1250, which keeps the letters that the two disagree on below 0xA0."""
    apart = {byte for byte in set(data) if byte > 127 and _letter(byte, "cp1250") != _letter(byte, "iso8859_2")}
    telling = apart - {0xA5, 0xB9}  # Polish letters in the one, Czech ones in the other
    return bool(telling) and min(apart) > 0x9F and all(_letter(byte, "iso8859_2").isalpha() for byte in apart)


def _letter(byte: int, encoding: str) -> str:
    return bytes([byte]).decode(encoding, "replace")
