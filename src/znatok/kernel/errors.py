"""The errors of the product's language. How each becomes HTTP is decided once, elsewhere.

A room derives its own errors from the five kinds and gives each a stable `slug` and a message in
Russian and English: what happened and what to do. `{names}` in a message are filled from `details`,
which also travel to the client: never put a secret or a document's text there.
"""

from typing import ClassVar


class ZnatokError(Exception):
    """Base of all expected errors."""

    slug: ClassVar[str] = "error"
    ru: ClassVar[str] = "Не удалось выполнить действие."
    en: ClassVar[str] = "The action could not be completed."

    def __init__(self, **details: object) -> None:
        super().__init__(self.en)
        self.details = details

    def message(self, language: str = "ru") -> str:
        template = self.en if language == "en" else self.ru
        return template.format_map(_Details(self.details))

    def __str__(self) -> str:
        return self.message("en")


class NotFound(ZnatokError):  # noqa: N818  # the names are the product's words for an outcome
    """Absent or not for this reader: the two are never told apart."""

    slug = "not-found"
    ru = "Не найдено. Возможно, объект удалён или у вас нет к нему доступа."
    en = "Not found. It may have been deleted, or you may have no access to it."


class Conflict(ZnatokError):  # noqa: N818
    slug = "conflict"
    ru = "Такой объект уже существует или изменён кем-то ещё. Обновите данные и повторите."
    en = "It already exists or was changed by someone else. Refresh and try again."


class Refused(ZnatokError):  # noqa: N818
    """The caller is known and may not do this."""

    slug = "refused"
    ru = "Недостаточно прав для этого действия."
    en = "You do not have the right to do this."


class Invalid(ZnatokError):  # noqa: N818
    slug = "invalid"
    ru = "Проверьте введённые данные: {reason}"
    en = "Check the input: {reason}"


class Unavailable(ZnatokError):  # noqa: N818
    """A part of the system does not answer now; trying again later is safe."""

    slug = "unavailable"
    ru = "Сервис временно недоступен. Повторите через минуту."
    en = "The service is temporarily unavailable. Try again in a minute."


class _Details(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"
