"""Running one of our modules in a process of its own, with limits on time and memory.

What takes foreign bytes apart may run away, blow up or break; here it takes nothing along.
"""

from __future__ import annotations

import contextlib
import errno
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from summarizer.errors import chain

_KEPT = ("PATH", "SYSTEMROOT", "WINDIR", "TEMP", "TMP", "TMPDIR", "LD_LIBRARY_PATH", "HOME", "LANG", "VIRTUAL_ENV")
"""Variables that the child gets. Keys and tokens are none of its business."""
_CPU_EXCEEDED = 24
"""The number of SIGXCPU, where there are such limits."""
_NO_MEMORY_OF_PARSERS = {"XMLSyntaxError": 2, "ExpatError": 1}
"""What ``code`` of the errors of lxml and of expat is for a lack of memory: XML_ERR_NO_MEMORY, XML_ERROR_NO_MEMORY."""
_HARD_PRESSED = 0.5
"""Share of its memory from which on a process may lack it: what is doubled in size needs as much again as it has."""


@dataclass(frozen=True, slots=True)
class Limits:
    """``seconds`` of processor time and, half as many again, of wall time; ``memory`` in bytes of address space.

    Where the system knows no such limits (Windows; macOS for memory), only the wall clock ends a process.
    """

    seconds: float = 60.0
    memory: int = 700_000_000


LIMITS = Limits()


class Exceeded(Exception):
    """The child went beyond a limit or broke. ``str()`` is a clause that says how: ``it takes more than 5 seconds``."""


def run(module: str, arguments: Sequence[str], data: bytes, *, limits: Limits = LIMITS) -> bytes:
    """What ``python -m module arguments seconds memory`` writes when it is given ``data``.

    The child has to call :func:`confine` with the last two arguments first; the wall clock is watched here as well.

    Raises:
        Exceeded: it takes too long or too much memory, or ends in failure.
    """
    command = [sys.executable or "python", "-m", module, *arguments, str(limits.seconds), str(limits.memory)]
    try:
        done = subprocess.run(
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            timeout=limits.seconds * 1.5,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_slow(limits) from error
    except OSError as error:
        raise Exceeded(f"no process can be started for it ({error.strerror})") from error
    if done.returncode == -_CPU_EXCEEDED:
        raise _too_slow(limits)
    if done.returncode != 0:
        raise Exceeded(f"it takes more than {limits.memory // 1_000_000:,} MB of memory or breaks the reader")
    return done.stdout


def confine(seconds: float, memory: int) -> None:
    """Limit this process, for good: processor time, memory, no files written. Nothing where there is no way."""
    try:
        import resource  # imported here: there is none on Windows
    except ImportError:
        return
    whole = max(1, round(seconds))
    wanted = ((resource.RLIMIT_CPU, whole), (resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0))
    for what, most in (*wanted, (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(OSError, ValueError):  # macOS knows no limit of the address space
            hard = resource.getrlimit(what)[1]
            most = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(what, (most, hard))


def lacks_memory(error: BaseException, memory: int) -> bool:
    """Whether, in a process confined to ``memory`` bytes, an error of somebody else's code comes from their lack.

    Readers say so in many ways, or take it for a fault of the document. So an error counts that names the lack, or is
    made from one that does, or comes when half of the memory has been in use (where ``/proc`` tells that).
    """
    return any(map(_names_lack, chain(error))) or _most_used() > _HARD_PRESSED * memory


def _names_lack(error: BaseException) -> bool:
    if isinstance(error, MemoryError):
        return True
    if isinstance(error, OSError):
        return error.errno == errno.ENOMEM
    if isinstance(error, ImportError):  # all that there is to go by is what the system's loader says
        return "failed to map segment" in str(error) or "cannot allocate memory" in str(error).lower()
    code = _NO_MEMORY_OF_PARSERS.get(type(error).__name__)
    return code is not None and code == getattr(error, "code", None)


def _most_used() -> int:
    """The most bytes of address space that this process has had; 0 where there is no ``/proc``."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmPeak:")), 0)


def _too_slow(limits: Limits) -> Exceeded:
    return Exceeded(f"it takes more than {limits.seconds:g} seconds")


def environment() -> dict[str, str]:
    """What a process of ours gets to know: where programs and modules are, and no key or token."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    # What this process can import, so can the child, however it came to be on the path.
    kept["PYTHONPATH"] = os.pathsep.join(path or os.getcwd() for path in sys.path)
    kept["PYTHONSAFEPATH"] = "1"
    kept["PYTHONDONTWRITEBYTECODE"] = "1"
    return kept
