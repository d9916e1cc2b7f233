import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from tests.unit.llm.adapters.e5.tiny import tiny_model

from znatok.llm.adapters.e5.session import open_session, run
from znatok.llm.adapters.e5.variants import Variant
from znatok.llm.adapters.e5.weights import Weights
from znatok.llm.ports import Vectors


@pytest.fixture
def weights(tmp_path: Path) -> Weights:
    return Weights(tiny_model().write(tmp_path / "tiny.bin"))


def means(weights: Weights, folder: Path) -> Vectors:
    return run(open_session(weights, Variant.INT8, folder, threads=1), [[0, 4, 5, 2]], 1)


def test_builds_once_and_then_reads_the_folder(weights: Weights, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "cache"
    first = means(weights, folder)
    (file,) = folder.iterdir()
    written = file.stat().st_mtime_ns
    np.testing.assert_array_equal(means(weights, folder), first)
    assert file.stat().st_mtime_ns == written


def test_a_damaged_file_is_built_again(weights: Weights, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    first = means(weights, folder)
    (file,) = folder.iterdir()
    sound = file.read_bytes()
    for damaged in (b"", sound[: len(sound) // 2], b"\0" * 100):
        file.write_bytes(damaged)
        np.testing.assert_array_equal(means(weights, folder), first)
        assert file.read_bytes() == sound


def test_works_where_nothing_can_be_written(weights: Weights, tmp_path: Path) -> None:
    blocked = tmp_path / "a-file"
    blocked.write_text("not a folder")
    assert np.isfinite(means(weights, blocked / "cache")).all()


def test_writers_at_the_same_time_do_not_disturb_one_another(
    weights: Weights, tmp_path: Path
) -> None:
    folder = tmp_path / "cache"
    with ThreadPoolExecutor(4) as threads:
        results = list(threads.map(lambda _: means(weights, folder), range(4)))
    for result in results:
        np.testing.assert_array_equal(result, results[0])
    assert len(list(folder.iterdir())) == 1


def test_variants_and_models_do_not_share_a_file(weights: Weights, tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    other = Weights(tiny_model(seed=1).write(tmp_path / "other.bin"))
    for each in (weights, other):
        for variant in Variant:
            open_session(each, variant, folder, threads=1)
    assert len(list(folder.iterdir())) == 4


def test_a_cached_graph_is_opened_without_the_onnx_package(
    weights: Weights, tmp_path: Path
) -> None:
    folder = tmp_path / "cache"
    means(weights, folder)
    program = (
        "import sys; from pathlib import Path\n"
        "from znatok.llm.adapters.e5.session import open_session\n"
        "from znatok.llm.adapters.e5.variants import Variant\n"
        "from znatok.llm.adapters.e5.weights import Weights\n"
        "open_session(Weights(Path(sys.argv[1])), Variant.INT8, Path(sys.argv[2]), 1)\n"
        "assert 'onnx' not in sys.modules\n"
    )
    arguments = [sys.executable, "-c", program, str(tmp_path / "tiny.bin"), str(folder)]
    subprocess.run(arguments, check=True)
