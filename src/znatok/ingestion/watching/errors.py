"""What can go wrong with watched folders. Each message says what to do next."""

from znatok.kernel.errors import Conflict, Invalid, NotFound


class NoSuchFolder(NotFound):
    slug = "no-such-folder"
    ru = "Такой наблюдаемой папки нет."
    en = "There is no such watched folder."


class FolderWatched(Conflict):
    slug = "folder-watched"
    ru = "За этой папкой, объемлющей или вложенной, уже наблюдают."
    en = "This folder, or one around or inside it, is watched already."


class NotAllowed(Invalid):
    """Details: `setting`, where the allowed roots are named."""

    slug = "folder-not-allowed"
    ru = "Эту папку нельзя наблюдать: она не лежит ни в одной из папок настройки {setting}."
    en = "This folder may not be watched: it lies in none of the folders of the setting {setting}."


class ScanRuns(Conflict):
    slug = "scan-runs"
    ru = "Папка уже просматривается. Дождитесь конца или отмените просмотр."
    en = "The folder is being scanned. Wait for the end or cancel it."


class NoSuchOwner(Invalid):
    slug = "no-such-owner"
    ru = "Владельца документов папки нет, или он отключён."
    en = "There is no such owner of the folder's documents, or he is not active."
