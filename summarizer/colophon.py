"""The last lines of a page, where the publication speaks of itself and to its readers.

These families are believed only after the last paragraph of the article: further up the same words may be its own.
"""

from __future__ import annotations

import re

from summarizer.boilerplate import Family, family
from summarizer.phrases import PIECE, REACH

_OURS = (
    rf"us|our|here|below|app|channel|podcast|newsletter|print edition|newsagents?|this (?:{PIECE}|page|e-?mail)|"
    r"local (?:news|journalism)|the comments|subscribe|subscription|website|@\w+"
)

FAMILIES: tuple[Family, ...] = (
    family(
        "contact",
        r"(?:please )?(?:click|tap|download|buy|order|send|tell|share|follow|rate|join|like|check|visit|call|write|"
        r"e-?mail|support|donate|give|help|watch|listen|read|get|sign|scan|browse|discover|explore|find|reply|stay|"
        rf"try|tune in|let|keep|contact|submit|have your say|what do you think|questions)\b.*\b(?:{_OURS})\b.*",
        most=30,
    ),
    family("contact", r"(?:like|liked|love|enjoy|enjoyed) (?:what you|this)\b.{0,40}\?.*", most=25),
    family(
        "contact", rf"(?=.*(?:{REACH.pattern}))(?:[\w ’'&-]{{2,40}}:)?\s*\S+(?:\s\S+){{0,2}}", most=7, reported=True
    ),
    family(
        "contact",
        rf"(?=.*(?:{REACH.pattern}))(?:for [\w, ]{{3,60}}|to [\w, ]{{3,40}})(?:contact|call|e-?mail|write to|"
        rf"visit|see|go to|"
        r"phone|ring)\b.*",
        most=40,
    ),
    family("share", r"(?:twitter|facebook|instagram|telegram|mastodon|youtube|linkedin|x)\s*:?\s*[@/]\w.*", most=12),
    family("metadata", r"#?[\w-]+(?:[\s,|]+#[\w-]+)+", most=15),
    family(
        "metadata", r"rate this \w+.*|[\d.,]+[km]? (?:people|readers|users) (?:like|liked|read|shared|found) this.*"
    ),
    family(
        "metadata",
        r"(?:the )?(?-i:[A-ZÀ-Þ])[\w’' -]{2,40} is (?:published|printed|issued|edited) (?:daily|weekly|"
        r"monthly|quarterly|every|"
        r"twice|once|by|in)\b.*|(?:editors?|publishers?|editor[- ]in[- ]chief|layout|proofreading|printed by)\s*:.*",
        most=30,
    ),
    family("copyright", r"(?:reproduced|reprinted|used|published) (?:with|by) (?:kind )?permission\b.*|©.*", most=20),
    family(
        "biography",
        r"(?:the )?(?:author|writer|columnist)s? (?:is|are|was|lives?|works?|teach(?:es)?|covers?|writes?)\b.*",
        most=60,
    ),
)

SIGNED = re.compile(
    r"(?-i:(?:[A-ZÀ-ÞА-Я][\w.’'-]+ ){2,4})(?:is (?:an? |the |our |[\w’']+ )?(?:[\w’'-]+ ){0,6}(?:reporter|"
    r"correspondent|journalist|"
    r"writer|editor|columnist|blogger|photographer)\b(?! who\b).{0,120}|(?:covers|writes(?: about| on)?|"
    r"reports on) [\w’' -]{2,40}"
    r"(?:\bfor (?:the )?(?-i:[A-ZÀ-Þ])[\w’' ]{2,40}|\bcolumn))[.]?",
    re.IGNORECASE,
)
"""One sentence in the present tense about somebody who writes, as publications print it under an article."""

COMPANY = re.compile(
    r"about (?:the )?(?=(?-i:[A-ZÀ-Þ]))(?P<name>[\w’'&. -]{2,50}?)\s*(?::\s*(?P<text>.+))?", re.IGNORECASE
)
"""The heading of the paragraph in which a company describes itself under its announcements."""
