"""What tests of the store of answers share."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from summarizer.store import AnswerStore, StoredAnswer

ANSWER = StoredAnswer('{"claims": []}', 120, 8)
OTHER = StoredAnswer("the ferry sails on Friday", 90, 6, failed="unreadable")


@contextlib.contextmanager
def opened(folder: Path, **given: Any) -> Iterator[AnswerStore]:
    store = AnswerStore(folder, **given)
    try:
        yield store
    finally:
        store.close()


def fill(folder: Path, **answers: StoredAnswer) -> None:
    with opened(folder) as store:
        for key, answer in answers.items():
            store.put(key, answer)
        assert store.trouble is None


def executed(folder: Path, statement: str, *values: object) -> None:
    """Tamper with the database behind the store's back."""
    with contextlib.closing(sqlite3.connect(folder / "cache.db")) as connection, connection:
        connection.execute(statement, values)
