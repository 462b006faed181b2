"""The languages that a summary can be asked for in: ISO 639-1 codes and English names."""

from __future__ import annotations

from summarizer.errors import ConfigurationError

NAMES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "fa": "Persian",
    "fi": "Finnish",
    "fr": "French",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "id": "Indonesian",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "nl": "Dutch",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sr": "Serbian",
    "sv": "Swedish",
    "th": "Thai",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}


def code_of(given: str) -> str:
    """The code of a language that is given by its code (``de``, ``de-AT``) or its English name.

    Raises:
        ConfigurationError: it is none of :data:`NAMES`.
    """
    wanted = given.strip().casefold()
    code = next((code for code, name in NAMES.items() if name.casefold() == wanted), wanted.split("-")[0])
    if code not in NAMES:
        raise ConfigurationError(f"the language {given!r} is not known; give one of {', '.join(NAMES)}")
    return code
