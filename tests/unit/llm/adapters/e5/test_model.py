import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import numpy as np
import onnxruntime as ort
import pytest
from onnxruntime.capi.onnxruntime_pybind11_state import RuntimeException
from tests.unit.llm.adapters.e5.tiny import HIDDEN, tiny_model

from znatok.llm.adapters.e5 import E5Model
from znatok.llm.adapters.e5.session import run
from znatok.llm.errors import ModelUnavailable, WeightsUnusable


@pytest.fixture
def model(tmp_path: Path) -> Iterator[E5Model]:
    file = tiny_model().write(tmp_path / "tiny.bin")
    model = E5Model.load(tmp_path / "cache", weights_file=file)
    yield model
    model.close()


async def test_takes_its_dimension_from_the_weights(model: E5Model) -> None:
    assert model.dimension == HIDDEN
    assert (await model.embed_queries(["аб"])).shape == (1, HIDDEN)


async def test_questions_of_any_length_get_the_same_vector_on_either_path(model: E5Model) -> None:
    at_the_limit = "аб ба" * 400
    short = await model.embed_queries([at_the_limit])
    long = await model.embed_queries([at_the_limit + "\0"])  # NUL is dropped, but counted
    np.testing.assert_allclose(short, long, atol=1e-5)


async def test_after_closing_it_is_unavailable(model: E5Model) -> None:
    model.close()
    for call in (model.embed_queries, model.embed_passages):
        with pytest.raises(ModelUnavailable):
            await call(["аб"])


async def test_a_call_that_waits_while_it_closes_is_told_so(model: E5Model) -> None:
    waiting = asyncio.create_task(model.embed_passages([f"{'аб ' * 9}{n}" for n in range(2000)]))
    await asyncio.sleep(0.01)
    model.close()
    with pytest.raises(ModelUnavailable):
        async with asyncio.timeout(5):
            await waiting


def test_a_missing_weights_file_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(WeightsUnusable):
        E5Model.load(tmp_path, weights_file=tmp_path / "absent.bin")


def test_a_failure_of_the_runtime_is_told_as_unavailable() -> None:
    class Failing:
        def run(self, *_: object) -> None:
            raise RuntimeException("out of memory")

    with pytest.raises(ModelUnavailable):
        run(cast("ort.InferenceSession", Failing()), [[0, 2]], pad=1)
