"""Telephones and addresses of e-mail."""

import re
from collections.abc import Iterator

from znatok.privacy.finding.surroundings import Surroundings
from znatok.privacy.model import Finding, PersonalKind

# RFC 6531 lets letters of any alphabet into both parts.
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+[^\W\d_][\w-]{1,62}")

_GAP = r"[ \u00a0.\u2010-\u2013-]{0,2}"
_BRACKETS = r"\(?[34789]\d{2,4}\)?"  # codes of Russia begin with 3, 4, 8, 9, of Kazakhstan with 7
# A country's 7 or trunk's 8 and ten digits, in whatever groups they are written.
_NATIONAL = re.compile(
    rf"(?<![\d(№.,/+-])(?:\+{_GAP}7|[78]){_GAP}{_BRACKETS}(?:{_GAP}\d){{5,7}}(?!\d|[.,]\d|-\w)"
)
_ABROAD = re.compile(rf"(?<![\w+])\+(?!7)\d{{1,3}}{_GAP}\(?\d{{1,4}}\)?(?:{_GAP}\d){{5,9}}(?!\d)")
_CITY = re.compile(rf"(?<![\d+)-])(?<!\d )\([3489]\d{{2,4}}\){_GAP}\d(?:{_GAP}\d){{4,6}}(?!\d|-\w)")
_MOBILE = re.compile(
    rf"(?<![\d№.,/+-])(?<!№ )9\d{{2}}{_GAP}\d{{3}}{_GAP}\d\d{_GAP}\d\d(?!\d|[.,]\d|-\w)"
)
_SHORT = re.compile(r"(?<![\d.,/+(-])(?<!\d )\d{1,3}-\d\d-\d\d(?!\d|-\d|[./]\d)")
_CALL = re.compile(r"тел\b|тел\.|телефон|факс|звон|набер|моб\b|мобильн|whatsapp|вотсап")
_TEN, _ELEVEN = 10, 11
_SURE, _LIKELY = 1.0, 0.8


def contacts(around: Surroundings) -> Iterator[Finding]:
    for found in _EMAIL.finditer(around.text):
        yield Finding(PersonalKind.EMAIL, *found.span(), _SURE)
    for found in _NATIONAL.finditer(around.text):
        if _digits(found) == _ELEVEN and _is_phone(around, found):
            yield Finding(PersonalKind.PHONE, *found.span(), _SURE)
    for found in _ABROAD.finditer(around.text):
        yield Finding(PersonalKind.PHONE, *found.span(), _SURE)
    for found in _CITY.finditer(around.text):
        if _digits(found) == _TEN:
            yield Finding(PersonalKind.PHONE, *found.span(), _SURE)
    for found in _MOBILE.finditer(around.text):
        yield Finding(PersonalKind.PHONE, *found.span(), _LIKELY)
    for found in _SHORT.finditer(around.text):
        if _CALL.search(around.before(found.start())):
            yield Finding(PersonalKind.PHONE, *found.span(), _LIKELY)


def _digits(found: re.Match[str]) -> int:
    return sum(each.isdigit() for each in found.group())


def _is_phone(around: Surroundings, found: re.Match[str]) -> bool:
    """Eleven bare digits are one when they begin as a number of Russia does, or a word says so."""
    written = found.group()
    if not written.isdigit():
        return True
    return written[1] in "3489" or _CALL.search(around.before(found.start())) is not None
