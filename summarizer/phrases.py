"""The words and phrases by which the furniture of a page gives itself away, in several languages.

Patterns ignore case unless they are about names, and are meant for single lines of bounded length.
"""

from __future__ import annotations

import re


def word_set(words: str) -> frozenset[str]:
    """The words of a line of words."""
    return frozenset(words.split())


_POINTERS = (
    r"see also|read (?:also|more|next|on|this next)|also read|keep reading|continue reading|lesen sie (?:auch|mehr)|"
    r"siehe auch|"
    r"mehr zum thema|(?:à )?lire aussi|voir aussi|lire la suite|lea también|leer más|ver también|te puede interesar|"
    r"leggi anche|"
    r"leia também|leia mais|lees ook|läs också|czytaj też|zobacz też|читайте также|см\. также|смотрите также"
)
_SHELVES = (
    r"related(?: (?:articles?|stor(?:y|ies)|readings?|links?|coverage|content|news|topics?|posts?|videos?))?|"
    r"recommended(?: for you| readings?| stories| articles)?|you (?:may|might|could) (?:also |be )?(?:like|enjoy|"
    r"interested in)(?: this| these)?|"
    r"(?:don[’']?t|do not) miss(?: this| these)?|must[- ](?:reads?|see)|more (?:on this(?: story| topic)?|"
    r"from [\w’' ]{2,30}|(?:stories|news|articles|posts|coverage)(?: like this| from [\w’' ]{2,30})?|"
    r"like this|to explore)|trending(?: now| stories| news)?|(?:most|mostly) (?:read|popular|viewed|shared|"
    r"watched)|"
    r"popular (?:now|stories|posts|articles|news)|editor[’']?s[’']? (?:picks?|choice)|up next|what to read next|"
    r"further reading|"
    r"in case you missed it|icymi|from (?:the|our) archives?|in other news|(?:latest|top|other) (?:news|stories|"
    r"articles|posts|headlines)|"
    r"similar (?:articles|stories|posts)|meistgelesen|das könnte sie auch interessieren|sur le même sujet|"
    r"articles? liés?|"
    r"noticias relacionadas|artículos relacionados|по теме|похожие (?:новости|статьи)"
)
TEASER = re.compile(
    rf"(?:{_POINTERS}|{_SHELVES})(?:\s*[:|»›>→]+\s*|\s+[–—-]\s+|\s*(?:\xa0|\s\s)\s*)(?=\S)", re.IGNORECASE
)
"""A pointer or shelf name, something that sets it off, and the title it points at (which follows the match)."""
TEASER_OPEN = re.compile(rf"(?:{_POINTERS})\s(?=\S)", re.IGNORECASE)
"""A pointer with nothing to set it off: the title must then look like one."""
SHELF = re.compile(rf"(?:{_POINTERS}|{_SHELVES})\s*[:…»›>→.]*", re.IGNORECASE)
"""The heading of a list of teasers."""
TEASER_INLINE = re.compile(rf"(?<=[.!?”\"])\s+(?=(?:{_POINTERS}|related)(?:\s*:|\s*\xa0|\s\s)\s*\S)", re.IGNORECASE)
MEDIA_TEASER = re.compile(
    r"(?:watch|listen|videos?|gallery|photos|in pictures|explainer|analysis|opinion|live|next|previous|(?:next|"
    r"previous) (?:article|"
    r"story|post|page)|read|more|podcast|quiz)(?: (?:now|live|here|below))?\s*[:|»›>]\s*(?=\S)",
    re.IGNORECASE,
)

REACH = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}\.\w|https?://|www\.\w|(?<![\w-])[\w-]{1,63}\.(?:com|org|net|example|co\.uk|de|fr|eu)\b|"
    r"\+?\(?\d[\d ()./-]{6,}\d",
    re.IGNORECASE,
)
"""An address at which somebody can be reached: e-mail, page, telephone."""

SAYS = re.compile(
    r"\b(?:said|says|saying|told|tells|according to|added|wrote|writes|warn(?:s|ed)|urg(?:es|ed)|announced|asked|"
    r"replied|confirmed|denied|claim(?:s|ed)|"
    r"insist(?:s|ed)|jok(?:es|ed)|recall(?:s|ed)|explain(?:s|ed)|order(?:s|ed)|argu(?:es|ed)|found|showed|ruled|"
    r"reported|sagte|dijo|selon|заявил\w*|сказал\w*)\b",
    re.IGNORECASE,
)

PICTURE = (
    r"(?:file |cover |lead |header |title |stock )?(?:photos?|photographs?|photography|images?|pictures?|"
    r"illustrations?|graphics?|infographics?|"
    r"drawings?|video|cover|maps?|charts?|credits?|fotos?|fotografie|bild(?:er)?|abbildung|crédits?(?: photos?)?|"
    r"фото|immagine|imagen)"
)
AGENCY = (
    r"getty images|reuters|afp|ap photo|ap|epa(?:-efe)?|shutterstock|istock|unsplash|alamy|dpa|tass|xinhua|"
    r"picture alliance"
)
PIECE = r"(?:article|story|piece|post|feature|report|interview|essay|column|series)"

MENU = word_set(
    "home news sport sports about contact business opinion search menu login logout register subscribe terms "
    "privacy cookies help jobs careers advertise culture politics world weather archive archives tech technology "
    "science health travel lifestyle entertainment local national international video videos photos podcasts "
    "newsletters obituaries classifieds events finance markets economy arts food life style shop sitemap imprint "
    "accessibility legal startseite politik wirtschaft kultur impressum accueil politique économie inicio "
    "deportes главная новости спорт comment comments"
)
SHARE = word_set(
    "share print mail e-mail email save tweet facebook twitter x whatsapp linkedin telegram reddit "
    "pinterest like copy link bookmark messenger teilen pin sms"
)
FORM = re.compile(
    r"\b(?:e-?mail|mail|website|name|comment|reply|required|fields?|cookies?|browser|captcha|notify|"
    r"submit|post|log ?in|robot)\b",
    re.IGNORECASE,
)

BYLINE = re.compile(
    r"(?:(?:words|text|story|report|reported|written|reporting|photos? and text|interview|posted|author|"
    r"published) by|by|von|par|por|di|door|av|text:|words:|author:|autor:|автор:?)\s+(?=\S)",
    re.IGNORECASE,
)
STAFF = re.compile(
    r"\b(?:staff|desk|newsroom|news team|editorial (?:team|board)|(?:staff |news |senior |special |chief )?(?:writer|"
    r"reporter|correspondent|editor|columnist)s?|agenc(?:y|ies)|"
    r"redaktion|rédaction|redacción|редакция|associated press|reuters|afp|news service)\b",
    re.IGNORECASE,
)
CREDITED = re.compile(
    r"(?:reporting|editing|edited|translated|translation|transcript(?:ion)?|transcribed|interview|recorded|"
    r"compiled|production|produced|fact[- ]checked|research|"
    r"layout|graphics|design)(?: and (?:writing|editing|translation|production))?"
    r"(?: from (?:the )?\w+)?(?: by|:) (?=\S)",
    re.IGNORECASE,
)
STAMP = re.compile(
    r"(?:(?:first|last|originally|date|time) )?(?:published|posted|updated|modified|created|filed|released|revised|"
    r"edited|veröffentlicht|aktualisiert|stand|publié|mis à jour|publicado|"
    r"actualizado|pubblicato|опубликовано|обновлено)\b[\s:]*(?=\S)",
    re.IGNORECASE,
)
DATE_WORDS = word_set(
    "january february march april may june july august september october november december jan feb mar apr jun "
    "jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu "
    "thur thurs fri sat sun at on of the by am pm a m p h t z version edition v no st nd rd th hours hour hrs "
    "minutes minute mins min days day weeks week months month years year ago before earlier since today yesterday "
    "just now noon last updated published modified posted um uhr vom le à de del las il el en januar februar märz "
    "mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre "
    "décembre enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre января "
    "февраля марта апреля мая июня июля августа сентября октября ноября декабря г в"
)
CALENDAR = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december then now noon midnight morning evening night day law land sea air rail "
    "road force accident design contrast comparison far all any mid late early"
)

COMMENTS = re.compile(
    r"(?:(?:reader |user |all |top |latest )?(?:comments?|replies|responses|kommentare?|commentaires?|comentarios|"
    r"reacties|комментарии)|reactions|discussion)\s*(?P<count>\(\s*\d+\s*\)|:?\s\d+)?:?|"
    r"(?P<number>\d[\d,.]*|one|two|three|no) (?:comments?|replies|responses|kommentare?|commentaires?|comentarios|"
    r"thoughts? on .{1,120})",
    re.IGNORECASE,
)
COMMENT = re.compile(
    r"(?:@?[a-zа-я][\w.-]*|\S*[\d_]\S*)(?: (?:says|wrote|said))?:\s|.{2,40} (?:says|wrote):?$|"
    r"(?:reply|report|like|upvote|flag)\b.{0,20}$|posted by |.{0,40}\b\d+ (?:hours?|days?|minutes?) ago"
)

ABOUT_AUTHOR = re.compile(
    r"(?:about|meet) the (?:authors?|writers?|reporters?|contributors?)|"
    r"author(?:[’']s)? (?:bio(?:graphy)?|profile)|über (?:den autor|die autorin)|à propos de l[’']auteure?|"
    r"sobre (?:el autor|la autora)|об авторе",
    re.IGNORECASE,
)
FIRST_PERSON = re.compile(r"\b(?:I|I[’']m|my|me|we|our|ich|je|yo|mein|mon|ma)\b")
SELF = re.compile(
    r"(?-i:(?:[A-ZÀ-ÞА-Я][\w.’'-]+ ){1,4})(?:is|was|covers|writes|reports|works|has (?:been|covered|written|worked)|"
    r"joined|lives)\b.{0,300}\b(?:reporter|correspondent|journalist|writer|editor|columnist|"
    r"author|freelanc\w*|blogger|contributor|covers|covering|writes about|reports on|newsletter)\b",
    re.IGNORECASE,
)
TO_READER = re.compile(
    r"\b(?:you|your|this e-?mail|our (?:web ?site|news\w*|readers|paper)|visit|on request|in confidence)\b",
    re.IGNORECASE,
)
"""What addresses the reader of the page rather than tells a story."""
END_MARK = re.compile(r"(?:[-–—*#_=~\s]|-\s?30\s?-|ends?\b)+", re.IGNORECASE)
