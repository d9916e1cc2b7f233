"""Every quote that answers a golden question of the demo company is found in what we read."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from znatok.documents.model import BlockKind
from znatok.ingestion.model import ParsedFile
from znatok.ingestion.parsing import read_file

HOME = Path(__file__).parents[4] / "examples" / "demo_company"
DOCUMENTS = HOME / "documents"
GOLDEN: list[dict[str, Any]] = [
    json.loads(line) for line in (HOME / "golden.jsonl").read_text("utf-8").splitlines()
]
ANSWERED = [item for item in GOLDEN if item["expect"] == "answer"]


@cache
def parsed(name: str) -> ParsedFile:
    return read_file((DOCUMENTS / name).read_bytes(), name)


def folded(text: str) -> str:
    return re.sub(r"[\s|]+", "", text)


@pytest.mark.parametrize("item", ANSWERED, ids=lambda item: item["id"])
def test_the_quote_is_in_the_text_of_a_source(item: dict[str, Any]) -> None:
    sources = item["source"] if isinstance(item["source"], list) else [item["source"]]
    assert any(folded(item["quote"]) in folded(parsed(name).text) for name in sources)


@pytest.mark.parametrize("name", sorted(each.name for each in DOCUMENTS.glob("*.xlsx")))
def test_the_first_row_of_every_sheet_names_its_columns(name: str) -> None:
    tables = [block for block in parsed(name).blocks if block.kind is BlockKind.TABLE]
    assert tables
    for table in tables:
        assert len(set(table.rows[0])) == len(table.rows[0])
        assert all(each and not each.isdigit() for each in table.rows[0])


@pytest.mark.parametrize("name", sorted(each.name for each in DOCUMENTS.glob("*.pdf")))
def test_no_footer_of_a_page_and_no_torn_clause_is_left(name: str) -> None:
    read = parsed(name)
    assert not re.search(r"стр\. \d+$", read.text, re.MULTILINE)
    paragraphs = [read.text[b.start : b.end] for b in read.blocks if b.kind is BlockKind.PARAGRAPH]
    assert [text for text in paragraphs if re.match(r"\d|№|[а-яё]{2}", text)] == []
