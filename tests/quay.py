"""A short article for the tests of checking, with typography, repetition and furniture in it."""

from __future__ import annotations

PRYCE = "Harbour master Owen Pryce said he had written to the ferry company on 3 March."
"""A sentence of it."""

TEXT = """Quay wall at Port Ellory “moved by 4 centimetres”

The east quay was closed on Tuesday after its wall had moved by 4 centimetres, the harbour office said.

“Nobody told us that the wall was unsafe,” said Ida Brandt, who runs the ferry. “We lost 1,700 passengers in three
days.”

Harbour master Owen Pryce said he had written to the ferry company on 3 March. He added that repairs may
cost about 2.5 million crowns — and that they could not begin before May.

Brandt said the letter never arrived. She did not rule out a lawsuit.

The ferry was to sail on Friday. The ferry was to sail on Sunday, too, if the café’s café-goers agreed… in writing.

See also: Ten things to do in Port Ellory
"""
"""Paragraphs are set apart by empty lines; the last one is a teaser."""


def summary(*quotes: str, **fields: object) -> dict[str, object]:
    """A summary of one claim a quote, each with these further fields."""
    return {"claims": [{"evidence": [{"quote": quote}], **fields} for quote in quotes]}
