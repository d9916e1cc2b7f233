"""What kind of thing a question asks for, by its wording."""

import re
from enum import StrEnum


class Kind(StrEnum):
    """What a short answer would be. AMOUNT: a number with any unit; COUNT: with the unit named by
    the question. MOMENT: a date, a time or a term («в течение 3 дней»).
    """

    COUNT = "count"
    AMOUNT = "amount"
    MONEY = "money"
    PERCENT = "percent"
    DURATION = "duration"
    FREQUENCY = "frequency"
    MOMENT = "moment"
    DATE = "date"
    WEEKDAY = "weekday"
    YEAR = "year"
    TIME = "time"
    PHONE = "phone"
    EMAIL = "email"
    CONTACT = "contact"  # wherever one may write or call
    LINK = "link"
    ADDRESS = "address"
    ROOM = "room"
    KEYS = "keys"
    FILE = "file"
    PERSON = "person"
    PLACE = "place"
    DEFINITION = "definition"
    YES_NO = "yes_no"
    COMPARISON = "comparison"
    STEPS = "steps"
    LIST = "list"
    CELL = "cell"  # «какой»: of a table only
    NONE = "none"


_MONEY = (
    r"цен[аыуе]\b|стоимост|почем\b|оклад|зарплат|заработн|штраф|бюджет|выручк|доплат|компенсац"
    r"|пособи|во сколько обо|сколько (?:это |мы |мне |нам |вы |у нас |сейчас )?(?:\w+ )?"
    r"(?:сто[ия]т|обойд|заплат|плат|выплат|выплачив|доплач|компенсир|зарабат|получа)"
    r"|на какую сумму|какую сумму|какой сумм|(?:какая|какова) сумм|how much .*(?:cost|pay)"
    r"|price|cost"
)
_DURATION = (
    r"сколько времени|как долго|(?:на|за|в) как(?:ой|ое) (?:срок|время|период)|как(?:ой|ов\w*|ая) "
    r"(?:\w+ )?(?:срок|продолжительност|длительност)|(?:за|через) сколько\b|сколько (?:\w+ ){0,2}?"
    r"(?:длит|действу|хран|согласовыва|рассматрива|занима|жда)|how long|срок (?:действия|хранения)"
)
# The first that is found in the folded question decides.
_CUES: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(cue))
    for kind, cue in (
        (Kind.COMPARISON, r"\bчем\b.*отлича|разниц|различ|сравн|difference|compare"),
        (
            Kind.DEFINITION,
            (
                r"^(?:а |и )?(?:что (?:такое|значит|означает|считается|называется"
                r"|подразумевается|понимается|представляет)"
                r"|(?:кто|кем) (?:такой|такая|такие|считается)|дай\w* определение|определение"
                r"|what (?:is|are) (?:an? )?\w+\??$|what does .* mean)"
            ),
        ),
        (
            Kind.YES_NO,
            (
                r"\bли\b|^(?:а |и )?(?:можно|могу|можем|нужно|надо|нужен|нужна|нужны|разрешен"
                r"|разрешается|допускается|обязан|обязательно|должен|должна|должны|есть|is|are"
                r"|can|may|do"
                r"|does|must|should)\b(?!.*\b(?:сколько|как(?:ой|ая|ие|ую)?|кто|где|когда|куда)\b)"
            ),
        ),
        (Kind.FREQUENCY, r"как часто|сколько раз в |с какой (?:период|часто)|how often"),
        (
            Kind.EMAIL,
            (
                r"\b(?:e-?mail|емейл|имейл|мейл)|(?:адрес\w*|ящик) (?:электронн|почт)|электронн"
                r"\w+ (?:почт|адрес)|на какую почту|какая почта|почтовый ящик"
            ),
        ),
        (
            Kind.PHONE,
            (
                r"телефон(?!н\w+ справочник)|по какому номеру|внутренн\w+ номер|номер \w+ "
                r"(?:доверия|поддержки|диспетчера|охраны)"
                r"|(?:куда|кому) (?:\w+ )?(?:звонить|позвонить)|phone"
            ),
        ),
        (
            Kind.CONTACT,
            (
                r"(?:куда|кому) (?:\w+ ){0,2}?(?:сообщ|пис|напис|обращ|обрат|посла|слать|отправ"
                r"|жалов|пожалов|звон|позвон)|where (?:to|do i|can i) (?:report|write|call|send)"
            ),
        ),
        (Kind.LINK, r"\b(?:ссылк|сайт|url|link|website)|веб-адрес"),
        (
            Kind.ROOM,
            (
                r"как(?:ой|ом) (?:кабинет|комнат|ауд|зал)|какой комнат|номер кабинета"
                r"|which room"
            ),
        ),
        (
            Kind.ADDRESS,
            (
                r"(?:по како\w+|какой|каков) (?:\w+ )?адрес|адрес (?:\w+ )?(?:офис|склад"
                r"|клиник|поликлиник)|what address"
            ),
        ),
        (
            Kind.KEYS,
            (
                r"как(?:ой|ая|ую|ими|ие|ое) (?:\w+ ){0,2}(?:клавиш|комбинаци|сочетани\w+ клавиш"
                r"|хоткей)|горяч\w+ клавиш|клавиш\w+ (?:для|чтобы|быстр)|shortcut|hotkey"
            ),
        ),
        (
            Kind.FILE,
            (
                r"как(?:ом|ой|ая|ую) (?:\w+ )?(?:файл|папк|каталог|директор)|which (?:file|folder"
                r"|directory)"
            ),
        ),
        (Kind.YEAR, r"как(?:ом|ого) году|какой год|what year|which year"),
        (Kind.WEEKDAY, r"(?:в как(?:ой|ие)|по каким|какой) д(?:ень|ни|ням)"),
        (
            Kind.DATE,
            r"как(?:ого|ое|ому) числ|как(?:ой|ая|ую|ие) (?:\w+ )?дат|\bдат[аыу]\b|which date",
        ),
        (
            Kind.TIME,
            r"(?:во|до|со?) скольк\w+(?! обо)|(?:в|на) какое время|в котором часу|what time",
        ),
        (Kind.MOMENT, r"\bкогда\b|\bwhen\b"),
        (Kind.DURATION, _DURATION),
        (Kind.PERCENT, r"процент|percent"),
        (Kind.COUNT, r"\bскольк\w+|\bскок\b|как(?:ое|ов\w*) (?:\w+ )?(?:количеств|числ)|how many"),
        (Kind.MONEY, _MONEY),
        (
            Kind.AMOUNT,
            (
                r"(?:как(?:ой|ая|ую|ие|ов\w*|им|ого) (?:\w+ ){0,2}?(?:размер|лимит|норм|скидк"
                r"|ставк|аванс|гаранти|неустойк|пен[яи]|премии|дол[яю]|част[ьи]|скорост"
                r"|температур|длин|глубин"
                r"|высот|ширин|толщин|масс|вес\b|вес[ау]|напор|давлен|мощност|напряжен|объем"
                r"|площад|остаток"
                r"|запас|сечени|момент\w* затяж|разрешени|максим|миним)|как(?:ой|ую|им) "
                r"(?:\w+ )?(?:длин|глубин"
                r"|скорост)|^лимит|^размер|^норма|how much)"
            ),
        ),
        (Kind.PERSON, r"\b(?:кто|кому|кем|кого|у кого|с кем|чьей|чья|чье|who|whom)\b"),
        (Kind.PLACE, r"\b(?:где|куда|откуда|where)\b"),
        (
            Kind.STEPS,
            (
                r"^(?:а |и )?(?:как\b(?! называ)|что (?:нужно |надо )?(?:делать|сделать)"
                r"|порядок|инструкция|how (?:to|do|can))"
            ),
        ),
        (Kind.LIST, r"\b(?:какие|перечисл|что входит|каких|список|состав|which|list)\b"),
        (Kind.CELL, r"\bкак(?:ой|ая|ое|ую|ого|ому|им|ом|ов\w*)\b|\bчто\b|\bwhat\b|\bостаток\b"),
    )
)
MONEY = re.compile(_MONEY)


def kind_of(folded: str) -> Kind:
    """The kind that a folded question's wording tells; NONE when it does not."""
    return next((kind for kind, cue in _CUES if cue.search(folded)), Kind.NONE)
