"""What all tests share: a clean environment, cassettes, and a scripted service.

Cassettes lie at ``cassettes/<test module>/<test>.yaml`` and are played by tests marked ``vcr``, with the network
blocked. To record one anew, with the embedded model if the test uses ``local``:

    SUMMARIZER_MODEL_FILE=PATH.gguf pytest --record-mode=rewrite tests/test_x.py::test_y
"""

from __future__ import annotations

import os
import signal
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from summarizer import cassette
from tests.misbehaving import ScriptedService

ROOT = Path(__file__).parent.parent
_OURS = ("OPENAI_", "ANTHROPIC_", "SUMMARIZER_", "AZURE_OPENAI_", "GOOGLE_", "HF_")
_PASSED = pytest.StashKey[bool]()

# How long an example takes says more of the machine than of the code.
settings.register_profile("any machine", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

# A shell that starts tests in the background has them, and every program that they start, ignore Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_recording_configure(config: pytest.Config, vcr: Any) -> None:
    """Make pytest-recording write and compare as ``--record`` and ``--replay`` do."""
    cassette.prepare(vcr)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.when == "call":
        item.stash[_PASSED] = report.passed
    return report


@pytest.fixture(scope="module")
def vcr_cassette_dir(request: pytest.FixtureRequest) -> str:
    return str(ROOT / "cassettes" / request.path.stem)


@pytest.fixture(scope="session")
def vcr_config() -> dict[str, Any]:
    return cassette.vcr_options()


@pytest.fixture(autouse=True)
def clean_environment(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, record_mode: str
) -> None:
    """No key, setting or cache of the developer's reaches a test, except to record."""
    if record_mode != "none" and request.node.get_closest_marker("vcr"):
        return
    for name in list(os.environ):
        if name.startswith(_OURS) or name.endswith("_API_KEY"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("SUMMARIZER_CACHE_DIR", str(tmp_path / "cache"))


@pytest.fixture(autouse=True)
def _played_to_the_end(request: pytest.FixtureRequest, vcr: Any, record_mode: str) -> Iterator[None]:
    """Let the client know of the cassette, and fail a test that leaves some of it unplayed."""
    if vcr is None:
        yield
        return
    playing = record_mode == "none"
    with cassette.attached(vcr, playing=playing):
        yield
    rest = cassette.left_over(vcr) if playing and request.node.stash.get(_PASSED, False) else ()
    if rest:
        pytest.fail(f"{len(rest)} recorded exchange(s) were not asked for, first: {rest[0]}", pytrace=False)


@pytest.fixture
def service() -> Iterator[ScriptedService]:
    with ScriptedService() as scripted:
        yield scripted
