"""Assertions, disputes and articles that contradict themselves, and a model's answers about them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from summarizer.assertions import Assertion
from summarizer.disputes import DisputeDraft, SideDraft
from summarizer.document import Document, Sentence
from summarizer.extract import Extractor
from summarizer.models import Claim, Evidence, Speaker
from summarizer.profiles import HOSTED
from summarizer.speakers import Cast
from summarizer.verify import Verified, verify
from tests.misbehaving import Answer, Request, completion, says
from tests.reading import document

FERRY = """Ferry aground off Skell

The ferry Brenda ran aground off Skell at 21:40 on Sunday with 212 people on board.

“Not one of the 19 crew was hurt,” said Olga Reith, who runs the ferry line. Nine of the crew were hurt and were
taken to Skell hospital.

Piet Anker, a mechanic, said he had sent Reith a list of faults in April. “I never received a list of faults,” Reith
said.

The coast guard said the ferry had sent its first call for help at 21:55. Reith said the ferry had sent its first call
for help at 21:42. A log of the harbour of Skell has the first call for help at 22:10.
"""
"""Four questions: the crew (2 against 3), the list (4 against 5), the call for help (6, 7 and 8)."""


def read(text: str) -> tuple[Document, Cast, Verified]:
    """A text with what its words alone show."""
    found = document(text)
    extractor = Extractor(found, HOSTED)
    assert extractor.cast is not None
    return found, extractor.cast, verify(found, extractor.readings, extractor.cast, extractor.result())


def told(*rows: str | tuple[str, str], together: bool = False, **more: Any) -> tuple[Assertion, ...]:
    """One assertion a row, in a paragraph of its own unless ``together``; a row of two has the speaker in front.

    The claim of a row that somebody is quoted for is ``c`` and its place, counted from 1.
    """
    found = []
    start = 0
    for number, row in enumerate(rows):
        speaker, words = row if isinstance(row, tuple) else (None, row)
        end = start + len(words)
        place = Sentence(number, start, end, 0 if together else number)
        found.append(
            Assertion(
                sentence=place,
                evidence=Evidence(start=start, end=end, quote=words),
                speaker=speaker,
                claims=(f"c{number + 1}",) if speaker else (),
                withheld=False,
                warned=False,
                **more,
            )
        )
        start = end + 1
    return tuple(found)


def claims_of(assertions: tuple[Assertion, ...]) -> dict[str, Claim]:
    """The claims that such assertions name, in the article's words."""
    return {
        id_: Claim(
            id=id_,
            speaker=Speaker(name=a.speaker, mentions=(a.speaker,)) if a.speaker else None,
            stance="asserts",
            statement=a.evidence.quote,
            statement_origin="verbatim",
            evidence=(a.evidence,),
        )
        for a in assertions
        for id_ in a.claims
    }


def text_of(assertions: tuple[Assertion, ...]) -> str:
    """The article that the assertions make up."""
    return "\n".join(a.evidence.quote for a in assertions)


def draft(*sides: tuple[Assertion, ...], **said: Any) -> DisputeDraft:
    """A dispute of these sides; ``positions`` are what a model says of them."""
    positions = said.pop("positions", [None] * len(sides))
    drafts = tuple(SideDraft(side, position) for side, position in zip(sides, positions, strict=True))
    return DisputeDraft(drafts, said.pop("weight", 1.0), **said)


def likelihoods(tokens: int = 100, /, **likeliest: float) -> Answer:
    """An answer whose first token was likeliest to be one of these, with their log-probabilities."""
    top = [{"token": token, "logprob": logprob, "bytes": None} for token, logprob in likeliest.items()]
    choice = {
        "message": {"role": "assistant", "content": top[0]["token"]},
        "finish_reason": "length",
        "logprobs": {"content": [{**top[0], "top_logprobs": top}]},
    }
    return completion(choice, tokens, completion_tokens=1)


_WORDS = (
    "not",
    "never",
    "all",
    "every",
    "the pump",
    "The dam",
    "died",
    "19",
    "23 people",
    "£90,000",
    "3.5 percent",
    "on 12 March",
    "at 21:40",
    "denied",
    "Olga Reith",
    "rose",
    "fell",
    "—",
    ".",
    "”",
    "\n",
    "\x1b",
    "é",
    "一",
)


def sentences() -> st.SearchStrategy[str]:
    """Words of the kind that matter to contradictions, in any order, and anything at all."""
    plain = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=12).map(" ".join)
    return st.one_of(plain, st.text(min_size=1, max_size=60))


CONTRADICTORY, COMPATIBLE = "contradiction", "neutral"
"""What the model that judges one pair may answer."""


def pair_of(request: Request) -> tuple[str, str]:
    """The two passages of such a question, without their labels."""
    rows = str(request.body["messages"][-1]["content"]).splitlines()
    first, second = (row.partition(": ")[2] for row in rows[-2:])
    return first, second


def certain(contradictory: bool, *, tokens: int = 100) -> Answer:
    """A verdict on one pair without any doubt, after so many tokens of a question."""
    odds = (-1e-6, -14.0) if contradictory else (-14.0, -1e-6)
    return likelihoods(tokens, **dict(zip((CONTRADICTORY, COMPATIBLE), odds, strict=True)))


def stand(position: str, *n: int) -> dict[str, Any]:
    """One side as a model answers it."""
    return {"position": position, "n": list(n)}


def opposing(question: str, *sides: dict[str, Any], why: str = "Both cannot be.") -> dict[str, Any]:
    """One dispute as a model answers it."""
    return {"question": question, "sides": list(sides), "why": why}


def says_verdicts(*verdicts: str) -> Answer:
    """Verdicts on numbered disputes."""
    return says({str(n): verdict for n, verdict in enumerate(verdicts, 1)})
