from pathlib import Path

import numpy as np
import pytest
from tests.unit.llm.adapters.e5.tiny import HIDDEN, INNER, PIECES, SCORES, tiny_model

from znatok.llm.adapters.e5 import weights as weights_module
from znatok.llm.adapters.e5.weights import Weights, shipped_weights
from znatok.llm.errors import WeightsUnusable


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tiny_model().write(tmp_path / "tiny.bin")


def test_reads_floats_and_four_bit_matrices(file: Path) -> None:
    model, weights = tiny_model(), Weights(file)
    np.testing.assert_array_equal(weights.floats("l1.fi.b"), model.floats["l1.fi.b"])
    packed = weights.packed("l0.fo.w", INNER)
    np.testing.assert_array_equal(packed.dense(), model.matrices["l0.fo.w"])


def test_repacking_for_onnx_loses_nothing(file: Path) -> None:
    packed = Weights(file).packed("l0.q.w", HIDDEN)
    paired = packed.paired()
    values = np.stack([paired & 15, paired >> 4], axis=-1).reshape(HIDDEN, -1, 32)
    dense = (values.astype(np.float32) - 8) * packed.scales[..., None].astype(np.float32)
    np.testing.assert_array_equal(dense.reshape(HIDDEN, -1), packed.dense())


def test_reads_the_vocabulary(file: Path) -> None:
    vocabulary = Weights(file).vocabulary()
    assert vocabulary.pieces == PIECES
    assert vocabulary.scores == SCORES
    assert (vocabulary.bos, vocabulary.eos, vocabulary.pad, vocabulary.unk) == (0, 2, 1, 3)
    assert "А\u00adб".translate(vocabulary.normalisation) == "ааб"


def test_another_content_has_another_digest(file: Path, tmp_path: Path) -> None:
    other = tiny_model(seed=1).write(tmp_path / "other.bin")
    assert Weights(file).digest != Weights(other).digest


@pytest.mark.parametrize("kept", [0, 3, 8, 30, 60, 100, 200, 400, 1000, 20_000, -1])
def test_a_file_cut_short_is_named_and_refused(file: Path, kept: int) -> None:
    file.write_bytes(file.read_bytes()[:kept])
    with pytest.raises(WeightsUnusable) as caught:
        Weights(file)
    assert "tiny.bin" in caught.value.message("ru")
    assert "Переустановите" in caught.value.message("ru")
    assert "Reinstall" in caught.value.message("en")


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsUnusable, match="No such file"):
        Weights(tmp_path / "absent.bin")


def test_another_kind_of_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("заметки " * 100, encoding="utf-8")
    with pytest.raises(WeightsUnusable, match="not an E5S1 file"):
        Weights(file)


def test_a_matrix_that_is_not_there_is_refused(file: Path) -> None:
    with pytest.raises(WeightsUnusable, match=r"l9\.q\.w"):
        Weights(file).packed("l9.q.w", HIDDEN)


def test_finds_the_file_without_importing_its_package() -> None:
    assert shipped_weights().name == "e5-small-q4.bin"


def test_says_which_package_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights_module, "_PACKAGE", "no_such_package_here")
    with pytest.raises(WeightsUnusable, match="no_such_package_here"):
        shipped_weights()
