"""What is remembered between questions, and what an answer's memory stands on."""

from collections.abc import Sequence
from datetime import timedelta

import znatok
from znatok.chat.answer_cache import AnswerCacheSettings, CachedAnswers
from znatok.chat.ports import Answers, Ground
from znatok.documents.adapters.sql_ground import SqlGround
from znatok.documents.changes import ChangeFeed
from znatok.kernel.clock import Clock
from znatok.llm.cached_queries import CachedQueries
from znatok.llm.ports import EmbeddingModel
from znatok.platform.cache import MemoryCache
from znatok.platform.db import Database
from znatok.platform.settings import CacheSettings, Settings

_MB = 10**6


def vector_cache(settings: CacheSettings, clock: Clock) -> MemoryCache:
    return MemoryCache("embeddings", settings.embedding_mb * _MB, clock)


def answer_cache(settings: CacheSettings, clock: Clock) -> MemoryCache:
    return MemoryCache("answers", settings.answer_mb * _MB, clock)


def cached_queries(
    model: EmbeddingModel, cache: MemoryCache, settings: CacheSettings
) -> CachedQueries:
    return CachedQueries(model, cache, timedelta(hours=settings.embedding_hours))


def cached_answers(
    answers: Answers,
    cache: MemoryCache,
    *,
    database: Database,
    feed: ChangeFeed,
    model: EmbeddingModel,
    clock: Clock,
    settings: Settings,
    grounds: Sequence[Ground] = (),
) -> CachedAnswers:
    """`answers` behind the memory of frequent ones; `grounds`: beside the documents."""
    fixed = (
        znatok.__version__,
        model.name,
        settings.index.engine,
        settings.answers,
        settings.reranker,
    )
    return CachedAnswers(
        answers,
        cache,
        grounds=[SqlGround(database, feed), *grounds],
        clock=clock,
        settings=AnswerCacheSettings(
            recipe=" ".join(map(repr, fixed)),
            # Without room there is nothing to look for, and the grounds need not be read.
            ttl=timedelta(minutes=settings.cache.answer_minutes if settings.cache.answer_mb else 0),
        ),
    )
