"""Web pages in old encodings, with right, wrong and missing declarations."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.load import load
from summarizer.source import Source

RUSSIAN = "Начальник порта сообщила в понедельник, что северный причал останется закрытым для всех судов до конца мая."
JAPANESE = "港長は月曜日に、北の岸壁は五月の末まで閉鎖されたままになると述べた。潜水士は一月にそう告げていた。"
FRENCH = (
    "La capitaine du port a déclaré lundi que le quai nord resterait fermé ; les travaux coûteront 40 000 € au début."
)
ENGLISH = (
    "The harbour master said on Monday that the north quay – “eaten through” – would stay closed until the end of May."
)


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        pytest.param(RUSSIAN, "cp1251", "windows-1251", id="windows-1251"),
        pytest.param(RUSSIAN, "cp1251", "x-cp1251", id="windows-1251 by an old name"),
        pytest.param(RUSSIAN, "cp1251", None, id="windows-1251 undeclared"),
        pytest.param(RUSSIAN, "cp1251", "utf-8", id="windows-1251 declared UTF-8"),
        pytest.param(RUSSIAN, "cp1251", "no-such-encoding", id="windows-1251 declared as nothing known"),
        pytest.param(RUSSIAN, "koi8_r", "koi8-r", id="koi8-r"),
        pytest.param(RUSSIAN, "utf-8", "windows-1251", id="UTF-8 declared windows-1251"),
        pytest.param(RUSSIAN, "utf-16", "utf-16", id="UTF-16 with a mark"),
        pytest.param(ENGLISH, "utf-16-le", "utf-16", id="UTF-16 without a mark"),
        pytest.param(ENGLISH, "cp1252", "utf-16", id="windows-1252 declared UTF-16"),
        pytest.param(ENGLISH, "cp1252", "iso-8859-1", id="windows-1252 declared Latin-1"),
        pytest.param(JAPANESE, "cp932", "Shift_JIS", id="Shift_JIS"),
        pytest.param(JAPANESE, "cp932", "x-sjis", id="Shift_JIS by an old name"),
        pytest.param(JAPANESE, "cp932", "utf-8", id="Shift_JIS declared UTF-8"),
        pytest.param(JAPANESE, "euc_jp", "euc-jp", id="EUC-JP"),
        pytest.param(FRENCH, "iso8859_15", "iso-8859-15", id="ISO-8859-15"),
        pytest.param(FRENCH, "utf-8", "iso-8859-15", id="UTF-8 declared ISO-8859-15"),
    ],
)
def test_the_article_comes_out_as_it_was_written(
    tmp_path: Path, text: str, encoding: str, declared: str | None
) -> None:
    meta = f"<meta charset='{declared}'>" if declared else ""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in (text, text[: len(text) // 2], text[::-1]))
    markup = f"<!doctype html><html><head>{meta}</head><body><article>{body}</article></body></html>"
    path = tmp_path / "page.html"
    path.write_bytes(markup.encode(encoding))

    assert load(Source("file", str(path))).text.startswith(text)
