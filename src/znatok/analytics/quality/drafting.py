"""What a draft must be, whoever writes it; each refusal names the field."""

import re
import unicodedata
from collections.abc import Sequence

from znatok.analytics.quality.errors import BadQuestion
from znatok.analytics.quality.model import (
    LONGEST_FACT,
    LONGEST_QUESTION,
    LONGEST_QUOTE,
    LONGEST_TAG,
    MOST_FACTS,
    MOST_TAGS,
    Asker,
    Draft,
    Expected,
    Source,
)
from znatok.language.text import squeeze

_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_FILE_NAME = 255  # characters; what common file systems allow


def draft_of(text: str, asker: Asker, expected: Expected, tags: Sequence[str]) -> Draft:
    """A draft made clean.

    Raises:
        BadQuestion: a field is empty, too long, or contradicts another.

    """
    asked = _line(text)
    if not _LETTER.search(asked) or len(asked) > LONGEST_QUESTION:
        raise _bad(
            "question",
            f"нужен вопрос до {LONGEST_QUESTION} знаков",
            f"a question of up to {LONGEST_QUESTION} characters is needed",
        )
    return Draft(asked, asker, _sound(expected), _tags(tags))


def _sound(expected: Expected) -> Expected:
    facts = tuple(fact for each in expected.facts if (fact := _spellings(each, "answer_any")))
    sources = tuple(dict.fromkeys(_source(each) for each in expected.sources))
    if expected.answerable and not facts:
        raise _bad(
            "answer_any",
            "назовите, что должен показать ответ",
            "say what the answer must show",
        )
    if not expected.answerable and facts:
        raise _bad(
            "answer_any",
            "ответа в документах нет, поэтому фактов быть не должно",
            "nothing may answer, so there must be no facts",
        )
    if len(facts) > MOST_FACTS or len(sources) > MOST_FACTS:
        raise _bad("answer_any", f"не больше {MOST_FACTS}", f"at most {MOST_FACTS}")
    return Expected(
        answerable=expected.answerable,
        facts=facts,
        # A document that does not answer is nobody's right source.
        sources=sources if expected.answerable else (),
        forbidden=() if expected.answerable else _spellings(expected.forbidden, "forbidden"),
        quote=_line(expected.quote)[:LONGEST_QUOTE],
    )


def _spellings(given: Sequence[str], field: str) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(clean for each in given if (clean := _line(each))))
    if len(found) > MOST_FACTS or any(len(each) > LONGEST_FACT for each in found):
        raise _bad(
            field,
            f"не больше {MOST_FACTS} вариантов по {LONGEST_FACT} знаков",
            f"at most {MOST_FACTS} spellings of {LONGEST_FACT} characters",
        )
    return found


def _source(source: Source) -> Source:
    name = _line(source.file_name)
    if not 0 < len(name) <= _LONGEST_FILE_NAME:
        raise _bad("source", "нужно имя файла", "the name of a file is needed")
    return Source(name, source.document_id)


def _tags(given: Sequence[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(clean for each in given if (clean := _line(each).lower())))
    if len(found) > MOST_TAGS or any(len(each) > LONGEST_TAG for each in found):
        raise _bad(
            "tags",
            f"не больше {MOST_TAGS} меток по {LONGEST_TAG} знаков",
            f"at most {MOST_TAGS} tags of {LONGEST_TAG} characters",
        )
    return found


def _line(text: str) -> str:
    """One line without control characters and bidirectional overrides (category C)."""
    spaced = squeeze(unicodedata.normalize("NFC", text))
    return "".join(each for each in spaced if unicodedata.category(each)[0] != "C")


def _bad(field: str, ru: str, en: str) -> BadQuestion:
    return BadQuestion(field=field, ru=ru, en=en)
