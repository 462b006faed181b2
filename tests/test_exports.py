from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

import summarizer
from summarizer import errors, models, report

WAYS_IN = ("Source", "Summarizer", "check", "judge", "judge_async", "summarize", "summarize_async")
HEAVY = ("instructor", "openai", "pydantic", "rich", "trafilatura", "vcr", "xllamacpp")


def classes_of(module: object, base: type) -> set[str]:
    return {name for name, value in inspect.getmembers(module, inspect.isclass) if issubclass(value, base)}


def test_the_public_names_are_the_parts_of_a_summary_and_of_a_report_the_errors_and_the_ways_in() -> None:
    parts = classes_of(models, models.Frozen) - {"Frozen"}
    verdicts = classes_of(report, models.Frozen) - parts - {"Frozen"}
    tree = classes_of(errors, errors.SummarizerError)
    assert set(summarizer.__all__) == {"__version__", *WAYS_IN, *parts, *verdicts, *tree}


def test_the_names_are_sorted_and_shown() -> None:
    assert summarizer.__all__ == sorted(summarizer.__all__) == dir(summarizer)


@pytest.mark.parametrize("name", summarizer.__all__)
def test_every_name_can_be_imported(name: str) -> None:
    assert getattr(summarizer, name) is not None


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="module 'summarizer' has no attribute 'nothing'"):
        summarizer.__getattr__("nothing")


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["schema"]], ids=" ".join)
def test_start_up_imports_nothing_heavy(arguments: list[str]) -> None:
    code = f"import sys; from summarizer.cli import main; main({arguments!r}); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stderr.split()) & set(HEAVY) == set()
