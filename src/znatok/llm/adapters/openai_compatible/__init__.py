"""Any server of OpenAI's protocol: vLLM, Ollama, llama.cpp, LM Studio."""

from znatok.llm.adapters.openai_compatible.chat import OpenAICompatibleModel
from znatok.llm.adapters.openai_compatible.embeddings import OpenAICompatibleEmbeddings
from znatok.llm.adapters.openai_compatible.settings import (
    OpenAICompatibleEmbeddingSettings,
    OpenAICompatibleSettings,
)

__all__ = [
    "OpenAICompatibleEmbeddingSettings",
    "OpenAICompatibleEmbeddings",
    "OpenAICompatibleModel",
    "OpenAICompatibleSettings",
]
