"""What the models can do. The place to correct when the vendor changes them.

The list: the vendor's documentation, July 2026. Context lengths of 131 thousand tokens for the
second generation are the vendor's; Ultra's is taken to be no less. Unknown names get the caution of
`OTHER`. Prices are the company's contract: a setting.
"""

from dataclasses import replace

from znatok.llm.adapters.gigachat.settings import Contract, GigaChatSettings
from znatok.llm.model import Capabilities, Region

_SECOND = Capabilities(
    context_tokens=131_072,
    region=Region.RUSSIA,
    tools=True,
    json_schema=True,
)
OTHER = replace(_SECOND, context_tokens=32_768, json_schema=False)
KNOWN = {
    "GigaChat-2": _SECOND,
    "GigaChat-2-Pro": replace(_SECOND, vision=True),
    "GigaChat-2-Max": replace(_SECOND, vision=True),
    "GigaChat-3-Ultra": _SECOND,
}


def capabilities(settings: GigaChatSettings) -> Capabilities:
    known = KNOWN.get(settings.model.removesuffix("-preview"), OTHER)
    return replace(
        known,
        context_tokens=settings.context_tokens or known.context_tokens,
        parallel_tools=settings.contract is Contract.V2,
        price=settings.price.price(),
    )
