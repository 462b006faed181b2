"""What the furniture of a page looks like, one pattern family a kind.

A family describes a whole line by how it begins and is built, never by what an article is about. Patterns are applied
to strings of at most :data:`LONGEST` characters, without surrounding marks, ignoring case.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from summarizer.phrases import AGENCY, PICTURE, PIECE, REACH

LONGEST = 700
"""Characters. Furniture is short; only what follows a comment heading or a byline at the end may be longer."""

Where = Literal["any", "head", "tail", "edge", "end"]


@dataclass(frozen=True, slots=True)
class Family:
    """Lines of one kind. ``where`` they are believed (``end``: no prose follows), ``most`` words they have.

    ``open_ended``: only without a sentence sign at the end. ``reported``: believed even if somebody is said to say it.
    ``alone``: not within a block of labelled lines, such as a notice, where a label is part of the notice.
    """

    reason: str
    pattern: re.Pattern[str]
    where: Where = "any"
    most: int = 40
    open_ended: bool = False
    reported: bool = False
    alone: bool = False


def family(reason: str, pattern: str, where: Where = "any", **rest: bool | int) -> Family:
    """A family whose pattern ignores case."""
    return Family(reason, re.compile(pattern, re.IGNORECASE), where, **rest)  # type: ignore[arg-type]


FAMILIES: tuple[Family, ...] = (
    family(
        "source_link",
        r"(?:source|original|article|external|story) (?:links?|url|article|source|story|post)|via|quellen?link|"
        r"lien source|enlace original|(?:view|see|read) (?:the )?original(?: (?:article|story|post|source))?(?: here)?|"
        r"links? to (?:the )?(?:source|original)(?: \w+)?|ссылка на источник",
        most=6,
        open_ended=True,
    ),
    family("source_link", r"(?:source|original|quelle|fuente|источник)s?:?", "end", most=1, open_ended=True),
    family(
        "source_link",
        r"(?:(?:source|via|link|original(?: article)?|quelle|fuente|источник)s?\s*:\s*)?(?:https?://|www\.)\S+",
        most=4,
    ),
    family("source_link", r"more (?:\w+ ){0,4}\w+: (?:(?:and )?https?://\S+\s?)+", "edge", most=12),
    family(
        "source_link",
        r"read the (?:full|original|whole|complete) (?:article|story|report|post|piece) (?:on|at|in|here)\b.*",
        "edge",
        most=15,
    ),
    family(
        "credit",
        rf"{PICTURE}(?: (?:by|credits?|courtesy(?: of)?|from|source|via))*\s*[:/©|]\s*\S.*",
        most=18,
        open_ended=True,
        alone=True,
    ),
    family("credit", rf"{PICTURE}s? (?:by|courtesy of|courtesy|via) (?-i:[A-ZÀ-ÞА-Я]).*", most=12, open_ended=True),
    family(
        "credit",
        rf"(?:©\s*)?(?:[\w .’'-]{{2,40}}/\s?)?(?:{AGENCY})(?:\s?/\s?[\w .’'-]{{2,40}})*(?: via [\w /]+)?",
        most=9,
        open_ended=True,
    ),
    family(
        "credit",
        r"(?:sources?|data|quellen?|fuentes?|источник)\s*:\s*\S.*",
        "edge",
        most=10,
        open_ended=True,
        alone=True,
    ),
    family(
        "credit",
        rf"(?-i:[A-ZÀ-Þ]).{{3,300}}\bcontributed(?: \w+){{0,2}} (?:to|in) (?:this|the) (?:{PIECE}|"
        rf"coverage|reporting|dispatch)(?: (?:from|in|for) [\w ,.]{{2,60}})?\.?",
        most=60,
    ),
    family(
        "credit",
        r"(?:with )?(?:additional|further|supplementary) (?:reporting|research|writing|material)(?: by|"
        r":| from)\b.*|contribut(?:ing|ors?|ed by)\s*:.*|"
        r"(?:with|includes) (?:files|material|reporting|reports|contributions) (?:from|by) .*|"
        r"compiled from (?:wire|agency|staff) .*",
        most=40,
    ),
    family(
        "credit",
        rf"(?:this|the following) {PIECE} (?:was |has been |is |were )?(?:(?:originally|first|also|"
        rf"previously) )?(?:published|appeared|produced|"
        r"translated|republished|reprinted|adapted|excerpted|supported by|made possible|funded by|co-published)\b.*",
        "edge",
        most=50,
    ),
    family(
        "credit",
        r"(?:(?:originally|first) (?:published|appeared) (?:on|in|at|by|here)|republished (?:with|from|"
        r"under)|reprinted (?:with|from)) .*",
        "edge",
    ),
    family(
        "share",
        r"(?:share|tweet|post|e-?mail|print|forward|save|pin|teilen|partager|compartir|condividi|"
        r"поделиться)(?: (?:this|the|on|via|with friends|"
        rf"by e-?mail|auf|sur|en|в))(?: (?:{PIECE}|page|link|content|it|facebook|twitter|x|whatsapp|linkedin|"
        rf"telegram|reddit|social media|friends?|e-?mail))?(?:\s*[:|·•!].*)?",
        most=14,
    ),
    family(
        "share",
        r"(?:be sure to )?(?:follow|like|find|join|visit|check out) (?:us|our [\w ]{2,20}|(?!me\b|him\b|"
        r"her\b|them\b)[\w ]{2,40}) (?:on|at|in) (?:our|facebook|twitter|x\b|instagram|linkedin|youtube|telegram|"
        r"whatsapp|mastodon|bluesky|social media|tiktok|threads)\b.*|click to share .*|"
        r"copy (?:the )?link(?: to clipboard)?|link copied!?",
        most=20,
    ),
    family(
        "subscription",
        r"(?:subscribe|get unlimited|start your (?:free )?(?:trial|subscription))\b.*|"
        r"newsletters?(?: sign[- ]?up)?|abonnieren\b.*|"
        r"(?:s[’']abonner|abonnez-vous|suscríbete|подпи(?:шитесь|саться))\b.*",
        most=40,
    ),
    family(
        "subscription",
        r"(?:sign[- ]?up|register|join|get|receive|enter|download|become|create|start|try|choose|"
        r"want|stay|never miss)\b.{0,160}\b(?:newsletters?|"
        r"(?:your|an|by) e-?mail(?: address)?|in ?box|mailing list|(?:breaking )?(?:news )?alerts?|"
        r"our (?:free )?app|(?:free|an|your) account|subscri(?:ber|ption)s?|"
        r"free trial|member(?:ship)?|unlimited access|never miss|morning briefing|daily briefing|"
        r"push notifications)\b.*",
        most=45,
    ),
    family(
        "subscription",
        r"(?:sign|log)[- ]?(?:up|in)(?: (?:now|here|today|free))?[.!]?|register(?: now)?|"
        r"donate(?: now)?|become a (?:member|subscriber|patron)[.!]?",
        most=4,
    ),
    family(
        "subscription",
        rf"(?:support|help|fund) (?:us|our|independent|local|quality|"
        rf"public[- ]interest) (?:journalism|work|reporting|newsroom)\b.*|"
        rf"(?:enjoy(?:ed|ing)?|liked?|loved?) (?:this|what|our|reading) .{{0,80}}(?:subscribe|sign up|support|"
        rf"donate|newsletter|member).*|"
        rf"already (?:a|an|have) .{{0,40}}(?:log|sign) in.*|(?:to )?continue (?:reading )?this {PIECE}\b.*|"
        rf"this {PIECE} is (?:only )?(?:for|available to|reserved for)"
        r" (?:\w+ )?(?:subscribers|members).*|(?:thank you|thanks) for (?:reading|subscribing|signing up)\b.*|"
        r"you have (?:reached|\w+ free articles).*",
        most=45,
    ),
    family(
        "comment_form",
        r"(?:leave|post|add|write|submit|cancel) (?:a |your |us a )?(?:reply|comments?|response|"
        r"thoughts|message|feedback)(?: (?:below|here|cancel reply|"
        r"cancel))?[.!:]?|join the (?:conversation|discussion|debate)[.!]?|(?:be the )?first to comment[.!]?|"
        r"comments are (?:closed|off|disabled|moderated)\b.*|no comments(?: yet)?[.!]?|"
        r"(?:schreiben sie|hinterlassen sie) einen kommentar.*|laisser un commentaire|deja (?:un comentario|"
        r"una respuesta)|оставить комментарий|(?:click|tap)(?: here)? to (?:comment|reply)",
        most=9,
    ),
    family(
        "comment_form",
        r"your (?:e-?mail|mail|email address|name)\b.{0,40}\b(?:not be (?:published|shared|shown|"
        r"displayed)|stays|remains|hidden|private|kept|never)\b.*|"
        r"(?:required |mandatory |obligatory )?fields? (?:are |is |with |marked )+.{0,40}(?:\*|required|"
        r"mandatory|asterisk|star).*|save my name,? (?:and )?e-?mail.*|notify me (?:of|when|by).*|(?:deine|"
        r"ihre) e-mail-adresse wird nicht.*|votre adresse e-?mail ne sera.*|tu (?:dirección de )?correo.*no será.*",
        most=40,
        reported=True,
    ),
    family(
        "comment_form",
        r"(?:(?:your )?(?:name|e-?mail|mail|website|web ?site|site|url|comment|message|phone|"
        r"subject)(?: address)?\s?\*?[\s:|,/·]*){2,7}",
        most=14,
        open_ended=True,
    ),
    family(
        "comment_form",
        r"(?:please )?(?:log|sign)[- ]?in (?:or (?:register|sign up) )?to (?:post |leave |add |"
        r"write )?(?:a )?(?:comment|reply)\b.*"
        r"|you must (?:be )?(?:log|sign|register)(?:ged|ed)?(?: in)? (?:in )?to (?:post|comment|reply|leave)\b.*",
        most=20,
    ),
    family(
        "contact",
        r"(?:media|press|editorial|news|investor) (?:contacts?|enquir(?:y|ies)|inquir(?:y|ies)|office|"
        r"relations)(?: (?:details|information))?\s*(?::.*|)|(?:press|media) (?:enquiries|inquiries|queries) .*",
        "edge",
        most=45,
    ),
    family("contact", r"notes? (?:to|for) (?:the )?editors?\b\s*(?:[:–—-].*|)", "edge", most=80, reported=True),
    family(
        "contact",
        r"(?:you (?:can|may)|to|click(?: here)? to|click) unsubscribe\b.*|unsubscribe(?: (?:here|now|from .*))?|"
        r"(?:manage|update|change|edit) your (?:e-?mail |notification |subscription |mailing )?(?:preferences|"
        r"settings)\b.*|view (?:this )?(?:e-?mail )?in (?:your )?browser",
        most=40,
    ),
    family(
        "contact",
        r"you(?: are| were| have been|[’']re) (?:receiving|getting|subscribed|sent) (?:to )?(?:this|these|our)"
        r" (?:e-?mails?|messages?|newsletters?|bulletins?|updates?|list)\b.*|"
        r"you received? this (?:e-?mail|message|newsletter)\b.*|"
        r"this (?:e-?mail|message|newsletter) (?:was|is|has been) sent\b.*|(?:did you|have you) (?:spot|spotted|"
        r"find|found|notice|see)\w* (?:an? )?(?:error|mistake|typo)\b.*|"
        r"report (?:an? |this )?(?:error|mistake|typo|problem|correction|article)\b.{0,30}|was this (?:article|"
        r"page|story) (?:helpful|useful|interesting)\b.*|"
        r"please (?:think|consider) .{0,40}before (?:you )?print.*|sent from my \w+.{0,20}",
        "edge",
        most=45,
        reported=True,
    ),
    family(
        "contact",
        r"(?:to (?:donate|advertise|subscribe|join|order|register|apply|comment|contribute|reach)|"
        rf"letters(?: to the editor)?|submissions)\b(?=.*(?:{REACH.pattern})).*",
        "tail",
        most=45,
    ),
    family(
        "contact",
        rf"(?=.*(?:{REACH.pattern}))(?:questions?|contacts?|contact us|enquir(?:y|ies)|inquir(?:y|"
        rf"ies)|for (?:more|further|additional|general|media|press) [\w ]{{3,30}}|"
        r"more information|kontakt|contacto|tips?|feedback|corrections?|e-?mail|phone|tel(?:ephone)?|fax|"
        r"web(?:site)?|press(?: office)?|media|(?:e-?mail|reach|write to|contact) (?:the|us|our) [\w ]{2,30})\b.*",
        "tail",
        most=45,
    ),
    family(
        "contact",
        r"(?:have|got|do you have|do you know) (?:a|any|some|an|news|more|something|"
        r"information)\b.{0,100}\b(?:e-?mail|contact|get in touch|write to|let us know|send|"
        r"tell us)\b.*|(?:contact|e-?mail) (?:the )?(?:author|reporter|writer|newsroom|editors?)\b.*",
        "edge",
        most=45,
    ),
    family(
        "biography",
        r"(?:follow|contact|e-?mail|reach|write to|find) (?:me|him|her|them|the author|"
        r"(?-i:[A-Z])\w+(?: (?-i:[A-Z])\w+)?) (?:on|at|via|:)? ?"
        r"(?:@|twitter|x\b|facebook|instagram|linkedin|mastodon|bluesky|threads|[\w.+-]+@).*",
        "edge",
        most=25,
    ),
    family(
        "copyright",
        r"(?:©|\(c\)\s|&copy;).*|copyright\b[:\s]*(?:©|\(c\)|(?:19|20)\d\d\b).*|"
        r"copyright (?:by |of )?(?-i:(?:[A-ZÀ-Þ][\w&.’'-]*,? ){1,6})(?:19|20)\d\d\b.{0,60}",
        most=60,
        reported=True,
    ),
    family(
        "copyright",
        r"(?:.{0,120}[.,|–-] ?)?(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|"
        r"todos los derechos reservados|все права защищены)\b.{0,120}|"
        r"this material may not be (?:published|reproduced|copied)\b.*|no part of this (?:publication|article|"
        r"page|site) may be\b.*|"
        r"(?:unauthori[sz]ed )?(?:reproduction|copying|redistribution) .{0,40}(?:prohibited|forbidden|permission)\b.*",
        most=60,
        reported=True,
    ),
    family(
        "cookies",
        r"(?:(?:this|our|the) (?:web ?site|site|page|app)|"
        r"we)(?: and our (?:\w+ )?partners)? uses? cookies(?:[.!]|\b.*\b(?:you|your|site|pages?|experience|browsing|"
        r"ads?|traffic)\b.*)|(?:accept|reject|manage|allow) (?:all |optional )?cookies|"
        r"cookie (?:settings|policy|preferences|notice|consent)|by (?:continuing|clicking|using|browsing|"
        r"closing)\b.{0,80}\byou (?:agree|accept|consent)\b.*|"
        r"(?:diese (?:web)?seite|wir) (?:verwendet|verwenden|nutzt|nutzen) cookies\b.*|ce site utilise des cookies\b.*",
        most=70,
    ),
    family(
        "advertisement",
        r"(?:paid |- )?(?:advertisements?|adverts?|ads?|sponsored(?: (?:content|post|by .*))?|"
        r"promoted(?: content)?|paid content|werbung|anzeige|publicité|"
        r"publicidad|реклама)|(?:story|article|content|text) continues (?:below|after)\b.*|"
        r"scroll (?:down )?to continue\b.*|skip (?:this )?ad(?:vertisement)?",
        most=8,
        open_ended=True,
    ),
    family(
        "advertisement",
        rf"(?:(?:this|our) (?:{PIECE}|site|page|website|shop)|we|ftc:|"
        rf"disclosure:).{{0,100}}\b(?:affiliate (?:links?|commissions?|program\w*|partners?)|auto affiliate|"
        r"been compensated by|may earn (?:a|an|some) )\b.*",
        "edge",
        most=60,
    ),
    family(
        "advertisement",
        r"(?:paid )?(?:advertisement|advertorial|advert|ad|sponsored(?: content)?|anzeige|"
        r"werbung|publicité)\s*(?::|[|–—]| - )\s*\S.*",
        most=45,
    ),
    family(
        "disclaimer",
        r"(?:disclaimer: .*|the )?(?:views|opinions)(?: and opinions| and views)? (?:expressed|"
        r"stated|given) .{0,80}\b(?:author|writer|contributor|own|reflect|represent)\b.*",
        "edge",
        most=70,
        reported=True,
    ),
    family(
        "metadata",
        r"for immediate release|(?:under )?embargo(?:ed)?\b.{0,60}|(?:page|image|photo|picture|"
        r"slide) \d+ (?:of|/) \d+|(?:vol(?:ume)?\.? ?\d+|issue (?:no\. ?)?\d+)\b.{0,50}|"
        r"(?:this is a )?(?:developing|breaking)(?: news)? story\b.{0,80}|(?:this (?:conversation|interview|"
        r"transcript|story|article)|(?:the )?(?:conversation|interview|transcript)) (?:has|have|was) been? ?"
        r"(?:lightly |slightly )?(?:edited|condensed|shortened|translated|updated)\b.{0,80}|"
        r"(?:editor[’']s note: ?)?this (?:story|article) (?:has been|was) updated\b.{0,80}|listen to (?:this|"
        r"the) (?:article|story).{0,20}|text size\b.{0,20}|(?:machine|automatically) translated\b.{0,60}",
        "edge",
        most=30,
    ),
    family(
        "series_note",
        rf"this {PIECE} (?:is|was|forms) (?:the )?(?:(?:first|second|third|fourth|fifth|sixth|"
        rf"last|final|latest|next|\w+ and last|one|part\b[\w ]{{0,12}}) )?"
        rf"(?:in|of|part) ?(?:of )?(?:a|an|our|the|\w+-part)\b.{{0,60}}\b(?:series|project|collaboration|"
        rf"special report|collection)\b.*",
        "edge",
        most=45,
    ),
    family(
        "series_note",
        r"read (?:the |all |our )+(?:other|previous|earlier|next|first|second|remaining|whole|"
        r"full|rest)\b.{0,40}(?:parts?|instal+ments?|series|episodes?|chapters?)\b.*|"
        r"part (?:\d+|one|two|three|four|five) (?:of|in) (?:\d+|a|an|our|the|two|three|four|five|six|"
        r"seven)\b.{0,30}|to be continued[.…]*",
        "edge",
        most=20,
    ),
    family(
        "metadata",
        r"(?:about )?\d+[ -]min(?:ute)?s?(?: of)? (?:read|reading|watch|listen)|"
        r"(?:estimated )?reading time\b.{0,20}|(?:lesezeit|temps de lecture|tiempo de lectura)\b.{0,20}|"
        r"\d[\d.,]*[km]? (?:views?|shares?|reads?|likes?|aufrufe|vues|просмотр\w*)|(?:add|"
        r"save) (?:this )?to (?:favou?rites|bookmarks|reading list)",
        most=8,
        open_ended=True,
    ),
    family(
        "metadata",
        r"(?:tags?|tagged(?: (?:with|as))?|topics?|keywords?|categor(?:y|ies)|sections?|"
        r"schlagw(?:orte|örter)|themen|mots[- ]clés|etiquetas|теги|рубрика)\s*:.*|"
        r"(?:filed|posted) (?:under|in)\b\s*:?.*",
        "edge",
        most=25,
        open_ended=True,
    ),
    family(
        "teaser",
        r"(?:continued|continues|turn|see|more|story|full story)(?: on| to|,)? (?:page|"
        r"p\.) ?[a-z]?\d{1,3}[a-z]?|(?:tomorrow|next week|next month|coming (?:soon|up|next)|in the next (?:issue|"
        r"part|episode))\s*:\s*\S.*",
        "edge",
        most=25,
    ),
    family(
        "navigation",
        r"\d{1,2}:\d\d ?/ ?\d{1,2}:\d\d|(?:hide|toggle|show) caption|(?:enlarge|expand|"
        r"zoom) (?:this )?(?:image|picture|photo)|play (?:video|audio)|in this (?:article|story|issue):?|"
        r"on this page:?|table of contents:?",
        most=5,
        open_ended=False,
    ),
    family(
        "navigation",
        r"skip to (?:main |the )?(?:content|navigation|article|search)|(?:back|return|"
        r"scroll) to (?:the )?(?:top|homepage|home page|previous page|start|news)|"
        r"(?:toggle|open|close|show|hide|main|site) (?:the )?(?:main |site |mobile )?(?:navigation|menu|search|"
        r"sidebar)|jump to (?:the )?\w+|"
        r"(?:load|show|view|see) (?:more|all|less)(?: \w+)?|loading\W*|(?:terms|conditions) (?:of (?:use|"
        r"service)|and conditions|& conditions)(?: (?:and|&) privacy(?: policy)?)?|"
        r"privacy (?:policy|notice|statement|settings)|contact us|about us|site ?map|impressum|datenschutz|"
        r"mentions légales|(?:older|newer|previous|next) (?:posts?|articles?|stor(?:y|ies)|pages?)|print this page",
        most=7,
        open_ended=True,
    ),
    family(
        "navigation", r"(?:home|menu|search|close|top|share|print|reply|sections|more)", "end", most=1, open_ended=True
    ),
)
