"""The embedded model: llama.cpp's own server in a child process, on loopback, behind a random key.

It answers like any OpenAI-compatible service, so everything above talks to it as to a hosted one. It prints
nothing, listens on a free port of 127.0.0.1 only, and without the key it answers nobody.

A child, because the server in this very process would hold up every Python thread while it loads, cannot be
stopped while a request is in flight, and would take the run down with it when memory runs out.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import secrets
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from summarizer.errors import MissingExtra, ModelFileError

CONTEXT_TOKENS = 8192
"""Prompt and answer together; a slot of this size costs about 230 MB with the embedded model."""

_MAGIC = b"GGUF"
_ENGINE = Path(__file__).with_name("engine.py")
_STOP_SECONDS = 5.0

_SPINS = "20000"
"""How often a waiting thread looks again before it sleeps. With OpenMP's own 300000, writing was half as fast while
another program used the same cores; on idle cores no difference was to be seen."""


@dataclass(frozen=True)
class Endpoint:
    """Where an OpenAI-compatible service listens, and its key."""

    base_url: str
    api_key: str = field(repr=False)


class Engine:
    """A running child with a model. Leaving its ``with`` block ends it at once, whatever it is doing.

    It also ends by itself when this process does, however that happens.
    """

    def __init__(self, model: Path, *, context_tokens: int = CONTEXT_TOKENS, threads: int | None = None) -> None:
        """Start loading ``model`` (a GGUF file) and return at once.

        Raises:
            MissingExtra: ``xllamacpp`` is not installed.
            ModelFileError: there is no such file, or it is no GGUF file.
        """
        _require_gguf(model)
        _require_runtime()
        self._model = model
        self._key = secrets.token_urlsafe(32)
        orders = {
            "model": str(model),
            "key": self._key,
            "context_tokens": context_tokens,
            "threads": threads or physical_cores(),
        }
        self._child = _spawn()
        self._write(json.dumps(orders) + "\n")

    def wait(self) -> Endpoint:
        """Block until the model can be asked. Safe to call in a thread; :meth:`stop` ends the waiting.

        Raises:
            ModelFileError: the model cannot be loaded.
        """
        assert self._child.stdout is not None  # it was made a pipe
        line = self._child.stdout.readline()
        try:
            told: dict[str, str] = json.loads(line)
        except ValueError:
            told = {"error": f"the engine ended with status {self._child.poll()}"}
        if "address" not in told:
            raise ModelFileError(
                f"{str(self._model)!r} cannot be loaded ({told.get('error')}): it is damaged, of a kind that this "
                "llama.cpp does not know, or too large for the memory; choose another file or --model"
            )
        return Endpoint(f"{told['address']}/v1", self._key)

    def stop(self) -> None:
        """End the child. Harmless when it has ended."""
        # Nothing in it is worth saving, and asking politely would mean waiting for the batch being computed.
        self._child.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._child.wait(timeout=_STOP_SECONDS)
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _write(self, line: str) -> None:
        assert self._child.stdin is not None  # it was made a pipe
        # A child that is gone already is found out by wait(), which can say why.
        with contextlib.suppress(OSError):
            self._child.stdin.write(line)
            self._child.stdin.flush()


def is_installed() -> bool:
    """Whether there is an engine to run a model with."""
    try:
        return importlib.util.find_spec("xllamacpp") is not None
    except ValueError:  # what a module set to None raises
        return False


def physical_cores(root: Path = Path("/")) -> int:
    """Cores this process may use, counting a core once however many threads it runs, within a container's limit.

    ``root`` is where ``/sys`` lies. Hyper-threads share the arithmetic units, so a second thread a core only
    slows token generation down.
    """
    allowed = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    siblings = {_siblings(root, cpu) for cpu in allowed}
    return max(1, min(len(siblings), _quota(root)))


def _siblings(root: Path, cpu: int) -> str:
    file = root / "sys/devices/system/cpu" / f"cpu{cpu}" / "topology/thread_siblings_list"
    try:
        return file.read_text(encoding="ascii").strip() or str(cpu)
    except (OSError, UnicodeDecodeError):
        return str(cpu)


def _quota(root: Path) -> int:
    """Whole cores that the container's limit leaves, at least one; a large number when there is no limit."""
    unlimited = 1 << 16
    try:
        quota, period = (root / "sys/fs/cgroup/cpu.max").read_text(encoding="ascii").split()
        return unlimited if quota == "max" else max(1, int(quota) // int(period))
    except (OSError, ValueError, ZeroDivisionError):
        return unlimited


def _spawn() -> subprocess.Popen[str]:
    # -P: the script's own folder must not come first on the path, as our modules bear names of the standard library's.
    # A session of its own: Ctrl-C in the terminal is for us, and we end the child.
    return subprocess.Popen(
        [sys.executable, "-P", str(_ENGINE)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        env={"GOMP_SPINCOUNT": _SPINS, **os.environ},
    )


def _require_gguf(model: Path) -> None:
    try:
        with model.open("rb") as file:
            magic = file.read(len(_MAGIC))
    except OSError as error:
        raise ModelFileError(f"cannot read the model file {str(model)!r}: {error.strerror or error}") from error
    if magic != _MAGIC:
        raise ModelFileError(f"{str(model)!r} is not a GGUF model file; give --model local/PATH-TO-A-FILE.gguf")


def _require_runtime() -> None:
    if not is_installed():
        raise MissingExtra(
            "the embedded model needs xllamacpp, which is not installed: pip install 'summarizer[local]'; "
            "or choose another --model"
        )
