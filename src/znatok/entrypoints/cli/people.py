"""`znatok user`: people, from the server's own terminal."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from znatok.access.model import Operator, Role
from znatok.access.service import NewUser
from znatok.bootstrap.house import Office, open_office
from znatok.entrypoints.cli.words import either
from znatok.kernel.ids import DepartmentId
from znatok.platform.settings import read_settings

app = typer.Typer(
    help="Пользователи. People.", no_args_is_help=True, pretty_exceptions_enable=False
)
_OPERATOR = Operator()
_PAGE = 500


def register(commands: typer.Typer) -> None:
    commands.add_typer(app, name="user")


@app.callback()
def _people() -> None:
    """Keep `add` a subcommand though it is the only one."""


@app.command("add")
def add(
    email: str,
    role: Annotated[Role, typer.Option(help="user, editor, auditor или admin.")],
    department: Annotated[
        str | None, typer.Option(help="Отдел; создаётся, если его ещё нет.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="Имя и фамилия.")] = None,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Прочитать пароль из стандартного ввода.")
    ] = False,
    data_dir: Annotated[Path | None, typer.Option(help="Папка с данными.")] = None,
) -> None:
    """Добавить пользователя, в том числе первого администратора. Add a user."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else None
    generated = asyncio.run(_add(email, role, department, name, password, data_dir))
    print(either(f"Пользователь {email} добавлен.", f"User {email} was added."))
    if generated is not None:
        print(either(f"Пароль: {generated}", f"Password: {generated}"))


async def _add(
    email: str,
    role: Role,
    department: str | None,
    name: str | None,
    password: str | None,
    data_dir: Path | None,
) -> str | None:
    async with open_office(read_settings(data_dir=data_dir)) as office:
        department_id = await _department(office, department) if department else None
        new = NewUser(
            email=email,
            name=name or email.partition("@")[0],
            role=role,
            department_id=department_id,
            password=password,
        )
        empty = not (await office.people.profiles(limit=1)).items
        if empty and role is Role.ADMIN:
            created = await office.accounts.create_first_administrator(new, by=_OPERATOR)
        else:
            created = await office.accounts.create_user(new, by=_OPERATOR)
        return created.generated_password


async def _department(office: Office, name: str) -> DepartmentId:
    known = (await office.people.departments(limit=_PAGE)).items
    for each in known:
        if each.name.casefold() == name.casefold():
            return each.id
    return (await office.accounts.create_department(name, by=_OPERATOR)).id
