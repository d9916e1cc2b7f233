from tests.unit.understanding.company import EVERYONE, MORPHOLOGY, SECRET, document, words

from znatok.kernel.ids import DocumentId, new_uuid
from znatok.understanding.spelling_vocabulary import CompanyWords

_HIDDEN = frozenset({"department:secret"})


def _seen(held: CompanyWords, term: str) -> tuple[bool, bool]:
    return held.visible(term, EVERYONE), held.visible(term, SECRET)


def test_a_word_no_dictionary_knows_is_told_only_to_who_may_read_it() -> None:
    held = words([document("Проект Гремпель", _HIDDEN), document("Отпуск")])
    assert _seen(held, "гремпель") == (False, True)
    assert held.near("гремпел", EVERYONE) == set()
    assert held.near("гремпел", SECRET) == {"гремпель"}


def test_rights_that_change_are_in_force_at_once() -> None:
    hidden = document("Проект Гремпель", _HIDDEN)
    held = words([hidden])
    held.set_access(hidden.id, EVERYONE)
    assert _seen(held, "гремпель") == (True, True)
    held.set_access(hidden.id, frozenset({"user:1"}))
    assert _seen(held, "гремпель") == (False, False)


def test_what_is_removed_or_replaced_is_forgotten() -> None:
    first = document("Проект Гремпель и отпуск")
    held = words([first, document("Отпуск")])
    before = held.share("отпуск")
    held.put([document("Проект Брюмзель", EVERYONE, first.id)])
    assert _seen(held, "гремпель") == (False, False)
    assert held.near("гремпел", EVERYONE) == set()
    assert _seen(held, "брюмзель") == (True, True)
    assert held.share("отпуск") < before
    held.forget([first.id])
    assert _seen(held, "брюмзель") == (False, False)
    assert held.share("отпуск") == 1.0


def test_a_document_left_without_fragments_holds_nothing() -> None:
    first = document("Отпуск")
    held = words([first])
    held.put([document("", EVERYONE, first.id)])
    assert held.share("отпуск") == 0.0
    assert not held.visible("отпуск", EVERYONE)


def test_strangers_change_nothing() -> None:
    held = CompanyWords(MORPHOLOGY)
    held.forget([DocumentId(new_uuid())])
    held.set_access(DocumentId(new_uuid()), EVERYONE)
    assert held.share("отпуск") == 0.0
