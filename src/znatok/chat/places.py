"""Where in a document a fragment or a quote stands, in words."""

import re

from znatok.chat.titles import KINDS
from znatok.chat.words import say
from znatok.documents.model import Fragment

# «4.2. Отпуск…», «4.2 Отпуск…», «Статья 5. …», «§ 3 …» at the start of a line.
_CLAUSE = re.compile(
    r"(?:(?P<article>Статья|Ст\.|Article)\s+(?P<of_article>\d{1,4}(?:\.\d{1,3})?)|§\s?(?P<of_mark>\d{1,4})"
    r"|(?P<levels>[1-9]\d{0,2}(?:\.[1-9]\d{0,2}){1,4}))(?:\.(?=\s)|\)|(?=\s))\s*(?=[«\"“(]?[^\W\da-zа-яё_])"
)
_POINT = re.compile(r"(?P<levels>[1-9]\d?)[.)]\s+(?=[«\"“(]?[^\W\da-zа-яё_])")
_TIME_LIKE = re.compile(r"\d{1,2}\.\d\d$")  # «8.30 Планёрка»: not a clause unless a stop follows
_NUMBERED = re.compile(
    r"(?:Раздел|Глава|Section|Chapter)?\s*(\d{1,3}(?:\.\d{1,3})*)\.?\s+(\S.*)", re.DOTALL
)


def place_of(fragment: Fragment, language: str, *, clause: str = "", title: str = "") -> str:
    """For example «п. 4.2, раздел 4 «Отпуска», стр. 3»; empty when the document knows no places.

    `title`: a section called like the document itself is left out.
    """
    parts = [clause] if clause else []
    if fragment.sheet:
        parts.append(say("sheet", language, name=fragment.sheet))
    elif fragment.section and not _same(fragment.section[-1], title):
        parts.append(_section(fragment.section[-1], language))
    if fragment.page is not None:
        parts.append(say("page", language, number=fragment.page))
    return ", ".join(parts)


def clause_at(fragment: Fragment, start: int, title: str, language: str) -> tuple[str, int]:
    """The clause whose line begins at `start`, and where its words begin; ("", start) for none.

    A bare «2.» is a clause of documents that have clauses, by the kind their title names.
    """
    text = fragment.text
    if start and text[start - 1] != "\n":
        return "", start
    match = _CLAUSE.match(text, start)
    if match is None and title.split(" ", maxsplit=1)[0].lower() in KINDS:
        match = _POINT.match(text, start)
    if match is None:
        return "", start
    levels = match.groupdict().get("levels")
    if levels:
        stop = text[match.end("levels") : match.end("levels") + 1]
        if _TIME_LIKE.match(levels) and stop not in {".", ")"}:
            return "", start
        return say("clause", language, number=levels), match.end()
    if match["article"]:
        return say("article", language, number=match["of_article"]), match.end()
    return f"§ {match['of_mark']}", match.end()


def _section(heading: str, language: str) -> str:
    numbered = _NUMBERED.fullmatch(heading.strip())
    if numbered is None:
        return say("section", language, name=heading)
    return say("section_numbered", language, number=numbered[1], name=numbered[2])


def _same(heading: str, title: str) -> bool:
    """Whether a heading only repeats the title, or the title with what follows it on the page."""
    said = _bare(title)
    return bool(said) and _bare(heading).startswith(said)


def _bare(text: str) -> str:
    return " ".join(text.lower().split()).strip(" .:")
