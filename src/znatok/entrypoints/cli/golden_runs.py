"""`znatok golden run` and `znatok golden gate`: measuring from the server's own terminal."""

import asyncio
import json
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from znatok.access.model import Operator
from znatok.analytics.quality.gate import GateState, GateVerdict
from znatok.analytics.quality.gate_words import sentence
from znatok.analytics.quality.http.comparison_shapes import GateOut
from znatok.analytics.quality.http.run_shapes import RunOut
from znatok.analytics.quality.run_model import Run, RunId, RunStatus
from znatok.bootstrap.house import House, open_house
from znatok.entrypoints.cli.words import either, language
from znatok.platform.settings import Settings, read_settings

_OPERATOR = Operator()
_POLL_SECONDS = 0.2
_ALIVE = frozenset({RunStatus.QUEUED, RunStatus.RUNNING})
_UNMEASURED = 2  # the exit code of a gate that has nothing to judge by; a closed one is 1

DataDir = Annotated[Path | None, typer.Option(help="Папка с данными.")]
Json = Annotated[bool, typer.Option("--json", help="В JSON.")]


def register(commands: typer.Typer) -> None:
    commands.command("run")(run)
    commands.command("gate")(gate)


def run(as_json: Json = False, data_dir: DataDir = None) -> None:
    """Задать все подтверждённые вопросы. Ask all confirmed questions."""
    finished = asyncio.run(_run(_eager(read_settings(data_dir=data_dir)), quiet=as_json))
    if as_json:
        print(RunOut.of(finished).model_dump_json())
    else:
        _show(finished)
    if finished.status is not RunStatus.DONE:
        raise typer.Exit(1)


def gate(
    against: Annotated[UUID | None, typer.Option(help="Номер прогона для сравнения.")] = None,
    baseline: Annotated[
        bool, typer.Option("--baseline", help="Только с опорным прогоном.")
    ] = False,
    max_drop: Annotated[
        float | None, typer.Option(min=0, max=1, help="Допустимое падение, доля.")
    ] = None,
    as_json: Json = False,
    data_dir: DataDir = None,
) -> None:
    """Не стало ли хуже: код 0, если нет; 1 — стоп; 2 — не измерено. Has anything got worse?"""
    settings = read_settings(data_dir=data_dir)
    verdict = asyncio.run(_verdict(settings, against, max_drop, baseline=baseline))
    if as_json:
        told = GateOut.of(verdict, language()).model_dump(mode="json")
        print(json.dumps(told, ensure_ascii=False))
    else:
        print(sentence(verdict, language()))
    if verdict.state is not GateState.PASSED:
        raise typer.Exit(1 if verdict.state is GateState.BLOCKED else _UNMEASURED)


def _eager(settings: Settings) -> Settings:
    """Nobody else asks at this terminal, so nothing rests between questions."""
    quality = settings.quality.model_copy(update={"rest": 0.0})
    return settings.model_copy(update={"quality": quality})


async def _run(settings: Settings, *, quiet: bool) -> Run:
    async with open_house(settings) as house, house.quality.runner.running():
        started = await house.quality.runs.start(by=_OPERATOR)
        with Progress(console=Console(stderr=True), disable=quiet) as progress:
            bar = progress.add_task(either("Вопросы", "Questions"), total=None)
            while True:
                found = await _look(house, started.id)
                progress.update(bar, completed=found.done, total=found.total or None)
                if found.status not in _ALIVE:
                    return found
                await asyncio.sleep(_POLL_SECONDS)


async def _look(house: House, run_id: RunId) -> Run:
    return await house.quality.runs.get(run_id, by=_OPERATOR)


async def _verdict(
    settings: Settings, against: UUID | None, max_drop: float | None, *, baseline: bool
) -> GateVerdict:
    async with open_house(settings) as house:
        return await house.quality.gate.verdict(
            by=_OPERATOR,
            against=None if against is None else RunId(against),
            baseline=baseline,
            max_drop=max_drop,
        )


def _show(finished: Run) -> None:
    table = Table("", either("значение", "value"))
    table.add_row(either("прогон", "run"), f"{finished.id} ({finished.status.value})")
    if finished.figures is not None:
        for name in finished.figures.__slots__:
            value = getattr(finished.figures, name)
            table.add_row(name, "" if value is None else str(value))
    Console().print(table)
