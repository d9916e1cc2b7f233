"""What can go wrong with the administration of providers."""

from znatok.kernel.errors import Conflict, Invalid, NotFound


class ProviderNotFound(NotFound):
    slug = "model-provider-not-found"
    ru = "Такой модели нет. Возможно, её уже удалили."
    en = "There is no such model. It may have been removed already."


class ProviderNameTaken(Conflict):
    """Details: `name`."""

    slug = "model-provider-name-taken"
    ru = "Модель с названием «{name}» уже есть. Дайте другое название."
    en = "There is a model called {name} already. Give another name."


class ProviderChanged(Conflict):
    slug = "model-provider-changed"
    ru = "Настройки этой модели тем временем изменил кто-то ещё. Обновите страницу и повторите."
    en = "Someone else has changed this model meanwhile. Refresh the page and try again."


class ProviderOfSettings(Conflict):
    """It stands in the settings of the server and is changed there. Details: `name`."""

    slug = "model-provider-of-settings"
    ru = "Модель «{name}» задана в настройках сервера (ZNATOK_LLM__PROVIDERS); измените её там."
    en = (
        "The model {name} stands in the server's settings (ZNATOK_LLM__PROVIDERS); change it there."
    )


class UnknownKind(Invalid):
    """Details: `kind`, `known`."""

    slug = "model-kind-unknown"
    ru = "Настройка kind: поставщик {kind} не поддерживается. Есть: {known}."
    en = "Setting kind: the provider {kind} is not supported. There are: {known}."


class BadNotification(Invalid):
    """A transfer abroad was switched on without the notification. Details: `setting`."""

    slug = "notification-missing"
    ru = (
        "Настройка {setting}: для передачи за границу укажите номер и дату уведомления "
        "Роскомнадзора (152-ФЗ, ст. 12)."
    )
    en = (
        "Setting {setting}: a transfer abroad needs the number and the date of the notification "
        "to Roskomnadzor (152-FZ, art. 12)."
    )


class UnknownPayer(Invalid):
    slug = "budget-subject-unknown"
    ru = "Такого сотрудника или отдела нет. Выберите из списка."
    en = "There is no such person or department. Choose from the list."


class BadProviderName(Invalid):
    slug = "model-provider-name-bad"
    ru = "Название: одна строка от 1 до 100 символов."
    en = "The name: one line of 1 to 100 characters."
