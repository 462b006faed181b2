"""The templates, style sheets and scripts of the pages, and what a browser may do on a page: nothing but these.

A page is one file. Its only style and its only script stand inside it and are named by their hashes in its content
security policy, so that nothing else runs, loads or is sent, whatever the article holds.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined, Template
from markupsafe import Markup

from summarizer.render.inert import inert
from summarizer.render.visible import visible
from summarizer.shipped import find_folder


def fill(name: str, **values: object) -> str:
    """The page ``name`` (``article`` or ``index``) with its style, its script and the values.

    Raises:
        ConfigurationError: the files of the pages are missing; the installation is incomplete.
    """
    style, script = _read(f"{name}.css"), _read(f"{name}.js")
    return _template(f"{name}.html").render(
        values, style=Markup(style), script=Markup(script), policy=_policy(style, script)
    )


@cache
def _policy(style: str, script: str) -> str:
    rules = (
        "default-src 'none'",
        f"style-src '{_hash(style)}'",
        f"script-src '{_hash(script)}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return "; ".join(rules)


def _hash(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")


@cache
def _read(name: str) -> str:
    return (find_folder(files("summarizer.render"), "pages") / name).read_text("utf-8")


@cache
def _template(name: str) -> Template:
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        loader=FunctionLoader(_read),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(shown=visible, inert=inert)
    return environment
