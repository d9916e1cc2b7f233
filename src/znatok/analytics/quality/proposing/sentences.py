"""From a declarative sentence to a question that it answers.

Each rule knows one shape of sentence and gives up at the first doubt: a proposal that a person must
rewrite costs more than one that was never made.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from znatok.analytics.quality.proposing.grammar import Grammar, Phrase, Word, points_back

_SHORTEST, _LONGEST = 30, 240  # characters of a sentence worth asking about
_FEWEST_WORDS = 3  # of what a definition says
_MOST_WORDS = 14  # of a subject or a clause taken into a question
_CLAUSE = re.compile(r"^(?:п\.\s*)?\d+(?:\.\d+)*[.)]?\s+|^[–—•*-]\s+")
_NUMBER = r"\d+(?:[ \u00a0]\d{3})*(?:,\d+)?"
_COUNTED = r"(?:[а-яё]+(?:ых|их|ой|ого|ый|ий)\s)?[а-яё]+"  # «календарных дней», «рублей»
_AMOUNT = rf"{_NUMBER}(?:[ \u00a0]?(?:%|₽|{_COUNTED}))?"
_TIME = r"(?:дн\w+|день|час\w*|недел\w+|месяц\w*|минут\w*|лет|год\w*|сут\w+)"
_UNIT = rf"(?:(?:календарн|рабоч|банковск)\w+\s)?{_TIME}"
_VALUE = re.compile(rf"(?P<value>{_AMOUNT})")
_BARE = re.compile(r"[\d\s,]+")  # a number of nothing: any text holds one
_EQUALS = re.compile(r"\b(?P<verb>составля[ею]т)\s+(?P<rest>[^;:]*?\d[^;:]*)$")
_LIMIT = re.compile(r"\bне\s+(?:может\s+|должн\w+\s+)?превыша(?:ет|ть)\s+(?P<rest>\d[^;:]*)$")
_WITHIN = re.compile(
    rf"\s(?:в\s+течение|в\s+срок\s+(?:до|не\s+более))\s+(?P<value>\d+\s+(?P<unit>{_UNIT}))"
    r"(?P<rest>(?:\s+(?:после|со\s+дня|с\s+даты|с\s+момента|до)\s[^,;:.]+)?)\.?$"
)
_AHEAD = re.compile(
    rf"\s(?:не\s+позднее,?\s+чем\s+|не\s+менее,?\s+чем\s+)за\s+(?P<value>\d+\s+(?P<unit>{_UNIT}))"
    r"(?P<rest>\s+до\s[^,;:.]+)\.?$"
)
_DEFINED = re.compile(r"^(?P<what>[^,;:.()]{3,80}?)\s+[—–-]\s+(?:это\s+)(?P<how>[^;:]{15,})$")
_ABOUT = re.compile(
    r"\b[Пп]о\s+вопросам\s+(?P<what>[^,;:.()]{4,80}?)\s+(?:обращ\w+|пиш\w+|звон\w+)"
)
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]*\w|(?:доб\.?\s*|\+7[\d\s()-]{9,}\d)\d*")
MEASURES: Final = frozenset(
    (
        *("срок", "размер", "сумма", "скидка", "стоимость", "цена", "объём", "количество"),
        *("длительность", "продолжительность", "ставка", "лимит", "масса", "температура"),
        *("давление", "норма", "высота", "ширина", "длина", "мощность", "оклад", "тариф"),
        *("напряжение", "расход", "штраф", "неустойка", "доля", "процент", "премия", "надбавка"),
    )
)
# «Работник подаёт»: of everybody nobody asks who.
_ANYBODY: Final = frozenset(
    (
        *("работник", "сотрудник", "покупатель", "поставщик", "заказчик", "пользователь"),
        *("клиент", "лицо", "гражданин", "исполнитель", "арендатор", "арендодатель"),
    )
)
_LASTING: Final = frozenset(
    ("действовать", "храниться", "хранить", "длиться", "работать", "сохраняться", "оставаться")
)
_SUPERLATIVE = {
    "какой": "максимальный",
    "какая": "максимальная",
    "какое": "максимальное",
    "какие": "максимальные",
}
_TAG_DEADLINE, _TAG_NUMBER, _TAG_WHO = "срок", "число", "кто"


@dataclass(frozen=True, slots=True)
class Made:
    """A question made of `quote`. `fact`: what the answer must show, in any of these spellings."""

    question: str
    fact: tuple[str, ...]
    quote: str
    tag: str


Rule = Callable[[str, Sequence[Word], Grammar], Made | None]


def ask_about(sentence: str, grammar: Grammar) -> Made | None:
    """The question that the first fitting rule makes of a sentence; None when none is sure."""
    text = _CLAUSE.sub("", sentence.strip())
    balanced = text.count("«") == text.count("»") and text.count("(") == text.count(")")
    sound = _SHORTEST <= len(text) <= _LONGEST and text[:1].isupper() and text.endswith(".")
    if not sound or not balanced or "|" in text or ";" in text:
        return None
    words = grammar.words(text)
    for rule in _RULES:
        made = rule(text[:-1].strip(), words, grammar)
        if made is not None and _telling(made, grammar):
            return Made(made.question, made.fact, sentence.strip(), made.tag)
    return None


def spellings(value: str) -> tuple[str, ...]:
    """A number with its unit in the ways in which documents and answers write it."""
    clean = value.strip().rstrip(".")
    tight = re.sub(r"(?<=\d)[ \u00a0](?=\d{3})", "", clean)
    short = re.sub(r"\b(?:календарн|рабоч|банковск)\w+\s", "", clean)
    return tuple(dict.fromkeys((clean, tight, short)))


def _equals(text: str, words: Sequence[Word], grammar: Grammar) -> Made | None:
    found = _EQUALS.search(text)
    subject = None if found is None else _subject(text[: found.start()], words, grammar)
    if found is None or subject is None:
        return None
    value = _VALUE.search(found["rest"])
    if value is None or _BARE.fullmatch(value["value"]) or value.start() > len("не более чем "):
        return None
    said = grammar.lowered(subject.text)
    question = (
        f"{subject.asking.capitalize()} {said}?"
        if subject.head in MEASURES
        else f"Сколько {found['verb']} {said}?"
    )
    return Made(question, spellings(value["value"]), text, _TAG_NUMBER)


def _limit(text: str, words: Sequence[Word], grammar: Grammar) -> Made | None:
    found = _LIMIT.search(text)
    subject = None if found is None else _subject(text[: found.start()], words, grammar)
    if found is None or subject is None or subject.head not in MEASURES:
        return None
    value = _VALUE.match(found["rest"])
    if (
        value is None
        or _BARE.fullmatch(value["value"])
        or not grammar.lowered(subject.text).startswith(subject.head)
    ):
        return None
    most = _SUPERLATIVE[subject.asking]
    question = f"{subject.asking.capitalize()} {most} {grammar.lowered(subject.text)}?"
    return Made(question, spellings(value["value"]), text, _TAG_NUMBER)


def _within(text: str, words: Sequence[Word], grammar: Grammar) -> Made | None:
    found = _WITHIN.search(text)
    clause = None if found is None else _clause(text[: found.start()], words, grammar)
    if found is None or clause is None:
        return None
    lasting = any(each.lemma in _LASTING for each in words)
    if (
        lasting
        or " не " in f" {clause} "
        or any(each.is_verb for each in grammar.words(found["rest"]))
    ):
        return None  # how long something lasts, or two clauses
    question = f"В какой срок{found['rest']} {clause}?"
    return Made(question, spellings(found["value"]), text, _TAG_DEADLINE)


def _ahead(text: str, words: Sequence[Word], grammar: Grammar) -> Made | None:
    found = _AHEAD.search(text)
    clause = None if found is None else _clause(text[: found.start()], words, grammar)
    unit = None if found is None else grammar.genitive_plural(found["unit"])
    if found is None or clause is None or unit is None:
        return None
    question = f"За сколько {unit}{found['rest']} {clause}?"
    return Made(question, spellings(found["value"]), text, _TAG_DEADLINE)


def _defined(text: str, _words: Sequence[Word], grammar: Grammar) -> Made | None:
    found = _DEFINED.match(text)
    what = None if found is None else grammar.phrase(found["what"])
    if found is None or what is None:
        return None
    fact = re.split(r"[,(]", found["how"])[0].strip()
    if len(fact.split()) < _FEWEST_WORDS:
        return None  # «файл», «набор данных»: true of many things
    return Made(f"Что такое {grammar.lowered(what.text)}?", (fact,), text, "определение")


def _who(text: str, words: Sequence[Word], grammar: Grammar) -> Made | None:
    """«Директор утверждает график» and «График утверждает директор»: who does it?"""
    verb = next((each for each in words if each.is_finite_verb), None)
    plain = not points_back(words) and not re.search(r"[,—–`]", text)
    if verb is None or not plain or verb.reading("sing") is None:
        return None
    before, after = text[: verb.start].strip(), text[verb.end :].strip()
    if sum(each.is_verb for each in words) != 1 or not before or not after:
        return None
    if verb.text.lower().endswith(("ся", "сь")):
        return None  # «назначается», «требуется»: what is done, not who does it
    first, last = grammar.phrase(before), grammar.phrase(_plain(after, grammar))
    if first is not None and first.acts and not first.plural and "«" not in after:
        # «Работник подаёт»: of everybody nobody asks who.
        return (
            None
            if first.head in _ANYBODY
            else Made(f"Кто {verb.text} {after}?", (before,), text, _TAG_WHO)
        )
    if last is not None and last.acts and not last.plural and (first is None or not first.acts):
        return Made(f"Кто {verb.text} {grammar.lowered(before)}?", (last.text,), text, _TAG_WHO)
    return None


def _plain(text: str, grammar: Grammar) -> str:
    """Up to the first preposition: «юрист за три дня» names the lawyer only."""
    preposition = next((each for each in grammar.words(text) if each.reading("PREP")), None)
    return text if preposition is None else text[: preposition.start].strip()


def _contact(text: str, _words: Sequence[Word], grammar: Grammar) -> Made | None:
    about, contact = _ABOUT.search(text), _CONTACT.search(text)
    if about is None or contact is None or points_back(grammar.words(about["what"])):
        return None
    question = f"Куда обращаться по вопросам {about['what']}?"
    return Made(question, (contact.group().strip(),), text, "контакт")


def _subject(text: str, words: Sequence[Word], grammar: Grammar) -> Phrase | None:
    """What stands before the verb, when it is a noun phrase and nothing else."""
    said = text.strip()
    if "," in said or len(said.split()) > _MOST_WORDS or points_back(words):
        return None
    return grammar.phrase(said)


def _clause(text: str, words: Sequence[Word], grammar: Grammar) -> str | None:
    """A main clause with one finite verb, as the end of a question."""
    inside = [each for each in words if each.end <= len(text)]
    plain = "," not in text and ":" not in text and len(inside) <= _MOST_WORDS
    said = [each for each in inside if each.is_verb]
    if not plain or points_back(words) or len(said) != 1:
        return None
    if not said[0].is_finite_verb and said[0].reading("PRTS") is None:
        return None  # «принесите», «можно принести»: not what is, but what to do
    return grammar.lowered(text.strip())


def _telling(made: Made, grammar: Grammar) -> bool:
    """Whether the question says what it is about: two nouns or names, and not its own answer."""
    nouns = [
        each
        for each in grammar.words(made.question)
        if not each.readings or each.readings[0].tag.POS == "NOUN"
    ]
    asked = made.question.lower()
    return len(nouns) > 1 and not any(each.lower() in asked for each in made.fact)


_RULES: Final[tuple[Rule, ...]] = (_contact, _defined, _ahead, _within, _limit, _equals, _who)
