"""The fit of the ranking: what it is fed is what the product does, and it finds what tells."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from ablations import idle, reciprocal_ranks
from ranking import fit_sentences
from ranking_collections import Bench, RememberingModel, Searched, Workshop, search
from ranking_scoring import (
    IN_FORCE,
    PARTS,
    Kept,
    Ranking,
    Sentences,
    Settings,
    difference,
    read_sentences,
)
from tests.contract.embedding_model.hashing import HashingModel

from znatok.index.ports import Candidate
from znatok.kernel.ids import DocumentId, FragmentId, new_uuid
from znatok.llm.ports import Vectors
from znatok.retrieval.close_reading import CloseReading, ReadingSettings

CORPUS = """
{"id": "a", "title": "Пропуск", "text": "Его выдаёт бюро. Срок пропуска — один год."}
{"id": "b", "title": "Отпуск", "text": "Отпуск длится месяц. Заявление пишут за две недели."}
{"id": "c", "title": "", "text": "Заявление подписывает директор. Подпись ставят синим."}
"""
QUERIES = """
{"id": "1", "text": "Какой срок у пропуска?", "answers": ["один год"], "gold_ids": ["a"]}
{"id": "2", "text": "Кто должен подписать заявление?", "answers": ["директор"], "gold_ids": ["c"]}
{"id": "3", "text": "Сколько длится отпуск?", "answers": ["месяц"], "gold_ids": ["b"]}
"""


class CountingModel(HashingModel):
    """Counts the texts that it is given."""

    embedded = 0

    async def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += len(texts)
        return await super().embed_passages(texts)


async def _bench(folder: Path) -> Bench:
    (folder / "corpus.jsonl").write_text(CORPUS, "utf-8")
    (folder / "queries.jsonl").write_text(QUERIES, "utf-8")
    (bench,) = await Workshop(HashingModel(), folder).collection(folder, "some", ["queries.jsonl"])
    return bench


async def _searched(folder: Path) -> Searched:
    return await search(await _bench(folder))


async def test_no_text_is_embedded_twice_not_even_by_the_next_run(tmp_path: Path) -> None:
    counting, file = CountingModel(), tmp_path / "kept.npz"
    first = RememberingModel(counting, file)
    vectors = await first.embed_passages(["один", "два", "один"])
    first.save()
    again = await RememberingModel(counting, file).embed_passages(["два", "один"])
    assert counting.embedded == 2
    np.testing.assert_array_equal(again, vectors[[1, 0]])


async def test_the_parts_add_up_to_the_score_that_the_product_gives(tmp_path: Path) -> None:
    searched, kept = await _searched(tmp_path), Kept()
    settings = ReadingSettings(headless=0.0)
    weights = np.array([getattr(settings, part) for part in PARTS])
    reading = CloseReading(kept.morphology, settings)
    for number, each in enumerate(read_sentences(searched, kept, depth=3)):
        best, query = kept.fused(IN_FORCE, searched)[number], searched.bench.tasks[number].query
        read = reading.read(query, best, searched.rarity[number])
        supports = sorted(value for passage in read for value in passage.support)
        assert sorted(each.parts[:, :-1] @ weights) == pytest.approx(supports)


async def test_what_answers_is_measured_where_it_stands(tmp_path: Path) -> None:
    measured = Ranking(Settings(), Kept()).measured(await _searched(tmp_path))
    assert {name: each.tolist() for name, each in measured.items()} == {
        "ndcg@10": [1.0] * 3,
        "recall@1": [1.0] * 3,
        "recall@5": [1.0] * 3,
        "hit": [1.0] * 3,
    }


async def test_terms_can_be_taken_out_of_a_search(tmp_path: Path) -> None:
    bench = await _bench(tmp_path)
    found = await search(bench, index_terms=lambda _: {"ничего": 1})
    assert all(each.lexical == 0 for each in found.candidates[0])
    assert any(each.lexical > 0 for each in (await search(bench)).candidates[0])


def test_the_fit_weighs_the_part_that_tells_and_not_the_one_that_is_chance() -> None:
    chance = np.random.default_rng(1)
    lists = []
    for _ in range(200):
        parts = chance.normal(size=(8, len(PARTS) + 1))
        right = np.zeros(8, dtype=np.bool_)
        right[np.argmax(parts[:, 0] + 0.5 * parts[:, 1] + chance.normal(scale=0.3, size=8))] = True
        lists.append(Sentences(parts, right))
    weights = fit_sentences(lists)
    assert weights[1] / weights[0] == pytest.approx(0.5, abs=0.1)
    assert abs(weights[2:] / weights[0]).max() < 0.15


def test_reciprocal_ranks_look_at_places_alone() -> None:
    scores = ((0.9, 1.0), (0.8, 9.0), (0.1, 8.0))
    found = [
        Candidate(FragmentId(new_uuid()), DocumentId(new_uuid()), dense, lexical)
        for dense, lexical in scores
    ]
    assert [at for _, at in reciprocal_ranks(found)] == [1, 0, 2]


def test_a_difference_is_taken_question_by_question() -> None:
    one, other = np.array([1.0, 0.0, 1.0, 1.0]), np.array([0.5, -0.5, 0.5, 0.5])
    assert difference(one, other) == {"mean": 0.5, "low": 0.5, "high": 0.5, "n": 4}


def test_a_part_is_idle_when_no_development_set_gains_by_it_beyond_chance() -> None:
    gain, chance = {"hit": {"low": 0.01}}, {"hit": {"low": -0.01}}
    report = {
        "manuals-own": {"added_by": {"one": chance, "other": chance}},
        "manuals-queries": {"added_by": {"one": chance, "other": chance}},
        "demo": {"added_by": {"one": gain, "other": chance}},
        "elsewhere": {"added_by": {"one": chance, "other": gain}},
    }
    assert idle(report) == ["other"]
