"""Speakers named by the layout: labels before a turn, the announcer of a notice, the body that says ``we``."""

from __future__ import annotations

import re
from collections import Counter

from summarizer.document import Document
from summarizer.quotes import Quotation

_LABEL = re.compile(r"(?:\d\d[:.]\d\d\s+)?([A-Z][\w’'./&-]*(?:[ ,]+[\"\w’'./&:-]+){0,12}?):\s+(?=\S)")
_PLACE = re.compile(r"(?:On|In|At|Under|Above|Below|Next|Then|To|For|From|With|By|Of|After|Before)\b")
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur|[Uu]s)\b")
FEWEST_WE = 6
"""Occurrences of ``we``, ``our`` and ``us`` outside quotations; a reporter's slip or two is no institution's voice."""
WE_SHARE = 0.15
"""The same per sentence, so that a long report in which a few voices say ``we`` does not count."""
_FIELD = re.compile(r"[A-Z][a-z]+(?: [a-z]+){0,2}: \S")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
SHORTEST_NOTICE = 3
"""Lines; fewer may be a coincidence of colons."""
QUESTIONER = frozenset({"Q", "QUESTION", "INTERVIEWER"})
"""Labels of the one who asks: questions are no claims."""
ANSWERER = frozenset({"A", "ANSWER"})
"""Labels of the one who answers: somebody's words, but a letter is nobody's name."""
OPENING_MARKS = ("“", '"', "«", "„")


def labels(document: Document) -> dict[int, str]:
    """Speaker labels (``SMITH: …``, ``Status page: “…”``): sentence number to label.

    A label in capitals that comes back carries its line; any other only a quotation that begins right after it.
    """
    heads: dict[int, tuple[str, str]] = {}
    for sentence in document.sentences:
        match = _LABEL.match(" ".join(document.words(sentence).split()))
        if match:
            rest = " ".join(document.words(sentence).split())[match.end() :]
            heads[sentence.number] = (match.group(1), rest)
    counts = Counter(label for label, _ in heads.values())
    found: dict[int, str] = {}
    current: tuple[int, str] | None = None
    for sentence in document.sentences:
        if sentence.number in heads:
            label, rest = heads[sentence.number]
            if label.isupper() and counts[label] > 1:
                current = (sentence.paragraph, label)
            else:
                current = None
                if rest[:1] in OPENING_MARKS and not _PLACE.match(label):
                    found[sentence.number] = _label_speaker(label)
        elif current and current[0] != sentence.paragraph:
            current = None
        if current:
            found[sentence.number] = current[1]
    return found


def _label_speaker(label: str) -> str:
    """``Ticket 7, opened by a storage engineer`` names the engineer, ``Status page`` itself."""
    by = re.search(r"\bby ((?:(?:an? |the )[\w’'-]+|[A-ZÀ-Þ][\w’'-]+)(?: [\w’'-]+){0,3})", label)
    source = re.search(r"\bfrom ((?:an? |the )?[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,3})", label)
    chosen = by or source
    return chosen.group(1) if chosen else label.split(",")[0]


def speaks_for_itself(document: Document, marks: tuple[Quotation, ...]) -> bool:
    """Whether a body tells the text in its own name: ``we`` outside quotations, often enough to be its voice."""
    found = [m.start() for m in _WE.finditer(document.text)]
    outside = sum(not any(q.start <= at < q.end for q in marks) for at in found)
    return outside >= max(FEWEST_WE, len(document.sentences) * WE_SHARE)


def notice_lines(document: Document, open_: set[int]) -> dict[int, int]:
    """Sentences of reproduced notices (``Product: …``, ``Hazard: …``, three lines or more), each with its first one.

    ``open_`` are the numbers of the sentences that nothing attributes yet.
    """
    block = _blocks(document)
    fields: dict[int, list[int]] = {}
    for sentence in document.sentences:
        opens_line = document.text[max(0, sentence.start - 1) : sentence.start] == "\n"
        if opens_line and sentence.number in open_ and _FIELD.match(document.words(sentence)):
            fields.setdefault(block[sentence.number], []).append(sentence.number)
    first = {b: numbers[0] for b, numbers in fields.items() if len(numbers) >= SHORTEST_NOTICE}
    return {n: first[block[n]] for n in open_ if block[n] in first and n >= first[block[n]]}


def _blocks(document: Document) -> list[int]:
    """For each sentence the number of its block: sentences with no blank line between them share one."""
    numbers: list[int] = []
    end = 0
    for sentence in document.sentences:
        apart = _BLANK_LINE.search(document.text, end, sentence.start) is not None
        numbers.append((numbers[-1] if numbers else 0) + apart)
        end = sentence.end
    return numbers
