"""The outer parts of the house: the office that knows people, the doors for documents."""

import asyncio
from dataclasses import dataclass

from znatok.access.adapters.argon2 import Argon2Passwords
from znatok.access.ports import People
from znatok.access.service import PeopleService, Readers
from znatok.audit.adapters.sql import SqlAuditStore
from znatok.audit.service import AuditTrail
from znatok.documents.adapters.sql_publishing import SqlPublications
from znatok.documents.changes import ChangeFeed
from znatok.documents.service import DocumentService
from znatok.ingestion.adapters.sql_queue import SqlJobQueue
from znatok.ingestion.service import IngestionService
from znatok.platform.blobs import FolderBlobs
from znatok.platform.db import Database
from znatok.platform.settings import Settings


@dataclass(frozen=True, slots=True)
class Office:
    """The part of the house that knows people: enough for the account commands, quick to open."""

    settings: Settings
    database: Database
    people: People
    trail: AuditTrail
    store: SqlAuditStore
    readers: Readers
    accounts: PeopleService
    passwords: Argon2Passwords


@dataclass(frozen=True, slots=True)
class Intake:
    """The office and the doors for documents; what is taken in here is read in by a house."""

    office: Office
    publications: SqlPublications
    queue: SqlJobQueue
    blobs: FolderBlobs
    feed: ChangeFeed
    wake: asyncio.Event
    documents: DocumentService
    ingestion: IngestionService
