"""Golden questions and their runs, put together for the server and for `znatok golden`."""

from znatok.access.ports import People
from znatok.analytics.quality.adapters.sql_questions import SqlQuestions
from znatok.analytics.quality.questions import QuestionService
from znatok.analytics.quality.trail import QualityTrail
from znatok.audit.ports import AuditLog
from znatok.documents.service import DocumentService
from znatok.kernel.clock import SystemClock
from znatok.platform.db import Database


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
