"""Leases on answers, held against real second processes."""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from summarizer import llm
from summarizer.behind import WriteBehind
from summarizer.errors import Stopped, SummarizerError
from summarizer.leases import FILE, LONGEST_PAUSE, Lease, Leases
from summarizer.llm import Client
from summarizer.model_store import cache_dir
from summarizer.models import Usage
from summarizer.recall import Recall
from summarizer.settings import Settings
from summarizer.store import FOLDER, AnswerStore, StoredAnswer
from tests.asking import GOOD, KEY, ask
from tests.misbehaving import Answer, ScriptedService, fails, says

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
FORKING = """
import os, sys
from pathlib import Path
from summarizer.leases import Leases
leases = Leases(Path(sys.argv[1]))
leases.take(sys.argv[2])
if child := os.fork():
    os.waitpid(child, 0)
else:
    print(Leases(Path(sys.argv[1])).take(sys.argv[2]), flush=True)
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


def lockable(path: str) -> bool:
    """Whether another process can lock all of the file."""
    program = "import fcntl, sys; fcntl.lockf(open(sys.argv[1], 'r+'), fcntl.LOCK_EX | fcntl.LOCK_NB)"
    return subprocess.run([sys.executable, "-c", program, path], stderr=subprocess.DEVNULL).returncode == 0


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


def test_a_fork_does_not_have_what_its_parent_has(tmp_path: Path) -> None:
    with second_process(FORKING, tmp_path, ONE) as (_, said):
        assert said == "False"


def test_nothing_is_locked_any_more_once_closed(tmp_path: Path) -> None:
    leases = Leases(tmp_path)
    leases.close()
    with (tmp_path / "another").open("w") as another:  # gets the number of the handle
        assert leases.take(ONE)
        assert lockable(another.name)
        leases.let_go(ONE)


def test_where_nothing_can_be_locked_every_lease_is_free(tmp_path: Path) -> None:
    leases = Leases(tmp_path / "missing")
    assert leases.take(ONE)
    leases.let_go(ONE)
    leases.close()


def test_others_are_waited_for_so_long_and_no_longer(leases: Leases, tmp_path: Path) -> None:
    with second_process(HOLDING, tmp_path, ONE):
        lease = Lease(ONE, leases, patience=1.0)
        pauses: list[float] = []
        while not lease.take() and len(pauses) < 99:
            pauses.append(lease.pause())
    assert sum(pauses) == pytest.approx(1.0)
    assert max(pauses) == LONGEST_PAUSE
    assert not lease.held


def test_a_lease_is_held_until_the_answer_is_written(tmp_path: Path) -> None:
    left = []

    class Slow(AnswerStore):
        def put_all(self, answers: Iterable[tuple[str, StoredAnswer, float | None]]) -> None:
            time.sleep(0.1)
            left.append(lockable(str(tmp_path / FILE)))
            super().put_all(answers)

    async def keep(recall: Recall) -> None:
        async with recall.turn(ONE) as lease:
            assert lease.take()
            recall.keep(ONE, "{}")

    recall = Recall(WriteBehind(Slow(tmp_path)))
    asyncio.run(keep(recall))
    recall.close()
    assert left == [False]
    assert lockable(str(tmp_path / FILE))


class TestClient:
    """Real time: what is waited for is another process."""

    @pytest.fixture
    def store(self) -> Path:
        folder = cache_dir() / FOLDER
        folder.mkdir(parents=True)
        return folder

    @staticmethod
    def settings(service: ScriptedService, **more: Any) -> Settings:
        return Settings(model="openai/any", base_url=service.url, api_key=KEY, cache=True, **more)

    def asked(self, service: ScriptedService, after: float, **more: Any) -> tuple[object, Usage]:
        """What comes of a question, and the account; the client is stopped after so many seconds."""

        async def inside() -> tuple[object, Usage]:
            async with Client.open(self.settings(service, **more)) as client:
                asyncio.get_running_loop().call_later(after, client.stop)
                try:
                    answer: object = await ask(client)
                except SummarizerError as error:
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
            async with Client.open(self.settings(service)) as client:
                await ask(client)
                assert client.trouble is None  # waits until all is written
                assert lockable(str(store / FILE))

        asyncio.run(inside())

    @pytest.mark.parametrize("answer", [fails(401), says("Here you are!")], ids=["refused", "of no use"])
    def test_a_lease_is_left_when_no_answer_came(self, service: ScriptedService, store: Path, answer: Answer) -> None:
        service.answers(answer)

        async def inside() -> bool:
            async with Client.open(self.settings(service)) as client:
                with contextlib.suppress(SummarizerError):
                    await ask(client)
                assert client.trouble is None
                return lockable(str(store / FILE))

        assert asyncio.run(inside())

    def test_a_lease_is_held_while_it_is_asked_and_left_when_that_is_cancelled(
        self, service: ScriptedService, store: Path
    ) -> None:
        service.answers(says({"n": [1]}, wait=5.0))

        async def inside() -> tuple[bool, bool]:
            async with Client.open(self.settings(service)) as client:
                asking = asyncio.create_task(ask(client))
                while not service.requests:
                    await asyncio.sleep(0.01)
                during = lockable(str(store / FILE))
                asking.cancel()
                await asyncio.wait([asking])
                return during, lockable(str(store / FILE))

        assert asyncio.run(inside()) == (False, True)

    def test_another_process_that_does_not_come_to_an_end_is_waited_for_as_long_as_a_call_may_last(
        self, service: ScriptedService, store: Path
    ) -> None:
        service.answers(GOOD)
        with second_process(HOLDING_ALL, store):
            answer, usage = self.asked(service, after=30, call_timeout=1.0)
        assert (answer, usage.calls) == ([1], 1)

    def test_who_waits_for_another_process_takes_no_place(
        self, service: ScriptedService, store: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(llm, "key_of", lambda messages, **_: ONE if messages[-1]["content"] == "held" else OTHER)
        service.answers(GOOD)

        async def inside() -> list[int]:
            async with Client.open(self.settings(service, jobs=1)) as client:
                waiting = asyncio.create_task(ask(client, "held"))
                await asyncio.sleep(0.1)
                answer = await ask(client, "free")
                client.stop()
                await asyncio.wait([waiting])
                assert isinstance(waiting.exception(), Stopped)
                return answer

        with second_process(HOLDING, store, ONE):
            assert asyncio.run(asyncio.wait_for(inside(), 30)) == [1]

    @pytest.mark.parametrize(
        "stored",
        [StoredAnswer('{"n": [1]}'), StoredAnswer('{"message": "it is empty", "raw": ""}', failed="unreadable")],
        ids=["of use", "of no use"],
    )
    def test_what_the_other_process_has_stored_costs_nothing(
        self, service: ScriptedService, store: Path, monkeypatch: pytest.MonkeyPatch, stored: StoredAnswer
    ) -> None:
        monkeypatch.setattr(llm, "key_of", lambda **_: ONE)

        with second_process(HOLDING, store, ONE) as (process, _):

            def answer() -> None:
                answers = AnswerStore(store)
                answers.put(ONE, stored)
                answers.close()
                process.kill()

            threading.Timer(0.3, answer).start()
            _, usage = self.asked(service, after=30)
        assert (usage.calls, usage.cached_calls, service.requests) == (0, 1, [])
