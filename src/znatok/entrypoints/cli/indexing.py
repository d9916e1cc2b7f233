"""`znatok index`: the search index and a second one beside it, from the terminal."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from znatok.access.model import Operator
from znatok.bootstrap.house import open_house
from znatok.documents.generations import GenerationId
from znatok.entrypoints.cli.words import either
from znatok.ingestion.generations.http import GenerationOut
from znatok.ingestion.generations.model import ShownGeneration
from znatok.ingestion.generations.service import GenerationService
from znatok.platform.settings import read_settings

app = typer.Typer(
    help="Поисковый индекс: второй рядом с первым. The search index and a second one beside it.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
_OPERATOR = Operator()

DataDir = Annotated[Path | None, typer.Option(help="Папка с данными.")]
Json = Annotated[bool, typer.Option("--json", help="В JSON.")]
Number = Annotated[int, typer.Argument(help="Номер индекса, как в списке.")]
Chars = Annotated[int | None, typer.Option(min=100, max=8_000)]


def register(commands: typer.Typer) -> None:
    commands.add_typer(app, name="index")


@app.command("list")
def show(as_json: Json = False, data_dir: DataDir = None) -> None:
    """Какие индексы есть и насколько готовы. Which there are, and how far."""

    async def listed() -> list[ShownGeneration]:
        async with _service(data_dir) as service:
            return list(await service.find(by=_OPERATOR))

    _tell(asyncio.run(listed()), as_json=as_json)


@app.command("build")
def build(
    model: Annotated[str | None, typer.Option(help="Модель эмбеддингов.")] = None,
    target_chars: Chars = None,
    max_chars: Chars = None,
    min_chars: Chars = None,
    as_json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Начать второй индекс; строит его сервер. Begin a second one; the server builds it."""
    given = {"target_chars": target_chars, "max_chars": max_chars, "min_chars": min_chars}
    sizes = {name: value for name, value in given.items() if value is not None}

    async def begun() -> ShownGeneration:
        async with _service(data_dir) as service:
            return await service.start(by=_OPERATOR, model=model, splitting=sizes)

    _tell([asyncio.run(begun())], as_json=as_json)


@app.command("switch")
def switch(
    number: Number,
    force: Annotated[bool, typer.Option("--force", help="Что бы ни показало сравнение.")] = False,
    as_json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Отвечать по этому индексу. Answer from this one."""

    async def switched() -> ShownGeneration:
        async with _service(data_dir) as service:
            return await service.switch(GenerationId(number), by=_OPERATOR, force=force)

    _tell([asyncio.run(switched())], as_json=as_json)


@app.command("rollback")
def roll_back(as_json: Json = False, data_dir: DataDir = None) -> None:
    """Вернуться к прежнему индексу. Go back to the one before."""

    async def gone_back() -> ShownGeneration:
        async with _service(data_dir) as service:
            return await service.roll_back(by=_OPERATOR)

    _tell([asyncio.run(gone_back())], as_json=as_json)


@app.command("remove")
def remove(number: Number, data_dir: DataDir = None) -> None:
    """Бросить постройку или удалить индекс. Stop building one, or forget it."""

    async def removed() -> None:
        async with _service(data_dir) as service:
            await service.remove(GenerationId(number), by=_OPERATOR)

    asyncio.run(removed())


@asynccontextmanager
async def _service(data_dir: Path | None) -> AsyncIterator[GenerationService]:
    async with open_house(read_settings(data_dir=data_dir)) as house:
        service = house.services[GenerationService]
        assert isinstance(service, GenerationService)
        yield service


def _tell(found: list[ShownGeneration], *, as_json: bool) -> None:
    if as_json:
        told = [GenerationOut.of(each).model_dump(mode="json") for each in found]
        print(json.dumps(told, ensure_ascii=False))
        return
    table = Table(
        "№",
        either("модель", "model"),
        either("состояние", "state"),
        either("документов", "documents"),
        either("фрагментов", "fragments"),
        either("сравнение", "comparison"),
    )
    for each in found:
        table.add_row(
            str(each.generation.id),
            each.generation.model,
            each.generation.state.value,
            f"{each.holding.held}/{each.holding.documents}",
            str(each.holding.fragments),
            "" if each.verdict is None else each.verdict.state,
        )
    Console().print(table)
