"""What an answer says of its sources' standing, and when two of them disagree."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date

from tests.unit.chat import examples

from znatok.chat.conflicts import CandidAnswerer, conflict_of, current_first, remarks
from znatok.chat.context import Context, Evidence, Prompt
from znatok.documents.facts import Kin, Validity
from znatok.kernel.ids import DocumentId, new_uuid
from znatok.retrieval.validity import judged
from znatok.understanding.model import Intent

TODAY = date(2026, 3, 2)
SAYS = "Суточные при поездках по России составляют {} рублей за каждый день."


def evidence(
    text: str, validity: Validity | None = None, score: float = 10.0, title: str = "Положение"
) -> Evidence:
    found = replace(examples.passage(text, title=title), validity=validity or Validity())
    return replace(examples.evidence(judged(found, TODAY)), score=score)


def family() -> tuple[Evidence, Evidence]:
    """The newer and the older revision of one regulation."""
    old_id, new_id = DocumentId(new_uuid()), DocumentId(new_uuid())
    since = date(2026, 1, 1)
    newer = evidence(
        SAYS.format(1200), Validity(valid_from=since, older=(Kin(old_id, "Старое", since),))
    )
    older = evidence(SAYS.format(700), Validity(newer=(Kin(new_id, "Новое", since),)), score=11.0)
    return _under(newer, new_id), _under(older, old_id)


def _under(found: Evidence, document_id: DocumentId) -> Evidence:
    fragment = replace(found.passage.fragment, document_id=document_id)
    return replace(found, passage=replace(found.passage, fragment=fragment))


def test_the_revision_in_force_answers_though_the_older_fits_better() -> None:
    newer, older = family()
    assert current_first([older, newer]) == [newer]


def test_the_older_answers_what_the_newer_does_not_say() -> None:
    newer, older = family()
    silent = replace(newer, score=older.score - 5)
    assert current_first([older, silent]) == [older, silent]
    (remark,) = remarks([older], "ru")
    assert remark.startswith("Обратите внимание: документ «Положение» утратил силу")
    assert remark.endswith("с 1 января 2026 г. есть новая редакция: «Новое».")


def test_an_expired_paper_is_answered_from_and_said_to_be_so() -> None:
    expired = evidence(SAYS.format(700), Validity(valid_until=date(2025, 12, 31)))
    assert current_first([expired]) == [expired]
    assert remarks([expired], "ru") == [
        "Обратите внимание: срок действия документа «Положение» истёк 31 декабря 2025 г."
    ]


def test_a_paper_not_yet_in_force_is_said_to_be_so() -> None:
    coming = evidence(SAYS.format(700), Validity(valid_from=date(2027, 1, 1)))
    assert "действует только с 1 января 2027 г." in remarks([coming], "ru")[0]
    assert "only from 2027-01-01" in remarks([coming], "en")[0]


def test_two_papers_in_force_with_different_sums_disagree() -> None:
    one = evidence(SAYS.format("700"), Validity(dated=date(2025, 2, 1)))
    other = evidence(SAYS.format("1 000"), title="Памятка")
    found = conflict_of([one, other])
    assert found is not None
    assert found.labels == (1, 2)
    assert [each.text for each in found.values] == ["700 рублей", "1 000 рублей"]


def test_equal_values_and_other_matters_do_not_disagree() -> None:
    one = evidence(SAYS.format("1 000"))
    assert conflict_of([one, evidence(SAYS.format("1000"), title="Памятка")]) is None
    other = evidence("Проживание в гостинице оплачивается до 5000 рублей за сутки.")
    assert conflict_of([one, other]) is None
    assert conflict_of([one, replace(one, score=1.0)]) is None


def test_values_for_different_places_do_not_disagree() -> None:
    one = evidence("Суточные при поездках в Москву составляют 1500 рублей за каждый день.")
    other = evidence("Суточные при поездках в Казань составляют 1200 рублей за каждый день.")
    assert conflict_of([one, other]) is None


def test_a_paper_out_of_force_does_not_disagree_with_one_in_force() -> None:
    expired = evidence(SAYS.format(700), Validity(valid_until=date(2025, 12, 31)))
    assert conflict_of([evidence(SAYS.format(1200)), expired]) is None


class Short:
    async def write(self, prompt: Prompt) -> AsyncIterator[str]:
        yield "Ответ [1][3]"


async def test_the_disagreement_comes_before_the_answer_and_the_remarks_after() -> None:
    one = evidence(SAYS.format("700"), Validity(dated=date(2025, 2, 1)))
    other = evidence(SAYS.format("1200"), title="Памятка")
    expired = evidence("Иное правило.", Validity(valid_until=date(2025, 1, 1)), title="Старое")
    context = Context("?", "ru", Intent.DOCUMENTATION, (), (one, other, expired), 1.0)
    text = "".join([each async for each in CandidAnswerer(Short()).write(Prompt(context))])
    first, answer, last = text.split("\n\n")
    assert first == (
        "В документах сказано по-разному: «Положение» (ред. от 1 февраля 2025 г.) — 700 рублей "
        "[1]; «Памятка» — 1200 рублей [2]."
    )
    assert answer == "Ответ [1][3]"
    assert "«Старое»" in last
