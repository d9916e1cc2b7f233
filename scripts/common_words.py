"""Write the common Russian words that spelling prefers (src/znatok/understanding/common_words.txt).

    python scripts/common_words.py

Source: the vocabulary of the embedding model the product ships with (multilingual-e5-small, MIT;
its pieces and their log-probabilities come from XLM-R's SentencePiece model of CC-100 web text).
Whole words that the Russian dictionary knows are kept, summed by lemma. One word a line with its
log-probability, the commonest first.
"""

import math
from collections import defaultdict
from pathlib import Path

from znatok.language.morphology import Morphology
from znatok.language.text import fold
from znatok.llm.adapters.e5.weights import Weights, shipped_weights

_OUT = Path(__file__).resolve().parent.parent / "src/znatok/understanding/common_words.txt"
_SPACE = "\u2581"  # opens a whole word


def main() -> None:
    vocabulary = Weights(shipped_weights()).vocabulary()
    morphology = Morphology()
    likely: defaultdict[str, float] = defaultdict(float)
    for piece, score in zip(vocabulary.pieces, vocabulary.scores, strict=True):
        word = fold(piece.removeprefix(_SPACE))
        if piece.startswith(_SPACE) and word.isalpha() and morphology.knows(word):
            likely[morphology.lemma(word)] += math.exp(score)
    ranked = sorted(likely.items(), key=lambda each: (-each[1], each[0]))
    lines = [f"{word} {math.log(share):.2f}\n" for word, share in ranked if len(word) > 1]
    _OUT.write_text("".join(lines), "utf-8")
    print(f"{len(lines)} words")


if __name__ == "__main__":
    main()
