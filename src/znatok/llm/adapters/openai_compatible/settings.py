from pydantic import Field, SecretStr

from znatok.llm.model import Region
from znatok.llm.provider_settings import ProviderSettings, checked_url


class OpenAICompatibleSettings(ProviderSettings):
    """A server the company runs, or one that speaks the same protocol.

    `region` has no default: whether questions leave the perimeter is for a person to say.
    """

    base_url: str = Field(
        title="Адрес", description="До /v1 включительно, например http://10.0.0.5:8000/v1"
    )
    region: Region = Field(title="Где обрабатываются данные")
    api_key: SecretStr | None = Field(default=None, title="Ключ, если сервер его требует")
    context_tokens: int = Field(default=8_192, gt=0, title="Окно модели, токенов")
    tools: bool = Field(default=False, title="Модель умеет вызывать функции")
    json_schema: bool = Field(default=False, title="Сервер держит ответ в рамках JSON Schema")

    def verify(self) -> None:
        super().verify()
        checked_url(self.base_url, "base_url", open_network=True)


class OpenAICompatibleEmbeddingSettings(OpenAICompatibleSettings):
    """`query_prefix`, `passage_prefix`: the words a model was trained with (E5: "query: ")."""

    dimension: int = Field(gt=0, title="Число координат вектора")
    query_prefix: str = Field(default="", title="Приставка вопроса")
    passage_prefix: str = Field(default="", title="Приставка текста")
    window_tokens: int = Field(default=512, gt=0, title="Сколько токенов текста читает модель")
    group: int = Field(default=32, gt=0, title="Текстов в одном запросе")
    at_once: int = Field(default=4, gt=0, title="Запросов сразу")
