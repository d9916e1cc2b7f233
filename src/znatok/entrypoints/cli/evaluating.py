"""`znatok eval`: quality on a collection."""

import asyncio
import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress, TaskID
from rich.table import Table

from znatok.analytics.quality.collection import read_collection
from znatok.bootstrap.evaluating import evaluate as run
from znatok.entrypoints.cli.words import either
from znatok.platform.settings import Settings, read_settings


def register(commands: typer.Typer) -> None:
    commands.command("eval")(evaluate)


def evaluate(
    corpus: Annotated[Path, typer.Option(help="corpus.jsonl")],
    queries: Annotated[Path, typer.Option(help="queries.jsonl")],
    as_json: Annotated[bool, typer.Option("--json", help="Отчёт в JSON.")] = False,
    data_dir: Annotated[Path | None, typer.Option(help="Папка с данными.")] = None,
) -> None:
    """Измерить качество на коллекции. Measure quality on a collection."""
    collection = read_collection(corpus, queries)
    settings: Settings = read_settings(data_dir=data_dir)
    with Progress(console=Console(stderr=True), disable=as_json) as progress:
        bars: dict[str, TaskID] = {}

        def tell(phase: str, done: int, total: int) -> None:
            bar = bars.setdefault(phase, progress.add_task(phase, total=total))
            progress.update(bar, completed=done)

        report = asyncio.run(run(collection, settings, settings.data_dir / "models", tell))
    if as_json:
        print(json.dumps(report, ensure_ascii=False))
    else:
        _show(report)


def _show(report: dict[str, Any]) -> None:
    table = Table("", either("значение", "value"), either("95% интервал", "95% interval"))
    for part in ("retrieval", "answers", "refusal", "latency_ms"):
        for name, value in report[part].items():
            if value is None or isinstance(value, dict):
                continue
            low, high = report["intervals"].get(name, ("", ""))
            table.add_row(f"{part}.{name}", f"{value}", f"{low}…{high}" if low != "" else "")
    Console().print(table)
