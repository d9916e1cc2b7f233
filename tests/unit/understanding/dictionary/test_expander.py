import time

import pytest
from tests.unit.understanding.dictionary.words import MORPHOLOGY, entry, expander, reader

from znatok.kernel.ids import DepartmentId, DocumentId, new_uuid
from znatok.understanding.dictionary.expander import Expander
from znatok.understanding.dictionary.glossary import FixedGlossary
from znatok.understanding.dictionary.model import NOTHING, Origin, State

AID = entry("материальная помощь", "матпомощь")
VPN = entry("VPN", "впн")


def canonical(text: str, *entries: object) -> list[str]:
    found = expander(*entries).expand(text, None)  # type: ignore[arg-type]  # entries all
    return [each for used in found.used for each in used.canonical]


def test_adds_the_full_term_beside_the_short_word() -> None:
    found = expander(AID).expand("сколько матпомощи дают?", None)
    assert found.rewritten == "сколько матпомощи (материальная помощь) дают?"
    assert dict(found.terms) == {"материальный": 0.6, "помощь": 0.6}
    assert [str(each) for each in found.used] == ["матпомощи → материальная помощь"]
    assert (found.used[0].start, found.used[0].end) == (8, 17)


def test_makes_the_short_word_count_less_and_leaves_the_others() -> None:
    found = expander(AID).expand("сколько матпомощи дают?", None)
    assert found.weighed({"матпомощь": 1.0, "дают": 1.0}) == {
        "материальный": 0.6,
        "помощь": 0.6,
        "матпомощь": 0.5,
        "дают": 1.0,
    }


def test_a_word_of_the_question_keeps_its_weight_when_the_full_term_has_it_too() -> None:
    found = expander(AID).expand("матпомощь и помощь врача", None)
    assert found.weighed({"матпомощь": 1.0, "помощь": 1.0, "врач": 1.0})["помощь"] == 1.0


def test_leaves_a_question_without_such_words_as_it_is() -> None:
    found = expander(AID).expand("сколько дней отпуска?", None)
    assert found is NOTHING
    terms = {"день": 1.0}
    assert found.weighed(terms) is terms


def test_adds_nothing_when_the_full_term_is_there_already() -> None:
    assert canonical("материальная помощь, то есть матпомощь", AID) == []


def test_one_alternative_of_the_full_term_is_enough() -> None:
    pay = entry("суточные, возмещение расходов", "командировочные")
    assert canonical("командировочные это суточные?", pay) == []
    assert canonical("какие командировочные?", pay) == [pay.canonical]


@pytest.mark.parametrize("form", ["матпомощь", "матпомощи", "матпомощью", "Матпомощь", "МАТПОМОЩЬ"])
def test_knows_a_word_in_its_forms(form: str) -> None:
    assert canonical(f"про {form} расскажите", AID) == [AID.canonical]


@pytest.mark.parametrize("form", ["хелпдеск", "хелпдеска", "хелпдеску", "хелпдеском", "хелпдеске"])
def test_knows_the_forms_of_a_word_that_no_dictionary_has(form: str) -> None:
    help_desk = entry("служба поддержки", "хелпдеск")
    assert canonical(f"телефон: {form}", help_desk) == [help_desk.canonical]


@pytest.mark.parametrize("form", ["учётка", "учётки", "учётку", "учётке", "учёткой", "учёток"])
def test_knows_fleeting_vowels(form: str) -> None:
    account = entry("учётная запись", "учётка")
    assert canonical(f"сколько {form}", account) == [account.canonical]


def test_the_longest_variant_wins() -> None:
    code, company = entry("Трудовой кодекс", "ТК РФ"), entry("транспортная компания", "ТК")
    assert canonical("что говорит ТК РФ", code, company) == [code.canonical]
    assert canonical("звонить в ТК", code, company) == [company.canonical]


def test_function_words_stand_inside_a_variant() -> None:
    leave = entry("отпуск без сохранения заработной платы", "отпуск за свой счёт")
    assert canonical("дадут ли отпуск за свой счет", leave) == [leave.canonical]


@pytest.mark.parametrize("text", ["от руководителя", "по какому адресу", "то есть", "ту дверь"])
def test_an_abbreviation_that_is_also_a_word_is_met_in_capitals_only(text: str) -> None:
    entries = [entry(f"что-то {each}", each) for each in ("ОТ", "ПО", "ТО", "ТУ")]
    assert canonical(text, *entries) == []


def test_an_abbreviation_in_capitals_is_met() -> None:
    assert canonical("инструктаж по ОТ", entry("охрана труда", "ОТ")) == ["охрана труда"]


def test_an_abbreviation_that_is_no_word_is_met_in_small_letters() -> None:
    assert canonical("где сдают ндфл", entry("налог", "НДФЛ")) == ["налог"]


def test_so_as_is_not_the_labour_code() -> None:
    assert canonical("тк я заболел", entry("Трудовой кодекс", "ТК")) == []


def test_capitals_throughout_mark_no_abbreviation() -> None:
    assert canonical("ОТПУСК ОТ КОМПАНИИ", entry("охрана труда", "ОТ")) == []


@pytest.mark.parametrize("code", ["А-17", "ТУ-35", "НЦ 50-200/11", "12-ОТ"])
def test_a_code_is_not_taken_apart(code: str) -> None:
    entries = [entry("технические условия", "ТУ"), entry("охрана труда", "ОТ")]
    assert canonical(f"насос {code}", *entries) == []


def test_a_compound_of_words_is_taken_apart_and_rewritten_behind_it() -> None:
    found = expander(entry("медицинское страхование", "ДМС")).expand("ДМС-полис ребёнку", None)
    assert found.rewritten == "ДМС-полис (медицинское страхование) ребёнку"


@pytest.mark.parametrize("written", ["з/п", "З/П"])
def test_knows_letters_with_a_slash(written: str) -> None:
    assert canonical(f"когда {written}?", entry("заработная плата", "з/п")) == ["заработная плата"]


def test_two_meanings_share_the_weight_and_are_not_written_in() -> None:
    company, code = entry("транспортная компания", "ТК"), entry("Трудовой кодекс", "ТК")
    found = expander(company, code).expand("адрес ТК", None)
    assert found.rewritten is None
    assert dict(found.terms)["кодекс"] == 0.3
    assert found.used[0].canonical == (company.canonical, code.canonical)


def test_the_companys_own_word_hides_the_general_one() -> None:
    general = entry("Трудовой кодекс", "ТК", origin=Origin.BUILTIN)
    own = entry("транспортная компания", "ТК")
    assert canonical("адрес ТК", general, own) == [own.canonical]


def test_a_confirmed_word_hides_one_that_was_only_found() -> None:
    document = DocumentId(new_uuid())
    found = entry(
        "торговый комплекс",
        "ТК",
        origin=Origin.DOCUMENT,
        state=State.PROPOSED,
        document_id=document,
    )
    own = entry("транспортная компания", "ТК")
    asker = reader()
    both = expander(found, own, readers={document: frozenset({"everyone"})})
    assert both.expand("адрес ТК", asker).used[0].canonical == (own.canonical,)


def test_a_departments_word_serves_the_department_alone() -> None:
    sales = DepartmentId(new_uuid())
    words = expander(entry("проект Север", "северок", department_id=sales))
    assert words.expand("срок северка", reader(sales)).used
    assert words.expand("срок северка", reader(DepartmentId(new_uuid()))) is NOTHING
    assert words.expand("срок северка", reader()) is NOTHING
    assert words.expand("срок северка", None) is NOTHING


def test_a_documents_word_serves_its_readers_alone() -> None:
    document, asker = DocumentId(new_uuid()), reader()
    word = entry("проект Север", "ПС", document_id=document, origin=Origin.DOCUMENT)
    secret = expander(word, readers={document: frozenset({f"u:{asker.user_id}"})})
    assert secret.expand("срок ПС", asker).used
    assert secret.expand("срок ПС", reader()) is NOTHING
    assert secret.expand("срок ПС", None) is NOTHING


def test_a_documents_word_serves_nobody_when_its_rights_are_not_known() -> None:
    word = entry("проект Север", "ПС", document_id=DocumentId(new_uuid()), origin=Origin.DOCUMENT)
    assert expander(word).expand("срок ПС", reader()) is NOTHING


def test_a_hidden_longer_variant_does_not_hide_a_shorter_one() -> None:
    sales = DepartmentId(new_uuid())
    hidden = entry("Трудовой кодекс", "ТК РФ", department_id=sales)
    open_one = entry("транспортная компания", "ТК")
    assert canonical("адрес ТК РФ", hidden, open_one) == [open_one.canonical]


@pytest.mark.parametrize("fields", [{"enabled": False}, {"state": State.REJECTED}])
def test_entries_that_are_off_or_rejected_are_silent(fields: dict[str, object]) -> None:
    assert canonical("дай впн", entry("VPN", "впн", **fields)) == []


def test_expands_a_few_words_of_one_question_and_not_all() -> None:
    entries = [entry(f"слово {n}", each) for n, each in enumerate(("аб", "вг", "ге", "жз", "ик"))]
    found = expander(*entries).expand("аб вг ге жз ик", None)
    assert len(found.used) == 4


def test_takes_microseconds() -> None:
    words = Expander(MORPHOLOGY, FixedGlossary.builtin(MORPHOLOGY))
    question = "Сколько суточных положено айтишникам в командировке, если они на удалёнке?"
    words.expand(question, None)
    best = min(_timed(words, question) for _ in range(20))
    assert best < 0.002  # about 0.00006 on an idle core; a hundredfold is no longer a walk


def _timed(words: Expander, question: str) -> float:
    started = time.perf_counter()
    words.expand(question, None)
    return time.perf_counter() - started


def test_tells_a_speller_which_words_are_the_companys_own() -> None:
    sales = DepartmentId(new_uuid())
    words = expander(
        entry("завод «Хрусталёво»", "хрустяшка"), entry("проект", "северок", department_id=sales)
    )
    for word in ("хрустяшки", "Хрустяшкой", "хрусталёво"):
        assert words.knows(word, frozenset({"everyone"}))
    assert not words.knows("хрустальный", frozenset({"everyone"}))
    assert not words.knows("северок", frozenset({"everyone"}))
    assert words.knows("северок", frozenset({"everyone", f"d:{sales}"}))
