"""The English words of reporting: verbs with the stance they express, and words that are no speakers.

A language without a table here has no lexical cues; its claims then rest on the model and on quotation marks.
"""

from __future__ import annotations

import re

from summarizer.models import Stance

_FORMS: dict[Stance, str] = {
    "asserts": """
        said say says saying told tell tells telling added add adds adding wrote write writes writing noted note notes
        noting stated state states stating announced announce announces announcing explained explain explains
        recalled recall recalls claimed claim claims claiming insisted insist insists insisting argued argue argues
        arguing maintained maintain maintains maintaining confirmed confirm confirms confirming reported report
        reports posted post posts testified testify testifies replied reply replies replying answered answer answers
        acknowledged acknowledge acknowledges acknowledging conceded concede concedes conceding admitted admit
        admits admitting estimated estimate estimates estimating remarked remark remarks observed observe observes
        commented comment comments responded respond responds reckoned reckon reckons believed believe believes
        suggested suggest suggests suggesting called call calls calling described describe describes describing
        dubbed put puts declared declare declares declaring asserted assert asserts asserting contended contend
        contends contending agreed agree agrees pointed hinted hint hints implied imply implies concluded conclude
        concludes found read reads reading lists listed records recorded shows showed show gives indicated
        indicate indicates disclosed disclose discloses revealed reveal reveals repeated stressed stress stresses
        emphasized emphasised joked asked ask asks asking shouted whispered muttered thinks thought remembers
        remembered quoted quotes quoting cited cites remarked reiterated proclaimed mentioned assured assures
        clarified clarifies clarify opined quipped joked lamented boasted countered retorted objected protested signalled
        signaled tweeted recounted reminded reminds specified specifies ruled certified verified underlined underlines
        speculated argued testifies alluded professed pleaded swears
        briefed notified informed informs praised welcomed defended credited apologised apologized
    """,
    "denies": """
        denied deny denies denying rejected reject rejects rejecting dismissed dismiss dismisses dismissing disputed
        dispute disputes disputing contested contests refuted refutes refute rebutted disagreed disagrees disagree
        contradicted contradicts
    """,
    "accuses": """
        accused accuse accuses accusing blamed blame blames blaming alleged allege alleges alleging faulted faults
        criticised criticized criticises criticizes criticising criticizing denounced denounces denouncing
        condemned condemns condemning complained complains complain complaining
    """,
    "predicts": """
        predicted predict predicts predicting forecast forecasts expected expects warned warn warns warning
        cautioned caution cautions cautioning projected feared fears
    """,
    "promises": """
        promised promise promises promising pledged pledge pledges pledging vowed vow vows vowing guaranteed
        guarantees swore undertook
    """,
    "demands": """
        demanded demand demands demanding urged urge urges urging recommended recommend recommends recommending
        ordered orders requested requests requesting appealed appeals appealing advised advise advises advising
        proposed proposes proposing instructed begged implored
    """,
    "declines": "declined decline declines declining refused refuse refuses refusing",
}

VERBS: dict[str, Stance] = {form: stance for stance, forms in _FORMS.items() for form in forms.split()}
"""Each form of a reporting verb and the stance it expresses."""

WEAK = frozenset(
    """
    put puts found read reads reading lists listed records recorded shows showed show gives pointed ask asks
    asking went thinks thought remembers remembered recalls recall recalled believed believe believes expected
    expects feared fears ordered orders proposed proposes projected agreed agree agrees observed observe
    observes cited cites quoted quotes answered answer answers responded respond responds praised welcomed
    defended credited concluded repeated reported reports report posted post posts state states comment comments
    estimate estimates indicated indicates revealed reveals reveal disclosed mentioned assured projects dispute
    contest contests maintain maintains maintained stressed stress stresses called call calls calling described
    describe describes describing asked rejected rejects dismissed
    """.split()
)
"""Verbs that report only with a quotation, a that-clause or an object that fits; alone they are also ordinary verbs."""

WARNING_VERBS = frozenset("warn warns warned warning caution cautions cautioned cautioning".split())
"""Verbs that make a statement a prediction wherever they stand in its sentence."""

DOCUMENTS = frozenset(
    """
    log logs list report reports minutes plan letter letters register advisory notice table tables document documents
    record records page paper papers study survey statement memo email e-mail bulletin contract file files archive map
    maps schedule database website transcript ledger invoice receipt certificate diary sheet sheets order ruling verdict
    complaint lawsuit indictment filing audit review chart charts data figures statistics census manual label sign board
    poster brochure leaflet entry post tweet message article newspaper footage video recording tape photograph picture
    pictures images release announcement draft appendix annex agreement permit licence license
    """.split()
)
"""Nouns for what speaks by being read: with them as subject ``lists`` and ``shows`` report."""

ASKING = frozenset(["ask", "asks", "asked", "asking"])
"""Verbs that report a request, or else a question, which is no claim."""

NOUN_LIKE = frozenset(
    """
    report reports claim claims demand demands reply answer answers call calls estimate estimates forecast
    forecasts lists records note notes orders promise promises post posts comment comments state states decline
    declines show shows warning blame faults requests appeals caution cautions fears pledge pledges vow vows
    dispute disputes read reading writing finding praise recall recalls stress remark remarks hint hints quotes
    complains warnings rebuke project advise
    """.split()
)
"""Forms that are nouns when an article, a possessive or an adjective stands before them."""

SILENCE = re.compile(
    r"\b(?:would|will|could|can|did|does|do|has|have|had)(?: ?n[o’']t| not| never)(?: \w+ly| yet| immediately)?"
    r" (?:say|comment|discuss|answer|return|respond|reply|elaborate|disclose|confirm|specify|explain|be drawn|"
    r"name (?:a|an|the|any|him|her|them|who)|speculate|rule out|go into|"
    r"take (?:any )?questions|talk|(?:give|provide) (?:any |a )?(?:details?|reasons?|comment|answer|explanation|names?)|"
    r"come to the (?:phone|telephone)|reveal|identify|returned|responded|replied|commented|want to (?:say|comment|answer|discuss))\b"
    r"|\bcould not (?:immediately )?be reached\b|\b(?:had|has|have) (?:no|nothing) (?:comment|further comment|to say|to add)\b"
)
"""Refusing or failing to say something."""

REPORTED = re.compile(
    r"(?i)\b(?:according to|in the words of|in the view of|in the opinion of|as reported by)\s+(?!whether)"
)
"""Prepositions that name the speaker after them."""

PRONOUNS = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
    "it": "it", "its": "it", "itself": "it",
    "they": "they", "them": "they", "their": "they", "themselves": "they",
    "i": "i", "me": "i", "my": "i", "we": "we", "us": "we", "our": "we",
}  # fmt: skip
"""Pronouns and the one each counts as."""

DETERMINERS = frozenset(
    """
    the a an this that these those its his her their our my your some several many most two three four five six
    seven eight nine ten eleven twelve one both all other another no any each every
    """.split()
)

TITLES = frozenset(
    """
    mr mrs ms miss dr prof professor sir dame lord lady judge justice president minister senator governor mayor
    general colonel captain major lieutenant sergeant inspector superintendent commissioner councillor
    councilman councilwoman alderman reverend rev father sister brother king queen prince princess chief deputy
    secretary chancellor ambassador representative rep sen gov gen col capt lt sgt chairman chairwoman director
    detective officer coach nurse prime vice mp lawmaker spokesman
    spokeswoman superintendent marshal 
    """.split()
)
"""Words before a name that are not part of it."""
