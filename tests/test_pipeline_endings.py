"""Runs that fail, are refused or reach a ceiling."""

from __future__ import annotations

import os
import socket
import sys
import threading
from pathlib import Path

import pytest

from summarizer import Source, Summary, summarize
from summarizer.cli import main
from summarizer.errors import (
    CeilingReached,
    ServiceRefused,
    ServiceUnreachable,
    SummarizerError,
)
from tests.answering import (
    is_overview,
    is_survey,
    proves_itself,
    summarised,
)
from tests.misbehaving import Answer, Request, ScriptedService, fails, says
from tests.pumping import SENTENCES, WARNED_OR_NOT, good
from tests.reading import PUMP


class TestAnOverviewThatFails:
    def test_prose_is_replaced_by_the_article_s_words(self, service: ScriptedService) -> None:
        service.otherwise = lambda request: says("It is about a pump.") if is_overview(request) else good(request)
        summary = summarised(service, PUMP)

        assert summary.headline == f"{PUMP.splitlines()[0]} – Was the council warned?"
        assert summary.overview
        assert [r.reasons for r in summary.rejected] == [("unreadable_answer",)]
        assert summary.coverage.partial is False

    def test_it_is_asked_for_while_disputes_are(self, service: ScriptedService) -> None:
        asked = threading.Event()

        def handle(request: Request) -> Answer:
            if is_overview(request):
                asked.set()
            elif is_survey(request):
                assert asked.wait(30.0), "it waits for the disputes"
            return good(request)

        service.otherwise = handle

        assert summarised(service, PUMP, jobs=2).overview[-1].supported_by == ("x1",)

    def test_it_comes_last_where_one_call_is_made_at_a_time(self, service: ScriptedService) -> None:
        service.otherwise = good
        summarised(service, PUMP, jobs=1)

        assert [is_overview(request) for request in service.requests] == [False, False, False, True]

    @pytest.mark.parametrize("jobs", [1, 2])
    def test_where_disputes_end_the_run_it_is_the_article_s_own(self, service: ScriptedService, jobs: int) -> None:
        service.otherwise = lambda request: fails(401, "no such key") if is_survey(request) else good(request)
        with pytest.raises(ServiceRefused) as raised:
            summarised(service, PUMP, jobs=jobs)

        partial: Summary = raised.value.partial  # type: ignore[attr-defined]
        assert partial.coverage.partial is True
        assert [u.reason for u in partial.coverage.unread] == [f"contradictions were not looked for: {raised.value}"]
        assert [s.sentence for s in partial.overview] != [s for s, _ in SENTENCES]
        assert proves_itself(partial)

    def test_a_service_that_ends_there_leaves_a_partial_summary(self, service: ScriptedService) -> None:
        service.otherwise = lambda request: fails(401, "no such key") if is_overview(request) else good(request)
        with pytest.raises(ServiceRefused) as raised:
            summarised(service, PUMP)

        partial: Summary = raised.value.partial  # type: ignore[attr-defined]
        assert (len(partial.claims), len(partial.contradictions)) == (6, 1)
        assert (partial.coverage.partial, partial.coverage.unread) == (True, ())
        assert partial.overview
        assert proves_itself(partial)


class TestErrors:
    def test_a_service_that_is_not_there(self) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
            with pytest.raises(ServiceUnreachable) as raised:
                # So little time leaves little room for waiting between tries.
                summarize(Source.text(PUMP), model="openai/any", base_url=url, api_key="k", timeout=2)

        assert not hasattr(raised.value, "partial")
        assert "event loop" not in str(raised.value)

    def test_an_address_without_a_path_is_one(self, service: ScriptedService) -> None:
        service.otherwise = good
        address = service.url.removesuffix("/v1")
        summarize(Source.text(PUMP), model="openai/any", base_url=address, api_key="k")

        assert {request.path for request in service.requests} == {"/chat/completions"}

    def test_a_service_that_refuses_at_once(self, service: ScriptedService) -> None:
        service.otherwise = lambda request: fails(401, "no such key")
        with pytest.raises(ServiceRefused) as raised:
            summarised(service, PUMP)

        assert not hasattr(raised.value, "partial")
        assert len(service.requests) == 1

    def test_a_ceiling_below_the_first_call(self, service: ScriptedService) -> None:
        service.otherwise = good
        with pytest.raises(CeilingReached) as raised:
            summarised(service, PUMP, max_tokens=100)

        partial: Summary = raised.value.partial  # type: ignore[attr-defined]
        assert service.requests == []
        assert partial.coverage.partial is True
        assert [u.reason for u in partial.coverage.unread] == [
            str(raised.value),
            f"contradictions were not looked for: {raised.value}",
        ]
        assert partial.claims, "what the words themselves show is still told"

    def test_a_ceiling_before_the_verdicts(self, service: ScriptedService) -> None:
        service.otherwise = lambda request: (
            says({"disputes": [WARNED_OR_NOT]}, prompt_tokens=50_000) if is_survey(request) else good(request)
        )
        with pytest.raises(CeilingReached) as raised:
            summarised(service, PUMP, max_tokens=50_000)

        partial: Summary = raised.value.partial  # type: ignore[attr-defined]
        assert (len(partial.claims), partial.contradictions) == (6, ())
        assert partial.coverage.partial is True
        assert [u.reason for u in partial.coverage.unread] == [
            f"1 of 1 possible contradictions were not judged: {raised.value}"
        ]
        assert proves_itself(partial)

    def test_a_ceiling_before_the_verdicts_as_a_command(
        self,
        service: ScriptedService,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        service.otherwise = lambda request: (
            says({"disputes": [WARNED_OR_NOT]}, prompt_tokens=50_000) if is_survey(request) else good(request)
        )
        path = tmp_path / "pump.txt"
        path.write_text(PUMP, encoding="utf-8")
        monkeypatch.setenv("OPENAI_API_KEY", "sk-any")
        status = main([str(path), "--model", "openai/any", "--base-url", service.url, "--max-tokens", "50000"])

        assert status == 4
        assert "\n  not read  1 of 1 possible contradictions were not judged: " in capsys.readouterr().out

    def test_the_time_of_the_run_ends_the_wait_for_an_address(self, service: ScriptedService) -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
            with pytest.raises(CeilingReached, match=r"^the time of 0\.3 s ran out before '.*' came; raise --timeout$"):
                self.summarised_in(0.3, service, Source.url(url))

        assert service.requests == []

    @pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX pipes")
    def test_the_time_that_a_source_took_is_gone(self, service: ScriptedService, tmp_path: Path) -> None:
        pipe = tmp_path / "pump.txt"
        os.mkfifo(pipe)
        late = threading.Timer(0.5, pipe.write_text, [PUMP])
        late.start()
        with pytest.raises(CeilingReached, match=r"^the time of 0\.3 s ran out before the call") as raised:
            self.summarised_in(0.3, service, Source.file(pipe))

        assert service.requests == []
        assert raised.value.partial.claims  # type: ignore[attr-defined]
        late.join()

    def summarised_in(self, seconds: float, service: ScriptedService, source: Source) -> Summary:
        model = {"model": "openai/any", "base_url": service.url, "api_key": "k"}
        return summarize(source, timeout=seconds, allow_private=True, **model)

    def test_an_error_is_one_line_without_the_key(self, service: ScriptedService) -> None:
        service.otherwise = lambda request: fails(401, "no such key: sk-any")
        with pytest.raises(SummarizerError) as raised:
            summarised(service, PUMP)

        assert "\n" not in str(raised.value)
        assert "sk-any" not in str(raised.value)
