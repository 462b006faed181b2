"""Reads an article and hands back a structured summary, every line tied to exact words of the source.

The names below are the public interface; whatever else the package holds may change in any version.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from summarizer.about import __version__

if TYPE_CHECKING:
    from summarizer.checking import check
    from summarizer.errors import (
        AnswerError,
        AnswerTruncated,
        AnswerUnreadable,
        CeilingReached,
        ConfigurationError,
        InputError,
        MissingExtra,
        ModelFileError,
        ReplayMiss,
        ServiceError,
        ServiceRefused,
        ServiceUnreachable,
        SourceEmpty,
        SourceNotFound,
        SourceUnreadable,
        Stopped,
        SummarizerError,
        UnknownModel,
    )
    from summarizer.judging import judge, judge_async
    from summarizer.models import (
        Check,
        Claim,
        ClaimOriginal,
        Contradiction,
        ContradictionOriginal,
        Coverage,
        Evidence,
        Excluded,
        Note,
        OverviewOriginal,
        OverviewSentence,
        Party,
        Passage,
        ProducedBy,
        Rejected,
        Side,
        SideOriginal,
        SourceInfo,
        Span,
        Speaker,
        Summary,
        SummaryOriginal,
        Unread,
        Usage,
        Warning,
        WarningOriginal,
    )
    from summarizer.pipeline import Summarizer, summarize, summarize_async
    from summarizer.report import CheckedItem, JudgedReport, Mismatch, NotJudged, Paraphrase, Report
    from summarizer.source import Source


_HOME = {
    "summarizer.checking": ("check",),
    "summarizer.errors": (
        "AnswerError",
        "AnswerTruncated",
        "AnswerUnreadable",
        "CeilingReached",
        "ConfigurationError",
        "InputError",
        "MissingExtra",
        "ModelFileError",
        "ReplayMiss",
        "ServiceError",
        "ServiceRefused",
        "ServiceUnreachable",
        "SourceEmpty",
        "SourceNotFound",
        "SourceUnreadable",
        "Stopped",
        "SummarizerError",
        "UnknownModel",
    ),
    "summarizer.judging": ("judge", "judge_async"),
    "summarizer.models": (
        "Check",
        "Claim",
        "ClaimOriginal",
        "Contradiction",
        "ContradictionOriginal",
        "Coverage",
        "Evidence",
        "Excluded",
        "Note",
        "OverviewOriginal",
        "OverviewSentence",
        "Party",
        "Passage",
        "ProducedBy",
        "Rejected",
        "Side",
        "SideOriginal",
        "SourceInfo",
        "Span",
        "Speaker",
        "Summary",
        "SummaryOriginal",
        "Unread",
        "Usage",
        "Warning",
        "WarningOriginal",
    ),
    "summarizer.pipeline": ("Summarizer", "summarize", "summarize_async"),
    "summarizer.report": ("CheckedItem", "JudgedReport", "Mismatch", "NotJudged", "Paraphrase", "Report"),
    "summarizer.source": ("Source",),
}
_MODULE_OF = {name: module for module, names in _HOME.items() for name in names}

__all__ = [
    "AnswerError",
    "AnswerTruncated",
    "AnswerUnreadable",
    "CeilingReached",
    "Check",
    "CheckedItem",
    "Claim",
    "ClaimOriginal",
    "ConfigurationError",
    "Contradiction",
    "ContradictionOriginal",
    "Coverage",
    "Evidence",
    "Excluded",
    "InputError",
    "JudgedReport",
    "Mismatch",
    "MissingExtra",
    "ModelFileError",
    "NotJudged",
    "Note",
    "OverviewOriginal",
    "OverviewSentence",
    "Paraphrase",
    "Party",
    "Passage",
    "ProducedBy",
    "Rejected",
    "ReplayMiss",
    "Report",
    "ServiceError",
    "ServiceRefused",
    "ServiceUnreachable",
    "Side",
    "SideOriginal",
    "Source",
    "SourceEmpty",
    "SourceInfo",
    "SourceNotFound",
    "SourceUnreadable",
    "Span",
    "Speaker",
    "Stopped",
    "Summarizer",
    "SummarizerError",
    "Summary",
    "SummaryOriginal",
    "UnknownModel",
    "Unread",
    "Usage",
    "Warning",
    "WarningOriginal",
    "__version__",
    "check",
    "judge",
    "judge_async",
    "summarize",
    "summarize_async",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: ``summarizer --version`` must not wait for Pydantic."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(_MODULE_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
