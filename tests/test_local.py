"""The engine is tried for real, with a model small enough to be written by the test."""

from __future__ import annotations

import http.client
import json
import os
import signal
import subprocess
import sys
import textwrap
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summarizer import local
from summarizer.errors import MissingExtra, ModelFileError
from tests.tiny_model import write_tiny_model

needs_engine = pytest.mark.skipif(not local.is_installed(), reason="the extra `local` is not installed")


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_model(tmp_path_factory.mktemp("model") / "tiny.gguf")


@pytest.fixture(scope="module")
def endpoint(model: Path) -> Iterator[local.Endpoint]:
    with local.Engine(model, context_tokens=512, threads=1) as engine:
        yield engine.wait()


def post(endpoint: local.Endpoint, body: dict[str, Any], key: str | None = None) -> tuple[int, Any, Any]:
    request = urllib.request.Request(
        f"{endpoint.base_url}/chat/completions",
        json.dumps(body).encode(),
        {
            "Content-Type": "application/json",
            "Authorization": f"Bearer {endpoint.api_key if key is None else key}",
            "Origin": "http://page.example",
        },
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, json.load(answer), answer.headers
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error), error.headers


def hello(**options: Any) -> dict[str, Any]:
    return {"messages": [{"role": "user", "content": "hello"}], "max_tokens": 4, "temperature": 0, **options}


@needs_engine
def test_the_engine_listens_on_loopback(endpoint: local.Endpoint) -> None:
    assert endpoint.base_url.startswith("http://127.0.0.1:")


@needs_engine
def test_the_engine_answers_with_the_key(endpoint: local.Endpoint) -> None:
    status, body, _ = post(endpoint, hello())

    assert (status, body["usage"]["completion_tokens"]) == (200, 4)


@needs_engine
@pytest.mark.parametrize("key", ["", "wrong"])
def test_the_engine_refuses_everybody_else(endpoint: local.Endpoint, key: str) -> None:
    assert post(endpoint, hello(), key=key)[0] == 401


@needs_engine
def test_no_page_in_a_browser_is_let_in(endpoint: local.Endpoint) -> None:
    assert not post(endpoint, hello())[2]["Access-Control-Allow-Origin"]


@needs_engine
@pytest.mark.parametrize("path", ["/", "/slots", "/metrics"])
def test_nothing_else_is_served(endpoint: local.Endpoint, path: str) -> None:
    address = endpoint.base_url.removesuffix("/v1") + path
    request = urllib.request.Request(address, headers={"Authorization": f"Bearer {endpoint.api_key}"})

    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=30)
    with refused.value as answer:
        assert answer.code in (404, 501)


@needs_engine
def test_the_head_of_a_prompt_is_read_once(endpoint: local.Endpoint) -> None:
    head = {"role": "system", "content": "the same long head of every prompt " * 5}
    post(endpoint, hello(messages=[head, {"role": "user", "content": "first"}]))

    _, body, _ = post(endpoint, hello(messages=[head, {"role": "user", "content": "next"}]))

    cached = body["usage"]["prompt_tokens_details"]["cached_tokens"]
    assert cached > len(head["content"])


@needs_engine
def test_the_key_is_not_shown(endpoint: local.Endpoint) -> None:
    assert endpoint.api_key not in repr(endpoint)


@needs_engine
def test_leaving_the_block_ends_the_child_even_while_it_writes(tmp_path: Path) -> None:
    slow = write_tiny_model(tmp_path / "slow.gguf", width=512)
    with local.Engine(slow, context_tokens=4096, threads=1) as engine:
        endpoint = engine.wait()
        host, _, port = endpoint.base_url.removeprefix("http://").removesuffix("/v1").partition(":")
        body = json.dumps(hello(max_tokens=4000, ignore_eos=True))
        connection = http.client.HTTPConnection(host, int(port), timeout=30)
        connection.request("POST", "/v1/chat/completions", body, {"Authorization": f"Bearer {endpoint.api_key}"})
        time.sleep(0.3)
        pid = engine._child.pid
    connection.close()

    assert not alive(pid)


PROGRAM = """
    import sys, time
    from pathlib import Path
    from summarizer import local
    engine = local.Engine(Path(sys.argv[1]), context_tokens=512, threads=1)
    engine.wait()
    print(engine._child.pid, flush=True)
    {then}
"""


def run_program(model: Path, then: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-W", "ignore::ResourceWarning", "-c", textwrap.dedent(PROGRAM).format(then=then), str(model)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(local.__file__).parent.parent)},
    )


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait_until_gone(pid: int) -> bool:
    deadline = time.monotonic() + 5
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not alive(pid)


@needs_engine
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks processes up in /proc")
@pytest.mark.parametrize("then", ["pass", "import os; os._exit(0)"], ids=["falls off the end", "exits hard"])
def test_a_process_with_an_open_engine_ends_at_once_and_silently(model: Path, then: str) -> None:
    with run_program(model, then) as program:
        assert program.stdout is not None
        pid = int(program.stdout.readline())
        out, err = program.communicate(timeout=30)

    assert (out, err, program.returncode) == ("", "", 0)
    assert wait_until_gone(pid)


@needs_engine
@pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks processes up in /proc")
def test_an_interrupted_process_takes_its_engine_with_it(model: Path) -> None:
    with run_program(model, "time.sleep(30)") as program:
        assert program.stdout is not None
        pid = int(program.stdout.readline())
        program.send_signal(signal.SIGINT)
        _, err = program.communicate(timeout=10)

    assert err.splitlines()[-1] == "KeyboardInterrupt"
    assert wait_until_gone(pid)


@needs_engine
def test_a_damaged_model_is_refused_with_its_path(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.gguf"
    damaged.write_bytes(b"GGUF" + bytes(100))

    with (
        local.Engine(damaged, threads=1) as engine,
        pytest.raises(ModelFileError, match=r"damaged\.gguf' cannot be loaded"),
    ):
        engine.wait()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(None, "cannot read the model file", id="no file"),
        pytest.param(b"<html>", "is not a GGUF model file", id="another kind of file"),
        pytest.param(b"", "is not a GGUF model file", id="empty file"),
    ],
)
def test_what_is_no_model_file_is_refused(tmp_path: Path, content: bytes | None, expected: str) -> None:
    file = tmp_path / "model.gguf"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(ModelFileError, match=expected):
        local.Engine(file)


def test_without_the_engine_the_message_says_what_to_install(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xllamacpp", None)

    with pytest.raises(MissingExtra, match=r"pip install 'summarizer\[local\]'"):
        local.Engine(model)


def cores(root: Path, siblings: dict[int, str], quota: str | None = None) -> int:
    for cpu, text in siblings.items():
        folder = root / f"sys/devices/system/cpu/cpu{cpu}/topology"
        folder.mkdir(parents=True)
        (folder / "thread_siblings_list").write_text(text + "\n")
    if quota is not None:
        (root / "sys/fs/cgroup").mkdir(parents=True)
        (root / "sys/fs/cgroup/cpu.max").write_text(quota + "\n")
    return local.physical_cores(root)


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="counts allowed cores as Linux does")
@pytest.mark.parametrize(
    ("quota", "expected"),
    [(None, 2), ("max 100000", 2), ("100000 100000", 1), ("50000 100000", 1), ("800000 100000", 2), ("nonsense", 2)],
)
def test_two_threads_of_one_core_count_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quota: str | None, expected: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: {0, 1, 2, 3})

    assert cores(tmp_path, {0: "0,2", 1: "1,3", 2: "0,2", 3: "1,3"}, quota) == expected
