"""Whether a statement says the opposite of its quote: a negation, a ban, another direction."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from znatok.language.likeness import likeness
from znatok.language.morphology import Morphology
from znatok.language.text import fold
from znatok.understanding.numerals import CARDINALS

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NOT = frozenset({"не", "ни", "без", "нет", "not", "no", "never", "without"})
# «не менее», «не позднее»: a bound, and said the other way round without «не».
_BOUNDS = (
    (
        "least",
        (
            "минимум|не менее|не меньше|не ниже|не короче|не ранее|не раньше|at least"
            "|не поз(?:днее|же)(?: чем)? за"
        ),
    ),
    ("most", r"максимум|не более|не больше|не выше|не превыша|не позднее|не позже|at most"),
    ("over", r"свыше|более|больше|дороже|выше|длиннее|старше|сверх|более чем|over|above|more than"),
    ("under", r"менее|меньше|дешевле|ниже|короче|младше|under|below|less than"),
)
# A bound is one only before its number.
_BEFORE_NUMBER = (
    r"\w*(?:\s+(?:чем|than|за|на|в|из|до|от|одн\w+|у))*(?=\s+(?:\d|"
    + "|".join(sorted({each[:4] for each in CARDINALS if len(each) > 2}))  # noqa: PLR2004  # «сто»
    + "))"
)
_ALIKE = {
    **dict.fromkeys(("least", "over"), frozenset({"least", "over"})),
    **dict.fromkeys(("most", "under"), frozenset({"most", "under"})),
}
_OPPOSITE = {
    **dict.fromkeys(("least", "over"), frozenset({"most", "under"})),
    **dict.fromkeys(("most", "under"), frozenset({"least", "over"})),
}
# Words of leave and of ban; with a negation before them they change sides.
_LEAVE = re.compile(
    r"разреша|разреш(?:ен|ить)|можно|можете|может|могут|вправе|допуска|допустим|возмож|позвол"
    r"|allowed|may\b"
)
_BAN = re.compile(
    r"запрещ|запрет|нельзя|невозможн|недопустим|воспрещ|forbidden|prohibited|must not"
)
# Pairs of which one may not stand for the other.
_PAIRS = (
    (r"бесплатн|безвозмездн", r"платн"),
    (r"начал|начина", r"окончан|конец|конц|заканчива|заверша"),
    (r"включая|включительно|входит", r"исключая|кроме|за исключением"),
    (r"увелич|повыс|повыша|рост\b|вырос", r"уменьш|сниз|снижа|сокращ|сократ|упал"),
    (r"ежедневн", r"еженедельн|ежемесячн|ежегодн|ежекварталь"),
    (r"еженедельн", r"ежедневн|ежемесячн|ежегодн|ежекварталь"),
    (r"ежемесячн", r"ежедневн|еженедельн|ежегодн|ежекварталь"),
    (r"ежекварталь", r"ежедневн|еженедельн|ежемесячн|ежегодн"),
    (r"ежегодн", r"ежедневн|еженедельн|ежемесячн|ежекварталь"),
    (r"обязательн", r"добровольн|по желанию"),
    (r"дешев", r"дорож|дорог"),
    (r"быстр", r"медлен"),
    (r"принят|принима", r"отклон|отказ"),
)
_BOUND_NOT = re.compile(
    r"\bне (?:только|менее|меньше|более|больше|ниже|выше|короче|позднее|позже|ранее|раньше"
    r"|превыша\w+)\b"
)
_SHORT = 3  # letters: a shorter word is none that can be denied
_MODAL = re.compile(r"нужн|треб|обязан|обязательн|следу|надо|необходим|должен|должн|полага|положен")
_KIN = 0.6
_ROOT = 4  # letters: «небо» is no denied «бо»


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    lemma: str
    denied: bool


class PolarityReader:
    def __init__(self, morphology: Morphology) -> None:
        self._morphology = morphology

    def contradicts(self, statement: str, quote: str) -> bool:
        """Whether `statement` turns what `quote` says round; False where nothing shows it."""
        statement, quote = (each.replace("№", " ") for each in (statement, quote))  # folds to "no"
        ours, theirs = fold(statement), fold(quote)
        return (
            self._denies(statement, quote)
            or _leave(ours, theirs)
            or _bounds(ours, theirs)
            or _pairs(ours, theirs)
        )

    def _denies(self, statement: str, quote: str) -> bool:
        """Whether a word that both have is denied in one of them only."""
        ours, theirs = list(self._words(statement)), list(self._words(quote))
        for each in ours:
            kin = [other for other in theirs if likeness(each.lemma, other.lemma) >= _KIN]
            if _prefixed(each.lemma, theirs) or any(_prefixed(o.lemma, [each]) for o in theirs):
                return True
            if kin and each.denied and not any(other.denied for other in kin):
                return True
            if kin and not each.denied and all(other.denied for other in kin):
                return True
        lone = [each for each in ours if each.denied and _MODAL.match(each.lemma)]
        return bool(lone) and not any(other.denied for other in theirs)

    def _words(self, text: str) -> Iterator[_Word]:
        folded = _without_bounds(fold(text))
        words = [each.group() for each in _WORD.finditer(folded)]
        for at, word in enumerate(words):
            if word in _NOT or len(word) <= _SHORT:
                continue
            denied = at > 0 and words[at - 1] in _NOT and words[at - 1] not in {"без", "without"}
            yield _Word(word, self._morphology.lemma(word), denied or word.startswith("невозможн"))


def _prefixed(lemma: str, others: Sequence[_Word]) -> bool:
    """Whether it is one of the others denied by its prefix: «нерабочий» beside «рабочий»."""
    root = lemma[2:] if lemma.startswith("не") else ""
    held = {each.lemma for each in others}
    return len(root) >= _ROOT and root in held and lemma not in held


def _without_bounds(text: str) -> str:
    return _BOUND_NOT.sub(" ", text)


def _sides(text: str) -> set[str]:
    sides = set()
    for pattern, side in ((_LEAVE, "leave"), (_BAN, "ban")):
        for found in pattern.finditer(text):
            before = text[: found.start()].rstrip()
            turned = before.endswith((" не", " not")) or before in {"не", "not"}
            inside = before and text[found.start() - 1].isalpha()
            if inside:
                continue
            sides.add(({"leave": "ban", "ban": "leave"}[side]) if turned else side)
    return sides


def _leave(ours: str, theirs: str) -> bool:
    """«Можно» against «запрещено», and «нельзя» where nothing is forbidden or denied."""
    mine, other = _sides(ours), _sides(theirs)
    if mine == {"ban"} and not other:
        return not _NOT & set(_WORD.findall(theirs))
    return len(mine) == 1 and len(other) == 1 and mine != other


def _bounds(ours: str, theirs: str) -> bool:
    mine, other = _bound_marks(ours), _bound_marks(theirs)
    if not mine or not other:
        return False
    return all(_turned(one, other) for one in mine)


def _turned(one: str, others: set[str]) -> bool:
    return bool(_OPPOSITE[one] & others) and not (_ALIKE[one] & others)


def _bound_marks(text: str) -> set[str]:
    marks: set[str] = set()
    for name, pattern in _BOUNDS:
        found = re.compile(rf"(?<!\w)(?:{pattern}){_BEFORE_NUMBER}")
        if found.search(text):
            marks.add(name)
            text = found.sub(" ", text)
    return marks


def _pairs(ours: str, theirs: str) -> bool:
    """Whether one has a word, the other its opposite, and neither has both."""
    for one, other in _PAIRS:
        first, second = re.compile(rf"(?<!\w)(?:{one})"), re.compile(rf"(?<!\w)(?:{other})")
        for mine, theirs_ in ((first, second), (second, first)):
            if (
                mine.search(ours)
                and theirs_.search(theirs)
                and not mine.search(theirs)
                and not theirs_.search(ours)
            ):
                return True
    return False
