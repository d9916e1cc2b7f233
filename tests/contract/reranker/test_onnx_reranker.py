from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.contract.reranker.suite import RerankerContract
from tests.unit.llm.adapters.onnx_reranker.tiny import write

from znatok.llm.adapters.onnx_reranker import OnnxReranker


class TestOnnxReranker(RerankerContract):
    @pytest.fixture
    def reranker(self, tmp_path: Path) -> Iterator[OnnxReranker]:
        model = OnnxReranker.load(write(tmp_path / "tiny"))
        yield model
        model.close()
