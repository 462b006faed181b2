"""Labels, notices and an institution's own voice name speakers by layout."""

from __future__ import annotations

import pytest

from summarizer.labels import labels, notice_lines, speaks_for_itself
from summarizer.quotes import quotations
from tests.reading import document


def labelled(text: str) -> dict[str, str]:
    found = document(text)
    return {found.words(found.sentences[n]): label for n, label in labels(found).items()}


def test_a_label_in_capitals_that_comes_back_carries_its_paragraph() -> None:
    text = "HOLT: Did it leak? Say so.\n\nVARGA: It did.\n\nHOLT: When?\n\nVARGA: At noon.\n\nThey rose."

    assert labelled(text) == {
        "HOLT: Did it leak?": "HOLT",
        "Say so.": "HOLT",
        "VARGA: It did.": "VARGA",
        "HOLT: When?": "HOLT",
        "VARGA: At noon.": "VARGA",
    }


def test_a_label_that_stands_once_is_none() -> None:
    assert labelled("UPDATE: The pump runs again at Orlo.\n\nIt was mended at noon.") == {}


@pytest.mark.parametrize(
    ("line", "speaker"),
    [
        pytest.param("Status page: “All pumps are down.”", "Status page", id="page"),
        pytest.param("Ticket 9, opened by a night engineer: “It is stuck.”", "a night engineer", id="by"),
        pytest.param("A note from Ann Lee: “It is stuck.”", "Ann Lee", id="from"),
    ],
)
def test_a_label_before_a_quotation_names_who_wrote_it(line: str, speaker: str) -> None:
    assert labelled(f"The log of the night was printed.\n\n{line}") == {line: speaker}


@pytest.mark.parametrize(
    "line", ["The reason is simple: it leaks.", "Open: nine to five.", "It closed at 5: nobody came."]
)
def test_a_colon_alone_is_no_label(line: str) -> None:
    assert labelled(f"The log of the night was printed.\n\n{line}") == {}


NOTICE = (
    "The agency announced a recall.\n\nProduct: Brill kettles\nHazard: The lid can burst\n{rest}\n\nIt sold many.\n"
)


def noticed(text: str) -> list[str]:
    found = document(text)
    open_ = {s.number for s in found.sentences[1:]}
    return [found.words(found.sentences[n]) for n in sorted(notice_lines(found, open_))]


def test_three_fields_make_a_notice() -> None:
    assert noticed(NOTICE.format(rest="Remedy: Return it")) == [
        "Product: Brill kettles",
        "Hazard: The lid can burst",
        "Remedy: Return it",
    ]


def test_two_fields_make_none() -> None:
    assert noticed(NOTICE.format(rest="They can be returned.")) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("We failed. We know. Our pump broke. We mend it. It hurt us. We pay.", True, id="institution"),
        pytest.param("We failed. It broke. They left. He knew.", False, id="too few"),
        pytest.param(
            "“We failed. We know. Our pump broke. We mend it. It hurt us. We pay,” Lee said.", False, id="quoted"
        ),
        pytest.param("We, we, we, we, we and we. " + "It ran. " * 60, False, id="too few for its length"),
    ],
)
def test_many_we_are_an_institution_s_voice(text: str, expected: bool) -> None:
    found = document(text)

    assert speaks_for_itself(found, quotations(found.text, found.paragraphs)) is expected
