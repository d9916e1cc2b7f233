"""Numbers that the state and banks give: by their check digits, their form and the words before."""

import re
from collections.abc import Iterator

from znatok.privacy.finding.checksums import (
    inn_is_valid,
    luhn_is_valid,
    ogrn_is_valid,
    snils_is_valid,
)
from znatok.privacy.finding.surroundings import Surroundings
from znatok.privacy.model import Finding, PersonalKind

_SURE, _LIKELY, _MISTYPED = 1.0, 0.8, 0.6

_RUN = re.compile(r"(?<![\d.,])(?<!\d[-/])\d{10,15}(?!\d|[.,]\d|-\w)")
_INN_WORD = re.compile(r"\bинн\b")
_INN_IN_GROUPS = re.compile(r"(?<![\d.,])\d{2,4}(?:[ \u00a0-]\d{2,8}){1,4}(?![\d-]|[.,]\d)")
_INN_JUST_BEFORE = re.compile(r"\bинн[^\d\n|;]{0,25}$")
_OGRN_WORD = re.compile(r"\bогрн")
_SNILS_WORD = re.compile(r"снилс|страхов\w+\s+(?:номер|свидетельств)")
_SNILS = re.compile(r"(?<![\d-])\d{3}[- ]\d{3}[- ]\d{3}[- ]?\d{2}(?![\d-])")

# Issuers by ISO/IEC 7812: Мир 2200–2204, Mastercard 2221–2720 and 51–55, Visa 4, UnionPay 62,
# Maestro 50, 56–58, 60, 67, JCB 35, American Express 34 and 37.
_ISSUER = re.compile(
    r"220[0-4]|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720|4|5[0-8]|6[0257]|3[457]"
)
_CARD = re.compile(
    r"(?<![\d.-])\d{4}(?:([ \u00a0-])\d{4}\1\d{4}\1\d{4}(?:\1\d{3})?|\d{9,15})(?![\d-])"
)
_CARD_WORD = re.compile(r"карт[аеуыо]|\bcard\b|visa|mastercard|\bмир\b")
_OTHER_NUMBER = re.compile(r"полис|\bомс\b|\bенп\b|imei|штрих|трек|накладн|лиценз")
_PLAIN_CARD = 16  # digits of a card that needs no word before it

# Settlement and correspondent accounts: five digits of the chart of accounts, three of a currency
# (Regulation of the Bank of Russia 809-П; 643 and 810 are both the rouble).
_ACCOUNT = re.compile(
    r"(?<!\d)(?:30[1-6]|40[0-9]|41\d|42\d|43\d|44\d|45\d|47\d|03[12]|20[23])\d\d([ .]?)"
    r"(?:810|643|840|978|156|398|051|933|860|972|417)\1?(?:\d{12}|\d[ .]\d{4}[ .]\d{7})(?!\d)"
)

_PASSPORT = re.compile(
    r"(?<![\d.№/-])\d{2}[ \u00a0-]?\d{2}"
    r"(?:[ \u00a0-]?[,;]?\s{0,2}(?:№|n|no|номер|ном\.)?[:\s]{0,2})\d{3} ?\d{3}(?![\d/-]|[.,]\d)",
    re.IGNORECASE,
)
_PASSPORT_WORD = re.compile(
    r"паспорт|документ|удостоверяющ|удостоверени|полис|свидетельств|патент|лицензи|сертификат"
    r"|\bкарта\b|\bву\b|\bстс\b|\bптс\b"
)
_PASSPORT_LEADS = ("паспорт", "документ", "удостоверяющ")
_PASSPORT_REACH = 120  # characters: place and day of issue may stand between word and number


def numbers(around: Surroundings) -> Iterator[Finding]:
    yield from _runs(around)
    yield from _inns_in_groups(around)
    yield from _snils(around)
    yield from _cards(around)
    for found in _ACCOUNT.finditer(around.text):
        yield Finding(PersonalKind.ACCOUNT, *found.span(), _SURE)
    yield from _passports(around)


def _runs(around: Surroundings) -> Iterator[Finding]:
    """Numbers written as one run of digits, which differ by their length."""
    for found in _RUN.finditer(around.text):
        digits, before = found.group(), around.before(found.start())
        kind, confidence = _of_run(digits, before)
        if kind is not None:
            yield Finding(kind, *found.span(), confidence)


def _of_run(digits: str, before: str) -> tuple[PersonalKind | None, float]:
    match len(digits):
        case 10 | 12:
            named, valid = _INN_WORD.search(before), inn_is_valid(digits)
            if named:
                return PersonalKind.INN, _SURE if valid else _MISTYPED
            # One check digit in ten numbers is right by chance; two in a hundred.
            if valid and len(digits) == 12:  # noqa: PLR2004  # the case above
                return PersonalKind.INN, _LIKELY
        case 11:
            if _SNILS_WORD.search(before):
                return PersonalKind.SNILS, _SURE if snils_is_valid(digits) else _MISTYPED
        case 13 | 15:
            named, valid = _OGRN_WORD.search(before), ogrn_is_valid(digits)
            fits = digits[0] in ("15" if len(digits) == 13 else "3")  # noqa: PLR2004  # the case
            if named:
                return PersonalKind.OGRN, _SURE if valid else _MISTYPED
            if valid and fits:
                return PersonalKind.OGRN, _LIKELY
    return None, 0.0


def _inns_in_groups(around: Surroundings) -> Iterator[Finding]:
    """«ИНН 7707 083 893»: only with the word just before and a right check digit."""
    for found in _INN_IN_GROUPS.finditer(around.text):
        digits = re.sub(r"\D", "", found.group())
        if (
            len(digits) in (10, 12)
            and inn_is_valid(digits)
            and _INN_JUST_BEFORE.search(around.before(found.start()))
        ):
            yield Finding(PersonalKind.INN, *found.span(), _SURE)


def _snils(around: Surroundings) -> Iterator[Finding]:
    for found in _SNILS.finditer(around.text):
        valid = snils_is_valid(re.sub(r"\D", "", found.group()))
        hyphens = found.group().count("-") > 1
        named = _SNILS_WORD.search(around.before(found.start()))
        if valid or named or hyphens:
            yield Finding(PersonalKind.SNILS, *found.span(), _SURE if valid else _MISTYPED)


def _cards(around: Surroundings) -> Iterator[Finding]:
    for found in _CARD.finditer(around.text):
        digits = re.sub(r"\D", "", found.group())
        if not _ISSUER.match(digits):
            continue
        before, plain = around.before(found.start()), len(digits) == _PLAIN_CARD
        named = _CARD_WORD.search(before)
        if not luhn_is_valid(digits):
            if named and plain:
                yield Finding(PersonalKind.CARD, *found.span(), _MISTYPED)
        elif named or (plain and not _OTHER_NUMBER.search(before)):
            yield Finding(PersonalKind.CARD, *found.span(), _SURE if named else _LIKELY)


def _passports(around: Surroundings) -> Iterator[Finding]:
    for found in _PASSPORT.finditer(around.text):
        before = around.before(found.start(), _PASSPORT_REACH)
        leads = _PASSPORT_WORD.findall(before)
        column = around.column(found.start())
        if "паспорт" in column or (leads and leads[-1] in _PASSPORT_LEADS):
            yield Finding(PersonalKind.PASSPORT, *found.span(), _LIKELY)
