"""What can go wrong with dictionary entries. Each message says what to do next."""

from znatok.kernel.errors import Conflict, Invalid, NotFound, Refused


class EntryNotFound(NotFound):
    """Absent or not for this reader. Details: none, so that the two cannot be told apart."""

    slug = "dictionary-entry-not-found"
    ru = "Запись словаря не найдена. Возможно, её удалили или у вас нет к ней доступа."
    en = "The entry was not found. It may have been deleted, or you may have no access to it."


class MayNotChangeEntry(Refused):
    slug = "may-not-change-dictionary-entry"
    ru = (
        "Общие слова меняет администратор, слова подразделения — его редактор, "
        "слова из документа — те, кто может менять документ."
    )
    en = (
        "Words for everyone are changed by an administrator, a department's by its editor, a "
        "document's by those who may change the document."
    )


class BadTerm(Invalid):
    """Details: `field` (canonical or variants), `value`."""

    slug = "bad-dictionary-term"
    ru = "Термин «{value}» должен быть одной строкой от {least} до {most} символов, с буквами."
    en = "The term “{value}” must be one line of {least} to {most} characters, with letters."


class NoVariants(Invalid):
    slug = "dictionary-entry-without-variants"
    ru = "Добавьте хотя бы один вариант: сокращение или слово, которым пользуются сотрудники."
    en = "Add at least one variant: an abbreviation or a word that people use."


class TooManyVariants(Invalid):
    slug = "too-many-dictionary-variants"
    ru = "В записи не может быть больше {most} вариантов. Разделите её на две."
    en = "An entry has at most {most} variants. Split it into two."


class VariantIsCanonical(Invalid):
    slug = "variant-is-canonical"
    ru = "Вариант «{value}» совпадает с самим термином. Уберите его."
    en = "The variant “{value}” is the term itself. Remove it."


class TooCommon(Invalid):
    slug = "variant-too-common"
    ru = (
        "Вариант «{value}» — служебное слово: он встретился бы почти в каждом вопросе. "
        "Сокращение запишите прописными буквами."
    )
    en = (
        "The variant “{value}” is a function word and would be met in almost every question. "
        "Write an abbreviation in capitals."
    )


class WordsClash(Conflict):
    """Details: `words`, and `clashes`: a list of {id, variant, canonical}."""

    slug = "dictionary-clash"
    ru = "Эти слова уже есть в словаре: {words}. Измените ту запись или сохраните обе."
    en = "These words are in the dictionary already: {words}. Change that entry, or keep both."


class BuiltinStays(Invalid):
    slug = "builtin-dictionary-entry"
    ru = "Встроенную запись можно только включить или выключить. Чтобы уточнить её, добавьте свою."
    en = "A built-in entry can only be switched on or off. Add your own to be more exact."


class UnreadableCsv(Invalid):
    """Details: `line`, `reason_ru`, `reason_en`."""

    slug = "unreadable-dictionary-csv"
    ru = "Файл не прочитан (строка {line}): {reason_ru}."
    en = "The file was not read (line {line}): {reason_en}."


class TooManyEntries(Invalid):
    slug = "too-many-dictionary-entries"
    ru = "В словаре может быть не больше {most} записей."
    en = "The dictionary holds at most {most} entries."
