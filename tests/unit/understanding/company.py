"""A small company's words: what everyone may read, and a project only some know of."""

from collections.abc import Iterable

import numpy as np

from znatok.index.ports import IndexedDocument, IndexedFragment
from znatok.kernel.ids import DocumentId, FragmentId, new_uuid
from znatok.language.morphology import Morphology
from znatok.understanding.spelling import Speller
from znatok.understanding.spelling_lexicon import Lexicon
from znatok.understanding.spelling_vocabulary import CompanyWords

MORPHOLOGY = Morphology()
EVERYONE = frozenset({"everyone"})
SECRET = frozenset({"everyone", "department:secret"})

_NOTHING = np.zeros(0, np.float32)
_OPEN = (
    "Сотрудник подаёт заявление на отпуск. Премия отдела. Гарантия на насос. Директор подписывает.",
    "Командировочные расходы, командировка, билет. Дебиторская задолженность. Пароль от почты.",
    "Договор поставки: срок оплаты, штраф, время. Ключ Зюльтовский хранится на складе. Кулиса и кулига.",
)
_CLOSED = ("Проект Брюмзель ведёт Осокин.",)


def document(
    text: str, principals: frozenset[str] = EVERYONE, document_id: DocumentId | None = None
) -> IndexedDocument:
    """A document of one fragment without vectors; an empty text has no fragments."""
    terms = MORPHOLOGY.counts(text)
    fragment = IndexedFragment(FragmentId(new_uuid()), _NOTHING, _NOTHING, terms)
    return IndexedDocument(
        document_id or DocumentId(new_uuid()), principals, [fragment] if terms else []
    )


def words(documents: Iterable[IndexedDocument]) -> CompanyWords:
    made = CompanyWords(MORPHOLOGY)
    made.put(documents)
    return made


def speller() -> Speller:
    documents = [document(each) for each in _OPEN]
    documents += [document(each, frozenset({"department:secret"})) for each in _CLOSED]
    return Speller(Lexicon(MORPHOLOGY, words(documents)))
