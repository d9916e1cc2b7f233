"""What documents say about themselves, put together."""

from dataclasses import dataclass

from znatok.audit.ports import AuditLog
from znatok.documents.adapters.sql_changing import SqlDocuments
from znatok.documents.adapters.sql_facts import SqlFacts
from znatok.documents.adapters.sql_publishing import SqlPublications
from znatok.documents.changes import ChangeFeed
from znatok.documents.facts_service import FactService
from znatok.documents.trail import DocumentTrail
from znatok.ingestion.facts.keeping import FactsKeeper
from znatok.kernel.clock import SystemClock
from znatok.language.morphology import Morphology
from znatok.platform.db import Database


@dataclass(frozen=True, slots=True)
class FactsRoom:
    """`keeper` finds and relates, in the background too; `service` is what people ask."""

    keeper: FactsKeeper
    service: FactService


def build_facts(
    database: Database, feed: ChangeFeed, log: AuditLog, morphology: Morphology
) -> FactsRoom:
    store = SqlFacts(database)
    keeper = FactsKeeper(
        facts=store, publications=SqlPublications(database), feed=feed, morphology=morphology
    )
    service = FactService(
        facts=store,
        documents=SqlDocuments(database),
        trail=DocumentTrail(log),
        feed=feed,
        clock=SystemClock(),
        morphology=morphology,
    )
    return FactsRoom(keeper, service)
