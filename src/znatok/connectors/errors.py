"""What can go wrong with a source of files."""

from znatok.kernel.errors import NotFound, Unavailable


class SourceUnavailable(Unavailable):
    """The source cannot be listed now: nothing may be concluded from what is not seen."""

    slug = "folder-unreachable"
    ru = "Папка недоступна: её нет, нет прав, или сетевой диск не подключён."
    en = "The folder cannot be reached: it is not there, not permitted, or its share not mounted."


class FileGone(NotFound):
    """The file has disappeared, or is not the one that was listed; the next listing tells."""

    slug = "file-gone"
    ru = "Файл исчез или заменён, пока его читали."
    en = "The file disappeared or was replaced while it was read."


class FileDenied(Unavailable):
    """The file is there and cannot be read."""

    slug = "file-denied"
    ru = "Файл не читается: нет прав, или ошибка диска."
    en = "The file cannot be read: no permission, or the disk fails."
