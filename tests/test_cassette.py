from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from summarizer import cassette
from summarizer.errors import ConfigurationError, ReplayMiss
from summarizer.llm import Client
from summarizer.settings import Settings
from tests.misbehaving import Handler, Request, ScriptedService, overloaded, says

ROOT = Path(__file__).parent.parent
KEY = "sk-not-to-be-seen"


class Numbers(BaseModel):
    n: list[int]


def ask_all(settings: Settings, *questions: str) -> list[list[int]]:
    """One answer a question, all asked at once."""

    async def run() -> list[list[int]]:
        async with Client.open(settings, sleep=no_wait) as client:
            asked = (
                client.ask([{"role": "user", "content": text}], Numbers, max_tokens=20, task="test")
                for text in questions
            )
            return [answer.n for answer in await asyncio.gather(*asked)]

    return asyncio.run(run())


async def ask(client: Client, text: str) -> list[int]:
    answer = await client.ask([{"role": "user", "content": text}], Numbers, max_tokens=20, task="test")
    return answer.n


async def no_wait(seconds: float) -> None:
    """Time passes at once."""


def settings(service: ScriptedService, **more: Any) -> Settings:
    return Settings(model="any", base_url=service.url, api_key=KEY, **more)


def counts_letters(request: Request) -> Any:
    return says({"n": [len(request.body["messages"][-1]["content"])]})


@pytest.fixture
def counting(service: ScriptedService) -> ScriptedService:
    handler: Handler = counts_letters
    service.otherwise = handler
    return service


@pytest.fixture
def tape(tmp_path: Path) -> Path:
    return tmp_path / "tapes" / "run.yaml"


def test_a_replay_gives_what_was_recorded_without_the_service(counting: ScriptedService, tape: Path) -> None:
    recorded = ask_all(settings(counting, record=tape), "a", "bb", "ccc")
    asked = len(counting.requests)

    replayed = ask_all(settings(counting, replay=tape), "ccc", "a", "bb")

    assert (recorded, replayed) == ([[1], [2], [3]], [[3], [1], [2]])
    assert len(counting.requests) == asked


def test_host_and_port_do_not_count(counting: ScriptedService, tape: Path) -> None:
    ask_all(settings(counting, record=tape), "a")

    elsewhere = Settings(model="any", base_url="http://10.1.2.3:9/v1", replay=tape)

    assert ask_all(elsewhere, "a") == [[1]]


def test_equal_requests_are_answered_in_their_recorded_order(service: ScriptedService, tape: Path) -> None:
    service.answers(says({"n": [1]}), says({"n": [2]}))
    one_at_a_time = {"jobs": 1}
    ask_all(settings(service, record=tape, **one_at_a_time), "same", "same")

    assert ask_all(settings(service, replay=tape, **one_at_a_time), "same", "same") == [[1], [2]]


def test_a_recorded_overload_is_replayed_without_waiting(service: ScriptedService, tape: Path) -> None:
    service.answers(overloaded(retry_after="60"), says({"n": [1]}))
    ask_all(settings(service, record=tape), "a")

    async def run() -> tuple[list[int], int]:
        async with Client.open(settings(service, replay=tape)) as client:
            return await ask(client, "a"), client.usage().retries

    assert asyncio.run(asyncio.wait_for(run(), timeout=10)) == ([1], 1)


def test_a_cassette_holds_no_key_no_host_and_nothing_of_the_day(counting: ScriptedService, tape: Path) -> None:
    ask_all(settings(counting, record=tape), "a")

    text = tape.read_text(encoding="utf-8")
    for secret in (
        KEY,
        "uthorization",
        "user-agent",
        "User-Agent",
        "127.0.0.1",
        "Date",
        "date:",
        "created",
        "chatcmpl",
    ):
        assert secret not in text
    assert "http://local.summarizer.invalid/v1/chat/completions" in text


def test_a_cassette_can_be_read_by_a_person(counting: ScriptedService, tape: Path) -> None:
    ask_all(settings(counting, record=tape), "first line\nsecond “line”, é 😀")

    assert "content: |-\n            first line\n            second “line”, é 😀\n" in tape.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("tab\there", id="tab"),
        pytest.param("a\r\nb", id="CRLF"),
        pytest.param("line \u2028 separator\n", id="line separator"),
        pytest.param("\x85next\nline", id="next line"),
        pytest.param("\x1b[31mred\n", id="terminal escape"),
        pytest.param("  indented\n\n  twice  ", id="indented"),
        pytest.param("\u202eabc\n", id="right to left"),
        pytest.param("#: - 'x'\n", id="YAML"),
        pytest.param("\ufeffmark", id="byte-order mark"),
    ],
)
def test_odd_text_is_given_back_unchanged(counting: ScriptedService, tape: Path, text: str) -> None:
    ask_all(settings(counting, record=tape), text)

    assert ask_all(settings(counting, replay=tape), text) == [[len(text)]]


def test_a_recording_replaces_the_file(counting: ScriptedService, tape: Path) -> None:
    ask_all(settings(counting, record=tape), "old")
    ask_all(settings(counting, record=tape), "new")

    assert "old" not in tape.read_text(encoding="utf-8")


def test_what_a_link_leads_to_is_written(counting: ScriptedService, tape: Path) -> None:
    tape.parent.mkdir()
    link = tape.with_name("link.yaml")
    link.symlink_to(tape)
    ask_all(settings(counting, record=link), "a")

    assert link.is_symlink()
    assert ask_all(settings(counting, replay=tape), "a") == [[1]]


def test_what_was_recorded_before_a_failure_is_kept(service: ScriptedService, tape: Path) -> None:
    service.answers(says({"n": [1]}))
    with pytest.raises(Exception, match="500"):
        ask_all(settings(service, record=tape, jobs=1), "kept", "fails")

    assert "kept" in tape.read_text(encoding="utf-8")


def test_the_embedded_model_is_replayed_without_model_or_engine(tape: Path) -> None:
    tape.parent.mkdir()
    tape.write_text("version: 1\ninteractions: []\n", encoding="utf-8")

    with pytest.raises(ReplayMiss, match="no answer for POST /v1/chat/completions"):
        ask_all(Settings(model="local", replay=tape), "a")


class TestMisses:
    def miss(self, counting: ScriptedService, tape: Path, *questions: str) -> str:
        before = len(counting.requests)
        with pytest.raises(ReplayMiss) as missed:
            ask_all(settings(counting, replay=tape, jobs=1), *questions)
        assert len(counting.requests) == before
        return str(missed.value)

    def test_the_place_that_differs_is_told(self, counting: ScriptedService, tape: Path) -> None:
        ask_all(settings(counting, record=tape), "an entirely other matter", "the river rose by two metres")

        message = self.miss(counting, tape, "the river rose by ten metres")

        assert message == (
            "the cassette 'run.yaml' does not fit this run: messages[0].content differs at character 19: "
            "recorded “er rose by two metres”, now “er rose by ten metres”; record it anew"
        )

    def test_hostile_text_is_made_inert(self, counting: ScriptedService, tape: Path) -> None:
        ask_all(settings(counting, record=tape), "a")

        assert "\x1b" not in self.miss(counting, tape, "\x1b[2J\u202eb\nc")

    def test_a_request_made_once_too_often_is_told(self, counting: ScriptedService, tape: Path) -> None:
        ask_all(settings(counting, record=tape), "a")

        assert "it holds this request 1 time(s) and it was made once more" in self.miss(counting, tape, "a", "a")

    def test_another_parameter_is_told(self, counting: ScriptedService, tape: Path) -> None:
        ask_all(settings(counting, record=tape), "a")
        text = tape.read_text(encoding="utf-8")
        tape.write_text(text.replace("max_tokens: 20", "max_tokens: 30"), encoding="utf-8")

        assert "max_tokens differs: recorded “30”, now “20”" in self.miss(counting, tape, "a")


def test_python_without_assertions_compares_as_well() -> None:
    other = "cassettes/examples/harbour-bridge.txt.yaml"
    command = ["-O", "-m", "summarizer", "examples/tram-line.txt", "--replay", other]
    done = subprocess.run([sys.executable, *command], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)

    assert (done.returncode, done.stdout) == (3, "")
    assert "does not fit this run" in done.stderr


def test_what_was_not_played_is_told(counting: ScriptedService, tape: Path) -> None:
    ask_all(settings(counting, record=tape, jobs=1), "played", "left over")
    ask_all(settings(counting, replay=tape), "played")

    assert cassette.unplayed(tape) == ("POST /v1/chat/completions “left over”",)


def test_what_was_played_to_the_end_leaves_nothing(counting: ScriptedService, tape: Path) -> None:
    ask_all(settings(counting, record=tape), "a")
    ask_all(settings(counting, replay=tape), "a")

    assert cassette.unplayed(tape) == ()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(None, id="no file"),
        pytest.param("", id="empty"),
        pytest.param("[]", id="a list"),
        pytest.param("not: a cassette", id="another mapping"),
        pytest.param("interactions: 3", id="a number of interactions"),
        pytest.param("\x00", id="binary"),
        pytest.param("version: 1\ninteractions:\n- {}\n", id="an empty interaction"),
        pytest.param("{", id="broken YAML"),
        pytest.param("!!python/object:os.x {}", id="an object"),
    ],
)
def test_what_is_no_cassette_is_refused_in_one_line(tape: Path, content: str | None) -> None:
    tape.parent.mkdir()
    if content is not None:
        tape.write_text(content, encoding="utf-8")

    with pytest.raises(ConfigurationError, match=r"run\.yaml") as refused:
        ask_all(Settings(model="local", replay=tape), "a")
    assert "\n" not in str(refused.value)


def test_a_place_that_cannot_be_written_is_told_before_anything_is_asked(
    counting: ScriptedService, tmp_path: Path
) -> None:
    with pytest.raises(ConfigurationError, match="cannot write the cassette"):
        ask_all(settings(counting, record=tmp_path), "a")
    assert counting.requests == []


@pytest.mark.parametrize(
    ("uri", "kept"),
    [
        ("https://user:pass@api.example/v1/x?key=secret&page=2", "https://api.example/v1/x?page=2"),
        ("http://127.0.0.1:41235/v1/chat/completions", "http://local.summarizer.invalid/v1/chat/completions"),
        ("https://api.example:8443/v1", "https://api.example:8443/v1"),
    ],
)
def test_addresses_are_kept_without_secrets(uri: str, kept: str) -> None:
    from vcr.request import Request as Recorded

    request = cassette.keep_request(
        Recorded("POST", uri, b"{}", {"Authorization": KEY, "Content-Type": "application/json"})
    )

    assert (request.uri, dict(request.headers)) == (kept, {"content-type": "application/json"})
