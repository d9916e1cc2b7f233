"""Sentences the assistant says itself, in Russian and English."""

from collections.abc import Mapping
from types import MappingProxyType

_WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "according": MappingProxyType(
            {"ru": "Согласно {title}{place}", "en": "According to {title}{place}"}
        ),
        "also": MappingProxyType(
            {
                "ru": "В документе {title}{place} также сказано",
                "en": "{title}{place} also says",
            }
        ),
        "section": MappingProxyType({"ru": "раздел «{name}»", "en": "section “{name}”"}),
        "section_numbered": MappingProxyType(
            {"ru": "раздел {number} «{name}»", "en": "section {number} “{name}”"}
        ),
        "clause": MappingProxyType({"ru": "п. {number}", "en": "clause {number}"}),
        "article": MappingProxyType({"ru": "ст. {number}", "en": "art. {number}"}),
        "source": MappingProxyType(
            {"ru": "Источник: {title}{place}", "en": "Source: {title}{place}"}
        ),
        "yes": MappingProxyType({"ru": "Да", "en": "Yes"}),
        "no": MappingProxyType({"ru": "Нет", "en": "No"}),
        "part_missing": MappingProxyType(
            {
                "ru": "Ответа на вопрос {part} в документах не нашлось.",
                "en": "The documents do not answer {part}.",
            }
        ),
        "page": MappingProxyType({"ru": "стр. {number}", "en": "p. {number}"}),
        "sheet": MappingProxyType({"ru": "лист «{name}»", "en": "sheet “{name}”"}),
        "possible": MappingProxyType(
            {
                "ru": "Точного ответа я не нашёл. Возможно, поможет это:",
                "en": "I found no exact answer. This may help:",
            }
        ),
        "not_found": MappingProxyType(
            {
                "ru": "В доступных вам документах ответа на этот вопрос нет.",
                "en": "The documents you may read do not answer this question.",
            }
        ),
        "nearest": MappingProxyType(
            {"ru": "Ближе всего по теме: {places}.", "en": "Nearest by topic: {places}."}
        ),
        "ask": MappingProxyType(
            {
                "ru": "Уточните вопрос или спросите коллег, которые ведут эти документы.",
                "en": "Rephrase the question, or ask the colleagues who keep these documents.",
            }
        ),
        "follow_up": MappingProxyType(
            {
                "ru": "Что сказано в разделе «{heading}»?",
                "en": "What does the section “{heading}” say?",
            }
        ),
        "understood": MappingProxyType(
            {"ru": "Показаны результаты по запросу {text}.", "en": "Showing results for {text}."}
        ),
        "no_figures": MappingProxyType(
            {
                "ru": "Показатели по данным компании я пока не считаю: источник данных не "
                "подключён.",
                "en": "I do not compute figures over business data yet: no data source is "
                "connected.",
            }
        ),
        "no_action": MappingProxyType(
            {
                "ru": "Сам я этого сделать не могу: я отвечаю по документам.",
                "en": "I cannot do this myself: I answer from documents.",
            }
        ),
        "how_to": MappingProxyType(
            {"ru": "Вот что об этом в них сказано:", "en": "Here is what they say about it:"}
        ),
        "outside": MappingProxyType(
            {
                "ru": "Этот вопрос, похоже, не о документах компании: ответа на него в них нет.",
                "en": "This seems to be outside the company's documents: they do not answer it.",
            }
        ),
        "not_yet_in_force": MappingProxyType(
            {
                "ru": "Обратите внимание: документ {title} действует только с {since}",
                "en": "Note: {title} is in force only from {since}.",
            }
        ),
        "expired": MappingProxyType(
            {
                "ru": "Обратите внимание: срок действия документа {title} истёк {until}",
                "en": "Note: {title} is no longer in force: it expired on {until}.",
            }
        ),
        "replaced_since": MappingProxyType(
            {
                "ru": (
                    "Обратите внимание: документ {title} утратил силу, с {since} есть новая "
                    "редакция: {instead}."
                ),
                "en": "Note: {title} is no longer in force; from {since} it is {instead}.",
            }
        ),
        "replaced": MappingProxyType(
            {
                "ru": (
                    "Обратите внимание: документ {title} утратил силу, есть новая редакция: "
                    "{instead}."
                ),
                "en": "Note: {title} is no longer in force; there is a newer one: {instead}.",
            }
        ),
        "conflict": MappingProxyType(
            {
                "ru": "В документах сказано по-разному: {sides}.",
                "en": "The documents disagree: {sides}.",
            }
        ),
        "side": MappingProxyType({"ru": "{title} — {value} [{n}]", "en": "{title}: {value} [{n}]"}),
        "side_dated": MappingProxyType(
            {
                "ru": "{title} (ред. от {dated}) — {value} [{n}]",
                "en": "{title} (of {dated}): {value} [{n}]",
            }
        ),
        "withheld": MappingProxyType(
            {
                "ru": "Языковой модели не показано по классу документа: {places}. Откройте сами.",
                "en": "Not shown to the model because of the document's class: {places}.",
            }
        ),
        "model_silent": MappingProxyType(
            {
                "ru": "Языковая модель не ответила, поэтому ответ составлен из цитат.",
                "en": "The language model did not answer, so this is made of quotes.",
            }
        ),
        "model_unshown": MappingProxyType(
            {
                "ru": "Модели эти документы не показывают, поэтому ответ составлен из цитат.",
                "en": "These documents are shown to no language model, so this is made of quotes.",
            }
        ),
        "answer_cut": MappingProxyType(
            {
                "ru": "Ответ модели оборвался: показано то, что успело прийти и подтвердилось.",
                "en": "The model's answer broke off: shown is what came and was confirmed.",
            }
        ),
    }
)


def say(name: str, language: str, /, **values: object) -> str:
    """The sentence called `name` in `language`, its {places} filled."""
    return _WORDS[name]["en" if language == "en" else "ru"].format(**values)


def quoted(text: str, language: str) -> str:
    """`text` in the quotation marks of the language; inner «ёлочки» become „лапки“."""
    if language == "en":
        return f"“{text.replace('“', '‘').replace('”', '’')}”"
    return f"«{text.replace('«', '„').replace('»', '“')}»"
