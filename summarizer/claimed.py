"""A summary that anybody may have made, read without trust: what it claims, in the shapes that checking needs.

Nothing but the lists of items and the quotes in them is asked for; what has another type than the format says counts
as missing, an item that cannot be read is kept as unreadable. Offsets are taken as they are said to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from summarizer.errors import InputError
from summarizer.models import SCHEMA_VERSION, Excluded, ItemKind, SourceInfo, Summary

LISTS: tuple[tuple[str, ItemKind, str], ...] = (
    ("claims", "claim", "c"),
    ("warnings", "warning", "w"),
    ("contradictions", "contradiction", "x"),
)
"""The lists of a summary, what their items are, and the letter of the ids that items without one get."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are said to stand in the text, with the place that is given for them, if any."""

    quote: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """What an item says, and the words in the article's language that this is a translation of."""

    words: str
    original: str


@dataclass(frozen=True, slots=True)
class Side:
    """Something said and what it is said to rest on: pieces of the text, or else claims by their ids.

    What was translated is in ``statements`` as it was before.
    """

    statements: tuple[str, ...]
    pieces: tuple[Piece, ...]
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """A claim or warning with its one side, or a contradiction with its several; ``flaw`` says why it is unreadable.

    ``speakers`` are the names under which the one who says it goes (the first is the name itself), ``others`` the
    names of everybody else it speaks of as a party. ``translations`` are of all that it says in another language.
    """

    id: str
    kind: ItemKind
    sides: tuple[Side, ...] = ()
    speakers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    translations: tuple[Translation, ...] = ()
    flaw: str | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """A whole summary. ``excluded`` is ``None`` where it does not say what belongs to the article."""

    items: tuple[Item, ...]
    text: str | None
    location: str | None
    info: SourceInfo
    published: date | None
    excluded: tuple[Excluded, ...] | None


def read_claimed(summary: Summary | Mapping[str, Any]) -> Claimed:
    """The summary, as far as it can be read.

    Raises:
        InputError: another version of the format, or nothing of a summary.
    """
    given = summary.model_dump() if isinstance(summary, Summary) else summary
    if not isinstance(given, Mapping):
        raise InputError(f"the summary is {_kind(given)}, not an object with claims, warnings or contradictions")
    version = given.get("schema_version", SCHEMA_VERSION)
    if str(version) != SCHEMA_VERSION or isinstance(version, bool):
        raise InputError(
            f"the summary has schema_version {str(version)[:40]!r}; this program reads version {SCHEMA_VERSION!r}"
        )
    if not any(name in given for name, *_ in LISTS):
        raise InputError("the summary has neither claims nor warnings nor contradictions; give one in our format")
    text = _text(given.get("text"))
    source = given.get("source")
    source = source if isinstance(source, Mapping) else {}
    return Claimed(
        items=tuple(item for name, kind, letter in LISTS for item in _items(given, name, kind, letter)),
        text=text,
        location=_text(source.get("location")),
        info=_info(source),
        published=_date(_text(source.get("published"))),
        excluded=_excluded(given.get("excluded"), len(text)) if text is not None else None,
    )


def _items(given: Mapping[str, Any], name: str, kind: ItemKind, letter: str) -> Iterator[Item]:
    values = given.get(name)
    if values is None:
        return
    if not isinstance(values, list | tuple):
        raise InputError(f"{name} of the summary is {_kind(values)}, not a list")
    for number, value in enumerate(values, start=1):
        if isinstance(value, Mapping):
            yield _item(value, _text(value.get("id")) or f"{letter}{number}", kind)
        else:
            yield Item(f"{letter}{number}", kind, flaw=f"the {kind} is {_kind(value)}, not an object")


def _item(value: Mapping[str, Any], id_: str, kind: ItemKind) -> Item:
    if kind == "contradiction":
        sides = [side for side in _list(value.get("sides")) if isinstance(side, Mapping)]
        told = (*_translations(value), *(t for side in sides for t in _translations(side)))
        return Item(id_, kind, tuple(_side(side, "position") for side in sides), translations=told)
    told = tuple(_translations(value))
    if kind == "claim":
        side = _side(value, "statement")
        return Item(id_, kind, (side,), _party(value.get("speaker")), _party(value.get("via")), told)
    side = _side(value, "danger", "issued", "response")
    return Item(id_, kind, (side,), _party(value.get("issuer")), _party(value.get("recipient")), told)


def _originals(value: Mapping[str, Any]) -> Mapping[str, str]:
    """The fields that are translated, with what they were translated from."""
    given = value.get("translated_from")
    return {k: v for k, v in given.items() if isinstance(v, str) and v.strip()} if isinstance(given, Mapping) else {}


def _translations(value: Mapping[str, Any]) -> Iterator[Translation]:
    for name, original in _originals(value).items():
        if words := _text(value.get(name)):
            yield Translation(words, original)


def _side(value: Mapping[str, Any], *names: str) -> Side:
    originals = _originals(value)
    statements = (originals.get(name) or _text(value.get(name)) for name in names)
    return Side(
        statements=tuple(statement for statement in statements if statement),
        pieces=tuple(_pieces(value.get("evidence"))),
        claims=tuple(id_ for id_ in _list(value.get("claims")) if isinstance(id_, str)),
    )


def _pieces(value: object) -> Iterator[Piece]:
    for entry in value if isinstance(value, list | tuple) else [value]:
        if isinstance(entry, str):
            yield Piece(entry)
        elif isinstance(entry, Mapping):
            yield Piece(_text(entry.get("quote")) or "", _offset(entry.get("start")), _offset(entry.get("end")))


def _party(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value.strip() else ()
    if not isinstance(value, Mapping):
        return ()
    name = _text(value.get("name"))
    further = [mention for mention in _list(value.get("mentions")) if isinstance(mention, str)]
    return tuple(dict.fromkeys(filter(None, [name, *further])))


def _excluded(value: object, length: int) -> tuple[Excluded, ...] | None:
    if not isinstance(value, list | tuple):
        return None
    spans = []
    for entry in value:
        if isinstance(entry, Mapping):
            start, end = _offset(entry.get("start")), _offset(entry.get("end"))
            if start is not None and end is not None and 0 <= start < end <= length:
                spans.append(Excluded(start=start, end=end, reason=_text(entry.get("reason")) or "excluded"))
    return tuple(spans)


def _info(source: Mapping[str, Any]) -> SourceInfo:
    return SourceInfo(
        kind="text",
        location=_text(source.get("location")),
        media_type="text/plain",
        author=_text(source.get("author")),
        language=_text(source.get("language")),
        sha256="",
    )


def _date(words: str | None) -> date | None:
    try:
        return date.fromisoformat(words[:10]) if words else None
    except ValueError:
        return None


def _offset(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()


def _kind(value: object) -> str:
    names = {
        dict: "an object",
        list: "a list",
        str: "a text",
        bool: "a truth value",
        int: "a number",
        float: "a number",
    }
    return names.get(type(value), "null" if value is None else f"a {type(value).__name__}")
