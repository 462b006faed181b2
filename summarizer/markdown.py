"""What a Markdown file says of itself in its front matter and its first heading."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FRONT = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FIELD = re.compile(r"^(title|author|date)[ \t]*:[ \t]*(.+?)[ \t]*$", re.IGNORECASE | re.MULTILINE)
_ISO_DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)")
_FENCED = re.compile(r"^(```+|~~~+).*?^\1", re.DOTALL | re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}#[ \t]+(.+?)(?:[ \t]+#+)?[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Front:
    """Title, author and ISO date of publication, each as far as given."""

    title: str | None = None
    author: str | None = None
    published: str | None = None


def read_front(text: str) -> Front:
    """Read simple ``key: value`` front matter; without a title there, the first ``# `` heading is the title."""
    matter = _FRONT.match(text)
    fields = {key.lower(): _unquoted(value) for key, value in _FIELD.findall(matter[1])} if matter else {}
    rest = text[matter.end() :] if matter else text
    heading = _HEADING.search(_FENCED.sub("", rest))
    date = _ISO_DATE.match(fields.get("date", ""))
    return Front(
        title=fields.get("title") or (heading[1] if heading else None),
        author=fields.get("author") or None,
        published=date[0] if date else None,
    )


def _unquoted(value: str) -> str:
    return value[1:-1].strip() if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
