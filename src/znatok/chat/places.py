"""Where in a document a fragment stands, in words."""

from znatok.chat.words import say
from znatok.documents.model import Fragment


def place_of(fragment: Fragment, language: str) -> str:
    """For example «раздел «Отпуска», стр. 3»; empty when the document knows no places."""
    parts = []
    if fragment.sheet:
        parts.append(say("sheet", language, name=fragment.sheet))
    elif fragment.section:
        parts.append(say("section", language, name=fragment.section[-1]))
    if fragment.page is not None:
        parts.append(say("page", language, number=fragment.page))
    return ", ".join(parts)
