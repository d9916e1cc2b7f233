"""`znatok serve`: the server."""

import os
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from znatok.bootstrap.demo_plan import DemoPlan
from znatok.entrypoints.cli.words import either
from znatok.platform.log import configure_logging
from znatok.platform.settings import Settings, read_settings

_BACKLOG = 2_048  # connections that wait to be accepted


def register(commands: typer.Typer) -> None:
    commands.command("serve")(serve)


def serve(
    host: Annotated[str | None, typer.Option(help="Адрес, на котором слушать.")] = None,
    port: Annotated[int | None, typer.Option(help="Порт.")] = None,
    data_dir: Annotated[Path | None, typer.Option(help="Папка с данными.")] = None,
    processes: Annotated[int | None, typer.Option(help="Сколько процессов.")] = None,
    demo: Annotated[
        bool | None, typer.Option("--demo", help="С демонстрационной компанией.")
    ] = None,
) -> None:
    """Запустить сервер. Start the server."""
    _tell_processes(
        ZNATOK_SERVER__HOST=host,
        ZNATOK_SERVER__PORT=port,
        ZNATOK_DATA_DIR=data_dir.absolute() if data_dir else None,
        ZNATOK_SERVER__PROCESSES=processes,
        ZNATOK_DEMO=demo,
    )
    settings = read_settings()
    configure_logging(level=settings.log.level, as_json=settings.log.json_lines)
    if settings.reranker.path is not None:  # loaded only then: it takes seconds
        import_module("znatok.bootstrap.reranking").try_reranker(settings.reranker)
    _greet(settings)
    Server(
        "znatok.entrypoints.http.app:served",
        factory=True,
        address=settings.server.host,
        port=settings.server.port,
        interface=Interfaces.ASGI,
        workers=settings.server.processes,
        backlog=_BACKLOG,
        websockets=True,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()


def _tell_processes(**variables: object) -> None:
    """The server's processes read the environment, so what the command line says goes there."""
    # Each process answers many questions at once: BLAS threads within one search only get in each
    # other's way (6.9 ms of CPU against 3.3).
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    os.environ.update({name: str(value) for name, value in variables.items() if value is not None})


def _greet(settings: Settings) -> None:
    address = f"http://{settings.server.host}:{settings.server.port}"
    print(either(f"Знаток: {address}", f"Znatok: {address}"), flush=True)
    if settings.demo:
        account = DemoPlan().accounts[0]
        print(
            either(
                f"Первый вход: {account.email}, пароль {account.password}",
                f"First sign-in: {account.email}, password {account.password}",
            ),
            flush=True,
        )
