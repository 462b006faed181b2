"""PDF documents to their text."""

from __future__ import annotations

import builtins
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import MissingExtra, SourceEmpty, SourceUnreadable
from summarizer.pdf import read_pdf
from tests.paperwork import Put, column, pdf

LEFT = [
    "The harbour board said on Monday that the Sicher-",
    "heit of the quay was in doubt. Mr Orle of Anglo-",
    "American Ports denied it and asked for more time",
    "than the board had given him, namely five days.",
]
RIGHT = [
    "Divers had told it in January that two piles",
    "were rotten and that they might break under",
    "load. The board answered in March, after a sec-",
    "ond survey, that nothing could be done at all.",
]
LEFT_READ = (
    "The harbour board said on Monday that the Sicherheit of the quay was in doubt. Mr Orle of Anglo-American Ports "
    "denied it and asked for more time than the board had given him, namely five days."
)
RIGHT_READ = (
    "Divers had told it in January that two piles were rotten and that they might break under load. The board answered "
    "in March, after a second survey, that nothing could be done at all."
)
NARROW = [
    ["The board shut the quay on", "Monday and gave no reason", "for that to the tenants."],
    ["The divers had warned of it", "in January, when two piles", "were found to be rotten."],
    ["The mayor says that nobody", "told her before the spring", "when it was long too late."],
]


def text_of(*pages: Sequence[Put], **given: Any) -> str:
    return read_pdf(pdf(pages, **given)).text


def test_columns_are_read_one_after_another() -> None:
    assert text_of(column(60, 700, LEFT) + column(320, 700, RIGHT)) == f"{LEFT_READ}\n\n{RIGHT_READ}"


@pytest.mark.parametrize("shift", [0, 3, 6, 9], ids="{} points".format)
def test_columns_whose_lines_do_not_meet_are_read_one_after_another(shift: int) -> None:
    assert text_of(column(60, 700, LEFT) + column(320, 700 - shift, RIGHT)) == f"{LEFT_READ}\n\n{RIGHT_READ}"


def test_columns_drawn_line_by_line_across_the_page_are_still_columns() -> None:
    woven = [put for pair in zip(column(60, 700, LEFT), column(320, 700, RIGHT), strict=True) for put in pair]
    assert text_of(woven) == f"{LEFT_READ}\n\n{RIGHT_READ}"


def test_three_columns() -> None:
    page = [put for place, lines in enumerate(NARROW) for put in column(50 + 170 * place, 700, lines)]
    assert text_of(page) == "\n\n".join(" ".join(lines) for lines in NARROW)


def test_a_heading_across_columns_stands_where_it_divides_them() -> None:
    page = [
        Put(100, 740, "A heading over both columns of it", 18),
        *column(60, 700, LEFT),
        *column(320, 700, RIGHT),
        Put(100, 620, "Another one further down the page", 18),
        *column(60, 590, NARROW[0]),
        *column(320, 590, NARROW[1]),
    ]
    assert text_of(page).split("\n\n") == [
        "A heading over both columns of it",
        LEFT_READ,
        RIGHT_READ,
        "Another one further down the page",
        " ".join(NARROW[0]),
        " ".join(NARROW[1]),
    ]


def test_a_sentence_goes_on_in_the_next_column() -> None:
    lines = [*LEFT[:3], "than the board had given him, so that it was not"]
    assert text_of(column(60, 700, lines) + column(320, 700, ["able to do it and thus", *RIGHT[1:]])) == (
        LEFT_READ.replace("namely five days.", "so that it was not able to do it and thus ")
        + RIGHT_READ.split("two piles ")[1]
    )


def test_paragraphs_are_told_by_indents() -> None:
    page = [*column(60, 700, LEFT), Put(75, 652, RIGHT[0]), *column(60, 640, RIGHT[1:])]
    assert text_of(page) == f"{LEFT_READ}\n\n{RIGHT_READ}"


def test_paragraphs_are_told_by_gaps() -> None:
    assert text_of(column(60, 700, LEFT) + column(60, 640, RIGHT)) == f"{LEFT_READ}\n\n{RIGHT_READ}"


def test_a_bold_heading_stands_by_itself() -> None:
    page = [Put(60, 712, "What the divers saw", 10, bold=True), *column(60, 700, LEFT)]
    assert text_of(page) == f"What the divers saw\n\n{LEFT_READ}"


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        pytest.param("they spoke of the Sicher-", "heit of it", "the Sicherheit of it", id="undone"),
        pytest.param("they spoke of Anglo-", "American it", "of Anglo-American it", id="before a capital"),
        pytest.param("they spoke of the COVID-", "19 wards", "the COVID-19 wards", id="before a figure"),
        pytest.param("they spoke of Nord-", "und Südkai", "of Nord- und Südkai", id="suspended"),
        pytest.param("they spoke of it from 1990-", "2010 on", "from 1990- 2010 on", id="after a figure"),
        pytest.param("a well-known man is a well-", "known man", "is a well-known man", id="known with a hyphen"),
        pytest.param("they spoke of the so\u00ad", "called one", "the socalled one", id="soft hyphen"),
    ],
)
def test_hyphens_at_line_ends(first: str, second: str, joined: str) -> None:
    assert joined in text_of(column(60, 700, ["It was on a Monday that " + first, second + " at the old quay."]))


def test_rows_of_a_table_stand_by_themselves() -> None:
    rows = [("Quay", "Length", "Depth"), ("North", "40 m", "5 m"), ("South", "38 m", "4 m")]
    page = [
        Put(60 + 120 * place, 600 - 14 * number, cell)
        for number, row in enumerate(rows)
        for place, cell in enumerate(row)
    ]
    assert text_of([*column(60, 700, LEFT), *page]) == (
        f"{LEFT_READ}\n\nQuay | Length | Depth\n\nNorth | 40 m | 5 m\n\nSouth | 38 m | 4 m"
    )


def test_rows_of_a_narrow_table_stand_by_themselves() -> None:
    page = [Put(200, 600, "Quay"), Put(240, 600, "Length"), Put(200, 588, "North"), Put(240, 588, "40 m")]
    assert text_of([*column(60, 700, LEFT * 2, size=12), *page]).endswith("\n\nQuay | Length\n\nNorth | 40 m")


def test_list_items_are_lines() -> None:
    assert text_of(column(60, 700, ["• the first thing that", "• the second thing that", "• the third"])) == (
        "• the first thing that\n• the second thing that\n• the third"
    )


def test_text_after_a_list_is_no_part_of_its_last_item() -> None:
    page = [Put(80, 700, "• the first thing"), Put(80, 688, "• the second thing"), *column(60, 676, LEFT)]
    assert text_of(page) == f"• the first thing\n• the second thing\n\n{LEFT_READ}"


def test_a_change_of_font_within_a_line_is_no_column() -> None:
    lines = [
        [
            Put(60, 700, "The board has three"),
            Put(165, 700, "rules on", 9, bold=True),
            Put(210, 700, "quays and on piers"),
        ],
        [
            Put(60, 688, "rules on", 9, bold=True),
            Put(105, 688, "quays are few, and the"),
            Put(212, 688, "piers have none"),
        ],
        [
            Put(60, 676, "The mayor says so in the"),
            Put(180, 676, "gazette", 9, bold=True),
            Put(220, 676, "of the town."),
        ],
    ]
    assert text_of([put for line in lines for put in line]) == (
        "The board has three rules on quays and on piers rules on quays are few, and the piers have none "
        "The mayor says so in the gazette of the town."
    )


def test_heads_that_change_with_the_chapter_are_known_by_their_page_numbers() -> None:
    chapters = ("Quays", "Quays", "Piers", "Divers", "Divers")
    found = read_pdf(
        pdf(
            [
                [Put(60, 800, f"On {chapter}"), Put(500, 800, str(number + 4)), *column(60, 700, NARROW[number % 3])]
                for number, chapter in enumerate(chapters, 1)
            ]
        )
    )
    assert [(found.text[start:end].split()[1], reason) for start, end, reason in found.marks] == [
        (chapter, "page_header") for chapter in chapters
    ]


def test_raised_figures_do_not_become_part_of_a_number() -> None:
    page = [Put(60, 700, "It cost 12"), Put(100.7, 704, "3", 6), Put(107, 700, "million in all.")]
    assert text_of(page) == "It cost 12³ million in all."


def paged(count: int) -> list[list[Put]]:
    return [
        [
            Put(60, 800, "The Quay Gazette"),
            *column(60, 700, [f"On page {number} the {'very ' * number}old harbour", *NARROW[number % 3], *RIGHT]),
            Put(60, 60, f"Edition of 3 May {2000 + number}"),
            Put(290, 40, str(number + 6)),
        ]
        for number in range(1, count + 1)
    ]


@pytest.mark.parametrize("count", [2, 3, 9])
def test_what_every_page_repeats_is_marked_and_stays(count: int) -> None:
    found = read_pdf(pdf(paged(count)))

    marked = [(found.text[start:end], reason) for start, end, reason in found.marks]
    expected = [
        ("The Quay Gazette", "page_header"),
        *((f"Edition of 3 May {2000 + number}", "page_footer") for number in range(1, count + 1)),
        *((str(number + 6), "page_number") for number in range(1, count + 1)),
    ]
    assert set(marked) == set(expected)
    assert len(marked) == 3 * count


def test_a_sentence_goes_on_over_the_page_and_its_foot() -> None:
    pages = paged(3)
    pages[0][1:-2] = column(
        60, 700, ["The harbour board said on Monday that it", "was going to shut the quay and that the"]
    )
    pages[1][1:-2] = column(60, 700, ["tenants had been told about that in March."])

    found = read_pdf(pdf(pages))

    sentence = "The harbour board said on Monday that it was going to shut the quay and that the tenants had been told"
    assert sentence in found.text
    assert page_of(found.pages, found.text.index("shut the quay")) == 1
    assert page_of(found.pages, found.text.index("tenants had been")) == 2
    assert page_of(found.pages, found.text.index("Edition of 3 May 2001")) == 1
    assert page_of(found.pages, found.text.index("On page 3")) == 3


def page_of(pages: Sequence[tuple[int, int]], offset: int) -> int:
    return [page for start, page in pages if start <= offset][-1]


@pytest.mark.parametrize("words", ["Page 1 of 9", "– 1 –", "Seite 1 von 3", "1"])
def test_the_number_of_a_lone_page_is_known_by_its_form(words: str) -> None:
    found = read_pdf(pdf([[*column(60, 700, LEFT), Put(290, 40, words)]]))
    assert [reason for _, _, reason in found.marks] == ["page_number"]


def test_a_figure_alone_at_the_end_of_a_lone_page_stays() -> None:
    assert read_pdf(pdf([[*column(60, 700, LEFT), Put(60, 600, "1848")]])).marks == ()


def test_text_that_is_not_level_is_marked() -> None:
    found = read_pdf(pdf([[*column(60, 700, LEFT), Put(30, 300, "DRAFT OF MAY", matrix="0 1 -1 0")]]))
    assert found.text == f"{LEFT_READ}\n\nDRAFT OF MAY"
    assert [(found.text[start:end], reason) for start, end, reason in found.marks] == [("DRAFT OF MAY", "page_margin")]


def test_a_page_that_lies_on_its_side_is_read() -> None:
    page = [Put(300 + 12 * number, 100, line, matrix="0 1 -1 0") for number, line in enumerate(LEFT)]
    found = read_pdf(pdf([page]))
    assert (found.text, found.marks) == (LEFT_READ, ())


def test_text_off_the_page_or_too_small_to_see_is_left_out() -> None:
    page = [*column(60, 700, LEFT), Put(60, 5000, "Off the page"), Put(60, 500, "Too small", 0.5)]
    assert text_of(page) == LEFT_READ


@pytest.mark.parametrize(
    ("info", "title", "author", "published"),
    [
        pytest.param(
            "/Title(The quay)/Author(Ann Orle)/CreationDate(D:20260501120000Z)",
            "The quay",
            "Ann Orle",
            "2026-05-01",
            id="all",
        ),
        pytest.param(
            "/Title(Microsoft Word - quay.docx)/CreationDate(D:20261301)", None, None, None, id="no title, no date"
        ),
        pytest.param("/Title(untitled)/CreationDate(yesterday)", None, None, None, id="words"),
    ],
)
def test_metadata(info: str, title: str | None, author: str | None, published: str | None) -> None:
    found = read_pdf(pdf([column(60, 700, LEFT)], info=info))
    assert (found.title, found.author, found.published) == (title, author, published)


def test_pages_that_may_be_scans_are_named() -> None:
    page = column(60, 700, LEFT)
    assert read_pdf(pdf([page, [], page, []], images=[2, 4])).notes == ("pages 2, 4 have no text: they may be scans",)
    assert read_pdf(pdf([page, [], []], images=[2])).notes == ("page 2 has no text: it may be a scan",)


@pytest.mark.parametrize(
    ("data", "error", "message"),
    [
        pytest.param(
            pdf([[], []], images=[1, 2]),
            SourceEmpty,
            "is a PDF without text (none of its 2 pages has any); it may be a scan: run text recognition over it first",
            id="scan",
        ),
        pytest.param(
            pdf([[]]),
            SourceEmpty,
            "is a PDF without text (its page has any); give a source with text in it",
            id="blank",
        ),
        pytest.param(
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
            SourceUnreadable,
            "is a broken PDF; open it in a viewer and print it to a new PDF",
            id="broken",
        ),
    ],
)
def test_what_cannot_be_read_says_so(data: bytes, error: type[Exception], message: str) -> None:
    with pytest.raises(error) as caught:
        read_pdf(data)
    assert str(caught.value) == message


def test_the_library_may_be_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    true_import = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "pypdfium2":
            raise ImportError(name)
        return true_import(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match="needs pypdfium2; install it: pip install pypdfium2"):
        read_pdf(pdf([[]]))


puts = st.builds(
    Put,
    x=st.floats(-50, 650),
    y=st.floats(-50, 900),
    words=st.text(st.characters(codec="cp1252", exclude_categories=["Cc"]), min_size=1, max_size=40),
    size=st.floats(0.1, 60),
    bold=st.booleans(),
    matrix=st.sampled_from(["1 0 0 1", "0 1 -1 0", "-1 0 0 -1", "0.9 0.4 -0.4 0.9", "0 0 0 0"]),
)


@given(st.lists(st.lists(puts, max_size=12), min_size=1, max_size=4))
@settings(max_examples=40)
def test_marks_and_pages_always_fit_the_text(pages: list[list[Put]]) -> None:
    try:
        found = read_pdf(pdf(pages))
    except SourceEmpty:
        return
    offsets = [offset for offset, _ in found.pages]
    assert offsets == sorted(offsets)
    assert not found.text or offsets[0] == 0
    end = 0
    for start, stop, _ in found.marks:
        assert end <= start < stop <= len(found.text)
        assert found.text[start:stop].strip()
        end = stop
