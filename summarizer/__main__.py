"""``python -m summarizer``: the same as the command ``summarizer``, and what starts that.

This module is imported by nobody else, and its first act is to keep Ctrl-C during the imports from ending in a
traceback.
"""

from __future__ import annotations

import os
import signal

if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    signal.signal(signal.SIGINT, lambda number, frame: os._exit(130))

from summarizer.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
