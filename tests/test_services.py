from __future__ import annotations

import asyncio
import sys
from typing import Any

import pytest

from summarizer.errors import (
    ConfigurationError,
    MissingExtra,
    ServiceRefused,
    UnknownModel,
)
from summarizer.llm import Client
from summarizer.settings import Settings
from tests.asking import KEY


def opened(**settings: Any) -> Client:
    async def inside() -> Client:
        async with Client.open(Settings(**settings)) as client:
            return client

    return asyncio.run(inside())


class TestOpening:
    @pytest.mark.parametrize("model", ["gpt-4.1", "nobody/model", "", "/", "openai/", "local/", "\x1b[31m/x"])
    def test_an_unknown_model_is_told_with_the_forms_that_are_known(self, model: str) -> None:
        with pytest.raises(UnknownModel, match=r"give local, local/PATH\.gguf, PROVIDER/NAME") as raised:
            opened(model=model)
        assert str(raised.value).isprintable()

    @pytest.mark.parametrize("url", ["localhost:8000", "ftp://host/v1", "http://", "http://host:port/v1"])
    def test_a_base_url_that_is_none_is_told(self, url: str) -> None:
        with pytest.raises(ConfigurationError, match="the base URL"):
            opened(model="any", base_url=url)

    def test_a_missing_package_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "anthropic", None)

        with pytest.raises(MissingExtra, match="pip install anthropic"):
            opened(model="anthropic/claude-sonnet-4-6")

    @pytest.mark.parametrize(
        ("model", "variable"), [("openai/gpt-4.1", "OPENAI_API_KEY"), ("deepseek/deepseek-chat", "DEEPSEEK_API_KEY")]
    )
    def test_a_missing_key_is_told_with_its_variable(self, model: str, variable: str) -> None:
        with pytest.raises(ServiceRefused, match=f"set the environment variable {variable}"):
            opened(model=model)

    @pytest.mark.parametrize("model", ["openai/gpt-4.1", "deepseek/deepseek-chat", "ollama/qwen3", "openrouter/a/b"])
    def test_a_provider_opens_with_a_key(self, model: str) -> None:
        client = opened(model=model, api_key=KEY)

        assert client.usage().model == model
        assert KEY not in repr(client)

    def test_openai_gets_its_own_parameters(self) -> None:
        client = opened(model="openai/gpt-5-mini", api_key=KEY)

        assert client._service is not None
        assert (client._service.answer_limit, dict(client._service.parameters)) == (
            "max_completion_tokens",
            {"model": "gpt-5-mini"},
        )
