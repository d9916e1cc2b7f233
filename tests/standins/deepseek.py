"""DeepSeek's service: reasoning before the answer and back after calls, its cache's count."""

from dataclasses import dataclass
from typing import Any

from tests.standins.openai_protocol import OpenAIServer, OpenAIWire

from znatok.llm.model import Usage

THOUGHT = "Нужно вспомнить, что спросили."


@dataclass
class DeepSeekServer(OpenAIServer):
    models: tuple[str, ...] = ("deepseek-flash", "deepseek-v4-pro")

    @property
    def base_url(self) -> str:
        return self.server.origin

    def wrong(self, sent: Any) -> str | None:
        if (sent.get("response_format") or {}).get("type") == "json_schema":
            return "This response_format type is unavailable now"
        if "max_completion_tokens" in sent:
            return "max_completion_tokens is ignored"
        if thinks(sent) and any(
            each.get("tool_calls") and "reasoning_content" not in each for each in sent["messages"]
        ):
            return "The reasoning_content in the thinking mode must be passed back to the API."
        return super().wrong(sent)

    def wire(self, sent: Any) -> OpenAIWire:
        return DeepSeekWire(sent["model"], thinks=thinks(sent))


class DeepSeekWire(OpenAIWire):
    """The thought and a comment that keeps the line alive come before the first text."""

    def __init__(self, model: str, *, thinks: bool) -> None:
        super().__init__(model)
        self._thought = THOUGHT if thinks else ""

    def chunk(self, delta: dict[str, Any], finish: str | None = None) -> bytes:
        thought, self._thought = self._thought, ""
        if not thought:
            return super().chunk(delta, finish)
        half = len(thought) // 2
        frames = b": keep-alive\n\n"
        for part in (thought[:half], thought[half:]):
            frames += super().chunk({"content": None, "reasoning_content": part})
        return frames + super().chunk(delta, finish)

    def usage(self, usage: Usage) -> dict[str, Any]:
        return {
            "prompt_tokens": usage.prompt,
            "completion_tokens": usage.completion,
            "total_tokens": usage.prompt + usage.completion,
            "prompt_cache_hit_tokens": usage.cached,
            "prompt_cache_miss_tokens": usage.prompt - usage.cached,
            "completion_tokens_details": {"reasoning_tokens": 0},
        }


def thinks(sent: Any) -> bool:
    """It does unless told not to."""
    return (sent.get("thinking") or {}).get("type") != "disabled"
