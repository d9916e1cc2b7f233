"""How many tokens a text takes, estimated without the model's tokenizer.

A vendor's count needs a request (GigaChat's `POST /tokens/count`, Yandex's `tokenize`) or a
tokenizer that it does not publish. An estimate that is too low makes a prompt overflow, one that is
too high leaves room unused, so each rate is on the safe side. Checked against the tokenizers that
can be had in docs/adr/0023-language-models.md.
"""

import math
import re
from dataclasses import dataclass

# Letters go by rate; what is neither letter nor space is mostly a token of its own in every
# vocabulary of these families, and digits go one by one or in groups of at most three.
_DIGITS = re.compile(r"\d+")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z]")
_SPACE = re.compile(r"\s")
_LINES = re.compile(r"\n+")
_BEFORE_NUMBER = re.compile(r"[^\S\n](?=\d)")  # a space joins the word after it, never digits


@dataclass(frozen=True, slots=True)
class Density:
    """Letters to a token in running text. `digits`: how many go into one token."""

    cyrillic: float
    latin: float
    digits: int


# "3-4 characters, spaces and punctuation included": developers.sber.ru/docs/ru/gigachat/api/
# counting-tokens. The low end, and letters alone are fewer than characters.
GIGACHAT = Density(cyrillic=2.5, latin=2.5, digits=1)
# Yandex publishes no rate. Its open YandexGPT 5 Lite has a vocabulary of 129 thousand tokens made
# for Russian (huggingface.co/yandex/YandexGPT-5-Lite-8B-instruct); the rate is GigaChat's.
YANDEX = Density(cyrillic=2.5, latin=2.5, digits=1)
# Vocabularies of 128 to 152 thousand tokens made for many languages (DeepSeek, Qwen, Llama 3).
MULTILINGUAL = Density(cyrillic=2.4, latin=3.2, digits=1)


def estimate(text: str, density: Density) -> int:
    """Tokens that `text` takes, rather too many than too few."""
    cyrillic = len(_CYRILLIC.findall(text))
    latin = len(_LATIN.findall(text))
    runs = [len(run) for run in _DIGITS.findall(text)]
    digits = sum(-(-run // density.digits) for run in runs)
    spaces = len(_LINES.findall(text)) + len(_BEFORE_NUMBER.findall(text))
    signs = len(text) - cyrillic - latin - sum(runs) - len(_SPACE.findall(text))
    letters = math.ceil(cyrillic / density.cyrillic + latin / density.latin)
    return letters + digits + spaces + signs
