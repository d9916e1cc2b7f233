"""What kind of paper it is: by its own first words, else by how such papers are written.

The names are those of GOST R 7.0.8-2013 and of the all-Russian classifier of management documents
(OKUD) as offices use them; what has no kind of its own here is «прочее».
"""

import re
from collections.abc import Iterator

from znatok.documents.facts import DocumentType, Fact
from znatok.ingestion.facts.subject import Line, Subject

_NAMED, _TITLED, _WRITTEN = 0.95, 0.8, 0.6  # how sure each of the ways is
_OTHER = 0.3
_LONGEST_HEADING = 160  # characters; a longer line is a sentence that begins with such a word

# Words before the name that change nothing: «ПРОЕКТ», «Типовой договор», «Годовой отчёт».
_LEAD = (
    r"^(?:[^\w«\"]|\d+[.)]\s)*(?:проект\w*\W+|утвержд\w+\W+|приложение\s*(?:№\s*)?\d*\W+|типов\w+\s"
    r"|примерн\w+\s|внутренн\w+\s|должностн\w+\s|производственн\w+\s|технологическ\w+\s"
    r"|корпоративн\w+\s|антикоррупционн\w+\s|учетн\w+\s|годово\w+\s|квартальн\w+\s|ежемесячн\w+\s"
    r"|финансов\w+\s|аналитическ\w+\s|краткосрочн\w+\s|кредитн\w+\s|трудово\w+\s|служебн\w+\s"
    r"|телефонн\w+\s|информационн\w+\s|гарантийн\w+\s|сопроводительн\w+\s|коллективн\w+\s"
    r"|лицензионн\w+\s|рамочн\w+\s|государственн\w+\s|муниципальн\w+\s|авансов\w+\s|единый\s"
    r"|общи[ей]\s|кратк\w+\s|рабоч\w+\s|розничн\w+\s|оптов\w+\s|действующ\w+\s|новый\s|новая\s)*"
)
_NAMES: tuple[tuple[DocumentType, str], ...] = (
    (DocumentType.AMENDMENT, r"дополнительн\w+\s+соглашени\w+|доп\.?\s*соглашени\w+"),
    (DocumentType.ORDER, r"приказ|распоряжение|указ|постановление|order\s+no"),
    (DocumentType.REGULATION, r"положение\s+(?:об?|по)\b|положение$"),
    (DocumentType.PROCEDURE, r"регламент|порядок|правила|процедура|стандарт\s+(?!гост)"),
    (
        DocumentType.INSTRUCTION,
        (
            r"инструкция|инструкции|памятка|руководство|методические\s+(?:указания|рекомендации)"
            r"|user\s+guide|manual"
        ),
    ),
    (
        DocumentType.CONTRACT,
        (
            r"договор\b|договора\b|контракт\b|соглашение\b|оферта|публичная\s+оферта|agreement"
            r"|contract\b"
        ),
    ),
    (DocumentType.POLICY, r"политика|кодекс\s+(?:корпоративной|деловой|этики|поведения)|policy"),
    (DocumentType.PRICE_LIST, r"прайс\b|прайс-?лист|прейскурант|price\s?-?list|тарифы\b"),
    (DocumentType.MINUTES, r"протокол|выписка\s+из\s+протокола|minutes"),
    (DocumentType.REPORT, r"отчет|справка\s+о\s|аналитическая\s+записка|annual\s+report|report\b"),
    (DocumentType.ACT, r"акт\b|акты\b"),
    (DocumentType.INVOICE, r"счет(?:-|\s+)фактура|счет\s+(?:на\s+оплату|№|n\s)|счет$|invoice"),
    (DocumentType.APPLICATION, r"заявление|заявка\s+на"),
    (DocumentType.TRAINING, r"учебн\w+\s+(?:презентация|курс|материал\w*)|вводный\s+инструктаж"),
    (DocumentType.PRESENTATION, r"презентация"),
    (DocumentType.DIRECTORY, r"справочник|перечень\s+телефонов|адресная\s+книга"),
    (DocumentType.LETTER, r"письмо|re:|fwd?:"),
    (
        DocumentType.OTHER,
        (
            r"техническ\w+\s+задани|технические\s+требования|федеральный\s+закон|устав\b|паспорт\b"
            r"|бюджет|смета|штатное\s+расписание|график|журнал|программа|коммерческое\s+предложение"
            r"|доверенность|[а-я]+\s+кодекс\b|остатки|план\b|опрос|анкета"
        ),
    ),
)
_AT_START = tuple((kind, re.compile(f"{_LEAD}(?:{words})")) for kind, words in _NAMES)
_IN_TITLE = tuple((kind, re.compile(rf"(?<!\w)(?:{words})")) for kind, words in _NAMES)
_WAYS: tuple[tuple[DocumentType, re.Pattern[str]], ...] = (
    (DocumentType.ORDER, re.compile(r"п\s?р\s?и\s?к\s?а\s?з\s?ы\s?в\s?а\s?ю\s*:|обязываю\s*:")),
    (
        DocumentType.CONTRACT,
        re.compile(r"заключили\s+(?:настоящ\w+|договор)|именуем\w+\s+(?:в\s+дальнейшем|«|\")"),
    ),
    (
        DocumentType.APPLICATION,
        re.compile(r"^\s*заявление\s*\.?\s*$|прошу\s+предоставить\s+мне", re.MULTILINE),
    ),
    (
        DocumentType.MINUTES,
        re.compile(r"^\s*(?:слушали|постановили|присутствовали)\s*:", re.MULTILINE),
    ),
    (
        DocumentType.LETTER,
        re.compile(r"уважаем(?:ый|ая|ые)\s|\bс\s+уважением,|dear\s(?:mr|ms|sir)"),
    ),
    (DocumentType.ACT, re.compile(r"составили\s+настоящий\s+акт")),
    (DocumentType.INVOICE, re.compile(r"счет\s+на\s+оплату|итого\s+к\s+оплате")),
    (
        DocumentType.PRICE_LIST,
        re.compile(r"(?:артикул|наименование)[^\n]{0,120}цена[^\n]{0,40}(?:руб|₽)"),
    ),
)
_TEACHING = re.compile(
    r"обучени|тренинг|\bкурс\b|вводн\w+ инструктаж|онбординг|добро пожаловать|для новичк|адаптаци"
    r"|training|onboarding"
)
_SLIDES = frozenset({"pptx", "ppt", "odp"})
_LETTERS = frozenset({"eml", "msg"})
_COVER = 150  # characters of a first slide
_AUTHORITY = re.compile(r"^(?:приказом|приказа|распоряжением|протоколом|решением)\b")


def type_of(subject: Subject) -> Fact[DocumentType]:
    """Never None: what is not recognised is OTHER, with little confidence."""
    if subject.kind in _SLIDES:
        near = subject.folded[:_COVER]
        teaching = _TEACHING.search(subject.titled) or _TEACHING.search(near)
        kind = DocumentType.TRAINING if teaching else DocumentType.PRESENTATION
        return Fact(kind, _NAMED if kind is DocumentType.PRESENTATION else _TITLED)
    if subject.kind in _LETTERS:
        return Fact(DocumentType.LETTER, _NAMED)
    return next(_ways(subject), Fact(DocumentType.OTHER, _OTHER))


def _ways(subject: Subject) -> Iterator[Fact[DocumentType]]:
    """Every kind that something speaks for, the surest first."""
    yield from (Fact(kind, _NAMED) for kind, words in _AT_START if words.search(subject.titled))
    for line in subject.first_lines:
        if len(line.text) <= _LONGEST_HEADING and not _AUTHORITY.search(line.folded):
            yield from _headed(line)
    yield from (Fact(kind, _TITLED) for kind, words in _IN_TITLE if words.search(subject.titled))
    for kind, pattern in _WAYS:
        if found := pattern.search(subject.folded, 0, _LOOKED):
            yield Fact(kind, _WRITTEN, found.start(), found.end())


_LOOKED = 6_000  # characters


def _headed(line: Line) -> Iterator[Fact[DocumentType]]:
    for kind, pattern in _AT_START:
        if (found := pattern.match(line.folded)) and not _is_sentence(line.text, found.end()):
            yield Fact(kind, _NAMED, line.start, line.start + found.end())


def _is_sentence(line: str, end: int) -> bool:
    """Whether a line that begins with the name of a kind goes on as prose: «Договор вступает …»."""
    rest = line[end:].lstrip(" \t:")
    return rest[:1].islower() and line.rstrip().endswith(".") and len(rest.split()) > _PROSE


_PROSE = 4  # words after the name
