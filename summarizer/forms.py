"""Response models as instructor wants them: made once, where it would make them for every call."""

from __future__ import annotations

import functools
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

    members = {
        "__module__": form.__module__,
        "__doc__": form.__doc__,
        "model_json_schema": classmethod(model_json_schema),
    }
    made = types.new_class(form.__name__, (wrapped,), exec_body=lambda space: space.update(members))
    return cast("type[Model]", made)
