"""The process in which the embedded model runs. Started by ``local`` as a script of its own; imports nothing of ours.

It reads its orders as one line of JSON from standard input, answers with one line of JSON on standard output
(``address`` once it can be asked, or ``error``), and ends when standard input does, that is, with its parent.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from typing import Any

SILENT = -1
"""Below every level of llama.cpp's log, errors included: they come back as answers or as ``error``."""


def main() -> None:
    """Serve until standard input ends."""
    orders = json.loads(sys.stdin.readline())
    try:
        runtime = importlib.import_module("xllamacpp")
        server = runtime.Server(parameters(runtime, orders))
    except (ImportError, RuntimeError, AttributeError, OSError) as error:
        _tell({"error": f"{type(error).__name__}: {error}"})
        return
    _tell({"address": server.listening_address})
    sys.stdin.read()
    # No orderly end: the server's destructor waits for requests in flight, and nobody waits for their answers.
    os._exit(0)


def parameters(runtime: Any, orders: dict[str, Any]) -> Any:
    """llama.cpp's settings for ``orders``: loopback only, a key, no pages, nothing printed."""
    params = runtime.CommonParams()
    params.verbosity = SILENT
    params.model.path = orders["model"]
    params.model_alias = {"local"}
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.api_keys = [orders["key"]]
    params.cors_origins = ""
    params.cors_credentials = False
    params.ui = False
    params.endpoint_slots = False
    params.endpoint_props = False
    params.endpoint_metrics = False
    params.offline = True
    # One slot: several read the shared prompt head once each and compete for the same cores.
    params.n_parallel = 1
    params.n_ctx = orders["context_tokens"]
    params.cache_prompt = True
    # The slot itself keeps the last prompt; a second store in memory is for many conversations.
    params.cache_ram_mib = 0
    params.cache_idle_slots = False
    params.ctx_shift = False
    params.cpuparams.n_threads = orders["threads"]
    params.cpuparams_batch.n_threads = orders["threads"]
    return params


def _tell(answer: dict[str, str]) -> None:
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
