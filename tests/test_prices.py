from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from summarizer.prices import price_of

ROOT = Path(__file__).parent.parent
OPENAI = "https://api.openai.com/v1"

# Expected prices are only those of models that are long out: they are history and do not change with an update.


@pytest.mark.parametrize(
    ("model", "base_url", "dollars"),
    [
        pytest.param("openai/gpt-4o-mini", None, 0.15 + 0.6, id="by name"),
        pytest.param("openai/GPT-4o-mini", None, 0.15 + 0.6, id="by name in capitals"),
        pytest.param("openai/gpt-4o-mini-2024-07-18", None, 0.15 + 0.6, id="by dated name"),
        pytest.param("openai/gpt-4o-2024-05-13", None, 5.0 + 15.0, id="a dated model with a price of its own"),
        pytest.param("anthropic/claude-3-haiku-20240307", None, 0.25 + 1.25, id="a date after a name that is a start"),
        pytest.param("openrouter/openai/gpt-4o-mini", None, 0.15 + 0.6, id="by a reseller"),
        pytest.param("openai/gpt-4o-mini", OPENAI, 0.15 + 0.6, id="at the provider's own address"),
        pytest.param("gpt-4o-mini", OPENAI, 0.15 + 0.6, id="without a provider, at its address"),
    ],
)
def test_a_million_tokens_read_and_written_cost(model: str, base_url: str | None, dollars: float) -> None:
    assert price_of(model, base_url, 1_000_000, 1_000_000) == pytest.approx(dollars)


def test_what_is_read_and_what_is_written_have_prices_of_their_own() -> None:
    assert price_of("openai/gpt-4o-mini", None, 1_000_000, 0) == pytest.approx(0.15)
    assert price_of("openai/gpt-4o-mini", None, 0, 1_000_000) == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("model", "base_url"),
    [
        pytest.param("local", None, id="embedded"),
        pytest.param("local/some.gguf", None, id="a model file"),
        pytest.param("local", OPENAI, id="embedded, with a base URL that is not used"),
        pytest.param("ollama/qwen3", None, id="ollama"),
        pytest.param("qwen3", "http://localhost:8000/v1", id="localhost"),
        pytest.param("openai/gpt-4o-mini", "http://127.0.0.1:8000/v1", id="loopback"),
        pytest.param("qwen3", "http://127.8.0.1:8000/v1", id="all of loopback"),
        pytest.param("qwen3", "http://[::1]:8000/v1", id="loopback of IPv6"),
        pytest.param("qwen3", "http://0.0.0.0:8000/v1", id="any address of this machine"),
        pytest.param("ollama/qwen3", "http://localhost.:11434/v1", id="localhost with a dot"),
    ],
)
def test_what_runs_on_this_machine_costs_nothing(model: str, base_url: str | None) -> None:
    assert price_of(model, base_url, 1_000_000, 1_000_000) == 0.0


@pytest.mark.parametrize(
    ("model", "base_url"),
    [
        pytest.param("openai/nonsense", None, id="no such model"),
        pytest.param("openai/gpt-5-mini-2027-01-01", None, id="a date that is not listed"),
        pytest.param("openai/gpt-5-nano-nonsense", None, id="begins like another"),
        pytest.param("anthropic/claude-sonnet-4-5-turbo", None, id="begins like another of anthropic"),
        pytest.param("openai/my-moderation-model", None, id="contains another"),
        pytest.param("google/gpt-4o-mini", None, id="of another provider"),
        pytest.param("openai/text-embedding-3-small", None, id="has no price for what is written"),
        pytest.param("perplexity/sonar", None, id="has a price for the request as well"),
        pytest.param("openai/", None, id="no name"),
        pytest.param("gpt-4o-mini", None, id="no provider"),
        pytest.param("writer/palmyra-x5", None, id="a provider that is not listed"),
        pytest.param("azure_openai/gpt-4o-mini", None, id="the customer's own name for a model"),
        pytest.param("litellm/openai/gpt-4o-mini", None, id="somebody else decides where it goes"),
        pytest.param("ollama/gpt-oss:120b-cloud", None, id="ollama's paid service"),
        pytest.param("openai/gpt-4o-mini", "https://proxy.example/v1", id="foreign address"),
        pytest.param("openai/gpt-4o-mini", "https://api.openai.com.example.org/v1", id="begins like the address"),
        pytest.param("openai/gpt-4o-mini", "https://example.org/api.openai.com", id="contains the address"),
        pytest.param("openai/gpt-4o-mini", "https://api.openai.com@example.org/v1", id="a user that is the address"),
        pytest.param("openai/gpt-4o-mini", "https://127.0.0.1.example.org/v1", id="begins like loopback"),
        pytest.param("openai/gpt-4o-mini", "http://[", id="no address"),
        pytest.param("anthropic/claude-3-haiku", OPENAI, id="another provider's address"),
        pytest.param("ollama/qwen3", "http://192.168.1.4:11434/v1", id="ollama of somebody"),
    ],
)
def test_what_is_not_known_is_not_guessed(model: str, base_url: str | None) -> None:
    assert price_of(model, base_url, 1000, 1000) is None


def test_the_list_is_loaded_only_when_a_price_is_asked_for_and_asks_nobody() -> None:
    code = (
        "import socket, sys\n"
        "from summarizer.prices import price_of\n"
        "assert price_of('local', None, 1, 1) == 0.0\n"
        "assert 'genai_prices' not in sys.modules\n"
        "def refuse(*_): raise AssertionError('the network was asked')\n"
        "socket.socket.connect = refuse\n"
        "socket.getaddrinfo = refuse\n"
        "assert price_of('openai/gpt-4o-mini', None, 1, 1) > 0\n"
        "import threading\n"
        "assert threading.active_count() == 1\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, "PYTHONPATH": str(ROOT)})
