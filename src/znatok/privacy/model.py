"""Personal data and the places that texts may be sent to."""

from dataclasses import dataclass
from enum import StrEnum


class Region(StrEnum):
    """Where a provider or a store processes what it is sent (152-ФЗ, art. 12 and 18)."""

    LOCAL = "local"  # inside the company's perimeter
    RUSSIA = "russia"
    FOREIGN = "foreign"


class DataClass(StrEnum):
    """How carefully the contents are to be handled, the most careful last."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PERSONAL = "personal"
    SECRET = "secret"  # noqa: S105  # a class of papers, not a password


class PersonalKind(StrEnum):
    """What a piece of personal data is."""

    PERSON = "person"
    PHONE = "phone"
    EMAIL = "email"
    INN = "inn"  # taxpayer's number, of 10 or 12 digits
    SNILS = "snils"  # insurance number
    PASSPORT = "passport"  # series and number
    CARD = "card"
    ACCOUNT = "account"  # bank account of 20 digits
    OGRN = "ogrn"  # state registration number, of 13 or 15 digits
    ADDRESS = "address"  # to a house, not a town alone
    BIRTH_DATE = "birth_date"


@dataclass(frozen=True, slots=True)
class Finding:
    """One piece of personal data: `text[start:end]`, in Python code points. `confidence`: 0…1."""

    kind: PersonalKind
    start: int
    end: int
    confidence: float = 1.0
