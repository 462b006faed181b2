"""Leases on answers, held against real second processes."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarizer.errors import Stopped
from summarizer.leases import LONGEST_PAUSE, Lease, Leases
from summarizer.llm import Client
from summarizer.model_store import cache_dir
from summarizer.models import Usage
from summarizer.settings import Settings
from summarizer.store import FOLDER
from tests.asking import GOOD, KEY, ask
from tests.misbehaving import ScriptedService

if sys.platform == "win32":
    pytest.skip("the second process locks a whole file, which it does with fcntl", allow_module_level=True)

ONE, OTHER = "1" * 64, "2" * 64
SAME_BYTE = "1" * 63 + "f"
"""Another key than :data:`ONE`, with the same beginning."""

HOLDING = """
import sys
from pathlib import Path
from summarizer.leases import Leases
leases = Leases(Path(sys.argv[1]))
print([leases.take(key) for key in sys.argv[2:]], flush=True)
sys.stdin.read()
"""
HOLDING_ALL = """
import fcntl, os, sys
handle = os.open(sys.argv[1] + "/leases", os.O_RDWR | os.O_CREAT)
fcntl.lockf(handle, fcntl.LOCK_EX)
print("all", flush=True)
sys.stdin.read()
"""


@contextlib.contextmanager
def second_process(program: str, folder: Path, *keys: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process that has done its work, what it said, and that ends with the block."""
    words = [sys.executable, "-c", program, str(folder), *keys]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield process, process.stdout.readline().strip()
        process.kill()


@pytest.fixture
def leases(tmp_path: Path) -> Iterator[Leases]:
    made = Leases(tmp_path)
    yield made
    made.close()


def others_get(folder: Path, *keys: str) -> str:
    with second_process(HOLDING, folder, *keys) as (_, said):
        return said


def test_what_one_process_has_another_does_not_get(leases: Leases, tmp_path: Path) -> None:
    assert leases.take(ONE)
    assert others_get(tmp_path, ONE, OTHER) == "[False, True]"


def test_what_is_let_go_others_get(leases: Leases, tmp_path: Path) -> None:
    leases.take(ONE)
    leases.let_go(ONE)
    assert others_get(tmp_path, ONE) == "[True]"


def test_a_lease_goes_with_its_process_however_that_ends(leases: Leases, tmp_path: Path) -> None:
    with second_process(HOLDING, tmp_path, ONE) as (process, said):
        assert said == "[True]"
        assert not leases.take(ONE)
        process.kill()
        process.wait()
        assert leases.take(ONE)


def test_two_keys_on_one_byte_are_let_go_one_by_one(leases: Leases, tmp_path: Path) -> None:
    assert leases.take(ONE)
    assert leases.take(SAME_BYTE)
    leases.let_go(ONE)
    assert others_get(tmp_path, SAME_BYTE) == "[False]"
    leases.let_go(SAME_BYTE)
    assert others_get(tmp_path, SAME_BYTE) == "[True]"


def test_closing_one_of_two_in_a_process_frees_nothing(leases: Leases, tmp_path: Path) -> None:
    leases.take(ONE)
    Leases(tmp_path).close()
    assert others_get(tmp_path, ONE) == "[False]"


def test_closing_the_last_frees_all(tmp_path: Path) -> None:
    leases = Leases(tmp_path)
    leases.take(ONE)
    leases.close()
    assert others_get(tmp_path, ONE) == "[True]"


def test_where_nothing_can_be_locked_every_lease_is_free(tmp_path: Path) -> None:
    leases = Leases(tmp_path / "missing")
    assert leases.take(ONE)
    leases.let_go(ONE)
    leases.close()


def test_others_are_waited_for_so_long_and_no_longer(leases: Leases, tmp_path: Path) -> None:
    with second_process(HOLDING, tmp_path, ONE):
        lease = Lease(ONE, leases, patience=1.0)
        pauses = []
        while not lease.take():
            pauses.append(lease.pause())
    assert sum(pauses) == pytest.approx(1.0)
    assert max(pauses) == LONGEST_PAUSE
    assert not lease.held


class TestClient:
    """Real time: what is waited for is another process."""

    @pytest.fixture
    def store(self) -> Path:
        folder = cache_dir() / FOLDER
        folder.mkdir(parents=True)
        return folder

    @staticmethod
    def asked(service: ScriptedService, after: float, then: threading.Event | None = None) -> tuple[object, Usage]:
        """What comes of a question, and the account; the client is stopped after so many seconds."""

        async def inside() -> tuple[object, Usage]:
            settings = Settings(model="openai/any", base_url=service.url, api_key=KEY, cache=True)
            async with Client.open(settings) as client:
                asyncio.get_running_loop().call_later(after, client.stop)
                try:
                    answer: object = await ask(client)
                except Stopped as error:
                    answer = error
                return answer, client.usage()

        return asyncio.run(inside())

    def test_nothing_is_sent_while_another_process_asks(self, service: ScriptedService, store: Path) -> None:
        with second_process(HOLDING_ALL, store):
            answer, usage = self.asked(service, after=0.3)
        assert isinstance(answer, Stopped)
        assert (usage.calls, service.requests) == (0, [])

    def test_it_is_asked_when_the_other_process_has_died(self, service: ScriptedService, store: Path) -> None:
        service.answers(GOOD)
        with second_process(HOLDING_ALL, store) as (process, _):
            threading.Timer(0.3, process.kill).start()
            answer, usage = self.asked(service, after=30)
        assert (answer, usage.calls, len(service.requests)) == ([1], 1, 1)

    def test_a_lease_is_left_when_the_answer_is_stored(self, service: ScriptedService, store: Path) -> None:
        service.answers(GOOD)

        async def inside() -> None:
            settings = Settings(model="openai/any", base_url=service.url, api_key=KEY, cache=True)
            async with Client.open(settings) as client:
                await ask(client)
                assert client.trouble is None  # waits until all is written
                with second_process(HOLDING_ALL, store) as (_, said):
                    assert said == "all"

        asyncio.run(asyncio.wait_for(inside(), 30))
