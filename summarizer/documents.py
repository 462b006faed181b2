"""Documents other than text and pages to their text, each taken apart in a confined process of its own.

``python -m summarizer.documents MEDIA_TYPE SECONDS MEMORY`` is that process: bytes in, JSON out.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from importlib import import_module

from summarizer.confined import LIMITS, Exceeded, Limits, confine, lacks_memory, run
from summarizer.errors import MissingExtra, SourceEmpty, SourceUnreadable, SummarizerError
from summarizer.extracted import Extracted
from summarizer.sniff import DOCX, EML, EPUB, ODT, PDF, RTF, Kind

_READERS = {
    PDF: ("summarizer.pdf", "read_pdf"),
    DOCX: ("summarizer.office", "read_docx"),
    ODT: ("summarizer.office", "read_odt"),
    EPUB: ("summarizer.epub", "read_epub"),
    RTF: ("summarizer.rtf", "read_rtf"),
    EML: ("summarizer.mail", "read_mail"),
}
"""Which function reads which type; imported in the child alone, and only the one that is needed."""
_ERRORS: dict[str, type[SummarizerError]] = {
    error.__name__: error for error in (SourceUnreadable, SourceEmpty, MissingExtra)
}
_OUT_OF_MEMORY = 3


def extract(data: bytes, kind: Kind, *, name: str, limits: Limits = LIMITS) -> Extracted:
    """The text of a document of that kind, which has a ``media_type``. ``name`` stands in messages.

    Raises:
        SourceUnreadable: broken, protected, or beyond the limits of time and memory.
        SourceEmpty: no text in it.
        MissingExtra: the library that reads such documents is not installed.
    """
    try:
        answer = run(__name__, [str(kind.media_type)], data, limits=limits)
        fields = json.loads(answer)
        if "error" in fields:
            raise _ERRORS[fields["error"]](f"{name} {fields['message']}")
        return Extracted.from_json(answer)
    except Exceeded as error:
        raise SourceUnreadable(
            f"{name} is {kind.words} that cannot be taken apart: {error}; save its text as a file"
        ) from error
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SourceUnreadable(f"{name} is {kind.words} that cannot be taken apart; save its text as a file") from error


def read(data: bytes, media_type: str) -> Extracted:
    """The same in this process. Messages of errors lack the name of the source: ``is a broken PDF; …``.

    Raises:
        SourceUnreadable: broken or protected.
        SourceEmpty: no text in it.
        MissingExtra: the library that reads such documents is not installed.
        Exception: whatever a library raises for a document that it does not expect.
    """
    module, function = _READERS[media_type]
    found = getattr(import_module(module), function)(data)
    assert isinstance(found, Extracted)
    if found.markup is None and not any(map(str.isalnum, found.text)):
        raise SourceEmpty("holds no text; give a source with text in it")
    return found


def main(arguments: Sequence[str]) -> int:
    """Read a document from standard input and write what is in it, or why it cannot be read."""
    media_type, seconds, memory = arguments
    confine(float(seconds), int(memory))
    try:
        answer = read(sys.stdin.buffer.read(), media_type).as_json()
    except RecursionError:
        answer = _failed(SourceUnreadable, "is a document nested too deeply; save its text as a file")
    except (SourceUnreadable, SourceEmpty, MissingExtra) as error:
        if error.__cause__ is not None and lacks_memory(error.__cause__, int(memory)):
            return _OUT_OF_MEMORY
        answer = _failed(type(error), str(error))
    except Exception as error:  # hostile documents break their readers in ways that these do not document
        if lacks_memory(error, int(memory)):
            return _OUT_OF_MEMORY
        message = f"is a document that cannot be taken apart ({type(error).__name__}); save its text as a file"
        answer = _failed(SourceUnreadable, message)
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return 0


def _failed(error: type[SummarizerError], message: str) -> bytes:
    return json.dumps({"error": error.__name__, "message": message}).encode()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
