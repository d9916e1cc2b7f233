import re

from pydantic import Field, SecretStr

from znatok.llm.errors import ProviderSettingWrong
from znatok.llm.provider_settings import ProviderSettings, checked_url

BASE_URL = "https://llm.api.cloud.yandex.net/v1"  # Yandex's own client uses this of its two hosts

_FOLDER = re.compile(r"[a-z0-9-]+")


class YandexAccount(ProviderSettings):
    """What chat and embeddings share. `api_key`: of a service account, role
    `ai.languageModels.user`.
    """

    api_key: SecretStr = Field(title="API-ключ сервисного аккаунта")
    folder_id: str = Field(title="Идентификатор каталога", min_length=1)
    base_url: str = Field(default=BASE_URL, title="Адрес")

    def verify(self) -> None:
        super().verify()
        checked_url(self.base_url, "base_url", open_network=False)
        if not _FOLDER.fullmatch(self.folder_id):
            raise ProviderSettingWrong(
                setting="folder_id",
                ru="идентификатор каталога состоит из строчных латинских букв и цифр",
                en="a folder id consists of small Latin letters and digits",
            )

    def uri(self, scheme: str, model: str) -> str:
        """`model` as the service names it, unless it is named so already."""
        return model if "://" in model else f"{scheme}://{self.folder_id}/{model}"


class YandexSettings(YandexAccount):
    model: str = Field(
        default="yandexgpt/latest",
        title="Модель",
        min_length=1,
        description="Как в каталоге AI Studio: yandexgpt/latest, yandexgpt-lite, aliceai-llm",
    )


class YandexEmbeddingSettings(YandexAccount):
    """Documents and questions have models of their own in one space."""

    model: str = Field(default="text-search-doc/latest", title="Модель текстов", min_length=1)
    query_model: str = Field(
        default="text-search-query/latest", title="Модель вопросов", min_length=1
    )
    dimension: int = Field(default=256, gt=0, title="Число координат вектора")
    # The quota is 10 requests a second of a folder; a call takes about half a second.
    at_once: int = Field(default=4, gt=0, le=10, title="Запросов сразу")
