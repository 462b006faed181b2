"""The one way to a model: ask for an answer of a given form, and get that, or one of our own errors.

Two things that libraries like to mix are kept apart here. Faults of the transport (overload, a lost connection)
are tried again in this module, within bounds. An answer that came and is wrong is handed back at once, so that the
caller can ask again for just what failed.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import math
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from pydantic import BaseModel

from summarizer import cassette, completions, local, model_store
from summarizer.behind import WriteBehind
from summarizer.calls import Answered, Message, Request
from summarizer.ceilings import Ceilings
from summarizer.errors import AnswerError, ServiceRefused, ServiceUnreachable, SummarizerError, chain
from summarizer.forms import schema_text
from summarizer.leases import Lease
from summarizer.ledger import Account, Ledger, current_account
from summarizer.models import Usage
from summarizer.pace import Pace
from summarizer.prices import price_of
from summarizer.profiles import Profile, profile_for
from summarizer.recall import Recall
from summarizer.services import Service, is_local, open_embedded, open_service, require_known, warm_up
from summarizer.settings import Settings
from summarizer.store import AnswerStore, key_of
from summarizer.tracing import span
from summarizer.transport import TRIES, Failed, Fault, Translator, with_patience

Model = TypeVar("Model", bound=BaseModel)
T = TypeVar("T")

_REPLAY_KEY = "replay"


class _Context(dict[str, Any]):
    """Validation context that is false in a boolean test.

    instructor renders messages as Jinja templates as soon as the context is true, and an article is no template:
    its braces would be evaluated. Validators must therefore test ``info.context is None``, never its truth.
    """

    def __bool__(self) -> bool:
        return False


class Client:
    """One model, ready to be asked. Use it as ``async with Client.open(settings) as client``."""

    def __init__(
        self,
        settings: Settings,
        *,
        elapsed: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.profile: Profile = profile_for(settings)
        self._allowed = self.profile.call_seconds or math.inf
        self._settings = settings
        self._clock = clock
        self._ledger = Ledger()
        self._price = functools.partial(price_of, settings.model, settings.base_url)
        self._ceilings = Ceilings(settings, self._ledger, self._price, clock, sleep, elapsed)
        self._pace = Pace(self.profile.jobs, clock, self._ceilings.nap)
        self._recall = Recall(None)
        self._identity = ""
        self._stack = contextlib.AsyncExitStack()
        self._service: Service | None = None
        self._stopped: float | None = None

    @classmethod
    def open(
        cls,
        settings: Settings,
        *,
        elapsed: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> Client:
        """A client that connects, or starts the embedded server, when its ``async with`` block is entered.

        ``clock`` tells seconds from any origin. ``settings.timeout`` counts from here, but for the seconds of the run
        that have ``elapsed`` before. ``sleep`` waits.

        Raises:
            UnknownModel: ``settings.model`` is none of the accepted forms.
            ConfigurationError: the base URL is none, or the ceiling on money cannot be kept.
        """
        require_known(settings)
        client = cls(settings, elapsed=elapsed, clock=clock, sleep=sleep)
        client._ceilings.require_kept()
        return client

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

        async def exchange(service: Service, arguments: dict[str, Any], received: list[Any]) -> Answered[Model]:
            from instructor import hooks  # imported here: start-up time

            listeners = hooks.Hooks()
            listeners.on("completion:response", received.append)
            answer = await service.create(
                response_model=service.form(response_model),
                max_retries=0,
                context=None if context is None else _Context(context),
                strict=False,
                hooks=listeners,
                **arguments,
            )
            return Answered(completions.of_form(answer, response_model), completions.json_of(received[-1]))

        def read(text: str) -> Model:
            return response_model.model_validate_json(text, context=context)

        limit = max_tokens + self.profile.thinking_tokens
        return await self._call(Request(messages, schema_text(response_model), limit, task, exchange, read))

    async def logprobs(
        self, messages: Sequence[Message], *, top: int = 10, max_tokens: int = 1
    ) -> list[dict[str, float]]:
        """The likeliest tokens and their natural log-probabilities, for each of the answer's first tokens.

        Raises:
            ServiceRefused: the provider does not give them; ask :attr:`has_logprobs` first.
            AnswerUnreadable: the service left them out.
        """

        async def exchange(
            service: Service, arguments: dict[str, Any], received: list[Any]
        ) -> Answered[list[dict[str, float]]]:
            if service.complete is None:
                raise ServiceRefused(f"{service.name} gives no log-probabilities")
            answer = await service.complete(**arguments, logprobs=True, top_logprobs=top)
            received.append(answer)
            ranked = completions.likeliest(answer, service.name)
            return Answered(ranked, json.dumps(ranked))

        limit = max_tokens + self.profile.thinking_tokens
        return await self._call(
            Request(messages, json.dumps({"logprobs": top}), limit, "judging", exchange, json.loads)
        )

    def usage(self, account: Account | None = None, seconds: float | None = None) -> Usage:
        """What every call so far has cost, the failed ones included, with the seconds of the run.

        With an ``account``, what is booked there, and the ``seconds`` given.
        """
        until = self._clock() if self._stopped is None else self._stopped
        return (account or self._ledger.total).usage(
            self._settings.model if self._service is None else self._service.name,
            until - self._ceilings.started if seconds is None else seconds,
        )

    @property
    def trouble(self) -> str | None:
        """One line on why answers are not stored, if they should be."""
        return self._recall.trouble

    def stop(self) -> None:
        """Send nothing more; every call from now on, and soon those in flight, end in ``Stopped``.

        To be called in the event loop.
        """
        self._ceilings.stop()

    async def _connect(self) -> Service:
        settings = self._settings
        self._enter_cassette()
        playing = cassette.is_playing()
        if playing:
            self._ceilings.sleep = _no_wait
        if settings.cache and not cassette.is_active():
            self._recall = Recall(WriteBehind(AnswerStore()))
            self._stack.callback(self._recall.close)
        if is_local(settings.model):
            endpoint = await self._embedded(playing)
            service = open_embedded(self.profile, settings.model, endpoint.base_url, endpoint.api_key)
        else:
            service = open_service(settings, self.profile, replaying=playing)
        if service.openai is not None:
            self._stack.push_async_callback(service.openai.close)
        self._identity = self._identity or f"{service.name} {service.where} {self.profile.mode}"
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
        self._identity = model_store.identity(file)
        engine = self._stack.enter_context(local.Engine(file, context_tokens=self.profile.context_tokens))
        # The SDK takes seconds to import and the model seconds to load, on different cores.
        warm_up()
        return await asyncio.to_thread(engine.wait)

    async def _call(self, request: Request[T]) -> T:
        service = self._service
        if service is None:
            raise RuntimeError("the client is not open; use it in an `async with` block")
        async with self._recall.turn(self._key(service, request), self._allowed) as lease:
            if (found := self._stored(lease.key, request)) is not None:
                return found.value
            try:
                return (await self._ask_service(service, request, lease)).value
            except AnswerError as error:
                self._recall.keep_failure(lease.key, error)
                raise

    def _key(self, service: Service, request: Request[T]) -> str:
        """What the answer is stored under, if it is."""
        if not self._recall.on:
            return ""
        parameters = {**service.parameters, service.answer_limit: request.limit}
        return key_of(service=self._identity, parameters=parameters, messages=request.messages, form=request.form)

    def _stored(self, key: str, request: Request[T]) -> Answered[T] | None:
        """The answer in the store, booked as used.

        Raises:
            AnswerError: the answer that is stored could not be used.
        """
        try:
            found = self._recall.find(key, request.answered)
        except AnswerError:
            self._ledger.cached()
            raise
        if found is not None:
            self._ledger.cached()
        return found

    async def _ask_service(self, service: Service, request: Request[T], lease: Lease) -> Answered[T]:
        """Ask until an answer comes, within the time that one call may take with all its tries.

        The store is looked into once more before each try: another process may have been faster.
        """
        allowed = left = self._allowed
        heard = self._ledger.answers

        async def attempt() -> Answered[T]:
            nonlocal left
            async with self._place(lease) as begun:
                if (found := self._stored(lease.key, request)) is not None:
                    return found
                try:
                    answered = await self._try(service, request, min(left, allowed / 2))
                except Failed as failed:
                    if failed.fault.overloaded:
                        wait = failed.fault.wait
                        self._pace.overloaded(begun, None if wait is None or wait >= remaining() else wait)
                    raise
                finally:
                    left -= self._clock() - begun
                self._pace.well()
                self._recall.keep(lease.key, answered.text)
                return answered

        async def sleep(seconds: float) -> None:
            nonlocal left
            left -= seconds
            await self._ceilings.nap(seconds)

        def remaining() -> float:
            return min(left, self._ceilings.remaining())

        try:
            return await with_patience(attempt, sleep=sleep, remaining=remaining, on_retry=self._ledger.retried)
        except ServiceUnreachable as error:
            error.others_answered = self._ledger.answers > heard
            raise

    @contextlib.asynccontextmanager
    async def _place(self, lease: Lease) -> AsyncIterator[float]:
        """A place in flight for what no other process asks for; gives the time at which the call begins.

        No place is taken while another process is waited for.
        """
        async with self._pace.place(current_account()) as begun:
            if lease.take():
                yield begun
                return
        while not (lease.take() or self._ceilings.stopping.is_set() or self._ceilings.remaining() <= 0):
            await self._ceilings.nap(lease.pause())
        async with self._pace.place(current_account()) as begun:
            yield begun

    async def _try(self, service: Service, request: Request[T], allowed: float) -> Answered[T]:
        """One exchange, once the ceilings leave room for it."""
        async with self._ceilings.room_for(request.size, request.limit, request.task):
            return await self._exchange(service, request, allowed)

    async def _exchange(self, service: Service, request: Request[T], allowed: float) -> Answered[T]:
        """The same over the wire, booked whatever comes of it."""
        received: list[Any] = []
        arguments = service.arguments(request.messages, request.limit)
        slow = ServiceUnreachable(f"{service.name} did not answer within {allowed:g} s to the last try")
        with _span(service, request) as traced:
            self._ledger.called()
            try:
                async with self._ceilings.in_time(allowed, Failed(Fault(slow, tries=TRIES))):
                    return await request.exchange(service, arguments, received)
            except (SummarizerError, Failed):
                raise
            except Exception as error:  # every SDK has a tree of its own; the translator knows them all
                hidden = _translator(service).leaks(error)
                raise Failed(self._fault(error, received, service)) from (None if hidden else error)
            finally:
                for answer in received:
                    read, written = completions.tokens(answer)
                    self._ledger.answered(read, written, self._price(read, written))
                    traced.set(prompt_tokens=read, completion_tokens=written, answer=completions.text(answer))

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


def _span(service: Service, request: Request[T]) -> Any:
    return span("summarizer.call", model=service.name, task=request.task, prompt=request.messages)


def _translator(service: Service) -> Translator:
    return Translator(service.name, service.where, service.key_variable, service.secrets)


async def _no_wait(_: float) -> None:
    """A replay waits for nobody."""
