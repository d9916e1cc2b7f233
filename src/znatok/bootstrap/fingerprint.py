"""What a quality run measures: code, prompt, model, index, settings and corpus."""

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import znatok
from znatok.documents.generations import FIRST
from znatok.documents.ports import ChangeLog
from znatok.llm.ports import EmbeddingModel
from znatok.platform.settings import Settings

_ROOMS = ("language", "llm", "index", "understanding", "ingestion", "retrieval", "chat")
_PROMPTS = ("chat/prompts", "chat/stages/prompt.py", "chat/words.py", "chat/adapters")
_SHORT = 12  # characters of a digest that people compare by eye


class AssistantFingerprint:
    """Implements `Fingerprint`. The code is read once: a running process does not change its own.

    `corpus` is the newest entry of the change log. `generation`: of the index that is asked; the
    model is that of the moment, too.
    """

    def __init__(
        self,
        settings: Settings,
        model: EmbeddingModel,
        changes: ChangeLog,
        generation: Callable[[], int] = lambda: FIRST,
    ) -> None:
        folder = Path(znatok.__file__).parent
        parts = {
            "answers": settings.answers.model_dump(mode="json"),
            "embedding": settings.embedding.model_dump(mode="json", exclude={"threads"}),
        }
        self._changes = changes
        self._model = model
        self._generation = generation
        self._engine = settings.index.engine
        self._fixed = {
            "code": f"{znatok.__version__}+{_digest(folder / each for each in _ROOMS)}",
            "prompt": _digest(folder / each for each in _PROMPTS),
            "settings": _short(json.dumps(parts, sort_keys=True).encode()),
        }

    async def now(self) -> Mapping[str, str]:
        generation = self._generation()
        index = self._engine if generation == FIRST else f"{self._engine}#{generation}"
        of_now = {"model": self._model.name, "index": index}
        return {**self._fixed, **of_now, "corpus": str(await self._changes.last())}


def _digest(places: Iterable[Path]) -> str:
    """Of all Python files and templates at these places, in the order of their paths."""
    found = hashlib.sha256()
    for place in places:
        files = (*place.rglob("*.py"), *place.rglob("*.md"))
        for path in [place] if place.is_file() else sorted(files):
            found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:_SHORT]


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_SHORT]
