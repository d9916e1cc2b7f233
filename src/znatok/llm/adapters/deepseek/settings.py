from enum import StrEnum

from pydantic import Field, SecretStr

from znatok.llm.provider_settings import ProviderSettings, checked_url


class Effort(StrEnum):
    LOW = "low"
    HIGH = "high"
    MAX = "max"


class DeepSeekSettings(ProviderSettings):
    """`thinking` costs seconds before the first word; an answer from documents seldom needs it."""

    api_key: SecretStr = Field(title="Ключ")
    model: str = Field(default="deepseek-flash", title="Модель", min_length=1)
    base_url: str = Field(default="https://api.deepseek.com", title="Адрес")
    thinking: bool = Field(default=False, title="Рассуждать перед ответом")
    effort: Effort = Field(default=Effort.HIGH, title="Глубина рассуждений")

    def verify(self) -> None:
        super().verify()
        checked_url(self.base_url, "base_url", open_network=False)
