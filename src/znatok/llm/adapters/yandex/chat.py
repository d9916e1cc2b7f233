from typing import Self

from openai import AsyncOpenAI

from znatok.llm.adapters.openai_protocol.chat import ProtocolModel
from znatok.llm.adapters.openai_protocol.client import open_client
from znatok.llm.adapters.openai_protocol.messages import Wire
from znatok.llm.adapters.yandex.catalogue import capabilities, density
from znatok.llm.adapters.yandex.settings import YandexAccount, YandexSettings
from znatok.llm.model import ChatRequest


class YandexModel(ProtocolModel):
    """What YandexGPT does its own way in a stream is known to `openai_protocol.reading`."""

    @classmethod
    def open(cls, settings: YandexSettings) -> Self:
        return cls(
            connect(settings),
            name=settings.model,
            wire_name=settings.uri("gpt", settings.model),
            capabilities=capabilities(settings),
            density=density(settings),
            secrets=settings.secrets(),
        )

    def wire(self, sent: Wire, request: ChatRequest) -> Wire:
        """The service counts tokens unasked, and documents no parameter that asks."""
        del request, sent["stream_options"]
        return sent


def connect(settings: YandexAccount) -> AsyncOpenAI:
    return open_client(
        settings,
        base_url=settings.base_url,
        api_key=settings.api_key.get_secret_value(),
        project=settings.folder_id,
        headers={
            "x-folder-id": settings.folder_id,
            # Yandex keeps requests for its own use unless told not to (152-ФЗ: no excess).
            "x-data-logging-enabled": "false",
        },
    )
