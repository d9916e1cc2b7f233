"""Why a file could not be read. Each says what is wrong and what the person can do about it."""

from znatok.kernel.errors import Invalid


def _again(kind: type["Unreadable"], details: dict[str, object], cause: str) -> "Unreadable":
    return kind(cause=cause, **details)


class Unreadable(Invalid):
    """Base of everything `read_file` raises; the same bytes will fail the same way again.

    Picklable, for files are read in processes of their own. `cause`: what the parser said, for
    logs only: it is no detail, travels to no client and holds no text of the document.
    """

    slug = "unreadable-file"
    ru = "Не удалось прочитать файл «{name}»."
    en = "The file “{name}” could not be read."

    def __init__(self, *, cause: str = "", **details: object) -> None:
        super().__init__(**details)
        self.cause = cause

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.details, self.cause)


class EmptyFile(Unreadable):
    slug = "empty-file"
    ru = "Файл «{name}» пуст. Проверьте, что он выгрузился целиком, и загрузите его снова."
    en = "The file “{name}” is empty. Check that it was saved in full and upload it again."


class NoText(Unreadable):
    """The file opens, and there is no text in it: a scan, pictures only, blank pages."""

    slug = "no-text"
    ru = (
        "В файле «{name}» нет текста. Похоже, это скан или изображения: их нужно распознать (OCR). "
        "Сохраните файл с текстовым слоем и загрузите его снова."
    )
    en = (
        "There is no text in “{name}”. It looks like a scan or pictures, which need recognition "
        "(OCR). Save the file with a text layer and upload it again."
    )


class Encrypted(Unreadable):
    slug = "encrypted"
    ru = "Файл «{name}» защищён паролем. Снимите пароль и загрузите файл снова."
    en = "The file “{name}” is protected by a password. Remove the password and upload it again."


class BrokenFile(Unreadable):
    slug = "broken-file"
    ru = (
        "Файл «{name}» повреждён: его содержимое не соответствует формату {format}. "
        "Откройте его в исходной программе, сохраните заново и загрузите."
    )
    en = (
        "The file “{name}” is damaged: its content is not valid {format}. "
        "Open it in the program it came from, save it again and upload."
    )


class UnsupportedFormat(Unreadable):
    """`format` names what the bytes really are, whatever the file is called."""

    slug = "unsupported-format"
    ru = (
        "Формат файла «{name}» не поддерживается: {format}. "
        "Сохраните документ в PDF, DOCX, XLSX или в виде текста и загрузите снова."
    )
    en = (
        "The format of “{name}” is not supported: {format}. "
        "Save the document as PDF, DOCX, XLSX or text and upload it again."
    )


class TooLarge(Unreadable):
    """More bytes, archive content, pages, cells or text than `Limits` allow."""

    slug = "too-large"
    ru = "Файл «{name}» слишком велик для обработки ({reason}). Разделите его на части."
    en = "The file “{name}” is too large to process ({reason}). Split it into parts."


class UnsafeFile(Unreadable):
    """A construct no office program writes: declared entities, an archive bomb."""

    slug = "unsafe-file"
    ru = (
        "Файл «{name}» содержит небезопасную конструкцию ({reason}) и отклонён. "
        "Откройте его в исходной программе, сохраните заново и загрузите."
    )
    en = (
        "The file “{name}” holds an unsafe construct ({reason}) and was refused. "
        "Open it in the program it came from, save it again and upload."
    )
