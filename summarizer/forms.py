"""Response models as instructor wants them: made once, where it would make them for every call."""

from __future__ import annotations

import functools
import json
import types
from typing import Any, TypeVar, cast

from pydantic import BaseModel

Model = TypeVar("Model", bound=BaseModel)


@functools.lru_cache(maxsize=256)
def prepared(form: type[Model]) -> type[Model]:
    """A subclass of ``form`` that instructor takes as it is, with a JSON Schema that is computed once.

    The schema is shared by all calls: nobody may change it.
    """
    from instructor import openai_schema  # imported here: start-up time

    wrapped = openai_schema(form)
    schema = wrapped.model_json_schema()

    def model_json_schema(cls: type[BaseModel], *_: Any, **__: Any) -> dict[str, Any]:
        return schema

    return cast("type[Model]", _made(form, wrapped, {"model_json_schema": classmethod(model_json_schema)}))


@functools.lru_cache(maxsize=256)
def schema_text(form: type[BaseModel]) -> str:
    """The JSON Schema of :func:`prepared`, as text."""
    return json.dumps(prepared(form).model_json_schema())


@functools.lru_cache(maxsize=256)
def stand_in(form: type[Model]) -> type[Model]:
    """A class without fields that instructor takes for ``form``: it has its name and JSON Schema and reads its answers.

    instructor walks through every member of a response model, and of the models in it, several times a call. Made for
    the OpenAI protocol, where it then asks for nothing else; what it hands back is a ``form``.
    """
    from instructor import OpenAISchema  # imported here: start-up time

    schema: dict[str, Any] = prepared(form).model_json_schema()

    def model_json_schema(cls: type[BaseModel], *_: Any, **__: Any) -> dict[str, Any]:
        return schema

    def model_validate_json(_: type[BaseModel], answer: str | bytes, /, **given: Any) -> BaseModel:
        return form.model_validate_json(answer, **given)

    members = {
        "model_json_schema": classmethod(model_json_schema),
        "model_validate_json": classmethod(model_validate_json),
    }
    return cast("type[Model]", _made(form, OpenAISchema, members))


def _made(form: type[BaseModel], base: type, members: dict[str, Any]) -> type:
    named = {"__module__": form.__module__, "__doc__": form.__doc__, **members}
    return types.new_class(form.__name__, (base,), exec_body=lambda space: space.update(named))
