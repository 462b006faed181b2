from __future__ import annotations

import re

import pytest

from summarizer.render.index import Entry, entry, to_index
from tests.documents import bridge_summary


def test_an_entry_of_a_summary() -> None:
    assert entry(bridge_summary(), "a/bridge.html") == Entry(
        "a/bridge.html",
        "Lower Wick bridge closed; council and engineer disagree on a warning",
        "bridge.txt",
        claims=3,
        warnings=1,
        contradictions=1,
        rejected=1,
    )


@pytest.mark.parametrize(
    ("file", "link"),
    [
        ("bridge.html", "./bridge.html"),
        ("a b/ü#?.html", "./a%20b/%C3%BC%23%3F.html"),
        ("javascript:alert(1)", "./javascript%3Aalert%281%29"),
        ('"><script>.html', "./%22%3E%3Cscript%3E.html"),
        ("//evil.example/x", ".///evil.example/x"),
    ],
)
def test_a_file_is_a_relative_address(file: str, link: str) -> None:
    assert f'<a href="{link}">' in to_index([Entry(file, "Head", "source")])


def test_an_article_without_a_page_tells_why() -> None:
    page = to_index([Entry("", "a.txt", "a.txt", problem="cannot be <read>")])
    assert "cannot be &lt;read&gt;" in page
    assert "<a " not in page


def test_hostile_headlines_stay_text() -> None:
    page = to_index([Entry("a.html", "<script>x</script>\u202e", '"onload="', partial=True)])
    assert page.count("<script>") == 1
    assert '&lt;script&gt;x&lt;/script&gt;<span class="cp" data-cp="202e"' in page
    assert "<em>partial</em>" in page


def test_entries_keep_their_order() -> None:
    page = to_index(Entry(f"{number}.html", f"Headline {number}", "s") for number in (3, 1, 2))
    assert re.findall(r"Headline \d", page) == ["Headline 3", "Headline 1", "Headline 2"]
    assert "<h1>3 summaries</h1>" in page
