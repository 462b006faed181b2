from __future__ import annotations

import math
from pathlib import Path

import pytest

from summarizer.cli_options import RunOptions, Talk, UsageError, parse_run
from summarizer.errors import ConfigurationError
from summarizer.settings import Settings


@pytest.fixture(autouse=True)
def _no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUMMARIZER_MODEL", raising=False)
    monkeypatch.delenv("OPENAI_BASE_URL", raising=False)


def test_a_source_alone_takes_every_default() -> None:
    assert parse_run(["a.txt"]) == RunOptions(sources=("a.txt",), settings=Settings())


def test_every_option_reaches_its_place() -> None:
    words = (
        "a.txt --model openai/x --base-url http://h/v1 --format json -o out.json "
        "--jobs 3 --max-tokens 900 --max-cost 0.5 --timeout 1.5 --record tape.yaml --no-cache "
        "--from-list list --text-field body --dry-run --strict --all --quiet --verbose -"
    )
    assert parse_run(words.split()) == RunOptions(
        sources=("a.txt", "-"),
        settings=Settings(
            model="openai/x",
            base_url="http://h/v1",
            jobs=3,
            max_tokens=900,
            max_cost=0.5,
            timeout=1.5,
            cache=False,
            record=Path("tape.yaml"),
        ),
        from_list="list",
        text_field="body",
        dry_run=True,
        format="json",
        output="out.json",
        strict=True,
        everything=True,
        talk=Talk(quiet=True, verbose=True),
    )


def test_a_dash_as_output_is_standard_output() -> None:
    assert parse_run(["a.txt", "-o", "-"]).output is None


def test_after_two_dashes_everything_is_a_source() -> None:
    assert parse_run(["--", "--help"]).sources == ("--help",)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        pytest.param("", "no source given", id="no source"),
        pytest.param("a --fromat json", "unrecognized arguments: --fromat", id="unknown option"),
        pytest.param("a --format pdf", "invalid choice: 'pdf'", id="unknown format"),
        pytest.param("a --form json", "unrecognized arguments: --form", id="no abbreviations"),
        pytest.param("a --jobs many", "'many' is not a whole number", id="no number"),
        pytest.param("a --timeout nan", "'nan' is not a number of seconds", id="not a number"),
        pytest.param("a --timeout soon", "'soon' is not a number of seconds", id="no seconds"),
        pytest.param("a --max-cost much", "'much' is not an amount in US dollars", id="no amount"),
        pytest.param("- --from-list -", "standard input cannot be a source and a list", id="standard input twice"),
        pytest.param("--quiet schema", "the command 'schema' has to come first", id="command word too late"),
        pytest.param("--model", "expected one argument", id="no value"),
    ],
)
def test_wrong_usage_is_one_line_that_says_where_help_is(
    words: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError) as caught:
        parse_run(words.split())
    assert message in str(caught.value)
    assert "--help" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_list_is_enough() -> None:
    options = parse_run(["--from-list", "-"])
    assert (options.sources, options.from_list) == ((), "-")


@pytest.mark.parametrize("words", ["a --jobs 0", "a --max-cost 0", "a --timeout -1", "a --record x --replay y"])
def test_values_out_of_range_are_refused(words: str) -> None:
    with pytest.raises(ConfigurationError):
        parse_run(words.split())


def test_the_timeout_is_a_finite_number() -> None:
    assert math.isfinite(parse_run(["a"]).settings.timeout)
