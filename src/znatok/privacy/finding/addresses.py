"""Addresses: a street or a settlement with a house, and what stands around them.

The core is found first («ул. Ленина, д. 5»), then towns and regions to the left of it and flats and
towns to the right, as long as commas join them.
"""

import re
from collections.abc import Iterator

from znatok.language.morphology import Morphology
from znatok.privacy.finding.surroundings import Surroundings
from znatok.privacy.model import Finding, PersonalKind

_S = r"[ \u00a0]"
_WORD = r"[А-ЯЁ][А-Яа-яЁё-]*\.?"
_STREET = (
    r"(?:[Уу]л(?:иц[аеуы]|\.)|[Пп]р(?:оспект[ае]?|осп\.|-к?т\.?|-к?те|\.)|[Пп]ер(?:еул(?:ок|ке)|\.)"
    r"|[Нн]аб(?:ережн(?:ая|ой)|\.)|[Бб](?:ульвар[ае]?|-р|ул\.)|[Шш](?:оссе|\.)"
    r"|[Пп]л(?:ощад[ьи]|\.)|[Тт](?:упик[ае]?|уп\.)|[Пп]роезд[ае]?|[Аа]лле[яи]|[Лл]ини[яи]"
    r"|[Мм](?:икрорайон[ае]?|кр\.?|кр-н)|[Кк]вартал[ае]?|[Тт]ракт[ае]?)"
)
# «10 лет Октября», «3-й Кавказский», «Ю. Гагарина», «Карла Маркса», «Ново-Садовая».
_NAME = (
    rf"(?:\d{{1,3}}(?:-?(?:[йяе]|го|ая|ый|ой|летия|лет))?{_S}(?:лет{_S}|летия{_S})?)?"
    rf"{_WORD}(?:{_S}?{_WORD}){{0,3}}(?:{_S}\d{{1,2}})?"
)
_HOUSE_WORD = r"(?:д(?:ом|\.)|влад(?:ение|\.)|вл\.)"
_NUMBER = (
    r"\d{1,4}(?:/\d{1,4})?(?:[А-Яа-я](?![А-Яа-яЁё]))?(?:-\d{1,4}(?!\d))?(?!\d|[.,]\d|-[А-Яа-я]|%)"
)
_HOUSE = rf"{_HOUSE_WORD}{_S}?(?:№{_S}?)?{_NUMBER}"
_GAP = rf"(?:,{_S}?|{_S})"
_CORE = re.compile(
    rf"(?<![\w-])(?:"
    rf"{_STREET}{_S}?«?{_NAME}»?{_GAP}(?:{_HOUSE}|{_NUMBER}(?!{_S}(?:год|г\.|январ|феврал|март"
    rf"|апрел|ма[йя]|июн|июл|август|сентяб|октяб|нояб|декаб|час|минут|руб|шт|кв\.|м\b|%)))"
    rf"|{_NAME}{_S}{_STREET}{_GAP}(?:{_HOUSE}|{_NUMBER}(?!{_S}(?:год|г\.|час|минут|руб|шт)))"
    rf"|(?:[Рр]\.?{_S}?[Пп]\.|[Пп](?:ос[её]лок|ос\.|гт\.?)|[Дд]ер(?:евня|\.)|[Сс](?:ело|\.)"
    rf"|[Аа]ул|[Хх]утор|[Сс]т(?:аница|-ца)){_S}?{_NAME},{_S}?{_HOUSE})"
)
_TAIL = re.compile(
    rf",?{_S}?(?:"
    rf"{_HOUSE}"
    rf"|(?:корп(?:ус|\.)|к\.|стр(?:оение|\.)|лит(?:ера|ер|\.)|кв(?:артира|\.)|оф(?:ис|\.)"
    rf"|пом(?:ещение|ещ\.|\.)|комн(?:ата|\.)|ком\.|под(?:ъезд|\.)|эт(?:аж|\.)|а/я){_S}?(?:№{_S}?)?"
    rf"(?:\d{{1,4}}[А-Яа-я]?(?![\wА-Яа-я])|[А-Я](?![\wА-Яа-я]))"
    rf")"
)
_PLACE_WORD = (
    r"(?:г(?:ород|ороде|\.)|обл(?:асть|асти|\.)|край|края|респ(?:ублика|ублики|\.)|р(?:айон|-н)|район"
    r"|р\.?\s?п\.|пос(?:[её]лок|[её]лке|\.)|пгт\.?|дер(?:евня|\.)|с(?:ело|\.)|аул|хутор|ст(?:аница|-ца)"
    r"|[Аа]вт\.?|округ|АО|МО)"
)
_PIECE = re.compile(r"[^,;:()\n|«»]{2,60}\Z")
_INDEX = re.compile(r"(?<!\d)\d{6}\Z")
_MARKED = re.compile(
    rf"^\s*(?:{_PLACE_WORD}\s?{_NAME}|{_NAME}(?:\s{_WORD}|\s[а-яё]+)?\s{_PLACE_WORD})\.?\Z",
    re.IGNORECASE,
)
_MARKED_END = re.compile(rf"(?<![\w-])(?:{_PLACE_WORD}\s?(?-i:{_NAME}))\Z", re.IGNORECASE)
_TOWN = re.compile(rf"(?<![\w-])({_WORD}(?:[ -](?:на-)?{_WORD}){{0,2}})\Z")
_TOWN_AFTER = re.compile(rf",{_S}?(?:г\.{_S}?)?({_WORD}(?:[ -](?:на-)?{_WORD}){{0,2}})")
_MOST_PIECES = 6


class Addresses:
    def __init__(self, morphology: Morphology) -> None:
        self._morphology = morphology

    def find(self, around: Surroundings) -> Iterator[Finding]:
        text = around.text
        end_before = 0
        for core in _CORE.finditer(text):
            if core.start() < end_before:
                continue
            start, end = self._leftwards(text, core.start()), core.end()
            while (tail := _TAIL.match(text, end)) is not None:
                end = tail.end()
            town = _TOWN_AFTER.match(text, end)
            if town is not None and self._is_town(town.group(1)):
                end = town.end()
            end_before = end
            yield Finding(PersonalKind.ADDRESS, max(start, 0), end, 0.9)

    def _leftwards(self, text: str, start: int) -> int:
        """Where the address begins: index, region and town to the left of the street."""
        for _ in range(_MOST_PIECES):
            head = text[max(start - 70, 0) : start]
            bare = head.rstrip(" \u00a0")
            joined = bare.endswith(",")
            bare = bare.rstrip(", \u00a0")
            offset = start - len(head)
            begin = self._piece(bare, joined=joined)
            if begin is None:
                return start
            start = offset + begin
        return start

    def _piece(self, head: str, *, joined: bool) -> int | None:
        """Where the last piece of `head` begins when it is a part of an address.

        `joined`: a comma stands behind it; without one only what names its kind is taken («г.»).
        """
        index = _INDEX.search(head)
        if index is not None:
            return index.start()
        piece = _PIECE.search(head)
        if piece is not None:
            written = piece.group()
            lead = len(written) - len(written.lstrip())
            if _MARKED.match(written.strip()):
                return piece.start() + lead
        marked = _MARKED_END.search(head)
        if marked is not None:
            return marked.start()
        town = _TOWN.search(head) if joined else None
        if town is not None and self._is_town(town.group(1)):
            return town.start()
        return None

    def _is_town(self, written: str) -> bool:
        words = re.split(r"[ -]", written)
        return any(
            "Geox" in reading.marks
            for word in (written, *words)
            for reading in self._morphology.readings(word)
        )
