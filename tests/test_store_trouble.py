"""The store of answers on broken, locked and foreign ground, and shared by processes."""

from __future__ import annotations

import contextlib
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from summarizer.errors import ConfigurationError
from summarizer.store import AnswerStore, StoredAnswer, clear, info
from tests.storing import ANSWER, OTHER, fill, opened

ROOT = Path(__file__).parent.parent
WRITER = """
import sys
from pathlib import Path
from summarizer.store import AnswerStore, StoredAnswer
folder, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
store = AnswerStore(folder)
for number in range(count):
    store.put(f"{name}-{number}", StoredAnswer(f"{name} {number} " + "x" * 2000, number, 1))
    store.put("shared", StoredAnswer(name * 500))
    got = store.get(f"{name}-{number}")
    assert got is not None and got.prompt_tokens == number, (got, store.trouble)
    if number == 0:
        print("begun", flush=True)
assert store.trouble is None, store.trouble
store.close()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "answers"


def process(folder: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), name, str(count)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


class TestTrouble:
    """Told once, and never raised."""

    @pytest.fixture
    def place(self) -> Iterator[Path]:
        """A folder that others may enter, as those of pytest may not be."""
        with tempfile.TemporaryDirectory() as name:
            Path(name).chmod(0o755)
            yield Path(name)

    @pytest.fixture
    def unprivileged(self) -> Iterator[None]:
        """Root may write anywhere; as somebody else a test of permissions means something."""
        if os.geteuid():
            yield
            return
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)

    @pytest.fixture
    def written(self, place: Path) -> Path:
        """A store with one answer that nobody may write to."""
        folder = place / "answers"
        fill(folder, k=ANSWER)
        folder.chmod(0o555)
        for file in folder.iterdir():
            file.chmod(0o444)
        return folder

    @pytest.mark.usefixtures("written", "unprivileged")
    def test_a_folder_that_cannot_be_written_to_is_read(self, place: Path) -> None:
        with opened(place / "answers") as store:
            store.put("l", OTHER)
            assert (store.get("k"), store.get("l")) == (ANSWER, None)
            assert store.trouble is not None
            assert store.trouble.startswith(f"answers are not stored: {str(place / 'answers')!r} cannot be written (")
            assert store.trouble.endswith("or give --no-cache")

    @pytest.mark.usefixtures("written", "unprivileged")
    def test_such_a_folder_can_be_looked_at_but_not_cleared(self, place: Path) -> None:
        assert info(place / "answers").answers == 1
        with pytest.raises(ConfigurationError, match="cannot be written"):
            clear(place / "answers")

    @pytest.mark.usefixtures("unprivileged")
    def test_a_folder_that_cannot_be_made(self, place: Path) -> None:
        place.chmod(0o555)
        with opened(place / "sub" / "answers") as store:
            store.put("k", ANSWER)
            assert store.get("k") is None
            assert store.trouble == (
                f"answers are not stored: {str(place / 'sub' / 'answers')!r} cannot be written (Permission denied); "
                "mend that, or set SUMMARIZER_CACHE_DIR to another folder, or give --no-cache"
            )

    def test_a_file_where_the_folder_should_be(self, folder: Path) -> None:
        folder.write_text("a file")
        with opened(folder) as store:
            assert store.get("k") is None
            assert "cannot be written (File exists)" in (store.trouble or "")

    def test_a_file_in_the_way(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("a file")
        with opened(tmp_path / "file" / "answers") as store:
            assert "cannot be written (File exists)" in (store.trouble or "")

    def test_a_folder_that_diskcache_would_take_for_another(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("HARBOUR", "elsewhere")
        with opened(tmp_path / "$HARBOUR") as store:
            assert "its name holds the name of a variable" in (store.trouble or "")
        assert not (tmp_path / "elsewhere").exists()

    def test_a_damaged_database(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "cache.db").write_bytes(b"no database at all" * 1000)
        with opened(folder) as store:
            store.put("k", ANSWER)
            assert store.get("k") is None
            assert store.trouble == (
                f"answers are not stored: {str(folder)!r} is damaged (file is not a database); "
                "remove it with `summarizer cache clear`, or give --no-cache"
            )

    def test_a_database_damaged_in_its_middle(self, folder: Path) -> None:
        with opened(folder) as store:
            for number in range(100):
                store.put(str(number), StoredAnswer("x" * 3000))
        database = folder / "cache.db"
        whole = database.read_bytes()
        database.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 8192) + whole[-4096:])
        with opened(folder) as store:
            for number in range(100):
                store.get(str(number))
                store.put(str(number), ANSWER)
            assert "is damaged" in (store.trouble or "")

    def test_a_database_that_vanishes(self, folder: Path) -> None:
        with opened(folder) as store:
            store.put("k", ANSWER)
            shutil.rmtree(folder)
            for number in range(50):  # the thread that has it open can use it without a name
                store.put(str(number), OTHER)
                assert store.get(str(number)) == OTHER
            with ThreadPoolExecutor(1) as another:
                another.submit(store.put, "l", OTHER).result()
            assert f"{str(folder)!r} cannot be written (unable to open database file)" in (store.trouble or "")

    def test_a_full_disk_leaves_what_is_there_readable(self, folder: Path) -> None:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        with opened(folder) as store:
            store.put("k", ANSWER)
            resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
            try:
                for number in range(200):
                    store.put(str(number), StoredAnswer("x" * 3000))
                assert store.get("k") == ANSWER
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            assert "cannot be written" in (store.trouble or "")
        fill(folder, l=OTHER)
        with opened(folder) as store:
            assert (store.get("k"), store.get("l")) == (ANSWER, OTHER)

    def test_a_lock_that_is_never_given_up(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("summarizer.store._LOCK_SECONDS", 0.05)
        fill(folder, k=ANSWER)
        with opened(folder) as store, contextlib.closing(sqlite3.connect(folder / "cache.db")) as holder:
            holder.execute("BEGIN IMMEDIATE")
            store.put("l", OTHER)
            assert (store.get("k"), store.get("l")) == (ANSWER, None)
            assert "is held by another process (database is locked)" in (store.trouble or "")

    def test_a_lock_that_is_held_at_the_start(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("summarizer.store._LOCK_SECONDS", 0.05)
        fill(folder, k=ANSWER)
        with contextlib.closing(sqlite3.connect(folder / "cache.db")) as holder:
            holder.execute("BEGIN IMMEDIATE")
            with opened(folder) as store:
                assert store.get("k") == ANSWER
                assert "is held by another process" in (store.trouble or "")

    def test_the_cause_is_the_stores_and_not_the_callers(self, folder: Path) -> None:
        folder.write_text("a file")
        try:
            raise KeyError("the caller's own")
        except KeyError:
            store = AnswerStore(folder)
        assert "File exists" in (store.trouble or "")


class TestProcesses:
    def test_two_may_share_a_folder(self, folder: Path) -> None:
        both = [process(folder, name, 150) for name in ("a", "b")]
        for one in both:
            _, complaint = one.communicate(timeout=60)
            assert (one.returncode, complaint) == (0, "")
        with opened(folder) as store:
            found = [store.get(f"{name}-{number}") for name in ("a", "b") for number in range(150)]
        assert None not in found
        assert info(folder).answers == 301

    @pytest.mark.parametrize("after", [0.0, 0.013, 0.05, 0.11])
    def test_killing_one_damages_nothing(self, folder: Path, after: float) -> None:
        fill(folder, k=ANSWER)
        writer = process(folder, "a", 100_000)
        assert writer.stdout is not None
        assert writer.stdout.readline() == "begun\n"
        time.sleep(after)
        writer.send_signal(signal.SIGKILL)
        writer.communicate()
        with contextlib.closing(sqlite3.connect(folder / "cache.db")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        with opened(folder) as store:
            assert store.get("k") == ANSWER
            first = store.get("a-0")
            assert first is not None
            assert first.text.startswith("a 0 x")
            store.put("l", OTHER)
            assert (store.get("l"), store.trouble) == (OTHER, None)
