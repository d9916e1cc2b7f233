"""`znatok add`: files and folders from the terminal, until they are searchable."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from znatok.access.model import Department, Group, Reader
from znatok.bootstrap.house import House, open_house
from znatok.documents.model import Access, Document, Status
from znatok.entrypoints.cli.asking import reader_called
from znatok.entrypoints.cli.words import either, language
from znatok.ingestion.archives import documents_listed
from znatok.ingestion.jobs import Priority
from znatok.ingestion.parsing.formats import ARCHIVES
from znatok.kernel.errors import Invalid, NotFound, ZnatokError
from znatok.kernel.ids import DepartmentId, GroupId
from znatok.platform.settings import read_settings

_POLL_SECONDS = 0.2
_PAGE = 500
_CHUNK = 1024 * 1024
_ENDED = frozenset({Status.READY, Status.FAILED, Status.QUARANTINED})


class NoSuchPath(NotFound):
    slug = "no-such-path"
    ru = "Нет такого файла или папки: {path}"
    en = "No such file or folder: {path}"


class NoSuchName(NotFound):
    slug = "no-such-name"
    ru = "Нет отдела или группы с названием «{name}»."
    en = "There is no department or group called “{name}”."


class ManyAudiences(Invalid):
    slug = "many-audiences"
    ru = "Укажите что-то одно: --department, --group или --everyone."
    en = "Give one of these: --department, --group or --everyone."


def register(commands: typer.Typer) -> None:
    commands.command("add")(add)


def add(
    paths: Annotated[list[Path], typer.Argument(help="Файлы и папки.")],
    department: Annotated[str | None, typer.Option(help="Видно отделу.")] = None,
    group: Annotated[str | None, typer.Option(help="Видно группе.")] = None,
    everyone: Annotated[bool, typer.Option("--everyone", help="Видно всем.")] = False,
    as_: Annotated[str | None, typer.Option("--as", help="Владелец: почта пользователя.")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Папка с данными.")] = None,
) -> None:
    """Добавить файлы и папки; команда ждёт, пока их можно искать. Add files and folders."""
    if sum((department is not None, group is not None, everyone)) > 1:
        raise ManyAudiences
    files = list(_files(paths))
    failed = asyncio.run(_add(files, department, group, everyone, as_, data_dir))
    if failed:
        raise typer.Exit(1)


def _files(paths: Sequence[Path]) -> list[Path]:
    files: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.rglob("*") if each.is_file())
            files += [each for each in inside if not _hidden(each.relative_to(path))]
        elif path.is_file():
            files.append(path)
        else:
            raise NoSuchPath(path=str(path))
    return files


def _hidden(path: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.parts)


async def _add(
    files: Sequence[Path],
    department: str | None,
    group: str | None,
    everyone: bool,
    email: str | None,
    data_dir: Path | None,
) -> int:
    async with open_house(read_settings(data_dir=data_dir)) as house:
        reader = await reader_called(house.intake.office, email)
        access = await _access(house, department, group, everyone=everyone)
        with _progress() as progress:
            bar = progress.add_task(either("Чтение", "Reading"), total=len(files))
            waiting: list[Document] = []
            failed = 0
            for path in files:
                try:
                    waiting.append(await _accept(house, path, reader, access))
                except ZnatokError as error:
                    failed += 1
                    progress.console.print(f"{path}: {error.message(language())}", markup=False)
                    progress.advance(bar)
            return failed + await _until_ended(house, waiting, reader, progress, bar)


async def _accept(house: House, path: Path, reader: Reader, access: Access) -> Document:
    stored = await house.intake.ingestion.keep_file(path.name, _chunks(path))
    return await house.intake.ingestion.accept(
        stored, reader, access=access, priority=Priority.BULK
    )


async def _chunks(path: Path) -> AsyncIterator[bytes]:
    with path.open("rb") as file:  # a local file, one chunk at a time
        while chunk := file.read(_CHUNK):
            yield chunk


async def _until_ended(
    house: House, waiting: list[Document], reader: Reader, progress: Progress, bar: TaskID
) -> int:
    """How many of the documents could not be read in."""
    failed = 0
    while waiting:
        await asyncio.sleep(_POLL_SECONDS)
        still = []
        for each in waiting:
            found = (await house.intake.documents.get(each.id, reader)).document
            if found.status not in _ENDED:
                still.append(each)
                continue
            if found.failure is not None:
                failed += 1
                said = found.failure.en if language() == "en" else found.failure.ru
                progress.console.print(f"{found.file_name}: {said}", markup=False)
            elif found.kind in ARCHIVES:
                inside = await _inside(house, found, reader)
                still += inside
                total = progress.tasks[bar].total or 0
                progress.update(bar, total=total + len(inside))
            progress.advance(bar)
        waiting = still
    return failed


async def _inside(house: House, archive: Document, reader: Reader) -> list[Document]:
    """The documents that the files of an archive have become."""
    _, version = await house.intake.documents.content(archive.id, reader, None)
    found = []
    for each in documents_listed(archive.id, version):
        with suppress(NotFound):  # the owner had this file already, or it could not be taken out
            found.append((await house.intake.documents.get(each, reader)).document)
    return found


async def _access(
    house: House, department: str | None, group: str | None, *, everyone: bool
) -> Access:
    people = house.intake.office.people
    if department is not None:
        items = (await people.departments(limit=_PAGE)).items
        return Access(departments=frozenset({DepartmentId(_called(items, department))}))
    if group is not None:
        groups = (await people.groups(limit=_PAGE)).items
        return Access(groups=frozenset({GroupId(_called(groups, group))}))
    return Access(everyone=everyone)


def _called(items: Sequence[Department] | Sequence[Group], name: str) -> UUID:
    for each in items:
        if each.name.casefold() == name.casefold():
            return each.id
    raise NoSuchName(name=name)


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    )
