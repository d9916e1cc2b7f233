import base64
import binascii
from enum import StrEnum

from pydantic import Field, SecretStr

from znatok.llm.errors import ProviderSettingWrong
from znatok.llm.provider_settings import ProviderSettings, checked_url

# The addresses of the vendor's own client.
BASE_URL = "https://api.giga.chat/v1"
AUTH_URL = "https://ngw.devices.sberbank.ru:9443/api/v2/oauth"


class Scope(StrEnum):
    """Whose contract pays: a person's, a company's in advance, a company's afterwards."""

    PERS = "GIGACHAT_API_PERS"
    B2B = "GIGACHAT_API_B2B"
    CORP = "GIGACHAT_API_CORP"


class Contract(StrEnum):
    """`v2` takes several calls of functions in one answer; the older host knows v1 best."""

    V1 = "v1"
    V2 = "v2"


class GigaChatAccount(ProviderSettings):
    """What chat and embeddings share.

    `credentials`: "ключ авторизации" of the vendor's cabinet. Both hosts stand behind the Russian
    Trusted Root CA (НУЦ Минцифры), which few systems carry: give it as `ca_file`.
    """

    credentials: SecretStr = Field(title="Ключ авторизации")
    scope: Scope = Field(default=Scope.B2B, title="Версия API по договору")
    base_url: str = Field(default=BASE_URL, title="Адрес API")
    auth_url: str = Field(default=AUTH_URL, title="Адрес выдачи токенов")

    def verify(self) -> None:
        super().verify()
        checked_url(self.base_url, "base_url", open_network=False)
        checked_url(self.auth_url, "auth_url", open_network=False)
        try:
            pair = base64.b64decode(self.credentials.get_secret_value(), validate=True)
        except (ValueError, binascii.Error):
            pair = b""
        if b":" not in pair:
            raise ProviderSettingWrong(
                setting="credentials",
                ru="нужен ключ авторизации из личного кабинета целиком, а не Client Secret",
                en="the whole authorization key of the vendor's cabinet, not the client secret",
            )


class GigaChatSettings(GigaChatAccount):
    model: str = Field(default="GigaChat-2-Max", title="Модель", min_length=1)
    contract: Contract = Field(default=Contract.V1, title="Версия протокола чата")


class GigaChatEmbeddingSettings(GigaChatAccount):
    """`query_prefix`: an instruction that some of the vendor's models want before a question."""

    model: str = Field(default="Embeddings", title="Модель", min_length=1)
    dimension: int = Field(default=1024, gt=0, title="Число координат вектора")
    query_prefix: str = Field(
        default="Дан вопрос, необходимо найти абзац текста с ответом\nвопрос: ",
        title="Приставка вопроса",
    )
    window_tokens: int = Field(default=512, gt=0, title="Сколько токенов текста читает модель")
    group: int = Field(default=32, gt=0, title="Текстов в одном запросе")
    at_once: int = Field(default=2, gt=0, title="Запросов сразу")
