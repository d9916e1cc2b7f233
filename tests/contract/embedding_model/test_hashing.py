from datetime import timedelta

import pytest
from tests.contract.embedding_model.hashing import HashingModel
from tests.contract.embedding_model.suite import EmbeddingModelContract

from znatok.kernel.clock import SystemClock
from znatok.llm.cached_queries import CachedQueries
from znatok.platform.cache import MemoryCache


class TestHashingModel(EmbeddingModelContract):
    @pytest.fixture
    def model(self) -> HashingModel:
        return HashingModel()


class TestCachedQueries(EmbeddingModelContract):
    @pytest.fixture
    def model(self) -> CachedQueries:
        cache = MemoryCache("vectors", 4 * 10_000, SystemClock())
        return CachedQueries(HashingModel(), cache, timedelta(hours=24))
