"""What a quality run measures: code, prompt, model, index, settings and corpus."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import znatok
from znatok.documents.ports import ChangeLog
from znatok.llm.ports import EmbeddingModel
from znatok.platform.settings import Settings

_ROOMS = ("language", "llm", "index", "understanding", "ingestion", "retrieval", "chat")
_PROMPTS = ("chat/stages/prompt.py", "chat/words.py", "chat/adapters")
_SHORT = 12  # characters of a digest that people compare by eye


class AssistantFingerprint:
    """Implements `Fingerprint`. The code is read once: a running process does not change its own.

    `corpus` is the newest entry of the change log.
    """

    def __init__(self, settings: Settings, model: EmbeddingModel, changes: ChangeLog) -> None:
        folder = Path(znatok.__file__).parent
        parts = {
            "answers": settings.answers.model_dump(mode="json"),
            "embedding": settings.embedding.model_dump(mode="json", exclude={"threads"}),
        }
        self._changes = changes
        self._fixed = {
            "code": f"{znatok.__version__}+{_digest(folder / each for each in _ROOMS)}",
            "prompt": _digest(folder / each for each in _PROMPTS),
            "model": model.name,
            "index": settings.index.engine,
            "settings": _short(json.dumps(parts, sort_keys=True).encode()),
        }

    async def now(self) -> Mapping[str, str]:
        return {**self._fixed, "corpus": str(await self._changes.last())}


def _digest(places: Iterable[Path]) -> str:
    """Of all Python files at these places, in the order of their paths."""
    found = hashlib.sha256()
    for place in places:
        for path in [place] if place.is_file() else sorted(place.rglob("*.py")):
            found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:_SHORT]


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_SHORT]
