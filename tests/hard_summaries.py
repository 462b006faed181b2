"""Summaries made to break a page: text of every awkward kind, evidence that overlaps, touches, nests and covers all."""

from __future__ import annotations

from random import Random

from summarizer.models import (
    Claim,
    Contradiction,
    Evidence,
    Excluded,
    Party,
    Passage,
    Rejected,
    Side,
    Speaker,
    Stance,
    Summary,
    Unread,
    Warning,
)
from tests.documents import bare_summary

STANCES: tuple[Stance, ...] = ("asserts", "denies", "accuses", "predicts", "promises", "demands", "declines")
PIECES = (
    *("the quay ", "said ", "a bridge. ", "\n", "\n\n", "\t", "  ", "—", "“no”", "'", '"', "&amp;", "&", "<", ">"),
    *("<script>", "</script>", "</textarea>", "<!--", "-->", "]]>", "{{ 7 * 7 }}", "{% raw %}", "\x00", "\x1b[31m"),
    *("\u202e", "\u2066", "\u2069", "\u200b", "\u200d", "\u200c", "\ufeff", "\u00ad", "\u2028", "\u0085", "\x0c", "\r"),
    *(
        "e\u0301",
        "\u0301",
        "한국",
        "שלום ",
        "مرحبا ",
        "می\u200cخواهم",
        "👩\u200d🚀",
        "𝔘",
        "🏴\U000e0067\U000e007f",
        "\ufffd",
        "\uffff",
    ),
    *("x" * 200, " " * 30, "\n \n\t\n", "𐍈" * 9),
)
NAMES = (
    "Ada Quill",
    "Bo Marsh",
    "<b>Cy</b>",
    '"onload="x',
    "Ünal Öz",
    "דנה",
    "\u202eEvil",
    "Fay\nLine",
    "",
    "Gil",
    "Hy",
    "Io",
)


def hard_summary(seed: int) -> Summary:
    """The summary of that number; the same number gives the same summary."""
    chance = Random(seed)
    text = "".join(chance.choices(PIECES, k=chance.choice((0, 1, 5, 40, 120))))
    claims = tuple(_claim(chance, text, number) for number in range(1, chance.randrange(1, 25)))
    return bare_summary(
        text,
        headline=_words(chance),
        claims=claims,
        warnings=tuple(_warning(chance, text, number) for number in range(1, chance.randrange(1, 5))),
        contradictions=tuple(_dispute(chance, text, number, claims) for number in range(1, chance.randrange(1, 5))),
        rejected=tuple(_rejected(chance, text) for _ in range(chance.randrange(4))),
        excluded=tuple(
            Excluded(start=piece.start, end=piece.end, reason=_words(chance)) for piece in _evidence(chance, text)
        ),
        coverage={
            "characters": len(text),
            "read": 0,
            "passages": 1,
            "unread": tuple(Unread(start=p.start, end=p.end, reason=_words(chance)) for p in _evidence(chance, text)),
            "partial": chance.random() < 0.5,
        },
    )


def _words(chance: Random) -> str:
    return "".join(chance.choices(PIECES, k=4))


def _evidence(chance: Random, text: str) -> tuple[Evidence, ...]:
    found: list[Evidence] = []
    for _ in range(chance.randrange(1, 4)):
        start, end = sorted((chance.randint(0, len(text)), chance.randint(0, len(text))))
        shape = chance.random()
        if shape < 0.1:
            start, end = 0, len(text)
        elif shape < 0.2:
            end = min(start + 1, len(text))
        elif shape < 0.3 and found:
            start, end = found[-1].end, max(found[-1].end, end)
        elif shape < 0.35:
            end = start
        found.append(Evidence(start=start, end=end, quote=text[start:end]))
    return tuple(found)


def _claim(chance: Random, text: str, number: int) -> Claim:
    name = chance.choice(NAMES)
    return Claim(
        id=f"c{number}" if chance.random() < 0.95 else chance.choice(("c1", "", "<i>", 'x" y', "left", "t0")),
        speaker=Speaker(name=name, role=_words(chance)) if chance.random() < 0.8 else None,
        stance=chance.choice(STANCES),
        statement=_words(chance),
        statement_origin="model",
        via=Party(name=chance.choice(NAMES)) if chance.random() < 0.2 else None,
        evidence=_evidence(chance, text),
        key=chance.random() < 0.4,
    )


def _warning(chance: Random, text: str, number: int) -> Warning:
    return Warning(
        id=f"w{number}",
        issuer=Party(name=chance.choice(NAMES)),
        recipient=Party(name=chance.choice(NAMES)) if chance.random() < 0.7 else None,
        danger=_words(chance),
        issued=_words(chance),
        response=_words(chance),
        claims=(f"c{chance.randrange(30)}",),
        evidence=_evidence(chance, text),
    )


def _dispute(chance: Random, text: str, number: int, claims: tuple[Claim, ...]) -> Contradiction:
    ids = [claim.id for claim in claims] or ["c9"]
    sides = tuple(
        Side(position=_words(chance), claims=tuple(chance.choices(ids, k=2)), evidence=_evidence(chance, text))
        for _ in range(chance.randrange(2, 5))
    )
    return Contradiction(
        id=f"x{number}", question=_words(chance), kind="figures", sides=sides, explanation=_words(chance)
    )


def _rejected(chance: Random, text: str) -> Rejected:
    near = _evidence(chance, text)[0]
    return Rejected(
        kind="claim",
        item={_words(chance): _words(chance), "n": [1, {"a": None}], "nan": float("nan")},
        reasons=("quote_not_found", "duplicate"),
        detail=_words(chance),
        nearest=Passage(start=near.start, end=near.end, quote=near.quote if chance.random() < 0.7 else "elsewhere"),
    )
