"""What runs in a process of :mod:`summarizer.workers`: work comes in on standard input, results go out on its output.

A message is its length in eight bytes, the lowest first, and a pickle: of ``(work, given)`` one way, of ``(True,
result)`` or ``(False, None)`` the other. Both ends are this program; nothing that came from outside is unpickled.
The end of the input ends the process, however the other end came to close it.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections.abc import Sequence
from importlib import import_module

GARBAGE = (10_000, 10, 20)
"""How many objects come before the collector looks for cycles, and how many looks before it looks at older ones.

Python's own 700 and 10 are for small programs: a sixth of a run was spent on walking through what stays anyway.
"""
HEAD = 8
"""Bytes of a message's length."""
PROTOCOL = pickle.HIGHEST_PROTOCOL


def framed(message: bytes) -> bytes:
    """The message with its length in front."""
    return len(message).to_bytes(HEAD, "little") + message


def length(head: bytes) -> int:
    """Of the message behind this head, in bytes."""
    return int.from_bytes(head, "little")


def result_of(message: bytes) -> bytes:
    """Do what one message asks for. What raises is told as not done: whoever asked does it himself and sees why."""
    try:
        work, given = pickle.loads(message)
        return pickle.dumps((True, work(*given)), PROTOCOL)
    except Exception:  # whatever it is, it is not for this process to tell
        return pickle.dumps((False, None), PROTOCOL)


def main(modules: Sequence[str]) -> None:
    """Import the modules, say that all is ready, and work until the input ends."""
    source, sink = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library may print is no result
    gc.set_threshold(*GARBAGE)
    for module in modules:
        import_module(module)
    try:
        sink.write(framed(pickle.dumps((True, None), PROTOCOL)))
        sink.flush()
        while len(head := source.read(HEAD)) == HEAD:
            sink.write(framed(result_of(source.read(length(head)))))
            sink.flush()
    except BrokenPipeError:
        pass  # nobody is there to take it


if __name__ == "__main__":
    main(sys.argv[1:])
    os._exit(0)  # nothing is left to write, and tidying up what has been read takes a while
