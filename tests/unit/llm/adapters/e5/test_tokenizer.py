from pathlib import Path

import pytest
from tests.unit.llm.adapters.e5.tiny import tiny_model
from tokenizers import Regex, models, normalizers, pre_tokenizers
from tokenizers import Tokenizer as Reference

from znatok.llm.adapters.e5.tokenizer import Tokenizer
from znatok.llm.adapters.e5.weights import Vocabulary, Weights, shipped_weights

TEXTS = [
    "Ежегодный оплачиваемый отпуск сотрудника составляет 28 календарных дней.",
    "query: как оформить командировку?",
    "passage: Счёт-фактура № 17/2024-А от 03.02.2024 на сумму 1 250 000,50 руб. (в т.ч. НДС 20%)",
    "ООО «Ромашка» — ИНН 7701234567, КПП 770101001; e-mail: info@example.org",
    "  Два  пробела   и\tтабуляция\nновая строка ",
    "½ кг, ёлка, Ёлка, ﬁnance, №5, ①②③, Ⅷ век, м², CO₂",
    "for i in range(10): print(f'{i:>3}')  # код",
    "中文字符 и العربية, ελληνικά, 日本語のテキスト",
    "😀 смех 👍🏽 флаг 🇷🇺",
    "СОВЕРШЕННОСЕКРЕТНОЕПРЕДЛОЖЕНИЕБЕЗПРОБЕЛОВ",
    "Перв\u00adый с мягким перено\u00adсом, неразрывный\u00a0пробел, нулевая\u200bширина",
    "ꙮ ᚠᚢᚦ 𓀀𓀁 неизвестные знаки",
    "▁подчёркнутый▁пробел",
    "a",
    "passage: ",
]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Weights(shipped_weights()).vocabulary()


@pytest.fixture(scope="module")
def tokenizer(vocabulary: Vocabulary) -> Tokenizer:
    return Tokenizer(vocabulary)


@pytest.fixture(scope="module")
def reference(vocabulary: Vocabulary) -> Reference:
    """The same vocabulary in the `tokenizers` package, as the model's authors use it."""
    pieces = list(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    reference = Reference(models.Unigram(pieces, unk_id=vocabulary.unk, byte_fallback=False))
    reference.normalizer = normalizers.Replace(Regex(" {2,}"), " ")
    reference.pre_tokenizer = pre_tokenizers.Metaspace("▁", prepend_scheme="always")
    return reference


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_gives_the_ids_of_the_reference_tokenizer(
    tokenizer: Tokenizer, reference: Reference, vocabulary: Vocabulary, text: str
) -> None:
    expected = reference.encode(text.translate(vocabulary.normalisation), add_special_tokens=False)
    assert tokenizer.encode(text) == expected.ids


@pytest.mark.parametrize("control", ["<s>", "</s>", "<pad>", "<unk>", "<mask>"])
def test_a_text_cannot_spell_a_control_token(
    tokenizer: Tokenizer, vocabulary: Vocabulary, control: str
) -> None:
    forbidden = {i for i, piece in enumerate(vocabulary.pieces) if piece == control}
    assert forbidden
    for text in (control, f"до{control}после", f" {control} "):
        assert not forbidden & set(tokenizer.encode(text))


def test_nul_is_dropped_and_the_rest_is_read(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("до\0говор") == tokenizer.encode("договор")


def test_an_empty_text_has_no_tokens(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("") == []


def test_a_long_word_is_split_like_a_short_one(tokenizer: Tokenizer, reference: Reference) -> None:
    word = "ab1cd2" * 200
    assert tokenizer.encode(word) == reference.encode(word, add_special_tokens=False).ids


def test_takes_the_most_probable_split(tmp_path: Path) -> None:
    tokenizer = Tokenizer(Weights(tiny_model().write(tmp_path / "tiny.bin")).vocabulary())
    # ▁аб + а costs 5.5; ▁ + а + ба 9.0; ▁ + а + б + а 11.0.
    assert tokenizer.encode("аба") == [7, 5]
    # Unknown characters side by side are one unknown piece.
    assert tokenizer.encode("жжа ж") == [4, 3, 5, 4, 3]
