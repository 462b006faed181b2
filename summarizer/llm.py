"""The one way to a model: ask for an answer of a given form, and get that, or one of our own errors.

Two things that libraries like to mix are kept apart here. Faults of the transport (overload, a lost connection)
are tried again in this module, within bounds. An answer that came and is wrong is handed back at once, so that the
caller can ask again for just what failed.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from pydantic import BaseModel

from summarizer import cassette, completions, local, model_store
from summarizer.errors import CeilingReached, ServiceRefused, ServiceUnreachable, SummarizerError
from summarizer.models import Usage
from summarizer.profiles import Profile, profile_for
from summarizer.services import Service, is_local, open_embedded, open_service, require_known, warm_up
from summarizer.settings import Settings
from summarizer.transport import TRIES, Failed, Fault, Translator, chain, with_patience

Model = TypeVar("Model", bound=BaseModel)
T = TypeVar("T")

Message = Mapping[str, str]
"""``role`` and ``content``, as in the OpenAI protocol."""

_BYTES_A_TOKEN = 4
"""For what a prompt will cost before the service has counted it: about right for English, low for none."""

_REPLAY_KEY = "replay"


class _Context(dict[str, Any]):
    """Validation context that is false in a boolean test.

    instructor renders messages as Jinja templates as soon as the context is true, and an article is no template:
    its braces would be evaluated. Validators must therefore test ``info.context is None``, never its truth.
    """

    def __bool__(self) -> bool:
        return False


@dataclass
class _Ledger:
    """What has been spent, and what calls in flight may still spend."""

    calls: int = 0
    retries: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    promised: int = 0

    def add(self, answer: Any) -> None:
        """Book one answer that came, usable or not."""
        read, written = completions.tokens(answer)
        self.prompt_tokens += read
        self.completion_tokens += written


class Client:
    """One model, ready to be asked. Use it as ``async with Client.open(settings) as client``."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.profile: Profile = profile_for(settings)
        self._settings = settings
        self._clock = clock
        self._sleep = sleep
        self._ledger = _Ledger()
        self._stack = contextlib.AsyncExitStack()
        self._service: Service | None = None
        self._slots = asyncio.Semaphore(self.profile.jobs)
        self._started = clock()
        self._stopped: float | None = None

    @classmethod
    def open(
        cls,
        settings: Settings,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> Client:
        """A client that connects, or starts the embedded server, when its ``async with`` block is entered.

        ``clock`` tells seconds from any origin; ``settings.timeout`` counts from here. ``sleep`` waits.

        Raises:
            UnknownModel: ``settings.model`` is none of the accepted forms.
            ConfigurationError: the base URL is none.
        """
        require_known(settings)
        return cls(settings, clock=clock, sleep=sleep)

    async def __aenter__(self) -> Client:
        """Raises whatever :func:`services.open_service`, :func:`model_store.locate` and cassettes raise."""
        try:
            self._service = await self._connect()
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped = self._clock()
        await self._stack.aclose()

    def __repr__(self) -> str:
        return f"Client(model={self._settings.model!r}, profile={self.profile.name!r})"

    @property
    def has_logprobs(self) -> bool:
        """Whether :meth:`logprobs` can be asked."""
        return self._service is not None and self._service.openai is not None

    async def ask(
        self,
        messages: Sequence[Message],
        response_model: type[Model],
        *,
        context: dict[str, Any] | None = None,
        max_tokens: int,
        task: str,
    ) -> Model:
        """One answer in the form of ``response_model``, validated with ``context``.

        ``max_tokens`` bounds the answer. ``task`` is a word for messages. Messages are sent as they are. In
        validators ``info.context`` has the keys of ``context``; test it with ``is None``, not for truth.

        Raises:
            ServiceUnreachable: no connection or no answer to the end of all tries.
            ServiceRefused: key, quota, unknown model, or a request that is not accepted.
            ReplayMiss: the cassette being replayed does not hold this request.
            AnswerTruncated: the answer, or the request, met a length limit.
            AnswerUnreadable: the answer is not JSON, or not valid; ``raw`` has it.
            CeilingReached: tokens or time would not suffice for this call, or time ran out during it.
        """

        async def exchange(service: Service, arguments: dict[str, Any], received: list[Any]) -> Model:
            from instructor import hooks  # imported here: start-up time

            listeners = hooks.Hooks()
            listeners.on("completion:response", received.append)
            answer = await service.instructor.create(
                response_model=response_model,
                max_retries=0,
                context=None if context is None else _Context(context),
                strict=False,
                hooks=listeners,
                **arguments,
            )
            return completions.of_form(answer, response_model)

        return await self._call(exchange, messages, max_tokens, task)

    async def logprobs(
        self, messages: Sequence[Message], *, top: int = 10, max_tokens: int = 1
    ) -> list[dict[str, float]]:
        """The likeliest tokens and their natural log-probabilities, for each of the answer's first tokens.

        Raises:
            ServiceRefused: the provider does not give them; ask :attr:`has_logprobs` first.
            AnswerUnreadable: the service left them out.
        """

        async def exchange(service: Service, arguments: dict[str, Any], received: list[Any]) -> list[dict[str, float]]:
            if service.openai is None:
                raise ServiceRefused(f"{service.name} gives no log-probabilities")
            answer = await service.openai.chat.completions.create(**arguments, logprobs=True, top_logprobs=top)
            received.append(answer)
            return completions.likeliest(answer, service.name)

        return await self._call(exchange, messages, max_tokens, "judging")

    def usage(self) -> Usage:
        """What every call so far has cost, the failed ones included. ``seconds`` since :meth:`open`."""
        until = self._clock() if self._stopped is None else self._stopped
        return Usage(
            model=self._settings.model if self._service is None else self._service.name,
            calls=self._ledger.calls,
            retries=self._ledger.retries,
            prompt_tokens=self._ledger.prompt_tokens,
            completion_tokens=self._ledger.completion_tokens,
            seconds=round(until - self._started, 3),
        )

    async def _connect(self) -> Service:
        settings = self._settings
        self._enter_cassette()
        playing = cassette.is_playing()
        if playing:
            self._sleep = _no_wait
        if is_local(settings.model):
            endpoint = await self._embedded(playing)
            service = open_embedded(self.profile, settings.model, endpoint.base_url, endpoint.api_key)
        else:
            service = open_service(settings, self.profile, replaying=playing)
        if service.openai is not None:
            self._stack.push_async_callback(service.openai.close)
        return service

    def _enter_cassette(self) -> None:
        if cassette.is_active():
            return
        if self._settings.record is not None:
            self._stack.enter_context(cassette.recording(self._settings.record))
        elif self._settings.replay is not None:
            self._stack.enter_context(cassette.replaying(self._settings.replay))

    async def _embedded(self, playing: bool) -> local.Endpoint:
        if playing:
            return local.Endpoint(cassette.STAND_IN_URL, _REPLAY_KEY)
        _, _, given = self._settings.model.partition("/")
        file = Path(given).expanduser() if given else model_store.locate()
        engine = self._stack.enter_context(local.Engine(file, context_tokens=self.profile.context_tokens))
        # The SDK takes seconds to import and the model seconds to load, on different cores.
        warm_up()
        return await asyncio.to_thread(engine.wait)

    async def _call(
        self,
        exchange: Callable[[Service, dict[str, Any], list[Any]], Awaitable[T]],
        messages: Sequence[Message],
        max_tokens: int,
        task: str,
    ) -> T:
        service = self._service
        if service is None:
            raise RuntimeError("the client is not open; use it in an `async with` block")
        limit = max_tokens + self.profile.thinking_tokens
        cost = limit + sum(len(message["content"].encode("utf-8", "replace")) for message in messages) // _BYTES_A_TOKEN

        async def attempt() -> T:
            received: list[Any] = []
            # A fresh copy each try: instructor may append to the list it is given.
            arguments = {
                **service.parameters,
                "messages": [dict(message) for message in messages],
                service.answer_limit: limit,
            }
            async with self._within_ceilings(cost, task):
                try:
                    return await self._in_time(exchange(service, arguments, received), service)
                except SummarizerError:
                    raise
                except Exception as error:  # every SDK has a tree of its own; the translator knows them all
                    hidden = _translator(service).leaks(error)
                    raise Failed(self._fault(error, received, service)) from (None if hidden else error)
                finally:
                    for answer in received:
                        self._ledger.add(answer)

        async with self._slots:
            return await with_patience(
                attempt, sleep=self._sleep, remaining=self._remaining, on_retry=self._count_retry
            )

    @contextlib.asynccontextmanager
    async def _within_ceilings(self, cost: int, task: str) -> AsyncIterator[None]:
        """Refuse a call that the run's ceilings do not leave room for; hold its share while it is in flight."""
        if self._remaining() <= 0:
            raise CeilingReached(f"the time of {self._settings.timeout:g} s ran out before the call for {task}")
        ledger = self._ledger
        ceiling = self._settings.max_tokens
        spent = ledger.prompt_tokens + ledger.completion_tokens
        if ceiling is not None and spent + ledger.promised + cost > ceiling:
            raise CeilingReached(
                f"{spent} of {ceiling} tokens are used, and the call for {task} may need {cost}; raise --max-tokens"
            )
        ledger.calls += 1
        ledger.promised += cost
        try:
            yield
        finally:
            ledger.promised -= cost

    async def _in_time(self, exchange: Awaitable[T], service: Service) -> T:
        """Bound one exchange by the profile's limit and by what is left of the run."""
        remaining = self._remaining()
        allowed = self.profile.call_seconds
        bound = remaining if allowed is None else min(remaining, allowed)
        try:
            async with asyncio.timeout(bound) as clock:
                return await exchange
        except TimeoutError as error:
            if not clock.expired():
                raise
            if bound == remaining:
                raise CeilingReached(f"the time of {self._settings.timeout:g} s ran out; raise --timeout") from error
            slow = ServiceUnreachable(f"{service.name} did not answer within {bound:g} s to the last try")
            raise Failed(Fault(slow, tries=TRIES)) from error

    def _fault(self, error: Exception, received: list[Any], service: Service) -> Fault:
        if isinstance(error, Failed):
            return error.fault
        missed = next((miss for link in chain(error) if (miss := cassette.find_miss(link)) is not None), None)
        if missed is not None:
            return Fault(missed)
        if received and isinstance(received[-1], (str, bytes)):
            hint = "is the base URL right? It often ends in /v1"
            return Fault(ServiceRefused(f"{service.where} answered with something other than JSON; {hint}"))
        return _translator(service).fault(error, completions.text(received[-1]) if received else None)

    def _remaining(self) -> float:
        return self._settings.timeout - (self._clock() - self._started)

    def _count_retry(self) -> None:
        self._ledger.retries += 1


def _translator(service: Service) -> Translator:
    return Translator(service.name, service.where, service.key_variable, service.secrets)


async def _no_wait(_: float) -> None:
    """A replay waits for nobody."""
