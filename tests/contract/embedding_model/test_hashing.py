import pytest
from tests.contract.embedding_model.hashing import HashingModel
from tests.contract.embedding_model.suite import EmbeddingModelContract

from znatok.llm.cached_queries import CachedQueries


class TestHashingModel(EmbeddingModelContract):
    @pytest.fixture
    def model(self) -> HashingModel:
        return HashingModel()


class TestCachedQueries(EmbeddingModelContract):
    @pytest.fixture
    def model(self) -> CachedQueries:
        return CachedQueries(HashingModel(), size=4)
