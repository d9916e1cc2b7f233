from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.chat.examples import fragment, passage, weigh

from znatok.chat.answerability import Answerability
from znatok.chat.context import Signals
from znatok.chat.expected import names_sum
from znatok.chat.runs import is_title_line
from znatok.chat.stages.context import EvidenceSettings
from znatok.documents.model import BlockKind
from znatok.understanding.model import Intent

_LIST = "Сотрудник обязан:\nприходить к девяти часам;\nсдавать отчёт в пятницу;\nберечь имущество."
_FILLER = "Это предложение нужно лишь затем, чтобы абзац получился длинным и цитировался не весь. "


def test_the_sentence_nearest_to_the_question_comes_first() -> None:
    text = f"{_FILLER * 5}Отпуск длится двадцать восемь дней. {_FILLER}"
    found = passage(text, cosines=[0.7] * 5 + [0.9, 0.7])
    best = weigh("Сколько длится отпуск?", [found]).evidence[0]
    assert best.text == best.sentence_text == "Отпуск длится двадцать восемь дней."


def test_the_only_sentence_with_what_is_asked_for_overtakes_nearer_ones() -> None:
    text = "Насос пускают в воде. Насос осматривают перед пуском. Насос пускают 6 раз в час."
    near = [0.9, 0.9, 0.86]
    asked = "Сколько раз в час пускают насос?"
    assert weigh(asked, [passage(text, cosines=near)]).evidence[0].sentence == 2
    every = text.replace("в воде", "раз в день").replace("перед пуском", "раз в месяц")
    assert weigh(asked, [passage(every, cosines=near)]).evidence[0].sentence != 2


def test_a_short_paragraph_is_quoted_whole() -> None:
    text = "Отпуск длится двадцать восемь дней. Его можно делить на части.\nДругой абзац здесь."
    found = passage(text, cosines=[0.9, 0.7, 0.6])
    best = weigh("Сколько длится отпуск?", [found]).evidence[0]
    assert best.text == "Отпуск длится двадцать восемь дней. Его можно делить на части."
    assert best.sentence_text == "Отпуск длится двадцать восемь дней."


@pytest.mark.parametrize("heading", ["Отпуска", "ОТПУСКА.", "  отпуска:"])
def test_a_heading_is_no_evidence(heading: str) -> None:
    text = f"{heading}\nОни длятся двадцать восемь дней."
    found = passage(text, section=("Отпуска",), cosines=[0.99, 0.7])
    texts = [each.sentence_text for each in weigh("Отпуска", [found]).evidence]
    assert texts == ["Они длятся двадцать восемь дней."]


def test_the_documents_title_is_no_evidence() -> None:
    found = passage("Памятка\nПриходить к девяти часам.", cosines=[0.99, 0.7])
    texts = [each.sentence_text for each in weigh("памятка", [found]).evidence]
    assert texts == ["Приходить к девяти часам."]


@pytest.mark.parametrize("nearest", [1, 2, 3])
def test_an_item_of_a_list_brings_its_lead_in(nearest: int) -> None:
    cosines = [0.7] * 4
    cosines[nearest] = 0.95
    best = weigh("обязанности", [passage(_LIST, cosines=cosines)]).evidence[0]
    assert best.text.startswith("Сотрудник обязан:\n")
    assert best.sentence_text in best.text
    assert best.sentence == nearest


def test_a_lead_in_brings_its_list_to_the_end() -> None:
    found = passage(f"{_LIST}\nДругое правило.", cosines=[0.95, 0.7, 0.7, 0.7, 0.7])
    assert weigh("Что обязан сотрудник?", [found]).evidence[0].text == _LIST


def test_of_a_long_list_only_the_item_is_quoted() -> None:
    items = "".join(f"\nпункт номер {n}, {'очень ' * 30}длинный;" for n in range(8))
    text = f"Перечень:{items}"
    found = passage(text, cosines=[0.7] * 8 + [0.95])
    best = weigh("перечень", [found]).evidence[0]
    assert best.text == best.sentence_text


def test_a_row_of_a_table_stands_alone() -> None:
    text = "Город | Суточные:\nМосква | 1000,\nКазань | 700"
    found = passage(text, kind=BlockKind.TABLE, cosines=[0.7, 0.7, 0.95])
    assert weigh("суточные в Казани", [found]).evidence[0].text == "Казань | 700"


def test_evidence_that_overlaps_is_used_once() -> None:
    found = passage(_LIST, cosines=[0.9, 0.91, 0.92, 0.93])
    whole = weigh("Что обязан сотрудник?", [found]).evidence
    assert [each.text for each in whole] == [_LIST]


def test_the_same_words_in_two_documents_are_two_pieces() -> None:
    twins = [passage("Отпуск длится месяц."), passage("Отпуск длится месяц.")]
    assert len(weigh("отпуск", twins).evidence) == 2


def test_only_the_best_passages_are_read_and_only_so_many_pieces_used() -> None:
    found = [passage(f"Отпуск номер {number}.") for number in range(6)]
    settings = EvidenceSettings(passages=4, pieces=2)
    made = weigh("отпуск", found, settings=settings)
    assert len(made.evidence) == 2
    read = [each.fragment.id for each in made.passages]
    assert {each.passage.fragment.id for each in made.evidence} <= set(read[:4])
    assert sorted(read) == sorted(each.fragment.id for each in found)


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("Сколько мест на складе?", "Мест на складе насчитали сорок."),
        ("Кто отвечает за склад?", "За склад отвечает Иван Петров."),
    ],
)
def test_the_kind_of_thing_asked_for_decides_between_equals(question: str, right: str) -> None:
    texts = ["Мест на складе хватает всем.", "Мест на складе насчитали сорок."]
    texts += ["За склад отвечает назначенный.", "За склад отвечает Иван Петров."]
    best = weigh(question, [passage(each) for each in texts]).evidence[0]
    assert best.text == right


def test_a_subject_named_in_the_sentence_before_counts() -> None:
    padding = "Ещё одно ничего не значащее предложение о постороннем и долгом деле. " * 4
    text = f"Речь пойдёт о страховке. Она покрывает лечение. {padding}Она бывает синей."
    found = passage(text)
    texts = [each.sentence_text for each in weigh("страховка покрывает", [found]).evidence]
    assert texts.index("Она покрывает лечение.") == 0


def test_nothing_found_gives_no_evidence_and_no_confidence() -> None:
    made = weigh("отпуск", [])
    assert made.evidence == ()
    assert made.confidence < 0.01


def test_running_again_gives_the_same() -> None:
    found = [passage(_LIST), passage("Отпуск длится месяц.")]
    assert weigh("отпуск", found) == weigh("отпуск", found)


def test_the_intent_and_the_question_are_carried_on() -> None:
    made = weigh("отпуск", [], intent=Intent.HELP)
    assert (made.question, made.intent) == ("отпуск", Intent.HELP)


@given(st.tuples(*(st.floats(-1e6, 1e6),) * len(fields(Signals))))
def test_confidence_is_a_probability_however_wild_the_signals(drawn: tuple[float, ...]) -> None:
    assert 0 <= Answerability().probability(Signals(*drawn)) <= 1


def test_confidence_grows_with_what_was_found() -> None:
    text = "Ежегодный отпуск длится двадцать восемь дней."
    far = passage("Пропуск на склад выдаёт охрана.", cosines=[0.78], dense=0.78)
    near = passage(text, cosines=[0.94], dense=0.93, score=1.0)
    question = "Сколько дней длится ежегодный отпуск?"
    unrelated = weigh(question, [far]).confidence
    assert 0 <= unrelated < 0.3 < weigh(question, [near, far]).confidence <= 1


def test_a_question_without_terms_breaks_nothing() -> None:
    assert 0 <= weigh("???", [passage("Отпуск длится месяц.")]).confidence <= 1


def test_a_title_within_the_text_is_no_evidence_beside_what_it_announces() -> None:
    text = "Сроки ремонта насосов\nРемонт насоса на заводе занимает месяц."
    best = weigh("сроки ремонта насосов", [passage(text)]).evidence[0]
    assert best.sentence_text == "Ремонт насоса на заводе занимает месяц."


@pytest.mark.parametrize(
    ("line", "announces"),
    [
        ("Сроки ремонта насосов", True),
        ("4. Возврат товара", True),
        ("Не возмещаются", False),
        ("Ремонтом занимается участок", False),
        ("Ремонт — месяц.", False),
    ],
)
def test_a_line_that_says_nothing_by_itself_is_told_from_one_that_does(
    line: str, announces: bool
) -> None:
    found = fragment(f"{line}\nДальше сказано о другом.")
    assert is_title_line(found, 0, len(line)) is announces


def test_what_names_no_sum_is_no_sure_answer_to_a_question_for_a_price() -> None:
    question = "Какая цена договора поставки?"
    unpriced = passage("Договор поставки заключён в мае.", cosines=[0.94], dense=0.93, score=1.0)
    priced = passage("Цена договора поставки — 900 000 ₽.", cosines=[0.94], dense=0.93, score=1.0)
    assert weigh(question, [unpriced]).confidence <= 0.3
    sure = weigh(question, [priced])
    assert sure.confidence == Answerability().probability(sure.signals)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Насос НЦ-50 | 124 600 | шт.", True),
        ("Абонемент стоит 3 500 руб.", True),
        ("Доставка бесплатная.", True),
        ("Мастер участка, тел. 145", False),
        ("Дата: 27.05.2026 09:18", False),
    ],
)
def test_a_sum_is_told_from_other_figures(text: str, names: bool) -> None:
    assert names_sum(text) is names
