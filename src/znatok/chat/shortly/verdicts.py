"""Yes or no, where a sentence says it in so many words."""

import re

from znatok.chat.shortly.asked import Asked
from znatok.chat.shortly.pieces import Piece
from znatok.language.likeness import likeness
from znatok.language.text import fold
from znatok.understanding.folding import fold_in_place

_PERMISSION = re.compile(
    r"\b(?:можно|могу|можем|может|могут|разреш\w+|допуска\w+|позвол\w+|вправе|can|may)\b"
)
_DUTY = re.compile(
    r"\b(?:нужн?[оаы]?|нужен|надо|обязательн\w+|обязан\w*|должен|должн\w+|требуется"
    r"|необходим\w*|must|should)\b"
)
_FORBIDS = re.compile(
    r"\b(?:запрещ\w+|нельзя|не (?:допускается|допускаются|разрешается|разрешаются"
    r"|разрешено|вправе|может"
    r"|могут|можно)|недопустим\w*|is forbidden|are forbidden|not allowed|must not|may not|cannot)\b"
)
_ALLOWS = re.compile(
    r"(?<!не )\b(?:разрешается|разрешаются|разрешено|разрешен[аы]?|допускается|допускаются"
    r"|вправе|может|могут"
    r"|можно|имеет право|имеют право|is allowed|are allowed|may|can)\b"
)
_NEEDLESS = re.compile(
    r"\b(?:не (?:требуется|требуются|нужн\w*|нужен|обязан\w*|надо|должен|должн\w+)"
    r"|необязательн\w+|not required)\b"
)
_NEEDS = re.compile(
    r"(?<!не )\b(?:нужен|нужн[оаы]|требуется|требуются|обязан[аы]?|необходим[оаы]?|должен"
    r"|должн[аоы]|следует|обязательн\w+|is required)\b"
)
# What makes a rule hold only sometimes: then neither word alone is the answer.
_EXCEPT = re.compile(
    r"\b(?:только|лишь|кроме|вне|без|исключени\w+|если|при|когда|иначе|иным|соглас\w+"
    r"|разрешени\w+|до|после"
    r"|ранее|позднее|более|менее|свыше|пределах|случа\w+|unless|except|only|if|without)\b"
)
_OPENS = re.compile(r"^\s*(да|нет|yes|no)\b[,.:!—– ]")
_COVERED = 0.7  # share of what is asked about that must stand in the clause itself
_SAME_VERB = 0.6  # likeness of word forms: «возмещают», «возмещает»
_CLAUSE = re.compile(r"[;()\n]|[.!?](?=\s|$)|,(?=\s(?:а|но|однако)\s)")


def verdict_of(asked: Asked, piece: Piece) -> bool | None:
    """True for yes, False for no, None where the best evidence does not say it outright."""
    key = piece.evidence.passage.fragment.sentences[piece.evidence.sentence]
    sentence = piece.text[slice(*key)]
    opening = _OPENS.match(fold(sentence))
    if opening:
        return opening[1] in {"да", "yes"}
    question, folded = fold(asked.question), fold_in_place(sentence)
    start = 0
    for end in [*(m.start() for m in _CLAUSE.finditer(folded)), len(folded)]:
        clause = folded[start:end]
        span = key[0] + start, key[0] + end
        if piece.share(asked.terms, span) >= _COVERED and "?" not in sentence:
            said = _said(question, clause)
            if said is not None:
                return said
        start = end + 1
    return None


def _said(question: str, clause: str) -> bool | None:
    if _EXCEPT.search(_without(clause, question)):
        return None
    if _PERMISSION.search(question):
        no, yes = _FORBIDS.search(clause), _ALLOWS.search(clause)
    elif _DUTY.search(question):
        no, yes = _NEEDLESS.search(clause), _NEEDS.search(clause)
    else:
        return _by_verb(question, clause)
    if bool(no) == bool(yes):
        return None
    return bool(yes) if " не " not in question else None


def _without(clause: str, question: str) -> str:
    """The clause less the small words that the question holds too: its own conditions hold."""
    asked = set(re.findall(r"\w+", question))
    return " ".join(word for word in re.findall(r"\w+", clause) if word not in asked)


def _by_verb(question: str, clause: str) -> bool | None:
    """«Возмещают ли…»: the same verb with «не» before it, or without."""
    verb = re.search(r"(\w+) ли\b", question)
    if verb is None or " не " in f" {question} ":
        return None
    root = verb[1]
    for match in re.finditer(r"(не )?(\w+)", clause):
        if likeness(root, match[2]) >= _SAME_VERB:
            return match[1] is None
    return None
