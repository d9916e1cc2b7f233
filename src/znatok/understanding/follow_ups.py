"""Whether a question can be understood without those asked before it.

Three signs: it points back (a pronoun), it goes on («а…», «и…», «если…»), or it names nothing of
its own («сколько дней максимум»): only what any subject has, such as a term, a price, a telephone.
"""

import re
from collections.abc import Collection, Sequence

from znatok.language.text import fold

_POINTS_BACK = re.compile(
    r"\b(?:он|она|оно|они|его|ее|их|ему|ей|им|ими|него|нее|ней|них|нему|ним|ними|нем"
    r"|эт(?:от|а|о|и|ого|ому|ом|им|их|ими|ой|у)|т(?:от|ого|ому|ем|ой|у|ех|еми)"
    r"|так(?:ой|ая|ое|ие|ого|ому|их|им|ую|ими)|там|туда|оттуда|тогда|тут|здесь"
    r"|it|its|that|those|these|they|them|their|there|he|she|him|her)\b"
)
_GOES_ON = re.compile(
    r"^\W*(?:а|и|но|или|если|тогда|еще|ещё|только|кроме|почему|зачем|подробнее|точнее|например"
    r"|and|but|or|what about|how about|why|then|only)\b"
)
# What any subject may have or have done to it: alone such words name nothing.
_GENERAL = frozenset(
    (
        *("срок", "сумма", "размер", "телефон", "почта", "адрес", "номер", "цена", "стоимость"),
        *("процент", "лимит", "максимум", "минимум", "максимальный", "минимальный", "доступ"),
        *("время", "дата", "раз", "факт", "план", "документ", "форма", "причина", "список"),
        *("должность", "имя", "фамилия", "контакт", "количество", "порядок", "условие", "пример"),
        *(
            "день",
            "неделя",
            "месяц",
            "квартал",
            "год",
            "час",
            "минута",
            "рубль",
            "штука",
            "человек",
        ),
        *("первый", "второй", "третий", "последний", "следующий", "остальной", "другой", "каждый"),
        *("обычный", "больше", "меньше", "много", "мало", "долго", "часто", "строго", "еще", "уже"),
        *(
            "только",
            "точно",
            "все",
            "весь",
            "такой",
            "там",
            "туда",
            "тогда",
            "подробный",
            "коротко",
        ),
        *("считать", "выдавать", "давать", "дать", "платить", "стоить", "требоваться", "делать"),
        *("сделать", "бывать", "получить", "получать", "взять", "брать", "подать", "подавать"),
        *("писать", "написать", "звонить", "позвонить", "обратиться", "обращаться", "начинать"),
        *("перечислить", "назвать", "показать", "сказать", "повторить", "уточнить", "попасть"),
        *(
            "длиться",
            "положить",
            "изменить",
            "отказать",
            "просрочить",
            "нарушить",
            "the",
            "a",
            "and",
        ),
    )
)
# How many words of its own a question with none, one or both of the first two signs may have and
# still need the one before.
_FEW = (1, 2, 3)


def leans_on_earlier(text: str, terms: Collection[str]) -> bool:
    """Whether `text` needs the questions before it; `terms` are its lemmas, asking words aside."""
    folded = fold(text)
    own = [each for each in terms if each not in _GENERAL]
    marked = bool(_POINTS_BACK.search(folded)) + bool(_GOES_ON.match(folded))
    return len(own) <= _FEW[marked]


def thread_of(
    questions: Sequence[str], leans: Sequence[bool], *, longest: int = 3
) -> tuple[str, ...]:
    """The earlier questions that a leaning one continues, the oldest first.

    `questions`: those asked before it, the oldest first; `leans`: whether each leans itself. The
    last one is continued, and as long as that leans too, the one before it.
    """
    thread: list[str] = []
    for question, leaning in zip(reversed(questions), reversed(leans), strict=True):
        thread.append(question)
        if not leaning or len(thread) == longest:
            break
    return tuple(reversed(thread))
