"""Input made up of pieces that have broken programs of this kind: quotes, escapes, marks of direction, torn markup."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

WORDS = [
    "The harbour master said on Monday that the quay is shut until 3 May 2026. ",
    "“It will fall,” Ada Quist warned; nobody at Orlo Ltd. listened. ",
    "He asked: 'Who pays the 4.5 million euros?' ",
    "According to Dr. J. R. Marsh (62), 30 percent of the piles are gone, not 3 percent. ",
    "„Wir haben es gewusst“, sagte Frau Dr. Lehm am 3. Mai gegen 14.30 Uhr. ",
    "« C’est faux », a répondu M. Brun, qui n’a rien signé. ",
    "—No lo sabía —dijo la señora Paz—. ¿Quién paga? ",
    "«Причал закрыт до 1 мая», — сообщила А. Б. Ильина. ",
    "港長は「岸壁は閉鎖する」と述べた。だれも聞かなかった。",
    "قال مدير الميناء إن الرصيف مغلق. ",
    "מנהל הנמל אמר שהרציף סגור. ",
]
LINES = [
    "By Ada Quist | Updated 4 May 2026",
    "Read more: The quay that nobody mended",
    "RELATED ARTICLES",
    "Leave a comment",
    "Your email address will not be published. Required fields are marked *",
    "Share on Facebook Twitter WhatsApp",
    "© 2026 Harbour Post. All rights reserved.",
    "About the author",
    "12 Comments",
    "###",
    "* * *",
    "- a list item",
    "1. another",
    "# Heading",
    "> quoted",
    "| a | b |",
    "---",
    "```",
    "WARNING: DO NOT ENTER",
    "Q: Why? A: Because.",
]
ODD = [
    *("\n", "\n\n", "\r\n", "\r", "\t", " ", "\u00a0", "\u3000", "\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x1c"),
    *("\x1b[31m", "\x1b]8;;http://x\x07", "\x9b2J", "\x07", "\x08", "\x00", "\x7f"),
    *("\u202e", "\u2066", "\u200f", "\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\ufffd", "\U000e0041"),
    *("“", "”", "„", "«", "»", "‘", "’", '"', "'", "`", "''", "—", "–", "…", "...", "?!", ".”", ".)"),
    *("[bold]", "[/]", "[link=x]", "**", "__", "![x](http://y)", "[a](javascript:b)", "<b>", "</p>", "<!--", "-->"),
    *("<script>alert(1)</script>", "</script>", "</style>", "&lt;", "&amp;", "&#0;", "&#x202e;", "{{x}}", "%s", "\\u"),
    *("e\u0301", "ﬁ", "İ", "ß", "ﷺ", "👩‍🚀", "🇩🇪", "𝟑", "½", "٣", "①", "\U0010ffff", "1" * 40, "9.9.9.9", "$1,2,3.4"),
    *("Mr. ", "U.S. ", "e.g. ", "No. 5 ", "St. ", "https://a.b/c?d=e", "a@b.cc", "@x", "A" * 300, ". " * 30, "(" * 30),
]
SCALAR = st.characters(exclude_categories=["Cs"])

PIECES = st.sampled_from(WORDS) | st.sampled_from(WORDS) | st.sampled_from(LINES) | st.sampled_from(ODD)


@st.composite
def texts(draw: Callable[[Any], Any], *, most: int = 40) -> str:
    """Articles of a kind; some pieces are cut off, some stand many times."""
    found = []
    for _ in range(draw(st.integers(0, most))):
        piece = draw(PIECES | st.text(SCALAR, max_size=12))
        shape = draw(st.integers(0, 19))
        if shape == 0:
            piece = piece[: draw(st.integers(0, len(piece)))]
        elif shape == 1:
            piece *= draw(st.integers(2, 60))
        found.append(piece + draw(st.sampled_from(["", "", "", " ", "\n", "\n\n"])))
    return "".join(found)


TAGS = (
    "p p p div div span a li ul ol table tr td th h1 h2 article section nav aside footer header main figure figcaption "
    "blockquote pre code br img b i em q font form input select option script style noscript template svg iframe "
    "textarea title body html head meta link object details dl dd dt center caption x-y"
).split()
ATTRIBUTES = (
    'class="comment"',
    'class="article-body"',
    "hidden",
    'style="display:none"',
    'style="font-size:0"',
    'id="comments"',
    'itemprop="articleBody"',
    'href="http://[x"',
    'href="javascript:x"',
    'href="/a"',
    'rel="canonical"',
    'charset="utf-16"',
    'name="author" content="Ada Quist"',
    'property="og:title" content="&lt;x"',
    'type="application/ld+json"',
    'datetime="9999-99-99"',
    'lang="de"',
    'colspan="999999999"',
    "a='\"",
    'b="',
    "=",
    "\x00",
)
JSON_LD = (
    '{"@type":"NewsArticle","author":[{"name":',
    '{"@graph":[{}',
    "[[[",
    '{"datePublished":"2026-13-45"}',
    "null",
)


@st.composite
def pages(draw: Callable[[Any], Any]) -> str:
    """Web pages: elements in any order, not all of them ended, some torn."""
    found = [
        draw(st.sampled_from(["", "<!doctype html>", "<?xml version='1.0' encoding='koi8-r'?>", "<html lang=en>"]))
    ]
    for _ in range(draw(st.integers(0, 40))):
        tag = draw(st.sampled_from(TAGS))
        attributes = " ".join(draw(st.lists(st.sampled_from(ATTRIBUTES), max_size=2)))
        inner = draw(texts(most=3) | st.sampled_from(JSON_LD))
        times = draw(st.sampled_from([1] * 12 + [3, 120]))
        end = draw(st.sampled_from([f"</{tag}>"] * 6 + ["", "</div>", "</p", "<"]))
        found.append(f"<{tag} {attributes}>" * times + inner + end * times)
    page = "".join(found)
    return page[: draw(st.integers(0, len(page)))] if draw(st.integers(0, 9)) == 0 else page


HEADS = [
    *(b"", b"", b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"%PDF-1.7\n", b"PK\x03\x04", b"{\\rtf1\\ansi "),
    *(
        b"From: a@b.cc\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\n",
        b"\xd0\xcf\x11\xe0",
        b"\x1f\x8b",
        b"GIF89a",
        b"---\n",
    ),
]
ENCODINGS = "utf-8 utf-8 utf-16 utf-16-le cp1252 cp1251 koi8_r cp932 euc_jp gb18030 iso8859_15 utf-7 utf-32".split()


@st.composite
def files(draw: Callable[[Any], Any]) -> bytes:
    """What may lie in a file: texts and pages in any encoding, some bytes of them wrong."""
    data = bytearray(draw(st.sampled_from(HEADS)))
    data += draw(texts() | pages()).encode(draw(st.sampled_from(ENCODINGS)), "ignore")
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 5]))):
        if data:
            data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data)
