"""Organisations: a legal form with a name, or a name in quotes behind a word for a company."""

import re
from collections.abc import Iterator

from znatok.understanding.entities.model import Entity, EntityKind

# Forms of the Civil Code of Russia, chapter 4, and their like abroad, by their short names.
_FORMS = {
    "ООО": r"ооо|обществ[а-я]{1,2}\s+с\s+ограниченной\s+ответственностью",
    "ПАО": r"пао|публичн[а-я]{2,3}\s+акционерн[а-я]{2,3}\s+обществ[а-я]{1,2}",
    "АО": r"ао|акционерн[а-я]{2,3}\s+обществ[а-я]{1,2}",
    "ОАО": r"оао",
    "ЗАО": r"зао",
    "НПАО": r"нпао",
    "АНО": r"ано",
    "НКО": r"нко",
    "ФГУП": r"фгуп",
    "ФГБУ": r"фгбу",
    "ГУП": r"гуп",
    "МУП": r"муп",
    "ГБУ": r"гбу",
    "МБУ": r"мбу",
    "ТОО": r"тоо",
    "НПО": r"нпо",
    "НИИ": r"нии",
    "ПК": r"пк",
}
_FORM = "|".join(rf"(?P<{name}>{words})" for name, words in _FORMS.items())
_OPEN, _CLOSE = '«"“„', '»"”“'
_QUOTED = rf"[{_OPEN}](?P<quoted>[^{_OPEN}{_CLOSE}\n]{{2,80}})[{_CLOSE}]"
_WITH_FORM = re.compile(rf"(?<!\w)(?:{_FORM})\s*(?:{_QUOTED}|(?P<plain>[^\W\d_][\w-]+))")
_COMPANY = (
    r"(?:компани|фирм|контрагент|поставщик|подрядчик|заказчик|клиент|партнер|банк|завод|фонд|групп"
    r"|холдинг|концерн|корпораци|исполнител|арендодател|арендатор|организаци|предприяти|издательств"
    r"|агентств|магазин|сет)[а-я]{0,4}"
)
_CALLED = re.compile(rf"(?<!\w){_COMPANY}\s+{_QUOTED}")
_FOREIGN = re.compile(
    r"(?<!\w)(?P<name>[A-Z][\w&.-]*(?:\s+[A-Z][\w&.-]*){0,3}),?\s+(?P<form>LLC|Ltd|Inc|GmbH|Corp|PLC)\b\.?"
)
_SOLE = re.compile(
    r"(?<!\w)(?:ип|индивидуальн[а-я]{2,3}\s+предпринимател[а-я]{1,2})\s+"
    r"(?P<name>[а-я][а-я-]+(?:\s+[а-я]\.\s?[а-я]\.|(?:\s+[а-я][а-я-]+){2}(?!\w))?)"
)
_PLAIN_STOP = frozenset({"и", "в", "на", "с", "по", "от", "для", "или", "не", "это", "как", "за"})
_FORMS_THAT_ARE_WORDS = frozenset({"ПК", "НИИ", "НПО"})  # «ПК бухгалтера» is a computer


def find_organisations(text: str, folded: str) -> Iterator[Entity]:
    """Organisations; `folded` is `text` by `fold_in_place`."""
    for match in _WITH_FORM.finditer(folded):
        form = next(name for name in _FORMS if match[name])
        if match["plain"] is None:
            yield _entity(match.start(), match.end(), form, _name(text, match, "quoted"))
        elif form not in _FORMS_THAT_ARE_WORDS and match["plain"] not in _PLAIN_STOP:
            yield _entity(match.start(), match.end(), form, _name(text, match, "plain"))
    for match in _CALLED.finditer(folded):
        start = match.start("quoted") - 1
        name = _name(text, match, "quoted")
        yield Entity(EntityKind.ORGANISATION, start, match.end(), f"«{name}»", name.casefold())
    for match in _FOREIGN.finditer(text):
        name = match["name"]
        normal = f"{name} {match['form']}"
        yield Entity(EntityKind.ORGANISATION, *match.span(), normal, name.casefold())
    for match in _SOLE.finditer(folded):
        name = text[match.start("name") : match.end("name")]
        if name[0].isupper():
            yield Entity(
                EntityKind.ORGANISATION, *match.span(), f"ИП {name}", f"ип {name.casefold()}"
            )


def _name(text: str, match: re.Match[str], group: str) -> str:
    name = " ".join(text[match.start(group) : match.end(group)].split())
    return name if name != name.lower() else name.capitalize()


def _entity(start: int, end: int, form: str, name: str) -> Entity:
    return Entity(EntityKind.ORGANISATION, start, end, f"{form} «{name}»", name.casefold())
