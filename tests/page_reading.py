"""What a page says, read back from its HTML by a parser that knows nothing of how it was written."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from summarizer.models import Summary
from summarizer.render.outline import voices


@dataclass
class ReadPage:
    """The article's text with its characters put back, its highlighted pieces, and each item's ranges."""

    text: str = ""
    pieces: list[tuple[int, int, str]] = field(default_factory=list)
    items: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def words(self, start: int, end: int) -> str:
        """What the highlighted pieces between two places say together."""
        return "".join(words for first, last, words in self.pieces if start <= first and last <= end)


def read_page(page: str) -> ReadPage:
    """Read a page made by ``to_html``."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.page


def differences(summary: Summary, page: str) -> list[str]:
    """Every highlight, offset or text on the page that is not what the summary has; none on a page that is right."""
    read = read_page(page)
    found = [] if read.text == summary.text else ["the article's text differs"]
    found += [f"{a}-{b} overlaps" for (a, b, _), (c, _, _) in zip(read.pieces, read.pieces[1:], strict=False) if c < b]
    found += [f"{a}-{b} says {words!r}" for a, b, words in read.pieces if summary.text[a:b] != words]
    found += [f"{name} is there twice" for name in set(read.ids) if read.ids.count(name) > 1]
    found += [f"{link} leads nowhere" for link in set(read.links) if link not in read.ids]
    # Claims stand on the page by speaker.
    holders = [
        *(claim.evidence for voice in voices(summary.claims) for claim in voice.claims),
        *(item.evidence for item in summary.warnings),
        *([piece for side in item.sides for piece in side.evidence] for item in summary.contradictions),
    ]
    for (name, ranges), evidence in zip(read.items.items(), holders, strict=True):
        quotes = {(piece.start, piece.end): piece.quote for piece in evidence if piece.quote}
        if set(ranges) != set(quotes):
            found.append(f"{name} points to {ranges} and not to {sorted(quotes)}")
        found += [
            f"{name}: {read.words(*at)!r} is not {quote!r}" for at, quote in quotes.items() if read.words(*at) != quote
        ]
    return found


class _Reader(HTMLParser):
    """Takes the words of the article's part, and the attributes of pieces and items everywhere."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = ReadPage()
        self._depth = 0
        self._stand_in = False
        self._piece: tuple[int, int] | None = None
        self._words = ""
        self._kinds: dict[str, dict[str, list[tuple[int, int]]]] = {"c": {}, "w": {}, "x": {}}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {key: value or "" for key, value in attrs}
        classes = given.get("class", "").split()
        if "id" in given:
            self.page.ids.append(given["id"])
        if given.get("href", "").startswith("#"):
            self.page.links.append(given["href"][1:])
        if tag == "li" and "item" in classes and given["id"][0] in self._kinds:
            ranges = [tuple(map(int, part.split("-"))) for part in given["data-at"].split()]
            self._kinds[given["id"][0]][given["id"]] = [(start, end) for start, end in ranges]
        if tag == "div":
            self._depth = self._depth + 1 if self._depth else int("text" in classes)
        if not self._depth:
            return
        if "h" in classes:
            self._piece, self._words = (int(given["data-start"]), int(given["data-end"])), ""
        if "cp" in classes:
            self._take(chr(int(given["data-cp"], 16)))
            self._stand_in = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._depth:
            self._depth -= 1
        if tag == "span":
            self._stand_in = False
        if tag == "a" and self._piece:
            self.page.pieces.append((*self._piece, self._words))
            self._piece = None

    def handle_data(self, data: str) -> None:
        if self._depth and not self._stand_in:
            self._take(data)

    def close(self) -> None:
        super().close()
        for kind in ("c", "w", "x"):
            self.page.items.update(self._kinds[kind])

    def _take(self, words: str) -> None:
        self.page.text += words
        if self._piece:
            self._words += words
