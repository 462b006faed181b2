"""The exceptions that leave this package, and nothing else.

    SummarizerError
    ├── InputError              the source cannot be read: the caller's to mend (exit status 2)
    │   ├── SourceNotFound      no such file, folder or page
    │   ├── SourceUnreadable    not text, an unknown encoding, too large, refused
    │   └── SourceEmpty         read, but there is no article text in it
    ├── ConfigurationError      a setting that cannot work (exit status 2)
    │   ├── UnknownModel        no such model or provider
    │   ├── ModelFileError      the embedded model's file is missing or is not what it should be
    │   └── MissingExtra        an optional part of the installation is absent
    ├── ServiceError            the model service could not be reached or refused (exit status 3)
    │   ├── ServiceUnreachable  no connection, no answer, or overloaded to the end of all tries
    │   ├── ServiceRefused      key, quota, unknown model: trying again cannot help
    │   └── ReplayMiss          a request that the cassette does not hold
    ├── AnswerError             the model answered, but not usably
    │   ├── AnswerTruncated     cut off by a length or context limit
    │   └── AnswerUnreadable    not of the form that was asked for
    ├── CeilingReached          tokens, cost or time ran out (exit status 4)
    └── Stopped                 somebody asked to stop (exit status 130)

A claim that the text does not support is a result (``Summary.rejected``), never an exception.
"""

from __future__ import annotations

from collections.abc import Iterator


class SummarizerError(Exception):
    """Root of everything this package raises on purpose. ``str()`` is one readable line."""

    exit_status = 1


class InputError(SummarizerError):
    """A source that cannot be read."""

    exit_status = 2


class SourceNotFound(InputError):
    """There is nothing at the given path or address."""


class SourceUnreadable(InputError):
    """There is something, but it is not text that can be read."""


class SourceEmpty(InputError):
    """It was read, and holds no article text."""


class ConfigurationError(SummarizerError):
    """A setting, option or environment variable that cannot work."""

    exit_status = 2


class UnknownModel(ConfigurationError):
    """A model string that names no known provider or file."""


class ModelFileError(ConfigurationError):
    """The embedded model's file is absent, incomplete or altered."""


class MissingExtra(ConfigurationError):
    """A part that ``pip`` installs as an extra is needed and absent."""


class ServiceError(SummarizerError):
    """The model service failed us."""

    exit_status = 3


class ServiceUnreachable(ServiceError):
    """No connection, no answer in time, or overloaded until the tries ran out."""

    others_answered = False
    """Whether other calls had an answer meanwhile: then the service is there, and the next call may get one, too."""


class ServiceRefused(ServiceError):
    """The service answered and will not serve: key, quota, permission, unknown model."""


class ReplayMiss(ServiceError):
    """A request was made that the cassette being replayed does not hold."""


class AnswerError(SummarizerError):
    """The model answered, but not usably. Callers turn this into ``unread`` or ``rejected``."""


class AnswerTruncated(AnswerError):
    """The answer, or the request, met a length or context limit."""


class AnswerUnreadable(AnswerError):
    """The answer is not of the form that was asked for."""

    def __init__(self, message: str, *, raw: str = "") -> None:
        """``raw`` is what the model wrote, for the record of what was not understood."""
        super().__init__(message)
        self.raw = raw


class CeilingReached(SummarizerError):
    """A ceiling on tokens, cost or time was reached."""

    exit_status = 4


class Stopped(SummarizerError):
    """Somebody asked to stop before this was done."""

    exit_status = 130


ENDINGS = (CeilingReached, ServiceError, Stopped)
"""What ends the asking before all is asked; what was answered before stands."""


def chain(error: BaseException) -> Iterator[BaseException]:
    """``error`` and what it was raised from, outermost first, each once."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__
