"""The company's dictionary, put together: the words in memory and those who keep them."""

from dataclasses import dataclass
from typing import Any

from znatok.access.service import PeopleService
from znatok.audit.ports import AuditLog
from znatok.documents.changes import ChangeFeed
from znatok.documents.ports import PublicationStore
from znatok.documents.service import DocumentService
from znatok.kernel.clock import Clock
from znatok.language.morphology import Morphology
from znatok.platform.db import Database
from znatok.platform.settings import DictionarySettings
from znatok.understanding.adapters.sql_dictionary import SqlDictionary
from znatok.understanding.dictionary.builtin import builtin_entries
from znatok.understanding.dictionary.expander import Expander
from znatok.understanding.dictionary.importing import DictionaryExchange
from znatok.understanding.dictionary.lexicon import Lexicon
from znatok.understanding.dictionary.proposing import TermProposals
from znatok.understanding.dictionary.trail import DictionaryTrail
from znatok.understanding.service import DictionaryService


@dataclass(frozen=True, slots=True)
class Dictionary:
    """`lexicon.run()` is to be kept running. `services`: what routes ask for, by class."""

    lexicon: Lexicon
    expander: Expander
    proposals: TermProposals
    services: dict[type[Any], object]


async def open_dictionary(
    settings: DictionarySettings,
    *,
    database: Database,
    publications: PublicationStore,
    documents: DocumentService,
    feed: ChangeFeed,
    people: PeopleService,
    log: AuditLog,
    morphology: Morphology,
    clock: Clock,
) -> Dictionary:
    """Build it over an open database, its words loaded."""
    store, trail = SqlDictionary(database), DictionaryTrail(log)
    general = builtin_entries() if settings.builtin else ()
    lexicon = Lexicon(
        store=store, publications=publications, feed=feed, morphology=morphology, builtin=general
    )
    await lexicon.refresh()
    service = DictionaryService(
        store=store,
        documents=documents,
        people=people,
        trail=trail,
        lexicon=lexicon,
        morphology=morphology,
        clock=clock,
        builtin=general,
    )
    exchange = DictionaryExchange(
        store=store,
        people=people,
        trail=trail,
        lexicon=lexicon,
        morphology=morphology,
        clock=clock,
    )
    return Dictionary(
        lexicon=lexicon,
        expander=Expander(morphology, lexicon),
        proposals=TermProposals(store, clock, lexicon.hurry),
        services={DictionaryService: service, DictionaryExchange: exchange},
    )
