"""Recording the HTTP exchange of a run to a file, and answering from that file with the network shut.

A cassette is YAML that a person can review: the bodies are written out as data, keys, cookies, dates and whatever
else differs from run to run or names an account is left out. A request matches a recorded one when method, path
and body are equal (bodies as JSON); host and port do not count. Each recorded exchange is played once, equal ones
in the order in which they were recorded, different ones in any order.
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from summarizer.errors import ConfigurationError, MissingExtra, ReplayMiss
from summarizer.transport import one_line

STAND_IN_URL = "http://local.summarizer.invalid/v1"
"""Where the embedded server lies in a cassette; its real port is another one each time."""

MATCH_ON = ("method", "path", "query", "summarizer_body")

_SECRET_QUERY = frozenset({"key", "api_key", "api-key", "apikey", "token", "access_token", "sig", "signature"})
_VOLATILE = frozenset({"id", "created", "model", "system_fingerprint", "timings", "service_tier"})
"""What says when or where an answer was made; llama.cpp gives the path of its file as the model."""
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_SNIPPET = 60
_LEAD = 12
"""Characters shown before the first that differs, so that one can find the place."""


@dataclass
class _Open:
    """A cassette in use."""

    playing: bool


_open: list[_Open] = []
_unplayed: dict[Path, tuple[str, ...]] = {}


@contextlib.contextmanager
def recording(path: Path) -> Iterator[None]:
    """Write every exchange inside the block to ``path``, replacing what is there, also when the block fails.

    Raises:
        ConfigurationError: ``path`` cannot be written.
        MissingExtra: ``vcrpy`` is not installed.
    """
    with _using(path, playing=False):
        yield


@contextlib.contextmanager
def replaying(path: Path) -> Iterator[None]:
    """Answer every request inside the block from ``path``; no connection is ever made.

    A request that is not in it surfaces as :func:`find_miss` tells. See :func:`unplayed` afterwards.

    Raises:
        ConfigurationError: ``path`` cannot be read or is no cassette.
        MissingExtra: ``vcrpy`` is not installed.
    """
    with _using(path, playing=True):
        yield


@contextlib.contextmanager
def attached(tape: Any, *, playing: bool) -> Iterator[None]:
    """Count a vcrpy cassette that somebody else opened, such as a test plug-in, as ours inside the block."""
    _open.append(_Open(playing))
    try:
        yield
    finally:
        _open.pop()


def is_active() -> bool:
    """Whether a cassette of ours is recording or replaying now."""
    return bool(_open)


def is_playing() -> bool:
    """Whether requests are answered from a cassette of ours now."""
    return bool(_open) and _open[-1].playing


def unplayed(path: Path) -> tuple[str, ...]:
    """What the last finished replay of ``path`` did not ask for, one line each, in recorded order."""
    return _unplayed.get(path.absolute(), ())


def left_over(tape: Any) -> tuple[str, ...]:
    """What a vcrpy cassette still holds unplayed, one line each."""
    rest = (request for index, request in enumerate(tape.requests) if not tape.play_counts[index])
    return tuple(f"{request.method} {request.path} {_snippet(_leaf_text(request))}".rstrip() for request in rest)


def find_miss(error: BaseException) -> ReplayMiss | None:
    """The readable form of ``error`` when it is a request that a cassette does not hold, else ``None``."""
    tape, request = getattr(error, "cassette", None), getattr(error, "failed_request", None)
    if tape is None or request is None:
        return None
    asked = keep_request(request)
    stored = [(index, known) for index, known in enumerate(tape.requests) if known.path == asked.path]
    if not stored:
        what = f"it has no answer for {asked.method} {one_line(asked.path)}"
    elif equal := [index for index, known in stored if _same_body(known, asked)]:
        what = f"it holds this request {len(equal)} time(s) and it was made once more"
    else:
        waiting = [known for index, known in stored if not tape.play_counts[index]] or [known for _, known in stored]
        what = max((_difference(_json(known), _json(asked)) for known in waiting), key=lambda found: found[0])[1]
    name = one_line(Path(str(getattr(tape, "path", "?"))).name)
    return ReplayMiss(f"the cassette {name!r} does not fit this run: {what}; record it anew")


def vcr_options() -> dict[str, Any]:
    """The settings of a vcrpy cassette that keep it small, free of keys, and matched as described above."""
    return {
        "match_on": list(MATCH_ON),
        "before_record_request": keep_request,
        "before_record_response": _keep_response,
        "decode_compressed_response": True,
    }


def prepare(vcr: Any) -> None:
    """Teach a ``vcr.VCR`` our body matcher and our file format."""
    vcr.register_matcher("summarizer_body", _same_body)
    vcr.register_serializer("yaml", _Format)


@contextlib.contextmanager
def _using(path: Path, *, playing: bool) -> Iterator[None]:
    vcr = _vcr()
    machine = vcr.VCR(record_mode="none" if playing else "all")
    prepare(machine)
    machine.register_persister(_Playing if playing else _Recording)
    if playing:
        _require_readable(path)
    else:
        _require_writable(path)
    with machine.use_cassette(str(path), **vcr_options()) as tape, attached(tape, playing=playing):
        try:
            yield
        finally:
            if playing:
                _unplayed[path.absolute()] = left_over(tape)


def _vcr() -> Any:
    try:
        import vcr  # imported here: start-up time, and few runs record
    except ImportError as error:
        raise MissingExtra("--record and --replay need vcrpy, which is not installed: pip install vcrpy") from error
    return vcr


def _require_readable(path: Path) -> None:
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise ConfigurationError(f"cannot read the cassette {str(path)!r}: {error.strerror or error}") from error


def _require_writable(path: Path) -> None:
    # Found out before the run, not after minutes of work.
    try:
        if path.exists() and not path.is_file():
            raise ConfigurationError(
                f"cannot write the cassette {str(path)!r}: it is no regular file; give another name"
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab"):
            pass
    except OSError as error:
        raise ConfigurationError(f"cannot write the cassette {str(path)!r}: {error.strerror or error}") from error


class _Playing:
    """vcrpy's persister for replays."""

    @staticmethod
    def load_cassette(cassette_path: Any, serializer: Any) -> Any:
        from vcr.serialize import deserialize  # imported here: start-up time

        path = Path(cassette_path)
        try:
            return deserialize(path.read_text(encoding="utf-8"), serializer)
        except Exception as error:  # YAML's, vcrpy's, and those of a file that has another shape
            raise ConfigurationError(
                f"{str(path)!r} is not a cassette that can be read ({type(error).__name__}); record it anew"
            ) from error

    @staticmethod
    def save_cassette(cassette_path: Any, cassette_dict: Any, serializer: Any) -> None:
        """A replay changes nothing."""


class _Recording:
    """vcrpy's persister for recordings: starts empty, writes all or nothing."""

    @staticmethod
    def load_cassette(cassette_path: Any, serializer: Any) -> Any:
        from vcr.persisters.filesystem import CassetteNotFoundError  # imported here: start-up time

        raise CassetteNotFoundError

    @staticmethod
    def save_cassette(cassette_path: Any, cassette_dict: Any, serializer: Any) -> None:
        from vcr.serialize import serialize  # imported here: start-up time

        path = Path(cassette_path).resolve()  # what a link leads to is written, and the link stays
        unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            unfinished.write_text(serialize(cassette_dict, serializer), encoding="utf-8")
            unfinished.replace(path)
        except OSError as error:
            raise ConfigurationError(f"cannot write the cassette {str(path)!r}: {error.strerror or error}") from error
        finally:
            unfinished.unlink(missing_ok=True)


class _Format:
    """vcrpy's serializer: YAML with JSON bodies written out as data."""

    @staticmethod
    def serialize(cassette_dict: dict[str, Any]) -> str:
        written = [{side: _unfolded(part) for side, part in pair.items()} for pair in cassette_dict["interactions"]]
        whole = {**cassette_dict, "interactions": written}
        return str(_yaml().dump(whole, Dumper=_dumper(), allow_unicode=True, sort_keys=False, width=120))

    @staticmethod
    def deserialize(cassette_string: str) -> dict[str, Any]:
        yaml = _yaml()
        # The loader in C is ten times faster, and not in every build.
        data: dict[str, Any] = yaml.load(cassette_string, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        for pair in data["interactions"]:
            for part in pair.values():
                _fold(part)
        return data


def _yaml() -> Any:
    return importlib.import_module("yaml")  # imported here: start-up time


@functools.cache
def _dumper() -> Any:
    """A dumper that writes text of several lines as lines, where YAML can give it back unchanged."""
    dumper: Any = type("Dumper", (_yaml().SafeDumper,), {})

    def text(active: Any, value: str) -> Any:
        plain = value.replace("\n", "").isprintable()
        # YAML folds more characters than "\n" as line ends; between double quotes they are escaped.
        style = ("|" if "\n" in value else None) if plain else '"'
        return active.represent_scalar("tag:yaml.org,2002:str", value, style=style)

    dumper.add_representer(str, text)
    return dumper


def _unfolded(part: dict[str, Any]) -> dict[str, Any]:
    """A request or response with its JSON body as data under ``json``."""
    body = part.get("body")
    text = body.get("string") if isinstance(body, dict) else body
    try:
        data = json.loads(text) if isinstance(text, (str, bytes)) else None
        json.dumps(data, ensure_ascii=False).encode()  # a lone surrogate cannot be written as UTF-8
    except ValueError:
        data = None
    return {**part, "body": {"json": data}} if isinstance(data, (dict, list)) else part


def _fold(part: dict[str, Any]) -> None:
    """Undo :func:`_unfolded` in place."""
    body = part.get("body")
    if isinstance(body, dict) and "json" in body:
        text = json.dumps(body["json"], ensure_ascii=False, separators=(",", ":"))
        part["body"] = {"string": text} if "status" in part else text


def keep_request(request: Any) -> Any:
    """What of a request goes into a cassette: no headers but the content type, no secrets in the address."""
    from vcr.request import Request  # imported here: start-up time

    return Request(request.method, _kept_address(request.uri), request.body, _content_type(request.headers))


def _content_type(headers: Any) -> dict[str, Any]:
    return {name.lower(): value for name, value in headers.items() if name.lower() == "content-type"}


def _kept_address(uri: str) -> str:
    parts = urlsplit(uri)
    query = urlencode([(name, value) for name, value in parse_qsl(parts.query) if name.lower() not in _SECRET_QUERY])
    if parts.hostname in _LOOPBACK:
        stand_in = urlsplit(STAND_IN_URL)
        return urlunsplit((stand_in.scheme, stand_in.netloc, parts.path, query, ""))
    host = (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
    return urlunsplit((parts.scheme, host, parts.path, query, ""))


def _keep_response(response: dict[str, Any]) -> dict[str, Any]:
    headers = _content_type(response["headers"])
    body = response["body"].get("string")
    try:
        data = json.loads(body)
    except (TypeError, ValueError):
        return {**response, "headers": headers}
    if isinstance(data, dict):
        kept = {name: value for name, value in data.items() if name not in _VOLATILE}
        body = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    return {**response, "headers": headers, "body": {"string": body}}


def _same_body(known: Any, asked: Any) -> bool:
    return bool(known.body == asked.body or _json(known) == _json(asked))


def _json(request: Any) -> Any:
    body = request.body
    return _parsed(body) if isinstance(body, (bytes, str)) else body


@functools.lru_cache(maxsize=512)
def _parsed(body: bytes | str) -> Any:
    try:
        return json.loads(body)
    except ValueError:
        return body.decode("utf-8", "replace") if isinstance(body, bytes) else body


def _difference(known: Any, asked: Any, place: str = "the body") -> tuple[int, str]:
    """How far two bodies agree (leaves and characters before the first difference) and where they part."""
    if isinstance(known, dict) and isinstance(asked, dict):
        return _difference_of_items(known, asked, [*known, *(key for key in asked if key not in known)], place)
    if isinstance(known, list) and isinstance(asked, list) and known and asked and len(known) == len(asked):
        return _difference_of_items(known, asked, list(range(len(known))), place)
    if isinstance(known, str) and isinstance(asked, str):
        pairs = enumerate(zip(known, asked, strict=False))
        same = next((at for at, (left, right) in pairs if left != right), min(len(known), len(asked)))
        before, now = (_snippet(text[max(0, same - _LEAD) :]) for text in (known, asked))
        return same, f"{place} differs at character {same}: recorded {before}, now {now}"
    return 0, f"{place} differs: recorded {_snippet(known)}, now {_snippet(asked)}"


def _difference_of_items(known: Any, asked: Any, keys: list[Any], place: str) -> tuple[int, str]:
    agreed = 0
    first = ""
    absent = object()
    for key in keys:
        left = known[key] if isinstance(known, list) else known.get(key, absent)
        right = asked[key] if isinstance(asked, list) else asked.get(key, absent)
        here = (
            f"{place}[{key}]"
            if isinstance(key, int)
            else (one_line(key) if place == "the body" else f"{place}.{one_line(key)}")
        )
        if left is absent or right is absent:
            first = first or f"{here} is {'new' if left is absent else 'missing'}"
        elif left == right:
            agreed += 1 + (len(left) if isinstance(left, str) else 0)
        else:
            score, text = _difference(left, right, here)
            agreed, first = agreed + score, first or text
    return agreed, first


def _snippet(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return f"“{one_line(text, _SNIPPET)}”"


def _leaf_text(request: Any) -> str:
    """The words that tell one request from another: the last message's content, or the body."""
    data = _json(request)
    if isinstance(data, dict) and isinstance(data.get("messages"), list) and data["messages"]:
        last = data["messages"][-1]
        return str(last.get("content", "")) if isinstance(last, dict) else str(last)
    return "" if data is None else str(data)
