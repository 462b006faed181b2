"""What the raw answer objects of the providers' SDKs say: tokens, text, log-probabilities.

Each SDK has classes of its own, of which none but one is installed, so they are read by attribute.
"""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import BaseModel

from summarizer.errors import AnswerUnreadable

Model = TypeVar("Model", bound=BaseModel)

_READ = ("prompt_tokens", "input_tokens", "prompt_token_count")
_READ_FROM_CACHE = ("cache_creation_input_tokens", "cache_read_input_tokens")
"""Counted beside ``input_tokens`` by the one provider that has them, not within."""
_WRITTEN = ("completion_tokens", "output_tokens", "candidates_token_count")


def tokens(answer: Any) -> tuple[int, int]:
    """Tokens read and written, as the service counted them; zeros where it did not say."""
    usage = getattr(answer, "usage", None) or getattr(answer, "usage_metadata", None)
    read = _number(usage, _READ) + sum(_number(usage, (name,)) for name in _READ_FROM_CACHE)
    return read, _number(usage, _WRITTEN)


def text(answer: Any) -> str:
    """What the model wrote: its content, its refusal, or the arguments of its tool call."""
    choices = getattr(answer, "choices", None)
    message = getattr(choices[0], "message", None) if choices else None
    calls = getattr(message, "tool_calls", None)
    if calls:
        return str(getattr(getattr(calls[0], "function", None), "arguments", ""))
    written = getattr(message, "content", None) or getattr(message, "refusal", None)
    if written is None and message is None:
        written = getattr(answer, "text", None) or getattr(answer, "content", None)
    return "" if written is None else str(written)


def json_of(answer: Any) -> str:
    """The JSON object of what the model wrote, taken out of a fenced block if it stands in one."""
    written = text(answer).strip()
    if written.startswith("{"):
        return written
    start, end = written.find("{"), written.rfind("}")
    return written[start : end + 1] if 0 <= start < end else written


def likeliest(answer: Any, service: str) -> list[dict[str, float]]:
    """Token to natural log-probability, for each token written. Of equal renderings the likelier counts.

    Raises:
        AnswerUnreadable: the service left them out.
    """
    choices = getattr(answer, "choices", None)
    content = getattr(getattr(choices[0], "logprobs", None), "content", None) if choices else None
    if not content:
        raise AnswerUnreadable(f"{service} sent no log-probabilities", raw=text(answer))
    found: list[dict[str, float]] = []
    for position in content:
        ranked: dict[str, float] = {}
        for choice in position.top_logprobs:
            ranked.setdefault(choice.token, choice.logprob)
        found.append(ranked)
    return found


def of_form(answer: object, form: type[Model]) -> Model:
    """``answer`` as ``form``; instructor may hand back a subclass made of it.

    Raises:
        AnswerUnreadable: it is something else.
    """
    if not isinstance(answer, form):
        raise AnswerUnreadable(f"the answer is a {type(answer).__name__} and no {form.__name__}", raw=str(answer))
    return answer


def _number(usage: Any, names: tuple[str, ...]) -> int:
    values = (getattr(usage, name, None) for name in names)
    return next((value for value in values if isinstance(value, int)), 0)
