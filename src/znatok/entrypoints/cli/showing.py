"""`znatok settings`: what is in force, secrets hidden."""

import json
from pathlib import Path
from typing import Annotated

import typer

from znatok.platform.settings import read_settings


def register(commands: typer.Typer) -> None:
    commands.command("settings")(settings)


def settings(
    data_dir: Annotated[Path | None, typer.Option(help="Папка с данными.")] = None,
) -> None:
    """Показать действующие настройки без секретов. Show the effective settings."""
    effective = read_settings(data_dir=data_dir)
    print(json.dumps(effective.model_dump(mode="json"), ensure_ascii=False, indent=2))
