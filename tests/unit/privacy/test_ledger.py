from datetime import UTC, datetime, timedelta

import pytest
from tests.contract.audit_log.memory import MemoryAuditStore

from znatok.access.model import Operator, Reader, Role
from znatok.audit.errors import AuditUnavailable
from znatok.audit.service import AuditTrail
from znatok.kernel.errors import Refused
from znatok.kernel.ids import FragmentId, UserId, new_uuid
from znatok.privacy.ledger import Transfer, TransferLedger, TransferQuery, TransferReview
from znatok.privacy.model import DataClass, PersonalKind, Region

ANNA, BORIS = UserId(new_uuid()), UserId(new_uuid())
AUDITOR = Reader(UserId(new_uuid()), Role.AUDITOR)


class Hours:
    """Each look at it is an hour later."""

    def __init__(self) -> None:
        self._at = datetime(2026, 3, 2, 12, tzinfo=UTC)

    def now(self) -> datetime:
        self._at += timedelta(hours=1)
        return self._at


def transfer(by: UserId = ANNA, provider: str = "yandex", **more: object) -> Transfer:
    given: dict[str, object] = {
        "fragments": [FragmentId(new_uuid()), FragmentId(new_uuid())],
        "classes": frozenset({DataClass.INTERNAL, DataClass.PERSONAL}),
        "masked": {PersonalKind.PERSON: 3, PersonalKind.PHONE: 1},
        "message": new_uuid(),
        "characters": 4_000,
        "tokens": 1_000,
        **more,
    }
    return Transfer(by, provider, "gpt://folder/имя модели", Region.RUSSIA, **given)  # type: ignore[arg-type]  # a test names the fields it means


async def test_what_was_recorded_is_read_back_whole() -> None:
    store = MemoryAuditStore()
    async with AuditTrail(store, Hours()).running() as trail:
        sent = transfer()
        await TransferLedger(trail).record(sent)
        review = TransferReview(store, trail)
        (found,) = (await review.page(TransferQuery(), by=AUDITOR, limit=10)).items
    read = found.transfer
    assert (read.by, read.provider_id, read.region) == (ANNA, "yandex", Region.RUSSIA)
    assert (read.fragments, read.classes, read.masked) == (
        sent.fragments,
        sent.classes,
        sent.masked,
    )
    assert (read.message, read.characters, read.tokens) == (sent.message, 4_000, 1_000)
    assert read.model == "gpt://folder/__________"


async def test_nothing_is_sent_that_could_not_be_recorded() -> None:
    store = MemoryAuditStore()
    async with AuditTrail(store, Hours()).running() as trail:
        store.works = False
        with pytest.raises(AuditUnavailable):
            await TransferLedger(trail).record(transfer())
        store.works = True


async def test_a_prompt_of_many_fragments_is_recorded_with_their_true_number() -> None:
    store = MemoryAuditStore()
    async with AuditTrail(store, Hours()).running() as trail:
        many = [FragmentId(new_uuid()) for _ in range(350)]
        await TransferLedger(trail).record(transfer(fragments=many))
        review = TransferReview(store, trail)
        (found,) = (await review.page(TransferQuery(), by=AUDITOR, limit=10)).items
    assert found.fragment_count == 350
    assert list(found.transfer.fragments) == many[:200]


async def test_transfers_are_found_by_provider_person_and_time() -> None:
    store = MemoryAuditStore()
    async with AuditTrail(store, Hours()).running() as trail:
        ledger, review = TransferLedger(trail), TransferReview(store, trail)
        await ledger.record(transfer(ANNA, "yandex"))  # at 13
        await ledger.record(transfer(BORIS, "yandex"))
        await ledger.record(transfer(BORIS, "own"))

        async def seqs(query: TransferQuery) -> list[int]:
            page = await review.page(query, by=AUDITOR, limit=10)
            return [each.seq for each in page.items]

        assert await seqs(TransferQuery()) == [3, 2, 1]
        assert await seqs(TransferQuery(provider_id="yandex")) == [2, 1]
        assert await seqs(TransferQuery(provider_id="yandex", by=BORIS)) == [2]
        since = datetime(2026, 3, 2, 14, tzinfo=UTC)
        assert await seqs(TransferQuery(since=since)) == [3, 2]


async def test_totals_tell_how_much_each_provider_was_sent() -> None:
    store = MemoryAuditStore()
    async with AuditTrail(store, Hours()).running() as trail:
        ledger, review = TransferLedger(trail), TransferReview(store, trail)
        for by in (ANNA, ANNA, BORIS):
            await ledger.record(transfer(by, "yandex"))
        await ledger.record(transfer(BORIS, "own", masked={}, characters=None, tokens=None))
        yandex, own = await review.totals(TransferQuery(), by=Operator())
    assert (yandex.transfers, yandex.people, yandex.fragments) == (3, 2, 6)
    assert (yandex.characters, yandex.tokens) == (12_000, 3_000)
    assert yandex.masked == {PersonalKind.PERSON: 9, PersonalKind.PHONE: 3}
    assert (own.provider_id, own.characters, dict(own.masked)) == ("own", 0, {})


@pytest.mark.parametrize("role", [Role.USER, Role.EDITOR])
async def test_others_are_refused_and_the_refusal_is_recorded(role: Role) -> None:
    store = MemoryAuditStore()
    async with AuditTrail(store, Hours()).running() as trail:
        review = TransferReview(store, trail)
        reader = Reader(ANNA, role)
        with pytest.raises(Refused):
            await review.page(TransferQuery(), by=reader, limit=10)
        with pytest.raises(Refused):
            await review.totals(TransferQuery(), by=reader)
    assert [(each.event.action, each.event.decision) for each in store.kept] == [
        ("transfers.read", "refused"),
        ("transfers.read", "refused"),
    ]


async def test_the_record_holds_no_text() -> None:
    store = MemoryAuditStore()
    async with AuditTrail(store, Hours()).running() as trail:
        await TransferLedger(trail).record(transfer())
    assert set(store.kept[0].event.details) == {
        *("message", "model", "region", "classes", "fragments", "fragment_count", "masked"),
        *("characters", "tokens"),
    }
