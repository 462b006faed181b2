"""What is not the article is found wherever it stands; what only looks like it stays."""

from __future__ import annotations

import pytest

from summarizer import exclude

HEADLINE = "Ferry line halted after hull crack, owner blames the yard"
OPENING = "BRANNET — The car ferry Alcyone was taken out of service on Monday after divers found a crack in her hull."
MIDDLE = "“We stopped the moment we knew,” said Ottilie Varga, who runs the line. She said that no passenger had been at risk."
MORE = "The yard that built her said the crack was older than its welds. Nobody has measured it a second time."
LATE = "Two deckhands, who did not want to be named, said the bilge pump had run day and night since Easter."
CLOSING = "The harbour master said that he would open the berth again when he had seen a report, and not before."


def article(line: str, where: str) -> str:
    """An ordinary report with ``line`` under its headline, in its middle or at its end."""
    head, middle, tail = ([line] if where == name else [] for name in ("head", "middle", "tail"))
    return "\n\n".join([HEADLINE, *head, OPENING, MIDDLE, *middle, MORE, LATE, CLOSING, *tail]) + "\n"


FURNITURE = [
    # teasers
    ("middle", "See also  Seven soups for a cold evening", "teaser"),
    ("middle", "See also\u00a0 Storm names for next winter announced", "teaser"),
    ("middle", "See also: Council votes on new quay", "teaser"),
    ("middle", "Read more: Why the old ferry was never sold", "teaser"),
    ("middle", "Read also Mayor’s cat found in lighthouse", "teaser"),
    ("middle", "ALSO READ | Ten islands you can walk to", "teaser"),
    ("middle", "Related: What a hull survey costs", "teaser"),
    ("middle", "READ NEXT – Who pays for the dredging?", "teaser"),
    ("middle", "[Read more: Minister says yard was warned]", "teaser"),
    ("middle", "**Recommended for you:** Baker wins regatta", "teaser"),
    ("middle", "Don’t miss: our guide to the summer fairs", "teaser"),
    ("middle", "Watch: ferry leaves the dock for the last time", "teaser"),
    ("middle", "Lesen Sie auch: Warum die Fähre alt wurde", "teaser"),
    ("middle", "À lire aussi : le port sans bateau", "teaser"),
    ("middle", "Читайте также: Паром снова в порту", "teaser"),
    ("middle", "Related articles\n- Ferry timetable for winter\n- Yard hires forty welders", "teaser"),
    ("tail", "You may also like\nFive knots every sailor forgets\nThe last lamp keeper", "teaser"),
    ("tail", "Most read", "teaser"),
    # bylines
    ("head", "By Tamsin Orrell", "byline"),
    ("head", "By Tamsin Orrell and J. R. Pike", "byline"),
    ("head", "By News Desk | Updated 2 hours ago", "byline"),
    ("head", "By the staff of the Brannet Courier", "byline"),
    ("head", "BY TAMSIN ORRELL, Harbour Correspondent", "byline"),
    ("head", "Tamsin Orrell, staff writer", "byline"),
    ("head", "Written by Tamsin Orrell", "byline"),
    ("head", "Von Lukas Brandt", "byline"),
    ("head", "Par Jeanne Duroc", "byline"),
    ("tail", "By Tamsin Orrell", "byline"),
    # dates and counters
    ("head", "Published 4 May, version 3", "metadata"),
    ("head", "Updated: 4 May 2026, 14:05 UTC", "metadata"),
    ("head", "Posted on May 4, 2026 by Tamsin Orrell", "metadata"),
    ("head", "4 May 2026", "metadata"),
    ("head", "4 min read", "metadata"),
    ("head", "Last updated 3 hours ago", "metadata"),
    ("tail", "Tags: ferries, harbours, safety", "metadata"),
    ("tail", "Filed under: Transport", "metadata"),
    # credits
    ("head", "Photo: Brannet Harbour Trust (handout)", "credit"),
    ("tail", "Photograph by Ines Calloway", "credit"),
    ("middle", "(Image: Ines Calloway/Coast Pictures)", "credit"),
    ("middle", "Getty Images", "credit"),
    ("tail", "Ines Calloway in Brannet and Otto Lind in Hull contributed to this report.", "credit"),
    ("tail", "Additional reporting by Otto Lind", "credit"),
    ("tail", "Reporting by Tamsin Orrell; editing by Otto Lind", "credit"),
    ("tail", "Contributing: Otto Lind", "credit"),
    ("tail", "This article was originally published in the Brannet Courier.", "credit"),
    # links to the source
    ("tail", "Source link", "source_link"),
    ("tail", "View original article", "source_link"),
    ("tail", "https://courier.example/ferry-crack", "source_link"),
    ("tail", "Source: https://courier.example/ferry-crack", "source_link"),
    # biographies
    ("tail", "By Tamsin Orrell\n\nI write about boats and weather, and my dog is called Bosun.", "biography"),
    ("tail", "About the author\n\nTamsin Orrell has sailed since she was six.", "biography"),
    ("tail", "—\n\nTamsin Orrell is a freelance journalist based in Hull.", "biography"),
    ("tail", "Follow her on Twitter @tamsinorrell", "biography"),
    # comment forms and comments
    ("tail", "Leave a Reply", "comment_form"),
    (
        "tail",
        "Leave a comment\n\nYour e-mail address will not be shown. Required fields are marked *\n\nName * Email * Website",
        "comment_form",
    ),
    (
        "tail",
        "Post a comment\n\nSave my name, email, and website in this browser for the next time I comment.",
        "comment_form",
    ),
    ("tail", "You must be logged in to post a comment.", "comment_form"),
    ("tail", "Be the first to comment", "comment_form"),
    (
        "tail",
        "COMMENTS (3)\nold_salt_7: told you so\nrita_k: my uncle said the same. He was a diver.\nReport | Reply",
        "comments",
    ),
    (
        "tail",
        "2 Comments\n\nMarlene says:\n\nI was on that boat. It leaked on the car deck and nobody cared about it at all.",
        "comments",
    ),
    ("tail", "Kommentare (4)\n\nhein_blöd: War doch klar.", "comments"),
    # subscriptions and sharing
    ("tail", "Subscribe to the Courier for $4 a month and never miss a tide.", "subscription"),
    ("middle", "Sign up for our morning newsletter", "subscription"),
    ("tail", "Get the best of the coast in your inbox every Friday.", "subscription"),
    ("tail", "Enjoyed this story? Support our journalism by becoming a member.", "subscription"),
    ("tail", "Already a subscriber? Log in", "subscription"),
    ("tail", "Share this story: Mail | Print | Save", "share"),
    ("head", "Share on Facebook", "share"),
    ("head", "Facebook Twitter WhatsApp Email", "share"),
    ("tail", "Follow us on Instagram and Telegram", "share"),
    # addresses and footers
    ("tail", "Questions: desk@courier.example", "contact"),
    ("tail", "Media contact: press office, Brannet Ferries, weekdays 9-17", "contact"),
    ("tail", "Notes to editors: photographs of the hull are available on request.", "contact"),
    ("tail", "You can unsubscribe from these bulletins at any time.", "contact"),
    ("tail", "You are receiving this message because you asked for harbour news.", "contact"),
    ("tail", "Do you know more about this story? Write to tips@courier.example", "contact"),
    ("tail", "For more information, visit www.brannet.example or call +44 555 010 2030.", "contact"),
    ("tail", "###\nPress contact: Otto Lind, 0555 010 203", "contact"),
    ("tail", "This feature is part of a series on small harbours. Read the other parts on our website.", "series_note"),
    ("head", "This article is the second in a series on small harbours.", "series_note"),
    ("head", "Home | News | Sport | Weather", "navigation"),
    ("head", "Home > Local > Harbour", "navigation"),
    ("head", "Skip to main content", "navigation"),
    ("tail", "Log in to comment | Terms of use", "navigation"),
    ("tail", "About us · Contact · Privacy · Terms", "navigation"),
    ("tail", "Back to top", "navigation"),
    ("tail", "© 2026 Brannet Courier Ltd. All rights reserved.", "copyright"),
    ("tail", "Copyright 2026 by the Brannet Courier", "copyright"),
    ("tail", "Alle Rechte vorbehalten", "copyright"),
    ("head", "We use cookies to give you the best experience on our site.", "cookies"),
    ("tail", "By continuing to use this page you agree to our use of cookies.", "cookies"),
    ("middle", "ADVERTISEMENT", "advertisement"),
    ("middle", "Story continues below", "advertisement"),
]

ARTICLE = [
    ("middle", "See also how the crack runs along the weld, the surveyor told the court, and not across it."),
    ("middle", "The surveyor told the owner to see also the report of 2019, which nobody could find."),
    ("middle", "Related to this is the question of who signed for the plates."),
    ("middle", "Read more books, the captain tells his nieces, and fewer timetables."),
    ("middle", "Read as a whole, the log shows four nights without a watch."),
    ("middle", "Recommended repairs were put off twice, the log shows."),
    ("middle", "Watch officers had reported the noise in March."),
    ("middle", "Watch: that was the only word on the note he left for the relief crew."),
    ("middle", "More on this would come out in court."),
    ("middle", "Most popular among the crew is a simpler story."),
    ("middle", "Up next is the inquest, which opens on Friday."),
    ("middle", "By then the water had risen over the lower steps."),
    ("middle", "By Monday the divers had gone home."),
    ("middle", "“By Monday we want an answer,” said the widow."),
    ("middle", "By Varga’s own account the pump was new."),
    ("middle", "By law the owner must tell the registry within three days."),
    ("head", "By Sunday night the berth was empty."),
    ("middle", "By Land and Sea"),
    ("middle", "By Tamsin Creek the road ends, and there the ferry queue began."),
    ("middle", "Photo evidence shows rust on both sides of the weld."),
    ("middle", "Photographs by the diver show rust on both sides, the court heard."),
    ("middle", "Pictures: that is all the yard has offered so far, and no measurements."),
    ("middle", "Video from the quay shows the ramp falling."),
    ("middle", "Images of the crack were passed round the table."),
    ("middle", "Credit for the find belongs to a cook."),
    ("middle", "Three welders contributed to this report of a fault, the inspector said, and two have since left."),
    ("middle", "Tides contributed to the damage."),
    ("middle", "Source of the leak was a seam below the waterline, the diver wrote."),
    ("middle", "Sources at the yard put the cost at £2 million."),
    ("tail", "Tamsin Orrell, the mate, is a witness in the case. She was on the bridge."),
    ("tail", "Varga is a former reporter who once covered the harbour for a newspaper."),
    ("tail", "I asked the cook what he would do. He said that my question came a year late."),
    ("middle", "I write down every noise, the engineer said, and my book is full."),
    ("middle", "Leave a light on, the crew told the night watchman."),
    ("middle", "Leave a reply on the quay, the note said, and nobody did."),
    ("middle", "Your name is on the list, the clerk told him."),
    ("middle", "Comments by the minister on Tuesday made matters worse."),
    ("middle", "Comments from residents fill two binders. Varga has read one of them."),
    ("middle", "Discussion of the plates took up most of the morning."),
    ("tail", "Two comments by the captain were struck from the record."),
    ("middle", "Reactions"),
    ("middle", "Subscribers to the old timetable were told by post, the line said."),
    ("middle", "Sign-up sheets for the replacement bus were full by noon."),
    ("middle", "Register at the town hall by Friday, the mayor told families."),
    ("middle", "Donate blood, not advice, the doctor said."),
    ("middle", "Get off the boat, she shouted."),
    ("middle", "Share prices of the yard fell by a fifth."),
    ("middle", "Share this pain with us, the widow told the owners."),
    ("middle", "Print and mail the notice, the court ordered."),
    ("middle", "Follow the money, a deckhand said."),
    ("middle", "Questions: who knew, and when?"),
    ("tail", "Questions: who knew, and who was told?"),
    ("tail", "Questions remain about the second pump."),
    ("middle", "Contact with the ferry was lost for nine minutes."),
    ("middle", "Media contacts had warned the owner’s lawyer, she said."),
    ("middle", "Notes to the captain were found in a drawer."),
    ("middle", "You can hear the pump from the quay at night."),
    ("middle", "This report is part of a file of ninety pages."),
    ("tail", "This report is part of a series of surveys that the line never published, the registry said."),
    ("middle", "Part of the hull had been painted over."),
    ("middle", "Home is a word the crew uses for the engine room."),
    ("middle", "| Year | Cracks | Repairs |\n| 2024 | 3 | 1 |"),
    ("middle", "Copyright law does not cover hull drawings, the judge said."),
    ("middle", "All rights to the wreck were reserved by the insurer, the contract says."),
    ("middle", "This site uses cookies to spy on passengers, the regulator found."),
    ("middle", "We use cookies as ballast, the cook joked."),
    ("middle", "By using the ramp you accept the risk, a sign said."),
    ("middle", "Advertisement of the sale began in June."),
    ("middle", "Published figures put the crack at 40 centimetres."),
    ("middle", "Updated plans show a longer quay."),
    ("head", "Updated plans for the quay were shown to residents on Monday"),
    (
        "middle",
        "Source: the weld.\nDepth: 40 centimetres.\nFound: 4 May, by divers.\nContact: the master of the ferry, berth 2.",
    ),
    ("middle", "07:15  Photo of the crack sent to the yard.\n07:40  Reply: do not sail."),
    ("middle", "VARGA: Read more of it.\n\nQ: Related to what?\n\nVARGA: Related: to nothing."),
    ("middle", "HOME WATERS"),
    ("middle", "The engineer"),
    ("tail", "“Source: me,” the cook said."),
    ("tail", "“I write about boats,” said Varga’s brother, a journalist. “My sister only sinks them.”"),
    ("middle", "12 replies came from the twenty owners who were asked."),
    ("middle", "Tags on the valves showed two dates, the inspector wrote."),
]


def cut_out(text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.reason) for span in exclude.find(text)]


@pytest.mark.parametrize(
    ("where", "line", "reason"), FURNITURE, ids=[f"{where}-{line[:32]}" for where, line, _ in FURNITURE]
)
def test_furniture_is_excluded_whole_and_alone(where: str, line: str, reason: str) -> None:
    assert cut_out(article(line, where)) == [(line, reason)]


@pytest.mark.parametrize(("where", "line"), ARTICLE, ids=[f"{where}-{line[:32]}" for where, line in ARTICLE])
def test_article_text_stays(where: str, line: str) -> None:
    assert cut_out(article(line, where)) == []


def test_tables_are_long_enough() -> None:
    assert len(FURNITURE) >= 60
    assert len(ARTICLE) >= 60
