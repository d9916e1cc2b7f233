from pathlib import Path

import numpy as np
import pytest
from tests.contract.index.examples import document, fragment, ids, query

from znatok.index.adapters.lancedb import LanceIndex, filters
from znatok.index.adapters.lancedb.rows import term_key, token
from znatok.index.errors import IndexUnavailable
from znatok.index.ports import IndexQuery


async def test_what_was_published_is_there_after_a_restart(tmp_path: Path) -> None:
    kept = document(fragment(1, {"а": 1}))
    first = await LanceIndex.open(tmp_path, 8)
    await first.publish([kept])
    await first.close()
    again = await LanceIndex.open(tmp_path, 8)
    assert ids(await again.search(query(1, {"а": 1.0}))) == [kept.fragments[0].id]
    await again.close()


async def test_a_second_opening_sees_the_changes_of_the_first(tmp_path: Path) -> None:
    writer, reader = await LanceIndex.open(tmp_path, 8), await LanceIndex.open(tmp_path, 8)
    published = document(fragment(1, {"а": 1}), readers="u:1")
    await writer.publish([published])
    assert len(await reader.search(query(1, reader="u:1"))) == 1
    await writer.set_access(published.id, frozenset({"u:2"}))
    assert await reader.search(query(1, reader="u:1")) == []
    await writer.close()
    await reader.close()


async def test_refuses_a_folder_with_other_vectors(tmp_path: Path) -> None:
    await (await LanceIndex.open(tmp_path, 8)).close()
    with pytest.raises(ValueError, match="9 components"):
        await LanceIndex.open(tmp_path, 9)


async def test_builds_the_vector_graph_once_there_is_enough(tmp_path: Path) -> None:
    index = await LanceIndex.open(tmp_path, 8, vector_index_from_rows=300)
    await index.publish([document(*(fragment(n % 24) for n in range(299)))])
    await index.optimise()
    assert "vector" not in {c for each in await index._table.list_indices() for c in each.columns}
    await index.publish([document(fragment())])
    await index.optimise()
    assert "vector" in {c for each in await index._table.list_indices() for c in each.columns}
    assert len(await index.search(query(each=20))) == 20
    await index.close()


@pytest.mark.parametrize("principal", ["u:1' OR 'a'='a", "U:1", "u_1", "", "u:1\n"])
async def test_refuses_to_keep_a_principal_that_could_end_a_string(
    tmp_path: Path, principal: str
) -> None:
    index = await LanceIndex.open(tmp_path, 8)
    given = document(fragment())
    await index.publish([given])
    with pytest.raises(ValueError, match="principal"):
        await index.set_access(given.id, frozenset({principal}))
    bad = type(given)(given.id, frozenset({principal}), given.fragments)
    with pytest.raises(ValueError, match="principal"):
        await index.publish([bad])
    assert len(await index.search(query())) == 1
    await index.close()


def test_conditions_carry_whitelisted_text_only() -> None:
    nothing = np.zeros(8, dtype=np.float32)
    crafted = frozenset({"u:1", "x') OR true --", "Ё"})
    condition = filters.permitted(IndexQuery(nothing, {}, crafted))
    assert condition == "array_has_any(principals, ['u:1'])"
    assert filters.permitted(IndexQuery(nothing, {}, frozenset({"' OR ''='"}))) is None


def test_a_term_becomes_a_number_and_one_token() -> None:
    assert term_key("отпуск") == term_key("отпуск")
    assert term_key("отпуск") != term_key("отпуска")
    assert token(-1) == "f" * 16
    assert len(token(term_key("два слова"))) == 16


async def test_an_engine_failure_is_said_in_the_products_language(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(IndexUnavailable):
        await LanceIndex.open(blocked, 8)
