"""YandexGPT and the other models of Yandex AI Studio, by its OpenAI-compatible endpoint."""

from znatok.llm.adapters.yandex.chat import YandexModel
from znatok.llm.adapters.yandex.embeddings import YandexEmbeddings
from znatok.llm.adapters.yandex.settings import YandexEmbeddingSettings, YandexSettings

__all__ = ["YandexEmbeddingSettings", "YandexEmbeddings", "YandexModel", "YandexSettings"]
