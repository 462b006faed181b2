"""Prompt files as messages: a system text and worked examples, byte-identical at the head of every call."""

from __future__ import annotations

import hashlib
import re
from functools import cache

from summarizer.prompting import load_prompt

_TURN = re.compile(r"^<!-- (user|assistant) -->$", re.MULTILINE)


@cache
def head(name: str) -> tuple[dict[str, str], ...]:
    """The messages of ``prompts/<name>.md``: what stands before the first mark is the system text.

    Raises:
        ConfigurationError: there is no such prompt, or the installation is incomplete.
    """
    parts = _TURN.split(load_prompt(name).text)
    turns = [("system", parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]
    return tuple({"role": role, "content": text.strip()} for role, text in turns)


def conversation(name: str, question: str) -> list[dict[str, str]]:
    """The head of a prompt and the question after it.

    The marks of a model's own turns (``<|…|>``) are broken up in the question: services that fill chat templates read
    them as marks even there, and an article could end its turn with one.
    """
    return [*head(name), {"role": "user", "content": question.replace("<|", "< |").replace("|>", "| >")}]


@cache
def example_names(name: str) -> frozenset[str]:
    """Capitalised words of the worked examples, case-folded: what an answer must not take from them."""
    examples = " ".join(message["content"] for message in head(name)[1:])
    return frozenset(word.casefold() for word in re.findall(r"\b[A-Z][a-z]{2,}", examples))


def line(text: str) -> str:
    """Article text on one line: white space of any kind becomes one space, so that no text can pose as a new line."""
    return " ".join(text.split())


def fenced(rows: str) -> str:
    """Article text inside a mark that it cannot foresee, as that is a hash of the text."""
    mark = hashlib.sha256(rows.encode("utf-8", "replace")).hexdigest()[:12]
    return f"<article {mark}>\n{rows}\n</article {mark}>"
