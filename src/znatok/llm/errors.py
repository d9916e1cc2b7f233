"""What can go wrong with the language models."""

from znatok.kernel.errors import Invalid, Refused, Unavailable


class ModelUnavailable(Unavailable):
    """The model cannot answer now. Details: `model`, its name."""

    slug = "model-unavailable"
    ru = "Модель {model} сейчас не отвечает. Повторите через минуту."
    en = "The model {model} does not answer now. Try again in a minute."


class WeightsUnusable(ModelUnavailable):
    """The file with a model's weights is missing or damaged.

    Details: `model`, `file` (name, not the whole path: details travel to clients), `reason`.
    """

    slug = "model-weights-unusable"
    ru = (
        "Модель {model} не загружена: с файлом весов {file} что-то не так ({reason}). "
        "Переустановите пакет, который его поставляет, или укажите исправный файл."
    )
    en = (
        "The model {model} was not loaded: its weights file {file} is unusable ({reason}). "
        "Reinstall the package that ships it, or name a sound file."
    )


class RerankerUnusable(ModelUnavailable):
    """The folder with the cross-encoder is not one, or its files do not work together.

    Details: `setting`, the name of the setting that names the folder, `file`, `reason`.
    """

    slug = "reranker-unusable"
    ru = "Настройка {setting}: переранжировщик не загружен, файл {file}: {reason}."
    en = "Setting {setting}: the reranker was not loaded, file {file}: {reason}."


class ModelRefusedKey(Refused):
    """The vendor does not accept the key. Details: `model`."""

    slug = "model-refused-key"
    ru = "Модель {model} не приняла ключ: он неверен, истёк или не даёт нужного права."
    en = "The model {model} did not accept the key: it is wrong, has expired or lacks a right."


class ModelQuotaSpent(ModelUnavailable):
    """What was paid for is used up. Details: `model`."""

    slug = "model-quota-spent"
    ru = "У модели {model} исчерпаны оплаченные токены. Пополните счёт у поставщика."
    en = "The paid tokens of the model {model} are used up. Top up the account at the vendor."


class ModelBusy(ModelUnavailable):
    """Too many requests or streams at once. Details: `model`; `after_s` where the vendor told."""

    slug = "model-busy"
    ru = "Модель {model} занята: слишком много запросов сразу. Повторите через минуту."
    en = "The model {model} is busy: too many requests at once. Try again in a minute."


class ContextTooLong(Invalid):
    """The conversation does not fit. Details: `model`."""

    slug = "context-too-long"
    ru = "Разговор и найденные тексты не помещаются в модель {model}. Сократите вопрос."
    en = "The conversation and the texts found do not fit the model {model}. Shorten the question."


class ModelFiltered(Refused):
    """The vendor's filter refused the request. Details: `model`."""

    slug = "model-filtered"
    ru = "Фильтр поставщика модели {model} не пропустил этот запрос."
    en = "The content filter of the model {model} refused this request."


class ModelRejected(Invalid):
    """The request is wrong for this model. Details: `model`, `reason` (the vendor's own words)."""

    slug = "model-rejected"
    ru = "Модель {model} отклонила запрос: {reason}"
    en = "The model {model} rejected the request: {reason}"


class UnknownModel(ModelRejected):
    """The vendor has no such model. Details: `setting`, `model`, `known` (a few of its names)."""

    slug = "model-unknown"
    ru = "Настройка {setting}: у поставщика нет модели {model}. Есть: {known}."
    en = "Setting {setting}: the vendor has no model {model}. It has: {known}."


class ProviderSettingWrong(Invalid):
    """A setting of a model's provider cannot be used. Details: `setting`, `ru`, `en` (why)."""

    slug = "provider-setting-wrong"
    ru = "Настройка {setting}: {ru}."
    en = "Setting {setting}: {en}."
