"""The language of the terminal."""

import os


def language() -> str:
    """`en` where the locale says so, else `ru`."""
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    return "en" if locale.lower().startswith("en") else "ru"


def either(ru: str, en: str) -> str:
    """The sentence in the language of the terminal."""
    return en if language() == "en" else ru
