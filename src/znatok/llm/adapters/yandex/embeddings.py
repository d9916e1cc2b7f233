from typing import Self

from znatok.llm.adapters.openai_protocol.embeddings import ProtocolEmbeddings
from znatok.llm.adapters.yandex.chat import connect
from znatok.llm.adapters.yandex.settings import YandexEmbeddingSettings
from znatok.llm.long_texts import LongTexts
from znatok.llm.tokens import YANDEX

_WINDOW = 2_000  # tokens of one text: documentation of the service, early 2026


class YandexEmbeddings(ProtocolEmbeddings):
    """One text a call; the service refuses lists."""

    @classmethod
    def open(cls, settings: YandexEmbeddingSettings) -> Self:
        return cls(
            connect(settings),
            LongTexts(
                name=f"yandex:{settings.model}",
                dimension=settings.dimension,
                density=YANDEX,
                window=_WINDOW,
                group=1,
                at_once=settings.at_once,
            ),
            query_model=settings.uri("emb", settings.query_model),
            passage_model=settings.uri("emb", settings.model),
            one_by_one=True,
            secrets=settings.secrets(),
        )
