"""Spelling made comparable, without moving characters where positions matter."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """Lower case, ё as е, compatibility forms resolved (NFKC): for comparing, never for showing."""
    return unicodedata.normalize("NFKC", text).lower().replace("ё", "е")


def squeeze(text: str) -> str:
    """Runs of white space as one space, none at the ends."""
    return _SPACES.sub(" ", text).strip()
