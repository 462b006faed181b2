"""The store of answers."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from summarizer.errors import ConfigurationError
from summarizer.store import AnswerStore, StoredAnswer, StoreInfo, clear, info, key_of
from tests.storing import ANSWER, OTHER, executed, fill, opened

ROOT = Path(__file__).parent.parent
ASKED: dict[str, Any] = {
    "service": "openai/gpt-5-mini https://api.openai.com/v1",
    "parameters": {"model": "gpt-5-mini", "temperature": 0.0},
    "messages": [{"role": "user", "content": "The ferry sails on Friday."}],
    "form": '{"properties": {"speaker": {"type": "string"}, "statement": {"type": "string"}}}',
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "answers"


class TestKey:
    def test_it_is_sixty_four_digits(self) -> None:
        assert len(bytes.fromhex(key_of(**ASKED))) == 32

    def test_it_does_not_change_between_versions(self) -> None:
        """Else every answer of every user would be paid for again: raise the format version when it must."""
        key = key_of(service="local", parameters={"temperature": 0.0}, messages=[], form=None)
        assert key == "c67479818842505159f87fc93d707c5d428ae4e797e818ceeb922348dfca9ef4"

    @pytest.mark.parametrize(
        "other",
        [
            pytest.param({"service": "openai/gpt-5-mini https://proxy.example/v1"}, id="service"),
            pytest.param({"parameters": {"model": "gpt-5-mini", "temperature": 0.5}}, id="parameter"),
            pytest.param({"parameters": {"model": "gpt-5-mini"}}, id="no parameter"),
            pytest.param({"messages": [{"role": "user", "content": "The ferry sails on Friday!"}]}, id="text"),
            pytest.param({"messages": [{"role": "system", "content": "The ferry sails on Friday."}]}, id="role"),
            pytest.param({"form": None}, id="no form"),
            pytest.param({"form": "{}"}, id="other form"),
            pytest.param(
                {"form": '{"properties": {"statement": {"type": "string"}, "speaker": {"type": "string"}}}'},
                id="order of properties",
            ),
        ],
    )
    def test_it_differs_with(self, other: dict[str, Any]) -> None:
        assert key_of(**{**ASKED, **other}) != key_of(**ASKED)

    def test_the_order_of_parameters_does_not_count(self) -> None:
        turned = dict(reversed(ASKED["parameters"].items()))
        assert key_of(**{**ASKED, "parameters": turned}) == key_of(**ASKED)


class TestStoring:
    def test_what_was_put_is_found(self, folder: Path) -> None:
        with opened(folder) as store:
            store.put("k", OTHER)
            assert store.get("k") == OTHER

    def test_it_is_found_by_the_next_store(self, folder: Path) -> None:
        fill(folder, k=ANSWER)
        with opened(folder) as store:
            assert store.get("k") == ANSWER

    def test_what_was_not_put_is_not_found(self, folder: Path) -> None:
        with opened(folder) as store:
            assert store.get("k") is None
            assert store.trouble is None

    def test_the_last_one_counts(self, folder: Path) -> None:
        with opened(folder) as store:
            store.put("k", OTHER)
            store.put("k", ANSWER)
            assert store.get("k") == ANSWER

    def test_it_expires(self, folder: Path) -> None:
        with opened(folder) as store:
            store.put("k", ANSWER, seconds=0.05)
            time.sleep(0.1)
            assert store.get("k") is None

    def test_the_folder_is_the_users_own(self, folder: Path) -> None:
        fill(folder, k=ANSWER)
        assert folder.stat().st_mode & 0o777 == 0o700

    def test_a_folder_that_was_there_keeps_its_mode(self, folder: Path) -> None:
        folder.mkdir(mode=0o755)
        folder.chmod(0o755)
        fill(folder, k=ANSWER)
        assert folder.stat().st_mode & 0o777 == 0o755

    def test_by_default_it_lies_in_the_cache_folder(self, tmp_path: Path) -> None:
        store = AnswerStore()
        store.close()
        assert (tmp_path / "cache" / "answers" / "cache.db").is_file()

    def test_after_closing_nothing_is_found_or_stored(self, folder: Path) -> None:
        store = AnswerStore(folder)
        store.put("k", ANSWER)
        store.close()
        store.put("l", ANSWER)
        store.close()
        assert (store.get("k"), info(folder).answers) == (None, 1)

    def test_large_answers_lie_in_the_database_too(self, folder: Path) -> None:
        long = StoredAnswer("x" * 1_000_000)
        with opened(folder) as store:
            store.put("k", long)
            assert store.get("k") == long
        assert [file.name for file in folder.iterdir()] == ["cache.db"]

    @settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(text=st.text(st.characters()))
    def test_any_text_comes_back(self, folder: Path, text: str) -> None:
        with opened(folder) as store:
            store.put("k", StoredAnswer(text))
            assert store.get("k") == StoredAnswer(text)

    def test_lone_surrogates_come_back(self, folder: Path) -> None:
        fill(folder, k=StoredAnswer("\ud83d broken \udcff"))
        with opened(folder) as store:
            assert store.get("k") == StoredAnswer("\ud83d broken \udcff")

    def test_threads_may_share_a_store(self, folder: Path) -> None:
        with opened(folder) as store:

            def work(name: int) -> None:
                for number in range(40):
                    store.put(f"{name}-{number}", StoredAnswer(str(number)))
                    assert store.get(f"{name}-{number}") == StoredAnswer(str(number))

            threads = [threading.Thread(target=work, args=(name,)) for name in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert store.trouble is None
        assert info(folder).answers == 160


class TestLimit:
    LIMIT = 400_000

    def test_it_is_kept(self, folder: Path) -> None:
        with opened(folder, limit=self.LIMIT) as store:
            for number in range(300):
                store.put(str(number), StoredAnswer("x" * 4000))
        assert info(folder).bytes < self.LIMIT + 100_000

    def test_what_was_used_last_stays(self, folder: Path) -> None:
        with opened(folder, limit=self.LIMIT) as store:
            store.put("used", ANSWER)
            store.put("unused", ANSWER)
            for number in range(300):
                store.put(str(number), StoredAnswer("x" * 4000))
                assert store.get("used") == ANSWER
            assert store.get("unused") is None

    def test_one_huge_answer_is_not_stored(self, folder: Path) -> None:
        with opened(folder, limit=self.LIMIT) as store:
            store.put("small", ANSWER)
            store.put("huge", StoredAnswer("x" * self.LIMIT))
            assert (store.get("small"), store.get("huge"), store.trouble) == (ANSWER, None, None)


class TestForeignContent:
    class Mine:
        """Tells when it is unpickled."""

        touched: Path

        def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
            return os.mkdir, (str(self.touched),)

    def test_nothing_is_unpickled(self, folder: Path, tmp_path: Path) -> None:
        fill(folder, k=ANSWER)
        mine = self.Mine()
        mine.touched = tmp_path / "ran"
        executed(folder, "UPDATE Cache SET mode = 4, value = ?", pickle.dumps(mine))
        with opened(folder) as store:
            assert store.get("k") is None
            store.put("k", OTHER)
            assert store.get("k") == OTHER
        assert not mine.touched.exists()

    @pytest.mark.parametrize("mode", [2, 3, 4])
    def test_no_file_is_read(self, folder: Path, tmp_path: Path, mode: int) -> None:
        (tmp_path / "outside").write_text(json.dumps({"text": "from outside"}))
        fill(folder, k=ANSWER)
        executed(folder, "UPDATE Cache SET mode = ?, filename = '../outside', value = NULL", mode)
        with opened(folder) as store:
            assert store.get("k") is None

    def test_no_file_is_removed(self, folder: Path, tmp_path: Path) -> None:
        outside = tmp_path / "outside"
        outside.write_text("kept")
        fill(folder, k=ANSWER)
        executed(folder, "UPDATE Cache SET filename = '../outside'")
        with opened(folder) as store:
            store.put("k", OTHER)
        executed(folder, "UPDATE Cache SET filename = '../outside'")
        clear(folder)
        assert outside.read_text() == "kept"

    @pytest.mark.parametrize(
        "value",
        [
            *("", "no JSON", "null", "[1]", "{}", 7, b'{"text": "a"}', "[" * 100_000),
            *('{"text": 5}', '{"text": "a", "more": 1}', '{"text": "a", "failed": 1}'),
            '{"text": "a", "prompt_tokens": "many"}',
        ],
        ids=lambda value: repr(value)[:20],
    )
    def test_what_is_no_answer_is_absent(self, folder: Path, value: object) -> None:
        fill(folder, k=ANSWER)
        executed(folder, "UPDATE Cache SET value = ?", value)
        with opened(folder) as store:
            assert (store.get("k"), store.trouble) == (None, None)

    @pytest.mark.parametrize(
        "statement",
        [
            pytest.param("INSERT INTO Settings VALUES ('disk_colour', 'blue')", id="unknown disk"),
            pytest.param("DROP TABLE Cache", id="no table"),
            pytest.param("ALTER TABLE Cache RENAME COLUMN value TO answer", id="another column"),
        ],
    )
    def test_another_database_does_no_harm(self, folder: Path, statement: str) -> None:
        fill(folder, k=ANSWER)
        executed(folder, statement)
        with opened(folder) as store:
            store.put("l", OTHER)
            assert store.get("l") in (None, OTHER)


class TestInfoAndClear:
    def test_where_there_is_nothing_nothing_is_made(self, folder: Path) -> None:
        assert info(folder) == StoreInfo(folder, 0, 0, 1 << 30)
        assert clear(folder) == 0
        assert not folder.exists()

    def test_what_lies_there_is_counted(self, folder: Path) -> None:
        fill(folder, k=ANSWER, l=OTHER)
        found = info(folder, limit=5_000_000)
        assert found == StoreInfo(folder, 2, (folder / "cache.db").stat().st_size, 5_000_000)
        assert [file.name for file in folder.iterdir()] == ["cache.db"]

    def test_what_an_open_store_holds_is_counted(self, folder: Path) -> None:
        with opened(folder) as store:
            store.put("k", ANSWER)
            assert info(folder).answers == 1

    def test_clearing_tells_how_many_there_were(self, folder: Path) -> None:
        fill(folder, k=ANSWER, l=OTHER)
        assert (clear(folder), info(folder).answers) == (2, 0)

    def test_clearing_while_a_store_is_open(self, folder: Path) -> None:
        with opened(folder) as store:
            store.put("k", ANSWER)
            assert clear(folder) == 1
            assert store.get("k") is None
            store.put("k", OTHER)
            assert (store.get("k"), store.trouble) == (OTHER, None)

    def test_a_damaged_store_is_named_and_can_be_cleared(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "cache.db").write_bytes(b"no database at all" * 1000)
        with pytest.raises(ConfigurationError, match=r"is damaged \(file is not a database\); remove it with"):
            info(folder)
        assert clear(folder) == 0
        fill(folder, k=ANSWER)
        assert info(folder).answers == 1

    def test_other_files_in_the_folder_stay(self, folder: Path) -> None:
        folder.mkdir()
        (folder / "notes.txt").write_text("mine")
        (folder / "cache.db").write_bytes(b"no database at all" * 1000)
        clear(folder)
        assert [file.name for file in folder.iterdir()] == ["notes.txt"]


def test_the_library_is_imported_only_when_a_store_is_opened() -> None:
    code = "import sys, summarizer.store; assert 'diskcache' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
