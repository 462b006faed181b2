"""Reporting verbs show who speaks, with which stance, and where they show nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from summarizer.cues import find_cues, own_voice
from tests.reading import attributed_sentences, cues

FIRM = [
    ("name", "Ann Lee said the pump had failed.", "Ann Lee", "said", "asserts", "subject"),
    ("pronoun", "She said the pump had failed.", "She", "said", "asserts", "subject"),
    ("one surname", "Lee told the crew that the pump had failed.", "Lee", "told", "asserts", "subject"),
    ("title", "Mrs. Lee admitted that she had lied.", "Mrs. Lee", "admitted", "asserts", "subject"),
    ("body", "The council confirmed the date.", "The council", "confirmed", "asserts", "subject"),
    ("group", "Two workers said the pump had failed.", "Two workers", "said", "asserts", "subject"),
    ("plural without article", "Neighbours say the pump is loud.", "Neighbours", "say", "asserts", "subject"),
    ("of", "Critics of the plan say it is dear.", "Critics of the plan", "say", "asserts", "subject"),
    ("for", "A spokesman for Brill said no.", "A spokesman for Brill", "said", "asserts", "subject"),
    ("possessive", "Lee’s letter said the pump was old.", "Lee’s letter", "said", "asserts", "subject"),
    ("document", "A letter from the works says it is sound.", "A letter from the works", "says", "asserts", "subject"),
    ("two names", "Ole Dahl and Ann Lee said no.", "Ole Dahl and Ann Lee", "said", "asserts", "subject"),
    ("after a quotation", "“It leaks,” Ann Lee said.", "Ann Lee", "said", "asserts", "subject"),
    ("before a quotation", "Ann Lee wrote: “It leaks.”", "Ann Lee", "wrote", "asserts", "subject"),
    ("inverted", "“It leaks,” said Ann Lee, a mechanic.", "Ann Lee", "said", "asserts", "inverted"),
    ("inverted body", "“It leaks,” says the harbour office.", "the harbour office", "says", "asserts", "inverted"),
    ("inverted role", "“It leaks,” said a mechanic, Ann Lee.", "Ann Lee", "said", "asserts", "inverted"),
    ("inverted, straight marks", '"It leaks," said Ann Lee.', "Ann Lee", "said", "asserts", "inverted"),
    ("inverted, comma outside", "“It leaks”, insists Ann Lee.", "Ann Lee", "insists", "asserts", "inverted"),
    ("apposition", "Ann Lee, a mechanic at Brill, said no.", "Ann Lee", "said", "asserts", "subject"),
    ("age and apposition", "Ann Lee, 54, a mechanic, said no.", "Ann Lee", "said", "asserts", "subject"),
    ("apposition before", "The mechanic, Ann Lee, said no.", "Ann Lee", "said", "asserts", "subject"),
    ("role of a body", "The union’s chairman, Ole Dahl, told members no.", "Ole Dahl", "told", "asserts", "subject"),
    ("relative clause", "Ann Lee, who ran it for years, said no.", "Ann Lee", "said", "asserts", "subject"),
    ("whose", "Ann Lee, whose father built it, denied that.", "Ann Lee", "denied", "denies", "subject"),
    ("which", "Brill Works, which made it, denied that.", "Brill Works", "denied", "denies", "subject"),
    ("participle between", "Lee, speaking in the market, insisted on it.", "Lee", "insisted", "asserts", "subject"),
    ("adverb", "Ann Lee later told the crew no.", "Ann Lee", "told", "asserts", "subject"),
    ("auxiliary", "Ann Lee has repeatedly said no.", "Ann Lee", "said", "asserts", "subject"),
    ("modal", "Ann Lee would later deny that.", "Ann Lee", "deny", "denies", "subject"),
    ("modal, noun-like", "The company may claim that it leaks.", "The company", "claim", "asserts", "subject"),
    ("day between", "Ann Lee on Monday told the crew no.", "Ann Lee", "told", "asserts", "subject"),
    ("day before", "On Monday, Ann Lee told the crew no.", "Ann Lee", "told", "asserts", "subject"),
    ("month between", "Ann Lee in June wrote that it leaked.", "Ann Lee", "wrote", "asserts", "subject"),
    ("clause before", "When it failed, Lee said, nobody was there.", "Lee", "said", "asserts", "subject"),
    ("inserted", "The pump, Lee said, had been mended.", "Lee", "said", "asserts", "subject"),
    ("asked about", "Asked about the pump, Lee said it was safe.", "Lee", "said", "asserts", "subject"),
    ("went on", "Lee went on to deny that.", "Lee", "deny", "denies", "subject"),
    ("continued", "Lee continued to insist that it was safe.", "Lee", "insist", "asserts", "subject"),
    ("according to", "According to Ann Lee, it leaks.", "Ann Lee", "According to", "asserts", "according"),
    ("behind", "It leaks, according to Ann Lee, a mechanic.", "Ann Lee", "according to", "asserts", "according"),
    ("in words", "In the words of Ann Lee, it is old.", "Ann Lee", "In the words of", "asserts", "according"),
    ("paper", "According to a report by Brill, it leaks.", "a report", "According to", "asserts", "according"),
    ("quoted by another", "A witness quoted Lee as saying it was safe.", "Lee", "saying", "asserts", "quoted"),
    ("denies", "Lee denied that she had been told.", "Lee", "denied", "denies", "subject"),
    ("disputes", "Lee disputed that the pump was old.", "Lee", "disputed", "denies", "subject"),
    ("rejects", "The council rejected the claim that it leaks.", "The council", "rejected", "denies", "subject"),
    ("accuses", "Lee accused the council of neglect.", "Lee", "accused", "accuses", "subject"),
    ("blames", "Lee blamed the frost.", "Lee", "blamed", "accuses", "subject"),
    ("alleges", "Prosecutors allege that Lee sold it.", "Prosecutors", "allege", "accuses", "subject"),
    ("complains", "Lee complained that it was loud.", "Lee", "complained", "accuses", "subject"),
    ("warns", "Lee warned the council that it would burst.", "Lee", "warned", "predicts", "subject"),
    ("cautions", "Lee cautioned against running it.", "Lee", "cautioned", "predicts", "subject"),
    ("predicts", "Lee predicted a dry summer.", "Lee", "predicted", "predicts", "subject"),
    ("promises", "Lee promised to mend the pump.", "Lee", "promised", "promises", "subject"),
    ("pledges", "The council pledged a new pump.", "The council", "pledged", "promises", "subject"),
    ("demands", "Lee demanded a new pump.", "Lee", "demanded", "demands", "subject"),
    ("urges", "Lee urged the council to buy one.", "Lee", "urged", "demands", "subject"),
    ("declines", "Ann Lee declined to comment.", "Ann Lee", "declined", "declines", "subject"),
    ("refuses", "Lee refused to answer questions.", "Lee", "refused", "declines", "subject"),
    ("no answer", "Brill Works did not respond to questions.", "Brill Works", "did not respond", "declines", "subject"),
    ("no calls", "Brill Works did not return calls.", "Brill Works", "did not return", "declines", "subject"),
    ("not reached", "Brill Works could not be reached.", "Brill Works", "could not be reached", "declines", "subject"),
    ("would not say", "Lee would not say when.", "Lee", "would not say", "declines", "subject"),
    ("no comment", "The works had no comment.", "The works", "had no comment", "declines", "subject"),
    ("showed that", "The gauge showed that it had failed.", "The gauge", "showed", "asserts", "subject"),
    ("found that", "The inquiry found that it had failed.", "The inquiry", "found", "asserts", "subject"),
    ("posted that", "Brill posted on its page that it was safe.", "Brill", "posted", "asserts", "subject"),
    ("read, past", "The notice read “No water until noon.”", "The notice", "read", "asserts", "subject"),
    ("described as", "Lee described the pump as a kettle.", "Lee", "described", "asserts", "subject"),
    ("asked them to stop", "Ann Lee asked them to stop the pump.", "Ann Lee", "asked", "asserts", "subject"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "phrase", "verb", "stance", "form"), [pytest.param(*rest, id=id_) for id_, *rest in FIRM]
)
def test_the_first_cue_names_the_speaker(sentence: str, phrase: str, verb: str, stance: str, form: str) -> None:
    cue = cues(sentence)[0]

    assert (cue.phrase, cue.verb, cue.stance, cue.form, cue.weak) == (phrase, verb, stance, form, False)
    assert sentence[cue.start : cue.end] == phrase
    assert sentence[cue.at :].startswith(verb)


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("The pump stood in the yard.", id="no verb of reporting"),
        pytest.param("The pump was called a disgrace.", id="called, passive"),
        pytest.param("The pump was reported broken.", id="reported, passive"),
        pytest.param("Lee was told that it had failed.", id="told, passive"),
        pytest.param("Lee was never told that it had failed.", id="told, passive with never"),
        pytest.param("Lee has been asked to leave.", id="asked, passive"),
        pytest.param("The works was accused of neglect.", id="accused, passive"),
        pytest.param("The damage is estimated at £9,000.", id="estimated, passive"),
        pytest.param("The pump is believed to be old.", id="believed, passive"),
        pytest.param("The report was read aloud.", id="the report"),
        pytest.param("The claim was thrown out.", id="the claim"),
        pytest.param("The call came at noon.", id="the call"),
        pytest.param("Her answer surprised the room.", id="her answer"),
        pytest.param("The state pays for the pump.", id="the state"),
        pytest.param("The council’s demands are on the door.", id="the council's demands"),
        pytest.param("Calls for a new pump grew louder.", id="calls at the beginning"),
        pytest.param("The post stood by the road.", id="the post"),
        pytest.param("An order for two pumps went out.", id="an order"),
        pytest.param("The forecast was wrong.", id="the forecast"),
        pytest.param("The state report was wrong.", id="a noun after a noun"),
        pytest.param("Reporters asked whether it had failed.", id="asked whether"),
        pytest.param("Reporters asked why it had failed.", id="asked why"),
        pytest.param("Reporters asked Lee about the pump.", id="asked about"),
        pytest.param("Lee wanted to deny the report.", id="infinitive"),
        pytest.param("To say so would be wrong.", id="infinitive at the beginning"),
        pytest.param("Nobody said a word.", id="nobody"),
        pytest.param("No one told the council.", id="no one"),
        pytest.param("None of the workers said a word.", id="none of them"),
        pytest.param("“He said it leaked.”", id="inside a quotation"),
    ],
)
def test_nothing_is_shown(sentence: str) -> None:
    assert cues(sentence) == ()


@pytest.mark.parametrize(
    ("sentence", "weak"),
    [
        pytest.param("The gauge showed nothing.", True, id="showed"),
        pytest.param("The gauge showed that it leaked.", False, id="showed that"),
        pytest.param("Lee found her keys.", True, id="found"),
        pytest.param("Lee found that her keys were gone.", False, id="found that"),
        pytest.param("Lee called her sister.", True, id="called"),
        pytest.param("Lee called the pump “a kettle.”", True, id="called, quotation not next to it"),
        pytest.param("Lee read a book.", True, id="read"),
        pytest.param("The letter reads: “It leaks.”", False, id="reads, quotation"),
        pytest.param("Lee reported the leak.", True, id="reported"),
        pytest.param("Lee reported that it leaked.", False, id="reported that"),
        pytest.param("The council rejected the offer.", True, id="rejected"),
        pytest.param("Lee estimated the damage at £9,000.", False, id="estimated at"),
        pytest.param("The judge ordered lunch.", True, id="ordered"),
    ],
)
def test_some_verbs_are_weak_unless_in_company(sentence: str, weak: bool) -> None:
    assert [cue.weak for cue in cues(sentence)] == [weak]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "Ann Lee said it leaked and denied that it was old.",
            [("Ann Lee", "said", "subject"), ("Ann Lee", "denied", "conjoined")],
            id="and",
        ),
        pytest.param(
            "Ann Lee said it leaked but declined to give a date.",
            [("Ann Lee", "said", "subject"), ("Ann Lee", "declined", "conjoined")],
            id="but",
        ),
        pytest.param(
            "“It leaks,” Ann Lee said, and promised a report.",
            [("Ann Lee", "said", "subject"), ("Ann Lee", "promised", "conjoined")],
            id="after a quotation",
        ),
        pytest.param(
            "Ann Lee told the crew no, adding that it leaked.",
            [("Ann Lee", "told", "subject"), ("Ann Lee", "adding", "participle")],
            id="participle",
        ),
        pytest.param(
            "According to Dahl, Lee replied that it leaked.",
            [("Dahl", "According to", "according"), ("Lee", "replied", "subject")],
            id="according to one, another",
        ),
        pytest.param(
            "Lee said it leaked, but Dahl denied that.",
            [("Lee", "said", "subject"), ("Dahl", "denied", "subject")],
            id="two who disagree",
        ),
        pytest.param("Ann Lee left the room and said no.", [("Ann Lee", "said", "opening")], id="another verb before"),
    ],
)
def test_several_cues_of_one_sentence(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(cue.phrase, cue.verb, cue.form) for cue in cues(sentence)] == expected


@pytest.mark.parametrize(
    ("sentence", "stance", "phrase"),
    [
        ("We will pay for the harm.", "promises", "We"),
        ("Today, we apologise to all.", "asserts", "we"),
        ("We did not lose a penny.", "denies", "We"),
    ],
)
def test_a_body_speaks_for_itself(sentence: str, stance: str, phrase: str) -> None:
    assert [(c.stance, c.phrase, c.form) for c in own_voice(sentence, 0)] == [(stance, phrase, "own")]


@pytest.mark.parametrize("sentence", ["We opened in May.", "Our staff will pay.", "They will pay."])
def test_plain_narration_is_not_a_body_s_own_voice(sentence: str) -> None:
    assert own_voice(sentence, 0) == ()


@given(attributed_sentences())
def test_a_cue_stands_where_it_is_said_to(sentence: str) -> None:
    for cue in cues(sentence):
        assert sentence[cue.start : cue.end] == cue.phrase
        assert sentence[cue.at :].startswith(cue.verb)
        assert re.search(r"\w", cue.phrase)


@given(attributed_sentences())
def test_offsets_move_with_the_sentence(sentence: str) -> None:
    assert [(c.start + 7, c.at + 7) for c in find_cues(sentence, 0)] == [
        (c.start, c.at) for c in find_cues(sentence, 7)
    ]
