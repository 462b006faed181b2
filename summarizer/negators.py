"""Words that negate in several languages, and whether a sentence and its translation both do.

Only where that can be told: ``did not know`` is ``ignorait`` in French, so a sentence with any word that may hide
or feign a negation tells nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from summarizer.grounding import fold
from summarizer.opposites import DENYING, REFUSING

_WORD = re.compile(r"[^\W\d_]+")
_NEGATING = {
    "de": "nicht kein keine keinen keinem keiner keines nie niemals niemand niemanden niemandem nichts weder nirgends",
    "en": "not no never nobody none nothing neither nor nowhere cannot t",
    "es": "no nunca jamás nadie nada ningún ninguno ninguna ni tampoco",
    "fr": "ne n non jamais aucun aucune rien ni nul nulle",
    "it": "non mai nessun nessuno nessuna niente nulla né neanche nemmeno",
    "ru": "не нет ни никто никого никому никогда ничего ничто нигде нельзя",
}
_TELLING_NOTHING = {
    "de": """
        ohne außer erst nur leugnet leugnete bestreitet bestritt dementiert dementierte verweigert verweigerte
        lehnt ablehnte fehlt fehlte fehlen mangelt bis bevor kaum weigert weigerte verbietet verbot verhindert falsch
        unbekannt ahnungslos
    """,
    "en": f"""
        {" ".join(sorted((DENYING | REFUSING) - {"not"}))} only without before hardly scarcely barely few little
        ignorant unaware unknown just merely doubt until unless than too ignored unable missed misses lest neither
    """,
    "es": """
        sin sino solo sólo hasta antes apenas niega negó negar rechaza rechazó desconoce desconocía ignora
        ignoraba falta faltaba impide impidió prohíbe prohibió falso
    """,
    "fr": """
        sans sauf seulement guère nie nié nia niait démenti dément refuse refusé refusait ignore ignorait
        manque manquait empêche empêché interdit faux
    """,
    "it": """
        senza solo soltanto finché appena nega negato negò rifiuta rifiutato ignora ignorava manca mancava impedisce
        vieta vietato falso
    """,
    "ru": """
        без только лишь пока чем едва отрицает отрицал отрицала отказался отказалась отказывается неизвестно
        запретил запрещено иначе кроме
    """,
}
"""Words of limits, denials and lacks."""
_PREFIXED = {
    "de": re.compile(r"un(?![dist])"),
    "en": re.compile(
        r"un(?![dilt])|(?:im|ir|il|in|dis)(?=possib|probab|responsib|regular|legal|secure|adequate|sufficient)"
    ),
    "es": re.compile(r"(?:im|in)(?=posib|probab|segur|suficien|capa)"),
    "fr": re.compile(r"(?:im|in)(?=possib|probab|suffisan|capab)"),
    "it": re.compile(r"(?:im|in)(?=possib|probab|sicur|sufficien|capac)"),
    "ru": re.compile(r"не(?=\w\w)"),
}
"""What turns a word into its opposite: ``unsafe`` is ``pas sûr``."""
_TAKING_BACK = {"es": "que más", "fr": "que qu personne avant moins plus", "it": "che più prima"}
"""Words with which a negation may be none, or another one: ``avant qu’il ne``, ``ne … que``."""


def differ(sentence: str, language: str, original: str, own: str) -> bool:
    """Whether one of the two negates and the other plainly does not."""
    signs = _sign(sentence, language), _sign(original, own)
    return None not in signs and signs[0] != signs[1]


@lru_cache(maxsize=2048)
def _sign(text: str, language: str) -> bool | None:
    """Whether a sentence negates; ``None`` where that cannot be told."""
    if language not in _NEGATING:
        return None
    negating, open_ = _words(_NEGATING[language]), _words(_TELLING_NOTHING[language])
    words = _WORD.findall(fold(text))
    if any(word in open_ or (word not in negating and _PREFIXED[language].match(word)) for word in words):
        return None
    negates = any(word in negating for word in words)
    taken_back = negates and any(word in _words(_TAKING_BACK.get(language, "")) for word in words)
    return None if taken_back else negates


@lru_cache(maxsize=16)
def _words(row: str) -> frozenset[str]:
    return frozenset(map(fold, row.split()))
