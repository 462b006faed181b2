"""A document in Rich Text Format to its text."""

from __future__ import annotations

import re
from collections.abc import Callable

from summarizer.errors import MissingExtra
from summarizer.extracted import MAX_TEXT, Extracted, iso_date, titled, written_by

_HEAD = 200_000
"""Characters at the start among which title and author stand, after fonts and styles."""
_ITEM = re.compile(r"[•·*-] ")
_NOTE = re.compile(r"\{\\(?:\*\\)?footnote(?![a-z])")
_LEFT_OUT = re.compile(
    r"\{\\(?:\*\\)?(?:header|footer|headerl|headerr|headerf|footerl|footerr|footerf|annotation)(?![a-z])"
)
_BRACE = re.compile(r"\\[{}\\]|[{}]")
_FIELD = re.compile(r"\{\\(title|author)(?![a-z]) ?([^{}\\]*(?:\\'[0-9a-fA-F]{2}[^{}\\]*)*)\}")
_CREATED = re.compile(r"\\creatim\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_HEX = re.compile(r"\\'([0-9a-fA-F]{2})")


def read_rtf(data: bytes) -> Extracted:
    """The text, its paragraphs and rows of tables set apart by an empty line; notes at the end.

    Raises:
        MissingExtra: striprtf is not installed.
    """
    try:
        from striprtf import striprtf  # imported here: it may be absent
    except ImportError as error:
        raise MissingExtra(
            "is an RTF document, and reading those needs striprtf; install it: pip install 'summarizer[documents]'"
        ) from error

    to_text: Callable[..., str] = striprtf.rtf_to_text
    source = data.decode("latin-1")
    source = source[max(source.find("{\\rtf"), 0) :]
    head = source[:_HEAD]
    body, notes = _without_notes(_cut(source, _LEFT_OUT)[0])
    text = _lines(to_text(body, errors="replace"))
    if notes:
        start = re.match(r"\{\\rtf(?:\d*\\[a-z]+-?\d* ?)*", body)  # the code page stands here
        fonts = re.search(r"\{\\fonttbl(?:[^{}]|\{[^{}]*\})*\}", head)
        frame = (start[0] if start else "{\\rtf1 ") + (fonts[0] if fonts else "")
        text += "\n\n" + _lines(to_text(frame + " " + "\\par ".join(notes) + "}", errors="replace"))
    fields = {
        key: _HEX.sub(lambda found: bytes.fromhex(found[1]).decode("cp1252", "replace"), value)
        for key, value in _FIELD.findall(head)
    }
    created = _CREATED.search(head)
    date = f"{created[1]}-{int(created[2]):02}-{int(created[3]):02}" if created else None
    return Extracted(
        text=text[:MAX_TEXT],
        title=titled(fields.get("title")),
        author=written_by(fields.get("author")),
        published=iso_date(date),
        notes=(f"only the first {MAX_TEXT:,} characters were read",) if len(text) > MAX_TEXT else (),
    )


def _without_notes(source: str) -> tuple[str, list[str]]:
    body, groups = _cut(source, _NOTE)
    return body, [_NOTE.sub("{", group, count=1) for group in groups]


def _cut(source: str, opening: re.Pattern[str]) -> tuple[str, list[str]]:
    """``source`` without the groups that begin so, and these groups."""
    kept: list[str] = []
    groups: list[str] = []
    at = 0
    while found := opening.search(source, at):
        end = _group_end(source, found.start())
        kept.append(source[at : found.start()])
        groups.append(source[found.start() : end])
        at = end
    return "".join([*kept, source[at:]]), groups


def _group_end(source: str, start: int) -> int:
    depth = 0
    for brace in _BRACE.finditer(source, start):
        if brace[0] in ("{", "}"):
            depth += 1 if brace[0] == "{" else -1
            if depth == 0:
                return brace.end()
    return len(source)


def _lines(text: str) -> str:
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    text = text.replace("\u00ad", "").replace("\xa0", " ").replace("\r", "")
    lines = [re.sub(r"[ \t]+", " ", line).strip(" ") for line in text.split("\n")]
    pieces: list[str] = []
    for line in lines:
        if line.endswith("|") or line.startswith("|"):
            line = " | ".join(cell.strip() for cell in line.strip("|").split("|"))
        if not line.strip(" |"):
            continue
        if pieces:
            pieces.append("\n" if _ITEM.match(line) and _ITEM.match(pieces[-1]) else "\n\n")
        pieces.append(line)
    return "".join(pieces)
