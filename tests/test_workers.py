"""Processes for work on text: real ones, which end, break and are killed."""

from __future__ import annotations

import asyncio
import math
import os
import pickle
import signal
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.load.articles import Article, articles, page_of
from benchmarks.load.service import Desk as Answering
from benchmarks.load.service import Service
from summarizer import Source, Summarizer
from summarizer.many import Finished
from summarizer.worker import HEAD, framed, length, result_of
from summarizer.workers import BUSY, LOSSES, Desk, Workers, spare_processors

T = TypeVar("T")
WAIT = 20.0
"""Seconds for what happens at once on a machine with nothing else to do."""


async def until(true: Callable[[], bool]) -> None:
    """Wait for it."""
    for _ in range(int(WAIT / 0.02)):
        if true():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it does not come true")


def runs(pid: int) -> bool:
    """Whether there is such a process."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def busy(workers: Workers, count: int = BUSY + 1) -> None:
    """Give it more than it can do at once."""
    await asyncio.gather(*(workers.desk()(time.sleep, 0.05) for _ in range(count)))


async def elsewhere(workers: Workers) -> tuple[Desk, int]:
    """A desk whose work is done in another process, and that process."""
    for _ in range(int(WAIT)):
        await busy(workers)
        desk = workers.desk()
        if (pid := await desk(os.getpid)) != os.getpid():
            return desk, pid
        await asyncio.sleep(0.2)
    raise AssertionError("no process is started")


@asynccontextmanager
async def working(size: int = 1, *modules: str) -> AsyncIterator[Workers]:
    """Processes for the block."""
    workers = Workers(size, modules)
    try:
        yield workers
    finally:
        await workers.aclose()


def with_one(use: Callable[[Desk, int], Awaitable[T]]) -> T:
    """What ``use`` gives for a desk whose work is done in another process, which ends with it."""

    async def whole() -> T:
        async with working() as workers:
            return await use(*await elsewhere(workers))

    return asyncio.run(whole())


class TestMessages:
    @given(st.binary(max_size=600))
    def test_a_message_is_found_by_its_head(self, message: bytes) -> None:
        sent = framed(message)

        assert sent[HEAD:] == message
        assert length(sent[:HEAD]) == len(message)

    @given(st.lists(st.integers() | st.text()))
    def test_what_is_asked_for_is_done(self, items: list[Any]) -> None:
        assert pickle.loads(result_of(pickle.dumps((len, (items,))))) == (True, len(items))

    @pytest.mark.parametrize(
        "message",
        [
            pytest.param(pickle.dumps((math.sqrt, (-1,))), id="raises"),
            pytest.param(pickle.dumps((math.sqrt, (1,)))[:-3], id="cut"),
            pytest.param(b"", id="empty"),
            pytest.param(pickle.dumps((threading.Lock, ())), id="result that cannot be sent"),
        ],
    )
    def test_what_cannot_be_done_is_told_without_more(self, message: bytes) -> None:
        assert pickle.loads(result_of(message)) == (False, None)


class TestWorkers:
    def test_a_little_work_starts_no_process(self) -> None:
        async def use() -> set[int]:
            async with working() as workers:
                pids = {await workers.desk()(os.getpid) for _ in range(3 * BUSY)}
                await asyncio.sleep(0.3)
                return pids | {await workers.desk()(os.getpid)}

        assert asyncio.run(use()) == {os.getpid()}

    def test_without_any_all_is_done_here(self) -> None:
        async def use() -> int:
            async with working(0) as workers:
                await busy(workers, 3 * BUSY)
                return await workers.desk()(os.getpid)

        assert asyncio.run(use()) == os.getpid()

    def test_work_that_waits_starts_one_and_the_end_of_the_block_ends_it(self) -> None:
        async def use(desk: Desk, pid: int) -> int:
            assert await desk(math.hypot, 3.0, 4.0) == 5.0
            assert runs(pid)
            assert os.getpgid(pid) != os.getpgid(0)
            return pid

        assert not runs(with_one(use))

    def test_one_article_stays_with_one_process(self) -> None:
        async def use() -> tuple[set[int], set[int]]:
            async with working(2) as workers:
                desk, first = await elsewhere(workers)
                for _ in range(int(WAIT)):
                    await busy(workers, 4 * BUSY)
                    pids = set(await asyncio.gather(*(workers.desk()(os.getpid) for _ in range(8))))
                    if len(pids) == 2:
                        break
                return pids, {first} | {await desk(os.getpid) for _ in range(8)}

        pids, stayed = asyncio.run(use())

        assert len(pids) == 2
        assert os.getpid() not in pids
        assert len(stayed) == 1

    def test_what_raises_there_raises_here(self) -> None:
        async def use(desk: Desk, pid: int) -> None:
            with pytest.raises(ValueError, match="math domain"):
                await desk(math.sqrt, -1.0)
            assert await desk(os.getpid) == pid

        with_one(use)

    def test_what_cannot_be_sent_is_done_here(self) -> None:
        async def use(desk: Desk, pid: int) -> None:
            assert await desk(lambda: os.getpid()) == os.getpid()
            assert await desk(os.getpid) == pid

        with_one(use)

    def test_a_result_that_cannot_be_sent_is_made_here(self) -> None:
        async def use(desk: Desk, pid: int) -> None:
            assert (await desk(threading.Lock)).acquire(timeout=0)
            assert await desk(os.getpid) == pid

        with_one(use)

    def test_what_one_prints_is_no_result(self) -> None:
        async def use(desk: Desk, pid: int) -> None:
            await desk(print, "0123456789", 3 * "x")
            assert await desk(os.write, 1, b"more\n") == 5
            assert await desk(os.getpid) == pid

        with_one(use)

    def test_whoever_stops_waiting_disturbs_nobody(self) -> None:
        async def use(desk: Desk, pid: int) -> None:
            first = asyncio.create_task(desk(time.sleep, 0.2))
            second = asyncio.create_task(desk(math.sqrt, 9.0))
            await asyncio.sleep(0.05)
            first.cancel()
            assert await second == 3.0
            assert await desk(os.getpid) == pid

        with_one(use)

    @pytest.mark.skipif(sys.platform == "win32", reason="signals")
    def test_what_a_killed_process_had_is_done_here(self) -> None:
        async def use(desk: Desk, pid: int) -> None:
            waiting = [asyncio.create_task(desk(time.sleep, 0.5)), asyncio.create_task(desk(os.getpid))]
            await asyncio.sleep(0.1)
            os.kill(pid, signal.SIGKILL)
            assert await asyncio.gather(*waiting) == [None, os.getpid()]
            assert await desk(math.sqrt, 4.0) == 2.0

        with_one(use)

    @pytest.mark.skipif(sys.platform == "win32", reason="signals")
    def test_after_some_losses_no_further_one_is_started(self) -> None:
        async def use() -> int:
            async with working() as workers:
                for _ in range(LOSSES):
                    _, pid = await elsewhere(workers)
                    os.kill(pid, signal.SIGKILL)
                    await asyncio.sleep(0.2)
                for _ in range(3):
                    await busy(workers, 2 * BUSY)
                    await asyncio.sleep(0.3)
                return await workers.desk()(os.getpid)

        assert asyncio.run(use()) == os.getpid()

    @pytest.mark.parametrize("program", ["/nowhere/python", "false"])
    def test_without_a_program_to_run_all_is_done_here(self, program: str, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "executable", program)

        async def use() -> int:
            async with working() as workers:
                await busy(workers, 3 * BUSY)
                await asyncio.sleep(0.3)
                return await workers.desk()(os.getpid)

        assert asyncio.run(use()) == os.getpid()

    def test_a_module_that_is_missing_leaves_all_here(self) -> None:
        async def use() -> int:
            async with working(1, "summarizer.nothing_of_this_name") as workers:
                await busy(workers, 3 * BUSY)
                await asyncio.sleep(0.5)
                return await workers.desk()(os.getpid)

        assert asyncio.run(use()) == os.getpid()

    def test_ended_while_it_starts(self) -> None:
        async def use() -> int:
            async with working() as workers:
                waiting = [asyncio.create_task(workers.desk()(time.sleep, 0.01)) for _ in range(2 * BUSY)]
                await asyncio.sleep(0)
                await workers.aclose()
                await asyncio.gather(*waiting)
            return len(asyncio.all_tasks())

        assert asyncio.run(use()) == 1

    @pytest.mark.skipif(not sys.platform.startswith("linux"), reason="/proc")
    def test_one_that_does_not_end_is_killed(self) -> None:
        async def use(desk: Desk, pid: int) -> int:
            left = asyncio.create_task(desk(time.sleep, 60))
            await asyncio.sleep(0.1)
            left.cancel()
            return pid

        begun = time.monotonic()

        assert not runs(with_one(use))
        assert time.monotonic() - begun < 3 * WAIT

    def test_a_processor_is_left_to_this_process(self) -> None:
        assert 0 <= spare_processors() < (os.cpu_count() or 1)


PARENT = """
import asyncio, sys, time
sys.path[:0] = [{tests!r}, {root!r}]
from test_workers import elsewhere, working

async def use():
    async with working() as workers:
        desk, pid = await elsewhere(workers)
        print(pid, flush=True)
        await asyncio.gather(desk(time.sleep, 0.5), asyncio.sleep(60))

asyncio.run(use())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_none_outlives_a_parent_that_is_killed() -> None:
    here = Path(__file__).parent
    with subprocess.Popen(
        [sys.executable, "-c", PARENT.format(tests=str(here), root=str(here.parent))], stdout=subprocess.PIPE
    ) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert runs(pid)
        parent.kill()
    end = time.monotonic() + WAIT
    while runs(pid) and time.monotonic() < end:
        time.sleep(0.05)

    assert not runs(pid)


def told(done: Iterable[Finished]) -> dict[str, Any]:
    """What is said of each source, or why nothing is; how long it took may differ."""
    return {
        one.source.name: str(one.error) if one.summary is None else one.summary.model_dump(exclude={"usage"})
        for one in done
    }


def page(article: Article, folder: Path) -> Source:
    """A web page in which it stands."""
    path = folder / f"{article.id}.html"
    path.write_text(page_of(article))
    return Source.file(path)


def test_summaries_are_the_same_wherever_the_work_is_done(tmp_path: Path) -> None:
    texts = [Source.text(one.text, location=one.id) for one in articles(seed=5, count=40)]
    pages = [page(one, tmp_path) for one in articles(seed=6, count=8)]
    wrong = [page(Article("empty", ""), tmp_path), Source.file(tmp_path / "missing.html")]
    sources = [*wrong, *(source for pair in zip(pages, texts, strict=False) for source in pair), *texts[len(pages) :]]
    with Service(Answering(delay=0.02)) as service:
        given: dict[str, Any] = {"model": "openai/any", "base_url": service.url, "api_key": "k", "cache": False}
        with Summarizer(**given, jobs=16) as alone:
            expected = told(alone.finished(sources))
        with Summarizer(**given, jobs=16, processes=2) as helped:
            found = told(helped.finished(sources))
            assert helped._workers._started, "none had anything to do"

    assert len(expected) == len(sources)
    assert {name for name, said in expected.items() if isinstance(said, str)} == {one.name for one in wrong}
    assert found == expected
