"""Organisations named on the first page, by their legal form."""

import re
from collections.abc import Iterator

from znatok.documents.facts import Fact
from znatok.ingestion.facts.subject import HEAD, Subject
from znatok.language.text import fold, squeeze

# Civil Code of Russia, part 1, chapter 4: full names of the forms, and what they are shortened to.
_FORMS = (
    ("общество с ограниченной ответственностью", "ООО"),
    ("публичное акционерное общество", "ПАО"),
    ("непубличное акционерное общество", "АО"),
    ("открытое акционерное общество", "ОАО"),
    ("закрытое акционерное общество", "ЗАО"),
    ("акционерное общество", "АО"),
    ("автономная некоммерческая организация", "АНО"),
    ("индивидуальный предприниматель", "ИП"),
    ("федеральное государственное унитарное предприятие", "ФГУП"),
    ("государственное унитарное предприятие", "ГУП"),
    ("муниципальное унитарное предприятие", "МУП"),
    ("федеральное государственное бюджетное учреждение", "ФГБУ"),
)
_STEMS = {full: "".join(f"{w[:-2]}\\w*\\s+" for w in full.split())[:-3] for full, _ in _FORMS}
_SHORT = r"ООО|ПАО|НАО|ОАО|ЗАО|АО|АНО|НКО|ФГУП|ФГБУ|ФГБОУ|ФГАОУ|ГУП|МУП|ГБУ|МБУ|ТОО|НПО|ГК"
_NAME = r"[«\"“„]\s*(?P<name>[^«»\"“”„\n]{2,80}(?:[«„\"][^»“”\"\n]{2,60}[»“\"])?)\s*[»\"”“]"
_NAMED = re.compile(rf"(?<!\w)(?P<form>{_SHORT})\s+(?:[а-я]+\s+)?{_NAME}")
_NAMED_LONG = tuple(
    (re.compile(rf"(?<!\w){_STEMS[full]}\s+{_NAME}", re.IGNORECASE), short)
    for full, short in _FORMS
    if short != "ИП"
)
_PERSON = re.compile(
    r"(?<!\w)(?:ИП|[Ии]ндивидуальн\w+\s+предпринимател\w+)\s+"
    r"(?P<name>[А-ЯЁ][а-яё-]+\s+(?:[А-ЯЁ]\.\s?[А-ЯЁ]\.|[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+))"
)
_ENGLISH = re.compile(
    r"(?P<name>(?:[A-Z][\w&-]+\s+){0,3}[A-Z][\w&-]+),?\s+(?P<form>LLC|Ltd|Inc|GmbH|PLC|Corp)\b"
)
_MOST = 10


def parties_of(subject: Subject) -> Fact[tuple[str, ...]] | None:
    """Each organisation once, in the order they are named, as «ООО «Название»»."""
    named: dict[str, str] = {}
    first: tuple[int, int] | None = None
    for start, end, name in sorted(_all(subject.text[:HEAD])):
        if fold(name) not in named:
            named[fold(name)] = name
            first = first or (start, end)
    if first is None:
        return None
    return Fact(tuple(named.values())[:_MOST], 0.9, *first)


def _all(text: str) -> Iterator[tuple[int, int, str]]:
    covered: set[int] = set()
    for pattern, short in _NAMED_LONG:
        for found in pattern.finditer(text):
            if found.end() not in covered:  # «акционерное общество» ends other forms too
                covered.add(found.end())
                yield *found.span(), f"{short} «{squeeze(found['name'])}»"
    for found in _NAMED.finditer(text):
        yield *found.span(), f"{found['form']} «{squeeze(found['name'])}»"
    for found in _PERSON.finditer(text):
        yield *found.span(), f"ИП {squeeze(found['name'])}"
    for found in _ENGLISH.finditer(text):
        yield *found.span(), f"{squeeze(found['name'])} {found['form']}"
