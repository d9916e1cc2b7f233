import numpy as np
import onnxruntime as ort
import pytest
from tests.unit.llm.adapters.e5.tiny import TinyModel, tiny_model

from znatok.llm.adapters.e5.session import open_session, run
from znatok.llm.adapters.e5.variants import Variant
from znatok.llm.adapters.e5.weights import Weights

PAD = 1
WINDOWS = [[0, 4, 5, 2], [0, 7, 8, 6, 5, 4, 8, 2], [0, 2], [0, 9, 9, 9, 3, 2]]


@pytest.fixture(scope="module")
def model() -> TinyModel:
    return tiny_model()


@pytest.fixture(scope="module", params=list(Variant))
def session(
    request: pytest.FixtureRequest, model: TinyModel, tmp_path_factory: pytest.TempPathFactory
) -> ort.InferenceSession:
    folder = tmp_path_factory.mktemp("tiny")
    weights = Weights(model.write(folder / "tiny.bin"))
    return open_session(weights, request.param, folder, threads=1)


def test_computes_what_plain_numpy_computes(
    session: ort.InferenceSession, model: TinyModel
) -> None:
    means = run(session, WINDOWS, PAD)
    expected = np.stack([model.mean(ids) for ids in WINDOWS])
    cosines = (means * expected).sum(1) / np.linalg.norm(means, axis=1)
    cosines /= np.linalg.norm(expected, axis=1)
    assert cosines.min() > 0.999
    np.testing.assert_allclose(means, expected, atol=0.1)


def test_a_window_does_not_feel_its_neighbours_or_padding(session: ort.InferenceSession) -> None:
    together = run(session, WINDOWS, PAD)
    alone = np.concatenate([run(session, [window], PAD) for window in WINDOWS])
    np.testing.assert_allclose(together, alone, atol=1e-5)
