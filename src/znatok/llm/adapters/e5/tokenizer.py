"""The model's own tokenizer: SentencePiece Unigram over the vocabulary in the weights file.

Written out here because it is short, gives the same ids as the `tokenizers` package (a test
compares them), and starts in 0.1 s and 50 MB where that package needs 0.8-1.5 s and 270 MB to
build its own tables from the same 250,002 pieces. No piece crosses a word's border, so words are
split on their own and remembered.
"""

import re
from functools import lru_cache

from znatok.llm.adapters.e5.weights import Vocabulary

_SPACE = "\u2581"  # SentencePiece's visible space: opens every word
_SPACES = re.compile(" {2,}")
_WORDS = re.compile(f"{_SPACE}[^{_SPACE}]*")
_UNKNOWN_PENALTY = 10.0  # SentencePiece, unigram_model.cc: kUnkPenalty
_REMEMBERED_WORDS = 65_536
_LONGEST_REMEMBERED = 40  # characters: addresses and encoded blobs do not come twice


class Tokenizer:
    """Turns text into the ids of its pieces, control tokens left out. Safe in several threads.

    The control pieces (`<s>`, `</s>`, `<pad>`, `<unk>`, `<mask>`) are not in the table, so a text
    that spells one is split into ordinary pieces and cannot steer the model.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.bos, self.eos, self.pad = vocabulary.bos, vocabulary.eos, vocabulary.pad
        self._unk = vocabulary.unk
        # NUL is absent from the model's map, which drops the other control characters.
        self._normalisation = {**vocabulary.normalisation, 0: ""}
        self._scores = vocabulary.scores
        self._ids = {piece: id_ for id_, piece in enumerate(vocabulary.pieces) if piece}
        for control in ("<s>", "</s>", "<pad>", "<unk>", "<mask>"):
            self._ids.pop(control, None)
        self._longest = max(map(len, self._ids), default=1)
        self._unk_score = min(vocabulary.scores, default=0.0) - _UNKNOWN_PENALTY
        self._remembered = lru_cache(_REMEMBERED_WORDS)(self._split)

    def encode(self, text: str) -> list[int]:
        """The ids of the text's pieces; an empty text has none."""
        text = _SPACES.sub(" ", text.translate(self._normalisation)).replace(" ", _SPACE)
        if not text:
            return []
        if text[0] != _SPACE:
            text = _SPACE + text
        ids: list[int] = []
        for word in _WORDS.findall(text):
            ids += self._remembered(word) if len(word) <= _LONGEST_REMEMBERED else self._split(word)
        return ids

    def _split(self, word: str) -> tuple[int, ...]:
        """The most probable split of one word: Viterbi over all pieces that fit (Kudo 2018)."""
        size, find, scores = len(word), self._ids.get, self._scores
        best = [0.0] + [float("-inf")] * size
        piece, start = [self._unk] * (size + 1), [0] * (size + 1)
        for at in range(size):
            here = best[at]
            if here + self._unk_score > best[at + 1]:
                best[at + 1], piece[at + 1], start[at + 1] = here + self._unk_score, self._unk, at
            for end in range(at + 1, min(size, at + self._longest) + 1):
                id_ = find(word[at:end])
                if id_ is not None and here + scores[id_] > best[end]:
                    best[end], piece[end], start[end] = here + scores[id_], id_, at
        return self._walk_back(piece, start)

    def _walk_back(self, piece: list[int], start: list[int]) -> tuple[int, ...]:
        ids: list[int] = []
        at = len(piece) - 1
        while at > 0:
            # Neighbouring unknown characters are one unknown piece, as in SentencePiece.
            if not (ids and piece[at] == self._unk == ids[-1]):
                ids.append(piece[at])
            at = start[at]
        return tuple(reversed(ids))
