"""Headless Chromium for the tests of pages, shut off from every network.

Debian's ``chromium`` package, driven by playwright. Where one is absent the tests are skipped and say so.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page, Request

FLAGS = (
    "--no-sandbox",  # root, in a container
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser, for all tests of a module."""
    driver = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install '.[test]'")
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("no browser: install Debian's package with apt-get install chromium")
    with driver.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, file: Path, at: str = "", **options: Any) -> Iterator[Page]:
    """The file in a window of its own; on leaving, nothing may have failed or been asked of a network."""
    context = browser.new_context(**{"reduced_motion": "reduce", **options})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))

    def dismiss(dialog: Dialog) -> None:
        faults.append(f"dialog {dialog.message}")
        dialog.dismiss()

    def note(request: Request) -> None:
        if not request.url.startswith(("file:", "data:")):
            faults.append(request.url)

    page.on("dialog", dismiss)
    page.on("request", note)
    page.goto(file.as_uri() + at)
    yield page
    assert faults == []
    context.close()


def until(page: Page, expression: str) -> None:
    """Wait until the expression holds. The driver's own way compiles text on the page, which the policy forbids."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"never came true: {expression}")
