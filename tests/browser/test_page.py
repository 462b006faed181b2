from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from summarizer.models import Summary
from summarizer.render.html import to_html
from summarizer.render.index import Entry, to_index
from tests.browser.chromium import chromium, opened, until
from tests.browser.hostile import CASES, hostile_summary
from tests.contradictory import CALL, HURT, disputed
from tests.documents import bridge_summary
from tests.hard_summaries import hard_summary
from tests.render_pages import write_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# The marked words, with the characters that stand-ins stand for.
MARKED = """() => Array.from(document.querySelectorAll("#article .h.on"), (piece) => {
  const copy = piece.cloneNode(true);
  for (const each of copy.querySelectorAll(".cp"))
    each.replaceWith(String.fromCodePoint(parseInt(each.dataset.cp, 16)));
  return [Number(piece.dataset.start), Number(piece.dataset.end), copy.textContent];
})"""
IN_VIEW = """() => {
  const box = document.querySelector("#article .h.on").getBoundingClientRect();
  return box.top >= 0 && box.top < innerHeight;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture
def bridge(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    with opened(browser, write_page(tmp_path, bridge_summary())) as page:
        yield page


def marked(page: Page) -> dict[int, str]:
    """The marked code points and what stands at each."""
    return {
        start + number: character
        for start, end, words in page.evaluate(MARKED)
        for number, character in enumerate(words)
        if start + number < end
    }


def covered(summary: Summary, ranges: list[tuple[int, int]]) -> dict[int, str]:
    return {place: summary.text[place] for start, end in ranges for place in range(start, end)}


@pytest.mark.parametrize("seed", [3, 11, 29, 57])
def test_a_click_on_an_item_marks_its_words_offset_by_offset(browser: Browser, tmp_path: Path, seed: int) -> None:
    summary = hard_summary(seed)
    evidence = {claim.id: [(e.start, e.end) for e in claim.evidence] for claim in summary.claims}
    with opened(browser, write_page(tmp_path, summary)) as page:
        for name, ranges in evidence.items():
            link = page.locator(f"[id='{name}'] a.go").first
            if link.count() and any(start < end for start, end in ranges):
                link.evaluate("link => link.click()")
                assert marked(page) == covered(summary, ranges), name


def test_the_words_come_into_view_and_are_told(bridge: Page) -> None:
    bridge.set_viewport_size({"width": 1000, "height": 260})
    bridge.locator("#c3 a.go").click()

    until(bridge, IN_VIEW)
    assert bridge.locator("#say").inner_text().startswith("c3 marked in the article: A spokesman")
    assert bridge.evaluate("location.hash") == "#c3"


def test_a_click_on_words_opens_their_item(bridge: Page) -> None:
    bridge.locator("#article .h", has_text="A spokesman").click()

    assert bridge.evaluate("document.activeElement.id") == "c3"
    assert bridge.locator("#c3").get_attribute("class") == "item on"


def test_words_of_several_items_offer_all_of_them(bridge: Page) -> None:
    bridge.locator("#article .h", has_text="in March").first.click()
    offered = bridge.locator("#pop button b").all_inner_texts()
    bridge.keyboard.press("ArrowDown")
    bridge.keyboard.press("Enter")

    assert sorted(offered) == ["c2", "w1", "x1"]
    assert bridge.evaluate("document.activeElement.id") == offered[1]
    assert not bridge.locator("#pop").is_visible()


def test_escape_leaves_the_offer_for_the_words_it_came_from(bridge: Page) -> None:
    bridge.locator("#article .h", has_text="in March").first.click()
    bridge.keyboard.press("Escape")

    assert not bridge.locator("#pop").is_visible()
    assert bridge.evaluate("document.activeElement.className").startswith("h ")


@pytest.mark.parametrize(
    ("control", "value", "shown"),
    [
        ("#by-voice", "1", ["w1", "x1", "c2"]),
        ("#by-stance", "denies", ["c1"]),
        ("#by-kind", "w", ["w1"]),
        ("#by-kind", "reun", ["r1", "e1", "e2", "u1"]),
        ("#by-key", None, ["c1", "c2"]),
        ("#search", "mira oldfield", ["x1", "c1"]),
    ],
)
def test_filters(bridge: Page, control: str, value: str | None, shown: list[str]) -> None:
    bridge.locator("#filters summary").click()
    if value is None:
        bridge.locator(control).check()
    elif control == "#search":
        bridge.locator(control).fill(value)
    else:
        bridge.locator(control).select_option(value)
    until(bridge, "document.querySelector('#found').textContent")

    assert bridge.evaluate("Array.from(document.querySelectorAll('li.item:not([hidden])'), e => e.id)") == shown
    assert bridge.locator("#found").inner_text().startswith(f"{len(shown)} of 9 items")
    bridge.locator("#clear").evaluate("button => button.click()")
    assert bridge.locator("li.item[hidden]").count() == 0


def test_search_counts_what_it_finds_in_the_article(bridge: Page) -> None:
    bridge.keyboard.press("/")
    bridge.keyboard.type("COUNCIL")
    until(bridge, "document.querySelector('#found').textContent")

    assert bridge.locator("#found").inner_text().endswith("3 in the article")
    bridge.keyboard.press("Escape")
    assert bridge.locator("#found").inner_text() == ""


def test_the_keyboard_alone_goes_through_items_and_words(bridge: Page) -> None:
    for key, expected in (("j", "w1"), ("j", "x1"), ("j", "c1"), ("k", "x1"), ("ArrowDown", "c1")):
        bridge.keyboard.press(key)
        assert bridge.evaluate("document.activeElement.id") == expected
    bridge.keyboard.press("Enter")
    text = bridge_summary().text
    assert marked(bridge) == covered(bridge_summary(), [(text.index("“Nobody"), text.index(", chair"))])
    bridge.keyboard.press("Escape")
    assert marked(bridge) == {}


def test_the_highlights_are_one_tab_stop_and_arrows_go_through_them(bridge: Page) -> None:
    until(bridge, "document.querySelectorAll('#article .h[tabindex=\"0\"]').length === 1")
    until(bridge, "document.querySelectorAll('#article .h[tabindex=\"-1\"]').length > 3")
    bridge.locator("#article .h").nth(0).focus()
    bridge.keyboard.press("ArrowRight")
    assert bridge.evaluate("document.activeElement === document.querySelectorAll('#article .h')[1]")


def test_single_keys_can_be_switched_off(bridge: Page) -> None:
    bridge.evaluate("document.querySelector('#keys').checked = false")
    bridge.keyboard.press("j")
    assert bridge.evaluate("document.activeElement.id") == ""


def test_a_link_to_an_item_opens_it(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, write_page(tmp_path, bridge_summary()), "#c2") as page:
        assert page.locator("#c2").get_attribute("class") == "item on"
        assert len(marked(page)) == len("he had written to the council in March that the pier was unsafe")


def test_a_link_to_an_item_can_be_copied(browser: Browser, tmp_path: Path) -> None:
    file = write_page(tmp_path, bridge_summary())
    with opened(browser, file, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.locator("#c1 .copy").click()
        until(page, "document.querySelector('#say').textContent")
        assert page.locator("#say").inner_text() == "Link to c1 copied"
        assert page.evaluate("navigator.clipboard.readText()") == f"{file.as_uri()}#c1"


def test_every_item_gets_its_button_once(bridge: Page) -> None:
    bridge.locator("#c1").hover()
    until(bridge, "document.querySelectorAll('li.item .copy').length === 9")
    assert bridge.locator("#c1 .copy").get_attribute("aria-label") == "Copy link to c1"
    assert bridge.locator("#w1 .copy").get_attribute("aria-label") == "Copy link to w1"


@pytest.mark.parametrize(("row", "part", "name"), [("s1", 0.5, "c2"), ("x", 0.1, "x1"), ("e", 0.95, "e2")])
def test_a_click_on_the_picture_opens_the_nearest_item(bridge: Page, row: str, part: float, name: str) -> None:
    strip = bridge.locator(f"svg[data-row='{row}']")
    box = strip.bounding_box()
    assert box is not None
    strip.click(position={"x": box["width"] * part, "y": 5})
    assert bridge.evaluate("document.activeElement.id") == name


def test_without_script_every_line_is_still_a_link_to_its_words(browser: Browser, tmp_path: Path) -> None:
    with opened(browser, write_page(tmp_path, bridge_summary()), java_script_enabled=False) as page:
        assert not page.locator("#search").is_visible()
        page.locator("#c3 a.go").click()
        target = page.url.partition("#")[2]
        assert page.locator(f"#{target}").inner_text() == "A spokesman for the builders declined to comment."


def test_a_page_prints_whole(browser: Browser, tmp_path: Path) -> None:
    summary = disputed(HURT, CALL)
    long = summary.model_copy(update={"text": summary.text + "And it went on.\n\n" * 200})
    with opened(browser, write_page(tmp_path, long)) as page:
        printed = page.pdf(format="A4")
        page.emulate_media(media="print")
        assert not page.locator(".bar").is_visible()
        assert page.evaluate("getComputedStyle(document.querySelector('.pane')).overflowY") == "visible"
    assert printed.startswith(b"%PDF-")
    assert printed.count(b"/Type /Page\n") >= 6


@pytest.mark.parametrize("width", [360, 900, 1400])
def test_nothing_is_wider_than_the_window(browser: Browser, tmp_path: Path, width: int) -> None:
    size = {"width": width, "height": 800}
    with opened(browser, write_page(tmp_path, hostile_summary()), viewport=size) as page:
        assert page.evaluate("document.documentElement.scrollWidth") == width
        columns = page.evaluate(
            "getComputedStyle(document.querySelector('main')).gridTemplateColumns.split(' ').length"
        )
        assert columns == (1 if width == 360 else 2)


def test_there_are_at_least_eighty_hostile_cases() -> None:
    assert len(set(CASES)) >= 80


def test_no_hostile_case_runs_and_each_is_shown(browser: Browser, tmp_path: Path) -> None:
    """Opening the page fails on any dialog, request, console line or error; here every link and control is used too."""
    summary = hostile_summary()
    with opened(browser, write_page(tmp_path, summary)) as page:
        page.evaluate("for (const each of document.querySelectorAll('a.go, a.h, .copy, #pop button')) each.click()")
        for name in ("mouseover", "focus", "error", "load", "toggle", "animationstart"):
            page.evaluate(
                "name => document.querySelectorAll('*').forEach(each => each.dispatchEvent(new Event(name)))", name
            )
        page.wait_for_timeout(300)
        assert page.evaluate("window.__ran") is None
        assert page.evaluate("document.title") == "A headline"
        for claim in summary.claims:
            page.evaluate("name => document.querySelector(`[id='${name}'] a.go`).click()", claim.id)
            assert "".join(marked(page).values()) == claim.evidence[0].quote


@pytest.mark.parametrize("case", CASES[::8])
def test_a_hostile_headline_does_nothing(browser: Browser, tmp_path: Path, case: str) -> None:
    summary = bridge_summary().model_copy(update={"headline": case})
    with opened(browser, write_page(tmp_path, summary)) as page:
        assert page.evaluate("window.__ran") is None
        assert page.locator("li.item").count() == 9


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1400])
@pytest.mark.parametrize("kind", ["bridge", "disputed", "index"])
def test_axe_finds_no_serious_fault(browser: Browser, tmp_path: Path, scheme: str, width: int, kind: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.base", reason="axe is not installed: pip install '.[test]'")
    made = {
        "bridge": lambda: to_html(bridge_summary()),
        "disputed": lambda: to_html(disputed(HURT, CALL)),
        "index": lambda: to_index(
            [Entry("a.html", "Bridge", "a.txt", 3, 0, 1, partial=True), Entry("", "b", "b", problem="no")]
        ),
    }
    file = tmp_path / "page.html"
    file.write_text(made[kind](), "utf-8")
    options: dict[str, Any] = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
    with opened(browser, file, **options) as page:
        page.evaluate(Path(axe.AXE_FILE_PATH).read_text("utf-8"))
        if kind != "index":
            page.evaluate("document.querySelector('#filters').open = true")
        found = page.evaluate("axe.run()")["violations"]
    faults = [(each["id"], [node["html"][:90] for node in each["nodes"][:3]]) for each in found]
    assert faults == []


def test_an_index_of_a_thousand_is_searched_and_sorted(browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "index.html"
    entries = [Entry(f"{n}.html", f"Headline {n}", f"{n}.txt", claims=n % 37) for n in range(1000)]
    file.write_text(to_index(entries), "utf-8")
    with opened(browser, file) as page:
        page.locator("#search").fill("headline 99")
        assert page.locator("#found").inner_text() == "11 of 1000"
        page.locator("#search").fill("")
        page.get_by_role("button", name="Claims").click()
        assert page.locator("tbody tr td").first.inner_text() == "36"
        assert page.locator("tbody a").first.get_attribute("href") == "./36.html"
