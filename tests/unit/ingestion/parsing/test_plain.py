from znatok.documents.model import BlockKind
from znatok.ingestion.model import ParsedFile
from znatok.ingestion.parsing import read_file


def read(text: str, name: str = "a.txt") -> ParsedFile:
    return read_file(text.encode(), name)


def shown(parsed: ParsedFile, kind: BlockKind | None = None) -> list[str]:
    return [parsed.text[b.start : b.end] for b in parsed.blocks if kind in {None, b.kind}]


def test_hard_wrapped_lines_become_paragraphs_with_divided_words_joined() -> None:
    parsed = read(
        "   Работник обязан бережно относиться к имуществу рабо-\n"
        "тодателя и других работников, соблюдать правила внутрен-\n"
        "него распорядка и требования по охране труда.\n"
        "   Работодатель обязан предоставить работу, обусловлен-\n"
        "ную трудовым договором.\n"
    )
    assert shown(parsed) == [
        (
            "Работник обязан бережно относиться к имуществу работодателя и других работников, "
            "соблюдать правила внутреннего распорядка и требования по охране труда."
        ),
        "Работодатель обязан предоставить работу, обусловленную трудовым договором.",
    ]


def test_headings_are_told_by_capitals_structure_and_numbers() -> None:
    parsed = read(
        "ДОГОВОР ПОСТАВКИ\n\nСтатья 1. Предмет\n\nТекст статьи о предмете.\n\n"
        "2. Общие положения\n\n2.1. Поставщик передаёт товар.\n"
    )
    levels = [
        (b.level, parsed.text[b.start : b.end])
        for b in parsed.blocks
        if b.kind is BlockKind.HEADING
    ]
    assert levels == [(1, "ДОГОВОР ПОСТАВКИ"), (4, "Статья 1. Предмет"), (2, "2. Общие положения")]
    assert shown(parsed, BlockKind.LIST_ITEM) == ["2.1. Поставщик передаёт товар."]


def test_a_numbered_list_is_not_a_row_of_headings() -> None:
    parsed = read("Купить:\n\n1. Бумага\n2. Ручки\n3. Скрепки\n\nСрок до пятницы.\n")
    assert shown(parsed, BlockKind.HEADING) == []
    assert shown(parsed, BlockKind.LIST_ITEM) == ["1. Бумага", "2. Ручки", "3. Скрепки"]


def test_machine_readable_text_is_kept_as_code() -> None:
    parsed = read('{"срок":\n  14}', "a.json")
    assert [b.kind for b in parsed.blocks] == [BlockKind.CODE]
    assert parsed.text == '{"срок":\n  14}'


def test_an_unknown_extension_with_text_inside_is_read_as_text() -> None:
    assert read("Просто заметка", "заметка.note").kind == "txt"
