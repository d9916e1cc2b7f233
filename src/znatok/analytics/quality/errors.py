"""What can be wrong with a collection, with golden questions and with their runs."""

from znatok.kernel.errors import Conflict, Invalid, NotFound


class BadCollection(Invalid):
    slug = "bad-collection"
    ru = "Файл {file}, строка {line}: {problem}"
    en = "File {file}, line {line}: {problem}"


class NoSuchReader(NotFound):
    slug = "no-such-reader"
    ru = "Вопрос задаёт {email}, но такого действующего пользователя нет."
    en = "A question is asked by {email}, but there is no such active user."


class NoSuchQuestion(NotFound):
    slug = "no-such-question"
    ru = "Контрольный вопрос не найден. Возможно, его удалили."
    en = "The golden question was not found. It may have been deleted."


class SameQuestion(Conflict):
    slug = "same-question"
    ru = "Такой вопрос от того же читателя уже есть."
    en = "The same question of the same reader is there already."


class BadQuestion(Invalid):
    """Details: `field`, one of those a draft has."""

    slug = "bad-question"
    ru = "Поле {field}: {ru}"
    en = "Field {field}: {en}"


class BadImport(Invalid):
    """Details: `errors`, a list of {line, field, problem} in the caller's language."""

    slug = "bad-import"
    ru = "В файле есть ошибки ({count}), ничего не добавлено. Первая: строка {line}, поле {field}."
    en = "The file has {count} errors, nothing was added. The first: line {line}, field {field}."


class NoSuchRun(NotFound):
    slug = "no-such-run"
    ru = "Прогон не найден. Старые прогоны удаляются."
    en = "The run was not found. Old runs are removed."


class NoQuestions(Conflict):
    slug = "no-golden-questions"
    ru = "Нет подтверждённых контрольных вопросов: спрашивать нечего."
    en = "There are no confirmed golden questions: nothing to ask."


class RunWaits(Conflict):
    slug = "run-waits"
    ru = "Прогон уже идёт или ждёт своей очереди."
    en = "A run is under way or waiting already."


class RunNotFinished(Conflict):
    slug = "run-not-finished"
    ru = "Прогон не завершён, сравнивать с ним нельзя."
    en = "The run is not finished, so nothing can be compared with it."


class NoBaseline(NotFound):
    slug = "no-baseline"
    ru = "Опорный прогон не выбран. Закрепите его на странице «Качество»."
    en = "No baseline run is pinned. Pin one on the Quality page."
