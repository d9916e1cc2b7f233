"""The demo company keeps its promises: files, rights and golden questions agree with each other."""

import csv
import email
import email.policy
import importlib.util
import io
import json
import re
import subprocess
import sys
import tomllib
import zipfile
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pypdfium2
import pytest
from lxml import etree, html

EXAMPLES = Path(__file__).parents[3] / "examples"
HOME = EXAMPLES / "demo_company"
COMPANY: dict[str, Any] = tomllib.loads((HOME / "company.toml").read_text("utf-8"))
DOCUMENTS: list[dict[str, Any]] = COMPANY["documents"]
USERS = {user["email"]: user for user in COMPANY["users"]}
GOLDEN: list[dict[str, Any]] = [
    json.loads(line) for line in (HOME / "golden.jsonl").read_text("utf-8").splitlines()
]
BY_ID = {item["id"]: item for item in GOLDEN}
ANSWERED = [item for item in GOLDEN if item["expect"] == "answer"]
FORBIDDEN = [item for item in GOLDEN if item["reason"] == "forbidden"]


def fold(text: str) -> str:
    """Case, ё, white space and the bars between a table's cells make no difference."""
    return re.sub(r"[\s|]+", "", text.lower().replace("ё", "е"))


def word(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    rows = (row for table in document.tables for row in table.rows)
    return "\n".join(
        [each.text for each in document.paragraphs]
        + [" | ".join(cell.text for cell in row.cells) for row in rows]
    )


def cell_text(value: object) -> str:
    if value is None:
        return ""
    return value.strftime("%d.%m.%Y") if isinstance(value, date) else str(value)


def book(content: bytes) -> str:
    workbook = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    return "\n".join(
        " | ".join(cell_text(cell) for cell in row)
        for sheet in workbook.worksheets
        for row in sheet.iter_rows(values_only=True)
    )


def deck(content: bytes) -> str:
    lines = []
    for slide in pptx.Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                lines.append(shape.text_frame.text)
            elif shape.has_table:
                lines += [" | ".join(c.text for c in row.cells) for row in shape.table.rows]
    return "\n".join(lines)


def pages(content: bytes) -> list[str]:
    """Text of each page without the running footer, which would stand inside sentences."""
    with pypdfium2.PdfDocument(content) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    return [re.sub(r"ООО «Кенозёрский насосный завод»\s+стр\. \d+", "", text) for text in texts]


def open_document(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(etree.fromstring(archive.read("content.xml")).itertext())


def web(content: bytes) -> str:
    return str(html.fromstring(content.decode()).text_content())


def rich_text(content: bytes) -> str:
    text = re.sub(r"\\cell\b", "|", content.decode("ascii"))
    text = re.sub(r"\\(?!['u{}\\])[a-z]+-?\d* ?", " ", text)
    text = re.sub(r"\\u(\d+)\?", lambda found: chr(int(found[1])), text)
    return re.sub(r"\\'([0-9a-f]{2})", lambda f: bytes.fromhex(f[1]).decode("cp1251"), text)


def letter(content: bytes) -> str:
    message = email.message_from_bytes(content, policy=email.policy.default)
    body = message.get_body(("plain",))
    assert body is not None
    return f"{message['subject']}\n{message['date']}\n{body.get_content()}"


def table(content: bytes) -> str:
    rows = csv.reader(io.StringIO(content.decode("cp1251")), delimiter=";")
    return "\n".join(" | ".join(row) for row in rows)


READERS = {
    ".docx": word,
    ".xlsx": book,
    ".pptx": deck,
    ".pdf": lambda content: "\n".join(pages(content)),
    ".odt": open_document,
    ".html": web,
    ".rtf": rich_text,
    ".eml": letter,
    ".csv": table,
    ".md": lambda content: content.decode(),
}


def read(path: Path, encoding: str = "utf-8") -> str:
    content = path.read_bytes()
    return READERS[path.suffix](content) if path.suffix in READERS else content.decode(encoding)


@cache
def text_of(file_name: str) -> str:
    encoding = next(
        version.get("encoding", "utf-8")
        for document in DOCUMENTS
        for version in document["versions"]
        if version["file"] == f"documents/{file_name}"
    )
    return fold(read(HOME / "documents" / file_name, encoding))


def current(document: dict[str, Any]) -> str:
    newest = max(document["versions"], key=lambda version: version["effective"])
    return Path(newest["file"]).name


CURRENT = {current(document): document for document in DOCUMENTS}


def sources(item: dict[str, Any]) -> list[str]:
    return item["source"] if isinstance(item["source"], list) else [item["source"]]


def may_read(reader: str, document: dict[str, Any]) -> bool:
    """The product's rule (documents/model.py, Access): the owner, and everyone named."""
    user, access = USERS[reader], document["access"]
    return (
        access.get("everyone", False)
        or document["owner"] == reader
        or user["department"] in access.get("departments", [])
        or bool(set(user["groups"]) & set(access.get("groups", [])))
        or reader in access.get("users", [])
    )


def test_names_only_departments_groups_and_people_it_defines() -> None:
    departments = {each["name"] for each in COMPANY["departments"]}
    groups = {each["name"] for each in COMPANY["groups"]}
    assert {user["department"] for user in USERS.values()} <= departments
    assert {group for user in USERS.values() for group in user["groups"]} <= groups
    for document in DOCUMENTS:
        access = document["access"]
        assert access.get("everyone") or access.keys() & {"departments", "groups", "users"}
        assert set(access.get("departments", [])) <= departments
        assert set(access.get("groups", [])) <= groups
        assert {document["owner"], *access.get("users", [])} <= USERS.keys()
        assert document["department"] in departments


def test_shows_every_role_and_at_least_three_departments() -> None:
    assert {user["role"] for user in USERS.values()} == {"user", "editor", "auditor", "admin"}
    assert len({user["department"] for user in USERS.values()}) >= 3
    assert all(address.endswith(".example") for address in USERS)


def test_lists_exactly_the_files_that_lie_in_the_folder() -> None:
    listed = [version["file"] for document in DOCUMENTS for version in document["versions"]]
    present = {f"documents/{path.name}" for path in (HOME / "documents").iterdir()}
    assert Counter(listed) == Counter(present)
    assert all(
        (HOME / "source" / version["source"]).is_file()
        for document in DOCUMENTS
        for version in document["versions"]
    )


def test_has_enough_documents_and_formats_to_be_worth_trying() -> None:
    formats = Counter(Path(name).suffix for name in CURRENT)
    assert len(DOCUMENTS) >= 30
    assert len(formats) >= 9
    assert all(document["kind"] == Path(current(document)).suffix[1:] for document in DOCUMENTS)
    assert sum(path.stat().st_size for path in (HOME / "documents").iterdir()) < 5_000_000


def test_has_two_long_pdfs_and_a_long_price_list() -> None:
    lengths = [len(pages(path.read_bytes())) for path in (HOME / "documents").glob("*.pdf")]
    assert sum(length >= 4 for length in lengths) >= 2
    book_ = openpyxl.load_workbook(HOME / "documents" / "prajs-list-2026-04.xlsx")
    assert len(book_.worksheets) >= 3
    assert sum(sheet.max_row for sheet in book_.worksheets) >= 60


def test_versions_of_a_document_differ_and_follow_in_time() -> None:
    versioned = [each for each in DOCUMENTS if len(each["versions"]) > 1]
    assert len(versioned) >= 2
    for document in versioned:
        dates = [version["effective"] for version in document["versions"]]
        assert dates == sorted(set(dates))
        assert len({text_of(Path(v["file"]).name) for v in document["versions"]}) == len(dates)


@pytest.mark.parametrize("item", ANSWERED, ids=lambda item: item["id"])
def test_quote_stands_in_the_newest_version_and_proves_the_answer(item: dict[str, Any]) -> None:
    assert all(name in CURRENT for name in sources(item))
    quote = fold(item["quote"])
    assert any(quote in text_of(name) for name in sources(item))
    assert item["answer_any"]
    for alternatives in item["answer_any"]:
        assert any(fold(each) in quote for each in alternatives), alternatives


@pytest.mark.parametrize("item", ANSWERED, ids=lambda item: item["id"])
def test_reader_of_an_answer_may_read_its_source(item: dict[str, Any]) -> None:
    assert all(may_read(item["reader"], CURRENT[name]) for name in sources(item))
    assert not any(fold(each) in fold(item["quote"]) for each in item["forbidden"])


@pytest.mark.parametrize("item", FORBIDDEN, ids=lambda item: item["id"])
def test_hidden_answer_is_hidden_from_its_reader_and_open_to_the_twin(item: dict[str, Any]) -> None:
    twin = BY_ID[item["twin"]]
    assert twin["question"] == item["question"]
    assert twin["expect"] == "answer"
    assert twin["reader"] != item["reader"]
    assert not any(may_read(item["reader"], CURRENT[name]) for name in sources(item))


@pytest.mark.parametrize("item", FORBIDDEN, ids=lambda item: item["id"])
def test_secret_stands_in_its_source_and_in_nothing_the_reader_may_read(
    item: dict[str, Any],
) -> None:
    secrets = [fold(each) for each in item["forbidden"]]
    assert any(secret in text_of(name) for secret in secrets for name in sources(item))
    for name, document in CURRENT.items():
        if may_read(item["reader"], document):
            assert not [each for each in secrets if each in text_of(name)], name


def test_asks_enough_of_every_kind() -> None:
    assert len(BY_ID) == len(GOLDEN) >= 80
    assert sum(item["reason"] == "absent" for item in GOLDEN) >= 10
    assert len(FORBIDDEN) >= 10
    kinds = {"fact", "table", "list", "version", "mail", "procedure"}
    assert {item["kind"] for item in ANSWERED} >= kinds
    assert {item["reader"] for item in GOLDEN} == USERS.keys()


def test_asks_about_every_format_and_almost_every_document() -> None:
    asked = {name for item in ANSWERED for name in sources(item)}
    assert {Path(name).suffix for name in asked} == {Path(name).suffix for name in CURRENT}
    assert len(asked) >= 25


def test_question_of_a_version_forbids_what_was_superseded() -> None:
    old = {
        current(document): "".join(
            text_of(Path(version["file"]).name)
            for version in document["versions"]
            if Path(version["file"]).name != current(document)
        )
        for document in DOCUMENTS
    }
    versioned = [item for item in ANSWERED if item["kind"] == "version" and item["forbidden"]]
    assert len(versioned) >= 5
    for item in versioned:
        before = "".join(old[name] for name in sources(item))
        now = "".join(text_of(name) for name in sources(item))
        assert any(fold(each) in before for each in item["forbidden"]), item["id"]
        assert not any(fold(each) in now for each in item["forbidden"]), item["id"]


def checksum_holds(inn: str) -> bool:
    """The last digit of a company's taxpayer number (order of the Federal Tax Service, 10 digits)."""
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    total = sum(weight * int(digit) for weight, digit in zip(weights, inn, strict=False))
    return total % 11 % 10 == int(inn[9])


def test_names_no_real_company_number_or_telephone() -> None:
    for path in (HOME / "source").iterdir():
        text = path.read_text("utf-8")
        assert not [inn for inn in re.findall(r"ИНН\D{0,3}(\d{10})", text) if checksum_holds(inn)]
        for number in re.findall(r"(?:\+7|\b8)[\s(-]+\d{3}\)?[\s-]\d{3}-\d\d-\d\d", text):
            assert re.match(r"\+7 \(000\)|8-800-000", number), f"{path.name}: {number}"
        for address in re.findall(r"[\w.]+@[\w.]+\w", text):
            assert address.endswith(".example"), f"{path.name}: {address}"
    assert not checksum_holds(COMPANY["company"]["inn"])


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    command = [sys.executable, str(EXAMPLES / "build_demo.py"), "--output", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.mark.skipif(importlib.util.find_spec("reportlab") is None, reason="needs reportlab")
def test_sources_rebuild_to_the_committed_texts(rebuilt: Path) -> None:
    names = [path.name for path in rebuilt.iterdir()]
    assert len(names) >= len(DOCUMENTS) - sum(each["kind"] == "pdf" for each in DOCUMENTS)
    for document in DOCUMENTS:
        for version in document["versions"]:
            name = Path(version["file"]).name
            if name in names:
                encoding = version.get("encoding", "utf-8")
                assert fold(read(rebuilt / name, encoding)) == text_of(name), name


@pytest.mark.skipif(importlib.util.find_spec("reportlab") is None, reason="needs reportlab")
def test_formats_written_without_a_library_rebuild_to_the_same_bytes(rebuilt: Path) -> None:
    own = {".csv", ".html", ".md", ".rtf", ".txt"}
    compared = [path for path in rebuilt.iterdir() if path.suffix in own]
    assert {path.suffix for path in compared} == own
    for path in compared:
        assert path.read_bytes() == (HOME / "documents" / path.name).read_bytes(), path.name
