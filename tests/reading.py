"""Articles read without any model: documents, what their words show, and who speaks in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from summarizer.attribution import Reading, read_attributions
from summarizer.cues import Cue, find_cues
from summarizer.document import Document, Loaded
from summarizer.models import SourceInfo
from summarizer.quotes import quotations
from summarizer.sentences import read_document
from summarizer.source import Source
from summarizer.speakers import Cast
from summarizer.subjects import BLANK

PUMP = """Pump stops in Orlo; council and builder disagree

The pump at Orlo stopped on Sunday, and 1,700 homes were dry until noon.

“Nobody warned us,” said Mira Oldfield, chairwoman of the town council. She added that a new pump would cost £90,000.

Tom Hales, an engineer at Wick Waterworks, said he had warned the council on 12 March that the shaft would crack in
frost. “They filed it under weather,” he said. The council denied that it had received a letter.

A spokesman for Wick Waterworks declined to comment on the letter.
"""


@dataclass(frozen=True)
class Read:
    """An article and what its words show."""

    document: Document
    readings: tuple[Reading, ...]
    cast: Cast

    def speakers(self) -> dict[str, str | None]:
        """Each firm sentence (white space made single) and the name of who speaks in it."""
        return {
            " ".join(self.document.words(r.sentence).split()): self.name(r.sentence.number)
            for r in self.readings
            if r.firm
        }

    def name(self, number: int) -> str | None:
        """Who speaks in the sentence of that number."""
        bearer = self.cast.bearer_of(number)
        return bearer.name if bearer else None

    def names(self) -> list[str | None]:
        """Who speaks in each sentence, in their order."""
        return [self.name(reading.sentence.number) for reading in self.readings]

    def via(self, number: int) -> str | None:
        """Who passes the words of a sentence on."""
        bearer = self.cast.via_of(number)
        return bearer.name if bearer else None


def document(text: str, title: str | None = None, published: str | None = None) -> Document:
    """The document of a text."""
    info = SourceInfo(
        kind="text",
        location=None,
        media_type="text/plain",
        title=title,
        published=published,
        language="en",
        sha256="0",
    )
    return read_document(Loaded(info, text))


def read(text: str, title: str | None = None) -> Read:
    """A text with all that its words show."""
    found = document(text, title)
    readings = read_attributions(found)
    return Read(found, readings, Cast(found, readings))


def cues(sentence: str) -> tuple[Cue, ...]:
    """The cues of one sentence, its quotations blanked."""
    masked = sentence
    for quotation in quotations(sentence, [(0, len(sentence))]):
        width = quotation.end - quotation.start
        masked = masked[: quotation.start] + BLANK * width + masked[quotation.end :]
    return find_cues(masked, 0)


_SUBJECTS = ("Ann Lee", "the council", "Ole Dahl, a pilot,", "She", "Brill Works", "Two workers", "No one")
_VERBS = (
    "said",
    "says",
    "told reporters",
    "denied",
    "warned the board",
    "asked",
    "declined to comment",
    "called",
    "added",
)
_CLAUSES = (
    "that the pump had failed",
    "the lake was low",
    "it would “burst like a pipe” by May",
    "whether 300 homes were dry",
    "to stop the pump, which leaks",
    "“The wall will hold.”",
    "“It leaks",
    "nothing",
)
_FRAMES = (
    "{who} {verb} {what}.",
    "“{what},” {verb} {who}.",
    "“{what}.” {who} {verb} {what}",
    "On Monday {who} {verb} {what}, adding {what}.",
    "According to {who}, {what}; {who} {verb} {what}.",
    "{who}: “{what}”",
    "{what}, {who} {verb}, and {verb} {what}.",
)


def attributed_sentences() -> st.SearchStrategy[str]:
    """Sentences that attribute something, more or less well formed."""
    return st.builds(
        lambda frame, who, verb, what: frame.format(who=who, verb=verb, what=what),
        st.sampled_from(_FRAMES),
        st.sampled_from(_SUBJECTS),
        st.sampled_from(_VERBS),
        st.sampled_from(_CLAUSES),
    )


def attributed_texts() -> st.SearchStrategy[str]:
    """Articles of such sentences, in paragraphs."""

    def joined(sentences: Sequence[str], breaks: Sequence[bool]) -> str:
        ends = ["\n\n" if broken else " " for broken in breaks]
        return "".join(f"{s[:1].upper()}{s[1:]}{end}" for s, end in zip(sentences, ends, strict=False)).strip()

    return st.builds(
        joined,
        st.lists(attributed_sentences(), min_size=1, max_size=6),
        st.lists(st.booleans(), min_size=6, max_size=6),
    )


def write(folder: Path, data: bytes, name: str = "article.txt") -> Source:
    """A source that is a file of these bytes."""
    path = folder / name
    path.write_bytes(data)
    return Source.file(path)
