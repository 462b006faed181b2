"""The phrases in which a text gives orders to a language model, in several languages.

Patterns are matched against lower-case text without accents in which every run of white space is one blank, every
quotation mark ``'`` and every dash ``-``; they may be written with accents. Every quantifier is bounded.
"""

from __future__ import annotations

from dataclasses import dataclass

GAP = r"[\s'*_,-]{1,3}"
"""What stands between two words."""
SOME = r"[^.!?\n]{0,80}?\b"
"""Up to so much of the same sentence."""
END = (
    r"(?=\W{0,3}$|\s?[.,;:!?'()\[\]-]|\s(?:that|who|and|with|whose|designed|tasked|trained|without|called|named|reading|"
    r"summari|processing|assisting|der|die|das|und|mit|qui|et|que|y|con|che|e|dat|en|котор|и)\b)"
)
"""A noun that is not the first half of a longer one, as in “AI company”."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of phrase. ``stems``: one of these is in every match.

    ``clause``: an imperative, so it must begin a clause. ``line``: it must begin a line. ``cue``: it has innocent
    readings, so something near it must speak of a model, unless ``sure`` is found in it.
    """

    stems: tuple[str, ...]
    pattern: str
    clause: bool = False
    line: bool = False
    cue: bool = False
    sure: str = ""
    cyrillic: bool = False


CUE = (
    r"\b(?:ai|a\.i\.|ki|llms?|gpt|chatgpt|chat ?bots?|(?:large )?language models?|system prompts?|json|"
    r"summari[sz](?:e|es|ing|er|ers|ation)|your (?:summary|output)|sprachmodelle?|zusammenfass(?:en|t|ung)|"
    r"modeles? de langage|ia|intelligence artificielle|(?:ton|votre) resume|modelos? de lenguaje|resumen|"
    r"inteligencia artificial|modello linguistico|riassunto|modelo de linguagem|resumo|taalmodel|samenvatting|"
    r"ии|неиросет[а-я]{1,3}|языков[а-я]{1,3} модел[а-я]{1,3}|резюме|пересказ[а-я]?|искусственн[а-я]{2,3} интеллект[а-я]?)\b"
)
"""What speaks of a model or of its work."""

LEAD = (
    r"(?:\b(?:please|now|just|kindly|instead|immediately|bitte|jetzt|veuillez|maintenant|por favor|ahora|ora|per favore|"
    r"adesso|agora|alstublieft|nu|gelieve te|пожалуиста|теперь)"
    r"|\b(?:you|models?|assistants?|ais?|llms?|bots?) (?:to|must|should|shall|will|can|have to|need to|are to|now|also)"
    r"|\b(?:du|sie) (?:musst|mussen|sollst|sollen)|\b(?:tu dois|vous devez|debes|debe|devi|deve|moet|должен|должна|должны))"
    r"(?: (?:now|also|always|first|simply|completely))?$"
)
"""What may stand before an imperative within its clause."""

JOINED = r"\b(?:and|then|und|dann|et|puis|y|luego|e|poi|en|dan|и)$"
"""What joins a second order to a first one."""

YOURS = (
    r"\b(?:your|deiner?|ihrer?|ton|votre|tu|su|tuo|vostro|seu|teu|je|jouw|uw|свое[мй]?|твое[мй]?|ваше[мй]?|свою) (?:final )?"
    r"(?:summary|overview|synopsis|zusammenfassung|resume|resumen|riassunto|resumo|samenvatting|резюме|пересказе?|сводк[уе])$"
)
"""An order that ends so needs no clause of its own."""

OF_SOMEBODY = (
    r"\s(?:(?:of|from|by|issued by|given by) (?!the (?:user|system|developer|prompt)|your)"
    r"|(?:des|der|vom|von) (?!(?:nutzer|system|entwickler|benutzer)|dir\b|ihnen\b)"
    r"|(?:de la|de l|du|des|del|de los|de las|della|dello|dell|dei|da|do|dos|das|van de|van het)[\s'](?!(?:usuario|"
    r"utilisateur|utente|sistema|systeme|gebruiker|utilizador))"
    r"|(?:суд|министерств|правительств|совет|ведомств|администраци)[а-я]{1,4}\b)"
)
"""After “previous instructions”: whose they are. Then they are not those of a model."""

_MACHINE = (
    r"(?:ai(?: (?:assistant|model|language model|system|agent|bot|chatbot|summari[sz]er|reader))?|large language model|"
    r"language model|llm|chatbot|chat ?gpt|summari[sz]er|summari[sz](?:ation|ing) (?:system|tool|model|assistant|bot|"
    r"engine|program))s?"
)
_SUMMARY = r"(?:summary|overview|synopsis|headline|output)"
_SAY = (
    r"(?:say|state|claim|rate|write|mention|include|add|report|note|describe|call|declare|tell|conclude|begin|start|"
    r"stress|emphasi[sz]e|put|assert|ignore|omit|list|append|insert|do not|don't|never)"
)
_READS = r"(?:reading|processing|summari[sz]ing|parsing|indexing|crawling|analy[sz]ing)"

ENGLISH = (
    Rule(
        ("instruction", "prompt"),
        rf"\b(?:ignore|disregard|forget|override|bypass|discard|do not follow|don't follow|stop following){GAP}"
        rf"(?:(?:all|any|every|of|the|these|those|your|other|my){GAP}){{0,4}}"
        rf"(?:(?:previous|prior|above|earlier|preceding|foregoing|original|system|initial)(?:{GAP}(?:and|or))?{GAP}){{1,2}}"
        r"(?:system )?(?:instructions?|prompts?)\b",
        clause=True,
        cue=True,
        sure=r"\b(?:all|any|every|your|above)\b|^\w+ (?:previous|prior|earlier|preceding)",
    ),
    Rule(
        ("instruction", "prompt"),
        rf"\b(?:ignore|disregard|forget){GAP}(?:(?:all|any|of|the|your){GAP}){{0,3}}(?:instructions?|prompts?){GAP}"
        r"(?:above|before this|you were given|you have been given|given to you|so far)\b",
        clause=True,
    ),
    Rule(
        ("directives", "commands", "directions", "guidelines", "rules"),
        rf"\b(?:ignore|disregard|forget|override|bypass){GAP}(?:(?:all|any|every|of|the|these|those|your){GAP}){{0,4}}"
        rf"(?:previous|prior|above|earlier|preceding|existing){GAP}(?:directives|commands|directions|guidelines|rules)\b",
        clause=True,
        cue=True,
    ),
    Rule(
        ("article", "text"),
        rf"\b(?:ignore|disregard|forget){GAP}(?:(?:the|this|all|of|rest|whole){GAP}){{1,4}}(?:article|text|document)\b",
        clause=True,
        cue=True,
    ),
    Rule(
        ("everything",),
        rf"\b(?:ignore|disregard|forget){GAP}everything{GAP}(?:above|before this|written above|you (?:were|have been) told)\b",
        clause=True,
        cue=True,
        sure=r"above",
    ),
    Rule(
        ("you",),
        rf"\byou(?: a|')re (?:now |no longer |henceforth |really )?(?:an? |the )?(?:helpful |unrestricted |obedient |new )"
        rf"{{0,2}}{_MACHINE}\b{END}",
    ),
    Rule(
        ("assistant",),
        r"\byou(?: a|')re (?:now |no longer )?(?:an? |the )?(?:helpful |unrestricted |obedient |new ){0,2}assistant\b",
        cue=True,
        sure=r"(?:now|no longer|helpful|unrestricted)",
    ),
    Rule(
        ("act as", "pretend", "behave as"),
        rf"\b(?:act as|pretend (?:to be|that you are)|behave as)(?: if you were)? (?:an? )?(?:\w{{3,14}} )?{_MACHINE}\b{END}",
        clause=True,
    ),
    Rule(("as a",), rf"\bas an? {_MACHINE},? you (?:must|should|are|will|have|need|can|shall|may)\b"),
    Rule(
        ("your",),
        rf"\bin (?:your|the) (?:final |own )?(?:summary|overview|synopsis)\W{{1,3}}"
        rf"(?:(?:always|please|you must|you should|also|only){GAP}){{0,2}}{_SAY}\b",
        sure=r"your",
        cue=True,
    ),
    Rule(
        ("your",),
        r"\b(?:add|append|insert|include|write|state|say|claim|mention|put|note|report|begin|start|end|finish|conclude|"
        rf"open|close|prefix|rate)\b{SOME}your (?:final )?{_SUMMARY}\b",
        clause=True,
    ),
    Rule(
        ("summary", "overview", "synopsis", "output"),
        rf"\b(?:do not|don't|never) (?:mention|include|report|refer to|quote|cite|list|reveal)\b{SOME}"
        rf"in (?:the|your|any|this) {_SUMMARY}\b",
        clause=True,
    ),
    Rule(
        ("summary", "overview", "synopsis"),
        rf"\b(?:omit|leave out|exclude|leave)\b{SOME}(?:from|out of) (?:the|your|any) (?:summary|overview|synopsis)\b",
        clause=True,
    ),
    Rule(
        ("respond", "reply", "answer"),
        r"\b(?:respond|reply|answer) (?:only|exclusively|solely|just) (?:with|in|by|as)\b",
        clause=True,
        cue=True,
    ),
    Rule(
        ("respond",),
        r"\brespond (?:only|exclusively|solely|just) with (?:the (?:word|words|phrase|text|sentence|following)|json|'|one word|"
        r"a single)",
        clause=True,
    ),
    Rule(
        ("output", "print", "return"),
        r"\b(?:output|print|return) (?:only|exclusively|nothing but|just) ",
        clause=True,
        cue=True,
    ),
    Rule(
        ("prompt", "system", "hidden"),
        rf"\b(?:reveal|print|repeat|output|show|disclose|display|leak|ignore|forget|override|recite){GAP}(?:(?:out|me|us){GAP})?"
        rf"(?:your|the|its){GAP}(?:(?:full|entire|whole|original){GAP})?(?:(?:system|initial|hidden) (?:prompt|instructions|message))\b",
        clause=True,
    ),
    Rule(
        ("summari",),
        rf"\b(?:when|while|if|before) (?:you )?(?:are )?summari[sz](?:ing|e) this (?:article|text|page|document|story|piece)"
        rf"\W{{1,2}}(?:(?:please|always|also|you must|you should|be sure to){GAP}){{0,2}}{_SAY}\b",
    ),
    Rule(
        ("reading", "processing", "summari", "parsing", "indexing", "crawling", "analy"),
        rf"\b(?:note|notice|message|attention|instructions?|warning|memo|important|to|for|dear|any|all|every)\W{{1,3}}"
        rf"(?:(?:to|for|all|any|the|every){GAP}){{0,2}}{_MACHINE} (?:(?:that|who|which) )?(?:(?:is|are) )?{_READS} this\b",
    ),
    Rule(
        ("dear", "hey", "hello", "attention"),
        rf"\b(?:dear|hey|hello|attention),? (?:all )?{_MACHINE}\s?[,:!]",
        clause=True,
    ),
    Rule(
        ("base64", "base 64"),
        rf"\b(?:decode|decrypt)\b{SOME}base ?64\b[^!?\n]{{0,120}}?\b(?:follow|execute|obey|carry out|act on|do what|instructions?)\b",
        clause=True,
    ),
    Rule(
        ("your new", "your real", "your actual", "your only"),
        r"\byour (?:new|real|actual|only) (?:instructions?|task|job|goal)s? (?:is|are|as follows)\b",
        cue=True,
    ),
)

MARKS = (
    Rule(("<|",), r"<\|(?:im_start|im_end|system|user|assistant|endoftext|start_header_id|end_header_id|eot_id)\|>"),
    Rule(("[",), r"\[/?inst\]|<</?sys>>"),
    Rule(("<",), r"<(?:start|end)_of_turn>"),
    Rule(("#",), r"#{2,4} ?(?:system|assistant|user|instructions?)(?: (?:prompt|message))?\s?:", line=True),
    Rule(
        ("system",),
        r"\b(?:system|system (?:prompt|message|note))\]? ?: ?(?:you (?:are|must|will)|ignore|disregard|forget|override|"
        r"summari[sz]e|respond|do not|add|say|write|output)\b",
        line=True,
    ),
    Rule(
        ("assistant", "user"),
        r"\b(?:assistant|user|human)\]? ?: ?(?:you (?:are|must|will)|ignore|disregard|forget|override|summari[sz]e|respond|"
        r"do not|add|say|write|output|understood)\b",
        line=True,
        cue=True,
    ),
)
"""Marks of turns in the formats of models, and imitations of them."""
