"""Dates that are said to be somebody's birth."""

import re
from collections.abc import Iterator

from znatok.privacy.finding.surroundings import Surroundings
from znatok.privacy.model import Finding, PersonalKind

_MONTH = (
    r"(?:январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-яё]{0,2}"
)
_DATE = re.compile(
    r"(?<![\d.])(?:\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d"
    rf"|«?\d{{1,2}}»?\s+{_MONTH}(?:\s+\d{{4}}(?:\s*(?:года|году|г\.))?)?"
    r"|(?<=рождения )(?:19|20)\d\d|(?<=рождения: )(?:19|20)\d\d)(?![\d-])",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:родил\w+|рожден\w*|рожд\.|\bд\.\s?р\.?|\bдр\b|\bг\.\s?р\.?|\bborn\b|\bdob\b)[\s:.,–-]{0,4}(?:[а-я]\.?\s?){0,4}$"
)
_AFTER = re.compile(r"\s*,?\s?(?:г\.?\s?/?\s?р\b|г\.\s?р\.|года?\s+рожд|год\s+рожд|рожд|р\.)")
_COLUMN = re.compile(r"рожд|\bд\.?\s?р\b|birth")


def births(around: Surroundings) -> Iterator[Finding]:
    for found in _DATE.finditer(around.text):
        start, end = found.span()
        said = (
            _BEFORE.search(around.before(start))
            or _AFTER.match(around.after(end))
            or _COLUMN.search(around.column(start))
        )
        if said:
            yield Finding(PersonalKind.BIRTH_DATE, start, end, 0.95)
