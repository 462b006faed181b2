"""The phrases in which a text gives orders to a language model, in several languages.

Patterns are matched against lower-case text without accents in which every run of white space is one blank, every
quotation mark ``'`` and every dash ``-``; they may be written with accents. Every quantifier is bounded.
"""

from __future__ import annotations

from dataclasses import dataclass

_ = r"[\s'*_,-]{1,3}"
"""What stands between two words."""
_SOME = r"[^.!?\n]{0,80}?\b"
"""Up to so much of the same sentence."""
_END = (
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
    r"\b(?:ai|a\.i\.|ki|llms?|gpt|chatgpt|chat ?bots?|(?:large )?language models?|system prompt|prompts?|json|"
    r"summari[sz](?:e|es|ing|er|ers|ation)|your (?:summary|output)|sprachmodelle?|zusammenfass(?:en|t|ung)|"
    r"modeles? de langage|ia|intelligence artificielle|resume[rz]?|votre resume|modelos? de lenguaje|resumen|"
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
        rf"\b(?:ignore|disregard|forget|override|bypass|discard|do not follow|don't follow|stop following){_}"
        rf"(?:(?:all|any|every|of|the|these|those|your|other|my){_}){{0,4}}"
        rf"(?:(?:previous|prior|above|earlier|preceding|foregoing|original|system|initial)(?:{_}(?:and|or))?{_}){{1,2}}"
        r"(?:system )?(?:instructions?|prompts?)\b",
        clause=True,
        cue=True,
        sure=r"\b(?:all|any|every|your|above)\b|^\w+ (?:previous|prior|earlier|preceding)",
    ),
    Rule(
        ("instruction", "prompt"),
        rf"\b(?:ignore|disregard|forget){_}(?:(?:all|any|of|the|your){_}){{0,3}}(?:instructions?|prompts?){_}"
        r"(?:above|before this|you were given|you have been given|given to you|so far)\b",
        clause=True,
    ),
    Rule(
        ("directives", "commands", "directions", "guidelines", "rules"),
        rf"\b(?:ignore|disregard|forget|override|bypass){_}(?:(?:all|any|every|of|the|these|those|your){_}){{0,4}}"
        rf"(?:previous|prior|above|earlier|preceding|existing){_}(?:directives|commands|directions|guidelines|rules)\b",
        clause=True,
        cue=True,
    ),
    Rule(
        ("everything",),
        rf"\b(?:ignore|disregard|forget){_}everything{_}(?:above|before this|written above|you (?:were|have been) told)\b",
        clause=True,
        cue=True,
        sure=r"above",
    ),
    Rule(
        ("you",),
        rf"\byou(?: a|')re (?:now |no longer |henceforth |really )?(?:an? |the )?(?:helpful |unrestricted |obedient |new )"
        rf"{{0,2}}{_MACHINE}\b{_END}",
    ),
    Rule(
        ("assistant",),
        r"\byou(?: a|')re (?:now |no longer )?(?:an? |the )?(?:helpful |unrestricted |obedient |new ){0,2}assistant\b",
        cue=True,
        sure=r"(?:now|no longer|helpful|unrestricted)",
    ),
    Rule(
        ("act as", "pretend", "behave as"),
        rf"\b(?:act as|pretend (?:to be|that you are)|behave as)(?: if you were)? (?:an? )?(?:\w{{3,14}} )?{_MACHINE}\b{_END}",
        clause=True,
    ),
    Rule(("as a",), rf"\bas an? {_MACHINE},? you (?:must|should|are|will|have|need|can|shall|may)\b"),
    Rule(
        ("your",),
        rf"\bin (?:your|the) (?:final |own )?(?:summary|overview|synopsis)\W{{1,3}}"
        rf"(?:(?:always|please|you must|you should|also|only){_}){{0,2}}{_SAY}\b",
        sure=r"your",
        cue=True,
    ),
    Rule(
        ("your",),
        r"\b(?:add|append|insert|include|write|state|say|claim|mention|put|note|report|begin|start|end|finish|conclude|"
        rf"open|close|prefix|rate)\b{_SOME}your (?:final )?{_SUMMARY}\b",
        clause=True,
    ),
    Rule(
        ("summary", "overview", "synopsis", "output"),
        rf"\b(?:do not|don't|never) (?:mention|include|report|refer to|quote|cite|list|reveal)\b{_SOME}"
        rf"in (?:the|your|any|this) {_SUMMARY}\b",
        clause=True,
    ),
    Rule(
        ("summary", "overview", "synopsis"),
        rf"\b(?:omit|leave out|exclude|leave)\b{_SOME}(?:from|out of) (?:the|your|any) (?:summary|overview|synopsis)\b",
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
        rf"\b(?:reveal|print|repeat|output|show|disclose|display|leak|ignore|forget|override|recite){_}(?:(?:out|me|us){_})?"
        rf"(?:your|the|its){_}(?:(?:full|entire|whole|original){_})?(?:(?:system|initial|hidden) (?:prompt|instructions|message))\b",
        clause=True,
    ),
    Rule(
        ("summari",),
        rf"\b(?:when|while|if|before) (?:you )?(?:are )?summari[sz](?:ing|e) this (?:article|text|page|document|story|piece)"
        rf"\W{{1,2}}(?:(?:please|always|also|you must|you should|be sure to){_}){{0,2}}{_SAY}\b",
    ),
    Rule(
        ("reading", "processing", "summari", "parsing", "indexing", "crawling", "analy"),
        rf"\b(?:note|notice|message|attention|instructions?|warning|memo|important|to|for|dear|any|all|every)\W{{1,3}}"
        rf"(?:(?:to|for|all|any|the|every){_}){{0,2}}{_MACHINE} (?:(?:that|who|which) )?(?:(?:is|are) )?{_READS} this\b",
    ),
    Rule(
        ("dear", "hey", "hello", "attention"),
        rf"\b(?:dear|hey|hello|attention),? (?:all )?{_MACHINE}\s?[,:!]",
        clause=True,
    ),
    Rule(
        ("base64", "base 64"),
        rf"\b(?:decode|decrypt)\b{_SOME}base ?64\b[^!?\n]{{0,120}}?\b(?:follow|execute|obey|carry out|act on|do what|instructions?)\b",
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

GERMAN = (
    Rule(
        ("anweisung", "instruktion", "prompt", "vorgaben", "befehl"),
        rf"\b(?:ignorier(?:e|en sie|t)|vergiss|vergessen sie|missachte(?:n sie)?|uberspring(?:e|en sie)){_}"
        rf"(?:(?:alle|allen|die|den|deine|ihre|samtliche|jegliche){_}){{0,2}}"
        rf"(?:bisherig|vorherig|vorangegangen|vorigen|vorig|fruher|obig|oben genannt|ursprunglich)(?:e|en)?{_}"
        r"(?:anweisungen|instruktionen|prompts|befehle)\b",
        clause=True,
        cue=True,
        sure=r"\b(?:alle|allen|deine|samtliche|jegliche)\b",
    ),
    Rule(
        ("ki", "sprachmodell", "chatbot"),
        rf"\b(?:du bist|sie sind)(?: (?:jetzt|nun|ab sofort|kein|nicht mehr))?(?: (?:eine?|das))?(?: \w{{4,14}})?{_}"
        rf"(?:ki(?:[- ](?:assistent|modell|system|sprachmodell))?|sprachmodell|chatbot)\b{_END}",
    ),
    Rule(
        ("zusammenfassung",),
        r"\b(?:schreib|fug|erwahn|nenn|behaupt|betone?|setz|beginn|erganz|vermerk|bewert|sag)[a-z]{0,3}(?: sie)?\b"
        rf"{_SOME}(?:deiner|deine|ihrer|ihre) zusammenfassung\b",
        clause=True,
    ),
    Rule(
        ("zusammenfassung",),
        r"\bin (?:deiner|ihrer|der) zusammenfassung (?:sollst du|musst du|sag|schreib|behaupt|erwahn|nenn|betone|bewert)",
    ),
    Rule(
        ("zusammenfassung",),
        r"\b(?:erwahn|nenn|zitier)[a-z]{1,2}(?: sie)?\b"
        rf"{_SOME}(?:nicht in (?:der|deiner|ihrer) zusammenfassung|in (?:der|deiner|ihrer) zusammenfassung nicht)\b",
        clause=True,
    ),
    Rule(
        ("nur mit", "ausschliesslich", "ausschließlich"),
        r"\b(?:antworte|antworten sie) (?:nur|ausschlie(?:ss|ß)lich) (?:mit|auf)\b",
        clause=True,
        cue=True,
    ),
    Rule(
        ("system",),
        rf"\b(?:zeig|nenn|verrat|wiederhol|gib){_SOME}(?:deinen|den|ihren) system-?prompt\b",
        clause=True,
    ),
)

FRENCH = (
    Rule(
        ("instruction", "consigne"),
        rf"\b(?:ignore[zr]?|oublie[zr]?|ne tiens pas compte|ne tenez pas compte){_}(?:(?:de|des|toutes|tes|vos|les|ces){_}){{0,3}}"
        rf"(?:instructions|consignes){_}(?:(?:et|qui){_})?(?:precedentes?|anterieures|ci-dessus|initiales|precedent)\b",
        clause=True,
        cue=True,
        sure=r"\b(?:toutes|tes|vos|ci-dessus)\b",
    ),
    Rule(
        ("ia", "langage", "chatbot"),
        r"\b(?:tu es|vous etes)(?: (?:maintenant|desormais))?(?: (?:une?|l))?[\s'](?:ia|intelligence artificielle|"
        rf"modele de langage|chatbot|assistant ia)\b{_END}",
    ),
    Rule(
        ("resume", "résumé", "synthese"),
        r"\b(?:ajoute|ecris|ecrivez|mentionne|indique|inclus|incluez|commence|affirme|precise|note|dis|dites)[zr]?\b"
        rf"{_SOME}(?:ton|votre) (?:resume|synthese)\b",
        clause=True,
    ),
    Rule(
        ("resume", "résumé"),
        r"\bdans (?:ton|votre) resume\W{1,3}(?:ecri|affirm|di[st]|mentionn|indiqu|precis|ajout|not|declar)",
    ),
    Rule(
        ("resume", "résumé"),
        r"\bne (?:mentionne|cite|parle|signale|evoque)[zr]? (?:pas|jamais|rien)\b"
        rf"{_SOME}dans (?:le|ton|votre) resume\b",
        clause=True,
    ),
    Rule(
        ("uniquement", "seulement"),
        r"\b(?:reponds|repondez) (?:uniquement|seulement|exclusivement) (?:par|avec|en)\b",
        clause=True,
        cue=True,
    ),
)

SPANISH = (
    Rule(
        ("instruccion", "indicacion"),
        rf"\b(?:ignora|ignore|ignorad|ignoren|olvida|olvide|olviden|descarta|descarte|omite|haz caso omiso de){_}"
        rf"(?:(?:todas|las|tus|sus|estas|de){_}){{0,3}}(?:instrucciones|indicaciones){_}(?:anteriores|previas|de arriba|precedentes)\b",
        clause=True,
        cue=True,
        sure=r"\b(?:todas|tus|de arriba)\b",
    ),
    Rule(
        ("ia", "lenguaje", "chatbot", "artificial"),
        r"\b(?:eres|usted es)(?: ahora)?(?: (?:una?|el|la))? (?:ia|inteligencia artificial|modelo de lenguaje|chatbot|"
        rf"asistente de (?:ia|inteligencia artificial))\b{_END}",
    ),
    Rule(
        ("resumen",),
        r"\b(?:anade|añade|anada|agrega|agregue|escribe|escriba|incluye|incluya|menciona|mencione|di|diga|afirma|afirme|"
        rf"indica|indique|empieza|comienza)\b{_SOME}(?:tu|su) resumen\b",
        clause=True,
    ),
    Rule(
        ("resumen",),
        r"\ben (?:tu|su) resumen\W{1,3}(?:di|diga|afirm|escrib|mencion|indic|anad|agreg|declar|inclu|valor|no )",
    ),
    Rule(
        ("resumen",),
        rf"\bno (?:menciones|mencione|incluyas|incluya|cites|cite|hables)\b{_SOME}en (?:el|tu|su) resumen\b",
        clause=True,
    ),
    Rule(
        ("solo", "unicamente", "sólo", "únicamente"),
        r"\b(?:responde|responda|contesta|conteste) (?:solo|unicamente|exclusivamente) (?:con|en)\b",
        clause=True,
        cue=True,
    ),
)

ITALIAN = (
    Rule(
        ("istruzioni",),
        rf"\b(?:ignora|ignorate|dimentica|dimenticate|trascura){_}(?:(?:tutte|le|tue|vostre){_}){{0,3}}istruzioni{_}"
        r"(?:precedenti|di cui sopra|sopra|iniziali)\b",
        clause=True,
        cue=True,
        sure=r"\b(?:tutte|tue|vostre|sopra)\b",
    ),
    Rule(
        ("ia", "linguistico", "chatbot", "artificiale"),
        r"\b(?:sei|lei e)(?: (?:ora|adesso))?(?: (?:una?|un))?[\s'](?:ia|intelligenza artificiale|modello linguistico|chatbot|"
        rf"assistente ia)\b{_END}",
    ),
    Rule(
        ("riassunto", "sintesi"),
        rf"\b(?:aggiungi|aggiungete|scrivi|includi|inserisci|menziona|indica|afferma|di')\b{_SOME}(?:tuo|vostro) riassunto\b",
        clause=True,
    ),
    Rule(("riassunto",), r"\bnel (?:tuo|vostro) riassunto\W{1,3}(?:scriv|afferm|menzion|indic|aggiung|dichiar|di'|non )"),
    Rule(("riassunto",), rf"\bnon (?:menzionare|citare|includere)\b{_SOME}nel (?:tuo |vostro )?riassunto\b", clause=True),
)

PORTUGUESE = (
    Rule(
        ("instrucoes", "instruções"),
        rf"\b(?:ignora|ignore|ignorem|esqueca|esquece|desconsidere|desconsidera){_}(?:(?:todas|as|suas|tuas|estas){_}){{0,3}}"
        rf"instrucoes{_}(?:anteriores|previas|acima|iniciais)\b",
        clause=True,
        cue=True,
        sure=r"\b(?:todas|suas|tuas|acima)\b",
    ),
    Rule(
        ("ia", "linguagem", "chatbot", "artificial"),
        r"\b(?:voce e|tu es)(?: agora)?(?: (?:uma?|o|a))? (?:ia|inteligencia artificial|modelo de linguagem|chatbot|"
        rf"assistente de ia)\b{_END}",
    ),
    Rule(
        ("resumo",),
        r"\b(?:adicione|acrescente|acrescenta|escreva|escreve|inclua|inclui|mencione|diga|afirme|indique|comece)\b"
        rf"{_SOME}(?:seu|teu) resumo\b",
        clause=True,
    ),
    Rule(("resumo",), r"\bn?o (?:seu|teu) resumo\W{1,3}(?:diga|afirm|escrev|mencion|indiqu|acrescent|adicion|declar|nao )"),
    Rule(("resumo",), rf"\bnao (?:mencione|inclua|cite|fale)\b{_SOME}no (?:seu |teu )?resumo\b", clause=True),
)

DUTCH = (
    Rule(
        ("instructie", "aanwijzing", "opdracht"),
        rf"\b(?:negeer|vergeet|sla){_}(?:(?:alle|de|je|uw|deze){_}){{0,2}}(?:vorige|eerdere|voorgaande|bovenstaande|"
        rf"voorafgaande){_}(?:instructies|aanwijzingen|opdrachten|prompts)\b",
        clause=True,
        cue=True,
        sure=r"\b(?:alle|je|uw|bovenstaande)\b",
    ),
    Rule(
        ("ai", "taalmodel", "chatbot"),
        r"\b(?:je bent|jij bent|u bent)(?: (?:nu|voortaan))?(?: (?:een|de))? (?:ai(?:[- ](?:assistent|model))?|taalmodel|chatbot)\b"
        rf"{_END}",
    ),
    Rule(
        ("samenvatting",),
        rf"\b(?:voeg|schrijf|vermeld|zeg|neem|zet|noem|beweer|begin)\b{_SOME}(?:je|jouw|uw) samenvatting\b",
        clause=True,
    ),
    Rule(("samenvatting",), r"\bin (?:je|jouw|uw) samenvatting (?:moet|schrijf|vermeld|zeg|noem|beweer)"),
    Rule(
        ("samenvatting",),
        rf"\b(?:vermeld|noem|citeer)\b{_SOME}niet in (?:de|je|jouw|uw) samenvatting\b",
        clause=True,
    ),
)

RUSSIAN = tuple(
    Rule(stems, pattern, clause=clause, cue=cue, cyrillic=True)
    for stems, pattern, clause, cue in (
        (
            ("инструкци", "указани"),
            rf"\b(?:(?:про)?игнорируй(?:те)?|забудь(?:те)?|не следуй(?:те)?|отмени(?:те)?|не обращай(?:те)? внимания на){_}"
            rf"(?:(?:все|всем|эти|свои|твои|ваши|любые){_}){{0,3}}(?:предыдущи|прежни|прошлы|вышеуказанны|предшествующи|прочи|данны)"
            rf"[а-я]{{1,3}}(?:{_}тебе|{_}вам)?{_}(?:системн[а-я]{{2,3}}{_})?(?:инструкци|указани)[а-я]{{1,3}}\b",
            True,
            False,
        ),
        (
            ("инструкци", "указани"),
            rf"\b(?:(?:про)?игнорируй(?:те)?|забудь(?:те)?){_}(?:(?:все|эти){_}){{0,2}}(?:инструкции|указания){_}выше\b",
            True,
            False,
        ),
        (
            ("модел", "ии", "чат-бот", "нейросет", "интеллект"),
            r"\b(?:ты|вы)(?: (?:теперь|отныне))?\s?-?\s?(?:языковая модель|большая языковая модель|нейросеть|чат-бот|"
            rf"ии(?:-(?:ассистент|помощник|модель))?|искусственный интеллект)\b{_END}",
            False,
            False,
        ),
        (
            ("резюме", "пересказ", "сводк", "обзор"),
            r"\b(?:добавь|напиши|укажи|упомяни|включи|сообщи|скажи|заяви|вставь|отметь)(?:те)?\b"
            rf"{_SOME}(?:свое|твое|ваше|своем|вашем|твоем|свой|свою|своей|вашей|твоей) (?:резюме|пересказ|сводк|обзор)[а-я]{{0,2}}\b",
            True,
            False,
        ),
        (
            ("резюме", "пересказ", "сводк"),
            r"\bв (?:своем|твоем|вашем|своей|вашей) (?:резюме|пересказе|сводке|обзоре)[\s,]{1,2}(?:напиши|укажи|скажи|заяви|сообщи|"
            r"обязательно|утверждай|упомяни|не )",
            False,
            False,
        ),
        (
            ("резюме", "пересказ", "сводк"),
            rf"\bне (?:упоминай|цитируй|включай|указывай)(?:те)?\b{_SOME}в (?:(?:своем|твоем|вашем|своей) )?(?:резюме|пересказе|"
            r"пересказ|сводке|сводку)\b",
            True,
            False,
        ),
        (
            ("отвечай", "ответь"),
            r"\b(?:отвечай|ответь)(?:те)? (?:только|исключительно)\b",
            True,
            True,
        ),
    )
)

RULES = (*ENGLISH, *MARKS, *GERMAN, *FRENCH, *SPANISH, *ITALIAN, *PORTUGUESE, *DUTCH, *RUSSIAN)
