"""GigaChat of Sber: both of its chat contracts and its embeddings."""

from znatok.llm.adapters.gigachat.chat import GigaChatModel
from znatok.llm.adapters.gigachat.embeddings import GigaChatEmbeddings
from znatok.llm.adapters.gigachat.settings import GigaChatEmbeddingSettings, GigaChatSettings

__all__ = [
    "GigaChatEmbeddingSettings",
    "GigaChatEmbeddings",
    "GigaChatModel",
    "GigaChatSettings",
]
