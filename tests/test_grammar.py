from __future__ import annotations

from typing import Any

import pytest

from summarizer.grammar import compact_grammar

CHAR = r'char ::= [^"\\\x00-\x1F\x7F] | "\\" (["\\/bfnrt] | "u" [0-9a-fA-F]{4})'
NATURAL = 'natural ::= "0" | [1-9] [0-9]{0,15}'


def obj(required: list[str], **properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required}


@pytest.mark.parametrize(
    ("schema", "rules"),
    [
        pytest.param({"type": "boolean"}, ["root ::= boolean", 'boolean ::= "true" | "false"'], id="boolean"),
        pytest.param({"type": "integer", "minimum": 0}, ["root ::= natural", NATURAL], id="natural number"),
        pytest.param({"type": "integer", "minimum": 1, "maximum": 3}, ['root ::= ("1" | "2" | "3")'], id="short range"),
        pytest.param({"const": 'a"b'}, [r'root ::= "\"a\\\"b\""'], id="constant"),
        pytest.param({"enum": ["é", None]}, [r'root ::= ("\"é\"" | "null")'], id="enumeration"),
        pytest.param(
            {"type": "string", "maxLength": 5}, [r'root ::= "\"" char{0,5} "\""', CHAR], id="string of bounded length"
        ),
        pytest.param(
            {"type": "string", "maxLength": 5000},
            [r'root ::= "\"" char* "\""', CHAR],
            id="length too great for llama.cpp",
        ),
        pytest.param(
            {"anyOf": [{"type": "boolean"}, {"type": "null"}]},
            ["root ::= (boolean | null)", 'boolean ::= "true" | "false"', 'null ::= "null"'],
            id="alternatives",
        ),
        pytest.param(
            {"type": "array", "items": {"enum": [1]}, "maxItems": 3},
            ['root ::= "[" (root-item ("," root-item){0,2})? "]"', 'root-item ::= "1"'],
            id="bounded list",
        ),
        pytest.param(
            {"type": "array", "items": {"type": "boolean"}, "minItems": 1},
            ['root ::= "[" boolean ("," boolean)* "]"', 'boolean ::= "true" | "false"'],
            id="list with a least length",
        ),
        pytest.param(
            obj(["n", "y"], n={"enum": [1]}, y={"enum": [2]}),
            [r'root ::= "{" "\"n\"" ":" "1" "," "\"y\"" ":" "2" "}"'],
            id="properties in their order",
        ),
        pytest.param(
            obj(["n"], n={"enum": [1]}, y={"enum": [2]}),
            [r'root ::= "{" "\"n\"" ":" "1" ("," "\"y\"" ":" "2")? "}"'],
            id="property that may be left out",
        ),
        pytest.param(
            obj([], n={"enum": [1]}),
            [r'root ::= "{" ("\"n\"" ":" "1" | "") "}"'],
            id="only property may be left out",
        ),
    ],
)
def test_grammar_of_a_schema(schema: dict[str, Any], rules: list[str]) -> None:
    assert sorted(compact_grammar(schema).splitlines()) == sorted(rules)


def test_a_definition_may_refer_to_itself() -> None:
    node = obj(["next"], next={"anyOf": [{"$ref": "#/$defs/Node"}, {"type": "null"}]})

    grammar = compact_grammar({"$ref": "#/$defs/Node", "$defs": {"Node": node}})

    assert grammar.splitlines() == [
        "root ::= def-Node",
        r'def-Node ::= "{" "\"next\"" ":" (def-Node | null) "}"',
        'null ::= "null"',
    ]


def test_an_unknown_schema_admits_any_json() -> None:
    assert compact_grammar({"not": {}}).splitlines()[0] == "root ::= any"
