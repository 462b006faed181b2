"""Web pages to article text."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarizer.confined import Limits
from summarizer.errors import SourceEmpty, SourceUnreadable
from summarizer.html import Page, declared_charset, looks_like_html, read_page

EXAMPLE = Path(__file__).parent.parent / "examples" / "council-budget.html"

FIRST = "The harbour master said on Monday that the north quay would stay closed to all ships until the end of May."
SECOND = "Divers had told her in January that two of the piles were eaten through and could break under a heavy load."


def page(body: str, head: str = "") -> str:
    nav = "<nav><a href=/>Home</a></nav>"
    return f"<!doctype html><html><head>{head}</head><body>{nav}<article>{body}</article></body></html>"


def text_of(body: str) -> str:
    return read_page(page(body), name="'a.html'").text


@pytest.fixture(scope="module")
def example() -> Page:
    return read_page(EXAMPLE.read_text(encoding="utf-8"), name="'council-budget.html'")


def test_example_names_title_author_date_and_language(example: Page) -> None:
    assert (example.title, example.author, example.published, example.language) == (
        "Tellingstow council freezes spending as reserve runs dry",
        "Oriel Hathersedge",
        "2026-10-08",
        "en",
    )


def test_example_is_the_article_from_headline_to_last_paragraph(example: Page) -> None:
    blocks = example.text.split("\n\n")

    assert len(blocks) == 15
    assert blocks[0] == "Tellingstow council freezes spending as reserve runs dry"
    assert blocks[5] == "Told in February"
    assert blocks[-1].endswith("below the required level for at least another year, he said.")


@pytest.mark.parametrize(
    "stray",
    ["Subscribe", "pageview", "ferry timetable", "sell the Corn Hall", "Leave a reply", "was printed", "Most read"],
)
def test_example_leaves_out_what_is_not_the_article(example: Page, stray: str) -> None:
    assert stray not in example.text


def test_blocks_are_set_apart_and_lines_kept() -> None:
    items = "<ul><li>First item</li><li>Second <b>item</b></li></ul>"
    body = f"<h2>On the quay</h2><p>{FIRST}</p>{items}<p>{SECOND}<br>Then tea.</p>"

    assert text_of(body) == f"On the quay\n\n{FIRST}\n\nFirst item\n\nSecond item\n\n{SECOND}\nThen tea."


def test_source_line_breaks_are_spaces() -> None:
    assert text_of(f"<p>{FIRST.replace(' ', chr(10))}</p><p>{SECOND}</p>") == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize(
    "hidden",
    [
        "<p style='display:none'>SECRET words that nobody sees on this page.</p>",
        "<p style='color:red; DISPLAY : none !important'>SECRET words that nobody sees on this page.</p>",
        "<div hidden><p>SECRET words that nobody sees on this page.</p></div>",
        "<p style='visibility:hidden'>SECRET words that nobody sees on this page.</p>",
        "<p style='font-size:0px'>SECRET words that nobody sees on this page.</p>",
        "<p style='height:0;overflow:hidden'>SECRET words that nobody sees on this page.</p>",
        "<p style='position:absolute;left:-9999px'>SECRET words that nobody sees on this page.</p>",
        "<template><p>SECRET words that nobody sees on this page.</p></template>",
        "<!-- SECRET words that nobody sees on this page. -->",
        "<script>var words = 'SECRET words that nobody sees on this page.'</script>",
    ],
)
def test_hidden_text_is_not_read(hidden: str) -> None:
    assert text_of(f"<p>{FIRST}</p>{hidden}<p>{SECOND}</p>") == f"{FIRST}\n\n{SECOND}"


@pytest.mark.parametrize("style", ["font-size:0.9em", "height:0", "display:block", "font-size:10px", "left:-10px"])
def test_harmless_styles_hide_nothing(style: str) -> None:
    assert text_of(f"<p>{FIRST}</p><p style='{style}'>{SECOND}</p>") == f"{FIRST}\n\n{SECOND}"


def test_text_after_a_hidden_element_stays() -> None:
    assert text_of(f"<p>Before <span hidden>nothing</span>and after. {FIRST}</p>") == f"Before and after. {FIRST}"


def test_a_repeated_paragraph_comes_once() -> None:
    assert text_of(f"<p>{FIRST}</p><p>{SECOND}</p><p>{FIRST}</p>") == f"{FIRST}\n\n{SECOND}"


def test_the_same_page_read_twice_gives_the_same() -> None:
    assert text_of(f"<p>{FIRST}</p><p>{SECOND}</p>") == text_of(f"<p>{FIRST}</p><p>{SECOND}</p>")


@pytest.mark.parametrize(
    ("given", "read"),
    [
        pytest.param("it&#146;s &#147;shut&#148;", "it’s “shut”", id="references counted in windows-1252"),
        pytest.param("a&#0;b &#xD800;c &#x110000;d &#27;[31me", "ab c d [31me", id="references to no character"),
        pytest.param("a\x07b \x00c", "ab c", id="control characters"),
        pytest.param("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c", id="escaped markup stays text"),
        pytest.param("naïve 🚢 Ærø", "naïve 🚢 Ærø", id="accents and emoji"),
    ],
)
def test_characters(given: str, read: str) -> None:
    assert text_of(f"<p>{FIRST}</p><p>Sign: {given}. {SECOND}</p>") == f"{FIRST}\n\nSign: {read}. {SECOND}"


@pytest.mark.parametrize(
    ("opening", "language"),
    [
        ("<html lang=de-CH>", "de"),
        ("<html lang='EN'>", "en"),
        ("<html><head><meta property='og:locale' content='fr_FR'></head>", "fr"),
        ("<html lang=''>", None),
        ("<html lang='english'>", None),
    ],
)
def test_language_is_what_the_page_says(opening: str, language: str | None) -> None:
    markup = f"{opening}<body><article><p>{FIRST}</p><p>{SECOND}</p></article></body></html>"

    assert read_page(markup, name="'a.html'").language == language


def test_no_date_is_guessed_from_the_text() -> None:
    assert read_page(page(f"<p>{FIRST}</p><p>It opened on 3 May 2011. {SECOND}</p>"), name="'a.html'").published is None


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("", id="nothing"),
        pytest.param("<html></html>", id="empty page"),
        pytest.param(
            "<html><body><script>start('a program that fills the page in later')</script></body></html>", id="script"
        ),
        pytest.param("<html><frameset><frame src=a.html></frameset></html>", id="frames"),
        pytest.param(page(f"<p hidden>{FIRST}</p>"), id="all hidden"),
        pytest.param(
            page("<h1>News</h1><ul>" + "<li><a href=/a>A boat was sold</a></li>" * 40 + "</ul>"), id="links only"
        ),
    ],
)
def test_a_page_without_an_article_is_empty(markup: str) -> None:
    with pytest.raises(SourceEmpty, match=r"^'a\.html' is a page without article text; "):
        read_page(markup, name="'a.html'")


def test_text_below_many_unclosed_tags_is_found() -> None:
    assert SECOND in text_of(f"{'<font>' * 400}<p>{FIRST}</p><p>{SECOND}</p>")


def test_signs_without_end_over_an_article_do_not_take_its_place() -> None:
    assert text_of(f"{'&amp;' * 5_000}<p>{FIRST}</p><p>{SECOND}</p>").endswith(f"{FIRST}\n\n{SECOND}")


def test_a_tail_is_cut_off_in_writing_without_spaces() -> None:
    long = "港务局长星期一说北码头将关闭到五月底，因为两根桩子已经被蛀空。"
    paragraphs = [f"{number}：{long * 3}" for number in range(3)]
    teasers = [f"<div>体育更多新闻{number}</div>" for number in range(8)]
    text = text_of("".join(f"<p>{words}</p>" for words in paragraphs) + "".join(teasers))
    assert text.split("\n\n") == paragraphs


def test_a_tag_with_very_many_attributes_does_not_stall() -> None:
    attributes = " ".join(f"a{number}=1" for number in range(50_000))

    assert text_of(f"<p>{FIRST}</p><p {attributes}>{SECOND}</p>") == f"{FIRST}\n\n{SECOND}"


def test_embedded_images_do_not_count_as_markup() -> None:
    image = f"<img src='data:image/png;base64,{'QUJD' * 1_500_000}'>"

    assert text_of(f"<p>{FIRST}</p>{image}<p>{SECOND}</p>") == f"{FIRST}\n\n{SECOND}"


def test_a_page_of_too_much_markup_is_refused() -> None:
    with pytest.raises(SourceUnreadable, match="characters of markup; save its text"):
        read_page("<html><body>" + "<p>word " * 700_000, name="'a.html'")


def test_lists_within_lists_without_end_are_read() -> None:
    assert FIRST in text_of("<ul><li>a word here" * 2000 + f"<p>{FIRST}</p>" * 5)


@pytest.mark.parametrize(
    "opening",
    [
        pytest.param("<div>" * 100_000, id="blocks"),
        pytest.param("<b>" * 100_000, id="inline"),
        pytest.param("<table><tr><td>" * 3_000, id="tables"),
        pytest.param("<!--x--!>" + "<div>" * 5_000, id="after a comment that ends oddly"),
    ],
)
def test_text_below_very_many_levels_is_found(opening: str) -> None:
    assert f"{FIRST}\n\n{SECOND}" in text_of(f"{opening}<p>{FIRST}</p><p>{SECOND}</p>")


def test_a_page_that_takes_too_long_is_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarizer.html._LIMITS", Limits(seconds=1.0))

    with pytest.raises(
        SourceUnreadable, match=r"^'a\.html' is a page that cannot be taken apart: it takes more than 1 s[^\n]+$"
    ):
        read_page(page("<h2>Head</h2>" * 200_000), name="'a.html'")


def test_a_heavy_page_reads_like_a_light_one() -> None:
    markup = page(f"<p>{FIRST}</p><!--{'<i>' * 20_000}--><p>{SECOND}</p>", "<title>Quay shut</title>")

    assert read_page(markup, name="'a.html'") == Page(f"{FIRST}\n\n{SECOND}", title="Quay shut")


@pytest.mark.parametrize(
    ("head", "canonical"),
    [
        ("<link rel=canonical href='https://example.org/quay'>", "https://example.org/quay"),
        ("<link rel=canonical href='/quay'>", "https://example.com/quay"),
        ("<meta property='og:url' content='https://example.org/quay'>", "https://example.org/quay"),
        ("<link rel=canonical href='javascript:alert(1)'>", None),
        ("<link rel=canonical href='http://[bad'>", None),
        ("", None),
    ],
)
def test_canonical_address(head: str, canonical: str | None) -> None:
    markup = page(f"<p>{FIRST}</p><p>{SECOND}</p>", head)

    assert read_page(markup, name="'a.html'", url="https://example.com/a?b=c").canonical == canonical


def test_tables_are_lines_with_cells_set_apart() -> None:
    table = "<table><tr><th>Ship</th><th>Berth</th></tr><tr><td>Aurora of the North</td><td>3</td></tr></table>"

    assert text_of(f"<p>{FIRST}</p>{table}<p>{SECOND}</p>").split("\n\n") == [
        FIRST,
        "Ship | Berth",
        "Aurora of the North | 3",
        SECOND,
    ]


def test_captions_are_not_glued_to_sentences() -> None:
    figure = "<figure><img src=a.png><figcaption>The quay in March</figcaption></figure>"
    blocks = text_of(f"<p>{FIRST}</p>{figure}<p>{SECOND}</p>").split("\n\n")

    assert [block for block in blocks if block != "The quay in March"] == [FIRST, SECOND]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><html>", True),
        ("\n<!-- saved --> <HTML lang=en>", True),
        ("<?xml version='1.0'?>\n<html>", True),
        ("<p>A paragraph", False),
        ("The <html> tag begins a page.", False),
        ("<heading>", False),
    ],
)
def test_looks_like_html(text: str, expected: bool) -> None:
    assert looks_like_html(text) is expected


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (b"<html><meta charset=windows-1251>", "windows-1251"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-2">', "iso-8859-2"),
        (b"<html><meta charset=x-sjis>", "cp932"),
        (b"<html><meta charset=utf-16>", "utf-8"),
        (b"<html><!--" + b"x" * 9000 + b"--><meta charset=koi8-r>", "koi8-r"),
        (b"<?xml version='1.0' encoding='koi8-r'?><html>", "koi8-r"),
        (b"<html>no charset=here", None),
    ],
)
def test_declared_charset(data: bytes, charset: str | None) -> None:
    assert declared_charset(data) == charset
