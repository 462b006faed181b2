"""What a call costs in US dollars, from the prices that the package ``genai-prices`` brings along.

A price is only told where it is known: the provider that is really asked, and a model that the list names. The
list's own search takes some names for others that merely begin alike (``gpt-5-nano-anything`` for ``gpt-5-nano``);
this one takes a date, a version or ``latest`` after a name, and nothing else. The network is never asked.
"""

from __future__ import annotations

import functools
import importlib
import ipaddress
import re
from typing import Any
from urllib.parse import urlsplit

_IDS = {
    "openai": "openai",
    "anthropic": "anthropic",
    "google": "google",
    "gemini": "google",
    "generative-ai": "google",
    "vertexai": "google",
    "mistral": "mistral",
    "cohere": "cohere",
    "groq": "groq",
    "deepseek": "deepseek",
    "openrouter": "openrouter",
    "together": "together",
    "databricks": "databricks",
    "perplexity": "perplexity",
    "fireworks": "fireworks",
    "cerebras": "cerebras",
    "xai": "x-ai",
    "bedrock": "aws",
}
"""The list's names of our providers. Azure is not among them: what it calls a model is a name the customer gave."""

_HOSTS = {
    "api.openai.com": "openai",
    "api.anthropic.com": "anthropic",
    "generativelanguage.googleapis.com": "google",
    "api.mistral.ai": "mistral",
    "api.cohere.ai": "cohere",
    "api.cohere.com": "cohere",
    "api.groq.com": "groq",
    "api.deepseek.com": "deepseek",
    "openrouter.ai": "openrouter",
    "api.together.ai": "together",
    "api.together.xyz": "together",
    "api.perplexity.ai": "perplexity",
    "api.fireworks.ai": "fireworks",
    "api.cerebras.ai": "cerebras",
    "api.x.ai": "x-ai",
}
"""Not the list's own patterns: those would take ``api.openai.com.example.org`` for OpenAI."""

_DATE_OR_VERSION = re.compile(r"([-@]?\d{8}|-?\d{4}-\d{2}-\d{2}|-?latest)?(-v\d+(:\d+)?)?")

_PER_TOKEN = {"input_mtok", "output_mtok"}
_NEVER_SENT = re.compile(r"^cache_|audio|image|video|document|searches")
"""Prices of what no call of ours holds. Any other further price (a request's, a citation's) makes the cost unknown."""


def price_of(model: str, base_url: str | None, prompt_tokens: int, completion_tokens: int) -> float | None:
    """What one call costs in US dollars; ``None`` where that is not known.

    ``model`` and ``base_url`` are those of the settings. Models on this machine cost nothing. Some prices rise with
    the length of one prompt: ask for each call, not for a sum of several. Discounts for what a provider remembered
    of earlier prompts are not counted in, so that the truth may be less.
    """
    provider, _, name = model.strip().partition("/")
    if provider == "local" or (base_url is not None and _is_here(base_url)):
        return 0.0
    if base_url is None:
        if provider == "ollama":
            return None if name.endswith("-cloud") else 0.0  # ollama passes these on to a paid service
        return _price(_IDS.get(provider), name, prompt_tokens, completion_tokens)
    asked = _provider_at(base_url)
    if _IDS.get(provider) != asked or not name:
        name = model.strip().removeprefix("openai/").removeprefix("ollama/")  # as it is sent
    return _price(asked, name, prompt_tokens, completion_tokens)


def _is_here(url: str) -> bool:
    host = (_host(url) or "").removesuffix(".")
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _provider_at(url: str) -> str | None:
    return _HOSTS.get(_host(url) or "") if url.lower().startswith("https:") else None


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _price(provider: str | None, name: str, prompt_tokens: int, completion_tokens: int) -> float | None:
    if provider is None or not name:
        return None
    found = _found(provider, name.lower())
    if found is None:
        return None
    priced = _library().calc_price(
        _library().Usage(input_tokens=prompt_tokens, output_tokens=completion_tokens),
        found,
        provider_id=provider,
    )
    prices = {key for key, value in vars(priced.model_price).items() if value is not None}
    if not prices >= _PER_TOKEN or any(not _NEVER_SENT.search(key) for key in prices - _PER_TOKEN):
        return None
    return float(priced.total_price)


@functools.lru_cache(maxsize=64)
def _found(provider: str, name: str) -> str | None:
    """``name`` if the list's own search would find a model that it names, else ``None``."""
    snapshot = importlib.import_module("genai_prices.data_snapshot").get_snapshot()
    try:
        owner, model = snapshot.find_provider_model(name, None, provider, None)
    except LookupError:
        return None
    if not any(model is own for own in owner.models):  # the search goes on among other providers, with their prices
        return None
    named = model.id.lower() == name or any(_names(clause, name) for clause in _clauses(model.match))
    return name if named else None


def _clauses(match: Any) -> tuple[Any, ...]:
    """The alternatives of a list entry."""
    either = getattr(match, "or_", None)
    return (match,) if either is None else tuple(clause for part in either for clause in _clauses(part))


def _names(clause: Any, name: str) -> bool:
    """Whether ``clause`` means the model ``name``, and not all that begin or look alike."""
    if (equal := getattr(clause, "equals", None)) is not None:
        return bool(equal.lower() == name)
    if (start := getattr(clause, "starts_with", None)) is not None:
        return name.startswith(start.lower()) and bool(_DATE_OR_VERSION.fullmatch(name[len(start) :]))
    pattern = getattr(clause, "regex", None)
    return pattern is not None and bool(re.fullmatch(pattern, name))


def _library() -> Any:
    return importlib.import_module("genai_prices")  # imported here: start-up time
