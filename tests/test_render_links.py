"""What may be followed in the terminal's view."""

from __future__ import annotations

import re
from pathlib import Path

from summarizer.models import Summary
from summarizer.render.terminal import to_text
from summarizer.render.whereabouts import Links
from tests.documents import bridge_summary
from tests.test_render_terminal import AT_60_COLUMNS, paper, screen

LINK = re.compile(r"\x1b\]8;id=[0-9-]+;([^\x1b]*)\x1b\\(.*?)\x1b\]8;;\x1b\\")


def linked(summary: Summary, links: Links, width: int = 80) -> dict[str, str]:
    """What is linked, without its colours, and where it leads."""
    found = LINK.findall(to_text(summary, console=screen(width), links=links))
    return {re.sub(r"\x1b\[[0-9;]*m", "", words): address for address, words in found}


def test_ids_and_evidence_lead_to_the_line_of_the_file() -> None:
    found = linked(bridge_summary(), Links(file=Path("/news/bridge.txt"), host="desk", lines=True))
    assert found["c1"] == found["l. 3"] == "file://desk/news/bridge.txt#3"
    assert found["w1"] == "file://desk/news/bridge.txt#4"
    assert found["“Nobody told us”"] == "file://desk/news/bridge.txt#3"


def test_nothing_is_linked_on_paper() -> None:
    links = Links(file=Path("/news/bridge.txt"))
    assert to_text(bridge_summary(), console=paper(60), links=links) == AT_60_COLUMNS


def test_hostile_names_of_files_are_links_and_nothing_else() -> None:
    hostile = "/a\x1b]0;t\x07\u202e;\n#?é.txt"
    source = bridge_summary().source.model_copy(update={"location": hostile})
    summary = bridge_summary().model_copy(update={"source": source})
    shown = to_text(summary, console=screen(80), links=Links(file=Path(hostile), host="h\x1b"))
    rest = re.sub(r"\x1b\[[0-9;]*m", "", LINK.sub("", shown))
    assert "file://h%1B/a%1B%5D0%3Bt%07%E2%80%AE%3B%0A%23%3F%C3%A9.txt" in shown
    assert not set(rest) & set("\x1b\x07\u202e")
