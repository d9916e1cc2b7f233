"""Whether the server lives, is ready, and how it does."""

import os
import resource
import time
from typing import Annotated, Any

import psutil
from fastapi import APIRouter, Depends, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel
from sqlalchemy import text

import znatok
from znatok.access.http import public, require
from znatok.access.model import Role
from znatok.index.ports import FragmentIndex
from znatok.kernel.errors import Unavailable
from znatok.platform.db import Database
from znatok.platform.http import provided
from znatok.platform.metrics import Metrics
from znatok.platform.settings import Settings

root = APIRouter(tags=["status"], dependencies=[Depends(public)])
router = APIRouter(tags=["status"], dependencies=[Depends(require(Role.ADMIN))])

TheDatabase = Annotated[Database, Depends(provided(Database))]
TheIndex = Annotated[FragmentIndex, Depends(provided(FragmentIndex))]


class NotReady(Unavailable):
    slug = "not-ready"
    ru = "Сервер запущен, но не готов отвечать: {part} недоступна."
    en = "The server runs but cannot answer yet: {part} is unavailable."


class SystemOut(BaseModel):
    version: str
    uptime_s: float
    process_memory_bytes: int
    process_peak_memory_bytes: int
    cpu_percent: float
    cpus: int
    disk_free_bytes: int
    disk_total_bytes: int
    database: str
    fragments: int


@root.get("/healthz")
async def alive() -> dict[str, str]:
    """The process answers."""
    return {"status": "alive"}


@root.get("/readyz")
async def ready(database: TheDatabase, index: TheIndex) -> dict[str, object]:
    """Questions can be answered: the database reads, the index is filled."""
    try:
        async with database.read() as connection:
            await connection.execute(text("SELECT 1"))
    except OSError as error:
        raise NotReady(part="database") from error
    return {"status": "ready", "fragments": await index.size()}


@root.get("/metrics")
async def metrics(request: Request) -> Response:
    """Prometheus' text format."""
    counted: Metrics = request.app.state.metrics
    return Response(generate_latest(counted.registry), media_type=CONTENT_TYPE_LATEST)


@router.get("/admin/system", response_model=SystemOut)
async def system(
    request: Request,
    database: TheDatabase,
    index: TheIndex,
    settings: Annotated[Settings, Depends(provided(Settings))],
) -> Any:
    """Health and resources of this process and its machine."""
    disk = psutil.disk_usage(str(settings.data_dir))
    return {
        "version": znatok.__version__,
        "uptime_s": round(time.monotonic() - request.app.state.born, 1),
        "process_memory_bytes": psutil.Process().memory_info().rss,
        "process_peak_memory_bytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
        "cpu_percent": psutil.cpu_percent(),
        "cpus": os.cpu_count() or 1,
        "disk_free_bytes": disk.free,
        "disk_total_bytes": disk.total,
        "database": database.engine.dialect.name,
        "fragments": await index.size(),
    }
