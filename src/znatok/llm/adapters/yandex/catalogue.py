"""What the models of AI Studio can do. The place to correct when the vendor changes them.

Context lengths and the list: documentation of AI Studio, early 2026. Which models take a schema and
call functions at once was seen in recordings of the service's own client for YandexGPT and is
taken for granted for the open models. Unknown names get the caution of `OTHER`.
"""

from dataclasses import replace

from znatok.llm.adapters.yandex.settings import YandexSettings
from znatok.llm.model import Capabilities, Region
from znatok.llm.tokens import MULTILINGUAL, YANDEX, Density

_GPT = Capabilities(
    context_tokens=32_000,
    region=Region.RUSSIA,
    tools=True,
    parallel_tools=True,
    json_schema=True,
)
OTHER = replace(_GPT, parallel_tools=False, json_schema=False)
KNOWN = {
    "aliceai-llm": _GPT,
    "yandexgpt": _GPT,
    "yandexgpt-lite": _GPT,
    "qwen3-235b-a22b-fp8": replace(_GPT, context_tokens=262_000),
    "gpt-oss-120b": replace(_GPT, context_tokens=131_000),
    "gpt-oss-20b": replace(_GPT, context_tokens=131_000),
    "gemma-3-27b-it": replace(_GPT, context_tokens=131_000, tools=False, vision=True),
}


def capabilities(settings: YandexSettings) -> Capabilities:
    known = KNOWN.get(family(settings.model), OTHER)
    return replace(
        known,
        context_tokens=settings.context_tokens or known.context_tokens,
        price=settings.price.price(),
    )


def density(settings: YandexSettings) -> Density:
    return YANDEX if family(settings.model).startswith(("yandexgpt", "aliceai")) else MULTILINGUAL


def family(model: str) -> str:
    """`gpt://folder/yandexgpt/latest` and `yandexgpt/latest` are both `yandexgpt`."""
    scheme, _, path = model.rpartition("://")
    parts = path.split("/")
    return parts[1] if scheme and len(parts) > 1 else parts[0]
