"""`znatok privacy`: what left the perimeter, from the server's own terminal."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from znatok.access.model import Operator
from znatok.bootstrap.house import open_office
from znatok.entrypoints.cli.words import either
from znatok.platform.settings import read_settings
from znatok.privacy.http import TransferOut, TransferTotalOut
from znatok.privacy.ledger import RecordedTransfer, Total, TransferQuery, TransferReview

app = typer.Typer(
    help="Персональные данные. Personal data.", no_args_is_help=True, pretty_exceptions_enable=False
)
_OPERATOR = Operator()


def register(commands: typer.Typer) -> None:
    commands.add_typer(app, name="privacy")


@app.callback()
def _privacy() -> None:
    """Keep `egress` a subcommand though it is the only one."""


@app.command("egress")
def egress(
    provider_id: Annotated[str | None, typer.Option("--provider", help="Поставщик (id).")] = None,
    since: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="С этого дня (UTC).")
    ] = None,
    until: Annotated[
        datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="До этого дня (UTC).")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="Сколько последних.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="Отчёт в JSON.")] = False,
    data_dir: Annotated[Path | None, typer.Option(help="Папка с данными.")] = None,
) -> None:
    """Показать, что ушло за периметр. Show what left the perimeter."""
    query = TransferQuery(provider_id=provider_id, since=_utc(since), until=_utc(until))
    totals, transfers = asyncio.run(_read(query, limit, data_dir))
    if as_json:
        report = {
            "totals": [TransferTotalOut.of(each).model_dump(mode="json") for each in totals],
            "transfers": [TransferOut.of(each).model_dump(mode="json") for each in transfers],
        }
        print(json.dumps(report, ensure_ascii=False))
    else:
        _show(totals, transfers)


async def _read(
    query: TransferQuery, limit: int, data_dir: Path | None
) -> tuple[list[Total], list[RecordedTransfer]]:
    async with open_office(read_settings(data_dir=data_dir)) as office:
        review = TransferReview(office.store, office.trail)
        page = await review.page(query, by=_OPERATOR, limit=limit)
        return await review.totals(query, by=_OPERATOR), list(page.items)


def _show(totals: list[Total], transfers: list[RecordedTransfer]) -> None:
    if not totals:
        print(either("За периметр ничего не уходило.", "Nothing has left the perimeter."))
        return
    summary = Table(
        either("Поставщик", "Provider"),
        either("Регион", "Region"),
        either("Передач", "Transfers"),
        either("Людей", "People"),
        either("Фрагментов", "Fragments"),
        either("Скрыто", "Masked"),
    )
    for total in totals:
        counts = map(str, (total.transfers, total.people, total.fragments))
        summary.add_row(
            total.provider_id, total.region.value, *counts, str(sum(total.masked.values()))
        )
    last = Table("UTC", either("Кто", "Who"), either("Поставщик", "Provider"), "№")
    for each in transfers:
        who = "–" if each.transfer.by is None else str(each.transfer.by)
        last.add_row(f"{each.at:%Y-%m-%d %H:%M:%S}", who, each.transfer.provider_id, str(each.seq))
    Console().print(summary, last)


def _utc(day: datetime | None) -> datetime | None:
    return None if day is None else day.replace(tzinfo=UTC)
