"""JSON Schemas as grammars for llama.cpp that admit no white space between tokens.

llama.cpp makes grammars of schemas itself, but with optional white space everywhere, which a small model then
writes. This covers what Pydantic generates. What it does not know it admits as any JSON
(a pattern, for one), since every answer is validated afterwards anyway.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

Schema = Mapping[str, Any]

_LONGEST_REPETITION = 1000
"""llama.cpp refuses longer ones; beyond it a length is left to the validation."""

_LISTED_INTEGERS = 100
"""Ranges up to this width are spelt out, so that the model cannot leave them."""

_BASICS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "string": (r'"\"" char* "\""', ("char",)),
    "char": (r'[^"\\\x00-\x1F\x7F] | "\\" (["\\/bfnrt] | "u" [0-9a-fA-F]{4})', ()),
    "integer": ('"-"? natural', ("natural",)),
    "natural": ('"0" | [1-9] [0-9]{0,15}', ()),
    "number": ('"-"? natural ("." [0-9]{1,15})? ([eE] [-+]? [0-9]{1,3})?', ("natural",)),
    "boolean": ('"true" | "false"', ()),
    "null": ('"null"', ()),
    "any": (
        "string | number | boolean | null | any-object | any-array",
        ("string", "number", "boolean", "null", "any-object", "any-array"),
    ),
    "any-object": (r'"{" (string ":" any ("," string ":" any)*)? "}"', ("string",)),
    "any-array": ('"[" (any ("," any)*)? "]"', ()),
}
"""Rules that every grammar may need, each with those it refers to."""


def compact_grammar(schema: Schema) -> str:
    """The grammar, in llama.cpp's GBNF, of exactly the JSON texts of ``schema`` without white space."""
    return _Grammar(schema).text()


class _Grammar:
    """Collects rules while walking a schema."""

    def __init__(self, schema: Schema) -> None:
        self._definitions: Schema = schema.get("$defs", {})
        self._rules: dict[str, str] = {}
        self._rules["root"] = ""
        self._rules["root"] = self._expression(schema, "root")

    def text(self) -> str:
        return "\n".join(f"{name} ::= {body}" for name, body in self._rules.items())

    def _expression(self, schema: Any, name: str) -> str:
        """What matches ``schema``. Rules that have to be made are called after ``name``."""
        if not isinstance(schema, Mapping):
            return self._basic("any")
        if "$ref" in schema:
            return self._definition(str(schema["$ref"]).rpartition("/")[2])
        if "const" in schema:
            return _literal(schema["const"])
        if "enum" in schema:
            return _either([_literal(value) for value in schema["enum"]])
        for choice in ("anyOf", "oneOf"):
            if choice in schema:
                return _either([self._expression(one, f"{name}-{at}") for at, one in enumerate(schema[choice])])
        if len(schema.get("allOf", ())) == 1:
            return self._expression(schema["allOf"][0], name)
        return self._of_type(schema, name)

    def _of_type(self, schema: Schema, name: str) -> str:
        kind = schema.get("type")
        if isinstance(kind, list):
            return _either([self._of_type({**schema, "type": one}, f"{name}-{one}") for one in kind])
        if kind == "object":
            return self._object(schema, name)
        if kind == "array":
            return self._array(schema, name)
        if kind == "string":
            return self._string(schema)
        if kind == "integer":
            return self._integer(schema)
        return self._basic(kind if kind in ("number", "boolean", "null") else "any")

    def _object(self, schema: Schema, name: str) -> str:
        properties: Schema = schema.get("properties", {})
        if not properties:
            value = self._expression(schema.get("additionalProperties", {}), f"{name}-value")
            return self._pairs(value) if schema.get("additionalProperties") is not False else '"{}"'
        required = schema.get("required", ())
        pairs = [
            (f'{_literal(key)} ":" {self._expression(value, f"{name}-{_slug(key)}")}', key in required)
            for key, value in properties.items()
        ]
        return f'"{{" {self._tail(pairs, 0, True, name)} "}}"'.replace("  ", " ")

    def _tail(self, pairs: Sequence[tuple[str, bool]], at: int, first: bool, name: str) -> str:
        """The properties from ``at`` on, in their order, each that is not required being left out or not."""
        if at == len(pairs):
            return ""
        pair, needed = pairs[at]
        comma = "" if first else '"," '
        rest = self._tail(pairs, at + 1, False, name)
        if needed:
            return f"{comma}{pair} {rest}".rstrip()
        if not first:
            # A rule of its own, as what follows is written once and reached by two ways.
            follow = self._rule(f"{name}-after{at}", rest) if rest else ""
            return f"({comma}{pair})? {follow}".rstrip()
        return _either([f"{pair} {rest}".rstrip(), self._tail(pairs, at + 1, True, name) or '""'])

    def _array(self, schema: Schema, name: str) -> str:
        if "prefixItems" in schema:
            items = [self._expression(item, f"{name}-{at}") for at, item in enumerate(schema["prefixItems"])]
            return '"[" {} "]"'.format(' "," '.join(items))
        least, most = schema.get("minItems", 0), schema.get("maxItems")
        if most == 0:
            return '"[]"'
        item = self._rule(f"{name}-item", self._expression(schema.get("items", {}), f"{name}-item"))
        more = f' ("," {item}){_times(max(least - 1, 0), None if most is None else most - 1)}'
        some = item if most == 1 else item + more
        return f'"[" {some} "]"' if least else f'"[" ({some})? "]"'

    def _string(self, schema: Schema) -> str:
        least, most = schema.get("minLength", 0), schema.get("maxLength")
        if not least and most is None:
            return self._basic("string")
        return rf'"\"" {self._basic("char")}{_times(least, most)} "\""'

    def _integer(self, schema: Schema) -> str:
        least = schema.get("minimum", _above(schema.get("exclusiveMinimum")))
        most = schema.get("maximum", _below(schema.get("exclusiveMaximum")))
        if least is not None and most is not None and 0 <= most - least < _LISTED_INTEGERS:
            return _either([_literal(value) for value in range(least, most + 1)])
        return self._basic("natural" if least is not None and least >= 0 else "integer")

    def _pairs(self, value: str) -> str:
        string = self._basic("string")
        return f'"{{" ({string} ":" {value} ("," {string} ":" {value})*)? "}}"'

    def _definition(self, key: str) -> str:
        name = f"def-{_slug(key)}"
        if name not in self._rules:
            self._rules[name] = ""  # known before it is built: a definition may refer to itself
            self._rules[name] = self._expression(self._definitions.get(key, {}), name)
        return name

    def _rule(self, name: str, body: str) -> str:
        if re.fullmatch(r"[a-z][a-zA-Z0-9-]*", body):
            return body
        self._rules[name] = body
        return name

    def _basic(self, name: str) -> str:
        if name not in self._rules:
            self._rules[name], others = _BASICS[name]
            for other in others:
                self._basic(other)
        return name


def _literal(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _either(choices: Sequence[str]) -> str:
    return choices[0] if len(choices) == 1 else f"({' | '.join(choices)})"


def _times(least: int, most: int | None) -> str:
    least = min(least, _LONGEST_REPETITION)
    if most is None or most > _LONGEST_REPETITION:
        return "*" if least == 0 else f"{{{least},}}"
    return f"{{{least},{most}}}"


def _above(bound: int | None) -> int | None:
    return None if bound is None else bound + 1


def _below(bound: int | None) -> int | None:
    return None if bound is None else bound - 1


def _slug(name: str) -> str:
    """A rule name may hold letters, digits and hyphens only."""
    return re.sub(r"[^a-zA-Z0-9]", lambda found: f"-{ord(found.group()):x}-", name)
