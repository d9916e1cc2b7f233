"""What can go wrong with personal data and with texts that leave the perimeter."""

from znatok.kernel.errors import Invalid, Refused, Unavailable


class DestinationForbidden(Refused):
    """Nothing may be sent there. Details: `destination`, `reason_ru`, `reason_en`."""

    slug = "destination-forbidden"
    ru = "Отправлять данные в «{destination}» нельзя: {reason_ru}."
    en = "Nothing may be sent to {destination}: {reason_en}."


class StoreAbroad(Invalid):
    """Collecting personal data of Russians into databases abroad is forbidden (152-ФЗ, art. 18).

    Details: `setting`.
    """

    slug = "store-abroad"
    ru = (
        "Настройка {setting}: хранить персональные данные за пределами России нельзя "
        "(152-ФЗ, ст. 18, ч. 5). Укажите хранилище в России."
    )
    en = (
        "Setting {setting}: personal data may not be stored outside Russia "
        "(152-FZ, art. 18, part 5). Name a store inside Russia."
    )


class NamesUnusable(Unavailable):
    """The model that finds people's names was not loaded. Details: `reason`."""

    slug = "names-unusable"
    ru = "Поиск имён не работает: {reason}. Переустановите пакет natasha."
    en = "Names cannot be found: {reason}. Reinstall the package natasha."
