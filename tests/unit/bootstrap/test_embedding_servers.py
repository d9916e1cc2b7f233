"""Models that the index may be switched to come from the settings."""

from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from tests.contract.embedding_model.hashing import HashingModel

from znatok.bootstrap.generations import ModelShelf, other_models
from znatok.ingestion.generations.errors import NoSuchModel
from znatok.platform.settings import EmbeddingServer, EmbeddingSettings, Settings


async def test_a_server_of_the_settings_is_on_the_shelf(tmp_path: Path) -> None:
    server = EmbeddingServer(
        base_url="http://10.0.0.5:8000/v1", model="bge-m3", dimension=1024, query_prefix="query: "
    )
    settings = Settings(data_dir=tmp_path, embedding=EmbeddingSettings(servers=(server,)))
    async with AsyncExitStack() as stack:
        shelf = ModelShelf(HashingModel(), other_models(stack, settings))
        shipped, other = shelf.names
        assert (shipped, other.partition("+")[0]) == (HashingModel.name, "bge-m3")
        assert (await shelf.open(other)).dimension == 1024
        with pytest.raises(NoSuchModel):
            await shelf.open("gpt-9")
