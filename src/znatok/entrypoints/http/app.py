"""The HTTP application: every room's routes, under one set of rules."""

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from fastapi import APIRouter, FastAPI
from starlette.middleware.gzip import GZipMiddleware

import znatok
from znatok.access.http import admin_router, auth_router, directory_router
from znatok.analytics.calibration.http import router as calibration_router
from znatok.analytics.http import router as analytics_router
from znatok.analytics.quality.http import router as quality_router
from znatok.audit.http import router as audit_router
from znatok.bootstrap.demo import move_in
from znatok.bootstrap.house import open_house
from znatok.chat.http import router as chat_router
from znatok.chat.socket import router as socket_router
from znatok.documents.facts_http import router as facts_router
from znatok.documents.http import router as documents_router
from znatok.entrypoints.http.openai import router as openai_router
from znatok.entrypoints.http.security import SecurityHeaders
from znatok.entrypoints.http.status import root as root_router
from znatok.entrypoints.http.status import router as status_router
from znatok.entrypoints.http.welcome import router as welcome_router
from znatok.ingestion.generations.http import router as generations_router
from znatok.ingestion.http import router as ingestion_router
from znatok.ingestion.progress_http import router as progress_router
from znatok.ingestion.watching.http import router as folders_router
from znatok.llm.providers.http import router as models_router
from znatok.platform.assets import AssetMissing, asset
from znatok.platform.http import install_problem_handlers, provide
from znatok.platform.log import configure_logging
from znatok.platform.metrics import CacheMetrics, Metrics, MetricsMiddleware
from znatok.platform.settings import Settings, read_settings
from znatok.privacy.http import router as privacy_router
from znatok.retrieval.http import router as search_router
from znatok.understanding.http import router as dictionary_router

log = structlog.get_logger()

_ROUTERS: tuple[APIRouter, ...] = (
    auth_router,
    directory_router,
    admin_router,
    audit_router,
    privacy_router,
    ingestion_router,
    generations_router,
    folders_router,
    progress_router,
    documents_router,
    facts_router,
    chat_router,
    socket_router,
    search_router,
    analytics_router,
    dictionary_router,
    quality_router,
    calibration_router,
    models_router,
    status_router,
    welcome_router,
)
_COMPRESSED_FROM = 1_024  # bytes; below it compression costs more than it saves


def served() -> FastAPI:
    """The application as the server's processes make it: from the environment."""
    settings = read_settings()
    configure_logging(level=settings.log.level, as_json=settings.log.json_lines)
    return create_app(settings)


def create_app(settings: Settings) -> FastAPI:
    """The application over `settings`; nothing is opened before it starts."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with open_house(settings) as house:
            if settings.demo:
                await move_in(house.intake)
            provide(app, house.services)
            app.state.metrics.registry.register(CacheMetrics(house.caches))
            app.state.metrics.registry.register(house.models.metrics)
            async with house.quality.runner.running(), house.calibration.running():
                took_ms = round((time.monotonic() - app.state.born) * 1000)
                log.info("server_started", took_ms=took_ms)
                yield

    app = FastAPI(
        title="Знаток",
        version=znatok.__version__,
        lifespan=lifespan,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.born = time.monotonic()
    app.state.metrics = Metrics()
    install_problem_handlers(app)
    app.include_router(root_router)
    app.include_router(openai_router)
    for router in _ROUTERS:
        app.include_router(router, prefix="/api/v1")
    _serve_pages(app)
    app.add_middleware(GZipMiddleware, minimum_size=_COMPRESSED_FROM)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(MetricsMiddleware, metrics=app.state.metrics)
    return app


def _serve_pages(app: FastAPI) -> None:
    try:
        pages = asset("web")
    except AssetMissing:
        log.warning("web_pages_missing", advice="make build")
        return
    app.frontend("/", directory=pages)
