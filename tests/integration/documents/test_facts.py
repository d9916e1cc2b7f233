"""What documents say about themselves and of one another, through the house's own doors."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from tests.integration.ingestion.house import LAW, SALES, House, built, person

from znatok.access.model import Reader, Role
from znatok.documents.errors import BadFact, DocumentNotFound, MayNotChange, RelationNotFound
from znatok.documents.facts import DataClass, DocumentType, Facts, Lapse
from znatok.documents.facts_relations import RelationKind, Verdict
from znatok.documents.model import Access, Document, DocumentFilter
from znatok.documents.tables import FactsRow
from znatok.ingestion.facts.extraction import EXTRACTOR
from znatok.kernel.ids import DepartmentId, DocumentId
from znatok.language.morphology import Morphology
from znatok.retrieval.close_reading import CloseReading, ReadingSettings
from znatok.retrieval.fusion import FusionSettings
from znatok.retrieval.model import Found
from znatok.retrieval.queries import QueryMaker
from znatok.retrieval.service import Retriever

ALL = Access(everyone=True)
MORPHOLOGY = Morphology()
OLD = (
    "# Положение о командировках\n\nУТВЕРЖДЕНО приказом директора от 12 января 2023 г. № 4-к. "
    "Вводится в действие с 1 февраля 2023 г.\n\n## 1. Суточные\n\n1.1. Суточные при поездках по "
    "России составляют 700 рублей за каждый день командировки.\n\n1.2. Отчёт о командировке "
    "сдаётся в бухгалтерию в течение трёх рабочих дней после возвращения из неё."
)
NEW = (
    OLD.replace("12 января 2023", "20 декабря 2025")
    .replace("№ 4-к", "№ 118-к")
    .replace("1 февраля 2023", "1 января 2026")
    .replace("700 рублей", "1200 рублей")
)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    async with built(tmp_path) as found:
        yield found


@pytest.fixture
def owner() -> Reader:
    return person(Role.EDITOR)


async def published(
    house: House, owner: Reader, text: str, name: str, access: Access = ALL, **more: object
) -> Document:
    document = await house.upload(owner, text, name, access, **more)
    await house.work()
    return (await house.documents.get(document.id, owner)).document


async def facts(house: House, document: Document, reader: Reader) -> Facts:
    return (await house.facts.of([document.id], reader))[document.id]


async def ask(house: House, question: str, reader: Reader) -> Found:
    reading = CloseReading(Morphology(), ReadingSettings())
    retriever = Retriever(
        house.index, house.documents, FusionSettings(), reading, clock=house.clock
    )
    query = await QueryMaker(Morphology(), house.model).make(question, reader=reader)
    return await retriever.search(query, reader, limit=5)


def said(found: Found) -> list[str]:
    return [
        next(word for word in ("700", "1200") if word in each.fragment.text)
        for each in found.passages
        if "Суточные" in each.fragment.text
    ]


async def test_a_published_document_tells_what_it_is(house: House, owner: Reader) -> None:
    known = await facts(house, await published(house, owner, OLD, "Командировки.md"), owner)
    assert known.type is not None
    assert known.type.value is DocumentType.REGULATION
    assert (known.number and known.number.value) == "4-к"
    assert (known.dated and known.dated.value) == date(2023, 1, 12)
    assert (known.valid_from and known.valid_from.value) == date(2023, 2, 1)


async def test_a_fact_points_at_its_words(house: House, owner: Reader) -> None:
    document = await published(house, owner, OLD, "Командировки.md")
    known = await facts(house, document, owner)
    _, version = await house.documents.content(document.id, owner)
    assert known.number is not None
    assert version.text[known.number.start : known.number.end] == "4-к"


async def test_what_a_person_set_survives_reading_the_version_again(
    house: House, owner: Reader
) -> None:
    document = await published(house, owner, OLD, "Командировки.md")
    await house.facts.edit(document.id, owner, {"number": "5-к", "valid_until": None})
    found = await house.publications.published(
        (await house.documents.versions(document.id, owner))[0].id
    )
    assert found is not None
    await house.keeper.take(found[1], document.title, "md")
    known = await facts(house, document, owner)
    assert known.number is not None
    assert (known.number.value, known.number.by_person) == ("5-к", True)


async def test_a_new_version_inherits_what_the_paper_is_and_not_its_dates(
    house: House, owner: Reader
) -> None:
    document = await published(house, owner, OLD, "Командировки.md")
    edits = {
        "type": DocumentType.POLICY,
        "data_class": DataClass.SECRET,
        "valid_from": date(2020, 1, 1),
    }
    await house.facts.edit(document.id, owner, edits)
    stored = await house.ingestion.keep_file("Командировки.md", _one(NEW.encode()))
    await house.ingestion.add_version(document.id, stored, owner)
    await house.work()
    known = await facts(house, document, owner)
    assert known.type is not None
    assert (known.type.value, known.type.by_person) == (DocumentType.POLICY, True)
    assert (known.data_class and known.data_class.value) is DataClass.SECRET
    assert (known.valid_from and known.valid_from.value) == date(2026, 1, 1)


async def _one(data: bytes) -> AsyncIterator[bytes]:
    yield data


async def test_only_who_may_change_a_document_sets_its_facts(house: House, owner: Reader) -> None:
    document = await published(house, owner, OLD, "Командировки.md")
    with pytest.raises(MayNotChange):
        await house.facts.edit(document.id, person(), {"number": "1"})
    hidden = await published(house, owner, NEW, "Тайное.md", Access())
    with pytest.raises(DocumentNotFound):
        await house.facts.edit(hidden.id, person(), {"number": "1"})


async def test_a_document_cannot_end_before_it_begins(house: House, owner: Reader) -> None:
    document = await published(house, owner, OLD, "Командировки.md")
    with pytest.raises(BadFact):
        await house.facts.edit(document.id, owner, {"valid_until": date(2020, 1, 1)})


async def test_editions_of_one_title_are_revisions(house: House, owner: Reader) -> None:
    old = await published(house, owner, OLD, "Командировки 2023.md")
    new = await published(house, owner, NEW, "Командировки 2026.md")
    (related,) = await house.facts.related(old.id, owner)
    relation = related.relation
    assert (relation.kind, relation.newer_id) == (RelationKind.REVISION, new.id)
    assert (relation.since, relation.in_effect) == (date(2026, 1, 1), True)


async def test_a_document_named_as_out_of_force_is_found_whichever_came_first(
    house: House, owner: Reader
) -> None:
    order = "# Приказ № 77-К\n\nг. Вологда, 5 мая 2025 г.\n\nПриказ № 12-К от 03.02.2024 утрачивает силу."
    await published(house, owner, order, "п77.md")
    older = await published(
        house, owner, "# Приказ № 12-К\n\nг. Вологда, 3 февраля 2024 г.\n\nО пропусках.", "п12.md"
    )
    (related,) = await house.facts.related(older.id, owner)
    assert related.relation.kind is RelationKind.SUPERSEDES
    assert related.relation.quote == "Приказ № 12-К от 03.02.2024"


async def test_the_same_text_under_another_name_is_a_near_duplicate(
    house: House, owner: Reader
) -> None:
    first = await published(house, owner, OLD, "Командировки.md")
    copy = OLD.replace("# Положение о командировках", "# О поездках сотрудников")
    await published(house, owner, copy, "Поездки.md", title="О поездках сотрудников")
    kinds = [each.relation.kind for each in await house.facts.related(first.id, owner)]
    assert kinds == [RelationKind.NEAR_DUPLICATE]


async def test_a_strangers_claim_waits_for_who_may_change_the_older(
    house: House, owner: Reader
) -> None:
    old = await published(house, owner, OLD, "Командировки 2023.md")
    stranger = person(Role.EDITOR, LAW)
    new = await published(house, stranger, NEW, "Командировки 2026.md")
    assert said(await ask(house, "Какие суточные по России?", person()))[0] in {"700", "1200"}
    (waiting,) = await house.facts.related(old.id, owner)
    assert not waiting.relation.in_effect
    revision = (new.id, old.id, RelationKind.REVISION)
    with pytest.raises(MayNotChange):
        await house.facts.judge(*revision, Verdict.CONFIRMED, stranger)
    await house.facts.judge(*revision, Verdict.CONFIRMED, owner)
    (confirmed,) = await house.facts.related(old.id, owner)
    assert confirmed.relation.in_effect


async def test_a_verdict_outlives_working_relations_out_again(house: House, owner: Reader) -> None:
    old = await published(house, owner, OLD, "Командировки 2023.md")
    new = await published(house, owner, NEW, "Командировки 2026.md")
    await house.facts.judge(new.id, old.id, RelationKind.REVISION, Verdict.DENIED, owner)
    await house.keeper.relate(old.id)
    (related,) = await house.facts.related(old.id, owner)
    assert related.relation.verdict is Verdict.DENIED
    assert said(await ask(house, "Какие суточные по России?", owner))
    found = await ask(house, "Какие суточные по России?", owner)
    assert {each.force.lapse for each in found.passages} == {None}


async def test_unrelated_documents_cannot_be_judged(house: House, owner: Reader) -> None:
    one = await published(house, owner, OLD, "Командировки.md")
    other = await published(house, owner, "Столовая открыта с девяти.", "Столовая.md")
    with pytest.raises(RelationNotFound):
        await house.facts.judge(one.id, other.id, RelationKind.REVISION, Verdict.DENIED, owner)


async def test_relations_go_with_their_documents(house: House, owner: Reader) -> None:
    old = await published(house, owner, OLD, "Командировки 2023.md")
    new = await published(house, owner, NEW, "Командировки 2026.md")
    await house.documents.delete(new.id, owner)
    assert await house.facts.related(old.id, owner) == []


async def test_a_rename_may_make_a_revision(house: House, owner: Reader) -> None:
    old = await published(house, owner, OLD, "Командировки 2023.md")
    new = await published(house, owner, NEW, "Иное.md", title="Совсем иное")
    kinds = [each.relation.kind for each in await house.facts.related(old.id, owner)]
    assert RelationKind.REVISION not in kinds
    await house.facts.renamed(new.id, old.title)
    kinds = [each.relation.kind for each in await house.facts.related(old.id, owner)]
    assert kinds == [RelationKind.REVISION]


async def test_facts_of_documents_from_before_are_found_in_the_background(
    house: House, owner: Reader
) -> None:
    old = await published(house, owner, OLD, "Командировки 2023.md")
    await published(house, owner, NEW, "Командировки 2026.md")
    async with house.database.write() as connection:
        await connection.execute(delete(FactsRow))
    assert await house.facts.of([old.id], owner) == {}
    while await house.keeper.catch_up():
        pass
    assert (await facts(house, old, owner)).type is not None
    assert len(await house.facts.related(old.id, owner)) == 1


async def test_facts_found_by_older_rules_are_found_anew(house: House, owner: Reader) -> None:
    old = await published(house, owner, OLD, "Командировки 2023.md")
    assert await house.keeper.catch_up() == 0
    lacking = await house.keeper._facts.lacking(EXTRACTOR + 1, limit=10)
    assert [document for document, _ in lacking] == [old.id]


async def test_documents_are_filtered_by_what_they_say_of_themselves(
    house: House, owner: Reader
) -> None:
    old = await published(house, owner, OLD, "Командировки 2023.md")
    new = await published(house, owner, NEW, "Командировки 2026.md")
    memo = await published(house, owner, "Столовая открыта с девяти до трёх.", "Столовая.md")

    async def ids(**wanted: object) -> set[DocumentId]:
        narrowed = replace(DocumentFilter(), **wanted)  # type: ignore[arg-type]
        page = await house.documents.find(narrowed, owner)
        listed = {each.document.id for each in page.items}
        assert listed == await house.documents.matching(narrowed, owner)
        return listed

    assert await ids(types=frozenset({DocumentType.REGULATION})) == {old.id, new.id}
    assert await ids(dated_from=date(2025, 1, 1)) == {new.id}
    assert await ids(dated_to=date(2025, 1, 1)) == {old.id}
    assert await ids(in_force_on=date(2026, 3, 1)) == {new.id, memo.id}
    assert await ids(in_force_on=date(2024, 3, 1)) == {old.id, memo.id}
    assert await ids(in_force_on=date(2020, 3, 1)) == {memo.id}


async def test_the_revision_in_force_comes_first_whatever_the_order_of_upload(
    house: House, owner: Reader
) -> None:
    await published(house, owner, NEW, "Командировки 2026.md")
    await published(house, owner, OLD, "Командировки 2023.md")
    found = await ask(house, "Какие суточные по России?", owner)
    assert said(found) == ["1200", "700"]
    lapses = [each.force.lapse for each in found.passages if "Суточные" in each.fragment.text]
    assert lapses == [None, Lapse.REPLACED]


async def test_a_past_year_is_answered_by_the_revision_of_that_year(
    house: House, owner: Reader
) -> None:
    await published(house, owner, NEW, "Командировки 2026.md")
    await published(house, owner, OLD, "Командировки 2023.md")
    found = await ask(house, "Какие были суточные по России в 2024 году?", owner)
    assert said(found) == ["700", "1200"]
    assert found.passages[0].force.holds is True


async def test_a_paper_out_of_force_is_found_when_nothing_else_answers(
    house: House, owner: Reader
) -> None:
    until = OLD.replace(
        "с 1 февраля 2023 г.", "с 1 февраля 2023 г. Действует до 31 декабря 2024 г."
    )
    await published(house, owner, until, "Командировки.md")
    found = await ask(house, "Какие суточные по России?", owner)
    assert said(found) == ["700"]
    assert found.passages[0].force.lapse is Lapse.EXPIRED


async def test_a_copy_is_named_beside_the_passage_it_repeats(house: House, owner: Reader) -> None:
    await published(house, owner, OLD, "Командировки.md")
    stranger = person(Role.EDITOR, LAW)
    copy = OLD.replace("# Положение о командировках", "# Памятка о командировках")
    await published(house, stranger, copy, "Памятка.md")
    found = await ask(house, "Какие суточные по России?", owner)
    assert said(found) == ["700"]
    assert len(found.passages[0].also_in) == 1


async def test_two_documents_are_compared_by_paragraphs(house: House, owner: Reader) -> None:
    old = await published(house, owner, OLD, "Командировки 2023.md")
    new = await published(house, owner, NEW, "Командировки 2026.md")
    found = await house.facts.compare(old.id, new.id, owner)
    assert (found.same, found.added, found.removed, found.changed) == (3, 0, 0, 2)
    assert "700 рублей" in found.paragraphs[1].before
    assert "1200 рублей" in found.paragraphs[1].after
    hidden = await published(house, owner, NEW + "\n\nИ ещё.", "Тайное.md", Access())
    with pytest.raises(DocumentNotFound):
        await house.facts.compare(old.id, hidden.id, person())


async def test_a_hidden_revision_leaves_no_trace_for_who_may_not_see_it(
    house: House, owner: Reader
) -> None:
    old = await published(house, owner, OLD, "Командировки 2023.md")
    await published(house, owner, NEW, "Командировки 2026.md", Access())
    guest = person(department=SALES)
    assert await house.facts.related(old.id, guest) == []
    found = await ask(house, "Какие суточные по России?", guest)
    assert said(found) == ["700"]
    assert found.passages[0].force.lapse is None
    assert found.passages[0].validity.newer == ()
    in_force = DocumentFilter(in_force_on=date(2026, 3, 1))
    assert await house.documents.matching(in_force, guest) == {old.id}


_WHO = st.sampled_from(("all", "sales", "law", "nobody"))
_ACCESS = {
    "all": ALL,
    "sales": Access(departments=frozenset({SALES})),
    "law": Access(departments=frozenset({LAW})),
    "nobody": Access(),
}


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.tuples(_WHO, _WHO, _WHO), st.sampled_from((SALES, LAW)))
def test_no_reader_learns_of_what_he_may_not_see(
    tmp_path: Path, access: tuple[str, str, str], department: DepartmentId
) -> None:
    """Every way facts and relations come out, over families with any of their members hidden."""
    folder = Path(tempfile.mkdtemp(dir=tmp_path))
    asyncio.run(_leaks_nothing(folder, access, department))


async def _leaks_nothing(
    folder: Path, access: tuple[str, str, str], department: DepartmentId
) -> None:
    async with built(folder) as house:
        owner, guest = person(Role.EDITOR), person(department=department)
        copy = NEW.replace("# Положение о командировках", "# Памятка о поездках")
        texts = {"Командировки 2023.md": OLD, "Командировки 2026.md": NEW, "Поездки.md": copy}
        documents = [
            await published(house, owner, text, name, _ACCESS[who], title=f"{name[:-3]} {who}")
            for (name, text), who in zip(texts.items(), access, strict=True)
        ]
        seen = await house.documents.matching(DocumentFilter(), guest)
        hidden = {each.id for each in documents} - seen
        shown: set[DocumentId] = set(await house.facts.of([e.id for e in documents], guest))
        for each in documents:
            if each.id in seen:
                shown |= {one.other.id for one in await house.facts.related(each.id, guest)}
            else:
                with pytest.raises(DocumentNotFound):
                    await house.facts.related(each.id, guest)
        found = await ask(house, "Какие суточные по России?", guest)
        for passage in found.passages:
            kin = (*passage.validity.newer, *passage.validity.older)
            shown |= {one.document_id for one in kin}
            shown |= {one.document_id for one in passage.also_in}
            shown.add(passage.fragment.document_id)
        assert shown.isdisjoint(hidden)
        alone = len(seen) == 1
        assert not (alone and any(each.force.lapse for each in found.passages))
        in_force = DocumentFilter(in_force_on=date(2026, 3, 1))
        assert len(await house.documents.matching(in_force, guest)) >= min(1, len(seen))


async def test_price_lists_of_two_years_are_revisions_by_their_titles(
    house: House, owner: Reader
) -> None:
    rows = "# Прайс {}\n\n| Артикул | Цена, руб. |\n|---|---|\n| НЦ-5 | {} |"
    old = await published(house, owner, rows.format(2024, 100), "Прайс 2024.md")
    new = await published(house, owner, rows.format(2025, 120), "Прайс 2025.md")
    (related,) = await house.facts.related(old.id, owner)
    assert (related.relation.newer_id, related.relation.since) == (new.id, date(2025, 1, 1))
    found = await ask(house, "Сколько стоит НЦ-5?", owner)
    assert [each.title for each in found.passages] == [new.title, old.title]
    found = await ask(house, "Сколько стоил НЦ-5 в 2024 году?", owner)
    assert [each.title for each in found.passages] == [old.title, new.title]
    assert [each.force.lapse for each in found.passages] == [None, Lapse.NOT_YET]
