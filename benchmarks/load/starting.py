"""The program in a process of its own: started cold, as a user does, or from one that has its imports behind it.

Tests start it many times, and would otherwise wait mostly for imports.
"""

from __future__ import annotations

import atexit
import importlib
import json
import math
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import IO, Any, Protocol

ROOT = Path(__file__).parents[2]
KEY = "sk-any"
_PRELOADED = ["openai", "instructor", "diskcache", "summarizer.cli_main", "summarizer.cli_run", "summarizer.pipeline"]
_STEP = 0.005
"""Seconds between two looks at a child."""


class Child(Protocol):
    """A process that has been started."""

    @property
    def pid(self) -> int | None:
        """Its number."""

    def wait(self, seconds: float | None = None) -> int | None:
        """Its exit status; ``None`` if it is still running after so many seconds."""

    def kill(self) -> None:
        """Send SIGKILL."""

    def said(self) -> str:
        """What it has written to standard error."""


Start = Callable[[Sequence[str], Path | None], Child]
"""Starts the program with arguments and a cache folder, or the user's own."""


def environment(cache: Path | None) -> dict[str, str]:
    """The environment of one run."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SUMMARIZER_", "OPENAI_"))}
    paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    own = {} if cache is None else {"SUMMARIZER_CACHE_DIR": str(cache)}
    return kept | {"OPENAI_API_KEY": KEY, "PYTHONPATH": os.pathsep.join(paths)} | own


def cold(arguments: Sequence[str], cache: Path | None) -> Child:
    """Start ``python -m summarizer``."""
    said = tempfile.TemporaryFile()  # noqa: SIM115 # lives as long as the child that is returned
    words = [sys.executable, "-m", "summarizer", *arguments]
    return _Cold(subprocess.Popen(words, env=environment(cache), stdout=said, stderr=said, cwd=ROOT), said)


def warm(arguments: Sequence[str], cache: Path | None) -> Child:
    """Fork a process that has imported everything already."""
    return _Warm(_nursery(), arguments, environment(cache))


class _Nursery:
    """A process that imports the program once and forks a child for each start; this side of it."""

    def __init__(self) -> None:
        words = [sys.executable, "-m", "benchmarks.load.starting"]
        pipe = subprocess.PIPE
        self._process = subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True, cwd=ROOT, env=environment(None))
        atexit.register(self._process.communicate)  # without input it ends

    def ask(self, **what: Any) -> int | None:
        """Its answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(what), file=self._process.stdin, flush=True)
        answer: int | None = json.loads(self._process.stdout.readline())
        return answer


@cache
def _nursery() -> _Nursery:
    return _Nursery()


def _serve() -> None:
    """The other side: one line a question, one an answer."""
    for name in _PRELOADED:
        importlib.import_module(name)
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(_started(**asked) if "arguments" in asked else _waited(**asked)), flush=True)


def _started(arguments: list[str], given: dict[str, str], said: str) -> int:
    """The number of a child that runs the program."""
    pid = os.fork()
    if pid:
        return pid
    os.environ.clear()
    os.environ.update(given)
    with open(said, "wb") as file, open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    status = 1
    try:
        status = importlib.import_module("summarizer.cli").main(arguments)
    finally:
        os._exit(status)


def _waited(pid: int, seconds: float | None) -> int | None:
    """The exit status of a child, or ``None`` if it is still running after so long."""
    until = math.inf if seconds is None else time.monotonic() + seconds
    while True:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() >= until:
            return None
        time.sleep(_STEP)


class _Cold:
    def __init__(self, process: subprocess.Popen[bytes], said: IO[bytes]) -> None:
        self._process = process
        self._said = said

    @property
    def pid(self) -> int | None:
        return self._process.pid

    def wait(self, seconds: float | None = None) -> int | None:
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def kill(self) -> None:
        self._process.kill()

    def said(self) -> str:
        self._said.seek(0)
        return self._said.read().decode("utf-8", "replace")


class _Warm:
    def __init__(self, nursery: _Nursery, arguments: Sequence[str], given: Mapping[str, str]) -> None:
        handle, said = tempfile.mkstemp(prefix="summarizer-load-")
        os.close(handle)
        self._nursery = nursery
        self._said = Path(said)
        self._pid = nursery.ask(arguments=list(arguments), given=dict(given), said=said)
        self._status: int | None = None

    @property
    def pid(self) -> int | None:
        return self._pid

    def wait(self, seconds: float | None = None) -> int | None:
        if self._status is None:
            self._status = self._nursery.ask(pid=self._pid, seconds=seconds)
        return self._status

    def kill(self) -> None:
        if self._pid is not None and self._status is None:
            os.kill(self._pid, signal.SIGKILL)
        self._said.unlink(missing_ok=True)  # whoever kills does not listen

    def said(self) -> str:
        words = self._said.read_text(encoding="utf-8", errors="replace") if self._said.exists() else ""
        self._said.unlink(missing_ok=True)
        return words


if __name__ == "__main__":
    _serve()
