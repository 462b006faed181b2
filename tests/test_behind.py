"""Writing to the store beside the event loop."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from summarizer.behind import WriteBehind
from summarizer.store import AnswerStore, StoredAnswer


def answer(number: int) -> StoredAnswer:
    return StoredAnswer(f"answer {number}")


def test_an_answer_is_found_at_once(tmp_path: Path) -> None:
    writer = WriteBehind(AnswerStore(tmp_path))
    for number in range(200):
        writer.put(str(number), answer(number))
        assert writer.get(str(number)) == answer(number)
    writer.close()


def test_what_was_put_last_counts(tmp_path: Path) -> None:
    writer = WriteBehind(AnswerStore(tmp_path))
    for number in range(300):
        writer.put("k", answer(number))
    assert writer.get("k") == answer(299)
    writer.close()
    reopened = AnswerStore(tmp_path)
    assert reopened.get("k") == answer(299)
    reopened.close()


def test_settled_is_written_for_others(tmp_path: Path) -> None:
    writer, other = WriteBehind(AnswerStore(tmp_path)), AnswerStore(tmp_path)
    for number in range(100):
        writer.put(str(number), answer(number))
    writer.settle()
    assert [other.get(str(number)) for number in range(100)] == [answer(number) for number in range(100)]
    writer.close()
    other.close()


def test_closing_writes_the_rest(tmp_path: Path) -> None:
    writer = WriteBehind(AnswerStore(tmp_path))
    for number in range(500):
        writer.put(str(number), answer(number))
    writer.close()
    reopened = AnswerStore(tmp_path)
    assert all(reopened.get(str(number)) == answer(number) for number in range(500))
    reopened.close()


def test_what_comes_afterwards_finds_all_written(tmp_path: Path) -> None:
    writer, found = WriteBehind(AnswerStore(tmp_path)), list[StoredAnswer | None]()

    def look(number: int) -> None:
        other = AnswerStore(tmp_path)
        found.append(other.get(str(number)))
        other.close()

    for number in range(100):
        writer.put(str(number), answer(number))
        if number % 10 == 0:
            writer.afterwards(partial(look, number))
    writer.close()
    assert found == [answer(number) for number in range(0, 100, 10)]


def test_what_comes_afterwards_comes_where_nothing_was_put(tmp_path: Path) -> None:
    writer, done = WriteBehind(AnswerStore(tmp_path)), list[int]()
    writer.afterwards(lambda: done.append(1))
    assert done == [1]
    writer.close()


def test_what_comes_afterwards_comes_where_nothing_can_be_written(tmp_path: Path) -> None:
    folder = tmp_path / "file"
    folder.write_text("in the way", encoding="utf-8")
    writer, done = WriteBehind(AnswerStore(folder)), list[int]()
    writer.put("k", answer(1))
    writer.afterwards(lambda: done.append(1))
    writer.close()
    assert done == [1]


def test_what_cannot_be_written_is_told_once_settled(tmp_path: Path) -> None:
    folder = tmp_path / "file"
    folder.write_text("in the way", encoding="utf-8")
    writer = WriteBehind(AnswerStore(folder))
    writer.put("k", answer(1))
    assert writer.trouble is not None
    writer.close()


def test_a_time_of_its_own_is_kept(tmp_path: Path) -> None:
    writer = WriteBehind(AnswerStore(tmp_path))
    writer.put("k", answer(1), seconds=0.0)
    writer.settle()
    assert writer.get("k") is None
    writer.close()
