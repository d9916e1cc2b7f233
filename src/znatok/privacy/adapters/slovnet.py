"""Names by slovnet's model over navec's vectors, both from the files of the natasha wheel.

The package natasha itself is never imported: it brings in pymorphy2, which new setuptools break.
"""

from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

from znatok.privacy.errors import NamesUnusable

_VECTORS = Path("data", "emb", "navec_news_v1_1B_250K_300d_100q.tar")
_MODEL = Path("data", "model", "slovnet_ner_news_v1.tar")
# Lines are read together up to this many characters: the model pads what it reads at once.
_PIECE = 2_000


class SlovnetNames:
    """`NameTagger`. Loads itself at its first use: 0.6 s and some 170 MB (measured)."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._model: Any = None

    def people(self, text: str) -> list[tuple[int, int]]:
        model = self._loaded()
        spans: list[tuple[int, int]] = []
        for start, piece in _pieces(text):
            marked = model(piece)
            spans += [
                (start + span.start, start + span.stop)
                for span in marked.spans
                if span.type == "PER"
            ]
        return spans

    def _loaded(self) -> Any:
        with self._lock:
            if self._model is None:
                self._model = _load()
            return self._model


def _load() -> Any:
    # Here and not above: 60 MB that a process without external models never needs.
    from navec import Navec  # noqa: PLC0415
    from slovnet import NER  # noqa: PLC0415

    found = find_spec("natasha")
    if found is None or not found.submodule_search_locations:
        raise NamesUnusable(reason="package natasha is not installed")
    folder = Path(found.submodule_search_locations[0])
    try:
        model = NER.load(str(folder / _MODEL))
        model.navec(Navec.load(str(folder / _VECTORS)))
    except (OSError, ValueError, KeyError) as error:
        raise NamesUnusable(reason=f"{type(error).__name__} in its data files") from error
    return model


def _pieces(text: str) -> list[tuple[int, str]]:
    """(start, text) of whole lines up to `_PIECE` characters; longer lines by their sentences."""
    pieces: list[tuple[int, str]] = []
    start = 0
    while start < len(text):
        end = min(start + _PIECE, len(text))
        if end < len(text):
            cuts = (text.rfind(each, start + 1, end) for each in ("\n", ". ", " "))
            end = next((cut + 1 for cut in cuts if cut > 0), end)
        if text[start:end].strip():
            pieces.append((start, text[start:end]))
        start = end
    return pieces
