"""The composition root: the only place that names adapters. Opens the house, closes it in order."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from znatok.access.adapters.argon2 import Argon2Passwords
from znatok.access.adapters.sql import SqlPeople
from znatok.access.adapters.sql_sessions import SqlSessions, SqlTickets, SqlTries
from znatok.access.service import (
    Origins,
    PeopleService,
    Readers,
    SignIn,
    SignInSettings,
    Tickets,
)
from znatok.analytics.calibration.service import CalibrationService
from znatok.analytics.service import Analytics
from znatok.audit.adapters.sql import SqlAuditStore
from znatok.audit.service import AuditReview, AuditTrail, AuditWitness
from znatok.bootstrap.answering import Answering, build_answering
from znatok.bootstrap.bridges import AuditedAnswers, ClassesOfFacts
from znatok.bootstrap.caching import answer_cache, cached_answers, cached_queries, vector_cache
from znatok.bootstrap.calibration import Calibrating, build_calibration
from znatok.bootstrap.dictionary import open_dictionary
from znatok.bootstrap.facts import build_facts
from znatok.bootstrap.generations import (
    ModelShelf,
    build_service,
    open_generations,
    other_models,
)
from znatok.bootstrap.ingesting import start_worker
from znatok.bootstrap.intake import Intake as Intake
from znatok.bootstrap.intake import Office as Office
from znatok.bootstrap.judging import judged_builder
from znatok.bootstrap.migrating import migrate
from znatok.bootstrap.models import Models, open_models
from znatok.bootstrap.privacy import open_privacy, require_stores_in_russia
from znatok.bootstrap.quality import Quality, build_quality
from znatok.bootstrap.reranking import open_reranking
from znatok.bootstrap.watching import build_watching
from znatok.bootstrap.writing import Writing
from znatok.chat.adapters.sql import SqlConversations
from znatok.chat.adapters.sql_usage import SqlUsage
from znatok.chat.generative.answerer import Models as AnsweringModels
from znatok.chat.pipeline import AnswerPipeline, Stages
from znatok.chat.ports import Conversations
from znatok.chat.service import Assistant
from znatok.chat.streams import AnswerStreams
from znatok.documents.adapters.people import PeopleNames
from znatok.documents.adapters.sql_changing import SqlDocuments
from znatok.documents.adapters.sql_publishing import SqlChangeLog, SqlPublications
from znatok.documents.changes import ChangeFeed
from znatok.documents.facts_service import FactService
from znatok.documents.service import DocumentService
from znatok.documents.trail import DocumentTrail
from znatok.documents.watching import DocumentWatch
from znatok.index.ports import FragmentIndex
from znatok.ingestion.adapters.sql_board import SqlJobBoard
from znatok.ingestion.adapters.sql_queue import SqlJobQueue
from znatok.ingestion.generations.service import GenerationService
from znatok.ingestion.progress import ProgressService
from znatok.ingestion.searchable import IndexSync
from znatok.ingestion.service import IngestionService
from znatok.ingestion.worker import WorkerSettings
from znatok.kernel.background import in_background
from znatok.kernel.clock import SystemClock
from znatok.language.morphology import Morphology
from znatok.llm.adapters.e5 import E5Model, Variant
from znatok.llm.ports import EmbeddingModel
from znatok.platform.blobs import FolderBlobs
from znatok.platform.cache import Caches
from znatok.platform.db import Database
from znatok.platform.settings import EmbeddingSettings, Settings
from znatok.retrieval.queries import QueryMaker
from znatok.retrieval.service import Retriever
from znatok.understanding.spelling import Speller
from znatok.understanding.spelling_vocabulary import CompanyWords, WordKeeper


@dataclass(frozen=True, slots=True)
class House:
    """All of it. `services`: every service that a route asks for, by its class."""

    intake: Intake
    assistant: Assistant
    index: FragmentIndex
    caches: Caches
    quality: Quality
    calibration: CalibrationService
    models: Models
    services: dict[type[Any], object]


@asynccontextmanager
async def open_office(settings: Settings) -> AsyncIterator[Office]:
    """Open the database, its schema up to date, and the services about people."""
    require_stores_in_russia(settings.privacy)
    clock = SystemClock()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    async with AsyncExitStack() as stack:
        database = Database.connect(settings.database_url)
        stack.push_async_callback(database.close)
        await migrate(database)
        store = SqlAuditStore(database)
        trail = await stack.enter_async_context(AuditTrail(store, clock).running())
        people = SqlPeople(database)
        readers = Readers(SqlSessions(database), clock)
        passwords = Argon2Passwords()
        stack.callback(passwords.close)
        accounts = PeopleService(people, passwords, readers, AuditWitness(trail), clock)
        yield Office(settings, database, people, trail, store, readers, accounts, passwords)


@asynccontextmanager
async def open_intake(settings: Settings) -> AsyncIterator[Intake]:
    """Open the office and take documents in, without the parts that read and search them."""
    async with open_office(settings) as office:
        database, clock = office.database, SystemClock()
        store, publications = SqlDocuments(database), SqlPublications(database)
        blobs, trail = FolderBlobs(settings.data_dir / "blobs"), DocumentTrail(office.trail)
        feed, queue, wake = (
            ChangeFeed(SqlChangeLog(database)),
            SqlJobQueue(database),
            asyncio.Event(),
        )
        documents = DocumentService(
            store=store,
            blobs=blobs,
            names=PeopleNames(office.people),
            trail=trail,
            feed=feed,
            clock=clock,
        )
        ingestion = IngestionService(
            store=store,
            publications=publications,
            queue=queue,
            blobs=blobs,
            trail=trail,
            feed=feed,
            clock=clock,
            wake=wake,
            max_upload_bytes=settings.upload.max_file_bytes,
        )
        yield Intake(office, publications, queue, blobs, feed, wake, documents, ingestion)


@asynccontextmanager
async def open_house(settings: Settings) -> AsyncIterator[House]:
    """Build everything and start what runs in the background; at the end stop it all in order."""
    async with AsyncExitStack() as stack:
        intake = await stack.enter_async_context(open_intake(settings))
        database = intake.office.database
        clock = SystemClock()
        vectors, known = (make(settings.cache, clock) for make in (vector_cache, answer_cache))
        default = await _open_model(stack, settings)
        generations = await open_generations(
            stack,
            settings,
            database,
            ModelShelf(default, other_models(stack, settings)),
            default,
            lambda each: cached_queries(each, vectors, settings.cache),
            clock,
        )
        model = generations.model
        morphology = Morphology()
        privacy = open_privacy(
            stack,
            settings.privacy,
            store=intake.office.store,
            log=intake.office.trail,
            clock=clock,
            morphology=morphology,
        )
        words = CompanyWords(morphology)
        index = WordKeeper(generations.index, words)
        sync = IndexSync(
            publications=intake.publications,
            index=index,
            feed=intake.feed,
            model=model.name,
            dimension=model.dimension,
            serving=generations.served,
        )
        await sync.load()
        await stack.enter_async_context(in_background(intake.feed.run(), "change-feed"))
        dictionary = await open_dictionary(
            settings.dictionary,
            database=database,
            publications=intake.publications,
            documents=intake.documents,
            feed=intake.feed,
            people=intake.office.accounts,
            log=intake.office.trail,
            morphology=morphology,
            clock=clock,
        )
        await stack.enter_async_context(in_background(dictionary.lexicon.run(), "dictionary"))
        models = await open_models(
            stack,
            settings,
            database=database,
            log=intake.office.trail,
            egress=privacy.policy,
            clock=clock,
        )
        facts = build_facts(database, intake.feed, intake.office.trail, morphology)
        await start_worker(stack, intake, generations, morphology, dictionary, facts.keeper)
        await stack.enter_async_context(in_background(facts.keeper.run(), "facts-keeper"))
        reranking = await open_reranking(stack, settings.reranker, clock)
        writing = Writing(
            AnsweringModels(models.roster, models.router),
            privacy.policy,
            privacy.masker,
            ClassesOfFacts(facts.service),
            privacy.ledger,
        )

        def answering_over(held: FragmentIndex, asked: EmbeddingModel) -> Answering:
            return build_answering(
                held,
                intake.documents,
                asked,
                morphology,
                settings.answers,
                expander=dictionary.expander,
                reranking=reranking,
                words=words,
                writing=writing,
            )

        answering = answering_over(index, model)
        await stack.enter_async_context(in_background(answering.stages.intent.prepare(), "intents"))
        calibration = build_calibration(
            Calibrating(answering, index, intake.documents, model, morphology),
            database=database,
            documents=intake.documents,
            people=intake.office.people,
            readers=intake.office.readers,
        )
        await calibration.follow()
        conversations = SqlConversations(database, SystemClock())
        journal = AuditedAnswers(intake.office.trail)
        answers = cached_answers(
            AnswerPipeline(answering.written),
            known,
            database=database,
            feed=intake.feed,
            model=model,
            clock=clock,
            settings=settings,
            grounds=[dictionary.lexicon, calibration, writing.ground],
        )
        assistant = Assistant(answers, conversations, journal)
        streams = AnswerStreams(assistant, conversations)
        stack.push_async_callback(streams.close)
        quality = build_quality(
            settings=settings,
            database=database,
            documents=intake.documents,
            people=intake.office.people,
            readers=intake.office.readers,
            log=intake.office.trail,
            feed=intake.feed,
            answering=answering,
            model=model,
            generation=lambda: generations.served.generation,
        )
        over = (database, intake.publications, quality, answering_over, morphology)
        builder = judged_builder(generations, settings, *over, intake.feed)
        await stack.enter_async_context(in_background(builder.run(), "generation-builder"))
        watching = build_watching(intake, settings)
        await stack.enter_async_context(in_background(watching.watcher.run(), "folder-watcher"))
        services: dict[type[Any], object] = {
            **_door(intake.office),
            Settings: settings,
            Database: database,
            FragmentIndex: index,
            GenerationService: build_service(generations, intake.office.trail, intake.feed, clock),
            DocumentService: intake.documents,
            FactService: facts.service,
            DocumentWatch: DocumentWatch(documents=intake.documents, feed=intake.feed),
            IngestionService: intake.ingestion,
            ProgressService: ProgressService(
                board=SqlJobBoard(database),
                documents=intake.documents,
                feed=intake.feed,
                workers=WorkerSettings().concurrency,
            ),
            Stages: answering.stages,
            Speller: answering.stages.speller,
            QueryMaker: answering.queries,
            Retriever: answering.retriever,
            Assistant: assistant,
            AnswerStreams: streams,
            Conversations: conversations,
            Analytics: Analytics(SqlUsage(database)),
            CalibrationService: calibration,
            **privacy.services,
            **dictionary.services,
            **quality.services,
            **watching.services,
            **models.services,
        }
        caches = Caches((vectors, known))
        yield House(intake, assistant, index, caches, quality, calibration, models, services)


async def _open_model(stack: AsyncExitStack, settings: Settings) -> EmbeddingModel:
    embedding = settings.embedding
    model = await asyncio.to_thread(
        E5Model.load,
        settings.data_dir / "models",
        variant=_variant(embedding),
        threads=embedding.threads,
    )
    stack.callback(model.close)
    return model


def _variant(settings: EmbeddingSettings) -> Variant | None:
    return None if settings.variant is None else Variant(settings.variant)


def _door(office: Office) -> dict[type[Any], object]:
    clock, database, settings = SystemClock(), office.database, office.settings.sessions
    sign_in = SignIn(
        office.people,
        SqlSessions(database),
        SqlTries(database),
        office.passwords,
        office.readers,
        AuditWitness(office.trail),
        clock,
        SignInSettings(
            access_ttl=timedelta(minutes=settings.access_minutes),
            refresh_ttl=timedelta(days=settings.refresh_days),
        ),
    )
    return {
        Readers: office.readers,
        SignIn: sign_in,
        PeopleService: office.accounts,
        Tickets: Tickets(SqlTickets(database), clock),
        Origins: Origins(),
        AuditReview: AuditReview(office.store, office.trail),
    }
