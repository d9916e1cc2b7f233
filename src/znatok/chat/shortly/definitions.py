"""What a thing is: the sentence that says so."""

import re

from znatok.chat.shortly.asked import Asked
from znatok.chat.shortly.pieces import Piece
from znatok.language.likeness import likeness
from znatok.understanding.folding import fold_in_place

_LONGEST = 320  # characters: a longer sentence is shown as a quote only
_IS = re.compile(
    r"\s[—–-]\s(?:это\s)?|\s(?:это|есть|является|являются|называется|называются|считается|считаются|означает"
    r"|признается|понимается|понимают|представляет собой|is|are|means)\s"
)


def definition_of(asked: Asked, piece: Piece) -> tuple[int, int] | None:
    """The span of the sentence that defines what is asked about; its subject stands first."""
    for start, end in piece.sentences:
        sentence = fold_in_place(piece.text[start:end])
        sign = _IS.search(sentence)
        if sign is None or end - start > _LONGEST or sentence.endswith((":", "?")):
            continue
        behind = start + sign.start()
        subject = [
            lemma for a, _, lemma in piece.terms if start <= a < behind and lemma[0].isalpha()
        ]
        wanted = asked.terms or dict.fromkeys(asked.about, 1.0)
        met = [term for term in wanted if any(likeness(term, each) for each in subject)]
        first = bool(subject) and any(likeness(term, subject[0]) for term in wanted)
        if first and len(met) == len(wanted) and len(subject) <= len(wanted) + 1:
            return start, end
    return None
