"""Real signals to real processes, which summarise by the answers of a scripted service."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import summarizer
from tests.answering import NO_OVERVIEW, found, is_overview, is_survey
from tests.misbehaving import Answer, Request, ScriptedService, says

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")

ROOT = Path(summarizer.__file__).parent.parent
STOPPING = "summarizer: stopping; again to leave at once"
ARTICLES = 12
QUICK = 4
"""Articles that are answered at once."""

Start = Callable[..., subprocess.Popen[str]]


def article(number: int) -> str:
    return f"Bridge {number} was closed on Monday. The council of Lower Wick will meet on Friday and explain itself.\n"


def patience(seconds: float) -> Callable[[Request], Answer]:
    """Answers at once about the first articles, and after so many seconds about the others."""

    def answer(request: Request) -> Answer:
        told = json.dumps(request.body)
        slow = not any(f"Bridge {number} was" in told for number in range(QUICK))
        wait = seconds if slow and not is_overview(request) else 0.0
        said = NO_OVERVIEW if is_overview(request) else {"disputes": []} if is_survey(request) else found()
        return says(said, wait=wait)

    return answer


@pytest.fixture
def start(service: ScriptedService, tmp_path: Path) -> Iterator[Start]:
    """Starts a run over the articles; whatever still runs at the end of the test is killed."""
    started: list[subprocess.Popen[str]] = []
    lines = (json.dumps({"id": str(number), "text": article(number)}) + "\n" for number in range(ARTICLES))
    (tmp_path / "items.jsonl").write_text("".join(lines))

    def begin(*arguments: str, code: str = "") -> subprocess.Popen[str]:
        model = ["--model", "openai/any", "--base-url", service.url, "--jobs", "2", "--no-cache"]
        command = [sys.executable, *(["-c", code] if code else ["-m", "summarizer"]), *arguments, *model]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "OPENAI_API_KEY": "sk-any"}
        process = subprocess.Popen(
            command, env=environment, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        process.kill()
        process.wait()
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def lines_of(path: Path) -> list[str]:
    return path.read_text().splitlines() if path.exists() else []


def partial(lines: list[str]) -> list[bool]:
    return [json.loads(line)["coverage"]["partial"] for line in lines]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["SIGINT", "SIGTERM"])
def test_once_stops_sending_and_keeps_what_is_finished(
    number: signal.Signals, start: Start, service: ScriptedService, tmp_path: Path
) -> None:
    service.otherwise = patience(30)
    process = start("items.jsonl", "--format", "jsonl", "-o", "out.jsonl")
    wait_for(lambda: len(lines_of(tmp_path / "out.jsonl.part")) == QUICK)
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    asked = len(service.requests)
    assert (process.returncode, out) == (130, "")
    assert err.splitlines()[0] == STOPPING
    assert "Traceback" not in err
    assert partial(lines_of(tmp_path / "out.jsonl"))[:QUICK] == [False] * QUICK
    assert all(partial(lines_of(tmp_path / "out.jsonl"))[QUICK:])
    assert not (tmp_path / "out.jsonl.part").exists()
    assert len(service.requests) == asked


def test_twice_leaves_at_once_with_what_is_finished(start: Start, service: ScriptedService, tmp_path: Path) -> None:
    service.otherwise = patience(30)
    # Whoever ignores the first signal needs the second one.
    code = "from summarizer.pipeline import Summarizer; Summarizer.stop = lambda self: None; import summarizer.__main__"
    process = start(
        "items.jsonl", "--format", "jsonl", "-o", "out.jsonl", code=f"{code} as m; raise SystemExit(m.main())"
    )
    wait_for(lambda: len(lines_of(tmp_path / "out.jsonl.part")) == QUICK)
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    assert process.stderr.readline() == f"{STOPPING}\n"
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out, err) == (130, "", "")
    assert partial(lines_of(tmp_path / "out.jsonl")) == [False] * QUICK
    assert sorted(path.name for path in tmp_path.iterdir() if "part" in path.name) == []


def test_a_list_that_does_not_end_can_be_left(start: Start, service: ScriptedService, tmp_path: Path) -> None:
    service.otherwise = patience(0)
    (tmp_path / "a.txt").write_text(article(0))
    code = (
        "import os, sys; reads, writes = os.pipe(); os.write(writes, b'a.txt\\n'); sys.stdin = open(reads)\n"
        "from summarizer.__main__ import main; raise SystemExit(main())\n"
    )
    process = start("--from-list", "-", code=code)
    wait_for(lambda: bool(service.requests))
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert err.splitlines()[0] == STOPPING
    assert "Traceback" not in err


@pytest.mark.parametrize("command", ["run", "schema", "check"])
def test_during_the_imports_it_is_one_line(command: str, start: Start) -> None:
    """The import hook sends the signal at the first module of ours after the entry."""
    code = (
        "import os, signal, sys\n"
        "import summarizer.__main__ as entry\n"
        "class Hook:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.startswith('summarizer.cli_main'):\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Hook())\n"
        "raise SystemExit(entry.main())\n"
    )
    process = start(*({"run": ["items.jsonl"]}.get(command, [command])), code=code)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "summarizer: interrupted\n")


def test_in_a_command_it_is_one_line(start: Start) -> None:
    code = (
        "import os, signal; from summarizer import cli, cli_commands\n"
        "cli_commands.schema = lambda a: os.kill(os.getpid(), signal.SIGTERM)\n"
        "raise SystemExit(cli.main())\n"
    )
    process = start("schema", code=code)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (130, "", "summarizer: interrupted\n")


def test_what_the_caller_ignores_stays_ignored(start: Start, service: ScriptedService, tmp_path: Path) -> None:
    service.otherwise = patience(0.5)
    code = (
        "import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n"
        "from summarizer.__main__ import main; raise SystemExit(main())\n"
    )
    process = start("items.jsonl", "--format", "jsonl", "-o", "out.jsonl", "--quiet", code=code)
    wait_for(lambda: len(lines_of(tmp_path / "out.jsonl.part")) >= QUICK)
    process.send_signal(signal.SIGHUP)
    assert process.wait(timeout=60) == 0
    assert len(lines_of(tmp_path / "out.jsonl")) == ARTICLES
