from __future__ import annotations

import pytest

from summarizer.profiles import profile_for
from summarizer.settings import Settings


@pytest.mark.parametrize(
    ("model", "base_url", "expected"),
    [
        ("local", None, "local"),
        ("local/some/file.gguf", None, "local"),
        ("local", "http://127.0.0.1:1/v1", "local"),
        ("openai/gpt-4.1-mini", None, "hosted"),
        ("openai/gpt-5-mini", None, "thinking"),
        ("OpenAI/O3-mini", None, "thinking"),
        ("anthropic/claude-sonnet-4-6", None, "hosted"),
        ("ollama/qwen3", None, "ollama"),
        ("groq/llama-3.3-70b-versatile", None, "unlisted"),
        ("openai/gpt-4.1", "http://127.0.0.1:1/v1", "endpoint"),
        ("anything", "http://127.0.0.1:1/v1", "endpoint"),
    ],
)
def test_profile_by_model(model: str, base_url: str | None, expected: str) -> None:
    assert profile_for(Settings(model=model, base_url=base_url)).name == expected


def test_given_jobs_replace_the_profiles_own() -> None:
    assert profile_for(Settings(model="local", jobs=3)).jobs == 3


def test_pieces_grow_with_the_model() -> None:
    sizes = [profile_for(Settings(model=model)).piece_characters for model in ("local", "ollama/x", "openai/gpt-4.1")]

    assert sizes == sorted(set(sizes))
