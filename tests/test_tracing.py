from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summarizer.tracing import span
from tests.answering import answering, claimed, found, summarised
from tests.misbehaving import ScriptedService, says

ROOT = Path(__file__).parent.parent


@pytest.fixture
def exported(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """What a program that has set up OpenTelemetry's SDK would export."""
    trace = pytest.importorskip("opentelemetry.trace")
    sdk = pytest.importorskip("opentelemetry.sdk.trace")
    export = pytest.importorskip("opentelemetry.sdk.trace.export")
    memory = pytest.importorskip("opentelemetry.sdk.trace.export.in_memory_span_exporter")
    exporter = memory.InMemorySpanExporter()
    provider = sdk.TracerProvider()
    provider.add_span_processor(export.SimpleSpanProcessor(exporter))
    # A provider can be set once in a process, and other tests must not find it.
    monkeypatch.setattr(trace, "get_tracer_provider", lambda: provider)
    yield exporter
    provider.shutdown()


def only(exported: Any) -> Any:
    (finished,) = exported.get_finished_spans()
    return finished


def test_a_call_follows_the_conventions(exported: Any) -> None:
    with span("summarizer.call", model="openai/gpt-5-mini", task="claims") as call:
        call.set(prompt_tokens=120, completion_tokens=8)
    finished = only(exported)
    assert (finished.name, finished.kind.name) == ("summarizer.call", "CLIENT")
    assert dict(finished.attributes) == {
        "gen_ai.operation.name": "chat",
        "gen_ai.request.model": "openai/gpt-5-mini",
        "gen_ai.usage.input_tokens": 120,
        "gen_ai.usage.output_tokens": 8,
        "summarizer.task": "claims",
    }


def test_names_of_the_conventions_are_taken_as_they_are(exported: Any) -> None:
    with span("summarizer.call", **{"gen_ai.request.model": "local", "gen_ai.usage.input_tokens": 3}):
        pass
    assert only(exported).attributes["gen_ai.request.model"] == "local"
    assert only(exported).attributes["gen_ai.usage.input_tokens"] == 3


def test_other_spans_stay_inside(exported: Any) -> None:
    with span("summarizer.source", kind="file", passages=4, partial=False):
        pass
    finished = only(exported)
    assert finished.kind.name == "INTERNAL"
    assert dict(finished.attributes) == {
        "summarizer.kind": "file",
        "summarizer.passages": 4,
        "summarizer.partial": False,
    }


def test_spans_lie_in_each_other(exported: Any) -> None:
    with span("summarizer.source"), span("summarizer.piece"), span("summarizer.call"):
        pass
    call, piece, source = exported.get_finished_spans()
    assert (call.parent.span_id, piece.parent.span_id) == (piece.context.span_id, source.context.span_id)
    assert source.parent is None


def test_tasks_side_by_side_have_spans_of_their_own(exported: Any) -> None:
    async def piece(number: int) -> None:
        with span("summarizer.piece", number=number):
            await asyncio.sleep(0)
            with span("summarizer.call", number=number):
                await asyncio.sleep(0)

    async def source() -> None:
        with span("summarizer.source"):
            await asyncio.gather(*(piece(number) for number in range(5)))

    asyncio.run(source())
    spans = exported.get_finished_spans()
    pieces = {one.context.span_id: one.attributes["summarizer.number"] for one in spans if "piece" in one.name}
    calls = [one for one in spans if "call" in one.name]
    assert [pieces[one.parent.span_id] for one in calls] == [one.attributes["summarizer.number"] for one in calls]
    assert len(calls) == 5


def test_an_exception_leaves_its_type_and_nothing_it_says(exported: Any) -> None:
    with pytest.raises(ValueError, match="secret words"), span("summarizer.check"):
        raise ValueError("secret words of the article")
    finished = only(exported)
    assert (finished.status.status_code.name, finished.status.description) == ("ERROR", "ValueError")
    assert dict(finished.attributes) == {"error.type": "ValueError"}
    assert finished.events == ()
    assert "secret" not in finished.to_json()


def test_a_task_that_is_cancelled_is_marked(exported: Any) -> None:
    async def cancelled() -> None:
        with span("summarizer.call"):
            await asyncio.sleep(10)

    async def run() -> None:
        task = asyncio.create_task(cancelled())
        await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())
    assert only(exported).attributes["error.type"] == "CancelledError"


@pytest.mark.parametrize("name", ["text", "prompt", "answer", "quote", "gen_ai.input.messages", "gen_ai.tool.name"])
def test_no_text_is_told_unless_asked_for(exported: Any, name: str) -> None:
    with span("summarizer.piece", **{name: "The ferry sails on Friday."}) as piece:
        piece.set(**{name: "The ferry sails on Friday."})
    assert dict(only(exported).attributes) == {}


@pytest.mark.parametrize(
    ("name", "told_as"),
    [("text", "summarizer.text"), ("prompt", "gen_ai.input.messages"), ("answer", "gen_ai.output.messages")],
)
def test_text_is_told_if_asked_for(exported: Any, monkeypatch: pytest.MonkeyPatch, name: str, told_as: str) -> None:
    monkeypatch.setenv("SUMMARIZER_TRACE_CONTENT", "1")
    with span("summarizer.piece", **{name: "The ferry sails on Friday."}):
        pass
    assert dict(only(exported).attributes) == {told_as: "The ferry sails on Friday."}


@pytest.mark.parametrize("value", ["0", "", "yes"])
def test_only_a_one_asks_for_text(exported: Any, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SUMMARIZER_TRACE_CONTENT", value)
    with span("summarizer.piece", text="The ferry sails on Friday."):
        pass
    assert dict(only(exported).attributes) == {}


@pytest.mark.parametrize(
    ("location", "told"),
    [
        pytest.param("notes/ferry.txt", "notes/ferry.txt", id="path"),
        pytest.param("https://news.example/ferry", "https://news.example/ferry", id="address"),
        pytest.param("https://me:key@news.example:8080/a?token=t#x", "https://news.example:8080/a", id="secrets"),
        pytest.param("https://[", "unreadable address", id="no address"),
    ],
)
def test_where_a_source_lies_is_told_without_secrets(exported: Any, location: str, told: str) -> None:
    with span("summarizer.source", location=location):
        pass
    assert dict(only(exported).attributes) == {"summarizer.location": told}


def test_what_is_none_is_left_out(exported: Any) -> None:
    with span("summarizer.call", task=None, prompt_tokens=None, operation=None):
        pass
    assert dict(only(exported).attributes) == {}


def ran(code: str, **environment: str) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("OTEL_")}
    subprocess.run(
        [sys.executable, "-W", "error", "-c", code], check=True, env={**environ, "PYTHONPATH": str(ROOT), **environment}
    )


def test_nothing_is_imported_to_find_out_that_there_is_no_tracer() -> None:
    ran(
        "import sys\nfrom summarizer.tracing import span\n"
        "with span('summarizer.call', model='local') as call: call.set(prompt_tokens=1)\n"
        "assert not any(name.startswith('opentelemetry') for name in sys.modules)\n"
    )


def test_without_the_package_nothing_happens() -> None:
    ran(
        "import sys\nsys.modules['opentelemetry'] = None\nfrom summarizer.tracing import span\n"
        "with span('summarizer.call', model='local') as call: call.set(prompt_tokens=1)\n",
        OTEL_PYTHON_TRACER_PROVIDER="sdk_tracer_provider",
    )


def test_a_program_without_a_tracer_gets_no_span() -> None:
    pytest.importorskip("opentelemetry.trace")
    ran(
        "import opentelemetry.trace\nfrom summarizer.tracing import span\n"
        "assert type(span('summarizer.call')).__name__ == '_Silent'\n"
    )


def test_a_tracer_that_a_program_sets_up_is_found() -> None:
    pytest.importorskip("opentelemetry.sdk.trace")
    ran(
        "from opentelemetry import trace\nfrom opentelemetry.sdk.trace import TracerProvider\n"
        "from summarizer.tracing import span\n"
        "trace.set_tracer_provider(TracerProvider())\n"
        "with span('summarizer.call'): assert trace.get_current_span().is_recording()\n"
    )


def test_a_tracer_of_the_environment_is_found() -> None:
    pytest.importorskip("opentelemetry.sdk.trace")
    ran(
        "from summarizer.tracing import span\n"
        "with span('summarizer.call'):\n"
        "    from opentelemetry import trace\n"
        "    assert trace.get_current_span().is_recording()\n",
        OTEL_PYTHON_TRACER_PROVIDER="sdk_tracer_provider",
    )


def test_without_a_tracer_nothing_is_made_or_kept() -> None:
    with span("summarizer.call", model="local", task="claims") as call:
        call.set(prompt_tokens=120, completion_tokens=8)

    assert call is span("summarizer.piece")
    assert not hasattr(call, "__dict__")


TEXT = "Dora Quill, the keeper, said that the lamp had failed twice in March.\n"
CLAIMS = found(claimed(1, "Dora Quill", "The lamp had failed twice in March."))


@pytest.mark.parametrize("content", ["0", "1"], ids=["text stays in", "text is asked for"])
def test_a_source_has_its_piece_its_calls_and_its_check_inside(
    service: ScriptedService, exported: Any, monkeypatch: pytest.MonkeyPatch, content: str
) -> None:
    monkeypatch.setenv("SUMMARIZER_TRACE_CONTENT", content)
    service.otherwise = answering(lambda request: says(CLAIMS))
    summarised(service, TEXT)
    spans = exported.get_finished_spans()
    names = {one.context.span_id: one.name for one in spans}
    inside = {(one.name, names.get(one.parent.span_id) if one.parent else None) for one in spans}
    told = str([dict(one.attributes) for one in spans])

    assert {
        ("summarizer.source", None),
        ("summarizer.extract", "summarizer.source"),
        ("summarizer.piece", "summarizer.extract"),
        ("summarizer.call", "summarizer.piece"),
        ("summarizer.check", "summarizer.source"),
    } <= inside
    assert ("lamp" in told) is (content == "1")
    assert {one.attributes["gen_ai.usage.input_tokens"] for one in spans if one.name == "summarizer.call"} == {10}
