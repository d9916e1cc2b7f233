"""Providers and their order in SQL: SQLite or PostgreSQL."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, delete, insert, select, text, update
from sqlalchemy.exc import IntegrityError

from znatok.access.model import folded
from znatok.llm.providers.errors import ProviderChanged, ProviderNameTaken, ProviderNotFound
from znatok.llm.providers.model import Abroad, ChainKey, Provider
from znatok.llm.providers.ports import WholeSetup
from znatok.llm.providers.tables import ChainRow, LlmStateRow, ProviderRow
from znatok.llm.routing.model import ProviderId, Task
from znatok.platform.db import Database
from znatok.privacy.model import DataClass

_NEXT_REVISION = text(
    "INSERT INTO llm_state (id, revision) VALUES (1, 1) "
    "ON CONFLICT (id) DO UPDATE SET revision = llm_state.revision + 1"
)


class SqlProviders:
    """`ProviderStore` over SQLAlchemy."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def revision(self) -> int:
        async with self._database.read() as connection:
            return (await connection.execute(select(LlmStateRow.revision))).scalar() or 0

    async def whole(self) -> WholeSetup:
        providers = select(ProviderRow).order_by(ProviderRow.created_at, ProviderRow.id)
        async with self._database.read() as connection:
            revision = (await connection.execute(select(LlmStateRow.revision))).scalar() or 0
            rows = (await connection.execute(providers)).mappings().all()
            chains = (await connection.execute(select(ChainRow))).mappings().all()
        return WholeSetup(
            revision,
            [_provider_of(row) for row in rows],
            {_key_of(row): [ProviderId(UUID(each)) for each in row["providers"]] for row in chains},
        )

    async def get(self, provider_id: ProviderId) -> Provider:
        statement = select(ProviderRow).where(ProviderRow.id == provider_id)
        async with self._database.read() as connection:
            row = (await connection.execute(statement)).mappings().one_or_none()
        if row is None:
            raise ProviderNotFound
        return _provider_of(row)

    async def add(self, provider: Provider) -> None:
        try:
            async with self._database.write() as connection:
                await connection.execute(insert(ProviderRow).values(**_values_of(provider)))
                await connection.execute(_NEXT_REVISION)
        except IntegrityError as error:
            raise ProviderNameTaken(name=provider.name) from error

    async def replace(self, provider: Provider, *, was_version: int) -> None:
        row = ProviderRow.id == provider.id
        change = update(ProviderRow).where(row, ProviderRow.version == was_version)
        try:
            async with self._database.write() as connection:
                done = await connection.execute(change.values(**_values_of(provider)))
                if done.rowcount == 0:
                    present = (await connection.execute(select(ProviderRow.id).where(row))).first()
                    raise ProviderNotFound if present is None else ProviderChanged
                await connection.execute(_NEXT_REVISION)
        except IntegrityError as error:
            raise ProviderNameTaken(name=provider.name) from error

    async def remove(self, provider_id: ProviderId) -> None:
        statement = delete(ProviderRow).where(ProviderRow.id == provider_id)
        async with self._database.write() as connection:
            if (await connection.execute(statement)).rowcount == 0:
                raise ProviderNotFound
            for row in (await connection.execute(select(ChainRow))).mappings().all():
                left = [each for each in row["providers"] if each != str(provider_id)]
                if len(left) < len(row["providers"]):
                    chain = update(ChainRow).where(*_row_of(_key_of(row)))
                    await connection.execute(chain.values(providers=left))
            await connection.execute(_NEXT_REVISION)

    async def set_chain(self, key: ChainKey, providers: Sequence[ProviderId] | None) -> None:
        async with self._database.write() as connection:
            await connection.execute(delete(ChainRow).where(*_row_of(key)))
            if providers is not None:
                values = {**_key_values(key), "providers": [str(each) for each in providers]}
                await connection.execute(insert(ChainRow).values(**values))
            await connection.execute(_NEXT_REVISION)


def _values_of(provider: Provider) -> dict[str, Any]:
    classes = provider.classes
    return {
        "id": provider.id,
        "name": provider.name,
        "name_key": folded(provider.name),
        "kind": provider.kind,
        "options": dict(provider.options),
        "sealed": provider.sealed,
        "tails": dict(provider.tails),
        "classes": None if classes is None else ",".join(sorted(classes)),
        "streams": provider.streams,
        "enabled": provider.enabled,
        "version": provider.version,
        "abroad_allowed": provider.abroad.allowed,
        "notification_number": provider.abroad.number,
        "notification_date": provider.abroad.sent_on,
        "notification_adequate": provider.abroad.adequate,
        "created_at": provider.created_at,
        "updated_at": provider.updated_at,
    }


def _provider_of(row: RowMapping) -> Provider:
    classes = row["classes"]
    return Provider(
        id=ProviderId(row["id"]),
        name=row["name"],
        kind=row["kind"],
        options=row["options"],
        streams=row["streams"],
        enabled=row["enabled"],
        version=row["version"],
        created_at=row["created_at"],
        updated_at=row["updated_at"],
        classes=None if classes is None else _classes_of(classes),
        abroad=Abroad(
            allowed=row["abroad_allowed"],
            number=row["notification_number"],
            sent_on=row["notification_date"],
            adequate=row["notification_adequate"],
        ),
        sealed=row["sealed"],
        tails=row["tails"],
    )


def _classes_of(text_of_classes: str) -> frozenset[DataClass]:
    return frozenset(DataClass(each) for each in text_of_classes.split(",") if each)


def _key_values(key: ChainKey) -> dict[str, str]:
    return {
        "task": "" if key.task is None else key.task.value,
        "data_class": "" if key.data_class is None else key.data_class.value,
    }


def _row_of(key: ChainKey) -> tuple[Any, Any]:
    values = _key_values(key)
    return ChainRow.task == values["task"], ChainRow.data_class == values["data_class"]


def _key_of(row: Mapping[Any, Any]) -> ChainKey:
    return ChainKey(
        Task(row["task"]) if row["task"] else None,
        DataClass(row["data_class"]) if row["data_class"] else None,
    )
