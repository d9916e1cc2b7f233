from znatok.documents.model import BlockKind
from znatok.ingestion.parsing import read_file

TEXT = """---
title: "Регламент"
---
# Доступ {#access}

Заявку **рассматривают**
за `2` дня, см. [портал](http://example.org).

1. Подать
   - онлайн
2. Ждать

| Роль | Срок |
|------|------|
| Гость | 1 день |

```sh
ls -l
```
"""


def test_reads_structure_without_markup() -> None:
    parsed = read_file(TEXT.encode(), "a.md")
    assert parsed.title == "Регламент"
    assert [(b.kind, b.level, parsed.text[b.start : b.end]) for b in parsed.blocks] == [
        (BlockKind.HEADING, 1, "Доступ"),
        (BlockKind.PARAGRAPH, 0, "Заявку рассматривают за 2 дня, см. портал."),
        (BlockKind.LIST_ITEM, 1, "1. Подать"),
        (BlockKind.LIST_ITEM, 2, "онлайн"),
        (BlockKind.LIST_ITEM, 1, "2. Ждать"),
        (BlockKind.TABLE, 0, "Роль | Срок\nГость | 1 день"),
        (BlockKind.CODE, 0, "ls -l"),
    ]


def test_html_inside_markdown_is_read_as_a_page() -> None:
    parsed = read_file("Текст\n\n<table><tr><td>а</td><td>б</td></tr></table>\n".encode(), "a.md")
    assert parsed.blocks[-1].rows == (("а", "б"),)
