"""English words that negate, turn round or hedge, as tables."""

from __future__ import annotations

from functools import lru_cache

NEGATORS = frozenset("not no never nobody none nothing neither nor without hardly scarcely nowhere".split())
AFFIRMING = frozenset("only just doubt merely least more fewer less later wonder".split())
"""Behind ``not`` or ``no`` they take the negation back: ``not only``, ``no doubt``, ``no more than``."""
REFUSING = frozenset(
    "refused refuses refuse refusing declined declines decline declining failed fails fail failing unable without unwilling".split()
)
"""With ``to`` behind them they negate the verb."""
DENIALS = frozenset(
    "denied denies deny denying denial rejected rejects reject dismissed dismisses disputed disputes refuted".split()
)
"""What somebody does to the words of others: the sentence with these words need not be negated itself."""
DENYING = DENIALS | frozenset(
    """
    rejecting ruled prevented prevents prevent avoided avoids avoid stopped stops lack lacks lacked lacking absence instead rather
    want missing zero empty false wrong untrue myth barred bars banned bans unlikely doubt doubts doubted longer only least until unless except
    """.split()
)
"""Words that may say a denial otherwise: where one stands, a missing ``not`` proves nothing."""
EXCEPTIVE = frozenset("else except unless until".split())
"""``never anywhere else`` says ``only there``."""
RESERVES = frozenset(
    "may might could allegedly reportedly apparently possibly perhaps probably supposedly purportedly presumably".split()
)
"""Words that hold back what stands behind them."""
HEDGES = frozenset(
    """
    likely suspected alleged potential
    potentially purported seemingly seems seemed appears appeared would can expected believed thought feared
    claims claimed alleges says said accused accuses suspicion rumoured threatened unconfirmed should suggests suggested if
    possible possibility risk chance danger maybe hint hints hinted think thinks believes able threat fear fears suspects
    """.split()
)
"""Words that may say such a reserve otherwise: with one of them in the statement none is missed."""
FUNCTION = frozenset(
    """
    a an the of in on at to for from by with and or as is was were are be been being am has have had having do does did
    done it its he she they we i you him her them us his their our my your this that these those there here who whom whose
    which what when where why how than then so such too very just also even still yet more most much many some any each
    will would shall should can s t re ve ll d m said says say told tells added adds according if while because since
    during about into onto upon over under out up down off again now mr mrs ms dr not no never get got gets go goes went
    make makes made take takes took taken come came one ones own other others another both only like well way
    """.split()
) - frozenset("more over under above below".split())
_PAIRS = """
    rise fall|rose fell|rising falling|risen fallen|increase decrease|increased decreased|increases decreases|increasing decreasing
    grow shrink|grew shrank|gain loss|gained lost|accept reject|accepted rejected|accepts rejects|open close|opened closed|opens closes
    safe unsafe|able unable|possible impossible|legal illegal|lawful unlawful|known unknown|fair unfair|likely unlikely|clear unclear
    happy unhappy|certain uncertain|reliable unreliable|responsible irresponsible|aware unaware|willing unwilling|successful unsuccessful
    usual unusual|necessary unnecessary|healthy unhealthy|stable unstable|correct incorrect|complete incomplete|adequate inadequate
    sufficient insufficient|secure insecure|regular irregular|relevant irrelevant|legitimate illegitimate|appropriate inappropriate
    acceptable unacceptable|expected unexpected|harmed unharmed|changed unchanged|finished unfinished|paid unpaid|tested untested
    before after|above below|higher lower|high low|more fewer|more less|first last|early late|earlier later|over under
    win lose|won lost|wins loses|allow forbid|allowed forbidden|allowed banned|allowed prohibited|allows bans|support oppose
    supported opposed|supports opposes|supporting opposing|confirm deny|confirmed denied|confirms denies|guilty innocent|alive dead
    passed failed|worked failed|works fails|succeeded failed|started stopped|starts stops|began ended|begins ends|agreed refused
    agrees refuses|agreed disagreed|always seldom|often seldom|often rarely|true false|right wrong|full empty|strong weak|stronger weaker
    better worse|best worst|faster slower|cheap expensive|maximum minimum|majority minority|hire fire|hired fired|buy sell|bought sold
    borrow lend|arrived departed|approved refused|approve refuse|approved rejected|admitted denied|admits denies|proven unproven
    widened narrowed|raised lowered|raises lowers|raise lower|expanded contracted|strengthened weakened|improved worsened
    included excluded|includes excludes|present absent|public private|guilt innocence|trust distrust|agree disagree|like dislike
    friend enemy|praise criticise|praised criticised|praised criticized|remember forget|remembered forgot|believes disbelieves
    inside outside|north south|east west|left right|adult child|lawful unlawful|satisfied dissatisfied|connected disconnected
    survived died|survived killed|survive die|survive kill|survives dies|surviving killed|fortunate unfortunate|lucky unlucky
    convicted acquitted|employed unemployed|popular unpopular|visible invisible|appeared disappeared|victory defeat|profit loss
    mandatory optional|mandatory voluntary|married unmarried|friendly hostile|loved hated|loves hates
"""
PLACED: frozenset[str]
"""Concepts of order, degree and place: a paraphrase turns them round at will, so they count in front of the same word."""
_AMBIGUOUS = frozenset(
    "left right adult child like over under north south east west inside outside public private open close".split()
)


def _tables() -> tuple[dict[str, tuple[str, int]], frozenset[str]]:
    table: dict[str, tuple[str, int]] = {}
    rows = (row.split() for line in _PAIRS.strip().splitlines() for row in line.strip().split("|"))
    for one, other in rows:
        if {one, other} & _AMBIGUOUS:
            continue
        concept = table.get(one, (stem(one), 1))
        table.setdefault(one, concept)
        table.setdefault(other, (concept[0], -concept[1]))
    placed = {
        table[w][0]
        for w in "before above higher high more first early earlier better best maximum always often".split()
    }
    return table, frozenset(placed)


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Forms of one word made equal, roughly: ``cleaning``, ``cleaned`` and ``cleans`` are ``clean``."""
    for suffix in ("ingly", "edly", "ing", "ies", "ied", "ed", "es", "ly", "s", "e"):
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word.removesuffix(suffix)
            break
    return word.rstrip("e")[:7]


_TABLE, PLACED = _tables()


@lru_cache(maxsize=8192)
def opposite(word: str) -> tuple[str, int]:
    """The concept of a word, and -1 where it is the opposite that names it."""
    return _TABLE.get(word) or (stem(word), 1)
