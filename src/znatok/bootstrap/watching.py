"""Watched folders, put together: which may be watched, who scans them, in whose name."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from znatok.audit.model import Credential, Event
from znatok.audit.ports import AuditLog
from znatok.bootstrap.intake import Intake
from znatok.connectors.folder.source import FolderSource
from znatok.connectors.ports import FileSource
from znatok.documents.adapters.people import PeopleNames
from znatok.documents.adapters.sql_changing import SqlDocuments
from znatok.documents.service import DocumentService
from znatok.documents.trail import DocumentTrail
from znatok.ingestion.parsing.formats import FORMATS
from znatok.ingestion.service import IngestionService
from znatok.ingestion.watching.adapters.sql import SqlFolders
from znatok.ingestion.watching.errors import NotAllowed
from znatok.ingestion.watching.scanning import FolderScanner
from znatok.ingestion.watching.service import FolderService, FolderWatcher, WatcherSettings
from znatok.kernel.clock import SystemClock
from znatok.platform.settings import Settings

_SETTING = "ZNATOK_FOLDERS__ROOTS"


class SystemLog:
    """An `AuditLog` that says of each event that Znatok did it by itself, for nobody asked."""

    def __init__(self, log: AuditLog) -> None:
        self._log = log

    async def record(self, event: Event) -> None:
        await self._log.record(_by_itself(event))

    async def record_now(self, event: Event) -> None:
        await self._log.record_now(_by_itself(event))


class FolderSources:
    """Implements `Sources`: folders inside the roots of the settings, and never our own data.

    An administrator of Znatok is none of the machine: without roots nothing can be watched.
    """

    def __init__(self, roots: Sequence[Path], data_dir: Path) -> None:
        self._roots = [each.resolve() for each in roots]
        self._own = data_dir.resolve()
        self._kinds = frozenset(name for each in FORMATS for name in each.extensions)

    def check(self, path: str) -> str:
        try:
            place = Path(path).resolve()
        except (OSError, ValueError, RuntimeError) as error:  # a NUL, a loop of links
            raise NotAllowed(setting=_SETTING) from error
        inside = any(place.is_relative_to(each) for each in self._roots)
        own = place.is_relative_to(self._own) or self._own.is_relative_to(place)
        if not Path(path).is_absolute() or not inside or own:
            raise NotAllowed(setting=_SETTING)
        return str(place)

    def open(self, path: str) -> FileSource:
        if self.check(path) != path:  # it has become a link since
            raise NotAllowed(setting=_SETTING)
        return FolderSource(Path(path), self._kinds)


@dataclass(frozen=True, slots=True)
class Watching:
    """`watcher` works only inside its `run`."""

    service: FolderService
    watcher: FolderWatcher

    @property
    def services(self) -> dict[type[Any], object]:
        return {FolderService: self.service}


def build_watching(
    intake: Intake, settings: Settings, watcher: WatcherSettings | None = None
) -> Watching:
    office, clock, wake = intake.office, SystemClock(), asyncio.Event()
    documents_store, trail = SqlDocuments(office.database), DocumentTrail(SystemLog(office.trail))
    store = SqlFolders(office.database)
    sources = FolderSources(settings.folders.roots, settings.data_dir)
    ingestion = IngestionService(
        store=documents_store,
        publications=intake.publications,
        queue=intake.queue,
        blobs=intake.blobs,
        trail=trail,
        feed=intake.feed,
        clock=clock,
        wake=intake.wake,
        max_upload_bytes=settings.upload.max_file_bytes,
    )
    documents = DocumentService(
        store=documents_store,
        blobs=intake.blobs,
        names=PeopleNames(office.people),
        trail=trail,
        feed=intake.feed,
        clock=clock,
    )
    scanner = FolderScanner(
        store=store,
        ingestion=ingestion,
        documents=documents,
        clock=clock,
        removal_delay=timedelta(minutes=settings.folders.removal_delay_minutes),
    )
    service = FolderService(
        store=store,
        sources=sources,
        readers=office.readers,
        log=office.trail,
        clock=clock,
        wake=wake,
    )
    return Watching(
        service,
        FolderWatcher(
            store=store,
            sources=sources,
            scanner=scanner,
            clock=clock,
            wake=wake,
            settings=watcher,
        ),
    )


def _by_itself(event: Event) -> Event:
    return replace(event, actor=None, credential=Credential.SYSTEM)
