"""What can be wrong with a collection."""

from znatok.kernel.errors import Invalid, NotFound


class BadCollection(Invalid):
    slug = "bad-collection"
    ru = "Файл {file}, строка {line}: {problem}"
    en = "File {file}, line {line}: {problem}"


class NoSuchReader(NotFound):
    slug = "no-such-reader"
    ru = "Вопрос задаёт {email}, но такого действующего пользователя нет."
    en = "A question is asked by {email}, but there is no such active user."
