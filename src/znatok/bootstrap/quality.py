"""Golden questions and their runs, put together for the server and for `znatok golden`."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from znatok.access.ports import People
from znatok.access.service import Readers
from znatok.analytics.quality.adapters.sql_questions import SqlQuestions
from znatok.analytics.quality.adapters.sql_runs import SqlRuns
from znatok.analytics.quality.asking import PipelineAsking
from znatok.analytics.quality.examining import Examiner
from znatok.analytics.quality.gate import QualityGate
from znatok.analytics.quality.ports import Fingerprint
from znatok.analytics.quality.proposing.service import Proposer
from znatok.analytics.quality.questions import QuestionService
from znatok.analytics.quality.runner import Runner, RunnerSettings
from znatok.analytics.quality.runs import RunService
from znatok.analytics.quality.trail import QualityTrail
from znatok.analytics.quality.triggers import Triggers, TriggerSettings
from znatok.audit.ports import AuditLog
from znatok.bootstrap.answering import Answering
from znatok.bootstrap.fingerprint import AssistantFingerprint
from znatok.chat.adapters.sql_history import SqlHistory
from znatok.documents.adapters.sql_publishing import SqlChangeLog
from znatok.documents.changes import ChangeFeed
from znatok.documents.generations import FIRST
from znatok.documents.service import DocumentService
from znatok.kernel.clock import SystemClock
from znatok.llm.ports import EmbeddingModel
from znatok.platform.db import Database
from znatok.platform.settings import Settings


@dataclass(frozen=True, slots=True)
class Quality:
    """`services`: for the routes, by class. `runner`: works only inside `runner.running()`.

    `beside`: what measures other parts that answer, named by a fingerprint of their own.
    """

    questions: QuestionService
    runs: RunService
    gate: QualityGate
    proposer: Proposer
    runner: Runner
    beside: Callable[[Answering, Fingerprint], Runner]

    @property
    def services(self) -> dict[type[Any], object]:
        parts = (self.questions, self.runs, self.gate, self.proposer)
        return {type(each): each for each in parts}


def build_questions(
    database: Database, documents: DocumentService, people: People, log: AuditLog
) -> QuestionService:
    """What keeps questions; it needs neither model nor index."""
    return QuestionService(
        store=SqlQuestions(database),
        documents=documents,
        people=people,
        trail=QualityTrail(log),
        clock=SystemClock(),
    )


def build_proposer(
    database: Database, documents: DocumentService, questions: QuestionService
) -> Proposer:
    """What proposes questions; it needs neither model nor index."""
    return Proposer(
        documents=documents,
        questions=questions,
        store=SqlQuestions(database),
        history=SqlHistory(database),
        clock=SystemClock(),
    )


def build_quality(
    *,
    settings: Settings,
    database: Database,
    documents: DocumentService,
    people: People,
    readers: Readers,
    log: AuditLog,
    feed: ChangeFeed,
    answering: Answering,
    model: EmbeddingModel,
    generation: Callable[[], int] = lambda: FIRST,
) -> Quality:
    """`answering` is asked past every memory of answers: a run measures what is, not what was."""
    wanted, clock, wake = settings.quality, SystemClock(), asyncio.Event()
    questions = build_questions(database, documents, people, log)
    store, runs, trail = SqlQuestions(database), SqlRuns(database), QualityTrail(log)
    fingerprint = AssistantFingerprint(settings, model, SqlChangeLog(database), generation)
    triggers = Triggers(
        runs=runs,
        questions=store,
        fingerprint=fingerprint,
        trail=trail,
        clock=clock,
        settings=TriggerSettings(
            nightly_hour=wanted.nightly_hour,
            documents=wanted.rerun_after_documents,
            calm=timedelta(minutes=wanted.calm_minutes),
        ),
    )
    feed.listen(triggers.notice)

    def runner_of(asked: Answering, named: Fingerprint) -> Runner:
        asking = PipelineAsking(asked.pipeline, asked.retriever, asked.queries)
        return Runner(
            runs=runs,
            store=store,
            questions=questions,
            examiner=Examiner(asking, readers, questions),
            history=SqlHistory(database),
            fingerprint=named,
            triggers=triggers,
            clock=clock,
            wake=wake,
            settings=RunnerSettings(rest=wanted.rest, kept_runs=wanted.kept_runs),
        )

    runner = runner_of(answering, fingerprint)
    service = RunService(
        runs=runs, store=store, questions=questions, trail=trail, clock=clock, wake=wake
    )
    gate = QualityGate(service, runs, fingerprint, max_drop=wanted.max_drop)
    proposer = build_proposer(database, documents, questions)
    return Quality(questions, service, gate, proposer, runner, runner_of)
