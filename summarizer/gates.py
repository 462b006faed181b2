"""Pages that stand before an article: logins, cookie walls, checks for robots, shells that a script fills.

A page is only taken for one of them if there is next to no prose in it: articles are full of login forms, cookie
banners and advice to enable JavaScript, too.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

ROBOT_CHECK = "checks whether a person is reading; open it in a browser, save the page and give the file"
LOGIN = "wants a login; log in with a browser, save the page and give the file"
COOKIES = "asks for consent to cookies first; answer it in a browser, save the page and give the file"
SCRIPT = "shows its text only where JavaScript runs; open it in a browser, save the page and give the file"

_MAX_MARKUP = 1_000_000
"""Characters of a page that are looked at. Gates are small; the bulk of a shell is the script behind it."""
_MANY_WORDS = 12
"""Words from which on a block is prose rather than a label, a menu or a button."""
_MOST_PROSE = 60
"""Words of prose that a gate may have: what it is for, in two or three sentences. Short news has a hundred."""
_MOST_WORDS = 300
"""Words of a gate with all its menus. A poem or a table has no prose in this sense, but more words."""
_SHELL_WORDS = 25
"""Words of a page that says nothing itself: a name, "Loading…", a line of rights."""

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn del em font i ins kbd label mark nobr q s samp small span strike "
    "strong sub sup time tt u var wbr".split()
)
_RAW = frozenset(("script", "style", "template", "svg", "noscript", "textarea", "select", "iframe", "title"))
_RAW_END = {name: re.compile(f"</{name}", re.IGNORECASE) for name in _RAW}
_TAG = re.compile(r"<!--|<(/?)([a-zA-Z][\w:-]*)[^<>]*>?")
_LONG_REFERENCE = re.compile(r"&#x?[0-9a-f]{9,}", re.IGNORECASE)
"""References to no character, which the standard library takes for numbers of any length."""
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

_ROBOT_MARKS = re.compile(
    r"/cdn-cgi/challenge-platform/|_cf_chl_opt|cf-turnstile|captcha-delivery\.com|px-captcha|_Incapsula_Resource|"
    r"AwsWafIntegration|awswaf\.com|/\.well-known/sgcaptcha|ddos-guard|hcaptcha\.com/|g-recaptcha|recaptcha/api|"
    r"friendlycaptcha|smartcaptcha|geetest",
    re.IGNORECASE,
)
_ROBOT_WORDS = re.compile(
    r"captcha|you(?: a|['’])re (?:not )?(?:a )?(?:human|robot|bot)\b|are you (?:a )?(?:human|robot)|not a robot|"
    r"unusual traffic|checking your browser|just a moment|human verification|"
    r"(?:kein|ein) (?:roboter|mensch)\b|ungewöhnliche\w{0,2} (?:datenverkehr|zugriffe)|browser wird (?:ge|über)prüft|"
    r"pas un robot|êtes (?:bien )?(?:un )?humain|trafic inhabituel|"
    r"no (?:eres|es|soy) un robot|eres (?:un )?humano|tráfico inusual|"
    r"non sei un robot|não é um robô|geen robot|nie jestem robotem|не робот|подозрительн\w{1,4} (?:трафик|активност)|"
    r"机器人|人机|ロボットで",
    re.IGNORECASE,
)
_SCRIPT_WORDS = re.compile(
    r"java\s?script|enable js\b|джава\s?скрипт",
    re.IGNORECASE,
)
_COOKIE_WORDS = re.compile(r"cookie|куки|クッキー", re.IGNORECASE)
_CONSENT_WORDS = re.compile(
    r"\b(?:accept|agree|consent|reject|manage|akzeptier|zustimm|einwillig|einverstanden|ablehn|accepter|j.accepte|"
    r"consentement|refuser|aceptar|acepto|rechazar|consentimiento|accetta|rifiuta|consenso|aceitar|rejeitar|accepteren|"
    r"akkoord|toestemming|zgadzam|akceptuj|принять|принима|соглас|отклонить)|同意",
    re.IGNORECASE,
)
_ABOUT_CONSENT = re.compile(
    r"cookie|куки|consent|privacy|partner|personal|datenschutz|einwillig|werbung|advertis|données|publicit|datos|privacidad|"
    r"données|tracking|данны|реклам|dati personali|gegevens",
    re.IGNORECASE,
)
_CONSENT_PLACE = re.compile(r"^(?:consent|guce|cmp|choice)\.|/(?:consent|collectConsent|cookie-?wall)\b", re.IGNORECASE)
_LOGIN_PLACE = re.compile(
    r"/(?:log-?in|sign-?in|sso|anmelden|connexion|acceder|iniciar-sesion|accedi)\b", re.IGNORECASE
)
_PASSWORD = re.compile(r"<input\b[^<>]{0,2000}?\btype\s*=\s*[\"']?password\b", re.IGNORECASE)
_REFRESH = re.compile(
    r"<meta\b(?=[^<>]{0,500}http-equiv\s*=\s*[\"']?refresh)[^<>]{0,500}content\s*=\s*(\"[^\"<>]{0,2000}\"|'[^'<>]{0,2000}')",
    re.IGNORECASE,
)
_REFRESH_TO = re.compile(r"\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?[\"']?(\S[^\"']*)", re.IGNORECASE)
_NOT_FREE = re.compile(
    r"\"isAccessibleForFree\"\s*:\s*\"?(?:https?://schema\.org/)?(?:false|no)\b|"
    r"itemprop\s*=\s*[\"']?isAccessibleForFree[\"']?\s+content\s*=\s*[\"']?(?:false|no)\b|"
    r"article:content_tier[\"']?\s+content\s*=\s*[\"']?locked",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a reader sees of a page: its blocks of text, what stands there without scripts, and its title."""

    blocks: tuple[str, ...]
    without_script: str
    title: str
    has_script: bool

    @property
    def text(self) -> str:
        return "\n".join((self.title, *self.blocks))

    @property
    def words(self) -> int:
        return sum(map(_count, self.blocks))


def find_gate(markup: str, *, url: str = "") -> str | None:
    """What stands before the article and what to do, to be put after a page's name; ``None`` for all other pages.

    ``url`` is the address after redirects, which often says what the page is.
    """
    markup = markup[:_MAX_MARKUP]
    if _has_prose(_blocks(markup, defaultdict(list)), not_about=_ABOUT_CONSENT):  # most pages are, and need no more
        return None
    seen = _see(markup)
    place = urlsplit(url)
    if _is_cookie_wall(seen, f"{place.hostname or ''}{place.path}"):
        return COOKIES
    if _has_prose(seen.blocks) or seen.words > _MOST_WORDS:
        return None
    if _PASSWORD.search(markup) or (_LOGIN_PLACE.search(place.path) and "<form" in markup.lower()):
        return LOGIN
    if _ROBOT_WORDS.search(seen.text) or _ROBOT_MARKS.search(markup):
        return ROBOT_CHECK
    if _SCRIPT_WORDS.search(f"{seen.text}\n{seen.without_script}"):
        return SCRIPT
    target = _sent_on(markup)
    if target is not None:
        return f"only sends its readers on to {target!r}; give that address"
    if seen.has_script and seen.words < _SHELL_WORDS:
        return SCRIPT
    return None


def is_check_for_robots(markup: str) -> bool:
    """Whether the body of a refusal is a check for robots."""
    markup = markup[:_MAX_MARKUP]
    seen = _see(markup)
    return not _has_prose(seen.blocks) and bool(_ROBOT_WORDS.search(seen.text) or _ROBOT_MARKS.search(markup))


def notes(markup: str) -> tuple[str, ...]:
    """What the page itself says about text that is missing in it."""
    # The plain words first, as the pattern is slow on whole pages.
    if ("isAccessibleForFree" in markup or "content_tier" in markup) and _NOT_FREE.search(markup):
        return ("the page says that it is not free to read: its text may be no more than the beginning of the article",)
    return ()


def roughly_decoded(data: bytes, charset: str | None) -> str:
    """Bytes as text that is good enough for looking at markup and common words."""
    try:
        return data.decode(charset or "utf-8", "replace")
    except (LookupError, ValueError):  # no such encoding
        return data.decode("utf-8", "replace")


def _is_cookie_wall(seen: _Seen, place: str) -> bool:
    """Whether a page whose only prose is about consent asks for it."""
    asks = _CONSENT_WORDS.search(seen.text) is not None
    return asks and (len(_COOKIE_WORDS.findall(seen.text)) > 1 or _CONSENT_PLACE.search(place) is not None)


def _sent_on(markup: str) -> str | None:
    found = _REFRESH.search(markup)
    target = _REFRESH_TO.match(_unescaped(found[1][1:-1])) if found else None
    return target[1].strip()[:200] if target else None


def _count(text: str) -> int:
    """Words; two characters of a script without spaces count as one."""
    return len(text.split()) + len(_WIDE.findall(text)) // 2


def _has_prose(blocks: Iterable[str], *, not_about: re.Pattern[str] | None = None) -> bool:
    """Whether there is more prose than a gate has. That of blocks ``not_about`` something is all that counts."""
    found = 0
    for block in blocks:
        count = _count(block)
        if count >= _MANY_WORDS and (not_about is None or not not_about.search(block)):
            found += count
            if found > _MOST_PROSE:
                return True
    return False


def _see(markup: str) -> _Seen:
    kept: defaultdict[str, list[str]] = defaultdict(list)
    return _Seen(
        blocks=tuple(_blocks(markup, kept)),
        without_script=_unescaped(" ".join(kept["noscript"])),
        title=" ".join(_unescaped(" ".join(kept["title"])).split()),
        has_script="script" in kept,
    )


def _blocks(markup: str, kept: defaultdict[str, list[str]]) -> Iterator[str]:
    """The blocks of text that a reader sees; what elements without markup hold is ``kept`` by their names.

    One pass over ``markup``, in time proportional to its length, however broken it is.
    """
    inside: list[str] = []
    place = 0
    while (tag := _TAG.search(markup, place)) is not None:
        inside.append(markup[place : tag.start()])
        name = (tag[2] or "").lower()
        place = tag.end()
        if tag[0] == "<!--":
            end = markup.find("-->", place)
            place = len(markup) if end < 0 else end + 3
        elif name in _RAW and not tag[1]:
            closing = _RAW_END[name].search(markup, place)
            end = closing.start() if closing else len(markup)
            kept[name].append(markup[place:end])
            place = end
        elif name not in _INLINE:
            yield from _shown(inside)
            inside = []
    yield from _shown([*inside, markup[place:]])


def _shown(pieces: list[str]) -> Iterator[str]:
    if text := " ".join(_unescaped("".join(pieces)).split()):
        yield text


def _unescaped(text: str) -> str:
    return html.unescape(_LONG_REFERENCE.sub("", text))
