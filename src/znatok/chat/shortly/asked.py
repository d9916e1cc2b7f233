"""What a question asks for, as finely as its wording tells."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from znatok.chat.shortly.cues import MONEY, Kind, kind_of
from znatok.chat.shortly.terms import terms_in
from znatok.language.morphology import Morphology
from znatok.language.text import fold


@dataclass(frozen=True, slots=True)
class Asked:
    """`units`: lemmas of what is counted. `focus`: lemmas of the nouns that name the value asked
    for («какая скидка»). `terms`: lemma → weight of what the answer must be about.
    `words`: every lemma of the question, for telling new material from old. `about`: lemmas of all
    its content words, those that name the kind included. `pronoun`: who or where, as it was asked.
    """

    question: str
    kind: Kind
    units: frozenset[str]
    terms: dict[str, float]
    words: frozenset[str]
    about: frozenset[str]
    focus: frozenset[str] = frozenset()
    pronoun: str = ""


_TIME_UNITS_IN_WORDS = (
    "день сутки час минута секунда неделя месяц квартал полугодие год day hour minute second "
    "week month quarter year"
)
TIME_UNITS = frozenset(_TIME_UNITS_IN_WORDS.split())
_MONEY_UNITS_IN_WORDS = "рубль деньги тысяча ruble money dollar euro доллар евро"
_MONEY_UNITS = frozenset(_MONEY_UNITS_IN_WORDS.split())
_PERCENT_UNITS = frozenset({"процент", "percent"})
_NAMED = 2.0  # weight of a number, code or name against that of a common word

# Words that ask or are polite: no document need hold them.
_IDLE_IN_WORDS = (
    "какой каков сколько сколь когда где куда откуда кто что чей почему зачем как ли быть мочь "
    "можно нужно надо нужный должный должно являться положить положено мой наш свой ваш я мы вы "
    "он она оно они это этот весь все уже еще если или чтобы для при скок почем во на "
    "пожалуйста подсказать сказать здравствовать здравствуйте коллега добрый интересовать "
    "узнать хотеть хотеться стоить сейчас теперь именно вообще число дата время срок день сумма "
    "размер номер телефон адрес почта процент кабинет количество давать дать делать сделать "
    "просить существовать иметь иметься мне называть называться такой такое значить означать "
    "считаться максимальный минимальный конкретно the a an is are do does what which who when "
    "where how many much long to of in for i we my our can may must should be it"
)
_IDLE = frozenset(_IDLE_IN_WORDS.split())
_MONEY_WORDS = frozenset({"цена", "стоимость"})
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_CODE = re.compile(r"\d|^[A-ZА-ЯЁ]{2,}$")
_FOCUS = re.compile(
    r"\b(?:какой|какая|какую|каков[аы]?|каким|какого|какие)\s((?:[^\W\d_]+\s*){1,2})"
)
_COUNTED = re.compile(r"\b(?:скольк\w*|скок|how many|количеств\w|число)\s+((?:[^\W\d_]+\s*){1,3})")


def asked_of(question: str, morphology: Morphology) -> Asked:
    """Read a question."""
    folded = fold(question).strip()
    kind = kind_of(folded)
    units = _units(folded, morphology)
    if kind in {Kind.COUNT, Kind.DURATION}:
        kind, units = _counted(kind, units, folded)
    content = dict(_content(question, morphology))
    terms = {lemma: weight for lemma, weight in content.items() if lemma not in units | _IDLE}
    words = frozenset(morphology.lemma(word) for word in _WORD.findall(question))
    pronoun = re.search(r"\b(?:у кого|с кем|кто|кому|кем|кого|who|whom|откуда|куда|где)\b", folded)
    focus = _FOCUS.search(folded)
    named = frozenset(morphology.terms(focus[1])) - _IDLE if focus else frozenset()
    said = pronoun.group() if pronoun else ""
    return Asked(question, kind, units, terms, words, frozenset(content), named, said)


def _content(question: str, morphology: Morphology) -> Iterator[tuple[str, float]]:
    for start, end, lemma in terms_in(question, morphology):
        word = question[start:end]
        named = _CODE.search(word) or (start and word[0].isupper())
        yield lemma, _NAMED if named else 1.0


def _units(folded: str, morphology: Morphology) -> frozenset[str]:
    """Lemma of the noun that is counted: «сколько календарных дней» → день."""
    counted = _COUNTED.search(folded)
    if counted is None:
        return frozenset()
    for word in counted[1].split():
        if word.isascii():
            return frozenset({word, word.removesuffix("s")})
        readings = morphology.readings(word)
        if not readings or readings[0].marks & {"ADJF", "PRTF"}:
            continue
        counting = [each for each in readings if {"NOUN", "gent"} <= each.marks]
        first = readings[0].marks & {"NOUN", "ADJS"}
        return frozenset(each.lemma for each in counting) if first else frozenset()
    return frozenset()


def _counted(kind: Kind, units: frozenset[str], folded: str) -> tuple[Kind, frozenset[str]]:
    if units & TIME_UNITS:
        return Kind.DURATION, units & TIME_UNITS
    if kind is Kind.DURATION:
        return kind, frozenset()
    if units & _PERCENT_UNITS:
        return Kind.PERCENT, frozenset()
    if units & _MONEY_UNITS or (not units and MONEY.search(folded)):
        return Kind.MONEY, frozenset()
    return (kind, units) if units else (Kind.AMOUNT, units)
