"""DeepSeek: thinking and its return, JSON without a schema, its cache's count.

Facts: DeepSeek's documentation, autumn 2026.
"""

import json
from typing import Any, Self

from znatok.llm.adapters.deepseek.settings import DeepSeekSettings
from znatok.llm.adapters.openai_protocol.chat import ProtocolModel
from znatok.llm.adapters.openai_protocol.client import open_client
from znatok.llm.adapters.openai_protocol.messages import Wire
from znatok.llm.adapters.openai_protocol.reading import Answer
from znatok.llm.model import Capabilities, ChatRequest, Region
from znatok.llm.tokens import MULTILINGUAL

_CONTEXT = 1_000_000
_SEES = ("deepseek-flash", "deepseek-v4-flash")  # models that take images
_REASONING = "reasoning_content"


class DeepSeekModel(ProtocolModel):
    _settings: DeepSeekSettings

    @classmethod
    def open(cls, settings: DeepSeekSettings) -> Self:
        key = settings.api_key.get_secret_value()
        model = cls(
            open_client(settings, base_url=settings.base_url, api_key=key),
            name=settings.model,
            wire_name=settings.model,
            capabilities=Capabilities(
                context_tokens=settings.context_tokens or _CONTEXT,
                region=Region.FOREIGN,
                tools=True,
                parallel_tools=True,
                vision=settings.model in _SEES,
                price=settings.price.price(),
            ),
            density=MULTILINGUAL,
            secrets=settings.secrets(),
        )
        model._settings = settings
        return model

    def wire(self, sent: Wire, request: ChatRequest) -> Wire:
        if self._settings.thinking:
            for turn, wire in zip(request.messages, sent["messages"], strict=True):
                if turn.tool_calls:  # another model's turn carries no reasoning: empty will do
                    wire[_REASONING] = (turn.carried or {}).get(_REASONING, "")
            sent["reasoning_effort"] = self._settings.effort.value
            sent["thinking"] = {"type": "enabled"}
            sent.pop("temperature", None)  # ignored while it thinks
        else:
            sent["thinking"] = {"type": "disabled"}
        if request.schema is not None:
            # `json_schema` is refused by chat; `json_object` wants the word JSON in the prompt.
            sent["response_format"] = {"type": "json_object"}
            sent["messages"] = [*sent["messages"], _schema_asked(request.schema)]
        return sent

    def carried(self, answer: Answer) -> dict[str, Any] | None:
        """The reasoning of a turn with calls must come back with it, even empty; else 400."""
        return {_REASONING: "".join(answer.reasoning)} if self._settings.thinking else None


def _schema_asked(schema: Any) -> Wire:
    words = json.dumps(dict(schema), ensure_ascii=False)
    return {"role": "system", "content": f"Ответь одним объектом JSON по этой схеме: {words}"}
