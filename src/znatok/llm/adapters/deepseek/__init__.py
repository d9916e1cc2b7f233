"""DeepSeek's own service. It stands outside Russia: the egress policy has the say."""

from znatok.llm.adapters.deepseek.chat import DeepSeekModel
from znatok.llm.adapters.deepseek.settings import DeepSeekSettings

__all__ = ["DeepSeekModel", "DeepSeekSettings"]
