"""/quality over HTTP: golden questions, their runs, comparisons and the gate."""

from fastapi import APIRouter

from znatok.analytics.quality.http.comparisons import router as comparisons_router
from znatok.analytics.quality.http.questions import router as questions_router
from znatok.analytics.quality.http.runs import router as runs_router

router = APIRouter()
for each in (questions_router, runs_router, comparisons_router):
    router.include_router(each)
