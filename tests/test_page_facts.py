from __future__ import annotations

from datetime import datetime

import pytest
import trafilatura
from lxml import html

from summarizer.page_facts import Facts, facts

TODAY = datetime.now().astimezone().strftime("%Y-%m-%d")
PAGES = {
    "nothing": "<body><p>The quay is shut.</p></body>",
    "meta": "<head><title>Quay shut</title><meta name=author content='Ada Kerr'>"
    "<meta property='article:published_time' content='2024-05-02'></head><body><p>The quay is shut.</p></body>",
    "one word is no author": "<head><meta name=author content=admin></head><body><p class=byline>Ada Kerr</p></body>",
    "JSON": "<body><script type='application/ld+json'>{'@context': 'https://schema.org', '@type': 'NewsArticle',"
    "'headline': 'Quay shut', 'author': {'@type': 'Person', 'name': 'Ada Kerr'}}</script></body>".replace("'", '"'),
    "JSON that is a list of numbers": '<body><script type="application/ld+json">[1, 2]</script><h1>Quay</h1></body>',
    "class": "<body><div><p>No.</p><p class='story-byline x'>By <b>Ada</b> Kerr</p></div></body>",
    "the first of two": "<body><span class=writer>Bo Lind</span><i>x</i><a rel=author>Ada Kerr</a></body>",
    "in a place that is left out": "<body><div class=sidebar><p class=author>Bo Lind</p></div>"
    "<section><h4 id=author>Ada Kerr</h4></section></body>",
    "with a date in it": "<body><div class=byline>Ada Kerr <time>2 May 2024</time> of the desk</div></body>",
    "one in the other": "<body><div class=authors><a class=author-name>Ada Kerr</a><a class=author>Bo Lind</a></div>",
    "too long, then one that is not": f"<body><p class=author>{'word ' * 50}</p><p class=author>Ada Kerr</p></body>",
    "element": "<body><div><author>Ada Kerr</author></div></body>",
    "rel as an element": "<body><p>x</p><div><rel>me</rel>Ada Kerr</div></body>",
    "any data attribute": "<body><div data-testid=AuthorCard>Ada Kerr</div><b data-component='x Byline'>Bo</b></body>",
    "odd names": "<body><p a:b='1' \"c='author' x{}=y>Bo Lind</p><foo:bar class=author>Ada Kerr</foo:bar></body>",
}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_the_three_are_those_of_trafilatura(page: str) -> None:
    tree = html.document_fromstring(page)
    before = html.tostring(tree)
    rules = {"original_date": True, "extensive_search": False, "max_date": TODAY}
    whole = trafilatura.extract_metadata(tree, "https://example.org/2024/quay", rules)
    assert facts(tree, "https://example.org/2024/quay") == Facts(whole.title, whole.author, whole.date)
    assert html.tostring(tree) == before


@pytest.mark.parametrize(
    ("page", "author"),
    [
        pytest.param("class", "Ada Kerr", id="class"),
        pytest.param("in a place that is left out", "Ada Kerr", id="not in a sidebar"),
        pytest.param("one in the other", "Ada Kerr", id="the inner one"),
        pytest.param("nothing", None, id="nobody"),
    ],
)
def test_the_author(page: str, author: str | None) -> None:
    assert facts(html.document_fromstring(PAGES[page]), None).author == author
