"""The phrases of :mod:`summarizer.commands` in German, French, Spanish, Italian, Portuguese, Dutch and Russian."""

from __future__ import annotations

from summarizer.commands import END, GAP, SOME, Rule

GERMAN = (
    Rule(
        ("anweisung", "instruktion", "prompt", "vorgaben", "befehl"),
        rf"\b(?:ignorier(?:e|en sie|t)|vergiss|vergessen sie|missachte(?:n sie)?|uberspring(?:e|en sie)){GAP}"
        rf"(?:(?:alle|allen|die|den|deine|ihre|samtliche|jegliche){GAP}){{0,2}}"
        rf"(?:bisherig|vorherig|vorangegangen|vorigen|vorig|fruher|obig|oben genannt|ursprunglich)(?:e|en)?{GAP}"
        r"(?:anweisungen|instruktionen|prompts|befehle)\b",
        clause=True,
        cue=True,
        sure=r"\b(?:alle|allen|deine|samtliche|jegliche)\b",
    ),
    Rule(
        ("ki", "sprachmodell", "chatbot"),
        rf"\b(?:du bist|sie sind)(?: (?:jetzt|nun|ab sofort|kein|nicht mehr))?(?: (?:eine?|das))?(?: \w{{4,14}})?{GAP}"
        rf"(?:ki(?:[- ](?:assistent|modell|system|sprachmodell))?|sprachmodell|chatbot)\b{END}",
    ),
    Rule(
        ("zusammenfassung",),
        r"\b(?:schreib|fug|erwahn|nenn|behaupt|betone?|setz|beginn|erganz|vermerk|bewert|sag)[a-z]{0,3}(?: sie)?\b"
        rf"{SOME}(?:deiner|deine|ihrer|ihre) zusammenfassung\b",
        clause=True,
    ),
    Rule(
        ("zusammenfassung",),
        r"\bin (?:deiner|ihrer|der) zusammenfassung (?:sollst du|musst du|sag|schreib|behaupt|erwahn|nenn|betone|bewert)",
    ),
    Rule(
        ("zusammenfassung",),
        r"\b(?:erwahn|nenn|zitier)[a-z]{1,2}(?: sie)?\b"
        rf"{SOME}(?:nicht in (?:der|deiner|ihrer) zusammenfassung|in (?:der|deiner|ihrer) zusammenfassung nicht)\b",
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
        rf"\b(?:zeig|nenn|verrat|wiederhol|gib){SOME}(?:deinen|den|ihren) system-?prompt\b",
        clause=True,
    ),
)

FRENCH = (
    Rule(
        ("instruction", "consigne"),
        rf"\b(?:ignore[zr]?|oublie[zr]?|ne tiens pas compte|ne tenez pas compte){GAP}(?:(?:de|des|toutes|tes|vos|les|ces){GAP}){{0,3}}"
        rf"(?:instructions|consignes){GAP}(?:(?:et|qui){GAP})?(?:precedentes?|anterieures|ci-dessus|initiales|precedent)\b",
        clause=True,
        cue=True,
        sure=r"\b(?:toutes|tes|vos|ci-dessus)\b",
    ),
    Rule(
        ("ia", "langage", "chatbot", "artificielle"),
        r"\b(?:tu es|vous etes)(?: (?:maintenant|desormais))?(?: (?:une?|l))?[\s'](?:ia|intelligence artificielle|"
        rf"modele de langage|chatbot|assistant ia)\b{END}",
    ),
    Rule(
        ("resume", "résumé", "synthese"),
        r"\b(?:ajoute|ecris|ecrivez|mentionne|indique|inclus|incluez|commence|affirme|precise|note|dis|dites)[zr]?\b"
        rf"{SOME}(?:ton|votre) (?:resume|synthese)\b",
        clause=True,
    ),
    Rule(
        ("resume", "résumé"),
        r"\bdans (?:ton|votre) resume\W{1,3}(?:ecri|affirm|di[st]|mentionn|indiqu|precis|ajout|not|declar)",
    ),
    Rule(
        ("resume", "résumé"),
        r"\bne (?:mentionne|cite|parle|signale|evoque)[zr]? (?:pas|jamais|rien)\b"
        rf"{SOME}dans (?:le|ton|votre) resume\b",
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
        rf"\b(?:ignora|ignore|ignorad|ignoren|olvida|olvide|olviden|descarta|descarte|omite|haz caso omiso de){GAP}"
        rf"(?:(?:todas|las|tus|sus|estas|de){GAP}){{0,3}}(?:instrucciones|indicaciones){GAP}(?:anteriores|previas|de arriba|precedentes)\b",
        clause=True,
        cue=True,
        sure=r"\b(?:todas|tus|de arriba)\b",
    ),
    Rule(
        ("ia", "lenguaje", "chatbot", "artificial"),
        r"\b(?:eres|usted es)(?: ahora)?(?: (?:una?|el|la))? (?:ia|inteligencia artificial|modelo de lenguaje|chatbot|"
        rf"asistente de (?:ia|inteligencia artificial))\b{END}",
    ),
    Rule(
        ("resumen",),
        r"\b(?:anade|añade|anada|agrega|agregue|escribe|escriba|incluye|incluya|menciona|mencione|di|diga|afirma|afirme|"
        rf"indica|indique|empieza|comienza)\b{SOME}(?:tu|su) resumen\b",
        clause=True,
    ),
    Rule(
        ("resumen",),
        r"\ben (?:tu|su) resumen\W{1,3}(?:di|diga|afirm|escrib|mencion|indic|anad|agreg|declar|inclu|valor|no )",
    ),
    Rule(
        ("resumen",),
        rf"\bno (?:menciones|mencione|incluyas|incluya|cites|cite|hables)\b{SOME}en (?:el|tu|su) resumen\b",
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
        rf"\b(?:ignora|ignorate|dimentica|dimenticate|trascura){GAP}(?:(?:tutte|le|tue|vostre){GAP}){{0,3}}istruzioni{GAP}"
        r"(?:precedenti|di cui sopra|sopra|iniziali)\b",
        clause=True,
        cue=True,
        sure=r"\b(?:tutte|tue|vostre|sopra)\b",
    ),
    Rule(
        ("ia", "linguistico", "chatbot", "artificiale"),
        r"\b(?:sei|lei e)(?: (?:ora|adesso))?(?: (?:una?|un))?[\s'](?:ia|intelligenza artificiale|modello linguistico|chatbot|"
        rf"assistente ia)\b{END}",
    ),
    Rule(
        ("riassunto", "sintesi"),
        rf"\b(?:aggiungi|aggiungete|scrivi|includi|inserisci|menziona|indica|afferma|di')\b{SOME}(?:tuo|vostro) riassunto\b",
        clause=True,
    ),
    Rule(
        ("riassunto",), r"\bnel (?:tuo|vostro) riassunto\W{1,3}(?:scriv|afferm|menzion|indic|aggiung|dichiar|di'|non )"
    ),
    Rule(
        ("riassunto",), rf"\bnon (?:menzionare|citare|includere)\b{SOME}nel (?:tuo |vostro )?riassunto\b", clause=True
    ),
)

PORTUGUESE = (
    Rule(
        ("instrucoes", "instruções"),
        rf"\b(?:ignora|ignore|ignorem|esqueca|esquece|desconsidere|desconsidera){GAP}(?:(?:todas|as|suas|tuas|estas){GAP}){{0,3}}"
        rf"instrucoes{GAP}(?:anteriores|previas|acima|iniciais)\b",
        clause=True,
        cue=True,
        sure=r"\b(?:todas|suas|tuas|acima)\b",
    ),
    Rule(
        ("ia", "linguagem", "chatbot", "artificial"),
        r"\b(?:voce e|tu es)(?: agora)?(?: (?:uma?|o|a))? (?:ia|inteligencia artificial|modelo de linguagem|chatbot|"
        rf"assistente de ia)\b{END}",
    ),
    Rule(
        ("resumo",),
        r"\b(?:adicione|acrescente|acrescenta|escreva|escreve|inclua|inclui|mencione|diga|afirme|indique|comece)\b"
        rf"{SOME}(?:seu|teu) resumo\b",
        clause=True,
    ),
    Rule(
        ("resumo",), r"\bno (?:seu|teu) resumo\W{1,3}(?:diga|afirm|escrev|mencion|indiqu|acrescent|adicion|declar|nao )"
    ),
    Rule(("resumo",), rf"\bnao (?:mencione|inclua|cite|fale)\b{SOME}no (?:seu |teu )?resumo\b", clause=True),
)

DUTCH = (
    Rule(
        ("instructie", "aanwijzing", "opdracht"),
        rf"\b(?:negeer|vergeet|sla){GAP}(?:(?:alle|de|je|uw|deze){GAP}){{0,2}}(?:vorige|eerdere|voorgaande|bovenstaande|"
        rf"voorafgaande){GAP}(?:instructies|aanwijzingen|opdrachten|prompts)\b",
        clause=True,
        cue=True,
        sure=r"\b(?:alle|je|uw|bovenstaande)\b",
    ),
    Rule(
        ("ai", "taalmodel", "chatbot"),
        r"\b(?:je bent|jij bent|u bent)(?: (?:nu|voortaan))?(?: (?:een|de))? (?:ai(?:[- ](?:assistent|model))?|taalmodel|chatbot)\b"
        rf"{END}",
    ),
    Rule(
        ("samenvatting",),
        rf"\b(?:voeg|schrijf|vermeld|zeg|neem|zet|noem|beweer|begin)\b{SOME}(?:je|jouw|uw) samenvatting\b",
        clause=True,
    ),
    Rule(("samenvatting",), r"\bin (?:je|jouw|uw) samenvatting (?:moet|schrijf|vermeld|zeg|noem|beweer)"),
    Rule(
        ("samenvatting",),
        rf"\b(?:vermeld|noem|citeer)\b{SOME}niet in (?:de|je|jouw|uw) samenvatting\b",
        clause=True,
    ),
)

RUSSIAN = tuple(
    Rule(stems, pattern, clause=clause, cue=cue, cyrillic=True)
    for stems, pattern, clause, cue in (
        (
            ("инструкци", "указани"),
            rf"\b(?:(?:про)?игнорируй(?:те)?|забудь(?:те)?|не следуй(?:те)?|отмени(?:те)?|не обращай(?:те)? внимания на){GAP}"
            rf"(?:(?:все|всем|эти|свои|твои|ваши|любые){GAP}){{0,3}}(?:предыдущи|прежни|прошлы|вышеуказанны|предшествующи|прочи|данны)"
            rf"[а-я]{{1,3}}(?:{GAP}тебе|{GAP}вам)?{GAP}(?:системн[а-я]{{2,3}}{GAP})?(?:инструкци|указани)[а-я]{{1,3}}\b",
            True,
            False,
        ),
        (
            ("инструкци", "указани"),
            rf"\b(?:(?:про)?игнорируй(?:те)?|забудь(?:те)?){GAP}(?:(?:все|эти){GAP}){{0,2}}(?:инструкции|указания){GAP}выше\b",
            True,
            False,
        ),
        (
            ("модел", "ии", "чат-бот", "нейросет", "интеллект"),
            r"\b(?:ты|вы)(?: (?:теперь|отныне))?\s?-?\s?(?:языковая модель|большая языковая модель|нейросеть|чат-бот|"
            rf"ии(?:-(?:ассистент|помощник|модель))?|искусственный интеллект)\b{END}",
            False,
            False,
        ),
        (
            ("резюме", "пересказ", "сводк", "обзор"),
            r"\b(?:добавь|напиши|укажи|упомяни|включи|сообщи|скажи|заяви|вставь|отметь)(?:те)?\b"
            rf"{SOME}(?:свое|твое|ваше|своем|вашем|твоем|свой|свою|своей|вашей|твоей) (?:резюме|пересказ|сводк|обзор)[а-я]{{0,2}}\b",
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
            rf"\bне (?:упоминай|цитируй|включай|указывай)(?:те)?\b{SOME}в (?:(?:своем|твоем|вашем|своей) )?(?:резюме|пересказе|"
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

ABROAD = (*GERMAN, *FRENCH, *SPANISH, *ITALIAN, *PORTUGUESE, *DUTCH, *RUSSIAN)
