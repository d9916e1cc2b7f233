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

    def of(self, name: str) -> "Unreadable":
        """The same error, of another file."""
        return _again(type(self), {**self.details, "name": name}, self.cause)

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.details, self.cause)


class EmptyFile(Unreadable):
    slug = "empty-file"
    ru = "Файл «{name}» пуст. Проверьте, что он выгрузился целиком, и загрузите его снова."
    en = "The file “{name}” is empty. Check that it was saved in full and upload it again."


class NoText(Unreadable):
    """The file opens, and there is no text in it: blank pages, pictures without words."""

    slug = "no-text"
    ru = (
        "В файле «{name}» нет текста: страницы пусты или на них изображения без слов. Если это "
        "скан, отсканируйте документ чётче или сохраните его с текстовым слоем."
    )
    en = (
        "There is no text in “{name}”: its pages are blank or hold pictures without words. If it "
        "is a scan, scan it sharper or save the document with a text layer."
    )


class NeedsRecognition(Unreadable):
    """A scan, and no program to recognise it. Details: `packages`, Debian's names."""

    slug = "needs-recognition"
    ru = (
        "В файле «{name}» только изображения страниц, а распознавание текста (OCR) на сервере не "
        "установлено. Администратору: установите {packages} и загрузите файл снова."
    )
    en = (
        "“{name}” holds only pictures of pages, and text recognition (OCR) is not installed on "
        "the server. For the administrator: install {packages} and upload the file again."
    )


class RecognitionOff(Unreadable):
    slug = "recognition-off"
    ru = (
        "В файле «{name}» только изображения страниц, а распознавание текста (OCR) выключено "
        "администратором. Сохраните файл с текстовым слоем и загрузите его снова."
    )
    en = (
        "“{name}” holds only pictures of pages, and the administrator has switched text "
        "recognition (OCR) off. Save the file with a text layer and upload it again."
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


class UnsupportedArchive(UnsupportedFormat):
    ru = (
        "Архивы {format} не читаются («{name}»). Распакуйте архив и загрузите файлы или "
        "упакуйте их в ZIP."
    )
    en = (
        "{format} archives are not read (“{name}”). Unpack it and upload the files, or pack them "
        "as ZIP."
    )


class TooDeep(Unreadable):
    """An archive or a letter inside as many others as `Limits` allow."""

    slug = "too-deep"
    ru = (
        "«{name}» вложен глубже, чем в {limit} архивов или писем, и не прочитан. "
        "Извлеките его и загрузите отдельно."
    )
    en = (
        "“{name}” lies deeper than {limit} archives or letters one in another and was not read. "
        "Take it out and upload it by itself."
    )


class NoFile(Unreadable):
    """A name in an archive that holds no file: a link, a device."""

    slug = "no-file"
    ru = "«{name}» в архиве — не файл, а ссылка или устройство; пропущено."
    en = "“{name}” in the archive is no file but a link or a device; it was left out."


class NeedsOffice(Unreadable):
    """Only LibreOffice may be able to read it. Details: `packages`, Debian's names."""

    slug = "needs-office"
    ru = (
        "Файл «{name}» ({format}) без LibreOffice прочитать не удалось, а на сервере он не "
        "установлен. Сохраните документ в новом формате (DOCX, XLSX, PPTX) или попросите "
        "администратора установить {packages}."
    )
    en = (
        "“{name}” ({format}) could not be read without LibreOffice, which is not installed on the "
        "server. Save the document in a newer format (DOCX, XLSX, PPTX) or ask the administrator "
        "to install {packages}."
    )


class NeedsProgram(Unreadable):
    """`format` is read by a program that is not installed. Details: `packages`, Debian's names."""

    slug = "needs-program"
    ru = (
        "Для чтения файла «{name}» ({format}) на сервере нужна программа из пакета {packages}, "
        "она не установлена. Сохраните документ в PDF или попросите администратора её установить."
    )
    en = (
        "Reading “{name}” ({format}) needs a program of the package {packages}, which is not "
        "installed on the server. Save the document as PDF or ask the administrator to install it."
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


def out_of_memory(error: BaseException | None) -> bool:
    """Whether memory running out is behind an error: then nothing is known about the file."""
    while error is not None and not isinstance(error, MemoryError):
        error = error.__cause__ or error.__context__
    return error is not None
