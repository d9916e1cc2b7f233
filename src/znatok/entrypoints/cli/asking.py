"""`znatok ask`: one cited answer in the terminal."""

import asyncio
import json
import re
from pathlib import Path
from typing import Annotated

import typer

from znatok.access.model import Operator, Reader, Role
from znatok.bootstrap.house import Office, open_house
from znatok.chat.model import Answer, Question
from znatok.chat.wire import answer_to_json
from znatok.entrypoints.cli.words import either, language
from znatok.kernel.errors import NotFound
from znatok.platform.settings import read_settings

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")  # CommonMark 0.31, section 2.4
_PAGE = 500


class NoSuchPerson(NotFound):
    slug = "no-such-person"
    ru = "Нет действующего пользователя {email}. Добавьте его: znatok user add."
    en = "There is no active user {email}. Add one: znatok user add."


def register(commands: typer.Typer) -> None:
    commands.command("ask")(ask)


def ask(
    question: str,
    as_: Annotated[
        str | None, typer.Option("--as", help="Чьими глазами смотреть: почта пользователя.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Ответ целиком, в JSON.")] = False,
    data_dir: Annotated[Path | None, typer.Option(help="Папка с данными.")] = None,
) -> None:
    """Задать вопрос. Ask a question."""
    answer = asyncio.run(_ask(question, as_, data_dir))
    if as_json:
        print(json.dumps(answer_to_json(answer), ensure_ascii=False, indent=2))
        return
    print(_ESCAPED.sub(r"\1", answer.text))
    for each in answer.citations:
        place = [f"«{each.title}»"]
        if each.sheet:
            place.append(each.sheet)
        if each.page is not None:
            place.append(either(f"стр. {each.page}", f"p. {each.page}"))
        print(f"[{each.n}] {', '.join(place)}: {' '.join(each.quote.split())}")


async def _ask(question: str, email: str | None, data_dir: Path | None) -> Answer:
    async with open_house(read_settings(data_dir=data_dir)) as house:
        reader = await reader_called(house.intake.office, email)
        asked = Question(question, language=language())
        return await house.assistant.answer(asked, reader)


async def reader_called(office: Office, email: str | None) -> Reader:
    """The reader with this e-mail; without one, the first administrator.

    Raises:
        NoSuchPerson: nobody active is called so.

    """
    operator = Operator()
    if email is None:
        page = await office.people.profiles(limit=_PAGE)
        admins = [each.user for each in page.items if each.user.role is Role.ADMIN]
        email = next((each.email for each in admins if each.active), "")
    reader = await office.accounts.find_user(email, by=operator)
    if reader is None:
        raise NoSuchPerson(email=email)
    return reader
