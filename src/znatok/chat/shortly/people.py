"""Who: people by name, by post, and bodies that act («комиссия», «отдел кадров»)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from znatok.language.morphology import Morphology, Reading
from znatok.understanding.entities.directory import Directory
from znatok.understanding.entities.people import find_people

Span = tuple[int, int]

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BODIES_IN_WORDS = (
    "отдел бухгалтерия служба бюро комиссия дирекция управление секретариат канцелярия "
    "департамент администрация комитет совет правление диспетчерская охрана поставщик подрядчик "
    "покупатель заказчик исполнитель арендатор арендодатель"
)
_BODIES = frozenset(_BODIES_IN_WORDS.split())
# Anyone at all: no answer to «кто».
_ANYONE_IN_WORDS = (
    "работник сотрудник человек лицо гражданин пользователь клиент коллега люди сторона "
    "персонал участник кто супруг ребенок родитель член посетитель гость читатель"
)
_ANYONE = frozenset(_ANYONE_IN_WORDS.split())
_REACH = 4  # words between a post and the name behind it («мастер сборочного участка Титова О. И.»)
_CASES: dict[str, frozenset[str]] = {
    "кто": frozenset({"nomn"}),
    "кому": frozenset({"datv"}),
    "у кого": frozenset({"gent"}),
    "с кем": frozenset({"ablt"}),
    "кем": frozenset({"ablt"}),
    "кого": frozenset({"accs", "gent"}),
}
_PASSIVE = re.compile(r"\w+(?:тся|ется|ются|ится|атся)\b|\w+(?:ано|ено|ован[аоы]?|ён|ен[аы])\b")


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str
    best: Reading | None
    readings: tuple[Reading, ...]

    def marked(self, *marks: str) -> bool:
        return self.best is not None and set(marks) <= self.best.marks


def people_in(text: str, pronoun: str, directory: Directory) -> Iterator[Span]:
    """Spans that name who; `pronoun`: how the question asks («кто», «кому», «у кого»)."""
    words = _words(text, directory.morphology)
    named = sorted((each.start, each.end) for each in find_people(text, directory))
    taken: list[Span] = []
    for start, end in named:
        first = _given_name(words, start, text)
        span = _post_before(words, first, text), end
        taken.append(span)
        yield span
    cases = _CASES.get(pronoun, frozenset({"nomn"}))
    for at, word in enumerate(words):
        if any(start <= word.start < end for start, end in taken):
            continue
        if not _acts(word) or not _in_case(word, cases, text):
            continue
        yield _phrase(words, at, text)


def _words(text: str, morphology: Morphology) -> list[_Word]:
    words = []
    for match in _WORD.finditer(text):
        readings = morphology.readings(match.group())
        words.append(
            _Word(*match.span(), match.group(), readings[0] if readings else None, readings)
        )
    return words


def _acts(word: _Word) -> bool:
    if word.best is None or "NOUN" not in word.best.marks:
        return False
    if word.best.lemma in _ANYONE or word.best.marks & {"Geox", "Abbr"}:
        return False
    return "anim" in word.best.marks or word.best.lemma in _BODIES


def _in_case(word: _Word, cases: frozenset[str], text: str) -> bool:
    nouns = [
        each
        for each in word.readings
        if "NOUN" in each.marks and word.best and each.lemma == word.best.lemma
    ]
    wanted = cases
    if cases == {"nomn"} and _PASSIVE.search(text):
        wanted = cases | {"ablt"}
    return any(each.marks & wanted for each in nouns)


def _given_name(words: Sequence[_Word], start: int, text: str) -> int:
    """Where a foreign name begins of which only the surname is known («Линус Торвальдс»)."""
    before = [word for word in words if word.end <= start][-1:]
    for word in before:
        inside = word.start and text[: word.start].rstrip()[-1:] not in {".", "!", "?", "", ":"}
        if inside and word.text[0].isupper() and text[word.end : start] == " ":
            return word.start
    return start


def _post_before(words: Sequence[_Word], start: int, text: str) -> int:
    """Where the post of a person begins that is named at `start`; `start` when none is said."""
    before = [word for word in words if word.end <= start][-_REACH:]
    first, end = start, start
    for word in reversed(before):
        between = text[word.end : end]
        if between.strip() or "\n" in between or word.best is None:
            break
        if not word.best.marks & {"NOUN", "ADJF", "PRTF"}:
            break
        end = word.start
        if _acts(word) or (first != start and word.best.marks & {"ADJF"}):
            first = word.start
    return first


def _phrase(words: Sequence[_Word], at: int, text: str) -> Span:
    """The noun with the adjectives before it and the genitives behind it."""
    first = at
    while first and words[first - 1].marked("ADJF") and not _gap(words, first - 1, text):
        first -= 1
    last = at
    while last + 1 < len(words) and not _gap(words, last, text):
        following = words[last + 1]
        genitive = any("gent" in each.marks for each in following.readings)
        if not (genitive and following.best and following.best.marks & {"NOUN", "ADJF", "PRTF"}):
            break
        last += 1
    while last > at and not words[last].marked("NOUN"):
        last -= 1
    return words[first].start, words[last].end


def _gap(words: Sequence[_Word], at: int, text: str) -> bool:
    return bool(text[words[at].end : words[at + 1].start].strip(" \u00a0"))
