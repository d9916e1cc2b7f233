from typing import Self

from openai import AsyncOpenAI

from znatok.llm.adapters.openai_compatible.settings import OpenAICompatibleSettings
from znatok.llm.adapters.openai_protocol.chat import ProtocolModel
from znatok.llm.adapters.openai_protocol.client import open_client
from znatok.llm.model import Capabilities
from znatok.llm.tokens import MULTILINGUAL


class OpenAICompatibleModel(ProtocolModel):
    @classmethod
    def open(cls, settings: OpenAICompatibleSettings) -> Self:
        return cls(
            connect(settings),
            name=settings.model,
            wire_name=settings.model,
            capabilities=Capabilities(
                context_tokens=settings.context_tokens,
                region=settings.region,
                tools=settings.tools,
                parallel_tools=settings.tools,
                json_schema=settings.json_schema,
                price=settings.price.price(),
            ),
            density=MULTILINGUAL,
            secrets=settings.secrets(),
        )


def connect(settings: OpenAICompatibleSettings) -> AsyncOpenAI:
    key = settings.api_key.get_secret_value() if settings.api_key else None
    # llama.cpp closes about one kept connection in ten just when it is asked again; to a server
    # nearby a new one costs less than an answer lost.
    return open_client(settings, base_url=settings.base_url, api_key=key, keeps_alive=False)
