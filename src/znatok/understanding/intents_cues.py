"""What the grammar of a message tells of its intent: signs that need no example to be seen.

Each cue is a number from 0 to 1. What a cue means for an intent is not written here: the classifier
learns it from its examples (intents.py). The word lists were written from knowledge of the language
and of office life, and looked through on benchmarks/sets/intents_dev.jsonl.
"""

import re
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import pairwise

from znatok.language.morphology import Morphology, Reading
from znatok.language.text import fold


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")

# Said before the matter itself.
_LEAD = _listed(
    "ну а и же бы ка пожалуйста плиз слушай слушайте так давай давайте будь будьте добрый добр "
    "добры любезны друг знаток ассистент помощник бот привет здравствуйте здравствуй доброе день "
    "утро вечер срочно спасибо please hello hi"
)
# Orders to tell: what is asked for is an answer.
_TELL = _listed(
    "рассказать подсказать сказать объяснить пояснить ответить напомнить уточнить описать "
    "дать показать найти поискать прислать скинуть расшифровать перечислить привести "
    "растолковать процитировать"
)
# Orders to compute.
_COMPUTE = _listed(
    "посчитать рассчитать подсчитать вычислить сосчитать построить сравнить выгрузить вывести "
    "спрогнозировать проанализировать нарисовать сгруппировать отсортировать сводка свести "
    "сопоставить оценить разбить просуммировать визуализировать ранжировать"
)
# Orders to amuse or advise: no employee's task.
_INVENT = _listed(
    "придумать сочинить посоветовать порекомендовать спеть сыграть поиграть угадать отгадать "
    "загадать решить нарисовать сгенерировать рассмешить пошутить погадать предсказать "
    "нафантазировать развлечь стих анекдот тост загадка шутка сказка"
)
_MODAL = _listed("мочь хотеть нужно надо необходимо просить требоваться можно")
# Figures that businesses compute.
_FIGURES = _listed(
    "выручка продажа сделка прибыль маржа маржинальность рентабельность оборот динамика сумма "
    "средний количество рейтинг прогноз доля конверсия рост падение процент отток приток остаток "
    "задолженность дебиторка дебиторский кредиторский чек лид воронка план факт отклонение тренд "
    "график диаграмма показатель kpi топ статистика отчет продать заработать отгрузка отгрузить "
    "поступление расход доход затрата себестоимость оборачиваемость просрочка просроченный "
    "возврат заявка заказ клиент филиал менеджер регион сегмент категория канал месяц квартал "
    "помесячно понедельно ежемесячно неделя итого суммарно больше меньше меньший больший лучший "
    "худший прошлый текущий год медиана распределение структура разбивка разрез обращение тикет "
    "инцидент счет оплата закрыть вырасти упасть снизиться увеличиться сравнение прирост"
)
_STRONG_FIGURES = _listed(
    "выручка маржа маржинальность рентабельность динамика конверсия воронка топ график диаграмма "
    "прогноз отток дебиторка статистика себестоимость оборачиваемость kpi тренд разрез рейтинг "
    "помесячно сравнить посчитать медиана прирост лид abc ltv roi нарастающий средний"
)
# What documents lay down.
_NORMS = _listed(
    "порядок правило положить положено срок регламент договор инструкция политика согласовать "
    "согласование кто где должен обязан обязанность положение приказ пункт оформить оформление "
    "требование разрешить запретить запрещать нельзя можно нужно процедура документ "
    "условие лимит норма полагаться компенсация отпуск больничный суточный командировка доступ "
    "увольнение оклад премия испытательный штраф пеня неустойка гарантия график дресс-код пропуск "
    "справка заявление бланк форма подключиться настроить настройка пароль vpn контакт "
    "ответственный отвечать обратиться куда какой как сколько срок допускаться предусмотреть "
    "считаться входить означать называться расшифровываться минимальный максимальный "
    "предельный допустимый обязательный обязательно образец"
)
# The assistant and its pages.
_ASSISTANT = _listed(
    "ты твой тебя бот чат диалог ассистент помощник знаток нейросеть ии робот интерфейс переписка "
    "беседа история загрузить файл ответ источник цитата язык голосовой подписка пользоваться "
    "уметь видеть понимать искать ответить отвечать вопрос функция возможность команда кнопка "
    "документ помогать помочь система память запомнить помнить формат поддерживать тема экран "
    "ссылка уведомление оценка лайк дизлайк найти ошибаться распознать сервис приложение"
)
_SOCIAL = _listed(
    "привет приветик приветствовать здравствуй здравствовать здравствуйте здорово салют хай "
    "хелло добрый день утро вечер ночь спасибо спс благодарить благодарный пока прощай свидание "
    "прощание увидеться ок окей ладно хорошо понятно ясно понять супер класс круто отлично "
    "молодец умница извинить извини простить сорри пожалуйста дело жизнь настроение тест "
    "проверка связь тут здесь ага угу да нет вау ура лол хаха ха устать скучно грустно обидно "
    "рад приятно познакомиться удача хороший выходной праздник новый поздравить здоровье "
    "hello hi hey thanks thank you bye good morning test ok okay sorry great cool "
    "ужас жесть блин бесить красавчик шикарно восторг мило любить поболтать болтать"
)
_OURS = _listed("мы наш мой я свой сотрудник работник компания отдел")
_ASKING = ("сколько", "кто", "как", "где", "когда", "что", "почему", "какой", "можно", "куда")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a message, folded, with its readings."""

    word: str
    readings: tuple[Reading, ...]

    def has(self, *marks: str) -> bool:
        """Whether some reading has all the marks."""
        return any(each.marks.issuperset(marks) for each in self.readings)

    def is_one_of(self, lemmas: AbstractSet[str]) -> bool:
        return self.word in lemmas or any(each.lemma in lemmas for each in self.readings)

    @property
    def lemma(self) -> str:
        return self.readings[0].lemma if self.readings else self.word


def tokens_of(text: str, morphology: Morphology) -> list[Token]:
    words = _WORD.findall(fold(text))
    return [Token(word, morphology.readings(word)) for word in words]


def cues_of(tokens: Sequence[Token]) -> list[float]:
    """The cues of a message in a fixed order, each from 0 to 1."""
    order = _order(tokens)
    return [*(float(cue(tokens, order)) for cue in _CUES), *_asked(tokens)]


Cue = Callable[[Sequence[Token], Token | None], float]


def _order(tokens: Sequence[Token]) -> Token | None:
    """The verb of an order: an imperative at the head, or what one is asked, able or due to do."""
    head = [each for each in tokens if each.word not in _LEAD][:5]
    if not head or any(each.word == "ли" for each in head):
        return None
    if head[0].has("impr") or (len(head) > 1 and head[0].has("INFN")):
        return head[0]
    if head[0].word == "не":
        head = head[1:]
    if head and head[0].is_one_of(_MODAL):
        return next((each for each in head[1:] if each.has("INFN") or each.has("impr")), None)
    return None


def _share(tokens: Sequence[Token], lemmas: AbstractSet[str], enough: int) -> float:
    """How many of the tokens are among the lemmas, `enough` of them counting as 1."""
    return min(1.0, sum(each.is_one_of(lemmas) for each in tokens) / enough)


def _does(tokens: Sequence[Token], order: Token | None) -> float:
    """Something is to be done, or told to somebody else («скинь Лене»)."""
    if order is None:
        return False
    after = tokens[tokens.index(order) + 1 :][:1]
    if any(each.has("datv") and each.has("NOUN") for each in after):
        return True
    return not order.is_one_of(_TELL) and not order.is_one_of(_COMPUTE)


def _tells(_: Sequence[Token], order: Token | None) -> float:
    return order is not None and order.is_one_of(_TELL)


def _computes(_: Sequence[Token], order: Token | None) -> float:
    return order is not None and order.is_one_of(_COMPUTE)


def _addresses(tokens: Sequence[Token], order: Token | None) -> float:
    """«ты умеешь», «тобой», «вы видите»: the assistant itself is spoken of, not ordered about."""
    you = any(each.has("NPRO", "2per") for each in tokens)
    verb = any(each.has("VERB", "2per") and not each.has("impr") for each in tokens)
    return 0.0 if order is not None else (you + verb) / 2


def _counts(tokens: Sequence[Token], _: Token | None) -> float:
    """«сколько сделок закрыли»: an amount, and a past tense without a subject."""
    many = any(each.word == "сколько" for each in tokens)
    past = any(each.has("VERB", "past") for each in tokens)
    return (many + past) / 2


def _breaks_down(tokens: Sequence[Token], _: Token | None) -> float:
    """«по филиалам», «по каждому клиенту»: a figure is to be split."""
    return any(
        one.word == "по"
        and ((two.has("NOUN", "plur", "datv")) or two.word in {"каждому", "каждой"})
        for one, two in pairwise(tokens)
    )


def _lasts(tokens: Sequence[Token], _: Token | None) -> float:
    """«сколько стоит», «сколько положено»: an amount that is so by rule, not by counting."""
    many = any(each.word in {"сколько", "какой", "какая", "какое"} for each in tokens)
    rule = any(each.has("VERB", "pres", "3per") or each.has("PRTS") for each in tokens)
    return many and rule


def _invents(tokens: Sequence[Token], order: Token | None) -> float:
    return order is not None and any(each.is_one_of(_INVENT) for each in tokens)


_CUES: tuple[Cue, ...] = (
    _does,
    _tells,
    _computes,
    _addresses,
    _counts,
    _breaks_down,
    _lasts,
    _invents,
    lambda tokens, _: _share(tokens, _FIGURES, 3),
    lambda tokens, _: _share(tokens, _STRONG_FIGURES, 1),
    lambda tokens, _: _share(tokens, _NORMS, 3),
    lambda tokens, _: _share(tokens, _ASSISTANT, 2),
    lambda tokens, _: sum(each.is_one_of(_SOCIAL) for each in tokens) / max(1, len(tokens)),
    lambda tokens, _: _share(tokens, _OURS, 1),
    lambda tokens, _: min(1.0, len(tokens) / 8),
)


def _asked(tokens: Sequence[Token]) -> list[float]:
    first = {each.lemma for each in tokens[:3]} | {each.word for each in tokens[:3]}
    return [float(word in first) for word in _ASKING]
