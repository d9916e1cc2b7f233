from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from tests.contract.embedding_model.suite import INVOICE, LEAVE, SERVER, EmbeddingModelContract

from znatok.llm.adapters.e5 import E5Model, Variant


@pytest.fixture(scope="module", params=list(Variant))
def e5(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[E5Model]:
    model = E5Model.load(tmp_path_factory.mktemp("e5"), variant=request.param)
    yield model
    model.close()


class TestE5Model(EmbeddingModelContract):
    @pytest.fixture
    def model(self, e5: E5Model) -> E5Model:
        return e5


async def test_both_variants_share_one_vector_space(tmp_path: Path) -> None:
    rows = []
    for variant in Variant:
        model = E5Model.load(tmp_path, variant=variant)
        rows.append(await model.embed_passages([LEAVE, INVOICE, SERVER]))
        assert model.name == "multilingual-e5-small"
        model.close()
    assert (rows[0] * rows[1]).sum(axis=1).min() > 0.998
    assert not np.array_equal(rows[0], rows[1])
