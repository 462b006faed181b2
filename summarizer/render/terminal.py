"""A summary for somebody who reads it in a terminal, or pipes it into a file.

Only :class:`rich.text.Text` is printed, never a string that rich would search for markup. What is shown does not depend
on whether it is a terminal: colours and links are all that is missing elsewhere.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.text import Text

from summarizer.models import Check, Claim, Contradiction, Evidence, Party, Side, Span, Summary, Warning
from summarizer.render import outline
from summarizer.render.cast import cast
from summarizer.render.inert import inert
from summarizer.render.leftovers import Leftover, leftovers, tally
from summarizer.render.rows import WIDEST, Beside, Block, printed
from summarizer.render.whereabouts import Links, Whereabouts

SPEAKERS = (None, "blue", "green", "magenta", "cyan", "yellow", "bright_blue", "bright_green", "bright_magenta")
"""The terminal's own colours by a speaker's slot: whoever chose them sees them. The names stand beside them anyway."""

LABELS = {"rejected": "yellow", "not read": "red", "note": "yellow"}
"""The colours of what a reader should look at."""

# Room for the longest stance and a gap; windows that leave less than that for what is said have it in the text.
_STANCE = 10
_LEAST_STATEMENT = 30
_LONGEST_ID = 6
_STEP = 2
_LEFT = 10
_RIGHT_TO_LEFT = {"R", "AL", "AN"}
_QUIET = Style(dim=True)
_EMPTY = Block(Text())


def draw(summary: Summary, console: Console, *, everything: bool = False, links: Links | None = None) -> None:
    """Print the summary. ``everything`` shows all claims and all that was left out; ``links`` what may be followed."""
    printed(_View(summary, min(console.width, WIDEST), everything, links).blocks(), console, console.width)


def to_text(summary: Summary, *, console: Console, everything: bool = False, links: Links | None = None) -> str:
    """What :func:`draw` prints on a console of this kind, as a string."""
    with console.capture() as captured:
        draw(summary, console, everything=everything, links=links)
    return captured.get()


class _View:
    """One summary, drawn for one width."""

    def __init__(self, summary: Summary, width: int, everything: bool, links: Links | None) -> None:
        self._summary = summary
        self._width = width
        self._everything = everything
        self._stand = Whereabouts(summary, links)
        self._colours = {member.name: SPEAKERS[member.slot] for member in cast(summary.claims)}
        self._said_by = outline.speakers(summary)
        self._shown = outline.shown_claims(summary, everything=everything)
        items: tuple[Claim | Warning | Contradiction, ...]
        items = (*summary.contradictions, *summary.warnings, *summary.claims)
        self._first = {item.id: _first_of(item) for item in items}
        widest = max((cell_len(inert(item.id)) for item in items), default=0)
        self._hang = _STEP + min(widest, _LONGEST_ID) + _STEP
        self._in_columns = width - self._hang - _STANCE >= _LEAST_STATEMENT

    def blocks(self) -> Iterator[Block | Beside]:
        summary = self._summary
        yield Block(Text(inert(summary.headline), style="bold"))
        yield from self._about()
        yield from _section("", (self._overview(item.sentence, item.supported_by) for item in summary.overview))
        yield from _section(f"Warnings ({len(summary.warnings):,})", _each(map(self._warning, summary.warnings)))
        disputes = map(self._contradiction, summary.contradictions)
        yield from _section(f"Contradictions ({len(summary.contradictions):,})", _each(disputes))
        yield from _section(self._title(), self._claims())
        yield from _section("Left out", self._left())
        yield _EMPTY
        yield from self._tally()

    def _about(self) -> Iterator[Block]:
        source, coverage = self._summary.source, self._summary.coverage
        known = [inert(words) for words in (source.author, source.published) if words]
        if known:
            yield Block(Text(" · ".join(known), style="dim"))
        if coverage.partial:
            read = f" {coverage.read:,} of {coverage.characters:,} characters were read; see the end."
            yield Block(Text.assemble(("Partial:", "bold red"), read))

    def _title(self) -> str:
        shown, there = len(self._shown), len(self._summary.claims)
        return f"Key claims ({shown:,} of {there:,})" if shown < there else f"Claims ({there:,})"

    def _overview(self, sentence: str, ids: Sequence[str]) -> Block:
        return Block(Text(inert(sentence)), tail=self._ids(ids))

    def _warning(self, item: Warning) -> Iterator[Block]:
        parties = self._party(item.issuer)
        if item.recipient:
            parties.append(" → ").append_text(self._party(item.recipient))
        yield self._item(item.id, parties.append(f": {inert(item.danger)}"), tail=None)
        yield from self._quotes(item.evidence, self._hang)
        yield from (Block(Text(line), self._hang, self._hang) for line in outline.circumstances(item))
        yield from self._check(item.check, self._hang)

    def _contradiction(self, item: Contradiction) -> Iterator[Block | Beside]:
        yield self._item(item.id, Text(inert(item.question), style="bold"), Text(outline.kind_of(item), _QUIET))
        sides = tuple(tuple(self._side(side)) for side in item.sides)
        # A terminal that sets such letters from right to left would take the columns along.
        words = "".join(inert(side.position) + outline.words_of(side) for side in item.sides)
        yield Beside(sides, self._hang, stacked=_turns(words))
        if item.explanation:
            yield Block(Text(inert(item.explanation), _QUIET), self._hang, self._hang)
        yield from self._check(item.check, self._hang)

    def _side(self, side: Side) -> Iterator[Block]:
        names = outline.takers(side, self._said_by)
        yield Block(Text(", ").join(self._name(name) for name in names))
        quoted = outline.words_of(side) != ""
        position = inert(outline.position_of(side, names))
        labels = None if quoted else self._labels(side.evidence)
        yield Block(Text(position), tail=_joined(self._ids(side.claims), labels))
        if quoted:
            yield from self._quotes(side.evidence, 0)

    def _claims(self) -> Iterator[Block | Beside]:
        yield from _each(self._voice(voice) for voice in outline.voices(self._shown))
        if more := len(self._summary.claims) - len(self._shown):
            yield _EMPTY
            yield Block(Text(f"{outline.count(more, 'further claim')}: shown with --all", _QUIET), _STEP, _STEP)

    def _voice(self, voice: outline.Voice) -> Iterator[Block]:
        yield Block(self._name(voice.name).append(f", {voice.role}" if voice.role else "", "not bold"), _STEP, _STEP)
        for claim in voice.claims:
            yield from self._claim(claim)

    def _claim(self, claim: Claim) -> Iterator[Block]:
        via = f" (via {outline.name_of(claim.via)})" if claim.via else ""
        said, proof = inert(claim.statement) + via, outline.proof(claim)
        labels = None if proof else self._labels(claim.evidence)
        hang = self._hang + (_STANCE if self._in_columns else 0)
        if self._in_columns:
            yield self._item(claim.id, Text(said), labels, stance=claim.stance)
        else:
            yield self._item(claim.id, Text.assemble((claim.stance, "italic"), f": {said}"), labels)
        if proof:
            yield from self._quotes(claim.evidence, hang)
        yield from self._check(claim.check, hang)

    def _item(self, name: str, text: Text, tail: Text | None, *, stance: str = "") -> Block:
        lead = self._id(name)
        if stance:
            lead.append(" " * max(self._hang - _STEP - lead.cell_len, 1)).append(stance, "italic")
        return Block(text, _STEP, self._hang + (_STANCE if stance else 0), lead, tail)

    def _quotes(self, evidence: Iterable[Evidence], indent: int) -> Iterator[Block]:
        for piece in evidence:
            yield self._quote(outline.in_quotes(piece.quote), piece, indent)

    def _quote(self, words: str, span: Span, indent: int) -> Block:
        label, link = self._stand.label(span), self._linked(span)
        hang = indent + (cell_len(label) + _STEP if label else 0)
        return Block(Text(words, link), indent, hang, Text(label, link) if label else None)

    def _labels(self, evidence: Iterable[Evidence]) -> Text | None:
        """Where the pieces stand, for those whose words need no repeating."""
        labels: dict[str, Text] = {}
        for piece in evidence:
            label = self._stand.label(piece)
            labels.setdefault(label, Text(label, self._linked(piece)))
        return Text(", ", _QUIET).join(text for label, text in labels.items() if label) or None

    def _check(self, check: Check, indent: int) -> Iterator[Block]:
        if check.verdict == "repaired" or (self._everything and check.notes):
            notes = "; ".join(map(inert, check.notes))
            yield Block(Text(f"{check.verdict}: {notes}" if notes else check.verdict, _QUIET), indent, indent)

    def _left(self) -> Iterator[Block]:
        label = ""
        for line in leftovers(self._summary, everything=self._everything):
            yield from self._leftover(line, line.label if line.label != label else "")
            label = line.label

    def _leftover(self, line: Leftover, label: str) -> Iterator[Block]:
        hang = _STEP + _LEFT
        words, tail = Text(), None
        if line.span is not None and line.words:
            link = self._linked(line.span)
            words, tail = Text().append(outline.in_quotes(line.words), link), Text(self._stand.label(line.span), link)
        lead = Text(label, LABELS.get(label, "default"))
        if not line.introduced:
            what = Text(f"{line.what}: ").append_text(words) if words else Text(line.what)
            yield Block(what, _STEP, hang, lead, tail)
            return
        yield Block(Text(line.what), _STEP, hang, lead)
        yield from (Block(Text(detail, _QUIET), hang, hang) for detail in line.details)
        if words:
            yield Block(Text(f"{line.introduced} ", _QUIET).append_text(words), hang, hang, tail=tail)

    def _tally(self) -> Iterator[Block]:
        name = inert(self._summary.source.location or self._summary.source.title or "text")
        row = Text().append(f"{name}:", "bold")
        counts = tally(self._summary)
        for number, count in enumerate(counts):
            gap, after = " · " if number else " ", " ·" if count is not counts[-1] else ""
            if row.cell_len + cell_len(f"{gap}{count}{after}") > self._width:  # a count is not torn apart
                yield Block(row.append(gap.rstrip()))
                row, gap = Text(), ""
            row.append(gap + count)
        yield Block(row)

    def _party(self, party: Party | None) -> Text:
        return self._name(outline.name_of(party))

    def _name(self, name: str) -> Text:
        # Of no style of its own, as all that is appended would take it over.
        return Text().append(name, Style(bold=True, color=self._colours.get(name)))

    def _id(self, name: str) -> Text:
        first = self._first.get(name)
        return Text().append(inert(name), self._linked(first) if first else _QUIET)

    def _ids(self, names: Sequence[str]) -> Text | None:
        told = [self._id(name) for name in names if inert(name)]
        return Text.assemble(("[", _QUIET), Text(", ", _QUIET).join(told), ("]", _QUIET)) if told else None

    def _linked(self, span: Span) -> Style:
        return Style(dim=True, link=self._stand.link(span) or None)


def _first_of(item: Claim | Warning | Contradiction) -> Evidence | None:
    """The first words of the article that the item stands on."""
    if isinstance(item, Contradiction):
        return next((piece for side in item.sides for piece in side.evidence), None)
    return next(iter(item.evidence), None)


def _joined(*parts: Text | None) -> Text | None:
    return Text(" ").join(filter(None, parts)) or None


def _section(title: str, body: Iterable[Block | Beside]) -> Iterator[Block | Beside]:
    """An empty line, the title if there is one, and the body; nothing at all where the body is empty."""
    blocks = list(body)
    if blocks:
        yield _EMPTY
        if title:
            yield Block(Text(title, style="bold underline"))
    yield from blocks


def _each(items: Iterable[Iterable[Block | Beside]]) -> Iterator[Block | Beside]:
    for number, blocks in enumerate(items):
        if number:
            yield _EMPTY
        yield from blocks


def _turns(words: str) -> bool:
    """Whether letters of a script from right to left are among these."""
    return any(unicodedata.bidirectional(letter) in _RIGHT_TO_LEFT for letter in words)
