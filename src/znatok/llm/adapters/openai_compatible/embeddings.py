import hashlib
from typing import Self

from znatok.llm.adapters.openai_compatible.chat import connect
from znatok.llm.adapters.openai_compatible.settings import OpenAICompatibleEmbeddingSettings
from znatok.llm.adapters.openai_protocol.embeddings import ProtocolEmbeddings
from znatok.llm.long_texts import LongTexts
from znatok.llm.tokens import MULTILINGUAL


class OpenAICompatibleEmbeddings(ProtocolEmbeddings):
    @classmethod
    def open(cls, settings: OpenAICompatibleEmbeddingSettings) -> Self:
        return cls(
            connect(settings),
            LongTexts(
                name=_space(settings),
                dimension=settings.dimension,
                density=MULTILINGUAL,
                window=settings.window_tokens,
                group=settings.group,
                at_once=settings.at_once,
            ),
            query_model=settings.model,
            passage_model=settings.model,
            query_prefix=settings.query_prefix,
            passage_prefix=settings.passage_prefix,
            secrets=settings.secrets(),
        )


def _space(settings: OpenAICompatibleEmbeddingSettings) -> str:
    """Other prefixes give other vectors, so they are part of the name."""
    prefixes = f"{settings.query_prefix}\n{settings.passage_prefix}"
    if not prefixes.strip():
        return settings.model
    return f"{settings.model}+{hashlib.sha256(prefixes.encode()).hexdigest()[:8]}"
