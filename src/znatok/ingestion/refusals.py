"""Why a version is not read in, apart from what is wrong with the file itself (`errors.py`)."""

from typing import ClassVar

from znatok.documents.model import Failure
from znatok.kernel.errors import Invalid, Refused, Unavailable, ZnatokError


class FileUnreadable(Invalid):
    """What `read_file` raised, as it came back from another process."""

    slug = "unreadable-file"

    def __init__(self, failure: Failure, cause: str = "") -> None:
        super().__init__()
        self.failure = failure
        self.cause = cause  # what the parser said, for logs only


class ReaderBroke(Unavailable):
    """`why_ru`, `why_en`: what ended the reading, as far as it is known."""

    slug = "reader-broke"
    why_ru: ClassVar[str] = "чтение оборвалось"
    why_en: ClassVar[str] = "reading was cut off"
    ru = (
        "Чтение файла прервано: не хватило времени или памяти. "
        "Разделите файл на части или сохраните его в другом формате."
    )
    en = (
        "Reading the file was stopped: it took too much time or memory. "
        "Split the file or save it in another format."
    )


class ReaderOutOfTime(ReaderBroke):
    why_ru = "не хватило отведённого времени"
    why_en = "it took longer than allowed"


class ReaderOutOfMemory(ReaderBroke):
    why_ru = "не хватило отведённой памяти"
    why_en = "it took more memory than allowed"


class ReaderCrashed(ReaderBroke):
    why_ru = "программа чтения аварийно завершилась"
    why_en = "the program that reads it crashed"


class Poisonous(ZnatokError):  # noqa: N818  # the kernel names outcomes, not errors
    """Three attempts, three times something broke: set aside for an administrator to look at.

    Details: `why_ru` and `why_en`, what ended the last of them.
    """

    slug = "quarantined"
    ru = (
        "Обработка файла трижды прервалась: {why_ru}. Файл отложен: разделите его на части, "
        "сохраните в другом формате или сообщите администратору."
    )
    en = (
        "Processing of the file broke three times: {why_en}. It is set aside: split it, save it "
        "in another format or tell the administrator."
    )

    @classmethod
    def after(cls, error: BaseException | None) -> "Poisonous":
        """`error`: what the last attempt broke on; None when it took its whole process down."""
        if isinstance(error, ReaderBroke):
            return cls(why_ru=error.why_ru, why_en=error.why_en)
        if error is None:
            return cls(why_ru="каждый раз завершался сам сервер", why_en="the server itself ended")
        return cls(why_ru="внутренняя ошибка сервера", why_en="an internal error of the server")


class NoFiles(Invalid):
    slug = "no-files"
    ru = "В запросе нет файлов. Передайте их в поле files."
    en = "There are no files in the request. Send them in the field “files”."


class BadUpload(Invalid):
    """Details: `reason`, a technical one in English."""

    slug = "bad-upload"
    status: ClassVar[int] = 400
    ru = "Загрузка прервана или повреждена. Повторите её. ({reason})"
    en = "The upload was interrupted or is damaged. Try again. ({reason})"


class BadAccess(Invalid):
    slug = "bad-access"
    ru = "Поле access должно быть объектом JSON с правами доступа."
    en = "The field “access” must be a JSON object of access rights."


class TooManyFiles(Invalid):
    slug = "too-many-files"
    status: ClassVar[int] = 413
    ru = "За один раз можно загрузить не больше {limit} файлов."
    en = "At most {limit} files can be uploaded at once."


class EmptyUpload(Invalid):
    slug = "empty-file"
    ru = "Файл «{name}» пуст. Проверьте, что он выгрузился целиком, и загрузите его снова."
    en = "The file “{name}” is empty. Check that it was saved in full and upload it again."


class ForeignDepartment(Refused):
    slug = "foreign-department"
    ru = "Документ можно отнести только к своему подразделению."
    en = "A document can be assigned to your own department only."


def failure_of(error: ZnatokError) -> Failure:
    """An error as it is kept with a document: said in both languages."""
    return Failure(slug=error.slug, ru=error.message("ru"), en=error.message("en"))
