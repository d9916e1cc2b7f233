"""Numbers of papers and of their parts: «№ 45-К», «договор А-17/2024», «152-ФЗ», «п. 3.1.2»."""

import re
from collections.abc import Iterator

from znatok.understanding.calendar_words import MONTHS, SHORT_MONTHS
from znatok.understanding.entities.model import Entity, EntityKind

# Latin letters that stand for Cyrillic ones of the same shape: «A-17» and «А-17» are one number.
_LATIN, _CYRILLIC = "ABCEHKMOPTXY", "АВСЕНКМОРТХУ"
_TO_CYRILLIC = str.maketrans(_LATIN, _CYRILLIC)
_TO_LATIN = str.maketrans(_CYRILLIC, _LATIN)
_LATIN_ONLY = re.compile(r"[DFGIJLNQRSUVWZ]")
_DASHES = str.maketrans("–—−‑‒", "-----")

_CODE = r"(?=[\w./–-]*\d)[0-9a-zа-я]+(?:(?:\s?[-–/]\s?|\.)[0-9a-zа-я]+)*"
_PAPER = (
    r"(?:приказ|распоряжени|договор|контракт|соглашени|счет|счет-фактур|акт|протокол|накладн|письм"
    r"|заявк|заявлени|постановлени|доверенност|наряд|регламент|инструкци|положени|спецификаци"
    r"|заказ|тикет|обращени|упд|ттн|order|contract|invoice|agreement)[а-я]{0,4}"
)
_SIGNED = re.compile(
    rf"(?:№|(?<!\w)номер(?:ом|а|у|е)?\s|(?<!\w)no\.|(?<!\w)n\s?(?=\d))\s*({_CODE})"
)
_AFTER_PAPER = re.compile(rf"(?<!\w){_PAPER}\s+(?:за\s+|под\s+)?({_CODE})(?!\w)")
_STANDARD = re.compile(
    r"(?<!\w)((?:гост|осту?|ту|снип|санпин|сп|рд|iso|исо|iec|мэк|en|din)"
    r"(?:[\s/]{1,3}(?:р|r|iso|исо|iec|мэк|en)(?=[\s/]))*"
    r"\s?(?:№\s?)?\d+(?:[.:–-]\d+)*)(?!\w)"
)
_LAW = re.compile(r"(?<!\w)(?:№\s?)?(\d{1,4}\s?[-–]\s?(?:фз|фкз))(?!\w)")
_CLAUSE_WORDS = {
    "ст.": r"ст\.|стать(?:я|и|е|ю|ей|ям|ях)",
    "п.": r"п\.|пункт(?:а|у|ом|е|ы|ов|ам|ах)?|clause",
    "пп.": r"пп\.|подп\.|подпункт(?:а|у|ом|е|ы|ов)?",
    "ч.": r"ч\.|част(?:ь|и|ью)",
    "раздел": r"разд\.|раздел(?:а|у|ом|е|ы|ов)?|section",
    "глава": r"гл\.|глав(?:а|ы|е|у|ой)",
    "приложение": r"прил\.|приложени(?:е|я|ю|ем|и|й)|appendix|annex",
    "абз.": r"абз\.|абзац(?:а|у|ем|е|ы|ев)?",
}
_CLAUSE = re.compile(
    "|".join(rf"(?<!\w)(?P<c{index}>{words})" for index, words in enumerate(_CLAUSE_WORDS.values()))
)
_CLAUSE_NUMBER = re.compile(r"\s*(?:№\s?)?(\d+(?:\.\d+)*|[ivx]+(?!\w))(?!\w)")
# Codes of Russia: «ст. 81 ТК РФ» is not «ст. 81» of the document at hand
_CODEX = re.compile(r"\s+(тк|гк|нк|коап|ук|жк|ск|бк|зк|апк|гпк|упк)\b(?:\s+рф\b)?")
_CLAUSE_NAMES = tuple(_CLAUSE_WORDS)
# «договор 3 года», «приказ 15 марта», «акт 2024 года» name no number
_NOT_NUMBERS = re.compile(
    rf"\s*(?:{'|'.join(sorted({**MONTHS, **SHORT_MONTHS}, key=len, reverse=True))}"
    r"|год|г\.|лет|дн|дня|дней|месяц|мес|недел|час|мин|раз|шт|руб|тыс|млн|млрд|процент|экз|стр|чел"
    r"|%|₽)"
)


def comparable_number(written: str) -> str:
    """A number without what people write differently: «№ a-17 / 2024» → «А-17/2024».

    Upper case, no spaces and no №, one kind of dash; letters that look alike become Cyrillic, or
    Latin beside a letter that only Latin has.
    """
    plain = "".join(written.replace("№", "").upper().split()).translate(_DASHES).strip("./-")
    return plain.translate(_TO_LATIN if _LATIN_ONLY.search(plain) else _TO_CYRILLIC)


def find_numbers(text: str, folded: str) -> Iterator[Entity]:
    """Numbers, standards, laws and clauses; `folded` is `text` by `fold_in_place`."""
    for match in _STANDARD.finditer(folded):
        written = " ".join(text[match.start(1) : match.end(1)].split())
        normal = written.upper() if written.islower() else written
        yield _entity(EntityKind.STANDARD, match, normal)
    for match in _LAW.finditer(folded):
        yield _entity(EntityKind.LAW, match, comparable_number(match[1]))
    yield from _clauses(folded)  # «приложение № 2» is no number of a paper
    for pattern in (_SIGNED, _AFTER_PAPER):
        for match in pattern.finditer(folded):
            if pattern is _AFTER_PAPER and _NOT_NUMBERS.match(folded, match.end(1)):
                continue
            start = match.start() if pattern is _SIGNED else match.start(1)
            written = text[match.start(1) : match.end(1)]
            normal = comparable_number(written)
            yield Entity(EntityKind.NUMBER, start, match.end(1), f"№ {normal}", normal)


def _clauses(folded: str) -> Iterator[Entity]:
    for match in _CLAUSE.finditer(folded):
        number = _CLAUSE_NUMBER.match(folded, match.end())
        if number is None:
            continue
        code = _CODEX.match(folded, number.end())
        end = code.end() if code is not None else number.end()
        name = _CLAUSE_NAMES[int((match.lastgroup or "c0")[1:])]
        normal = f"{name} {number[1].upper()}"
        if code is not None:
            normal += " КоАП РФ" if code[1] == "коап" else f" {code[1].upper()} РФ"
        yield Entity(EntityKind.CLAUSE, match.start(), end, normal, number[1].upper())


def _entity(kind: EntityKind, match: re.Match[str], normal: str) -> Entity:
    return Entity(kind, match.start(), match.end(1), normal, comparable_number(normal))
