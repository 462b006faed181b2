"""How each kind of model is best used: how much text a call, how many calls at once, which answer form.

The amount of text that goes into one call belongs to the model, not to the code path: a 1.5 B model wants a
handful of sentences, a large hosted one the whole article.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Literal

from summarizer.settings import Settings

AnswerForm = Literal["compact", "full"]


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What to ask of one kind of model.

    ``mode`` names a member of ``instructor.Mode`` (``None``: the provider's own default). ``piece_sentences``
    and ``piece_characters`` bound the article text of one call, whichever is met first. ``jobs`` is the number
    of calls in flight, ``context_tokens`` what prompt and answer may fill together, ``answer_form`` how terse
    the answers are to be. ``temperature`` is ``None`` where the service refuses the parameter;
    ``thinking_tokens`` are allowed on top of every answer for models that think before they write.
    ``call_seconds`` is how long one call may take with all its tries before it counts as lost (``None``: as long as
    the run may); one try may take half of it.
    """

    name: str
    mode: str | None
    piece_sentences: int
    piece_characters: int
    jobs: int
    context_tokens: int
    answer_form: AnswerForm
    temperature: float | None = 0.0
    thinking_tokens: int = 0
    call_seconds: float | None = 300.0

    @property
    def translates(self) -> bool:
        """Whether it is asked for another language than the article's.

        What models write there that are small enough for the compact form is wrong too often, and little of it can be
        checked.
        """
        return self.answer_form == "full"


LOCAL = Profile(
    name="local",
    mode="JSON_SCHEMA",
    piece_sentences=12,
    piece_characters=1_800,
    jobs=1,
    context_tokens=8192,
    answer_form="compact",
    call_seconds=None,
)
HOSTED = Profile(
    name="hosted",
    mode=None,
    piece_sentences=2_000,
    piece_characters=120_000,
    jobs=8,
    context_tokens=128_000,
    answer_form="full",
)
THINKING = replace(HOSTED, name="thinking", temperature=None, thinking_tokens=8_000, call_seconds=None)
OLLAMA = Profile(
    name="ollama",
    mode="JSON_SCHEMA",
    piece_sentences=30,
    piece_characters=5_000,
    jobs=2,
    # Ollama's own default; it cuts a longer prompt off without a word.
    context_tokens=4_096,
    answer_form="full",
    call_seconds=None,
)
ENDPOINT = replace(OLLAMA, name="endpoint", jobs=4, context_tokens=8_192)

_BY_MODEL: tuple[tuple[str, Profile], ...] = (
    ("local", LOCAL),
    ("local/*", LOCAL),
    ("ollama/*", OLLAMA),
    ("openai/o[1-9]*", THINKING),
    ("openai/gpt-5*", THINKING),
    ("deepseek/*reasoner*", THINKING),
    ("openai/*", HOSTED),
    ("azure_openai/*", HOSTED),
    ("anthropic/*", HOSTED),
    ("google/*", HOSTED),
    ("gemini/*", HOSTED),
    ("vertexai/*", HOSTED),
    ("mistral/*", HOSTED),
    ("cohere/*", HOSTED),
    ("deepseek/*", HOSTED),
    ("xai/*", HOSTED),
    ("bedrock/*", HOSTED),
)
"""First match wins; what matches nothing gets the medium pieces of ``ENDPOINT``."""


def profile_for(settings: Settings) -> Profile:
    """The profile of ``settings.model``, with ``settings.jobs`` in place of its own when given.

    A base URL may lead to a model of any size, so it gets medium pieces whatever the model's name is.
    """
    model = settings.model.lower()
    local = model == "local" or model.startswith("local/")
    if settings.base_url is not None and not local:
        profile = ENDPOINT
    else:
        profile = next((found for pattern, found in _BY_MODEL if fnmatchcase(model, pattern)), _unlisted())
    if settings.jobs is not None:
        profile = replace(profile, jobs=settings.jobs)
    return profile if settings.call_timeout is None else replace(profile, call_seconds=settings.call_timeout)


def _unlisted() -> Profile:
    """Medium pieces, in the mode that the provider's adapter prefers."""
    return replace(ENDPOINT, name="unlisted", mode=None, call_seconds=HOSTED.call_seconds)
