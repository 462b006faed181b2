"""What stands before an article, told from articles that have the same things around them."""

from __future__ import annotations

import pytest

from summarizer import gates
from tests.hostile_text import MARKUP
from tests.hostile_text import page as hostile_page

PROSE = "".join(
    f"<p>The harbour master said on day {day} that the ferry would sail late, as the tide had left the eastern pier "
    "without enough water for its keel.</p>"
    for day in range(1, 6)
)


def page(body: str, head: str = "<title>Quay News</title>") -> str:
    return (
        f"<!doctype html><html><head>{head}</head><body><nav><a href=/>Home</a> <a href=/n>News</a></nav>{body}</body>"
    )


LOGINS = {
    "English": "<h1>Sign in</h1><form><input name=u><input type='password'><button>Go</button></form>",
    "German": "<p>Bitte melden Sie sich an.</p><form><input class=x type=password></form>",
    "with a check for robots": "<form><input type=password><div class=g-recaptcha></div></form>",
}
ROBOT_CHECKS = {
    "Cloudflare": "<h1>quay.example</h1><p>Checking your browser before you go on.</p><script>_cf_chl_opt={}</script>",
    "turnstile": "<div class='cf-turnstile'></div><noscript>Enable JavaScript and cookies to continue</noscript>",
    "DataDome": "<p>Please wait</p><script src='https://ct.captcha-delivery.com/c.js'></script>",
    "English": "<p>Please confirm that you are not a robot.</p>",
    "German": "<p>Bestätigen Sie, dass Sie kein Roboter sind.</p>",
    "French": "<p>Prouvez que vous n'êtes pas un robot.</p>",
    "Spanish": "<p>Demuestre que no es un robot para seguir.</p>",
    "Russian": "<p>Подтвердите, что вы не робот.</p>",
    "Chinese": "<p>请完成人机验证</p>",
}
SCRIPTS = {
    "English": "<div id=root></div><noscript>You need to enable JavaScript to run this app.</noscript>",
    "German": "<p>Bitte aktivieren Sie JavaScript, um diese Seite zu lesen.</p>",
    "French": "<noscript>Veuillez activer JavaScript dans votre navigateur.</noscript>",
    "Russian": "<noscript>Включите JavaScript, чтобы читать страницу.</noscript>",
    "Japanese": "<noscript>JavaScriptを有効にしてください。</noscript>",
    "a shell that says nothing": "<div id=app>Loading…</div><script src=/app.js></script><script>var x={a:1}</script>",
}
COOKIE_WALLS = {
    "English": "<h1>Before you go on</h1><p>We and our 812 partners use cookies and similar means to store and read "
    "data on your device, and to show personal advertising.</p><button>Accept all</button><a>Manage cookies</a>",
    "German": "<p>Wir nutzen Cookies und ähnliche Verfahren, um unsere Seiten mit Werbung zu bezahlen, und bitten um "
    "Ihre Einwilligung dazu.</p><button>Akzeptieren</button><p>Mehr über Cookies</p>",
    "French": "<p>Avec votre accord, nos partenaires et nous utilisons des cookies pour lire des données sur votre "
    "appareil et vous montrer de la publicité.</p><button>Accepter</button><p>Gérer les cookies</p>",
    "Spanish": "<p>Usamos cookies propias y de otros para mostrarle publicidad según sus datos de lectura y "
    "navegación.</p><button>Aceptar</button><p>Política de cookies</p>",
    "Russian": "<p>Мы храним файлы cookie и данные о вашем устройстве, чтобы показывать вам рекламу и считать "
    "посетителей нашего сайта.</p><button>Принять</button><p>О файлах cookie</p>",
    "long": "<p>We use cookies.</p>" + "<p>This partner stores cookies on your device for a year in order to measure "
    "which of its advertising you have seen.</p>" * 40 + "<button>I agree</button>",
}


@pytest.mark.parametrize("body", LOGINS.values(), ids=LOGINS)
def test_logins_are_recognised(body: str) -> None:
    assert gates.find_gate(page(body)) == gates.LOGIN


@pytest.mark.parametrize("body", ROBOT_CHECKS.values(), ids=ROBOT_CHECKS)
def test_checks_for_robots_are_recognised(body: str) -> None:
    assert gates.find_gate(page(body)) == gates.ROBOT_CHECK
    assert gates.is_check_for_robots(page(body))


@pytest.mark.parametrize("body", SCRIPTS.values(), ids=SCRIPTS)
def test_pages_that_a_script_fills_are_recognised(body: str) -> None:
    assert gates.find_gate(page(body)) == gates.SCRIPT


@pytest.mark.parametrize("body", COOKIE_WALLS.values(), ids=COOKIE_WALLS)
def test_cookie_walls_are_recognised(body: str) -> None:
    assert gates.find_gate(page(body)) == gates.COOKIES


def test_the_address_can_tell_a_login() -> None:
    body = "<p>Enter the code that we have sent to you.</p><form><input name=code></form>"

    assert gates.find_gate(page(body), url="https://quay.example/login?next=%2Fnews") == gates.LOGIN
    assert gates.find_gate(page(body), url="https://quay.example/news/logins-stolen") is None


def test_the_address_can_tell_a_cookie_wall() -> None:
    body = "<p>Your choice, please.</p><button>Accept</button>"

    assert gates.find_gate(page(body), url="https://consent.quay.example/v2") == gates.COOKIES
    assert gates.find_gate(page(body), url="https://quay.example/v2") is None


def test_a_page_that_only_leads_on_says_where() -> None:
    head = '<meta http-equiv="refresh" content="0; url=\'/story?a=1&amp;b=2\'">'

    assert gates.find_gate(page("<p>One moment.</p>", head)) == (
        "only sends its readers on to '/story?a=1&b=2'; give that address"
    )


@pytest.mark.parametrize(
    "around",
    [
        *LOGINS.values(),
        *ROBOT_CHECKS.values(),
        *SCRIPTS.values(),
        *COOKIE_WALLS.values(),
    ],
)
def test_an_article_with_the_same_around_it_is_an_article(around: str) -> None:
    assert gates.find_gate(page(around + PROSE + around), url="https://consent.quay.example/login") is None
    assert not gates.is_check_for_robots(page(around + PROSE))


@pytest.mark.parametrize(
    "body",
    [
        "<p>The ferry is late.</p>",
        "<p>The ferry is late, and nobody at the pier could say on Monday why that was so or when it would come.</p>",
        "<p>渡し船は遅れている。桟橋では誰も理由を知らなかった。</p>",
        "".join(f"<p>line {n} of a song</p>" for n in range(80))
        + "<noscript>Enable JavaScript for the video.</noscript>",
        "",
    ],
)
def test_short_pages_are_not_accused_of_anything(body: str) -> None:
    assert gates.find_gate(page(body)) is None


@pytest.mark.parametrize(
    "markup",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>',
        '<script type="application/ld+json">{"isAccessibleForFree" : "False"}</script>',
        '<script type="application/ld+json">{"isAccessibleForFree":"https://schema.org/False"}</script>',
        '<meta itemprop="isAccessibleForFree" content="false">',
        '<meta property="article:content_tier" content="locked">',
    ],
)
def test_a_page_that_says_it_is_not_free_gets_a_note(markup: str) -> None:
    assert len(gates.notes(page(PROSE, markup))) == 1


@pytest.mark.parametrize("value", ["true", '"True"', "null"])
def test_a_free_page_gets_no_note(value: str) -> None:
    assert gates.notes(page(PROSE, f'<script>{{"isAccessibleForFree": {value}}}</script>')) == ()


@pytest.mark.parametrize("unit", MARKUP)
def test_a_megabyte_of_hostile_markup_is_told_as_little_of_it_is(unit: str) -> None:
    little, much = (hostile_page(unit, size) for size in (1_000, 1_000_000))

    assert gates.find_gate(much) == gates.find_gate(little) == (gates.SCRIPT if "<script" in unit else None)
    assert gates.notes(much) == ()


@pytest.mark.parametrize(("charset", "text"), [("utf-8", "Fähre"), ("latin-1", "Fähre"), ("no-such", "Fähre")])
def test_any_charset_is_good_enough(charset: str, text: str) -> None:
    data = text.encode("utf-8" if charset == "no-such" else charset)

    assert gates.roughly_decoded(data, charset) == text
