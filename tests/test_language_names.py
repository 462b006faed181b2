"""Which languages a summary's head can be asked for in."""

from __future__ import annotations

import pytest

from summarizer.cli_options import parse_run
from summarizer.errors import ConfigurationError
from summarizer.language_names import NAMES, code_of
from summarizer.settings import Settings


@pytest.mark.parametrize(
    ("given", "code"), [("de", "de"), ("DE", "de"), ("pt-BR", "pt"), ("French", "fr"), (" ru ", "ru")]
)
def test_codes_and_names(given: str, code: str) -> None:
    assert code_of(given) == code


@pytest.mark.parametrize("given", ["", "xx", "Klingon", "d"])
def test_what_is_no_language_is_refused_with_those_known(given: str) -> None:
    with pytest.raises(ConfigurationError, match=r"is not known; give one of ar, .*, zh"):
        code_of(given)


def test_every_name_leads_to_its_code() -> None:
    assert {code_of(name) for name in NAMES.values()} == set(NAMES)


def test_it_is_a_setting_and_an_option() -> None:
    assert Settings.resolve(language="German").language == "de"
    assert parse_run(["a.txt", "--language", "fr"]).settings.language == "fr"
    assert parse_run(["a.txt"]).settings.language is None
