"""How carefully a document is to be handled: what is stamped on it, and whom it tells about."""

import re

from znatok.documents.facts import DataClass, Fact
from znatok.ingestion.facts.subject import Subject
from znatok.privacy.finding.checksums import snils_is_valid

# A stamp stands alone on its line: a policy about trade secrets is none itself.
# Federal Law 98-FZ, art. 10, part 1: «Коммерческая тайна» and its owner are put on the papers.
_STAMP = re.compile(
    r"^\W*(?:гриф\W+)?(?:коммерческая\s+тайна|строго\s+конфиденциально|конфиденциально"
    r"|для\s+служебного\s+пользования|дсп|не\s+для\s+распространения|секретно|confidential"
    r"|strictly\s+confidential|trade\s+secret)\W*(?:экз\w*\W*(?:№\s*)?\w*|(?:ооо|ао|пао|зао)\b.*)?$"
)
_PUBLISHED = re.compile(
    r"публичная\s+оферта|пресс-релиз|для\s+(?:публикации|свободного\s+распространения)"
    r"|официальн\w+\s+опубликовани|открытая\s+информация"
)
_SNILS = re.compile(r"(?<!\d)(\d{3})-(\d{3})-(\d{3})[ -](\d{2})(?!\d)")
_PASSPORT = re.compile(
    r"паспорт\w*\W{0,6}(?:[а-яё .:]{0,24})(?:серия\W*)?\d{2}\s?\d{2}\W{0,4}(?:№|номер|n)?"
    r"\W{0,3}\d{6}(?!\d)"
)
_PHONE = re.compile(r"(?<!\d)(?:\+7|8)[\s(-]{0,2}\d{3}\)?[\s-]?\d{3}[\s-]?\d{2}[\s-]?\d{2}(?!\d)")
_BORN = re.compile(r"дат[аы]\s+рождения\W{0,12}\d{1,2}\.\d{1,2}\.(?:19|20)\d\d")
_PEOPLE = re.compile(
    r"[А-ЯЁ][а-яё]+(?:\s+[А-ЯЁ]\.\s?[А-ЯЁ]\."
    r"|\s+[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:вич|вна))"
)
_SURE, _SOME = 3, 1  # different identifiers: a list of people; one person
_PHONES = 10  # different telephones, each of somebody: a directory


def data_class_of(subject: Subject) -> Fact[DataClass]:
    """What marks it, else INTERNAL with little confidence: a company's papers are its own."""
    for line in subject.head:
        if len(line.text) <= _STAMPED and _STAMP.match(line.folded):
            return Fact(DataClass.SECRET, 0.95, line.start, line.end)
    personal = _personal(subject)
    if personal is not None:
        return personal
    found = _PUBLISHED.search(subject.titled) or _PUBLISHED.search(subject.folded, 0, 600)
    if found is not None:
        return Fact(DataClass.PUBLIC, 0.7)
    return Fact(DataClass.INTERNAL, 0.4)


_STAMPED = 90


def _personal(subject: Subject) -> Fact[DataClass] | None:
    text = subject.folded
    numbers = [each for each in _SNILS.finditer(text) if snils_is_valid("".join(each.groups()))]
    identifiers = [*numbers, *_PASSPORT.finditer(text), *_BORN.finditer(text)]
    different = {each.group() for each in identifiers}
    if len(different) >= _SURE:
        return Fact(DataClass.PERSONAL, 0.95, identifiers[0].start(), identifiers[0].end())
    if len(different) >= _SOME:
        return Fact(DataClass.PERSONAL, 0.6, identifiers[0].start(), identifiers[0].end())
    phones = {re.sub(r"\D", "", each.group())[-10:]: each for each in _PHONE.finditer(text)}
    people = set(_PEOPLE.findall(subject.text[: len(text)]))
    if len(phones) >= _PHONES and len(people) >= _PHONES:
        first = next(iter(phones.values()))
        return Fact(DataClass.PERSONAL, 0.8, first.start(), first.end())
    return None
