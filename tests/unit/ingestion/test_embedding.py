"""What of a fragment is embedded, and how it is put."""

from dataclasses import replace

import numpy as np
import pytest
from tests.contract.embedding_model.hashing import HashingModel
from tests.unit.ingestion.test_splitting import MORPHOLOGY, SMALL, heading, paragraph, version_of

from znatok.documents.model import BlockKind, Fragment
from znatok.ingestion.embedding import (
    EmbeddingSettings,
    SentenceComposer,
    compose_passage,
    embed,
)
from znatok.ingestion.splitting import split

TABLE = "Город | Суточные | Примечание\n" + "\n".join(
    f"Город номер {number} | {number}00 рублей | " for number in range(9)
)


def fragments_of(*blocks: tuple[BlockKind, str, int]) -> list[Fragment]:
    return split(version_of(list(blocks)), "Поездки", MORPHOLOGY, SMALL)


def test_a_passage_says_title_section_and_context_before_its_text() -> None:
    fragment = fragments_of(paragraph("700 рублей."))[0]
    fragment = replace(fragment, section=("Глава 1.", "Суточные"), context="Город | Сумма")
    said = compose_passage("Поездки", fragment)
    assert said == "Поездки. Глава 1. Суточные. Город | Сумма\n700 рублей."


def test_a_heading_that_begins_the_text_is_not_said_twice() -> None:
    fragment = fragments_of(heading("Суточные"), paragraph("700 рублей."))[0]
    assert compose_passage("Поездки", fragment) == "Поездки\nСуточные\n\n700 рублей."


def test_a_row_is_put_with_its_headers_and_empty_cells_left_out() -> None:
    version = version_of([paragraph("Раз. Два."), (BlockKind.TABLE, TABLE, 0)])
    composer = SentenceComposer(version.blocks)
    fragments = split(version, "Поездки", MORPHOLOGY, SMALL)
    said = [text for each in fragments for text in composer.compose(each)]
    assert said[:3] == ["Раз.", "Два.", "Город | Суточные | Примечание"]
    assert said[3] == "Город: Город номер 0; Суточные: 000 рублей"
    assert said[-1] == "Город: Город номер 8; Суточные: 800 рублей"
    assert len(said) == 2 + 10


@pytest.mark.parametrize("batch", [1, 2, 64])
async def test_vectors_come_in_order_whatever_the_batch(batch: int) -> None:
    version = version_of([paragraph("Слово. 5. " * 30), (BlockKind.TABLE, TABLE, 0)])
    fragments = split(version, "Поездки", MORPHOLOGY, SMALL)
    model, found, counted = HashingModel(), [], []
    async for done, some in embed(version, "Поездки", fragments, model, EmbeddingSettings(batch)):
        counted.append(done)
        found += some
    assert counted[-1] == len(fragments)
    assert counted == sorted(counted)
    composer = SentenceComposer(version.blocks)
    for fragment, vectors in zip(fragments, found, strict=True):
        whole = await model.embed_passages([compose_passage("Поездки", fragment)])
        alone = await model.embed_passages(composer.compose(fragment))
        np.testing.assert_allclose(vectors.vector, whole[0])
        np.testing.assert_allclose(vectors.sentences, alone)
        assert len(vectors.sentences) == len(fragment.sentences)
