import json

from znatok.analytics.quality.files import FileFormat, FileRow, read_file, write_file

ROW = {
    "id": "g1",
    "question": "За сколько дней подают заявление?",
    "reader": "olga@knz.example",
    "expect": "answer",
    "reason": None,
    "kind": "fact",
    "answer_any": [["14 календарных дней", "14 дней"]],
    "source": "leave.docx",
    "quote": "не позднее чем за 14 календарных дней",
    "forbidden": ["21 день"],
    "twin": None,
}


def _lines(*rows: object) -> bytes:
    return "\n".join(json.dumps(each, ensure_ascii=False) for each in rows).encode()


def test_reads_what_the_demo_company_is_written_in() -> None:
    rows, problems = read_file(_lines(ROW), FileFormat.JSONL)
    assert problems == []
    (row,) = rows
    assert row.facts == (("14 календарных дней", "14 дней"),)
    assert row.sources == ("leave.docx",)
    assert row.tags == ("fact",)
    assert row.status == "confirmed"
    assert row.forbidden == (), "of an answerable question they harm nobody"


def test_every_problem_names_its_line_and_field() -> None:
    data = _lines(ROW, {**ROW, "expect": "maybe"}, ["list"], {**ROW, "answer_any": [1]})
    data += b"\n{broken\n" + _lines({**ROW, "colour": "red"}, {**ROW, "department": "HR"})
    rows, problems = read_file(data, FileFormat.JSONL)
    assert [row.line for row in rows] == [1]
    assert [(each.line, each.field) for each in problems] == [
        (2, "expect"),
        (3, "line"),
        (4, "answer_any"),
        (5, "line"),
        (6, "colour"),
        (7, "reader"),
    ]


def test_reads_a_table_as_a_spreadsheet_in_russia_saves_it() -> None:
    text = "Question;Reader;Answer_any;Source\r\nКакой срок?;a@b.ru;14 дней|две недели;a.docx\r\n"
    for encoding in ("utf-8", "utf-8-sig", "cp1251"):
        rows, problems = read_file(text.encode(encoding), FileFormat.CSV)
        assert problems == []
        assert rows[0].facts == (("14 дней", "две недели"),)
        assert rows[0].question == "Какой срок?"
        assert rows[0].line == 2


def test_a_table_without_questions_says_which_column_is_missing() -> None:
    rows, problems = read_file(b"a,b\n1,2\n", FileFormat.CSV)
    assert rows == []
    assert [(each.line, each.field) for each in problems] == [(1, "question")]


def test_too_many_cells_are_a_problem_of_their_line() -> None:
    _, problems = read_file("question;reader\nЧто?;a;b;c\n".encode(), FileFormat.CSV)
    assert [(each.line, each.field) for each in problems] == [(2, "line")]


def test_both_formats_give_back_what_was_written() -> None:
    row = FileRow(
        2,
        "=СУММ(А1)? «кавычки»; и | черта",
        None,
        "Отдел продаж",
        True,
        (("а; б", "в | г"), ("=д",)),
        ("x.pdf", "y.csv"),
        "- цитата",
        (),
        ("цены",),
        "proposed",
    )
    for form in FileFormat:
        (again,), problems = read_file(write_file([row], form), form)
        assert problems == []
        assert again.__class__ is FileRow
        assert {**_named(again), "line": 2} == _named(row)


def _named(row: FileRow) -> dict[str, object]:
    return {name: getattr(row, name) for name in FileRow.__slots__}


def test_a_table_is_no_program() -> None:
    row = FileRow(1, "=HYPERLINK(1)", None, None, True, (("x",),), (), "", (), (), "confirmed")
    assert b"\n'=HYPERLINK(1)" in write_file([row], FileFormat.CSV)
