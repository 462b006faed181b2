"""The service that misbehaves on purpose, and short versions of the benchmarks that use it.

The full sizes are in ``benchmarks/load``; each script there prints what it must reach.
"""

from __future__ import annotations

import json
import re
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.load import faults, two
from benchmarks.load.articles import article, articles, write_jsonl
from benchmarks.load.kill import Bench
from benchmarks.load.misdeeds import KINDS, NOISE_BYTES, PROSE, Chance
from benchmarks.load.running import served
from benchmarks.load.service import Desk, Service
from benchmarks.load.starting import warm
from summarizer import Source, Summarizer
from summarizer.dialogue import conversation

ARTICLES = 16
QUESTION = (
    "1 Ada Holmquist, harbour master, said that 31 passengers had spent the night on board.\n2 “It was cold,” she said."
)
ANSWER = {
    "claims": [
        {
            "n": 1,
            "who": "Ada Holmquist",
            "kind": "asserts",
            "says": "31 passengers had spent the night on board.",
            "via": None,
            "key": True,
        },
        {"n": 2, "who": "Ada Holmquist", "kind": "asserts", "says": "It was cold.", "via": None, "key": True},
    ],
    "warnings": [],
}


def body(question: str = QUESTION) -> bytes:
    """A request about the claims of a piece."""
    return json.dumps({"model": "any", "messages": conversation("claims", question)}).encode()


def post(service: Service, data: bytes, seconds: float = 5.0) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of the answer, whole or not."""
    request = urllib.request.Request(f"{service.url}/chat/completions", data, method="POST")
    try:
        with urllib.request.urlopen(request, timeout=seconds) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


def said(answer: bytes) -> str:
    """The content of a chat completion."""
    return str(json.loads(answer)["choices"][0]["message"]["content"])


def doing(kind: str, seed: int = 1) -> Service:
    """A service that does nothing but this."""
    return Service(Desk(Chance(1.0, (kind,), seed)))


class TestArticles:
    def test_the_same_seed_gives_the_same_and_no_two_are_alike(self) -> None:
        first = [one.text for one in articles(seed=3, count=300)]

        assert first == [one.text for one in articles(seed=3, count=300)]
        assert len(set(first)) == 300

    def test_they_are_short(self) -> None:
        lengths = {len(re.findall(r"\.(?:\s|$)", one.text)) for one in articles(count=200)}

        assert min(lengths) == 6
        assert max(lengths) == 11

    def test_the_scripted_model_gives_a_whole_summary_of_them(self) -> None:
        with Service() as service, summarizer(service) as s:
            summary = s.summarize(Source.text(article(1, 0).text))

        assert (len(summary.claims), len(summary.warnings), len(summary.contradictions)) == (8, 1, 1)
        assert summary.rejected == ()
        assert service.desk.counts()["tasks"] == {"claims": 1, "disputes": 1, "verdicts": 1, "overview": 1}


class TestService:
    def test_a_good_answer_depends_on_the_request_alone(self) -> None:
        with Service() as service:
            answers = [post(service, body()) for _ in range(2)]

        assert answers[0] == answers[1]
        assert json.loads(said(answers[0][2])) == ANSWER

    @pytest.mark.parametrize(
        ("kind", "status"), [("asks_to_wait", 429), ("overloaded", 429), ("broken", 500), ("unavailable", 503)]
    )
    def test_a_refusal_has_its_status(self, kind: str, status: int) -> None:
        with doing(kind) as service:
            answered, headers, _ = post(service, body())

        assert answered == status
        assert ("Retry-After" in headers) == (kind == "asks_to_wait")

    @pytest.mark.parametrize(
        ("kind", "content"),
        [
            ("prose", PROSE),
            ("empty", ""),
            ("half_answer", json.dumps(ANSWER, ensure_ascii=False, separators=(",", ":"))),
        ],
    )
    def test_an_answer_of_no_use_comes_in_good_form(self, kind: str, content: str) -> None:
        with doing(kind) as service:
            answer = said(post(service, body())[2])

        assert answer == (content[: len(content) // 2] if kind == "half_answer" else content)

    def test_wrong_numbers_are_all_wrong(self) -> None:
        with doing("wrong_numbers") as service:
            claims = json.loads(said(post(service, body())[2]))["claims"]

        assert [claim["says"] for claim in claims] == [claim["says"] for claim in ANSWER["claims"]]
        assert all(claim["n"] in (n + 1, n + 100) for n, claim in enumerate(claims, 1))

    def test_half_a_body_is_complete_as_http(self) -> None:
        with doing("half_body") as service:
            status, headers, answer = post(service, body())

        assert status == 200
        assert int(headers["Content-Length"]) == len(answer)
        with pytest.raises(ValueError, match="line 1"):
            json.loads(answer)

    @pytest.mark.parametrize("seed", [1, 2])
    def test_noise_is_ten_megabytes(self, seed: int) -> None:
        with doing("noise", seed) as service:
            answer = post(service, body())[2]

        assert NOISE_BYTES <= len(answer) < NOISE_BYTES + 1_000

    def test_silence_lasts(self) -> None:
        with doing("silent") as service, pytest.raises(TimeoutError):
            post(service, body(), seconds=0.2)

    def test_a_reset_comes_in_mid_body(self) -> None:
        with doing("reset") as service, pytest.raises(ConnectionResetError):
            post(service, body())

    def test_a_delay_is_kept(self) -> None:
        with Service(Desk(delay=0.2)) as service:
            began = time.monotonic()
            post(service, body())
            (call,) = service.desk.calls

        assert call.sent is not None
        assert call.sent - call.came >= 0.2
        assert time.monotonic() - began >= 0.2

    def test_misdeeds_come_in_rounds_as_often_as_asked_for(self) -> None:
        chance = Chance(0.2, seed=7)
        done = Counter(chance.next() for _ in range(6_000))

        assert 0.18 < 1 - done[""] / 6_000 < 0.22
        assert max(done[kind] for kind in KINDS) - min(done[kind] for kind in KINDS) <= 1


def summarizer(service: Service, **settings: Any) -> Summarizer:
    """The program against this service, without stored answers."""
    return Summarizer(model="openai/any", base_url=service.url, api_key="sk-any", cache=False, **settings)


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Bench, Path, float]]:
    """Few articles, the service in a process of its own, the output of an undisturbed run, how long its calls took."""
    place = tmp_path_factory.mktemp("bench")
    write_jsonl(place / "articles.jsonl", 6)
    with served(delay=0.02) as service:
        bench = Bench(service, place / "articles.jsonl", place, jobs=4, start=warm)
        yield bench, *bench.undisturbed(folder=True)


class TestRuns:
    def test_of_many_sources_none_is_lost_none_comes_twice_and_none_is_less_without_a_word(self) -> None:
        with Service() as good:
            whole = faults.summarised(good.url, ARTICLES, jobs=16, cache=False)
        with Service(Desk(Chance(0.4))) as bad:
            faulty = faults.summarised(bad.url, ARTICLES, jobs=16, cache=False, call_timeout=4.0)

        assert {kind for kind in KINDS if bad.desk.counts()["done"][kind]} == set(KINDS)
        assert faulty.came == dict.fromkeys((one.text for one in articles(count=ARTICLES)), 1)
        assert faulty.silently_less(whole) == []

    def test_a_run_killed_three_times_gives_what_one_undisturbed_does(self, bench: tuple[Bench, Path, float]) -> None:
        tried, whole, seconds = bench
        trial = tried.trial("thrice", whole, [0.1 * seconds, 0.3 * seconds, 0.5 * seconds])

        assert trial.calls > 0
        assert (trial.status, trial.different, trial.broken, trial.again) == (0, 0, 0, 0)

    def test_two_processes_share_cache_and_folder(self, bench: tuple[Bench, Path, float]) -> None:
        pair = two.together(*bench[:2])

        assert pair.statuses == (0, 0)
        assert (pair.different, pair.broken, pair.left, pair.again) == (0, 0, 0, 0)
        assert pair.calls == pair.needed, "what one process asks for the other waits for"
