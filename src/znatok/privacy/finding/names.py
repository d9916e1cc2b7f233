"""Names of people: what a model of names found, set right and added to by the rules of Russian.

The model reads running text well; forms, lists and chats, capitals, initials and Latin letters are
what the rules are for.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from znatok.language.morphology import Morphology
from znatok.privacy.finding.surroundings import Surroundings
from znatok.privacy.model import Finding, PersonalKind

_S = r"[ \u00a0]"
_CAP = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIALS = rf"[А-ЯЁ]\.(?:{_S}?[А-ЯЁ]\.)?"
_BEFORE_INITIALS = re.compile(rf"(?<![\w-])({_CAP}){_S}(?:{_INITIALS})(?![А-ЯЁа-яё])")
_AFTER_INITIALS = re.compile(rf"(?<![\w.])(?:{_INITIALS}){_S}?({_CAP})(?![\w])")
_TWO_INITIALS = re.compile(rf"[А-ЯЁ]\.{_S}?[А-ЯЁ]\.")
_WORDS = re.compile(rf"(?<![\w@./-]){_CAP}(?:{_S}{_CAP}){{0,3}}(?![\w@-])")
_UPPER = r"[А-ЯЁ]{2,}(?:-[А-ЯЁ]{2,})?"
_CAPITALS = re.compile(rf"(?<![\w-]){_UPPER}(?:{_S}{_UPPER}){{1,2}}(?![\w-])")
_LATIN = re.compile(r"(?<![\w@./-])([A-Z][A-Za-z]{2,})(?: |/)([A-Z][A-Za-z]{2,})(?![\w@-])")
_HOLDER = re.compile(r"держател|пассажир|владел|holder|passenger|\bmr\b|\bms\b|\bmrs\b")
_PATRONYMIC = re.compile(r"^[а-я]+(?:[оеё]вич|[ьи]ич|[оеё]вн|ичн|иничн)(?:а|у|ем|ом|е|ы|ой|ою|и)?$")
_ONE = re.compile(_CAP)
_ANNOUNCED = re.compile(
    r"(?<![а-я])(?:г-н[ауе]?|г-ж[аиеу]|г-жой|господин[ауе]?|госпож[аиеу]|госпожой)\s\Z"
)
_FIELD = re.compile(r"(?:(?<![а-я])(?:фамилия|имя|отчество)|ф\.?\s?и\.?\s?о\.?)\s?:\s*\Z")
_SURNAMES_COLUMN = re.compile(r"\bфио\b|ф\. ?и\. ?о\.|фамили")
_NAME_COLUMN = re.compile(r"\bимя\b|отчеств|сотрудник|работник")
_SMALL = re.compile(r"(?<![\w@./-])[а-яё]{4,}(?![\w@-])")
_SMALL_BEFORE = re.compile(r"(?<![\w-])([а-яё]{3,}) \Z")
_TYPED = 500  # characters: longer texts are not typed by somebody in a hurry

# Behind these words a name is that of a thing.
_NAMED_AFTER = re.compile(
    r"(?:\bим\.|\bимени|\bул\.|\bулиц\w*|\bпр-к?т\w*\.?|\bпроспект\w*|\bплощад\w*|\bпл\.|\bпер\.|\bпереул\w+"
    r"|\bбульвар\w*|\bнаб\.|\bнабережн\w+|\bшоссе|\bстанци\w+|\bметро|\bмост\w*|\bмузе\w+|\bтеатр\w*|\bтупик\w*"
    r"|\bзакон\w*|\bправил\w+|\bтеорем\w+|\bметод\w*|\bтест\w*|\bдиаграмм\w+|\bпосел\w+|\bпос\.|\bг\.|\bгород\w*"
    r"|\bсел[оае]|\bдеревн\w+|\bкомпани\w+|\bфирм\w+|\bбренд\w*|\bгостиниц\w+|\bотел\w+|\bкафе|\bресторан\w*"
    r"|\bмодел[ьи]|\bтариф\w*|\bсерии|\bпремии|\bкубок|\bкубк\w+)\s*[«\"]?\s*(?:[а-я]+\s+)?$"
)
_ORGANISATION = re.compile(
    r"\b(?:ооо|ао|оао|зао|пао|ано|нко|мкк|муп|гуп|фгуп|тд|жк|банк\w*|завод\w*|фабрик\w+)\s*[«\"]\s*[^«»\"]*$"
)
_TAGGED_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*\.?")
_NAME_MARKS = frozenset({"Name", "Surn", "Patr"})
_ABBREVIATED = 4  # letters
_SHORT = 3  # letters
_SURNAME_SHAPE = re.compile(
    r"[а-яё]{2,}(?:[оеё]в|ин|ын|ский|цкий)(?:а|у|ым|е|ой|ого|ому|ых)?$|[а-яё]{2,}(?:ская|ской|скую)$"
    r"|[а-яё]{2,}[ыи]х$|[а-яё]{2,}(?:енко|[чщ]ук|юк|ян|яна|яну|дзе|швили)$"
)
_POST = re.compile(r"[Ии]\.\s?[Оо]\.")  # исполняющий обязанности; also «Фамилия И. О.» of forms
_SURE, _LIKELY, _POSSIBLE = 0.95, 0.85, 0.7
_TRANSLIT = (
    *(("shch", "щ"), ("sch", "щ"), ("yo", "ё"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч")),
    *(("sh", "ш"), ("yu", "ю"), ("iu", "ю"), ("ya", "я"), ("ia", "я"), ("ey", "ей"), ("iy", "ий")),
    *zip("abvgdezijklmnoprstufhcyqwx", "абвгдезийклмнопрстуфхциквх", strict=False),
)


class Names:
    def __init__(self, morphology: Morphology) -> None:
        self._morphology = morphology

    def find(self, around: Surroundings, tagged: Sequence[tuple[int, int]]) -> Iterator[Finding]:
        """`tagged`: what the model took for people, spans of `around.text`."""
        spans = [
            *((*span, _LIKELY) for span in self._believed(around.text, tagged)),
            *self._with_initials(around),
            *self._full(around),
            *self._in_capitals(around),
            *self._in_latin(around),
            *self._announced(around),
        ]
        spans = [(*self._stretched(around.text, *span[:2]), span[2]) for span in spans]
        spans = [span for span in spans if any(map(str.isupper, around.text[span[0] : span[1]]))]
        spans += self._in_small_letters(around)
        kept = [span for span in spans if not self._is_thing(around, *span[:2])]
        kept += self._repeated(around, kept)
        for start, end, confidence in _united(kept):
            yield Finding(PersonalKind.PERSON, start, end, confidence)

    def _believed(self, text: str, tagged: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Of what the model took for people, what can be one: «Мастер Эдик» is Эдик."""
        for start, end in tagged:
            line_end = text.find("\n", start, end)
            words = list(_TAGGED_WORD.finditer(text, start, end if line_end < 0 else line_end))
            while words and self._is_common(words[0].group(), alone=len(words) == 1):
                words.pop(0)
            if words and not (len(words) == 1 and self._is_abbreviation(text, words[0])):
                yield words[0].start(), words[-1].end()

    def _is_common(self, word: str, *, alone: bool) -> bool:
        """Whether the dictionary holds the word, and as no name: «Мастер», «Вчера».

        Beside another word the short ones stay: «Де», «Ван», «Эль».
        """
        if len(word) == 1 or not self._morphology.knows(word) or _surname_shaped(word):
            return False
        marks = [each.marks for each in self._morphology.readings(word)]
        return not any(each & _NAME_MARKS for each in marks) and (alone or len(word) > _SHORT)

    def _is_abbreviation(self, text: str, word: re.Match[str]) -> bool:
        """«Исп.», «Исх.»: short, before a full stop, and no name that is known."""
        short = len(word.group()) <= _ABBREVIATED and text[word.end() : word.end() + 1] == "."
        return short and not any(self._has(word.group(), mark) for mark in _NAME_MARKS)

    def _with_initials(self, around: Surroundings) -> Iterator[tuple[int, int, float]]:
        for pattern in (_BEFORE_INITIALS, _AFTER_INITIALS):
            for found in pattern.finditer(around.text):
                post = _POST.search(found.group()) and not self._may_be_surname(found.group(1))
                two = not post and _TWO_INITIALS.search(found.group()) is not None
                if two or self._has(found.group(1), "Surn"):
                    yield *found.span(), _SURE if two else _POSSIBLE

    def _full(self, around: Surroundings) -> Iterator[tuple[int, int, float]]:
        """A patronymic among capitalised words, with the name and the surname beside it."""
        for found in _WORDS.finditer(around.text):
            words = list(_ONE.finditer(around.text, *found.span()))
            for at, word in enumerate(words):
                if at and self._is_patronymic(word.group()):
                    first, last = at - 1, at
                    if first and self._may_be_surname(words[first - 1].group()):
                        first -= 1
                    elif at + 1 < len(words) and self._may_be_surname(words[at + 1].group()):
                        last += 1
                    yield words[first].start(), words[last].end(), _SURE
                elif at and self._are_name_and_surname(words[at - 1].group(), word.group()):
                    yield words[at - 1].start(), word.end(), _LIKELY

    def _in_capitals(self, around: Surroundings) -> Iterator[tuple[int, int, float]]:
        for found in _CAPITALS.finditer(around.text):
            words = found.group().split()
            patronymic = any(self._is_patronymic(each) for each in words[1:])
            named = any(self._has(each, "Name") for each in words) and any(
                self._has(each, "Surn") for each in words
            )
            if patronymic or named:
                yield *found.span(), _LIKELY

    def _in_latin(self, around: Surroundings) -> Iterator[tuple[int, int, float]]:
        for found in _LATIN.finditer(around.text):
            known = any(self._has(_in_cyrillic(each), "Name") for each in found.groups())
            if known or _HOLDER.search(around.before(found.start(), 20)):
                yield *found.span(), _POSSIBLE

    def _announced(self, around: Surroundings) -> Iterator[tuple[int, int, float]]:
        """What a form's field, a table's title or «господин» says to be a name."""
        for found in _WORDS.finditer(around.text):
            lead = _ANNOUNCED.search(around.folded, max(found.start() - 30, 0), found.start())
            field = _FIELD.search(around.folded, max(found.start() - 30, 0), found.start())
            column = around.column(found.start())
            named = _SURNAMES_COLUMN.search(column) or (
                _NAME_COLUMN.search(column) and self._may_be_name(found.group())
            )
            if field or named or (lead and not self._has(found.group(), "Geox")):
                yield *found.span(), _LIKELY

    def _may_be_name(self, words: str) -> bool:
        return any(self._may_be_surname(each) or self._has(each, "Name") for each in words.split())

    def _in_small_letters(self, around: Surroundings) -> Iterator[tuple[int, int, float]]:
        """«отпуск смирновой ольги», as questions are typed. Documents are written otherwise.

        Of the 362,188 small words of three collections (laws, a vendor's manual, an encyclopedia)
        25 have a name for their likeliest reading.
        """
        if len(around.text) > _TYPED:
            return
        last_end, last_start = -1, -1
        for word in _SMALL.finditer(around.text):
            beside = last_end >= 0 and around.text[last_end : word.start()] == " "
            if self._is_likely_name(word.group()) or (beside and self._has(word.group(), "Name")):
                start = last_start if beside else self._with_first_name(around.text, word.start())
                yield start, word.end(), _POSSIBLE
                last_start, last_end = start, word.end()

    def _is_likely_name(self, word: str) -> bool:
        readings = self._morphology.readings(word)
        return bool(readings and readings[0].marks & _NAME_MARKS and self._morphology.knows(word))

    def _with_first_name(self, text: str, start: int) -> int:
        """Where the name begins when a first name that is a usual word, too, stands before it."""
        before = _SMALL_BEFORE.search(text[max(start - 20, 0) : start])
        if before is None or not self._has(before.group(1), "Name"):
            return start
        return start - len(before.group(1)) - 1

    def _stretched(self, text: str, start: int, end: int) -> tuple[int, int]:
        """The span with what belongs to the same name beside it."""
        before = re.search(rf"(?<![\w«.-])({_CAP}){_S}\Z", text[max(start - 40, 0) : start])
        single = _ONE.fullmatch(text, start, end) is not None
        if before is not None and not single and self._is_only_surname(before.group(1)):
            start -= len(before.group()) - before.start(1) + before.start()
        initials = re.compile(rf"{_S}{_INITIALS}(?![а-яё])").match(text, end)
        if initials is not None and single:
            end = initials.end()
        return start, end

    def _is_thing(self, around: Surroundings, start: int, end: int) -> bool:
        """A street, a company, a brand named after somebody."""
        text = around.text
        quoted = text[start - 1 : start] == "«" and text[end : end + 1] == "»"
        before = around.before(start)
        in_quotes = _ORGANISATION.search(before) is not None
        return quoted or in_quotes or _NAMED_AFTER.search(before) is not None

    def _repeated(
        self, around: Surroundings, known: Iterable[tuple[int, int, float]]
    ) -> Iterator[tuple[int, int, float]]:
        """Surnames of the names found, wherever else they stand with a capital letter."""
        text = around.text
        stems = {
            _stem(word.group())
            for start, end, _ in known
            for word in _ONE.finditer(text, start, end)
            if self._is_only_surname(word.group())
        }
        covered = _united(known)
        for word in re.finditer(rf"(?<![\w@.-]){_CAP}(?![\w@-])", text):
            if _stem(word.group()) not in stems or not self._may_be_surname(word.group()):
                continue
            inside = any(start <= word.start() < end for start, end, _ in covered)
            if not inside and not self._is_thing(around, *word.span()):
                yield *word.span(), _POSSIBLE

    def _are_name_and_surname(self, one: str, other: str) -> bool:
        return (self._has(one, "Name") and self._has(other, "Surn")) or (
            self._has(one, "Surn") and self._has(other, "Name")
        )

    def _is_patronymic(self, word: str) -> bool:
        return self._has(word, "Patr") or _PATRONYMIC.match(word.lower()) is not None

    def _may_be_surname(self, word: str) -> bool:
        readings = self._morphology.readings(word)
        known = self._morphology.knows(word)
        return not known or _surname_shaped(word) or any("Surn" in each.marks for each in readings)

    def _is_only_surname(self, word: str) -> bool:
        """A surname, and no usual word that begins a sentence with a capital."""
        readings = self._morphology.readings(word)
        return bool(readings) and ("Surn" in readings[0].marks or not self._morphology.knows(word))

    def _has(self, word: str, mark: str) -> bool:
        """Whether one of the likelier readings has the mark; a first name only by the dictionary.

        Unknown surnames are told by their endings well enough; of unknown first names any foreign
        word would be one.
        """
        if mark == "Name" and not self._morphology.knows(word):
            return False
        return any(mark in each.marks for each in self._morphology.readings(word)[:3])


def _surname_shaped(word: str) -> bool:
    return _SURNAME_SHAPE.match(word.lower()) is not None


def _stem(word: str) -> str:
    """What inflection leaves of a surname: all but its last vowels and the letters after them."""
    return re.sub(r"(?:ого|ому|ой|ый|ий|ая|ую|ым|им|ом|ем|ою|ых|[аяуюеыи])$", "", word.lower())


def _united(spans: Iterable[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """Spans that touch as one."""
    united: list[tuple[int, int, float]] = []
    for start, end, confidence in sorted(spans):
        if united and start < united[-1][1]:
            before = united[-1]
            united[-1] = before[0], max(before[1], end), max(before[2], confidence)
        else:
            united.append((start, end, confidence))
    return united


def _in_cyrillic(latin: str) -> str:
    text = latin.lower()
    for theirs, ours in _TRANSLIT:
        text = text.replace(theirs, ours)
    return text
