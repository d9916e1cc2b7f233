"""What reads documents in: readers of files, the pipeline, its workers."""

from contextlib import AsyncExitStack

from znatok.bootstrap.dictionary import Dictionary
from znatok.bootstrap.generations import Generations
from znatok.bootstrap.intake import Intake
from znatok.bootstrap.reading import reading_limits
from znatok.documents.adapters.sql_changing import SqlDocuments
from znatok.ingestion.adapters.sql_board import SqlJobBoard
from znatok.ingestion.adapters.subprocess_reader import ReadingSettings, SubprocessReader
from znatok.ingestion.archives import Archives
from znatok.ingestion.facts.keeping import FactsKeeper
from znatok.ingestion.orphans import OrphanSweep
from znatok.ingestion.pipeline import Pipeline
from znatok.ingestion.worker import Worker, WorkerSettings
from znatok.kernel.background import in_background
from znatok.kernel.clock import SystemClock
from znatok.language.morphology import Morphology


async def start_worker(
    stack: AsyncExitStack,
    intake: Intake,
    generations: Generations,
    morphology: Morphology,
    dictionary: Dictionary,
    facts: FactsKeeper,
) -> None:
    """Read files in while `stack` is open, and remove those that nobody knows of."""
    clock, upload = SystemClock(), intake.office.settings.upload
    workers = WorkerSettings()
    # A reader for each worker, begun when it is needed: a long scan holds up nobody else's file.
    limits = ReadingSettings(
        processes=workers.concurrency + workers.express, allowed=reading_limits(upload)
    )
    pipeline = Pipeline(
        publications=intake.publications,
        blobs=intake.blobs,
        reader=await stack.enter_async_context(SubprocessReader(limits)),
        model=generations.model,
        targets=generations.targets,
        morphology=morphology,
        clock=clock,
        facts=facts,
        board=SqlJobBoard(intake.office.database),
        proposals=dictionary.proposals,
        archives=Archives(
            store=SqlDocuments(intake.office.database),
            publications=intake.publications,
            queue=intake.queue,
            blobs=intake.blobs,
            clock=clock,
            limits=limits.allowed.limits,
        ),
    )
    worker = Worker(
        queue=intake.queue,
        pipeline=pipeline,
        publications=intake.publications,
        feed=intake.feed,
        clock=clock,
        wake=intake.wake,
        settings=workers,
    )
    await stack.enter_async_context(in_background(worker.run(), "ingestion-worker"))
    orphans = OrphanSweep(
        publications=intake.publications, blobs=intake.blobs, inventory=intake.blobs, clock=clock
    )
    await stack.enter_async_context(in_background(orphans.run(), "orphan-sweep"))
