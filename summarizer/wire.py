"""Chat completions over HTTP in the OpenAI protocol: the SDK's address, headers, errors and answer classes.

Its own way from arguments to an answer walks through both by their types, which costs as much again as the exchange
itself. Requests are written and answers read here in one step each, by Pydantic.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter, ValidationError

from summarizer import cassette

if TYPE_CHECKING:
    import httpx2
    from openai import AsyncOpenAI
    from openai.types.chat import ChatCompletion

Send = Callable[..., Awaitable[Any]]
"""Takes the members of a request as keywords and gives a ``ChatCompletion``, or the text of what is none."""

_JSON: TypeAdapter[Any] = TypeAdapter(Any)
_CONNECT_SECONDS = 15.0
_IDLE_SECONDS = 60.0
"""That a connection is kept for the next call; between two calls of one article there is work on its text."""


def open_http(*, proxies: bool = True) -> httpx2.AsyncClient:
    """The SDK's own HTTP client over aiohttp, which takes half the time of its other one.

    There are as many connections as there are calls at once; ``proxies`` of the environment are honoured, or not. With
    a cassette it is the other one, since the recorder keeps what that one sends.
    """
    import httpx2  # imported here: start-up time
    import openai

    kind = openai.DefaultAsyncHttpxClient if cassette.is_active() else openai.DefaultAioHttpClient
    limits = httpx2.Limits(max_connections=None if cassette.is_active() else 0, keepalive_expiry=_IDLE_SECONDS)
    return kind(timeout=openai.Timeout(None, connect=_CONNECT_SECONDS), limits=limits, trust_env=proxies)


def sender(sdk: AsyncOpenAI, http: httpx2.AsyncClient, key: str) -> Send:
    """Chat completions at the address of ``sdk``, over the connections of ``http``, with its headers and ``key``.

    What is sent raises ``openai.APIStatusError`` where the service refuses, with ``response`` and ``body``; an
    ``httpx2.TransportError`` where there is no answer; and ``ValueError`` where one that calls itself JSON is none.
    """
    import httpx2  # imported here: start-up time

    address = httpx2.URL(f"{str(sdk.base_url).rstrip('/')}/chat/completions")
    given = {name: value for name, value in sdk.default_headers.items() if isinstance(value, str)}
    headers = {**given, "Authorization": f"Bearer {key}"}
    more = {"timeout": http.timeout.as_dict()}

    async def send(**arguments: Any) -> Any:
        request = httpx2.Request("POST", address, headers=headers, content=_written(arguments), extensions=more)
        try:
            response = await http.send(request)
        except Exception as error:
            raise _fault(error) from (error.__cause__ or error)
        if response.is_error:
            raise _refusal(response)
        return _read(response)

    return send


def _written(arguments: Mapping[str, Any]) -> bytes:
    try:
        return _JSON.dump_json(arguments)
    except ValueError:  # half of a surrogate pair has no UTF-8
        return json.dumps(arguments, separators=(",", ":")).encode()


def _fault(error: Exception) -> Exception:
    """What ended an exchange, told apart by whether a connection was made.

    The SDK calls every lost connection of aiohttp one that was not made in time, and leaves out answers that are no
    HTTP.
    """
    import aiohttp  # imported here: start-up time
    import httpx2

    cause = next((link for link in (error, error.__cause__) if isinstance(link, aiohttp.ClientError)), None)
    if cause is None or isinstance(cause, aiohttp.InvalidURL):
        return error
    told = f"{type(cause).__name__}: {cause}".removesuffix(": ")
    unconnected = isinstance(cause, (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError))
    return httpx2.ConnectError(told) if unconnected else httpx2.ReadError(told)


def _refusal(response: httpx2.Response) -> Exception:
    from openai import APIStatusError  # imported here: start-up time

    try:
        body: Any = json.loads(response.content)
    except ValueError:
        body = response.text
    return APIStatusError(f"Error code: {response.status_code} - {body}", response=response, body=body)


def _read(response: httpx2.Response) -> ChatCompletion | str:
    """The completion; the text of an answer that neither calls itself JSON nor is."""
    from openai.types.chat import ChatCompletion  # imported here: start-up time

    try:
        return ChatCompletion.model_validate_json(response.content)
    except ValidationError:
        pass  # no JSON, or a service that leaves out or adds what the protocol has not: read as far as it goes
    try:
        data = json.loads(response.content)
    except ValueError:
        if response.headers.get("content-type", "").partition(";")[0].strip().endswith("json"):
            raise
        return response.text
    return ChatCompletion.construct(**data) if isinstance(data, dict) else response.text
