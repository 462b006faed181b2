"""From a model string to something that can be asked: which SDK, which address, which key, which parameters.

Everything that speaks the OpenAI protocol (the embedded server, OpenAI itself, any base URL) goes through one
client; every other provider through ``instructor.from_provider``.
"""

from __future__ import annotations

import importlib
import importlib.util
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import BaseModel

from summarizer.errors import ConfigurationError, MissingExtra, ServiceRefused, UnknownModel
from summarizer.forms import prepared, stand_in
from summarizer.grammar import compact_grammar
from summarizer.profiles import Profile
from summarizer.settings import Settings
from summarizer.transport import one_line
from summarizer.wire import Send, open_http, sender

if TYPE_CHECKING:
    from openai import AsyncOpenAI

_OPENAI_URL = "https://api.openai.com/v1"
_NO_KEY = "none"
"""Sent where a local server asks for no key; the SDK insists on one."""


@dataclass(frozen=True)
class _Provider:
    """What has to be installed for a provider, and where its key is looked for."""

    package: str
    module: str
    key: str | None


_PROVIDERS: Mapping[str, _Provider] = {
    "openai": _Provider("openai", "openai", "OPENAI_API_KEY"),
    "azure_openai": _Provider("openai", "openai", "AZURE_OPENAI_API_KEY"),
    "anthropic": _Provider("anthropic", "anthropic", "ANTHROPIC_API_KEY"),
    "google": _Provider("google-genai", "google.genai", "GOOGLE_API_KEY"),
    "gemini": _Provider("google-generativeai", "google.generativeai", "GOOGLE_API_KEY"),
    "generative-ai": _Provider("google-genai", "google.genai", "GOOGLE_API_KEY"),
    "vertexai": _Provider("google-cloud-aiplatform", "vertexai", None),
    "mistral": _Provider("mistralai", "mistralai", "MISTRAL_API_KEY"),
    "cohere": _Provider("cohere", "cohere", "CO_API_KEY"),
    "groq": _Provider("groq", "groq", "GROQ_API_KEY"),
    "deepseek": _Provider("openai", "openai", "DEEPSEEK_API_KEY"),
    "openrouter": _Provider("openai", "openai", "OPENROUTER_API_KEY"),
    "together": _Provider("openai", "openai", "TOGETHER_API_KEY"),
    "anyscale": _Provider("openai", "openai", "ANYSCALE_API_KEY"),
    "databricks": _Provider("openai", "openai", "DATABRICKS_TOKEN"),
    "perplexity": _Provider("openai", "openai", "PERPLEXITY_API_KEY"),
    "fireworks": _Provider("fireworks-ai", "fireworks", "FIREWORKS_API_KEY"),
    "cerebras": _Provider("cerebras-cloud-sdk", "cerebras.cloud.sdk", "CEREBRAS_API_KEY"),
    "writer": _Provider("writer-sdk", "writerai", "WRITER_API_KEY"),
    "xai": _Provider("xai-sdk", "xai_sdk", "XAI_API_KEY"),
    "bedrock": _Provider("boto3", "botocore", None),
    "litellm": _Provider("litellm", "litellm", None),
    "ollama": _Provider("openai", "openai", None),
}

FORMS = (
    "local, local/PATH.gguf, PROVIDER/NAME (such as openai/gpt-5-mini, anthropic/claude-sonnet-4-6, ollama/qwen3), "
    "or NAME together with --base-url"
)


@dataclass(frozen=True)
class Service:
    """One model that can be asked.

    ``create`` is instructor's: from messages and a response model, in the form that ``form`` makes of it, to an
    answer. ``openai`` is set with the OpenAI protocol, and ``complete``, which speaks it without a response model.
    """

    name: str
    where: str
    create: Send
    parameters: Mapping[str, Any]
    answer_limit: str
    form: Callable[[type[BaseModel]], type[BaseModel]] = prepared
    key_variable: str | None = None
    openai: AsyncOpenAI | None = None
    complete: Send | None = None
    secrets: tuple[str, ...] = field(default=(), repr=False)

    def arguments(self, messages: Sequence[Mapping[str, str]], limit: int) -> dict[str, Any]:
        """What a request for at most ``limit`` tokens takes; anew each time, as instructor may add to its messages."""
        return {**self.parameters, "messages": [dict(message) for message in messages], self.answer_limit: limit}


def is_local(model: str) -> bool:
    """Whether ``model`` names the embedded model or a model file."""
    return model == "local" or model.startswith("local/")


def require_known(settings: Settings) -> None:
    """Refuse a model string that cannot work, before anything is loaded or started.

    Raises:
        UnknownModel: no such provider, or not one of the accepted forms.
        ConfigurationError: the base URL is none.
    """
    model = settings.model.strip()
    if is_local(model) and model != "local/":
        return
    if settings.base_url is not None:
        _require_url(settings.base_url)
        if model and model != "local/":
            return
    provider, _, name = model.partition("/")
    if not name or provider not in _PROVIDERS:
        known = ", ".join(sorted(_PROVIDERS))
        what = f"no provider {provider!r} is known" if name and provider else f"{settings.model!r} is no model"
        raise UnknownModel(f"{one_line(what)}; give {FORMS}; providers: {known}")


def _require_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise ConfigurationError(f"the base URL {one_line(url)!r} is none; give one like http://127.0.0.1:8000/v1")


def open_embedded(profile: Profile, model: str, base_url: str, api_key: str) -> Service:
    """The embedded server at ``base_url``, constrained to JSON without white space between its tokens."""
    import instructor  # imported here: start-up time
    from instructor import Mode

    sdk, send = _openai_client(base_url, api_key, proxies=False)  # no proxy knows this machine's own address

    async def create(**arguments: Any) -> Any:
        schema = arguments.pop("response_format")["json_schema"]["schema"]
        return await send(**arguments, grammar=compact_grammar(schema))

    name = "local" if model == "local" else f"local/{Path(model.removeprefix('local/')).name}"
    return Service(
        name=name,
        where="the embedded engine",
        create=instructor.patch(create=create, mode=Mode.JSON_SCHEMA),
        parameters=_parameters(profile, name),
        answer_limit="max_tokens",
        form=stand_in,
        openai=sdk,
        complete=send,
        secrets=(api_key,),
    )


def open_service(settings: Settings, profile: Profile, *, replaying: bool) -> Service:
    """The hosted service that ``settings`` name. With ``replaying``, no key is needed.

    Raises:
        MissingExtra: the provider's package is not installed.
        ServiceRefused: there is no key for it.
        ConfigurationError: the provider needs something else that is not set.
    """
    _quiet_instructor()
    if settings.base_url is not None:
        name = settings.model.removeprefix("openai/").removeprefix("ollama/")
        key = settings.api_key or os.environ.get("OPENAI_API_KEY") or _NO_KEY
        return _openai_service(settings.model, name, settings.base_url, key, profile, "max_tokens")
    provider_name, _, name = settings.model.partition("/")
    provider = _PROVIDERS[provider_name]
    _require_package(provider_name, provider)
    key = _key(settings, provider_name, provider, replaying)
    if provider_name == "openai":
        return _openai_service(settings.model, name, _OPENAI_URL, key, profile, "max_completion_tokens")
    return _other_service(settings, provider_name, provider, key, profile)


def warm_up() -> None:
    """Import the SDKs that the embedded model is asked through."""
    importlib.import_module("openai")
    importlib.import_module("instructor.v2.providers.openai.handlers")


def _quiet_instructor() -> None:
    # It logs every failure with the service's words, which may quote a key; we raise what failed anyway.
    logging.getLogger("instructor").setLevel(logging.CRITICAL)


def _openai_client(base_url: str, api_key: str, *, proxies: bool = True) -> tuple[AsyncOpenAI, Send]:
    """The SDK's client, which closes the connections, and what sends over them."""
    import openai  # imported here: start-up time

    _quiet_instructor()
    http = open_http(proxies=proxies)
    sdk = openai.AsyncOpenAI(base_url=base_url, api_key=api_key, max_retries=0, http_client=http)
    return sdk, sender(sdk, http, api_key)


def _openai_service(model: str, name: str, base_url: str, key: str, profile: Profile, answer_limit: str) -> Service:
    import instructor  # imported here: start-up time

    warm_up()  # else the first call would hold up all others while it imports
    sdk, send = _openai_client(base_url, key)
    mode = _mode(profile) or instructor.Mode.TOOLS
    return Service(
        name=one_line(model),
        where=_shown(base_url),
        create=instructor.patch(create=send, mode=mode),
        parameters=_parameters(profile, name),
        answer_limit=answer_limit,
        form=stand_in,
        key_variable="OPENAI_API_KEY",
        openai=sdk,
        complete=send,
        secrets=() if key == _NO_KEY else (key,),
    )


def _other_service(settings: Settings, name: str, provider: _Provider, key: str, profile: Profile) -> Service:
    import instructor  # imported here: start-up time
    import openai

    try:
        found = instructor.from_provider(settings.model, async_client=True, mode=_mode(profile), **_given_key(key))
    except Exception as error:  # each builder raises its own SDK's errors besides instructor's
        raise _opening_error(error, settings.model, provider, key) from error
    sdk: Any = found.client
    if hasattr(sdk, "max_retries"):
        sdk.max_retries = 0
    speaks_openai = isinstance(sdk, openai.AsyncOpenAI)
    return Service(
        name=one_line(settings.model),
        where=_shown(str(sdk.base_url)) if speaks_openai else f"the provider {name}",
        create=found.create,
        parameters=_parameters(profile, settings.model.partition("/")[2] if speaks_openai else None),
        answer_limit="max_tokens",
        key_variable=provider.key,
        openai=sdk if speaks_openai else None,
        secrets=(key,) if key else (),
    )


def _given_key(key: str) -> dict[str, Any]:
    # Without a key the provider's SDK may find credentials of its own; an empty one would stop it looking.
    return {"api_key": key} if key else {}


def _opening_error(error: Exception, model: str, provider: _Provider, key: str) -> ConfigurationError:
    said = one_line(str(error).replace(key, "***") if key else str(error))
    if "pip install" in said or isinstance(error, ImportError):
        return MissingExtra(f"{model!r} needs the package {provider.package}: pip install {provider.package}")
    return ConfigurationError(f"{model!r} cannot be set up: {said}")


def _require_package(name: str, provider: _Provider) -> None:
    try:
        found = importlib.util.find_spec(provider.module) is not None
    except ModuleNotFoundError:
        found = False
    if not found:
        raise MissingExtra(
            f"models of {name} need the package {provider.package}, which is not installed: "
            f"pip install {provider.package}"
        )


def _key(settings: Settings, name: str, provider: _Provider, replaying: bool) -> str:
    key = settings.api_key or (os.environ.get(provider.key, "") if provider.key else "")
    if key or provider.key is None:
        return key
    if replaying:
        return _NO_KEY
    raise ServiceRefused(
        f"there is no key for {name}: set the environment variable {provider.key}, or choose another --model"
    )


def _mode(profile: Profile) -> Any:
    from instructor import Mode  # imported here: start-up time

    return None if profile.mode is None else Mode[profile.mode]


def _parameters(profile: Profile, model: str | None) -> dict[str, Any]:
    """What goes with every request; ``model`` is ``None`` where instructor fills it in."""
    parameters: dict[str, Any] = {} if model is None else {"model": model}
    if profile.temperature is not None:
        parameters["temperature"] = profile.temperature
    return parameters


def _shown(url: str) -> str:
    """The address without user, password and query, any of which may be secret."""
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return one_line(f"{parts.scheme}://{parts.hostname}{port}{parts.path}")
