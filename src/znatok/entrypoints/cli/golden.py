"""`znatok golden`: the installation's golden questions, from the server's own terminal."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from znatok.access.model import Operator
from znatok.analytics.quality.files import FileFormat
from znatok.analytics.quality.model import Imported, QuestionFilter, QuestionStatus, ShownQuestion
from znatok.analytics.quality.proposing.service import MOST_DOCUMENTS, Proposed
from znatok.bootstrap.house import open_intake
from znatok.bootstrap.quality import build_proposer, build_questions
from znatok.entrypoints.cli import golden_runs
from znatok.entrypoints.cli.asking import reader_called
from znatok.entrypoints.cli.words import either, language
from znatok.kernel.errors import Invalid
from znatok.platform.settings import read_settings

app = typer.Typer(
    help="Контрольные вопросы и прогоны. Golden questions and their runs.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
_OPERATOR = Operator()
_PAGE = 200
_MOST_TOLD = 50  # problems of one file

DataDir = Annotated[Path | None, typer.Option(help="Папка с данными.")]
Status = Annotated[QuestionStatus | None, typer.Option(help="Только с этим статусом.")]


class UnreadableFile(Invalid):
    slug = "unreadable-file"
    ru = "Файл {path} не читается: {reason}"
    en = "File {path} cannot be read: {reason}"


def register(commands: typer.Typer) -> None:
    golden_runs.register(app)
    commands.add_typer(app, name="golden")


@app.command("import")
def import_file(path: Path, data_dir: DataDir = None) -> None:
    """Добавить вопросы из JSONL или CSV. Import questions from JSONL or CSV."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFile(path=path, reason=error.strerror) from error
    imported = asyncio.run(_import(data, _format_of(path), data_dir))
    for each in imported.problems[:_MOST_TOLD]:
        said = each.en if language() == "en" else each.ru
        place = either(
            f"строка {each.line}, поле {each.field}", f"line {each.line}, field {each.field}"
        )
        print(f"{path}: {place}: {said}", file=sys.stderr)
    if imported.problems:
        count = len(imported.problems)
        ending = either(f"Ошибок: {count}, ничего не добавлено.", f"{count} errors, nothing added.")
        print(ending, file=sys.stderr)
        raise typer.Exit(1)
    print(
        either(
            f"Добавлено: {imported.added}, заменено: {imported.replaced}.",
            f"Added: {imported.added}, replaced: {imported.replaced}.",
        )
    )


@app.command("export")
def export(
    path: Annotated[Path, typer.Argument(help="Файл .jsonl или .csv.")],
    status: Status = None,
    data_dir: DataDir = None,
) -> None:
    """Записать вопросы в файл, который читает import. Export questions to a file."""
    data = asyncio.run(_export(_format_of(path), status, data_dir))
    path.write_bytes(data)


@app.command("list")
def list_questions(status: Status = None, data_dir: DataDir = None) -> None:
    """Показать вопросы. List questions."""
    table = Table(
        either("статус", "status"), either("кто спрашивает", "asked as"), either("вопрос", "text")
    )
    for each in asyncio.run(_listed(status, data_dir)):
        who = each.reader or each.department or either("любой", "anybody")
        table.add_row(each.question.status.value, who, each.question.draft.text)
    Console().print(table)


@app.command("propose")
def propose(
    documents: Annotated[int, typer.Option(min=1, max=MOST_DOCUMENTS)] = 20,
    as_: Annotated[
        str | None, typer.Option("--as", help="Чьими глазами смотреть: почта администратора.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Предложить вопросы по документам. Propose questions of documents."""
    found = asyncio.run(_propose(documents, as_, data_dir))
    print(
        either(
            f"Документов: {found.documents}, новых предложений: {found.added}.",
            f"Documents: {found.documents}, new proposals: {found.added}.",
        )
    )


async def _propose(documents: int, email: str | None, data_dir: Path | None) -> Proposed:
    async with open_intake(read_settings(data_dir=data_dir)) as intake:
        office = intake.office
        reader = await reader_called(office, email)
        service = build_questions(office.database, intake.documents, office.people, office.trail)
        proposer = build_proposer(office.database, intake.documents, service)
        return await proposer.propose(by=reader, documents=documents)


async def _import(data: bytes, form: FileFormat, data_dir: Path | None) -> Imported:
    async with open_intake(read_settings(data_dir=data_dir)) as intake:
        office = intake.office
        service = build_questions(office.database, intake.documents, office.people, office.trail)
        return await service.take(data, form, by=_OPERATOR)


async def _export(form: FileFormat, status: QuestionStatus | None, data_dir: Path | None) -> bytes:
    async with open_intake(read_settings(data_dir=data_dir)) as intake:
        office = intake.office
        service = build_questions(office.database, intake.documents, office.people, office.trail)
        return await service.export(form, QuestionFilter(status), by=_OPERATOR)


async def _listed(status: QuestionStatus | None, data_dir: Path | None) -> list[ShownQuestion]:
    found: list[ShownQuestion] = []
    async with open_intake(read_settings(data_dir=data_dir)) as intake:
        office = intake.office
        service = build_questions(office.database, intake.documents, office.people, office.trail)
        cursor: str | None = None
        while True:
            wanted = QuestionFilter(status)
            page = await service.find(wanted, by=_OPERATOR, cursor=cursor, limit=_PAGE)
            found += page.items
            cursor = page.next_cursor
            if cursor is None:
                return found


def _format_of(path: Path) -> FileFormat:
    return FileFormat.CSV if path.suffix.lower() == ".csv" else FileFormat.JSONL
