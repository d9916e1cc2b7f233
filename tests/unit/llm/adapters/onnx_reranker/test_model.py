import math
from pathlib import Path

import pytest
from tests.unit.llm.adapters.onnx_reranker.tiny import write, write_model, write_tokenizer

from znatok.llm.adapters.onnx_reranker import OnnxReranker
from znatok.llm.errors import ModelUnavailable, RerankerUnusable

QUESTION = "Сколько дней длится отпуск?"
PASSAGES = ["Отпуск длится 28 дней", "Суточные составляют 700 рублей"]


def logistic(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))


@pytest.mark.parametrize("classes", [1, 2])
@pytest.mark.parametrize("file", ["model.onnx", "onnx/model.onnx", "model_quantized.onnx"])
async def test_logits_become_probabilities_whatever_the_layout(
    tmp_path: Path, classes: int, file: str
) -> None:
    model = OnnxReranker.load(write(tmp_path / "tiny", classes=classes, file=file))
    scores = await model.scores(QUESTION, PASSAGES)
    model.close()
    assert scores == pytest.approx([logistic(3 - 1.5), logistic(-1.5)], abs=1e-6)
    assert model.name == "tiny"


async def test_a_passage_too_long_is_cut_and_the_question_is_not(tmp_path: Path) -> None:
    model = OnnxReranker.load(write(tmp_path), max_tokens=16)
    kept, cut = "отпуск " * 9 + "склад", "склад " * 20 + "отпуск"
    first, second = await model.scores("отпуск дней", [kept, cut])
    model.close()
    assert first == pytest.approx(logistic(9 - 1.5), abs=1e-6)
    assert second == pytest.approx(logistic(-1.5), abs=1e-6)


async def test_a_closed_model_is_unavailable(tmp_path: Path) -> None:
    model = OnnxReranker.load(write(tmp_path))
    model.close()
    with pytest.raises(ModelUnavailable):
        await model.scores(QUESTION, PASSAGES)


def test_a_missing_folder_is_told_in_a_sentence_that_names_the_setting(tmp_path: Path) -> None:
    with pytest.raises(RerankerUnusable) as refused:
        OnnxReranker.load(tmp_path / "нет")
    for language in ("ru", "en"):
        said = refused.value.message(language)
        assert "ZNATOK_RERANKER__PATH" in said
        assert "\n" not in said
    assert "there is no such folder" in refused.value.message("en")


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    write_tokenizer(tmp_path)
    with pytest.raises(RerankerUnusable, match=r"file model\.onnx: there is no such file"):
        OnnxReranker.load(tmp_path)


def test_a_folder_without_a_tokenizer_is_refused(tmp_path: Path) -> None:
    write_model(tmp_path / "model.onnx")
    with pytest.raises(RerankerUnusable, match=r"file tokenizer\.json: there is no such file"):
        OnnxReranker.load(tmp_path)


@pytest.mark.parametrize("content", [b"", b"not a model", b"\x08\x08\x12\x04"])
def test_a_damaged_model_is_refused(tmp_path: Path, content: bytes) -> None:
    write_tokenizer(tmp_path)
    (tmp_path / "model.onnx").write_bytes(content)
    with pytest.raises(RerankerUnusable, match=r"model\.onnx"):
        OnnxReranker.load(tmp_path)


@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe"])
def test_a_damaged_tokenizer_is_refused(tmp_path: Path, content: bytes) -> None:
    write_model(tmp_path / "model.onnx")
    (tmp_path / "tokenizer.json").write_bytes(content)
    with pytest.raises(RerankerUnusable, match=r"tokenizer\.json"):
        OnnxReranker.load(tmp_path)


def test_a_model_of_something_else_is_refused(tmp_path: Path) -> None:
    write_tokenizer(tmp_path)
    write_model(tmp_path / "model.onnx", inputs=("pixels", "attention_mask", "token_type_ids"))
    with pytest.raises(RerankerUnusable, match="not those of a BERT cross-encoder"):
        OnnxReranker.load(tmp_path)


def test_a_model_with_more_classes_than_two_is_refused(tmp_path: Path) -> None:
    write_tokenizer(tmp_path)
    write_model(tmp_path / "model.onnx", classes=5)
    with pytest.raises(RerankerUnusable, match=r"the shape \(2, 5\)"):
        OnnxReranker.load(tmp_path)


def test_another_models_tokenizer_is_refused(tmp_path: Path) -> None:
    write_model(tmp_path / "model.onnx")
    write_tokenizer(tmp_path, extra=50)
    with pytest.raises(RerankerUnusable, match="its tokens are not those"):
        OnnxReranker.load(tmp_path)
