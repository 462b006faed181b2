"""The JSON Schema documents in ``schemas/``, made from the models.

``python -m summarizer.contract --write`` brings ``schemas/`` up to date, in a checkout.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from summarizer.models import Summary
from summarizer.shipped import shipped

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SUFFIX = ".schema.json"
DOCUMENTS: dict[str, type[BaseModel]] = {"summary": Summary}


class Written(GenerateJsonSchema):
    """What we write has every key, also those with a default, but for those that the models leave out at times.

    Titles that only repeat a key are left out.
    """

    def field_is_required(self, field: Any, total: bool) -> bool:
        return "serialization_exclude_if" not in field

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False


def schema_text(name: str) -> str:
    """The JSON Schema document of that name, as it has to stand in ``schemas/<name>.schema.json``."""
    schema = DOCUMENTS[name].model_json_schema(mode="serialization", schema_generator=Written)
    return json.dumps({"$schema": DIALECT, **schema}, ensure_ascii=False, indent=2) + "\n"


def stale(folder: Path) -> tuple[str, ...]:
    """Names of the documents whose file in ``folder`` is missing or differs from the models."""
    return tuple(name for name in DOCUMENTS if not _holds(folder / f"{name}{SUFFIX}", schema_text(name)))


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def main(argv: Sequence[str] | None = None) -> int:
    """Compare ``schemas/`` with the models, or write it; the exit status is 1 when they differ."""
    parser = argparse.ArgumentParser(prog="python -m summarizer.contract", description=main.__doc__)
    parser.add_argument("--write", action="store_true", help="write the documents that differ")
    options = parser.parse_args(argv)
    folder = Path(str(shipped("schemas")))
    names = stale(folder)
    for name in names:
        if options.write:
            (folder / f"{name}{SUFFIX}").write_text(schema_text(name), encoding="utf-8", newline="\n")
        print(f"schemas/{name}{SUFFIX} {'written' if options.write else 'differs from the models'}")
    return 1 if names and not options.write else 0


if __name__ == "__main__":
    raise SystemExit(main())
