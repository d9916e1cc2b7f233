import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from znatok.llm.adapters.e5.windows import cut, join


@settings(deadline=None)  # a busy machine is not a bug
@given(st.lists(st.lists(st.integers(0, 9), max_size=40), max_size=8), st.integers(1, 9))
def test_windows_put_together_are_the_texts(texts: list[list[int]], size: int) -> None:
    windows = cut(texts, size)
    rebuilt: list[list[int]] = [[] for _ in texts]
    for owner, ids in zip(windows.owner, windows.ids, strict=True):
        assert len(ids) <= size
        rebuilt[owner] += ids
    assert rebuilt == texts
    assert set(windows.owner.tolist()) == set(range(len(texts)))


def test_a_text_is_the_mean_of_its_windows_by_their_lengths() -> None:
    windows = cut([[1] * 7, [2] * 2, []], 5)
    means = np.array([[1, 0], [0, 1], [0, 3], [4, 0]], np.float32)
    expected = np.array([[5, 2], [0, 1], [1, 0]], np.float32)
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    np.testing.assert_allclose(join(windows, means), expected, atol=1e-6)
